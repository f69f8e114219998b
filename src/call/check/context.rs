//! What the rules look at: the call, and the same call as JSON.
//!
//! What must hold everywhere (no blank text, every reference leads somewhere, every statement has its source) is
//! looked up in the JSON by key. So a key that the types gain later is checked without a change here, and a
//! path is always the path in the file.

use serde_json::Value;

use crate::call::wire::{Read, read_value};
use crate::call::{Call, Statement};

/// A value of the file.
pub(super) struct Node<'a> {
    /// Its JSON Pointer.
    pub(super) path: String,
    /// The key that it stands under; for an element of a list, the list's key.
    pub(super) key: &'a str,
    /// Whether it is an element of a list.
    pub(super) in_list: bool,
    /// The value.
    pub(super) value: &'a Value,
}

/// What the rules look at.
pub(super) struct CheckContext<'a> {
    /// The call.
    pub(super) call: &'a Call,
    /// Every value of the file, parents first.
    pub(super) nodes: Vec<Node<'a>>,
    /// Every statement, with its path.
    pub(super) statements: Vec<(String, Statement)>,
    /// The calls of the files beside this one, where they are known.
    pub(super) others: &'a [&'a Call],
    json: &'a Value,
}

impl<'a> CheckContext<'a> {
    /// The call, the same call as JSON, and the calls beside it.
    pub(super) fn new(call: &'a Call, json: &'a Value, others: &'a [&'a Call]) -> Self {
        let mut nodes = Vec::new();
        gather(Node { path: String::new(), key: "", in_list: false, value: json }, &mut nodes);
        let statements = nodes
            .iter()
            .filter(|n| n.value.get("text").is_some() && n.value.get("under-heading").is_some())
            .filter_map(|n| Some((n.path.clone(), read_value(n.value).ok()?)))
            .collect();
        Self { call, nodes, statements, others, json }
    }

    /// Every text of the file.
    pub(super) fn texts(&self) -> impl Iterator<Item = (&Node<'a>, &'a str)> {
        self.nodes.iter().filter_map(|n| Some((n, n.value.as_str()?)))
    }

    /// Everything that stands under `key` and has this type, with its path.
    pub(super) fn under_key<T: Read>(&self, key: &str) -> Vec<(&str, T)> {
        let here = self.nodes.iter().filter(|n| n.key == key && !n.in_list);
        here.filter_map(|n| Some((n.path.as_str(), read_value(n.value).ok()?))).collect()
    }

    /// The id of what a path is about: of the innermost thing with an id; failing that, the heading, topic or part of
    /// the profile that it stands under; failing that, the key at the top of the file ("submission"). The call's own id
    /// says nothing.
    pub(super) fn about(&self, path: &str) -> Option<String> {
        let ends = path.match_indices('/').skip(1).map(|(end, _)| end).chain([path.len()]);
        let above: Vec<&Value> = ends.filter_map(|end| self.json.pointer(path.get(..end)?)).collect();
        ["id", "under-heading", "topic", "ask"]
            .iter()
            .find_map(|key| above.iter().rev().find_map(|value| value.get(key)?.as_str()))
            .or_else(|| path.split('/').nth(1))
            .map(str::to_owned)
    }
}

fn gather<'a>(node: Node<'a>, nodes: &mut Vec<Node<'a>>) {
    let (value, key, path) = (node.value, node.key, node.path.clone());
    nodes.push(node);
    match value {
        Value::Array(elements) => {
            for (index, value) in elements.iter().enumerate() {
                gather(Node { path: format!("{path}/{index}"), key, in_list: true, value }, nodes);
            }
        }
        Value::Object(members) => {
            // The types have no key with a slash or a tilde, which a pointer would write differently.
            for (key, value) in members {
                gather(Node { path: format!("{path}/{key}"), key, in_list: false, value }, nodes);
            }
        }
        _ => {}
    }
}

/// The texts of a statement, each with its path.
pub(super) fn statement_texts<'s>(path: &str, statement: &'s Statement) -> Vec<(String, &'s str)> {
    let items = statement.items.iter().enumerate().map(|(i, item)| (format!("{path}/items/{i}"), item.as_str()));
    [(format!("{path}/text"), statement.text.as_str())].into_iter().chain(items).collect()
}
