//! Advice that a school may set aside, with a reason: what was found may well be meant.
//!
//! What is set aside is *this* finding: the reason is kept together with what was found, and anything found later in the
//! same answer is said again.

use super::{Finding, Verdict};
use crate::draft::{Advice, Draft, Field, Value, first_few};

/// How the advice of a finding can be set aside: write [`Aside::because`] to [`Aside::field`]. A blank reason, or no
/// answer there, brings it back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aside {
    /// Where the reason is kept.
    pub field: Field,
    /// What was found, as it was shown.
    pub found: Vec<String>,
}

impl Aside {
    /// The value that sets the advice aside: a list of the reason and of what was found.
    pub fn because(&self, reason: &str) -> Value {
        Value::List(std::iter::once(reason.trim().to_owned()).chain(self.found.iter().cloned()).collect())
    }
}

impl Aside {
    /// The reason that was given, where there is one, and whether all that is found now was set aside with it. A reason
    /// without what it was about covers all.
    pub fn given<'a>(&self, draft: &'a Draft) -> (&'a str, bool) {
        let (reason, covered) = match draft.value(&self.field) {
            Some(Value::Text(reason)) => (reason.as_str(), true),
            Some(Value::List(items)) => {
                let (reason, kept) = items.split_first().map_or(("", &[] as &[String]), |(r, kept)| (r.as_str(), kept));
                (reason, self.found.iter().all(|found| kept.contains(found)))
            }
            _ => ("", false),
        };
        (reason.trim(), covered && !reason.trim().is_empty())
    }
}

impl Finding {
    /// Advice that may be set aside, about `found` in the answer at `about`. Where it has been, it is settled, with the
    /// reason.
    pub(super) fn may_be_set_aside(mut self, draft: &Draft, advice: Advice, about: &Field, found: Vec<String>) -> Self {
        let aside = Aside { field: Field::Aside(advice, Box::new(about.clone())), found };
        let (reason, covers) = aside.given(draft);
        if covers {
            let about = quoted(&aside.found);
            self.verdict = Verdict::not_asked(format!("You have set {about} aside: {reason}"));
        }
        self.aside = Some(aside);
        self
    }
}

/// What was found, the first few.
fn quoted(found: &[String]) -> String {
    first_few(found.iter().map(|one| format!("\u{201c}{one}\u{201d}")), 3)
}
