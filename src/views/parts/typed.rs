//! Answers that are typed: a line, a date, a longer text.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::{changes, fold, para, wrong};
use crate::draft::{Field, Value, counted, words as count_words};
use crate::views::Work;
use crate::views::html::{El, Part, el, follow_value, set, styled, value_in};

/// What a typed answer is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::views) enum Kind {
    /// One line.
    Line,
    /// A short line: a number, a code.
    Short,
    /// A day.
    Day,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Telephone,
    /// An address on the web.
    Web,
    /// Some sentences, words counted.
    Text,
    /// A page or more, words counted.
    Long,
}

impl Kind {
    fn input_type(self) -> &'static str {
        match self {
            Self::Day => "date",
            Self::Email => "email",
            Self::Telephone => "tel",
            // Not `url`: browsers would refuse to let an unfinished one be typed in some keyboards.
            _ => "text",
        }
    }

    fn class(self) -> &'static str {
        match self {
            Self::Short => "input input-short",
            Self::Day => "input input-date",
            _ => "input",
        }
    }

    fn autocomplete(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Telephone => "tel",
            _ => "off",
        }
    }
}

/// A typed answer with label, hint and, once it has been left, what is wrong with its form.
pub(in crate::views) fn typed(work: &Work, field: Field, kind: Kind, label: &str, hint: &str) -> Part {
    let id = field.to_string();
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    let hinted = (!hint.is_empty()).then(|| hint_id.clone());
    let long = matches!(kind, Kind::Text | Kind::Long);
    // Errors wait until the answer has been left once: nobody wants to be told while still typing. A draft that was
    // open before shows its errors at once.
    let left = RwSignal::new(work.peek(|draft| !draft.text(&field).is_empty()));
    let app = work.app;
    let text = {
        let (work, field) = (work.clone(), field.clone());
        move || work.text(&field)
    };
    // Chromium looks after each key whether it could fill in the form for somebody. Where a text belongs to no form, it
    // looks at every control of the page, which takes longer than to draw the key.
    let alone = long.then(|| format!("{id}-form"));
    let control = changes(app, control(kind))
        .attr("id", &id)
        .attr_if("form", alone.as_deref())
        .value_of(text.clone())
        .on("blur", {
            let (work, field) = (work.clone(), field.clone());
            move |_| {
                let (work, field) = (work.clone(), field.clone());
                app.once_free(move || {
                    work.leave(&field);
                    left.set(true);
                });
            }
        })
        .on("input", {
            let (work, field) = (work.clone(), field.clone());
            move |event| work.set(&field, Value::Text(value_in(&event)))
        });
    let count = long.then(|| {
        styled("p", "count figure").text_of(move || {
            let text = text();
            if text.trim().is_empty() { String::new() } else { counted(count_words(&text), "word") }
        })
    });
    let error = styled("p", "error").attr("id", &error_id);
    let whole = el("div")
        .add(el("label").attr("class", "label").attr("for", &id).text(label))
        .add(hinted.is_some().then(|| para("hint", hint).attr("id", &hint_id)))
        .add(error.clone())
        .add(control.clone())
        .add(count)
        .add(alone.map(|alone| el("form").attr("id", &alone).attr("hidden", "")));
    let (work, part) = (work.clone(), whole.clone());
    let problem = move || if left.get() { work.problem(&field) } else { None };
    follow_value(Box::new(problem), move |problem| {
        let invalid = problem.is_some();
        set(part.element(), "class", Some(if invalid { "field field-invalid" } else { "field" }));
        set(control.element(), "aria-invalid", invalid.then_some("true"));
        let described: Vec<&str> = hinted.as_deref().into_iter().chain(invalid.then_some(error_id.as_str())).collect();
        set(control.element(), "aria-describedby", (!described.is_empty()).then(|| described.join(" ")).as_deref());
        set(error.element(), "hidden", (!invalid).then_some(""));
        error.element().set_text_content(None);
        if let Some(text) = problem {
            wrong(error.clone(), text);
        }
    });
    whole.into()
}

fn control(kind: Kind) -> El {
    match kind {
        Kind::Text => styled("textarea", "textarea").attr("rows", "4").attr("spellcheck", "true"),
        Kind::Long => styled("textarea", "textarea textarea-long").attr("rows", "12").attr("spellcheck", "true"),
        _ => styled("input", kind.class()).attr("type", kind.input_type()).attr("autocomplete", kind.autocomplete()),
    }
}

/// Something to unfold beside an answer: open where there is room for it.
pub(in crate::views) fn beside(title: &str, body: impl Into<Part>) -> El {
    styled("div", "beside-context").add(fold(title, body).attr_if("open", wide().then_some("")))
}

/// Whether the window is wide enough for the hub's words to stand beside an answer.
pub(in crate::views) fn wide() -> bool {
    window()
        .match_media("(min-width: 62.5em)")
        .ok()
        .flatten()
        .is_some_and(|list| list.unchecked_into::<web_sys::MediaQueryList>().matches())
}
