//! Finds where bags are among files: at the top, in folders within folders, and several beside each other.

use super::bagit_names::{Scope, is_manifest};
use crate::bundle::leftovers::is_leftover;
use crate::bundle::zip::composed;

/// A path as it is looked for: without regard to case, to how accents are stored, and to dots and spaces at the end of a
/// segment, which Windows drops.
pub(super) fn plain(path: &str) -> String {
    let segment = |segment: &str| segment.trim_end_matches(['.', ' ']).to_owned();
    composed(path).to_lowercase().split('/').map(segment).collect::<Vec<_>>().join("/")
}

/// The folders that are bags: empty, or with a `/` at the end. A folder is one if it has `bagit.txt` or a payload manifest.
/// What is in the payload of a bag is none.
pub(super) fn roots<'a>(paths: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for path in paths {
        let split = path.rfind('/').map_or(0, |at| at.saturating_add(1));
        let (folder, name) = path.split_at_checked(split).unwrap_or(("", path));
        let name = plain(name);
        let is_root = name == "bagit.txt" || is_manifest(&name, Scope::Payload);
        if is_root && !is_leftover(path) && !found.iter().any(|known| known == folder) {
            found.push(folder.to_owned());
        }
    }
    let payloads: Vec<String> = found.iter().map(|root| format!("{}data/", plain(root))).collect();
    found.retain(|root| !payloads.iter().any(|payload| plain(root).starts_with(payload.as_str())));
    found
}

/// The root that a file belongs to: the innermost.
pub(super) fn root_of<'a>(path: &str, roots: &'a [String]) -> Option<&'a String> {
    roots.iter().filter(|root| path.starts_with(root.as_str())).max_by_key(|root| root.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bags_are_found_wherever_they_are() {
        let rows: [(&[&str], &[&str]); 12] = [
            (&["a/bagit.txt", "a/manifest-sha256.txt", "a/data/x"], &["a/"]),
            (&["bagit.txt", "data/x"], &[""]),
            (&["a/a/bagit.txt", "photo.jpg"], &["a/a/"]),
            (&["a/bagit.txt", "b/bagit.txt"], &["a/", "b/"]),
            (&["a/bagit.txt", "a/data/b/bagit.txt"], &["a/"]),
            (&["a/DATA/b/bagit.txt", "a/bagit.txt"], &["a/"]),
            (&["A/BAGIT.TXT"], &["A/"]),
            (&["a/bagit.txt."], &["a/"]),
            (&["a/manifest-sha256.txt"], &["a/"]),
            (&["__MACOSX/a/bagit.txt", "a/._bagit.txt"], &[]),
            (&["data/application.json", "a/tagmanifest-sha256.txt"], &[]),
            (&["bagit.txt", "copy/bagit.txt"], &["", "copy/"]),
        ];
        for (paths, expected) in rows {
            assert_eq!(roots(paths.iter().copied()), expected, "{paths:?}");
        }
        let found = [String::new(), "copy/".to_owned()];
        assert_eq!(root_of("copy/data/x", &found), Some(&found[1]));
        assert_eq!(root_of("data/x", &found), Some(&found[0]));
        assert_eq!(root_of("x", &found[1..]), None);
    }

    #[test]
    fn paths_that_are_looked_for_are_plain() {
        for (path, expected) in
            [("DATA/Ty\u{302}.PDF", "data/tŷ.pdf"), ("data./x. ", "data/x"), ("a/b", "a/b"), ("…", "…")]
        {
            assert_eq!(plain(path), expected);
        }
    }
}
