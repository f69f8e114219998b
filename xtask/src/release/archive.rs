//! A ZIP file that comes out the same each time.

use super::Files;
use anyhow::Result;
use flate2::{Compression, write::DeflateEncoder};
use rawzip::{CompressionMethod, ZipArchiveWriter, time::UtcDateTime};
use std::io::Write;

/// Packs files into one folder, in the order of their names, all with one time (in seconds since 1970) and readable by
/// everybody.
pub(super) fn write(folder: &str, files: &Files, time: i64) -> Result<Vec<u8>> {
    let mut archive = ZipArchiveWriter::new(Vec::new());
    for (name, content) in files {
        let path = format!("{folder}/{name}");
        let file = archive
            .new_file(path.as_str())
            .compression_method(CompressionMethod::DEFLATE)
            .last_modified(UtcDateTime::from_unix(time))
            .unix_permissions(0o100_644);
        let (mut entry, config) = file.start()?;
        let mut writer = config.wrap(DeflateEncoder::new(&mut entry, Compression::best()));
        writer.write_all(content)?;
        let (encoder, described) = writer.finish()?;
        encoder.finish()?;
        entry.finish(described)?;
    }
    Ok(archive.finish()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn what_is_packed_can_be_unpacked() {
        let files = Files::from([
            ("site/index.html".to_owned(), b"<!doctype html>".to_vec()),
            ("HOSTING.md".to_owned(), vec![b'a'; 70_000]),
            (".htaccess".to_owned(), Vec::new()),
        ]);
        let zip = write("upbeat-1", &files, 1_771_061_400).unwrap();
        let archive = rawzip::ZipArchive::from_slice(&zip).unwrap();
        let mut found = Files::new();
        for entry in archive.entries() {
            let entry = entry.unwrap();
            let name = String::from_utf8(entry.file_path().as_bytes().to_vec()).unwrap();
            let when = entry.last_modified();
            assert_eq!(
                (when.year(), when.month(), when.day(), when.hour(), when.minute()),
                (2026, 2, 14, 9, 30),
                "{name}"
            );
            let mut content = Vec::new();
            let packed = archive.get_entry(entry.wayfinder()).unwrap();
            flate2::read::DeflateDecoder::new(packed.data()).read_to_end(&mut content).unwrap();
            found.insert(name.strip_prefix("upbeat-1/").unwrap().to_owned(), content);
        }
        assert_eq!(found, files);
    }
}
