//! Carries out what the program asks for.

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::open::{Sender, later, window};
use super::{files, storage};
use crate::app::{Effect, Event, Focus, KeepEvent, draft_key};

pub(super) fn carry_out(sender: &Sender, effect: Effect) {
    match effect {
        Effect::Store { key, text } => {
            // An answer that lies apart is worth nothing without its draft, which somebody may have removed.
            let vanished = draft_key(&key).is_some_and(|whole| !storage::has(&whole));
            sender.send(match storage::store(&key, &text) {
                Ok(()) => Event::Stored { key },
                Err(refusal) if refusal.full => Event::Keep(KeepEvent::Full { key, why: refusal.why }),
                Err(refusal) => Event::NotStored { key, why: refusal.why },
            });
            if vanished {
                sender.send(Event::Keep(KeepEvent::Vanished));
            }
        }
        Effect::Keep(ask) => sender.keep(ask),
        Effect::Forget { key } => {
            if let Err(why) = storage::forget(&key) {
                sender.send(Event::NotForgotten { key, why });
            }
        }
        Effect::FetchIndex => fetch(sender, "calls/index.json".to_owned(), Event::IndexCame),
        Effect::FetchCall(id) => fetch(sender, format!("calls/{id}.json"), |text| Event::CallCame(id, text)),
        Effect::FetchExample(id) => fetch(sender, format!("examples/{id}.json"), |text| Event::ExampleCame(id, text)),
        Effect::GoTo(route) => {
            // An address of our own making; the browser cannot refuse it.
            drop(window().location().set_hash(&route.to_string()));
        }
        Effect::Arrived(focus) => arrived(focus),
        Effect::AwaitPaint => await_paint(sender),
        Effect::Download { name, kind, content } => files::download(&name, kind, &content),
        Effect::Tabs(effect) => sender.between_tabs(effect),
        Effect::HandOver { name } => {
            if let Some(made) = sender.press().take_made() {
                files::hand_over(&name, &made);
            }
        }
        Effect::KeepFile { number, name } => sender.press().keep(sender, number, name),
        Effect::GetFile(id, kind) => sender.press().get(sender, id, kind),
        Effect::DownloadFrom { name, address } => files::download_from(&name, address),
        Effect::LetGo(address) => drop(web_sys::Url::revoke_object_url(&address)),
        Effect::ListFiles => sender.press().list(sender),
        Effect::DropFiles(ids) => sender.press().drop_files(sender, ids),
        Effect::StopPress => sender.press().stop(),
        Effect::Make(job) => sender.press().make(sender, job),
        Effect::ReadFile { name, letter } => files::read_chosen(sender, &name, letter),
    }
}

fn fetch(sender: &Sender, address: String, event: impl FnOnce(Result<String, String>) -> Event + 'static) {
    let sender = sender.clone();
    spawn_local(async move {
        let result = fetch_text(&address).await;
        sender.send(event(result));
    });
}

async fn fetch_text(address: &str) -> Result<String, String> {
    let unreachable = |_| {
        format!(
            "The file \u{201c}{address}\u{201d} could not be loaded. Are you online? Reload this page to try again."
        )
    };
    let response = JsFuture::from(window().fetch_with_str(address)).await.map_err(unreachable)?;
    let response: web_sys::Response = response.dyn_into().map_err(unreachable)?;
    if !response.ok() {
        return Err(format!(
            "The file \u{201c}{address}\u{201d} is not on this host (it answered {}). Tell the hub whose page this is.",
            response.status()
        ));
    }
    let text = JsFuture::from(response.text().map_err(unreachable)?).await.map_err(unreachable)?;
    text.as_string().ok_or_else(|| unreachable(JsValue::NULL))
}

/// Tells when the next picture of the page is on the screen: the task after the frame that draws it.
fn await_paint(sender: &Sender) {
    let sender = sender.clone();
    let drawn = Closure::once_into_js(move || later(0, move || sender.send(Event::Painted)));
    // A window that is not shown draws nothing; what happens next to it has the check made.
    drop(window().request_animation_frame(drawn.unchecked_ref()));
}

/// Sets focus when the page has been drawn.
fn arrived(focus: Focus) {
    if focus == Focus::Stay {
        return;
    }
    later(0, move || {
        let Some(document) = window().document() else { return };
        let answer = match &focus {
            Focus::Answer(id) => document.get_element_by_id(id),
            _ => None,
        };
        let to_answer = answer.is_some();
        let Some(element) = answer.or_else(|| document.query_selector("main h1").ok().flatten()) else { return };
        if !to_answer {
            window().scroll_to_with_x_and_y(0.0, 0.0);
        }
        if let Ok(element) = element.dyn_into::<web_sys::HtmlElement>() {
            // An element that cannot have focus leaves it where it is: nothing is lost by that.
            drop(element.focus());
            if to_answer {
                element.scroll_into_view();
            }
        }
    });
}
