//! Files attached to an answer: chosen, dropped, pasted; looked at, downloaded, renamed, replaced, removed and put back.
//!
//! What is chosen is heard by `browser`, which finds by the attributes of this part where it goes.

mod elsewhere;
mod folder;
mod progress;

use leptos::prelude::*;

use super::unprinted::UnprintedNote;
use crate::app::{AttachmentEvent, Event, Preview as Shown, files_line};
use crate::draft::{
    Attached, DraftId, Field, FileField, FileId, Preview, Value, files_at, kind_words, preview, size_words,
};
use crate::views::components::{Each, guard, shows};
use crate::views::context::{DraftContext, use_app, use_draft};
use crate::views::focus_soon;
use elsewhere::FromElsewhere;
use folder::Offered;
use progress::{Progress, Said, put_back_id};

/// The files at an answer, with what happens to them. [`AddFiles`] adds more; both stand within one element that has
/// [`drop_place`].
#[component]
pub(in crate::views) fn FilesAnswer(field: Field) -> impl IntoView {
    let draft = use_draft();
    let list = draft.list(&field);
    let at = field.clone();
    let ids = Signal::derive(move || {
        list.track();
        draft.with_draft(|draft| files_at(draft, &at)).iter().map(ToString::to_string).collect::<Vec<_>>()
    });
    // One for all rows: it is read again with each event about files.
    let (at, app) = (field.clone(), use_app());
    let shown = app.select(move |state| state.jobs.attachments().preview().filter(|shown| shown.at == at).cloned());
    let row = {
        let field = field.clone();
        move |id: String| match FileId::new(&id) {
            Some(id) => view! { <FileRow field=field.clone() id=id shown=shown/> }.into_any(),
            None => ().into_any(),
        }
    };
    let at = field.clone();
    let line = Signal::derive(move || {
        list.track();
        draft.with_draft(|draft| files_line(draft, &at))
    });
    view! {
        <p class="small" hidden=move || line.with(String::is_empty)>{line}</p>
        <ul class="files" hidden=move || ids.with(Vec::is_empty)><Each keys=ids draw=row/></ul>
        <UnprintedNote field=field.clone()/>
        <FromElsewhere field=field.clone() list=list/>
        <Offered field=field.clone()/>
        <Progress field=field.clone()/>
        <Said field=field/>
    }
    .into_any()
}

/// Chooses files to attach.
#[component]
pub(in crate::views) fn AddFiles(field: Field, #[prop(default = "Add a file")] label: &'static str) -> impl IntoView {
    let id = field.to_string();
    view! {
        <span class="add-files">
            <input class="visually-hidden files-input" type="file" multiple id=id.clone() use:guard/>
            <label class="plain add" for=id><span>{label}</span></label>
            <span class="tiny only-broad">" or drag and drop, or paste"</span>
        </span>
    }
    .into_any()
}

/// A place of its own for the files at an answer: those that are there, and a way to add more.
#[component]
pub(in crate::views) fn FilesBox(field: Field, label: &'static str) -> impl IntoView {
    let label_id = format!("{field}-label");
    view! {
        // A click gives it the focus, so that what is pasted then is pasted here.
        <div class="document-files" role="group" tabindex="-1" aria-labelledby=label_id.clone()
            use:drop_place=field.clone()>
            <p class="label" id=label_id.clone()>{label}</p>
            <p class="hint">"PDF is best. You can attach more than one file."</p>
            <FilesAnswer field=field.clone()/>
            <AddFiles field=field.clone()/>
        </div>
    }
    .into_any()
}

/// A directive: files that are dropped or pasted here are attached to an answer.
pub(in crate::views) fn drop_place(element: web_sys::Element, field: Field) {
    // These names cannot be refused.
    drop(element.set_attribute("data-files-to", &field.to_string()));
    drop(element.set_attribute("data-draft", use_draft().id().as_str()));
}

/// What is known of a file.
fn known(draft: DraftContext, id: &FileId) -> Attached {
    let read = |draft: &crate::draft::Draft| Some(Attached::of(draft, id.clone()));
    draft.with_draft(read).unwrap_or_else(|| Attached::new(id.clone(), "", "", 0))
}

