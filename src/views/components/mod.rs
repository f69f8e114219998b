//! Plain components: they take labels, signals and callbacks, and know no call and no draft. `answers/` ties them to the
//! answers of the open draft; `pages/` puts both together.

mod changes;
mod check_box;
mod confirm;
mod damage;
mod dates;
mod fold;
mod heads;
mod hub_words;
mod icons;
mod music;
mod notices;
mod radio_group;
mod read_only;
mod reading;
mod rows;
mod score;
mod segmented;
mod small;
mod text_field;

pub use changes::{Changes, LookAgain};
pub use check_box::{CheckBox, CheckGroup};
pub use confirm::Confirm;
pub use damage::Damage;
pub use dates::Dates;
pub use fold::Fold;
pub use heads::{Onward, PageHead, Way};
pub use hub_words::{AllHubWords, HubLines, HubWords, NamedLink, Oddity, OutwardLink};
pub use icons::{NoteHead, NoteShape, RedoIcon, TickIcon, UndoIcon};
pub use music::Music;
pub use notices::{Notice, NoticeTone, Toast};
pub use radio_group::{Choice, RadioGroup};
pub use read_only::{ReadOnly, guard, use_read_only};
pub use reading::ToRead;
pub use rows::{Column, Rows};
pub use score::{Score, ScoreData, ScoreGroup, ScoreNote};
pub use segmented::{Segment, Segmented};
pub use small::{Each, When};
pub use text_field::{TextField, TextKind, shows};
