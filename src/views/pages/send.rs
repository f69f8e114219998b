//! Send and share: who is it for? Three outputs, and one table that says what each of them holds.

use leptos::prelude::*;

use super::making::{CopyRow, MakeButton, PrintButton};
use crate::app::{
    Document, Event, HoldsCell, HoldsGroup, JobEvent, Making, Page, Route, SavingEvent, SendingFile, holds_groups,
    last_backup, left_to_send, receipt, sending,
};
use crate::documents::AnswerGroup;
use crate::draft::{Field, SendingField};
use crate::readiness::Readiness;
use crate::views::answers::TickAnswer;
use crate::views::components::{Fold, TickIcon, When};
use crate::views::context::{use_app, use_draft};

/// The page.
#[component]
pub(super) fn Send() -> impl IntoView {
    view! {
        <h1 tabindex="-1">"Who is it for?"</h1>
        <div class="three send-three">
            <Leaders/>
            <Hub/>
            <Backup/>
        </div>
        <Holds/>
        <Single/>
    }
    .into_any()
}

/// How many things are to do.
fn to_do() -> Signal<usize> {
    use_app().select_check(Readiness::to_do)
}

#[component]
fn Leaders() -> impl IntoView {
    let draft = use_draft();
    let is_ready = Memo::new({
        let to_do = to_do();
        move |_| to_do.get() == 0
    });
    let class = move || if is_ready.get() { "button button-second" } else { "button" };
    let read = Callback::new(move |()| Event::Job(JobEvent::Make(draft.id(), Making::Document(Document::Leaders))));
    view! {
        <section>
            <h2>"Share with leaders"</h2>
            <p class="small">"1 side of A4 to print and sign, or the whole application to read."</p>
            <a class=class href=draft.to(Page::Check)>"Print one side of A4"</a>
            <MakeButton label="Download it all to read (PDF)" class="plain" event=read/>
        </section>
    }
    .into_any()
}

#[component]
fn Hub() -> impl IntoView {
    let (app, draft) = (use_app(), use_draft());
    let to_do = to_do();
    let sent = app.select_refreshed(receipt);
    let voice = draft.call().hub.voice();
    let left = app.select_check(move |check| left_to_send(check, voice));
    let words = move || match sent.get() {
        Some(receipt) => format!("You said you sent it on {}. {}", receipt.when, receipt.changes()),
        None => left.get(),
    };
    let class = move || if to_do.get() == 0 { "button" } else { "button button-second" };
    let second = move || match (sent.with(Option::is_some), to_do.get()) {
        (true, _) => Some((Page::Receipt, "See your receipt")),
        (false, 0) => None,
        (false, _) => Some((Page::Check, "See what is left")),
    };
    view! {
        <section>
            <h2>{draft.call().hub.voice().send_to()}</h2>
            <p class="small">{words}</p>
            <a class=class href=draft.to(Page::SendHub)>"Make application file"</a>
            {move || second().map(|(page, words)| view! { <a class="plain" href=draft.to(page)>{words}</a> }.into_any())}
        </section>
    }
    .into_any()
}

#[component]
fn Backup() -> impl IntoView {
    let (app, draft) = (use_app(), use_draft());
    let id = draft.id();
    let last = app.select(move |state| last_backup(state, &id));
    let back_up = Callback::new(move |()| Event::Saving(SavingEvent::BackUp(draft.id())));
    view! {
        <section>
            <h2>"Back up"</h2>
            <p class="small">"Everything, to open again on any device. " {last} "."</p>
            <MakeButton label="Download a backup" event=back_up/>
            <a class="plain" href=Route::Help.to_string()>"Move my work off this computer"</a>
        </section>
    }
    .into_any()
}

