//! What every part of the document reads.

use crate::call::{Call, Condition, Timestamp};
use crate::documents::answer_text;
use crate::documents::outline::{Line, Row};
use crate::documents::receiver::Receiver;
use crate::draft::{Draft, Field, Profile, may_apply};
use crate::readiness::Deadline;

/// For whom it is, the call, the draft, and where the call stands.
pub(super) struct Case<'a> {
    pub(super) receiver: Receiver,
    pub(super) call: &'a Call,
    pub(super) draft: &'a Draft,
    pub(super) profile: Profile<'a>,
    pub(super) deadline: Deadline,
    pub(super) now: Timestamp,
}

impl Case<'_> {
    /// What whoever applies is called: "school", "college".
    pub(super) fn noun(&self) -> &'static str {
        self.draft.applicant(self.call).noun()
    }

    /// Whether it is for the hub: then what does not apply, questions that nobody answered, and what helped to write are
    /// not in it.
    pub(super) fn is_for_hub(&self) -> bool {
        self.receiver == Receiver::Hub
    }

    /// Whether something that applies under these conditions is not asked of this school.
    pub(super) fn is_not_asked(&self, when: &[Condition]) -> bool {
        !may_apply(self.call, when, &self.profile)
    }

    /// Whether something that applies under these conditions is left out: where it is not asked of this school. What was
    /// answered all the same, at an address of its own, is kept for everybody but the hub.
    pub(super) fn leaves_out(&self, when: &[Condition], is_own: impl Fn(&Field) -> bool) -> bool {
        let is_answered = || self.draft.answers.iter().any(|(at, own)| is_own(at) && !own.value.is_blank());
        self.is_not_asked(when) && (self.is_for_hub() || !is_answered())
    }

    /// The rows of a table: for the hub without those that say nothing.
    pub(super) fn rows(&self, rows: Vec<Row>) -> Vec<Row> {
        let says = |row: &Row| row.lines.iter().any(|line| *line != Line::Nothing);
        rows.into_iter().filter(|row| !self.is_for_hub() || says(row)).collect()
    }

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
