//! What the hub asks of a part, in its own words: each clause with its tick.

use leptos::prelude::*;

use crate::app::{Ask, Route};
use crate::draft::{Field, Value};
use crate::views::components::CheckBox;
use crate::views::context::{use_app, use_draft};

/// The hub's sentences as a checklist. On a phone they fold, with their count in the summary.
#[component]
pub(super) fn Asks(
    /// The answer that the ticks are.
    field: Field,
    /// The heading of the part.
    title: String,
    asks: Vec<Ask>,
) -> impl IntoView {
    let draft = use_draft();
    let covered = draft.list(&field);
    let points: Vec<String> = asks.iter().filter_map(|ask| ask.point.clone()).collect();
    let hub_asks = draft.call().hub.voice().subject("asks");
    let summary = move || match points.len() {
        0 => format!("What {hub_asks}"),
        all => {
            let count = covered.with(|covered| points.iter().filter(|point| covered.contains(point)).count());
            format!("What {hub_asks}: {count} of {all} covered")
        }
    };
    let is_open = opens_for(vec![field.clone()]);
    let id = field.to_string();
    let body_id = format!("{id}-asks");
    let mut number = 0;
    let rows: Vec<AnyView> = asks
        .into_iter()
        .map(|ask| {
            let Some(point) = ask.point else { return view! { <p>{ask.words}</p> }.into_any() };
            let own = if number == 0 { id.clone() } else { format!("{id}~{number}") };
            number += 1;
            view! { <Tick id=own field=field.clone() point=point words=ask.words covered=covered/> }.into_any()
        })
        .collect();
    view! {
        <button type="button" class="plain asks-open" aria-controls=body_id.clone()
            aria-expanded=move || is_open.get().to_string() on:click=move |_| is_open.update(|open| *open = !*open)>
            {summary}<span class="visually-hidden">{format!(": {title}")}</span>
        </button>
        <fieldset class="asks" class:asks-shown=is_open id=body_id>
            <legend class="visually-hidden">{format!("{title}: tick what your text covers")}</legend>
            {rows}
        </fieldset>
    }
    .into_any()
}

#[component]
fn Tick(id: String, field: Field, point: String, words: String, covered: Signal<Vec<String>>) -> impl IntoView {
    let draft = use_draft();
    let own = point.clone();
    let checked = Signal::derive(move || covered.with(|covered| covered.contains(&own)));
    let change = move |ticked: bool| {
        let mut items = covered.get_untracked();
        items.retain(|item| *item != point);
        if ticked {
            items.push(point.clone());
        }
        draft.set(&field, Value::List(items));
    };
    view! { <CheckBox id=id label=words checked=checked on_change=change/> }
}

/// The answer that the address leads to.
pub(super) fn address() -> Signal<Option<Field>> {
    use_app().select(|state| match state.route() {
        Route::Draft(_, _, at) => at.clone(),
        _ => None,
    })
}

/// Whether something that folds is open: closed at first, and opened by an address that leads to an answer in it.
pub(super) fn opens_for(fields: Vec<Field>) -> RwSignal<bool> {
    let at = address();
    let is_asked = move || at.with(|at| at.as_ref().is_some_and(|at| fields.contains(at)));
    let is_open = RwSignal::new(false);
    Effect::new(move |_| {
        if is_asked() {
            is_open.set(true);
        }
    });
    is_open
}
