//! Export: the one file, and what to do next in the hub's words.

use leptos::prelude::*;

use crate::app::{Document, Event, Making, Page, SavingEvent, Sending, has_form, sending};
use crate::call::{Letter, LetterKind, Placement, Way};
use crate::documents::{AnswerGroup, Email, Mailto, support_stands};
use crate::draft::{Field, attached, counted, size_words, words as count_words};
use crate::readiness::Overall;
use crate::views::Work;
use crate::views::html::{El, Part, all, button, el, link, show, styled, ticked_in};
use crate::views::parts::{copy, deadline, fold, hidden, leave_nothing, make, outward, page_title, para, safe, words};

/// The export page.
pub(in crate::views) fn export(work: &Work) -> Part {
    let app = work.app;
    let left = move || {
        app.readiness(|r| match r.overall {
            Overall::Nearly { left } | Overall::NotYet { left } => left,
            Overall::Ready => 0,
        })
    };
    let to = work.to(Page::Readiness);
    let gaps = show(left, move |left| {
        if *left == 0 {
            return Part::NONE;
        }
        let verb = if *left == 1 { "holds" } else { "hold" };
        let text = format!("Upbeat still finds {} that {verb} the application up. ", counted(*left, "thing"));
        let line = el("p")
            .text(&text)
            .add(link(&to, "See what"))
            .text(" \u{2013} or export it as it is, for a colleague or as a safe copy.");
        styled("div", "notice notice-warn").add(line).into()
    });
    let drawn = work.clone();
    let next = show(move || app.read(sending), move |sending| next(&drawn, sending));
    all([page_title("Export").into(), deadline(app), gaps, file(work), documents(work), next, leave_nothing(app)])
}

fn file(work: &Work) -> Part {
    let (app, draft) = (work.app, work.id.clone());
    // Not an answer: whoever wants the page says so each time.
    let page = RwSignal::new(false);
    let save = move || app.send(Event::Saving(SavingEvent::DownloadDraft(draft.clone())));
    let name = move || format!("{}.zip", app.read(sending).bundle);
    let letter = match letters(work).count() {
        0 => "",
        1 => "the letter as a Word document and as PDF, ",
        _ => "the letters as Word documents and as PDF, ",
    };
    let holds = format!(
        "It holds everything you have answered: {letter}the whole application as PDF, the readiness check on one side, the files that you have attached, and all of it in a form that can be checked for damage and opened here again. It is also your safe copy."
    );
    let with_page = styled("div", "choice")
        .add(
            el("input")
                .attr("type", "checkbox")
                .attr("id", "with-page")
                .on("change", move |event| page.set(ticked_in(&event))),
        )
        .add(el("label").attr("for", "with-page").text("Put the application in as a web page too"))
        .add(para("choice-hint", "It is a PDF in any case. Some mail filters hold web pages back."));
    styled("section", "stack")
        .add(el("h2").text("The application as one file"))
        .add(el("p").text(&holds))
        .add(with_page)
        .add(
            styled("div", "actions")
                .add(make(work, "button", move || Making::Bundle { page: page.get_untracked() }).text("Make the file"))
                .add(button("button button-plain", save).text("Save as a draft file instead")),
        )
        .add(para("hint", "Its name will be ").add(el("strong").text_of(name)))
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
            "It holds {}, {size} together. A draft file names them and does not hold them.",
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

    let whole = [
        ("Readiness on one side of A4, for senior leaders", Document::Readiness),
        ("The whole application", Document::Application),
    ];
    for (name, document) in whole {
        list = list.add(save(el("li").add(styled("span", "papers-name").text(name)), name, "PDF", document));
    }
    styled("section", "stack").add(el("h2").text("Each document by itself")).add(list).into()
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
        let heading = el("h2").text("Your answers, to copy into the form one by one");
        styled("section", "stack").add(heading).add(answers)
    } else {
        fold("Your answers, to copy one by one", answers)
    };
    all([
        styled("section", "stack")
            .add(el("h2").text("What to do next"))
            .add(words(&work.call, &submission.statements))
            .add(steps)
            .add(emails)
            .into(),
        answers.into(),
    ])
}

fn way(to: El, way: &Way) -> El {
    let the = |what: &Option<String>| what.clone().unwrap_or_else(|| "The application".to_owned());
    match way {
        Way::Email { address, what, .. } => to
            .text(&format!("{}: send it by e-mail to ", the(what)))
            .add(el("strong").text(address))
            .text(". Files must be attached to the e-mail by hand: no web page can do that for you."),
        Way::Form { name, url, questions_known, what } => {
            let to = to.text("Fill in the hub\u{2019}s form: ");
            let to = match url.as_deref().filter(|url| safe(url)) {
                Some(url) => to.add(outward(url, name)),
                None => to.add(el("strong").text(name)).text(" (its address is not in the hub\u{2019}s document: find it on the hub\u{2019}s page, or ask the hub)"),
            };
            let to = match what {
                Some(what) => to.text(&format!(" ({what}).")),
                None => to.text("."),
            };
            if *questions_known {
                return to;
            }
            to.text(" The form\u{2019}s questions are not published with the call, so your answers are laid out below for you to copy where they fit.")
        }
        Way::Paper { address, what } => to
            .text(&format!("{}: print it and post it to ", the(what)))
            .add(el("strong").text(&address.join(", ")))
            .text("."),
    }
}

fn email((email, address): &(Email, Mailto)) -> Part {
    let mut files = el("ul");
    for file in &email.attach {
        let name = if file.file.is_empty() { "file not named yet" } else { &file.file };
        files = files.add(el("li").text(&file.what).text(": ").text(name));
    }
    let open =
        if address.with_body { "Open it in my mail program" } else { "Open my mail program (then paste the text)" };
    all([
        el("p").text("Attach these files to the e-mail by hand. What you have attached to your application here is inside its file already:").into(),
        files.into(),
        styled("div", "actions").add(link(&address.url, open).attr("class", "button button-second")).into(),
        copy("Address", Part::NONE, &email.to),
        copy("Subject", Part::NONE, &email.subject),
        copy("Text of the e-mail", Part::NONE, &email.body),
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
    section.add(empty.then(|| para("quiet", "Nothing answered yet."))).into()
}
