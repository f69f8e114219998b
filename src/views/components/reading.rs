//! Documents of the hub, by name and link.

use leptos::prelude::*;

use super::hub_words::{HubWords, NamedLink};
use crate::app::ReadRow;

/// Documents that are to be read first, with the hub's words for each.
#[component]
pub fn ToRead(rows: Vec<ReadRow>) -> impl IntoView {
    let row = |row: ReadRow| {
        let words = row.words.map(|words| view! { <HubWords quotation=words/> }.into_any());
        view! { <li><NamedLink name=row.name url=row.url/>{words}</li> }.into_any()
    };
    view! { <ul class="bullets">{rows.into_iter().map(row).collect::<Vec<_>>()}</ul> }.into_any()
}
