//! Days and times that a hub's words name: "Friday 14th February 2025", "12.00pm (midday)", "6-7.30pm".

use crate::call::{Date, MONTHS, WEEKDAYS};

/// A day as words name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct DaySaid {
    /// Weekday, Monday first.
    pub(super) weekday: Option<&'static str>,
    /// Day of the month.
    pub(super) day: Option<u8>,
    /// Month, 1 to 12.
    pub(super) month: Option<u8>,
    /// Year.
    pub(super) year: Option<i32>,
}

impl DaySaid {
    /// Whether these words may mean `date`, their weekday aside.
    pub(super) fn fits(&self, date: Date) -> bool {
        self.day.is_none_or(|d| d == date.day())
            && self.month.is_none_or(|m| m == date.month())
            && self.year.is_none_or(|y| y == date.year())
    }

    /// Whether it names a day of the year.
    pub(super) fn is_dated(&self) -> bool {
        self.day.is_some() && self.month.is_some()
    }

    /// The day itself, where the words name it whole.
    pub(super) fn whole(&self) -> Option<Date> {
        Date::new(self.year?, self.month?, self.day?)
    }
}

/// Every day that `text` names.
pub(super) fn days(text: &str) -> Vec<DaySaid> {
    let filler = |word: &str| ["the", "of"].iter().any(|f| word.eq_ignore_ascii_case(f));
    let mut rest = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty() && !filler(w)).peekable();
    let mut found = Vec::new();
    while let Some(word) = rest.next() {
        let mut said = DaySaid { weekday: weekday(word), ..DaySaid::default() };
        said.day = if said.weekday.is_some() {
            rest.next_if(|w| ordinal(w).is_some()).and_then(ordinal)
        } else {
            ordinal(word)
        };
        if said.day.is_some() {
            said.month = rest.next_if(|w| month(w).is_some()).and_then(month);
        } else if said.weekday.is_none() {
            // "February 14th": the month first. Small, "may" is no month.
            said.month = month(word).filter(|_| word.starts_with(char::is_uppercase));
            said.day = said.month.and_then(|_| rest.next_if(|w| ordinal(w).is_some()).and_then(ordinal));
        }
        if said.is_dated() {
            said.year = rest.next_if(|w| year(w).is_some()).and_then(year);
        }
        // "Sat" and "sun" are words, too: alone, only the full name is a day.
        let is_day =
            said.is_dated() || said.weekday.is_some_and(|name| said.day.is_some() || name.eq_ignore_ascii_case(word));
        found.extend(is_day.then_some(said));
    }
    found
}

fn weekday(word: &str) -> Option<&'static str> {
    let begins = |name: &str| word.len() >= 3 && name.get(..word.len()).is_some_and(|n| n.eq_ignore_ascii_case(word));
    WEEKDAYS.into_iter().find(|name| begins(name))
}

fn month(word: &str) -> Option<u8> {
    let begins = |name: &str| word.len() >= 3 && name.get(..word.len()).is_some_and(|n| n.eq_ignore_ascii_case(word));
    (1..=12).zip(MONTHS).find(|(_, name)| begins(name)).map(|(number, _)| number)
}

/// "14", "14th".
fn ordinal(word: &str) -> Option<u8> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = word.get(digits.len()..)?.to_ascii_lowercase();
    let fits = ["", "st", "nd", "rd", "th"].contains(&ending.as_str()) && digits.len() <= 2;
    digits.parse().ok().filter(|d| fits && (1..=31).contains(d))
}

fn year(word: &str) -> Option<i32> {
    word.parse().ok().filter(|y| word.len() == 4 && (1000..=9999).contains(y))
}

/// A time as it is written, before its neighbours have been looked at.
struct Written<'a> {
    hour: u16,
    minute: u16,
    colon: bool,
    afternoon: Option<bool>,
    rest: &'a str,
}

/// Every time that `text` names: for each, the minutes of the day (0 to 1439) that it may mean.
pub(super) fn times(text: &str) -> Vec<Vec<u16>> {
    let mut found: Vec<Vec<u16>> = text.split(|c: char| !c.is_alphabetic()).filter_map(named_time).collect();
    let mut before = ' ';
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let begins = first.is_ascii_digit() && !before.is_alphanumeric() && !".:,\u{a3}$\u{20ac}".contains(before);
        if let Some(time) = begins.then(|| written(rest)).flatten() {
            found.extend(meanings(&time));
            (before, rest) = ('0', time.rest);
        } else {
            before = first;
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
        }
    }
    found
}

