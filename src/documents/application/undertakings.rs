//! Documents, duties, meetings and declarations.

use super::case::Case;
use super::letters::ticked;
use crate::call::{Condition, DeclarationId, Document, Duty, DutyId, Need};
use crate::documents::amounts::amount_beside;
use crate::documents::answer_text::{files_in_words, statement_text};
use crate::documents::outline::{Level, Line, Outline, Row};
use crate::draft::{Applies, DocumentField, Field, Value, applies, own_date_question, own_date_words};

pub(super) fn documents(case: &Case, out: &mut Outline) {
    let shown: Vec<&Document> = case.call.documents.iter().filter(|document| is_shown(case, document)).collect();
    if shown.is_empty() {
        return;
    }
    out.heading(Level::Part, "Documents");
    for document in shown {
        let at = |leaf| Field::Document(document.id.clone(), leaf);
        out.heading(Level::Division, document.name.clone());
        out.quote(case.call, &document.statements);
        let need = match document.need {
            Need::Required => "Required",
            Need::IfApplicable => "Required if it applies",
            Need::Optional => "Optional",
        };
        let mut asked = vec![Line::Note(need.to_owned())];
        asked.extend(why_not(case, &document.when));
        let mut rows = vec![Row::new("Required?", asked)];
        rows.push(Row::new("Status", vec![Line::said(state_words(&case.at(&at(DocumentField::State))))]));
        case.given(&mut rows, "File", &at(DocumentField::Name));
        let files = files_in_words(case.draft, &at(DocumentField::Files));
        if !files.is_empty() {
            rows.push(Row::new("Attached", files.into_iter().map(Line::Words).collect()));
        }
        let link = case.at(&at(DocumentField::Link));
        if !link.is_empty() {
            rows.push(Row::new("Link", link.lines().map(|l| Line::Address(l.to_owned())).collect()));
        }
        let contents = ticked(case, &document.contents, &at(DocumentField::Contents));
        if !contents.is_empty() {
            rows.push(Row::new(format!("The {} says it includes", case.noun()), contents));
        }
        out.table(document.name.clone(), ["What", "Answer"], rows);
    }
}

/// Documents that are not asked of this school are not mentioned; for the hub, neither are those that it does not need and
/// of which the school says nothing.
fn is_shown(case: &Case, document: &Document) -> bool {
    let at = |leaf: &DocumentField| Field::Document(document.id.clone(), *leaf);
    let says = DocumentField::ALL.iter().any(|leaf| case.draft.answered(&at(leaf)));
    let is_own = |field: &Field| matches!(field, Field::Document(id, _) if *id == document.id);
    (says || document.need == Need::Required || !case.is_for_hub()) && !case.leaves_out(&document.when, is_own)
}

/// A document's state as people say it.
pub(crate) fn state_words(state: &str) -> &str {
    match state {
        "ready" => "Ready",
        "in-hand" => "Still working on it",
        "missing" => "We do not have it",
        "not-applicable" => "Not including it",
        other => other,
    }
}

fn why_not(case: &Case, when: &[Condition]) -> Option<Line> {
    match applies(case.call, when, &case.profile) {
        _ if case.is_for_hub() => None,
        Applies::No { because } => Some(Line::Note(format!("Does not apply. {because}"))),
        Applies::Unclear { because } => Some(Line::Note(because)),
        Applies::Yes | Applies::Unknown { .. } => None,
    }
}

/// A tick in words. A tick that was taken away again is an answer too.
fn tick(case: &Case, field: &Field, yes: &str, no: &str) -> Line {
    match case.draft.value(field) {
        Some(Value::Flag(true)) => Line::Words(yes.to_owned()),
        Some(Value::Flag(false)) => Line::Words(no.to_owned()),
        _ => Line::said(case.at(field)),
    }
}

