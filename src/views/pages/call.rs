use leptos::prelude::*;
pub(in crate::views) fn call(app: crate::views::App, call: &crate::call::Call) -> AnyView {
    let _ = (app, call);
    ().into_any()
}
