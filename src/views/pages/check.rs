//! The check: the verdict, and each finding in one line; one side of A4 on paper.

use leptos::prelude::*;

use super::{call::NotToContact, marks::score_data};
use crate::app::{
    CheckFindings, CheckView, Document, Event, FindingRow, JobEvent, Making, ask_label, check_view, unanswered_label,
};
use crate::views::answers::HideAdvice;
use crate::views::components::{Each, Fold, HubWords, Oddity, Score, When};
use crate::views::context::{use_app, use_draft};

/// The id of the verdict, which takes focus when a finding goes to another place.
const TITLE: &str = "check-title";

/// The check of the open draft.
#[component]
pub(super) fn Check() -> impl IntoView {
    let view = use_app().select_refreshed(check_view);
    let voice = use_draft().call().hub.voice();
    let score = Memo::new(move |_| view.with(|view| score_data(&view.score)));
    let has_score = Signal::derive(move || score.with(|score| !score.groups.is_empty()));
    let of = move |rows: fn(&CheckFindings) -> &Vec<FindingRow>| {
        Memo::new(move |_| view.with(|view| rows(&view.findings).clone()))
    };
    let optional = of(|findings| &findings.optional);
    let is_many = Signal::derive(move || view.with(|view| view.is_many) && optional.with(|rows| !rows.is_empty()));
    let counted = move || format!("Optional: {}, on the Check page in Upbeat", optional.with(Vec::len));
    let to_do = of(|findings| &findings.to_do);
    let is_long = Signal::derive(move || to_do.with(Vec::len) > MANY);
    let things = Signal::derive(move || view.with(|view| view.to_do));
    view! {
        <div class="rule"></div>
        <p class="eyebrow">
            {move || view.with(|view| view.eyebrow.clone())}
            <span class="print-only">"Checked " {move || view.with(|view| view.checked.clone())}</span>
        </p>
        <h1 tabindex="-1" id=TITLE>{move || view.with(|view| view.verdict.clone())}</h1>
        <p class="small check-line">{move || view.with(|view| view.line.clone())}</p>
        {move || view.with(|view| (!view.unknown.is_empty()).then(|| view! { <p class="small check-line">{view.unknown.clone()}</p> }.into_any()))}
        <When holds=has_score><Score data=score/></When>
        <Group title="To do" rows=to_do count=things shared=Signal::derive(move || view.with(|view| view.shared.clone()))/>
        <div class:no-print=is_many>
            <Group title="Optional" rows=optional/>
        </div>
        <When holds=is_many><p class="print-only">{counted}</p></When>
        <Folded rows=of(|findings| &findings.unanswered) label=unanswered_label/>
        <Ask view=view title=voice.ask() rows=of(|findings| &findings.ask) is_folded=is_long/>
        <Group title="Does not apply" rows=of(|findings| &findings.does_not_apply)/>
        <Folded rows=of(|findings| &findings.done) label=|number| format!("What is done: {number}")/>
        <p class="small no-print check-foot">
            {format!(
                "Upbeat compares your answers with what {} for. It does not judge your {} or predict {} decision.",
                voice.subject("asks"),
                use_draft().noun(),
                voice.possessive(),
            )}
        </p>
        <SignLines view=view/>
        <Onward view=view/>
    }
    .into_any()
}

/// Of more findings than `MANY` under a heading, the first `SHOWN` are on screen until all are wanted; on paper all are.
const MANY: usize = 12;
/// As many as stylesheets let through.
const SHOWN: usize = 8;

/// Findings under a heading. Nothing where there are none.
#[component]
fn Group(
    title: &'static str,
    rows: Memo<Vec<FindingRow>>,
    /// What the heading counts, where it is not the findings.
    #[prop(optional)]
    count: Option<Signal<usize>>,
    #[prop(optional)] shared: Signal<Option<String>>,
) -> impl IntoView {
    let is_there = Signal::derive(move || rows.with(|rows| !rows.is_empty()));
    let number = move || count.map_or_else(|| rows.with(Vec::len), |count| count.get());
    let shows_all = RwSignal::new(false);
    let is_long = Signal::derive(move || rows.with(Vec::len) > MANY);
    let is_short = Signal::derive(move || is_long.get() && !shows_all.get());
    let rest = move || format!("Show {} more", rows.with(Vec::len).saturating_sub(SHOWN));
    view! {
        <When holds=is_there>
            <section class="section">
                <h2>{title} " " <span class="quiet">{number}</span></h2>
                {move || shared.get().map(|words| view! { <p class="hint">{words}</p> }.into_any())}
                <div class:findings-short=is_short><Rows rows=rows/></div>
                <When holds=is_long>
                    <button type="button" class="plain no-print" aria-expanded=move || shows_all.get().to_string()
                        on:click=move |_| shows_all.update(|all| *all = !*all)>
                        {rest}<span class="visually-hidden">": "{title}</span>
                    </button>
                </When>
            </section>
        </When>
    }
    .into_any()
}

/// What only the hub can say. Where much is still to do, it is folded.
#[component]
fn Ask(
    view: Signal<CheckView>,
    title: &'static str,
    rows: Memo<Vec<FindingRow>>,
    is_folded: Signal<bool>,
) -> impl IntoView {
    let is_there = Signal::derive(move || is_folded.get() && rows.with(|rows| !rows.is_empty()));
    let summary = move || format!("{title}: {}", rows.with(Vec::len));
    view! {
        <When holds=is_there>
            <details class="fold no-print">
                <summary>{summary}</summary>
                <Rows rows=rows is_brief=true/>
                <AskInOneEmail view=view/>
            </details>
            <p class="print-only">{move || format!("{}, on the Check page in Upbeat", summary())}</p>
        </When>
        <When holds=Signal::derive(move || !is_folded.get())>
            <Group title=title rows=rows/>
            <AskInOneEmail view=view/>
        </When>
    }
    .into_any()
}

