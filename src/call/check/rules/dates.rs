//! Dates: that they are what the hub's words say, and stand in order.

use crate::call::check::context::{CheckContext, statement_texts};
use crate::call::check::problem::{Location, quoted};
use crate::call::check::text_dates::{self, NamedDay};
use crate::call::check::written::london_instant;
use crate::call::{CallDate, Date, DateKind, When, ZonedInstant, clock_words};

/// The zone of clocks in England.
const ENGLAND: &str = "Europe/London";

/// Every date of the call with its path.
fn dates<'a>(context: &CheckContext<'a>) -> impl Iterator<Item = (String, &'a CallDate)> {
    context.call.dates.iter().enumerate().map(|(i, date)| (format!("/dates/{i}"), date))
}

/// The instants of a date, each with its path.
pub(super) fn instants<'a>(path: &str, date: &'a CallDate) -> Vec<(String, &'a ZonedInstant)> {
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
        let named: Vec<NamedDay> = named.collect();
        let astray = days.into_iter().filter_map(move |(path, day)| {
            let wrong = !named.is_empty() && !named.iter().any(|n| n.fits(day));
            wrong.then(|| Location::new(path, other_day(day, &named)))
        });
        astray.collect::<Vec<_>>()
    });
    locations.collect()
}

/// What to say of a day that the hub's words do not name.
fn other_day(day: Date, named: &[NamedDay]) -> String {
    let says: Vec<String> = named.iter().filter(|n| !n.within).map(NamedDay::words).collect();
    let meant = |n: &NamedDay| Date::new(n.year.unwrap_or(day.year()), n.month?, n.day?);
    let write = match named {
        [only] => meant(only).map(|meant| format!("write {meant}")),
        _ => None,
    };
    let write = write.unwrap_or_else(|| "correct it".to_owned());
    format!(
        "this is {}, but the hub\u{2019}s text says {}: {write}, or set `date-is-certain` to false",
        day.medium(),
        says.join(" or ")
    )
}

/// A time is the one that the hub's words name; a time that they name is kept.
pub(in crate::call::check) fn clock(context: &CheckContext) -> Vec<Location> {
    let locations = dates(context).flat_map(|(path, date)| {
        let named: Vec<u16> = text_dates::times(&statement_text(date)).concat();
        let lost = match &date.when {
            // Of a midnight nobody can tell which one it is.
            When::Day { .. } | When::Days { .. } if says_midnight(date) => None,
            // Two times say from when to when.
            When::Day { on } if date.certain && times_of_day(&named) < 2 => named.first().map(|minute| {
                let write = format!("{{\"is\": \"instant\", \"at\": \"{}\"}}", london_instant(*on, *minute));
                let what = format!("the hub\u{2019}s text gives a time, {}: write {write}", clock_words(*minute));
                Location::new(format!("{path}/when"), what)
            }),
            When::Days { .. } if date.certain => named.first().map(|minute| {
                let what = format!("the hub\u{2019}s text gives a time, {}: use slots, not days", clock_words(*minute));
                Location::new(format!("{path}/when"), what)
            }),
            _ => None,
        };
        let astray =
            instants(&path, date).into_iter().filter(|(_, at)| !named.is_empty() && !named.contains(&at.minute()));
        let astray = astray.map(|(path, at)| Location::new(path, other_time(at, &named)));
        astray.chain(lost).collect::<Vec<_>>()
    });
    locations.collect()
}

/// How many different times of the day are named.
fn times_of_day(named: &[u16]) -> usize {
    named.iter().collect::<std::collections::BTreeSet<_>>().len()
}

/// Whether a date's words give midnight as a time, and do not say which one it is.
fn says_midnight(date: &CallDate) -> bool {
    const CLEAR: [&str; 9] =
        ["start of", "beginning of", "end of", "23:59", "23.59", "11:59", "11.59", "00:00", "00:01"];
    let text = statement_text(date).to_lowercase();
    text.split(|c: char| !c.is_alphanumeric()).any(|word| word == "midnight")
        && !CLEAR.iter().any(|words| text.contains(words))
}

/// A date at midnight says which night is meant, or has an oddity that says that it is not clear.
pub(in crate::call::check) fn midnight(context: &CheckContext) -> Vec<Location> {
    let explained = |date: &CallDate| {
        let own = date.oddities.iter().chain(date.statement.iter().flat_map(|statement| &statement.oddities));
        context.call.oddities_of(own).any(|oddity| oddity.ask)
    };
    let open = dates(context).filter(|(_, date)| says_midnight(date) && !explained(date));
    let locations = open.filter_map(|(path, date)| {
        let (first, last) = (date.when.first_day()?, date.when.last_day()?);
        let write = if first == last {
            format!("{{\"is\": \"day\", \"on\": \"{first}\"}} with \"date-is-certain\": false")
        } else {
            "\"date-is-certain\": false".to_owned()
        };
        let what = format!(
            "midnight may be the start or the end of the day: write {write}. Then add an oddity that says so, with \"kind\": \
             \"ambiguous\" and \"schools-should-ask\": true, and list its id in the `oddities` of this date"
        );
        Some(Location::new(format!("{path}/when"), what))
    });
    locations.collect()
}

