//! The name and version of the page's rescue file.

/// What the page's rescue file says that it is (`assets/boot.js` writes it, without the program).
pub const RESCUE_FORMAT: &str = "upbeat-rescue";
/// The newest version of the rescue file that this program reads.
pub const RESCUE_VERSION: u64 = 1;
