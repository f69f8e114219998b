//! What senior leaders, governors and the trust read before the application: the check, and where the school stands.

use super::case::Case;
use super::criteria::leaves_out;
use crate::call::{Applicant, Criterion, Point, Section};
use crate::documents::answer_text::one_line;
use crate::documents::field_words::field_words;
use crate::documents::outline::{Level, Line, Outline, Row};
use crate::draft::{Field, PointField, counted, files_at};
use crate::readiness::{Finding, FindingGroup, Readiness, Verdict};

/// The parts that come before the application.
pub(super) fn check_and_standing(case: &Case, readiness: &Readiness, out: &mut Outline) {
    check(case, readiness, out);
    hidden_advice(case, out);
    standing(case, out);
}

/// What the check says, the most urgent first.
fn check(case: &Case, readiness: &Readiness, out: &mut Outline) {
    out.heading(Level::Part, "Check");
    out.note(readiness.says_all());
    let voice = case.call.hub.voice();
    out.note(format!(
        "Upbeat compares the answers with what {} for. It does not judge the {} or predict {} decision.",
        voice.subject("asks"),
        case.noun(),
        voice.possessive()
    ));
    if let Some(who) = case.call.hub.who_we_are() {
        out.note(who);
    }
    for group in FindingGroup::ALL {
        let own: Vec<&Finding> = readiness.findings.iter().filter(|finding| finding.group() == group).collect();
        // What the school has hidden has a table of its own.
        if own.is_empty() || group == FindingGroup::Suppressed {
            continue;
        }
        let title = group.title(voice);
        out.heading(Level::Division, format!("{title} ({})", own.len()));
        if group == FindingGroup::Unneeded {
            out.note(format!("{} not need these answers.", voice.opening("does")));
        }
        out.table(title, ["What", "Why"], own.into_iter().map(|finding| finding_row(case, finding)).collect());
    }
}

fn finding_row(case: &Case, finding: &Finding) -> Row {
    let section = one_line(&finding.section.name(case.call, case.draft.applicant(case.call)));
    let subject = one_line(&finding.subject);
    let what = if subject.starts_with(&section) { subject } else { format!("{section}: {subject}") };
    let why = match &finding.verdict {
        Verdict::NotMet { why } | Verdict::Unknown { why, .. } | Verdict::DoesNotApply { because: why } => why.clone(),
        Verdict::Met => "Done".to_owned(),
    };
    Row::new(what, vec![Line::Note(why)])
}

/// Advice that the school has hidden, with its reasons.
fn hidden_advice(case: &Case, out: &mut Outline) {
    let hidden = case.draft.answers.keys().filter(|field| matches!(field, Field::Suppression(..)));
    let row = |field: &Field| {
        let text = case.at(field);
        (!text.is_empty()).then(|| Row::new(field_words(Some(case.call), field), vec![Line::said(text)]))
    };
    let rows: Vec<Row> = hidden.filter_map(row).collect();
    if !rows.is_empty() {
        out.heading(Level::Division, "Hidden advice");
        out.table("Hidden advice", ["Advice", "Why it is hidden"], rows);
    }
}

/// Every point with its rating and how much evidence there is.
fn standing(case: &Case, out: &mut Outline) {
    if case.call.criteria.is_empty() {
        return;
    }
    out.heading(Level::Part, format!("Where the {} stands", case.noun()));
    for criterion in &case.call.criteria {
        let name = Section::Criterion(criterion.id.clone()).name(case.call, Applicant::default());
        out.heading(Level::Division, name.clone());
        let points = criterion.points.iter().filter(|point| !leaves_out(case, criterion, point));
        let rows = points.map(|point| point_row(case, criterion, point)).collect();
        let heads = ["Point", if case.call.rates_any() { "Rating and evidence" } else { "Evidence" }];
        out.table(name, heads, rows);
    }
}

fn point_row(case: &Case, criterion: &Criterion, point: &Point) -> Row {
    let at = |leaf| Field::Point(criterion.id.clone(), point.id.clone(), leaf);
    let rating = case.at(&at(PointField::Rating));
    let rating = case.call.rating(&rating).map_or(rating.clone(), |step| step.label.clone());
    let rated = match &point.rule {
        _ if !rating.is_empty() => Some(Line::Words(rating)),
        Some(_) => Some(Line::Note("Judged from other answers".to_owned())),
        None => case.call.rates(point).then(|| Line::Note("Not rated".to_owned())),
    };
    let text = usize::from(case.draft.answered(&at(PointField::Evidence)));
    let links = case.draft.list(&at(PointField::Links)).iter().filter(|link| !link.trim().is_empty()).count();
    let pieces = text + links + files_at(case.draft, &at(PointField::Files)).len();
    let evidence = Line::Note(format!("Evidence: {}", counted(pieces, "piece")));
    Row::new(point.label.clone(), rated.into_iter().chain([evidence]).collect())
}
