//! One file per page.

mod afterwards;
mod call;
mod criterion;
mod declarations;
mod documents;
mod duties;
mod export;
mod focus;
mod help;
mod hub_words;
mod incoming;
mod letter;
mod lost;
mod readiness;
mod school;
mod start;
mod tasks;

pub(super) use afterwards::afterwards;
pub(super) use call::call;
pub(super) use criterion::criterion;
pub(super) use declarations::declarations;
pub(super) use documents::documents;
pub(super) use duties::duties;
pub(super) use export::export;
pub(super) use focus::focus;
pub(super) use help::help;
pub(super) use hub_words::hub_words;
pub(super) use incoming::incoming;
pub(super) use letter::letter;
pub(super) use lost::{lost, no_call};
pub(super) use readiness::readiness;
pub(super) use school::school;
pub(super) use start::start;
pub(super) use tasks::tasks;
