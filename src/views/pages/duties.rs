//! Duties to accept, meetings with who attends, dates for the calendar.

use crate::app::{Event, JobEvent};
use crate::call::{CallDate, Duty, OddityId, Section, Topic, When};
use crate::documents::with_article;
use crate::draft::Field;
use crate::views::Work;
use crate::views::html::{El, Part, all, button, el, styled};
use crate::views::parts::{Kind, aside_note, dates, odd, para, section_end, section_start, tick, typed, words};

/// The page of duties and dates.
pub(in crate::views) fn duties(work: &Work) -> Part {
    let (app, id) = (work.app, work.id.clone());
    let now = app.peek(|state| state.now);
    let calendar = button("button button-second", move || app.send(Event::Job(JobEvent::DownloadCalendar(id.clone()))));
    all([
        section_start(work, &Section::Duties),
        undertaken(work),
        meetings(work),
        el("h2").text("All dates").into(),
        dates(&work.call, now),
        styled("div", "actions").add(calendar.text("Download dates for my calendar")).into(),
        para("hint", "Downloads an .ics file to open in your calendar. Unpublished dates are not included.").into(),
        section_end(work, &Section::Duties),
    ])
}

fn undertaken(work: &Work) -> Part {
    if work.call.duties.is_empty() {
        return Part::NONE;
    }
    let mut parts = vec![
        el("h2").text(&format!("What {} agrees to do", with_article(&work.call.role.name))).into(),
        para("hint", "Read these with your leadership team. Tick each one your school can do.").into(),
    ];
    for group in work.call.duties.chunk_by(|a, b| a.statement.under == b.statement.under) {
        let heading = group.first().map(|duty| work.call.heading(&duty.statement.under)).unwrap_or_default();
        let mut section = styled("section", "stack").add(el("h3").text(&heading));
        for (number, duty) in group.iter().enumerate() {
            let next = group.get(number + 1).map(|next| next.statement.oddities.as_slice());
            section = one(work, duty, next.unwrap_or_default(), section);
        }
        parts.push(section.into());
    }
    parts.into_iter().collect()
}

/// One duty. What is odd about the `next` one too is said there: once, under the last of them.
fn one(work: &Work, duty: &Duty, next: &[OddityId], to: El) -> El {
    let ticking = tick(work, &Field::Duty(duty.id.clone()), &duty.statement.text, "");
    to.add(duty.phase.as_ref().map(|phase| para("caption", phase)))
        .add(styled("div", "words-tick").add(ticking))
        .add(odd(&work.call, duty.statement.oddities.iter().filter(|id| !next.contains(id))))
        .add(aside_note(work, &duty.when, |aside| {
            (!aside.unclear).then(|| para("hint", &aside.because).text(" You do not need to tick it."))
        }))
}

fn meetings(work: &Work) -> Part {
    let mut parts = Vec::new();
    let mut dates = work.call.meetings().peekable();
    while let Some(date) = dates.next() {
        let next = dates.peek().map(|next| next.oddities.as_slice());
        parts.push(meeting(work, date, next.unwrap_or_default()));
    }
    if parts.is_empty() {
        return Part::NONE;
    }
    let about = words(&work.call, work.call.passages(Topic::Meetings).flat_map(|p| &p.statements));
    all([el("h2").text("Meetings").into(), about, parts.into_iter().collect()])
}

fn meeting(work: &Work, date: &CallDate, next: &[OddityId]) -> Part {
    let place = match &date.venue {
        Some(venue) => format!("{}, at {venue}.", date.name.trim_end_matches('.')),
        None => format!("{}. The hub has not said where.", date.name.trim_end_matches('.')),
    };
    let label = match &date.when {
        When::Window { .. } => format!("Who will attend {}?", date.when.words()),
        When::NotPublished => "Who will attend? (date not published by the hub)".to_owned(),
        _ => format!("Who will attend on {}?", date.when.words()),
    };
    styled("section", "point")
        .add(words(&work.call, work.call.meeting_statement(date)))
        .add(typed(work, Field::Meeting(date.id.clone()), Kind::Line, &label, &place))
        .add(odd(&work.call, date.oddities.iter().filter(|id| !next.contains(id))))
        .into()
}
