//! The task list: every section with its state and what is left.

use leptos::prelude::*;

use crate::app::Page;
use crate::draft::{counted, no_longer_asked};
use crate::readiness::{Overall, Readiness, SectionState};
use crate::views::Work;
use crate::views::parts::{deadline, staff, status};

/// The task list of a draft.
pub(in crate::views) fn tasks(work: &Work) -> AnyView {
    let title = work.memo(|draft| draft.title().to_owned());
    let sections = work.app.memo(|state| state.readiness.as_ref().map(|r| r.sections.clone()).unwrap_or_default());
    let overall = work.app.memo(|state| state.readiness.as_ref().map(overall_words).unwrap_or_default());
    let rows = {
        let work = work.clone();
        move || sections.get().into_iter().map(|state| row(&work, &state)).collect_view()
    };
    view! {
        <p class="quiet">{work.call.hub.name.clone()} ", " {work.call.round.clone()}</p>
        <h1 class="title" tabindex="-1">{move || title.get()}</h1>
        {deadline(work.app)}
        {staff(work.app, false, None)}
        <p class="lede">{move || overall.get()}</p>
        <ul class="tasks">{rows}</ul>
        <div class="actions">
            <a class="button" href=work.to(Page::Readiness)>"Check readiness"</a>
            <a class="button button-second" href=work.to(Page::Export)>"Export the application"</a>
        </div>
        {not_asked(work)}
        <p class="quiet">"Take the sections in any order, in as many sittings as you like. You say when a section is complete; Upbeat says what it still misses."</p>
    }
    .into_any()
}

fn row(work: &Work, state: &SectionState) -> AnyView {
    let left = (state.left > 0 && !state.not_needed)
        .then(|| view! { <span class="task-left">{format!("{} left", counted(state.left, "thing"))}</span> });
    view! {
        <li class="task">
            <a class="task-name" href=work.to_section(&state.section)>{state.section.name(&work.call)}</a>
            {left}
            {status(state)}
        </li>
    }
    .into_any()
}

/// Answers that this call does not ask for: of another round, another call, or a newer version of the page.
fn not_asked(work: &Work) -> AnyView {
    let call = work.call.clone();
    let kept = work.memo(move |draft| no_longer_asked(&call, draft));
    (move || {
        let kept = kept.get();
        (!kept.is_empty()).then(|| {
            let rows = kept
                .iter()
                .map(|(field, text)| view! { <li><p class="caption">{field.clone()}</p><p class="answer">{text.clone()}</p></li> })
                .collect_view();
            view! {
                <details class="fold">
                    <summary>{format!("No longer asked ({})", kept.len())}</summary>
                    <p class="hint">"This call does not ask for these answers. They are kept, and go into the file when you export it."</p>
                    <ul>{rows}</ul>
                </details>
            }
        })
    })
    .into_any()
}

/// The verdict in a sentence.
pub(super) fn overall_words(readiness: &Readiness) -> String {
    match readiness.overall {
        Overall::Ready => "Ready to send".to_owned(),
        Overall::Nearly { left } => format!("Nearly: {} left", counted(left, "thing")),
        Overall::NotYet { left } => format!("Not yet: {} left", counted(left, "thing")),
    }
}
