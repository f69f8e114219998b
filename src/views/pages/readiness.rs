//! Readiness: ready or not, what blocks, what is unknown, what would strengthen it.

use leptos::prelude::*;

use super::tasks::overall_words;
use crate::call::{Section, Timestamp};
use crate::draft::counted;
use crate::readiness::{Finding, Group, Overall, Quote, Readiness, Verdict};
use crate::views::Work;
use crate::views::parts::{deadline, finding_link, odd, quotation, staff, why};

/// More findings than this are printed without quotations, to stay on one side.
const MANY: usize = 30;

fn class_and_sign(finding: &Finding) -> (&'static str, &'static str) {
    match (&finding.verdict, finding.blocks()) {
        (Verdict::Met, _) => ("finding finding-met", "Met: "),
        (Verdict::DoesNotApply { .. }, _) => ("finding finding-na", "Does not apply: "),
        (Verdict::Unknown { .. }, _) => ("finding finding-unknown", "Not known: "),
        (Verdict::NotMet { .. }, true) => ("finding finding-notmet", "Not met: "),
        (Verdict::NotMet { .. }, false) => ("finding finding-advice", "Advice: "),
    }
}

/// The page of the check.
pub(in crate::views) fn readiness(work: &Work) -> AnyView {
    let title = work.memo(|draft| draft.title().to_owned());
    let overall =
        work.app.memo(|state| state.readiness.as_ref().map(|r| (class(r), overall_words(r))).unwrap_or_default());
    let counts = work.app.memo(|state| state.readiness.as_ref().map(counts).unwrap_or_default());
    let findings = work.app.memo(|state| state.readiness.as_ref().map(|r| r.findings.clone()).unwrap_or_default());
    let day = work.app.memo(|state: &crate::app::State| day(state.now));
    let only = RwSignal::new(String::new());
    let groups = {
        let work = work.clone();
        move || {
            let only = Section::parse(&only.get());
            findings.with(|all| {
                let shown: Vec<&Finding> =
                    all.iter().filter(|f| only.as_ref().is_none_or(|s| f.section == *s)).collect();
                Group::ALL.iter().map(|group| group_view(&work, *group, &shown)).collect_view()
            })
        }
    };
    view! {
        <section class=move || format!("verdict {}", overall.get().0)>
            <p class="quiet">{move || title.get()} ", " {work.call.hub.name.clone()} ", " {work.call.round.clone()}</p>
            <h1 class="title" tabindex="-1">{move || overall.get().1}</h1>
            <p class="verdict-count">{move || counts.get()}</p>
            {staff(work.app, false, None)}
        </section>
        {deadline(work.app)}
        <p class="quiet">"Upbeat checks what is there against the hub\u{2019}s words. It does not judge the school, and it cannot tell whether the hub will choose it. Checked on "{move || day.get()}"."</p>
        {filter(work, only)}
        {groups}
        <div class="actions no-print">
            <button type="button" class="button button-second" on:click=|_| drop(window().print())>"Print this page"</button>
            <a class="button" href=work.to(crate::app::Page::Export)>"Export the application"</a>
        </div>
    }
    .into_any()
}

fn day(now: Timestamp) -> String {
    now.london().0.long()
}

fn class(readiness: &Readiness) -> &'static str {
    match readiness.overall {
        Overall::Ready => "verdict-ready",
        Overall::Nearly { .. } => "verdict-nearly",
        Overall::NotYet { .. } => "verdict-not-yet",
    }
}

fn counts(readiness: &Readiness) -> String {
    let number = |group| readiness.findings.iter().filter(|f| f.group() == group).count();
    let notice = match number(Group::Notice) {
        0 => String::new(),
        more => format!(", {more} worth knowing"),
    };
    format!(
        "{} checked: {} there, {} open, {} for the hub to say, {} not for your school{notice}.",
        counted(readiness.findings.len(), "thing"),
        number(Group::Met),
        number(Group::Blocks) + number(Group::Strengthens),
        number(Group::AskTheHub),
        number(Group::DoesNotApply),
    )
}

fn filter(work: &Work, only: RwSignal<String>) -> AnyView {
    let sections = work.call.sections();
    let options =
        sections.iter().map(|s| view! { <option value=s.to_string()>{s.name(&work.call)}</option> }).collect_view();
    view! {
        <div class="filter no-print">
            <div class="field">
                <label class="label" for="filter-section">"Show"</label>
                <select class="select" id="filter-section" on:change=move |event| only.set(event_target_value(&event))>
                    <option value="">"The whole application"</option>
                    {options}
                </select>
            </div>
        </div>
    }
    .into_any()
}

fn group_view(work: &Work, group: Group, all: &[&Finding]) -> AnyView {
    let own: Vec<&&Finding> = all.iter().filter(|f| f.group() == group).collect();
    if own.is_empty() {
        return ().into_any();
    }
    let brief = matches!(group, Group::Met | Group::DoesNotApply);
    let rows = own.iter().map(|finding| finding_view(work, finding, brief)).collect_view();
    // Several findings may wait for one answer, so what holds it up is counted in the verdict on top, not here.
    let title =
        if group == Group::Blocks { group.title().to_owned() } else { format!("{} ({})", group.title(), own.len()) };
    let class = if all.len() > MANY { "findings findings-many" } else { "findings" };
    if brief {
        return view! { <details class="fold"><summary>{title}</summary><ul class=class>{rows}</ul></details> }
            .into_any();
    }
    view! { <section><h2>{title}</h2><ul class=class>{rows}</ul></section> }.into_any()
}

fn finding_view(work: &Work, finding: &Finding, brief: bool) -> AnyView {
    let (class, sign) = class_and_sign(finding);
    let quote =
        finding.quote.as_ref().filter(|_| !brief).map(|Quote { text, under }| quotation(&work.call, text, under));
    let odd = (!brief).then(|| odd(&work.call, &finding.oddities));
    let needs = needs(work, finding);
    view! {
        <li class=class>
            <span class="sign"><span class="visually-hidden">{sign}</span></span>
            <p class="finding-what">{finding_link(work, finding)}</p>
            <p class="finding-needs">{why(finding)} {needs}</p>
            {quote}
            {odd}
        </li>
    }
    .into_any()
}

/// Links to the answers that would settle an unknown one, where they are elsewhere.
fn needs(work: &Work, finding: &Finding) -> AnyView {
    let Verdict::Unknown { needs, .. } = &finding.verdict else { return ().into_any() };
    let elsewhere = needs.iter().filter(|need| Some(*need) != finding.field.as_ref());
    elsewhere
        .map(|need| {
            let name = need.section().map(|s| s.name(&work.call)).unwrap_or_default();
            view! { " " <a href=work.to_field(need)>{format!("Answer it under \u{201c}{name}\u{201d}")}</a> }
        })
        .collect_view()
        .into_any()
}
