//! Advice that a person can set aside, with a reason.

use leptos::prelude::*;

use super::{changes, focus_soon, hidden, para, wrong};
use crate::draft::Value;
use crate::readiness::Suppression;
use crate::views::Work;
use crate::views::html::{El, Part, button, el, show, show_while, styled, value_in};

/// Under advice: a way to say that it is meant so. Once that is said, a way to take it back. `after` is the id of what takes
/// focus then, since the advice itself goes to another place on the page.
pub(in crate::views) fn set_aside(work: &Work, suppression: &Suppression, subject: &str, after: &'static str) -> Part {
    let (field, app) = (&suppression.field, work.app);
    if work.peek(|draft| suppression.reason(draft).1) {
        let (work, field) = (work.clone(), field.clone());
        let back = move || {
            work.set(&field, Value::List(Vec::new()));
            focus_soon(after.to_owned());
        };
        return named(changes(app, button("button button-plain", back)), "Show this advice again", subject).into();
    }
    let asking = RwSignal::new(false);
    let (work, suppression, subject) = (work.clone(), suppression.clone(), subject.to_owned());
    show(
        move || asking.get(),
        move |asked| {
            let id = format!("{}-reason", suppression.field);
            if *asked {
                return form(&work, &suppression, &id, asking, after);
            }
            let opener = opener(&id);
            let open = move || {
                asking.set(true);
                focus_soon(id.clone());
            };
            named(changes(app, button("button button-plain", open)).attr("id", &opener), "This is right", &subject)
                .into()
        },
    )
}

fn named(button: El, text: &str, subject: &str) -> El {
    button.text(text).add(hidden(&format!(": {subject}")))
}

/// The id of the button that opens the form whose answer has this id.
fn opener(id: &str) -> String {
    format!("open-{}", id.replace('/', "-"))
}

fn form(work: &Work, suppression: &Suppression, id: &str, asking: RwSignal<bool>, after: &'static str) -> Part {
    // Where something else was set aside before, its reason may do for this too.
    let before = work.peek(|draft| suppression.reason(draft).0.to_owned());
    let (reason, missing) = (StoredValue::new(before.clone()), RwSignal::new(false));
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    let submit = {
        let (work, suppression, id) = (work.clone(), suppression.clone(), id.to_owned());
        move |event: web_sys::Event| {
            event.prevent_default();
            let reason = reason.get_value();
            if reason.trim().is_empty() {
                missing.set(true);
                return focus_soon(id.clone());
            }
            asking.set(false);
            work.set(&suppression.field, suppression.value(&reason));
            focus_soon(after.to_owned());
        }
    };
    let opener = opener(id);
    let leave = move || {
        asking.set(false);
        focus_soon(opener.clone());
    };
    let input = styled("input", "input")
        .attr("id", id)
        .attr("type", "text")
        .attr("autocomplete", "off")
        .attr("value", &before)
        .attr("aria-describedby", &format!("{hint_id} {error_id}"))
        .attr_of("aria-invalid", move || missing.get().then(|| "true".to_owned()))
        .on("input", move |event| reason.set_value(value_in(&event)));
    let hint = "For example, \u{201c}our partner school\u{201d}.";
    let error = show_while(move || missing.get(), || wrong(styled("p", "error"), "Enter a reason").into());
    let field = styled("div", "field")
        .add(el("label").attr("class", "label").attr("for", id).text("Why is this right?"))
        .add(para("hint", hint).attr("id", &hint_id))
        .add(el("div").attr("id", &error_id).add(error))
        .add(input);
    styled("form", "confirm")
        .on("submit", submit)
        .add(field)
        .add(
            styled("div", "actions")
                .add(
                    changes(work.app, styled("button", "button button-second").attr("type", "submit"))
                        .text("Hide this advice"),
                )
                .add(button("button button-plain", leave).text("Cancel")),
        )
        .into()
}
