//! Upbeat
