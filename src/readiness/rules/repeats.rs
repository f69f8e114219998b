//! Sentences that occur twice in one letter: text that was copied instead of moved.

use super::texts::{is_asked_of_school, title_of};
use crate::call::{Letter, Section};
use crate::draft::{Suppressible, first_few, letter_texts};
use crate::readiness::{Case, Finding, Verdict, Weight};

const RULE: &str = "repeats";

/// Sentences of fewer words are ignored: short ones repeat by chance.
const FEWEST: u32 = 6;
/// At most this many sentences are quoted in one finding.
const MOST: usize = 3;

pub(super) fn check(case: &Case, out: &mut Vec<Finding>) {
    for letter in &case.call.letters {
        if case.condition_verdict(&letter.when).is_none() {
            check_letter(case, letter, out);
        }
    }
}

/// A sentence of a letter.
struct Sentence<'a> {
    /// A hash of its words, without punctuation and case.
    hash: u64,
    /// Index of its text in `fields`, and its own index among all sentences.
    text: usize,
    place: usize,
    words: &'a str,
}

fn check_letter(case: &Case, letter: &Letter, out: &mut Vec<Finding>) {
    let mut fields = letter_texts(letter);
    fields.retain(|field| is_asked_of_school(case, field));
    let mut all = Vec::new();
    for (text, field) in fields.iter().enumerate() {
        for_each_sentence(case.draft.text(field), |hash, words| {
            let place = all.len();
            all.push(Sentence { hash, text, place, words });
        });
    }
    all.sort_unstable_by_key(|s| (s.hash, s.place));
    // Pairs: a repeated sentence, and its first occurrence.
    let mut again: Vec<(&Sentence, &Sentence)> = Vec::new();
    for same in all.chunk_by(|a, b| a.hash == b.hash) {
        if let Some((first, more)) = same.split_first() {
            again.extend(more.iter().map(|s| (s, first)));
        }
    }
    again.sort_unstable_by_key(|(s, _)| s.place);
    for of_text in again.chunk_by(|(a, _), (b, _)| a.text == b.text) {
        let Some(field) = of_text.first().and_then(|(s, _)| fields.get(s.text)) else { continue };
        // Each sentence once, however often it is repeated.
        let mut distinct: Vec<(&Sentence, &Sentence)> = Vec::new();
        for (sentence, first) in of_text {
            if !distinct.iter().any(|(known, _)| known.hash == sentence.hash) {
                distinct.push((sentence, first));
            }
        }
        let found: Vec<String> = distinct.iter().map(|(sentence, _)| shorten(sentence.words)).collect();
        let said = distinct.iter().zip(&found).map(|((sentence, first), text)| {
            let place = fields.get(first.text).filter(|_| first.text != sentence.text);
            let place = place.map(|field| format!(" (also in \u{201c}{}\u{201d})", title_of(case, field)));
            format!("\u{201c}{text}\u{201d}{}", place.unwrap_or_default())
        });
        let why = format!("You say this twice: {}. Once is enough.", first_few(said, MOST));
        out.push(
            Finding::about(
                RULE,
                Section::Letter(letter.id.clone()),
                format!("Repeated in \u{201c}{}\u{201d}", title_of(case, field)),
            )
            .is(Verdict::not_met(why))
            .weighs(Weight::Strengthens)
            .at(field.clone())
            .suppressible(case.draft, Suppressible::Repeated, field, found),
        );
    }
}

