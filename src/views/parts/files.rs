//! Files attached to an answer: chosen, dropped, pasted; looked at, downloaded, renamed, replaced, removed and put back.
//!
//! What is chosen is heard by `browser`, which finds by the attributes of this part where it goes.

use std::rc::Rc;

use wasm_bindgen::JsCast;

use super::{changes, focus_soon, hidden, para};
use crate::app::{AttachmentEvent, Event, JobEvent, Preview as Shown, attached_elsewhere};
use crate::draft::{Attached, Field, FileField, FileId, Preview, Value, files_at, kind_words, preview, size_words};
use crate::views::Work;
use crate::views::html::{El, Part, all, button, el, link, show, show_while, styled, value_in};

/// The files at an answer, and the ways to attach more.
pub(in crate::views) fn files(work: &Work, field: &Field, label: &str, hint: &str) -> Part {
    let id = field.to_string();
    let hint_id = format!("{id}-hint");
    let chooser = chooser(work, &id, &hint_id).attr("multiple", "");
    let choose = el("label").attr("class", "button button-second").attr("for", &id).text("Choose files");
    let listed = {
        let (own, at, work, field) = (work.clone(), field.clone(), work.clone(), field.clone());
        let ids = move || {
            // Names and sizes follow by themselves, so that a name can be typed.
            own.list(&at);
            own.peek(|draft| files_at(draft, &at))
        };
        styled("ul", "files-list").each(ids, move |id| row(&work, &field, id))
    };
    styled("div", "files no-print")
        .attr("role", "group")
        .attr("aria-labelledby", &format!("{id}-label"))
        // A click gives it the focus, so that what is pasted then is pasted here.
        .attr("tabindex", "-1")
        .attr("data-files-to", &id)
        .attr("data-draft", work.id.as_str())
        .add(el("p").attr("class", "label").attr("id", &format!("{id}-label")).text(label))
        .add(para("hint", hint).attr("id", &hint_id))
        .add(listed)
        .add(
            styled("p", "files-choose")
                .add(chooser)
                .add(choose)
                .add(para("files-drop quiet", "or drag and drop, or paste")),
        )
        .add(from_elsewhere(work, field))
        .add(progress(work, field))
        .add(said(work, field))
        .into()
}

/// A control that takes files; its label is its button.
fn chooser(work: &Work, id: &str, described: &str) -> El {
    let input = styled("input", "visually-hidden files-input").attr("type", "file");
    changes(work.app, input).attr("id", id).attr("aria-describedby", described)
}

fn send(work: &Work, event: AttachmentEvent) {
    work.app.send(Event::Attachment(event));
}

/// What is known of a file; whoever reads it is told when its name changes.
fn known(work: &Work, id: &FileId) -> Attached {
    work.text(&Field::File(id.clone(), FileField::Name));
    let read = |draft: &crate::draft::Draft| Some(Attached::of(draft, id.clone()));
    work.peek(read).unwrap_or_else(|| Attached::new(id.clone(), "", "", 0))
}

fn row(work: &Work, field: &Field, id: &FileId) -> El {
    let own = || (work.clone(), field.clone(), id.clone());
    let named = || {
        let (work, _, id) = own();
        move || known(&work, &id).name
    };
    let about = {
        let (work, _, id) = own();
        move || {
            let file = known(&work, &id);
            format!("{}, {}", kind_words(&file), size_words(file.bytes))
        }
    };
    let does = |class: &str, words: &str, event: fn(crate::draft::DraftId, Field, FileId) -> AttachmentEvent| {
        let (work, field, id) = own();
        let does = move || send(&work, event(work.id.clone(), field.clone(), id.clone()));
        let name = named();
        button(class, does).text(words).add(hidden("").text_of(move || format!(" {}", name())))
    };
    let can_be_shown = preview(&known(work, id).kind).is_some();
    let look = can_be_shown.then(|| does("button button-plain", "View", AttachmentEvent::Show));
    let save = does("button button-plain", "Download", |draft, _, id| AttachmentEvent::Download(draft, id));
    let remove = does("button button-plain", "Remove", AttachmentEvent::Remove);
    let back = put_back_id(field);
    let remove = changes(work.app, remove).on("click", move |_| focus_soon(back.clone()));
    let shown = {
        let ((own, at, id), work) = (own(), work.clone());
        let key = move || {
            own.app.read(|state| {
                let shown = state.jobs.attachments().preview();
                shown.filter(|s| s.at == at && s.file.id == id).cloned()
            })
        };
        show(key, move |shown| shown.as_ref().map(|shown| picture(&work, shown)).into())
    };
    styled("li", "file")
        .add(
            el("p")
                .add(styled("span", "file-name").text_of(named()))
                .text(" ")
                .add(styled("span", "quiet").text_of(about)),
        )
        .add(styled("div", "actions").add(look).add(save).add(remove))
        .add(
            styled("details", "fold")
                .add(el("summary").text("Rename or replace").add(hidden("").text_of({
                    let name = named();
                    move || format!(" {}", name())
                })))
                .add(change(work, field, id)),
        )
        .add(shown)
}

