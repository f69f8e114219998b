//! Opens what a person chose from their device: a bundle, a draft saved as a file, or the file that the page offers
//! when its program has failed. Everything is checked before anything is handed out, and nothing here changes a draft
//! on this device: that is for the person to say.

use super::bag::search::search;
use super::error::{Problem, Refusal};
use super::limits::Limits;
use super::not_opened::NotOpened;
use super::open_bundle::{belongs_in_memory, open_found};
use super::open_json::{json_part, open_json};
use super::opened::OpenedFile;
use super::source::{Progress, Source, Unreadable, block_on};

/// Opens any file that Upbeat makes, whatever it is called: a bundle, a draft, the page's rescue file, or
/// `application.json` taken out of a bundle. What it is, its bytes say; names change on the way.
pub fn open_file(bytes: &[u8]) -> Result<OpenedFile, NotOpened> {
    block_on(open_file_from(&bytes, &mut |_, _| ()))
}

/// As [`open_file`], of a file of any size. `progress` is called as it proceeds.
pub async fn open_file_from(source: &dyn Source, progress: Progress<'_>) -> Result<OpenedFile, NotOpened> {
    let cannot = |error: Unreadable| NotOpened::from(Refusal::from(Problem::from(error)));
    let mut beginning = vec![0; usize::try_from(source.size().min(BEGINNING)).unwrap_or_default()];
    source.read_at(0, &mut beginning).map_err(cannot)?;
    if json_part(&beginning).first() != Some(&b'{') {
        // Whatever it is, what is wrong with it is said as for a bundle.
        let found = search(source, None, &Limits::BUNDLE, &belongs_in_memory, progress).await?;
        return open_found(found);
    }
    let limit = Limits::IN_MEMORY.entry_bytes;
    if source.size() > limit as u64 {
        return Err(NotOpened::TooLarge { limit });
    }
    let mut bytes = vec![0; usize::try_from(source.size()).unwrap_or_default()];
    source.read_at(0, &mut bytes).map_err(cannot)?;
    open_json(&bytes)
}

/// Opens files that were chosen together: a folder that was unzipped, or a bundle among others. They lie in `source` one
/// behind the other, with these paths and sizes in bytes.
pub async fn open_files_from(
    source: &dyn Source,
    files: &[(&str, u64)],
    progress: Progress<'_>,
) -> Result<OpenedFile, NotOpened> {
    let found = search(source, Some(files), &Limits::BUNDLE, &belongs_in_memory, progress).await?;
    open_found(found)
}

/// How much of a file tells what it is, in bytes.
const BEGINNING: u64 = 4_096;
