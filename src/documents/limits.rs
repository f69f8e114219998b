//! What the hub asks of a text's length and of the number of files, in words.

use super::application::{letter_characters, letter_words};
use crate::call::{Call, Document, Letter, Limit, Need, Strength};
use crate::draft::{Draft, capitalised, counted, range_words, words};

/// A limit on length: "2 sides of A4", "50 to 150 words", "about 500 words". Empty where nothing is set.
pub fn limit_words(limit: Limit) -> String {
    let about = if limit.approximate { "about " } else { "" };
    let (mut least, mut most) = (Vec::new(), Vec::new());
    let counts = [(fewest_sides(limit), limit.sides, "side", " of A4"), (fewest_words(limit), limit.words, "word", "")];
    for (fewest, largest, noun, of) in counts {
        let words = range_words(limit.approximate, fewest, largest, noun);
        let list = if largest.is_some() { &mut most } else { &mut least };
        list.extend(words.map(|words| format!("{words}{of}")));
    }
    most.extend(limit.characters.map(|n| format!("{about}{} including spaces", count(n, "character"))));
    let (least, most) = (least.join(" and "), most.join(" and "));
    // Where there is a fewest without a most, the two are told apart.
    match (least.is_empty(), most.is_empty()) {
        (true, true) if limit.not_known => "a limit that Upbeat does not know".to_owned(),
        (true, _) => most,
        (false, true) => least,
        (false, false) => format!("{least}, at most {most}"),
    }
}

/// The same as a sentence without its full stop: "Limit: 2 sides of A4", "At least 50 words", "Length: about 500 words".
/// Empty where nothing is set.
pub fn limit_sentence(limit: Limit) -> String {
    let words = limit_words(limit);
    let named = if limit.approximate { "Length" } else { "Limit" };
    match words.split_once(", at most ") {
        _ if words.is_empty() => words,
        _ if words.starts_with("a limit") => "Limit: Upbeat does not know it".to_owned(),
        Some((least, most)) => format!("{}. {named}: {most}", capitalised(least)),
        None if words.starts_with("at least ") => capitalised(&words),
        None => format!("{named}: {words}"),
    }
}

/// What a text is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TextUnit {
    /// Words.
    Words,
    /// Characters, spaces between words included.
    Characters,
}

impl TextUnit {
    /// What it is called.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Words => "word",
            Self::Characters => "character",
        }
    }

    /// How long a text is.
    pub fn count(self, text: &str) -> usize {
        match self {
            Self::Words => words(text),
            Self::Characters => text.trim().chars().count(),
        }
    }

    /// How long a letter is, as it stands in a draft.
    pub fn count_letter(self, call: &Call, draft: &Draft, letter: &Letter) -> usize {
        match self {
            Self::Words => letter_words(call, draft, letter),
            Self::Characters => letter_characters(call, draft, letter),
        }
    }

    /// The most that a limit allows.
    pub fn most(self, limit: Limit) -> Option<usize> {
        let most = match self {
            Self::Words => limit.words,
            Self::Characters => limit.characters,
        };
        most.map(size)
    }
}

/// What a limit counts, words first. Empty where it counts neither.
pub fn units_of(limit: Limit) -> Vec<TextUnit> {
    let by_words = (limit.words.is_some() || fewest_words(limit).is_some()).then_some(TextUnit::Words);
    by_words.into_iter().chain(limit.characters.map(|_| TextUnit::Characters)).collect()
}

/// How long a text is, in what its limits count: "120 words", "80 characters". The first limit that counts anything
/// decides; without one, it is words. Empty while nothing is written.
pub fn text_count(limits: [Option<Limit>; 2], text: &str) -> String {
    if text.trim().is_empty() {
        return String::new();
    }
    let units = limits.into_iter().flatten().map(units_of).find(|units| !units.is_empty());
    let units = units.unwrap_or_else(|| vec![TextUnit::Words]);
    let counts = units.into_iter().map(|unit| (unit.count(text), unit.noun())).filter(|(count, _)| *count > 0);
    let counts: Vec<String> = counts.map(|(count, noun)| counted(count, noun)).collect();
    counts.join(" \u{b7} ")
}

fn count(number: u32, noun: &str) -> String {
    counted(size(number), noun)
}

