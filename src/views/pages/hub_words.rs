//! Everything that the hub says, in its own order.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::{DocumentPart, HubDocument, Route, hub_documents};
use crate::call::{Call, Voice};
use crate::views::components::{AllHubWords, Oddity, OutwardLink, PageHead, Way};

/// The hub's documents, statement by statement under their headings.
#[component]
pub(super) fn HubWordsPage(call: Arc<Call>) -> impl IntoView {
    let voice = call.hub.voice();
    let whose = voice.opening_possessive();
    let documents = hub_documents(&call).into_iter().map(|own| document(own, voice)).collect::<Vec<_>>();
    view! {
        <Way to=Route::Call(call.id.clone()).to_string() back=call.hub.name.clone()/>
        <PageHead title=format!("{whose} document")
            lede=format!("{whose} full text. Notes outside the quotations are from Upbeat.")/>
        {documents}
    }
    .into_any()
}

fn document(document: HubDocument, voice: Voice) -> AnyView {
    let published = format!("Where {} it", voice.subject("published"));
    let original =
        document.url.map(|url| view! { <p class="small"><OutwardLink href=url text=published/></p> }.into_any());
    let parts = document.parts.into_iter().map(part).collect::<Vec<_>>();
    view! { <section class="section hub-document"><h2>{document.title}</h2>{original}{parts}</section> }.into_any()
}

fn part(part: DocumentPart) -> AnyView {
    let heading = match part.is_inner {
        _ if part.heading.is_empty() => None,
        true => Some(view! { <h4>{part.heading}</h4> }.into_any()),
        false => Some(view! { <h3>{part.heading}</h3> }.into_any()),
    };
    let notes = part.oddities.into_iter().map(|note| view! { <Oddity note=note/> }).collect::<Vec<_>>();
    view! { {heading}<AllHubWords quotations=part.quotations/>{notes} }.into_any()
}
