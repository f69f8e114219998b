//! What pages show, as plain values: each function reads the state and decides nothing.

mod backups;
mod drafts;
mod header;
mod imports;
mod letter;
mod quotations;
mod sending;
mod storage;
mod versions;

pub use backups::{last_backup, reminder};
pub use drafts::{ListedDraft, call_name, elsewhere_drafts, listed_drafts};
pub use header::{Header, HeaderLink, SaveWords, UndoNames, header, undo_names};
pub use imports::{ExistingDraft, ImportPreview, import_previews};
pub use letter::{
    Ask, EvidencePiece, GaugeSegment, LetterGauge, LetterPart, SectionWay, SheetHead, SheetRun, answers_gauge, asks,
    counted_limits, evidence_name, evidence_pieces, letter_gauge, letter_parts, letter_quotation, links_asked,
    not_applicable, paragraph_targets, section_way, sheet_count, sheet_head, sheet_runs, sheet_size,
};
pub use quotations::{
    OddityNote, Quotation, QuoteLine, QuoteLineKind, QuoteSpan, is_safe_link, marked_quotation, oddities,
    passage_quotations, quotation_of, quotations,
};
pub use sending::{Sending, has_form, sending};
pub use storage::{KeptDraft, kept_drafts, kept_else, persistence_words, space_words};
pub use versions::{Change, VersionRow, attached_elsewhere, version_changes, version_rows};
