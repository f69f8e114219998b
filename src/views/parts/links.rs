//! A list of web addresses, added and removed one by one.

use leptos::prelude::*;

use super::focus_soon;
use crate::draft::{Field, Value, problem};
use crate::views::Work;

/// Links to evidence.
pub(in crate::views) fn links(work: &Work, field: &Field, label: &str) -> AnyView {
    let list = work.list(field);
    let count = Memo::new(move |_| list.with(Vec::len));
    let wrong = {
        let (call, at) = (work.call.clone(), field.clone());
        work.memo(move |draft| problem(&call, draft, &at))
    };
    let id = field.to_string();
    let error_id = format!("{id}-error");
    let change = {
        let (work, field) = (work.clone(), field.clone());
        move |edit: &dyn Fn(&mut Vec<String>)| {
            let mut items = list.get_untracked();
            edit(&mut items);
            work.set(&field, Value::List(items));
        }
    };
    let rows = {
        let (id, change, error_id) = (id.clone(), change.clone(), error_id.clone());
        move || {
            (0..count.get())
                .map(|number| {
                    let (on_input, on_remove) = (change.clone(), change.clone());
                    let (own_id, id_on_remove) = (row_id(&id, number), id.clone());
                    let value = move || list.with(|l| l.get(number).cloned().unwrap_or_default());
                    let start = value();
                    view! {
                        <li>
                            <div class="field">
                                <label class="label" for=own_id.clone()>{format!("Link {}", number + 1)}</label>
                                <input class="input" id=own_id type="text" inputmode="url" autocomplete="off" value=start
                                    aria-describedby=error_id.clone() prop:value=value
                                    on:input=move |event| {
                                        let text = event_target_value(&event);
                                        on_input(&|items| if let Some(item) = items.get_mut(number) { item.clone_from(&text); });
                                    }/>
                            </div>
                            <button type="button" class="button button-plain" on:click=move |_| {
                                on_remove(&|items| if number < items.len() { items.remove(number); });
                                // To the line that has moved up, else to the last one, else to the button that adds one.
                                focus_soon(row_id(&id_on_remove, number.min(count.get_untracked().saturating_sub(1))));
                            }>"Remove" <span class="visually-hidden">{format!(" link {}", number + 1)}</span></button>
                        </li>
                    }
                })
                .collect_view()
        }
    };
    let field_id = id.clone();
    let add_id = move || if count.get() == 0 { Some(id.clone()) } else { None };
    view! {
        <div class="field" class:field-invalid=move || wrong.with(Option::is_some)>
            <div id=error_id>{move || wrong.get().map(|text| view! { <p class="error"><span class="visually-hidden">"Error: "</span>{text}</p> })}</div>
            <ul class="links-edit">{rows}</ul>
            <button type="button" class="button button-second" id=add_id on:click=move |_| {
                change(&|items| items.push(String::new()));
                focus_soon(row_id(&field_id, count.get_untracked() - 1));
            }>
                {label.to_owned()}
            </button>
        </div>
    }
    .into_any()
}

/// The id of a line's control. The first carries the answer's address, so that links find it.
fn row_id(field: &str, number: usize) -> String {
    if number == 0 { field.to_owned() } else { format!("{field}~{number}") }
}
