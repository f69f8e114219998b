//! What stands beside a text while it is written: the hub's guidance, the evidence that is there already, the pages.

use leptos::prelude::*;

use super::length::{Writing, pages};
use crate::browser::type_at_end;
use crate::call::{Letter, LetterKind, Prompt};
use crate::draft::{Field, PointField, PromptField, Value};
use crate::views::Work;
use crate::views::html::{El, Part, all, button, el, link, show, styled};
use crate::views::parts::{changes, help, hidden, para, wide, words};

/// What is shown there. One choice for the whole page, so that it stays from one prompt to the next.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// Nothing, to leave room on a phone.
    Nothing,
    /// The hub's words and our help.
    Words,
    /// Evidence given under the criteria.
    Evidence,
    /// The pages on which the text stands.
    Pages,
}

impl Side {
    /// Where there is room, the hub's words are open from the start.
    pub(super) fn at_first() -> Self {
        if wide() { Self::Words } else { Self::Nothing }
    }
}

/// The id of what stands beside a text.
pub(super) fn beside_id(text: &Field) -> String {
    format!("{text}-beside")
}

/// What stands beside the text of a prompt.
pub(super) fn context(work: &Work, letter: &Letter, prompt: &Prompt, side: RwSignal<Side>, writing: Writing) -> El {
    let text = Field::Prompt(letter.id.clone(), prompt.id.clone(), PromptField::Text);
    let panel_id = beside_id(&text);
    let mut choices = vec![(Side::Words, "Hub\u{2019}s guidance"), (Side::Evidence, "Your evidence")];
    if letter.kind == LetterKind::Letter {
        choices.push((Side::Pages, "Pages"));
    }
    let mut switch = styled("div", "switch no-print").attr("role", "group").attr("aria-label", "Next to your text");
    for (own, name) in choices {
        let press = move || side.set(if side.get_untracked() == own { Side::Nothing } else { own });
        let open = move || Some(if side.get() == own { "true" } else { "false" }.to_owned());
        switch = switch.add(
            button("switch-choice", press).attr_of("aria-expanded", open).attr("aria-controls", &panel_id).text(name),
        );
    }
    let (work, letter_id, prompt_id) = (work.clone(), letter.id.clone(), prompt.id.clone());
    let panel = show(
        // Pages are drawn beside the text that is being written, and beside no other.
        move || (side.get(), side.get() == Side::Pages && writing.get().as_ref() == Some(&text)),
        move |(side, here)| {
            let Some(letter) = work.call.letter(&letter_id) else { return Part::NONE };
            let Some(prompt) = letter.prompts.iter().find(|p| p.id == prompt_id) else { return Part::NONE };
            match side {
                Side::Nothing => Part::NONE,
                Side::Words => all([words(&work.call, &prompt.statements), help(&prompt.help)]),
                Side::Evidence => evidence(&work, letter, prompt),
                Side::Pages if *here => {
                    let text = Field::Prompt(letter.id.clone(), prompt.id.clone(), PromptField::Text);
                    pages(&work, letter, Some(text))
                }
                Side::Pages => para("hint", "Click in your text to see its pages here.").into(),
            }
        },
    );
    styled("div", "beside-context").add(switch).add(styled("div", "switch-panel").attr("id", &panel_id).add(panel))
}

/// The evidence given under the criteria, each piece to be put into the text with one press.
fn evidence(work: &Work, letter: &Letter, prompt: &Prompt) -> Part {
    let at = |leaf| Field::Prompt(letter.id.clone(), prompt.id.clone(), leaf);
    let mut list = styled("ul", "evidence");
    let mut any = false;
    for criterion in &work.call.criteria {
        for point in &criterion.points {
            let from = Field::Point(criterion.id.clone(), point.id.clone(), PointField::Evidence);
            let text = work.peek(|draft| draft.text(&from).trim().to_owned());
            if text.is_empty() {
                continue;
            }
            any = true;
            list = list.add(piece(work, &point.label, &text, &from, at(PromptField::Text), at(PromptField::Sources)));
        }
    }
    if any {
        return all([para("hint", "From your criteria. It is added to the end of your text.").into(), list.into()]);
    }
    para("hint", "You have not written any evidence yet. When you do, you can add it to the letter from here.").into()
}

fn piece(work: &Work, label: &str, text: &str, from: &Field, into: Field, sources: Field) -> El {
    let text_at = into.clone();
    let put = {
        let (work, from, text, sources) = (work.clone(), from.to_string(), text.to_owned(), sources.clone());
        move || {
            let mut known = work.peek(|draft| draft.list(&sources).to_vec());
            if type_at_end(&into.to_string(), &text) && !known.contains(&from) {
                known.push(from.clone());
                work.set(&sources, Value::List(known));
            }
        }
    };

    let (own, address) = (work.clone(), from.to_string());
    let there = move || own.taken_from(&text_at, &sources).contains(&address);
    let again = there.clone();

    el("li").add(el("h3").add(link(&work.to_field(from), label))).add(para("answer", text)).add(
        el("p").add(el("strong").text_of(move || if there() { "Added. ".to_owned() } else { String::new() })).add(
            changes(work.app, button("button button-plain no-print", put))
                .text_of(move || if again() { "Add again" } else { "Add to my text" }.to_owned())
                .add(hidden(&format!(": {label}"))),
        ),
    )
}

/// Under a text: the answers that were put into it, so that a change there can be carried over.
pub(super) fn sources(work: &Work, letter: &Letter, prompt: &Prompt) -> Part {
    let field = Field::Prompt(letter.id.clone(), prompt.id.clone(), PromptField::Sources);
    let text = Field::Prompt(letter.id.clone(), prompt.id.clone(), PromptField::Text);
    let (own, kept) = (work.clone(), field.clone());
    let work = work.clone();
    show(
        move || own.taken_from(&text, &kept),
        move |list| {
            if list.is_empty() {
                return Part::NONE;
            }
            let mut line = para("hint", "Uses your evidence: ");
            for (number, address) in list.iter().enumerate() {
                let from = Field::parse(address);
                if number > 0 {
                    line = line.text("; ");
                }
                line = line.add(link(&work.to_field(&from), &name(&work, &from).unwrap_or_else(|| address.clone())));
            }
            let (work, field, app) = (work.clone(), field.clone(), work.app);
            let forget = move || work.set(&field, Value::List(Vec::new()));
            line.text(". ")
                .add(changes(app, button("button button-plain no-print", forget)).text("Remove this note"))
                .into()
        },
    )
}

fn name(work: &Work, from: &Field) -> Option<String> {
    let Field::Point(criterion, point, _) = from else { return None };
    let points = work.call.criterion(criterion).into_iter().flat_map(|c| &c.points);
    points.into_iter().find(|p| p.id == *point).map(|p| p.label.clone())
}
