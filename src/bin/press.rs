//! The press: a web worker that writes and reads bundles, loaded when the page is idle.
fn main() {}
