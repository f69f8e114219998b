//! The page of commitments and dates: one answer for all commitments, and who attends each meeting.

use super::dates::not_published;
use super::quotations::{OddityNote, Quotation, QuoteLine, oddities, passage_quotations, quotations};
use super::section::is_asked_of;
use crate::call::{Attendance, Call, CallDate, Condition, Duty, DutyId, HeadingId, OddityId, Timestamp, Topic, When};
use crate::documents::{amount_beside, calendar, duration_words, with_article};
use crate::draft::{Draft, Field, Value, confirmed, counted};

/// Commitments under one heading of the hub.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommitmentGroup {
    /// The hub's heading.
    pub heading: String,
    /// The commitments.
    pub items: Vec<CommitmentItem>,
}

/// A commitment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommitmentItem {
    /// Its id.
    pub id: DutyId,
    /// When in the role it is due, in the hub's words.
    pub phase: Option<String>,
    /// The hub's words.
    pub lines: Vec<QuoteLine>,
    /// What is odd about them. What is odd about several in a row is said under the last of them.
    pub oddities: Vec<OddityNote>,
    /// How much of it, where the hub gives a number that its words do not say.
    pub amount: Option<String>,
    /// When it applies.
    pub when: Vec<Condition>,
}

/// What the page is about, in one line: "What a Lead School agrees to do, in the hub's words: 22 commitments, 3 dates."
pub fn commitments_lede(call: &Call) -> String {
    let commitments = (!call.duties.is_empty()).then(|| counted(call.duties.len(), "commitment"));
    let has_own = call.own_dates().next().is_some();
    if call.duties.is_empty() && call.meetings().next().is_none() && has_own {
        return "Dates that you choose or give.".to_owned();
    }
    let dates = call.dates.iter().filter(|date| date.attendance != Attendance::None || date.when.asks_own()).count();
    let dates = Some(dates).filter(|count| *count > 0).map(|count| counted(count, "date"));
    let counts: Vec<String> = commitments.into_iter().chain(dates).collect();
    let role = with_article(&call.role.name);
    let counts = if counts.is_empty() { String::new() } else { format!(": {}", counts.join(", ")) };
    format!("What {role} agrees to do, in {} words{counts}.", call.hub.voice().possessive())
}

/// The commitments, by the hub's headings.
pub fn commitment_groups(call: &Call) -> Vec<CommitmentGroup> {
    let groups = call.duties.chunk_by(|a, b| a.statement.under == b.statement.under);
    let group = |group: &[Duty]| {
        let items = group.iter().enumerate().map(|(number, duty)| {
            let next = group.get(number + 1).map(|next| next.statement.oddities.as_slice()).unwrap_or_default();
            let lines = quotations(call, [&duty.statement]).into_iter().flat_map(|quotation| quotation.lines);
            CommitmentItem {
                id: duty.id.clone(),
                phase: duty.phase.clone(),
                lines: lines.collect(),
                oddities: oddities(call, duty.statement.oddities.iter().filter(|id| !next.contains(id))),
                amount: amount_beside(&duty.statement, duty.amount.as_ref()),
                when: duty.when.clone(),
            }
        });
        let heading = group.first().map(|duty| own_heading(call, &duty.statement.under)).unwrap_or_default();
        CommitmentGroup { heading, items: items.collect() }
    };
    groups.map(group).collect()
}

/// A heading without those above it.
fn own_heading(call: &Call, id: &HeadingId) -> String {
    let mut headings = call.sources.iter().flat_map(|source| &source.headings);
    let found = headings.find(|heading| heading.id == *id);
    found.map(|heading| heading.text.trim().trim_end_matches([':', '.']).to_owned()).unwrap_or_default()
}

/// The one answer for all commitments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Agreement {
    /// The school will do all of this.
    All,
    /// It will, except for what it marks.
    Except,
    /// It has not decided.
    #[default]
    Undecided,
}

impl Agreement {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::All, Self::Except, Self::Undecided];

    /// The written form, on the page only.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Except => "except",
            Self::Undecided => "undecided",
        }
    }

    /// As the school says it.
    pub fn label(self) -> &'static str {
        match self {
            Self::All => "we will do all of this",
            Self::Except => "we will, except for what we mark",
            Self::Undecided => "we have not decided yet",
        }
    }
}

/// What the school has said about the commitments that are asked of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CommitmentsAnswer {
    /// How many there are.
    pub asked: usize,
    /// How many it agrees to.
    pub agreed: usize,
    /// How many are marked as exceptions.
    pub marked: usize,
}

/// What the school has said about the commitments that are asked of it.
pub fn commitments_answer(call: &Call, draft: &Draft) -> CommitmentsAnswer {
    let draft = &*confirmed(call, draft);
    let flags = asked_duties(call, draft).map(|duty| draft.flag(&Field::Duty(duty.id.clone())));
    flags.fold(CommitmentsAnswer::default(), |answer, flag| CommitmentsAnswer {
        asked: answer.asked + 1,
        agreed: answer.agreed + usize::from(flag == Some(true)),
        marked: answer.marked + usize::from(flag == Some(false)),
    })
}

fn asked_duties<'a>(call: &'a Call, draft: &Draft) -> impl Iterator<Item = &'a Duty> {
    call.duties.iter().filter(|duty| is_asked_of(call, draft, &duty.when))
}

