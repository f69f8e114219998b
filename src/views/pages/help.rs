//! How the work is kept: said once, in full.

use crate::app::Route;
use crate::draft::counted;
use crate::views::App;
use crate::views::html::{Part, all, el, link};
use crate::views::parts::{page_title, para};

/// What is kept, where, and what becomes of it.
pub(in crate::views) fn help(app: App) -> Part {
    let kept = match app.peek(|state| state.drafts.values().filter(|held| !held.example).count()) {
        0 => "At the moment there is none.".to_owned(),
        1 => "At the moment there is 1 application.".to_owned(),
        number => format!("At the moment there are {}.", counted(number, "application")),
    };
    all([
        page_title("How your work is kept").into(),
        para("lede", "Everything you write stays on this device, in this browser. Nobody else can see it, the hub included, until you send a file yourself.").into(),
        el("h2").text("Every keystroke is saved").into(),
        el("p").text("You need not press anything. At the top of the page you always see whether your changes are saved on this device. ").text(&kept).into(),
        el("h2").text("Back to what it was").into(),
        el("p").text("What you have just written can be undone at the top of the page, or with Ctrl, Alt and Z together. Earlier versions of each application are kept as you write: compare them with what is there now, and bring one back. A deleted application can be brought back for 30 days from the start page.").into(),
        el("h2").text("Save a file now and then").into(),
        el("p").text("A browser can lose what it keeps: when somebody clears its data, when the device breaks, or in a private window when it is closed. On the ").add(link(&Route::Start.to_string(), "start page")).text(" you can save each application as a file. You can open that file here again, on any device.").into(),
        el("h2").text("On a shared computer").into(),
        el("p").text("Other people who use the same account on this computer can open your applications. Save your application as a file, take it with you, and delete it from the start page: first from your applications, then for good from those that are deleted.").into(),
        el("h2").text("What this page sends").into(),
        el("p").text("Nothing. It loads its own files from the place where the hub has put it, and asks no other server for anything.").into(),
        el("h2").text("Should something go wrong").into(),
        el("p").text("If the page itself stops, it says so, and offers your drafts as a file without needing the program.").into(),
    ])
}
