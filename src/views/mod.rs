//! What people see: Leptos views over the state. They show and hand in events; they decide nothing.
//!
//! Where to start: [`shell`] is the frame that every page stands in and the choice of page; `pages/` holds one file
//! per page, `parts/` what stands on several and knows no call, `html` what all of it is made of. [`App`] is how a view
//! reads the state and hands in an event, [`Work`] the same for one draft.
//!
//! Deliberately absent: conditions that matter (they are the core's, with tests), and the browser's own doings.

mod handle;
mod html;
mod pages;
mod parts;
mod rest;
mod shell;

pub use handle::{App, Work};

use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Shows the page in place of the shell's opening words.
pub fn open() {
    std::panic::set_hook(Box::new(|info| failed(&info.to_string())));
    let Some(place) = document().get_element_by_id("app") else {
        return failed("the page has no place to open in");
    };
    let app = App::open();
    wasm_bindgen_futures::spawn_local(async move {
        match rest::rest().await {
            Ok(rest) => app.complete(rest),
            Err(()) => failed("Part of Upbeat did not load."),
        }
    });
    place.set_inner_html("");
    // Leptos starts its reactive graph around what is drawn; the page draws itself (html.rs).
    leptos::mount::mount_to_renderer(&place.clone(), move || shell::shell(app).place_in(&place)).forget();
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
