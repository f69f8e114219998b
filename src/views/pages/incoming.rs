//! What came in a file and has a double on this device: the person decides.

use crate::app::{Event, Route};
use crate::draft::Draft;
use crate::views::App;
use crate::views::html::{El, Part, button, el, show, styled};

fn described(draft: &Draft) -> String {
    let (day, minute) = draft.changed.london();
    let at = crate::call::clock_words(minute);
    format!("\u{201c}{}\u{201d}, last changed {}, {at}", draft.title(), day.long())
}

fn list(items: &[String]) -> El {
    let mut list = el("ul");
    for item in items {
        list = list.add(el("li").text(item));
    }
    list
}

/// The question, while it is open.
pub(in crate::views) fn incoming(app: App) -> Part {
    let asked = move || {
        app.read(|state| {
            // Asked where files are opened; whoever goes on to something else finds it there again.
            let incoming = state.incoming.as_ref().filter(|_| state.route == Route::Start)?;
            let doubles: Vec<String> = incoming.doubles(state).map(|held| described(&held.draft)).collect();
            let came: Vec<String> = incoming.drafts.iter().map(|(draft, _)| described(draft)).collect();
            Some((incoming.file.clone(), came, doubles))
        })
    };
    show(asked, move |asked| {
        let Some((file, came, doubles)) = asked else { return Part::NONE };
        let does = |class: &str, event: Event| button(class, move || app.send(event.clone()));
        styled("div", "notice notice-warn no-print")
            .attr("role", "alert")
            .add(el("h2").text("This application is already on this device"))
            .add(el("p").text(&format!("\u{201c}{file}\u{201d} holds:")))
            .add(list(came))
            .add(el("p").text("On this device there is:"))
            .add(list(doubles))
            .add(
                styled("div", "actions")
                    .add(does("button", Event::TakeIn { replace: false }).text("Keep both"))
                    .add(
                        does("button button-warn", Event::TakeIn { replace: true })
                            .text("Replace what is here with the file"),
                    )
                    .add(does("button button-plain", Event::LeaveIt).text("Do not open the file")),
            )
            .into()
    })
}
