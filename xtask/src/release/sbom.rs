//! What is in the programs, for machines: CycloneDX 1.6 in JSON (ECMA-424), which public bodies' scanners read.

use super::crates::{Crate, Crates, Id};
use crate::run::{output, program};
use anyhow::{Context, Result};
use rawzip::time::UtcDateTime;
use serde_json::{Value as Json, json};

/// The list of parts. `time` is that of the release, in seconds since 1970.
pub(super) fn sbom(crates: &Crates, time: i64) -> Result<String> {
    let rust = output(program("rustc").arg("-Vv"))?;
    let rust =
        rust.lines().find_map(|line| line.strip_prefix("release: ")).context("rustc does not say its release")?;
    let mut components: Vec<Json> = crates.all.iter().map(|(id, one)| component(id, one)).collect();
    let library = format!("pkg:generic/rust-std@{rust}");
    components.push(json!({
        "type": "library", "bom-ref": library, "name": "rust-std", "version": rust,
        "description": "Rust's standard library", "licenses": [{ "expression": "MIT OR Apache-2.0" }], "purl": library,
    }));
    components.push(json!({
        "type": "data", "bom-ref": FONTS, "name": "Upbeat Sans",
        "description": "Fonts of the printed pages, a part of Liberation Sans",
        "licenses": [{ "license": { "id": "OFL-1.1" } }],
    }));
    let upbeat = format!("pkg:generic/upbeat@{}", crates.version);
    let mut direct: Vec<String> = crates.used.iter().map(purl).collect();
    direct.extend([library, FONTS.to_owned()]);
    let mut dependencies = vec![json!({ "ref": upbeat, "dependsOn": direct })];
    for (id, one) in &crates.all {
        let uses: Vec<String> = one.uses.iter().map(purl).collect();
        dependencies.push(json!({ "ref": purl(id), "dependsOn": uses }));
    }
    let document = json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "timestamp": stamp(time),
            "component": {
                "type": "application", "bom-ref": upbeat, "name": "upbeat", "version": crates.version,
                "licenses": [{ "expression": "MIT OR Apache-2.0" }], "purl": upbeat,
            },
        },
        "components": components,
        "dependencies": dependencies,
    });
    Ok(serde_json::to_string_pretty(&document)? + "\n")
}

/// How the fonts are named within the list.
const FONTS: &str = "upbeat-sans";

fn component(id: &Id, one: &Crate) -> Json {
    let mut component = json!({
        "type": "library", "bom-ref": purl(id), "name": id.0, "version": id.1, "description": one.description,
        "licenses": [{ "expression": one.licence }], "purl": purl(id),
    });
    if let Some(checksum) = &one.checksum {
        component["hashes"] = json!([{ "alg": "SHA-256", "content": checksum }]);
    }
    if let Some(repository) = &one.repository {
        component["externalReferences"] = json!([{ "type": "vcs", "url": repository }]);
    }
    component
}

/// A crate's package URL. A version may have a `+`, which is written with a percent sign there.
fn purl((name, version): &Id) -> String {
    format!("pkg:cargo/{name}@{}", version.replace('+', "%2B"))
}

/// A time as RFC 3339 writes it.
fn stamp(time: i64) -> String {
    let when = UtcDateTime::from_unix(time);
    let (day, clock) = ((when.year(), when.month(), when.day()), (when.hour(), when.minute(), when.second()));
    format!("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", day.0, day.1, day.2, clock.0, clock.1, clock.2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn times_are_written_as_rfc_3339() {
        assert_eq!(stamp(1_771_061_400), "2026-02-14T09:30:00Z");
        assert_eq!(stamp(0), "1970-01-01T00:00:00Z");
    }

    /// What the schema of CycloneDX 1.6 demands of the parts that we write.
    #[test]
    fn every_part_is_named_once_and_every_reference_leads_somewhere() {
        let bom: Json = serde_json::from_str(&sbom(&Crates::read().unwrap(), 0).unwrap()).unwrap();
        assert_eq!((&bom["bomFormat"], &bom["specVersion"]), (&json!("CycloneDX"), &json!("1.6")));
        let text = |json: &Json, key: &str| json[key].as_str().unwrap_or_else(|| panic!("{key}: {json}")).to_owned();
        let components = bom["components"].as_array().unwrap();
        let mut refs: BTreeSet<String> = components.iter().map(|one| text(one, "bom-ref")).collect();
        assert_eq!(refs.len(), components.len());
        for one in components {
            assert!(
                !text(one, "name").is_empty() && ["library", "data"].contains(&text(one, "type").as_str()),
                "{one}"
            );
            let licences = one["licenses"].as_array().unwrap();
            assert!(
                licences.len() == 1
                    && (licences[0]["expression"].is_string() || licences[0]["license"]["id"].is_string())
            );
            for hash in one["hashes"].as_array().into_iter().flatten() {
                assert_eq!((hash["alg"].as_str(), text(hash, "content").len()), (Some("SHA-256"), 64), "{one}");
            }
        }
        refs.insert(text(&bom["metadata"]["component"], "bom-ref"));
        for node in bom["dependencies"].as_array().unwrap() {
            assert!(refs.contains(&text(node, "ref")), "{node}");
            for used in node["dependsOn"].as_array().unwrap() {
                assert!(refs.contains(used.as_str().unwrap()), "{used}");
            }
        }
    }
}
