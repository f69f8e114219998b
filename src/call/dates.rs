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
    /// At several slots: one of them is meant, or with `all` every one.
    Slots {
        /// When each begins.
        at: Vec<ZonedInstant>,
        /// True where all of them are meant, as with a training of two days or meetings in every term; "or" between
        /// them then becomes "and". False, or left out, where a school comes to one of them.
        #[serde(default)]
        all: bool,
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
            Self::Slots { at, .. } => at.iter().map(ZonedInstant::date).min(),
            Self::NotPublished => None,
        }
    }

    /// The last day, on clocks where the call is.
    pub fn last_day(&self) -> Option<Date> {
        match self {
            Self::Window { to, .. } => Some(*to),
            Self::Slots { at, .. } => at.iter().map(ZonedInstant::date).max(),
            other => other.first_day(),
        }
    }

    /// Whether it is over at `now`. A day is over when it has ended on clocks in London. None where it is not published.
    pub fn over(&self, now: Timestamp) -> Option<bool> {
        match self {
            Self::Instant { at } => Some(now > at.timestamp()),
            Self::Slots { at, .. } => at.iter().map(|a| now > a.timestamp()).reduce(|a, b| a && b),
            other => other.last_day().map(|last| now.london().0 > last),
        }
    }

    /// In words: "Friday 14 February 2025, 12 noon (midday)".
    pub fn words(&self) -> String {
        match self {
            Self::Instant { at } => at.long(),
            Self::Day { on } => on.long(),
            Self::Window { from, to } => format!("between {} and {}", from.medium(), to.medium()),
            Self::Slots { at, all } => {
                let slots: Vec<String> = at.iter().map(ZonedInstant::long).collect();
                slots.join(if *all { "; and " } else { "; or " })
            }
            Self::NotPublished => "not published by the hub".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::call::wire::read_value;

    #[test]
    fn several_slots_are_a_choice_unless_all_are_meant() {
        let (first, second) = ("Tuesday 20 April 2027, 4pm", "Wednesday 21 April 2027, 4pm");
        for (all, words, kept) in [
            (None, format!("{first}; or {second}"), false),
            (Some(false), format!("{first}; or {second}"), false),
            (Some(true), format!("{first}; and {second}"), true),
        ] {
            let at = ["20", "21"].map(|day| format!("2027-04-{day}T16:00:00+01:00[Europe/London]"));
            let mut json = json!({"is": "slots", "at": at});
            if let Some(all) = all {
                json["all"] = all.into();
            }
            let when = read_value::<When>(&json).unwrap();
            assert_eq!(when.words(), words);
            assert!(matches!(when, When::Slots { all, .. } if all == kept));
            let written = serde_json::to_value(&when).unwrap();
            assert_eq!(read_value(&written), Ok(when));
        }
        let wrong = read_value::<When>(&json!({"is": "slots", "at": [], "all": "yes"})).unwrap_err();
        assert_eq!(wrong.at, "all");
    }
}
