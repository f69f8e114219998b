//! Earlier versions of a draft: listed, named, compared with what is there now, brought back.

use leptos::prelude::*;

use crate::app::{
    Change, Event, HistoryEvent, LoadedDraft, NOTICE, Page, Route, VersionRow, version_changes, version_rows,
    when_words,
};
use crate::call::Timestamp;
use crate::draft::{DraftId, Piece, counted, pieces};
use crate::views::App;
use crate::views::html::{El, Part, all, button, el, link, show, show_while, styled, value_in};
use crate::views::parts::{focus_soon, hidden, page_title, para};

/// What is open below a version.
#[derive(Clone, Copy, PartialEq)]
enum Below {
    Nothing,
    Compared(Timestamp),
    Removing(Timestamp),
}

/// The page of the earlier versions. It works without the call too.
pub(in crate::views) fn history(app: App, id: &DraftId) -> Part {
    let below = RwSignal::new(Below::Nothing);
    let (listed, drawn, unkept) = (id.clone(), id.clone(), id.clone());
    let rows = show(
        move || app.read(|state| version_rows(state, &listed)),
        move |rows| {
            if rows.is_empty() {
                return para("quiet", "No earlier versions yet.").into();
            }
            let mut list = styled("ol", "versions");
            for row in rows {
                list = list.add(version(app, &drawn, row, below));
            }
            all([el("h2").text(&counted(rows.len(), "version")).into(), list.into()])
        },
    );
    let unkept = show_while(
        move || {
            app.read(|state| {
                let kept = state.history.versions.of(&unkept);
                kept.is_some_and(|kept| !kept.is_stored() && !kept.history.versions().is_empty())
            })
        },
        || {
            para(
                "notice notice-warn",
                "There is no space to save the latest versions. Your answers do not depend on them.",
            )
            .into()
        },
    );
    let back = Route::Draft(id.clone(), Page::Tasks, None).to_string();
    all([
        styled("nav", "way no-print").attr("aria-label", "Breadcrumb").add(link(&back, "Overview")).into(),
        page_title("Earlier versions").into(),
        para("lede", "Compare with now, or restore one.").into(),
        keep(app, id),
        unkept,
        rows,
        para("quiet", "Older versions are thinned out over time. Versions you name stay.").into(),
    ])
}

/// A version of the present state, with a name.
fn keep(app: App, id: &DraftId) -> Part {
    if app.peek(|state| state.drafts.get(id).is_some_and(LoadedDraft::is_example)) {
        return para("notice", "Versions of an example are not saved. You can still undo and redo.").into();
    }
    let name = RwSignal::new(String::new());
    let input = styled("input", "input")
        .attr("id", "version-name")
        .attr("type", "text")
        .attr("maxlength", "200")
        .attr("autocomplete", "off")
        .attr("aria-describedby", "version-name-hint")
        .value_of(move || name.get())
        .on("input", move |event| name.set(value_in(&event)));
    let own = id.clone();
    let submit = move |event: web_sys::Event| {
        event.prevent_default();
        app.send(Event::History(HistoryEvent::KeepVersion(own.clone(), name.get_untracked())));
        name.set(String::new());
        focus_soon(NOTICE.to_owned());
    };
    styled("form", "version-keep no-print")
        .on("submit", submit)
        .add(
            styled("div", "field")
                .add(
                    el("label")
                        .attr("class", "label")
                        .attr("for", "version-name")
                        .text("Add a version of what you have now: name (optional)"),
                )
                .add(
                    para("hint", "For example, \u{201c}Before the governors read it\u{201d}.")
                        .attr("id", "version-name-hint"),
                )
                .add(input),
        )
        .add(styled("button", "button button-second").attr("type", "submit").text("Add a version"))
        .into()
}

fn anchor(at: Timestamp) -> String {
    format!("version-{}", at.0)
}

