//! The dates of a call, as far as the hub has given them.

use serde::Serialize;

use super::{Date, DateId, OddityId, Statement, Timestamp, ZonedInstant};

/// A date of the call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CallDate {
    /// Its id.
    pub id: DateId,
    /// A short name, ours ("Application deadline").
    pub name: String,
    /// What happens then.
    pub kind: DateKind,
    /// When.
    pub when: When,
    /// False where the hub's words leave doubt; an oddity then says which.
    #[serde(default = "yes")]
    pub certain: bool,
    /// The hub's words. None only where the hub has published nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statement: Option<Statement>,
    /// How long it takes, in minutes, where the hub says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
    /// Where, if the hub says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub venue: Option<String>,
    /// Whether the school must be there.
    #[serde(default)]
    pub attendance: Attendance,
    /// The hub's words that ask for attendance: a part of a statement of this call. A finding about somebody to send
    /// rests on these, not on the words that give the day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attendance_quote: Option<String>,
    /// What is odd about it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub oddities: Vec<OddityId>,
}

#[cfg(feature = "schema")]
fn yes() -> bool {
    true
}

/// What happens at a date, in the order of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum DateKind {
    /// The call is published.
    Opens,
    /// An event where schools can ask before applying.
    Information,
    /// Applications must be in.
    Deadline,
    /// Schools learn whether they are shortlisted.
    Shortlist,
    /// The hub visits.
    Visit,
    /// Interviews.
    Interview,
    /// Schools learn the outcome.
    Decision,
    /// The outcome becomes public.
    Announcement,
    /// The role begins.
    Start,
    /// A meeting of Lead Schools.
    Meeting,
    /// The role or the agreement ends.
    End,
}

/// When something happens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum When {
    /// At an instant.
    Instant {
        /// The instant.
        at: ZonedInstant,
    },
    /// On a day, no time given.
    Day {
        /// The day.
        on: Date,
    },
    /// At some time in a range of days ("during April"); both ends included.
    Window {
        /// First day.
        from: Date,
        /// Last day.
        to: Date,
    },
    /// At one of several slots, or on several days.
    Slots {
        /// When each begins.
        at: Vec<ZonedInstant>,
    },
    /// The hub has not published it.
    NotPublished,
}

/// Whether the school must be at a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Attendance {
    /// Nobody of the school is asked.
    #[default]
    None,
    /// Expected.
    Expected,
    /// A condition of the role.
    Required,
}

impl When {
    /// The first day, on clocks where the call is.
    pub fn first_day(&self) -> Option<Date> {
        match self {
            Self::Instant { at } => Some(at.date()),
            Self::Day { on } => Some(*on),
            Self::Window { from, .. } => Some(*from),
            Self::Slots { at } => at.iter().map(ZonedInstant::date).min(),
            Self::NotPublished => None,
        }
    }

    /// The last day, on clocks where the call is.
    pub fn last_day(&self) -> Option<Date> {
        match self {
            Self::Window { to, .. } => Some(*to),
            Self::Slots { at } => at.iter().map(ZonedInstant::date).max(),
            other => other.first_day(),
        }
    }

    /// Whether it is over at `now`. A day is over when it has ended on clocks in London. None where it is not published.
    pub fn over(&self, now: Timestamp) -> Option<bool> {
        match self {
            Self::Instant { at } => Some(now > at.timestamp()),
            Self::Slots { at } => at.iter().map(|a| now > a.timestamp()).reduce(|a, b| a && b),
            other => other.last_day().map(|last| now.london().0 > last),
        }
    }

    /// In words: "Friday 14 February 2025, 12 noon (midday)".
    pub fn words(&self) -> String {
        match self {
            Self::Instant { at } => at.long(),
            Self::Day { on } => on.long(),
            Self::Window { from, to } => format!("between {} and {}", from.medium(), to.medium()),
            Self::Slots { at } => at.iter().map(ZonedInstant::long).collect::<Vec<_>>().join("; or "),
            Self::NotPublished => "not published by the hub".to_owned(),
        }
    }
}
