//! Dates about which the school says something of its own. What has passed asks nothing.

use leptos::prelude::*;

use crate::app::{OwnDateRow, own_dates, wrong_choice};
use crate::call::Timestamp;
use crate::views::answers::{ChoiceAnswer, TextAnswer};
use crate::views::components::{Choice, HubLines, TextKind, When};
use crate::views::context::{use_app, use_draft};

/// The dates, each with its question.
#[component]
pub(super) fn OwnDates() -> impl IntoView {
    let now = use_app().with_state(|state| state.now);
    let draft = use_draft();
    let call = draft.call();
    let rows = draft.with_draft(|draft| own_dates(&call, draft, now));
    let rows = rows.into_iter().map(|own| row(own, now)).collect::<Vec<_>>();
    (!rows.is_empty()).then(|| view! { <section class="section"><h2>"Your dates"</h2>{rows}</section> }.into_any())
}

fn row(row: OwnDateRow, now: Timestamp) -> AnyView {
    let OwnDateRow { field, question, lines, choices, is_over } = row;
    let answer = if is_over {
        // Links to the answer find its place.
        view! { <p id=field.to_string() tabindex="-1">{question} " " <span class="small">"This date has passed."</span></p> }
            .into_any()
    } else if choices.is_empty() {
        view! { <TextAnswer field=field label=question hint="You can leave this blank." kind=TextKind::Day/> }
            .into_any()
    } else {
        let choices = choices.iter().map(|(id, words)| Choice::new(id, words)).collect::<Vec<_>>();
        let wrong = {
            let field = field.clone();
            use_draft().select(move |call, draft| wrong_choice(call, draft, &field, now).unwrap_or_default())
        };
        let has_wrong = Signal::derive(move || wrong.with(|wrong| !wrong.is_empty()));
        view! {
            <When holds=has_wrong><p class="error"><span class="visually-hidden">"Error: "</span>{wrong}</p></When>
            <ChoiceAnswer field=field legend=question choices=choices/>
        }
        .into_any()
    };
    view! { <div class="own-date"><blockquote class="words"><HubLines lines=lines/></blockquote><div>{answer}</div></div> }.into_any()
}