fn version(app: App, id: &DraftId, row: &VersionRow, below: RwSignal<Below>) -> El {
    let at = row.at;
    let when = app.peek(|state| when_words(at, state.now));
    let title = row.name.clone().unwrap_or_else(|| row.why.words().to_owned());
    let reason = row.name.as_ref().map(|_| row.why.words());
    let differ = match row.differ {
        0 => "Same as now".to_owned(),
        1 => "1 answer has changed since".to_owned(),
        number => format!("{} have changed since", counted(number, "answer")),
    };
    let whose = format!("({title}, {when})");
    let of = || hidden(&whose);
    let act = |text: &str, opens: Below| {
        let press = move || {
            let open = below.get_untracked() == opens;
            below.set(if open { Below::Nothing } else { opens });
            if !open {
                focus_soon(format!("{}-below", anchor(at)));
            }
        };
        button("button button-plain", press)
            .attr_of("aria-expanded", move || Some((below.get() == opens).to_string()))
            .text(text)
            .text(" ")
            .add(of())
    };
    let own = id.clone();
    let restore = move || app.send(Event::History(HistoryEvent::RestoreVersion(own.clone(), at)));
    let mut actions = styled("div", "card-actions");
    if row.differ > 0 {
        actions = actions
            .add(act("Compare with now", Below::Compared(at)))
            .add(button("button button-plain", restore).text("Restore ").add(of()));
    }
    actions = actions.add(act("Delete", Below::Removing(at)));
    let drawn = id.clone();
    let opened = show(
        move || below.get(),
        move |open| match open {
            Below::Compared(which) if *which == at => compared(app, &drawn, at),
            Below::Removing(which) if *which == at => removing(app, &drawn, at, below),
            _ => Part::NONE,
        },
    );
    let class = if row.name.is_some() { "version version-named" } else { "version" };
    styled("li", class)
        .add(styled("h3", "version-title").attr("id", &anchor(at)).attr("tabindex", "-1").text(&title))
        .add(para("version-when", &format!("From {when}")))
        .add(para("card-meta", &differ).add(reason.map(|reason| format!(" \u{b7} {reason}"))))
        .add(actions)
        .add(opened)
}

fn removing(app: App, id: &DraftId, at: Timestamp, below: RwSignal<Below>) -> Part {
    let own = id.clone();
    let yes = move || app.send(Event::History(HistoryEvent::RemoveVersion(own.clone(), at)));
    let no = move || {
        below.set(Below::Nothing);
        focus_soon(anchor(at));
    };
    styled("div", "confirm")
        .attr("id", &format!("{}-below", anchor(at)))
        .attr("tabindex", "-1")
        .attr("role", "group")
        .attr("aria-label", "Delete this version")
        .add(el("p").text("Delete this version? Your application will not change."))
        .add(
            styled("div", "actions")
                .add(button("button button-warn", yes).text("Delete"))
                .add(button("button button-second", no).text("Cancel")),
        )
        .into()
}

/// What is otherwise now, answer by answer.
fn compared(app: App, id: &DraftId, at: Timestamp) -> Part {
    let found = app.peek(|state| version_changes(state, id, at));
    let whole = styled("section", "changes")
        .attr("aria-label", "Changes since this version")
        .add(
            styled("h4", "changes-title")
                .attr("id", &format!("{}-below", anchor(at)))
                .attr("tabindex", "-1")
                .text("What has changed since"),
        )
        .add(
            styled("p", "hint")
                .text("Text you removed is ")
                .add(el("del").text("struck out"))
                .text(", text you added is ")
                .add(el("ins").text("underlined"))
                .text("."),
        );
    found.iter().fold(whole, |whole, change| whole.add(one(id, change))).into()
}

fn one(id: &DraftId, change: &Change) -> El {
    let to = Route::to_field(id, &change.field).to_string();
    let name = match change.field.section() {
        Some(_) => el("h5").add(link(&to, &change.name)),
        None => el("h5").text(&change.name),
    };
    let mut text = styled("p", "answer");
    for piece in pieces(&change.before, &change.after) {
        text = match piece {
            Piece::Same(same) => text.text(same),
            Piece::Removed(gone) => text.add(marked("del", "removed: ", gone)),
            Piece::Added(come) => text.add(marked("ins", "added: ", come)),
        };
    }
    styled("div", "change").add(name).add(text)
}

/// A piece that went or came, said so to those who do not see how it is drawn.
fn marked(tag: &str, said: &str, text: &str) -> Part {
    let end = said.trim_end_matches(": ");
    el(tag).add(hidden(&format!(" [{said}"))).text(text).add(hidden(&format!(" end of {end} text] "))).into()
}
