//! What every part of the document reads.

use crate::call::Call;
use crate::documents::answer_text;
use crate::documents::outline::{Line, Row};
use crate::draft::{Draft, Field, Profile};
use crate::readiness::Readiness;

/// The call, the draft, and what the check says of it.
pub(super) struct Case<'a> {
    pub(super) call: &'a Call,
    pub(super) draft: &'a Draft,
    pub(super) profile: Profile<'a>,
    pub(super) readiness: &'a Readiness,
}

impl Case<'_> {
    /// What stands at an address, in words.
    pub(super) fn at(&self, field: &Field) -> String {
        answer_text::text_at(self.draft, field)
    }

    /// A row for an answer that is only worth a row when it was given.
    pub(super) fn given(&self, rows: &mut Vec<Row>, label: &str, field: &Field) {
        let text = self.at(field);
        if !text.is_empty() {
            rows.push(Row::new(label, vec![Line::Words(text)]));
        }
    }
}
