//! Everything that the hub says, in its own order.

use leptos::prelude::*;

use crate::app::Route;
use crate::call::{Call, HeadingId, Statement};
use crate::views::parts::{odd, words};

/// The hub's document, statement by statement under its headings.
pub(in crate::views) fn hub_words(call: &Call) -> AnyView {
    let all = call.statements();
    let sources = call
        .sources
        .iter()
        .map(|source| {
            let headings =
                source.headings.iter().map(|h| heading(call, &h.id, &h.text, h.within.is_some(), &all)).collect_view();
            view! { <section class="stack"><h2>{source.title.clone()}</h2>{headings}</section> }
        })
        .collect_view();
    view! {
        <p><a href=Route::Call(call.id.clone()).to_string()>{format!("Back to {}", call.hub.name)}</a></p>
        <h1 class="title" tabindex="-1">"Everything the hub says"</h1>
        <p class="lede">"The hub\u{2019}s own document, word for word. Notes of ours stand outside the quotations."</p>
        {sources}
    }
    .into_any()
}

fn heading(call: &Call, id: &HeadingId, text: &str, within: bool, all: &[&Statement]) -> AnyView {
    let mut own: Vec<Statement> = Vec::new();
    for statement in all.iter().filter(|s| s.under == *id) {
        if !own.iter().any(|s| s.text == statement.text) {
            own.push((*statement).clone());
        }
    }
    let empty = call.passages.iter().find(|p| p.under.as_ref() == Some(id));
    let note = empty.map(|p| odd(call, &p.oddities));
    let title = if within {
        view! { <h4>{text.to_owned()}</h4> }.into_any()
    } else {
        view! { <h3>{text.to_owned()}</h3> }.into_any()
    };
    view! { {title} {words(call, &own)} {note} }.into_any()
}
