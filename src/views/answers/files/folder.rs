//! The files of a folder that was dropped: attached one by one, or all at once.

use leptos::prelude::*;

use crate::app::{AttachmentEvent, Event, FolderFile};
use crate::draft::Field;
use crate::views::components::{Each, guard};
use crate::views::context::{use_app, use_draft};
use crate::views::focus_soon;

/// The files that are offered for an answer, each with a way to attach it.
#[component]
pub(super) fn Offered(field: Field) -> impl IntoView {
    let (app, draft) = (use_app(), use_draft());
    let (at, own) = (field.clone(), draft.id());
    let folder = app.select(move |state| state.jobs.attachments().offered(&own, &at));
    let is_there = Signal::derive(move || folder.with(Option::is_some));
    let says = move || folder.with(|folder| folder.as_ref().map(|folder| folder.says.clone()));
    let take_all =
        Signal::derive(move || folder.with(|folder| folder.as_ref().and_then(|folder| folder.take_all.clone())));
    let numbers = Signal::derive(move || {
        folder.with(|folder| {
            let rows = folder.iter().flat_map(|folder| &folder.rows);
            rows.map(|row| row.number.to_string()).collect::<Vec<_>>()
        })
    });
    // Where nothing is offered any more, the focus goes to where files are chosen.
    let (box_id, chooser) = (format!("{field}-folder"), field.to_string());
    let press = {
        let box_id = box_id.clone();
        move |event: AttachmentEvent| {
            app.dispatch(Event::Attachment(event));
            focus_soon(if is_there.get_untracked() { box_id.clone() } else { chooser.clone() });
        }
    };
    let press = Callback::new(press);
    let at = field.clone();
    let row = move |number: String| {
        let found = |row: &&FolderFile| row.number.to_string() == number;
        let row = folder.with_untracked(|folder| folder.iter().flat_map(|folder| &folder.rows).find(found).cloned());
        row.map(|row| {
            let take = AttachmentEvent::TakeOffered(draft.id(), at.clone(), Some(row.number));
            view! { <OfferedRow row=row take=take press=press/> }
        })
        .into_any()
    };
    let (all, leave) = (field.clone(), field);
    let all = move |_| press.run(AttachmentEvent::TakeOffered(draft.id(), all.clone(), None));
    let leave = move |_| press.run(AttachmentEvent::LeaveOffered(draft.id(), leave.clone()));
    view! {
        <div role="status"><p class="small">{says}</p></div>
        <div role="group" aria-label="Files of the folder" tabindex="-1" id=box_id hidden=move || !is_there.get()>
            <ul class="files"><Each keys=numbers draw=row/></ul>
            <div class="actions">
                <button type="button" class="button button-second" use:guard hidden=move || take_all.with(Option::is_none)
                    on:click=all>
                    {take_all}
                </button>
                <button type="button" class="plain" on:click=leave>"Leave out the rest"</button>
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn OfferedRow(row: FolderFile, take: AttachmentEvent, press: Callback<AttachmentEvent>) -> impl IntoView {
    let FolderFile { path, size, why_not, .. } = row;
    let about = format!(" {path}");
    let can = why_not.is_none().then(|| {
        view! {
            <button type="button" class="plain" use:guard on:click=move |_| press.run(take.clone())>
                "Attach"<span class="visually-hidden">{about}</span>
            </button>
        }
        .into_any()
    });
    let why_not = why_not.map(|why| view! { <p class="small">{why}</p> }.into_any());
    view! {
        <li class="file-row">
            <p><span class="file-name">{path}</span> " " <span class="quiet">{size}</span></p>
            <div class="actions">{can}</div>
            {why_not}
        </li>
    }
    .into_any()
}
