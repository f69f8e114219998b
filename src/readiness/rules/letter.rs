//! Letters and sets of questions: each prompt answered within its limit, its points covered, the statement of support.
//!
//! A limit in sides of A4 is not judged here: only laid-out pages can tell.

use super::{Case, Finding, Gap, Verdict, Weight, first, part, weight};
use crate::call::{Letter, LetterKind, Limit, Placement, Prompt, Section, Support};
use crate::draft::{Field, LetterField, PromptField, counted, words};

const RULE: &str = "letter";

pub(super) fn check(case: &Case, out: &mut Vec<Finding>) {
    for letter in &case.call.letters {
        one(case, letter, out);
    }
}

fn about(letter: &Letter, subject: impl Into<String>) -> Finding {
    Finding::about(RULE, Section::Letter(letter.id.clone()), subject)
}

fn one(case: &Case, letter: &Letter, out: &mut Vec<Finding>) {
    let asked = weight(letter.strength, Gap::Unanswered);
    if let Some(verdict) = case.settled_by(&letter.when) {
        let field = Field::Letter(letter.id.clone(), LetterField::Opening);
        let finding = about(letter, letter.name.as_str()).is(verdict).weighs(asked).at(field);
        out.push(finding.quoting(first(&letter.statements)).odd(&letter.oddities));
        return;
    }
    let mut length = Length::default();
    if letter.kind == LetterKind::Letter {
        for (leaf, subject, why) in [
            (LetterField::Opening, "How the letter begins", "Say to whom the letter goes and what it is for."),
            (LetterField::Closing, "How the letter ends", "Round the letter off, and sign it."),
        ] {
            let field = Field::Letter(letter.id.clone(), leaf);
            let text = case.draft.text(&field);
            length.add(text);
            let verdict =
                if text.trim().is_empty() { Verdict::unanswered(why, vec![field.clone()]) } else { Verdict::Met };
            out.push(about(letter, subject).is(verdict).weighs(Weight::Strengthens).at(field));
        }
    }
    for p in &letter.prompts {
        prompt(case, letter, p, &mut length, out);
    }
    if let Some(s) = &letter.support {
        support(case, letter, s, &mut length, out);
    }
    if let Some(limit) = &letter.limit {
        let field = letter.prompts.first().map_or_else(
            || Field::Letter(letter.id.clone(), LetterField::Opening),
            |p| Field::Prompt(letter.id.clone(), p.id.clone(), PromptField::Text),
        );
        if let Some(verdict) = within(limit, &length) {
            let finding = about(letter, format!("Length of the {}", lower_first(&letter.name))).is(verdict);
            out.push(finding.weighs(asked).at(field).quoting(first(&letter.statements)).odd(&letter.oddities));
        }
    }
}

fn prompt<'a>(case: &Case<'a>, letter: &Letter, prompt: &Prompt, length: &mut Length<'a>, out: &mut Vec<Finding>) {
    let at = |leaf| Field::Prompt(letter.id.clone(), prompt.id.clone(), leaf);
    let subject = prompt.title.trim().trim_end_matches(':');
    let field = at(PromptField::Text);
    let finding =
        about(letter, subject).weighs(weight(letter.strength, Gap::Unanswered)).quoting(first(&prompt.statements));
    if let Some(verdict) = case.settled_by(&prompt.when) {
        out.push(finding.is(verdict).at(field));
        return;
    }
    let text = case.draft.text(&field);
    if text.trim().is_empty() {
        out.push(finding.is(Verdict::unanswered("Nothing is written here yet.", vec![field.clone()])).at(field));
        return;
    }
    let own = length.add(text);
    let verdict = prompt.limit.as_ref().and_then(|limit| within(limit, &own)).unwrap_or(Verdict::Met);
    out.push(finding.is(verdict).at(field));
    let covered = at(PromptField::Covered);
    let ticked = case.draft.list(&covered);
    for item in prompt.points.iter().filter(|item| !ticked.iter().any(|t| t == item.id.as_str())) {
        out.push(
            about(letter, format!("{subject}: a point to cover"))
                .is(Verdict::unanswered("Tick this once your text covers it.", vec![covered.clone()]))
                .weighs(Weight::Strengthens)
                .at(covered.clone())
                .quoting(part(&item.quote, prompt.statements.iter().chain(&letter.statements))),
        );
    }
}