/// Calls `handle` with each sentence that is long enough, and the hash of its words (FNV-1a).
fn for_each_sentence<'a>(text: &'a str, mut handle: impl FnMut(u64, &'a str)) {
    const START: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;
    let (mut hash, mut words, mut within, mut from) = (START, 0, false, 0);
    let mut ends = false;
    for (at, byte) in text.bytes().chain([b'\n']).enumerate() {
        // Every byte above ASCII counts as a letter. So curly quotes and dashes do too: two sentences that differ only in
        // these are not found to be the same.
        let letter = byte.is_ascii_alphanumeric() || byte >= 0x80;
        if byte == b'\n' || (ends && byte.is_ascii_whitespace()) {
            if words >= FEWEST
                && let Some(sentence) = text.get(from..at)
            {
                handle(hash, sentence.trim());
            }
            (hash, words, within, from) = (START, 0, false, at + 1);
        }
        if letter {
            if !within {
                words += 1;
                hash = (hash ^ u64::from(b' ')).wrapping_mul(PRIME);
            }
            hash = (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(PRIME);
        }
        within = letter;
        ends = matches!(byte, b'.' | b'!' | b'?') || (ends && matches!(byte, b')' | b'"' | b'\''));
    }
}

fn shorten(text: &str) -> String {
    const LONG: usize = 60;
    match text.char_indices().nth(LONG) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}\u{2026}", text.get(..end).unwrap_or(text).trim_end()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::testing::{call, draft, find, line, noon, why};
    use super::*;
    use crate::call::Call;
    use crate::draft::Field;
    use crate::readiness::OtherHubs;

    fn marsh() -> Call {
        call(json!({"letters": [{"id": "l", "name": "Letter", "kind": "letter", "strength": "should", "statements": [],
            "prompts": [{"id": "p", "title": "Vision:", "statements": []}, {"id": "q", "title": "Reach", "statements": []}]}]}))
    }

    #[test]
    fn sentences_said_twice() {
        let long = "Every class sings for a quarter of an hour.";
        for (p, q, expected) in [
            ("", "", ""),
            (long, "We play.", ""),
            (
                long,
                "every class sings, for a quarter of an hour!",
                "You say this twice: \u{201c}every class sings, for a quarter of an hour!\u{201d} (also in \u{201c}Vision\u{201d}). Once is enough.",
            ),
            (
                &format!("{long} We play. {long}"),
                "",
                "You say this twice: \u{201c}Every class sings for a quarter of an hour.\u{201d}. Once is enough.",
            ),
            (
                &format!("- {long}\n- {long}"),
                "",
                "You say this twice: \u{201c}- Every class sings for a quarter of an hour.\u{201d}. Once is enough.",
            ),
            // Short, or another.
            ("We sing every day. We sing every day.", "", ""),
            (long, "Every class sings for a quarter of a day.", ""),
            ("About 3.5 hours a week for all of us. About 3.4 hours a week for all of us.", "", ""),
        ] {
            let answers = json!({"letters/l/prompts/p/text": p, "letters/l/prompts/q/text": q});
            let found = find(check, &marsh(), &answers);
            assert_eq!(found.first().map(why).unwrap_or_default(), expected, "{p} / {q}");
            assert!(found.len() < 2);
        }
    }

    #[test]
    fn a_part_that_is_not_asked_of_this_school_is_not_compared() {
        let long = "Every class sings for a quarter of an hour.";
        let mut marsh = marsh();
        marsh.letters[0].prompts[1].when = vec![crate::call::Condition::SixthForm(true)];
        for (sixth_form, count) in [(true, 1), (false, 0)] {
            let answers = json!({"school/sixth-form": sixth_form, "letters/l/prompts/p/text": long, "letters/l/prompts/q/text": long});
            assert_eq!(find(check, &marsh, &answers).len(), count, "{sixth_form}");
        }
    }

    #[test]
    fn set_aside_until_another_is_found() {
        let one = "Every class sings for a quarter of an hour.";
        let other = "Every class plays for a quarter of an hour.";
        let marsh = marsh();
        let mut draft = draft(&json!({"letters/l/prompts/p/text": format!("{one} {one}")}));
        let find = |draft: &crate::draft::Draft| {
            let mut out = Vec::new();
            check(&Case::new(&marsh, draft, &OtherHubs::NONE, noon()), &mut out);
            out
        };
        let first = find(&draft);
        assert_eq!(
            line(&first[0]),
            "Repeated in \u{201c}Vision\u{201d}: not met, strengthens, letters/l/prompts/p/text"
        );
        let suppression = first[0].suppression.clone().unwrap();
        assert_eq!(suppression.field.to_string(), "aside/repeated/letters/l/prompts/p/text");
        for (reason, settled) in [(" ", false), ("It is a refrain.", true)] {
            draft.set(suppression.field.clone(), suppression.value(reason), noon());
            assert_eq!(find(&draft)[0].settled(), settled);
        }
        assert_eq!(
            why(&find(&draft)[0]),
            "You said \u{201c}Every class sings for a quarter of an hour.\u{201d} is right: It is a refrain."
        );
        draft.set(
            Field::parse("letters/l/prompts/p/text"),
            format!("{one} {one} {other} {other}").as_str().into(),
            noon(),
        );
        assert!(!find(&draft)[0].settled(), "another is said twice now");
        draft.set(suppression.field, "Leave me alone.".into(), noon());
        assert!(find(&draft)[0].settled(), "a reason alone covers all");
    }
}
