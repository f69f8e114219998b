//! What is said of a text that came in: what was left out, and what looks otherwise than before.

use std::borrow::Cow;

pub(in crate::documents) const TABLE: &str = "The table was turned into lines of text.";
pub(in crate::documents) const SIDE_BY_SIDE: &str = "Text that stood side by side now stands one under the other.";
pub(in crate::documents) const PICTURE: &str = "Pictures were left out.";
pub(in crate::documents) const HIDDEN: &str = "Hidden text was left out.";
pub(in crate::documents) const DELETED: &str = "Text that was deleted with Track Changes was left out.";
pub(in crate::documents) const FORM: &str = "Boxes that nobody has filled in were left out.";
#[cfg(feature = "worker")]
pub(in crate::documents) const NOTE: &str = "Footnotes and endnotes were left out.";
#[cfg(feature = "worker")]
pub(in crate::documents) const HEADER: &str = "The letterhead, or other words at the top of the pages, was left out.";
#[cfg(feature = "worker")]
pub(in crate::documents) const FOOTER: &str = "The words at the foot of the pages were left out.";
#[cfg(feature = "worker")]
pub(in crate::documents) const SYMBOL: &str = "Symbols that Upbeat does not know were left out.";
#[cfg(feature = "worker")]
pub(in crate::documents) const PART: &str =
    "A part that was inserted from another file was left out. Copy its text and paste it in here.";

/// Remarks, each once, in the order in which they came up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::documents) struct Remarks(Vec<Cow<'static, str>>);

impl Remarks {
    pub(in crate::documents) fn add(&mut self, remark: impl Into<Cow<'static, str>>) {
        let remark = remark.into();
        if !self.0.contains(&remark) {
            self.0.push(remark);
        }
    }

    pub(in crate::documents) fn into_sentences(self) -> Vec<String> {
        self.0.into_iter().map(Cow::into_owned).collect()
    }
}
