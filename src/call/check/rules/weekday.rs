//! Weekdays: that they fit their dates.

use crate::call::Date;
use crate::call::When;
use crate::call::check::context::{CheckContext, statement_texts};
use crate::call::check::problem::Location;
use crate::call::check::text_dates::{self, NamedDay};

/// Weekdays in the statements of a date fit that date; elsewhere, the day that is written with them in full.
pub(in crate::call::check) fn weekday(context: &CheckContext) -> Vec<Location> {
    let texts = context.statements.iter().flat_map(|(path, statement)| statement_texts(path, statement));
    let locations = texts.flat_map(|(path, text)| {
        let (when, days) = when_of(context, &path);
        let named = text_dates::days(text);
        // "We write by Friday" beside a day that is named in full may be another day.
        let only = named.len() == 1 && !matches!(when, Some(When::Window { .. }));
        let wrong = named.into_iter().filter_map(move |named| wrong_weekday(&named, &days, only));
        wrong.map(move |what| Location::new(&path, what)).collect::<Vec<_>>()
    });
    locations.collect()
}

/// When the date is to whose words the path leads, and its days.
fn when_of<'a>(context: &CheckContext<'a>, path: &str) -> (Option<&'a When>, Vec<Date>) {
    let index = path.strip_prefix("/dates/").and_then(|rest| rest.split('/').next()?.parse::<usize>().ok());
    let when = index.and_then(|i| context.call.dates.get(i)).map(|date| &date.when);
    let days = match when {
        Some(When::Days { on, .. }) => on.clone(),
        Some(When::Slots { at, .. }) => at.iter().map(crate::call::ZonedInstant::date).collect(),
        Some(when) => when.first_day().into_iter().chain(when.last_day()).collect(),
        None => Vec::new(),
    };
    (when, days)
}

/// What is wrong with a weekday, if something is.
fn wrong_weekday(named: &NamedDay, days: &[Date], only: bool) -> Option<String> {
    let weekday = named.weekday?;
    let meant: Vec<Date> = match named.date() {
        Some(day) => vec![day],
        None if named.day.is_some() || only => days.iter().copied().filter(|d| named.fits(*d)).collect(),
        None => Vec::new(),
    };
    let first = *meant.first()?;
    let fits = meant.iter().any(|d| d.weekday().name() == weekday);
    (!fits).then(|| format!("{} is a {}, not a {weekday}: correct one of them", first.medium(), first.weekday().name()))
}
