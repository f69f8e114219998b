//! Texts of a certain form (days, instants, ids, colours): whether a text has the form, and what was meant where it has not.

use crate::call::check::problem::quoted;
use crate::call::check::text_dates;
use crate::call::check::written::london_instant;
use crate::call::{Date, ID_MAX, Timestamp, ZonedInstant, clock_words, is_id};

/// A form of texts, which the schema gives as a pattern.
pub(super) struct Form {
    /// The pattern in the schema.
    pub(super) pattern: &'static str,
    /// Whether a text has the form.
    pub(super) fits: fn(&str) -> bool,
    /// What was meant by a text that has not.
    read: fn(&str) -> Meant,
    /// What the form is, in words.
    is: &'static str,
    /// A text of the form.
    pub(super) example: &'static str,
}

/// What was probably meant by a text.
#[derive(Debug, PartialEq, Eq)]
enum Meant {
    /// This, surely.
    Sure(String),
    /// What to do instead.
    Perhaps(String),
    /// A day that the calendar has not.
    NoSuchDay,
    Unknown,
}

/// All forms.
pub(super) const FORMS: [Form; 5] = [
    Form {
        pattern: r"^\d{4}-\d{2}-\d{2}$",
        fits: |t| Date::parse(t).is_some(),
        read: day,
        is: "a date in the form YYYY-MM-DD",
        example: "2025-02-14",
    },
    Form {
        pattern: r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?Z$",
        fits: |t| Timestamp::parse(t).is_some(),
        read: |_| Meant::Unknown,
        is: "a date and time in UTC",
        example: "2025-02-14T12:00:00Z",
    },
    Form {
        pattern: r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})\[[A-Za-z0-9/_+-]+\]$",
        fits: |t| ZonedInstant::parse(t).is_ok(),
        read: instant,
        is: "a date and time in the form of call files",
        example: "2025-02-14T12:00:00+00:00[Europe/London]",
    },
    Form {
        pattern: "^[a-z0-9]+(-[a-z0-9]+)*$",
        fits: is_id,
        read: id,
        is: "an id (lower-case letters a to z, digits and single hyphens, 60 characters at most)",
        example: "lead-school",
    },
    Form { pattern: "^#[0-9a-fA-F]{6}$", fits: is_colour, read: colour, is: "a colour", example: "#7a1f3d" },
];

impl Form {
    /// The form that a pattern of the schema stands for.
    pub(super) fn of(pattern: &str) -> Option<&'static Self> {
        FORMS.iter().find(|form| form.pattern == pattern)
    }

    /// What to say of a text that has not the form, and the text that was meant, where that is sure.
    pub(super) fn correct(&self, text: &str) -> (String, Option<String>) {
        let (way_out, meant) = match (self.read)(text) {
            Meant::Sure(meant) => (format!("write {meant}"), Some(meant)),
            Meant::Perhaps(way_out) => (way_out, None),
            Meant::NoSuchDay => {
                return (format!("{} is not a day in the calendar: correct the day", quoted(text)), None);
            }
            Meant::Unknown => (format!("write it like {}", self.example), None),
        };
        (format!("{} is not {}: {way_out}", quoted(text), self.is), meant)
    }

    /// The text that was meant, where that is sure.
    pub(super) fn meant(&self, text: &str) -> Option<String> {
        if (self.fits)(text) { Some(text.to_owned()) } else { self.correct(text).1 }
    }
}

/// The first and last day of a month: "April 2026".
pub(super) fn month(text: &str) -> Option<(Date, Date)> {
    let (name, year) = text.trim().split_once(' ')?;
    let year: i32 = year.trim().parse().ok().filter(|year| (1900..2200).contains(year))?;
    let number =
        (1..=12u8).find(|m| Date::new(year, *m, 1).is_some_and(|d| d.month_name().eq_ignore_ascii_case(name)))?;
    let last = (28..=31).rev().find_map(|day| Date::new(year, number, day))?;
    Some((Date::new(year, number, 1)?, last))
}

/// A day, written in another way: "14/02/2025", "Friday 14th February 2025".
fn day(text: &str) -> Meant {
    match date_in(text) {
        Some(Ok(date)) => Meant::Sure(date.to_string()),
        Some(Err(())) => Meant::NoSuchDay,
        None => Meant::Unknown,
    }
}

/// The day that a text gives; an error where it gives one that the calendar has not.
fn date_in(text: &str) -> Option<Result<Date, ()>> {
    let (numbers, _) = three_numbers(text);
    if let Some(numbers) = numbers {
        return Some(date_of(numbers).ok_or(()));
    }
    match text_dates::days(text).as_slice() {
        [only] => Some(only.date().ok_or(())).filter(|_| only.is_dated() && only.year.is_some()),
        _ => None,
    }
}