/// What each file holds, from the table that chooses it.
#[component]
fn Holds() -> impl IntoView {
    let app = use_app();
    let groups = app.select_answers(holds_groups);
    let rows = move || groups.get().into_iter().map(row).collect::<Vec<_>>();
    let call = use_draft().call();
    let (by_hub, whom) = (call.scale.by_hub, call.hub.voice().object());
    let ratings = (!by_hub).then(|| {
        view! {
            <TickAnswer field=Field::Sending(SendingField::Ratings) clears=true
                label=format!("Include ratings and next steps in the file for {whom}")/>
        }
        .into_any()
    });
    view! {
        <section class="section">
            <h2>"What each file holds"</h2>
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col"><span class="visually-hidden">"Part"</span></th>
                        <th scope="col" class="c">"Leaders"</th>
                        <th scope="col" class="c">"Hub"</th>
                        <th scope="col" class="c">"You"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            {ratings}
            <TickAnswer field=Field::Sending(SendingField::Evidence) stands_for=false clears=true
                label=format!("Leave evidence out of the file for {whom}")/>
        </section>
    }
    .into_any()
}

fn row(group: HoldsGroup) -> AnyView {
    let [hub, leaders, oneself] = group.cells;
    view! {
        <tr>
            <th scope="row">{group.words}</th>
            {cell(&leaders)}
            {cell(&hub)}
            {cell(&oneself)}
        </tr>
    }
    .into_any()
}

fn cell(cell: &HoldsCell) -> AnyView {
    if cell.is_held {
        view! { <td class="c"><span class="yes"><TickIcon/><span class="visually-hidden">"yes"</span></span></td> }
            .into_any()
    } else {
        view! {
            <td class="c">
                <span class="no-mark" aria-hidden="true">"\u{2013}"</span><span class="visually-hidden">"no"</span>
            </td>
        }
        .into_any()
    }
}

/// The files one by one, and the answers to copy into a form.
#[component]
fn Single() -> impl IntoView {
    let (app, draft) = (use_app(), use_draft());
    let sending = app.select_refreshed(sending);
    let files = move || sending.with(|sending| sending.files.iter().map(file).collect::<Vec<_>>());
    let has_answers = Signal::derive(move || sending.with(|sending| sending.answers.iter().any(is_answered)));
    let answers = move || {
        sending.with(|sending| sending.answers.iter().filter(|g| is_answered(g)).map(answers_of).collect::<Vec<_>>())
    };
    let answers = StoredValue::new(answers);
    let check = Callback::new(move |()| Event::Job(JobEvent::Make(draft.id(), Making::Document(Document::Readiness))));
    let whole =
        Callback::new(move |()| Event::Job(JobEvent::Make(draft.id(), Making::Document(Document::Application))));
    let save = move |_| app.dispatch(Event::Saving(SavingEvent::DownloadDraft(draft.id())));
    view! {
        <Fold summary="Single files: letter, documents, check, answers">
            <ul class="single-files">
                {files}
                <li><span>"Whole application"</span> <MakeButton label="PDF" about=": whole application" class="plain" event=whole/></li>
                <li>
                    <span>"1-page check for senior leaders"</span>
                    <MakeButton label="PDF" about=": 1-page check for senior leaders" class="plain" event=check/>
                </li>
                <li>
                    <span>"Answers only"</span>
                    <button type="button" class="plain" on:click=save>"Download"</button>
                </li>
            </ul>
            <PrintButton label="Print this page"/>
        </Fold>
        <When holds=has_answers>
            <Fold summary="Copy your answers">{move || answers.with_value(|answers| answers())}</Fold>
        </When>
    }
    .into_any()
}

fn file(file: &SendingFile) -> AnyView {
    let (what, name) = (file.what.clone(), file.name.clone());
    let event = file.download.clone();
    let event = Callback::new(move |()| event.clone());
    let about = format!(": {what}");
    view! {
        <li>
            <span>{what}</span> <span class="tiny">{name}</span>
            <MakeButton label="Download" about=about class="plain" event=event/>
        </li>
    }
    .into_any()
}

fn is_answered(group: &AnswerGroup) -> bool {
    group.answers.iter().any(|answer| !answer.text.is_empty())
}

fn answers_of(group: &AnswerGroup) -> AnyView {
    let answers = group.answers.iter().filter(|answer| !answer.text.is_empty());
    let rows: Vec<AnyView> = answers
        .map(|answer| view! { <CopyRow name=answer.title.clone() text=answer.text.clone()/> }.into_any())
        .collect();
    view! { <h3>{group.title.clone()}</h3> <dl>{rows}</dl> }.into_any()
}
