//! Criteria and focus areas.

use super::case::Case;
use crate::call::{Branch, Criterion, Point, Standing};
use crate::documents::answer_text::{files_in_words, join_non_empty, names_at, who_by_when};
use crate::documents::outline::{Level, Line, NOT_ANSWERED, Outline, Row};
use crate::draft::{Applies, Field, PointField, applies, evidence_shown_in, is_asked, is_asked_of_school};

pub(super) fn criteria(case: &Case, out: &mut Outline) {
    let shown: Vec<&Criterion> = case.call.criteria.iter().filter(|criterion| is_shown(case, criterion)).collect();
    if shown.is_empty() {
        return;
    }
    out.heading(Level::Part, "Criteria");
    let is_rating = |field: &Field| matches!(field, Field::Point(_, _, PointField::Rating));
    let is_rated = || case.draft.answers.iter().any(|(field, answer)| is_rating(field) && !answer.value.is_blank());
    if !case.call.scale.by_hub && is_rated() {
        out.note(format!("The {} rated itself. The hub did not set this scale.", case.noun()));
    }
    for criterion in shown {
        out.heading(Level::Division, criterion.name.trim().trim_end_matches(':'));
        out.quote(case.call, &criterion.statements);
        if let Some(elsewhere) = &criterion.elsewhere {
            let name = elsewhere.name.trim();
            let place = elsewhere.url.as_deref().unwrap_or("no link known").trim();
            // Some documents have no name but their address.
            let place = if place == name { String::new() } else { format!(" ({place})") };
            out.note(format!("The hub sets this out in another document: {name}{place}."));
        }
        for point in &criterion.points {
            point_part(case, criterion, point, out);
        }
    }
}

/// For the hub, criteria without an answer for it are not mentioned; for nobody those of which no point is asked.
fn is_shown(case: &Case, criterion: &Criterion) -> bool {
    if case.is_for_hub() {
        return criterion.points.iter().any(|point| is_answered(case, criterion, point));
    }
    criterion.points.is_empty() || criterion.points.iter().any(|point| !leaves_out(case, criterion, point))
}

/// Whether a point is left out, because it is not asked of this school.
pub(super) fn leaves_out(case: &Case, criterion: &Criterion, point: &Point) -> bool {
    let is_own = |field: &Field| matches!(field, Field::Point(own, id, _) if *own == criterion.id && *id == point.id);
    case.leaves_out(&point.when, is_own)
}

fn is_answered(case: &Case, criterion: &Criterion, point: &Point) -> bool {
    let at = |leaf| Field::Point(criterion.id.clone(), point.id.clone(), leaf);
    PointField::ALL.iter().any(|leaf| case.draft.answered(&at(*leaf)))
}