/// Three numbers with marks between them, at the beginning of a text, and what follows.
fn three_numbers(text: &str) -> (Option<[&str; 3]>, &str) {
    let mut numbers = [""; 3];
    let mut rest = text.trim();
    for (at, number) in numbers.iter_mut().enumerate() {
        if at > 0 {
            let Some(next) = rest.strip_prefix(['-', '/', '.', ' ', '\u{2013}']) else { return (None, text) };
            rest = next.trim_start();
        }
        let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        *number = rest.get(..rest.len() - after.len()).unwrap_or_default();
        rest = after;
    }
    let [first, month, last] = numbers.map(str::len);
    let fits = matches!((first, month, last), (4, 1..=2, 1..=2) | (1..=2, 1..=2, 2 | 4));
    if fits { (Some(numbers), rest) } else { (None, text) }
}

/// The day of three numbers: year first, or day first as in England, or month first where nothing else can be.
fn date_of(numbers: [&str; 3]) -> Option<Date> {
    let [first, second, third] = numbers;
    let small = |number: &str| number.parse::<u8>().ok();
    if first.len() == 4 {
        return Date::new(first.parse().ok()?, small(second)?, small(third)?);
    }
    let year: i32 = third.parse().ok()?;
    let year = if third.len() == 2 { 2000 + year } else { year };
    let (day, month) = (small(first)?, small(second)?);
    Date::new(year, month, day).or_else(|| Date::new(year, day, month))
}

/// A day and time, written in another way: without seconds, offset or zone, or in words.
fn instant(text: &str) -> Meant {
    let (stamp, zone) = match text.split_once('[') {
        Some((stamp, zone)) => (stamp.trim(), Some(zone.trim_end_matches(']'))),
        None => (text.trim(), None),
    };
    let day = match date_in(stamp) {
        Some(Ok(day)) => day,
        Some(Err(())) => return Meant::NoSuchDay,
        None => return Meant::Unknown,
    };
    let (numbers, rest) = three_numbers(stamp);
    let rest = rest.trim_start_matches(['T', 't', ' ', ',']);
    let (minute, offset) = match (clock(rest), text_dates::times(stamp).as_slice()) {
        (Some(read), _) if numbers.is_some() => read,
        (_, [only]) if only.len() == 1 => (only.first().copied().unwrap_or_default(), None),
        // "12.00pm (midday)" gives one time twice.
        (_, [first, others @ ..]) if first.len() == 1 && others.iter().all(|other| other == first) => {
            (first.first().copied().unwrap_or_default(), None)
        }
        _ => {
            let midday = london_instant(day, 720);
            return Meant::Perhaps(format!(
                "add the time, such as {midday} for midday; where the hub gives none, write {{\"is\": \"day\", \"on\": \
                 \"{day}\"}}"
            ));
        }
    };
    let here = london_instant(day, minute);
    let own = ZonedInstant::parse(&here).map_or(0, |instant| instant.offset_minutes());
    match (offset, zone) {
        // By a clock in Greenwich or in England?
        (Some(0), None) if own != 0 => {
            let later = u16::try_from(i32::from(minute) + own).unwrap_or(minute);
            let there = if later < 1440 {
                london_instant(day, later)
            } else {
                london_instant(Date::from_days(day.days() + 1), later - 1440)
            };
            let (later, minute) = (clock_words(later % 1440), clock_words(minute));
            Meant::Perhaps(format!("write {here} if it is {minute} in England, or {there} if it is {later}"))
        }
        _ => Meant::Sure(here),
    }
}

/// The minute of the day and the offset in minutes of "12:00", "9.30", "12:00:00Z", "18:00+01:00".
fn clock(text: &str) -> Option<(u16, Option<i32>)> {
    let digits = |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (hour, rest) = text.split_at_checked(digits(text)).filter(|(hour, _)| (1..=2).contains(&hour.len()))?;
    let rest = rest.strip_prefix([':', '.'])?;
    let (minute, rest) = rest.split_at_checked(2).filter(|(minute, _)| digits(minute) == 2)?;
    // Seconds, and parts of them.
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ':' || c == '.').trim();
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    let time = (hour < 24 && minute < 60).then_some(hour * 60 + minute)?;
    match rest {
        "" => Some((time, None)),
        "Z" | "z" | "UTC" | "GMT" => Some((time, Some(0))),
        _ => {
            let sign = if rest.starts_with('-') { -1 } else { 1 };
            let offset = rest.strip_prefix(['+', '-', '\u{2212}'])?;
            let digits: String = offset.chars().filter(char::is_ascii_digit).collect();
            let (hours, minutes) = digits.split_at_checked(2)?;
            let minutes = if minutes.is_empty() { 0 } else { minutes.parse::<i32>().ok()? };
            Some((time, Some(sign * (hours.parse::<i32>().ok()? * 60 + minutes))))
        }
    }
}

