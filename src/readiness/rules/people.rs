//! Names of people in a letter that differ from those on the school's own page: "Amara Okafur" for Amara Okafor, or "our
//! headteacher, Tom Reed" where somebody else is headteacher, as in a letter of last year. Both may be right: so the
//! finding is a notice, and suppressible.

use super::prefilter::Prefilter;
use super::texts::{is_asked_of_school, is_prose, title_of};
use crate::call::{Section, starts_with_word};
use crate::draft::{Field, PersonField, Suppressible, Value, resolved_person};
use crate::readiness::{Case, Finding, Verdict, Weight};

const RULE: &str = "people";

/// At most this many words make a name.
const LONGEST: usize = 5;
/// Titles before a name.
const TITLES: [&str; 11] = ["Mr", "Mrs", "Ms", "Miss", "Mx", "Dr", "Prof", "Sir", "Dame", "Rev", "Revd"];
/// Lower-case words within a name.
const WITHIN: [&str; 8] = ["van", "von", "de", "der", "del", "la", "ap", "bin"];
/// Words before a role that make it another role.
const NOT_THE: [&str; 10] =
    ["deputy", "assistant", "former", "previous", "acting", "interim", "associate", "executive", "co", "vice"];
/// Capitalised words that are not part of a person's name.
const NO_NAMES: [&str; 48] = [
    "A",
    "All",
    "An",
    "And",
    "Arts",
    "As",
    "At",
    "Both",
    "Chair",
    "Council",
    "County",
    "Deputy",
    "Each",
    "Education",
    "Every",
    "For",
    "From",
    "Governor",
    "Head",
    "Headteacher",
    "Hub",
    "I",
    "In",
    "Key",
    "Lead",
    "Leader",
    "Learning",
    "Music",
    "National",
    "No",
    "Ofsted",
    "Our",
    "Plan",
    "Primary",
    "School",
    "Secondary",
    "Senior",
    "Since",
    "Stage",
    "Subject",
    "Team",
    "The",
    "They",
    "This",
    "Trust",
    "We",
    "With",
    "Year",
];

/// A person whom the school's page names.
struct KnownPerson<'a> {
    role: &'a str,
    /// The name as it is written there.
    name: &'a str,
    /// Its words without titles.
    words: Vec<&'a str>,
}

pub(super) fn check(case: &Case, out: &mut Vec<Finding>) {
    let known: Vec<KnownPerson> = case
        .call
        .people
        .iter()
        .filter_map(|person| {
            let named = resolved_person(case.call, case.draft, person);
            let name = case.draft.text(&Field::Person(named.id.clone(), PersonField::Name)).trim();
            let words: Vec<&str> = name.split_whitespace().map(trim_word).filter(|word| !is_title(word)).collect();
            // One word is too little to compare; a long text is not a name.
            (2..=LONGEST).contains(&words.len()).then(|| KnownPerson { role: person.name.trim(), name, words })
        })
        .collect();
    if known.is_empty() {
        return;
    }
    let section = Section::School.name(case.call, case.applicant());
    let prefilter = Prefilter::new(known.iter().flat_map(|one| one.words.iter().copied().chain([one.role])), b"");
    for (field, answer) in &case.draft.answers {
        let Value::Text(text) = &answer.value else { continue };
        // Letters only. Reading the evidence too would add half to the time of the whole check.
        if !matches!(field, Field::Letter(..) | Field::Prompt(..)) || !is_prose(field) {
            continue;
        }
        let mut found: Vec<(&str, String)> = Vec::new();
        for_each_wrong_name(text, &known, &section, &prefilter, |name, says| {
            if !found.iter().any(|(known, _)| *known == name) {
                found.push((name, says));
            }
        });
        if !found.is_empty() && is_asked_of_school(case, field) {
            out.extend(finding(case, field, &found));
        }
    }
}

fn finding(case: &Case, field: &Field, found: &[(&str, String)]) -> Option<Finding> {
    let says: Vec<&str> = found.iter().map(|(_, says)| says.as_str()).collect();
    let why = format!("{} Correct the one that is wrong.", says.join(" "));
    let names = found.iter().map(|(name, _)| (*name).to_owned()).collect();
    Some(
        Finding::about(RULE, field.section()?, format!("Check a name in \u{201c}{}\u{201d}", title_of(case, field)))
            .is(Verdict::not_met(why))
            .weighs(Weight::Notice)
            .at(field.clone())
            .suppressible(case.draft, Suppressible::OtherPerson, field, names),
    )
}

