//! Files that are attached elsewhere in the application, to be attached here too.

use leptos::prelude::*;

use super::known;
use crate::app::{AttachmentEvent, Event, attached_elsewhere};
use crate::draft::{Field, FileField, FileId};
use crate::views::components::{Each, When, guard};
use crate::views::context::{use_app, use_draft};

/// A file that is attached elsewhere in this application, attached here too.
#[component]
pub(super) fn FromElsewhere(field: Field, list: Signal<Vec<String>>) -> impl IntoView {
    let (app, draft) = (use_app(), use_draft());
    let (at, id) = (field.clone(), draft.id());
    let own = id.clone();
    let offered = app.select_refreshed(move |state| {
        let files = attached_elsewhere(state, &own, &at).into_iter();
        files.map(|file| file.id.to_string()).collect::<Vec<_>>()
    });
    let any = Signal::derive(move || {
        list.track();
        !offered.with(Vec::is_empty)
    });
    let select_id = format!("{field}-elsewhere");
    let chosen = RwSignal::new(String::new());
    // Each is drawn once, since there may be hundreds. It may be given another name meanwhile.
    let option = Callback::new(move |(id,): (String,)| {
        let name = FileId::new(&id).map(|id| {
            let name = draft.text(&Field::File(id.clone(), FileField::Name));
            move || {
                name.track();
                known(draft, &id).name
            }
        });
        view! { <option value=id>{name}</option> }.into_any()
    });
    let press = StoredValue::new(move || {
        let first = || offered.with_untracked(|files| files.first().cloned());
        let chosen = Some(chosen.get_untracked()).filter(|id| !id.is_empty()).or_else(first);
        if let Some(file) = chosen.and_then(|id| FileId::new(&id)) {
            app.dispatch(Event::Attachment(AttachmentEvent::Link(id.clone(), field.clone(), file)));
        }
    });
    view! {
        <When holds=any>
            <div class="files-elsewhere">
                <label class="label" for=select_id.clone()>"Or use a file you have already attached"</label>
                <div class="actions">
                    <select class="select" id=select_id.clone() use:guard
                        on:change=move |event| chosen.set(event_target_value(&event))>
                        <Each keys=offered draw=option/>
                    </select>
                    <button type="button" class="plain" use:guard on:click=move |_| press.with_value(|press| press())>
                        "Attach"
                    </button>
                </div>
            </div>
        </When>
    }
    .into_any()
}
