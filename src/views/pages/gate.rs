//! The question by whose answer a point is judged: a number, or a level of a ladder.

use leptos::prelude::*;

use crate::app::GateQuestion;
use crate::draft::Field;
use crate::views::answers::{ChangedNote, ChoiceAnswer, TextAnswer};
use crate::views::components::{Choice, TextKind};

/// The question, at one of the two addresses.
#[component]
pub(super) fn Gate(question: GateQuestion, number: Field, level: Field) -> impl IntoView {
    let GateQuestion { label, hint, levels } = question;
    if levels.is_empty() {
        return view! {
            <ChangedNote field=number.clone()/>
            <TextAnswer field=number label=label hint=hint kind=TextKind::Number/>
        }
        .into_any();
    }
    let levels = levels.iter().map(|(id, name)| Choice::new(id, name)).collect::<Vec<_>>();
    view! {
        <ChangedNote field=level.clone()/>
        <ChoiceAnswer field=level legend=label hint=hint choices=levels chips=true/>
    }
    .into_any()
}
