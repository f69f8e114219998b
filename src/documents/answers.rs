//! The answers laid out to copy one by one into the hub's form: what was asked, in the hub's words, and what to paste.

use super::answer_text::{self, join_non_empty, names_at, text_at, value_text, who_by_when};
use super::application::state_words;
use super::asked::only_asked;
use crate::call::{Call, Criterion, Document, Item, Letter, LetterKind, Point, Section};
use crate::draft::{
    DocumentField, Draft, EvidencePlace, Field, LetterField, PersonField, PointField, Profile, PromptField, Value,
    evidence_shown_in, is_asked_of_school, is_letter_attached, is_same_as, own_date_question, own_date_words,
    prompt_field, prompt_words, same_as_label, words_of,
};

/// The answers of one section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerGroup {
    /// The section.
    pub section: Section,
    /// Its name.
    pub title: String,
    /// Its answers, in the order of the call.
    pub answers: Vec<AnswerText>,
}

/// One answer to copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerText {
    /// What was asked, in short.
    pub title: String,
    /// The hub's words.
    pub words: Vec<String>,
    /// What to paste. Empty where nothing was answered.
    pub text: String,
    /// Where it is edited.
    pub field: Field,
}

/// Everything that a school answered, as texts to copy. Works for any call, with or without a form.
pub fn answers(call: &Call, draft: &Draft) -> Vec<AnswerGroup> {
    let draft = &only_asked(call, draft);
    let profile = Profile::of(call, draft);
    let of = |section: &Section| match section {
        Section::School => school(call, draft),
        Section::Criterion(id) => {
            call.criterion(id).map(|c| c.points.iter().map(|p| point(call, draft, c, p)).collect()).unwrap_or_default()
        }
        Section::Focus => focus(call, draft),
        Section::Letter(id) => call.letter(id).map(|l| letter(draft, l)).unwrap_or_default(),
        Section::Documents => call.documents.iter().map(|d| document(draft, d)).collect(),
        Section::Duties => duties(call, draft),
        Section::Declarations => declarations(call, draft),
    };
    // What is not asked of this school is not there, unless it was answered all the same.
    let is_there = |answer: &AnswerText| !answer.text.is_empty() || is_asked_of_school(call, &profile, &answer.field);
    let group = |section: Section| AnswerGroup {
        title: section.name(call, draft.applicant(call)),
        answers: of(&section).into_iter().filter(is_there).collect(),
        section,
    };
    let mut all: Vec<AnswerGroup> = call.sections().into_iter().map(group).filter(|g| !g.answers.is_empty()).collect();
    // What the hub's form is known to ask comes first.
    let is_form = |g: &AnswerGroup| matches!(&g.section, Section::Letter(id) if call.letter(id).is_some_and(|l| l.kind == LetterKind::Answers));
    all.sort_by_key(|group| !is_form(group));
    all
}

fn school(call: &Call, draft: &Draft) -> Vec<AnswerText> {
    let profile = answer_text::profile_answers(call, draft);
    let mut all: Vec<AnswerText> = profile
        .into_iter()
        .map(|s| AnswerText { title: s.label, words: Vec::new(), text: s.text, field: s.field })
        .collect();
    if let Some(lots) = &call.lots {
        let text = answer_text::chosen_lots(call, draft).join("\n");
        let words = lots.statements.iter().map(answer_text::statement_text).collect();
        all.push(AnswerText { title: lots.name.clone(), words, text, field: Field::LotsChosen });
    }
    if let Some(cluster) = &call.cluster {
        let field = Field::Cluster;
        let text = draft.value(&field).map(|value| words_of(draft, &field, value)).unwrap_or_default();
        let words = cluster.statements.iter().map(answer_text::statement_text).collect();
        all.push(AnswerText { title: cluster.name.clone(), words, text: text.trim().to_owned(), field });
    }
    for person in &call.people {
        let at = |leaf| Field::Person(person.id.clone(), leaf);
        if let Some(other) = is_same_as(call, draft, person) {
            let field = at(PersonField::SameAs);
            let text = same_as_label(other);
            all.push(AnswerText { title: person.name.clone(), words: Vec::new(), text, field });
            continue;
        }
        for leaf in PersonField::ALL.iter().filter(|leaf| **leaf != PersonField::SameAs) {
            let field = at(*leaf);
            let text = text_at(draft, &field);
            if *leaf == PersonField::Name || !text.is_empty() {
                let title = format!("{}: {}", person.name, super::field_words::person(*leaf));
                all.push(AnswerText { title, words: Vec::new(), text, field });
            }
        }
    }
    all
}

