//! Days that a hub's words name: "Friday 14th February 2025", "20–21 April", "Tue 20 and Wed 21 April", "April 20 and 21".
//!
//! Where to start: [`days`]. A list is read as a whole, because its month or year is often written only once. Only few
//! words may join a list: a time, an age or a price beside a date must not be taken for a day, or a wrong date in the
//! call file would pass the check.

use crate::call::{Date, MONTHS, WEEKDAYS};

/// A day as words name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::call::check) struct NamedDay {
    /// Weekday, Monday first.
    pub(in crate::call::check) weekday: Option<&'static str>,
    /// Day of the month.
    pub(in crate::call::check) day: Option<u8>,
    /// Month, 1 to 12.
    pub(in crate::call::check) month: Option<u8>,
    /// Year.
    pub(in crate::call::check) year: Option<i32>,
    /// Not named itself, but between two days that a range names: the 21st of "20 to 22 April".
    pub(in crate::call::check) within: bool,
}

impl NamedDay {
    /// Whether these words may mean `date`, their weekday aside.
    pub(in crate::call::check) fn fits(&self, date: Date) -> bool {
        self.day.is_none_or(|d| d == date.day())
            && self.month.is_none_or(|m| m == date.month())
            && self.year.is_none_or(|y| y == date.year())
    }

    /// Whether it names a day of the year.
    pub(in crate::call::check) fn is_dated(&self) -> bool {
        self.day.is_some() && self.month.is_some()
    }

    /// The day as the words have it, without the weekday: "12 January", "12 January 2026".
    pub(in crate::call::check) fn words(&self) -> String {
        let month = self.month.and_then(|month| MONTHS.get(usize::from(month).checked_sub(1)?).copied());
        let parts = [self.day.map(|day| day.to_string()), month.map(str::to_owned), self.year.map(|y| y.to_string())];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// The date, where the words give day, month and year.
    pub(in crate::call::check) fn date(&self) -> Option<Date> {
        Date::new(self.year?, self.month?, self.day?)
    }
}

/// A number after one of these words is not a day.
const COUNTED: [&str; 11] =
    ["age", "ages", "aged", "stage", "stages", "year", "years", "page", "pages", "grade", "grades"];

/// Every day that `text` names.
pub(in crate::call::check) fn days(text: &str) -> Vec<NamedDay> {
    let words = split_words(text);
    let mut rest = words.as_slice();
    let mut found = Vec::new();
    let mut before = "";
    while let Some((word, after)) = rest.split_first() {
        let list = month_first(rest).or_else(|| day_first(rest, before));
        let (found_here, next) = list.unwrap_or((Vec::new(), after));
        found.extend(found_here);
        (before, rest) = (word.text, next);
    }
    found
}

/// What is between a word and the one before.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    Space,
    List,
    Range,
    Stop,
}

#[derive(Clone, Copy)]
struct Word<'a> {
    text: &'a str,
    gap: Gap,
    /// Part of a time, a price or a number with a point, and so no day.
    no_day: bool,
}

impl Word<'_> {
    fn is_any(&self, words: &[&str]) -> bool {
        words.iter().any(|w| self.text.eq_ignore_ascii_case(w))
    }

    fn weekday(&self) -> Option<&'static str> {
        index_of_beginning(&WEEKDAYS, self.text).and_then(|index| WEEKDAYS.get(index).copied())
    }

    fn month(&self) -> Option<u8> {
        index_of_beginning(&MONTHS, self.text).and_then(|index| u8::try_from(index + 1).ok())
    }

    /// "14", "14th".
    fn day(&self) -> Option<u8> {
        let digits = self.text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let ending = self.text.get(digits.len()..)?.to_ascii_lowercase();
        let fits = ["", "st", "nd", "rd", "th"].contains(&ending.as_str()) && digits.len() <= 2;
        digits.parse().ok().filter(|d| fits && !self.no_day && (1..=31).contains(d))
    }

    fn year(&self) -> Option<i32> {
        self.text.parse().ok().filter(|y| self.text.len() == 4 && (1000..=9999).contains(y))
    }

    fn is_bare(&self) -> bool {
        self.text.bytes().all(|b| b.is_ascii_digit())
    }
}

