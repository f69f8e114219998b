//! The files in folders that were dropped.

use js_sys::{Array, Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DataTransfer, File, FileSystemDirectoryEntry, FileSystemEntry, FileSystemFileEntry};

/// How many files are looked for: more than any application has.
const MOST: usize = 8_000;

/// What was dropped: files and folders. To be asked for while the event is handled; later a browser has forgotten it.
pub(super) fn entries_of(carried: &DataTransfer) -> Vec<FileSystemEntry> {
    let items = carried.items();
    let item = |number| items.get(number)?.webkit_get_as_entry().ok()?;
    (0..items.length()).filter_map(item).collect()
}

/// All files in these, each with its path from what was dropped on. Stops at [`MOST`]. What cannot be read is left out.
pub(super) async fn files_in(entries: Vec<FileSystemEntry>) -> Vec<(String, File)> {
    let mut files = Vec::new();
    let mut left = entries;
    left.reverse();
    while let Some(entry) = left.pop() {
        if files.len() >= MOST {
            break;
        }
        if entry.is_directory() {
            let inside = children(entry.unchecked_ref()).await.unwrap_or_default();
            left.extend(inside.into_iter().rev());
        } else if let Ok(file) = file_of(entry.unchecked_ref()).await {
            files.push((entry.full_path().trim_start_matches('/').to_owned(), file));
        }
    }
    files
}

async fn file_of(entry: &FileSystemFileEntry) -> Result<File, JsValue> {
    let asked = |found: Function, failed: Function| entry.file_with_callback_and_callback(&found, &failed);
    Ok(promised(asked).await?.unchecked_into())
}

/// What is in a folder. A browser hands it out in pieces; the last is empty.
async fn children(folder: &FileSystemDirectoryEntry) -> Result<Vec<FileSystemEntry>, JsValue> {
    let reader = folder.create_reader();
    let mut all = Vec::new();
    loop {
        let asked = |found: Function, failed: Function| {
            // A call that fails at once calls neither.
            if let Err(error) = reader.read_entries_with_callback_and_callback(&found, &failed) {
                drop(failed.call1(&JsValue::NULL, &error));
            }
        };
        let piece = Array::from(&promised(asked).await?);
        if piece.length() == 0 || all.len() >= MOST {
            return Ok(all);
        }
        all.extend(piece.iter().map(JsCast::unchecked_into::<FileSystemEntry>));
    }
}

async fn promised(ask: impl Fn(Function, Function)) -> Result<JsValue, JsValue> {
    let promise = Promise::new(&mut |resolve, reject| ask(resolve, reject));
    JsFuture::from(promise).await
}
