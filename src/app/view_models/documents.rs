//! The page of documents: what the hub asks for, and how far each is.

use super::quotations::{OddityNote, Quotation, is_safe_link, oddities, quotations};
use crate::call::{Call, Condition, Document, DocumentId, Need};
use crate::documents::need_words;
use crate::draft::{DocumentField, Draft, Field};

/// A document that the hub asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentBlock {
    /// Its id.
    pub id: DocumentId,
    /// The hub's name for it.
    pub name: String,
    /// What the hub asks.
    pub words: Vec<Quotation>,
    /// The hub's template for it: what is said before its name, the name, and the address where it is known.
    pub template: Option<(String, String, Option<String>)>,
    /// Whether it is needed, how many files, how long.
    pub need: String,
    /// What is odd about it and was not said of a document above.
    pub oddities: Vec<OddityNote>,
    /// Our help.
    pub help: Vec<String>,
    /// How far it may be: written forms and labels.
    pub states: Vec<(&'static str, &'static str)>,
    /// What it should include: ids and the hub's words.
    pub contents: Vec<(String, String)>,
    /// When it is asked for.
    pub when: Vec<Condition>,
}

/// The documents that the hub asks for.
pub fn document_blocks(call: &Call) -> Vec<DocumentBlock> {
    let mut said: Vec<OddityNote> = Vec::new();
    let mut blocks: Vec<DocumentBlock> = Vec::new();
    for document in &call.documents {
        let ids = document.statements.iter().flat_map(|statement| &statement.oddities).chain(&document.oddities);
        let mut notes = oddities(call, ids);
        notes.retain(|note| !said.contains(note));
        said.extend(notes.iter().cloned());
        blocks.push(document_block(call, document, notes));
    }
    blocks
}

fn document_block(call: &Call, document: &Document, oddities: Vec<OddityNote>) -> DocumentBlock {
    let mut words = quotations(call, &document.statements);
    for quotation in &mut words {
        quotation.oddities.clear();
    }
    let mut states = vec![("ready", "Ready"), ("in-hand", "Still working on it"), ("missing", "We do not have it")];
    states.extend((document.need != Need::Required).then_some(("not-applicable", "Not including it")));
    let content = |item: &crate::call::Item| (item.id.to_string(), format!("\u{201c}{}\u{201d}", item.quote));
    DocumentBlock {
        id: document.id.clone(),
        name: document.name.trim().trim_end_matches([':', '.']).to_owned(),
        words,
        template: document.template.as_ref().map(|template| {
            let lead = format!("Fill in {} template", call.hub.voice().possessive());
            (lead, template.name.trim().to_owned(), template.url.clone().filter(|url| is_safe_link(url)))
        }),
        need: need_words(document),
        oddities,
        help: document.help.clone(),
        states,
        contents: document.contents.iter().map(content).collect(),
        when: document.when.clone(),
    }
}

/// Whether the page asks where a document is: not where the school has none to send.
pub fn asks_for_file(draft: &Draft, document: &DocumentId) -> bool {
    !matches!(draft.text(&Field::Document(document.clone(), DocumentField::State)), "missing" | "not-applicable")
}

/// Whether a document is sent another way: by a name or an address.
pub fn is_sent_another_way(draft: &Draft, document: &DocumentId) -> bool {
    let answered = |leaf| draft.answered(&Field::Document(document.clone(), leaf));
    answered(DocumentField::Name) || answered(DocumentField::Link)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::readiness::testing::{call, draft, says};

    #[test]
    fn what_is_odd_is_said_once() {
        let call = call(json!({
            "oddities": [{"id": "types", "kind": "ambiguous", "note": "Which types?"}, {"id": "full", "kind": "ambiguous", "note": "All?"}],
            "documents": [
                {"id": "plan", "name": "Plan:", "need": "required", "statements": [says("Include it.")],
                 "contents": [{"id": "aims", "quote": "its aims", "strength": "should"}], "oddities": ["full", "types"]},
                {"id": "more", "name": "More", "need": "optional", "statements": [says("If you like.")], "oddities": ["types"]}
            ]
        }));
        let blocks = document_blocks(&call);
        let lines: Vec<(&str, usize, usize, &str)> = blocks
            .iter()
            .map(|block| (block.name.as_str(), block.oddities.len(), block.states.len(), block.need.as_str()))
            .collect();
        assert_eq!(lines, [("Plan", 2, 3, "Required."), ("More", 0, 4, "Optional.")]);
        assert_eq!(blocks[0].contents, [("aims".to_owned(), "\u{201c}its aims\u{201d}".to_owned())]);
    }

    #[test]
    fn a_template_is_named_and_linked() {
        let call = call(json!({"documents": [
            {"id": "plan", "name": "Plan", "need": "required", "statements": [says("Use it.")],
             "template": {"name": "Plan form", "url": "https://marsh.example.org/plan.docx"}},
            {"id": "more", "name": "More", "need": "required", "statements": [says("Use it.")],
             "template": {"name": "Other form", "url": "javascript:x"}},
            {"id": "none", "name": "None", "need": "required", "statements": [says("Send it.")]}
        ]}));
        let shown: Vec<_> = document_blocks(&call).into_iter().map(|block| block.template).collect();
        let lead = || "Fill in the hub\u{2019}s template".to_owned();
        let url = Some("https://marsh.example.org/plan.docx".to_owned());
        let expected =
            [Some((lead(), "Plan form".to_owned(), url)), Some((lead(), "Other form".to_owned(), None)), None];
        assert_eq!(shown, expected);
    }

    #[test]
    fn no_file_is_asked_for_where_there_is_none() {
        let id = DocumentId::new("plan").unwrap();
        for (answers, asks, another_way) in [
            (json!({}), true, false),
            (json!({"documents/plan/state": "ready", "documents/plan/name": "plan.pdf"}), true, true),
            (json!({"documents/plan/state": "in-hand", "documents/plan/link": "https://a.example"}), true, true),
            (json!({"documents/plan/state": "missing"}), false, false),
            (json!({"documents/plan/state": "not-applicable"}), false, false),
        ] {
            let draft = draft(&answers);
            assert_eq!(
                (asks_for_file(&draft, &id), is_sent_another_way(&draft, &id)),
                (asks, another_way),
                "{answers}"
            );
        }
    }
}
