//! A list of rows, added and removed one by one: each row some short texts.

use leptos::prelude::*;

use super::{Each, When, guard, shows};
use crate::draft::{cell_as_typed, with_cell};
use crate::views::context::AppContext;
use crate::views::focus_soon;

/// One text of each row.
#[derive(Clone, Copy)]
pub struct Column {
    /// Its label.
    pub label: &'static str,
    /// What keyboard a phone shows: `text`, `decimal`, `email`.
    pub mode: &'static str,
}

/// The rows, each with its texts, and a button that opens one more.
#[component]
pub fn Rows(
    #[prop(into)] id: String,
    /// In the order of a row's cells; None where one is not asked.
    columns: Vec<Option<Column>>,
    /// What a row is called: "Line", "School".
    noun: &'static str,
    add: &'static str,
    /// The rows, the cells of each parted by tabs.
    #[prop(into)]
    list: Signal<Vec<String>>,
    #[prop(into, optional)] problem: Signal<Option<String>>,
    /// The cell that it is about: the number of its row and of the cell.
    #[prop(into, optional)]
    wrong: Signal<Option<(usize, usize)>>,
    #[prop(into)] on_change: Callback<Vec<String>>,
) -> impl IntoView {
    let error_id = format!("{id}-error");
    // Nobody wants to be told what is wrong while still typing.
    let typing = RwSignal::new(None::<(usize, usize)>);
    let is_typed = Signal::derive(move || typing.with(|own| own.is_some() && *own == wrong.get()));
    let problem = Signal::derive(move || problem.get().filter(|_| !is_typed.get()));
    let wrong = Signal::derive(move || wrong.get().filter(|_| !is_typed.get()));
    let numbers = Signal::derive(move || (0..list.with(Vec::len)).map(|number| number.to_string()).collect::<Vec<_>>());
    let is_wrong = Signal::derive(move || problem.with(Option::is_some));
    let row = {
        let (id, error_id) = (id.clone(), error_id.clone());
        move |number: String| {
            let number = number.parse().unwrap_or_default();
            view! {
                <Row id=id.clone() number=number list=list columns=columns.clone() noun=noun
                    error_id=error_id.clone() wrong=wrong typing=typing on_change=on_change/>
            }
            .into_any()
        }
    };
    let press = {
        let id = id.clone();
        move |_| {
            let mut rows = list.get_untracked();
            rows.push(String::new());
            let new = rows.len().saturating_sub(1);
            on_change.run(rows);
            focus_soon(cell_id(&id, new, 0));
        }
    };
    // Without a row, links to this answer find the button.
    let own_id = move || if list.with(Vec::is_empty) { id.clone() } else { format!("{id}~add") };
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

#[component]
fn Row(
    id: String,
    number: usize,
    list: Signal<Vec<String>>,
    columns: Vec<Option<Column>>,
    noun: &'static str,
    error_id: String,
    /// The cell of any row that is wrong.
    wrong: Signal<Option<(usize, usize)>>,
    /// The cell of any row in which somebody types.
    typing: RwSignal<Option<(usize, usize)>>,
    on_change: Callback<Vec<String>>,
) -> impl IntoView {
    // What is wrong takes room: it is said once nothing is pressed that would move away from under the pointer.
    let app = use_context::<AppContext>();
    let leave = move |_: web_sys::FocusEvent| {
        let say = move || _ = typing.try_set(None);
        match app {
            Some(app) => app.after_pointer_up(say),
            None => say(),
        }
    };
    let name = format!("{noun} {}", number + 1);
    let about = format!(" {noun} {}", number + 1).to_lowercase();
    let cell = |(at, column): (usize, Option<Column>)| {
        let column = column?;
        let own = cell_id(&id, number, at);
        let text = Signal::derive(move || {
            list.with(|rows| rows.get(number).map(|row| cell_as_typed(row, at).to_owned()).unwrap_or_default())
        });
        let input = move |event: web_sys::Event| {
            typing.set(Some((number, at)));
            let mut rows = list.get_untracked();
            if let Some(row) = rows.get_mut(number) {
                *row = with_cell(row, at, &event_target_value(&event));
                on_change.run(rows);
            }
        };
        let is_wrong = Memo::new(move |_| wrong.get() == Some((number, at)));
        let error_id = error_id.clone();
        let described = move || is_wrong.get().then(|| error_id.clone());
        let invalid = move || is_wrong.get().then_some("true");
        let view = view! {
            <div class="field">
                <label class="label" for=own.clone()>{column.label}</label>
                <input class="input" type="text" inputmode=column.mode autocomplete="off" id=own
                    aria-invalid=invalid aria-describedby=described use:guard use:shows=text on:blur=leave on:input=input/>
            </div>
        };
        Some(view.into_any())
    };
    let cells: Vec<AnyView> = columns.into_iter().enumerate().filter_map(cell).collect();
    let remove = move |_| {
        let mut rows = list.get_untracked();
        if number < rows.len() {
            rows.remove(number);
        }
        // To the row that has moved up, else to the last one, else to the button that adds one.
        let next = number.min(rows.len().saturating_sub(1));
        typing.set(None);
        on_change.run(rows);
        focus_soon(cell_id(&id, next, 0));
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
fn cell_id(id: &str, row: usize, column: usize) -> String {
    if row == 0 && column == 0 { id.to_owned() } else { format!("{id}~{row}-{column}") }
}
