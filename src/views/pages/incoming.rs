//! What came in a file and has a double on this device: the person decides, for each application.

use std::cmp::Ordering;

use crate::app::{Choice, Event, ExistingDraft, ImportEvent, ImportPreview, import_previews};
use crate::call::{Date, Timestamp};
use crate::draft::counted;
use crate::views::App;
use crate::views::html::{El, Part, button, el, show, styled};
use crate::views::parts::hidden;

/// The question, while it is open.
pub(in crate::views) fn incoming(app: App) -> Part {
    let asked = move || {
        app.read(|state| {
            let import = state.imports.drafts.get();
            import.map(|import| (import.file.clone(), import.remarks.clone(), import_previews(state)))
        })
    };
    show(asked, move |asked| {
        let Some((file, remarks, found)) = asked else { return Part::NONE };
        let mut list = styled("ul", "came");
        for one in found {
            list = list.add(came(app, one));
        }
        let mut notes = el("ul");
        for remark in remarks {
            notes = notes.add(styled("li", "answer").text(remark));
        }
        let title = if found.len() == 1 {
            "You already have this application"
        } else {
            "You already have some of these applications"
        };
        styled("div", "notice notice-warn no-print")
            .attr("role", "alert")
            .add(el("h2").text(title))
            .add(el("p").text(&format!(
                "\u{201c}{file}\u{201d} contains {}. Nothing has changed yet.",
                counted(found.len(), "application")
            )))
            .add(list)
            .add((!remarks.is_empty()).then_some(notes))
            .into()
    })
}

fn at(instant: Timestamp) -> String {
    let (day, minute) = instant.london();
    format!("{}, {}", day.medium(), crate::call::clock_words(minute))
}

fn came(app: App, found: &ImportPreview) -> El {
    let ImportPreview { id, title, call, changed, written_on, answers, files, here, .. } = found;
    let mut facts = el("tbody");
    let mut row = |what: &str, in_file: &str, here: Option<&str>| {
        let cell = |label: &str, text: &str| el("td").attr("data-label", label).text(text);
        let row = el("tr").add(el("th").attr("scope", "row").text(what)).add(cell("In the file", in_file));
        facts = facts.clone().add(row.add(here.map(|here| cell("On this device", here))));
    };
    row("School", title, here.as_ref().map(|here| here.title.as_str()));
    row("Music Hub", call, here.as_ref().map(|_| "same"));
    row("Last changed", &at(*changed), here.as_ref().map(|here| at(here.changed)).as_deref());
    let written = written_on.map_or_else(|| "not known".to_owned(), Date::medium);
    row("File made on", &written, here.as_ref().map(|_| ""));
    row("Answers", &answers.to_string(), here.as_ref().map(|here| differ(here.differ)).as_deref());
    row("Attached files in it", &files.to_string(), here.as_ref().map(|_| ""));
    let mut head = el("tr").add(el("td")).add(el("th").attr("scope", "col").text("In the file"));
    if here.is_some() {
        head = head.add(el("th").attr("scope", "col").text("On this device"));
    }
    let does = |class: &str, choice: Choice, words: &str| {
        let event = Event::Import(ImportEvent::Decide { draft: id.clone(), choice });
        button(class, move || app.send(event.clone())).text(words).add(hidden(&format!(": \u{201c}{title}\u{201d}")))
    };
    let buttons = styled("div", "actions");
    let buttons = match here {
        Some(here) => {
            let replace = here.replaceable.then(|| does("button button-warn", Choice::Replace, "Replace mine"));
            buttons.add(does("button", Choice::KeepBoth, "Keep both")).add(replace)
        }
        None => buttons.add(does("button", Choice::KeepBoth, "Open")),
    };
    let newer = here.as_ref().map(|here| el("p").add(el("strong").text(which(*changed, here))));
    styled("li", "came-one")
        .add(
            styled("table", "table")
                .add(el("caption").text(&format!("\u{201c}{title}\u{201d}")))
                .add(el("thead").add(head))
                .add(facts),
        )
        .add(newer)
        .add(buttons.add(does("button button-plain", Choice::Leave, "Do not open")))
}

fn differ(count: usize) -> String {
    match count {
        0 => "all the same".to_owned(),
        count => format!("{} different", counted(count, "answer")),
    }
}

/// Which of the two was changed last.
fn which(changed: Timestamp, here: &ExistingDraft) -> &'static str {
    match changed.cmp(&here.changed) {
        Ordering::Greater => "The file is newer than your copy.",
        Ordering::Less => "Your copy is newer than the file.",
        Ordering::Equal => "Both were last changed at the same time.",
    }
}
