//! Answers that are typed: a line, a date, a longer text.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::draft::{Field, Value, counted, problem, words};
use crate::views::Work;

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
#[expect(clippy::needless_pass_by_value, reason = "callers make the address for this call only")]
pub(in crate::views) fn typed(work: &Work, field: Field, kind: Kind, label: &str, hint: &str) -> AnyView {
    let id = field.to_string();
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    // Errors wait until the answer has been left once: nobody wants to be told while still typing.
    let left = RwSignal::new(false);
    let wrong = {
        let (work, field) = (work.clone(), field.clone());
        let call = work.call.clone();
        work.memo(move |draft| problem(&call, draft, &field))
    };
    let shown = Memo::new(move |_| if left.get() { wrong.get() } else { None });
    let described = {
        let (hint_id, error_id, hinted) = (hint_id.clone(), error_id.clone(), !hint.is_empty());
        move || {
            let mut ids = Vec::new();
            if hinted {
                ids.push(hint_id.clone());
            }
            if shown.with(Option::is_some) {
                ids.push(error_id.clone());
            }
            (!ids.is_empty()).then(|| ids.join(" "))
        }
    };
    let value = work.text(&field);
    // A draft that was open before shows its errors at once.
    left.set(value.with_untracked(|text| !text.is_empty()));
    let control =
        control(work, &field, kind, value, left, described, move || shown.with(Option::is_some).then_some("true"));
    let count = matches!(kind, Kind::Text | Kind::Long).then(|| {
        let count = move || {
            value.with(|text| if text.trim().is_empty() { String::new() } else { counted(words(text), "word") })
        };
        view! { <p class="count figure">{count}</p> }
    });
    let hint = (!hint.is_empty()).then(|| view! { <p class="hint" id=hint_id>{hint.to_owned()}</p> });
    let error = move || {
        shown.get().map(|text| {
            view! { <p class="error" id=error_id.clone()><span class="visually-hidden">"Error: "</span>{text}</p> }
        })
    };
    view! {
        <div class="field" class:field-invalid=move || shown.with(Option::is_some)>
            <label class="label" for=id>{label.to_owned()}</label>
            {hint}
            {error}
            {control}
            {count}
        </div>
    }
    .into_any()
}

fn control(
    work: &Work,
    field: &Field,
    kind: Kind,
    value: Memo<String>,
    left: RwSignal<bool>,
    described: impl Fn() -> Option<String> + Send + 'static,
    invalid: impl Fn() -> Option<&'static str> + Send + 'static,
) -> AnyView {
    let id = field.to_string();
    let on_input = {
        let (work, field) = (work.clone(), field.clone());
        move |event: web_sys::Event| work.set(&field, Value::Text(event_target_value(&event)))
    };
    let on_blur = move |_| left.set(true);
    if matches!(kind, Kind::Text | Kind::Long) {
        let class = if kind == Kind::Long { "textarea textarea-long" } else { "textarea" };
        let rows = if kind == Kind::Long { 12 } else { 4 };
        let node = NodeRef::<leptos::html::Textarea>::new();
        Effect::new(move |_| {
            let text = value.get();
            if let Some(area) = node.get()
                && area.value() != text
            {
                area.set_value(&text);
            }
        });
        return view! {
            <textarea node_ref=node class=class id=id rows=rows spellcheck="true" aria-describedby=described aria-invalid=invalid
                on:input=on_input on:blur=on_blur></textarea>
        }
        .into_any();
    }
    let node = NodeRef::<leptos::html::Input>::new();
    Effect::new(move |_| {
        let text = value.get();
        // Setting a value moves the caret in some browsers, even to the same value.
        if let Some(input) = node.get()
            && input.value() != text
        {
            input.set_value(&text);
        }
    });
    view! {
        <input node_ref=node class=kind.class() id=id type=kind.input_type() autocomplete=kind.autocomplete()
            aria-describedby=described aria-invalid=invalid on:input=on_input on:blur=on_blur/>
    }
    .into_any()
}

/// Whether the window is wide enough for the hub's words to stand beside an answer.
pub(in crate::views) fn wide() -> bool {
    window()
        .match_media("(min-width: 62.5em)")
        .ok()
        .flatten()
        .is_some_and(|list| list.unchecked_into::<web_sys::MediaQueryList>().matches())
}
