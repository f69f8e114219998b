//! Duties to accept, meetings with who attends, dates for the calendar.

use leptos::prelude::*;

use crate::app::Event;
use crate::call::{CallDate, Duty, Section, Topic};
use crate::draft::{Applies, Field, Profile, applies};
use crate::views::Work;
use crate::views::parts::{Kind, dates, odd, section_end, tick, typed, way, words};

/// The page of duties and dates.
pub(in crate::views) fn duties(work: &Work) -> AnyView {
    let groups = work
        .call
        .duties
        .chunk_by(|a, b| a.statement.under == b.statement.under)
        .map(|group| {
            let heading = group.first().map(|duty| work.call.heading(&duty.statement.under));
            let rows = group.iter().map(|duty| one(work, duty)).collect_view();
            view! { <section class="stack"><h3>{heading}</h3>{rows}</section> }
        })
        .collect_view();
    let duties = (!work.call.duties.is_empty()).then(|| {
        view! {
            <h2>{format!("What a {} undertakes", work.call.role.name)}</h2>
            <p class="hint">"Read each one with your leadership team, and tick it when the school can promise it."</p>
            {groups}
        }
    });
    let meetings: Vec<&CallDate> = work.call.meetings().collect();
    let meetings = (!meetings.is_empty()).then(|| {
        let about: Vec<_> = work.call.passages(Topic::Meetings).flat_map(|p| p.statements.clone()).collect();
        let rows = meetings.iter().map(|date| meeting(work, date)).collect_view();
        view! { <h2>"Meetings"</h2> {words(&work.call, &about)} {rows} }
    });
    let (app, id) = (work.app, work.id.clone());
    let now = app.state.with_untracked(|state| state.now);
    view! {
        {way(work, &Section::Duties)}
        <h1 class="title" tabindex="-1">"Duties and dates"</h1>
        {duties}
        {meetings}
        <h2>"All dates of this call"</h2>
        {dates(&work.call, now)}
        <div class="actions">
            <button type="button" class="button button-second" on:click=move |_| app.send(Event::DownloadCalendar(id.clone()))>"Put these dates into my calendar"</button>
        </div>
        <p class="hint">"You get a calendar file (.ics). Open it with your calendar program. Dates that the hub has not published are not in it."</p>
        {section_end(work, &Section::Duties)}
    }
    .into_any()
}

fn one(work: &Work, duty: &Duty) -> AnyView {
    let (call, when) = (work.call.clone(), duty.when.clone());
    let note = work.memo(move |draft| match applies(&call, &when, &Profile::of(&call, draft)) {
        Applies::No { because } => Some(because),
        _ => None,
    });
    let field = Field::Duty(duty.id.clone());
    let phase = duty.phase.clone().map(|phase| view! { <p class="caption">{phase}</p> });
    let text = &duty.statement.text;
    let ticking = tick(work, &field, text, "");
    view! {
        {phase}
        <div class="words-tick">{ticking}</div>
        {odd(&work.call, &duty.statement.oddities)}
        {move || note.get().map(|because| view! { <p class="hint">{because} " You need not tick it."</p> })}
    }
    .into_any()
}

fn meeting(work: &Work, date: &CallDate) -> AnyView {
    let place =
        date.venue.clone().map_or_else(|| "The hub has not said where.".to_owned(), |venue| format!("Where: {venue}."));
    view! {
        <section class="point">
            {typed(work, Field::Meeting(date.id.clone()), Kind::Line, &format!("{}: who attends?", date.when.words()), &format!("{} {place}", date.name))}
            {odd(&work.call, &date.oddities)}
        </section>
    }
    .into_any()
}
