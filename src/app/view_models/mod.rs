//! What pages show, as plain values: each function reads the state and decides nothing.

mod afterwards;
mod backups;
mod dates;
mod drafts;
mod erase;
mod header;
mod hub_document;
mod hub_page;
mod imports;
mod quotations;
mod sending;
mod site;
mod storage;
mod trash;
mod versions;

pub use afterwards::{Afterwards, NextRound, afterwards, next_rounds};
pub use backups::{last_backup, reminder};
pub use dates::{DateList, DateRow, all_dates, dates_after_deadline};
pub use drafts::{ListedDraft, call_name, elsewhere_drafts, listed_drafts};
pub use erase::{EraseFiles, EraseStage, erase_needs, erase_stage, is_file_handed};
pub use header::{Header, HeaderLink, SaveWords, UndoNames, header, undo_names};
pub use hub_document::{DocumentPart, HubDocument, hub_documents};
pub use hub_page::{BegunDraft, ContactLine, HubPage, HubTopic, begun_drafts, has_example, hub_lede, hub_page};
pub use imports::{
    ExistingDraft, ImportFact, ImportPreview, ImportQuestion, ImportRow, import_previews, import_question, import_row,
};
pub use quotations::{
    OddityNote, Quotation, QuoteLine, QuoteLineKind, QuoteSpan, is_safe_link, marked_quotation, oddities,
    passage_quotations, quotation_of, quotations,
};
pub use sending::{Sending, has_form, sending};
pub use site::{Site, SiteRound, site};
pub use storage::{
    KeptDraft, StoredDraft, StoredHere, UnreadableRow, kept_drafts, kept_else, persistence_words, space_words,
    stored_here, unreadable_rows,
};
pub use trash::{DeletedRow, deleted_rows};
pub use versions::{
    Change, ChangeKind, ChangedAnswer, VersionEntry, VersionList, VersionRow, attached_elsewhere, changed_answers,
    version_changes, version_list, version_rows,
};
