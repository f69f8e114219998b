//! What every section's page begins and ends with.

use leptos::prelude::*;

use super::staff;
use crate::app::Page;
use crate::call::Section;
use crate::draft::{Field, counted};
use crate::readiness::{Finding, Progress, SectionState, Verdict};
use crate::views::Work;

/// Where one is: back to the task list, the line of music, "Section 3 of 9".
pub(in crate::views) fn way(work: &Work, section: &Section) -> AnyView {
    let sections = work.call.sections();
    let step = sections.iter().position(|s| s == section).map(|n| format!("Section {} of {}", n + 1, sections.len()));
    view! {
        <nav class="way no-print" aria-label="Where you are">
            <a href=work.to(Page::Tasks)>"Task list"</a>
            {staff(work.app, true, Some(section.clone()))}
            <span class="way-step">{step}</span>
        </nav>
        {gaps(work, section)}
    }
    .into_any()
}

/// What the check still misses here, "have you completed this section?", and the way onward.
pub(in crate::views) fn section_end(work: &Work, section: &Section) -> AnyView {
    let field = Field::Complete(section.clone());
    let question = super::yes_or_no(
        work,
        &field,
        "Have you completed this section?",
        "You decide. You can come back and change anything, also afterwards.",
        "Yes, it is complete",
        "No, I will come back to it",
    );
    let sections = work.call.sections();
    let next = sections.iter().position(|s| s == section).and_then(|n| sections.get(n + 1)).cloned();
    let onward = match next {
        Some(next) => {
            view! { <a class="button" href=work.to_section(&next)>{format!("Continue: {}", next.name(&work.call))}</a> }
                .into_any()
        }
        None => view! { <a class="button" href=work.to(Page::Readiness)>"Continue: check readiness"</a> }.into_any(),
    };
    view! {
        <section class="stack" aria-label="End of this section">
            <hr class="rule"/>
            {left_here(work, section)}
            {question}
            <nav class="onward no-print" aria-label="Next">{onward} <a href=work.to(Page::Tasks)>"Back to the task list"</a></nav>
        </section>
    }
    .into_any()
}

/// Said on top while a section is called complete and is not: what is missing, each with a link to its answer.
fn gaps(work: &Work, section: &Section) -> AnyView {
    let left = left_in(work, section);
    let own = section.clone();
    let complete = work.flag(&Field::Complete(own));
    let work = work.clone();
    (move || {
        (complete.get() == Some(true) && left.with(|l| !l.is_empty())).then(|| {
            let rows = left.with(|l| l.iter().map(|f| view! { <li>{finding_link(&work, f)}</li> }).collect_view());
            view! {
                <div class="error-summary no-print" role="alert">
                    <h2>"You have called this section complete"</h2>
                    <p>"That is for you to say. Upbeat still finds these open:"</p>
                    <ul>{rows}</ul>
                </div>
            }
        })
    })
    .into_any()
}

fn left_in(work: &Work, section: &Section) -> Memo<Vec<Finding>> {
    let own = section.clone();
    work.app.memo(move |state| {
        let findings = state.readiness.iter().flat_map(|r| &r.findings);
        findings.filter(|f| f.section == own && f.blocks()).cloned().collect()
    })
}

/// What the check still misses in a section, each with a link to its answer.
fn left_here(work: &Work, section: &Section) -> AnyView {
    let left = left_in(work, section);
    let work = work.clone();
    (move || {
        left.with(|left| {
            if left.is_empty() {
                return view! { <p class="quiet">"Upbeat finds nothing missing in this section."</p> }.into_any();
            }
            let rows = left
                .iter()
                .map(|finding| view! { <li>{finding_link(&work, finding)} ": " {why(finding)}</li> })
                .collect_view();
            view! {
                <div class="notice">
                    <h2>{format!("Still open here: {}", counted(left.len(), "thing"))}</h2>
                    <ul>{rows}</ul>
                </div>
            }
            .into_any()
        })
    })
    .into_any()
}

/// The subject of a finding, as a link to its answer where it has one.
pub(in crate::views) fn finding_link(work: &Work, finding: &Finding) -> AnyView {
    match &finding.field {
        Some(field) => view! { <a href=work.to_field(field)>{finding.subject.clone()}</a> }.into_any(),
        None => finding.subject.clone().into_any(),
    }
}

/// Why a finding is as it is, in a sentence.
pub(in crate::views) fn why(finding: &Finding) -> String {
    match &finding.verdict {
        Verdict::Met => String::new(),
        Verdict::NotMet { why } | Verdict::Unknown { why, .. } => why.clone(),
        Verdict::DoesNotApply { because } => because.clone(),
    }
}

/// A section's state in one word or two, with its class.
pub(in crate::views) fn status(state: &SectionState) -> AnyView {
    let progress = state.progress();
    let class = match progress {
        Progress::NotNeeded => "status status-not-needed",
        Progress::NotStarted => "status status-not-started",
        Progress::UnderWay => "status status-under-way",
        Progress::Complete => "status status-complete",
        Progress::CompleteWithGaps => "status status-attention",
    };
    view! { <span class=class>{progress.label()}</span> }.into_any()
}
