//! When a next step is to be done, as people say it: a day, a month or a term. The text is stored as it was typed.

use crate::call::{Date, MONTHS};

/// Terms and times of a school year. A text with one of these words says when, whatever stands beside it.
const TIMES: [&str; 13] = [
    "autumn",
    "spring",
    "summer",
    "winter",
    "term",
    "terms",
    "half-term",
    "michaelmas",
    "lent",
    "trinity",
    "easter",
    "christmas",
    "holidays",
];

/// Words that may stand beside a year which says when by itself: "the end of the school year 2026/27".
const BESIDE_YEARS: [&str; 9] = ["the", "end", "of", "early", "late", "mid", "academic", "school", "year"];

/// Months by other beginnings than their first three letters.
const SEPT: &str = "sept";

/// Reads "2026-09-01", "1 September 2026", "01/09/2026", "Sept 2026", "autumn term", "end of the spring term 2027" and
/// the like, and gives it as it is written within a sentence: "1 September 2026". None where the text names no time, or a
/// day that does not exist.
pub fn by_when(text: &str) -> Option<String> {
    let whole = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let whole = whole.trim_end_matches(['.', ',']);
    let whole = match whole.split_at_checked(3) {
        Some((by, rest)) if by.eq_ignore_ascii_case("by ") => rest,
        _ => whole,
    };
    if let Some(numbers) = numbers(whole) {
        return in_numbers(&numbers);
    }
    let words: Vec<String> =
        whole.split([' ', ',', '(', ')']).filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
    let parts: Vec<Part> = words.iter().map(|word| Part::of(word)).collect();
    let month = parts.iter().find_map(|p| if let Part::Month(month) = p { Some(*month) } else { None });
    let day = parts.iter().find_map(|p| if let Part::Day(day) = p { Some(*day) } else { None });
    let year = parts.iter().find_map(|p| if let Part::Year(year) = p { Some(*year) } else { None });
    let only = |allowed: fn(&Part) -> bool| parts.iter().all(allowed);
    if let Some(month) = month {
        // Any year has the day but for 29 February.
        let date = day.map(|day| Date::new(year.unwrap_or(2028), month, day));
        if date == Some(None) {
            return None;
        }
        if !only(|p| matches!(p, Part::Month(_) | Part::Day(_) | Part::Year(_))) || parts.len() > 3 {
            return Some(whole.to_owned());
        }
        return Some(match (date.flatten(), year) {
            (Some(date), Some(_)) => date.medium(),
            (Some(date), None) => format!("{} {}", date.day(), month_name(month)),
            (None, Some(year)) => format!("{} {year}", month_name(month)),
            (None, None) => month_name(month).to_owned(),
        });
    }
    if parts.contains(&Part::Time) {
        let plain = only(|p| matches!(p, Part::Time | Part::Year(_) | Part::Years));
        let lower = ["Autumn", "Spring", "Summer", "Winter", "Term"].iter().any(|first| whole.starts_with(first));
        return Some(if plain && lower { words.join(" ") } else { whole.to_owned() });
    }
    let says_year = parts.iter().any(|p| matches!(p, Part::Year(_) | Part::Years));
    (says_year && only(|p| matches!(p, Part::Year(_) | Part::Years | Part::BesideYear))).then(|| whole.to_owned())
}

/// The text as it is shown: a day in figures, as older versions stored it, in words; all else as it was typed.
pub fn when_shown(text: &str) -> String {
    let day = Date::parse(text.trim()).and_then(|_| by_when(text));
    day.unwrap_or_else(|| text.to_owned())
}

/// A word of the text.
#[derive(PartialEq)]
enum Part {
    Day(u8),
    Month(u8),
    Year(i32),
    /// A school year: "2026/27".
    Years,
    Time,
    BesideYear,
    Other,
}

impl Part {
    /// `word` is in lower case.
    fn of(word: &str) -> Self {
        if let Some(month) = month(word) {
            return Self::Month(month);
        }
        if TIMES.contains(&word) {
            return Self::Time;
        }
        if BESIDE_YEARS.contains(&word) {
            return Self::BesideYear;
        }
        if let Some([from, to]) = word.split_once(['/', '-', '\u{2013}']).map(|(a, b)| [year(a), second_year(a, b)]) {
            return if from.is_some() && to.is_some() { Self::Years } else { Self::Other };
        }
        if let Some(year) = year(word) {
            return Self::Year(year);
        }
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let ending = word.strip_prefix(digits).unwrap_or_default();
        match digits.parse() {
            Ok(day) if digits.len() <= 2 && ["", "st", "nd", "rd", "th"].contains(&ending) => Self::Day(day),
            _ => Self::Other,
        }
    }
}

fn month(word: &str) -> Option<u8> {
    let word = word.trim_end_matches('.');
    let is = |name: &str| {
        let name = name.to_lowercase();
        word == name || name.get(..3) == Some(word) || (word == SEPT && name.starts_with(SEPT))
    };
    MONTHS.iter().position(|name| is(name)).and_then(|at| u8::try_from(at + 1).ok())
}

