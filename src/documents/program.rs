//! The program's name.

/// The product and its version, as it signs what it writes.
pub const PROGRAM: &str = concat!("Upbeat ", env!("CARGO_PKG_VERSION"));
