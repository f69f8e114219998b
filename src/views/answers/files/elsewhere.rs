//! Files that are attached elsewhere in the application, to be attached here too.

use leptos::prelude::*;

use crate::app::{AttachmentEvent, Event, attached_elsewhere};
use crate::draft::{Field, FileId};
use crate::views::components::{When, guard};
use crate::views::context::{use_app, use_draft};

/// A file that is attached elsewhere in this application, attached here too.
#[component]
pub(super) fn FromElsewhere(field: Field, list: Signal<Vec<String>>) -> impl IntoView {
    let (app, draft) = (use_app(), use_draft());
    let (at, id) = (field.clone(), draft.id());
    let own = id.clone();
    // A file may be given another name meanwhile.
    let offered = app.select_refreshed(move |state| {
        attached_elsewhere(state, &own, &at)
            .into_iter()
            .map(|file| (file.id.to_string(), file.name))
            .collect::<Vec<_>>()
    });
    let any = Signal::derive(move || {
        list.track();
        !offered.with(Vec::is_empty)
    });
    let select_id = format!("{field}-elsewhere");
    let chosen = RwSignal::new(String::new());
    let options = move || {
        let option = |(id, name): (String, String)| view! { <option value=id>{name}</option> }.into_any();
        offered.get().into_iter().map(option).collect::<Vec<_>>()
    };
    let options = StoredValue::new(options);
    let press = StoredValue::new(move || {
        let first = || offered.with_untracked(|files| files.first().map(|(id, _)| id.clone()));
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
                        // Drawn by itself: what holds and what is listed rest on the same list.
                        {move || options.with_value(|options| options())}
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
