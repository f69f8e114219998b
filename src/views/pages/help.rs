//! How the work is saved: all that is on this device, and what becomes of it.

use leptos::prelude::*;

use super::erase::EraseDevice;
use crate::app::{Event, SavingEvent, StoredDraft, StoredHere, UnreadableRow, persistence_words, stored_here};
use crate::draft::DraftId;
use crate::views::RESCUE;
use crate::views::components::{Each, PageHead, When};
use crate::views::context::use_app;
use crate::views::focus_soon;

/// What is saved, where, and what becomes of it.
#[component]
pub(super) fn Help() -> impl IntoView {
    view! {
        <PageHead title="How your work is saved"
            lede="Your work is saved in this browser on this device. Nobody else sees it until you send it."/>
        <p>"Upbeat saves as you type. Every page tells you if something is not saved."</p>
        <StoredWork/>
        <section class="section prose">
            <h2>"Back up your work"</h2>
            <p>"A browser loses work if someone clears its data, the device breaks or a private window closes. Back up often, and keep the file somewhere else."</p>
            <Persistence/>
        </section>
        <section class="section prose">
            <h2>"Go back to earlier work"</h2>
            <p>"Use Undo, or restore an earlier version. You can restore a deleted application from the start page for 30 days."</p>
            <p>"If Upbeat stops, download your work from "<a href=RESCUE>"Your work on this device"</a>"."</p>
        </section>
        <EraseDevice/>
    }
    .into_any()
}

/// What is on this device: each application, what cannot be read, and all else.
#[component]
fn StoredWork() -> impl IntoView {
    let here = use_app().select(stored_here);
    let ids =
        Signal::derive(move || here.with(|here| here.drafts.iter().map(|it| it.id.to_string()).collect::<Vec<_>>()));
    let draw = move |id: String| DraftId::new(&id).map(|id| view! { <Stored id=id here=here/> }).into_any();
    let has_none = Signal::derive(move || ids.with(Vec::is_empty));
    let is_failing = Signal::derive(move || here.with(|here| here.is_failing));
    let keys =
        Signal::derive(move || here.with(|here| here.unreadable.iter().map(|it| it.key.clone()).collect::<Vec<_>>()));
    let unreadable = move |key: String| {
        let row = here.with_untracked(|here| here.unreadable.iter().find(|row| row.key == key).cloned());
        row.map(|row| view! { <Unreadable row=row/> }).into_any()
    };
    let notes = move || here.with(|here| here.notes.join(" "));
    view! {
        <section class="section prose">
            <h2>"What is saved on this device"</h2>
            <When holds=is_failing>
                <p class="error">"Your latest changes are not saved. See the message on this page."</p>
            </When>
            <When holds=has_none><p>"No applications are saved here."</p></When>
            <ul class="items"><Each keys=ids draw=draw/></ul>
            <Each keys=keys draw=unreadable/>
            <p class="small">{notes}</p>
        </section>
    }
    .into_any()
}

fn name_id(id: &DraftId) -> String {
    format!("kept-{id}")
}

/// An application with its last backup.
#[component]
fn Stored(id: DraftId, here: Signal<StoredHere>) -> impl IntoView {
    let app = use_app();
    let name = name_id(&id);
    let id = StoredValue::new(id);
    let row = Memo::new(move |_| {
        here.with(|here| here.drafts.iter().find(|draft| id.with_value(|id| draft.id == *id)).cloned())
    });
    let text = move |read: fn(&StoredDraft) -> String| {
        Signal::derive(move || row.with(|row| row.as_ref().map(read).unwrap_or_default()))
    };
    let (title, to, about) = (text(|row| row.title.clone()), text(|row| row.to.clone()), text(|row| row.about.clone()));
    let (backup, read_only) = (text(|row| row.backup.clone()), text(|row| row.read_only.clone()));
    let is_handed = Signal::derive(move || row.with(|row| row.as_ref().is_some_and(|row| row.is_handed)));
    let is_read_only = Signal::derive(move || read_only.with(|why| !why.is_empty()));
    let is_ours = Signal::derive(move || !is_read_only.get());
    let busy = app.select(|state| state.jobs.is_busy());
    let busy = move || busy.get().then_some("true");
    let send = move |event: fn(DraftId) -> SavingEvent| app.dispatch(Event::Saving(event(id.get_value())));
    let received = move |_| {
        send(SavingEvent::BackupReceived);
        // The button goes.
        focus_soon(name_id(&id.get_value()));
    };
    let named = move || view! { <span class="visually-hidden">": \u{201c}"{title}"\u{201d}"</span> };
    view! {
        <li class="item-row">
            <div>
                <h3><a id=name href=to>{title}</a></h3>
                <p class="small">{about}<br/>{backup}</p>
                <When holds=is_read_only><p class="hint">{read_only}</p></When>
            </div>
            <div class="actions">
                <When holds=is_handed>
                    <button type="button" class="plain" on:click=received>"I have the file"{named()}</button>
                </When>
                <When holds=is_ours>
                    <button type="button" class="plain" aria-disabled=busy on:click=move |_| send(SavingEvent::BackUp)>
                        "Download a backup"{named()}
                    </button>
                </When>
                <When holds=is_read_only>
                    <button type="button" class="plain" on:click=move |_| send(SavingEvent::DownloadDraft)>
                        "Download answers"{named()}
                    </button>
                </When>
            </div>
        </li>
    }
    .into_any()
}

/// Something that is stored and cannot be read.
#[component]
pub(super) fn Unreadable(row: UnreadableRow) -> impl IntoView {
    let app = use_app();
    let UnreadableRow { key, about } = row;
    let sent = key.clone();
    let press = move |_| app.dispatch(Event::Saving(SavingEvent::DownloadUnreadable(sent.clone())));
    view! {
        <p>
            "Upbeat cannot read this: "<strong>{key.clone()}</strong>" "{about}" "
            <button type="button" class="plain" on:click=press>
                "Download"<span class="visually-hidden">{format!(": {key}")}</span>
            </button>
        </p>
    }
    .into_any()
}

/// Whether the browser keeps it when space runs low, and a way to ask it to.
#[component]
fn Persistence() -> impl IntoView {
    let app = use_app();
    let persistence = app.select(|state| state.saving.autosave.persistence());
    let can_ask = Signal::derive(move || persistence.with(|it| it.lasting == Some(false)));
    let ask = move |_| app.dispatch(Event::Saving(SavingEvent::RequestPersistence));
    view! {
        <p role="status">{move || persistence_words(persistence.get())}</p>
        <When holds=can_ask>
            <button type="button" class="plain" on:click=ask>"Ask the browser to protect my work"</button>
        </When>
    }
    .into_any()
}
