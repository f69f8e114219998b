//! The store of attached files: IndexedDB, database `upbeat`, store `files`, the file's id for a key and its Blob (or its
//! bytes, see [`put`]) for a value. Only the worker writes it; the rescue page reads it.
//!
//! Each operation opens the database and closes it again, so that another tab, or whoever deletes the database, never has
//! to wait. Within a transaction nothing is awaited but the store itself: IndexedDB commits when no request is pending.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, IdbDatabase, IdbFactory, IdbObjectStore, IdbRequest, IdbTransaction, IdbTransactionMode, WorkerGlobalScope,
};

use super::erase::DATABASE;
use super::js::{error_text, size_of};
use crate::bundle::worker::FileId;

const VERSION: u32 = 1;
const FILES: &str = "files";

/// Why the store could not be used.
pub(super) enum StoreError {
    /// There is no more room.
    Full,
    /// The browser does not allow it, or something is wrong with it; for a technician.
    Refused(String),
}

impl StoreError {
    /// For the person: what happened, in a sentence.
    pub(super) fn message(&self) -> &'static str {
        match self {
            Self::Full => "This browser has no space left for Upbeat.",
            Self::Refused(_) => {
                "This browser is blocking Upbeat from saving files. You may be in a private window, or a school setting may block it."
            }
        }
    }

    /// What to do about it.
    pub(super) fn advice(&self) -> &'static str {
        match self {
            Self::Full => "Remove files you do not need, or use a link instead.",
            Self::Refused(_) => "Open Upbeat in a normal window, or use a link instead.",
        }
    }

    pub(super) fn detail(&self) -> String {
        match self {
            Self::Full => "QuotaExceededError".to_owned(),
            Self::Refused(why) => why.clone(),
        }
    }
}

impl From<JsValue> for StoreError {
    fn from(error: JsValue) -> Self {
        let why = error_text(&error);
        if why.contains("Quota") { Self::Full } else { Self::Refused(why) }
    }
}

/// The largest file that is stored as bytes where the browser stores no Blobs: it is in memory whole for a moment.
const LARGEST_AS_BYTES: u64 = 64 << 20;

/// Puts a file in, under its id. WebKit stores no Blobs in a private window: there small files are stored as their bytes.
pub(super) async fn put(id: &FileId, blob: &Blob) -> Result<(), StoreError> {
    match put_value(id, blob).await {
        Err(StoreError::Refused(_)) if size_of(blob) <= LARGEST_AS_BYTES => {
            let bytes = JsFuture::from(blob.array_buffer()).await?;
            put_value(id, &bytes).await
        }
        done => done,
    }
}

async fn put_value(id: &FileId, value: &JsValue) -> Result<(), StoreError> {
    let connection = Connection::open(IdbTransactionMode::Readwrite).await?;
    let request = connection.files.put_with_key(value, &id.as_str().into());
    connection.commit(request.map(drop)).await
}

/// Takes files out.
pub(super) async fn drop_all(ids: &[FileId]) -> Result<(), StoreError> {
    let connection = Connection::open(IdbTransactionMode::Readwrite).await?;
    let request = ids.iter().try_for_each(|id| connection.files.delete(&id.as_str().into()).map(drop));
    connection.commit(request).await
}

/// Pauses in milliseconds before a read that has failed is tried again.
const RETRY_AFTER: [i32; 2] = [50, 250];

/// Reads, and reads again when that fails: after a crash or under load a browser refuses a database for a moment.
async fn with_retries<T>(read: impl AsyncFn() -> Result<T, StoreError>) -> Result<T, StoreError> {
    for pause in RETRY_AFTER {
        if let Ok(found) = read().await {
            return Ok(found);
        }
        wait(pause).await;
    }
    read().await
}

async fn wait(milliseconds: i32) {
    let promise = Promise::new(&mut |resolve, _| {
        let scope: WorkerGlobalScope = js_sys::global().unchecked_into();
        // A scope without timers does not wait.
        if scope.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds).is_err() {
            drop(resolve.call0(&JsValue::NULL));
        }
    });
    drop(JsFuture::from(promise).await);
}

/// A file, if it is there. Tried again if it cannot be read.
pub(super) async fn get(id: &FileId) -> Result<Option<Blob>, StoreError> {
    with_retries(async || try_get(id).await).await
}