/// Which of these names a word of three letters or more is, or begins.
fn index_of_beginning(names: &[&str], word: &str) -> Option<usize> {
    let begins = |name: &&str| name.get(..word.len()).is_some_and(|n| n.eq_ignore_ascii_case(word));
    names.iter().position(begins).filter(|_| word.len() >= 3)
}

/// The words of a text, "the" and "of" left out.
fn split_words(text: &str) -> Vec<Word<'_>> {
    let mut found: Vec<Word> = Vec::new();
    let (mut rest, mut gap_from) = (text, text);
    while let Some(start) = rest.find(char::is_alphanumeric) {
        let word_on = rest.get(start..).unwrap_or_default();
        let word = word_on.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let gap = gap_from.get(..gap_from.len() - word_on.len()).unwrap_or_default();
        rest = word_on.get(word.len()..).unwrap_or_default();
        if ["the", "of"].iter().any(|f| word.eq_ignore_ascii_case(f)) {
            // The gap before it counts, the word itself does not.
            gap_from = word_on.get(word.len()..).filter(|_| gap.trim().is_empty()).unwrap_or(gap_from);
            continue;
        }
        gap_from = rest;
        // "9.30", "1,500": one number in two words.
        let pointed = [".", ":", ","].contains(&gap) && word.starts_with(|c: char| c.is_ascii_digit());
        let pointed = pointed && found.last().is_some_and(|w| w.is_bare() && w.text.len() <= 3);
        let pointed = pointed && (gap != "," || word.len() == 3);
        if let Some(last) = found.last_mut().filter(|_| pointed) {
            last.no_day = true;
        }
        let priced = gap.ends_with(['\u{a3}', '$', '\u{20ac}']);
        found.push(Word { text: word, gap: gap_of(gap), no_day: pointed || priced });
    }
    let hours: Vec<bool> = (0..found.len()).map(|i| begins_a_time(found.get(i..).unwrap_or_default())).collect();
    for (word, hour) in found.iter_mut().zip(hours) {
        word.no_day |= hour;
    }
    found
}

fn gap_of(gap: &str) -> Gap {
    let gap = gap.trim_matches(|c: char| c == ' ' || c == '\u{a0}' || c == '\t');
    match gap {
        "" | "(" | ")" => Gap::Space,
        "," | ";" | "&" | "/" | "+" | ")," | ", &" | ") &" => Gap::List,
        "-" | "\u{2010}" | "\u{2011}" | "\u{2013}" | "\u{2014}" => Gap::Range,
        _ => Gap::Stop,
    }
}

/// Whether the first word is an hour: "6 pm", or the 6 of "6 to 8pm", which is an hour because the 8 is.
fn begins_a_time(rest: &[Word]) -> bool {
    let Some((first, after)) = rest.split_first() else { return false };
    let half = |w: &Word| w.is_any(&["am", "pm"]);
    if !first.is_bare() || first.text.len() > 2 || first.text.parse().is_ok_and(|hour: u8| hour > 12) {
        return false;
    }
    let comma = after.first().is_some_and(|w| matches!(w.gap, Gap::List));
    let clock = |w: &Word| {
        let digits = w.text.trim_start_matches(|c: char| c.is_ascii_digit());
        digits.len() < w.text.len() && ["am", "pm"].iter().any(|half| digits.eq_ignore_ascii_case(half))
    };
    let halved = after.first().is_some_and(half);
    let other_end = after_joint(after).filter(|_| !comma).map(|(_, end)| end);
    let other_is_time = other_end.is_some_and(|end| {
        let spaced = end.first().is_some_and(Word::is_bare) && end.get(1).is_some_and(half);
        spaced || end.first().is_some_and(|w| clock(w) || (w.no_day && w.is_bare()))
    });
    halved || other_is_time
}

/// A day of a list, and whether a range from the day before ends with it.
#[derive(Clone, Copy)]
struct Item {
    weekday: Option<&'static str>,
    day: u8,
    range: bool,
}

