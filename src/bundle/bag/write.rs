//! Writes a bag: BagIt's own files are computed here.

use super::{Bag, ExternalFile, OXUM};
use crate::bundle::error::PackError;
use crate::bundle::limits::Limits;
use crate::bundle::sha256;
use crate::bundle::source::{Files, MemoryFiles, MemorySink, Sink, block_on};
use crate::bundle::zip::{DosTime, Entry, StreamedEntry, write_to};
use std::fmt::Write as _;

impl Bag {
    /// Writes the bag into a ZIP: further tag files first, so that a README is what people see first, then
    /// BagIt's own files, then the payload. The same bag, time and limits give the same bytes.
    pub fn to_zip(&self, time: DosTime, limits: &Limits) -> Result<Vec<u8>, PackError> {
        let none = MemoryFiles::default();
        let mut out = MemorySink::new(&none);
        block_on(self.write(time, limits, &none, &mut out, &mut |_| ()))?;
        Ok(out.bytes)
    }

    /// Writes the bag as a ZIP, as [`Bag::to_zip`] does; external files come from `files`, and are written last.
    /// `passed` is called with the size of every chunk of those that has been read.
    pub async fn write(
        &self,
        time: DosTime,
        limits: &Limits,
        files: &dyn Files,
        out: &mut dyn Sink,
        passed: &mut dyn FnMut(u64),
    ) -> Result<(), PackError> {
        let mut streamed = Vec::new();
        for ExternalFile { path, id, size, .. } in &self.external {
            let source = files.file(id).ok().filter(|file| file.size() == *size);
            let source = source.ok_or_else(|| PackError::Unreadable {
                name: path.clone(),
                why: "it is not there, or of another size".to_owned(),
            })?;
            streamed.push(StreamedEntry { name: format!("{}/data/{path}", self.folder), id, source });
        }
        write_to(&self.entries(limits)?, &streamed, time, limits, out, passed).await
    }

    /// All files of the bag that are held in memory, with their full names, in the order in which they are written.
    fn entries(&self, limits: &Limits) -> Result<Vec<Entry>, PackError> {
        if self.payload.is_empty() && self.external.is_empty() {
            return Err(PackError::Empty);
        }
        let in_memory = self.payload.iter().map(|file| (format!("data/{}", file.name), sha256::hex(&file.bytes)));
        let external = self.external.iter().map(|file| (format!("data/{}", file.path), file.id.to_string()));
        let own = [
            ("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n".to_owned()),
            ("bag-info.txt", self.info_text()),
            ("manifest-sha256.txt", manifest(in_memory.chain(external))),
        ];
        let listed = self.tags.iter().map(|file| (file.name.as_str(), file.bytes.as_slice()));
        let listed = listed.chain(own.iter().map(|(name, text)| (*name, text.as_bytes())));
        let tag_manifest = manifest(listed.map(|(name, bytes)| (name.to_owned(), sha256::hex(bytes))));

        let mut entries = Vec::new();
        let mut add = |name: &str, bytes: &[u8]| {
            entries.push(Entry { name: format!("{}/{name}", self.folder), bytes: bytes.to_vec() });
        };
        for file in &self.tags {
            add(&file.name, &file.bytes);
        }
        for (name, text) in
            own.iter().map(|(name, text)| (*name, text)).chain([("tagmanifest-sha256.txt", &tag_manifest)])
        {
            if text.len() > limits.tag_text_bytes {
                return Err(PackError::FileTooLarge { name: name.to_owned(), limit: limits.tag_text_bytes });
            }
            add(name, text.as_bytes());
        }
        for file in &self.payload {
            add(&format!("data/{}", file.name), &file.bytes);
        }
        Ok(entries)
    }

    /// `bag-info.txt`: one line a label, Payload-Oxum last.
    fn info_text(&self) -> String {
        let mut text = String::new();
        for (label, value) in &self.info {
            let _ = writeln!(text, "{label}: {value}");
        }
        let _ = writeln!(
            text,
            "{OXUM}: {}",
            oxum(
                self.payload
                    .iter()
                    .map(|file| file.bytes.len() as u64)
                    .chain(self.external.iter().map(|file| file.size))
            )
        );
        text
    }
}

/// Octets and files of the payload, from the sizes of its files, as RFC 8493 §2.2.2 writes them.
pub(super) fn oxum(payload: impl Iterator<Item = u64>) -> String {
    let (octets, files) =
        payload.fold((0_u64, 0_u64), |(octets, files), size| (octets.saturating_add(size), files.saturating_add(1)));
    format!("{octets}.{files}")
}

/// A manifest of these files, names with checksums, sorted by name.
fn manifest(files: impl Iterator<Item = (String, String)>) -> String {
    let mut lines: Vec<(String, String)> = files.collect();
    lines.sort_unstable();
    let mut text = String::new();
    for (name, checksum) in lines {
        let _ = writeln!(text, "{checksum}  {}", encode_path(&name));
    }
    text
}

/// A path as manifests write it: CR, LF and `%` percent-encoded, nothing else (RFC 8493 §2.1.3).
fn encode_path(path: &str) -> String {
    path.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::bag::manifest::decode_path;

    #[test]
    fn paths_are_encoded_as_the_rfc_wants_and_come_back() {
        for (path, written) in [
            ("data/a b.txt", "data/a b.txt"),
            ("data/Tŷ Gwyn.pdf", "data/Tŷ Gwyn.pdf"),
            ("data/100%.pdf", "data/100%25.pdf"),
            ("data/a%0Ab", "data/a%250Ab"),
            ("data/a\r\nb", "data/a%0D%0Ab"),
        ] {
            assert_eq!(encode_path(path), written);
            assert_eq!(decode_path(written), path);
        }
        assert_eq!(decode_path("data/%0a%0d"), "data/\n\r", "lower case too");
        assert_eq!(decode_path("data/%20%zz%"), "data/%20%zz%", "nothing else is encoded");
    }
}