fn support<'a>(case: &Case<'a>, letter: &Letter, support: &Support, length: &mut Length<'a>, out: &mut Vec<Finding>) {
    let at = |leaf| Field::Letter(letter.id.clone(), leaf);
    let asked = weight(support.strength, Gap::Unanswered);
    let finding = about(letter, support.name.as_str())
        .quoting(part(&support.quote, letter.statements.iter()))
        .odd(&support.oddities);
    if let Some(verdict) = case.settled_by(&support.when) {
        out.push(finding.is(verdict).weighs(asked).at(at(LetterField::Support)));
        return;
    }
    // Where the hub only says "if applicable", the school says whether it is. Once it says so, the words must follow.
    let mut weighs = asked;
    if support.when.is_empty() {
        let wanted = at(LetterField::SupportWanted);
        match case.draft.flag(&wanted) {
            None => {
                let why = "Say whether a statement of support applies to your school.";
                out.push(finding.is(Verdict::unanswered(why, vec![wanted.clone()])).weighs(asked).at(wanted));
                return;
            }
            Some(false) => {
                let verdict = Verdict::not_asked("You have said that none applies to your school.");
                out.push(finding.is(verdict).weighs(asked).at(wanted));
                return;
            }
            Some(true) => weighs = Weight::Blocks,
        }
    }
    let text = case.draft.text(&at(LetterField::Support));
    let needs: Vec<Field> = [LetterField::Support, LetterField::SupportFrom]
        .into_iter()
        .map(at)
        .filter(|field| !case.draft.answered(field))
        .collect();
    let verdict = if needs.is_empty() {
        Verdict::Met
    } else if text.trim().is_empty() {
        Verdict::unanswered("The statement of support is still to be written.", needs)
    } else {
        Verdict::unanswered("Say who gives the statement of support.", needs)
    };
    let inside = match case.draft.text(&at(LetterField::SupportPlacement)) {
        "inside" if support.choice => true,
        "beside" if support.choice => false,
        _ => support.placement == Placement::Inside,
    };
    if inside {
        length.add(text);
    }
    out.push(finding.is(verdict).weighs(weighs).at(at(LetterField::Support)));
}

/// How long a text is. Words and characters are counted only where a limit asks for them.
#[derive(Default)]
struct Length<'a> {
    texts: Vec<&'a str>,
}

impl<'a> Length<'a> {
    /// Adds a text, and gives back the length of that text alone.
    fn add(&mut self, text: &'a str) -> Self {
        self.texts.push(text);
        Self { texts: vec![text] }
    }

    fn words(&self) -> usize {
        self.texts.iter().map(|t| words(t)).sum()
    }

    fn characters(&self) -> usize {
        self.texts.iter().map(|t| t.trim().chars().count()).sum()
    }
}

/// Whether a length keeps to a limit. None where nothing can be said: a limit in sides only, or nothing written yet.
fn within(limit: &Limit, length: &Length) -> Option<Verdict> {
    let count = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
    if length.texts.iter().all(|t| t.trim().is_empty()) {
        return None;
    }
    let over = |noun: &str, has: usize, most: usize| {
        let why = format!(
            "{}; the limit is {}. Take out {}.",
            counted(has, noun),
            counted(most, noun),
            counted(has - most, noun)
        );
        Some(Verdict::not_met(why))
    };
    if let Some(most) = limit.words.map(count) {
        let has = length.words();
        if has > most {
            return over("word", has, most);
        }
    }
    if let Some(most) = limit.characters.map(count) {
        let has = length.characters();
        if has > most {
            return over("character", has, most);
        }
    }
    if let Some(fewest) = limit.minimum_words.map(count) {
        let has = length.words();
        if has < fewest {
            let why = format!("{}; the hub asks for at least {}.", counted(has, "word"), counted(fewest, "word"));
            return Some(Verdict::not_met(why));
        }
    }
    let judged = limit.words.is_some() || limit.characters.is_some() || limit.minimum_words.is_some();
    judged.then_some(Verdict::Met)
}

/// "Supporting letter" within a sentence.
fn lower_first(name: &str) -> String {
    let mut rest = name.chars();
    let Some(head) = rest.next() else { return String::new() };
    // "SLT letter" stays as it is.
    if rest.clone().next().is_some_and(char::is_uppercase) {
        return name.to_owned();
    }
    head.to_lowercase().chain(rest).collect()
}
