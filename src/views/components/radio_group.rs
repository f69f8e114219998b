//! One of several, with what each of them means.

use leptos::prelude::*;

use super::guard;

/// One thing to choose.
#[derive(Clone, Default, PartialEq)]
pub struct Choice {
    /// Its written form.
    pub value: String,
    /// What it is called.
    pub label: String,
    /// What it means, if the label needs it.
    pub hint: String,
}

impl Choice {
    /// A choice whose label says all.
    pub fn new(value: &str, label: &str) -> Self {
        Self { value: value.to_owned(), label: label.to_owned(), hint: String::new() }
    }
}

/// The id of a choice's control. The first of a group carries the group's id, so that links find it.
pub(super) fn choice_id(group: &str, number: usize) -> String {
    if number == 0 { group.to_owned() } else { format!("{group}~{number}") }
}

/// A legend, a hint, and one radio button for each choice. Short choices stand in a row.
#[component]
pub fn RadioGroup(
    #[prop(into)] id: String,
    #[prop(into)] legend: Signal<String>,
    #[prop(into, optional)] hint: String,
    choices: Vec<Choice>,
    /// The written form of what is chosen.
    #[prop(into)]
    chosen: Signal<String>,
    #[prop(into)] on_choose: Callback<String>,
    /// Short choices, drawn as a row of chips.
    #[prop(optional)]
    chips: bool,
) -> impl IntoView {
    let in_row =
        !chips && choices.len() <= 4 && choices.iter().all(|choice| choice.label.len() < 24 && choice.hint.is_empty());
    let hint_id = format!("{id}-hint");
    let hinted = (!hint.is_empty()).then(|| hint_id.clone());
    let rows: Vec<AnyView> = choices
        .into_iter()
        .enumerate()
        .map(|(number, choice)| {
            let own = choice_id(&id, number);
            let hint_id = format!("{own}-hint");
            let described = (!choice.hint.is_empty()).then(|| hint_id.clone());
            let (is_own, value) = (choice.value.clone(), choice.value.clone());
            let class = if chips { "chip" } else { "choice" };
            view! {
                <div class=class>
                    <input type="radio" name=id.clone() value=choice.value id=own.clone() aria-describedby=described
                        prop:checked=move || chosen.with(|chosen| *chosen == is_own)
                        use:guard on:change=move |_| on_choose.run(value.clone())/>
                    <label for=own>{choice.label}</label>
                    {(!choice.hint.is_empty())
                        .then(|| view! { <p class="choice-hint" id=hint_id>{choice.hint}</p> }.into_any())}
                </div>
            }
            .into_any()
        })
        .collect();
    view! {
        <fieldset class="group" aria-describedby=hinted>
            <legend class="label">{legend}</legend>
            {(!hint.is_empty()).then(|| view! { <p class="hint" id=hint_id>{hint}</p> }.into_any())}
            <div class:choices-inline=in_row class:chips=chips>{rows}</div>
        </fieldset>
    }
    .into_any()
}