async fn try_get(id: &FileId) -> Result<Option<Blob>, StoreError> {
    let connection = Connection::open(IdbTransactionMode::Readonly).await?;
    let found = match connection.files.get(&id.as_str().into()) {
        Ok(request) => result_of(&request).await,
        Err(error) => Err(error),
    };
    connection.database.close();
    let found = found?;
    if found.is_undefined() {
        return Ok(None);
    }
    // A Blob of one Blob, or of bytes, is that Blob, or one with these bytes.
    Ok(Some(Blob::new_with_blob_sequence(&Array::of1(&found))?))
}

/// The ids of all files. Tried again if they cannot be read.
pub(super) async fn list() -> Result<Vec<FileId>, StoreError> {
    with_retries(try_list).await
}

async fn try_list() -> Result<Vec<FileId>, StoreError> {
    let connection = Connection::open(IdbTransactionMode::Readonly).await?;
    let keys = match connection.files.get_all_keys() {
        Ok(request) => result_of(&request).await,
        Err(error) => Err(error),
    };
    connection.database.close();
    Ok(Array::from(&keys?).iter().filter_map(|key| FileId::new(&key.as_string()?)).collect())
}

/// An open database with one transaction.
struct Connection {
    database: IdbDatabase,
    transaction: IdbTransaction,
    files: IdbObjectStore,
}

impl Connection {
    async fn open(mode: IdbTransactionMode) -> Result<Self, StoreError> {
        let factory = Reflect::get(&js_sys::global(), &"indexedDB".into())?;
        let factory: IdbFactory = factory.dyn_into().map_err(|_| StoreError::Refused("no indexedDB".to_owned()))?;
        let mut database = Self::database(&factory).await?;
        if !database.object_store_names().contains(FILES) {
            let is_empty = database.object_store_names().length() == 0;
            database.close();
            if !is_empty {
                return Err(StoreError::Refused("another program of this site has a database of this name".to_owned()));
            }
            // Opening a database that does not exist creates an empty one, and another program has done so.
            let emptied = factory.delete_database(DATABASE)?;
            result_of(&emptied).await?;
            database = Self::database(&factory).await?;
        }
        let begun = database.transaction_with_str_and_mode(FILES, mode);
        let files = begun.and_then(|transaction| Ok((transaction.object_store(FILES)?, transaction)));
        match files {
            Ok((files, transaction)) => Ok(Self { database, transaction, files }),
            Err(error) => {
                database.close();
                Err(error.into())
            }
        }
    }

    async fn database(factory: &IdbFactory) -> Result<IdbDatabase, StoreError> {
        let request = factory.open_with_u32(DATABASE, VERSION)?;
        let own = request.clone();
        let upgrade = Closure::<dyn Fn(web_sys::Event)>::new(move |_: web_sys::Event| {
            let database = own.result().ok().and_then(|it| it.dyn_into::<IdbDatabase>().ok());
            // Should this fail, opening does, and says so.
            drop(database.map(|database| database.create_object_store(FILES)));
        });
        request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
        Ok(result_of(&request).await?.unchecked_into())
    }

    /// Waits until the transaction is committed, and closes the database.
    async fn commit(self, request: Result<(), JsValue>) -> Result<(), StoreError> {
        let done = match request {
            Ok(()) => committed(&self.transaction).await,
            Err(error) => Err(error),
        };
        self.database.close();
        Ok(done?)
    }
}

/// Wraps `resolve` or `reject` of a promise as an event handler.
fn handler(settle: Function, value: impl Fn() -> JsValue + 'static) -> Function {
    Closure::once_into_js(move |_: web_sys::Event| {
        // A promise takes any value.
        drop(settle.call1(&JsValue::NULL, &value()));
    })
    .unchecked_into()
}

async fn result_of(request: &IdbRequest) -> Result<JsValue, JsValue> {
    let promise = Promise::new(&mut |resolve, reject| {
        let (good, bad) = (request.clone(), request.clone());
        request.set_onsuccess(Some(&handler(resolve, move || good.result().unwrap_or(JsValue::UNDEFINED))));
        request.set_onerror(Some(&handler(reject, move || error_of(bad.error().ok().flatten()))));
    });
    JsFuture::from(promise).await
}

async fn committed(transaction: &IdbTransaction) -> Result<(), JsValue> {
    let promise = Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&handler(resolve, || JsValue::UNDEFINED)));
        let own = transaction.clone();
        // Errors end in this too.
        transaction.set_onabort(Some(&handler(reject, move || error_of(own.error()))));
    });
    JsFuture::from(promise).await.map(drop)
}

fn error_of(error: Option<web_sys::DomException>) -> JsValue {
    error.map_or(JsValue::NULL, Into::into)
}
