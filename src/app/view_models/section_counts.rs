//! What a section counts, in a few words that say what is counted: "5 of 6 points", "1.5 of 2 sides". Counted from the
//! findings, as the section's state is.

use super::numbers::point_of;
use crate::call::{Call, Criterion, Document, Letter, LetterId, LetterKind, Section};
use crate::documents::paper::sides_words;
use crate::documents::{LaidLetter, units_of};
use crate::draft::{
    Draft, Field, LetterField, counted, counted_as, files_at, grouped, is_letter_attached, is_prompt_answered,
    prompt_field,
};
use crate::readiness::{Finding, Readiness, SectionLeft, Verdict, Weight};

/// What is counted from.
pub struct Counted<'a> {
    /// The call.
    pub call: &'a Call,
    /// The draft.
    pub draft: &'a Draft,
    /// The check of the draft.
    pub check: &'a Readiness,
    /// The letters on paper.
    pub letters: &'a [LaidLetter],
}

impl Counted<'_> {
    /// What a section counts. Nothing where there is nothing to count, or it does not apply.
    pub fn section(&self, section: &Section) -> String {
        let state = self.check.sections.iter().find(|state| state.section == *section);
        if state.is_none_or(|state| state.left == SectionLeft::DoesNotApply) {
            return String::new();
        }
        match section {
            Section::School => self.people(),
            Section::Criterion(id) => self.points(id),
            Section::Focus => self.areas(),
            Section::Letter(id) => self.letter(id, state.is_some_and(|state| state.begun)),
            Section::Documents => self.documents(),
            Section::Duties => self.commitments(),
            Section::Declarations => self.declarations(),
        }
    }

    fn of_rule(&self, rule: &str) -> impl Iterator<Item = &Finding> {
        let findings: Vec<&Finding> =
            self.check.findings.iter().filter(|found| found.rule == rule && !is_not_asked(found)).collect();
        findings.into_iter()
    }

    fn people(&self) -> String {
        let is_person = |found: &&Finding| self.call.people.iter().any(|person| person.name == found.subject);
        let own: Vec<&Finding> = self.of_rule("profile").filter(is_person).collect();
        let named = own.iter().filter(|found| found.verdict == Verdict::Met).count();
        if own.is_empty() { String::new() } else { part(named, own.len(), &counted_as(own.len(), "person", "people")) }
    }

    /// Points of a criterion without a To do, which is not the same as in place.
    fn points(&self, id: &crate::call::CriterionId) -> String {
        let criterion = self.call.criterion(id);
        let points = criterion.into_iter().flat_map(Criterion::own_points);
        let (mut done, mut all) = (0, 0);
        for point in points {
            let is_own = |found: &&Finding| {
                point_of(self.call, found).is_some_and(|(own, other)| own == id && other.id == point.id)
            };
            let own: Vec<&Finding> = self.check.findings.iter().filter(is_own).collect();
            if own.iter().any(|found| !is_not_asked(found)) {
                all += 1;
                done += usize::from(!own.iter().any(|found| found.blocks()));
            }
        }
        if all == 0 { String::new() } else { format!("{done} of {}", counted(all, "point")) }
    }

    fn areas(&self) -> String {
        let areas = self.call.focus.iter().flat_map(|focus| &focus.areas);
        let chosen = self.draft.list(&Field::FocusChosen);
        match areas.filter(|area| chosen.iter().any(|id| id == area.id.as_str())).count() {
            0 if self.call.focus.iter().all(|focus| focus.areas.is_empty()) => String::new(),
            0 => "None chosen".to_owned(),
            number => counted(number, "area"),
        }
    }

    fn letter(&self, id: &LetterId, begun: bool) -> String {
        let Some(letter) = self.call.letter(id) else { return String::new() };
        if letter.kind == LetterKind::Answers {
            return self.answers(letter);
        }
        if is_letter_attached(self.draft, letter) {
            let files = files_at(self.draft, &Field::Letter(id.clone(), LetterField::Files)).len();
            return match files {
                0 => "No file attached".to_owned(),
                files => format!("{} attached", counted(files, "file")),
            };
        }
        let limit = letter.limit.unwrap_or_default();
        if limit.sides.is_none()
            && let Some(unit) = units_of(limit).first().copied()
        {
            let (own, noun) = (unit.count_letter(self.call, self.draft, letter), unit.noun());
            return match unit.most(limit) {
                Some(most) if limit.approximate => format!("{} of about {}", grouped(own), counted(most, noun)),
                Some(most) => format!("{} of {}", grouped(own), counted(most, noun)),
                None => counted(own, noun),
            };
        }
        let figure = match self.letters.iter().find(|laid| laid.letter == *id) {
            Some(laid) if begun => laid.measure.figure(),
            _ => "0".to_owned(),
        };
        sides_words(&figure, limit.sides.filter(|_| !limit.approximate))
    }

    fn answers(&self, letter: &Letter) -> String {
        let is_answered = |field: &Field| {
            let own = letter.prompts.iter().find(|prompt| prompt_field(&letter.id, prompt) == *field);
            own.map_or_else(|| self.draft.answered(field), |prompt| is_prompt_answered(self.draft, &letter.id, prompt))
        };
        let is_asked = |field: &Field| {
            let own = self.check.findings.iter().find(|found| found.field.as_ref() == Some(field));
            own.is_none_or(|found| !is_not_asked(found))
        };
        let whole = letter.prompts.is_empty().then(|| Field::Letter(letter.id.clone(), LetterField::Text));
        let asked: Vec<Field> = letter
            .prompts
            .iter()
            .map(|prompt| prompt_field(&letter.id, prompt))
            .chain(whole)
            .filter(is_asked)
            .collect();
        let written = asked.iter().filter(|field| is_answered(field)).count();
        if asked.is_empty() { String::new() } else { format!("{written} of {}", counted(asked.len(), "answer")) }
    }

    /// Documents that are there, of those that are needed or there.
    fn documents(&self) -> String {
        let is_about = |found: &Finding, document: &Document| {
            let rest = found.subject.strip_prefix(document.name.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(" (at least "))
        };
        let is_whole = |found: &&Finding| self.call.documents.iter().any(|document| is_about(found, document));
        let own: Vec<&Finding> = self
            .of_rule("documents")
            .filter(is_whole)
            .filter(|found| found.weight != Weight::Unneeded || found.settled())
            .collect();
        let there = own.iter().filter(|found| found.verdict == Verdict::Met).count();
        if own.is_empty() { String::new() } else { format!("{there} of {} attached", own.len()) }
    }

    /// Commitments and dates without a To do.
    fn commitments(&self) -> String {
        let count = |rule: &str, noun: &str| {
            let own: Vec<&Finding> = self.of_rule(rule).collect();
            let done = own.iter().filter(|found| !found.blocks()).count();
            (!own.is_empty()).then(|| part(done, own.len(), &counted(own.len(), noun)))
        };
        let parts = [count("duties", "commitment"), count("meetings", "meeting"), count("own-dates", "date")];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    fn declarations(&self) -> String {
        let own: Vec<&Finding> = self.of_rule("declarations").collect();
        let given = own.iter().filter(|found| found.verdict == Verdict::Met).count();
        if own.is_empty() { String::new() } else { format!("{given} of {}", own.len()) }
    }
}

