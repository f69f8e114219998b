//! Addresses that lead nowhere.

use crate::app::Route;
use crate::views::html::{Part, all, el, link};
use crate::views::parts::page_title;

/// There is nothing here, and why.
pub(in crate::views) fn lost(why: &str) -> Part {
    nothing("Page not found", why, "Your saved work is safe. Find it on the ")
}

/// A call's file did not come, or has a mistake.
pub(in crate::views) fn no_call(why: &str) -> Part {
    nothing("This hub\u{2019}s page cannot be shown", why, "Your saved work is safe. Find it on the ")
}

fn nothing(title: &str, why: &str, safe: &str) -> Part {
    let start = link(&Route::Start.to_string(), "start page");
    all([page_title(title).into(), el("p").text(why).into(), el("p").text(safe).add(start).text(".").into()])
}
