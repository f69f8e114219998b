//! The overview of an application: how far it is, what comes next, its sections, the files that can be made of it.

use leptos::prelude::*;

use super::hub_changes::WhatTheHubChanged;
use super::marks::{progress_shape, progress_shapes, score_data};
use crate::app::{NextStep, Overview as View, Page, SectionRow, overview, read_first};
use crate::readiness::Progress;
use crate::views::components::{Fold, Music, NoteHead, PageHead, Score, ToRead, When};
use crate::views::context::{use_app, use_draft};

/// The overview of the open draft.
#[component]
pub(super) fn Overview() -> impl IntoView {
    let view = use_app().select_refreshed(overview);
    let draft = use_draft();
    let notes = Memo::new(move |_| view.with(|view| progress_shapes(&view.progress)));
    let is_ready = Memo::new(move |_| view.with(|view| view.is_ready));
    let next = Memo::new(move |_| view.with(|view| view.next.clone()));
    let sections = Memo::new(move |_| view.with(|view| view.sections.clone()));
    let has_check = Signal::derive(move || view.with(|view| !view.progress.is_empty()));
    view! {
        <PageHead eyebrow=Signal::derive(move || view.with(|view| view.eyebrow.clone()))
            title=Signal::derive(move || view.with(|view| view.title.clone()))/>
        <WhatTheHubChanged is_read=false/>
        <div class="overview-music"><Music notes=notes is_ready=is_ready/></div>
        <p class="says">{move || view.with(|view| view.verdict.clone())}</p>
        <p class="small deadline">
            {move || view.with(|view| view.deadline.clone())} " "
            <When holds=has_check><a class="no-print" href=draft.to(Page::Check)>"See the check"</a></When>
        </p>
        {move || next.get().map(|next| view! { <Next next=next/> })}
        <ReadFirst/>
        <section class="section section-list">
            <h2 class="visually-hidden">"Sections"</h2>
            <ol class="sections">{move || sections.get().into_iter().map(row).collect::<Vec<_>>()}</ol>
        </section>
        <WhereYouStand view=view/>
        <Outputs view=view/>
        <NoLongerAsked view=view/>
        <WhatTheHubChanged is_read=true/>
    }
    .into_any()
}

/// What the hub wants read before anything is answered.
#[component]
fn ReadFirst() -> impl IntoView {
    let rows = use_draft().select_school(read_first);
    move || {
        let rows = rows.get();
        (!rows.is_empty())
            .then(|| view! { <section class="section"><h2>"Read first"</h2><ToRead rows=rows/></section> })
    }
}

#[component]
fn Next(next: NextStep) -> impl IntoView {
    view! {
        <div class="next">
            <p><span class="small">{next.intro}</span><br/>{next.name}</p>
            <a class="button button-big" href=next.to>{next.label}</a>
        </div>
    }
    .into_any()
}

fn row(row: SectionRow) -> AnyView {
    let state = match row.progress {
        Progress::Done => "state state-done",
        Progress::InProgress => "state state-open",
        Progress::NotStarted | Progress::DoesNotApply => "state state-new",
    };
    let shape = progress_shape(row.progress);
    let count = (!row.count.is_empty()).then(|| view! { <span class="how">{row.count}</span> }.into_any());
    view! {
        <li>
            <span class="no num">{row.number}</span>
            <a href=use_draft().to_section(&row.section)>{row.name}</a>
            {count}
            <span class=state><NoteHead shape=Signal::stored(shape)/>{row.progress.label()}</span>
        </li>
    }
    .into_any()
}

/// The picture, for calls that have points to rate.
#[component]
fn WhereYouStand(view: Signal<View>) -> impl IntoView {
    let draft = use_draft();
    let points = Memo::new(move |_| view.with(|view| view.points));
    let has_points = Signal::derive(move || points.get() > 0);
    let score = Memo::new(move |_| view.with(|view| score_data(&view.score)));
    let stays = Signal::derive(move || view.with(|view| view.ratings_stay));
    let through = move || match points.get() {
        1 => "Go to the point".to_owned(),
        number => format!("Go through all {number} points"),
    };
    view! {
        <When holds=has_points>
            <section class="section">
                <h2>"Where you stand"</h2>
                <div class="overview-score"><Score data=score/></div>
                <p class="small">
                    <a class="no-print" href=draft.to(Page::Stand)>{through}</a> <span class="no-print">". "</span>
                    <When holds=stays><span class="stays">"Your ratings stay with you and your leaders."</span></When>
                </p>
            </section>
        </When>
    }
    .into_any()
}

/// The three files, under the names that they have everywhere.
#[component]
fn Outputs(view: Signal<View>) -> impl IntoView {
    let draft = use_draft();
    let to_hub = move || draft.to(if view.with(|view| view.to_do == 0) { Page::SendHub } else { Page::Send });
    let backup = move || view.with(|view| format!("Everything, for you alone. {}.", view.backup));
    view! {
        <section class="section no-print">
            <h2>"Share, send, back up"</h2>
            <div class="three overview-outputs">
                <div>
                    <h3><a href=draft.to(Page::Send)>"Share with leaders"</a></h3>
                    <p class="small">"1 side of A4 to print, or the whole application to read."</p>
                </div>
                <div>
                    <h3><a href=to_hub>{draft.call().hub.voice().send_to()}</a></h3>
                    <p class="small">{move || view.with(|view| view.send.clone())}</p>
                </div>
                <div>
                    <h3><a href=draft.to(Page::Send)>"Back up"</a></h3>
                    <p class="small">{backup}</p>
                </div>
            </div>
        </section>
    }
    .into_any()
}

/// Answers of another round, of another call, or of a newer version of the page.
#[component]
fn NoLongerAsked(view: Signal<View>) -> impl IntoView {
    let kept = Memo::new(move |_| view.with(|view| view.no_longer_asked.clone()));
    let voice = use_draft().call().hub.voice();
    move || {
        let kept = kept.get();
        (!kept.is_empty()).then(|| {
            let summary = format!("No longer needed ({})", kept.len());
            let row = |(field, text): (String, String)| {
                view! { <li><p class="tiny">{field}</p><p class="kept-text">{text}</p></li> }.into_any()
            };
            let rows: Vec<AnyView> = kept.into_iter().map(row).collect();
            view! {
                <div class="no-print">
                    <Fold summary=summary>
                        <p class="hint">
                            {voice.opening("no longer asks")} " for these answers. They are still saved, but do not go to "
                            {voice.object()} "."
                        </p>
                        <ul class="kept">{rows}</ul>
                    </Fold>
                </div>
            }
            .into_any()
        })
    }
}
