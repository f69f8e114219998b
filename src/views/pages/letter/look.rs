//! How the letter looks on paper: what the call leaves to the school.

use crate::call::{Letter, LetterKind, Spacing};
use crate::documents::salutation;
use crate::draft::{Field, LetterField, Look, is_asked};
use crate::views::Work;
use crate::views::html::{Part, styled};
use crate::views::parts::{Choice, Kind, choose_usual, fold, para, typed};

/// The settings, each with what is usual.
pub(super) fn look(work: &Work, letter: &Letter) -> Part {
    if letter.kind != LetterKind::Letter {
        return Part::NONE;
    }
    let usual = Look::default();
    let at = |leaf| Field::Letter(letter.id.clone(), leaf);
    let asked = |leaf| is_asked(&work.call, &at(leaf));
    let mut parts: Vec<Part> = Vec::new();
    if letter.sheet.is_some() {
        parts.push(para("hint", "The hub sets some of the layout.").into());
    }
    let greeting = work.peek(|draft| salutation(&work.call, draft, letter));
    let lines = [
        (LetterField::Date, Kind::Day, "Date of the letter", "Leave blank to use the day you download it."),
        (
            LetterField::AddressBlock,
            Kind::Text,
            "School address",
            "One line each, without the school\u{2019}s name. Leave blank to print no address.",
        ),
    ];
    if asked(LetterField::Salutation) {
        let hint = format!("Leave blank to use \u{201c}{greeting}\u{201d}, or start your opening with a greeting.");
        parts.push(typed(work, at(LetterField::Salutation), Kind::Line, "Greeting", &hint));
    }
    for (leaf, kind, label, hint) in lines {
        if asked(leaf) {
            parts.push(typed(work, at(leaf), kind, label, hint));
        }
    }
    if asked(LetterField::Size) {
        let sizes = ["10", "10.5", "11", "12"].map(|size| {
            let usual = if size == usual.points() { " (recommended)" } else { "" };
            Choice::new(size, &format!("{size} point{usual}"))
        });
        let hint = "Below 10 point is hard to read.";
        parts.push(choose_usual(work, &at(LetterField::Size), "Text size", hint, &sizes, &usual.points()));
    }
    if asked(LetterField::Spacing) {
        let spacings = Spacing::ALL.map(|spacing| {
            let name = match spacing {
                Spacing::Single => "Single (recommended)",
                Spacing::Loose => "1.15",
                Spacing::OneAndAHalf => "1.5",
                Spacing::Double => "Double",
            };
            Choice::new(spacing.as_str(), name)
        });
        let single = Spacing::Single.as_str();
        parts.push(choose_usual(work, &at(LetterField::Spacing), "Line spacing", "", &spacings, single));
    }
    if asked(LetterField::Headings) {
        let choices = [Choice::new("on", "Yes (recommended)"), Choice::new("off", "No")];
        parts.push(choose_usual(
            work,
            &at(LetterField::Headings),
            "Use the hub\u{2019}s prompts as headings?",
            "",
            &choices,
            "on",
        ));
    }
    let mut fields = styled("div", "fields");
    if asked(LetterField::Margins) {
        let hint = format!("In millimetres. Leave blank for {}.", usual.margins);
        fields = fields.add(typed(work, at(LetterField::Margins), Kind::Short, "Margins", &hint));
    }
    if asked(LetterField::Letterhead) {
        let hint = "Space to leave at the top of page 1, in millimetres. Your name and address are then not printed.";
        fields = fields.add(typed(work, at(LetterField::Letterhead), Kind::Short, "Space for letterhead", hint));
    }
    parts.push(fields.into());
    fold("Letter layout", parts.into_iter().collect::<Part>()).into()
}
