//! What came in a file and is on this device already: the person decides, for each application.

use leptos::prelude::*;

use crate::app::{Choice, Event, ImportEvent, ImportFact, ImportRow, NOTICE, import_question, import_row};
use crate::draft::DraftId;
use crate::views::components::{Damage, Each, When};
use crate::views::context::{AppContext, use_app};
use crate::views::focus_soon;

/// The id of the heading, which takes focus when one of several is decided.
const TITLE: &str = "incoming-title";

/// The question, while it is open.
#[component]
pub(in crate::views) fn Incoming() -> impl IntoView {
    let app = use_app();
    let question = app.select(import_question);
    let title = move || question.with(|question| question.as_ref().map(|question| question.title));
    let lede = move || question.with(|question| question.as_ref().map(|question| question.lede.clone()));
    let ids = Signal::derive(move || {
        let ids = |question: &crate::app::ImportQuestion| question.drafts.iter().map(ToString::to_string).collect();
        question.with(|question| question.as_ref().map(ids).unwrap_or_default())
    });
    let draw = move |id: String| DraftId::new(&id).map(|id| view! { <Imported id=id/> }).into_any();
    let remarks = move || {
        let remark = |text: &String| view! { <li>{text.clone()}</li> }.into_any();
        question.with(|question| {
            let remarks = question.as_ref().map(|question| question.remarks.as_slice()).unwrap_or_default();
            (!remarks.is_empty())
                .then(|| view! { <ul class="remarks">{remarks.iter().map(remark).collect::<Vec<_>>()}</ul> }.into_any())
        })
    };
    view! {
        <section class="notice notice-warn no-print" role="alert" aria-labelledby=TITLE>
            <h2 id=TITLE tabindex="-1">{title}</h2>
            <p>{lede}</p>
            <ul class="imports"><Each keys=ids draw=draw/></ul>
            {remarks}
        </section>
    }
    .into_any()
}

/// One of the applications in the file.
#[component]
fn Imported(id: DraftId) -> impl IntoView {
    let app = use_app();
    let row = {
        let id = id.clone();
        app.select(move |state| import_row(state, &id).unwrap_or_default())
    };
    let text = move |read: fn(&ImportRow) -> String| Signal::derive(move || row.with(read));
    let (title, more, newer) =
        (text(|row| row.title.clone()), text(|row| row.more.clone()), text(|row| row.newer.to_owned()));
    let facts = Memo::new(move |_| row.with(|row| row.facts.clone()));
    let has_facts = Signal::derive(move || facts.with(|facts| !facts.is_empty()));
    let damage = Memo::new(move |_| row.with(|row| row.damage.clone()));
    let has_damage = Signal::derive(move || damage.with(|damage| !damage.is_empty()));
    let question = text(|row| row.question.to_owned());
    // The buttons stay as they are while what they are about changes.
    let choices = Memo::new(move |_| row.with(|row| row.choices.clone()));
    let buttons = move || {
        let button = |(number, (choice, words)): (usize, (Choice, &'static str))| {
            let class = if number == 0 { "button button-second" } else { "plain" };
            let id = id.clone();
            view! {
                <button type="button" class=class on:click=move |_| decide(app, &id, choice)>
                    {words}<span class="visually-hidden">{move || format!(": \u{201c}{}\u{201d}", title.get())}</span>
                </button>
            }
            .into_any()
        };
        choices.get().into_iter().enumerate().map(button).collect::<Vec<_>>()
    };
    view! {
        <li>
            <h3>{title}</h3>
            <When holds=has_facts>
                <table class="table">
                    <caption class="visually-hidden">{title}</caption>
                    <thead><tr><td></td><th scope="col">"In the file"</th><th scope="col">"On this device"</th></tr></thead>
                    <tbody>{move || facts.get().into_iter().map(fact).collect::<Vec<_>>()}</tbody>
                </table>
            </When>
            <p>{more}</p>
            <p><strong>{newer}</strong></p>
            <When holds=has_damage><Damage parts=damage question=question/></When>
            <div class="actions">{buttons}</div>
        </li>
    }
    .into_any()
}

fn fact(fact: ImportFact) -> AnyView {
    let ImportFact { name, in_file, here } = fact;
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td data-label="In the file">{in_file}</td>
            <td data-label="On this device">{here}</td>
        </tr>
    }
    .into_any()
}

/// The button goes with its row: focus goes to the question if others wait, else to what has become of it.
fn decide(app: AppContext, id: &DraftId, choice: Choice) {
    app.dispatch(Event::Import(ImportEvent::Decide { draft: id.clone(), choice }));
    if app.with_state(|state| state.imports.drafts.get().is_some()) {
        focus_soon(TITLE.to_owned());
    } else if choice == Choice::Leave {
        focus_soon(NOTICE.to_owned());
    }
}
