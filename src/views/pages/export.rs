//! Export: the one file, and what to do next in the hub's words.

use leptos::prelude::*;

use crate::app::{Event, Page, PressState, Sending, has_form, sending};
use crate::call::Way;
use crate::documents::{AnswerGroup, Email, Mailto};
use crate::draft::{Field, counted, words as count_words};
use crate::readiness::Overall;
use crate::views::Work;
use crate::views::parts::{copy, deadline, new_tab, safe, words};

/// The export page.
pub(in crate::views) fn export(work: &Work) -> AnyView {
    let left = work.app.memo(|state| match state.readiness.as_ref().map(|r| r.overall) {
        Some(Overall::Nearly { left } | Overall::NotYet { left }) => left,
        _ => 0,
    });
    let busy = work.app.memo(|state| state.press == PressState::Working);
    let (app, id, draft_id) = (work.app, work.id.clone(), work.id.clone());
    let readiness = work.to(Page::Readiness);
    let gaps = move || {
        (left.get() > 0).then(|| {
            view! {
                <div class="notice notice-warn">
                    <p>{format!("Upbeat still finds {} that holds the application up. ", counted(left.get(), "thing"))}
                        <a href=readiness.clone()>"See what"</a>" \u{2013} or export it as it is, for a colleague or as a safe copy."</p>
                </div>
            }
        })
    };
    let sent = app.memo(sending);
    view! {
        <h1 class="title" tabindex="-1">"Export"</h1>
        {deadline(app)}
        {gaps}
        <section class="stack">
            <h2>"The application as one file"</h2>
            <p>"It holds everything you have answered, as a page to read and print, and in a form that can be checked for damage and opened here again. It is also your safe copy."</p>
            <div class="actions">
                <button type="button" class="button" aria-disabled=move || busy.get().then_some("true") on:click=move |_| {
                    if !busy.get_untracked() { app.send(Event::MakeBundle(id.clone())); }
                }>"Make the file"</button>
                <button type="button" class="button button-plain" on:click=move |_| app.send(Event::DownloadDraft(draft_id.clone()))>"Save as a draft file instead"</button>
            </div>
            <p class="hint">"Its name will be "<strong>{move || sent.with(|s| format!("{}.zip", s.bundle))}</strong></p>
        </section>
        {next(work, sent)}
    }
    .into_any()
}

fn next(work: &Work, sent: Memo<Sending>) -> AnyView {
    let call = work.call.clone();
    let ways = call.submission.ways.iter().map(way).collect_view();
    let emails = move || sent.with(|s| s.emails.iter().map(email).collect_view());
    let form = has_form(&call);
    let heading =
        if form { "Your answers, to copy into the form one by one" } else { "Your answers, to copy one by one" };
    let answers = move || sent.with(|s| s.answers.iter().map(group).collect_view());
    let answers = if form {
        view! { <section class="stack"><h2>{heading}</h2>{answers}</section> }.into_any()
    } else {
        view! { <details class="fold"><summary>{heading}</summary>{answers}</details> }.into_any()
    };
    view! {
        <section class="stack">
            <h2>"What to do next"</h2>
            {words(&call, &call.submission.statements)}
            <ol class="steps">{ways}</ol>
            {emails}
        </section>
        {answers}
    }
    .into_any()
}

fn way(way: &Way) -> AnyView {
    let text = match way {
        Way::Email { address, what, .. } => {
            let what = what.clone().unwrap_or_else(|| "the application".to_owned());
            view! { "Send "{what}" by e-mail to "<strong>{address.clone()}</strong>". The files must be attached by hand: no web page can attach them for you." }.into_any()
        }
        Way::Form { name, url, questions_known, what } => {
            let unknown = (!questions_known).then_some(" The form\u{2019}s questions are not published with the call, so your answers are laid out below for you to copy where they fit.");
            let what = what.clone().map(|what| format!(" ({what})"));
            let form = match url.clone().filter(|u| safe(u)) {
                Some(url) => view! { <a href=url target="_blank" rel="noreferrer">{name.clone()} {new_tab()}</a> }.into_any(),
                None => view! { <strong>{name.clone()}</strong>" (its address is not in the hub\u{2019}s document: find it on the hub\u{2019}s page, or ask the hub)" }.into_any(),
            };
            view! { "Fill in the hub\u{2019}s form: "{form}{what}"."{unknown} }.into_any()
        }
        Way::Paper { address, what } => {
            let what = what.clone().unwrap_or_else(|| "the application".to_owned());
            let lines = address.join(", ");
            view! { "Print "{what}" and post it to "<strong>{lines}</strong>"." }.into_any()
        }
    };
    view! { <li>{text}</li> }.into_any()
}

fn email((email, address): &(Email, Mailto)) -> AnyView {
    let files = email
        .attach
        .iter()
        .map(|file| {
            let name = if file.file.is_empty() { "file not named yet".to_owned() } else { file.file.clone() };
            view! { <li>{file.what.clone()} ": " {name}</li> }
        })
        .collect_view();
    let open =
        if address.with_body { "Open it in my mail program" } else { "Open my mail program (then paste the text)" };
    view! {
        <p>"Attach these files by hand:"</p>
        <ul>{files}</ul>
        <div class="actions"><a class="button button-second" href=address.url.clone()>{open}</a></div>
        {copy("Address", ().into_any(), email.to.clone())}
        {copy("Subject", ().into_any(), email.subject.clone())}
        {copy("Text of the e-mail", ().into_any(), email.body.clone())}
    }
    .into_any()
}

fn group(group: &AnswerGroup) -> AnyView {
    let answers = group
        .answers
        .iter()
        .filter(|answer| !answer.text.is_empty())
        .map(|answer| {
            // What was only ticked is read, not copied one by one.
            if matches!(answer.field, Field::Duty(_) | Field::Declaration(_)) {
                return view! { <p class="answer">{answer.words.join(" ")} " \u{2013} " <strong>{answer.text.clone()}</strong></p> }.into_any();
            }
            let count = view! { <p class="count figure">{counted(count_words(&answer.text), "word")}</p> }.into_any();
            copy(&answer.title, count, answer.text.clone())
        })
        .collect_view();
    let empty =
        group.answers.iter().all(|a| a.text.is_empty()).then(|| view! { <p class="quiet">"Nothing answered yet."</p> });
    view! { <section class="stack"><h3>{group.title.clone()}</h3>{empty}{answers}</section> }.into_any()
}