fn size(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// The fewest sides that a limit asks for, where it asks for any.
fn fewest_sides(limit: Limit) -> Option<u32> {
    limit.minimum_sides.filter(|fewest| *fewest > 0)
}

/// The fewest words that a limit asks for, where it asks for any.
fn fewest_words(limit: Limit) -> Option<u32> {
    limit.minimum_words.filter(|fewest| *fewest > 0)
}

/// Whether the hub needs a document, how many files of it, and how long: in sentences.
pub fn need_words(document: &Document) -> String {
    let mut says = match document.need {
        Need::Required => "Required.",
        Need::IfApplicable => "Required if it applies to you.",
        Need::Optional => "Optional.",
    }
    .to_owned();
    let number = match (document.minimum, document.maximum) {
        (0 | 1, None) => String::new(),
        (0 | 1, Some(1)) => " 1 file.".to_owned(),
        (0 | 1, Some(most)) => format!(" Up to {most} files."),
        (least, Some(most)) if least == most => format!(" {least} files."),
        (least, Some(most)) => format!(" {least} to {most} files."),
        (least, None) => format!(" At least {least} files."),
    };
    says.push_str(&number);
    let limit = document.limit.map(limit_sentence).filter(|limit| !limit.is_empty());
    says + &limit.map(|limit| format!(" {limit}.")).unwrap_or_default()
}

/// A letter in a list of what it takes: its name, whether everybody writes it, and how long it may be.
pub fn letter_in_short(letter: &Letter) -> String {
    let whom = if letter.when.is_empty() { None } else { Some("if it applies") };
    let need = if letter.strength == Strength::May { Some("optional") } else { whom };
    in_short(&letter.name, [need.map(str::to_owned), letter.limit.map(limit_words)])
}

/// A document in the same list.
pub fn document_in_short(document: &Document) -> String {
    let need = match document.need {
        Need::Required if document.when.is_empty() => None,
        Need::Required | Need::IfApplicable => Some("if it applies".to_owned()),
        Need::Optional => Some("optional".to_owned()),
    };
    let least = (document.minimum > 1).then(|| format!("at least {}", document.minimum));
    in_short(&document.name, [least, need])
}

fn in_short(name: &str, more: [Option<String>; 2]) -> String {
    let more: Vec<String> = more.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    let name = name.trim().trim_end_matches(':');
    if more.is_empty() { name.to_owned() } else { format!("{name} ({})", more.join(", ")) }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::*;
    use crate::readiness::testing::{call, draft, says};

    #[test]
    fn limits() {
        let limit = |sides, minimum_words, words, characters| {
            limit_words(Limit { sides, words, minimum_words, characters, ..Limit::default() })
        };
        assert_eq!(limit(None, None, None, None), "");
        assert_eq!(limit(Some(1), None, None, None), "1 side of A4");
        assert_eq!(limit(Some(2), None, Some(1000), None), "2 sides of A4 and 1,000 words");
        assert_eq!(limit(None, Some(50), Some(150), None), "50 to 150 words");
        assert_eq!(limit(None, Some(50), None, None), "at least 50 words");
        assert_eq!(limit(None, Some(1000), Some(1500), None), "1,000 to 1,500 words");
        assert_eq!(limit(None, Some(100), Some(100), None), "100 words");
        assert_eq!(limit(None, Some(0), Some(100), None), "100 words");
        assert_eq!(limit(None, Some(1), None, Some(1)), "at least 1 word, at most 1 character including spaces");
        assert_eq!(limit(Some(1), Some(50), None, None), "at least 50 words, at most 1 side of A4");
        assert_eq!(limit(None, None, None, Some(1200)), "1,200 characters including spaces");
    }

    #[test]
    fn limits_of_other_kinds() {
        let about = Limit { approximate: true, ..Limit::default() };
        let not_known = Limit { not_known: true, ..Limit::default() };
        let sides = |minimum_sides, sides| Limit { sides, minimum_sides, ..Limit::default() };
        for (limit, words, sentence) in [
            (Limit { words: Some(500), ..about }, "about 500 words", "Length: about 500 words"),
            (
                Limit { minimum_words: Some(400), words: Some(500), ..about },
                "about 400 to 500 words",
                "Length: about 400 to 500 words",
            ),
            (Limit { sides: Some(1), ..about }, "about 1 side of A4", "Length: about 1 side of A4"),
            (Limit { minimum_words: Some(50), ..about }, "about 50 words or more", "Length: about 50 words or more"),
            (sides(Some(2), None), "at least 2 sides of A4", "At least 2 sides of A4"),
            (sides(Some(1), Some(2)), "1 to 2 sides of A4", "Limit: 1 to 2 sides of A4"),
            (sides(Some(2), Some(2)), "2 sides of A4", "Limit: 2 sides of A4"),
            (sides(Some(0), Some(2)), "2 sides of A4", "Limit: 2 sides of A4"),
            (
                Limit { minimum_sides: Some(1), minimum_words: Some(300), ..Limit::default() },
                "at least 1 side of A4 and at least 300 words",
                "At least 1 side of A4 and at least 300 words",
            ),
            (not_known, "a limit that Upbeat does not know", "Limit: Upbeat does not know it"),
        ] {
            assert_eq!((limit_words(limit).as_str(), limit_sentence(limit).as_str()), (words, sentence));
        }
    }

    #[test]
    fn limits_in_sentences() {
        for (limit, sentence) in [
            (Limit::default(), ""),
            (Limit { sides: Some(2), ..Limit::default() }, "Limit: 2 sides of A4"),
            (Limit { words: Some(150), minimum_words: Some(50), ..Limit::default() }, "Limit: 50 to 150 words"),
            (Limit { minimum_words: Some(50), ..Limit::default() }, "At least 50 words"),
            (
                Limit { minimum_words: Some(50), characters: Some(900), ..Limit::default() },
                "At least 50 words. Limit: 900 characters including spaces",
            ),
        ] {
            assert_eq!(limit_sentence(limit), sentence);
        }
    }

    #[test]
    fn a_text_is_counted_in_what_its_limit_counts() {
        let words = Some(Limit { words: Some(100), ..Limit::default() });
        let range = Some(Limit { words: Some(100), minimum_words: Some(50), ..Limit::default() });
        let least = Some(Limit { minimum_words: Some(50), ..Limit::default() });
        let none_at_least = Some(Limit { minimum_words: Some(0), characters: Some(9), ..Limit::default() });
        let characters = Some(Limit { characters: Some(140), ..Limit::default() });
        let both = Some(Limit { words: Some(20), characters: Some(140), ..Limit::default() });
        let sides = Some(Limit { sides: Some(2), ..Limit::default() });
        for (own, whole, text, count) in [
            (None, None, " We sing. ", "2 words"),
            (None, None, "Sing", "1 word"),
            (None, None, " \n", ""),
            (None, None, "...", ""),
            (characters, None, " ", ""),
            (words, None, "We sing.", "2 words"),
            (range, None, "We sing.", "2 words"),
            (least, None, "We sing.", "2 words"),
            (none_at_least, None, "We sing.", "8 characters"),
            (characters, None, " W\u{ea} sing. ", "8 characters"),
            (characters, words, "S", "1 character"),
            (both, None, "We sing.", "2 words \u{b7} 8 characters"),
            (sides, None, "We sing.", "2 words"),
            // A part without a limit of its own counts towards that of the whole.
            (None, characters, "We sing.", "8 characters"),
            (sides, characters, "We sing.", "8 characters"),
        ] {
            assert_eq!(text_count([own, whole], text), count, "{own:?} {whole:?} {text:?}");
        }
    }

    #[test]
    fn documents() {
        for (more, need, short) in [
            (json!({}), "Required.", "Plan"),
            (json!({"need": "if-applicable"}), "Required if it applies to you.", "Plan (if it applies)"),
            (json!({"need": "optional", "maximum": 1}), "Optional. 1 file.", "Plan (optional)"),
            (
                json!({"minimum": 2, "maximum": 4, "limit": {"sides": 1}}),
                "Required. 2 to 4 files. Limit: 1 side of A4.",
                "Plan (at least 2)",
            ),
            (json!({"minimum": 2}), "Required. At least 2 files.", "Plan (at least 2)"),
            (json!({"minimum": 3, "maximum": 3}), "Required. 3 files.", "Plan (at least 3)"),
            (json!({"maximum": 4}), "Required. Up to 4 files.", "Plan"),
            (json!({"when": [{"trust": true}]}), "Required.", "Plan (if it applies)"),
        ] {
            let mut plan =
                json!({"id": "plan", "name": "Plan:", "need": "required", "statements": [says("The plan.")]});
            put(&mut plan, &more);
            let call = call(json!({"documents": [plan]}));
            let plan = &call.documents[0];
            assert_eq!((need_words(plan).as_str(), document_in_short(plan).as_str()), (need, short), "{more}");
        }
    }

    #[test]
    fn letters() {
        for (more, short) in [
            (json!({}), "Letter"),
            (json!({"limit": {"sides": 2}}), "Letter (2 sides of A4)"),
            (json!({"strength": "may"}), "Letter (optional)"),
            (json!({"when": [{"trust": true}], "limit": {"sides": 2}}), "Letter (if it applies, 2 sides of A4)"),
        ] {
            let mut letter = json!({"id": "l", "name": "Letter:", "kind": "letter", "strength": "should",
                "statements": [], "prompts": [{"id": "p", "title": "Vision", "statements": []}]});
            put(&mut letter, &more);
            assert_eq!(letter_in_short(&call(json!({"letters": [letter]})).letters[0]), short, "{more}");
        }
    }

    #[test]
    fn characters_of_a_letter() {
        let call = call(json!({"letters": [{"id": "l", "name": "Letter", "kind": "letter", "strength": "should",
            "statements": [], "prompts": [{"id": "p", "title": "Vision", "statements": []}]}]}));
        let draft = draft(
            &json!({"letters/l/opening": " Dear all, ", "letters/l/prompts/p/text": "W\u{ea} sing.", "letters/l/closing": ""}),
        );
        let letter = &call.letters[0];
        assert_eq!((letter_characters(&call, &draft, letter), letter_words(&call, &draft, letter)), (17, 4));
    }

    fn put(into: &mut Json, more: &Json) {
        for (key, value) in more.as_object().unwrap() {
            into[key] = value.clone();
        }
    }
}