/// What joins a list: whether it is a range, and the words after it.
fn after_joint<'w, 't>(rest: &'w [Word<'t>]) -> Option<(bool, &'w [Word<'t>])> {
    let mut after = rest;
    let mut joint: Option<bool> = None;
    while let Some((word, next)) = after.split_first() {
        let range = word.is_any(&["to", "until", "till", "through"]);
        match word.gap {
            Gap::Stop => return None,
            Gap::List => joint = joint.or(Some(false)),
            Gap::Range => joint = Some(true),
            Gap::Space => {}
        }
        if !range && !word.is_any(&["and", "or"]) {
            break;
        }
        joint = Some(range || joint == Some(true));
        after = next;
    }
    let on = after.split_first().filter(|(word, _)| joint.is_some() && word.is_any(&["on"]));
    joint.map(|range| (range, on.map_or(after, |(_, next)| next)))
}

/// A day with or without its weekday.
fn day_item<'w, 't>(rest: &'w [Word<'t>], range: bool) -> Option<(Item, &'w [Word<'t>])> {
    let (first, after) = rest.split_first()?;
    let weekday = first.weekday();
    let (word, after) = if weekday.is_some() { after.split_first()? } else { (first, after) };
    Some((Item { weekday, day: word.day()?, range }, after))
}

/// The days that are joined to the ones before, as long as `goes_on` returns true.
fn more_items<'w, 't>(
    mut rest: &'w [Word<'t>],
    goes_on: impl Fn(&'w [Word<'t>], &'w [Word<'t>]) -> bool,
) -> (Vec<Item>, &'w [Word<'t>]) {
    let mut items = Vec::new();
    while let Some((range, next)) = after_joint(rest) {
        let Some((one, after)) = day_item(next, range).filter(|(_, after)| goes_on(next, after)) else { break };
        items.push(one);
        rest = after;
    }
    (items, rest)
}

/// "20 and 21 April 2027", "Tuesday and Wednesday, 20 and 21 April", "every Friday"; `before` is the word before.
fn day_first<'w, 't>(rest: &'w [Word<'t>], before: &str) -> Option<(Vec<NamedDay>, &'w [Word<'t>])> {
    let (names, after_names) = weekdays(rest);
    let (one, after) = match names.as_slice() {
        [] => day_item(rest, false)?,
        [.., last] => match after_names.split_first().and_then(|(word, next)| Some((word.day()?, next))) {
            Some((day, next)) => (Item { weekday: Some(last.0), day, range: false }, next),
            None => return Some((weekdays_alone(&names), after_names)),
        },
    };
    let (more, after) = more_items(after, |_, _| true);
    let mut items: Vec<Item> = [one].into_iter().chain(more).collect();
    let mut found = Vec::new();
    if names.len() > 1 {
        if names.len() == items.len() && items.iter().skip(1).all(|i| i.weekday.is_none()) {
            items.iter_mut().zip(&names).for_each(|(item, name)| item.weekday = Some(name.0));
        } else {
            found = weekdays_alone(names.split_last().map_or(&[], |(_, first)| first));
        }
    }
    let Some((month, after)) = after.split_first().and_then(|(word, next)| Some((word.month()?, next))) else {
        // "Friday 14" alone is a day of some month; a number alone is a number.
        found.extend(named_days(&items, None, None).into_iter().filter(|s| s.weekday.is_some()));
        return Some((found, after));
    };
    // "Ages 4 to 11, 21 April": only the number beside the month is a day.
    let counted = COUNTED.iter().any(|w| before.eq_ignore_ascii_case(w));
    if counted && rest.first().is_some_and(|w| w.gap == Gap::Space && w.is_bare()) {
        items.drain(..items.len() - 1);
    }
    let (year, after) = year(after);
    // "Tuesday 20 April and Wednesday 21", unless that has a month of its own.
    let (later, after_later) = more_items(after, |next, _| next.first().is_some_and(|w| !w.is_bare()));
    let own = after_later.first().is_some_and(|w| w.month().is_some());
    let (later, after) = if own { (Vec::new(), after) } else { (later, after_later) };
    items.extend(later);
    found.extend(named_days(&items, Some(month), year));
    Some((found, after))
}

