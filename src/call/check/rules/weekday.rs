//! Weekdays: that they fit their dates.

use crate::call::Date;
use crate::call::When;
use crate::call::check::Spot;
use crate::call::check::ground::{Ground, words};
use crate::call::check::said::{self, DaySaid};

/// Weekdays in the statements of a date fit that date; elsewhere, the day that is written with them in full.
pub(in crate::call::check) fn weekday(ground: &Ground) -> Vec<Spot> {
    let texts = ground.statements.iter().flat_map(|(path, statement)| words(path, statement));
    let spots = texts.flat_map(|(path, text)| {
        let (when, days) = when_of(ground, &path);
        let said = said::days(text);
        // "We write by Friday" beside a day that is named in full may be another day.
        let only = said.len() == 1 && !matches!(when, Some(When::Window { .. }));
        let wrong = said.into_iter().filter_map(move |s| wrong(&s, &days, only));
        wrong.map(move |what| Spot::new(&path, what)).collect::<Vec<_>>()
    });
    spots.collect()
}

/// When the date is to whose words the path leads, and its days.
fn when_of<'a>(ground: &Ground<'a>, path: &str) -> (Option<&'a When>, Vec<Date>) {
    let index = path.strip_prefix("/dates/").and_then(|rest| rest.split('/').next()?.parse::<usize>().ok());
    let when = index.and_then(|i| ground.call.dates.get(i)).map(|date| &date.when);
    let days = match when {
        Some(When::Slots { at, .. }) => at.iter().map(crate::call::ZonedInstant::date).collect(),
        Some(when) => when.first_day().into_iter().chain(when.last_day()).collect(),
        None => Vec::new(),
    };
    (when, days)
}

/// What is wrong with a weekday, if something is.
fn wrong(said: &DaySaid, days: &[Date], only: bool) -> Option<String> {
    let weekday = said.weekday?;
    let meant: Vec<Date> = match said.whole() {
        Some(day) => vec![day],
        None if said.day.is_some() || only => days.iter().copied().filter(|d| said.fits(*d)).collect(),
        None => Vec::new(),
    };
    let first = *meant.first()?;
    let fits = meant.iter().any(|d| d.weekday().name() == weekday);
    (!fits).then(|| {
        format!("{} is a {}, not a {weekday}: correct the one or the other", first.medium(), first.weekday().name())
    })
}
