//! Dates: that they are what the hub's words say, and stand in order.

use crate::call::check::context::{CheckContext, statement_texts};
use crate::call::check::problem::{Location, quoted};
use crate::call::check::text_dates;
use crate::call::{CallDate, Date, DateKind, When, ZonedInstant, clock_words};

/// Every date of the call with its path.
fn dates<'a>(context: &CheckContext<'a>) -> impl Iterator<Item = (String, &'a CallDate)> {
    context.call.dates.iter().enumerate().map(|(i, date)| (format!("/dates/{i}"), date))
}

/// The instants of a date, each with its path.
fn instants<'a>(path: &str, date: &'a CallDate) -> Vec<(String, &'a ZonedInstant)> {
    match &date.when {
        When::Instant { at } => vec![(format!("{path}/when/at"), at)],
        When::Slots { at, .. } => at.iter().enumerate().map(|(i, at)| (format!("{path}/when/at/{i}"), at)).collect(),
        _ => Vec::new(),
    }
}

/// All texts of a date's statement.
fn statement_text(date: &CallDate) -> String {
    let texts = date.statement.iter().flat_map(|s| statement_texts("", s)).map(|(_, text)| text);
    texts.collect::<Vec<_>>().join("\n")
}

/// A date is the one that the hub's words name. A date in doubt, a range and words that name no day are left alone.
pub(in crate::call::check) fn day(context: &CheckContext) -> Vec<Location> {
    let locations = dates(context).filter(|(_, date)| date.certain).flat_map(|(path, date)| {
        let days: Vec<(String, Date)> = match &date.when {
            When::Day { on } => vec![(format!("{path}/when/on"), *on)],
            When::Days { on, .. } => {
                on.iter().enumerate().map(|(i, day)| (format!("{path}/when/on/{i}"), *day)).collect()
            }
            _ => instants(&path, date).into_iter().map(|(path, at)| (path, at.date())).collect(),
        };
        // "20 to 22 April" names the 21st as one of several days, and no single day.
        let several = matches!(date.when, When::Slots { .. } | When::Days { .. });
        let named =
            text_dates::days(&statement_text(date)).into_iter().filter(|s| s.is_dated() && (several || !s.within));
        let named: Vec<_> = named.collect();
        let astray = days.into_iter().filter(move |(_, day)| !named.is_empty() && !named.iter().any(|n| n.fits(*day)));
        astray.map(|(path, day)| {
            let what = format!(
                "the hub\u{2019}s text gives a day other than {}: correct it, or set certain to false",
                day.medium()
            );
            Location::new(path, what)
        })
    });
    locations.collect()
}

/// A time is the one that the hub's words name; a time that they name is kept.
pub(in crate::call::check) fn clock(context: &CheckContext) -> Vec<Location> {
    let locations = dates(context).flat_map(|(path, date)| {
        let named: Vec<u16> = text_dates::times(&statement_text(date)).concat();
        let without_time = matches!(date.when, When::Day { .. } | When::Days { .. });
        let lost = (without_time && date.certain && !named.is_empty()).then(|| {
            let what = "the hub\u{2019}s text gives a time: use an instant, not a day, or slots, not days";
            Location::new(format!("{path}/when"), what)
        });
        let astray =
            instants(&path, date).into_iter().filter(|(_, at)| !named.is_empty() && !named.contains(&at.minute()));
        let astray = astray.map(|(path, at)| {
            let what =
                format!("the hub\u{2019}s text gives a time other than {}: correct it", clock_words(at.minute()));
            Location::new(path, what)
        });
        astray.chain(lost).collect::<Vec<_>>()
    });
    locations.collect()
}

