//! A letter that was written elsewhere comes in, and is divided among the texts by the person.

use leptos::prelude::*;

use super::attached::AttachInstead;
use super::place::Place;
use crate::app::{Event, ImportEvent, LetterPart, paragraph_targets};
use crate::call::LetterId;
use crate::draft::Field;
use crate::views::components::{Fold, guard};
use crate::views::context::{use_app, use_draft};
use crate::views::focus_soon;

/// The id of the field that takes a file, which `browser` listens to.
const CHOOSER: &str = "bring-letter";
/// The id of the question's heading.
const TITLE: &str = "letter-import";

/// What came, but for where its paragraphs go: the choices show that themselves, and are not drawn anew.
#[derive(Clone, PartialEq)]
struct Incoming {
    file: String,
    paragraphs: Vec<String>,
    remarks: Vec<String>,
}

/// Where a file is chosen.
#[component]
pub(super) fn ImportFold(letter: LetterId) -> impl IntoView {
    view! {
        <Fold summary="Use a letter you have already written">
            <div class="letter-layout field">
                <label class="label" for=CHOOSER>"Word document (.docx) or text file (.txt)"</label>
                <p class="hint" id="bring-letter-hint">
                    "Copies the words, not the fonts. You choose where each paragraph goes."
                </p>
                <input type="file" id=CHOOSER aria-describedby="bring-letter-hint" use:guard
                    accept=".docx,.txt,.html,.htm,text/plain,text/html,application/vnd.openxmlformats-officedocument.wordprocessingml.document"/>
                <AttachInstead letter=letter/>
            </div>
        </Fold>
    }
}

/// What has come, and where each paragraph goes.
#[component]
pub(super) fn ImportPreview(letter: LetterId, parts: Vec<LetterPart>, place: Place) -> impl IntoView {
    let (app, draft) = (use_app(), use_draft().id());
    let incoming = app.select(move |state| {
        let own = |import: &&crate::app::LetterImport| import.letter == letter && import.draft == draft;
        state.imports.letter.get().filter(own).map(|import| Incoming {
            file: import.file.clone(),
            paragraphs: import.paragraphs.iter().map(|(text, _)| text.clone()).collect(),
            remarks: import.remarks.clone(),
        })
    });
    let targets = paragraph_targets(&parts);
    move || {
        incoming.get().map(|incoming| {
            focus_soon(TITLE.to_owned());
            view! { <Divide incoming=incoming targets=targets.clone() place=place/> }
        })
    }
}

#[component]
fn Divide(incoming: Incoming, targets: Vec<(String, Option<Field>)>, place: Place) -> impl IntoView {
    let app = use_app();
    // To the first text that has got something, or back to where a file is chosen.
    let put = move |_| {
        let first = app.with_state(|state| {
            state.imports.letter.get().and_then(|import| import.paragraphs.iter().find_map(|(_, to)| to.clone()))
        });
        place.is_pages.set(false);
        app.dispatch(Event::Import(ImportEvent::ApplyLetter));
        focus_soon(first.map_or_else(|| CHOOSER.to_owned(), |field| field.to_string()));
    };
    let cancel = move |_| {
        app.dispatch(Event::Import(ImportEvent::DiscardLetter));
        focus_soon(CHOOSER.to_owned());
    };
    let chosen = app.with_state(|state| {
        let import = state.imports.letter.get();
        import.map(|import| import.paragraphs.iter().map(|(_, to)| to.clone()).collect::<Vec<_>>()).unwrap_or_default()
    });
    let remarks = incoming.remarks.into_iter().map(|remark| view! { <li>{remark}</li> }).collect::<Vec<_>>();
    let row = |(number, text): (usize, String)| {
        let to = chosen.get(number).cloned().flatten();
        view! { <Paragraph number=number text=text to=to targets=targets.clone()/> }
    };
    let rows = incoming.paragraphs.into_iter().enumerate().map(row).collect::<Vec<_>>();
    view! {
        <section class="notice" aria-labelledby=TITLE>
            <h2 id=TITLE tabindex="-1">{format!("Where should the text of \u{201c}{}\u{201d} go?", incoming.file)}</h2>
            <p class="hint">
                "Check each suggestion. The address, date, headings, greeting and names are left out, because Upbeat adds its own."
            </p>
            {(!remarks.is_empty()).then(|| view! { <ul>{remarks}</ul> })}
            <ol class="paragraphs">{rows}</ol>
            <div class="actions">
                <button type="button" class="button button-second" use:guard on:click=put>"Add the text"</button>
                <button type="button" class="plain" on:click=cancel>"Cancel"</button>
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn Paragraph(number: usize, text: String, to: Option<Field>, targets: Vec<(String, Option<Field>)>) -> impl IntoView {
    let app = use_app();
    let id = format!("letter-import-{number}");
    let option = |(at, (name, field)): (usize, &(String, Option<Field>))| {
        view! { <option value=at.to_string() selected=*field == to>{name.clone()}</option> }
    };
    let options = targets.iter().enumerate().map(option).collect::<Vec<_>>();
    let choose = move |event: web_sys::Event| {
        let at = event_target_value(&event).parse::<usize>().ok();
        let field = at.and_then(|at| targets.get(at)).and_then(|(_, field)| field.clone());
        app.dispatch(Event::Import(ImportEvent::AssignParagraph(number, field)));
    };
    view! {
        <li>
            <p class="answer">{text}</p>
            <div class="field">
                <label class="label" for=id.clone()>{format!("Where should paragraph {} go?", number + 1)}</label>
                <select class="select" id=id use:guard on:change=choose>{options}</select>
            </div>
        </li>
    }
    .into_any()
}
