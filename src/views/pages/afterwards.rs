//! After the application: dates, the visit, the interview; and the next round.

use leptos::prelude::*;

use crate::app::{DraftEvent, Event, HubTopic, JobEvent, NextRound, Page, afterwards, next_rounds};
use crate::views::components::{AllHubWords, Dates, Fold, PageHead, Way, When};
use crate::views::context::{use_app, use_draft};

/// The page for afterwards.
#[component]
pub(super) fn Afterwards() -> impl IntoView {
    let (app, draft) = (use_app(), use_draft());
    let page = app.with_state(|state| afterwards(&draft.call(), state.now));
    let voice = draft.call().hub.voice();
    let has_calendar = page.dates.has_calendar;
    let press = move |_| app.dispatch(Event::Job(JobEvent::DownloadCalendar(draft.id())));
    let calendar = has_calendar.then(|| {
        view! { <button type="button" class="plain no-print" on:click=press>"Download dates for my calendar"</button> }
            .into_any()
    });
    let dates = (!page.dates.rows.is_empty()).then(|| {
        view! { <section class="section prose"><h2>"Dates"</h2><Dates list=page.dates/>{calendar}</section> }.into_any()
    });
    let stages = page.stages.into_iter().map(stage).collect::<Vec<_>>();
    let stages = (!stages.is_empty()).then(|| {
        let title = format!("In {} words", voice.possessive());
        view! { <section class="section prose"><h2>{title}</h2>{stages}</section> }.into_any()
    });
    view! {
        <Way to=draft.to(Page::Overview) back="Overview"/>
        <PageHead title="After you apply"
            lede=format!("What {} happens after you send your application.", voice.subject("says"))/>
        {dates}
        {stages}
        <Again/>
    }
    .into_any()
}

fn stage(stage: HubTopic) -> AnyView {
    view! { <Fold summary=stage.title><div class="quotes"><AllHubWords quotations=stage.quotations/></div></Fold> }
        .into_any()
}

/// The next round: start from this application.
#[component]
fn Again() -> impl IntoView {
    let (app, draft) = (use_app(), use_draft());
    let rounds = app.select(next_rounds);
    let has_any = Signal::derive(move || rounds.with(|rounds| !rounds.is_empty()));
    let buttons = move || {
        let button = |NextRound { call, label }: NextRound| {
            let press = move |_| app.dispatch(Event::Draft(DraftEvent::StartFrom(draft.id(), call.clone())));
            view! { <li><button type="button" class="plain" on:click=press>{label}</button></li> }.into_any()
        };
        rounds.get().into_iter().map(button).collect::<Vec<_>>()
    };
    view! {
        <When holds=has_any>
            <section class="section prose no-print">
                <h2>"Apply again next time"</h2>
                <p>"Copies your answers into a new application. Declarations, commitments and meetings start empty. This application does not change."</p>
                <ul>{buttons}</ul>
            </section>
        </When>
    }
}
