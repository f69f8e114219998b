//! Values made of a schema alone: an example to copy, and what stands in for something that cannot be understood.

use serde_json::{Map, Value, json};

use super::forms::Form;
use super::schema::{alternatives, properties, required, resolve, types};

/// Deeper examples are cut short.
const DEEPEST: usize = 2;

/// A value that has the shape, for people to copy and change.
pub(super) fn example(root: &Value, schema: &Value) -> Value {
    let example = build(root, schema, &mut |form| json!(form.map_or("\u{2026}", |form| form.example)), DEEPEST);
    // An entry that needs no key: one that it may have.
    if example == json!({})
        && let Some(known) = properties(resolve(root, schema))
    {
        let some = [("sides", json!(2)), ("email", json!("name@example.org")), ("size", json!(11))];
        let mut some = some.into_iter().filter(|(key, _)| known.contains_key(*key));
        return some.next().map_or(example, |(key, value)| json!({key: value}));
    }
    example
}

/// A value that has the shape and says nothing; `number` makes its ids differ from others.
pub(super) fn stand_in(root: &Value, schema: &Value, number: usize) -> Value {
    let text = |form: Option<&Form>| match form {
        Some(form) if (form.fits)("stand-in-0") => json!(format!("stand-in-{number}")),
        form => json!(form.map_or("\u{2026}", |form| form.example)),
    };
    build(root, schema, &mut { text }, usize::MAX)
}

fn build(root: &Value, schema: &Value, text: &mut dyn FnMut(Option<&Form>) -> Value, depth: usize) -> Value {
    let schema = resolve(root, schema);
    if let Some(constant) = schema.get("const") {
        return constant.clone();
    }
    if let Some(alternatives) = alternatives(schema) {
        // The least that can be said: nothing, a word, or the entry with the fewest keys.
        let least =
            alternatives.iter().filter(|a| types(a) != ["null"]).min_by_key(|a| required(resolve(root, a)).count());
        return least.map_or(Value::Null, |least| build(root, least, text, depth));
    }
    match types(schema).first() {
        Some(&"string") => text(schema.get("pattern").and_then(Value::as_str).and_then(Form::of)),
        Some(&"integer" | &"number") => json!(1),
        Some(&"boolean") => json!(true),
        Some(&"array") => json!([]),
        Some(&"object") if depth == 0 => json!({}),
        Some(&"object") => {
            let known = properties(schema);
            let keys = required(schema).filter_map(|key| Some((key.to_owned(), known?.get(key)?)));
            let members: Map<String, Value> =
                keys.map(|(key, schema)| (key, build(root, schema, text, depth - 1))).collect();
            Value::Object(members)
        }
        _ => Value::Null,
    }
}
