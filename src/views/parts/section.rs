//! What every section's page begins and ends with.

use super::{fold, page_title, para, set_aside, staff};
use crate::app::Page;
use crate::call::Section;
use crate::draft::{Field, Value};
use crate::readiness::{Finding, FindingGroup, Progress, SectionState, Verdict};
use crate::views::Work;
use crate::views::html::{El, Part, all, el, link, show, styled, ticked_in};

/// Where one is: back to the task list, the line of music, "Section 3 of 9"; what is missing; the heading.
pub(in crate::views) fn section_start(work: &Work, section: &Section) -> Part {
    let sections = work.call.sections();
    let step = sections.iter().position(|s| s == section).map(|n| format!("Section {} of {}", n + 1, sections.len()));
    let way = styled("nav", "way no-print")
        .attr("aria-label", "Breadcrumb")
        .add(link(&work.to(Page::Tasks), "Overview"))
        .add(staff(work.app, true, Some(section.clone())))
        .add(styled("span", "way-step").add(step));
    all([way.into(), page_title(&section.name(&work.call)).into()])
}

/// What the check still misses here, "have you completed this section?", and the way onward.
pub(in crate::views) fn section_end(work: &Work, section: &Section) -> Part {
    let sections = work.call.sections();
    let next = sections.iter().position(|s| s == section).and_then(|n| sections.get(n + 1));
    let onward = match next {
        Some(next) => link(&work.to_section(next), &format!("Continue to {}", next.name(&work.call))),
        None => link(&work.to(Page::Readiness), "Continue to check your application"),
    };
    styled("section", "stack")
        .attr("aria-label", "Finish this section")
        .add(styled("hr", "rule"))
        .add(left_here(work, section))
        .add(advice_here(work, section))
        .add(still_working(work, section))
        .add(
            styled("nav", "onward no-print")
                .attr("aria-label", "Next")
                .add(onward.attr("class", "button"))
                .text(" ")
                .add(link(&work.to(Page::Tasks), "Overview")),
        )
        .into()
}

/// What the check still misses in a section, as it changes.
fn left_in(work: &Work, section: &Section) -> impl Fn() -> Vec<Finding> + 'static {
    let (app, own) = (work.app, section.clone());
    move || app.readiness(|r| r.findings.iter().filter(|f| f.section == own && f.blocks()).cloned().collect())
}

/// A tick that keeps a section in progress.
fn still_working(work: &Work, section: &Section) -> El {
    let field = Field::Complete(section.clone());
    let (own, asked) = (work.clone(), work.clone());
    let (set, id) = (field.clone(), field.to_string());
    let ticked = move || asked.flag(&field) == Some(false);
    styled("div", "choice")
        .add(el("input").attr("type", "checkbox").attr("id", &id).checked_of(ticked).on("change", move |event| {
            // Not ticked, there is no answer.
            own.set(&set, if ticked_in(&event) { Value::Flag(false) } else { Value::Text(String::new()) });
        }))
        .add(el("label").attr("for", &id).text("We still want to work on this section"))
}

/// What the check still misses in a section, each with a link to its answer.
fn left_here(work: &Work, section: &Section) -> Part {
    let work = work.clone();
    show(left_in(&work, section), move |left| {
        if left.is_empty() {
            return para("quiet", "Nothing left to do in this section.").into();
        }
        styled("div", "notice").add(el("h2").text("Still to do")).add(rows(&work, left, true)).into()
    })
}

/// The id of what holds the advice, which takes focus when some of it goes.
const ADVICE: &str = "advice-here";

/// What would make a section stronger or is worth knowing, to unfold; what can be set aside can be so here.
fn advice_here(work: &Work, section: &Section) -> Part {
    let (app, own, work) = (work.app, section.clone(), work.clone());
    let advice = move || {
        app.readiness(|r| {
            let worth = |f: &&Finding| {
                matches!(f.group(), FindingGroup::Strengthens | FindingGroup::Notice | FindingGroup::Suppressed)
            };
            r.findings.iter().filter(|f| f.section == own).filter(worth).cloned().collect::<Vec<Finding>>()
        })
    };
    let body = show(advice, move |advice| {
        if advice.is_empty() {
            return Part::NONE;
        }
        let mut list = el("ul");
        for finding in advice {
            let row = el("li").add(finding_link(&work, finding)).text(": ").text(why(finding));
            list = list.add(row.add(meant_so(&work, finding)));
        }
        fold(&format!("Optional ({})", advice.len()), list).into()
    });
    styled("div", "no-print").attr("id", ADVICE).attr("tabindex", "-1").add(body).into()
}

/// A way to set a finding aside, where it can be.
fn meant_so(work: &Work, finding: &Finding) -> Option<El> {
    let suppression = finding.suppression.as_ref()?;
    Some(el("div").add(set_aside(work, suppression, &finding.subject, ADVICE)))
}

fn rows(work: &Work, findings: &[Finding], with_reason: bool) -> El {
    let mut list = el("ul");
    for finding in findings {
        let row = el("li").add(finding_link(work, finding));
        if !with_reason {
            list = list.add(row);
            continue;
        }
        list = list.add(row.text(": ").text(why(finding)).add(meant_so(work, finding)));
    }
    list
}

/// The subject of a finding, as a link to its answer where it has one.
pub(in crate::views) fn finding_link(work: &Work, finding: &Finding) -> Part {
    match &finding.field {
        Some(field) => link(&work.to_field(field), &finding.subject).into(),
        None => finding.subject.as_str().into(),
    }
}

/// Why a finding is as it is, in a sentence.
pub(in crate::views) fn why(finding: &Finding) -> &str {
    match &finding.verdict {
        Verdict::Met => "",
        Verdict::NotMet { why } | Verdict::Unknown { why, .. } => why,
        Verdict::DoesNotApply { because } => because,
    }
}

/// A section's state in one word or two, with its class.
pub(in crate::views) fn status(state: &SectionState) -> El {
    let progress = state.progress();
    let class = match progress {
        Progress::DoesNotApply => "status status-not-needed",
        Progress::NotStarted => "status status-not-started",
        Progress::InProgress => "status status-under-way",
        Progress::Done => "status status-complete",
    };
    styled("span", class).text(progress.label())
}
