//! A letter, or answers to a form: one box for each prompt beside the hub's guidance.

mod beside;
mod bring;
mod length;
mod look;

use leptos::prelude::*;

use self::beside::{Side, beside_id, context, sources};
use self::length::Writing;
use crate::browser::show_caret;
use crate::call::{Letter, LetterId, LetterKind, Placement, Prompt, Section, Support};
use crate::documents::limit_words;
use crate::draft::{Field, LetterField, PromptField, counted};
use crate::views::Work;
use crate::views::html::{Part, all, el, show_while, styled};
use crate::views::parts::{
    Choice, Kind, OWN_LINES, aside_note, choose_one, choose_some, odd, para, quotation, section_end, section_start,
    typed, words, yes_or_no,
};

/// The page of a letter.
pub(in crate::views) fn letter(work: &Work, id: &LetterId) -> Part {
    let section = Section::Letter(id.clone());
    let Some(letter) = work.call.letter(id) else { return Part::NONE };
    let field = |leaf| Field::Letter(letter.id.clone(), leaf);
    let (side, writing) = (RwSignal::new(Side::at_first()), RwSignal::new(None));
    let is_letter = letter.kind == LetterKind::Letter;
    let opening = is_letter.then(|| {
        typed(
            work,
            field(LetterField::Opening),
            Kind::Text,
            "Opening",
            "Say why you are writing, in a sentence or two.",
        )
    });
    let closing = is_letter.then(|| {
        typed(
            work,
            field(LetterField::Closing),
            Kind::Text,
            "Closing",
            "End the letter. Upbeat adds the names from \u{201c}Your school\u{201d}.",
        )
    });
    all([
        section_start(work, &section),
        words(&work.call, &letter.statements),
        odd(&work.call, &letter.oddities),
        aside_note(work, &letter.when, |aside| Some(para("notice", &aside.because))),
        length::measure(work, letter),
        bring::bring(work, letter),
        look::look(work, letter),
        opening.into(),
        letter.prompts.iter().map(|prompt| prompt_section(work, letter, prompt, side, writing)).collect(),
        letter.support.as_ref().map(|support| support_section(work, letter, support)).into(),
        closing.into(),
        length::printed(work, letter),
        section_end(work, &section),
    ])
}

fn prompt_section(work: &Work, letter: &Letter, prompt: &Prompt, side: RwSignal<Side>, writing: Writing) -> Part {
    let field = |leaf| Field::Prompt(letter.id.clone(), prompt.id.clone(), leaf);
    let mut points = Vec::new();
    for point in &prompt.points {
        points.push(Choice::new(point.id.as_str(), &point.quote));
    }
    let covered = (!points.is_empty()).then(|| {
        choose_some(
            work,
            &field(PromptField::Covered),
            "What have you covered?",
            "Tick each one your text covers.",
            &points,
            None,
        )
    });
    let limit = prompt.limit.map(limit_words).filter(|limit| !limit.is_empty());
    let limit = limit.map(|limit| para("hint", &format!("Limit: {limit}")));
    let text = field(PromptField::Text);
    let characters = prompt.limit.and_then(|limit| limit.characters).map(|_| {
        let (work, text) = (work.clone(), text.clone());
        let count = move || counted(work.text(&text).trim().chars().count(), "character");
        styled("p", "count figure").text_of(count)
    });
    let body = styled("div", "beside").add(context(work, letter, prompt, side, writing)).add(
        styled("div", "beside-main")
            .add(limit)
            .add(typed(work, text.clone(), Kind::Long, "Your text", ""))
            .add(characters)
            .add(sources(work, letter, prompt))
            .add(covered),
    );
    let here = {
        let text = text.clone();
        move |_| {
            if writing.with_untracked(|at| at.as_ref() != Some(&text)) {
                writing.set(Some(text.clone()));
            }
        }
    };
    // The pages beside the text follow its caret, wherever it goes.
    let (id, panel) = (text.to_string(), beside_id(&text));
    let follow = move |_| show_caret(&id, &panel, OWN_LINES);
    styled("section", "point")
        .on("focusin", here)
        .on("keyup", follow.clone())
        .on("click", follow)
        .add(el("h2").text(&prompt.title))
        .add(body)
        .into()
}

fn support_section(work: &Work, letter: &Letter, support: &Support) -> Part {
    let id = letter.id.clone();
    let at = move |leaf| Field::Letter(id.clone(), leaf);
    let wanted_field = at(LetterField::SupportWanted);
    let wanted = yes_or_no(
        work,
        &wanted_field,
        "Will you include a statement of support?",
        "The hub asks for one \u{201c}if applicable\u{201d}. Your school decides.",
        "Yes",
        "No",
    );
    let choice = support.choice;
    let default = match support.placement {
        Placement::Inside => "It goes inside the letter unless you change this.",
        Placement::Beside => "It is a separate document unless you change this.",
    };
    let (own, drawn) = (work.clone(), work.clone());
    let body = show_while(
        move || own.flag(&wanted_field) == Some(true),
        move || {
            let placement = choice.then(|| {
                let places = [
                    Choice::new("inside", "Inside the letter (counts towards the limit)"),
                    Choice::new("beside", "On a separate page"),
                ];
                choose_one(&drawn, &at(LetterField::SupportPlacement), "Where should it go?", default, &places)
            });
            let hint = "For example, \u{201c}Sam Jones, Chair of Governors\u{201d}.";
            all([
                placement.into(),
                typed(&drawn, at(LetterField::SupportFrom), Kind::Line, "Who is it from?", hint),
                typed(&drawn, at(LetterField::Support), Kind::Long, "Statement", ""),
            ])
        },
    );
    let quoted = letter.statements.iter().find(|s| s.text.contains(&support.quote));
    styled("section", "point")
        .add(el("h2").text(&support.name))
        .add(quoted.map(|s| quotation(&work.call, &support.quote, &s.under)))
        .add(odd(&work.call, &support.oddities))
        .add(wanted)
        .add(body)
        .into()
}
