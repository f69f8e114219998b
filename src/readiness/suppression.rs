//! A finding that a school has suppressed, with a reason: what the rule found may be meant.
//!
//! A suppression covers only what had been found when the reason was given. The draft keeps both together, so anything
//! found later in the same answer is shown.

use crate::draft::{Draft, Field, Value};

/// How a finding can be suppressed: by writing [`Suppression::value`] to [`Suppression::field`]. A blank value shows the
/// finding again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppression {
    /// Where the reason is kept.
    pub field: Field,
    /// What was found, as it was shown.
    pub found: Vec<String>,
}

impl Suppression {
    /// The value that suppresses the finding: a list of the reason and of what was found.
    pub fn value(&self, reason: &str) -> Value {
        Value::List(std::iter::once(reason.trim().to_owned()).chain(self.found.iter().cloned()).collect())
    }

    /// The reason in the draft, empty where there is none, and whether it covers everything that is found now. A reason
    /// that was stored as a plain text covers everything.
    pub fn reason<'a>(&self, draft: &'a Draft) -> (&'a str, bool) {
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
