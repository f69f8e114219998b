//! What can be done with an application on the start page. It arrives after the page.

use leptos::prelude::*;

use super::TITLE;
use super::draft_card::card_id;
use crate::app::{DraftEvent, Event, HistoryEvent, LoadedDraft, SavingEvent, rename_hint};
use crate::draft::DraftId;
use crate::views::context::use_app;
use crate::views::focus_soon;

/// What is asked on a card. Only one of these is open at a time.
#[derive(Clone, Copy, PartialEq)]
enum Asking {
    Nothing,
    Name,
    Delete,
}

/// Backup, copy, new name, deletion, and what is asked about them.
#[component]
pub(in crate::views) fn CardActions(id: DraftId) -> impl IntoView {
    let app = use_app();
    let title = {
        let id = id.clone();
        app.select(move |state| state.drafts.get(&id).map(|own| own.draft.title().to_owned()).unwrap_or_default())
    };
    let asking = RwSignal::new(Asking::Nothing);
    let below = {
        let id = id.clone();
        move || {
            let title = title.get_untracked();
            match asking.get() {
                Asking::Nothing => ().into_any(),
                Asking::Name => view! { <Rename id=id.clone() title=title asking=asking/> }.into_any(),
                Asking::Delete => view! { <Delete id=id.clone() title=title asking=asking/> }.into_any(),
            }
        }
    };
    view! { <Actions id=id asking=asking title=title/> {below} }.into_any()
}

#[component]
fn Actions(id: DraftId, asking: RwSignal<Asking>, title: Signal<String>) -> impl IntoView {
    let app = use_app();
    let is_busy = app.select(|state| state.jobs.is_busy());
    let can_be_backed_up = app.with_state(|state| state.drafts.get(&id).and_then(LoadedDraft::read_only).is_none());
    let about = move || view! { <span class="visually-hidden">" \u{201c}" {title} "\u{201d}"</span> }.into_any();
    let back_up = {
        let id = id.clone();
        move |_| {
            if !is_busy.get_untracked() {
                app.dispatch(Event::Saving(SavingEvent::BackUp(id.clone())));
            }
        }
    };
    let back_up = can_be_backed_up.then(|| {
        view! {
            <button type="button" class="plain" aria-disabled=move || is_busy.get().then_some("true") on:click=back_up>
                "Download a backup" {about()}
            </button>
        }
        .into_any()
    });
    let copy = {
        let id = id.clone();
        move |_| {
            let call = app.with_state(|state| state.drafts.get(&id).map(|loaded| loaded.draft.call.clone()));
            if let Some(call) = call {
                app.dispatch(Event::Draft(DraftEvent::StartFrom(id.clone(), call)));
            }
        }
    };
    let download = move |_| app.dispatch(Event::Saving(SavingEvent::DownloadDraft(id.clone())));
    view! {
        <div class="actions draft-actions">
            {back_up}
            <details class="fold">
                <summary>"Rename, copy or delete" {about()}</summary>
                <div class="actions">
                    <button type="button" class="plain" on:click=move |_| asking.set(Asking::Name)>
                        "Rename" {about()}
                    </button>
                    <button type="button" class="plain" on:click=copy>"Make a copy" {about()}</button>
                    <button type="button" class="plain" on:click=download>"Download answers" {about()}</button>
                    <button type="button" class="plain" on:click=move |_| asking.set(Asking::Delete)>
                        "Delete" {about()}
                    </button>
                </div>
            </details>
        </div>
    }
    .into_any()
}

#[component]
fn Rename(id: DraftId, title: String, asking: RwSignal<Asking>) -> impl IntoView {
    let app = use_app();
    let name = RwSignal::new(title.clone());
    let hint = app.with_state(|state| rename_hint(state, &id));
    let (field, back) = (format!("name-{id}"), card_id(&id));
    let hint_id = format!("{field}-hint");
    let submit = {
        let back = back.clone();
        move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            let name = name.get_untracked();
            asking.set(Asking::Nothing);
            app.dispatch(Event::Draft(DraftEvent::Rename(id.clone(), name)));
            focus_soon(back.clone());
        }
    };
    let cancel = move |_| {
        asking.set(Asking::Nothing);
        focus_soon(back.clone());
    };
    // `autofocus` is honoured only while a page is being loaded.
    focus_soon(field.clone());
    view! {
        <form class="confirm" on:submit=submit>
            <div class="field">
                <label class="label" for=field.clone()>"Application name"</label>
                <p class="hint" id=hint_id.clone()>
                    {hint}
                </p>
                <input class="input" type="text" autocomplete="off" id=field aria-describedby=hint_id value=title
                    on:input=move |event| name.set(event_target_value(&event))/>
            </div>
            <div class="actions">
                <button type="submit" class="button button-second">"Rename"</button>
                <button type="button" class="plain" on:click=cancel>"Cancel"</button>
            </div>
        </form>
    }
    .into_any()
}

#[component]
fn Delete(id: DraftId, title: String, asking: RwSignal<Asking>) -> impl IntoView {
    let app = use_app();
    let (question_id, no_id, back) = (format!("delete-{id}"), format!("delete-{id}-no"), card_id(&id));
    let delete = move |_| {
        app.dispatch(Event::History(HistoryEvent::Delete(id.clone())));
        focus_soon(TITLE.to_owned());
    };
    let cancel = move |_| {
        asking.set(Asking::Nothing);
        focus_soon(back.clone());
    };
    focus_soon(no_id.clone());
    view! {
        <div class="confirm" role="group" aria-labelledby=question_id.clone()>
            <p id=question_id.clone()>
                "Delete \u{201c}" {title} "\u{201d}? You can restore it from this page for 30 days."
            </p>
            <div class="actions">
                <button type="button" class="button button-second" on:click=delete>"Delete"</button>
                <button type="button" class="plain" id=no_id on:click=cancel>"Cancel"</button>
            </div>
        </div>
    }
    .into_any()
}