/// Calls `handle` with each name that differs from the known one, and the sentence about it.
fn for_each_wrong_name<'a>(
    text: &'a str,
    known: &[KnownPerson],
    section: &str,
    prefilter: &Prefilter,
    mut handle: impl FnMut(&'a str, String),
) {
    prefilter.for_each_candidate(text, |at, _, word| {
        let Some((head, rest)) = text.split_at_checked(at).filter(|_| word) else { return };
        if head.ends_with(char::is_alphanumeric) {
            return;
        }
        for one in known {
            let page = format_args!("\u{201c}{section}\u{201d} says \u{201c}{}\u{201d}.", one.name);
            let name = misspelt_name(text, at, one).filter(|name| !known.iter().any(|other| is_called(name, other)));
            if let Some(name) = name {
                handle(name, format!("Your letter says \u{201c}{name}\u{201d}, but {page}"));
            }
            let Some(role) = starts_with_word(rest, one.role) else { continue };
            let name = name_beside_role(text, at, at + role.len()).filter(|name| !shares_a_word(name, one));
            if let Some(name) = name {
                handle(name, format!("Your letter says the {role} is \u{201c}{name}\u{201d}, but {page}"));
            }
        }
    });
}

/// The name at `at` if it is somebody's with a slip: first or last word the same, the other nearly.
fn misspelt_name<'a>(text: &'a str, at: usize, one: &KnownPerson) -> Option<&'a str> {
    let (first, last) = (*one.words.first()?, *one.words.last()?);
    let rest = text.get(at..)?;
    // Most other names are ruled out here.
    let has_capital = |text: &str| text.starts_with(char::is_uppercase);
    if rest.starts_with(first)
        && let Some(next) = rest.get(first.len()..).and_then(|rest| rest.strip_prefix(' '))
        && has_capital(next)
    {
        let next = name_word(next);
        return is_nearly(next, last).then(|| rest.get(..first.len() + 1 + next.len()))?;
    }
    let before = text.get(..at)?.strip_suffix(' ').filter(|_| rest.starts_with(last) && name_word(rest) == last)?;
    let before = before.rsplit(|c: char| !is_of_name(c)).next().filter(|word| has_capital(word))?;
    is_nearly(before, first).then(|| text.get(at - 1 - before.len()..at + last.len()))?
}

/// Whether two words differ in so few letters that one may be a slip for the other.
fn is_nearly(word: &str, known: &str) -> bool {
    let letters = known.chars().count();
    let most = if letters < 6 { 1 } else { 2 };
    letters > 2
        && word != known
        && word.chars().count().abs_diff(letters) <= most
        && (1..=most).contains(&slips(word, known))
}

/// How many letters have to be put in, left out or exchanged to make one word the other (Levenshtein's distance), in any
/// case.
fn slips(one: &str, other: &str) -> usize {
    strsim::levenshtein(&one.to_lowercase(), &other.to_lowercase())
}

/// The name that stands beside a role: "our headteacher, Mrs Tamsin Reed,", "Tom Reed (headteacher)".
fn name_beside_role(text: &str, from: usize, to: usize) -> Option<&str> {
    let (before, after) = (text.get(..from)?, text.get(to..)?);
    let ours = before.trim_end_matches([' ', '-']);
    let word = ours.rsplit(|c: char| !c.is_alphanumeric()).next()?;
    // "headteacher of Fen End" is another school's.
    let of = ["of", "at"].iter().any(|of| starts_with_word(after.trim_start(), of).is_some());
    if NOT_THE.iter().any(|not| word.eq_ignore_ascii_case(not)) || of {
        return None;
    }
    let beside = after.trim_start_matches([' ', ',', ':', '(', '-', '\u{2013}', '\u{2014}']);
    let beside =
        starts_with_word(beside, "is").map_or(beside, |is| beside.get(is.len()..).unwrap_or_default().trim_start());
    name_at(beside).or_else(|| {
        let ours = ["our", "the"].iter().find_map(|our| ours.strip_suffix(our)).unwrap_or(ours);
        // Only with a comma, a bracket or a dash between: "Reed Headteacher" may be anything.
        let name = ours.trim_end().strip_suffix([',', '(', '\u{2013}'])?.trim_end();
        name_before(name)
    })
}

/// The name at the beginning of a text: two or three words, or one after a title.
fn name_at(text: &str) -> Option<&str> {
    let (mut end, mut words, mut titled) = (0, 0, false);
    while let Some(rest) = text.get(end..).filter(|_| words < 3) {
        let gap = usize::from(end > 0 && rest.starts_with(' '));
        let word = name_word(rest.get(gap..).unwrap_or_default());
        if word.is_empty() || (end > 0 && gap == 0) {
            break;
        }
        if words == 0 && !titled && is_title(word) {
            titled = true;
            end += gap + word.len();
            end += usize::from(text.get(end..).is_some_and(|rest| rest.starts_with('.')));
        } else if is_name(word) {
            words += 1;
            end += gap + word.len();
        } else if words > 0 && WITHIN.contains(&word) && rest.get(gap + word.len()..).is_some_and(name_follows) {
            end += gap + word.len();
        } else {
            break;
        }
    }
    (words > 1 || (titled && words > 0)).then(|| text.get(..end))?
}

