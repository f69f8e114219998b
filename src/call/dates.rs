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
    #[serde(rename = "date-is-certain", default = "yes")]
    pub certain: bool,
    /// The hub's words. None only where the hub has published nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statement: Option<Statement>,
    /// How long it takes, in minutes, where the hub says.
    #[serde(rename = "lasts-minutes", default, skip_serializing_if = "Option::is_none")]
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
    /// On several days that are named one by one, no times given: one of them is meant, or with `all` every one.
    Days {
        /// The days.
        on: Vec<Date>,
        /// True where all of them are meant, as with a training of two days. False, or left out, where a school comes
        /// on
        /// one of them.
        #[serde(default)]
        all: bool,
        /// True where the school says in its application which one it chooses. Until it does, the application is not
        /// ready.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        choose: bool,
    },
    /// At some time in a range of days ("during April"); both ends included. A range of whole months is shown as such.
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
        /// True where the school says in its application which one it chooses. Until it does, the application is not
        /// ready.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        choose: bool,
    },
    /// Not on a day of the calendar, but counted from a date of the school's own ("within a term of your training
    /// day").
    /// The hub's words are shown, and no day is made of them.
    Relative {
        /// The hub's words that say when: a part of a statement of this call.
        quote: String,
        /// What it is counted from, in a few words ("your first training day"). Where this is given, a school can give
        /// the
        /// day; it need not.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        from: Option<String>,
        /// How many days after that it is at the latest, where the hub's words say so in days or weeks. Left out,
        /// nothing
        /// is counted: a term has no number of days.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        days: Option<u32>,
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
            Self::Days { on, .. } => on.iter().min().copied(),
            Self::Window { from, .. } => Some(*from),
            Self::Slots { at, .. } => at.iter().map(ZonedInstant::date).min(),
            Self::Relative { .. } | Self::NotPublished => None,
        }
    }

    /// The last day, on clocks where the call is.
    pub fn last_day(&self) -> Option<Date> {
        match self {
            Self::Days { on, .. } => on.iter().max().copied(),
            Self::Window { to, .. } => Some(*to),
            Self::Slots { at, .. } => at.iter().map(ZonedInstant::date).max(),
            other => other.first_day(),
        }
    }

    /// Whether it is over at `now`. A day is over when it has ended on clocks in London. None where it is not
    /// published,
    /// or counted from a date of the school's own.
    pub fn over(&self, now: Timestamp) -> Option<bool> {
        match self {
            Self::Instant { at } => Some(now > at.timestamp()),
            Self::Slots { at, .. } => at.iter().map(|a| now > a.timestamp()).reduce(|a, b| a && b),
            other => other.last_day().map(|last| now.london().0 > last),
        }
    }

    /// In words: "Friday 14 February 2025, midday", "between 2 April 2025 and 9 April 2025", "April 2025".
    pub fn words(&self) -> String {
        match self {
            Self::Instant { at } => at.long(),
            Self::Day { on } => on.long(),
            Self::Days { on, all, .. } => days_words(on, if *all { "and" } else { "or" }),
            Self::Window { from, to } if from == to => from.long(),
            Self::Window { from, to } => match whole_months(*from, *to) {
                Some(months) => months.words,
                None => format!("between {} and {}", from.medium(), to.medium()),
            },
            Self::Slots { at, .. } if at.is_empty() => NO_DATE.to_owned(),
            Self::Slots { at, all, .. } => {
                let slots: Vec<String> = at.iter().map(ZonedInstant::long).collect();
                slots.join(if *all { "; and " } else { "; or " })
            }
            Self::Relative { quote, .. } => format!("\u{201c}{}\u{201d}", quote.trim()),
            Self::NotPublished => "date not published".to_owned(),
        }
    }

    /// What a school may choose from: the written form of each day or time, and its words. Empty where it chooses
    /// nothing.
    pub fn choices(&self) -> Vec<(String, String)> {
        match self {
            Self::Days { on, choose: true, .. } => on.iter().map(|day| (day.to_string(), day.long())).collect(),
            Self::Slots { at, choose: true, .. } => at.iter().map(|at| (at.to_string(), at.long())).collect(),
            _ => Vec::new(),
        }
    }

    /// Whether a day or time that a school may choose, in its written form, is over at `now`.
    pub fn is_choice_over(&self, written: &str, now: Timestamp) -> bool {
        match self {
            Self::Days { on, .. } => on.iter().any(|day| day.to_string() == written && now.london().0 > *day),
            Self::Slots { at, .. } => at.iter().any(|at| at.to_string() == written && now > at.timestamp()),
            _ => false,
        }
    }

    /// Whether the school says something of its own about it: which of several it takes, or the day that it is counted
    /// from.
    pub fn asks_own(&self) -> bool {
        matches!(
            self,
            Self::Days { choose: true, .. } | Self::Slots { choose: true, .. } | Self::Relative { from: Some(_), .. }
        )
    }

    /// The words with the preposition that they need in a sentence: "on Friday 14 February 2025", "in April 2025".
    pub fn in_sentence(&self) -> String {
        match self {
            Self::Window { from, to } if from != to => match whole_months(*from, *to) {
                Some(months) if months.count <= 2 => format!("in {}", months.words),
                Some(months) => format!("from {}", months.words),
                None => self.words(),
            },
            Self::Relative { .. } => self.words(),
            _ => format!("on {}", self.words()),
        }
    }

    /// The words for when it is over: of a range its last day, else all of it.
    pub fn closing_words(&self) -> String {
        match self {
            Self::Window { to, .. } => to.long(),
            other => other.words(),
        }
    }
}