fn month_name(month: u8) -> &'static str {
    MONTHS.get(usize::from(month).saturating_sub(1)).copied().unwrap_or_default()
}

fn year(word: &str) -> Option<i32> {
    let year: i32 = (word.len() == 4).then(|| word.parse().ok())??;
    (2000..2200).contains(&year).then_some(year)
}

/// The second year of a school year: "27" after "2026".
fn second_year(first: &str, second: &str) -> Option<i32> {
    let first = year(first)?;
    let next: i32 = second.parse().ok()?;
    (next == (first + 1) % 100 || next == first + 1).then_some(next)
}

/// The numbers of a date that has no words: "01/09/2026", "2026-09-01", "9.2026".
fn numbers(text: &str) -> Option<Vec<&str>> {
    let numbers: Vec<&str> = text.split(['/', '.', '-']).collect();
    let fits = |n: &&str| (1..=4).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit());
    (matches!(numbers.len(), 2 | 3) && numbers.iter().all(fits)).then_some(numbers)
}

fn in_numbers(numbers: &[&str]) -> Option<String> {
    let small = |text: &str| (text.len() <= 2).then(|| text.parse::<u8>().ok()).flatten();
    let of_month = |y: &str, m: &str| {
        let month = small(m).filter(|m| (1..=12).contains(m))?;
        Some(format!("{} {}", month_name(month), year(y)?))
    };
    let of_day = |y: i32, m: &str, d: &str| Date::new(y, small(m)?, small(d)?).map(Date::medium);
    match numbers {
        [first, second] if second_year(first, second).is_some() => Some(format!("{first}/{second}")),
        [first, second] if first.len() == 4 => of_month(first, second),
        [first, second] => of_month(second, first),
        [first, second, third] if first.len() == 4 => of_day(first.parse().ok()?, second, third),
        [first, second, third] if third.len() == 2 => of_day(2000 + i32::from(small(third)?), second, first),
        [first, second, third] => of_day(year(third)?, second, first),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_day_a_month_or_a_term() {
        for (typed, read) in [
            // Days.
            ("2026-09-01", Some("1 September 2026")),
            (" 1 September 2026 ", Some("1 September 2026")),
            ("1st sept. 2026", Some("1 September 2026")),
            ("September 1, 2026", Some("1 September 2026")),
            ("By 1 Sep 2026.", Some("1 September 2026")),
            ("01/09/2026", Some("1 September 2026")),
            ("1.9.26", Some("1 September 2026")),
            ("29 February", Some("29 February")),
            ("31/02/2027", None),
            ("2027-02-30", None),
            ("30 February", None),
            ("29 February 2027", None),
            ("the week of 32 May", None),
            // Months.
            ("September 2026", Some("September 2026")),
            ("sept 2026", Some("September 2026")),
            ("MAY", Some("May")),
            ("2026-09", Some("September 2026")),
            ("9/2026", Some("September 2026")),
            ("13/2026", None),
            ("by the end of September", Some("the end of September")),
            // Terms.
            ("autumn term", Some("autumn term")),
            ("Autumn term 2026", Some("autumn term 2026")),
            ("Summer  2027", Some("summer 2027")),
            ("Spring Term 2026/27", Some("spring term 2026/27")),
            ("end of the summer term", Some("end of the summer term")),
            ("Autumn half-term", Some("autumn half-term")),
            ("Michaelmas term 2026", Some("Michaelmas term 2026")),
            ("before Easter", Some("before Easter")),
            ("next term", Some("next term")),
            // School years.
            ("2027", Some("2027")),
            ("2026-27", Some("2026/27")),
            ("the school year 2026/27", Some("the school year 2026/27")),
            ("school year 2026/28", None),
            // No time.
            ("", None),
            ("soon", None),
            ("next year", None),
            ("12", None),
            ("we need 2030 pupils", None),
            ("<script>", None),
        ] {
            assert_eq!(by_when(typed).as_deref(), read, "{typed}");
        }
    }

    #[test]
    fn a_day_in_figures_is_shown_in_words() {
        for (stored, shown) in [
            ("2025-09-02", "2 September 2025"),
            ("2025-02-30", "2025-02-30"),
            ("2025-09", "2025-09"),
            ("02/09/2025", "02/09/2025"),
            ("Autumn term ", "Autumn term "),
            ("", ""),
        ] {
            assert_eq!(when_shown(stored), shown);
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_a_panic(text in ".*") {
            let _ = by_when(&text);
        }

        #[test]
        fn what_was_read_is_read_again_as_the_same(day in -719_162i64..2_932_896, form in 0usize..3) {
            let date = Date::from_days(day);
            let text = match form {
                0 => date.to_string(),
                1 => date.medium(),
                _ => format!("{} {}", month_name(date.month()), date.year()),
            };
            if (2000..2200).contains(&date.year()) {
                let read = by_when(&text).unwrap();
                prop_assert_eq!(by_when(&read), Some(read.clone()));
                prop_assert_eq!(form < 2, read == date.medium());
            }
        }
    }
}
