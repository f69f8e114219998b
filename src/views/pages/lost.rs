//! Addresses that lead nowhere.

use leptos::prelude::*;

use crate::app::Route;

/// There is nothing here, and why.
pub(in crate::views) fn lost(why: &str) -> AnyView {
    view! {
        <h1 class="title" tabindex="-1">"Nothing to show here"</h1>
        <p>{why.to_owned()}</p>
        <p>"Nothing is lost by this: what is kept on this device is listed on the "<a href=Route::Start.to_string()>"start page"</a>"."</p>
    }
    .into_any()
}

/// A call's file did not come.
pub(in crate::views) fn no_call(why: &str) -> AnyView {
    view! {
        <h1 class="title" tabindex="-1">"This call could not be opened"</h1>
        <p>{why.to_owned()}</p>
        <p>"What you have written is safe: it is kept on this device, on the "<a href=Route::Start.to_string()>"start page"</a>"."</p>
    }
    .into_any()
}
