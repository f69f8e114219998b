//! A draft that can only be read: why, and its pages with their controls switched off.

use leptos::prelude::*;

use crate::app::{Event, ReadOnlyDraft, SavingEvent};
use crate::draft::DraftId;
use crate::views::components::{Notice, NoticeTone};
use crate::views::context::{AppContext, use_app};

/// A page of a draft. Where the draft can only be read, the page's controls are switched off, and it says why.
#[component]
pub(super) fn Readable(children: Children) -> impl IntoView {
    let app = use_app();
    let read_only = app.with_state(|state| {
        let open = state.open_draft()?;
        Some((open.draft.id.clone(), open.read_only().map(ReadOnlyDraft::why)?))
    });
    match read_only {
        None => children().into_any(),
        Some((id, why)) => view! {
            <WhyReadOnly id=id why=why app=app/>
            <fieldset class="read-only" disabled aria-label="View only">{children()}</fieldset>
        }
        .into_any(),
    }
}

#[component]
fn WhyReadOnly(id: DraftId, why: String, app: AppContext) -> impl IntoView {
    let download = move |_| app.dispatch(Event::Saving(SavingEvent::DownloadDraft(id.clone())));
    view! {
        <Notice tone=NoticeTone::Warn title="You can view this application but not change it">
            <p>{why}</p>
            <div class="actions">
                <button type="button" class="button button-second" on:click=download>"Download answers"</button>
            </div>
        </Notice>
    }
    .into_any()
}
