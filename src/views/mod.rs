//! What people see: Leptos components over the state. They show and hand in events; they decide nothing.
//!
//! Where to start: [`app`] is the frame that every page stands in and the choice of page. `pages/` holds a file or folder
//! for each page, put together from `answers/` (components tied to the answers of a draft) and `components/` (plain ones).
//! `context` is how all of them read the state and hand in events. `lazy` is what arrives after the first page.
//!
//! Deliberately absent: conditions that matter (they are the core's, with tests), and the browser's own doings.

#![allow(clippy::needless_pass_by_value, reason = "a component owns its properties")]
#![allow(unreachable_pub, reason = "`#[component]` makes its properties public")]
#![allow(clippy::struct_excessive_bools, reason = "properties of components")]

mod answers;
mod app;
pub mod components;
mod context;
mod lazy;
mod pages;
mod undo_keys;

use context::AppContext;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// The address of the page that works without the program.
const RESCUE: &str = "rescue.html";

/// Shows the page in place of the words that stand there while it loads.
pub fn open() {
    std::panic::set_hook(Box::new(|info| failed(&info.to_string())));
    let Some(place) = document().get_element_by_id("app") else {
        return failed("the page has no place to open in");
    };
    let app = AppContext::open();
    place.set_inner_html("");
    leptos::mount::mount_to(place.unchecked_into(), move || {
        provide_context(app);
        view! { <app::App/> }
    })
    .forget();
    lazy::load(app);
}

/// Gives focus to an element that is about to be drawn, or that stays where another one goes.
///
/// It waits until all that follows from the present event is on the page, not for the next picture: a tab that is not in
/// sight draws none. Who is quicker and writes there already is left alone: what is written must not be selected under the
/// next key.
fn focus_soon(id: String) {
    let focus = move || {
        let Some(element) = document().get_element_by_id(&id) else { return };
        if document().active_element().is_some_and(|active| active == element) {
            return;
        }
        // A line that holds something is likely to be written anew.
        if let Some(input) = element.dyn_ref::<web_sys::HtmlInputElement>() {
            input.select();
        }
        // What cannot have focus leaves it where it is.
        drop(element.unchecked_into::<web_sys::HtmlElement>().focus());
    };
    set_timeout(focus, std::time::Duration::ZERO);
}

/// Hands a failure to the script that stays behind to help (assets/boot.js).
fn failed(message: &str) {
    let Some(window) = web_sys::window() else { return };
    if let Ok(show) = js_sys::Reflect::get(&window, &"upbeat_failed".into())
        && let Some(show) = show.dyn_ref::<js_sys::Function>()
    {
        // If even this fails there is nobody left to tell.
        drop(show.call1(&window, &message.into()));
    }
}
