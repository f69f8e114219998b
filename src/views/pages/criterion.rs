//! A criterion: the hub's words, and the list of its points.

use leptos::prelude::*;

use super::marks::standing_shape;
use super::section::{SectionWay, StillWorking};
use crate::app::{
    Page, PointRow, PointState, criterion_row, criterion_summary, first_open_point, has_to_do, oddities, point_state,
    quotations,
};
use crate::call::{CriterionId, OtherDocument, PointId, Section, Voice};
use crate::views::components::{AllHubWords, NamedLink, NoteHead, NoteShape, Oddity};
use crate::views::context::{use_app, use_draft};

/// The page of a criterion.
#[component]
pub(super) fn Criterion(id: CriterionId) -> impl IntoView {
    let draft = use_draft();
    let call = draft.call();
    let Some(criterion) = call.criterion(&id) else { return ().into_any() };
    let section = Section::Criterion(id.clone());
    let next = {
        let id = id.clone();
        use_app().select_refreshed(move |state| {
            let (call, check) = (state.open_call().and_then(crate::app::Load::ready)?, state.derived.readiness());
            let draft = &state.open_draft()?.draft;
            first_open_point(&call.call, draft, check.map(|check| &**check), call.call.criterion(&id)?)
                .map(|next| (next.page, next.label))
        })
    };
    let open =
        move || next.get().map(|(page, label)| view! { <a class="button" href=draft.to(page)>{label}</a> }.into_any());
    let ours = (!criterion.named_by_hub && criterion.elsewhere.is_none()).then(|| {
        let words = match call.hub.voice() {
            Voice::Other => "Upbeat grouped these criteria. The words are from the hub\u{2019}s document.",
            Voice::Own => "Upbeat grouped these criteria. The words are from our document.",
        };
        view! { <p class="small">{words}</p> }.into_any()
    });
    let rate_all = call
        .rates_any()
        .then(|| view! { <a class="plain" href=draft.to(Page::Stand)>"Rate all points"</a> }.into_any());
    let words = quotations(&call, &criterion.statements);
    let odd = oddities(&call, &criterion.oddities).into_iter().map(|note| view! { <Oddity note=note/> });
    view! {
        <SectionWay section=section/>
        <div class="pair">
            <PointList criterion=id.clone() is_page=true/>
            <div class="point">
                {ours}
                <AllHubWords quotations=words/>
                {odd.collect::<Vec<_>>()}
                {criterion.elsewhere.as_ref().map(|document| elsewhere(document, call.hub.voice()))}
                <StillWorking section=Section::Criterion(id)/>
                <nav class="onward no-print" aria-label="Next">
                    {rate_all}
                    {open}
                </nav>
            </div>
        </div>
    }
    .into_any()
}

/// That a criterion is set out in another document.
pub(super) fn elsewhere(document: &OtherDocument, voice: Voice) -> AnyView {
    let (name, url) = (document.name.clone(), document.url.clone().filter(|url| crate::app::is_safe_link(url)));
    view! {
        <p class="line-note">
            {voice.opening("sets")} " this out in another document: " <NamedLink name=name url=url/> ". Read it before you answer."
        </p>
    }
    .into_any()
}

/// How a point is drawn.
pub(super) fn point_shape(state: &PointState) -> NoteShape {
    if state.not_applicable.is_some() { NoteShape::Rest } else { standing_shape(state.standing) }
}

/// The points of a criterion, beside one of them or as a page.
#[component]
pub(super) fn PointList(
    criterion: CriterionId,
    #[prop(into, optional)] current: Option<PointId>,
    #[prop(optional)] is_page: bool,
) -> impl IntoView {
    let draft = use_draft();
    let call = draft.call();
    let Some(asked) = call.criterion(&criterion) else { return ().into_any() };
    let row = criterion_row(&call, asked);
    let summary = {
        let id = criterion.clone();
        draft.select(move |call, draft| {
            call.criterion(&id).map(|asked| criterion_summary(call, draft, asked)).unwrap_or_default()
        })
    };
    let items: Vec<AnyView> = row
        .points
        .into_iter()
        .map(|point| {
            let is_current = current.as_ref() == Some(&point.id);
            view! { <PointItem row=point is_current=is_current/> }.into_any()
        })
        .collect();
    let title = view! { <span class="no">{row.number}</span> " " {row.name} }.into_any();
    let title = if is_page {
        view! { <h1 tabindex="-1">{title}</h1> }.into_any()
    } else {
        view! { <p class="pair-title">{title}</p> }.into_any()
    };
    view! {
        <nav class="pair-list" aria-label="Points of this criterion">
            {title}
            <p class="tiny">{summary}</p>
            <ol class="points">{items}</ol>
        </nav>
    }
    .into_any()
}

#[component]
fn PointItem(row: PointRow, is_current: bool) -> impl IntoView {
    let draft = use_draft();
    let page = Page::Point(row.criterion.clone(), row.id.clone());
    let state = point_signal(&row);
    let to_do = {
        let (criterion, id) = (row.criterion.clone(), row.id.clone());
        use_app().select_check(move |check| has_to_do(check, &criterion, &id))
    };
    let words = move || {
        let rating = state.with(|state| match &state.not_applicable {
            Some(_) => "Does not apply".to_owned(),
            None => state.rating.clone(),
        });
        let rating = if rating.is_empty() { rating } else { format!(", {rating}") };
        format!("{rating}{}", if to_do.get() { "," } else { "" })
    };
    let current = is_current.then_some("page");
    let shape = Signal::derive(move || state.with(point_shape));
    view! {
        <li>
            <a href=draft.to(page) aria-current=current>
                <NoteHead shape=shape/>
                <span class="no num">{row.number}</span>
                <span>
                    {row.name}
                    <span class="visually-hidden">{words}</span>
                    <span class="to-do" hidden=move || !to_do.get()>" To do"</span>
                </span>
            </a>
        </li>
    }
    .into_any()
}

/// What is known of a point by now.
pub(super) fn point_signal(row: &PointRow) -> Signal<PointState> {
    let (criterion, id) = (row.criterion.clone(), row.id.clone());
    use_draft().select(move |call, draft| {
        let point = call.criterion(&criterion).and_then(|own| own.points.iter().find(|own| own.id == id));
        point.map(|point| point_state(call, draft, &criterion, point)).unwrap_or_default()
    })
}
