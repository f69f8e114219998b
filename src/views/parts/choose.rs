//! Answers that are chosen: one of several, some of several, yes or no, a tick.

use std::rc::Rc;

use super::{changes, para};
use crate::draft::{Field, Value};
use crate::views::Work;
use crate::views::html::{El, Part, el, styled, ticked_in};

/// One thing to choose.
#[derive(Clone, Default)]
pub(in crate::views) struct Choice {
    /// Its written form.
    pub(in crate::views) value: String,
    /// What it is called.
    pub(in crate::views) label: String,
    /// What it means, if the label needs it.
    pub(in crate::views) hint: String,
}

impl Choice {
    pub(in crate::views) fn new(value: &str, label: &str) -> Self {
        Self { value: value.to_owned(), label: label.to_owned(), hint: String::new() }
    }
}

/// The id of a choice's control. The first of a group carries the answer's address, so that links find it.
fn choice_id(field: &Field, number: usize) -> String {
    if number == 0 { field.to_string() } else { format!("{field}~{number}") }
}

fn group(field: &Field, legend: &str, hint: &str, inline: bool, choices: Vec<El>) -> Part {
    let hint_id = format!("{field}-hint");
    let hinted = !hint.is_empty();
    let mut rows = if inline { styled("div", "choices-inline") } else { el("div") };
    for choice in choices {
        rows = rows.add(choice);
    }
    styled("fieldset", "group")
        .attr_if("aria-describedby", hinted.then_some(&hint_id))
        .add(styled("legend", "legend").text(legend))
        .add(hinted.then(|| para("hint", hint).attr("id", &hint_id)))
        .add(rows)
        .into()
}

/// A control with its label. The caller gives it what it does.
fn choice_row(id: &str, control: El, choice: &Choice) -> El {
    let hint_id = format!("{id}-hint");
    let hinted = !choice.hint.is_empty();
    styled("div", "choice")
        .add(control.attr("id", id).attr_if("aria-describedby", hinted.then_some(&hint_id)))
        .add(el("label").attr("for", id).text(&choice.label))
        .add(hinted.then(|| para("choice-hint", &choice.hint).attr("id", &hint_id)))
}

/// One of several.
pub(in crate::views) fn choose_one(work: &Work, field: &Field, legend: &str, hint: &str, choices: &[Choice]) -> Part {
    let inline = choices.len() <= 3 && choices.iter().all(|c| c.label.len() < 24 && c.hint.is_empty());
    group(field, legend, hint, inline, radios(work, field, choices, &|text| Value::Text(text.to_owned())))
}

/// One of several, of which one is `usual` and stands chosen until another is.
pub(in crate::views) fn choose_usual(
    work: &Work,
    field: &Field,
    legend: &str,
    hint: &str,
    choices: &[Choice],
    usual: &str,
) -> Part {
    let inline = choices.len() <= 4 && choices.iter().all(|c| c.label.len() < 24);
    group(field, legend, hint, inline, radios_with(work, field, choices, &|text| Value::from(text), Some(usual)))
}

/// Yes or no.
pub(in crate::views) fn yes_or_no(work: &Work, field: &Field, legend: &str, hint: &str, yes: &str, no: &str) -> Part {
    let choices = [Choice::new("yes", yes), Choice::new("no", no)];
    let rows = radios(work, field, &choices, &|text| Value::Flag(text == "yes"));
    group(field, legend, hint, yes.len() < 24 && no.len() < 24, rows)
}

fn radios(work: &Work, field: &Field, choices: &[Choice], value: &dyn Fn(&str) -> Value) -> Vec<El> {
    radios_with(work, field, choices, value, None)
}

fn radios_with(
    work: &Work,
    field: &Field,
    choices: &[Choice],
    value: &dyn Fn(&str) -> Value,
    usual: Option<&str>,
) -> Vec<El> {
    let name = field.to_string();
    let (own, mut rows) = (work.app, Vec::new());
    for (number, choice) in choices.iter().enumerate() {
        let (id, value) = (choice_id(field, number), value(&choice.value));
        let (work, field, chosen) = (work.clone(), field.clone(), value.clone());
        let (to, at) = (work.clone(), field.clone());
        let is_usual = usual == Some(choice.value.as_str());
        let control = changes(own, el("input").attr("type", "radio"))
            .attr("name", &name)
            .attr("value", &choice.value)
            .checked_of(move || match work.value(&field) {
                Some(value) if !(is_usual && value.is_blank()) => value == chosen,
                _ => is_usual,
            })
            .on("change", move |_| to.set(&at, value.clone()));
        rows.push(choice_row(&id, control, choice));
    }
    rows
}

/// Some of several. `most` stops further ticks where the call sets a maximum; the reason is said beside it.
pub(in crate::views) fn choose_some(
    work: &Work,
    field: &Field,
    legend: &str,
    hint: &str,
    choices: &[Choice],
    most: Option<usize>,
) -> Part {
    let mut rows = Vec::new();
    for (number, choice) in choices.iter().enumerate() {
        // The tick's own three uses of its value and of where it is kept.
        let own = Rc::new((work.clone(), field.clone(), choice.value.clone()));
        let (shown, full) = (own.clone(), own.clone());
        let mut control = changes(work.app, el("input").attr("type", "checkbox"))
            .checked_of(move || shown.0.list(&shown.1).contains(&shown.2))
            .on("change", move |event| {
                let (work, field, value) = &*own;
                let mut items = work.peek(|draft| draft.list(field).to_vec());
                items.retain(|item| item != value);
                if ticked_in(&event) {
                    items.push(value.clone());
                }
                work.set(field, Value::List(items));
            });
        if let Some(most) = most {
            control = control.flag_of("disabled", move || {
                let chosen = full.0.list(&full.1);
                chosen.len() >= most && !chosen.contains(&full.2)
            });
        }
        rows.push(choice_row(&choice_id(field, number), control, choice));
    }
    group(field, legend, hint, false, rows)
}

/// One tick.
pub(in crate::views) fn tick(work: &Work, field: &Field, label: &str, hint: &str) -> Part {
    let own = Rc::new((work.clone(), field.clone()));
    let shown = own.clone();
    let choice = Choice { value: String::new(), label: label.to_owned(), hint: hint.to_owned() };
    let control = changes(work.app, el("input").attr("type", "checkbox"))
        .checked_of(move || shown.0.flag(&shown.1) == Some(true))
        .on("change", move |event| own.0.set(&own.1, Value::Flag(ticked_in(&event))));
    choice_row(&field.to_string(), control, &choice).into()
}
