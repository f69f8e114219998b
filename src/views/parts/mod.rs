//! What stands on several pages. Nothing here knows a call's content: it is handed in.

mod applying;
mod aside;
mod choose;
mod copy;
mod deadline;
mod files;
mod focus;
mod keeping;
mod leaving;
mod links;
mod making;
mod paper;
mod section;
mod staff;
mod tabs;
mod typed;
mod undo;
mod words;

pub(super) use applying::*;
pub(super) use aside::*;
pub(super) use choose::*;
pub(super) use copy::*;
pub(super) use deadline::*;
pub(super) use files::*;
pub(super) use focus::*;
pub(super) use keeping::*;
pub(super) use leaving::*;
pub(super) use links::*;
pub(super) use making::*;
pub(super) use paper::*;
pub(super) use section::*;
pub(super) use staff::*;
pub(super) use tabs::*;
pub(super) use typed::*;
pub(super) use undo::*;
pub(super) use words::*;
