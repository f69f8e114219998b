//! What happens to files at an answer: those on their way, and what has become of the others.

use leptos::prelude::*;

use crate::app::{AttachmentEvent, Event, JobEvent};
use crate::draft::Field;
use crate::views::components::When;
use crate::views::context::{use_app, use_draft};
use crate::views::focus_soon;

/// How far the files have come that are being stored, with a way to stop.
#[component]
pub(super) fn Progress(field: Field) -> impl IntoView {
    let (app, id) = (use_app(), use_draft().id());
    let waiting = app.select(move |state| {
        let (name, count) = state.jobs.attaching(&id, &field)?;
        Some((name.to_owned(), count))
    });
    let progress = app.progress();
    let percent = move || {
        let (done, all) = progress.get().filter(|(_, all)| *all > 0)?;
        Some((done.saturating_mul(100) / all).min(100).to_string())
    };
    move || {
        waiting.get().map(|(name, count)| {
            let more = if count > 1 { format!(" and {} more", count - 1) } else { String::new() };
            view! {
                <div class="working">
                    <p class="quiet">{format!("Saving \u{201c}{name}\u{201d}{more}\u{2026}")}</p>
                    <progress max="100" aria-label="Progress" value=percent></progress>
                    <button type="button" class="plain" on:click=move |_| app.dispatch(Event::Job(JobEvent::Stop))>
                        "Stop"
                    </button>
                </div>
            }
            .into_any()
        })
    }
}

/// What has just happened to the files here, and a way to take a removal back.
#[component]
pub(super) fn Said(field: Field) -> impl IntoView {
    let (app, id) = (use_app(), use_draft().id());
    let (at, own) = (field.clone(), id.clone());
    let messages = app.select(move |state| state.jobs.attachments().messages(&own, &at).to_vec());
    let messages = move || {
        let message = |text: String| view! { <p class="small">{text}</p> }.into_any();
        messages.get().into_iter().map(message).collect::<Vec<_>>()
    };
    let (at, own) = (field.clone(), id);
    let can_put_back = app.select(move |state| state.jobs.attachments().can_put_back(&own, &at));
    let (back_id, to) = (put_back_id(&field), field.to_string());
    view! {
        <div role="status">{messages}</div>
        <When holds=can_put_back>
            <button type="button" class="plain" id=back_id.clone()
                on:click={
                    let to = to.clone();
                    move |_| {
                        app.dispatch(Event::Attachment(AttachmentEvent::PutBack));
                        focus_soon(to.clone());
                    }
                }>
                "Undo"
            </button>
        </When>
    }
    .into_any()
}

/// The id of the button that takes a removal back.
pub(super) fn put_back_id(field: &Field) -> String {
    format!("{field}-back")
}
