//! "Ready" is never said while something that the call file requires is missing: calls of many shapes, drafts of many
//! kinds, 10,000 of them.
//!
//! What is required is read from the call file here, and not asked of the rules.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "tests stop where they fail")]

use upbeat::call::{
    Call, Condition, Criterion, Elsewhere, Letter, LetterKind, Need, Strength, Timestamp, Way, read_call,
    read_call_as_written,
};
use upbeat::draft::{
    Applies, DocumentField, Draft, FIXTURE_TIME, Field, LetterField, PointField, Profile, PromptField, SchoolField,
    Value, applies, asked_again, files_at, fullest, generated,
};
use upbeat::readiness::{Overall, Readiness, assess};

mod call_files;

const SESSIONS: u64 = 10_000;

/// Numbers that look random and come from a seed.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most.max(1)
    }

    fn one_in(&mut self, chance: usize) -> bool {
        self.below(chance) == 0
    }
}

fn calls() -> Vec<Call> {
    call_files::texts().iter().map(|text| read_call_as_written(text).unwrap()).collect()
}

/// One of three strengths that a call may give.
fn strength(numbers: &mut Numbers) -> Strength {
    [Strength::Must, Strength::Should, Strength::May][numbers.below(3)]
}

/// A call like the one given, with another shape: what a hub may well write.
fn reshaped(mut call: Call, numbers: &mut Numbers) -> Call {
    for letter in &mut call.letters {
        if numbers.one_in(3) {
            letter.prompts.clear();
        }
        if numbers.one_in(4) {
            letter.kind = if letter.kind == LetterKind::Letter { LetterKind::Answers } else { LetterKind::Letter };
        }
        if numbers.one_in(3) {
            letter.strength = strength(numbers);
        }
        if numbers.one_in(3) {
            letter.when.clear();
        }
    }
    for document in &mut call.documents {
        if numbers.one_in(3) {
            document.need = [Need::Required, Need::IfApplicable, Need::Optional][numbers.below(3)];
        }
    }
    for declaration in &mut call.declarations {
        declaration.required = !numbers.one_in(4);
        declaration.after_sending = numbers.one_in(5);
    }
    for criterion in &mut call.criteria {
        if numbers.one_in(12) {
            set_elsewhere(criterion);
        }
        for point in &mut criterion.points {
            if numbers.one_in(4) {
                point.strength = strength(numbers);
            }
        }
    }
    if numbers.one_in(6) {
        call.scale.steps.clear();
    }
    if numbers.one_in(8) {
        call.criteria.clear();
    }
    if let Some(focus) = call.focus.as_mut().filter(|_| numbers.one_in(2)) {
        focus.minimum = 1;
    }
    // As a page reads it.
    read_call(&serde_json::to_string(&call).unwrap()).unwrap()
}

fn set_elsewhere(criterion: &mut Criterion) {
    criterion.points.clear();
    criterion.elsewhere = Some(Elsewhere { name: "Quality handbook".to_owned(), url: None });
}

/// Everything answered but a few things; sometimes anything.
fn draft(call: &Call, seed: u64, numbers: &mut Numbers) -> Draft {
    if numbers.one_in(8) {
        return generated(seed, call);
    }
    let mut draft = fullest(call);
    let fields: Vec<Field> = draft.answers.keys().cloned().collect();
    for _ in 0..numbers.below(3) {
        let field = fields[numbers.below(fields.len())].clone();
        let value = match draft.value(&field) {
            Some(Value::Flag(flag)) if numbers.one_in(2) => Value::Flag(!flag),
            Some(Value::Text(_)) if numbers.one_in(2) => "  ".into(),
            _ => {
                draft.answers.remove(&field);
                continue;
            }
        };
        draft.set(field, value, FIXTURE_TIME);
    }
    draft
}