/// Whether another word of a name follows, perhaps after one more small word.
fn name_follows(text: &str) -> bool {
    let next = name_word(text.trim_start_matches(' '));
    is_name(next) || WITHIN.contains(&next)
}

/// The name at the end of a text: two or three words, or one after a title.
fn name_before(text: &str) -> Option<&str> {
    let mut from = text.len();
    for _ in 0..4 {
        let head = text.get(..from)?;
        let head = if from == text.len() { head } else { head.strip_suffix(' ').unwrap_or_default() };
        let word = head.rsplit(|c: char| !is_of_name(c) && c != '.').next().unwrap_or_default();
        if !is_name(word) && !is_title(word.trim_end_matches('.')) {
            break;
        }
        from = head.len() - word.len();
    }
    let name = text.get(from..)?;
    (name_at(name) == Some(name)).then_some(name)
}

/// The word at the beginning of a text, without a genitive's "'s".
fn name_word(text: &str) -> &str {
    let end = text.find(|c| !is_of_name(c)).unwrap_or(text.len());
    trim_word(text.get(..end).unwrap_or_default())
}

fn is_of_name(letter: char) -> bool {
    letter.is_alphabetic() || matches!(letter, '-' | '\'' | '\u{2019}')
}

/// A word of a name, without punctuation around it and without "'s".
fn trim_word(word: &str) -> &str {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    ["'s", "\u{2019}s"].iter().find_map(|of| word.strip_suffix(of)).unwrap_or(word)
}

fn is_title(word: &str) -> bool {
    TITLES.contains(&word)
}

/// Whether a word may be a part of a person's name: it begins with a capital and has lower-case letters.
fn is_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        && word.chars().any(char::is_lowercase)
        && !is_title(word)
        && !NO_NAMES.contains(&word)
}

fn is_called(name: &str, known: &KnownPerson) -> bool {
    name.split(' ').eq([known.words.first(), known.words.last()].into_iter().flatten().copied())
}

