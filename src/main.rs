//! The page: what loads first. It wires `app`, `browser` and `views` together, nothing else.

#[cfg(target_arch = "wasm32")]
fn main() {
    upbeat::views::open();
}

/// Elsewhere there is no page: `cargo xtask` builds this for the browser.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