/// A school can choose only where one of several is meant, and days are counted only from something.
pub(in crate::call::check) fn choice(context: &CheckContext) -> Vec<Location> {
    let locations = dates(context).filter_map(|(path, date)| match &date.when {
        When::Days { all: true, choose: true, .. } | When::Slots { all: true, choose: true, .. } => {
            let what = "all of these are meant, so a school has none to choose: delete `all` or `choose`";
            Some(Location::new(format!("{path}/when/choose"), what))
        }
        When::Relative { from: None, days: Some(_), .. } => {
            let what = "days are counted from a day of the school\u{2019}s own: say which under `from`, such as \"your first training day\", or delete `days`";
            Some(Location::new(format!("{path}/when/days"), what))
        }
        When::Relative { days: Some(0), .. } => {
            Some(Location::new(format!("{path}/when/days"), "0 days leave no time: correct or delete it"))
        }
        _ => None,
    });
    locations.collect()
}

/// What to say of a time that the hub's words do not name.
fn other_time(at: &ZonedInstant, named: &[u16]) -> String {
    let mut says: Vec<String> = named.iter().map(|minute| clock_words(*minute)).collect();
    says.dedup();
    let write = match says.as_slice() {
        [_] => named.first().map(|minute| format!("write {}", london_instant(at.date(), *minute))),
        _ => None,
    };
    format!(
        "this is {}, but the hub\u{2019}s text says {}: {}",
        clock_words(at.minute()),
        says.join(" or "),
        write.unwrap_or_else(|| "correct it".to_owned())
    )
}

/// Times are those of clocks in England: the page shows them as they stand in the file.
pub(in crate::call::check) fn zone(context: &CheckContext) -> Vec<Location> {
    let instants = dates(context).flat_map(|(path, date)| instants(&path, date));
    let wrong = instants.filter(|(_, at)| at.zone() != ENGLAND);
    let locations = wrong.map(|(path, at)| {
        let what = format!(
            "{} is not the time zone of England: write {} if you mean {} in England",
            quoted(at.zone()),
            london_instant(at.date(), at.minute()),
            clock_words(at.minute())
        );
        Location::new(path, what)
    });
    locations.collect()
}

/// Offsets follow Europe/London's rule, where that is the zone.
pub(in crate::call::check) fn offset(context: &CheckContext) -> Vec<Location> {
    let instants = dates(context).flat_map(|(path, date)| instants(&path, date));
    let wrong = instants.filter(|(_, at)| at.zone() == ENGLAND && at.offset_minutes() != at.london_offset());
    let locations = wrong.map(|(path, at)| {
        let time = if at.london_offset() == 60 { "summer" } else { "winter" };
        let write = london_instant(at.date(), at.minute());
        Location::new(path, format!("{} is in {time} time: write {write}", at.date().medium()))
    });
    locations.collect()
}

/// Where a kind stands in the order of a call; kinds of one rank may come in any order, meetings, visits and events at any time.
fn rank(kind: DateKind) -> Option<u8> {
    match kind {
        DateKind::Opens => Some(0),
        DateKind::Deadline => Some(2),
        DateKind::Shortlist => Some(3),
        DateKind::Interview => Some(4),
        DateKind::Decision => Some(5),
        DateKind::Announcement | DateKind::Start => Some(6),
        DateKind::End => Some(7),
        // Of these nobody can tell from their kind.
        DateKind::Information | DateKind::Visit | DateKind::Meeting => None,
    }
}

/// Whether what should be `early` surely begins only after what should be `late` is over.
fn begins_after(early: &When, late: &When) -> bool {
    match (early, late) {
        (When::Instant { at: early }, When::Instant { at: late }) => early.timestamp() > late.timestamp(),
        _ => early.first_day().zip(late.last_day()).is_some_and(|(first, last)| first > last),
    }
}

/// Whether no date of its kind begins before this one.
fn is_first_of_its_kind(context: &CheckContext, date: &CallDate) -> bool {
    let own = context.call.dates.iter().filter(|other| other.kind == date.kind);
    own.filter_map(|other| other.when.first_day()).min() == date.when.first_day()
}

