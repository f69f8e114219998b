//! What pages show, as plain values: each function reads the state and decides nothing.

mod about_hub;
mod afterwards;
mod backups;
mod check;
mod commitments;
mod dates;
mod deadline;
mod declarations;
mod documents;
mod drafts;
mod erase;
mod files_line;
mod focus;
mod header;
mod hub_changes;
mod hub_document;
mod hub_page;
mod imports;
mod letter;
mod lots;
mod numbers;
mod overview;
mod own_dates;
mod places;
#[cfg(test)]
mod places_tests;
mod points;
mod quotations;
mod reading;
mod receipt;
mod school;
mod score;
mod section;
mod section_counts;
mod sending;
mod site;
mod start;
mod storage;
mod trash;
mod unprinted;
mod versions;
#[cfg(test)]
mod voice_tests;

pub use about_hub::{DataNotice, data_notice, footer_links};
pub use afterwards::{Afterwards, NextRound, afterwards, next_rounds};
pub use backups::{last_backup, reminder};
pub use check::{CheckFindings, CheckView, FindingRow, ask_label, check_view, unanswered_label};
pub use commitments::{
    Agreement, CommitmentGroup, CommitmentItem, CommitmentsAnswer, MeetingRow, Meetings, agreement_answers,
    commitment_groups, commitments_answer, commitments_lede, exception_answers, meetings,
};
pub use dates::{DateList, DateRow, all_dates, dates_after_deadline};
pub use deadline::{Closing, deadline_line};
pub use declarations::{DeclarationGroup, DeclarationItem, declaration_groups, declarations_after_sending};
pub use documents::{DocumentBlock, asks_for_file, document_blocks, is_sent_another_way};
pub use drafts::{ListedDraft, call_name, elsewhere_drafts, listed_drafts, rename_hint};
pub use erase::{EraseFile, EraseFiles, EraseStage, erase_needs, erase_stage, is_file_handed};
pub use files_line::files_line;
pub use focus::{
    AreaRow, ChosenArea, FocusForm, chosen_area, chosen_areas, focus_areas, focus_form, with_areas_of_other_rounds,
};
pub use header::{Header, HeaderLink, SaveWords, UndoNames, header, undo_announcement, undo_names};
pub use hub_changes::{HubChanges, HubChangesOf, changed_note, hub_changes, hub_changes_link, kept_answer};
pub use hub_document::{DocumentPart, HubDocument, hub_documents};
pub use hub_page::{BegunDraft, ContactLine, HubPage, HubTopic, begun_drafts, has_example, hub_lede, hub_page};
pub use imports::{
    ExistingDraft, ImportFact, ImportPreview, ImportQuestion, ImportRow, import_previews, import_question, import_row,
};
pub use letter::{
    AnswerBox, Ask, EvidencePiece, GaugeSegment, LetterGauge, LetterPart, MoneyTotal, SheetHead, SheetRun, answer_box,
    answers_gauge, asks, counted_limits, evidence_name, evidence_pieces, has_boxes, layout_notes, letter_gauge,
    letter_not_applicable, letter_parts, letter_quotation, links_asked, money_total_line, paragraph_targets,
    sheet_count, sheet_head, sheet_runs, sheet_size,
};
pub use lots::{ClusterForm, LotsForm, cluster_form, lots_form};
pub use numbers::{finding_number, point_number, point_of, section_number};
pub use overview::{NextStep, Overview, SectionRow, finding_address, overview, progress_of, round_name};
pub use own_dates::{OwnDateRow, own_dates, wrong_choice};
pub use places::{PlaceList, places_for};
pub use points::{
    BranchQuestion, CriterionRow, GateQuestion, NextPoint, PointPage, PointRow, PointState, column_split,
    criterion_row, criterion_rows, criterion_summary, first_open_point, has_to_do, judged_on, next_evidence,
    point_page, point_state, scale_words,
};
pub use quotations::{
    OddityNote, Quotation, QuoteLine, QuoteLineKind, QuoteSpan, is_safe_link, marked_quotation, oddities,
    passage_quotations, quotation_of, quotations,
};
pub use reading::{ReadRow, read_first, read_first_of_call};
pub use receipt::{Receipt, receipt};
pub use school::{
    KEY_STAGES, PersonRow, RegionQuestion, SchoolFollowUps, SchoolForm, SchoolQuestions, named_person, offers_same_as,
    people_rows, school_follow_ups, school_form, school_questions,
};
pub use score::{StandNote, StandScore, stand_score};
pub use section::{
    NotApplicable, SectionFrame, SectionLink, SectionNotes, is_asked_of, not_applicable, section_frame, section_notes,
};
pub use section_counts::Counted;
pub use sending::{
    HoldsCell, HoldsCells, HoldsGroup, HubGets, Sending, SendingFile, SendingItem, SendingWay, holds_groups,
    holds_table, hub_gets, left_to_send, sending,
};
pub use site::{Site, SiteRound, footer_line, site};
pub use start::{
    DraftFigures, FiguresKey, ListedCall, StartDraft, draft_figures, figures_key, listed_calls, start_draft,
    start_title,
};
pub use storage::{
    KeptDraft, StoredDraft, StoredHere, UnreadableRow, kept_drafts, kept_else, persistence_words, stored_here,
    unreadable_rows,
};
pub use trash::{DeletedRow, deleted_rows};
pub use unprinted::unprinted_note;
pub use versions::{
    Change, ChangeKind, ChangedAnswer, VersionEntry, VersionList, VersionRow, attached_elsewhere, changed_answers,
    version_changes, version_list, version_rows,
};
