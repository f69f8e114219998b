//! A hundred mistakes.