/// Findings that are counted, and listed once that is asked for.
#[component]
fn Folded(rows: Memo<Vec<FindingRow>>, #[prop(into)] label: Callback<usize, String>) -> impl IntoView {
    let number = Memo::new(move |_| rows.with(Vec::len));
    let is_there = Signal::derive(move || number.get() > 0);
    let summary = move || label.run(number.get());
    view! {
        <When holds=is_there>
            <details class="fold no-print"><summary>{summary}</summary><Rows rows=rows is_brief=true/></details>
        </When>
    }
    .into_any()
}

/// One line for each finding. A line stays as it is, unfolded or not, for as long as it says the same.
#[component]
fn Rows(rows: Memo<Vec<FindingRow>>, #[prop(optional)] is_brief: bool) -> impl IntoView {
    let keys = Signal::derive(move || rows.with(|rows| rows.iter().map(|row| row.key.clone()).collect::<Vec<_>>()));
    let draw = move |key: String| {
        let row = rows.with_untracked(|rows| rows.iter().find(|row| row.key == key).cloned());
        row.map(|row| view! { <Row row=row is_brief=is_brief/> }).into_any()
    };
    view! { <ul class="findings"><Each keys=keys draw=draw/></ul> }.into_any()
}

#[component]
fn Row(row: FindingRow, is_brief: bool) -> impl IntoView {
    let subject = row.subject.clone();
    let name = match &row.to {
        Some(to) => view! { <a class="link" href=to.clone()>{subject}</a> }.into_any(),
        None => view! { <b>{subject}</b> }.into_any(),
    };
    let why = (!is_brief && row.has_more()).then(|| view! { <Why row=row.clone()/> });
    view! {
        <li>
            <div class="go"><span class="no num">{row.number}</span>{name}<span>{row.need}</span></div>
            {why}
        </li>
    }
    .into_any()
}

/// The reason, the hub's words, answers elsewhere, and a way to hide advice.
#[component]
fn Why(row: FindingRow) -> impl IntoView {
    let reason = (!row.reason.is_empty()).then(|| view! { <p class="reason">{row.reason}</p> }.into_any());
    let words = row.words.map(|words| view! { <HubWords quotation=words/> });
    let oddities: Vec<_> = row.oddities.into_iter().map(|note| view! { <Oddity note=note/> }).collect();
    let go =
        |(name, to): (String, String)| view! { <p><a href=to>"Go to \u{201c}" {name} "\u{201d}"</a></p> }.into_any();
    let elsewhere: Vec<AnyView> = row.elsewhere.into_iter().map(go).collect();
    let hide = row.suppression.map(|suppression| {
        view! {
            <HideAdvice suppression=suppression subject=row.subject.clone() is_hidden=row.is_hidden after=TITLE/>
        }
    });
    view! {
        <Fold summary="Why" about=format!(": {}", row.subject)>
            <div>{reason}{words}{oddities}{elsewhere}{hide}</div>
        </Fold>
    }
    .into_any()
}

#[component]
fn AskInOneEmail(view: Signal<CheckView>) -> impl IntoView {
    let ask = Memo::new(move |_| view.with(|view| view.ask.clone().map(|to| (to, view.findings.ask.len()))));
    move || {
        ask.get().map(|(to, number)| {
            view! {
                <p class="no-print"><a class="plain" href=to rel="noreferrer">{ask_label(number)}</a></p>
                <NotToContact/>
            }
            .into_any()
        })
    }
}

/// Lines for those who sign, on paper.
#[component]
fn SignLines(view: Signal<CheckView>) -> impl IntoView {
    let signers = Memo::new(move |_| view.with(|view| view.signers.clone()));
    let line = |(name, role): (String, String)| {
        view! { <div>{name} <br/><span class="tiny">{role} ", date"</span></div> }.into_any()
    };
    view! {
        <div class="sign-lines print-only" aria-hidden="true">
            {move || signers.get().into_iter().map(line).collect::<Vec<_>>()}
        </div>
    }
    .into_any()
}

#[component]
fn Onward(view: Signal<CheckView>) -> impl IntoView {
    let (app, draft) = (use_app(), use_draft());
    let is_busy = app.select(|state| state.jobs.is_busy());
    let make = move |_| {
        if !is_busy.get_untracked() {
            app.dispatch(Event::Job(JobEvent::Make(draft.id(), Making::Document(Document::Readiness))));
        }
    };
    let print = move |_| {
        // A browser that cannot print does nothing.
        drop(window().print());
    };
    view! {
        <nav class="onward no-print" aria-label="Next">
            <span class="actions">
                <button type="button" class="plain" on:click=print>"Print"</button>
                <button type="button" class="plain" aria-disabled=move || is_busy.get().then_some("true") on:click=make>
                    "Download a 1-page PDF"
                </button>
            </span>
            <a class="button" href=move || view.with(|view| view.next.1.clone())>
                {move || view.with(|view| view.next.0.clone())}
            </a>
        </nav>
    }
    .into_any()
}
