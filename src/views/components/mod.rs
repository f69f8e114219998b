//! Plain components: they take labels, signals and callbacks, and know no call and no draft. `answers/` ties them to the
//! answers of the open draft; `pages/` puts both together.

mod check_box;
mod confirm;
mod dates;
mod fold;
mod heads;
mod hub_words;
mod icons;
mod music;
mod notices;
mod radio_group;
mod read_only;
mod score;
mod segmented;
mod small;
mod text_field;

pub(super) use check_box::{CheckBox, CheckGroup};
pub(super) use confirm::Confirm;
pub(super) use dates::Dates;
pub(super) use fold::Fold;
pub(super) use heads::{Onward, PageHead, Way};
pub(super) use hub_words::{AllHubWords, HubWords, Oddity, OutwardLink};
pub(super) use icons::{NoteHead, NoteShape, RedoIcon, TickIcon, UndoIcon};
pub(super) use music::Music;
pub(super) use notices::{Notice, NoticeTone, Toast};
pub(super) use radio_group::{Choice, RadioGroup};
pub(super) use read_only::{ReadOnly, guard, use_read_only};
pub(super) use score::{Score, ScoreData, ScoreGroup, ScoreNote};
pub(super) use segmented::{Segment, Segmented};
pub(super) use small::{Each, When};
pub(super) use text_field::{TextField, TextKind, shows};
