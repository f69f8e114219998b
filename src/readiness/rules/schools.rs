//! Names of other schools: "Fen End Primary School" in the application of another school was perhaps copied with the
//! text around it. It may be a partner: so the finding is a notice, and suppressible.

use super::texts::{is_asked_of_school, is_prose, title_of};
use crate::draft::{Field, SchoolField, Suppressible, Value, first_few_quoted};
use crate::readiness::{Case, Finding, Verdict, Weight};

const RULE: &str = "schools";

/// Kinds of school, between a name and the word "School". Without one of them "School" is too vague.
const KINDS: [&str; 14] = [
    "Primary",
    "Infant",
    "Infants",
    "Junior",
    "First",
    "Middle",
    "Secondary",
    "High",
    "Upper",
    "Grammar",
    "Nursery",
    "Special",
    "Community",
    "Academy",
];
/// Capitalised words that are not part of a name.
const NO_NAMES: [&str; 24] = [
    "A", "All", "An", "And", "Any", "As", "At", "Both", "Each", "Every", "For", "From", "In", "Lead", "Local", "Many",
    "No", "Our", "Some", "The", "This", "With", "Your", "Most",
];
/// Lower-case words within a name.
const WITHIN: [&str; 7] = ["of", "and", "the", "&", "on", "in", "le"];
/// At most this many words make a name.
const LONGEST: usize = 6;

pub(super) fn check(case: &Case, out: &mut Vec<Finding>) {
    let own = case.draft.text(&Field::School(SchoolField::Name));
    if own.trim().is_empty() {
        return;
    }
    for (field, answer) in &case.draft.answers {
        let Value::Text(text) = &answer.value else { continue };
        if matches!(field, Field::School(_) | Field::Person(..)) || !is_prose(field) {
            continue;
        }
        let mut names: Vec<&str> = Vec::new();
        for_each_other_school(text, own, |name| {
            if !names.contains(&name) {
                names.push(name);
            }
        });
        if !names.is_empty() && is_asked_of_school(case, field) {
            out.extend(finding(case, field, &names));
        }
    }
}

fn finding(case: &Case, field: &Field, names: &[&str]) -> Option<Finding> {
    let quoted = first_few_quoted(names, names.len());
    let why = format!("It names {quoted}. If you mean your own {}, correct the name.", case.noun());
    let subject = format!("Another school\u{2019}s name in \u{201c}{}\u{201d}", title_of(case, field));
    Some(
        Finding::about(RULE, field.section()?, subject)
            .is(Verdict::not_met(why))
            .weighs(Weight::Notice)
            .at(field.clone())
            .suppressible(
                case.draft,
                Suppressible::OtherSchool,
                field,
                names.iter().map(|n| (*n).to_owned()).collect(),
            ),
    )
}

/// Calls `handle` with each name of a school in a text, other than `own`.
fn for_each_other_school<'a>(text: &'a str, own: &str, mut handle: impl FnMut(&'a str)) {
    for (at, _) in text.match_indices(" School") {
        let end = at + " School".len();
        if text.get(end..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric)) {
            continue;
        }
        if let Some(name) = name_before(text, at).and_then(|from| text.get(from..end))
            && !is_own(name, own)
        {
            handle(name);
        }
    }
}

/// Where the name begins that ends, with a kind of school, at `end`.
fn name_before(text: &str, end: usize) -> Option<usize> {
    let head = text.get(..end)?;
    let line = head.rsplit('\n').next()?;
    let mut words = line.rsplit(' ');
    let kind = words.next()?;
    if !KINDS.contains(&kind) {
        return None;
    }
    let (mut from, mut begins) = (end - kind.len(), None);
    for word in words.take(LONGEST) {
        from = from.checked_sub(word.len() + 1)?;
        let bare = word.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '&');
        let capital = bare.starts_with(char::is_uppercase);
        if capital && !NO_NAMES.contains(&bare) && !ends_a_phrase(word) {
            begins = Some(from + word.len() - bare.len());
        } else if !WITHIN.contains(&word) {
            break;
        }
        if bare.len() < word.len() {
            break;
        }
    }
    begins
}

