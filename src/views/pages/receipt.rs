//! What was sent to the hub, and what has changed since. The hub has not confirmed it.

use leptos::prelude::*;

use super::declarations::Declared;
use super::making::PrintButton;
use crate::app::{DraftEvent, Event, Page, Receipt as Sent, declarations_after_sending, receipt};
use crate::views::components::{Way, guard};
use crate::views::context::{use_app, use_draft};

/// The page. Without a receipt its address leads to its parent.
#[component]
pub(super) fn Receipt() -> impl IntoView {
    let (app, draft) = (use_app(), use_draft());
    let sent = app.select_refreshed(receipt);
    let body = move || sent.get().map(shown);
    view! {
        <Way to=draft.to(Page::Send) back="Send and share"/>
        {body}
    }
    .into_any()
}

fn shown(sent: Sent) -> AnyView {
    let (app, draft) = (use_app(), use_draft());
    let voice = draft.call().hub.voice();
    let after = declarations_after_sending(&draft.call());
    let changes = sent.changes();
    let items: Vec<AnyView> = sent.changed.iter().map(|name| view! { <li>{name.clone()}</li> }.into_any()).collect();
    let not_sent = move |_| app.dispatch(Event::Draft(DraftEvent::MarkNotSent(draft.id())));
    let to = (!sent.to.is_empty()).then(|| view! { <dt>"To"</dt> <dd>{sent.to}</dd> }.into_any());
    view! {
        <div class="receipt">
            <h1 tabindex="-1">"Sent"</h1>
            <p class="lede">{sent.when}</p>
            <dl>
                <dt>"From"</dt>
                <dd>{sent.from}</dd>
                {to}
                <dt>"File"</dt>
                <dd>{sent.file}</dd>
                <dt>"In it"</dt>
                <dd>{sent.holds}</dd>
                <dt>"Not in it"</dt>
                <dd>{sent.leaves_out}</dd>
            </dl>
        </div>
        <p>{changes}</p>
        <ul class="bullets">{items}</ul>
        <p class="small">
            "You said you sent it. " {voice.opening("has")}
            " not confirmed this. If you hear nothing in a few days, contact " {voice.object()} "."
        </p>
        {(!after.is_empty()).then(|| view! {
            <section class="section">
                <h2>"Now that you have sent it"</h2>
                <Declared groups=after/>
            </section>
        }.into_any())}
        <nav class="onward no-print" aria-label="Next">
            <span class="actions">
                <PrintButton label="Print"/>
                <button type="button" class="plain" use:guard on:click=not_sent>"I have not sent it"</button>
            </span>
            <a class="button" href=draft.to(Page::Afterwards)>"Prepare for a visit and an interview"</a>
        </nav>
    }
    .into_any()
}
