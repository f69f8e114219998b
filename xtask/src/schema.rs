//! `cargo xtask schema`: the JSON Schemas of what the product reads and writes, from the types that read and write it.
//!
//! Reading is lenient about keys that it does not know; the published schemas are not, so that an editor marks a
//! slip.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use schemars::transform::{Transform, transform_subschemas};
use schemars::{Schema, schema_for};
use serde_json::{Map, Value};
use upbeat::bundle::application_schema;
use upbeat::call::{Call, CallIndex};

use crate::run::root;

/// A schema that is published.
struct Published {
    /// Its file under `assets/schemas`.
    file: &'static str,
    /// Its title, which editors show.
    title: &'static str,
    /// The schema of the type.
    schema: fn() -> Schema,
    /// Whether people write such a file by hand, so that a key that is not known is a slip.
    by_hand: bool,
}

/// Every schema that is published: a type more is a line more.
const PUBLISHED: [Published; 3] = [
    Published {
        file: "call.schema.json",
        title: "A hub\u{2019}s call, as Upbeat reads it",
        schema: || schema_for!(Call),
        by_hand: true,
    },
    Published {
        file: "index.schema.json",
        title: "The list of calls on a host",
        schema: || schema_for!(CallIndex),
        by_hand: true,
    },
    Published {
        file: "application.schema.json",
        title: "An application, as Upbeat writes it into its file",
        schema: application_schema,
        by_hand: false,
    },
];

/// Writes the schemas; with `--check`, says which are out of date, and fails if any is.
pub(crate) fn schema(arguments: &[String]) -> Result<()> {
    let only_check = match arguments {
        [] => false,
        [flag] if flag == "--check" => true,
        _ => bail!("`cargo xtask schema` takes no argument but --check"),
    };
    let stale: Vec<(PathBuf, String)> = PUBLISHED
        .iter()
        .map(|published| (path(published), text(published)))
        .filter(|(path, text)| fs::read_to_string(path).ok().as_ref() != Some(text))
        .collect();
    if only_check {
        for (path, _) in &stale {
            println!("{} is out of date", path.display());
        }
        if !stale.is_empty() {
            bail!("write the schemas anew with `cargo xtask schema`");
        }
        return Ok(());
    }
    for (path, text) in stale {
        let failed = || format!("could not write {}", path.display());
        fs::create_dir_all(path.parent().unwrap_or(&path)).with_context(failed)?;
        fs::write(&path, text).with_context(failed)?;
        println!("wrote {}", path.display());
    }
    Ok(())
}

fn path(published: &Published) -> PathBuf {
    root().join("assets/schemas").join(published.file)
}

/// The schema as it is published.
fn text(published: &Published) -> String {
    let mut schema = (published.schema)();
    if published.by_hand {
        Close.transform(&mut schema);
    }
    schema.insert("title".to_owned(), published.title.into());
    // With an alternate form serde_json never fails for a Value.
    format!("{:#}\n", sorted(schema.to_value()))
}

/// Allows no other keys than those that are named.
struct Close;

impl Transform for Close {
    fn transform(&mut self, schema: &mut Schema) {
        transform_subschemas(self, schema);
        if schema.get("properties").is_some() && schema.get("additionalProperties").is_none() {
            schema.insert("additionalProperties".to_owned(), Value::Bool(false));
        }
    }
}

/// In the order of keys, whatever order serde_json has been built to keep.
fn sorted(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            let mut members: Vec<(String, Value)> = members.into_iter().map(|(k, v)| (k, sorted(v))).collect();
            members.sort_by(|a, b| a.0.cmp(&b.0));
            Value::Object(Map::from_iter(members))
        }
        Value::Array(elements) => elements.into_iter().map(sorted).collect(),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use upbeat::call::check::{pointers, shape};

    use super::*;

    fn parsed(published: &Published) -> Value {
        serde_json::from_str(&text(published)).unwrap()
    }

    #[test]
    fn the_files_are_up_to_date() {
        schema(&["--check".to_owned()]).unwrap();
    }

    #[test]
    fn every_schema_is_one() {
        for published in &PUBLISHED {
            let schema = parsed(published);
            assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema", "{}", published.file);
            if let Err(error) = jsonschema::draft202012::meta::validate(&schema) {
                panic!("{}: {error} at {}", published.file, error.instance_path());
            }
        }
        assert!(jsonschema::draft202012::meta::validate(&json!({"type": "txt"})).is_err());
    }

    #[test]
    fn every_file_of_the_project_fits_its_schema() {
        let read = |path: PathBuf| -> Value { serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap() };
        let [call, index, _] = PUBLISHED.each_ref().map(|p| jsonschema::draft202012::new(&parsed(p)).unwrap());
        let mut files = vec![root().join("tests/fixtures/calls/small.json")];
        files.extend(fs::read_dir(root().join("assets/calls")).unwrap().map(|e| e.unwrap().path()));
        files.retain(|f| f.extension().is_some_and(|e| e == "json"));
        assert!(files.len() > 2, "{files:?}");
        for file in files {
            let schema = if file.ends_with("index.json") { &index } else { &call };
            let wrong: Vec<String> =
                schema.iter_errors(&read(file.clone())).map(|e| format!("{e} at {}", e.instance_path())).collect();
            assert!(wrong.is_empty(), "{}: {wrong:#?}", file.display());
        }
    }

    /// The library's own look at the shape, against another program's, for thousands of changes to a call.
    #[test]
    fn the_check_of_the_shape_agrees_with_the_schema() {
        let schema = jsonschema::draft202012::new(&parsed(&PUBLISHED[0])).unwrap();
        let text = fs::read_to_string(root().join("tests/fixtures/calls/small.json")).unwrap();
        let small: Value = serde_json::from_str(&text).unwrap();
        let all = pointers(&small);
        let agree = |json: &Value, change: &str| {
            let found = shape(json);
            assert_eq!(found.is_empty(), schema.is_valid(json), "{change}: {found:#?}");
        };
        agree(&small, "unchanged");
        let others = [
            json!(null),
            json!(true),
            json!(3),
            json!(-1),
            json!(0.5),
            json!("x"),
            json!("A b"),
            json!([]),
            json!([1]),
            json!({}),
            json!({"by": "post"}),
        ];
        for pointer in &all {
            for other in &others {
                let mut json = small.clone();
                *json.pointer_mut(pointer).unwrap() = other.clone();
                agree(&json, &format!("{pointer} = {other}"));
            }
            let mut json = small.clone();
            let place = json.pointer_mut(pointer).unwrap();
            if let Some(members) = place.as_object_mut() {
                members.insert("extra".to_owned(), json!(1));
                agree(&json, &format!("{pointer} with another key"));
            }
            let mut json = small.clone();
            if let Some((parent, key)) = pointer.rsplit_once('/')
                && let Some(members) = json.pointer_mut(parent).unwrap().as_object_mut()
            {
                members.remove(key);
                agree(&json, &format!("without {pointer}"));
            }
        }
        assert!(all.len() > 300, "{}", all.len());
    }
}