/// Whether a name shares a word with somebody's, perhaps with a slip: then it is the same person.
fn shares_a_word(name: &str, known: &KnownPerson) -> bool {
    let same =
        |word: &str| known.words.iter().any(|own| own.to_lowercase() == word.to_lowercase() || is_nearly(word, own));
    name.split(' ').map(trim_word).any(same)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::super::testing::{call, find, line, says, why};
    use super::*;
    use crate::call::Call;

    const TEXT: &str = "letters/l/prompts/p/text";

    fn marsh() -> Call {
        let person = |id: &str, name: &str| json!({"id": id, "name": name, "why": "The hub asks."});
        call(json!({
            "people": [person("head", "Headteacher"), person("lead", "Music subject leader"), person("governor", "Governor")],
            "criteria": [{"id": "c", "name": "C", "statements": [says("Sing.")], "points": [
                {"id": "p", "label": "Singing", "quote": "Sing", "strength": "should"}]}],
            "letters": [{"id": "l", "name": "Letter", "kind": "letter", "strength": "should", "statements": [],
                "prompts": [{"id": "p", "title": "Vision:", "statements": []}]}],
        }))
    }

    fn answers(text: &str) -> Json {
        json!({
            "people/head/name": "Mrs Tamsin Penrose",
            "people/lead/name": "Amara O\u{2019}Dell",
            "people/governor/name": "Li",
            TEXT: text,
        })
    }

    #[test]
    fn names() {
        for (text, expected) in [
            ("", ""),
            ("Tamsin Penrose and Amara O\u{2019}Dell lead music; Mrs Penrose\u{2019}s choir sings.", ""),
            // A slip in one word of a name that is known.
            ("Tamsin Penrise sings.", "Tamsin Penrise"),
            ("With Tamzin Penrose\u{2019}s choir", "Tamzin Penrose"),
            ("(Amarah O\u{2019}Dell)", "Amarah O\u{2019}Dell"),
            ("Tamsin Penrose, Tamsin Penross and Tamsin Penross", "Tamsin Penross"),
            ("\u{c9}amsin Penrose", "\u{c9}amsin Penrose"),
            // Other people, or nobody.
            ("Tamsin Hale plays, and Morwenna Penrose too.", ""),
            ("tamsin penrise", ""),
            ("Tamsin\nPenrise", ""),
            ("Atamsin Penrise", ""),
            ("Tamsin", ""),
            ("Penrose", ""),
            // Somebody else in a role.
            ("our headteacher, Tom Reed, sings", "Tom Reed"),
            ("Our Headteacher is Mrs. Reed.", "Mrs. Reed"),
            ("headteacher: Dr Tom van Reed", "Dr Tom van Reed"),
            ("headteacher: Dr Tom van der Reed, for now", "Dr Tom van der Reed"),
            ("headteacher: Dr Tom van it is", "Dr Tom"),
            ("Tom Reed (headteacher)", "Tom Reed"),
            ("We have Mr Tom Reed, our headteacher.", "Mr Tom Reed"),
            ("Mr. Reed, the headteacher", "Mr. Reed"),
            ("the music subject leader \u{2013} Tom Reed-Hale", "Tom Reed-Hale"),
            ("Headteacher Tom Reed; music subject leader Tom Reed", "Tom Reed"),
            // The one who is.
            ("our headteacher, Tamsin Penrose", ""),
            ("our headteacher, Mrs Penrose", ""),
            ("headteacher Tamsin Penross", "Tamsin Penross"),
            ("Miss O\u{2019}Dell, our music subject leader", ""),
            // Another role, another school, or no name.
            ("our deputy headteacher, Tom Reed", ""),
            ("the co-headteacher, Tom Reed", ""),
            ("Tom Reed, headteacher of Fen End", ""),
            ("the headteacher at Fen End, Tom Reed", ""),
            ("headteachers Tom Reed and Li Hale", ""),
            ("our headteacher, Lead School for Music", ""),
            ("our headteacher. Year Five sings", ""),
            ("The headteacher, SLT and Governors", ""),
            ("our headteacher, Reed", ""),
            ("our headteacher Reed sings", ""),
            ("We sing; headteacher", ""),
            ("headteacher", ""),
            // Of whom the page has too little to tell.
            ("our governor, Tom Reed", ""),
        ] {
            let found = find(check, &marsh(), &answers(text));
            let names: Vec<&str> = found
                .iter()
                .filter_map(|f| f.suppression.as_ref())
                .flat_map(|a| a.found.iter().map(String::as_str))
                .collect();
            assert_eq!(names.join("; "), expected, "{text}");
        }
    }

    #[test]
    fn slips_in_a_word() {
        for (one, other, expected) in [
            ("Reed", "Reed", 0),
            ("reed", "REED", 0),
            ("Reid", "Reed", 1),
            ("Red", "Reed", 1),
            ("Reeed", "Reed", 1),
            ("", "Reed", 4),
            ("Deer", "Reed", 2),
        ] {
            assert_eq!(slips(one, other), expected, "{one} {other}");
        }
    }

    #[test]
    fn findings() {
        let two = "Our headteacher, Tom Reed, and Amarah O\u{2019}Dell sing.";
        let found = find(check, &marsh(), &answers(two));
        assert_eq!(
            found.iter().map(line).collect::<Vec<_>>().join("; "),
            "Check a name in \u{201c}Vision\u{201d}: not met, notice, letters/l/prompts/p/text"
        );
        assert_eq!(
            why(&found[0]),
            "Your letter says the headteacher is \u{201c}Tom Reed\u{201d}, but \u{201c}Your school or organisation\u{201d} says \u{201c}Mrs Tamsin Penrose\u{201d}. Your letter says \u{201c}Amarah O\u{2019}Dell\u{201d}, but \u{201c}Your school or organisation\u{201d} says \u{201c}Amara O\u{2019}Dell\u{201d}. Correct the one that is wrong."
        );
        let mut aside = answers(two);
        aside["aside/other-person/letters/l/prompts/p/text"] = json!(["He was", "Tom Reed", "Amarah O\u{2019}Dell"]);
        assert_eq!(line(&find(check, &marsh(), &aside)[0]), "Check a name in \u{201c}Vision\u{201d}: not asked");
        let mut long = answers(two);
        long["people/head/name"] = json!("See the list of people on the school\u{2019}s own pages");
        assert!(!why(&find(check, &marsh(), &long)[0]).contains("Reed"), "what is no name is not compared");
        assert_eq!(find(check, &marsh(), &json!({TEXT: two})), []);
        // Somebody who is named already is known by that name.
        let mut marsh = marsh();
        for person in marsh.people.iter_mut().take(2) {
            person.contact = true;
        }
        let mut same = answers("Our music subject leader, Tom Reed, sings.");
        assert!(why(&find(check, &marsh, &same)[0]).contains("Amara"));
        same["people/lead/same-as"] = json!(true);
        assert!(why(&find(check, &marsh, &same)[0]).contains("Tamsin Penrose"));
    }
}
