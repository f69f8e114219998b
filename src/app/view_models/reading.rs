//! Documents of the hub that are to be read first.

use super::quotations::{Quotation, is_safe_link, quotations};
use super::section::is_asked_of;
use crate::call::{Call, DeclarationId, ReadFirst};
use crate::draft::Draft;

/// A document that is to be read first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadRow {
    /// Its name.
    pub name: String,
    /// Its address, where that is known.
    pub url: Option<String>,
    /// The hub's words for it.
    pub words: Option<Quotation>,
}

fn row(call: &Call, document: &ReadFirst) -> ReadRow {
    ReadRow {
        name: document.name.trim().to_owned(),
        url: document.url.clone().filter(|url| is_safe_link(url)),
        words: quotations(call, &document.statement).pop(),
    }
}

/// What the hub wants this school to read first.
pub fn read_first(call: &Call, draft: &Draft) -> Vec<ReadRow> {
    let own = call.read_first.iter().filter(|document| is_asked_of(call, draft, &document.when));
    own.map(|document| row(call, document)).collect()
}

/// What the hub wants schools to read first, whatever the school.
pub fn read_first_of_call(call: &Call) -> Vec<ReadRow> {
    call.read_first.iter().map(|document| row(call, document)).collect()
}

/// What a declaration says was read.
pub(super) fn read_for(call: &Call, declaration: &DeclarationId) -> Vec<ReadRow> {
    let own = call.read_first.iter().filter(|document| document.declaration.as_ref() == Some(declaration));
    own.map(|document| row(call, document)).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::app::view_models::declaration_groups;
    use crate::readiness::testing::{call, draft, says};

    #[test]
    fn what_is_to_be_read_is_shown_to_those_who_have_to() {
        let call = call(json!({
            "declarations": [
                {"id": "read", "label": "We have read the handbook.", "statement": says("Read the handbook.")},
                {"id": "other", "label": "We agree.", "statement": says("Agree.")}
            ],
            "read-first": [
                {"name": "Handbook", "url": "https://marsh.example.org/h", "statement": says("Read the handbook."), "declaration": "read"},
                {"name": "Trust guide", "url": "ftp://x", "when": [{"trust": true}]}
            ]
        }));
        let names = |rows: Vec<ReadRow>| rows.into_iter().map(|row| (row.name, row.url.is_some())).collect::<Vec<_>>();
        let (handbook, guide) = (("Handbook".to_owned(), true), ("Trust guide".to_owned(), false));
        for (answers, expected) in [
            (json!({}), vec![handbook.clone(), guide.clone()]),
            (json!({"school/group": "neither"}), vec![handbook.clone()]),
        ] {
            assert_eq!(names(read_first(&call, &draft(&answers))), expected, "{answers}");
        }
        assert_eq!(names(read_first_of_call(&call)), [handbook.clone(), guide]);
        let ticks = declaration_groups(&call);
        let read: Vec<_> = ticks.into_iter().flat_map(|group| group.items).map(|item| names(item.read)).collect();
        assert_eq!(read, [vec![handbook], vec![]]);
    }
}
