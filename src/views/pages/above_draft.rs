//! What is said above the pages of a draft: what other tabs have done, that a backup is due.

use leptos::prelude::*;

use super::hub_changes::HubChangesLine;
use crate::app::{
    DraftStatus, Event, LockHandover, MergeConflict, Page, Route, SavingEvent, State, TabEvent, reminder,
};
use crate::draft::DraftId;
use crate::views::components::{Notice, NoticeTone, When};
use crate::views::context::use_app;
use crate::views::focus_soon;

/// The id of what is said about other tabs, which takes focus when the button goes that had it.
const OTHER_TAB: &str = "other-tab";

/// What has to be said above the pages of a draft.
#[component]
pub(in crate::views) fn AboveDraft() -> impl IntoView {
    view! { <OtherTabs/> <HubChangesLine/> <Reminder/> }.into_any()
}

/// Who edits the draft.
#[derive(Clone, Copy, PartialEq)]
enum Editing {
    /// This tab, as before.
    Here,
    /// This tab, from now on or again.
    HereAgain,
    /// Another tab; whether it took over from here.
    Elsewhere { was_here: bool },
}

fn editing(state: &State) -> Editing {
    match (state.tabs.is_read_only(), state.tabs.handover()) {
        (true, handover) => Editing::Elsewhere { was_here: handover == LockHandover::Away },
        (false, LockHandover::Here) => Editing::HereAgain,
        (false, _) => Editing::Here,
    }
}

/// Who edits the draft, where that is another tab; what has become of it there.
#[component]
fn OtherTabs() -> impl IntoView {
    let app = use_app();
    let editing = app.select(editing);
    let bar = move || match editing.get() {
        Editing::Here => ().into_any(),
        Editing::HereAgain => {
            // The button that was pressed goes, which is so once this is drawn; who writes elsewhere on the page meanwhile is
            // left alone.
            let focus = || {
                if has_no_focus() {
                    focus_soon(OTHER_TAB.to_owned());
                }
            };
            set_timeout(focus, std::time::Duration::ZERO);
            view! {
                <div class="notice tabs-bar" id=OTHER_TAB tabindex="-1">
                    <p>"You can edit here now. The other tab is view only."</p>
                </div>
            }
            .into_any()
        }
        Editing::Elsewhere { was_here } => view! { <ViewOnly was_here=was_here/> }.into_any(),
    };
    let gone = app.select(|state| {
        let open = state.open_draft().filter(|open| open.status == DraftStatus::DeletedElsewhere);
        open.map(|open| open.draft.id.clone())
    });
    let conflicts = Memo::new({
        let conflicts = app.select(|state| state.tabs.conflicts().to_vec());
        move |_| conflicts.get()
    });
    let both = move || {
        let conflicts = conflicts.get();
        (!conflicts.is_empty()).then(|| view! { <BothTexts conflicts=conflicts/> })
    };
    view! {
        <div class="tabs no-print" role="status">{bar}</div>
        <div class="tabs no-print" role="status">
            {move || gone.get().map(|id| view! { <DeletedElsewhere id=id/> })}
            {both}
        </div>
    }
    .into_any()
}

fn has_no_focus() -> bool {
    document().active_element().is_none_or(|element| element.tag_name().eq_ignore_ascii_case("body"))
}

/// Another tab edits the draft.
#[component]
fn ViewOnly(was_here: bool) -> impl IntoView {
    let app = use_app();
    let is_taking = app.select(|state| state.tabs.is_taking());
    let text = if was_here {
        "You are now editing in another tab. This tab is view only. Nothing you wrote here is lost."
    } else {
        "Open in another tab, so this tab is view only."
    };
    let take = move |_| {
        if !is_taking.get_untracked() {
            app.dispatch(Event::Tab(TabEvent::EditHere));
        }
    };
    view! {
        <div class="notice tabs-bar" id=OTHER_TAB tabindex="-1">
            <p>{text}</p>
            <div class="actions">
                <button type="button" class="button button-second" on:click=take
                    aria-disabled=move || is_taking.get().then_some("true")>
                    "Edit here"
                </button>
                <When holds=is_taking><p class="quiet">"Switching\u{2026}"</p></When>
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn DeletedElsewhere(id: DraftId) -> impl IntoView {
    let app = use_app();
    let download = move |_| app.dispatch(Event::Saving(SavingEvent::DownloadDraft(id.clone())));
    view! {
        <Notice tone=NoticeTone::Bad>
            <p>
                "This application was deleted in another tab. This is the last copy and will go when you leave this page."
            </p>
            <div class="actions">
                <button type="button" class="button button-second" on:click=download>"Download answers"</button>
                <button type="button" class="button button-second"
                    on:click=move |_| app.dispatch(Event::Saving(SavingEvent::SaveAgain))>
                    "Save it on this device again"
                </button>
            </div>
        </Notice>
    }
    .into_any()
}

/// Answers that were changed in two tabs: what stood there before, to be copied.
#[component]
fn BothTexts(conflicts: Vec<MergeConflict>) -> impl IntoView {
    let app = use_app();
    let texts: Vec<AnyView> = conflicts
        .into_iter()
        .enumerate()
        .map(|(number, conflict)| {
            let (id, name) = (format!("earlier-text-{number}"), format!("Earlier text {}", number + 1));
            let to = Route::to_field(&conflict.draft, &conflict.field).to_string();
            view! {
                <div class="field">
                    <div class="label-line">
                        <label class="label" for=id.clone()>{name}</label>
                        <a href=to>"Go to this answer"</a>
                    </div>
                    <textarea class="textarea" rows="3" readonly id=id>{conflict.value.words()}</textarea>
                </div>
            }
            .into_any()
        })
        .collect();
    view! {
        <Notice tone=NoticeTone::Warn title="You changed the same answer in two tabs">
            <p>"Your application has the latest text. This is the earlier text: copy anything you need."</p>
            {texts}
            <div class="actions">
                <button type="button" class="plain" on:click=move |_| app.dispatch(Event::Tab(TabEvent::ConflictsRead))>
                    "I have what I need"
                </button>
            </div>
        </Notice>
    }
    .into_any()
}

/// Work of another day is in no backup.
#[component]
fn Reminder() -> impl IntoView {
    let app = use_app();
    let due = app.select(|state| {
        // On one page only: it stands in nobody's way while they write.
        let is_overview = matches!(state.route(), Route::Draft(_, Page::Overview, _));
        let open = state.open_draft().filter(|open| is_overview && open.read_only().is_none())?;
        Some((open.draft.id.clone(), reminder(state, &open.draft.id)?))
    });
    move || due.get().map(|(id, words)| view! { <ReminderLine id=id words=words/> })
}

#[component]
fn ReminderLine(id: DraftId, words: String) -> impl IntoView {
    let app = use_app();
    let is_busy = app.select(|state| state.jobs.is_busy());
    let send = move |event: fn(DraftId) -> SavingEvent| {
        let id = id.clone();
        move |_| {
            if !is_busy.get_untracked() {
                app.dispatch(Event::Saving(event(id.clone())));
                // The line goes, and what was pressed goes with it.
                focus_soon("main".to_owned());
            }
        }
    };
    let disabled = move || is_busy.get().then_some("true");
    view! {
        <div class="reminder no-print">
            <p>{words}</p>
            <button type="button" class="plain" aria-disabled=disabled on:click=send(SavingEvent::BackUp)>
                "Download a backup"
            </button>
            <button type="button" class="plain" aria-disabled=disabled on:click=send(SavingEvent::NotToday)>
                "Remind me tomorrow"
            </button>
        </div>
    }
    .into_any()
}
