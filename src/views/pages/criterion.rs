//! One criterion: the hub's words, and each point with rating, evidence, links and next step.

use leptos::prelude::*;

use crate::call::{Criterion, CriterionId, Point, PointRule, Section, Standing, Strength};
use crate::draft::{Applies, Draft, Field, PointField, Profile, SchoolField, applies};
use crate::views::Work;
use crate::views::parts::{
    Choice, Kind, choose_one, choose_some, help, links, marked, new_tab, odd, safe, section_end, typed, way, wide,
    words,
};

/// The page of a criterion.
pub(in crate::views) fn criterion(work: &Work, id: &CriterionId) -> AnyView {
    let section = Section::Criterion(id.clone());
    let Some(criterion) = work.call.criterion(id) else { return ().into_any() };
    let ours = (!criterion.named_by_hub).then(|| {
        view! { <p class="hint">"The hub lists its criteria without headings. They are grouped here to make them easier to work through; the words are the hub\u{2019}s."</p> }
    });
    let points = criterion.points.iter().map(|point| point_section(work, criterion, point)).collect_view();
    view! {
        {way(work, &section)}
        <h1 class="title" tabindex="-1">{section.name(&work.call)}</h1>
        {ours}
        {words(&work.call, &criterion.statements)}
        {odd(&work.call, &criterion.oddities)}
        {elsewhere(criterion)}
        {points}
        {section_end(work, &section)}
    }
    .into_any()
}

fn elsewhere(criterion: &Criterion) -> AnyView {
    let Some(elsewhere) = &criterion.elsewhere else { return ().into_any() };
    let name = match elsewhere.url.clone().filter(|url| safe(url)) {
        Some(url) => {
            view! { <a href=url target="_blank" rel="noreferrer">{elsewhere.name.clone()} {new_tab()}</a> }.into_any()
        }
        None => elsewhere.name.clone().into_any(),
    };
    view! { <p class="oddity">"This criterion is set out in another document, which this page does not hold: "{name}". Read it there, or ask the hub for it."</p> }.into_any()
}

fn point_section(work: &Work, criterion: &Criterion, point: &Point) -> AnyView {
    let (call, when) = (work.call.clone(), point.when.clone());
    let applying = {
        let call = call.clone();
        work.memo(move |draft| match applies(&call, &when, &Profile::of(&call, draft)) {
            Applies::No { because } => Some((false, because)),
            Applies::Unclear { because } => Some((true, because)),
            Applies::Yes | Applies::Unknown { .. } => None,
        })
    };
    let body = {
        let (work, criterion, point) = (work.clone(), criterion.clone(), point.clone());
        let open = Memo::new(move |_| applying.with(|a| a.as_ref().is_none_or(|(unclear, _)| *unclear)));
        move || open.get().then(|| answers(&work, &criterion, &point))
    };
    let note = move || {
        applying.get().map(|(unclear, because)| {
            let text = if unclear {
                format!("{because} Ask the hub.")
            } else {
                format!("This does not apply to your school. {because}")
            };
            view! { <p class=if unclear { "oddity" } else { "notice" }>{text}</p> }
        })
    };
    view! {
        <section class="point">
            <h2>{point.label.clone()}</h2>
            {marked(&work.call, &criterion.statements, &point.quote)}
            <p class="caption">{strength(point.strength)}</p>
            {odd(&work.call, &point.oddities)}
            {note}
            {body}
        </section>
    }
    .into_any()
}

/// How strongly the hub asks, in words.
fn strength(strength: Strength) -> &'static str {
    match strength {
        Strength::Must => "The hub asks for this firmly (\u{201c}must\u{201d}, \u{201c}needs to\u{201d}).",
        Strength::Should => "The hub says \u{201c}should\u{201d}.",
        Strength::May => "The hub leaves this open (\u{201c}may\u{201d}, \u{201c}could\u{201d}).",
        Strength::Considered => "The hub will consider this.",
    }
}

fn answers(work: &Work, criterion: &Criterion, point: &Point) -> AnyView {
    let field = |leaf| Field::Point(criterion.id.clone(), point.id.clone(), leaf);
    let branches = (!point.branches.is_empty()).then(|| {
        let branches: Vec<Choice> = point
            .branches
            .iter()
            .map(|b| Choice::new(b.id.as_str(), &format!("\u{201c}{}\u{201d}", b.quote)))
            .collect();
        choose_some(
            work,
            &field(PointField::Branches),
            "Which of these do you rely on?",
            "Either satisfies the hub\u{2019}s words. Tick what is true of your school.",
            &branches,
            None,
        )
    });
    let rating = match &point.rule {
        Some(PointRule::OfstedOverall { .. }) => view! {
            <p>"This is judged from your latest inspection, under "<a href=work.to_field(&Field::School(SchoolField::OfstedReport))>"Your school"</a>". You need not rate it here."</p>
        }
        .into_any(),
        None => {
            let steps: Vec<Choice> = work
                .call
                .scale
                .steps
                .iter()
                .map(|s| Choice { value: s.id.to_string(), label: s.label.clone(), hint: s.hint.clone().unwrap_or_default() })
                .collect();
            let hint = if work.call.scale.by_hub { "On the hub\u{2019}s own scale." } else { "For your own use: the hub sets no scale, and does not score you by this." };
            choose_one(work, &field(PointField::Rating), "Where does your school stand?", hint, &steps)
        }
    };
    view! {
        <div class="beside">
            <div class="beside-context">
                <details class="fold" open=wide()><summary>"What could count as evidence"</summary>{help(&point.help)}</details>
            </div>
            <div class="beside-main">
                {branches}
                {rating}
                {typed(work, field(PointField::Evidence), Kind::Text, "Evidence, in your words", "What you do, since when, for whom, and what has come of it.")}
                {links(work, &field(PointField::Links), "Add a link to evidence")}
                {next_step(work, criterion, point)}
            </div>
        </div>
    }
    .into_any()
}

/// Where the school is not there yet: what is done next, by whom, by when.
fn next_step(work: &Work, criterion: &Criterion, point: &Point) -> AnyView {
    let at = {
        let (c, p) = (criterion.id.clone(), point.id.clone());
        move |leaf| Field::Point(c.clone(), p.clone(), leaf)
    };
    let (call, rating, step) = (work.call.clone(), at(PointField::Rating), at(PointField::NextStep));
    let shown = work.memo(move |draft: &Draft| {
        let standing = call.rating(draft.text(&rating)).map(|r| r.means);
        matches!(standing, Some(Standing::Partly | Standing::NotYet)) || draft.answered(&step)
    });
    let work = work.clone();
    (move || {
        shown.get().then(|| {
            view! {
                <fieldset class="group">
                    <legend class="legend">"Next step"</legend>
                    {typed(&work, at(PointField::NextStep), Kind::Text, "What will you do?", "")}
                    <div class="fields">
                        {typed(&work, at(PointField::NextWho), Kind::Line, "Who", "")}
                        {typed(&work, at(PointField::NextWhen), Kind::Day, "By when", "")}
                    </div>
                </fieldset>
            }
        })
    })
    .into_any()
}
