//! A list of web addresses, added and removed one by one.

use super::{changes, focus_soon, hidden, wrong};
use crate::draft::{Field, Value};
use crate::views::Work;
use crate::views::html::{El, Part, button, el, show, styled, value_in};

/// Links to evidence.
pub(in crate::views) fn links(work: &Work, field: &Field, label: &str) -> Part {
    let id = field.to_string();
    let error_id = format!("{id}-error");
    let rows = {
        let (list, work, field, error_id) = (at(work, field), work.clone(), field.clone(), error_id.clone());
        show(
            move || list.0.list(&list.1).len(),
            move |count| (0..*count).map(|number| row(&work, &field, number, &error_id).into()).collect(),
        )
    };
    let add = {
        let ((work, field), id) = (at(work, field), id.clone());
        move || {
            let number = change(&work, &field, |items| items.push(String::new()));
            focus_soon(row_id(&id, number.saturating_sub(1)));
        }
    };
    // Without a line, links to this answer find the button.
    let empty = at(work, field);
    let add = changes(empty.0.app, button("button button-second", add))
        .attr_of("id", move || empty.0.list(&empty.1).is_empty().then(|| id.clone()))
        .text(label);
    let (own, sign) = (at(work, field), at(work, field));
    styled("div", "field")
        .attr_of("class", move || {
            Some(if own.0.problem(&own.1).is_some() { "field field-invalid" } else { "field" }.to_owned())
        })
        .add(el("div").attr("id", &error_id).add(show(
            move || sign.0.problem(&sign.1),
            |problem| problem.as_deref().map(|text| wrong(styled("p", "error"), text)).into(),
        )))
        .add(styled("ul", "links-edit").add(rows))
        .add(add)
        .into()
}

fn at(work: &Work, field: &Field) -> (Work, Field) {
    (work.clone(), field.clone())
}

/// Changes the list, and says how long it is then.
fn change(work: &Work, field: &Field, edit: impl FnOnce(&mut Vec<String>)) -> usize {
    let mut items = work.peek(|draft| draft.list(field).to_vec());
    edit(&mut items);
    let count = items.len();
    work.set(field, Value::List(items));
    count
}

fn row(work: &Work, field: &Field, number: usize, error_id: &str) -> El {
    let id = field.to_string();
    let own_id = row_id(&id, number);
    let (shown, typed, removed, left) = (at(work, field), at(work, field), at(work, field), at(work, field));
    let input = changes(work.app, styled("input", "input").attr("type", "text"))
        .attr("id", &own_id)
        .attr("inputmode", "url")
        .attr("autocomplete", "off")
        .attr("aria-describedby", error_id)
        .value_of(move || shown.0.list(&shown.1).get(number).cloned().unwrap_or_default())
        .on("blur", move |_| {
            let (work, field) = (left.0.clone(), left.1.clone());
            work.app.once_free(move || work.leave(&field));
        })
        .on("input", move |event| {
            change(&typed.0, &typed.1, |items| {
                if let Some(item) = items.get_mut(number) {
                    *item = value_in(&event);
                }
            });
        });
    let remove = move || {
        let count = change(&removed.0, &removed.1, |items| {
            if number < items.len() {
                items.remove(number);
            }
        });
        // To the line that has moved up, else to the last one, else to the button that adds one.
        focus_soon(row_id(&id, number.min(count.saturating_sub(1))));
    };
    let label = el("label").attr("class", "label").attr("for", &own_id).text(&format!("Link {}", number + 1));
    el("li").add(styled("div", "field").add(label).add(input)).add(
        changes(work.app, button("button button-plain", remove))
            .text("Remove ")
            .add(hidden(&format!(" link {}", number + 1))),
    )
}

/// The id of a line's control. The first carries the answer's address, so that links find it.
fn row_id(field: &str, number: usize) -> String {
    if number == 0 { field.to_owned() } else { format!("{field}~{number}") }
}
