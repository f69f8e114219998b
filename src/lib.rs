//! Upbeat: find out whether a school is ready to become a Lead School of its Music Hub, and make the application.
//!
//! Where to start: [`call::Call`] is what a hub asks, [`draft::Draft`] what a school has answered,
//! [`readiness::assess`] what is still missing, [`bundle`] the file that is sent, [`app::update`] the one place where
//! state changes. `ARCHITECTURE.md` maps the rooms.
//!
//! Deliberately absent from all but `browser` and `views`: the browser, Leptos, clocks and random numbers.

pub mod app;
#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod bundle;
pub mod call;
pub mod documents;
pub mod draft;
pub mod readiness;
#[cfg(target_arch = "wasm32")]
pub mod views;
