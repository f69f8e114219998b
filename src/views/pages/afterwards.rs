//! After the application: what the panel will look at, the visit, the interview; and the next round.

use leptos::prelude::*;

use crate::app::{Event, Load};
use crate::call::{DateKind, Passage, Topic};
use crate::views::Work;
use crate::views::parts::{dates_among, odd, words};

/// What can be prepared for, in the order in which it comes.
const STAGES: [(Topic, &str); 6] = [
    (Topic::Shortlisting, "Shortlisting"),
    (Topic::Visit, "The visit"),
    (Topic::Interview, "The interview"),
    (Topic::Scrutiny, "What the panel will look at"),
    (Topic::Agreement, "If you are chosen: the agreement"),
    (Topic::Status, "How long it lasts, and how it is reviewed"),
];

/// The page for afterwards.
pub(in crate::views) fn afterwards(work: &Work) -> AnyView {
    let call = work.call.clone();
    let stages = STAGES
        .iter()
        .filter_map(|(topic, title)| {
            let passages: Vec<&Passage> = call.passages(*topic).collect();
            if passages.is_empty() {
                return None;
            }
            let body = passages
                .into_iter()
                .map(|p| view! { {words(&call, &p.statements)} {odd(&call, &p.oddities)} })
                .collect_view();
            Some(view! { <section class="stack"><h2>{*title}</h2>{body}</section> })
        })
        .collect_view();
    let later = call.dates.iter().filter(|date| date.kind > DateKind::Deadline).collect();
    let now = work.app.state.with_untracked(|state| state.now);
    view! {
        <h1 class="title" tabindex="-1">"Afterwards"</h1>
        <p class="lede">"What comes after you have sent the application, in the hub\u{2019}s words, so that nothing finds you unprepared."</p>
        <section class="stack"><h2>"What comes when"</h2>{dates_among(&call, now, later)}</section>
        {stages}
        {again(work)}
    }
    .into_any()
}

/// Next year: start from this one.
fn again(work: &Work) -> AnyView {
    let calls = work.app.memo(|state| state.index.here().map(|index| index.calls.clone()).unwrap_or_default());
    let (app, id) = (work.app, work.id.clone());
    let buttons = move || {
        calls
            .get()
            .into_iter()
            .map(|entry| {
                let (id, call) = (id.clone(), entry.id.clone());
                view! {
                    <li>
                        <button type="button" class="button button-plain" on:click=move |_| app.send(Event::Duplicate(id.clone(), call.clone()))>
                            {format!("Start from this one: {}, {}", entry.hub, entry.title)}
                        </button>
                    </li>
                }
            })
            .collect_view()
    };
    let loaded = work.app.memo(|state| matches!(state.index, Load::Here(_)));
    view! {
        <section class="stack no-print">
            <h2>"Next round"</h2>
            <p>"Begin a new application with what you have written here. Confirmations, duties and meetings begin afresh, since they belong to one round. This one stays as it is."</p>
            <ul class="plain" hidden=move || !loaded.get()>{buttons}</ul>
        </section>
    }
    .into_any()
}
