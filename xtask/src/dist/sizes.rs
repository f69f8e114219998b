//! What the site weighs, as it is and as hosts send it.

use super::each_file;
use anyhow::Result;
use flate2::{Compression, write::GzEncoder};
use std::{fmt::Write as _, io::Write, path::Path};

/// What the first page may weigh in gzip (issue 18, section 1), and what we would like.
const LIMIT: usize = 190_000;
const STRETCH: usize = 150_000;

#[derive(Default, Clone, Copy)]
struct Size {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

impl Size {
    fn of(content: &[u8]) -> Result<Self> {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(content)?;
        let mut brotli = Vec::new();
        brotli::BrotliCompress(&mut &*content, &mut brotli, &brotli::enc::BrotliEncoderParams::default())?;
        Ok(Self { raw: content.len(), gzip: gzip.finish()?.len(), brotli: brotli.len() })
    }

    fn plus(self, other: Self) -> Self {
        Self { raw: self.raw + other.raw, gzip: self.gzip + other.gzip, brotli: self.brotli + other.brotli }
    }
}

/// A table of every file, the first page's marked with a star, and the verdict on the first page.
pub(super) fn table(folder: &Path) -> Result<String> {
    let mut text = String::new();
    writeln!(text, "{:<36} {:>10} {:>10} {:>10}", "file (bytes)", "raw", "gzip", "brotli")?;
    let (mut first, mut all) = (Size::default(), Size::default());
    for (name, size) in sizes(folder)? {
        all = all.plus(size);
        let on_first = is_first_page(&name);
        if on_first {
            first = first.plus(size);
        }
        row(&mut text, &format!("{}{name}", if on_first { "* " } else { "  " }), size)?;
    }
    row(&mut text, "whole site", all)?;
    row(&mut text, "first page (*)", first)?;
    writeln!(text, "{}", verdict(first.gzip))?;
    Ok(text)
}

/// What the first page weighs in gzip.
pub(crate) fn first_page_gzip(folder: &Path) -> Result<usize> {
    let of_first = |(name, size): (String, Size)| if is_first_page(&name) { size.gzip } else { 0 };
    Ok(sizes(folder)?.into_iter().map(of_first).sum())
}

fn row(text: &mut String, name: &str, size: Size) -> Result<()> {
    writeln!(text, "{name:<36} {:>10} {:>10} {:>10}", size.raw, size.gzip, size.brotli)?;
    Ok(())
}

fn verdict(gzip: usize) -> String {
    let kilobytes = |bytes: usize| format!("{}.{} KB", bytes / 1000, bytes % 1000 / 100);
    let judged = if gzip <= STRETCH {
        "within the stretch goal of 150 KB"
    } else if gzip <= LIMIT {
        "within the limit of 190 KB, above the stretch goal of 150 KB"
    } else {
        "ABOVE THE LIMIT of 190 KB"
    };
    format!("The first page is {} in gzip (1 KB = 1000 bytes): {judged}.", kilobytes(gzip))
}

/// The page itself with everything that it needs to be shown and used; the rest of the program, the calls, the worker and
/// the examples come later.
fn is_first_page(name: &str) -> bool {
    matches!(name, "index.html" | "calls/index.json") || name.starts_with("upbeat-") || name.starts_with("boot-")
}

fn sizes(folder: &Path) -> Result<Vec<(String, Size)>> {
    let mut sizes = Vec::new();
    each_file(folder, &mut |name, content| {
        sizes.push((name, Size::of(&content)?));
        Ok(())
    })?;
    sizes.sort_by(|(one, _), (other, _)| one.cmp(other));
    Ok(sizes)
}
