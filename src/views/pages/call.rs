//! A hub's page: the role, what is asked, when and how to apply, and how to begin.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::{
    BegunDraft, ContactLine, DraftEvent, Event, HubTopic, JobEvent, Quotation, Route, begun_drafts, has_example,
    hub_lede, hub_page, quotations,
};
use crate::call::{Call, CallId};
use crate::views::components::{AllHubWords, Dates, Fold, OutwardLink, PageHead, ToRead, Way, When};
use crate::views::context::{use_app, use_draft};

/// The page of a call.
#[component]
pub(super) fn CallPage(call: Arc<Call>) -> impl IntoView {
    let app = use_app();
    let page = app.with_state(|state| hub_page(&call, state.now));
    let lede = {
        let call = call.clone();
        app.select(move |state| hub_lede(&call, state.now))
    };
    let logo = page.logo.map(|(src, alt)| view! { <img class="hub-logo" src=src alt=alt/> }.into_any());
    let needs = page.needs.into_iter().map(|need| view! { <li>{need}</li> }.into_any()).collect::<Vec<_>>();
    let needs = (!needs.is_empty()).then(|| view! { <ul class="bullets">{needs}</ul> }.into_any());
    let read = (!page.read_first.is_empty()).then(|| {
        view! { <section class="section prose"><h2>"Read first"</h2><ToRead rows=page.read_first/></section> }
    });
    let topics = page.topics.into_iter().map(topic).collect::<Vec<_>>();
    let contacts = page.contacts.into_iter().map(contact).collect::<Vec<_>>();
    let (begin, calendar) = (call.id.clone(), call.id.clone());
    let begin = move |_| app.dispatch(Event::Draft(DraftEvent::Begin(begin.clone())));
    let voice = call.hub.voice();
    let has_calendar = page.dates.has_calendar;
    let calendar = has_calendar.then(|| view! { <CalendarOfCall id=calendar/> });
    let dates = (!page.dates.rows.is_empty())
        .then(|| view! { <Fold summary="All dates"><Dates list=page.dates/>{calendar}</Fold> }.into_any());
    let organisations =
        (!page.organisations.is_empty()).then(|| view! { <p class="small">{page.organisations}</p> }.into_any());
    let not_to_contact = not_to_contact(page.do_not_contact);
    view! {
        <Way to=Route::Start.to_string() back="Start page"/>
        {logo}
        <PageHead title=page.title eyebrow=page.eyebrow lede=lede/>
        <Begun id=call.id.clone()/>
        {dates}
        <section class="section prose">
            <h2>"What you need"</h2>
            <p>{page.time}</p>
            {needs}
        </section>
        {read}
        <section class="section prose">
            <h2>{format!("In {} words", voice.possessive())}</h2>
            {topics}
            <p>
                <a class="plain" href=Route::Words(call.id.clone()).to_string()>
                    {format!("Read {} full document", voice.possessive())}
                </a>
            </p>
        </section>
        <div class="contacts">{contacts}{not_to_contact}{organisations}</div>
        <div class="onward no-print">
            <button type="button" class="button" on:click=begin>"Start an application"</button>
        </div>
    }
    .into_any()
}

fn topic(topic: HubTopic) -> AnyView {
    view! { <Fold summary=topic.title><div class="quotes"><AllHubWords quotations=topic.quotations/></div></Fold> }
        .into_any()
}

/// The hub's words on whom not to contact, beside whom to ask.
fn not_to_contact(words: Vec<Quotation>) -> Option<AnyView> {
    (!words.is_empty()).then(|| view! { <div class="not-to-contact"><AllHubWords quotations=words/></div> }.into_any())
}

/// The same of the call of the open draft.
#[component]
pub(super) fn NotToContact() -> impl IntoView {
    let call = use_draft().call();
    not_to_contact(quotations(&call, &call.submission.do_not_contact)).into_any()
}

pub(super) fn contact(line: ContactLine) -> AnyView {
    let mut ways: Vec<AnyView> = Vec::new();
    for (words, to) in line.ways {
        let dot = view! { <span aria-hidden="true">" \u{b7} "</span> };
        ways.push(if ways.is_empty() { ": ".into_any() } else { dot.into_any() });
        ways.push(match to {
            Some(to) => view! { <OutwardLink href=to text=words/> }.into_any(),
            None => words.into_any(),
        });
    }
    view! { <p>{line.about}{ways}</p> }.into_any()
}

/// Drafts that have begun already, and the example.
#[component]
fn Begun(id: CallId) -> impl IntoView {
    let app = use_app();
    let (own, listed) = (id.clone(), id.clone());
    let drafts = app.select(move |state| begun_drafts(state, &own));
    let example = app.select(move |state| has_example(state, &listed));
    let links = move || {
        let link = |draft: BegunDraft| {
            view! { <a class="plain" href=draft.to>{format!("Continue \u{201c}{}\u{201d}", draft.title)}</a> }
                .into_any()
        };
        drafts.get().into_iter().map(link).collect::<Vec<_>>()
    };
    let open = move || app.dispatch(Event::Draft(DraftEvent::OpenExample(id.clone())));
    let open = Callback::new(move |()| open());
    view! {
        <div class="actions no-print">
            {links}
            <When holds=example>
                <button type="button" class="plain" on:click=move |_| open.run(())>"See an example"</button>
            </When>
        </div>
    }
    .into_any()
}

#[component]
fn CalendarOfCall(id: CallId) -> impl IntoView {
    let app = use_app();
    let press = move |_| app.dispatch(Event::Job(JobEvent::DownloadCalendarOfCall(id.clone())));
    view! {
        <button type="button" class="plain no-print" on:click=press>"Download dates for my calendar"</button>
    }
    .into_any()
}
