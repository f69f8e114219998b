//! Dates about which the school says something of its own: which of several it takes, or what they are counted from.

use super::quotations::{QuoteLine, quotations};
use crate::call::{Call, Timestamp};
use crate::draft::{Field, own_date_question};

/// A date about which the school says something of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnDateRow {
    /// The answer.
    pub field: Field,
    /// The question.
    pub question: String,
    /// The hub's words on it.
    pub lines: Vec<QuoteLine>,
    /// What can be chosen: the written form, and the words. Empty: a day is typed.
    pub choices: Vec<(String, String)>,
    /// Whether it has passed: then nothing is asked.
    pub is_over: bool,
}

/// The dates of a call about which the school says something of its own.
pub fn own_dates(call: &Call, now: Timestamp) -> Vec<OwnDateRow> {
    let row = |date: &crate::call::CallDate| OwnDateRow {
        field: Field::OwnDate(date.id.clone()),
        question: own_date_question(date),
        lines: quotations(call, date.statement.as_ref()).into_iter().flat_map(|quotation| quotation.lines).collect(),
        choices: date.when.choices(),
        is_over: date.when.over(now) == Some(true),
    };
    call.own_dates().map(row).collect()
}
