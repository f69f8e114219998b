//! Where do we stand? All points on one page, rated in five minutes. It changes nothing but ratings.

use leptos::prelude::*;

use super::criterion::{point_shape, point_signal};
use super::making::PrintButton;
use super::marks::score_data;
use crate::app::{
    CriterionRow, Page, PointRow, column_split, criterion_rows, criterion_summary, hub_gets, judged_on, next_evidence,
    round_name, scale_words, stand_score,
};
use crate::draft::{Field, PointField};
use crate::views::answers::RatingAnswer;
use crate::views::components::{NoteHead, Score, When};
use crate::views::context::{use_app, use_draft};

/// The page.
#[component]
pub(super) fn Stand() -> impl IntoView {
    let draft = use_draft();
    let call = draft.call();
    let rows = criterion_rows(&call);
    let (left, right) = rows.split_at(column_split(&rows));
    let groups = |rows: &[CriterionRow]| rows.iter().cloned().map(|row| view! { <Group row=row/> }).collect::<Vec<_>>();
    let means = scale_words(&call);
    let gets = draft.select_refreshed(hub_gets);
    let stays = move || format!("{}.", gets.get().rating_words());
    let next = draft.select_refreshed(|call, draft| {
        let next = next_evidence(call, draft);
        Some((next.page, next.label))
    });
    let to = Signal::derive(move || draft.to(next.get().map_or(Page::Check, |next| next.0)));
    let label = Signal::derive(move || next.get().map(|next| next.1).unwrap_or_default());
    let score = draft.select(|call, draft| score_data(&stand_score(call, draft)));
    let title = draft.select_school(|_, draft| draft.title().to_owned());
    let round = round_name(&call);
    let day = use_app().select(|state| state.now.london().0.medium());
    view! {
        <div class="stand-head">
            <div>
                <h1 tabindex="-1">"Where do we stand?"</h1>
                <p class="small">{means} " " <span class="stays no-print">{stays}</span></p>
                <p class="small print-only">{title} " \u{b7} " {round} " \u{b7} " {day}</p>
            </div>
            <Score data=score/>
        </div>
        <div class="stand">
            <div class="stand-a">{groups(left)}</div>
            <div class="stand-b">{groups(right)}</div>
            <div class="stand-end">
                <nav class="onward no-print" aria-label="Next">
                    <PrintButton label="Print on one side of A4"/>
                    <a class="button" href=to>{label}</a>
                </nav>
            </div>
        </div>
        <div class="sign-lines print-only">
            <div>"Music subject leader"</div>
            <div>"Senior leader"</div>
            <div>"Date"</div>
        </div>
    }
    .into_any()
}

#[component]
fn Group(row: CriterionRow) -> impl IntoView {
    let draft = use_draft();
    let summary = {
        let id = row.id.clone();
        draft.select(move |call, draft| {
            call.criterion(&id).map(|asked| criterion_summary(call, draft, asked)).unwrap_or_default()
        })
    };
    let points = row.points.into_iter().map(|point| view! { <Row row=point/> }).collect::<Vec<_>>();
    view! {
        <section class="group-of-points">
            <header>
                <h2><span class="no">{row.number}</span> " " {row.name}</h2>
                <span class="tiny" aria-live="polite">{summary}</span>
                <span class="tiny evidence-head" aria-hidden="true">"Evidence"</span>
            </header>
            <ul>{points}</ul>
        </section>
    }
    .into_any()
}

#[component]
fn Row(row: PointRow) -> impl IntoView {
    let draft = use_draft();
    let state = point_signal(&row);
    let page = Page::Point(row.criterion.clone(), row.id.clone());
    let field = Field::Point(row.criterion.clone(), row.id.clone(), PointField::Rating);
    let applies = Signal::derive(move || state.with(|state| state.not_applicable.is_none()));
    let evidence = Signal::derive(move || state.with(|state| state.evidence));
    let asks = Signal::derive(move || applies.get() && row.is_rated);
    let shape = Signal::derive(move || state.with(point_shape));
    let scale = StoredValue::new((draft.call().scale.clone(), field, row.name.clone()));
    let is_gate = row.is_gate;
    let from = (row.is_judged && !is_gate).then(|| draft.select(judged_on));
    let instead = move || match (row.is_judged, applies.get()) {
        (true, true) if is_gate => "Answer on its page".to_owned(),
        (true, true) => {
            from.and_then(|from| from.get()).map(|page| format!("From \u{201c}{page}\u{201d}")).unwrap_or_default()
        }
        (_, false) => "Does not apply".to_owned(),
        (false, true) => String::new(),
    };
    view! {
        <li class="point-row">
            <NoteHead shape=shape/>
            <span class="no num">{row.number}</span>
            <a href=draft.to(page)><span>{row.name}<em>" " {row.strength}</em></span></a>
            <When holds=asks>
                {scale.with_value(|(scale, field, name)| view! {
                    <RatingAnswer field=field.clone() scale=scale.clone() legend=name.clone() hidden_legend=true/>
                })}
            </When>
            <When holds=Signal::derive(move || !asks.get())><span class="tiny">{instead}</span></When>
            <span class="evidence-count">
                <span class="evidence-word">"evidence: "</span>
                <span class:evidence-none=move || evidence.get() == 0>{evidence}</span>
            </span>
        </li>
    }
    .into_any()
}
