//! What pages show, as plain values: each function reads the state and decides nothing.

mod backups;
mod check;
mod deadline;
mod drafts;
mod header;
mod imports;
mod numbers;
mod overview;
mod quotations;
mod score;
mod section_counts;
mod sending;
mod start;
mod storage;
mod versions;

pub use backups::{last_backup, reminder};
pub use check::{CheckFindings, CheckView, FindingRow, ask_label, check_view, unanswered_label};
pub use deadline::{Closing, deadline_line};
pub use drafts::{ListedDraft, call_name, elsewhere_drafts, listed_drafts};
pub use header::{Header, HeaderLink, SaveWords, UndoNames, header, undo_names};
pub use imports::{ExistingDraft, ImportPreview, import_previews};
pub use numbers::{finding_number, point_number, point_of, section_number};
pub use overview::{NextStep, Overview, SectionRow, finding_address, overview, progress_of, round_name};
pub use quotations::{
    OddityNote, Quotation, QuoteLine, QuoteLineKind, QuoteSpan, is_safe_link, marked_quotation, oddities,
    passage_quotations, quotation_of, quotations,
};
pub use score::{StandNote, StandScore, stand_score};
pub use section_counts::Counted;
pub use sending::{Sending, has_form, sending};
pub use start::{
    DraftFigures, FiguresKey, ListedCall, StartDraft, draft_figures, figures_key, listed_calls, start_draft,
    start_title,
};
pub use storage::{KeptDraft, kept_drafts, kept_else, persistence_words, space_words};
pub use versions::{Change, VersionRow, attached_elsewhere, version_changes, version_rows};
