//! What a file says and the hub's words do not.

use crate::call::check::context::{CheckContext, statement_texts};
use crate::call::check::problem::{Location, quoted};
use crate::call::check::text_dates;
use crate::call::clock_words;

use super::dates::instants;
use super::years::named_years;

/// A time stands in the hub's words for the date. A date in doubt says so itself; one without words is told of by itself.
pub(in crate::call::check) fn times(context: &CheckContext) -> Vec<Location> {
    let dates = context.call.dates.iter().enumerate().filter(|(_, date)| date.certain);
    let locations = dates.filter_map(|(i, date)| {
        let path = format!("/dates/{i}");
        let instants = instants(&path, date);
        let (_, first) = instants.first()?;
        let statement = date.statement.as_ref()?;
        let texts = statement_texts("", statement);
        if texts.iter().any(|(_, text)| !text_dates::times(text).is_empty()) {
            return None;
        }
        let days: Vec<String> = instants.iter().map(|(_, at)| format!("\"{}\"", at.date())).collect();
        let write = match days.as_slice() {
            [only] => format!("{{\"is\": \"day\", \"on\": {only}}}"),
            several => format!("{{\"is\": \"days\", \"on\": [{}]}}", several.join(", ")),
        };
        let what = format!(
            "the hub\u{2019}s text for this date gives no time, but this says {}: if the hub gives none, write {write}",
            clock_words(first.minute())
        );
        Some(Location::new(format!("{path}/when"), what))
    });
    locations.collect()
}

/// The title is that of the round: a call file is often made of last year's.
pub(in crate::call::check) fn round(context: &CheckContext) -> Vec<Location> {
    let call = context.call;
    let (round, title) = (named_years(&call.round), named_years(&call.title));
    let apart = !round.is_empty() && !title.is_empty() && !title.iter().any(|year| round.contains(year));
    let what = format!(
        "the title is {}, but the round is {}: correct one of them, if the hub does not mean both",
        quoted(&call.title),
        quoted(&call.round)
    );
    apart.then(|| Location::new("/title", what)).into_iter().collect()
}
