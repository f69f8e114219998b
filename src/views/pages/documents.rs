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
        para("lede", "Attach each document, or say where the hub can find it.").into(),
    ];
    parts.extend(work.call.documents.iter().map(|document| one(work, document)));
    parts.push(section_end(work, &Section::Documents));
    parts.into_iter().collect()
}

fn one(work: &Work, document: &Document) -> Part {
    let field = |leaf| Field::Document(document.id.clone(), leaf);
    let mut states = vec![
        Choice::new("ready", "Ready"),
        Choice::new("in-hand", "Still working on it"),
        Choice::new("missing", "We do not have it"),
    ];
    if document.need != Need::Required {
        states.push(Choice::new("not-applicable", "Not including it"));
    }
    let mut items = Vec::new();
    for item in &document.contents {
        items.push(Choice::new(item.id.as_str(), &format!("\u{201c}{}\u{201d}", item.quote)));
    }
    let contents = (!items.is_empty()).then(|| {
        choose_some(
            work,
            &field(DocumentField::Contents),
            "What does it include?",
            "Tick each one you have checked is there.",
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
        .add(choose_one(work, &field(DocumentField::State), "Is it ready?", "", &states))
        .add(files(
            work,
            &field(DocumentField::Files),
            "Attach the document",
            "PDF is best. You can attach more than one file.",
        ))
        .add(typed(
            work,
            field(DocumentField::Name),
            Kind::Line,
            "Or enter its file name, if you will send it yourself",
            "If there are several, list them all.",
        ))
        .add(typed(
            work,
            field(DocumentField::Link),
            Kind::Web,
            "Or enter a web link",
            "For example, a page on your school website.",
        ))
        .add(contents)
        .into()
}
