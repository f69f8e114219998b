//! The page: what loads first.
fn main() {}
