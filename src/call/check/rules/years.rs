//! Years of dates: whether anything confirms them. Hubs often write none, and a call file is often made of last year's.

use crate::call::check::context::{CheckContext, statement_texts};
use crate::call::check::problem::Location;
use crate::call::check::text_dates;
use crate::call::{CallDate, Date, When, ZonedInstant};

/// Within so many days of a date whose year is sure, another year would be further away.
const NEAR: i64 = 182;

/// The year of a date is confirmed by a weekday or a year in its words, by the hub's titles, or by a date nearby whose
/// year is. A date in doubt says so itself.
pub(in crate::call::check) fn years(context: &CheckContext) -> Vec<Location> {
    let call = context.call;
    let titles = call.sources.iter().flat_map(|s| [&s.title].into_iter().chain(s.headings.iter().map(|h| &h.text)));
    let named: Vec<i32> = titles.chain([&call.title]).flat_map(|title| named_years(title)).collect();
    let sure = call.dates.iter().enumerate().filter(|(_, date)| date.certain);
    let worded = sure.filter_map(|(i, date)| Some((i, date, words(date)?)));
    let all: Vec<(String, Date, bool)> = worded
        .flat_map(|(i, date, words)| {
            let of = days(&format!("/dates/{i}/when"), &date.when).into_iter();
            of.map(|(path, day)| (path, day, confirms(&words, day))).collect::<Vec<_>>()
        })
        .collect();
    let near = |day: Date| all.iter().any(|(_, sure, is)| *is && (sure.days() - day.days()).abs() <= NEAR);
    let lonely = all.iter().filter(|(_, day, is)| !is && !named.contains(&day.year()) && !near(*day));
    let what = |day: &Date| {
        format!(
            "nothing in the hub\u{2019}s text confirms the year {}: check it. If it is in doubt, set `date-is-certain` to \
             false and add an oddity",
            day.year()
        )
    };
    lonely.map(|(path, day, _)| Location::new(path, what(day))).collect()
}

/// The words that a date rests on.
fn words(date: &CallDate) -> Option<String> {
    let texts = statement_texts("", date.statement.as_ref()?).into_iter().map(|(_, text)| text);
    Some(texts.collect::<Vec<_>>().join("\n"))
}

/// The days of a date, each with its path.
fn days(path: &str, when: &When) -> Vec<(String, Date)> {
    match when {
        When::Instant { at } => vec![(format!("{path}/at"), at.date())],
        When::Day { on } => vec![(format!("{path}/on"), *on)],
        When::Days { on, .. } => on.iter().enumerate().map(|(i, day)| (format!("{path}/on/{i}"), *day)).collect(),
        When::Window { from, to } => vec![(format!("{path}/from"), *from), (format!("{path}/to"), *to)],
        When::Slots { at, .. } => {
            let days = at.iter().map(ZonedInstant::date).enumerate();
            days.map(|(i, day)| (format!("{path}/at/{i}"), day)).collect()
        }
        When::Relative { .. } | When::NotPublished => Vec::new(),
    }
}

/// Whether words confirm the year of a day: by the year itself, or by the weekday that the day has in that year only.
fn confirms(words: &str, day: Date) -> bool {
    let weekday = day.weekday().name();
    let weekday_fits =
        |named: text_dates::NamedDay| named.day.is_some() && named.weekday == Some(weekday) && named.fits(day);
    named_years(words).contains(&day.year()) || text_dates::days(words).into_iter().any(weekday_fits)
}

/// Every year that a text names: "2026", both of "2026–27", that of "13/02/26".
pub(super) fn named_years(text: &str) -> Vec<i32> {
    let mut found = Vec::new();
    // The numbers before, each with what stands before it.
    let mut numbers: Vec<(&str, &str)> = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (gap, on) = rest.split_at_checked(start).unwrap_or_default();
        let after = on.trim_start_matches(|c: char| c.is_ascii_digit());
        let number = on.get(..on.len() - after.len()).unwrap_or_default();
        let value = number.parse::<i32>().unwrap_or_default();
        let joined = |gap: &str| ["/", "."].contains(&gap);
        match (number.len(), numbers.as_slice()) {
            (4, _) if (1900..2200).contains(&value) => found.push(value),
            (2, [.., (_, before)]) if before.len() == 4 && ["-", "/", "\u{2013}"].contains(&gap) => {
                found.extend(before.parse::<i32>().ok().map(|year| year / 100 * 100 + value));
            }
            (2, [.., (_, day), (first, month)])
                if day.len() <= 2 && month.len() <= 2 && joined(gap) && *first == gap =>
            {
                found.push(2000 + value);
            }
            _ => {}
        }
        numbers.push((gap, number));
        rest = after;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_in_words() {
        let cases: [(&str, &[i32]); 9] = [
            ("Lead Schools 2026", &[2026]),
            ("2026\u{2013}27 and 2028/29", &[2026, 2027, 2028, 2029]),
            ("by 13/02/26", &[2026]),
            ("13.02.2026", &[2026]),
            ("13 February, 17:00", &[]),
            ("12.00pm on 13/02", &[]),
            ("\u{a3}1500 for 9999 pupils", &[]),
            ("1-3, 14", &[]),
            ("", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(named_years(text), expected, "{text}");
        }
    }
}
