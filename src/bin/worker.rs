//! The worker: a web worker that makes and opens files and stores attached ones. The page loads it when it is idle.
//! What it does is in `bundle::worker`, what it needs of the browser in `browser::worker`.

#[cfg(target_arch = "wasm32")]
fn main() {
    upbeat::browser::listen_to_the_page();
}

/// Elsewhere there is no worker: `cargo xtask` builds this for the browser.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
