//! The press: a web worker that writes and reads bundles and keeps attached files, loaded when the page is idle. It hears
//! a request, does it, and answers; everything that can be wrong is in `bundle`, what it takes of the browser in `browser`.

#[cfg(target_arch = "wasm32")]
fn main() {
    upbeat::browser::listen_to_the_page();
}

/// Elsewhere there is no press: `cargo xtask` builds this for the browser.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
