//! What an entry of a ZIP is called. Programs write names in whatever bytes their system has.

use oem_cp::code_table::{DECODING_TABLE_CP437, DECODING_TABLE_CP850};
use unicode_normalization::UnicodeNormalization as _;

use super::bytes::{extra_fields, number};
use crate::bundle::error::Problem;
use crate::bundle::name::NameProblem;

/// Extra field with the name in UTF-8: version, CRC-32 of the other name, name (APPNOTE 4.6.9).
const UNICODE_PATH: u64 = 0x7075;

/// The name of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct EntryName {
    /// Its path: `/` between segments, relative, none of them empty, `.` or `..`. Empty for the root itself.
    pub(super) path: String,
    /// What the path may also be, where its bytes are of a code page that nothing names.
    pub(super) others: Vec<String>,
    /// Whether it ends as folders do.
    pub(super) folder: bool,
}

/// Reads a name. Fails on one that leads out of its folder, for that is written to do harm to whoever unpacks it.
pub(super) fn entry_name(raw: &[u8], extra: &[u8]) -> Result<EntryName, Problem> {
    let readings = readings(raw, extra);
    let folder = readings.first().is_some_and(|name| name.ends_with(['/', '\\']));
    let mut paths = Vec::new();
    for reading in readings {
        let path = path(&reading).map_err(Problem::Name)?;
        if !paths.contains(&path) {
            paths.push(path);
        }
    }
    let mut paths = paths.into_iter();
    Ok(EntryName { path: paths.next().unwrap_or_default(), others: paths.collect(), folder })
}

/// A path as it is compared: however its accents are stored (NFC).
pub(in crate::bundle) fn composed(path: &str) -> String {
    path.nfc().collect()
}

/// What the bytes of a name may say, the likeliest first. UTF-8 proves itself, whether or not a flag says so.
fn readings(raw: &[u8], extra: &[u8]) -> Vec<String> {
    let second = extra_fields(extra).find(|(id, _)| *id == UNICODE_PATH).and_then(|(_, field)| {
        let mut crc = crc32fast::Hasher::new();
        crc.update(raw);
        let fits = number(field, 1, 4) == Some(u64::from(crc.finalize()));
        std::str::from_utf8(field.get(5..)?).ok().filter(|name| fits && !name.is_empty())
    });
    if let Some(name) = second.or_else(|| std::str::from_utf8(raw).ok()) {
        return vec![name.to_owned()];
    }
    let of = |table| oem_cp::decode_string_complete_table(raw, table);
    // What the command lines of Windows use in the US and in Britain, and what its windows use (as Latin-1).
    vec![of(&DECODING_TABLE_CP437), of(&DECODING_TABLE_CP850), raw.iter().copied().map(char::from).collect()]
}

/// A path out of a name: Windows separates by `\`, and some programs begin with `/` or `./`.
fn path(name: &str) -> Result<String, NameProblem> {
    let segments: Vec<&str> = name.split(['/', '\\']).filter(|segment| !matches!(*segment, "" | ".")).collect();
    if segments.contains(&"..") { Err(NameProblem::Dots) } else { Ok(segments.join("/")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unicode(raw: &[u8], name: &str) -> Vec<u8> {
        let mut crc = crc32fast::Hasher::new();
        crc.update(raw);
        let length = u16::try_from(5 + name.len()).unwrap().to_le_bytes();
        [&[0x75, 0x70][..], &length, &[1], &crc.finalize().to_le_bytes(), name.as_bytes()].concat()
    }

    #[test]
    fn names_as_programs_write_them() {
        let plain: [(&[u8], &str, bool); 12] = [
            (b"a/b.txt", "a/b.txt", false),
            (b"a\\b.txt", "a/b.txt", false),
            (b"a\\b\\", "a/b", true),
            (b"a/", "a", true),
            (b"/", "", true),
            (b"/a/b", "a/b", false),
            (b"./a//b", "a/b", false),
            (b"C:\\a", "C:/a", false),
            (b"a./b. ", "a./b. ", false),
            ("Tŷ".as_bytes(), "Tŷ", false),
            ("Ty\u{302}".as_bytes(), "Ty\u{302}", false),
            (b"x\x7f", "x\u{7f}", false),
        ];
        for (raw, path, folder) in plain {
            let expected = EntryName { path: path.to_owned(), others: Vec::new(), folder };
            assert_eq!(entry_name(raw, &[]), Ok(expected), "{path}");
        }
        for raw in [&b".."[..], b"../x", b"a/../../x", b"a\\..\\x", b"a/.."] {
            assert_eq!(entry_name(raw, &[]), Err(Problem::Name(NameProblem::Dots)));
        }
        // "Siân" as the code pages 437 and 850 have it, and as Windows-1252 does.
        for raw in [&b"Si\x83n"[..], b"Si\xe2n"] {
            let name = entry_name(raw, &[]).unwrap();
            assert!([&name.path].into_iter().chain(&name.others).any(|name| name == "Siân"), "{name:?}");
        }
        assert_eq!(entry_name(b"T?", &unicode(b"T?", "Tŷ")).unwrap().path, "Tŷ");
        assert_eq!(entry_name(b"T?", &unicode(b"other", "Tŷ")).unwrap().path, "T?", "it belongs to another name");
        assert_eq!(entry_name(b"x", &unicode(b"x", "../x")), Err(Problem::Name(NameProblem::Dots)));
        assert_eq!(composed("Ty\u{302}/\u{1112}\u{1161}"), "Tŷ/하");
    }
}
