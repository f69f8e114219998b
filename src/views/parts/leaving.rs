//! Take my work with me and leave nothing here: how far it has come, and what to do next.

use leptos::prelude::*;

use super::{para, wrong};
use crate::app::{Event, KeepEvent, Leaving, PressState, SetAside, Taken};
use crate::draft::counted;
use crate::views::App;
use crate::views::html::{El, Part, all, button, el, show, show_while, styled, ticked_in};

/// The id of the heading.
const HEADING: &str = "leave-nothing";

/// The whole of it, as a section of a page.
pub(in crate::views) fn leave_nothing(app: App) -> Part {
    let how_far = move || app.read(|state| (state.keeping.leaving.clone(), state.set_aside.clone()));
    let body = show(how_far, move |(leaving, aside)| match leaving {
        Leaving::Staying => begin(app, aside, None),
        Leaving::Stopped(why) => begin(app, aside, Some(why)),
        Leaving::Making { waiting, made } => {
            let all = waiting.len() + made.len();
            para("quiet", &format!("Making file {} of {all}, and reading it back to be sure\u{2026}", made.len() + 1))
                .attr("role", "status")
                .into()
        }
        Leaving::Asking(made) => ask(app, made, aside),
        Leaving::Removing => para("quiet", "Removing everything\u{2026}").attr("role", "status").into(),
        Leaving::Gone(_) => el("p").text("It is done: see the message at the top of this page.").into(),
    });
    styled("section", "stack")
        .attr("aria-labelledby", HEADING)
        .add(el("h2").attr("id", HEADING).text("Take my work with me and leave nothing here"))
        .add(body)
        .into()
}

fn begin(app: App, aside: &[SetAside], stopped: Option<&String>) -> Part {
    let pressed = move || {
        if app.peek(|state| state.press != PressState::Working) {
            app.send(Event::Keep(KeepEvent::TakeAway));
        }
    };
    let busy = move || app.read(|state| state.press == PressState::Working).then(|| "true".to_owned());
    let stopped = stopped.map(|why| {
        let strong = el("strong").text("Nothing was removed. ");
        styled("div", "notice notice-bad").attr("role", "alert").add(el("p").add(strong).text(why))
    });
    all([
        stopped.into(),
        el("p").text("For a computer that others use too. Every application on it is made into a file, read back, and handed to you. You look whether the files are where you want them. Only then is everything of Upbeat removed from this browser, and you see that it is gone.").into(),
        unreadable(app, aside),
        el("div").attr("class", "actions").add(button("button button-second", pressed).attr_of("aria-disabled", busy).text("Make the files")).into(),
    ])
}

/// What cannot be read is in no file: it is offered by itself.
fn unreadable(app: App, aside: &[SetAside]) -> Part {
    if aside.is_empty() {
        return Part::NONE;
    }
    let mut list = el("ul");
    for SetAside { key, why, .. } in aside {
        list = list.add(el("li").add(el("strong").text(key)).text(". ").text(why).text(" ").add(download(app, key)));
    }
    all([
        el("p").text("This cannot be read, so no file of an application holds it. It would be removed too: download it first, should anybody need it.").into(),
        list.into(),
    ])
}

fn download(app: App, key: &str) -> El {
    let sent = key.to_owned();
    button("button button-plain", move || app.send(Event::DownloadSetAside(sent.clone())))
        .text("Download it")
        .add(super::hidden(&format!(": {key}")))
}

/// Whether two of the files have the same name: of two applications of one school, say.
fn same_names(made: &[Taken]) -> bool {
    made.iter().enumerate().any(|(at, one)| made.iter().skip(at + 1).any(|other| other.file == one.file))
}

fn ask(app: App, made: &[Taken], aside: &[SetAside]) -> Part {
    let (sure, missing) = (RwSignal::new(false), RwSignal::new(false));
    let send = move |event: KeepEvent| move || app.send(Event::Keep(event.clone()));
    let remove = move || {
        missing.set(!sure.get_untracked());
        if sure.get_untracked() {
            app.send(Event::Keep(KeepEvent::LeaveNothing));
        }
    };
    let mut files = el("ul");
    for Taken { title, file, .. } in made {
        files = files.add(el("li").add(el("strong").text(file)).text(&format!(" (\u{201c}{title}\u{201d})")));
    }
    let many = made.len() != 1;
    let said = if made.is_empty() {
        "There is no application on this device.".to_owned()
    } else {
        format!(
            "{} {} made, read back and handed out. Look where your browser keeps downloads, and move them to where you want them, such as a memory stick:",
            counted(made.len(), "file"),
            if many { "were" } else { "was" }
        )
    };
    let label = if made.is_empty() {
        "Remove everything that is left"
    } else if many {
        "I have the files, and have opened the folder they are in"
    } else {
        "I have the file, and have opened the folder it is in"
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
    let error = show_while(
        move || missing.get(),
        || {
            wrong(styled("p", "error"), "Look first, and say so by ticking the box: nothing can be brought back.")
                .into()
        },
    );
    styled("div", "confirm")
        .attr("role", "group")
        .attr("aria-labelledby", HEADING)
        .add(el("p").attr("role", "status").text(&said))
        .add((!made.is_empty()).then_some(files))
        .add(
            same_names(made)
                .then(|| para("hint", "Where two have the same name, the browser puts a number behind it.")),
        )
        .add(unreadable(app, aside))
        .add(el("p").text(
            "Earlier versions, and deleted applications that could still be brought back, are in no file: they go too.",
        ))
        .add(el("p").text("Close other tabs and windows of this page first: what is open there could be stored again."))
        .add(el("div").attr("id", "have-files-error").add(error))
        .add(choice)
        .add(
            styled("div", "actions")
                .add(button("button button-warn", remove).text("Remove everything from this device"))
                .add(button("button button-plain", send(KeepEvent::TakeAway)).text("Make the files again"))
                .add(button("button button-plain", send(KeepEvent::Stay)).text("Stop, and leave everything here")),
        )
        .into()
}
