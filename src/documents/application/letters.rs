//! Letters and sets of answers, in full.

use super::case::Case;
use crate::call::{AnswerKind, Call, Item, Letter, LetterKind, Prompt, Strength};
use crate::documents::answer_text::{files_in_words, names_at, value_text};
use crate::documents::evidence_used::evidence_used;
use crate::documents::outline::{Level, Line, Outline, Row};
use crate::documents::receiver::Receiver;
use crate::draft::{
    Applies, Draft, Field, LetterField, PromptField, Value, applies, counted, counted_texts, filled_rows, is_asked,
    is_letter_attached, is_prompt_answered, letter_texts, money_total_words, money_words, prompt_words, words,
};

pub(super) fn letters(case: &Case, out: &mut Outline) {
    for letter in case.call.letters.iter().filter(|letter| is_shown(case, letter)) {
        out.heading(Level::Part, letter.name.trim().trim_end_matches(':'));
        if let Applies::No { because } = applies(case.call, &letter.when, &case.profile) {
            out.note(format!("Does not apply. {because}"));
        }
        out.quote(case.call, &letter.statements);
        if is_letter_attached(case.draft, letter) {
            attached(case, letter, out);
            // A backup has what was written here too.
            if case.receiver != Receiver::Oneself || !is_written(case, letter) {
                continue;
            }
            out.note("Written in Upbeat, not sent:");
        }
        if letter.kind == LetterKind::Letter {
            out.note(format!("{}.", counted(letter_words(case.call, case.draft, letter), "word")));
        }
        whole(case, letter, out);
        if !case.is_for_hub() {
            on_paper(case, letter, out);
        }
    }
}

/// Whether anything of a letter is written here.
fn is_written(case: &Case, letter: &Letter) -> bool {
    letter_texts(letter).iter().any(|text| case.draft.answered(text))
        || letter.prompts.iter().any(|prompt| is_prompt_answered(case.draft, &letter.id, prompt))
}

/// Letters that are not asked of this school are not mentioned; for the hub, neither are those that it does not need and of
/// which nothing is written.
fn is_shown(case: &Case, letter: &Letter) -> bool {
    let needed =
        letter.strength == Strength::Must || is_letter_attached(case.draft, letter) || is_written(case, letter);
    let is_own = |field: &Field| matches!(field, Field::Letter(id, _) | Field::Prompt(id, ..) if *id == letter.id);
    (needed || !case.is_for_hub()) && !case.leaves_out(&letter.when, is_own)
}

/// A letter that is sent as files of its own.
fn attached(case: &Case, letter: &Letter, out: &mut Outline) {
    let at = |leaf| Field::Letter(letter.id.clone(), leaf);
    let files = files_in_words(case.draft, &at(LetterField::Files));
    let files = if files.is_empty() { "No file attached.".to_owned() } else { files.join("\n") };
    let mut rows = vec![Row::new("Sent as a file", vec![Line::said(files)])];
    if let Some(support) = letter.support.as_ref().filter(|support| !case.is_not_asked(&support.when)) {
        let is_in = case.draft.flag(&at(LetterField::SupportAttached)) == Some(true);
        let wanted = case.draft.flag(&at(LetterField::SupportWanted));
        if is_in && wanted != Some(false) {
            rows.push(Row::new(&support.name, vec![Line::said("In the file".to_owned())]));
        }
    }
    out.table(&letter.name, ["What", "Answer"], case.rows(rows));
}

/// What the school chose for the sheet of paper, if anything.
fn on_paper(case: &Case, letter: &Letter, out: &mut Outline) {
    let rows = [
        ("Text size (point)", LetterField::Size),
        ("Line spacing", LetterField::Spacing),
        ("Margins (mm)", LetterField::Margins),
        ("Space for letterhead (mm)", LetterField::Letterhead),
        ("Headings", LetterField::Headings),
        ("Date", LetterField::Date),
        ("Greeting", LetterField::Salutation),
        (case.call.applicant(None).address_label(), LetterField::AddressBlock),
    ];
    let mut given = Vec::new();
    for (label, leaf) in rows {
        case.given(&mut given, label, &Field::Letter(letter.id.clone(), leaf));
    }
    if !given.is_empty() {
        out.heading(Level::Division, "Layout");
        out.table("Letter layout", ["What", "Chosen"], given);
    }
}

fn whole(case: &Case, letter: &Letter, out: &mut Outline) {
    let at = |leaf| Field::Letter(letter.id.clone(), leaf);
    let is_letter = letter.kind == LetterKind::Letter;
    let has_prompts = !letter.prompts.is_empty();
    edge(case, "Opening", &at(LetterField::Opening), is_letter && has_prompts, out);
    if !has_prompts {
        out.words(case.at(&at(LetterField::Text)));
    }
    for prompt in &letter.prompts {
        let is_own =
            |field: &Field| matches!(field, Field::Prompt(id, own, _) if *id == letter.id && *own == prompt.id);
        if !case.leaves_out(&prompt.when, is_own) {
            one(case, letter, prompt, out);
        }
    }
    edge(case, "Closing", &at(LetterField::Closing), is_letter && has_prompts, out);

    let own =
        [LetterField::SupportWanted, LetterField::Support, LetterField::SupportFrom, LetterField::SupportPlacement];
    let is_possible = letter.support.as_ref().is_some_and(|support| !case.is_not_asked(&support.when));
    if (!is_possible || case.is_for_hub()) && own.iter().all(|leaf| case.at(&at(*leaf)).is_empty()) {
        return;
    }
    let name = letter.support.as_ref().map_or("Statement of support", |s| &s.name);
    out.heading(Level::Division, name);
    let mut rows = Vec::new();
    if let Some(support) = &letter.support {
        rows.push(Row::new("The hub\u{2019}s words", vec![Line::Quote(support.quote.clone())]));
    }
    let wanted = at(LetterField::SupportWanted);
    if is_asked(case.call, &wanted) {
        rows.push(Row::new("Included", vec![Line::said(case.at(&wanted))]));
    }
    case.given(&mut rows, "From", &at(LetterField::SupportFrom));
    let placement = match case.at(&at(LetterField::SupportPlacement)).as_str() {
        "" => String::new(),
        "inside" => "Inside the letter".to_owned(),
        "beside" => "On a separate page".to_owned(),
        other => other.to_owned(),
    };
    if !placement.is_empty() {
        rows.push(Row::new("Where it goes", vec![Line::said(placement)]));
    }
    out.table(name, ["What", "Answer"], case.rows(rows));
    let text = case.at(&at(LetterField::Support));
    if !text.is_empty() || case.draft.value(&at(LetterField::SupportWanted)) == Some(&Value::Flag(true)) {
        out.words(text);
    }
}