fn is_not_asked(found: &Finding) -> bool {
    matches!(found.verdict, Verdict::DoesNotApply { .. })
}

/// "4 of 6 people"; once all are done, "6 people".
fn part(done: usize, all: usize, words: &str) -> String {
    if done == all { words.to_owned() } else { format!("{done} of {words}") }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::*;
    use crate::call::read_call;
    use crate::documents::laid_letters;
    use crate::documents::sample::{call, draft, empty, now};
    use crate::draft::Value;
    use crate::readiness::assess;

    fn counts(draft: &Draft) -> Vec<String> {
        counts_of(&call(), draft)
    }

    fn counts_of(call: &Call, draft: &Draft) -> Vec<String> {
        let (check, letters) = (assess(call, draft, now()), laid_letters(call, draft, now(), &[]));
        let counted = Counted { call, draft, check: &check, letters: &letters };
        call.sections().iter().map(|section| counted.section(section)).collect()
    }

    #[test]
    fn a_letter_is_counted_as_its_limit_is() {
        for (limit, kind, count) in [
            (Some(json!({"sides": 2})), "letter", "0.4 of 2 sides"),
            (Some(json!({"sides": 1})), "letter", "0.4 of 1 side"),
            (None, "letter", "0.4 sides"),
            (Some(json!({"words": 1200})), "letter", "13 of 1,200 words"),
            (Some(json!({"characters": 1200})), "letter", "81 of 1,200 characters"),
            (Some(json!({"minimum-words": 50})), "letter", "13 words"),
            (Some(json!({"sides": 2, "words": 1200})), "letter", "0.4 of 2 sides"),
            (None, "answers", "1 of 1 answer"),
        ] {
            let mut json: Json = serde_json::from_str(crate::documents::sample::CALL_JSON).unwrap();
            json["letters"][0]["kind"] = kind.into();
            json["letters"][0]["limit"] = limit.clone().unwrap_or_default();
            let call = read_call(&json.to_string()).unwrap();
            assert_eq!(counts_of(&call, &draft())[3], count, "{limit:?}");
        }
        let mut call = call();
        call.letters[0].kind = LetterKind::Answers;
        call.letters[0].prompts.clear();
        assert_eq!(counts_of(&call, &draft())[3], "0 of 1 answer");
        call.people.truncate(1);
        assert_eq!(counts_of(&call, &draft())[0], "1 person");
        assert_eq!(counts_of(&call, &empty())[0], "0 of 1 person");
    }

    #[test]
    fn every_section_says_what_it_counts() {
        assert_eq!(
            counts(&empty()),
            [
                "0 of 2 people",
                "1 of 3 points",
                "None chosen",
                "0 of 2 sides",
                "0 of 1 attached",
                "0 of 2 commitments, 0 of 1 meeting",
                "0 of 1"
            ]
        );
        assert_eq!(
            counts(&draft()),
            [
                "2 people",
                "2 of 2 points",
                "1 area",
                "0.4 of 2 sides",
                "2 of 2 attached",
                "2 commitments, 1 meeting",
                "1 of 1"
            ]
        );
        let mut with_sixth_form = draft();
        with_sixth_form.set(Field::parse("school/sixth-form"), Value::Flag(true), now());
        assert_eq!(counts(&with_sixth_form)[1], "3 of 3 points");
    }
}
