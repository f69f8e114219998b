//! A call: what the role is, places, what you get and undertake, the deadline, how to begin.

use crate::app::{DraftEvent, Event, Page, Route};
use crate::call::{Call, Contact, ProfilePart, Topic};
use crate::documents::{document_in_short, letter_in_short, with_article};
use crate::draft::counted;
use crate::views::App;
use crate::views::html::{El, Part, all, button, el, link, show, styled};
use crate::views::parts::{dates, deadline, fold, odd, page_title, passages, safe, words};

fn section(title: &str, body: impl Into<Part>) -> Part {
    styled("section", "stack").add(el("h2").text(title)).add(body).into()
}

const CHOSEN: [Topic; 5] = [Topic::Recruitment, Topic::Shortlisting, Topic::Visit, Topic::Interview, Topic::Scrutiny];
const LASTS: [Topic; 2] = [Topic::Status, Topic::Agreement];

/// Whether the hub says anything on one of these.
fn is_any(call: &Call, topics: &[Topic]) -> bool {
    topics.iter().any(|topic| call.passages(*topic).next().is_some())
}

/// The page of a call.
pub(in crate::views) fn call(app: App, call: &Call) -> Part {
    let now = app.peek(|state| state.now);
    let places = all([
        words(call, &call.hub.boundary),
        words(call, call.place_statements()),
        passages(call, &[Topic::Places]),
        call.regions.as_ref().map(|r| odd(call, &r.oddities)).into(),
    ]);
    let everything = link(&Route::Words(call.id.clone()).to_string(), "Read the hub\u{2019}s full document");
    all([
        hero(app, call),
        section(&format!("What {} does", with_article(&call.role.name)), passages(call, &[Topic::Purpose])),
        section(&format!("Places for {}", call.role.plural), places),
        needed(call),
        section("Dates", dates(call, now)),
        (!call.benefits.is_empty())
            .then(|| fold("What your school gets", words(call, call.benefits.iter().map(|b| &b.statement))))
            .into(),
        (!call.duties.is_empty())
            .then(|| fold("What your school agrees to do", words(call, call.duties.iter().map(|d| &d.statement))))
            .into(),
        is_any(call, &CHOSEN).then(|| fold("How schools are chosen", passages(call, &CHOSEN))).into(),
        is_any(call, &LASTS).then(|| fold("How long it lasts", passages(call, &LASTS))).into(),
        contact(call),
        el("p").add(everything).into(),
    ])
}

fn hero(app: App, call: &Call) -> Part {
    let look = call.hub.look.as_ref();
    let logo = look.and_then(|look| Some((look.logo.as_ref()?, look.logo_text.as_deref().unwrap_or_default())));
    let logo =
        logo.map(|(logo, text)| styled("img", "hub-logo").attr("src", &format!("calls/{logo}")).attr("alt", text));
    let mut hub = styled("p", "hero-hub").text(&call.hub.name);
    if let Some(area) = &call.hub.area {
        hub = hub.text(" \u{b7} ").text(area);
    }
    let others = [("Lead organisation", &call.hub.lead_organisation), ("Delivery partner", &call.hub.delivery_partner)];
    let others: Vec<String> =
        others.into_iter().filter_map(|(what, name)| Some(format!("{what}: {}", name.as_ref()?))).collect();
    let others = (!others.is_empty()).then(|| styled("p", "quiet").text(&others.join(" \u{b7} ")));
    // Many a title says which round it is for.
    let round = if call.title.contains(&call.round) { String::new() } else { format!(", {}", call.round) };
    styled("section", "hero")
        .add(logo)
        .add(hub)
        .add(others)
        .add(page_title(&format!("Become {}", with_article(&call.role.name))))
        .add(styled("p", "quiet").text(&call.title).text(&round))
        .add(deadline(app))
        .add(begin(app, call))
        .into()
}

/// The buttons to begin, and drafts that have begun already.
fn begin(app: App, call: &Call) -> Part {
    let (id, example, own, listed) = (call.id.clone(), call.id.clone(), call.id.clone(), call.id.clone());
    let begun = move || {
        app.read(|state| {
            let mine = state.drafts.iter().filter(|(_, loaded)| {
                loaded.draft.call == own && !loaded.is_example() && state.calls.belongs_here(&loaded.draft)
            });
            mine.map(|(id, loaded)| (id.clone(), loaded.draft.title().to_owned())).collect::<Vec<_>>()
        })
    };
    let list = show(begun, |begun| {
        let mut links = Vec::new();
        for (id, title) in begun {
            let to = Route::Draft(id.clone(), Page::Tasks, None).to_string();
            links.push(el("p").add(link(&to, &format!("Continue \u{201c}{title}\u{201d}"))).into());
        }
        links.into_iter().collect()
    });
    let without_example = move || {
        app.read(|state| {
            let calls = state.calls.index().ready().map(|index| index.calls.as_slice()).unwrap_or_default();
            !calls.iter().any(|entry| entry.id == listed && entry.example)
        })
    };
    let own =
        button("button", move || app.send(Event::Draft(DraftEvent::Begin(id.clone())))).text("Start an application");
    let example =
        button("button button-plain", move || app.send(Event::Draft(DraftEvent::OpenExample(example.clone()))))
            .flag_of("hidden", without_example)
            .text("See an example");
    all([list, styled("div", "actions").add(own).add(example).into()])
}

/// What it takes: how much there is to do, and what to have at hand.
fn needed(call: &Call) -> Part {
    let points: usize = call.criteria.iter().map(|c| c.points.len()).sum();
    let criteria = match call.criteria.len() {
        1 => "1 group".to_owned(),
        number => format!("{number} groups"),
    };
    let points = format!("evidence for {} criteria, in {criteria}", counted(points, "point"));
    let mut list = el("ul").add(el("li").text(&points));
    for letter in &call.letters {
        list =
            list.add(el("li").text(&letter_in_short(letter)).text(": ").text(&counted(letter.prompts.len(), "prompt")));
    }
    for document in &call.documents {
        list = list.add(el("li").text(&document_in_short(document)));
    }
    if call.asks(ProfilePart::Ofsted).is_some() {
        list = list.add(el("li").text("your latest Ofsted report"));
    }
    let rest = if call.letters.is_empty() { "Evidence takes" } else { "Evidence and writing take" };
    let time = format!("Allow an hour for first answers. {rest} longer. Your answers save as you type.");
    section("What you need", all([el("p").text(&time).into(), list.into()]))
}

/// Whom to ask about the call, and whom about anything else, where that is somebody else.
fn contact(call: &Call) -> Part {
    let (about, hub) = (call.submission.enquiries.as_ref(), call.hub.contact.as_ref());
    let Some(first) = about.or(hub) else { return Part::NONE };
    let other = hub.filter(|hub| *hub != first).map(|hub| {
        let title = el("p").text(&format!("For anything else, contact {}:", call.hub.name));
        all([title.into(), ways_to_ask(call, hub).into()])
    });
    section("Who to contact", all([ways_to_ask(call, first).into(), other.into()]))
}

fn ways_to_ask(call: &Call, contact: &Contact) -> El {
    let mut list = el("ul").add(el("li").text(contact.name.as_ref().unwrap_or(&call.hub.name)));
    if let Some(email) = &contact.email {
        list = list.add(el("li").add(link(&format!("mailto:{email}"), email)));
    }
    if let Some(telephone) = &contact.telephone {
        list = list.add(el("li").text(telephone));
    }
    if let Some(url) = contact.url.as_deref().filter(|url| safe(url)) {
        list = list.add(el("li").add(link(url, url).attr("rel", "noreferrer")));
    }
    list
}
