//! Export: the one file, and what to do next in the hub's words.

use leptos::prelude::*;

use crate::app::{Document, Event, JobEvent, Making, Page, SavingEvent, Sending, has_form, sending};
use crate::call::{Letter, LetterKind, Placement, Way};
use crate::documents::{AnswerGroup, Email, Mailto, support_stands};
use crate::draft::{Field, attached, counted, size_words, words as count_words};
use crate::readiness::Readiness;
use crate::views::Work;
use crate::views::html::{El, Part, all, button, el, link, show, styled, ticked_in};
use crate::views::parts::{
    copy, deadline, fold, hidden, leave_nothing, make, make_by, outward, page_title, para, safe, words,
};

/// The export page.
pub(in crate::views) fn export(work: &Work) -> Part {
    let app = work.app;
    let left = move || app.readiness(Readiness::to_do);
    let to = work.to(Page::Readiness);
    let gaps = show(left, move |left| {
        if *left == 0 {
            return Part::NONE;
        }
        let text = format!("{} still to do. ", counted(*left, "thing"));
        let line = el("p").text(&text).add(link(&to, "See what is left")).text(" You can still download it.");
        styled("div", "notice notice-warn").add(line).into()
    });
    let drawn = work.clone();
    let next = show(move || app.read(sending), move |sending| next(&drawn, sending));
    all([
        page_title("Send and share").into(),
        deadline(app),
        gaps,
        file(work),
        documents(work),
        next,
        leave_nothing(app),
    ])
}

fn file(work: &Work) -> Part {
    let (app, draft) = (work.app, work.id.clone());
    // Not an answer: whoever wants the page says so each time.
    let page = RwSignal::new(false);
    let save = move || app.send(Event::Saving(SavingEvent::DownloadDraft(draft.clone())));
    let is_ready = move || app.readiness(Readiness::to_do) == 0;
    let holds = show(is_ready, |is_ready| {
        let text = if *is_ready {
            "What the hub asks for, ready to send: PDF and Word files, and the files you have attached. It is not a backup."
        } else {
            "Your whole application: PDF and Word files, and the files you have attached. It is also a backup."
        };
        el("p").text(text).into()
    });
    let name = move || {
        let sending = app.read(sending);
        format!("{}.zip", if is_ready() { sending.bundle } else { sending.backup })
    };
    let made = work.id.clone();
    let file = move || {
        if is_ready() {
            Event::Job(JobEvent::Make(made.clone(), Making::ForHub { page: page.get_untracked() }))
        } else {
            Event::Saving(SavingEvent::BackUp(made.clone()))
        }
    };
    let with_page = styled("div", "choice")
        .add(
            el("input")
                .attr("type", "checkbox")
                .attr("id", "with-page")
                .on("change", move |event| page.set(ticked_in(&event))),
        )
        .add(el("label").attr("for", "with-page").text("Include a web page version"))
        .add(para("choice-hint", "The PDF is always included. Some email systems block web pages."));
    styled("section", "stack")
        .add(el("h2").text("Application file"))
        .add(holds)
        .add(with_page)
        .add(
            styled("div", "actions")
                .add(make_by(work, "button", file).text("Make application file"))
                .add(button("button button-plain", save).text("Download answers only")),
        )
        .add(para("hint", "File name: ").add(el("strong").text_of(name)))
        .add(attached_here(work))
        .into()
}

/// How many files are in it, how large they are, and that a draft file has none of them.
fn attached_here(work: &Work) -> Part {
    let work = work.clone();
    let files = move || work.read(|draft| attached(draft).iter().map(|file| file.bytes).collect::<Vec<u64>>());
    show(files, |files| {
        if files.is_empty() {
            return Part::NONE;
        }
        let size = size_words(files.iter().fold(0, |sum: u64, bytes| sum.saturating_add(*bytes)));
        let text = format!(
            "Contains {} ({size}). \u{201c}Answers only\u{201d} does not include them.",
            counted(files.len(), "attached file")
        );
        para("hint", &text).into()
    })
}

fn letters(work: &Work) -> impl Iterator<Item = &Letter> {
    work.call.letters.iter().filter(|letter| letter.kind == LetterKind::Letter)
}