impl CommitmentsAnswer {
    /// The one answer that is shown. `marking`: the person has chosen to mark exceptions, on this page.
    pub fn shown(self, marking: bool) -> Agreement {
        let undecided = self.agreed + self.marked < self.asked;
        match (marking, undecided, self.marked) {
            (true, ..) | (false, false, 1..) => Agreement::Except,
            (false, true, _) => Agreement::Undecided,
            (false, false, 0) => Agreement::All,
        }
    }

    /// What is said under the answer.
    pub fn note(self, marking: bool) -> String {
        match self.shown(marking) {
            Agreement::Except if self.marked == 0 => "Mark at least one you cannot agree to.".to_owned(),
            Agreement::Except => "Mark what you cannot agree to.".to_owned(),
            Agreement::Undecided if self.agreed + self.marked > 0 => {
                format!("You have agreed to {} of {} so far.", self.agreed, self.asked)
            }
            Agreement::All | Agreement::Undecided => String::new(),
        }
    }
}

/// What choosing one answer for all sets. To mark exceptions agrees to nothing before there is one.
pub fn agreement_answers(call: &Call, draft: &Draft, agreement: Agreement) -> Vec<(Field, Value)> {
    let draft = &*confirmed(call, draft);
    let fields = asked_duties(call, draft).map(|duty| Field::Duty(duty.id.clone()));
    match agreement {
        Agreement::All => fields.map(|field| (field, Value::Flag(true))).collect(),
        Agreement::Except if commitments_answer(call, draft).marked == 0 => Vec::new(),
        Agreement::Except => agree_to_rest(draft, fields),
        Agreement::Undecided => {
            fields.filter(|field| draft.answered(field)).map(|field| (field, Value::Text(String::new()))).collect()
        }
    }
}

/// What marking a commitment, or taking the mark away, sets. With a mark, the school agrees to all that is not marked.
pub fn exception_answers(call: &Call, draft: &Draft, id: &DutyId, is_marked: bool) -> Vec<(Field, Value)> {
    let draft = &*confirmed(call, draft);
    let others = asked_duties(call, draft).filter(|duty| duty.id != *id).map(|duty| Field::Duty(duty.id.clone()));
    let own = (Field::Duty(id.clone()), Value::Flag(!is_marked));
    std::iter::once(own).chain(agree_to_rest(draft, others)).collect()
}

fn agree_to_rest(draft: &Draft, fields: impl Iterator<Item = Field>) -> Vec<(Field, Value)> {
    fields.filter(|field| draft.flag(field).is_none()).map(|field| (field, Value::Flag(true))).collect()
}

/// The meetings of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meetings {
    /// The hub's words on all of them.
    pub words: Vec<Quotation>,
    /// The meetings, in order.
    pub rows: Vec<MeetingRow>,
    /// What is odd about them, each thing once.
    pub oddities: Vec<OddityNote>,
    /// Whether there is a date for a calendar, of a meeting or another one.
    pub has_calendar: bool,
}

/// A meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingRow {
    /// Who attends.
    pub field: Field,
    /// The hub's words on it; where it has none of its own, when it is.
    pub lines: Vec<QuoteLine>,
    /// When it is, where the hub's words do not stand there.
    pub when: Option<String>,
    /// Its name, and where it is and how long it takes if the hub says.
    pub about: String,
    /// The question.
    pub label: String,
    /// Whether it has passed: then nothing is asked.
    pub is_over: bool,
}

/// The meetings of a call.
pub fn meetings(call: &Call, now: Timestamp) -> Meetings {
    let words = passage_quotations(call, &[Topic::Meetings]);
    let mut ids: Vec<&OddityId> = Vec::new();
    for id in call.meetings().flat_map(|date| &date.oddities) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    let said = |note: &OddityNote| words.iter().any(|quotation| quotation.oddities.contains(note));
    Meetings {
        rows: call.meetings().map(|date| meeting_row(call, date, now)).collect(),
        oddities: oddities(call, ids).into_iter().filter(|note| !said(note)).collect(),
        has_calendar: calendar(call, now).is_some(),
        words,
    }
}

fn meeting_row(call: &Call, date: &CallDate, now: Timestamp) -> MeetingRow {
    let statement = call.meeting_statement(date);
    let when = match &date.when {
        When::NotPublished => not_published(call),
        when => when.words(),
    };
    let name = date.name.trim().trim_end_matches('.');
    let takes = duration_words(date).map(|takes| format!(" {takes}.")).unwrap_or_default();
    let venue = date.venue.as_deref().map(|venue| venue.trim().trim_end_matches('.')).filter(|venue| !venue.is_empty());
    let place = match venue {
        Some(venue) => format!("{name}, at {venue}."),
        None if date.oddities.is_empty() => format!("{name}. {} not said where.", call.hub.voice().opening("has")),
        None if takes.is_empty() => name.to_owned(),
        None => format!("{name}."),
    };
    let label = match date.when.first_day() {
        None => format!("Who will attend? {name}"),
        Some(_) => format!("Who will attend {}?", date.when.in_sentence()),
    };
    MeetingRow {
        field: Field::Meeting(date.id.clone()),
        lines: quotations(call, statement).into_iter().flat_map(|quotation| quotation.lines).collect(),
        when: statement.is_none().then_some(when),
        about: format!("{place}{takes}"),
        label,
        is_over: date.when.over(now) == Some(true),
    }
}

#[cfg(test)]
mod tests;
