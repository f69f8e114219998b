//! Ticks: one, or some of several.

use leptos::prelude::*;

use super::guard;
use super::radio_group::{Choice, choice_id};

/// One tick with its label.
#[component]
pub fn CheckBox(
    #[prop(into)] id: String,
    #[prop(into)] label: String,
    #[prop(into, optional)] hint: String,
    #[prop(into)] checked: Signal<bool>,
    #[prop(into, optional)] disabled: Signal<bool>,
    #[prop(into)] on_change: Callback<bool>,
    /// The id of what is said about it elsewhere, such as an error.
    #[prop(into, optional)]
    described_by: String,
) -> impl IntoView {
    let hint_id = format!("{id}-hint");
    let hinted = (!hint.is_empty()).then(|| hint_id.clone());
    let described = hinted.or_else(|| (!described_by.is_empty()).then_some(described_by));
    view! {
        <div class="check">
            <input type="checkbox" id=id.clone() aria-describedby=described prop:checked=checked
                disabled=move || disabled.get()
                use:guard on:change=move |event| on_change.run(event_target_checked(&event))/>
            <label for=id>{label}</label>
            {(!hint.is_empty()).then(|| view! { <p class="choice-hint" id=hint_id>{hint}</p> }.into_any())}
        </div>
    }
    .into_any()
}

/// Some of several. While `limit` says why, no more can be ticked.
#[component]
pub fn CheckGroup(
    #[prop(into)] id: String,
    #[prop(into)] legend: Signal<String>,
    #[prop(into, optional)] hint: String,
    choices: Vec<Choice>,
    #[prop(into)] chosen: Signal<Vec<String>>,
    #[prop(into)] on_change: Callback<Vec<String>>,
    #[prop(into, optional)] limit: Signal<String>,
    /// Short choices, drawn as a row of chips.
    #[prop(optional)]
    chips: bool,
) -> impl IntoView {
    let hint_id = format!("{id}-hint");
    let hinted = (!hint.is_empty()).then(|| hint_id.clone());
    let is_full = move || limit.with(|limit| !limit.is_empty());
    let rows: Vec<AnyView> = choices
        .into_iter()
        .enumerate()
        .map(|(number, choice)| {
            let own = choice_id(&id, number);
            let value = choice.value;
            let is_ticked = {
                let value = value.clone();
                Signal::derive(move || chosen.with(|chosen| chosen.contains(&value)))
            };
            let change = move |ticked: bool| {
                let mut items = chosen.get_untracked();
                items.retain(|item| *item != value);
                if ticked {
                    items.push(value.clone());
                }
                on_change.run(items);
            };
            let disabled = Signal::derive(move || is_full() && !is_ticked.get());
            if chips {
                view! {
                    <span>
                        <input type="checkbox" id=own.clone() prop:checked=is_ticked disabled=disabled
                            use:guard on:change=move |event| change(event_target_checked(&event))/>
                        <label for=own>{choice.label}</label>
                    </span>
                }
                .into_any()
            } else {
                view! {
                    <CheckBox id=own label=choice.label hint=choice.hint checked=is_ticked disabled=disabled on_change=change/>
                }
                .into_any()
            }
        })
        .collect();
    view! {
        <fieldset class="group" aria-describedby=hinted>
            <legend class="label">{legend}</legend>
            {(!hint.is_empty()).then(|| view! { <p class="hint" id=hint_id>{hint}</p> }.into_any())}
            <div class:chips=chips>{rows}</div>
            <p class="hint" role="status">{limit}</p>
        </fieldset>
    }
    .into_any()
}
