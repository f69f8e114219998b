//! What came in a file and has a double on this device: the person decides.

use leptos::prelude::*;

use crate::app::Event;
use crate::views::App;

/// The question, while it is open.
pub(in crate::views) fn incoming(app: App) -> AnyView {
    let asked = app.memo(|state| {
        state.incoming.as_ref().map(|incoming| {
            let doubles: Vec<String> = incoming
                .doubles(state)
                .map(|held| {
                    format!(
                        "\u{201c}{}\u{201d}, last changed {}",
                        held.draft.title(),
                        held.draft.changed.london().0.long()
                    )
                })
                .collect();
            let came: Vec<String> = incoming
                .drafts
                .iter()
                .map(|(draft, _)| {
                    format!("\u{201c}{}\u{201d}, last changed {}", draft.title(), draft.changed.london().0.long())
                })
                .collect();
            (incoming.file.clone(), came, doubles)
        })
    });
    (move || {
        asked.get().map(|(file, came, doubles)| {
            let list = |items: Vec<String>| items.into_iter().map(|item| view! { <li>{item}</li> }).collect_view();
            view! {
                <div class="notice notice-warn" role="alert">
                    <h2>"This application is already on this device"</h2>
                    <p>{format!("\u{201c}{file}\u{201d} holds:")}</p><ul>{list(came)}</ul>
                    <p>"On this device there is:"</p><ul>{list(doubles)}</ul>
                    <div class="actions">
                        <button type="button" class="button" on:click=move |_| app.send(Event::TakeIn { replace: false })>"Keep both"</button>
                        <button type="button" class="button button-warn" on:click=move |_| app.send(Event::TakeIn { replace: true })>"Replace what is here with the file"</button>
                        <button type="button" class="button button-plain" on:click=move |_| app.send(Event::LeaveIt)>"Do not open the file"</button>
                    </div>
                </div>
            }
        })
    })
    .into_any()
}
