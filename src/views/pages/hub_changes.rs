//! What the hub has changed since the draft was opened last: on the overview until it is read, then folded at its foot;
//! until then a line on every other page.

use leptos::prelude::*;

use crate::app::{CallEvent, Event, HubChanges, hub_changes, hub_changes_link};
use crate::views::components::{Changes, Fold, Notice, NoticeTone};
use crate::views::context::{use_app, use_draft};
use crate::views::focus_soon;

/// What has changed, at the top of the overview until it is read (`is_read` false), else at its foot.
#[component]
pub(super) fn WhatTheHubChanged(is_read: bool) -> impl IntoView {
    let changes = use_app().select_refreshed(hub_changes);
    let shown = Memo::new(move |_| changes.get().filter(|changes| changes.is_read == is_read));
    move || shown.get().map(|changes| if is_read { read(changes) } else { unread(changes) })
}

fn read(changes: HubChanges) -> AnyView {
    let HubChanges { title, topics, again, .. } = changes;
    view! {
        <div class="no-print"><Fold summary=title><Changes topics=topics again=again/></Fold></div>
    }
    .into_any()
}

fn unread(changes: HubChanges) -> AnyView {
    let (app, draft) = (use_app(), use_draft());
    let HubChanges { title, topics, again, can_be_read, .. } = changes;
    let press = move |_| {
        app.dispatch(Event::Call(CallEvent::ChangesRead(draft.id())));
        // The button goes.
        focus_soon("main".to_owned());
    };
    view! {
        <div class="no-print">
            <Notice tone=NoticeTone::Warn title=title>
                <Changes topics=topics again=again/>
                {can_be_read.then(|| view! {
                    <div class="actions">
                        <button type="button" class="button button-second" on:click=press>"I have read this"</button>
                        <span class="small">"You can read it again at the foot of this page."</span>
                    </div>
                })}
            </Notice>
        </div>
    }
    .into_any()
}

/// On every other page: that the hub has changed something, and where that is told.
#[component]
pub(super) fn HubChangesLine() -> impl IntoView {
    let link = use_app().select(hub_changes_link);
    move || {
        link.get().map(|(words, to)| {
            view! { <p class="notice no-print">{words} " " <a href=to>"See what changed"</a></p> }.into_any()
        })
    }
}
