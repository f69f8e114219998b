//! How the work is kept: said once, in full.

use leptos::prelude::*;

use crate::app::Route;
use crate::views::App;

/// What is kept, where, and what becomes of it.
pub(in crate::views) fn help(app: App) -> AnyView {
    let kept = app.memo(|state| state.drafts.values().filter(|held| !held.example).count());
    let kept = move || match kept.get() {
        0 => "At the moment there is none.".to_owned(),
        number => format!(
            "At the moment there {} {}.",
            if number == 1 { "is" } else { "are" },
            crate::draft::counted(number, "application")
        ),
    };
    view! {
        <h1 class="title" tabindex="-1">"How your work is kept"</h1>
        <p class="lede">"Everything you write stays on this device, in this browser. Nobody else can see it, the hub included, until you send a file yourself."</p>
        <h2>"Every keystroke is saved"</h2>
        <p>"You need not press anything. At the top of the page you always see whether your changes are saved on this device. "{kept}</p>
        <h2>"Save a file now and then"</h2>
        <p>"A browser can lose what it keeps: when somebody clears its data, when the device breaks, or in a private window when it is closed. On the "<a href=Route::Start.to_string()>"start page"</a>" you can save each application as a file. You can open that file here again, on any device."</p>
        <h2>"On a shared computer"</h2>
        <p>"Other people who use the same account on this computer can open your applications. Save your application as a file, take it with you, and delete it from the start page."</p>
        <h2>"What this page sends"</h2>
        <p>"Nothing. It loads its own files from the place where the hub has put it, and asks no other server for anything."</p>
        <h2>"Should something go wrong"</h2>
        <p>"If the page itself stops, it says so, and offers your drafts as a file without needing the program."</p>
    }
    .into_any()
}