/// Another name, or another file in its place.
fn change(work: &Work, field: &Field, id: &FileId) -> El {
    let at = Field::File(id.clone(), FileField::Name);
    let (name_id, new_id) = (format!("{field}-{id}-name"), format!("{field}-{id}-new"));
    let (shown, typed, to) = (work.clone(), work.clone(), at.clone());
    let input = changes(work.app, styled("input", "input").attr("type", "text"))
        .attr("id", &name_id)
        .attr("autocomplete", "off")
        .value_of(move || shown.text(&at))
        .on("input", move |event| typed.set(&to, Value::Text(value_in(&event))));
    let label = el("label").attr("class", "label").attr("for", &name_id).text("File name");
    let new = el("label").attr("class", "button button-second").attr("for", &new_id).text("Choose a replacement");
    styled("div", "stack").add(styled("div", "field").add(label).add(input)).add(
        styled("p", "files-choose").add(chooser(work, &new_id, &name_id).attr("data-instead", id.as_str())).add(new),
    )
}

/// A file as the browser shows it.
fn picture(work: &Work, shown: &Shown) -> El {
    let (file, address) = (&shown.file, shown.url.as_str());
    let body: Part = match preview(&file.kind) {
        Some(Preview::Picture) => el("img").attr("src", address).attr("alt", &file.name).into(),
        Some(Preview::Sound) => el("audio").attr("controls", "").attr("src", address).into(),
        Some(Preview::Film) => el("video").attr("controls", "").attr("src", address).into(),
        Some(Preview::Text | Preview::Tab) => el("p")
            .add(link(address, &format!("Open \u{201c}{}\u{201d} in a new tab", file.name)).attr("target", "_blank"))
            .into(),
        None => Part::NONE,
    };
    let own = work.clone();
    let close = button("button button-plain", move || send(&own, AttachmentEvent::Close));
    styled("figure", "file-shown").add(body).add(close.text("Close").add(hidden(&format!(" {}", file.name))))
}

/// A file that is attached elsewhere in this application, attached here too.
fn from_elsewhere(work: &Work, field: &Field) -> Part {
    let (own, at) = (work.clone(), field.clone());
    let offered = move || {
        own.list(&at);
        own.app
            .read(|state| attached_elsewhere(state, &own.id, &at))
            .into_iter()
            .map(|file| file.id)
            .collect::<Vec<_>>()
    };
    let (work, field, offered) = (work.clone(), field.clone(), Rc::new(offered));
    let any = offered.clone();
    show_while(
        move || !any().is_empty(),
        move || {
            let id = format!("{field}-elsewhere");
            let (own, offered) = (work.clone(), offered.clone());
            let select = changes(work.app, styled("select", "select")).attr("id", &id).each(
                move || offered(),
                move |id| {
                    let (work, at) = (own.clone(), id.clone());
                    el("option").attr("value", id.as_str()).text_of(move || known(&work, &at).name)
                },
            );
            let (own, to, chosen) = (work.clone(), field.clone(), select.element().clone());
            let add = move || {
                let chosen = FileId::new(&chosen.unchecked_ref::<web_sys::HtmlSelectElement>().value());
                if let Some(id) = chosen {
                    send(&own, AttachmentEvent::Link(own.id.clone(), to.clone(), id));
                }
            };
            let label =
                el("label").attr("class", "label").attr("for", &id).text("Or use a file you have already attached");
            styled("div", "field files-elsewhere")
                .add(label)
                .add(
                    styled("div", "actions")
                        .add(select)
                        .add(changes(work.app, button("button button-second", add)).text("Attach")),
                )
                .into()
        },
    )
}

/// How far the files have come that are being kept, with a way to stop.
fn progress(work: &Work, field: &Field) -> Part {
    let (own, at) = (work.clone(), field.clone());
    let waiting = move || {
        own.app.read(|state| {
            let (name, count) = state.jobs.attaching(&own.id, &at)?;
            Some((name.to_owned(), count))
        })
    };
    let work = work.clone();
    show(waiting, move |waiting| {
        let Some((name, count)) = waiting else { return Part::NONE };
        let more = if *count > 1 { format!(" and {} more", count - 1) } else { String::new() };
        let own = work.clone();
        let how_far = move || {
            let told = own.app.progress();
            told.filter(|(_, all)| *all > 0).map(|(done, all)| (done.saturating_mul(100) / all).min(100).to_string())
        };
        let stopped = work.clone();
        let bar = el("progress").attr("max", "100").attr("aria-label", "Progress").attr_of("value", how_far);
        styled("div", "files-progress")
            .add(para("quiet", &format!("Saving \u{201c}{name}\u{201d}{more}\u{2026}")))
            .add(bar)
            .add(button("button button-plain", move || stopped.app.send(Event::Job(JobEvent::Stop))).text("Stop"))
            .into()
    })
}

/// What has just happened to the files here, and a way to take a removal back.
fn said(work: &Work, field: &Field) -> Part {
    let (own, at) = (work.clone(), field.clone());
    let key = move || own.app.read(|state| state.jobs.attachments().messages(&own.id, &at).to_vec());
    let told = show(key, |said| said.iter().map(|text| para("files-said", text).into()).collect());
    let (own, at) = (work.clone(), field.clone());
    let gone = move || own.app.read(|state| state.jobs.attachments().can_put_back(&own.id, &at));
    let (work, at) = (work.clone(), field.clone());
    let back = show_while(gone, move || {
        let (work, back) = (work.clone(), at.to_string());
        let press = move || {
            send(&work, AttachmentEvent::PutBack);
            focus_soon(back.clone());
        };
        button("button button-second", press).attr("id", &put_back_id(&at)).text("Undo").into()
    });
    all([el("div").attr("role", "status").add(told).into(), back])
}

fn put_back_id(field: &Field) -> String {
    format!("{field}-back")
}
