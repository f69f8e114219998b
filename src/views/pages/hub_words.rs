use leptos::prelude::*;
pub(in crate::views) fn hub_words(call: &crate::call::Call) -> AnyView {
    let _ = call;
    ().into_any()
}
