//! The statement of support: whether there is one, what it says, who gives it, and where it goes.

use leptos::prelude::*;

use super::asks::opens_for;
use super::part::Leaf;
use super::place::Place;
use crate::app::{LetterPart, oddities};
use crate::call::{LetterId, Placement, Support};
use crate::draft::{Field, LetterField, Value, is_asked};
use crate::views::answers::{TextAnswer, TickAnswer};
use crate::views::components::{Fold, Oddity, Segment, Segmented, TextKind, When};
use crate::views::context::use_draft;

/// The statement of support.
#[component]
pub(super) fn SupportLeaf(
    letter: LetterId,
    support: Support,
    part: LetterPart,
    place: Place,
    /// The letter is sent as a file: it is asked whether the statement is in it.
    #[prop(optional)]
    is_attached: bool,
) -> impl IntoView {
    let draft = use_draft();
    let call = draft.call();
    let at = |leaf| Field::Letter(letter.clone(), leaf);
    let wanted = at(LetterField::SupportWanted);
    // Where the call gives conditions, they say whether it is wanted.
    let is_choice = is_asked(&call, &wanted);
    let flag = draft.flag(&wanted);
    let shows = Signal::derive(move || !is_choice || flag.get() == Some(true));
    let choice = is_choice.then(|| view! { <Wanted field=wanted flag=flag/> });
    let notes =
        oddities(&call, &support.oddities).into_iter().map(|note| view! { <Oddity note=note/> }).collect::<Vec<_>>();
    let beside = view! { <div class="asks asks-shown"><p>{support.quote}</p></div>{choice}{notes} };
    let fields = StoredValue::new((
        at(LetterField::Support),
        at(LetterField::SupportFrom),
        support.choice.then(|| at(LetterField::SupportPlacement)),
        at(LetterField::SupportAttached),
    ));
    let usual = support.placement;
    view! {
        <Leaf part=part place=place beside=beside.into_any()>
            <When holds=shows>
                {
                    let (text, from, placement, attached) = fields.get_value();
                    if is_attached {
                        let label = "The attached file includes the statement of support";
                        return view! { <TickAnswer field=attached label=label clears=true/> }.into_any();
                    }
                    view! {
                        <TextAnswer field=text label="Statement" hidden_label=true kind=TextKind::Long/>
                        <From from=from placement=placement usual=usual/>
                    }
                    .into_any()
                }
            </When>
        </Leaf>
    }
}

/// Who gives it, and where it goes: asked until it is answered, then folded.
#[component]
fn From(from: Field, placement: Option<Field>, usual: Placement) -> impl IntoView {
    let is_open = use_draft().with_draft(|draft| !draft.answered(&from));
    let opens = opens_for([Some(from.clone()), placement.clone()].into_iter().flatten().collect());
    let summary = if placement.is_some() { "Who it is from and where it goes" } else { "Who it is from" };
    view! {
        <Fold summary=summary open=is_open opens=opens>
            <div class="fields">
                <TextAnswer field=from label="Who is it from?" kind=TextKind::Line
                    hint="For example, \u{201c}Sam Jones, Chair of Governors\u{201d}."/>
                {placement.map(|field| view! { <Placed field=field usual=usual/> })}
            </div>
        </Fold>
    }
}

fn segment(value: &str, label: &str) -> Segment {
    Segment { value: value.to_owned(), label: label.to_owned(), tone: "" }
}

/// Whether there is one.
#[component]
fn Wanted(field: Field, flag: Signal<Option<bool>>) -> impl IntoView {
    let draft = use_draft();
    let chosen = Signal::derive(move || match flag.get() {
        Some(true) => "yes".to_owned(),
        Some(false) => "no".to_owned(),
        None => String::new(),
    });
    let id = field.to_string();
    let aside = format!("Your {} decides", draft.noun());
    let choose = move |value: String| draft.set(&field, Value::Flag(value == "yes"));
    view! {
        <Segmented id=id legend="Will you include one?" aside=aside segments=vec![segment("yes", "Yes"), segment("no", "No")]
            chosen=chosen on_choose=choose/>
    }
}

/// Where it goes.
#[component]
fn Placed(field: Field, usual: Placement) -> impl IntoView {
    let draft = use_draft();
    let usual = match usual {
        Placement::Inside => "inside",
        Placement::Beside => "beside",
    };
    let text = draft.text(&field);
    let chosen =
        Signal::derive(move || text.with(|text| if text.is_empty() { usual.to_owned() } else { text.clone() }));
    let id = field.to_string();
    let choose = move |value: String| draft.set(&field, Value::Text(value));
    let segments = vec![segment("inside", "Inside the letter"), segment("beside", "On a separate page")];
    view! { <Segmented id=id legend="Where should it go?" segments=segments chosen=chosen on_choose=choose/> }
}
