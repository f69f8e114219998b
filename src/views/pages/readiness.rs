//! Readiness: ready or not, what blocks, what is unknown, what would strengthen it.

use leptos::prelude::*;

use crate::app::{Document, Making, Page};
use crate::call::Section;
use crate::readiness::{Finding, FindingGroup, Overall, Quote, Readiness, Verdict};
use crate::views::Work;
use crate::views::html::{El, Part, all, button, el, link, show, styled, value_in};
use crate::views::parts::{
    deadline, finding_link, fold, hidden, make, odd, page_heading, para, quotation, set_aside, staff, why,
};

/// The id of the verdict, which is the page's heading.
const TITLE: &str = "readiness-title";

/// More findings than this are printed without quotations, to stay on one side.
const MANY: usize = 30;

fn class_and_sign(finding: &Finding) -> (&'static str, &'static str) {
    match (&finding.verdict, finding.blocks()) {
        (Verdict::Met, _) => ("finding finding-met", "Done: "),
        (Verdict::DoesNotApply { .. }, _) => ("finding finding-na", "Does not apply: "),
        (Verdict::Unknown { needs, .. }, _) if needs.is_empty() => ("finding finding-unknown", "Ask the hub: "),
        (Verdict::Unknown { .. }, _) => ("finding finding-unknown", "Not answered: "),
        (Verdict::NotMet { .. }, true) => ("finding finding-notmet", "To do: "),
        (Verdict::NotMet { .. }, false) => ("finding finding-advice", "Optional: "),
    }
}

/// The page of the check.
pub(in crate::views) fn readiness(work: &Work) -> Part {
    let app = work.app;
    let only = RwSignal::new(String::new());
    let (titled, drawn) = (work.clone(), work.clone());
    let groups = show(
        move || (Section::parse(&only.get()), app.readiness(|r| r.findings.clone())),
        move |(only, findings)| {
            let shown: Vec<&Finding> =
                findings.iter().filter(|f| only.as_ref().is_none_or(|s| f.section == *s)).collect();
            FindingGroup::ALL.iter().map(|group| group_view(&drawn, *group, &shown)).collect()
        },
    );
    let day = move || app.read(|state| state.now.london().0.long());
    let verdict = el("section")
        .attr_of("class", move || Some(app.readiness(|r| format!("verdict {}", class(r)))))
        .add(
            styled("p", "quiet")
                .text_of(move || titled.about_school(|draft| draft.title().to_owned()))
                .text(", ")
                .text(&work.call.hub.name)
                .text(", ")
                .text(&work.call.round),
        )
        .add(page_heading().attr("id", TITLE).text_of(move || app.readiness(Readiness::says)))
        .add(styled("p", "verdict-count").text_of(move || app.readiness(counts)))
        .add(staff(app, false, None));
    let caveat = "Upbeat compares your answers with what the hub asks for. It does not judge your school or predict the hub\u{2019}s decision. Checked on ";
    all([
        verdict.into(),
        deadline(app),
        para("quiet", caveat).text_of(day).text(".").into(),
        filter(work, only),
        groups,
        styled("div", "actions no-print")
            .add(
                make(work, "button button-second", || Making::Document(Document::Readiness))
                    .text("Download a 1-page PDF"),
            )
            .add(button("button button-second", || drop(window().print())).text("Print"))
            .add(link(&work.to(Page::Export), "Send and share").attr("class", "button"))
            .into(),
    ])
}

fn class(readiness: &Readiness) -> &'static str {
    match readiness.overall {
        Overall::Ready => "verdict-ready",
        Overall::ReadyAsFarAsKnown => "verdict-nearly",
        Overall::NotReady { .. } | Overall::NothingWritten { .. } => "verdict-not-yet",
    }
}

fn counts(readiness: &Readiness) -> String {
    let number = |group| readiness.findings.iter().filter(|f| f.group() == group).count();
    format!(
        "{} to do, {} optional, {} to ask the hub, {} done",
        number(FindingGroup::Blocks),
        number(FindingGroup::Strengthens),
        number(FindingGroup::AskTheHub),
        number(FindingGroup::Met),
    )
}

fn filter(work: &Work, only: RwSignal<String>) -> Part {
    let mut select = styled("select", "select")
        .attr("id", "filter-section")
        .on("change", move |event| only.set(value_in(&event)))
        .add(el("option").attr("value", "").text("Whole application"));
    for section in work.call.sections() {
        select = select.add(el("option").attr("value", &section.to_string()).text(&section.name(&work.call)));
    }
    let label = el("label").attr("class", "label").attr("for", "filter-section").text("Show");
    styled("div", "filter no-print").add(styled("div", "field").add(label).add(select)).into()
}

fn group_view(work: &Work, group: FindingGroup, all: &[&Finding]) -> Part {
    let own: Vec<&&Finding> = all.iter().filter(|f| f.group() == group).collect();
    if own.is_empty() {
        return Part::NONE;
    }
    let brief = matches!(
        group,
        FindingGroup::Unneeded | FindingGroup::Met | FindingGroup::Suppressed | FindingGroup::DoesNotApply
    );
    let mut rows = styled("ul", if all.len() > MANY { "findings findings-many" } else { "findings" });
    for finding in &own {
        rows = rows.add(finding_view(work, finding, brief));
    }
    // Several findings may wait for one answer, so what holds it up is counted in the verdict on top, not here.
    let title = if group == FindingGroup::Blocks {
        group.title().to_owned()
    } else {
        format!("{} ({})", group.title(), own.len())
    };
    if brief {
        return fold(&title, rows).into();
    }
    // Of the whole application, as the verdict on top.
    let shared = work.app.peek(|state| state.derived.readiness().filter(|r| r.findings.len() == all.len())?.shared());
    let shared = shared.filter(|_| group == FindingGroup::Blocks).map(|shared| para("hint", &shared));
    el("section").add(el("h2").text(&title)).add(shared).add(rows).into()
}

fn finding_view(work: &Work, finding: &Finding, brief: bool) -> El {
    let (class, sign) = class_and_sign(finding);
    let row = styled("li", class)
        .add(styled("span", "sign").add(hidden(sign)))
        .add(styled("p", "finding-what").add(finding_link(work, finding)))
        .add(needs(work, finding, para("finding-needs", why(finding)).text(" ")));
    let aside = finding
        .suppression
        .as_ref()
        .map(|suppression| styled("div", "no-print").add(set_aside(work, suppression, &finding.subject, TITLE)));
    if brief {
        return row.add(aside);
    }
    let quote = finding.quote.as_ref().map(|Quote { text, under }| quotation(&work.call, text, under));
    row.add(quote).add(odd(&work.call, &finding.oddities)).add(aside)
}

/// Adds links to the answers that would settle an unknown one, where they are elsewhere.
fn needs(work: &Work, finding: &Finding, mut to: El) -> El {
    let Verdict::Unknown { needs, .. } = &finding.verdict else { return to };
    for need in needs.iter().filter(|need| Some(*need) != finding.field.as_ref()) {
        let name = need.section().map(|s| s.name(&work.call)).unwrap_or_default();
        to = to.text(" ").add(link(&work.to_field(need), &format!("Go to \u{201c}{name}\u{201d}")));
    }
    to
}
