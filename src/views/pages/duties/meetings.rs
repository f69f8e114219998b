//! The meetings at which somebody of the school is expected, with who attends. What has passed asks nothing.

use leptos::prelude::*;

use crate::app::{Event, JobEvent, MeetingRow, meetings};
use crate::views::answers::TextAnswer;
use crate::views::components::{AllHubWords, HubLines, Oddity, TextKind};
use crate::views::context::{use_app, use_draft};

/// The meetings, and a way to put all dates of the call into a calendar.
#[component]
pub(super) fn Meetings() -> impl IntoView {
    let (app, draft) = (use_app(), use_draft());
    let meetings = meetings(&draft.call(), app.with_state(|state| state.now));
    let oddities = meetings.oddities.into_iter().map(|note| view! { <Oddity note=note/> }).collect::<Vec<_>>();
    let table = (!meetings.rows.is_empty()).then(|| {
        let rows = meetings.rows.into_iter().map(|row| view! { <Meeting row=row/> }).collect::<Vec<_>>();
        view! {
            <AllHubWords quotations=meetings.words/>
            <table class="table people meetings">
                <thead>
                    <tr><th scope="col" class="meeting">"Meeting"</th><th scope="col">"Who will attend"</th></tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            {oddities}
        }
        .into_any()
    });
    let heading = if table.is_some() { "Meetings" } else { "Dates" };
    let is_empty = table.is_none() && !meetings.has_calendar;
    let download = move |_| app.dispatch(Event::Job(JobEvent::DownloadCalendar(draft.id())));
    let calendar = meetings.has_calendar.then(|| {
        view! {
            <p class="calendar no-print">
                <button type="button" class="plain" on:click=download>"Download dates for my calendar"</button>
                <span class="small">
                    "Downloads an .ics file to open in your calendar. Unpublished dates are not included."
                </span>
            </p>
        }
        .into_any()
    });
    (!is_empty).then(|| {
        view! { <section class="section meetings-section"><h2>{heading}</h2>{table}{calendar}</section> }.into_any()
    })
}

#[component]
fn Meeting(row: MeetingRow) -> impl IntoView {
    let draft = use_draft();
    let who = draft.text(&row.field);
    let answer = if row.is_over {
        // Links to the answer find its place.
        view! {
            <td class="wide" id=row.field.to_string() tabindex="-1">
                {who} " " <span class="small">"This date has passed."</span>
            </td>
        }
        .into_any()
    } else {
        view! {
            <td data-label="Who">
                <TextAnswer field=row.field label=row.label kind=TextKind::Line in_table=true/>
            </td>
        }
        .into_any()
    };
    view! {
        <tr>
            <th scope="row"><HubLines lines=row.lines/>{row.when}<small>{row.about}</small></th>
            {answer}
        </tr>
    }
    .into_any()
}
