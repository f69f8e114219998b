//! The worker: a second program that makes and opens files and keeps attached files, loaded when the page is idle. What it
//! does is in `bundle::worker`, what it needs of the browser in `browser::worker`.

#[cfg(target_arch = "wasm32")]
fn main() {
    upbeat::browser::listen_to_the_page();
}

/// Elsewhere there is no worker: `cargo xtask` builds this for the browser.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
