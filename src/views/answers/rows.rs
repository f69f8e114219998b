//! An answer that is a list of rows, added and removed one by one: each row some short texts.

use leptos::prelude::*;

use crate::draft::{Field, Value, cell_as_typed, with_cell};
use crate::views::components::{Each, When, guard, shows};
use crate::views::context::{DraftContext, use_draft};
use crate::views::focus_soon;

/// One text of each row.
#[derive(Clone, Copy)]
pub(in crate::views) struct Column {
    /// Its label.
    pub(in crate::views) label: &'static str,
    /// What keyboard a phone shows: `text`, `decimal`, `email`.
    pub(in crate::views) mode: &'static str,
}

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
    let list = draft.list(&field);
    let problem = draft.problem(&field);
    let id = field.to_string();
    let error_id = format!("{id}-error");
    let numbers = Signal::derive(move || (0..list.with(Vec::len)).map(|number| number.to_string()).collect::<Vec<_>>());
    let is_wrong = Signal::derive(move || problem.with(Option::is_some));
    let row = {
        let (field, error_id) = (field.clone(), error_id.clone());
        move |number: String| {
            let number = number.parse().unwrap_or_default();
            view! {
                <Row field=field.clone() number=number list=list columns=columns.clone() noun=noun
                    error_id=error_id.clone()/>
            }
            .into_any()
        }
    };
    let press = {
        let id = id.clone();
        move |_| {
            let count = change(draft, &field, |rows| rows.push(String::new()));
            focus_soon(cell_id(&id, count.saturating_sub(1), 0));
        }
    };
    // Without a row, links to this answer find the button.
    let own_id = move || list.with(Vec::is_empty).then(|| id.clone());
    view! {
        <div class="rows" class:field-invalid=is_wrong>
            <div id=error_id>
                <When holds=is_wrong>
                    <p class="error"><span class="visually-hidden">"Error: "</span>{move || problem.get()}</p>
                </When>
            </div>
            <Each keys=numbers draw=row/>
            <button type="button" class="plain add" id=own_id use:guard on:click=press><span>{add}</span></button>
        </div>
    }
    .into_any()
}

/// Changes the list, and says how long it is then.
fn change(draft: DraftContext, field: &Field, edit: impl FnOnce(&mut Vec<String>)) -> usize {
    let mut rows = draft.with_draft(|draft| draft.list(field).to_vec());
    edit(&mut rows);
    let count = rows.len();
    draft.set(field, Value::List(rows));
    count
}

#[component]
fn Row(
    field: Field,
    number: usize,
    list: Signal<Vec<String>>,
    columns: Vec<Option<Column>>,
    noun: &'static str,
    error_id: String,
) -> impl IntoView {
    let draft = use_draft();
    let id = field.to_string();
    let name = format!("{noun} {}", number + 1);
    let about = format!(" {noun} {}", number + 1).to_lowercase();
    let cells: Vec<AnyView> = columns
        .into_iter()
        .enumerate()
        .filter_map(|(at, column)| Some((at, column?)))
        .map(|(at, column)| {
            let own = cell_id(&id, number, at);
            let text = Signal::derive(move || {
                list.with(|rows| rows.get(number).map(|row| cell_as_typed(row, at).to_owned()).unwrap_or_default())
            });
            let typed = field.clone();
            let input = move |event: web_sys::Event| {
                let text = event_target_value(&event);
                change(draft, &typed, |rows| {
                    if let Some(row) = rows.get_mut(number) {
                        *row = with_cell(row, at, &text);
                    }
                });
            };
            view! {
                <div class="field">
                    <label class="label" for=own.clone()>{column.label}</label>
                    <input class="input" type="text" inputmode=column.mode autocomplete="off" id=own
                        aria-describedby=error_id.clone() use:guard use:shows=text on:input=input/>
                </div>
            }
            .into_any()
        })
        .collect();
    let remove = move |_| {
        let count = change(draft, &field, |rows| {
            if number < rows.len() {
                rows.remove(number);
            }
        });
        // To the row that has moved up, else to the last one, else to the button that adds one.
        focus_soon(cell_id(&id, number.min(count.saturating_sub(1)), 0));
    };
    view! {
        <fieldset class="row">
            <legend class="visually-hidden">{name}</legend>
            <div class="fields">{cells}</div>
            <button type="button" class="plain" use:guard on:click=remove>
                "Remove"<span class="visually-hidden">{about}</span>
            </button>
        </fieldset>
    }
    .into_any()
}

/// The id of a control. The first carries the answer's address, so that links find it.
fn cell_id(field: &str, row: usize, column: usize) -> String {
    if row == 0 && column == 0 { field.to_owned() } else { format!("{field}~{row}-{column}") }
}