pub(super) fn duties(case: &Case, out: &mut Outline) {
    if case.call.duties.is_empty() {
        return;
    }
    out.heading(Level::Part, "Commitments");
    let is_own = |duty: &Duty, field: &Field| matches!(field, Field::Duty(id) | Field::DutyWhy(id) if *id == duty.id);
    let shown = case.call.duties.iter().filter(|duty| !case.leaves_out(&duty.when, |field| is_own(duty, field)));
    let rows = shown.map(|duty| {
        let mut lines = vec![tick(case, &Field::Duty(duty.id.clone()), "Agreed", "Not agreed")];
        lines.extend(exception(case, &duty.id));
        lines.extend(amount_beside(&duty.statement, duty.amount.as_ref()).map(Line::Note));
        lines.extend(duty.phase.iter().map(|phase| Line::Quote(phase.clone())));
        lines.extend(why_not(case, &duty.when));
        Row::verbatim(statement_text(&duty.statement), lines)
    });
    out.table(format!("What the {} agrees to do", case.noun()), ["The hub\u{2019}s words", "Answer"], rows.collect());
}

/// Why a duty is not accepted. A reason may still be there when it is accepted since.
fn exception(case: &Case, duty: &DutyId) -> Option<Line> {
    let why = case.at(&Field::DutyWhy(duty.clone()));
    let is_exception = case.draft.flag(&Field::Duty(duty.clone())) == Some(false);
    match (why.is_empty(), is_exception) {
        (true, _) => None,
        (false, true) => Some(Line::said(why)),
        (false, false) => Some(Line::said(format!("(Reason given when this was an exception: {why})"))),
    }
}

pub(super) fn meetings(case: &Case, out: &mut Outline) {
    let rows: Vec<Row> = case
        .call
        .meetings()
        .map(|date| {
            let mut lines = vec![Line::said(case.at(&Field::Meeting(date.id.clone())))];
            lines.extend(date.attendance_quote.clone().map(Line::Quote));
            Row::new(format!("{}, {}", date.name, date.when.words()), lines)
        })
        .collect();
    if !rows.is_empty() {
        out.heading(Level::Part, "Meetings");
        out.table("Who will attend", ["Meeting", "Who will attend"], rows);
    }
}

/// What the school says of its own about dates.
pub(super) fn own_dates(case: &Case, out: &mut Outline) {
    let rows: Vec<Row> = case
        .call
        .own_dates()
        .filter(|date| {
            let is_answered = case.draft.answered(&Field::OwnDate(date.id.clone()));
            is_answered || (!case.is_for_hub() && date.when.over(case.now) != Some(true))
        })
        .map(|date| {
            let mut lines = vec![Line::said(own_date_words(case.draft, date))];
            lines.extend(date.statement.as_ref().map(|statement| Line::Quote(statement_text(statement))));
            Row::new(own_date_question(date), lines)
        })
        .collect();
    if !rows.is_empty() {
        out.heading(Level::Part, "Dates");
        out.table(format!("Dates that the {} gives", case.noun()), ["Date", "Answer"], rows);
    }
}

pub(super) fn declarations(case: &Case, out: &mut Outline) {
    if case.call.declarations_before_sending().next().is_none() {
        return;
    }
    out.heading(Level::Part, "Declarations");
    let is_own = |id: &DeclarationId, field: &Field| matches!(field, Field::Declaration(own) if own == id);
    let declarations = case.call.declarations_before_sending();
    let asked = declarations.filter(|own| !case.leaves_out(&own.when, |field| is_own(&own.id, field)));
    let rows = asked.map(|declaration| {
        let field = Field::Declaration(declaration.id.clone());
        let mut lines = vec![tick(case, &field, "Confirmed", "Not confirmed")];
        lines.push(Line::Quote(statement_text(&declaration.statement)));
        lines.extend(why_not(case, &declaration.when));
        Row::new(declaration.label.clone(), lines)
    });
    out.table(format!("What the {} confirms", case.noun()), ["Statement", "Answer"], rows.collect());
}
