//! The documents that the hub asks for: where each is, and whether it contains what it should.

use crate::call::{Document, Need, Section};
use crate::documents::need_words;
use crate::draft::{DocumentField, Field};
use crate::views::Work;
use crate::views::html::{Part, el, styled};
use crate::views::parts::{
    Choice, Kind, aside_note, choose_one, choose_some, files, help, odd, para, section_end, section_start, typed, words,
};

/// The page of the documents.
pub(in crate::views) fn documents(work: &Work) -> Part {
    let mut parts = vec![
        section_start(work, &Section::Documents),
        para("lede", "Say where each document is: attach it here, say what it is called, or give its address. What you attach stays on this device and goes into the file of your application.").into(),
    ];
    parts.extend(work.call.documents.iter().map(|document| one(work, document)));
    parts.push(section_end(work, &Section::Documents));
    parts.into_iter().collect()
}

fn one(work: &Work, document: &Document) -> Part {
    let field = |leaf| Field::Document(document.id.clone(), leaf);
    let mut states = vec![
        Choice::new("ready", "It is ready"),
        Choice::new("in-hand", "We are working on it"),
        Choice::new("missing", "We do not have it"),
    ];
    if document.need != Need::Required {
        states.push(Choice::new("not-applicable", "We will not include it"));
    }
    let mut items = Vec::new();
    for item in &document.contents {
        items.push(Choice::new(item.id.as_str(), &format!("\u{201c}{}\u{201d}", item.quote)));
    }
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
    styled("section", "point")
        .add(el("h2").text(&document.name))
        .add(words(&work.call, &document.statements))
        .add(para("caption", &need_words(document)))
        .add(odd(&work.call, &document.oddities))
        .add(aside_note(work, &document.when, |aside| Some(para("notice", &aside.because))))
        .add(help(&document.help))
        .add(choose_one(work, &field(DocumentField::State), "How far is it?", "", &states))
        .add(files(
            work,
            &field(DocumentField::Files),
            "Attach it",
            "PDF opens everywhere. If there are several files, attach them all.",
        ))
        .add(typed(
            work,
            field(DocumentField::Name),
            Kind::Line,
            "Or the name of the file, if you send it yourself",
            "So that you and the hub know which one it is. If there are several, name them all.",
        ))
        .add(typed(
            work,
            field(DocumentField::Link),
            Kind::Web,
            "Or its address on the web",
            "If it is published, for instance on the school\u{2019}s website.",
        ))
        .add(contents)
        .into()
}
