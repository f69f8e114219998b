//! The rules, one file each. A rule reads a [`Case`] and adds what it finds; it never writes anything else.

use super::{Deadline, Finding, Quote};
use crate::call::{Call, Statement, Timestamp};
use crate::draft::{Draft, Profile};

/// A rule.
pub(super) type Rule = fn(&Case, &mut Vec<Finding>);

/// Every rule, in the order in which the page lists what they find.
pub(super) const ALL: &[Rule] = &[];

/// What a rule reads: the call, the draft, the profile read from it, and now.
#[derive(Debug)]
pub struct Case<'a> {
    /// The call.
    pub call: &'a Call,
    /// The draft.
    pub draft: &'a Draft,
    /// What the draft says about the school.
    pub profile: Profile<'a>,
    /// The instant at which it is read.
    pub now: Timestamp,
}

impl<'a> Case<'a> {
    /// Puts a case together.
    pub fn new(call: &'a Call, draft: &'a Draft, now: Timestamp) -> Self {
        Self { call, draft, profile: Profile::of(call, draft), now }
    }

    /// Where the call stands now. A deadline on a day without a time lasts until that day has ended in London.
    pub fn deadline(&self) -> Deadline {
        let Some(when) = self.call.deadline().map(|d| &d.when) else { return Deadline::None };
        match (when.over(self.now), when.last_day()) {
            (Some(true), _) => Deadline::Closed,
            (Some(false), Some(last)) => Deadline::Open { days: (last.days() - self.now.london().0.days()).max(0) },
            _ => Deadline::None,
        }
    }
}

/// The words of a statement as a quotation.
pub(super) fn quote(statement: &Statement) -> Quote {
    Quote { text: statement.text.clone(), under: statement.under.clone() }
}