/// Opening or closing. A set of answers has neither, unless one was written.
fn edge(case: &Case, name: &str, field: &Field, is_letter: bool, out: &mut Outline) {
    let text = case.at(field);
    if (is_letter && !case.is_for_hub()) || !text.is_empty() {
        out.heading(Level::Division, name);
        out.words(text);
    }
}

fn one(case: &Case, letter: &Letter, prompt: &Prompt, out: &mut Outline) {
    let at = |leaf| Field::Prompt(letter.id.clone(), prompt.id.clone(), leaf);
    out.heading(Level::Division, prompt.title.trim().trim_end_matches(':'));
    if let Applies::No { because } = applies(case.call, &prompt.when, &case.profile) {
        out.note(format!("Does not apply. {because}"));
    }
    out.quote(case.call, &prompt.statements);
    answer(case, letter, prompt, out);
    if case.receiver == Receiver::Leaders {
        let covered = ticked(case, &prompt.points, &at(PromptField::Covered));
        if !covered.is_empty() {
            out.table(
                format!("The {} says it covers", case.noun()),
                ["What", "Covered"],
                vec![Row::new("Covered", covered)],
            );
        }
    }
    let sources: Vec<String> = evidence_used(case.draft, &at(PromptField::Text), &at(PromptField::Sources))
        .iter()
        .map(|from| source(case, from))
        .collect();
    if !sources.is_empty() {
        out.note(format!("Uses evidence from: {}.", sources.join("; ")));
    }
}

/// What is answered to a question: in words, or as a table of money; and the files in place of words.
fn answer(case: &Case, letter: &Letter, prompt: &Prompt, out: &mut Outline) {
    let at = |leaf| Field::Prompt(letter.id.clone(), prompt.id.clone(), leaf);
    let title = prompt.title.trim().trim_end_matches(':');
    let lines = case.draft.list(&at(PromptField::Lines));
    if matches!(prompt.answer, Some(AnswerKind::Money { .. })) && filled_rows(lines).next().is_some() {
        let mut rows: Vec<Row> = filled_rows(lines)
            .map(|row| {
                let (what, amount) = money_words(row);
                Row::new(what, vec![Line::said(amount)])
            })
            .collect();
        rows.extend(money_total_words(lines).map(|total| Row::new("Total", vec![Line::Note(total)])));
        out.table(title, ["What for", "Amount"], rows);
        return;
    }
    let text = prompt_words(case.draft, &letter.id, prompt);
    let files = files_in_words(case.draft, &at(PromptField::Files));
    if files.is_empty() || !text.trim().is_empty() {
        out.words(text);
    }
    if !files.is_empty() {
        let files = files.into_iter().map(Line::Words).collect();
        out.table(title, ["What", "Answer"], vec![Row::new("Attached", files)]);
    }
}

/// The name of an answer that was put into a text: the point that it is evidence of. An address that is not known stays.
fn source(case: &Case, address: &str) -> String {
    match Field::parse(address) {
        Field::Point(criterion, point, _) => {
            let points = case.call.criterion(&criterion).into_iter().flat_map(|c| &c.points);
            points.into_iter().find(|p| p.id == point).map(|p| p.label.clone())
        }
        _ => None,
    }
    .unwrap_or_else(|| address.to_owned())
}

/// The items ticked at an address, in the hub's words.
pub(super) fn ticked(case: &Case, items: &[Item], field: &Field) -> Vec<Line> {
    let quote = |id: &str| items.iter().find(|i| i.id.as_str() == id).map(|i| i.quote.as_str());
    names_at(case.draft, field, quote).into_iter().map(Line::Quote).collect()
}

/// Words of a letter as it stands in a draft: opening, prompts, closing, and a statement of support unless it stands
/// beside the letter or the school has said that none applies.
pub fn letter_words(call: &Call, draft: &Draft, letter: &Letter) -> usize {
    letter_sum(call, draft, letter, words)
}

/// The same in characters, spaces counted but for those around each text.
pub fn letter_characters(call: &Call, draft: &Draft, letter: &Letter) -> usize {
    letter_sum(call, draft, letter, |text| text.trim().chars().count())
}

fn letter_sum(call: &Call, draft: &Draft, letter: &Letter, count: impl Fn(&str) -> usize) -> usize {
    let texts = counted_texts(call, draft, letter);
    texts.iter().map(|field| draft.value(field).map_or(0, |value| count(&value_text(value)))).sum()
}
