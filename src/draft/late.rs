//! One answer of a draft, stored under a key of its own: the one that was being typed. Versions up to 0.1 did that; such
//! answers are still read. The format is the draft's own, with that one answer in it. Which of the two is newer is told by
//! [`Draft::changed`].

use super::{Draft, DraftError};
#[cfg(any(test, feature = "fixtures"))]
use super::{Field, file::write_with};

/// The key of a draft, in storage and in a rescue file: this, then the draft's id.
pub const DRAFT_KEY: &str = "upbeat/draft/";
/// The key of an answer that is stored separately: this, then the draft's id.
pub const LATE_KEY: &str = "upbeat/late/";

/// Writes one answer of a draft, in the format of a draft that has no other.
#[cfg(any(test, feature = "fixtures"))]
pub fn write_late(draft: &Draft, field: &Field) -> Result<String, serde_json::Error> {
    write_with(draft, draft.answers.get(field).map(|answer| (field, answer)))
}

impl Draft {
    /// Takes an answer that was stored separately, if it is newer than this draft. Returns whether it was.
    pub fn take_late(&mut self, text: &str) -> Result<bool, DraftError> {
        let late = super::read_draft(text)?;
        let newer = late.id == self.id && late.call == self.call && late.changed > self.changed;
        if newer {
            self.changed = late.changed;
            self.answers.extend(late.answers);
        }
        Ok(newer)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Value, any_draft, read_draft, write_draft};
    use super::*;
    use crate::call::Timestamp;

    proptest! {
        #[test]
        fn whole_and_late_make_up_the_draft(mut draft in any_draft(), texts in prop::collection::vec("\\PC{1,9}", 1..4)) {
            let whole = write_draft(&draft).unwrap();
            let field = Field::parse("school/name");
            for (n, text) in texts.iter().enumerate() {
                // Whatever the clock says, even if it has been set back.
                draft.set(field.clone(), Value::Text(format!("{text}{n}")), Timestamp(0));
            }
            let late = write_late(&draft, &field).unwrap();
            let mut read = read_draft(&whole).unwrap();
            prop_assert!(read.take_late(&late).unwrap());
            prop_assert_eq!(&read, &draft);
            // What is in the whole already changes nothing.
            let mut again = read_draft(&write_draft(&draft).unwrap()).unwrap();
            prop_assert!(!again.take_late(&late).unwrap());
            prop_assert_eq!(again, draft);
        }

        #[test]
        fn any_text_is_taken_in_or_refused(mut draft in any_draft(), text in "\\PC{0,40}") {
            let before = draft.clone();
            prop_assert!(!draft.take_late(&text).unwrap_or(false));
            prop_assert_eq!(draft, before);
        }
    }

    #[test]
    fn an_older_one_and_one_of_another_draft_are_left() {
        let draft = |id: &str, text: &str, at: i64| {
            let (id, call) = (super::super::DraftId::new(id).unwrap(), crate::call::CallId::new("marsh-2027").unwrap());
            let mut draft = Draft::new(id, call, "2027", Timestamp(at));
            draft.set(Field::parse("school/name"), Value::from(text), Timestamp(at));
            draft
        };
        let name = Field::parse("school/name");
        let mut own = draft("a", "Larkfield", 5000);
        let older = write_late(&draft("a", "Older", 4000), &name).unwrap();
        let others = write_late(&draft("b", "Another", 6000), &name).unwrap();
        for late in [older, others] {
            assert!(!own.take_late(&late).unwrap());
            assert_eq!(own.text(&name), "Larkfield");
        }
    }
}
