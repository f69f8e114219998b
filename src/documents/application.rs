//! The whole application as a document: what the hub asked, in its words, and what the school said to it.
//!
//! One file for each part of it; this one holds the order, the beginning and the end.

mod case;
mod criteria;
mod leaders;
mod letters;
mod undertakings;

pub use letters::{letter_characters, letter_words};
pub(crate) use undertakings::state_words;

use case::Case;

use super::answer_text::{self, school_name_or_placeholder, value_text, with_article};
use super::asked::only_asked;
use super::outline::{Level, Line, Outline, Row};
use super::receiver::Receiver;
use crate::call::{ANY_TIME, Call, PersonId, Timestamp, Voice, said_round, with_round};
use crate::draft::{
    CLUSTER_EMAIL, CLUSTER_ROLE, CLUSTER_SCHOOL, CLUSTER_TEACHER, Draft, Field, PersonField, Profile, Value,
    capitalised, cell, counted, filled_rows, is_asked,
};
use crate::readiness::{Deadline, Readiness};

/// The whole application: every answer of the draft, under the hub's words. It is what a panel reads, so what helps
/// the school to write is not in it: what the check says, which advice was set aside and why, which points of a prompt
/// were ticked as covered, what is odd about the hub's words, the draft's name on the device. All that is in the draft,
/// which is in the bundle too.
/// `readiness` is the check's result for this call, draft and instant: it tells whether the deadline has passed.
pub fn application(call: &Call, draft: &Draft, readiness: &Readiness, now: Timestamp) -> Outline {
    application_for(Receiver::Oneself, call, draft, readiness.deadline, now)
}

/// The same for somebody. For the hub it is made of a draft that `bundle` has filtered, and what does not apply and what
/// nobody answered is not mentioned, unless the hub needs it.
pub fn application_for(receiver: Receiver, call: &Call, draft: &Draft, deadline: Deadline, now: Timestamp) -> Outline {
    outline(receiver, call, draft, deadline, now, |_, _| ())
}

/// The whole application to read and print for senior leaders, governors and the trust, with the check and where the school
/// stands before it. `readiness` is the check's result for this call, draft and instant.
pub fn leaders_report(call: &Call, draft: &Draft, readiness: &Readiness, now: Timestamp) -> Outline {
    outline(Receiver::Leaders, call, draft, readiness.deadline, now, |case, out| {
        leaders::check_and_standing(case, readiness, out);
    })
}

