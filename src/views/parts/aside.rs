//! Advice that a person can set aside, with a reason.

use leptos::prelude::*;

use super::{focus_soon, hidden, para};
use crate::draft::Value;
use crate::readiness::Aside;
use crate::views::Work;
use crate::views::html::{Part, button, el, show, styled, value_in};

/// Under advice: a way to say that it is meant so. Once that is said, a way to take it back.
pub(in crate::views) fn set_aside(work: &Work, aside: &Aside, subject: &str) -> Part {
    let field = &aside.field;
    if work.peek(|draft| draft.list(field).first().is_some_and(|reason| !reason.trim().is_empty())) {
        let (work, field) = (work.clone(), field.clone());
        return button("button button-plain", move || work.set(&field, Value::List(Vec::new())))
            .text("Show it again")
            .add(hidden(&format!(": {subject}")))
            .into();
    }
    let asking = RwSignal::new(false);
    let (work, aside, subject) = (work.clone(), aside.clone(), subject.to_owned());
    let id = format!("{}-reason", aside.field);
    show(
        move || asking.get(),
        move |asked| {
            if *asked {
                return form(&work, &aside, &id, asking);
            }
            let id = id.clone();
            let open = move || {
                asking.set(true);
                focus_soon(id.clone());
            };
            button("button button-plain", open).text("It is meant so").add(hidden(&format!(": {subject}"))).into()
        },
    )
}

fn form(work: &Work, aside: &Aside, id: &str, asking: RwSignal<bool>) -> Part {
    let reason = StoredValue::new(String::new());
    let (work, aside) = (work.clone(), aside.clone());
    let submit = move |event: web_sys::Event| {
        event.prevent_default();
        let reason = reason.get_value();
        if !reason.trim().is_empty() {
            work.set(&aside.field, aside.because(&reason));
        }
        asking.set(false);
    };
    let hint_id = format!("{id}-hint");
    let input = styled("input", "input")
        .attr("id", id)
        .attr("type", "text")
        .attr("autocomplete", "off")
        .attr("aria-describedby", &hint_id)
        .on("input", move |event| reason.set_value(value_in(&event)));
    styled("form", "confirm")
        .on("submit", submit)
        .add(
            styled("div", "field")
                .add(el("label").attr("class", "label").attr("for", id).text("Why is it right as it is?"))
                .add(
                    para("hint", "A few words, such as \u{201c}our partner school\u{201d}. You can take it back.")
                        .attr("id", &hint_id),
                )
                .add(input),
        )
        .add(
            styled("div", "actions")
                .add(styled("button", "button button-second").attr("type", "submit").text("Set it aside"))
                .add(button("button button-plain", move || asking.set(false)).text("Leave it")),
        )
        .into()
}
