//! Upbeat

/// The file that is sent: which files it holds, how it is written, how one is read back.
pub mod bundle;
