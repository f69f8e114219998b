//! Answers that are chosen: one of several, some of several, yes or no, a tick.

use leptos::prelude::*;

use crate::draft::{Field, Value};
use crate::views::Work;

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

fn group(field: &Field, legend: &str, hint: &str, inline: bool, choices: AnyView) -> AnyView {
    let hint_id = format!("{field}-hint");
    let described = (!hint.is_empty()).then(|| hint_id.clone());
    let hint = (!hint.is_empty()).then(|| view! { <p class="hint" id=hint_id>{hint.to_owned()}</p> });
    view! {
        <fieldset class="group" aria-describedby=described>
            <legend class="legend">{legend.to_owned()}</legend>
            {hint}
            <div class:choices-inline=inline>{choices}</div>
        </fieldset>
    }
    .into_any()
}

fn choice_row(id: &str, control: AnyView, choice: &Choice) -> AnyView {
    let hint = (!choice.hint.is_empty())
        .then(|| view! { <p class="choice-hint" id=format!("{id}-hint")>{choice.hint.clone()}</p> });
    view! { <div class="choice">{control}<label for=id.to_owned()>{choice.label.clone()}</label>{hint}</div> }
        .into_any()
}

/// One of several.
pub(in crate::views) fn choose_one(
    work: &Work,
    field: &Field,
    legend: &str,
    hint: &str,
    choices: &[Choice],
) -> AnyView {
    let chosen = work.text(field);
    let rows =
        radios(work, field, choices, move |value| chosen.with(|c| c == value), |value| Value::Text(value.to_owned()));
    group(
        field,
        legend,
        hint,
        choices.len() <= 3 && choices.iter().all(|c| c.label.len() < 24 && c.hint.is_empty()),
        rows,
    )
}

/// Yes or no.
pub(in crate::views) fn yes_or_no(
    work: &Work,
    field: &Field,
    legend: &str,
    hint: &str,
    yes: &str,
    no: &str,
) -> AnyView {
    let chosen = work.flag(field);
    let choices = [Choice::new("yes", yes), Choice::new("no", no)];
    let rows = radios(
        work,
        field,
        &choices,
        move |value| chosen.get() == Some(value == "yes"),
        |value| Value::Flag(value == "yes"),
    );
    group(field, legend, hint, yes.len() < 24 && no.len() < 24, rows)
}

fn radios(
    work: &Work,
    field: &Field,
    choices: &[Choice],
    chosen: impl Fn(&str) -> bool + Clone + Send + 'static,
    value: impl Fn(&str) -> Value + Clone + 'static,
) -> AnyView {
    let name = field.to_string();
    choices
        .iter()
        .enumerate()
        .map(|(number, choice)| {
            let id = choice_id(field, number);
            let (chosen, value, text) = (chosen.clone(), value.clone(), choice.value.clone());
            let (work, field, set) = (work.clone(), field.clone(), choice.value.clone());
            let described = (!choice.hint.is_empty()).then(|| format!("{id}-hint"));
            let control = view! {
                <input type="radio" id=id.clone() name=name.clone() value=choice.value.clone() aria-describedby=described
                    prop:checked=move || chosen(&text) on:change=move |_| work.set(&field, value(&set))/>
            }
            .into_any();
            choice_row(&id, control, choice)
        })
        .collect_view()
        .into_any()
}

/// Some of several. `most` stops further ticks where the call sets a maximum; the reason is said beside it.
pub(in crate::views) fn choose_some(
    work: &Work,
    field: &Field,
    legend: &str,
    hint: &str,
    choices: &[Choice],
    most: Option<usize>,
) -> AnyView {
    let chosen = work.list(field);
    let rows = choices
        .iter()
        .enumerate()
        .map(|(number, choice)| {
            let id = choice_id(field, number);
            let (work, field, value) = (work.clone(), field.clone(), choice.value.clone());
            let (on, off) = (choice.value.clone(), choice.value.clone());
            let described = (!choice.hint.is_empty()).then(|| format!("{id}-hint"));
            let full = move || most.is_some_and(|most| chosen.with(|c| c.len() >= most && !c.contains(&off)));
            let change = move |event: web_sys::Event| {
                let mut items = chosen.get_untracked();
                items.retain(|item| *item != value);
                if event_target_checked(&event) {
                    items.push(value.clone());
                }
                work.set(&field, Value::List(items));
            };
            let control = view! {
                <input type="checkbox" id=id.clone() aria-describedby=described disabled=full
                    prop:checked=move || chosen.with(|c| c.contains(&on)) on:change=change/>
            }
            .into_any();
            choice_row(&id, control, choice)
        })
        .collect_view()
        .into_any();
    group(field, legend, hint, false, rows)
}

/// One tick.
pub(in crate::views) fn tick(work: &Work, field: &Field, label: &str, hint: &str) -> AnyView {
    let ticked = work.flag(field);
    let (work, set) = (work.clone(), field.clone());
    let id = field.to_string();
    let choice = Choice { value: String::new(), label: label.to_owned(), hint: hint.to_owned() };
    let described = (!hint.is_empty()).then(|| format!("{id}-hint"));
    let control = view! {
        <input type="checkbox" id=id.clone() aria-describedby=described prop:checked=move || ticked.get() == Some(true)
            on:change=move |event| work.set(&set, Value::Flag(event_target_checked(&event)))/>
    }
    .into_any();
    choice_row(&id, control, &choice)
}
