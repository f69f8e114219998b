//! What is said about what has happened: what went wrong above the page, what went well at its foot, and work that is not
//! saved.

use leptos::prelude::*;

use crate::app::{
    EraseEvent, Event, HistoryEvent, JobEvent, NOTICE, Notice, Offer, SaveStatus, SavingEvent, WorkerState,
    undo_announcement,
};
use crate::draft::DraftId;
use crate::views::RESCUE;
use crate::views::components::{Notice as NoticeBox, NoticeTone, Toast, When};
use crate::views::context::{AppContext, use_app};

/// What went wrong, above the page, and how far the worker has come.
#[component]
pub(in crate::views) fn Messages() -> impl IntoView {
    let app = use_app();
    let works = app.select(|state| state.jobs.is_working());
    let bad = app.select(|state| {
        let stopped = matches!(state.jobs.worker(), WorkerState::Failed(_));
        state.notices.shown().filter(|notice| !notice.good).map(|notice| (notice.clone(), stopped))
    });
    let notice = move || {
        bad.get().map(|(notice, stopped)| {
            let rescue = stopped.then(|| view! { <p><a href=RESCUE>"Your work on this device"</a></p> }.into_any());
            view! {
                <NoticeBox tone=NoticeTone::Bad id=NOTICE>
                    <p>{notice.text.clone()}</p>
                    {more(&notice)}
                    <div class="actions">
                        {notice.offer.map(|offer| offered(app, offer))}
                        <button type="button" class="plain" on:click=move |_| app.dispatch(Event::NoticeClosed)>
                            "Close"
                        </button>
                    </div>
                    {rescue}
                </NoticeBox>
            }
            .into_any()
        })
    };
    view! {
        <When holds=works><Working/></When>
        {notice}
    }
    .into_any()
}

#[component]
fn Working() -> impl IntoView {
    let app = use_app();
    let progress = app.progress();
    let percent = move || {
        let (done, all) = progress.get().filter(|(_, all)| *all > 0)?;
        Some((done.saturating_mul(100) / all).to_string())
    };
    let stop = move |_| {
        // Files that are made so that everything can be removed are stopped together.
        let erases = app.with_state(|state| state.saving.erase.is_packing());
        app.dispatch(if erases { Event::Erase(EraseEvent::Cancel) } else { Event::Job(JobEvent::Stop) });
    };
    view! {
        <p class="working">
            "Working\u{2026} "
            <progress max="100" aria-label="Progress" value=percent></progress>
            " "
            <button type="button" class="plain" on:click=stop>"Stop"</button>
        </p>
    }
    .into_any()
}

fn more(notice: &Notice) -> Option<AnyView> {
    let items: Vec<AnyView> = notice.more.iter().map(|text| view! { <li>{text.clone()}</li> }.into_any()).collect();
    (!items.is_empty()).then(|| view! { <ul>{items}</ul> }.into_any())
}

/// What can be done about what has just happened.
fn offered(app: AppContext, offer: Offer) -> AnyView {
    let (text, event) = match offer {
        Offer::Recover(id) => ("Restore", Event::History(HistoryEvent::Recover(id))),
        Offer::DeleteForGood(id) => ("Delete permanently", Event::History(HistoryEvent::DeleteForGood(id))),
        Offer::BackupReceived(id) => ("I have the file", Event::Saving(SavingEvent::BackupReceived(id))),
    };
    view! { <button type="button" class="plain" on:click=move |_| app.dispatch(event.clone())>{text}</button> }
        .into_any()
}

/// What went well, at the foot of the window. The newest replaces the one before.
#[component]
pub(in crate::views) fn Toasts() -> impl IntoView {
    let app = use_app();
    let good = app.select(|state| state.notices.shown().filter(|notice| notice.good).cloned());
    let undone = app.select_answers(|state| undo_announcement(state).to_owned());
    let close = move || app.dispatch(Event::NoticeClosed);
    move || {
        let undone = undone.get();
        if let Some(notice) = good.get() {
            let offer = notice.offer.clone();
            return view! {
                <Toast id=NOTICE text=notice.text.clone() on_close=close>
                    {more(&notice)}
                    {offer.map(|offer| offered(app, offer))}
                </Toast>
            }
            .into_any();
        }
        (!undone.is_empty()).then(|| view! { <UndoneToast text=undone/> }).into_any()
    }
}

/// What was undone. It is put away by the next keystroke, too.
#[component]
fn UndoneToast(text: String) -> impl IntoView {
    let is_shown = RwSignal::new(true);
    let text = StoredValue::new(text);
    view! {
        <When holds=is_shown><Toast id="undone" text=text.get_value() on_close=move || is_shown.set(false)/></When>
    }
    .into_any()
}

/// Work that is not saved: at the foot of the window, with two ways out, until it is settled.
#[component]
pub(in crate::views) fn SavingFailed() -> impl IntoView {
    let app = use_app();
    let failed = app.select(|state| match state.saving.autosave.status() {
        SaveStatus::Failed { why } => Some((why.clone(), state.open_draft().map(|open| open.draft.id.clone()))),
        _ => None,
    });
    move || failed.get().map(|(why, draft)| view! { <NotSaved why=why draft=draft/> }.into_any())
}

#[component]
fn NotSaved(why: String, draft: Option<DraftId>) -> impl IntoView {
    let app = use_app();
    let safe = if draft.is_some() {
        " Keep this page open: what you typed is still here. Download your answers now. You can open that file in Upbeat later."
    } else {
        " Anything you write now will be lost when you close this page."
    };
    let download = draft.map(|id| {
        let press = move |_| app.dispatch(Event::Saving(SavingEvent::DownloadDraft(id.clone())));
        view! { <button type="button" class="plain" on:click=press>"Download answers"</button> }.into_any()
    });
    view! {
        <div class="not-saved no-print" role="alert">
            <p><strong>"Your latest changes are not saved. "</strong>{why} {safe}</p>
            <div class="actions">
                {download}
                <button type="button" class="plain"
                    on:click=move |_| app.dispatch(Event::Saving(SavingEvent::SaveAgain))>
                    "Try again"
                </button>
                <a href=RESCUE>"Your work on this device"</a>
            </div>
        </div>
    }
    .into_any()
}
