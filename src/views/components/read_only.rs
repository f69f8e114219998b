//! Controls that can be read, copied and reached by keyboard, but not used: another tab edits the draft.

use leptos::prelude::*;
use wasm_bindgen::prelude::*;

/// Whether the controls of a page can only be read. A page of a draft provides it.
#[derive(Clone, Copy)]
pub struct ReadOnly(pub Signal<bool>);

/// Whether the controls of this page can only be read.
pub fn use_read_only() -> Signal<bool> {
    use_context::<ReadOnly>().map_or_else(|| Signal::stored(false), |read_only| read_only.0)
}

/// A directive for every control that changes the draft, buttons included.
pub fn guard(element: web_sys::Element, _: ()) {
    let read_only = use_read_only();
    let kind = element.get_attribute("type").unwrap_or_default();
    let attribute = match (element.tag_name().to_ascii_lowercase().as_str(), kind.as_str()) {
        ("select", _) | ("input", "file") => "disabled",
        ("textarea", _) => "readonly",
        ("input", kind) if kind != "checkbox" && kind != "radio" => "readonly",
        _ => {
            // A radio button that is chosen by its arrow keys is clicked too.
            let stop = Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| {
                if read_only.try_get_untracked().unwrap_or(false) {
                    event.prevent_default();
                    event.stop_immediate_propagation();
                }
            });
            let stop = stop.into_js_value();
            // Before all that listens to the control. Adding a listener has no way to fail.
            drop(element.add_event_listener_with_callback_and_bool("click", stop.unchecked_ref(), true));
            "aria-disabled"
        }
    };
    let show = move |_: Option<()>| {
        // These names cannot be refused.
        drop(if read_only.get() {
            element.set_attribute(attribute, if attribute == "aria-disabled" { "true" } else { "" })
        } else {
            element.remove_attribute(attribute)
        });
    };
    StoredValue::new_local(RenderEffect::new(show));
}
