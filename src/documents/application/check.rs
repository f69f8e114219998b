//! What the check says, in words.

use super::{Case, overall_words};
use crate::documents::outline::{Level, Line, Outline, Row};
use crate::draft::{Advice, Field};
use crate::readiness::{Finding, Verdict, Weight};

/// The groups of findings, in their order.
const GROUPS: [&str; 5] = [
    "What holds the application up",
    "What cannot be told",
    "What would make it stronger",
    "What does not apply",
    "What is there",
];

/// The group of a finding.
fn group(finding: &Finding) -> usize {
    match (&finding.verdict, finding.weight) {
        _ if finding.blocks() => 0,
        (Verdict::DoesNotApply { .. }, _) => 3,
        (Verdict::Met, _) => 4,
        (Verdict::Unknown { .. }, _) | (Verdict::NotMet { .. }, Weight::Blocks) => 1,
        (Verdict::NotMet { .. }, Weight::Strengthens | Weight::Notice) => 2,
    }
}

/// What a verdict says.
fn verdict_words(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Met => "Met.".to_owned(),
        Verdict::NotMet { why } => format!("Not met. {why}"),
        Verdict::Unknown { why, .. } => format!("Not known. {why}"),
        Verdict::DoesNotApply { because } => format!("Does not apply. {because}"),
    }
}

pub(super) fn check(case: &Case, out: &mut Outline) {
    out.heading(Level::Part, "What Upbeat\u{2019}s check says");
    out.note(format!(
        "{} The check says whether something is missing. Who is chosen, the hub decides.",
        overall_words(case.readiness.overall)
    ));
    for (number, name) in GROUPS.into_iter().enumerate() {
        let rows: Vec<Row> =
            case.readiness.findings.iter().filter(|f| group(f) == number).map(|f| row(case, f)).collect();
        if !rows.is_empty() {
            out.heading(Level::Division, name);
            out.table(name, ["About", "What the check says"], rows);
        }
    }
    set_aside(case, out);
    let rows = case.readiness.sections.iter().map(|s| {
        let mut lines = vec![Line::Note(match (s.complete, s.not_needed, s.begun) {
            (true, ..) => "The school says that it is complete.".to_owned(),
            (_, true, _) => "Does not apply.".to_owned(),
            (.., true) => "Begun.".to_owned(),
            (.., false) => "Not begun.".to_owned(),
        })];
        if s.left > 0 {
            lines.push(Line::Note(format!("{} left.", crate::draft::counted(s.left, "thing"))));
        }
        Row::new(s.section.name(case.call), lines)
    });
    out.heading(Level::Division, "Sections");
    out.table("Sections of the application", ["Section", "State"], rows.collect());
}

/// Advice that the school has set aside, and why, whether it would still be given or not.
fn set_aside(case: &Case, out: &mut Outline) {
    let mut rows = Vec::new();
    for field in case.draft.answers.keys() {
        let Field::Aside(advice, about) = field else { continue };
        let what = match advice {
            Advice::Leftover => "Text that looks left over",
            Advice::Repeated => "A sentence said twice",
            Advice::OtherSchool => "The name of another school",
        };
        let place = about.section().map(|section| section.name(case.call)).unwrap_or_default();
        case.given(&mut rows, &format!("{place}: {what}"), field);
    }
    if !rows.is_empty() {
        out.heading(Level::Division, "Set aside");
        out.table("Advice that the school has set aside", ["About", "Why, and what was found"], rows);
    }
}

fn row(case: &Case, finding: &Finding) -> Row {
    let section = finding.section.name(case.call);
    let label = if finding.subject == section { section } else { format!("{section}: {}", finding.subject) };
    let mut lines = vec![Line::Note(verdict_words(&finding.verdict))];
    // What is met needs no words to rest on here: they stand above, beside the answer.
    if !matches!(finding.verdict, Verdict::Met) {
        if let Some(quote) = &finding.quote {
            lines.push(Line::Quote(quote.text.clone()));
            let under = case.call.heading(&quote.under);
            lines.extend((!under.is_empty()).then(|| Line::Note(format!("{}, {under}", case.call.hub.short_name()))));
        }
        lines.extend(case.call.oddities_of(&finding.oddities).map(|o| Line::Note(o.note.clone())));
    }
    Row::new(label, lines)
}
