//! Where the call stands, and its dates.

use leptos::prelude::*;

use super::odd;
use crate::app::{Load, State};
use crate::call::{Call, CallDate, OddityId, Timestamp, When};
use crate::draft::counted;
use crate::readiness::{Deadline, deadline as standing};
use crate::views::App;

/// The deadline and the days left, of the call that is open.
pub(in crate::views) fn deadline(app: App) -> AnyView {
    let shown = app.memo(|state: &State| {
        let call = state.open_call().and_then(Load::here).map(|file| file.call.clone())?;
        let certain = call.deadline().is_none_or(|d| d.certain);
        let words = call.deadline().map(|d| d.when.words()).unwrap_or_default();
        Some((standing(&call, state.now), words, certain))
    });
    (move || {
        shown.get().map(|(standing, words, certain)| {
            let doubt = if certain { "" } else { " The hub\u{2019}s text leaves doubt about this date: see the dates of the call." };
            let (class, text) = match standing {
                Deadline::None => ("quiet", "The hub has not published a deadline. Ask the hub.".to_owned()),
                Deadline::Open { days: 0 } => ("notice notice-warn", format!("The deadline is today: {words}.{doubt}")),
                Deadline::Open { days } => {
                    let left = counted(usize::try_from(days).unwrap_or(0), "day");
                    ("quiet", format!("Deadline: {words}. {left} left.{doubt}"))
                }
                Deadline::Closed => (
                    "notice notice-warn",
                    format!("This round has closed: the deadline was {words}. You can still prepare for the next round; ask the hub when it opens.{doubt}"),
                ),
            };
            view! { <p class=class>{text}</p> }
        })
    })
    .into_any()
}

/// Every date of a call, in order, those that are not published too.
pub(in crate::views) fn dates(call: &Call, now: Timestamp) -> AnyView {
    dates_among(call, now, call.dates.iter().collect())
}

/// Some dates of a call, in order.
pub(in crate::views) fn dates_among(call: &Call, now: Timestamp, mut dates: Vec<&CallDate>) -> AnyView {
    // Those without a day stay where the call puts them: after what comes before them.
    dates.sort_by_key(|d| (d.when.first_day().is_none(), d.when.first_day(), d.kind));
    // What is odd about several dates is said once, below them.
    let mut oddities: Vec<OddityId> = Vec::new();
    for id in dates.iter().flat_map(|d| &d.oddities) {
        if !oddities.contains(id) {
            oddities.push(id.clone());
        }
    }
    let rows = dates
        .into_iter()
        .map(|date| {
            let over = (date.when.over(now) == Some(true)).then(|| view! { <span class="quiet">" (over)"</span> });
            let long = date.minutes.map(|minutes| format!(" About {minutes} minutes."));
            let place = date.venue.clone().map(|venue| format!(" {venue}."));
            let note = (date.when == When::NotPublished)
                .then(|| view! { <p class="date-note">"Not published by the hub. Ask the hub."</p> });
            view! {
                <li class="date">
                    <span class="date-when">{date.when.words()} {over}</span>
                    <span class="date-what">{date.name.clone()} {long} {place}</span>
                    {note}
                </li>
            }
        })
        .collect_view();
    view! { <ol class="dates">{rows}</ol> {odd(call, &oddities)} }.into_any()
}
