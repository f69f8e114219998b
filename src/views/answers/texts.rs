//! Answers that are typed.

use leptos::prelude::*;

use crate::call::Limit;
use crate::draft::{Field, Value, is_reworded};
use crate::views::components::{TextField, TextKind};
use crate::views::context::use_draft;

/// An answer that is typed.
#[component]
pub(in crate::views) fn TextAnswer(
    field: Field,
    #[prop(into)] label: Signal<String>,
    #[prop(into, optional)] hint: String,
    kind: TextKind,
    #[prop(optional)] hidden_label: bool,
    #[prop(optional)] in_table: bool,
    #[prop(into, optional)] described_by: String,
    #[prop(optional, into)] aside: Option<ViewFn>,
    #[prop(optional, into)] under: Option<ViewFn>,
    #[prop(into, optional)] note: Signal<String>,
    #[prop(optional)] limits: [Option<Limit>; 2],
) -> impl IntoView {
    let draft = use_draft();
    let (problem, remark) = (draft.problem(&field), draft.unprinted(&field));
    // What is shown in other words than it is stored in is not reworded while it is typed.
    let is_typing = RwSignal::new(false);
    let text = if is_reworded(&field) {
        let (typed, shown) = (draft.text(&field), draft.shown_text(&field));
        Signal::derive(move || if is_typing.get() { typed.get() } else { shown.get() })
    } else {
        draft.text(&field)
    };
    let id = field.to_string();
    let left = field.clone();
    let on_input = move |text: String| {
        is_typing.set(true);
        draft.set(&field, Value::Text(text));
    };
    let on_leave = move |()| {
        is_typing.set(false);
        draft.complete(&left);
    };
    let (aside, under) = (aside.unwrap_or_default(), under.unwrap_or_default());
    view! {
        <TextField id=id label=label hint=hint kind=kind text=text problem=problem on_input=on_input on_leave=on_leave
            hidden_label=hidden_label in_table=in_table described_by=described_by aside=aside under=under note=note
            limits=limits remark=remark/>
    }
}
