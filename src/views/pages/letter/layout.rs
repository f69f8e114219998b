//! How the letter looks on paper: what the call leaves to the school.

use std::sync::Arc;

use leptos::prelude::*;

use super::asks::opens_for;
use crate::app::layout_notes;
use crate::call::{Letter, Spacing, Voice};
use crate::documents::salutation;
use crate::draft::{Field, LetterField, Look, is_asked};
use crate::views::answers::{ChoiceAnswer, TextAnswer};
use crate::views::components::{Choice, Fold, TextKind};
use crate::views::context::use_draft;

/// What can be set, in the order in which it is asked.
const SETTINGS: [LetterField; 8] = [
    LetterField::Salutation,
    LetterField::Date,
    LetterField::AddressBlock,
    LetterField::Size,
    LetterField::Spacing,
    LetterField::Headings,
    LetterField::Margins,
    LetterField::Letterhead,
];

/// The settings, to unfold.
#[component]
pub(super) fn LayoutFold(letter: Arc<Letter>) -> impl IntoView {
    let call = use_draft().call();
    let at = |leaf: LetterField| Field::Letter(letter.id.clone(), leaf);
    let asked: Vec<LetterField> = SETTINGS.into_iter().filter(|leaf| is_asked(&call, &at(*leaf))).collect();
    let opens = opens_for(asked.iter().map(|leaf| at(*leaf)).collect());
    let fixed = layout_notes(&call, &letter).into_iter().map(|note| view! { <p class="hint">{note}</p> });
    let fixed = fixed.collect::<Vec<_>>();
    let settings = asked.into_iter().map(|leaf| setting(&letter, leaf)).collect::<Vec<_>>();
    view! {
        <Fold summary="Letter layout" opens=opens>
            <div class="letter-layout">{fixed}<div class="fields">{settings}</div></div>
        </Fold>
    }
}

fn setting(letter: &Letter, leaf: LetterField) -> AnyView {
    let field = Field::Letter(letter.id.clone(), leaf);
    let usual = Look::default();
    let text = |field, kind, label: &'static str, hint: String| {
        view! { <TextAnswer field=field kind=kind label=label hint=hint/> }.into_any()
    };
    let choice = |field, legend: &'static str, hint: &'static str, choices, usual: String| {
        view! { <ChoiceAnswer field=field legend=legend hint=hint choices=choices usual=usual/> }.into_any()
    };
    match leaf {
        LetterField::Salutation => {
            let draft = use_draft();
            let greeting = draft.with_draft(|open| salutation(&draft.call(), open, letter));
            let hint = format!("Leave blank to use \u{201c}{greeting}\u{201d}, or start your opening with a greeting.");
            text(field, TextKind::Line, "Greeting", hint)
        }
        LetterField::Date => {
            text(field, TextKind::Day, "Date of the letter", "Leave blank to use the day you download it.".to_owned())
        }
        LetterField::AddressBlock => {
            let draft = use_draft();
            let hint =
                format!("One line each, without the {}\u{2019}s name. Leave blank to print no address.", draft.noun());
            text(field, TextKind::Text, draft.call().applicant(None).address_label(), hint)
        }
        LetterField::Size => {
            let sizes = ["10", "10.5", "11", "12"].map(|size| {
                let is_usual = size == usual.points();
                Choice::new(size, &format!("{size} point{}", if is_usual { " (recommended)" } else { "" }))
            });
            choice(field, "Text size", "Below 10 point is hard to read.", sizes.to_vec(), usual.points())
        }
        LetterField::Spacing => {
            let spacings = Spacing::ALL.map(|spacing| {
                let name = match spacing {
                    Spacing::Single => "Single (recommended)",
                    Spacing::Loose => "1.15",
                    Spacing::OneAndAHalf => "1.5",
                    Spacing::Double => "Double",
                };
                Choice::new(spacing.as_str(), name)
            });
            choice(field, "Line spacing", "", spacings.to_vec(), Spacing::Single.as_str().to_owned())
        }
        LetterField::Headings => {
            let choices = vec![Choice::new("on", "Yes (recommended)"), Choice::new("off", "No")];
            let legend = match use_draft().call().hub.voice() {
                Voice::Other => "Use the hub\u{2019}s prompts as headings?",
                Voice::Own => "Use our prompts as headings?",
            };
            choice(field, legend, "", choices, "on".to_owned())
        }
        LetterField::Margins => {
            let hint = format!("In millimetres. Leave blank for {}.", usual.margins);
            text(field, TextKind::Short, "Margins", hint)
        }
        LetterField::Letterhead => {
            let hint =
                "Space to leave at the top of page 1, in millimetres. Your name and address are then not printed.";
            text(field, TextKind::Short, "Space for letterhead", hint.to_owned())
        }
        LetterField::Opening
        | LetterField::Text
        | LetterField::Closing
        | LetterField::Attached
        | LetterField::Files
        | LetterField::SupportAttached
        | LetterField::Support
        | LetterField::SupportFrom
        | LetterField::SupportWanted
        | LetterField::SupportPlacement => ().into_any(),
    }
}
