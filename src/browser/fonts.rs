//! The fonts that only some texts need: fetched by the worker when a PDF wants them, and kept for further PDFs.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::bundle::worker::{Fonts, Request};

#[wasm_bindgen]
extern "C" {
    /// The file of a font: see `assets/worker-start.js`.
    #[wasm_bindgen(js_namespace = ["self", "upbeat"], js_name = font, catch)]
    fn font_file(name: &str) -> Result<Promise, JsValue>;
}

/// The fonts for a request. What is not here yet is fetched; what cannot be fetched is asked for again by the next request.
pub(super) async fn fonts_for(kept: &RefCell<Rc<Fonts>>, request: &Request) -> Rc<Fonts> {
    let mut fonts = Rc::clone(&kept.borrow());
    for name in fonts.absent(request) {
        if let Ok(file) = fetch(name).await {
            Rc::make_mut(&mut fonts).add(name, file);
        }
    }
    kept.replace(Rc::clone(&fonts));
    fonts
}

async fn fetch(name: &str) -> Result<Vec<u8>, JsValue> {
    let bytes = JsFuture::from(font_file(name)?).await?;
    Ok(Uint8Array::new(&bytes).to_vec())
}
