//! What pages show, as plain values: each function reads the state and decides nothing.

mod backups;
mod commitments;
mod declarations;
mod documents;
mod drafts;
mod focus;
mod header;
mod imports;
mod numbers;
mod points;
mod quotations;
mod school;
mod section;
mod sending;
mod storage;
mod versions;

pub use backups::{last_backup, reminder};
pub use commitments::{
    Agreement, CommitmentGroup, CommitmentItem, CommitmentsAnswer, MeetingRow, Meetings, agreement_answers,
    commitment_groups, commitments_answer, commitments_lede, exception_answers, exception_reason, meetings,
};
pub use declarations::{DeclarationGroup, DeclarationItem, declaration_groups};
pub use documents::{DocumentBlock, asks_for_file, document_blocks, is_sent_another_way};
pub use drafts::{ListedDraft, call_name, elsewhere_drafts, listed_drafts};
pub use focus::{AreaRow, FocusForm, chosen_areas, focus_areas, focus_form, with_areas_of_other_rounds};
pub use header::{Header, HeaderLink, SaveWords, UndoNames, header, undo_names};
pub use imports::{ExistingDraft, ImportPreview, import_previews};
pub use numbers::{point_number, section_number};
pub use points::{
    CriterionRow, NextPoint, PointPage, PointRow, PointState, column_split, criterion_row, criterion_rows,
    criterion_summary, first_open_point, has_to_do, next_evidence, point_page, point_state,
};
pub use quotations::{
    OddityNote, Quotation, QuoteLine, QuoteLineKind, QuoteSpan, is_safe_link, marked_quotation, oddities,
    passage_quotations, quotation_of, quotations,
};
pub use school::{
    KEY_STAGES, PersonRow, RegionQuestion, SchoolFollowUps, SchoolForm, named_person, people_rows, school_follow_ups,
    school_form,
};
pub use section::{
    NotApplicable, SectionFrame, SectionLink, SectionNotes, is_asked_of, not_applicable, section_frame, section_notes,
};
pub use sending::{Sending, has_form, sending};
pub use storage::{KeptDraft, kept_drafts, kept_else, persistence_words, space_words};
pub use versions::{Change, VersionRow, attached_elsewhere, version_changes, version_rows};