/// "April 20 and 21, 2027". In lower case "may" is no month.
fn month_first<'w, 't>(rest: &'w [Word<'t>]) -> Option<(Vec<NamedDay>, &'w [Word<'t>])> {
    let (word, after) = rest.split_first()?;
    let month = word.month().filter(|_| word.text.starts_with(char::is_uppercase))?;
    let (first, after) = after.split_first()?;
    let one = Item { weekday: None, day: first.day()?, range: false };
    // "April 20 and 2 visits": a number followed by what it counts is no day.
    let counts = |after: &[Word]| {
        after.first().is_some_and(|w| {
            let goes_on = w.is_any(&["and", "or", "to", "until", "at", "from", "in", "on", "between"]);
            w.gap == Gap::Space && w.text.starts_with(char::is_lowercase) && !goes_on
        })
    };
    let (more, after_more) = more_items(after, |_, after| !counts(after));
    // "April 20 and 21 May" are two lists; in "April 20, 21, May 4" the 21 belongs to April.
    let mut next = after_more.iter();
    let own = next.next().is_some_and(|w| w.month().is_some()) && next.next().is_none_or(|w| w.day().is_none());
    let (more, after) = if own { (Vec::new(), after) } else { (more, after_more) };
    let (year, after) = year(after);
    let items: Vec<Item> = [one].into_iter().chain(more).collect();
    Some((named_days(&items, Some(month), year), after))
}

