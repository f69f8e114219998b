//! Everything that a hub says, in its own order.

use super::quotations::{OddityNote, Quotation, oddities, quotations};
use crate::call::{Call, Heading, HeadingId, Source, Statement};

/// A document of a hub.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HubDocument {
    /// Its title.
    pub title: String,
    /// Where it was published, if known.
    pub url: Option<String>,
    /// Its headings, in order, each with what stands under it.
    pub parts: Vec<DocumentPart>,
}

/// A heading of a document, with what stands under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentPart {
    /// The heading. Empty where it is the document's title again.
    pub heading: String,
    /// Whether it stands below another heading.
    pub is_inner: bool,
    /// The hub's words. Their source is not said again: the heading says it.
    pub quotations: Vec<Quotation>,
    /// What is odd about a heading that has nothing under it.
    pub oddities: Vec<OddityNote>,
}

/// The documents that a call's statements are taken from.
pub fn hub_documents(call: &Call) -> Vec<HubDocument> {
    let statements = call.statements();
    let document = |source: &Source| HubDocument {
        title: source.title.clone(),
        url: source.url.clone().filter(|url| super::is_safe_link(url)),
        parts: source.headings.iter().map(|heading| part(call, source, heading, &statements)).collect(),
    };
    call.sources.iter().map(document).collect()
}

fn part(call: &Call, source: &Source, heading: &Heading, statements: &[&Statement]) -> DocumentPart {
    let mut quotations = quotations(call, under(&heading.id, statements));
    for quotation in &mut quotations {
        quotation.source.clear();
    }
    let empty = call.passages.iter().filter(|passage| passage.under.as_ref() == Some(&heading.id));
    DocumentPart {
        heading: if is_title(source, &heading.id) { String::new() } else { heading.text.clone() },
        is_inner: heading.within.as_ref().is_some_and(|id| !is_title(source, id)),
        quotations,
        oddities: oddities(call, empty.flat_map(|passage| &passage.oddities)),
    }
}

fn is_title(source: &Source, id: &HeadingId) -> bool {
    source.headings.iter().any(|heading| heading.id == *id && heading.text == source.title)
}

/// The statements under a heading. One that several parts of a call quote stands there once.
fn under<'a>(id: &HeadingId, statements: &[&'a Statement]) -> Vec<&'a Statement> {
    let mut own: Vec<&Statement> = Vec::new();
    for statement in statements.iter().filter(|statement| statement.under == *id) {
        if !own.iter().any(|other| other.text == statement.text) {
            own.push(statement);
        }
    }
    own
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::sample::call as marsh;

    #[test]
    fn every_statement_of_the_call_stands_under_its_heading_once() {
        let call = marsh();
        let documents = hub_documents(&call);
        assert_eq!(documents.len(), call.sources.len());
        let lines: usize =
            documents.iter().flat_map(|document| &document.parts).flat_map(|part| &part.quotations).count();
        assert!(lines > 0);
        let headings: Vec<&Heading> = call.sources.iter().flat_map(|source| &source.headings).collect();
        let parts: Vec<&DocumentPart> = documents.iter().flat_map(|document| &document.parts).collect();
        for (heading, part) in headings.iter().zip(parts) {
            let is_title = call.sources.iter().any(|source| source.title == heading.text);
            assert!(!part.is_inner || heading.within.is_some());
            assert_eq!(part.heading, if is_title { "" } else { &heading.text });
            let is_said = call.statements().iter().any(|statement| statement.under == heading.id);
            assert_eq!(part.quotations.len(), usize::from(is_said), "{}", heading.text);
            assert!(part.quotations.iter().all(|quotation| quotation.source.is_empty()));
        }
    }

    /// Every text with a heading in the JSON of a call, but for quotes, which are parts of others.
    fn texts(json: &serde_json::Value, all: &mut Vec<String>) {
        match json {
            serde_json::Value::Array(items) => items.iter().for_each(|item| texts(item, all)),
            serde_json::Value::Object(members) => {
                if members.contains_key("under-heading") {
                    all.extend(members.get("text").and_then(|text| text.as_str()).map(str::to_owned));
                }
                members.values().for_each(|value| texts(value, all));
            }
            _ => {}
        }
    }

    #[test]
    fn no_statement_of_a_call_is_left_out() {
        for text in [
            include_str!("../../../tests/fixtures/calls/questions.json"),
            include_str!("../../../tests/fixtures/calls/places.json"),
            include_str!("../../../tests/fixtures/calls/rolling.json"),
            include_str!("../../../tests/fixtures/calls/third.json"),
        ] {
            let call = crate::call::read_call_as_written(text).unwrap();
            let mut all = Vec::new();
            texts(&serde_json::from_str(text).unwrap(), &mut all);
            let known: Vec<&str> = call.statements().iter().map(|own| own.text.as_str()).collect();
            for text in all {
                assert!(known.contains(&text.as_str()), "{}: {text}", call.id);
            }
        }
    }

    #[test]
    fn the_same_words_stand_there_once() {
        let call = marsh();
        let first = call.statements()[0].clone();
        let twice = [&first, &first];
        assert_eq!(under(&first.under, &twice).len(), 1);
    }
}
