//! An answer that is a list of rows.

use leptos::prelude::*;

use super::unprinted::UnprintedNote;
use crate::draft::{Field, Value, wrong_cell};
use crate::views::components::{Column, Rows};
use crate::views::context::use_draft;

/// The rows, each with its texts, and a button that opens one more.
#[component]
pub(in crate::views) fn RowsAnswer(
    field: Field,
    /// In the order of a row's cells; None where one is not asked.
    columns: Vec<Option<Column>>,
    /// What a row is called: "Line", "School".
    noun: &'static str,
    add: &'static str,
) -> impl IntoView {
    let draft = use_draft();
    let (list, problem) = (draft.list(&field), draft.problem(&field));
    let call = draft.call();
    let wrong = {
        let field = field.clone();
        Signal::derive(move || list.with(|rows| wrong_cell(&call, &field, rows)))
    };
    let id = field.to_string();
    let changed = field.clone();
    let change = move |rows: Vec<String>| draft.set(&changed, Value::List(rows));
    view! {
        <Rows id=id columns=columns noun=noun add=add list=list problem=problem wrong=wrong on_change=change/>
        <UnprintedNote field=field/>
    }
}
