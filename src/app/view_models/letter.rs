//! The page of a letter: its parts in order, what the hub asks of each, how long it is, its pages, and the evidence that can
//! be put into it.

mod answer_box;
mod asks;
mod evidence;
mod gauge;
mod layout;
mod parts;
mod sheets;

pub use answer_box::{AnswerBox, MoneyTotal, answer_box, money_total_line};
pub use asks::{Ask, asks, links_asked};
pub use evidence::{EvidencePiece, evidence_name, evidence_pieces};
pub use gauge::{GaugeSegment, LetterGauge, answers_gauge, counted_limits, letter_gauge};
pub use layout::layout_notes;
pub use parts::{LetterPart, has_boxes, letter_not_applicable, letter_parts, letter_quotation, paragraph_targets};
pub use sheets::{SheetHead, SheetRun, sheet_count, sheet_head, sheet_runs, sheet_size};
