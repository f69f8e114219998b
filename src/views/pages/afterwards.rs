//! After the application: what the panel will look at, the visit, the interview; and the next round.

use crate::app::{DraftEvent, Event};
use crate::call::{DateKind, Topic};
use crate::views::Work;
use crate::views::html::{Part, all, button, el, show, styled};
use crate::views::parts::{dates_among, page_title, para, passages};

/// What can be prepared for, in the order in which it comes.
const STAGES: [(Topic, &str); 6] = [
    (Topic::Shortlisting, "Shortlisting"),
    (Topic::Visit, "The visit"),
    (Topic::Interview, "The interview"),
    (Topic::Scrutiny, "What the panel will look at"),
    (Topic::Agreement, "If you are chosen"),
    (Topic::Status, "How long it lasts"),
];

/// The page for afterwards.
pub(in crate::views) fn afterwards(work: &Work) -> Part {
    let call = &work.call;
    let later = call.dates.iter().filter(|date| date.kind > DateKind::Deadline).collect();
    let now = work.app.peek(|state| state.now);
    let lede = "What the hub says happens after you send your application.";
    let mut parts = vec![
        page_title("After you apply").into(),
        para("lede", lede).into(),
        styled("section", "stack").add(el("h2").text("Dates")).add(dates_among(call, now, later)).into(),
    ];
    for (topic, title) in STAGES {
        if call.passages(topic).next().is_some() {
            let body = passages(call, &[topic]);
            parts.push(styled("section", "stack").add(el("h2").text(title)).add(body).into());
        }
    }
    parts.push(again(work));
    parts.into_iter().collect()
}

/// Next year: start from this one.
fn again(work: &Work) -> Part {
    let (app, id) = (work.app, work.id.clone());
    let calls =
        move || app.read(|state| state.calls.index().ready().map(|index| index.calls.clone()).unwrap_or_default());
    let buttons = show(calls, move |calls| {
        if calls.is_empty() {
            return Part::NONE;
        }
        let mut list = styled("ul", "plain");
        for entry in calls {
            let (id, call) = (id.clone(), entry.id.clone());
            let start = move || app.send(Event::Draft(DraftEvent::StartFrom(id.clone(), call.clone())));
            let name = format!("Copy to {}, {}", entry.hub, entry.title);
            list = list.add(el("li").add(button("button button-plain", start).text(&name)));
        }
        list.into()
    });
    all([styled("section", "stack no-print")
        .add(el("h2").text("Apply again next time"))
        .add(el("p").text("Copies your answers into a new application. Confirmations, commitments and meetings start empty. This application does not change."))
        .add(buttons)
        .into()])
}
