//! Web addresses, added and removed one by one.

use leptos::prelude::*;

use super::unprinted::UnprintedNote;
use crate::draft::{Field, Value};
use crate::views::components::{Each, When, guard, shows};
use crate::views::context::{DraftContext, use_draft};
use crate::views::focus_soon;

/// Links to evidence: a row for each, and a button that opens one more.
#[component]
pub(in crate::views) fn LinksAnswer(field: Field) -> impl IntoView {
    let draft = use_draft();
    let list = draft.list(&field);
    let problem = draft.problem(&field);
    let error_id = format!("{field}-error");
    let numbers = Signal::derive(move || (0..list.with(Vec::len)).map(|number| number.to_string()).collect::<Vec<_>>());
    let row = {
        let (field, error_id) = (field.clone(), error_id.clone());
        move |number: String| {
            let number = number.parse().unwrap_or_default();
            view! { <LinkRow field=field.clone() number=number list=list error_id=error_id.clone()/> }.into_any()
        }
    };
    let is_wrong = Signal::derive(move || problem.with(Option::is_some));
    view! {
        <div class="links" class:field-invalid=is_wrong>
            <div id=error_id>
                <When holds=is_wrong>
                    <p class="error"><span class="visually-hidden">"Error: "</span>{move || problem.get()}</p>
                </When>
            </div>
            <ul hidden=move || list.with(Vec::is_empty)><Each keys=numbers draw=row/></ul>
            <UnprintedNote field=field/>
        </div>
    }
    .into_any()
}

/// Opens one more row for a link. Without a row, links to this answer find this button.
#[component]
pub(in crate::views) fn AddLink(field: Field) -> impl IntoView {
    let draft = use_draft();
    let list = draft.list(&field);
    let id = field.to_string();
    let own_id = id.clone();
    let press = move |_| {
        let count = change(draft, &field, |items| items.push(String::new()));
        focus_soon(row_id(&id, count.saturating_sub(1)));
    };
    let own_id = move || list.with(Vec::is_empty).then(|| own_id.clone());
    view! {
        <button type="button" class="plain add" id=own_id use:guard on:click=press><span>"Add a link"</span></button>
    }
    .into_any()
}

/// Changes the list, and says how long it is then.
fn change(draft: DraftContext, field: &Field, edit: impl FnOnce(&mut Vec<String>)) -> usize {
    let mut items = draft.with_draft(|draft| draft.list(field).to_vec());
    edit(&mut items);
    let count = items.len();
    draft.set(field, Value::List(items));
    count
}

#[component]
fn LinkRow(field: Field, number: usize, list: Signal<Vec<String>>, error_id: String) -> impl IntoView {
    let draft = use_draft();
    let id = field.to_string();
    let own_id = row_id(&id, number);
    let text = Signal::derive(move || list.with(|items| items.get(number).cloned().unwrap_or_default()));
    let typed = field.clone();
    let input = move |event: web_sys::Event| {
        let text = event_target_value(&event);
        change(draft, &typed, |items| {
            if let Some(item) = items.get_mut(number) {
                *item = text;
            }
        });
    };
    let left = field.clone();
    let remove = move |_| {
        let count = change(draft, &field, |items| {
            if number < items.len() {
                items.remove(number);
            }
        });
        // To the row that has moved up, else to the last one, else to the button that adds one.
        focus_soon(row_id(&id, number.min(count.saturating_sub(1))));
    };
    let name = format!("Link {}", number + 1);
    let about = format!(" link {}", number + 1);
    view! {
        <li class="link-row">
            <label class="visually-hidden" for=own_id.clone()>{name}</label>
            <input class="input" type="text" inputmode="url" autocomplete="off" id=own_id aria-describedby=error_id
                placeholder="https://" use:guard use:shows=text on:input=input
                on:blur=move |_| draft.complete(&left)/>
            <button type="button" class="plain" use:guard on:click=remove>
                "Remove"<span class="visually-hidden">{about}</span>
            </button>
        </li>
    }
    .into_any()
}

/// The id of a row's control. The first carries the answer's address, so that links find it.
fn row_id(field: &str, number: usize) -> String {
    if number == 0 { field.to_owned() } else { format!("{field}~{number}") }
}