/// Weekdays in a row, each with whether its name is written in full.
fn weekdays<'w, 't>(rest: &'w [Word<'t>]) -> (Vec<(&'static str, bool)>, &'w [Word<'t>]) {
    let mut names = Vec::new();
    let (mut rest, mut next) = (rest, rest);
    while let Some((word, name, after)) = next.split_first().and_then(|(w, after)| Some((w, w.weekday()?, after))) {
        names.push((name, name.eq_ignore_ascii_case(word.text)));
        rest = after;
        next = after_joint(after).map_or(&[], |(_, next)| next);
    }
    (names, rest)
}

/// Weekdays without a day, in full only: "sat" and "sun" are words too.
fn weekdays_alone(names: &[(&'static str, bool)]) -> Vec<NamedDay> {
    let whole = names.iter().filter(|(_, whole)| *whole);
    whole.map(|(name, _)| NamedDay { weekday: Some(name), ..NamedDay::default() }).collect()
}

fn year<'w, 't>(rest: &'w [Word<'t>]) -> (Option<i32>, &'w [Word<'t>]) {
    let found = rest.split_first().and_then(|(word, after)| Some((Some(word.year()?), after)));
    found.unwrap_or((None, rest))
}

/// The days of a list, and those within its ranges.
fn named_days(items: &[Item], month: Option<u8>, year: Option<i32>) -> Vec<NamedDay> {
    let mut found = Vec::new();
    let mut before = None;
    for item in items {
        let day = |day, weekday, within| NamedDay { weekday, day: Some(day), month, year, within };
        let from = before.filter(|_| item.range).unwrap_or(item.day);
        found.extend((from..item.day).skip(1).map(|d| day(d, None, true)));
        found.push(day(item.day, item.weekday, false));
        before = Some(item.day);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named_day(weekday: Option<&'static str>, day: u8, month: Option<u8>, year: Option<i32>) -> NamedDay {
        NamedDay { weekday, day: Some(day), month, year, within: false }
    }

    #[test]
    fn days_in_words() {
        let friday = NamedDay { weekday: Some("Friday"), ..NamedDay::default() };
        for (text, expected) in [
            ("12.00pm (midday), Friday 14 February 2025.", vec![named_day(Some("Friday"), 14, Some(2), Some(2025))]),
            ("by: Monday 14th March", vec![named_day(Some("Monday"), 14, Some(3), None)]),
            ("Friday, the 1st of May", vec![named_day(Some("Friday"), 1, Some(5), None)]),
            ("Thurs 24 Apr, 6.00pm", vec![named_day(Some("Thursday"), 24, Some(4), None)]),
            ("Thurs. 24 Apr. 2025", vec![named_day(Some("Thursday"), 24, Some(4), Some(2025))]),
            ("March 3rd 2026", vec![named_day(None, 3, Some(3), Some(2026))]),
            (
                "Friday 14 and Saturday 15 March",
                vec![named_day(Some("Friday"), 14, Some(3), None), named_day(Some("Saturday"), 15, Some(3), None)],
            ),
            ("we meet on Friday 14", vec![named_day(Some("Friday"), 14, None, None)]),
            ("every Friday", vec![friday]),
            ("every Friday, and on Sat", vec![friday]),
            ("we sat in the sun during April and may march on", vec![]),
            ("2 sides of A4, Key Stages 1-3", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(days(text), expected, "{text}");
        }
    }

    /// The days that a text names with their months, as "20.4"; in brackets those that only lie within a range.
    fn named(text: &str) -> String {
        let one = |s: NamedDay| {
            let day = format!("{}.{}", s.day?, s.month?);
            Some(if s.within { format!("({day})") } else { day })
        };
        days(text).into_iter().filter_map(one).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_month_is_written_once_for_a_list() {
        for (text, expected) in [
            ("on Tuesday 20 and Wednesday 21 April 2027", "20.4 21.4"),
            ("20 and 21 April", "20.4 21.4"),
            ("20\u{2013}21 April", "20.4 21.4"),
            ("20-21 April", "20.4 21.4"),
            ("20 \u{2014} 22 April", "20.4 (21.4) 22.4"),
            ("20/21 April", "20.4 21.4"),
            ("20th & 21st April", "20.4 21.4"),
            ("the 20th and the 21st of April", "20.4 21.4"),
            ("Tue 20 and Wed 21 April", "20.4 21.4"),
            ("on Tuesday 20 and on Wednesday 21 April", "20.4 21.4"),
            ("20 or 21 April", "20.4 21.4"),
            ("20 and/or 21 April", "20.4 21.4"),
            ("between 20 and 21 April", "20.4 21.4"),
            ("20 to 21 April", "20.4 21.4"),
            ("20, 21, and 23 April", "20.4 21.4 23.4"),
            ("13\u{2013}15 and 20\u{2013}21 April", "13.4 (14.4) 15.4 20.4 21.4"),
            ("20 and 21 April, 4 and 5 May", "20.4 21.4 4.5 5.5"),
            ("30 March and 1 April", "30.3 1.4"),
            ("April 20 and 21", "20.4 21.4"),
            ("April 20, 21 and 22, 2027", "20.4 21.4 22.4"),
            ("April 20 and 21, May 4", "20.4 21.4 4.5"),
            ("April 20 and 21 May", "20.4 21.5"),
            ("Tuesday 20 April and Wednesday 21, 4pm", "20.4 21.4"),
            ("20th April, 21st and 22nd May", "20.4 21.5 22.5"),
            ("6 to 8pm, 10 and 11 April", "10.4 11.4"),
        ] {
            assert_eq!(named(text), expected, "{text}");
        }
    }

    #[test]
    fn a_list_takes_its_weekdays_and_its_year() {
        let (tuesday, wednesday) = (Some("Tuesday"), Some("Wednesday"));
        let both = vec![named_day(tuesday, 20, Some(4), Some(2027)), named_day(wednesday, 21, Some(4), Some(2027))];
        assert_eq!(days("Tuesday 20 and Wednesday 21 April 2027"), both);
        assert_eq!(days("Tuesday and Wednesday, 20 and 21 April 2027"), both);
        assert_eq!(days("April 20 and 21, 2027").iter().map(|d| d.year).collect::<Vec<_>>(), [Some(2027); 2]);
    }

    #[test]
    fn what_is_no_day_takes_no_month() {
        for (text, expected) in [
            ("6 to 8pm on 21 April", "21.4"),
            ("6 to 8 pm, 21 April", "21.4"),
            ("6 and 7.30, 21 April", "21.4"),
            ("9.30 and 21 April", "21.4"),
            ("9:30, 21 April", "21.4"),
            ("from 9 to 11 on 21 April", "21.4"),
            ("for ages 4 to 11, 21 April", "21.4"),
            ("pupils aged 4 to 11 and 21 April", "21.4"),
            ("Years 4/5 and 21 April", "21.4"),
            ("Key Stages 1-3, 21 April", "21.4"),
            ("\u{a3}20 and 21 April", "21.4"),
            ("\u{a3}1,500 and 21 April", "21.4"),
            ("2 sides and 21 April", "21.4"),
            ("Item 20. 21 April", "21.4"),
            ("20: 21 April", "21.4"),
            ("20\n21 April", "21.4"),
            ("21 April and 2 visits", "21.4"),
            ("April 21 and 2 visits", "21.4"),
            ("April 21, 6 to 8pm", "21.4"),
            ("April 21, 6\u{2013}7.30", "21.4"),
        ] {
            assert_eq!(named(text), expected, "{text}");
        }
    }
}
