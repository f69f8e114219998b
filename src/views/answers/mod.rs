//! Components tied to the answers of the open draft. The id of a control is the address of its answer, so that links and
//! focus find it.

mod choices;
mod files;
mod hide_advice;
mod links;
mod look_again;
mod rows;
mod texts;
mod unprinted;

pub(super) use choices::{ChoiceAnswer, ChoicesAnswer, RatingAnswer, TickAnswer, YesNoAnswer};
pub(super) use files::{AddFiles, FilesAnswer, FilesBox, drop_place};
pub(super) use hide_advice::HideAdvice;
pub(super) use links::{AddLink, LinksAnswer};
pub(super) use look_again::ChangedNote;
pub(super) use rows::RowsAnswer;
pub(super) use texts::TextAnswer;
