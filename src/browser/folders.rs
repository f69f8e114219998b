//! Folders that are dropped or pasted: the files in them, and in the folders in them.

use js_sys::{Array, Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, FileList};

use super::chosen_files::listed;

/// Folders in folders are looked into this deep.
const DEEPEST: usize = 8;

#[wasm_bindgen]
extern "C" {
    /// What a browser carries while something is dragged or pasted: `DataTransfer`.
    type Carried;
    #[wasm_bindgen(method, getter)]
    fn items(this: &Carried) -> JsValue;

    /// One of its items: `DataTransferItem`.
    type Item;
    #[wasm_bindgen(method, js_name = webkitGetAsEntry, catch)]
    fn entry(this: &Item) -> Result<Option<Entry>, JsValue>;

    /// A file or a folder: `FileSystemEntry`.
    #[derive(Clone)]
    type Entry;
    #[wasm_bindgen(method, getter, js_name = isDirectory)]
    fn is_folder(this: &Entry) -> bool;
    #[wasm_bindgen(method, getter)]
    fn name(this: &Entry) -> String;
    #[wasm_bindgen(method, js_name = createReader, catch)]
    fn reader(this: &Entry) -> Result<Reader, JsValue>;
    #[wasm_bindgen(method, js_name = file, catch)]
    fn file(this: &Entry, done: &Function, failed: &Function) -> Result<(), JsValue>;

    /// Reads what is in a folder, some entries at a time: `FileSystemDirectoryReader`.
    type Reader;
    #[wasm_bindgen(method, js_name = readEntries, catch)]
    fn read(this: &Reader, done: &Function, failed: &Function) -> Result<(), JsValue>;
}

/// A folder that was dropped.
pub(super) struct Folder(Entry);

/// A file in a folder, and where it lies in it: "Choir/Plan.pdf".
pub(super) struct FileInside {
    pub(super) file: File,
    pub(super) path: String,
}

/// What is in a folder.
#[derive(Default)]
pub(super) struct Content {
    pub(super) files: Vec<FileInside>,
    /// Whether there is more than is listed, or something could not be read.
    pub(super) is_cut: bool,
}

/// The folders among what is carried. This can be asked only while the event is handled.
pub(super) fn folders(carried: &web_sys::DataTransfer) -> Vec<Folder> {
    let items = carried.unchecked_ref::<Carried>().items();
    let items = js_sys::try_iter(&items).ok().flatten().map(|items| items.flatten().collect::<Vec<_>>());
    let entry = |item: JsValue| item.unchecked_into::<Item>().entry().ok().flatten();
    items.unwrap_or_default().into_iter().filter_map(entry).filter(Entry::is_folder).map(Folder).collect()
}

/// The files among what is carried, without its folders: a browser lists a folder as a file that cannot be read.
pub(super) fn without_folders(files: &FileList, folders: &[Folder]) -> Vec<File> {
    let is_folder = |file: &File| file.type_().is_empty() && folders.iter().any(|folder| folder.name() == file.name());
    listed(files).filter(|file| !is_folder(file)).collect()
}

impl Folder {
    pub(super) fn name(&self) -> String {
        self.0.name()
    }

    /// The files in it, by folder, in the order of their names, at most so many.
    pub(super) async fn content(self, most: usize) -> Content {
        let mut content = Content::default();
        let mut todo = vec![(self.0, String::new(), 0)];
        while let Some((folder, path, depth)) = todo.pop() {
            let Ok(mut inside) = entries(&folder, most).await else {
                content.is_cut = true;
                continue;
            };
            inside.sort_by_key(Entry::name);
            let mut folders = Vec::new();
            for entry in inside {
                let path = format!("{path}{}", entry.name());
                if entry.is_folder() {
                    folders.push((entry, format!("{path}/"), depth + 1));
                    continue;
                }
                let has_room = content.files.len() < most;
                match if has_room { file(&entry).await.ok() } else { None } {
                    Some(file) => content.files.push(FileInside { file, path }),
                    None => content.is_cut = true,
                }
            }
            content.is_cut |= depth >= DEEPEST && !folders.is_empty();
            todo.extend(folders.into_iter().rev().filter(|(.., depth)| *depth <= DEEPEST));
        }
        content
    }
}

async fn entries(folder: &Entry, most: usize) -> Result<Vec<Entry>, JsValue> {
    let reader = folder.reader()?;
    let mut all: Vec<Entry> = Vec::new();
    loop {
        let some = promised(|done, failed| reader.read(done, failed)).await?;
        let some = Array::from(&some);
        if some.length() == 0 || all.len() > most {
            return Ok(all);
        }
        all.extend(some.iter().map(JsCast::unchecked_into::<Entry>));
    }
}

async fn file(entry: &Entry) -> Result<File, JsValue> {
    promised(|done, failed| entry.file(done, failed)).await?.dyn_into()
}

/// What a function hands to one of two others, later.
async fn promised(ask: impl Fn(&Function, &Function) -> Result<(), JsValue>) -> Result<JsValue, JsValue> {
    let promise = Promise::new(&mut |done, failed| {
        if let Err(why) = ask(&done, &failed) {
            drop(failed.call1(&JsValue::UNDEFINED, &why));
        }
    });
    JsFuture::from(promise).await
}