fn point(call: &Call, draft: &Draft, criterion: &Criterion, point: &Point) -> AnswerText {
    let at = |leaf| Field::Point(criterion.id.clone(), point.id.clone(), leaf);
    let said = |leaf| text_at(draft, &at(leaf));
    let rating = said(PointField::Rating);
    let rating = call.rating(&rating).map_or(rating.clone(), |r| r.label.clone());
    let branches = names_at(draft, &at(PointField::Branches), |id| point.branch_words(id)).join("\n");
    let given = [PointField::Number, PointField::Level].map(said).concat();
    let fact = Some(given).filter(|given| !given.is_empty()).and_then(|given| Some(point.rule_answer(&given)?.1));
    let fact = fact.unwrap_or_default();
    let next = who_by_when(&said(PointField::NextWho), &said(PointField::NextWhen));
    let next = join_non_empty(&[&said(PointField::NextStep), &next], "\n");
    let next = if next.is_empty() { next } else { format!("Next step: {next}") };
    let files = files_to_add(draft, &at(PointField::Files));
    let places = evidence_shown_in(call, draft, &criterion.id, point);
    let places = places.iter().map(EvidencePlace::reference).collect::<Vec<_>>().join("\n");
    let text = [rating, fact, branches, said(PointField::Evidence), places, said(PointField::Links), files, next];
    AnswerText {
        title: point.label.clone(),
        words: Some(point.quote.clone()).filter(|words| !words.is_empty()).into_iter().collect(),
        text: join_non_empty(&text.each_ref().map(String::as_str), "\n\n"),
        field: at(PointField::Evidence),
    }
}

fn focus(call: &Call, draft: &Draft) -> Vec<AnswerText> {
    let Some(focus) = &call.focus else { return Vec::new() };
    let name = |id: &str| focus.areas.iter().find(|a| a.id.as_str() == id).map(|a| a.name.as_str());
    let mut all = vec![AnswerText {
        title: "Focus areas".to_owned(),
        words: focus.statements.iter().map(answer_text::statement_text).collect(),
        text: names_at(draft, &Field::FocusChosen, name).join("\n"),
        field: Field::FocusChosen,
    }];
    for area in &focus.areas {
        let field = Field::FocusWhy(area.id.clone());
        let text = text_at(draft, &field);
        if !text.is_empty() {
            let words = area.statements.iter().map(answer_text::statement_text).collect();
            all.push(AnswerText { title: area.name.clone(), words, text, field });
        }
    }
    all
}

fn letter(draft: &Draft, letter: &Letter) -> Vec<AnswerText> {
    let mut all = Vec::new();
    let edge = |all: &mut Vec<AnswerText>, title: &str, leaf| {
        let field = Field::Letter(letter.id.clone(), leaf);
        let text = text_at(draft, &field);
        if !text.is_empty() {
            all.push(AnswerText { title: title.to_owned(), words: Vec::new(), text, field });
        }
    };
    if is_letter_attached(draft, letter) {
        let field = Field::Letter(letter.id.clone(), LetterField::Files);
        let words = letter.statements.iter().map(answer_text::statement_text).collect();
        return vec![AnswerText { title: letter.name.clone(), words, text: files_to_add(draft, &field), field }];
    }
    if letter.prompts.is_empty() {
        let field = Field::Letter(letter.id.clone(), LetterField::Text);
        let words = letter.statements.iter().map(answer_text::statement_text).collect();
        all.push(AnswerText { title: letter.name.clone(), words, text: text_at(draft, &field), field });
    }
    edge(&mut all, "Opening", LetterField::Opening);
    for prompt in &letter.prompts {
        let files = files_to_add(draft, &Field::Prompt(letter.id.clone(), prompt.id.clone(), PromptField::Files));
        let text = prompt_words(draft, &letter.id, prompt);
        let text = join_non_empty(&[text.trim(), &files], "\n\n");
        let words = prompt.statements.iter().map(answer_text::statement_text).collect();
        let field = prompt_field(&letter.id, prompt);
        all.push(AnswerText { title: prompt.title.clone(), words, text, field });
    }
    edge(&mut all, "Closing", LetterField::Closing);
    if draft.value(&Field::Letter(letter.id.clone(), LetterField::SupportWanted)) != Some(&Value::Flag(false)) {
        let name = letter.support.as_ref().map_or("Statement of support", |s| &s.name);
        edge(&mut all, name, LetterField::Support);
    }
    all
}

