//! Small drawings. A word always stands beside them, so screen readers are not told of them.

use leptos::prelude::*;

/// How far something is, as the head of a note.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub enum NoteShape {
    /// In place, or done.
    Full,
    /// Partly, or in progress.
    Half,
    /// Not yet, or not started.
    Hollow,
    /// Not rated.
    #[default]
    Dotted,
    /// It does not apply.
    Rest,
}

impl NoteShape {
    /// The class that draws it.
    pub fn class(self) -> &'static str {
        match self {
            Self::Full => "note-head-mark note-head-full",
            Self::Half => "note-head-mark note-head-half",
            Self::Hollow => "note-head-mark note-head-open",
            Self::Dotted => "note-head-mark note-head-none",
            Self::Rest => "note-head-mark note-head-rest",
        }
    }
}

/// The head of a note.
#[component]
pub fn NoteHead(#[prop(into)] shape: Signal<NoteShape>) -> impl IntoView {
    view! { <i class=move || shape.get().class() aria-hidden="true"></i> }.into_any()
}

/// An arrow back.
#[component]
pub fn UndoIcon() -> impl IntoView {
    view! { <svg viewBox="0 0 20 20" aria-hidden="true"><path d="M4 8h8a4.5 4.5 0 0 1 0 9H8M4 8l4-4M4 8l4 4"/></svg> }
        .into_any()
}

/// An arrow onward.
#[component]
pub fn RedoIcon() -> impl IntoView {
    view! { <svg viewBox="0 0 20 20" aria-hidden="true"><path d="M16 8H8a4.5 4.5 0 0 0 0 9h4M16 8l-4-4M16 8l-4 4"/></svg> }.into_any()
}

/// A tick.
#[component]
pub fn TickIcon() -> impl IntoView {
    view! { <svg viewBox="0 0 20 20" aria-hidden="true"><path d="M4 10.5l4 4 8-9"/></svg> }.into_any()
}
