//! One of a few, in equal parts of one row.

use leptos::prelude::*;

use super::guard;
use super::radio_group::choice_id;

/// One part of the row.
#[derive(Clone, PartialEq)]
pub struct Segment {
    /// Its written form.
    pub value: String,
    /// What it is called.
    pub label: String,
    /// How it is drawn once it is chosen: `met`, `partly`, `not`, or nothing.
    pub tone: &'static str,
}

/// Radio buttons in equal parts of one row. Tab comes to the group, arrows choose.
#[component]
pub fn Segmented(
    #[prop(into)] id: String,
    #[prop(into)] legend: String,
    /// The legend is for screen readers only.
    #[prop(optional)]
    hidden_legend: bool,
    /// Stands at the end of the legend's line.
    #[prop(into, optional)]
    aside: Signal<String>,
    segments: Vec<Segment>,
    /// The written form of what is chosen.
    #[prop(into)]
    chosen: Signal<String>,
    #[prop(into)] on_choose: Callback<String>,
    /// The id of what explains the choice.
    #[prop(optional_no_strip)]
    described_by: Option<String>,
    /// On a phone the parts stand below each other.
    #[prop(optional)]
    stacks: bool,
) -> impl IntoView {
    let parts: Vec<AnyView> = segments
        .into_iter()
        .enumerate()
        .map(|(number, segment)| {
            let own = choice_id(&id, number);
            let (is_own, value) = (segment.value.clone(), segment.value.clone());
            view! {
                <span>
                    <input type="radio" name=id.clone() value=segment.value id=own.clone() data-tone=segment.tone
                        prop:checked=move || chosen.with(|chosen| *chosen == is_own)
                        use:guard on:change=move |_| on_choose.run(value.clone())/>
                    <label for=own>{segment.label}</label>
                </span>
            }
            .into_any()
        })
        .collect();
    let legend_class = if hidden_legend { "visually-hidden" } else { "legend-line" };
    view! {
        <fieldset class="rate" aria-describedby=described_by>
            <legend class=legend_class>
                <span class="label">{legend}</span>
                <span class="stays" hidden=move || aside.with(String::is_empty)>{aside}</span>
            </legend>
            <div class="seg" class:stack-seg=stacks>{parts}</div>
        </fieldset>
    }
    .into_any()
}
