//! The documents that the hub asks for: where each is, and whether it contains what it should.

use leptos::prelude::*;

use crate::call::{Document, Need, Section};
use crate::draft::{Applies, DocumentField, Field, Profile, applies};
use crate::views::Work;
use crate::views::parts::{Choice, Kind, choose_one, choose_some, help, odd, section_end, typed, way, words};

/// The page of the documents.
pub(in crate::views) fn documents(work: &Work) -> AnyView {
    let rows = work.call.documents.iter().map(|document| one(work, document)).collect_view();
    view! {
        {way(work, &Section::Documents)}
        <h1 class="title" tabindex="-1">"Documents"</h1>
        <p class="lede">"Say where each document is. Keep the files together: you attach them yourself when you send the application."</p>
        {rows}
        {section_end(work, &Section::Documents)}
    }
    .into_any()
}

fn one(work: &Work, document: &Document) -> AnyView {
    let (call, when) = (work.call.clone(), document.when.clone());
    let note = work.memo(move |draft| match applies(&call, &when, &Profile::of(&call, draft)) {
        Applies::No { because } | Applies::Unclear { because } => Some(because),
        Applies::Yes | Applies::Unknown { .. } => None,
    });
    let need = match (document.need, document.minimum) {
        (Need::Required, 0 | 1) => "The hub asks for this.".to_owned(),
        (Need::Required, number) => format!("The hub asks for at least {number} of these."),
        (Need::IfApplicable, _) => "The hub asks for this where it applies.".to_owned(),
        (Need::Optional, _) => "Welcome, not needed.".to_owned(),
    };
    let field = |leaf| Field::Document(document.id.clone(), leaf);
    let mut states = vec![
        Choice::new("ready", "It is ready"),
        Choice::new("in-hand", "We are working on it"),
        Choice::new("missing", "We do not have it"),
    ];
    if document.need != Need::Required {
        states.push(Choice::new("not-applicable", "We will not include it"));
    }
    let items: Vec<Choice> =
        document.contents.iter().map(|i| Choice::new(i.id.as_str(), &format!("\u{201c}{}\u{201d}", i.quote))).collect();
    let contents = (!items.is_empty()).then(|| {
        choose_some(
            work,
            &field(DocumentField::Contents),
            "Does it contain what the hub looks for?",
            "Tick what you have found in it.",
            &items,
            None,
        )
    });
    view! {
        <section class="point">
            <h2>{document.name.clone()}</h2>
            {words(&work.call, &document.statements)}
            <p class="caption">{need}</p>
            {odd(&work.call, &document.oddities)}
            {move || note.get().map(|because| view! { <p class="notice">{because}</p> })}
            {help(&document.help)}
            {choose_one(work, &field(DocumentField::State), "How far is it?", "", &states)}
            {typed(work, field(DocumentField::Name), Kind::Line, "Name of the file", "So that you and the hub know which one it is. If there are several, name them all.")}
            {typed(work, field(DocumentField::Link), Kind::Web, "Or its address on the web", "If it is published, for instance on the school\u{2019}s website.")}
            {contents}
        </section>
    }
    .into_any()
}
