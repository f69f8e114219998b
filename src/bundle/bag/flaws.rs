//! What is not as the manifests say.

use super::files::{BagFile, Listed, is_copy, is_in_payload};
use super::find::plain;
use super::manifest::Manifest;
use super::tags::TagText;
use crate::bundle::error::{OpenError, Problem};
use crate::bundle::sha256;

/// What is wrong with the payload.
pub(super) fn payload_flaws(files: &[BagFile<'_>], listed: &[Listed], manifests: &[Manifest]) -> Vec<OpenError> {
    let mut flaws = Vec::new();
    for listed in listed {
        let file = listed.found.and_then(|(at, right)| Some((files.get(at)?, right)));
        for (manifest, checksum) in &listed.checksums {
            let manifest = manifest.clone();
            let problem = match file {
                Some((_, true)) => continue,
                Some((file, false)) => match &file.checksums {
                    Some(Err(problem)) => problem.clone(),
                    _ if file.has(checksum) => continue,
                    _ if !file.crc => Problem::Crc,
                    _ => Problem::Checksum { manifest },
                },
                None => Problem::Missing { manifest },
            };
            flaws.push(OpenError::in_file(&*listed.path, problem));
        }
        // A payload manifest lists every payload file (§2.1.3).
        for manifest in manifests.iter().filter(|_| listed.checksums.len() < manifests.len()) {
            if !listed.checksums.iter().any(|(name, _)| *name == manifest.name) {
                let manifest = manifest.name.clone();
                flaws.push(OpenError::in_file(&*listed.path, Problem::Unlisted { manifest }));
            }
        }
    }
    for file in files.iter().filter(|file| is_in_payload(file) && !file.taken && !is_copy(files, file)) {
        let manifest = manifests.first().map(|manifest| manifest.name.clone()).unwrap_or_default();
        flaws.push(OpenError::in_file(&*file.name, Problem::Unlisted { manifest }));
    }
    flaws
}

/// What is wrong with the other files: with those that tag manifests list, and with what they must list, every payload
/// manifest (§2.2.1).
pub(super) fn tag_flaws(
    files: &[BagFile<'_>],
    texts: &[TagText],
    payload: &[Manifest],
    tags: &[Manifest],
) -> Vec<OpenError> {
    let mut flaws = Vec::new();
    for tag_manifest in tags {
        let manifest = tag_manifest.name.clone();
        for (path, checksum) in &tag_manifest.lines {
            let manifest = manifest.clone();
            let wanted = plain(path);
            let named = || files.iter().filter(|file| file.inside && file.plain.contains(&wanted));
            // Of several texts of a name it is the one that was read which counts.
            let problem = match (texts.iter().find(|text| text.name == wanted), named().next()) {
                (Some(text), _) if text.has(checksum) => continue,
                (Some(text), _) if differs_in_line_ends(&text.text, checksum) => Problem::LineEnds { manifest },
                (None, _) if named().any(|file| file.has(checksum)) => continue,
                (None, None) => Problem::Missing { manifest },
                (None, Some(BagFile { checksums: Some(Err(problem)), .. })) => problem.clone(),
                (Some(_), _) | (None, Some(_)) => Problem::Checksum { manifest },
            };
            flaws.push(OpenError::in_file(&**path, problem));
        }
        for listed in payload.iter().filter(|listed| !tag_manifest.lists(&listed.name)) {
            let manifest = manifest.clone();
            flaws.push(OpenError::in_file(&*listed.name, Problem::Unlisted { manifest }));
        }
    }
    flaws
}

/// Whether a text is the one with this SHA-256 but for the ends of its lines.
fn differs_in_line_ends(text: &str, checksum: &str) -> bool {
    sha256::hex(text.replace("\r\n", "\n").replace('\r', "\n").as_bytes()) == checksum
}