/// Said where a list of days or times is empty, which the call check reports.
const NO_DATE: &str = "no date given";

/// "Tuesday 20 April 2027 or Wednesday 21 April 2027".
fn days_words(days: &[Date], last: &str) -> String {
    let days: Vec<String> = days.iter().map(|day| day.long()).collect();
    match days.split_last() {
        None => NO_DATE.to_owned(),
        Some((only, [])) => only.clone(),
        Some((end, others)) => format!("{} {last} {end}", others.join(", ")),
    }
}

/// Whole calendar months.
struct Months {
    words: String,
    count: i32,
}

/// The months that a range of days covers, where it covers whole ones and nothing else.
fn whole_months(from: Date, to: Date) -> Option<Months> {
    if from > to || from.day() != 1 || !to.ends_month() {
        return None;
    }
    let count = (to.year() - from.year()) * 12 + i32::from(to.month()) - i32::from(from.month()) + 1;
    let end = format!("{} {}", to.month_name(), to.year());
    let begin = if from.year() == to.year() {
        from.month_name().to_owned()
    } else {
        format!("{} {}", from.month_name(), from.year())
    };
    let words = match count {
        1 => end,
        2 => format!("{begin} and {end}"),
        _ => format!("{begin} to {end}"),
    };
    Some(Months { words, count })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::call::wire::read_value;

    #[test]
    fn dates_are_said_as_the_hub_would_say_them() {
        let window = |from: &str, to: &str| json!({"is": "window", "from": from, "to": to});
        let days = |on: &[&str], all: bool| json!({"is": "days", "on": on, "all": all});
        let tuesday = "Tuesday 20 April 2027";
        for (when, words, sentence, closes) in [
            (json!({"is": "day", "on": "2027-04-20"}), tuesday, "on Tuesday 20 April 2027", tuesday),
            (window("2025-04-01", "2025-04-30"), "April 2025", "in April 2025", "Wednesday 30 April 2025"),
            (window("2024-02-01", "2024-02-29"), "February 2024", "in February 2024", "Thursday 29 February 2024"),
            (
                window("2024-02-01", "2024-02-28"),
                "between 1 February 2024 and 28 February 2024",
                "between 1 February 2024 and 28 February 2024",
                "Wednesday 28 February 2024",
            ),
            (window("2025-04-01", "2025-05-31"), "April and May 2025", "in April and May 2025", "Saturday 31 May 2025"),
            (
                window("2025-04-01", "2025-06-30"),
                "April to June 2025",
                "from April to June 2025",
                "Monday 30 June 2025",
            ),
            (
                window("2025-12-01", "2026-01-31"),
                "December 2025 and January 2026",
                "in December 2025 and January 2026",
                "Saturday 31 January 2026",
            ),
            (
                window("2025-11-01", "2026-02-28"),
                "November 2025 to February 2026",
                "from November 2025 to February 2026",
                "Saturday 28 February 2026",
            ),
            (
                window("2027-04-02", "2027-04-30"),
                "between 2 April 2027 and 30 April 2027",
                "between 2 April 2027 and 30 April 2027",
                "Friday 30 April 2027",
            ),
            (window("2027-04-20", "2027-04-20"), tuesday, "on Tuesday 20 April 2027", tuesday),
            (days(&[], false), "no date given", "on no date given", "no date given"),
            (days(&["2027-04-20"], true), tuesday, "on Tuesday 20 April 2027", tuesday),
            (
                days(&["2027-04-20", "2027-04-22"], false),
                "Tuesday 20 April 2027 or Thursday 22 April 2027",
                "on Tuesday 20 April 2027 or Thursday 22 April 2027",
                "Tuesday 20 April 2027 or Thursday 22 April 2027",
            ),
            (
                days(&["2027-04-20", "2027-04-21", "2027-04-22"], true),
                "Tuesday 20 April 2027, Wednesday 21 April 2027 and Thursday 22 April 2027",
                "on Tuesday 20 April 2027, Wednesday 21 April 2027 and Thursday 22 April 2027",
                "Tuesday 20 April 2027, Wednesday 21 April 2027 and Thursday 22 April 2027",
            ),
            (json!({"is": "slots", "at": []}), "no date given", "on no date given", "no date given"),
            // A start in a month is that month, and no day of it.
            (window("2027-09-01", "2027-09-30"), "September 2027", "in September 2027", "Thursday 30 September 2027"),
            (
                json!({"is": "relative", "quote": "within a term of your training day"}),
                "“within a term of your training day”",
                "“within a term of your training day”",
                "“within a term of your training day”",
            ),
        ] {
            let read = read_value::<When>(&when).unwrap();
            assert_eq!(
                (read.words().as_str(), read.in_sentence().as_str(), read.closing_words().as_str()),
                (words, sentence, closes),
                "{when}"
            );
            assert_eq!(read_value(&serde_json::to_value(&read).unwrap()), Ok(read), "{when}");
        }
        let relative = read_value::<When>(&json!({"is": "relative", "quote": "within a term"})).unwrap();
        assert_eq!((relative.first_day(), relative.last_day(), relative.over(Timestamp(0))), (None, None, None));
        let both = read_value::<When>(&days(&["2027-04-22", "2027-04-20"], false)).unwrap();
        let day = |text: &str| Date::parse(text);
        assert_eq!((both.first_day(), both.last_day()), (day("2027-04-20"), day("2027-04-22")));
        assert_eq!(both.over(Timestamp::parse("2027-04-22T12:00:00.000Z").unwrap()), Some(false));
        assert_eq!(both.over(Timestamp::parse("2027-04-23T12:00:00.000Z").unwrap()), Some(true));
    }

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
