//! Dates of a call.

use leptos::prelude::*;

use super::hub_words::Oddity;
use crate::app::{DateList, DateRow};

/// A list of dates, with what is odd about them below.
#[component]
pub fn Dates(list: DateList) -> impl IntoView {
    let rows: Vec<AnyView> = list.rows.into_iter().map(row).collect();
    let oddities = list.oddities.into_iter().map(|note| view! { <Oddity note=note/> }).collect::<Vec<_>>();
    view! {
        <dl class="dates">{rows}</dl>
        {oddities}
    }
    .into_any()
}

fn row(row: DateRow) -> AnyView {
    let past = row.is_past.then(|| view! { <span class="quiet">" (past)"</span> }.into_any());
    let more = (!row.more.is_empty()).then(|| view! { <span class="small">" "{row.more}</span> }.into_any());
    view! { <div><dt>{row.name}</dt><dd>{row.when}{past}{more}</dd></div> }.into_any()
}
