//! Take my work with me and leave nothing here: how far it has come, and what to do next.

use leptos::prelude::*;

use super::{focus_soon, para, wrong};
use crate::app::{EraseDevice, EraseEvent, Event, PackedDraft, SavingEvent, State, UnreadableEntry};
use crate::draft::counted;
use crate::views::App;
use crate::views::html::{El, Part, all, button, el, show, styled, ticked_in};

/// The id of the heading.
const HEADING: &str = "leave-nothing";
/// How far it reaches: several pages may share one origin, and its storage.
const COVERED: &str = "This covers every Upbeat page on this web address.";

/// A file that was made.
#[derive(PartialEq)]
struct MadeFile {
    title: String,
    file: String,
}

/// How far it has come. That a file was handed to the browser draws nothing anew but its own mark: the tick and focus
/// stay.
#[derive(PartialEq)]
enum Stage {
    Idle,
    Packing { number: usize, of: usize },
    Confirming(Vec<MadeFile>),
    Removing,
    Done,
    Stopped(String),
}

fn stage(state: &State) -> Stage {
    let made = |packed: &PackedDraft| MadeFile { title: packed.title.clone(), file: packed.file.clone() };
    match &state.saving.erase {
        EraseDevice::Idle => Stage::Idle,
        EraseDevice::Packing { waiting, packed } => {
            Stage::Packing { number: packed.len() + 1, of: waiting.len() + packed.len() }
        }
        EraseDevice::Confirming(packed) => Stage::Confirming(packed.iter().map(made).collect()),
        EraseDevice::RemovingFiles(_) => Stage::Removing,
        EraseDevice::Done => Stage::Done,
        EraseDevice::Stopped(why) => Stage::Stopped(why.clone()),
    }
}

/// The files that are to be saved by the person.
fn packed(state: &State) -> &[PackedDraft] {
    match &state.saving.erase {
        EraseDevice::Confirming(packed) => packed,
        _ => &[],
    }
}

/// The whole of it, as a section of a page.
pub(in crate::views) fn leave_nothing(app: App) -> Part {
    let stage = move || app.read(|state| (stage(state), state.drafts.unreadable().to_vec()));
    let body = show(stage, move |(stage, unreadable)| match stage {
        Stage::Idle => begin(app, unreadable, None),
        Stage::Stopped(why) => begin(app, unreadable, Some(why)),
        Stage::Packing { number, of } => {
            let text = format!("Making and checking file {number} of {of}\u{2026}");
            all([
                para("quiet", &text).attr("role", "status").into(),
                styled("div", "actions").add(button("button button-plain", cancel(app)).text("Stop")).into(),
            ])
        }
        Stage::Confirming(made) => ask(app, made, unreadable),
        Stage::Removing => para("quiet", "Deleting\u{2026}").attr("role", "status").into(),
        Stage::Done => el("p").text("Done. See the message at the top of this page.").into(),
    });
    styled("section", "stack")
        .attr("aria-labelledby", HEADING)
        .add(el("h2").attr("id", HEADING).attr("tabindex", "-1").text("Move my work off this computer"))
        .add(body)
        .into()
}

/// Stops it. Everything stays, and the button goes.
fn cancel(app: App) -> impl FnMut() + 'static {
    move || {
        app.send(Event::Erase(EraseEvent::Cancel));
        focus_soon(HEADING.to_owned());
    }
}

fn begin(app: App, unreadable: &[UnreadableEntry], stopped: Option<&String>) -> Part {
    let pressed = move || {
        if app.peek(|state| !state.jobs.is_busy()) {
            app.send(Event::Erase(EraseEvent::Start));
        }
    };
    let busy = move || app.read(|state| state.jobs.is_busy()).then(|| "true".to_owned());
    let stopped = stopped.map(|why| {
        let strong = el("strong").text("Nothing was deleted. ");
        styled("div", "notice notice-bad").attr("role", "alert").add(el("p").add(strong).text(why))
    });
    all([
        stopped.into(),
        el("p").text("Upbeat makes a file of each application. When you confirm you have the files, it deletes everything from this browser.").into(),
        el("p").text(COVERED).into(),
        cannot_be_read(app, unreadable),
        el("div").attr("class", "actions").add(button("button button-second", pressed).attr_of("aria-disabled", busy).text("Make the files")).into(),
    ])
}

