//! On the start page: drafts that were deleted, and how to restore them.

use leptos::prelude::*;

use crate::app::{DeletedRow, Event, HistoryEvent, NOTICE, deleted_rows};
use crate::draft::DraftId;
use crate::views::components::{Confirm, Each, When};
use crate::views::context::use_app;
use crate::views::focus_soon;

/// The id of the heading.
const TITLE: &str = "deleted-title";

/// The list, the latest first. Nothing where there are none.
#[component]
pub(in crate::views) fn Deleted() -> impl IntoView {
    let app = use_app();
    let rows = app.select(deleted_rows);
    let has_any = Signal::derive(move || rows.with(|rows| !rows.is_empty()));
    let ids = Signal::derive(move || rows.with(|rows| rows.iter().map(|row| row.id.to_string()).collect::<Vec<_>>()));
    let draw = move |id: String| DraftId::new(&id).map(|id| view! { <DeletedDraft id=id rows=rows/> }).into_any();
    view! {
        <When holds=has_any>
            <section class="section prose no-print">
                <h2 id=TITLE tabindex="-1">"Deleted in the last 30 days"</h2>
                <p class="small">"These are still on this device. On a shared computer, delete them permanently."</p>
                <ul class="items"><Each keys=ids draw=draw/></ul>
            </section>
        </When>
    }
}

#[component]
fn DeletedDraft(id: DraftId, rows: Signal<Vec<DeletedRow>>) -> impl IntoView {
    let app = use_app();
    let asking = RwSignal::new(false);
    let id = StoredValue::new(id);
    let text = move |read: fn(&DeletedRow) -> String| {
        Signal::derive(move || {
            rows.with(|rows| rows.iter().find(|row| id.with_value(|id| row.id == *id)).map(read).unwrap_or_default())
        })
    };
    let (title, when) = (text(|row| row.title.clone()), text(|row| row.when.clone()));
    let (opener, question) = (format!("for-good-{}", id.get_value()), format!("ask-for-good-{}", id.get_value()));
    let (opener, question) = (StoredValue::new(opener), StoredValue::new(question));
    let send = move |event: fn(DraftId) -> HistoryEvent| {
        app.dispatch(Event::History(event(id.get_value())));
        focus_soon(NOTICE.to_owned());
    };
    let ask = move |_| {
        asking.update(|asking| *asking = !*asking);
        if asking.get_untracked() {
            focus_soon(question.get_value());
        }
    };
    let keep = move || {
        asking.set(false);
        focus_soon(opener.get_value());
    };
    let named = move || view! { <span class="visually-hidden">" \u{201c}"{title}"\u{201d}"</span> };
    let words = move || {
        format!(
            "Delete \u{201c}{}\u{201d} and its earlier versions permanently? This cannot be undone.",
            title.get_untracked()
        )
    };
    view! {
        <li class="item-row">
            <div><h3>{title}</h3><p class="small">{when}</p></div>
            <div class="actions">
                <button type="button" class="plain" on:click=move |_| send(HistoryEvent::Recover)>
                    "Restore"{named()}
                </button>
                <button type="button" class="plain" id=opener.get_value()
                    aria-expanded=move || asking.get().to_string() on:click=ask>
                    "Delete permanently"{named()}
                </button>
            </div>
            <When holds=asking>
                <Confirm id=question.get_value() question=words() yes="Delete permanently"
                    on_yes=move || send(HistoryEvent::DeleteForGood) on_no=keep/>
            </When>
        </li>
    }
    .into_any()
}
