//! The letter as it will print: its pages, which are also all that is printed of this page of Upbeat.

use leptos::prelude::*;

use super::place::Place;
use crate::app::{Document, Event, JobEvent, Making, sheet_count, sheet_head, sheet_runs, sheet_size};
use crate::call::LetterId;
use crate::views::components::{Each, When};
use crate::views::context::{use_app, use_draft};

/// The pages, and the files of them.
#[component]
pub(super) fn Pages(letter: LetterId, place: Place) -> impl IntoView {
    let app = use_app();
    let is_write = move || !place.is_pages.get();
    let has_support = app.select_letter_refreshed(letter.clone(), |laid| sheet_count(laid, true) > 0);
    let id = letter.to_string();
    let support = letter.clone();
    view! {
        <section class="letter-pages" class:view-off=is_write>
            <h2 class="visually-hidden">"How the letter will print"</h2>
            <Sheets letter=letter is_support=false place=place/>
            <div class="actions">
                <Download label="Download as Word" document=Document::LetterDocx(id.clone())/>
                <Download label="Download as PDF" document=Document::LetterPdf(id.clone())/>
            </div>
            <p class="hint">
                "The PDF looks exactly like this. In Word, a line may break differently. To add your letterhead, download the Word document."
            </p>
            <When holds=has_support>
                <h2>"Statement of support (separate page)"</h2>
                <Sheets letter=support.clone() is_support=true place=place/>
                <div class="actions">
                    <Download label="Download statement (Word)" document=Document::SupportDocx(id.clone())/>
                    <Download label="Download statement (PDF)" document=Document::SupportPdf(id.clone())/>
                </div>
            </When>
        </section>
    }
    .into_any()
}

/// The pages of the letter, or of its statement of support. Only what has changed is drawn anew.
#[component]
fn Sheets(letter: LetterId, is_support: bool, place: Place) -> impl IntoView {
    let count = use_app().select_letter_refreshed(letter.clone(), move |laid| sheet_count(laid, is_support));
    let keys = Signal::derive(move || (0..count.get()).map(|number| number.to_string()).collect::<Vec<_>>());
    let draw = move |number: String| {
        let number = number.parse().unwrap_or_default();
        view! { <Sheet letter=letter.clone() is_support=is_support number=number place=place/> }.into_any()
    };
    view! { <div class="sheets"><Each keys=keys draw=draw/></div> }
}

/// One page, drawn run by run.
#[component]
fn Sheet(letter: LetterId, is_support: bool, number: usize, place: Place) -> impl IntoView {
    let app = use_app();
    let own = place.shown;
    let head = app.select_letter_refreshed(letter.clone(), move |laid| {
        own.with(|own| sheet_head(laid, is_support, number, own.as_ref()))
    });
    let runs = app.select_letter_refreshed(letter, move |laid| {
        own.with(|own| sheet_runs(laid, is_support, number, own.as_ref()))
    });
    let keys = Signal::derive(move || runs.with(|runs| runs.iter().map(|run| run.key.clone()).collect::<Vec<_>>()));
    let draw = move |key: String| {
        let run = runs.with_untracked(|runs| runs.iter().find(|run| run.key == key).cloned());
        run.map(|run| {
            view! {
                <text class="sheet-text" class:sheet-bold=run.is_bold class:sheet-own=run.is_own x=run.x y=run.y
                    font-size=run.size>
                    {run.text}
                </text>
            }
        })
        .into_any()
    };
    let (width, height) = sheet_size();
    view! {
        <figure class:sheet-beyond=move || head.with(|head| head.is_beyond)>
            <svg class="sheet" viewBox=format!("0 0 {width} {height}") role="img"
                aria-label=move || head.with(|head| head.label.clone())>
                <rect class="sheet-paper" width=width.clone() height=height.clone()/>
                <g><Each keys=keys draw=draw/></g>
            </svg>
            <figcaption class="tiny">{move || head.with(|head| head.caption.clone())}</figcaption>
        </figure>
    }
    .into_any()
}

/// Makes a file, unless one is being made.
#[component]
fn Download(label: &'static str, document: Document) -> impl IntoView {
    let (app, draft) = (use_app(), use_draft().id());
    let is_busy = app.select(|state| state.jobs.is_busy());
    let press = move |_| {
        if !app.with_state(|state| state.jobs.is_busy()) {
            app.dispatch(Event::Job(JobEvent::Make(draft.clone(), Making::Document(document.clone()))));
        }
    };
    view! {
        <button type="button" class="button button-second" aria-disabled=move || is_busy.get().then_some("true")
            on:click=press>
            {label}
        </button>
    }
    .into_any()
}
