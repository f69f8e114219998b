//! A call: what the role is, places, what you get and undertake, the deadline, how to begin.

use leptos::prelude::*;

use crate::app::{Event, Held, Route};
use crate::call::{Call, CallId, Passage, Statement, Topic};
use crate::draft::counted;
use crate::views::App;
use crate::views::parts::{dates, deadline, odd, safe, words};

/// The page of a call.
pub(in crate::views) fn call(app: App, call: &Call) -> AnyView {
    let now = app.state.with_untracked(|state| state.now);
    let passages = |topic| {
        call.passages(topic)
            .map(|p: &Passage| view! { {words(call, &p.statements)} {odd(call, &p.oddities)} })
            .collect_view()
    };
    let places: Vec<Statement> = call.places.iter().map(|p| p.statement.clone()).collect();
    let benefits: Vec<Statement> = call.benefits.iter().map(|b| b.statement.clone()).collect();
    let duties: Vec<Statement> = call.duties.iter().map(|d| d.statement.clone()).collect();
    let logo = call.hub.look.as_ref().and_then(|look| look.logo.clone().map(|logo| (logo, look.logo_text.clone())));
    let logo = logo
        .map(|(logo, text)| view! { <img class="hub-logo" src=format!("calls/{logo}") alt=text.unwrap_or_default()/> });
    let fold =
        |title: String, body: AnyView| view! { <details class="fold"><summary>{title}</summary>{body}</details> };
    let regions = call.regions.as_ref().map(|r| odd(call, &r.oddities));
    view! {
        <section class="hero">
            {logo}
            <p class="hero-hub">{call.hub.name.clone()} {call.hub.area.clone().map(|area| format!(" \u{b7} {area}"))}</p>
            <h1 class="title" tabindex="-1">{format!("Become a {}", call.role.name)}</h1>
            <p class="quiet">{call.title.clone()} ", " {call.round.clone()}</p>
            {deadline(app)}
            {begin(app, call)}
        </section>
        <section class="stack"><h2>{format!("What a {} is", call.role.name)}</h2>{passages(Topic::Purpose)}</section>
        <section class="stack"><h2>"Places"</h2>{words(call, &places)}{passages(Topic::Places)}{regions}</section>
        {needed(call)}
        <section class="stack"><h2>"Dates"</h2>{dates(call, now)}</section>
        {fold("What you get".to_owned(), words(call, &benefits))}
        {fold("What you undertake".to_owned(), words(call, &duties))}
        {fold("How schools are chosen".to_owned(), view! { {passages(Topic::Recruitment)}{passages(Topic::Shortlisting)}{passages(Topic::Visit)}{passages(Topic::Interview)}{passages(Topic::Scrutiny)} }.into_any())}
        {fold("How long it lasts".to_owned(), view! { {passages(Topic::Status)}{passages(Topic::Agreement)} }.into_any())}
        {contact(call)}
        <p><a href=Route::Words(call.id.clone()).to_string()>"Everything the hub says, word for word"</a></p>
    }
    .into_any()
}

/// The buttons to begin, and drafts that have begun already.
fn begin(app: App, call: &Call) -> AnyView {
    let (id, example, own) = (call.id.clone(), call.id.clone(), call.id.clone());
    let begun = app.memo(move |state| {
        let mine = |held: &&Held| held.draft.call == own && !held.example;
        state
            .drafts
            .values()
            .filter(mine)
            .map(|held| (held.draft.id.clone(), held.draft.title().to_owned()))
            .collect::<Vec<_>>()
    });
    let listed = call.id.clone();
    let has_example = app.memo(move |state| {
        state.index.here().is_some_and(|index| index.calls.iter().any(|entry| entry.id == listed && entry.example))
    });
    let list = move || {
        begun
            .get()
            .into_iter()
            .map(|(id, title)| {
                let to = Route::Draft(id, crate::app::Page::Tasks, None).to_string();
                view! { <p><a href=to>{format!("Go on with \u{201c}{title}\u{201d}")}</a></p> }
            })
            .collect_view()
    };
    let event = move |id: &CallId| Event::Begin(id.clone());
    view! {
        {list}
        <div class="actions">
            <button type="button" class="button" on:click=move |_| app.send(event(&id))>"Begin an application"</button>
            <button type="button" class="button button-plain" hidden=move || !has_example.get() on:click=move |_| app.send(Event::OpenExample(example.clone()))>"See a finished example"</button>
        </div>
    }
    .into_any()
}

/// What it takes: how much there is to do, and what to have at hand.
fn needed(call: &Call) -> AnyView {
    let points: usize = call.criteria.iter().map(|c| c.points.len()).sum();
    let letters = call
        .letters
        .iter()
        .map(|l| view! { <li>{l.name.clone()}": "{counted(l.prompts.len(), "prompt")}</li> })
        .collect_view();
    let documents = call.documents.iter().map(|d| view! { <li>{d.name.clone()}</li> }).collect_view();
    let ofsted =
        call.asks(crate::call::ProfilePart::Ofsted).map(|_| view! { <li>"your latest inspection report"</li> });
    view! {
        <section class="stack">
            <h2>"What it takes"</h2>
            <p>"Reading through and a first round of answers takes about an hour. Evidence and a letter take several sittings; everything is saved as you go."</p>
            <ul>
                <li>{format!("{} in {}, each with evidence", counted(points, "point"), if call.criteria.len() == 1 { "one criterion".to_owned() } else { format!("{} criteria", call.criteria.len()) })}</li>
                {letters}
                {documents}
                {ofsted}
            </ul>
        </section>
    }
    .into_any()
}

fn contact(call: &Call) -> AnyView {
    let Some(contact) = call.submission.enquiries.as_ref().or(call.hub.contact.as_ref()) else { return ().into_any() };
    let email =
        contact.email.clone().map(|email| view! { <li><a href=format!("mailto:{email}")>{email.clone()}</a></li> });
    let telephone = contact.telephone.clone().map(|t| view! { <li>{t}</li> });
    let url = contact
        .url
        .clone()
        .filter(|u| safe(u))
        .map(|url| view! { <li><a href=url.clone() rel="noreferrer">{url.clone()}</a></li> });
    view! {
        <section class="stack">
            <h2>"Whom to ask"</h2>
            <ul><li>{contact.name.clone().unwrap_or_else(|| call.hub.name.clone())}</li>{email}{telephone}{url}</ul>
        </section>
    }
    .into_any()
}