/// Whether a phrase or a sentence ends with this word. "St." and initials end none.
fn ends_a_phrase(word: &str) -> bool {
    word.ends_with([',', ';', ':', '!', '?', ')']) || (word.ends_with('.') && word.len() > 3)
}

/// Whether a name is the school's own: each of its words, kinds apart, is one of the school's.
fn is_own(name: &str, own: &str) -> bool {
    let plain = |word: &str| {
        word.trim_matches(|c: char| !c.is_alphanumeric()).replace(['\'', '\u{2019}', '.'], "").to_lowercase()
    };
    let own: Vec<String> = own.split_whitespace().map(plain).collect();
    name.split_whitespace()
        .filter(|word| !KINDS.contains(word) && *word != "School" && !WITHIN.contains(word))
        .all(|word| own.contains(&plain(word)))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::testing::{call, find, line, says, why};
    use super::*;

    #[test]
    fn names() {
        for (text, expected) in [
            ("", ""),
            ("We work with Fen End Primary School.", "Fen End Primary School"),
            (
                "At St Mary\u{2019}s Junior School, and at Fen End Primary School",
                "St Mary\u{2019}s Junior School; Fen End Primary School",
            ),
            ("(Marsh Hill High School)", "Marsh Hill High School"),
            ("pupils of St. Anne and the Holy Well Infant School", "St. Anne and the Holy Well Infant School"),
            ("\u{c9}cole Verte Primary School", "\u{c9}cole Verte Primary School"),
            // Its own name, in part and in another case.
            ("Larkfield Green Primary School sings; so does larkfield.", ""),
            ("Larkfield Primary School", ""),
            ("St Mary\u{2019}s Larkfield Green Primary School", "St Mary\u{2019}s Larkfield Green Primary School"),
            // No names.
            ("Our Primary School", ""),
            ("Every Primary School in the county", ""),
            ("a primary school, Sunday School, Lead School, High School", ""),
            ("Fen End Primary Schools", ""),
            ("Fen End School", ""),
            ("We came from Fen. Primary School", ""),
            ("Primary School", ""),
            (" School School", ""),
        ] {
            let mut found = Vec::new();
            for_each_other_school(text, "Larkfield Green C.E. Primary School", |name| found.push(name));
            assert_eq!(found.join("; "), expected, "{text}");
        }
    }

    #[test]
    fn findings() {
        let marsh = call(json!({
            "criteria": [{"id": "c", "name": "C", "statements": [says("Sing.")], "points": [
                {"id": "p", "label": "Singing", "quote": "Sing", "strength": "should"}]}],
        }));
        let text = "As Fen End Primary School we sing.";
        let (field, aside) = ("criteria/c/p/evidence", "aside/other-school/criteria/c/p/evidence");
        for (answers, expected) in [
            (json!({field: text}), ""),
            (
                json!({field: text, "school/name": "Larkfield School"}),
                "Another school\u{2019}s name in \u{201c}Singing\u{201d}: not met, notice, criteria/c/p/evidence",
            ),
            (json!({field: text, "school/name": "Fen End Primary School"}), ""),
            (
                json!({field: text, "school/name": "Larkfield", aside: ["A partner", "Fen End Primary School"]}),
                "Another school\u{2019}s name in \u{201c}Singing\u{201d}: not asked",
            ),
            (
                json!({field: text, "school/name": "Larkfield", aside: ["A partner", "Marsh Primary School"]}),
                "Another school\u{2019}s name in \u{201c}Singing\u{201d}: not met, notice, criteria/c/p/evidence",
            ),
            (json!({"criteria/gone/p/evidence": text, "school/name": "Larkfield"}), ""),
        ] {
            let found = find(check, &marsh, &answers);
            assert_eq!(found.iter().map(line).collect::<Vec<_>>().join("; "), expected, "{answers}");
        }
        let found = find(check, &marsh, &json!({field: text, "school/name": "Larkfield School"}));
        assert_eq!(
            why(&found[0]),
            "It names \u{201c}Fen End Primary School\u{201d}. If you mean your own school or organisation, correct the name."
        );
    }
}