/// Offsets follow Europe/London's rule, where that is the zone.
pub(in crate::call::check) fn offset(context: &CheckContext) -> Vec<Location> {
    let instants = dates(context).flat_map(|(path, date)| instants(&path, date));
    let wrong = instants.filter(|(_, at)| at.zone() == "Europe/London" && at.offset_minutes() != at.london_offset());
    let locations = wrong.map(|(path, at)| {
        let (summer, offset) = if at.london_offset() == 60 { ("summer", "+01:00") } else { ("winter", "+00:00") };
        Location::new(path, format!("{} is in {summer} time: use {offset}", at.date().medium()))
    });
    locations.collect()
}

/// Where a kind stands in the order of a call; kinds of one rank may come in any order, meetings at any time.
fn rank(kind: DateKind) -> Option<u8> {
    match kind {
        DateKind::Opens => Some(0),
        DateKind::Information => Some(1),
        DateKind::Deadline => Some(2),
        DateKind::Shortlist => Some(3),
        DateKind::Visit | DateKind::Interview => Some(4),
        DateKind::Decision => Some(5),
        DateKind::Announcement | DateKind::Start => Some(6),
        DateKind::End => Some(7),
        DateKind::Meeting => None,
    }
}

/// Whether what should be `early` surely begins only after what should be `late` is over.
fn begins_after(early: &When, late: &When) -> bool {
    match (early, late) {
        (When::Instant { at: early }, When::Instant { at: late }) => early.timestamp() > late.timestamp(),
        _ => early.first_day().zip(late.last_day()).is_some_and(|(first, last)| first > last),
    }
}

/// Dates stand in the order of a call; a window begins before it ends.
pub(in crate::call::check) fn order(context: &CheckContext) -> Vec<Location> {
    let locations = dates(context).filter_map(|(path, date)| {
        if matches!(date.when, When::Window { from, to } if from > to) {
            return Some(Location::new(format!("{path}/when"), "it ends before it starts: swap the two days"));
        }
        let rank_here = rank(date.kind)?;
        let should_be_before = context.call.dates.iter().filter(|d| rank(d.kind).is_some_and(|r| r < rank_here));
        let wrong = should_be_before.into_iter().find(|earlier| begins_after(&earlier.when, &date.when))?;
        let what =
            format!("{} is before {} but should be after it: correct one", quoted(&date.name), quoted(&wrong.name));
        Some(Location::new(format!("{path}/when"), what))
    });
    locations.collect()
}

/// The deadline is a date of that kind; where there are several of that kind, it is named.
pub(in crate::call::check) fn deadline(context: &CheckContext) -> Vec<Location> {
    let call = context.call;
    let several = call.dates.iter().filter(|date| date.kind == DateKind::Deadline).count() > 1;
    if several && call.submission.deadline.is_none() {
        let what = "several dates are of the kind \u{201c}deadline\u{201d}: name the one by which to apply";
        return vec![Location::new("/submission", what)];
    }
    let wrong = call.deadline().filter(|date| date.kind != DateKind::Deadline);
    let what = |name| format!("{} is not a deadline: use a date of the kind \u{201c}deadline\u{201d}", quoted(name));
    wrong.map(|date| Location::new("/submission/deadline", what(&date.name))).into_iter().collect()
}

/// A date rests on the hub's words.
pub(in crate::call::check) fn statement(context: &CheckContext) -> Vec<Location> {
    let bare = dates(context).filter(|(_, date)| date.statement.is_none() && date.when != When::NotPublished);
    bare.map(|(path, _)| Location::new(path, "the date has no hub text: add it")).collect()
}

/// A date in doubt says what the doubt is.
pub(in crate::call::check) fn uncertain(context: &CheckContext) -> Vec<Location> {
    let explained =
        |date: &CallDate| !date.oddities.is_empty() || date.statement.iter().any(|s| !s.oddities.is_empty());
    let unexplained = dates(context).filter(|(_, date)| !date.certain && !explained(date));
    let what = "the date is not certain: add an oddity that says why";
    unexplained.map(|(path, _)| Location::new(format!("{path}/certain"), what)).collect()
}
