//! A letter that was written elsewhere comes in, and is divided among the boxes by the person.

use crate::app::{Event, ImportEvent, LetterImport};
use crate::call::{Letter, LetterKind};
use crate::documents::letter_targets;
use crate::draft::Field;
use crate::views::Work;
use crate::views::html::{El, Part, all, button, el, show, styled, value_in};
use crate::views::parts::{changes, focus_soon, fold, para};

/// The id of the field that takes a file, which `browser` listens to.
const CHOOSER: &str = "bring-letter";
/// The id of the question's heading.
const TITLE: &str = "brought-title";

/// The way in, and what has come.
pub(super) fn bring(work: &Work, letter: &Letter) -> Part {
    if letter.kind != LetterKind::Letter {
        return Part::NONE;
    }
    let input = changes(work.app, el("input").attr("type", "file"))
        .attr("id", CHOOSER)
        .attr("aria-describedby", "bring-letter-hint")
        .attr(
            "accept",
            ".docx,.txt,text/plain,application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        );
    let hint = "Copies the words, not the fonts. You choose where each paragraph goes.";
    let body = styled("div", "open-file")
        .add(el("label").attr("class", "label").attr("for", CHOOSER).text("Word document (.docx) or text file (.txt)"))
        .add(para("hint", hint).attr("id", "bring-letter-hint"))
        .add(input);
    let (app, id, work) = (work.app, letter.id.clone(), work.clone());
    let brought = show(
        // The choices show themselves what is chosen; only another letter is drawn anew.
        move || {
            app.read(|state| {
                let mine =
                    state.imports.letter.get().filter(|b| b.letter == id && state.route().draft() == Some(&b.draft));
                mine.map(|brought| {
                    let texts: Vec<String> = brought.paragraphs.iter().map(|(text, _)| text.clone()).collect();
                    (brought.file.clone(), texts, brought.remarks.clone())
                })
            })
        },
        move |shown| {
            let brought = app.peek(|state| state.imports.letter.get().cloned());
            match (shown, brought) {
                (Some(_), Some(brought)) => {
                    focus_soon(TITLE.to_owned());
                    divide(&work, &brought)
                }
                _ => Part::NONE,
            }
        },
    );
    all([fold("Use a letter you have already written", body).attr("class", "fold no-print").into(), brought])
}

fn divide(work: &Work, brought: &LetterImport) -> Part {
    let app = work.app;
    let Some(letter) = work.call.letter(&brought.letter) else { return Part::NONE };
    let mut targets = vec![("Leave out".to_owned(), None)];
    targets.extend(letter_targets(&work.call, letter).into_iter().map(|(name, field)| (name, Some(field))));
    // To the first text that has got something, or back to where a file is chosen.
    let put = move || {
        let first = app.peek(|state| state.imports.letter.get()?.paragraphs.iter().find_map(|(_, to)| to.clone()));
        app.send(Event::Import(ImportEvent::ApplyLetter));
        focus_soon(first.map_or_else(|| CHOOSER.to_owned(), |field| field.to_string()));
    };
    let leave = move || {
        app.send(Event::Import(ImportEvent::DiscardLetter));
        focus_soon(CHOOSER.to_owned());
    };
    let mut remarks = el("ul");
    for remark in &brought.remarks {
        remarks = remarks.add(el("li").text(remark));
    }
    let mut rows = styled("ol", "brought");
    for (number, (text, to)) in brought.paragraphs.iter().enumerate() {
        rows = rows.add(row(work, number, text, to.as_ref(), &targets));
    }
    styled("section", "notice stack")
        .attr("aria-labelledby", TITLE)
        .add(
            el("h2")
                .attr("id", TITLE)
                .attr("tabindex", "-1")
                .text(&format!("Where should the text of \u{201c}{}\u{201d} go?", brought.file)),
        )
        .add(para(
            "hint",
            "Check each suggestion. The date, headings and names are left out, because Upbeat adds its own.",
        ))
        .add((!brought.remarks.is_empty()).then_some(remarks))
        .add(rows)
        .add(
            styled("div", "actions")
                .add(changes(app, button("button button-second", put)).text("Add the text"))
                .add(button("button button-plain", leave).text("Cancel")),
        )
        .into()
}

fn row(work: &Work, number: usize, text: &str, to: Option<&Field>, targets: &[(String, Option<Field>)]) -> El {
    let app = work.app;
    let id = format!("brought-{number}");
    let mut select = changes(app, styled("select", "select")).attr("id", &id);
    for (at, (name, field)) in targets.iter().enumerate() {
        let chosen = (field.as_ref() == to).then_some("");
        select = select.add(el("option").attr("value", &at.to_string()).attr_if("selected", chosen).text(name));
    }
    let targets = targets.to_vec();
    let select = select.on("change", move |event| {
        let field =
            value_in(&event).parse::<usize>().ok().and_then(|at| targets.get(at)).and_then(|(_, field)| field.clone());
        app.send(Event::Import(ImportEvent::AssignParagraph(number, field)));
    });
    let label =
        el("label").attr("class", "label").attr("for", &id).text(&format!("Where should paragraph {} go?", number + 1));
    el("li").add(para("answer", text)).add(styled("div", "field").add(label).add(select))
}
