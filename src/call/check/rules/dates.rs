//! Dates: that they are what the hub's words say, and stand in order.

use crate::call::check::ground::{Ground, words};
use crate::call::check::said;
use crate::call::check::{Spot, quoted};
use crate::call::{CallDate, Date, DateKind, When, ZonedInstant, clock_words};

/// Every date of the call with its path.
fn dates<'a>(ground: &Ground<'a>) -> impl Iterator<Item = (String, &'a CallDate)> {
    ground.call.dates.iter().enumerate().map(|(i, date)| (format!("/dates/{i}"), date))
}

/// The instants of a date, each with its path.
fn instants<'a>(path: &str, date: &'a CallDate) -> Vec<(String, &'a ZonedInstant)> {
    match &date.when {
        When::Instant { at } => vec![(format!("{path}/when/at"), at)],
        When::Slots { at, .. } => at.iter().enumerate().map(|(i, at)| (format!("{path}/when/at/{i}"), at)).collect(),
        _ => Vec::new(),
    }
}

/// The hub's words for a date, all of them.
fn said_of(date: &CallDate) -> String {
    let texts = date.statement.iter().flat_map(|s| words("", s)).map(|(_, text)| text);
    texts.collect::<Vec<_>>().join("\n")
}

/// A date is the one that the hub's words name. A date in doubt, a range and words that name no day are left alone.
pub(in crate::call::check) fn day(ground: &Ground) -> Vec<Spot> {
    let spots = dates(ground).filter(|(_, date)| date.certain).flat_map(|(path, date)| {
        let days: Vec<(String, Date)> = match &date.when {
            When::Day { on } => vec![(format!("{path}/when/on"), *on)],
            _ => instants(&path, date).into_iter().map(|(path, at)| (path, at.date())).collect(),
        };
        // "20 to 22 April" names the 21st as one of several days, and no single day.
        let several = matches!(date.when, When::Slots { .. });
        let named = said::days(&said_of(date)).into_iter().filter(|s| s.is_dated() && (several || !s.within));
        let named: Vec<_> = named.collect();
        let astray = days.into_iter().filter(move |(_, day)| !named.is_empty() && !named.iter().any(|n| n.fits(*day)));
        astray.map(|(path, day)| {
            let what = format!(
                "the hub\u{2019}s words name another day than {}: correct the date, or say that it is not certain",
                day.medium()
            );
            Spot::new(path, what)
        })
    });
    spots.collect()
}

/// A time is the one that the hub's words name; a time that they name is kept.
pub(in crate::call::check) fn clock(ground: &Ground) -> Vec<Spot> {
    let spots = dates(ground).flat_map(|(path, date)| {
        let named: Vec<u16> = said::times(&said_of(date)).concat();
        let lost = matches!(date.when, When::Day { .. }) && date.certain && !named.is_empty();
        let lost = lost.then(|| {
            Spot::new(format!("{path}/when"), "the hub\u{2019}s words name a time: write an instant, not a day")
        });
        let astray =
            instants(&path, date).into_iter().filter(|(_, at)| !named.is_empty() && !named.contains(&at.minute()));
        let astray = astray.map(|(path, at)| {
            let what =
                format!("the hub\u{2019}s words name another time than {}: correct it", clock_words(at.minute()));
            Spot::new(path, what)
        });
        astray.chain(lost).collect::<Vec<_>>()
    });
    spots.collect()
}

/// Offsets follow Europe/London's rule, where that is the zone.
pub(in crate::call::check) fn offset(ground: &Ground) -> Vec<Spot> {
    let instants = dates(ground).flat_map(|(path, date)| instants(&path, date));
    let wrong = instants.filter(|(_, at)| at.zone() == "Europe/London" && at.offset_minutes() != at.london_offset());
    let spots = wrong.map(|(path, at)| {
        let (summer, offset) = if at.london_offset() == 60 { ("summer", "+01:00") } else { ("winter", "+00:00") };
        Spot::new(path, format!("on {} clocks in London show {summer} time: write {offset}", at.date().medium()))
    });
    spots.collect()
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
pub(in crate::call::check) fn order(ground: &Ground) -> Vec<Spot> {
    let spots = dates(ground).filter_map(|(path, date)| {
        if matches!(date.when, When::Window { from, to } if from > to) {
            return Some(Spot::new(format!("{path}/when"), "it ends before it begins: exchange the two days"));
        }
        let rank_here = rank(date.kind)?;
        let should_be_before = ground.call.dates.iter().filter(|d| rank(d.kind).is_some_and(|r| r < rank_here));
        let wrong = should_be_before.into_iter().find(|earlier| begins_after(&earlier.when, &date.when))?;
        let what = format!(
            "{} comes before {}, which it should follow: correct one of the two",
            quoted(&date.name),
            quoted(&wrong.name)
        );
        Some(Spot::new(format!("{path}/when"), what))
    });
    spots.collect()
}

/// The deadline is a date of that kind.
pub(in crate::call::check) fn deadline(ground: &Ground) -> Vec<Spot> {
    let wrong = ground.call.deadline().filter(|date| date.kind != DateKind::Deadline);
    let what =
        |name| format!("{} is not a date of the kind \u{201c}deadline\u{201d}: name the one that is", quoted(name));
    wrong.map(|date| Spot::new("/submission/deadline", what(&date.name))).into_iter().collect()
}

/// A date rests on the hub's words.
pub(in crate::call::check) fn statement(ground: &Ground) -> Vec<Spot> {
    let bare = dates(ground).filter(|(_, date)| date.statement.is_none() && date.when != When::NotPublished);
    bare.map(|(path, _)| Spot::new(path, "the date has no statement: give the hub\u{2019}s words for it")).collect()
}

/// A date in doubt says what the doubt is.
pub(in crate::call::check) fn uncertain(ground: &Ground) -> Vec<Spot> {
    let explained =
        |date: &CallDate| !date.oddities.is_empty() || date.statement.iter().any(|s| !s.oddities.is_empty());
    let unexplained = dates(ground).filter(|(_, date)| !date.certain && !explained(date));
    let what = "the date is not certain, and no oddity says why: refer to one";
    unexplained.map(|(path, _)| Spot::new(format!("{path}/certain"), what)).collect()
}
