//! Answers that are chosen.

use leptos::prelude::*;

use crate::call::{Scale, Standing};
use crate::draft::{Field, Value};
use crate::views::components::{CheckBox, CheckGroup, Choice, RadioGroup, Segment, Segmented};
use crate::views::context::use_draft;

/// One of several. `usual` stands chosen until another is.
#[component]
pub(in crate::views) fn ChoiceAnswer(
    field: Field,
    #[prop(into)] legend: Signal<String>,
    #[prop(into, optional)] hint: String,
    choices: Vec<Choice>,
    #[prop(into, optional)] usual: String,
    #[prop(optional)] chips: bool,
) -> impl IntoView {
    let draft = use_draft();
    let text = draft.text(&field);
    let chosen = Signal::derive(move || text.with(|text| if text.is_empty() { usual.clone() } else { text.clone() }));
    let id = field.to_string();
    let choose = move |value: String| draft.set(&field, Value::Text(value));
    view! { <RadioGroup id=id legend=legend hint=hint choices=choices chosen=chosen on_choose=choose chips=chips/> }
}

/// What a change makes of the choices before and those ticked now.
type Settle = fn(&[String], Vec<String>) -> Vec<String>;

/// Some of several.
#[component]
pub(in crate::views) fn ChoicesAnswer(
    field: Field,
    #[prop(into)] legend: Signal<String>,
    #[prop(into, optional)] hint: String,
    choices: Vec<Choice>,
    #[prop(optional)] chips: bool,
    /// What a change makes of the choices before and those ticked now, where they depend on each other.
    #[prop(optional)]
    settle: Option<Settle>,
) -> impl IntoView {
    let draft = use_draft();
    let chosen = draft.list(&field);
    let id = field.to_string();
    let change = move |items: Vec<String>| {
        let items = match settle {
            Some(settle) => chosen.with_untracked(|before| settle(before, items)),
            None => items,
        };
        draft.set(&field, Value::List(items));
    };
    view! {
        <CheckGroup id=id legend=legend hint=hint choices=choices chosen=chosen on_change=change chips=chips/>
    }
}

/// Yes or no.
#[component]
pub(in crate::views) fn YesNoAnswer(
    field: Field,
    #[prop(into)] legend: Signal<String>,
    #[prop(into, optional)] hint: String,
    #[prop(into)] yes: String,
    #[prop(into)] no: String,
    #[prop(optional)] chips: bool,
) -> impl IntoView {
    let draft = use_draft();
    let flag = draft.flag(&field);
    let chosen = Signal::derive(move || {
        match flag.get() {
            Some(true) => "yes",
            Some(false) => "no",
            None => "",
        }
        .to_owned()
    });
    let id = field.to_string();
    let choices = vec![Choice::new("yes", &yes), Choice::new("no", &no)];
    let choose = move |value: String| draft.set(&field, Value::Flag(value == "yes"));
    view! { <RadioGroup id=id legend=legend hint=hint choices=choices chosen=chosen on_choose=choose chips=chips/> }
}

/// One tick. Where `clears`, taking it away leaves no answer rather than a no.
#[component]
pub(in crate::views) fn TickAnswer(
    field: Field,
    #[prop(into)] label: String,
    #[prop(into, optional)] hint: String,
    /// The answer that the tick stands for.
    #[prop(default = true)]
    stands_for: bool,
    #[prop(optional)] clears: bool,
) -> impl IntoView {
    let draft = use_draft();
    let flag = draft.flag(&field);
    let checked = Signal::derive(move || flag.get() == Some(stands_for));
    let id = field.to_string();
    let change = move |ticked: bool| {
        let value = match (ticked, clears) {
            (true, _) => Value::Flag(stands_for),
            (false, true) => Value::Text(String::new()),
            (false, false) => Value::Flag(!stands_for),
        };
        draft.set(&field, value);
    };
    view! { <CheckBox id=id label=label hint=hint checked=checked on_change=change/> }
}

/// A rating of a point, on the call's scale.
#[component]
pub(in crate::views) fn RatingAnswer(
    field: Field,
    scale: Scale,
    #[prop(into)] legend: String,
    #[prop(optional)] hidden_legend: bool,
    #[prop(into, optional)] aside: Signal<String>,
    #[prop(optional)] described_by: Option<String>,
) -> impl IntoView {
    let draft = use_draft();
    let chosen = draft.text(&field);
    let segments = scale
        .steps
        .iter()
        .map(|step| Segment {
            value: step.id.to_string(),
            label: step.label.clone(),
            tone: match step.means {
                Standing::Met => "met",
                Standing::Partly => "partly",
                Standing::NotYet => "not",
            },
        })
        .collect::<Vec<_>>();
    let stacks = segments.len() > 3;
    let id = field.to_string();
    let choose = move |value: String| draft.set(&field, Value::Text(value));
    view! {
        <Segmented id=id legend=legend hidden_legend=hidden_legend aside=aside segments=segments chosen=chosen
            on_choose=choose described_by=described_by stacks=stacks/>
    }
}
