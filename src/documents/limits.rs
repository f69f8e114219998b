//! What the hub asks of a text's length and of the number of files, in words.

use crate::call::{Document, Letter, Limit, Need, Strength};
use crate::draft::counted;

/// A limit on length: "2 sides of A4", "50 to 150 words". Empty where nothing is set.
pub fn limit_words(limit: Limit) -> String {
    let count = |number: u32, noun| counted(usize::try_from(number).unwrap_or(usize::MAX), noun);
    let mut parts = Vec::new();
    parts.extend(limit.sides.map(|n| format!("{} of A4", count(n, "side"))));
    match (limit.minimum_words, limit.words) {
        (Some(fewest), Some(most)) => parts.push(format!("{fewest} to {}", count(most, "word"))),
        (Some(fewest), None) => parts.push(format!("at least {}", count(fewest, "word"))),
        (None, most) => parts.extend(most.map(|n| count(n, "word"))),
    }
    parts.extend(limit.characters.map(|n| format!("{} including spaces", count(n, "character"))));
    parts.join(" and ")
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
    let limit = document.limit.map(limit_words).filter(|limit| !limit.is_empty());
    says + &limit.map(|limit| format!(" Limit: {limit}.")).unwrap_or_default()
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
    use crate::documents::{letter_characters, letter_words};
    use crate::readiness::testing::{call, draft, says};

    #[test]
    fn limits() {
        let limit =
            |sides, minimum_words, words, characters| limit_words(Limit { sides, words, minimum_words, characters });
        assert_eq!(limit(None, None, None, None), "");
        assert_eq!(limit(Some(1), None, None, None), "1 side of A4");
        assert_eq!(limit(Some(2), None, Some(1000), None), "2 sides of A4 and 1,000 words");
        assert_eq!(limit(None, Some(50), Some(150), None), "50 to 150 words");
        assert_eq!(limit(None, Some(50), None, None), "at least 50 words");
        assert_eq!(limit(None, None, None, Some(1200)), "1,200 characters including spaces");
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
        assert_eq!((letter_characters(&draft, letter), letter_words(&draft, letter)), (17, 4));
    }

    fn put(into: &mut Json, more: &Json) {
        for (key, value) in more.as_object().unwrap() {
            into[key] = value.clone();
        }
    }
}