fn point_part(case: &Case, criterion: &Criterion, point: &Point, out: &mut Outline) {
    let at = |leaf| Field::Point(criterion.id.clone(), point.id.clone(), leaf);
    let answered = is_answered(case, criterion, point);
    if leaves_out(case, criterion, point) || (case.is_for_hub() && !answered) {
        return;
    }
    out.heading(Level::Item, point.label.clone());
    let applies = applies(case.call, &point.when, &case.profile);
    match &applies {
        _ if case.is_for_hub() => {}
        Applies::No { because } => out.note(format!("Does not apply. {because}")),
        Applies::Unclear { because } => out.note(because.clone()),
        Applies::Yes | Applies::Unknown { .. } => {}
    }

    if !point.is_stand_in() {
        out.quote_short(&point.quote);
    }
    let mut rows = Vec::new();
    let rating = case.at(&at(PointField::Rating));
    let step = case.call.rating(&rating);
    if !answered {
        out.note(NOT_ANSWERED);
        return;
    }
    // Nobody wants to read of questions that were not asked.
    if case.call.rates(point) || !rating.is_empty() {
        rows.push(Row::new("Rating", vec![Line::said(step.map_or(rating.as_str(), |r| &r.label))]));
    }
    let given = [PointField::Number, PointField::Level].map(|leaf| case.at(&at(leaf))).concat();
    if let Some((question, words)) = point.rule_answer(&given) {
        rows.push(Row::new(question, vec![Line::said(words)]));
    }
    let chosen = case.at(&at(PointField::Branches));
    if !chosen.is_empty() || is_asked(case.call, &at(PointField::Branches)) {
        // That none applies is the school's word, not the hub's.
        let line = |id: &str| match point.branch_words(id) {
            Some(words) if id == Branch::NONE => Line::Words(words.to_owned()),
            words => Line::Quote(words.unwrap_or(id).to_owned()),
        };
        let lines = chosen.lines().map(line).collect();
        rows.push(Row::new("Which applies", lines));
    }
    let mut evidence = vec![Line::said(case.at(&at(PointField::Evidence)))];
    let places = evidence_shown_in(case.call, case.draft, &criterion.id, point);
    if !places.is_empty() {
        evidence.retain(|line| *line != Line::Nothing);
        evidence.extend(places.iter().map(|place| Line::Words(place.reference())));
    }
    rows.push(Row::new("Evidence", evidence));
    let links = case.at(&at(PointField::Links));
    if !links.is_empty() {
        rows.push(Row::new("Links", links.lines().map(|l| Line::Address(l.to_owned())).collect()));
    }
    let files = files_in_words(case.draft, &at(PointField::Files));
    if !files.is_empty() {
        rows.push(Row::new("Files", files.into_iter().map(Line::Words).collect()));
    }
    let who_by_when = who_by_when(&case.at(&at(PointField::NextWho)), &case.at(&at(PointField::NextWhen)));
    let next = join_non_empty(&[&case.at(&at(PointField::NextStep)), &who_by_when], "\n");
    let wanted = step.is_some_and(|r| r.means != Standing::Met);
    if !next.is_empty() || wanted {
        rows.push(Row::new("Next step", vec![Line::said(next)]));
    }
    out.table(point.label.clone(), ["What", "Answer"], case.rows(rows));
}

pub(super) fn focus(case: &Case, out: &mut Outline) {
    let Some(focus) = &case.call.focus else { return };
    let is_asked = is_asked_of_school(case.call, &case.profile, &Field::FocusChosen);
    let is_answered =
        case.draft.answers.iter().any(|(field, answer)| {
            matches!(field, Field::FocusChosen | Field::FocusWhy(_)) && !answer.value.is_blank()
        });
    if (case.is_for_hub() && !case.draft.answered(&Field::FocusChosen)) || (!is_asked && !is_answered) {
        return;
    }
    out.heading(Level::Part, focus.name.trim().trim_end_matches(':'));
    out.quote(case.call, &focus.statements);
    let name = |id: &str| focus.areas.iter().find(|a| a.id.as_str() == id).map(|a| a.name.as_str());
    let chosen = names_at(case.draft, &Field::FocusChosen, name);
    let mut rows = Vec::new();
    for area in &focus.areas {
        let why = case.at(&Field::FocusWhy(area.id.clone()));
        // A reason that outlived its choice is still the school's text.
        let is_chosen = chosen.contains(&area.name);
        if is_chosen || !why.is_empty() {
            let mut lines = vec![Line::Note(if is_chosen { "Chosen" } else { "Not chosen" }.to_owned())];
            let is_missed = is_chosen && focus.asks_why() && !case.is_for_hub();
            if is_missed || !why.is_empty() {
                lines.push(Line::said(why));
            }
            rows.push(Row::verbatim(area.name.clone(), lines));
        }
    }
    let unknown = chosen.iter().filter(|c| !focus.areas.iter().any(|a| a.name == **c));
    rows.extend(
        unknown.map(|c| Row::new(c.clone(), vec![Line::Note("Chosen, but not offered in this round".to_owned())])),
    );
    if rows.is_empty() {
        out.note("None chosen.");
    }
    let has_reasons = rows.iter().any(|row| row.lines.len() > 1);
    out.table("Focus areas", ["Area", if has_reasons { "Why" } else { "Answer" }], rows);
}
