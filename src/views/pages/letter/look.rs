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
        parts.push(para("hint", "Some of it is fixed by the hub, and not asked here.").into());
    }
    let greeting = work.peek(|draft| salutation(&work.call, draft, letter));
    let lines = [
        (LetterField::Date, Kind::Day, "Date of the letter", "Left out, it is the day on which you save it."),
        (
            LetterField::AddressBlock,
            Kind::Text,
            "The school\u{2019}s address",
            "A line each, without the school\u{2019}s name. Left out, none is printed.",
        ),
    ];
    if asked(LetterField::Salutation) {
        let hint = format!("Left out, it is \u{201c}{greeting}\u{201d}, unless your opening begins with a greeting.");
        parts.push(typed(work, at(LetterField::Salutation), Kind::Line, "Greeting", &hint));
    }
    for (leaf, kind, label, hint) in lines {
        if asked(leaf) {
            parts.push(typed(work, at(leaf), kind, label, hint));
        }
    }
    if asked(LetterField::Size) {
        let sizes = ["10", "10.5", "11", "12"].map(|size| {
            let usual = if size == usual.points() { " (usual)" } else { "" };
            Choice::new(size, &format!("{size} points{usual}"))
        });
        let hint = "Smaller than 10 points is hard to read in print; a panel may mind.";
        parts.push(choose_usual(work, &at(LetterField::Size), "Size of the text", hint, &sizes, &usual.points()));
    }
    if asked(LetterField::Spacing) {
        let spacings = Spacing::ALL.map(|spacing| {
            let name = match spacing {
                Spacing::Single => "Single (usual)",
                Spacing::Loose => "1.15",
                Spacing::OneAndAHalf => "One and a half",
                Spacing::Double => "Double",
            };
            Choice::new(spacing.as_str(), name)
        });
        let single = Spacing::Single.as_str();
        parts.push(choose_usual(work, &at(LetterField::Spacing), "Space between lines", "", &spacings, single));
    }
    if asked(LetterField::Headings) {
        let choices = [Choice::new("on", "Yes (usual)"), Choice::new("off", "No")];
        parts.push(choose_usual(
            work,
            &at(LetterField::Headings),
            "Do the hub\u{2019}s prompts stand in it as headings?",
            "",
            &choices,
            "on",
        ));
    }
    let mut fields = styled("div", "fields");
    if asked(LetterField::Margins) {
        let hint = format!("In millimetres, on all sides. Left out, {}.", usual.margins);
        fields = fields.add(typed(work, at(LetterField::Margins), Kind::Short, "Margins", &hint));
    }
    if asked(LetterField::Letterhead) {
        let hint = "Millimetres to keep free at the top of the first page. Left out, none; with some, name and address are not printed.";
        fields = fields.add(typed(work, at(LetterField::Letterhead), Kind::Short, "Room for a letterhead", hint));
    }
    parts.push(fields.into());
    fold("How the letter looks on paper", parts.into_iter().collect::<Part>()).into()
}