/// What the call file requires of this school for sure and the draft lacks.
fn missing(call: &Call, draft: &Draft) -> Vec<String> {
    let profile = Profile::of(call, draft);
    let is_asked = |when: &[Condition]| matches!(applies(call, when, &profile), Applies::Yes);
    let is_blank = |field: &Field| draft.text(field).trim().is_empty();
    let mut all: Vec<Field> = Vec::new();
    for leaf in [SchoolField::Name, SchoolField::Setting] {
        all.extend(Some(Field::School(leaf)).filter(is_blank));
    }
    let needed = |strength: Strength| matches!(strength, Strength::Must | Strength::Should);
    for letter in call.letters.iter().filter(|letter| needed(letter.strength) && is_asked(&letter.when)) {
        all.extend(missing_of_letter(letter, draft, &is_asked, &is_blank));
    }
    for document in call.documents.iter().filter(|own| own.need == Need::Required && is_asked(&own.when)) {
        let at = |leaf| Field::Document(document.id.clone(), leaf);
        let is_given = !is_blank(&at(DocumentField::Name))
            || !is_blank(&at(DocumentField::Link))
            || !files_at(draft, &at(DocumentField::Files)).is_empty();
        all.extend((!is_given || draft.text(&at(DocumentField::State)) != "ready").then(|| at(DocumentField::State)));
    }
    for own in call.declarations.iter().filter(|own| own.required && !own.after_sending && is_asked(&own.when)) {
        let field = Field::Declaration(own.id.clone());
        all.extend(Some(field).filter(|field| draft.flag(field) != Some(true)));
    }
    for duty in call.duties.iter().filter(|duty| is_asked(&duty.when)) {
        let field = Field::Duty(duty.id.clone());
        all.extend(Some(field).filter(|field| draft.flag(field).is_none()));
    }
    for criterion in &call.criteria {
        let must = criterion.points.iter().filter(|point| point.strength == Strength::Must && is_asked(&point.when));
        for point in must.filter(|point| point.rule.is_none()) {
            let at = |leaf| Field::Point(criterion.id.clone(), point.id.clone(), leaf);
            if call.rates(point) && call.rating(draft.text(&at(PointField::Rating))).is_none() {
                all.push(at(PointField::Rating));
            }
        }
    }
    if let Some(focus) = &call.focus {
        let setting = profile.setting.map(|setting| &setting.id);
        let is_offered = focus.areas.iter().any(|area| area.is_offered_to(setting));
        let chosen = draft.list(&Field::FocusChosen).len();
        let least = usize::try_from(focus.minimum).unwrap();
        all.extend((is_offered && setting.is_some() && chosen < least).then_some(Field::FocusChosen));
    }
    all.iter().map(ToString::to_string).collect()
}

fn missing_of_letter(
    letter: &Letter,
    draft: &Draft,
    is_asked: &impl Fn(&[Condition]) -> bool,
    is_blank: &impl Fn(&Field) -> bool,
) -> Vec<Field> {
    let at = |leaf| Field::Letter(letter.id.clone(), leaf);
    if letter.kind == LetterKind::Letter && draft.flag(&at(LetterField::Attached)) == Some(true) {
        let files = at(LetterField::Files);
        return Some(files).filter(|files| files_at(draft, files).is_empty()).into_iter().collect();
    }
    if letter.prompts.is_empty() {
        return Some(at(LetterField::Text)).filter(is_blank).into_iter().collect();
    }
    let prompts = letter.prompts.iter().filter(|prompt| is_asked(&prompt.when));
    prompts
        .map(|prompt| Field::Prompt(letter.id.clone(), prompt.id.clone(), PromptField::Text))
        .filter(is_blank)
        .collect()
}

/// The draft, whose hub has changed the words of some confirmations since it was opened last. They are given again or not.
fn after_a_change(call: &Call, mut draft: Draft, numbers: &mut Numbers) -> Draft {
    let mut before = call.clone();
    for statement in before
        .declarations
        .iter_mut()
        .map(|own| &mut own.statement)
        .chain(before.duties.iter_mut().map(|own| &mut own.statement))
    {
        if numbers.one_in(3) {
            statement.text.push_str(" (earlier)");
        }
    }
    let later = Timestamp(FIXTURE_TIME.0 + 1_000);
    for (field, value) in asked_again(&before, call, &draft) {
        draft.set(field, value, later);
    }
    draft
}

#[test]
fn ready_is_never_said_while_something_that_is_required_is_missing() {
    let calls = calls();
    let (mut ready, mut lacking, mut unknown) = (0, 0, 0);
    for seed in 0..SESSIONS {
        let mut numbers = Numbers(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        let call = reshaped(calls[numbers.below(calls.len())].clone(), &mut numbers);
        let mut draft = draft(&call, seed, &mut numbers);
        if numbers.one_in(5) {
            draft = after_a_change(&call, draft, &mut numbers);
        }
        let check: Readiness = assess(&call, &draft, FIXTURE_TIME);
        let missing = missing(&call, &draft);
        let says_ready = matches!(check.overall, Overall::Ready | Overall::ReadyAsFarAsKnown);
        assert!(
            !says_ready || missing.is_empty(),
            "{} from seed {seed}: {:?} without {missing:?}",
            call.id,
            check.overall
        );
        let is_unknown = call.criteria.iter().any(|criterion| criterion.elsewhere.is_some())
            || call.submission.ways.iter().any(|way| matches!(way, Way::Form { questions_known: false, .. }));
        assert!(check.overall != Overall::Ready || !is_unknown, "{} from seed {seed}", call.id);
        ready += u64::from(says_ready);
        lacking += u64::from(!missing.is_empty());
        unknown += u64::from(check.overall == Overall::ReadyAsFarAsKnown);
    }
    assert!(ready > SESSIONS / 20 && lacking > SESSIONS / 5 && unknown > 50, "{ready}, {lacking}, {unknown}");
}