/// The whole application, with what `begin` adds before its first part.
fn outline(
    receiver: Receiver,
    call: &Call,
    draft: &Draft,
    deadline: Deadline,
    now: Timestamp,
    begin: impl FnOnce(&Case<'_>, &mut Outline),
) -> Outline {
    let asked = only_asked(call, draft);
    let case = Case { receiver, call, draft: &asked, profile: Profile::of(call, &asked), deadline, now };
    let school = school_name_or_placeholder(call, draft);
    let mut out = Outline {
        title: format!("{school}: application to become {}", with_article(&call.role.name)),
        lead: format!("{}. {}", call.hub.name, with_round(&call.title, &call.round)),
        blocks: Vec::new(),
    };
    glance(&case, now, &mut out);
    begin(&case, &mut out);
    school_part(&case, &mut out);
    criteria::criteria(&case, &mut out);
    criteria::focus(&case, &mut out);
    letters::letters(&case, &mut out);
    undertakings::documents(&case, &mut out);
    undertakings::duties(&case, &mut out);
    undertakings::meetings(&case, &mut out);
    undertakings::own_dates(&case, &mut out);
    undertakings::declarations(&case, &mut out);
    no_longer_asked(call, draft, &mut out);
    out.drop_empty_headings();
    out
}

fn glance(case: &Case, now: Timestamp, out: &mut Outline) {
    let made = format!("{}, with {}", now.london().0.long(), super::program::PROGRAM);
    let deadline = deadline_sentences(case.call, case.deadline, now).into_iter().take(3).map(Line::Note).collect();
    let mut rows = vec![Row::new("Made on", vec![Line::Note(made)])];
    rows.extend(said_round(&case.call.round).map(|round| Row::new("Round", vec![Line::Note(round.to_owned())])));
    rows.push(Row::new("Deadline", deadline));
    out.table("At a glance", ["What", "On the day this was made"], rows);
}

/// The deadline as a paragraph of its own: "Deadline: Friday 18 June 2027." A sentence that says that there is none says
/// what it is about.
pub(crate) fn deadline_paragraph(call: &Call, sentence: &str, deadline: Deadline) -> String {
    let is_whole = call.submission.any_time || deadline == Deadline::None;
    if is_whole { sentence.to_owned() } else { format!("Deadline: {sentence}") }
}

/// The deadline in sentences, and whether it had passed. At least one sentence.
pub(crate) fn deadline_words(call: &Call, deadline: Deadline, now: Timestamp) -> Vec<String> {
    let mut words = deadline_sentences(call, deadline, now);
    let oddities = call.deadline_at(now).into_iter().flat_map(|date| &date.oddities);
    words.extend(call.oddities_of(oddities).map(|o| o.note.clone()));
    words
}

/// The same without what is odd about the hub's words, which helps a school and is no news for the hub.
pub(crate) fn deadline_sentences(call: &Call, deadline: Deadline, now: Timestamp) -> Vec<String> {
    let is_dated = !matches!(deadline, Deadline::None | Deadline::AnyTime);
    let (Some(date), true) = (call.deadline_at(now), is_dated) else {
        // What leaves the page is the school's, so it speaks of the hub as of somebody else.
        return vec![call.no_deadline_words(Voice::Other)];
    };
    let closes = date.when.closing_words();
    if call.submission.any_time {
        return vec![ANY_TIME.to_owned(), format!("{}: {closes}.", capitalised(&date.name))];
    }
    let mut words = vec![format!("{}.", capitalised(&closes))];
    match deadline {
        Deadline::Closed => words.push("This had passed when this was made.".to_owned()),
        Deadline::Open { days: 0 } => words.push("This was due the day this was made.".to_owned()),
        Deadline::Open { days } => {
            let left = counted(usize::try_from(days).unwrap_or(0), "day");
            words.push(format!("{left} left when this was made."));
        }
        Deadline::None | Deadline::AnyTime => {}
    }
    words.extend(call.window_after_words(now, Voice::Other));
    words
}

fn school_part(case: &Case, out: &mut Outline) {
    let noun = case.noun();
    out.heading(Level::Part, format!("The {noun}"));
    let rows = answer_text::profile_answers(case.call, case.draft);
    let rows = rows.into_iter().map(|s| Row::new(s.label, vec![Line::said(s.text)])).collect();
    out.table(format!("About the {noun}"), ["Question", "Answer"], case.rows(rows));
    lots_and_cluster(case, out);
    let is_own = |id: &PersonId, field: &Field| matches!(field, Field::Person(own, _) if own == id);
    let people = case.call.people.iter();
    let people = people.filter(|person| !case.leaves_out(&person.when, |field| is_own(&person.id, field)));
    let rows = people.map(|p| {
        let given = answer_text::person_answers(case.call, case.draft, p);
        let line = |(leaf, text)| match leaf {
            PersonField::Email => Line::Address(text),
            _ => Line::Words(text),
        };
        Row::new(p.name.clone(), given.into_iter().map(line).collect())
    });
    out.table("People", ["Role", "Name, job title and contact details"], case.rows(rows.collect()));
}

/// What the school applies for, and the schools that apply with it.
fn lots_and_cluster(case: &Case, out: &mut Outline) {
    if let Some(lots) = &case.call.lots {
        let chosen = answer_text::chosen_lots(case.call, case.draft).into_iter().map(Line::Words).collect();
        let rows = vec![Row::new(lots.name.trim(), chosen)];
        out.table(lots.name.trim(), ["What", "Chosen"], case.rows(rows));
    }
    let Some(cluster) = &case.call.cluster else { return };
    if case.leaves_out(&cluster.when, |field| *field == Field::Cluster) {
        return;
    }
    let rows = filled_rows(case.draft.list(&Field::Cluster)).map(|row| {
        let cells = [CLUSTER_TEACHER, CLUSTER_ROLE].map(|at| cell(row, at));
        let words = cells.into_iter().filter(|cell| !cell.is_empty()).map(|cell| Line::Words(cell.to_owned()));
        let email = Some(cell(row, CLUSTER_EMAIL)).filter(|email| !email.is_empty());
        Row::new(cell(row, CLUSTER_SCHOOL), words.chain(email.map(|email| Line::Address(email.to_owned()))).collect())
    });
    let mut rows: Vec<Row> = rows.collect();
    if rows.is_empty() {
        rows.push(Row::new(cluster.name.trim(), vec![Line::said(case.at(&Field::Cluster))]));
    }
    out.table(cluster.name.trim(), ["School", "Teacher"], case.rows(rows));
}

/// What stands in the draft and has no place in the call: kept, and shown.
fn no_longer_asked(call: &Call, draft: &Draft, out: &mut Outline) {
    let rows: Vec<Row> = draft
        .answers
        .iter()
        .filter(|(field, answer)| !has_its_place(call, field, &answer.value) && !answer.value.is_blank())
        .map(|(field, answer)| {
            let words = if field.holds_files() {
                answer_text::files_in_words(draft, field).join("\n")
            } else {
                value_text(&answer.value)
            };
            Row::new(field.to_string(), vec![Line::said(words)])
        })
        .collect();
    if rows.is_empty() {
        return;
    }
    out.heading(Level::Part, "No longer needed");
    out.note("The hub no longer asks these questions.");
    out.table("Earlier answers", ["Question", "Answer"], rows);
}

/// Whether the document shows this answer under its question.
fn has_its_place(call: &Call, field: &Field, value: &Value) -> bool {
    // What is noted of an answer is no answer. That a section is complete is read from the check, which understands yes and no
    // only.
    matches!(field, Field::Again(_))
        || (is_asked(call, field) && (!matches!(field, Field::Complete(_)) || matches!(value, Value::Flag(_))))
}
