//! Moving all work off this computer: how far it has come, and what to do next.

use leptos::prelude::*;

use super::help::Unreadable;
use crate::app::{
    EraseEvent, EraseFile, EraseFiles, EraseStage, Event, UnreadableRow, erase_needs, erase_stage, is_file_handed,
    unreadable_rows,
};
use crate::views::components::{CheckBox, Notice, NoticeTone, When};
use crate::views::context::{AppContext, use_app};
use crate::views::focus_soon;

/// The id of the heading.
const HEADING: &str = "leave-nothing";
/// The id of what is missing before everything can be removed.
const MISSING: &str = "have-files-error";
/// How far it reaches: several pages may share one origin, and its storage.
const COVERED: &str = "This covers every Upbeat page on this web address.";

/// The whole of it, as a section of a page.
#[component]
pub(super) fn EraseDevice() -> impl IntoView {
    let app = use_app();
    // That a file was handed to the browser draws nothing anew: the tick and focus stay.
    let stage = app.select(|state| (erase_stage(state), unreadable_rows(state)));
    let body = move || {
        let (stage, unreadable) = stage.get();
        match stage {
            EraseStage::Begin { stopped } => view! { <Begin stopped=stopped unreadable=unreadable/> }.into_any(),
            EraseStage::Packing(words) => view! {
                <p class="quiet" role="status">{words}</p>
                <button type="button" class="plain" on:click=move |_| cancel(app)>"Stop"</button>
            }
            .into_any(),
            EraseStage::Confirming(files) => view! { <Ask files=files unreadable=unreadable/> }.into_any(),
            EraseStage::Removing => view! { <p class="quiet" role="status">"Deleting\u{2026}"</p> }.into_any(),
            EraseStage::Done => view! { <p>"Done. See the message on this page."</p> }.into_any(),
        }
    };
    view! {
        <section class="section prose">
            <h2 id=HEADING tabindex="-1">"Move my work off this computer"</h2>
            {body}
        </section>
    }
    .into_any()
}

/// Stops it. Everything stays, and the button goes.
fn cancel(app: AppContext) {
    app.dispatch(Event::Erase(EraseEvent::Cancel));
    focus_soon(HEADING.to_owned());
}

#[component]
fn Begin(stopped: String, unreadable: Vec<UnreadableRow>) -> impl IntoView {
    let app = use_app();
    let busy = app.select(|state| state.jobs.is_busy());
    let busy = move || busy.get().then_some("true");
    let stopped = (!stopped.is_empty()).then(|| {
        view! {
            <div role="alert">
                <Notice tone=NoticeTone::Bad><p><strong>"Nothing was deleted. "</strong>{stopped}</p></Notice>
            </div>
        }
        .into_any()
    });
    view! {
        {stopped}
        <p>"On a shared computer, others can open your work. Upbeat makes a file of each application. When you confirm you have the files, it deletes everything from this browser."</p>
        <p>{COVERED}</p>
        <NotInFiles unreadable=unreadable/>
        <div class="actions">
            <button type="button" class="button button-second" aria-disabled=busy
                on:click=move |_| app.dispatch(Event::Erase(EraseEvent::Start))>
                "Make the files"
            </button>
        </div>
    }
    .into_any()
}

/// What cannot be read is in no file: it is offered by itself.
#[component]
fn NotInFiles(unreadable: Vec<UnreadableRow>) -> impl IntoView {
    (!unreadable.is_empty()).then(|| {
        let rows = unreadable.into_iter().map(|row| view! { <Unreadable row=row/> }).collect::<Vec<_>>();
        view! {
            <p>"Upbeat cannot read this, so it is not in the files. Download it if anyone may need it:"</p>
            {rows}
        }
        .into_any()
    })
}

#[component]
fn Ask(files: EraseFiles, unreadable: Vec<UnreadableRow>) -> impl IntoView {
    let app = use_app();
    let EraseFiles { lede, files, has_same_names, tick } = files;
    let (is_sure, missing) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let remove = move |_| {
        let needs = app.with_state(|state| erase_needs(state, is_sure.get_untracked()));
        let is_ready = needs.is_none();
        missing.set(needs);
        if is_ready {
            app.dispatch(Event::Erase(EraseEvent::Confirm));
        }
    };
    let is_missing = Signal::derive(move || missing.with(Option::is_some));
    let files = files.into_iter().enumerate();
    let files = files.map(|(number, file)| view! { <MadeFile number=number file=file/> }).collect::<Vec<_>>();
    let same_names = has_same_names.then(|| {
        view! { <p class="hint">"If two files have the same name, your browser adds a number to one."</p> }.into_any()
    });
    view! {
        <div class="confirm" role="group" aria-labelledby=HEADING>
            <p role="status">{lede}</p>
            <ul>{files}</ul>
            {same_names}
            <NotInFiles unreadable=unreadable/>
            <p>{COVERED}" Earlier versions and deleted applications will be deleted too. You cannot undo this."</p>
            <p>"First close any other tabs with Upbeat open."</p>
            <div id=MISSING role="status">
                <When holds=is_missing>
                    <p class="error"><span class="visually-hidden">"Error: "</span>{move || missing.get()}</p>
                </When>
            </div>
            <CheckBox id="have-files" label=tick described_by=MISSING checked=is_sure
                on_change=move |ticked| is_sure.set(ticked)/>
            <div class="actions">
                <button type="button" class="button button-warn" on:click=remove>"Delete everything from this browser"</button>
                <button type="button" class="plain" on:click=move |_| app.dispatch(Event::Erase(EraseEvent::Start))>
                    "Make the files again"
                </button>
                <button type="button" class="plain" on:click=move |_| cancel(app)>"Cancel"</button>
            </div>
        </div>
    }
    .into_any()
}

/// A file, the button that hands it to the browser (one at each press, since browsers stop several at once), and what
/// there is to know of it.
#[component]
fn MadeFile(number: usize, file: EraseFile) -> impl IntoView {
    let app = use_app();
    let EraseFile { title, name, remarks } = file;
    let remarks: Vec<AnyView> = remarks.into_iter().map(|remark| view! { <li>{remark}</li> }.into_any()).collect();
    let remarks = (!remarks.is_empty()).then(|| view! { <ul class="remarks">{remarks}</ul> }.into_any());
    let is_handed = app.select(move |state| is_file_handed(state, number));
    let save = move |_| app.dispatch(Event::Erase(EraseEvent::Save(number)));
    view! {
        <li class="made-file">
            {format!("\u{201c}{title}\u{201d} ")}
            <button type="button" class="button button-second" on:click=save>{format!("Download {name}")}</button>
            <span class="quiet" role="status">{move || is_handed.get().then_some(" downloaded")}</span>
            {remarks}
        </li>
    }
    .into_any()
}