/// Each document by itself.
fn documents(work: &Work) -> Part {
    let save = |to: El, what: &str, name: &str, document: Document| {
        let made = make(work, "button button-plain", move || Making::Document(document.clone()));
        to.text(" ").add(made.text(name).add(hidden(&format!(": {what}"))))
    };
    let mut list = styled("ul", "papers");
    let both = |name: &str, docx: Document, pdf: Document| {
        let row = el("li").add(styled("span", "papers-name").text(name));
        save(save(row, name, "Word document", docx), name, "PDF", pdf)
    };
    for letter in letters(work) {
        let (name, id) = (letter.name.trim_end_matches(':'), letter.id.to_string());
        list = list.add(both(name, Document::LetterDocx(id.clone()), Document::LetterPdf(id.clone())));
        if work.peek(|draft| support_stands(&work.call, draft, letter)) == Some(Placement::Beside) {
            let name = letter.support.as_ref().map_or("Statement of support", |support| &support.name);
            list = list.add(both(name, Document::SupportDocx(id.clone()), Document::SupportPdf(id)));
        }
    }

    let whole =
        [("1-page check for senior leaders", Document::Readiness), ("Whole application", Document::Application)];
    for (name, document) in whole {
        list = list.add(save(el("li").add(styled("span", "papers-name").text(name)), name, "PDF", document));
    }
    styled("section", "stack").add(el("h2").text("Separate documents")).add(list).into()
}

fn next(work: &Work, sending: &Sending) -> Part {
    let submission = &work.call.submission;
    let mut steps = styled("ol", "steps");
    for one in &submission.ways {
        steps = steps.add(way(el("li"), one));
    }
    let emails: Part = sending.emails.iter().map(email).collect();
    let answers: Part = sending.answers.iter().map(group).collect();
    let answers = if has_form(&work.call) {
        let heading = el("h2").text("Copy your answers into the hub\u{2019}s form");
        styled("section", "stack").add(heading).add(answers)
    } else {
        fold("Copy your answers", answers)
    };
    all([
        styled("section", "stack")
            .add(el("h2").text("Send it to the hub"))
            .add(words(&work.call, &submission.statements))
            .add(steps)
            .add(emails)
            .into(),
        answers.into(),
    ])
}

fn way(to: El, way: &Way) -> El {
    let the = |what: &Option<String>| what.clone().unwrap_or_else(|| "the application file".to_owned());
    match way {
        Way::Email { address, what, .. } => to
            .text(&format!("Email {} to ", the(what)))
            .add(el("strong").text(address))
            .text(". You need to attach the files yourself."),
        Way::Form { name, url, questions_known, what } => {
            let to = to.text("Fill in the hub\u{2019}s form: ");
            let to = match url.as_deref().filter(|url| safe(url)) {
                Some(url) => to.add(outward(url, name)),
                None => to
                    .add(el("strong").text(name))
                    .text(" (the hub\u{2019}s document gives no link: look on its website or ask)"),
            };
            let to = match what {
                Some(what) => to.text(&format!(" ({what}).")),
                None => to.text("."),
            };
            if *questions_known {
                return to;
            }
            to.text(" The form\u{2019}s questions are not published, so copy in the answers below where they fit.")
        }
        Way::Paper { address, what } => to
            .text(&format!("Print {} and post it to ", the(what)))
            .add(el("strong").text(&address.join(", ")))
            .text("."),
    }
}

fn email((email, address): &(Email, Mailto)) -> Part {
    let mut files = el("ul");
    for file in &email.attach {
        let name = if file.file.is_empty() { "no file name yet" } else { &file.file };
        files = files.add(el("li").text(&file.what).text(": ").text(name));
    }
    let open = if address.with_body { "Open in my email app" } else { "Open my email app (then paste the text)" };
    all([
        el("p").text("Attach these files. The application file already has the files you added here.").into(),
        files.into(),
        styled("div", "actions").add(link(&address.url, open).attr("class", "button button-second")).into(),
        copy("To", Part::NONE, &email.to),
        copy("Subject", Part::NONE, &email.subject),
        copy("Message", Part::NONE, &email.body),
    ])
}

fn group(group: &AnswerGroup) -> Part {
    let mut section = styled("section", "stack").add(el("h3").text(&group.title));
    let mut empty = true;
    for answer in group.answers.iter().filter(|answer| !answer.text.is_empty()) {
        empty = false;
        // What was only ticked is read, not copied one by one.
        section = section.add(if matches!(answer.field, Field::Duty(_) | Field::Declaration(_)) {
            para("answer", &answer.words.join(" ")).text(" \u{2013} ").add(el("strong").text(&answer.text)).into()
        } else {
            let count = counted(count_words(&answer.text), "word");
            copy(&answer.title, para("count figure", &count), &answer.text)
        });
    }
    section.add(empty.then(|| para("quiet", "No answers yet."))).into()
}