/// Dates stand in the order of a call; a window begins before it ends.
pub(in crate::call::check) fn order(context: &CheckContext) -> Vec<Location> {
    let locations = dates(context).filter_map(|(path, date)| {
        if matches!(date.when, When::Window { from, to } if from > to) {
            return Some(Location::new(format!("{path}/when"), "it ends before it starts: swap the two days"));
        }
        let rank_here = rank(date.kind)?;
        let should_be_before = context.call.dates.iter().filter(|d| rank(d.kind).is_some_and(|r| r < rank_here));
        // Each window, and each year, has dates of its own: only the first of each kind surely comes before what follows it.
        let should_be_before = should_be_before.filter(|d| is_first_of_its_kind(context, d));
        let wrong = should_be_before.into_iter().find(|earlier| begins_after(&earlier.when, &date.when))?;
        let what =
            format!("{} is before {} but should be after it: correct one", quoted(&date.name), quoted(&wrong.name));
        Some(Location::new(format!("{path}/when"), what))
    });
    locations.collect()
}

/// The deadline is one date of that kind, and the submission names it.
pub(in crate::call::check) fn deadline(context: &CheckContext) -> Vec<Location> {
    let call = context.call;
    let windows = &call.submission.deadlines;
    if !windows.is_empty() {
        return windows_of(context);
    }
    let several = call.dates.iter().filter(|date| date.kind == DateKind::Deadline).count() > 1;
    if several && call.submission.deadline.is_none() {
        let what = "several dates are of the kind \u{201c}deadline\u{201d}: in `submission`, give the id of the one that counts, such as \
                    \"deadline\": \"application-deadline\". If each closes a window of its own, list all their ids as \"deadlines\" instead";
        return vec![Location::new("/submission", what)];
    }
    let wrong = call.deadline().filter(|date| date.kind != DateKind::Deadline);
    let what = |name| format!("{} is not a deadline: use a date of the kind \u{201c}deadline\u{201d}", quoted(name));
    let wrong = wrong.map(|date| Location::new("/submission/deadline", what(&date.name)));
    let linked = context.call.submission.deadline.is_some();
    let loose = dates(context).filter(|(_, date)| date.kind == DateKind::Deadline && !linked);
    let loose = loose.map(|(path, date)| {
        let what = format!(
            "{} is a deadline, but `submission` does not name it: add \"deadline\": \"{}\" to `submission`",
            quoted(&date.name),
            date.id
        );
        Location::new(format!("{path}/kind"), what)
    });
    wrong.into_iter().chain(loose).collect()
}

/// Several windows: each closes on a date of that kind, all such dates are among them, and none is named beside them.
fn windows_of(context: &CheckContext) -> Vec<Location> {
    let submission = &context.call.submission;
    let mut locations = Vec::new();
    if submission.deadline.is_some() {
        let what = "`deadlines` is here too: delete `deadline`, and list the ids of all closing dates in `deadlines`";
        locations.push(Location::new("/submission/deadline", what));
    }
    if submission.deadlines.len() == 1 && !submission.any_time {
        let what = "there is only one: write it as \"deadline\", or add the other windows";
        locations.push(Location::new("/submission/deadlines", what));
    }
    for (path, date) in dates(context) {
        let at = submission.deadlines.iter().position(|id| *id == date.id);
        match (at, date.kind) {
            (Some(at), kind) if kind != DateKind::Deadline => {
                let what = format!(
                    "{} is not a deadline: use a date of the kind \u{201c}deadline\u{201d}",
                    quoted(&date.name)
                );
                locations.push(Location::new(format!("/submission/deadlines/{at}"), what));
            }
            (None, DateKind::Deadline) => {
                let what = format!(
                    "{} is a deadline, but `submission` does not name it: add \"{}\" to \"deadlines\"",
                    quoted(&date.name),
                    date.id
                );
                locations.push(Location::new(format!("{path}/kind"), what));
            }
            _ => {}
        }
    }
    locations
}

/// The call says when it closes.
pub(in crate::call::check) fn no_deadline(context: &CheckContext) -> Vec<Location> {
    let call = context.call;
    let is_open = call.submission.any_time || !call.submission.deadlines.is_empty();
    let none = !is_open
        && call.submission.deadline.is_none()
        && !call.dates.iter().any(|date| date.kind == DateKind::Deadline);
    let what = "there is no deadline: if the hub sets one, add it to `dates` with the kind \u{201c}deadline\u{201d}, and its \
                id to `submission` as \u{201c}deadline\u{201d}; if schools may apply at any time, say \"any-time\": true there";
    none.then(|| Location::new("/submission", what)).into_iter().collect()
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
    unexplained.map(|(path, _)| Location::new(format!("{path}/date-is-certain"), what)).collect()
}
