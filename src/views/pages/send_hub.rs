//! Sending to the hub in three steps: the file, the e-mail or form, and "I have sent it".

use leptos::prelude::*;

use super::call::NotToContact;
use super::making::{CopyRow, MakeButton};
use crate::app::{
    DataNotice, DraftEvent, Event, JobEvent, Making, Page, Sending, SendingItem, SendingWay, data_notice, is_safe_link,
    quotations, receipt, sending,
};
use crate::call::{Call, Voice, Way as CallWay};
use crate::documents::{Email, Mailto, SentPart};
use crate::draft::{attached_to_send, counted, size_words};
use crate::readiness::Readiness;
use crate::views::components::{AllHubWords, CheckBox, Fold, Notice, NoticeTone, OutwardLink, Way, guard};
use crate::views::context::{use_app, use_draft};

/// The page.
#[component]
pub(super) fn SendHub() -> impl IntoView {
    let (app, draft) = (use_app(), use_draft());
    let call = draft.call();
    let voice = call.hub.voice();
    let words = quotations(&call, &call.submission.statements);
    let contacts = contacts(&call);
    let place = app.select_check(Readiness::says);
    let shown = app.select_refreshed(sending);
    let bundle = Memo::new(move |_| shown.with(|sending| format!("{}.zip", sending.bundle)));
    let sent = app.select_refreshed(receipt);
    let before = move || {
        sent.get().map(|receipt| {
            let words = format!("You said you sent this on {}. {}", receipt.when, receipt.changes());
            view! {
                <Notice tone=NoticeTone::Plain>
                    <p>{words} " " <a href=draft.to(Page::Receipt)>"See your receipt"</a></p>
                </Notice>
            }
            .into_any()
        })
    };
    let mark = move |_| app.dispatch(Event::Draft(DraftEvent::MarkSent(draft.id(), bundle.get_untracked())));
    let go = move |event| {
        mark(event);
        drop(window().location().set_hash(&draft.to(Page::Receipt)));
    };
    view! {
        <Way to=draft.to(Page::Send) back="Send and share"><span class="way-place way-long">{place}</span></Way>
        <h1 tabindex="-1">{voice.send_to()}</h1>
        <div class="send-words"><AllHubWords quotations=words/></div>
        {before}
        <ol class="steps">
            <li>
                <h2>"The file"</h2>
                <TheFile name=bundle/>
            </li>
            <li>
                <h2>"Send it"</h2>
                {move || shown.with(|sending| ways(sending, voice))}
                {move || shown.with(|sending| sending.too_large.clone()).map(too_large)}
                {contacts}
            </li>
            <li>
                <h2>"When you have sent it"</h2>
                <div class="actions">
                    <button type="button" class="button button-second" use:guard on:click=go>"I have sent it"</button>
                    <span class="small">"Saves a receipt and this version."</span>
                </div>
            </li>
        </ol>
    }
    .into_any()
}

#[component]
fn TheFile(name: Memo<String>) -> impl IntoView {
    let draft = use_draft();
    // Not an answer: whoever wants the page says so each time.
    let page = RwSignal::new(false);
    let make =
        Callback::new(move |()| Event::Job(JobEvent::Make(draft.id(), Making::ForHub { page: page.get_untracked() })));
    let files = draft.select_refreshed(|call, draft| {
        attached_to_send(call, draft).iter().map(|file| file.bytes).collect::<Vec<u64>>()
    });
    let about = move || {
        files.with(|files| match files.len() {
            0 => "PDF and Word files of your application.".to_owned(),
            count => {
                let bytes = files.iter().fold(0_u64, |sum, bytes| sum.saturating_add(*bytes));
                format!("PDF and Word files, and {} ({}).", counted(count, "attached file"), size_words(bytes))
            }
        })
    };
    view! {
        <div class="file">
            <div><b>{name}</b><br/><span class="quiet">{about}</span></div>
            <MakeButton label="Make application file" event=make/>
        </div>
        <CheckBox id="with-page" label="Include a web page version" checked=page on_change=move |on| page.set(on)
            hint="The PDF is always included. Some email systems block web pages."/>
    }
    .into_any()
}

/// Whom not to contact, and what the hub says about personal data, as far as the call says it.
fn contacts(call: &Call) -> AnyView {
    let data = data_notice(call).map(|data| {
        let DataNotice { controller, contact, retention, privacy_notice } = data;
        let contact = contact.map(super::call::contact);
        let notice =
            privacy_notice.map(|url| view! { <p><OutwardLink href=url text="Privacy notice"/></p> }.into_any());
        view! {
            <Fold summary="Personal data in your application">
                <p>{controller}</p>
                <AllHubWords quotations=retention/>
                {contact}
                {notice}
            </Fold>
        }
        .into_any()
    });
    view! { <NotToContact/> {data} }.into_any()
}

