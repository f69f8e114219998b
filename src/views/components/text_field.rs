//! Text that is typed: a line, a day, a longer text.

use leptos::prelude::*;

use super::guard;
use crate::browser::draw_value;
use crate::call::Limit;
use crate::documents::text_count;
use crate::views::context::AppContext;

/// What is typed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum TextKind {
    /// One line.
    Line,
    /// A short line: a number, a code.
    Short,
    /// A number.
    Number,
    /// A day.
    Day,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Telephone,
    /// An address on the web.
    Web,
    /// A sentence or two, not counted.
    Brief,
    /// Some sentences, counted.
    Text,
    /// A page or more, counted.
    Long,
}

impl TextKind {
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
            Self::Short | Self::Number => "input input-short",
            Self::Day => "input input-date",
            _ => "input",
        }
    }

    fn input_mode(self) -> Option<&'static str> {
        (self == Self::Number).then_some("decimal")
    }

    fn autocomplete(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Telephone => "tel",
            _ => "off",
        }
    }

    fn is_long(self) -> bool {
        matches!(self, Self::Brief | Self::Text | Self::Long)
    }
}

/// A text with its label, a hint, and what is wrong with its form once it has been left.
///
/// `aside` stands at the end of the label's line. `under` stands below a longer text, before the count of its words;
/// `note` behind the count. `limits` say in what it is counted, if not in words. `remark` is said below it, while it is
/// typed.
#[component]
pub fn TextField(
    #[prop(into)] id: String,
    #[prop(into)] label: Signal<String>,
    #[prop(into, optional)] hint: String,
    kind: TextKind,
    #[prop(into)] text: Signal<String>,
    #[prop(into, optional)] problem: Signal<Option<String>>,
    #[prop(into)] on_input: Callback<String>,
    /// Called once what was typed has been left.
    #[prop(into, optional)]
    on_leave: Option<Callback<()>>,
    /// The label is for screen readers only.
    #[prop(optional)]
    hidden_label: bool,
    /// It stands in a table, whose headings are its label for the eye.
    #[prop(optional)]
    in_table: bool,
    /// The id of a hint that stands elsewhere.
    #[prop(into, optional)]
    described_by: String,
    #[prop(optional, into)] aside: Option<ViewFn>,
    #[prop(optional, into)] under: Option<ViewFn>,
    #[prop(into, optional)] note: Signal<String>,
    #[prop(optional)] limits: [Option<Limit>; 2],
    #[prop(into, optional)] remark: Signal<String>,
) -> impl IntoView {
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    let has_hint = !hint.is_empty();
    let hinted = if has_hint { Some(hint_id.clone()) } else { Some(described_by).filter(|id| !id.is_empty()) };
    // Nobody wants to be told what is wrong while still typing. What was there before is told at once.
    let was_left = RwSignal::new(!text.get_untracked().is_empty());
    let problem = Signal::derive(move || if was_left.get() { problem.get() } else { None });
    let is_invalid = Memo::new(move |_| problem.with(Option::is_some));
    let remark_id = format!("{id}-remark");
    let has_remark = Signal::derive(move || remark.with(|remark| !remark.is_empty()));
    let described = {
        let (hinted, error_id, remark_id) = (hinted.clone(), error_id.clone(), remark_id.clone());
        move || {
            let error = is_invalid.get().then_some(&error_id);
            let said = has_remark.get().then_some(&remark_id);
            let ids: Vec<&str> = [hinted.as_ref(), error, said].into_iter().flatten().map(String::as_str).collect();
            (!ids.is_empty()).then(|| ids.join(" "))
        }
    };
    let aria_invalid = move || is_invalid.get().then_some("true");
    // What is wrong takes room: it is said once nothing is pressed that would move away from under the pointer.
    let app = use_context::<AppContext>();
    let leave = move |_| {
        let say = move || _ = was_left.try_set(true);
        match app {
            Some(app) => app.after_pointer_up(say),
            None => say(),
        }
        if let Some(on_leave) = on_leave {
            // A text that is taken off the page while it has focus is left too, when nothing of it is there any more.
            _ = on_leave.try_run(());
        }
    };
    let input = move |event: web_sys::Event| _ = on_input.try_run(event_target_value(&event));
    // Chromium looks after each key whether it could fill in the form for somebody. Where a text belongs to no form, it
    // looks at every control of the page, which takes longer than to draw the key.
    let own_form = format!("{id}-form");
    let control = if kind.is_long() {
        let (class, rows) = match kind {
            TextKind::Long => ("textarea textarea-long", "12"),
            TextKind::Brief => ("textarea", "2"),
            _ => ("textarea", "3"),
        };
        view! {
            <textarea class=class rows=rows spellcheck="true" id=id.clone() form=own_form.clone()
                aria-invalid=aria_invalid aria-describedby=described
                use:guard use:shows=text on:blur=leave on:input=input/>
        }
        .into_any()
    } else {
        view! {
            <input class=kind.class() type=kind.input_type() autocomplete=kind.autocomplete() id=id.clone()
                inputmode=kind.input_mode() aria-label=move || in_table.then(|| label.get()) aria-invalid=aria_invalid aria-describedby=described
                use:guard use:shows=text on:blur=leave on:input=input/>
        }
        .into_any()
    };
    let count = move || {
        let parts = [text.with(|text| text_count(limits, text)), note.get()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" \u{b7} ")
    };
    let is_counted = kind.is_long() && kind != TextKind::Brief;
    let under_long = is_counted.then(|| {
        view! { <div class="under">{under.map(|under| under.run())} <p class="count">{count}</p></div> }.into_any()
    });
    let form = kind.is_long().then(|| view! { <form id=own_form hidden></form> }.into_any());
    let label_class = if hidden_label { "visually-hidden" } else { "label" };
    let label_line = (!in_table).then(|| {
        view! {
            <div class="label-line"><label class=label_class for=id>{label}</label>{aside.map(|aside| aside.run())}</div>
        }
        .into_any()
    });
    view! {
        <div class="field" class:field-invalid=is_invalid>
            {label_line}
            {has_hint.then(|| view! { <p class="hint" id=hint_id>{hint}</p> }.into_any())}
            <p class="error" id=error_id hidden=move || !is_invalid.get()>
                <span class="visually-hidden">"Error: "</span>{move || problem.get()}
            </p>
            {control}
            {under_long}
            <p class="line-note" id=remark_id hidden=move || !has_remark.get()>{remark}</p>
            {form}
        </div>
    }
    .into_any()
}

/// Shows a text in a control without moving the caret of somebody who is typing it.
pub fn shows(control: web_sys::Element, text: Signal<String>) {
    let show = move |_: Option<()>| text.with(|text| draw_value(&control, text));
    StoredValue::new_local(RenderEffect::new(show));
}
