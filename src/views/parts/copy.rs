//! Text to copy, with a button that does it.

use leptos::prelude::*;

/// A text to copy under a heading. It can be selected by hand too, should the button not be allowed to copy.
pub(in crate::views) fn copy(title: &str, note: AnyView, text: String) -> AnyView {
    let told = RwSignal::new("");
    let copied = text.clone();
    let on_copy = move |_| {
        crate::browser::copy_text(&copied, move |done| {
            told.set(if done {
                "Copied"
            } else {
                "This browser did not allow it. Select the text and copy it by hand."
            });
        });
    };
    view! {
        <div class="copy" class:copy-done=move || told.get() == "Copied">
            <h3>{title.to_owned()}</h3>
            {note}
            <pre class="copy-text" tabindex="0" role="group" aria-label=format!("Text: {title}")>{text}</pre>
            <button type="button" class="button button-second" on:click=on_copy>
                "Copy" <span class="visually-hidden">{format!(" {title}")}</span>
            </button>
            " "<span role="status">{move || told.get()}</span>
        </div>
    }
    .into_any()
}