/// An id made of any text: "Small Call" is "small-call".
fn id(text: &str) -> Meant {
    let mut id = String::new();
    for c in text.chars().flat_map(char::to_lowercase) {
        if c.is_ascii_alphanumeric() {
            id.push(c);
        } else if !id.is_empty() && !id.ends_with('-') && !['\'', '\u{2019}'].contains(&c) {
            id.push('-');
        }
    }
    id.truncate(ID_MAX);
    let id = id.trim_end_matches('-').to_owned();
    if is_id(&id) { Meant::Sure(id) } else { Meant::Unknown }
}

fn is_colour(text: &str) -> bool {
    text.strip_prefix('#').is_some_and(|d| d.len() == 6 && d.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// A colour without its "#", or with one digit for each part.
fn colour(text: &str) -> Meant {
    let digits = text.trim().trim_start_matches('#');
    let whole = match digits.len() {
        3 => digits.chars().flat_map(|digit| [digit, digit]).collect(),
        _ => digits.to_owned(),
    };
    let colour = format!("#{}", whole.to_lowercase());
    if is_colour(&colour) { Meant::Sure(colour) } else { Meant::Unknown }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_other_forms() {
        for (text, meant) in [
            ("14/02/2025", "2025-02-14"),
            ("14.2.25", "2025-02-14"),
            ("14-02-2025", "2025-02-14"),
            ("2025/2/14", "2025-02-14"),
            ("02/14/2025", "2025-02-14"),
            ("Friday 14th February 2025", "2025-02-14"),
            ("14 Feb 2025", "2025-02-14"),
            ("2025-02-14T12:00:00+00:00[Europe/London]", "2025-02-14"),
        ] {
            assert_eq!(day(text), Meant::Sure(meant.to_owned()), "{text}");
        }
        for text in ["2025-02-30", "31/04/2025", "30 February 2025"] {
            assert_eq!(day(text), Meant::NoSuchDay, "{text}");
        }
        let april = Date::parse("2026-04-01").zip(Date::parse("2026-04-30"));
        assert_eq!(month("April 2026"), april);
        assert_eq!(month("Spring 2026"), None);
        for text in ["soon", "", "14 February", "2025", "February 2025", "14/02"] {
            assert_eq!(day(text), Meant::Unknown, "{text}");
        }
    }

    #[test]
    fn instants_in_other_forms() {
        let winter = "2026-02-13T12:00:00+00:00[Europe/London]";
        let summer = "2026-06-18T18:00:00+01:00[Europe/London]";
        for (text, meant) in [
            ("2026-02-13T12:00:00", winter),
            ("2026-02-13T12:00:00Z", winter),
            ("2026-02-13T12:00:00+00:00", winter),
            ("2026-02-13 12:00", winter),
            ("2026-02-13T12:00[Europe/London]", winter),
            ("13/02/2026 12.00", winter),
            ("13/02/2026, 12pm", winter),
            ("12.00pm (midday), Friday 13 February 2026", winter),
            ("2026-06-18T18:00:00", summer),
            ("2026-06-18T18:00:00+01:00", summer),
            ("2026-06-18T18:00:00.000+0100", summer),
            ("18 June 2026, 6pm", summer),
            // Not the offset of that day.
            ("2026-06-18T18:00:00+02:00", summer),
        ] {
            assert_eq!(instant(text), Meant::Sure(meant.to_owned()), "{text}");
        }
        for (text, part) in [
            ("2026-06-18T18:00:00Z", "+01:00[Europe/London] if it is 6pm in England, or 2026-06-18T19:00:00+01:00"),
            ("2026-06-18T23:30:00Z", "or 2026-06-19T00:30:00+01:00[Europe/London] if it is 12:30am"),
            (
                "2026-02-13",
                "2026-02-13T12:00:00+00:00[Europe/London] for midday; where the hub gives none, write {\"is\"",
            ),
            ("2026-06-18 evening", "2026-06-18T12:00:00+01:00"),
        ] {
            let Meant::Perhaps(says) = instant(text) else { panic!("{text}: {:?}", instant(text)) };
            assert!(says.contains(part), "{text}: {says}");
        }
        assert_eq!(instant("2026-02-30T12:00:00"), Meant::NoSuchDay);
        assert_eq!(instant("noon"), Meant::Unknown);
        assert_eq!(instant(""), Meant::Unknown);
    }

    #[test]
    fn ids_and_colours_in_other_forms() {
        for (text, meant) in [("Small Call", "small-call"), ("head's_plan (new)", "heads-plan-new"), ("KS1", "ks1")] {
            assert_eq!(id(text), Meant::Sure(meant.to_owned()));
        }
        assert_eq!(id("\u{2026}"), Meant::Unknown);
        assert_eq!(colour("7A1F3D"), Meant::Sure("#7a1f3d".to_owned()));
        assert_eq!(colour("#abc"), Meant::Sure("#aabbcc".to_owned()));
        assert_eq!(colour("red"), Meant::Unknown);
    }
}
