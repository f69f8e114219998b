//! Reads manifests (RFC 8493 §2.1.3, §2.2.1).

use std::collections::BTreeSet;

use super::bagit_names::{Scope, algorithm};
use crate::bundle::error::{OpenError, Problem};
use crate::bundle::name;
use crate::bundle::name::NameProblem;
use crate::bundle::zip::composed;

/// What a manifest lists.
#[derive(Debug, Default)]
pub(super) struct Manifest {
    /// Its own name.
    pub(super) name: String,
    /// Paths with their checksums in lower case, in its order, each once.
    pub(super) lines: Vec<(String, String)>,
    /// What is wrong with its lines.
    pub(super) flaws: Vec<OpenError>,
    /// Its paths, however their accents are stored.
    paths: BTreeSet<String>,
}

impl Manifest {
    /// Whether it lists a path, however its accents are stored.
    pub(super) fn lists(&self, path: &str) -> bool {
        self.paths.contains(&composed(path))
    }
}

/// How many hex digits a checksum of a manifest has; none if its algorithm is not known.
pub(super) fn digits(name: &str, scope: Scope) -> Option<usize> {
    match algorithm(name, scope)? {
        "sha256" => Some(64),
        "sha512" => Some(128),
        _ => None,
    }
}

/// Reads a manifest. Fails if it lists a path that leads out of the bag.
pub(super) fn manifest(name: &str, text: &str, scope: Scope, digits: usize) -> Result<Manifest, OpenError> {
    let mut manifest = Manifest { name: name.to_owned(), ..Manifest::default() };
    for (number, line) in lines(text) {
        // An editor may have added empty lines at the end.
        if line.trim().is_empty() {
            continue;
        }
        let problem = |problem| OpenError::in_line(name, number, problem);
        let Some((checksum, path)) = split_line(line, digits) else {
            manifest.flaws.push(problem(Problem::ManifestLine));
            continue;
        };
        let path = decode_path(path);
        if let Err(NameProblem::Dots | NameProblem::Absolute | NameProblem::Drive) = name::check(&path) {
            return Err(problem(Problem::ManifestPath(path)));
        }
        if !is_written(&path, scope) {
            manifest.flaws.push(problem(Problem::ManifestPath(path)));
            continue;
        }
        if manifest.paths.insert(composed(&path)) {
            manifest.lines.push((path, checksum.to_ascii_lowercase()));
        } else {
            manifest.flaws.push(problem(Problem::ListedTwice(path)));
        }
    }
    Ok(manifest)
}

/// Whether a manifest of this kind may list a path.
fn is_written(path: &str, scope: Scope) -> bool {
    let is_payload = path.strip_prefix("data/").is_some_and(|rest| !rest.is_empty());
    is_payload == (scope == Scope::Payload) && !path.contains(char::is_control)
}

/// Lines with their numbers, from 1. They end in LF, CR or CRLF (§2.3); the last may lack its end.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = text;
    let mut number = 0;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        number += 1;
        let (line, after) = rest.split_once(['\r', '\n']).unwrap_or((rest, ""));
        let carriage_return = rest.as_bytes().get(line.len()) == Some(&b'\r');
        rest = if carriage_return { after.strip_prefix('\n').unwrap_or(after) } else { after };
        Some((number, line))
    })
}

/// Checksum in hex of this many digits, white space, path. Checksum programs put a `*` before the path, or `./`.
fn split_line(line: &str, digits: usize) -> Option<(&str, &str)> {
    let (checksum, rest) = line.split_at_checked(digits)?;
    let path = rest.trim_start_matches([' ', '\t']);
    let fits = checksum.bytes().all(|digit| digit.is_ascii_hexdigit()) && path.len() < rest.len();
    let path = path.strip_prefix('*').unwrap_or(path);
    let path = path.strip_prefix("./").unwrap_or(path);
    (fits && !path.is_empty()).then_some((checksum, path))
}

/// A path with `%0A`, `%0D` and `%25` decoded, and only these (§2.1.3).
pub(super) fn decode_path(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    let mut parts = path.split('%');
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (letter, rest) = match part.split_at_checked(2) {
            Some((code, rest)) if code.eq_ignore_ascii_case("0A") => ('\n', rest),
            Some((code, rest)) if code.eq_ignore_ascii_case("0D") => ('\r', rest),
            Some(("25", rest)) => ('%', rest),
            _ => ('%', part),
        };
        out.push(letter);
        out.push_str(rest);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn manifests_as_programs_write_them() {
        let sum = "0".repeat(64);
        let read = |line: &str| manifest("manifest-sha256.txt", &format!("{sum}{line}"), Scope::Payload, 64);
        for line in ["  data/x", " data/x\r\n\r\n", "\t data/x", " *data/x", "  ./data/x", " *./data/x\n \n"] {
            let manifest = read(line).unwrap();
            assert_eq!(
                (manifest.lines, manifest.flaws),
                (vec![("data/x".to_owned(), sum.clone())], vec![]),
                "{line:?}"
            );
        }
        for line in ["", " ", "  data/", "  README.txt", "  ~/x", "  data/a%0Ab", "0  data/x"] {
            let manifest = read(line).unwrap();
            assert_eq!((manifest.lines.len(), manifest.flaws.len()), (0, 1), "{line:?}");
        }
        for line in ["  data/../../x", "  ../x", "  /etc/passwd", "  C:\\x", "  data/../x"] {
            assert!(matches!(read(line).unwrap_err().problem, Problem::ManifestPath(_)), "{line:?}");
        }
        assert!(read("  data/Ty\u{302}").unwrap().lists("data/Tŷ"));
    }
}
