//! A question before something goes for good.

use leptos::prelude::*;

use super::guard;

/// A question with two answers. The whole takes focus by its id, so that the question is read out when it opens.
#[component]
pub fn Confirm(
    #[prop(into)] id: String,
    #[prop(into)] question: String,
    /// What the button says that does it.
    #[prop(into)]
    yes: String,
    #[prop(into)] on_yes: Callback<()>,
    #[prop(into)] on_no: Callback<()>,
) -> impl IntoView {
    let question_id = format!("{id}-question");
    let labelled_by = question_id.clone();
    view! {
        <div class="confirm" id=id tabindex="-1" role="group" aria-labelledby=labelled_by>
            <p id=question_id>{question}</p>
            <div class="actions">
                <button type="button" class="button button-warn" use:guard on:click=move |_| on_yes.run(())>{yes}</button>
                <button type="button" class="plain" on:click=move |_| on_no.run(())>"Cancel"</button>
            </div>
        </div>
    }
    .into_any()
}