fn named_time(word: &str) -> Option<Vec<u16>> {
    match word.to_ascii_lowercase().as_str() {
        "noon" | "midday" => Some(vec![720]),
        // The last minute of a day is how "midnight" is often kept.
        "midnight" => Some(vec![0, 1439]),
        _ => None,
    }
}

/// What a time may mean; None where it is a number and no time.
fn meanings(time: &Written) -> Option<Vec<u16>> {
    let at = |hour: u16| hour * 60 + time.minute;
    match time.afternoon {
        _ if time.minute > 59 || time.hour > 23 => None,
        Some(_) if time.hour > 12 || time.hour == 0 => None,
        Some(afternoon) => Some(vec![at(time.hour % 12 + if afternoon { 12 } else { 0 })]),
        None if time.colon || ends_in_a_range(time.rest) => {
            Some(if time.hour < 12 { vec![at(time.hour), at(time.hour + 12)] } else { vec![at(time.hour)] })
        }
        None => None,
    }
}

/// Whether "- 7.30pm" follows, so that the number before is a time as well.
fn ends_in_a_range(rest: &str) -> bool {
    let rest = rest.trim_start();
    let next = ["-", "\u{2013}", "\u{2014}", "to ", "until "].iter().find_map(|dash| rest.strip_prefix(dash));
    next.and_then(|n| written(n.trim_start())).is_some_and(|n| n.afternoon.is_some())
}

/// Reads "6", "6.00", "17:00", "6pm", "6.00 p.m." at the beginning of `text`.
fn written(text: &str) -> Option<Written<'_>> {
    let (hour, rest) = number(text)?;
    let (minute, colon, rest) = match rest.strip_prefix([':', '.']).and_then(number) {
        Some((minute, after)) if rest.len() - after.len() == 3 => (minute, rest.starts_with(':'), after),
        _ => (0, false, rest),
    };
    let word = rest.trim_start();
    let half = [("am", false), ("a.m", false), ("pm", true), ("p.m", true)].iter().find_map(|(name, afternoon)| {
        let after = word.get(name.len()..)?;
        let is = word.get(..name.len())?.eq_ignore_ascii_case(name) && !after.starts_with(char::is_alphanumeric);
        is.then_some((*afternoon, after))
    });
    Some(Written { hour, minute, colon, afternoon: half.map(|h| h.0), rest: half.map_or(rest, |h| h.1) })
}

/// A number of one or two digits at the beginning of `text`.
fn number(text: &str) -> Option<(u16, &str)> {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.get(..text.len() - rest.len())?;
    (digits.len() <= 2).then(|| digits.parse().ok())?.map(|n| (n, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_words() {
        let said = |weekday, day, month, year| DaySaid { weekday, day, month, year };
        for (text, expected) in [
            ("12.00pm (midday), Friday 14 February 2025.", vec![said(Some("Friday"), Some(14), Some(2), Some(2025))]),
            ("by: Monday 14th March", vec![said(Some("Monday"), Some(14), Some(3), None)]),
            ("Friday, the 1st of May", vec![said(Some("Friday"), Some(1), Some(5), None)]),
            ("Thurs 24 Apr, 6.00pm", vec![said(Some("Thursday"), Some(24), Some(4), None)]),
            ("March 3rd 2026", vec![said(None, Some(3), Some(3), Some(2026))]),
            (
                "Friday 14 and Saturday 15 March",
                vec![said(Some("Friday"), Some(14), None, None), said(Some("Saturday"), Some(15), Some(3), None)],
            ),
            ("every Friday", vec![said(Some("Friday"), None, None, None)]),
            ("we sat in the sun during April and may march on", vec![]),
            ("2 sides of A4, Key Stages 1-3", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(days(text), expected, "{text}");
        }
    }

    #[test]
    fn times_in_words() {
        for (text, expected) in [
            ("12.00pm (midday), Friday 14 February 2025", vec![vec![720], vec![720]]),
            ("Friday 28th February, 17:00", vec![vec![1020]]),
            ("Thursday 19 June 2025, 6.00pm", vec![vec![1080]]),
            ("9.30 a.m.", vec![vec![570]]),
            ("12am", vec![vec![0]]),
            ("6-7.30pm", vec![vec![360, 1080], vec![1170]]),
            ("6:00 \u{2013} 7:30", vec![vec![360, 1080], vec![450, 1170]]),
            ("midnight", vec![vec![0, 1439]]),
            ("Noon", vec![vec![720]]),
            ("\u{a3}6.00, 2.10, Key Stages 1-3, 25:00, 13pm, 9.75pm, 120pm", vec![]),
            ("Program 5 amounts", vec![]),
        ] {
            assert_eq!(times(text), expected, "{text}");
        }
    }
}
