//! What stands on several pages. Nothing here knows a call's content: it is handed in.

mod applying;
mod aside;
mod choose;
mod copy;
mod deadline;
mod focus;
mod links;
mod making;
mod paper;
mod section;
mod staff;
mod tabs;
mod typed;
mod words;

pub(super) use applying::*;
pub(super) use aside::*;
pub(super) use choose::*;
pub(super) use copy::*;
pub(super) use deadline::*;
pub(super) use focus::*;
pub(super) use links::*;
pub(super) use making::*;
pub(super) use paper::*;
pub(super) use section::*;
pub(super) use staff::*;
pub(super) use tabs::*;
pub(super) use typed::*;
pub(super) use words::*;