/// A way in which the hub wants it: who gets it, what to do, what goes.
fn way(sending: &SendingWay, voice: Voice) -> AnyView {
    let receiver = (!sending.receiver.is_empty()).then(|| view! { <h3>{sending.receiver.clone()}</h3> }.into_any());
    let items = sending.email.is_none().then(|| items(&sending.items));
    let email = sending.email.as_ref().map(|(mail, address)| email(mail, address, &sending.items));
    // Of a way that lists what goes, nothing may go yet.
    let goes = sending.way.parts().is_none() || sending.way.what().is_some() || !sending.items.is_empty();
    let instruction = goes.then(|| instruction(&sending.way, voice));
    view! { <div class="way-of-sending">{receiver}{instruction}{items}{email}</div> }.into_any()
}

fn instruction(way: &CallWay, voice: Voice) -> AnyView {
    let the = |what: &Option<String>| match (what, way.parts()) {
        (Some(what), _) => what.clone(),
        (None, Some(_)) => "them".to_owned(),
        (None, None) => "the application file".to_owned(),
    };
    match way {
        // What goes all by e-mail needs no words: the message below says to whom.
        CallWay::Email { what: None, .. } => ().into_any(),
        CallWay::Email { address, what, .. } => {
            view! { <p>{format!("Email {} to ", the(what))} <strong>{address.clone()}</strong> "."</p> }.into_any()
        }
        CallWay::Form { name, url, questions_known, what, .. } => {
            let named = match url.as_deref().filter(|url| is_safe_link(url)) {
                Some(url) => view! { <OutwardLink href=url text=name.clone()/> }.into_any(),
                None => view! {
                    <strong>{name.clone()}</strong>
                    {match voice {
                        Voice::Other => " (the hub\u{2019}s document gives no link: look on its website or ask)",
                        Voice::Own => " (our document gives no link: look on our website or ask us)",
                    }}
                }
                .into_any(),
            };
            let what = what.as_ref().map(|what| format!(" ({what})"));
            let unknown = (!questions_known).then_some(
                " The form\u{2019}s questions are not published. Copy your answers from \u{201c}Send and share\u{201d} where they fit.",
            );
            let whose = if way.receiver().is_some() { "this" } else { voice.possessive() };
            view! { <p>{format!("Fill in {whose} form: ")} {named} {what} "." {unknown}</p> }.into_any()
        }
        CallWay::Paper { address, what: None, parts: Some(_), .. } => view! {
            <p>"Print these and post them to " <strong>{address.join(", ")}</strong> "."</p>
        }
        .into_any(),
        CallWay::Paper { address, what, .. } => view! {
            <p>{format!("Print and post {} to ", the(what))} <strong>{address.join(", ")}</strong> "."</p>
        }
        .into_any(),
    }
}

/// That the files are more than the hub takes by e-mail.
fn too_large(words: String) -> AnyView {
    view! { <Notice tone=NoticeTone::Warn><p>{words.clone()}</p></Notice> }.into_any()
}

fn ways(sending: &Sending, voice: Voice) -> Vec<AnyView> {
    sending.ways.iter().map(|own| way(own, voice)).collect()
}

/// What goes one of the ways, with buttons where files go one by one.
fn items(items: &[SendingItem]) -> AnyView {
    let rows = items.iter().map(|item| {
        let downloads = item.downloads.iter().map(|file| {
            let event = file.download.clone();
            let event = Callback::new(move |()| event.clone());
            view! { " " <MakeButton label="Download" about=format!(": {}", file.name) class="plain" event=event/> }
                .into_any()
        });
        let downloads = downloads.collect::<Vec<_>>();
        view! { <li>{format!("{}: {}", item.what, item.file)} {downloads}</li> }.into_any()
    });
    let rows = rows.collect::<Vec<_>>();
    (!rows.is_empty()).then(|| view! { <ul class="bullets">{rows}</ul> }).into_any()
}

fn email(email: &Email, address: &Mailto, files: &[SendingItem]) -> AnyView {
    let has_bundle = email.attach.iter().any(|file| file.part == SentPart::ApplicationFile);
    let attach = if has_bundle {
        "Attach each file yourself. The application file already has the files you added here."
    } else {
        "Attach each file yourself."
    };
    let open = if address.with_body { "Open in my email app" } else { "Open my email app (then paste the text)" };
    view! {
        <dl>
            <CopyRow name="To" text=email.to.clone()/>
            <CopyRow name="Subject" text=email.subject.clone()/>
            <CopyRow name="Message" text=email.body.clone() folded_as="Read it"/>
        </dl>
        <div>
            <p class="small">{attach}</p>
            {items(files)}
        </div>
        <div class="actions"><a class="button" href=address.url.clone()>{open}</a></div>
    }
    .into_any()
}