fn document(draft: &Draft, document: &Document) -> AnswerText {
    let at = |leaf| Field::Document(document.id.clone(), leaf);
    let said = |leaf| text_at(draft, &at(leaf));
    let contents = ticked(draft, &document.contents, &at(DocumentField::Contents));
    let state = said(DocumentField::State);
    let files = files_to_add(draft, &at(DocumentField::Files));
    let text = [state_words(&state).to_owned(), said(DocumentField::Name), said(DocumentField::Link), files, contents];
    AnswerText {
        title: document.name.clone(),
        words: document.statements.iter().map(answer_text::statement_text).collect(),
        text: join_non_empty(&text.each_ref().map(String::as_str), "\n"),
        field: at(DocumentField::State),
    }
}

/// Files at an address, which a form that takes any has to be given by hand.
fn files_to_add(draft: &Draft, field: &Field) -> String {
    let names = answer_text::file_names(draft, field);
    if names.is_empty() { text_at(draft, field) } else { format!("Files: {}", names.join(", ")) }
}

fn ticked(draft: &Draft, items: &[Item], field: &Field) -> String {
    names_at(draft, field, |id| items.iter().find(|i| i.id.as_str() == id).map(|i| i.quote.as_str())).join("\n")
}

fn duties(call: &Call, draft: &Draft) -> Vec<AnswerText> {
    let mut all = Vec::new();
    for duty in &call.duties {
        let field = Field::Duty(duty.id.clone());
        let title = duty.statement.lead.clone().unwrap_or_else(|| call.heading(&duty.statement.under));
        let is_exception = draft.flag(&field) == Some(false);
        let why = if is_exception { text_at(draft, &Field::DutyWhy(duty.id.clone())) } else { String::new() };
        let text = join_non_empty(&[&tick(draft, &field, "Agreed", "Not agreed"), &why], "\n");
        all.push(AnswerText { title, words: vec![answer_text::statement_text(&duty.statement)], text, field });
    }
    for date in call.meetings() {
        let field = Field::Meeting(date.id.clone());
        let title = format!("{}, {}", date.name, date.when.words());
        let words = date.statement.iter().map(answer_text::statement_text).collect();
        all.push(AnswerText { title, words, text: text_at(draft, &field), field });
    }
    // What has passed asks nothing, and some may be left blank.
    let given = call.own_dates().filter(|date| draft.answered(&Field::OwnDate(date.id.clone())));
    for date in given {
        let field = Field::OwnDate(date.id.clone());
        let words = date.statement.iter().map(answer_text::statement_text).collect();
        let text = own_date_words(draft, date);
        all.push(AnswerText { title: own_date_question(date), words, text, field });
    }
    all
}

fn declarations(call: &Call, draft: &Draft) -> Vec<AnswerText> {
    let one = |declaration: &crate::call::Declaration| {
        let field = Field::Declaration(declaration.id.clone());
        AnswerText {
            title: declaration.label.clone(),
            words: vec![answer_text::statement_text(&declaration.statement)],
            text: tick(draft, &field, "Confirmed", "Not confirmed"),
            field,
        }
    };
    call.declarations_before_sending().map(one).collect()
}

fn tick(draft: &Draft, field: &Field, yes: &str, no: &str) -> String {
    match draft.value(field) {
        Some(Value::Flag(flag)) => if *flag { yes } else { no }.to_owned(),
        other => other.map(value_text).unwrap_or_default(),
    }
}
