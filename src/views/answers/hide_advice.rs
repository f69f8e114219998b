//! Advice that a person can hide, with a reason, and show again.

use leptos::prelude::*;

use crate::draft::Value;
use crate::readiness::Suppression;
use crate::views::components::guard;
use crate::views::context::{DraftContext, use_draft};
use crate::views::focus_soon;

/// Under advice: a way to say that it is right as it is. Once that is said, a way to take it back. `after` is the id of what
/// takes focus then, since the advice itself goes to another place on the page.
#[component]
pub(in crate::views) fn HideAdvice(
    suppression: Suppression,
    #[prop(into)] subject: String,
    is_hidden: bool,
    after: &'static str,
) -> impl IntoView {
    let draft = use_draft();
    let about = view! { <span class="visually-hidden">": " {subject}</span> }.into_any();
    if is_hidden {
        let show = move |_| {
            draft.set(&suppression.field, Value::List(Vec::new()));
            focus_soon(after.to_owned());
        };
        return view! {
            <p class="no-print">
                <button type="button" class="plain" use:guard on:click=show>"Show again" {about}</button>
            </p>
        }
        .into_any();
    }
    let id = format!("{}-reason", suppression.field);
    let opener = format!("open-{id}");
    let is_asking = RwSignal::new(false);
    let open = {
        let id = id.clone();
        move |_| {
            is_asking.set(true);
            focus_soon(id.clone());
        }
    };
    let close = {
        let opener = opener.clone();
        Callback::new(move |()| {
            is_asking.set(false);
            focus_soon(opener.clone());
        })
    };
    let form = move || {
        is_asking.get().then(|| {
            view! { <ReasonForm suppression=suppression.clone() id=id.clone() after=after on_cancel=close/> }
        })
    };
    view! {
        <div class="no-print">
            <button type="button" class="plain" id=opener use:guard hidden=move || is_asking.get() on:click=open>
                "This is right" {about}
            </button>
            {form}
        </div>
    }
    .into_any()
}

#[component]
fn ReasonForm(suppression: Suppression, id: String, after: &'static str, on_cancel: Callback<()>) -> impl IntoView {
    let draft: DraftContext = use_draft();
    // Where something else was hidden before, its reason may do for this too.
    let before = draft.with_draft(|draft| suppression.reason(draft).0.to_owned());
    let (reason, is_missing) = (RwSignal::new(before.clone()), RwSignal::new(false));
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    let submit = {
        let id = id.clone();
        move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            let reason = reason.get_untracked();
            if reason.trim().is_empty() {
                is_missing.set(true);
                return focus_soon(id.clone());
            }
            draft.set(&suppression.field, suppression.value(&reason));
            focus_soon(after.to_owned());
        }
    };
    view! {
        <form class="confirm" on:submit=submit>
            <div class="field" class:field-invalid=is_missing>
                <label class="label" for=id.clone()>"Why is this right?"</label>
                <p class="hint" id=hint_id.clone()>"For example, \u{201c}our partner school\u{201d}."</p>
                <p class="error" id=error_id.clone() hidden=move || !is_missing.get()>
                    <span class="visually-hidden">"Error: "</span>"Enter a reason"
                </p>
                <input class="input" type="text" autocomplete="off" id=id value=before
                    aria-describedby=format!("{hint_id} {error_id}")
                    aria-invalid=move || is_missing.get().then_some("true")
                    use:guard on:input=move |event| reason.set(event_target_value(&event))/>
            </div>
            <div class="actions">
                <button type="submit" class="button button-second" use:guard>"Hide this advice"</button>
                <button type="button" class="plain" on:click=move |_| on_cancel.run(())>"Cancel"</button>
            </div>
        </form>
    }
    .into_any()
}
