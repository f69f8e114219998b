//! How long the letter is, in sight while one writes: the figure, what is left, and a segment for each part.

use std::sync::Arc;

use leptos::context::Provider;
use leptos::prelude::*;

use super::place::Place;
use crate::app::{GaugeSegment, LetterGauge, LetterPart, answers_gauge, counted_limits, letter_gauge};
use crate::call::{Letter, LetterKind};
use crate::views::components::{Each, ReadOnly, Segment, Segmented};
use crate::views::context::{use_app, use_draft};

/// The bar.
#[component]
pub(super) fn Gauge(letter: Arc<Letter>, parts: Vec<LetterPart>, place: Place) -> impl IntoView {
    let (app, draft) = (use_app(), use_draft());
    let is_letter = letter.kind == LetterKind::Letter;
    let gauge = if is_letter {
        let letter = letter.clone();
        app.select_letter(letter.id.clone(), move |laid| letter_gauge(&letter, &parts, laid))
    } else {
        let letter = letter.clone();
        draft.select_refreshed(move |call, draft| answers_gauge(call, &letter, &parts, draft))
    };
    let counts = draft.select_refreshed(move |call, draft| counted_limits(call, &letter, draft));
    let figure = Memo::new(move |_| gauge.with(|gauge| gauge.figure.clone()));
    let room = Memo::new(move |_| gauge.with(|gauge| [gauge.room.clone(), counts.get()]));
    let announcement = Memo::new(move |_| gauge.with(|gauge| gauge.announcement.clone()));
    let columns = Memo::new(move |_| gauge.with(columns));
    let is_over = Memo::new(move |_| gauge.with(|gauge| gauge.is_over));
    let has_room = Memo::new(move |_| gauge.with(|gauge| gauge.free > 0));
    let limit_at = move || gauge.with(LetterGauge::limit_at);
    let keys = Signal::derive(move || gauge.with(|gauge| gauge.segments.iter().map(key).collect::<Vec<_>>()));
    let draw = move |own: String| {
        let found = gauge.with_untracked(|gauge| gauge.segments.iter().find(|segment| key(segment) == own).cloned());
        found.map(|segment| view! { <Part segment=segment place=place/> }).into_any()
    };
    view! {
        <section class="gauge no-print" class:gauge-over=is_over aria-label="Length">
            <div class="gauge-top">
                // The announcement of a letter holds its figure, which is not to be heard twice.
                <p>
                    <span class="visually-hidden" role="status">{announcement}</span>
                    <b aria-hidden=is_letter.then_some("true")>{figure}</b>
                    <span class="quiet room-long">{move || room.get().map(behind)}</span>
                </p>
                {is_letter.then(|| view! { <ViewChoice place=place/> })}
            </div>
            <div class="gauge-bar">
                <ol style:grid-template-columns=columns>
                    <Each keys=keys draw=draw/>
                    <li class="free" aria-hidden="true" hidden=move || !has_room.get()>
                        <span></span>
                    </li>
                </ol>
                <i class="gauge-limit" aria-hidden="true" hidden=move || limit_at().is_none()
                    style:left=move || limit_at().map(|at| format!("{at}%"))></i>
            </div>
        </section>
    }
    .into_any()
}

fn behind(text: String) -> Option<AnyView> {
    (!text.is_empty()).then(|| view! { <span aria-hidden="true">" \u{b7} "</span>{text} }.into_any())
}

/// What tells a segment from the others.
fn key(segment: &GaugeSegment) -> String {
    segment.field.as_ref().map(ToString::to_string).unwrap_or_default()
}

/// The segments as long as their texts; an empty one can still be pressed.
fn columns(gauge: &LetterGauge) -> String {
    let column = |length: u32| format!("minmax(var(--segment), {}fr)", length.max(1));
    let free = (gauge.free > 0).then(|| format!("minmax(0, {}fr)", gauge.free));
    gauge.segments.iter().map(|segment| column(segment.length)).chain(free).collect::<Vec<_>>().join(" ")
}

/// The view under the bar: texts or pages. It changes nothing, so that it can be chosen where the draft can only be read.
#[component]
fn ViewChoice(place: Place) -> impl IntoView {
    let segment = |value: &str, label: &str| Segment { value: value.to_owned(), label: label.to_owned(), tone: "" };
    let segments = vec![segment("write", "Write"), segment("pages", "Pages")];
    let chosen = Signal::derive(move || if place.is_pages.get() { "pages" } else { "write" }.to_owned());
    view! {
        <Provider value=ReadOnly(Signal::stored(false))>
            <Segmented id="letter-view" legend="View" hidden_legend=true segments=segments.clone() chosen=chosen
                on_choose=move |value: String| place.show(value == "pages")/>
        </Provider>
    }
    .into_any()
}

/// A segment, which leads to its part.
#[component]
fn Part(segment: GaugeSegment, place: Place) -> impl IntoView {
    let Some(field) = segment.field else {
        let name = segment.label;
        // It leads nowhere, and only shows how long something is.
        return view! { <li title=name aria-hidden="true"><span></span></li> }.into_any();
    };
    let href = use_draft().to_field(&field);
    let own = field.clone();
    let is_current = move || place.writing.with(|writing| writing.as_ref() == Some(&own)).then_some("true");
    let press = move |event: web_sys::MouseEvent| {
        if !event.ctrl_key() && !event.meta_key() && !event.shift_key() {
            event.prevent_default();
            place.go_to(&field);
        }
    };
    view! {
        <li aria-current=is_current>
            <a href=href title=segment.label.clone() aria-label=segment.label on:click=press><span>{segment.short}</span></a>
        </li>
    }
    .into_any()
}