#[component]
fn FileRow(field: Field, id: FileId, shown: Signal<Option<Shown>>) -> impl IntoView {
    let (app, draft) = (use_app(), use_draft());
    let name = draft.text(&Field::File(id.clone(), FileField::Name));
    let about = {
        let id = id.clone();
        move || {
            name.track();
            let file = known(draft, &id);
            format!("{}, {}", kind_words(&file), size_words(file.bytes))
        }
    };
    let press = |event: fn(DraftId, Field, FileId) -> AttachmentEvent| {
        let (field, id) = (field.clone(), id.clone());
        move |_| app.dispatch(Event::Attachment(event(draft.id(), field.clone(), id.clone())))
    };
    let hidden_name = move || view! { <span class="visually-hidden">" " {name}</span> }.into_any();
    let look = preview(&known(draft, &id).kind).map(|_| {
        view! {
            <button type="button" class="plain" on:click=press(AttachmentEvent::Show)>"View" {hidden_name()}</button>
        }
        .into_any()
    });
    let remove = press(AttachmentEvent::Remove);
    let back = put_back_id(&field);
    let shown = {
        let id = id.clone();
        move || {
            let own = shown.with(|shown| shown.as_ref().filter(|shown| shown.file.id == id).cloned());
            own.map(|shown| view! { <Picture shown=shown/> })
        }
    };
    // Drawn once it is opened: there may be hundreds of rows.
    let is_opened = RwSignal::new(false);
    let rename = {
        let (field, id) = (field.clone(), id.clone());
        move || is_opened.get().then(|| view! { <RenameOrReplace field=field.clone() id=id.clone()/> }.into_any())
    };
    view! {
        <li class="file-row">
            <p><span class="file-name">{name}</span> " " <span class="quiet">{about}</span></p>
            <div class="actions">
                {look}
                <button type="button" class="plain" on:click=press(|draft, _, id| AttachmentEvent::Download(draft, id))>
                    "Download" {hidden_name()}
                </button>
                <button type="button" class="plain" use:guard
                    on:click=move |event| { remove(event); focus_soon(back.clone()); }>
                    "Remove" {hidden_name()}
                </button>
            </div>
            <details class="fold" on:toggle=move |_| is_opened.set(true)>
                <summary><span>"Rename or replace"</span> {hidden_name()}</summary>
                {rename}
            </details>
            {shown}
        </li>
    }
    .into_any()
}

#[component]
fn RenameOrReplace(field: Field, id: FileId) -> impl IntoView {
    let draft = use_draft();
    let at = Field::File(id.clone(), FileField::Name);
    let (name_id, new_id) = (format!("{field}-{id}-name"), format!("{field}-{id}-new"));
    let name = draft.text(&at);
    let input = move |event: web_sys::Event| draft.set(&at, Value::Text(event_target_value(&event)));
    view! {
        <div class="field">
            <label class="label" for=name_id.clone()>"File name"</label>
            <input class="input" type="text" autocomplete="off" id=name_id use:guard use:shows=name on:input=input/>
        </div>
        <p>
            <input class="visually-hidden files-input" type="file" id=new_id.clone() data-instead=id.to_string() use:guard/>
            <label class="plain" for=new_id>"Choose a replacement"</label>
        </p>
    }
    .into_any()
}

/// A file as the browser shows it.
#[component]
fn Picture(shown: Shown) -> impl IntoView {
    let app = use_app();
    let name = use_draft().text(&Field::File(shown.file.id, FileField::Name));
    let url = shown.url;
    let body = match preview(&shown.file.kind) {
        Some(Preview::Picture) => view! { <img src=url alt=name/> }.into_any(),
        Some(Preview::Sound) => view! { <audio controls src=url></audio> }.into_any(),
        Some(Preview::Film) => view! { <video controls src=url></video> }.into_any(),
        Some(Preview::Text | Preview::Tab) => view! {
            <p><a href=url target="_blank">"Open \u{201c}"{name}"\u{201d} in a new tab"</a></p>
        }
        .into_any(),
        None => ().into_any(),
    };
    view! {
        <figure class="file-shown">
            {body}
            <button type="button" class="plain"
                on:click=move |_| app.dispatch(Event::Attachment(AttachmentEvent::Close))>
                "Close"<span class="visually-hidden">" " {name}</span>
            </button>
        </figure>
    }
    .into_any()
}
