//! The page of declarations: each sentence of the hub once, with what the school ticks under it.

use super::quotations::{Quotation, oddities, quotations};
use super::reading::{ReadRow, read_for};
use crate::call::{Call, Condition, Declaration, PersonId};
use crate::draft::Field;

/// A sentence of the hub, and what the school declares on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeclarationGroup {
    /// The hub's words.
    pub quotation: Quotation,
    /// What is ticked.
    pub items: Vec<DeclarationItem>,
}

/// A declaration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeclarationItem {
    /// The answer.
    pub field: Field,
    /// What is ticked.
    pub label: String,
    /// Whose part it is about, and the role's name.
    pub person: Option<(PersonId, String)>,
    /// Whether the hub does not need it.
    pub is_optional: bool,
    /// When it is asked.
    pub when: Vec<Condition>,
    /// What has to be read before it is ticked.
    pub read: Vec<ReadRow>,
}

/// What the school confirms before it sends, by the sentences that it rests on.
pub fn declaration_groups(call: &Call) -> Vec<DeclarationGroup> {
    grouped(call, call.declarations_before_sending())
}

/// What it confirms once it has sent.
pub fn declarations_after_sending(call: &Call) -> Vec<DeclarationGroup> {
    grouped(call, call.declarations_after_sending())
}

fn grouped<'a>(call: &Call, declarations: impl Iterator<Item = &'a Declaration>) -> Vec<DeclarationGroup> {
    let mut groups: Vec<Vec<&Declaration>> = Vec::new();
    for declaration in declarations {
        let own = &declaration.statement;
        let is_same = |first: &&Declaration| {
            let other = &first.statement;
            (&other.text, &other.items, &other.under) == (&own.text, &own.items, &own.under)
        };
        match groups.iter_mut().find(|group| group.first().is_some_and(is_same)) {
            Some(group) => group.push(declaration),
            None => groups.push(vec![declaration]),
        }
    }
    groups.iter().map(|group| declaration_group(call, group)).collect()
}

fn declaration_group(call: &Call, group: &[&Declaration]) -> DeclarationGroup {
    let mut quoted = quotations(call, group.first().map(|declaration| &declaration.statement));
    let mut quotation = quoted.pop().unwrap_or_default();
    // What is odd may stand with any of them.
    quotation.oddities = oddities(call, group.iter().flat_map(|declaration| &declaration.statement.oddities));
    let role = |id: &PersonId| call.people.iter().find(|person| person.id == *id).map(|person| person.name.clone());
    let item = |declaration: &&Declaration| DeclarationItem {
        field: Field::Declaration(declaration.id.clone()),
        label: declaration.label.clone(),
        person: declaration.person.as_ref().and_then(|id| Some((id.clone(), role(id)?))),
        is_optional: !declaration.required,
        when: declaration.when.clone(),
        read: read_for(call, &declaration.id),
    };
    DeclarationGroup { quotation, items: group.iter().map(item).collect() }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::readiness::testing::{call, says};

    #[test]
    fn each_sentence_stands_once() {
        let odd = |text: &str| json!({"text": text, "under": "h", "oddities": ["doubt"]});
        let call = call(json!({
            "oddities": [{"id": "doubt", "kind": "ambiguous", "note": "Who is that?"}],
            "people": [{"id": "head", "name": "Headteacher", "why": "w"}],
            "declarations": [
                {"id": "head", "label": "Our head took part.", "statement": says("All take part."), "person": "head"},
                {"id": "one", "label": "We send one.", "statement": says("Send one."), "required": false},
                {"id": "gone", "label": "Our governor took part.", "statement": odd("All take part."), "person": "gone"}
            ]
        }));
        let groups = declaration_groups(&call);
        let labels: Vec<Vec<&str>> =
            groups.iter().map(|group| group.items.iter().map(|item| item.label.as_str()).collect()).collect();
        assert_eq!(labels, [vec!["Our head took part.", "Our governor took part."], vec!["We send one."]]);
        assert_eq!(groups[0].quotation.oddities.len(), 1);
        let items = &groups[0].items;
        assert_eq!(items[0].person.as_ref().map(|(_, role)| role.as_str()), Some("Headteacher"));
        assert_eq!(items[1].person, None);
        assert!(groups[1].items[0].is_optional && !items[0].is_optional);
    }
}
