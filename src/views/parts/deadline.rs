//! Where the call stands, and its dates.

use super::{odd, para};
use crate::app::Load;
use crate::call::{Call, CallDate, OddityId, Timestamp, When};
use crate::draft::counted;
use crate::readiness::{Deadline, deadline as standing};
use crate::views::App;
use crate::views::html::{Part, all, show, styled};

/// The deadline and the days left, of the call that is open.
pub(in crate::views) fn deadline(app: App) -> Part {
    let shown = move || {
        app.read(|state| {
            let call = &state.open_call().and_then(Load::ready)?.call;
            let certain = call.deadline().is_none_or(|d| d.certain);
            let words = call.deadline().map(|d| d.when.words()).unwrap_or_default();
            Some((standing(call, state.now), words, certain))
        })
    };
    show(shown, |shown| {
        let Some((standing, words, certain)) = shown else { return Part::NONE };
        let doubt =
            if *certain { "" } else { " The hub\u{2019}s text is unclear about this date. See the list of dates." };
        let (class, text) = match *standing {
            Deadline::None => ("quiet", "The hub has not published a deadline. Ask the hub.".to_owned()),
            Deadline::Open { days: 0 } => ("notice notice-warn", format!("Deadline today: {words}.{doubt}")),
            Deadline::Open { days } => {
                let left = counted(usize::try_from(days).unwrap_or(0), "day");
                ("quiet", format!("Apply by {words}. {left} left.{doubt}"))
            }
            Deadline::Closed => (
                "notice notice-warn",
                format!(
                    "This round closed on {words}. You can still prepare for the next one. Ask the hub when it opens.{doubt}"
                ),
            ),
        };
        para(class, &text).into()
    })
}

/// Every date of a call, in order, those that are not published too.
pub(in crate::views) fn dates(call: &Call, now: Timestamp) -> Part {
    dates_among(call, now, call.dates.iter().collect())
}

/// Some dates of a call, in order.
pub(in crate::views) fn dates_among(call: &Call, now: Timestamp, mut dates: Vec<&CallDate>) -> Part {
    // Those without a day stay where the call puts them: after what comes before them.
    dates.sort_by_key(|d| (d.when.first_day().is_none(), d.when.first_day(), d.kind));
    // What is odd about several dates is said once, below them.
    let oddities: Vec<&OddityId> = dates.iter().flat_map(|d| &d.oddities).collect();
    let mut list = styled("ol", "dates");
    for date in dates {
        let when = styled("span", "date-when").text(&date.when.words()).text(" ");
        let over = (date.when.over(now) == Some(true)).then(|| styled("span", "quiet").text(" (past)"));
        let more = [date.minutes.map(|minutes| format!("About {minutes} minutes.")), date.venue.clone()];
        let more: Vec<String> = more.into_iter().flatten().collect();
        let mut what = styled("span", "date-what").text(&date.name);
        if !more.is_empty() {
            what = what.text(" ").add(styled("span", "date-more").text(&more.join(" ")));
        }
        let note = (date.when == When::NotPublished).then(|| para("date-note", "Not published. Ask the hub."));
        list = list.add(styled("li", "date").add(when.add(over)).add(what).add(note));
    }
    all([list.into(), odd(call, oddities)])
}