/// What cannot be read is in no file: it is offered by itself.
fn cannot_be_read(app: App, unreadable: &[UnreadableEntry]) -> Part {
    if unreadable.is_empty() {
        return Part::NONE;
    }
    let mut list = el("ul");
    for UnreadableEntry { key, why, .. } in unreadable {
        list = list.add(el("li").add(el("strong").text(key)).text(". ").text(why).text(" ").add(download(app, key)));
    }
    all([
        el("p").text("Upbeat cannot read this, so it is not in the files. Download it if anyone may need it:").into(),
        list.into(),
    ])
}

fn download(app: App, key: &str) -> El {
    let sent = key.to_owned();
    button("button button-plain", move || app.send(Event::Saving(SavingEvent::DownloadUnreadable(sent.clone()))))
        .text("Download")
        .add(super::hidden(&format!(": {key}")))
}

/// Whether two of the files have the same name: of two applications of one school, say.
fn same_names(made: &[MadeFile]) -> bool {
    made.iter().enumerate().any(|(at, one)| made.iter().skip(at + 1).any(|other| other.file == one.file))
}

/// What has to be done before everything can be removed.
fn not_yet(app: App, sure: bool) -> Option<String> {
    let missing: Vec<String> = app.peek(|state| {
        let missing = packed(state).iter().filter(|packed| !packed.handed);
        missing.map(|packed| format!("\u{201c}{}\u{201d}", packed.title)).collect()
    });
    if !missing.is_empty() {
        return Some(format!("Save every file first. Not saved yet: {}.", missing.join(", ")));
    }
    (!sure).then(|| "Tick the box to confirm you have the files".to_owned())
}

/// A file, and the button that hands it to the browser: one at each press, since browsers stop several at once.
fn made_file(app: App, number: usize, made: &MadeFile) -> El {
    let MadeFile { title, file } = made;
    let handed = move || app.read(|state| packed(state).get(number).is_some_and(|packed| packed.handed));
    let mark = move || if handed() { " handed to your browser".to_owned() } else { String::new() };
    let save = button("button button-second", move || app.send(Event::Erase(EraseEvent::Save(number))));
    el("li")
        .text(&format!("\u{201c}{title}\u{201d} "))
        .add(save.text(&format!("Save {file}")))
        .add(styled("span", "quiet").attr("role", "status").text_of(mark))
}

fn ask(app: App, made: &[MadeFile], unreadable: &[UnreadableEntry]) -> Part {
    let (sure, wanted) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let remove = move || {
        let sure = sure.get_untracked();
        let missing = not_yet(app, sure);
        let ready = missing.is_none();
        wanted.set(missing);
        if ready {
            app.send(Event::Erase(EraseEvent::Confirm));
        }
    };
    let again = move || app.send(Event::Erase(EraseEvent::Start));
    let mut files = el("ul");
    for (number, made) in made.iter().enumerate() {
        files = files.add(made_file(app, number, made));
    }
    let many = made.len() != 1;
    let said = if made.is_empty() {
        "There are no applications on this device.".to_owned()
    } else {
        let (each, them) = if many { ("each one", "them") } else { ("it", "it") };
        format!(
            "{} made and checked. Save {each}, then move {them} from your Downloads folder to somewhere safe:",
            counted(made.len(), "file")
        )
    };
    let label = if made.is_empty() {
        "Delete everything that is left"
    } else if many {
        "I have checked that I have the files"
    } else {
        "I have checked that I have the file"
    };
    let choice = styled("div", "choice")
        .add(
            el("input")
                .attr("type", "checkbox")
                .attr("id", "have-files")
                .attr("aria-describedby", "have-files-error")
                .on("change", move |event| sure.set(ticked_in(&event))),
        )
        .add(el("label").attr("for", "have-files").text(label));
    let error =
        show(move || wanted.get(), |wanted| wanted.as_ref().map(|wanted| wrong(styled("p", "error"), wanted)).into());
    styled("div", "confirm")
        .attr("role", "group")
        .attr("aria-labelledby", HEADING)
        .add(el("p").attr("role", "status").text(&said))
        .add((!made.is_empty()).then_some(files))
        .add(
            same_names(made)
                .then(|| para("hint", "If two files have the same name, your browser adds a number to one.")),
        )
        .add(cannot_be_read(app, unreadable))
        .add(el("p").text(COVERED))
        .add(el("p").text("Earlier versions and deleted applications will be deleted too. You cannot undo this."))
        .add(el("p").text("First close any other tabs with Upbeat open."))
        .add(el("div").attr("id", "have-files-error").add(error))
        .add(choice)
        .add(
            styled("div", "actions")
                .add(button("button button-warn", remove).text("Delete everything from this browser"))
                .add(button("button button-plain", again).text("Make the files again"))
                .add(button("button button-plain", cancel(app)).text("Cancel")),
        )
        .into()
}
