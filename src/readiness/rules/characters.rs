//! Characters that cannot be printed, wherever a PDF holds the answer: letters and the whole application.
//!
//! Readiness knows no fonts: which characters they are is told by the caller (`documents::on_paper`).

use super::texts::{is_asked_of_school, title_of};
use crate::call::LetterKind;
use crate::draft::{Field, LetterField, PromptField, first_few_quoted};
use crate::readiness::{Case, Finding, Verdict, Weight};

pub(super) fn check(case: &Case, out: &mut Vec<Finding>) {
    for (field, characters) in &case.paper.unprinted {
        // The names of files are printed where a letter is sent as files, and what is written there is not.
        let is_asked = is_asked_of_school(case, field)
            || (field.holds_files() && crate::draft::is_asked_of_school(case.call, &case.profile, field));
        if is_asked {
            out.extend(finding(case, field, characters));
        }
    }
}

fn finding(case: &Case, field: &Field, characters: &[char]) -> Option<Finding> {
    /// At most this many characters are named.
    const MOST: usize = 5;
    let named = first_few_quoted(&characters.iter().map(char::to_string).collect::<Vec<_>>(), MOST);
    let (shows, it) =
        if characters.len() == 1 { ("shows as a question mark", "it") } else { ("show as question marks", "them") };
    let why = if field.holds_files() {
        format!(
            "{named} in a file\u{2019}s name cannot be printed and {shows} in PDFs. Rename the file and attach it again."
        )
    } else {
        let or = if has_word_file(case, field) {
            format!(", or send the Word file, which keeps {it}")
        } else {
            String::new()
        };
        format!("{named} cannot be printed and {shows} in PDFs. Replace {it}{or}.")
    };
    let subject = format!("Characters in \u{201c}{}\u{201d}", title_of(case, field));
    let finding = Finding::about(Finding::CHARACTERS, field.section()?, subject);
    Some(finding.is(Verdict::not_met(why)).weighs(Weight::Strengthens).at(field.clone()))
}

/// Whether a Word file holds the answer: that of a letter.
fn has_word_file(case: &Case, field: &Field) -> bool {
    let (Field::Prompt(letter, _, PromptField::Text)
    | Field::Letter(
        letter,
        LetterField::Opening
        | LetterField::Text
        | LetterField::Closing
        | LetterField::Support
        | LetterField::SupportFrom
        | LetterField::Salutation
        | LetterField::AddressBlock,
    )) = field
    else {
        return false;
    };
    case.call.letter(letter).is_some_and(|letter| letter.kind == LetterKind::Letter)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::testing::{call, draft, line, noon, says, why};
    use super::*;
    use crate::readiness::{OnPaper, OtherHubs};

    #[test]
    fn characters() {
        let letter = |id: &str, kind: &str| {
            json!({
                "id": id, "name": "Supporting letter", "kind": kind, "strength": "should",
                "statements": [says("A letter.")],
                "prompts": [{"id": "p", "title": "Vision:", "statements": []}]
            })
        };
        let call = call(json!({"letters": [letter("l", "letter"), letter("a", "answers")]}));
        for (field, characters, attached, expected) in [
            (
                "letters/l/prompts/p/text",
                "王",
                false,
                "Characters in “Vision”: not met, strengthens, letters/l/prompts/p/text: “王” cannot be printed and shows as a question mark in PDFs. Replace it, or send the Word file, which keeps it.",
            ),
            (
                "letters/l/salutation",
                "王音",
                false,
                "Characters in “Greeting”: not met, strengthens, letters/l/salutation: “王” and “音” cannot be printed and show as question marks in PDFs. Replace them, or send the Word file, which keeps them.",
            ),
            (
                "letters/a/prompts/p/text",
                "abcdefg",
                false,
                "Characters in “Vision”: not met, strengthens, letters/a/prompts/p/text: “a”, “b”, “c”, “d”, “e” and 2 more cannot be printed and show as question marks in PDFs. Replace them.",
            ),
            (
                "school/name",
                "王",
                false,
                "Characters in “Your school or organisation”: not met, strengthens, school/name: “王” cannot be printed and shows as a question mark in PDFs. Replace it.",
            ),
            (
                "letters/l/files",
                "王",
                true,
                "Characters in “Supporting letter”: not met, strengthens, letters/l/files: “王” in a file’s name cannot be printed and shows as a question mark in PDFs. Rename the file and attach it again.",
            ),
            // A text that is not sent, and one that nobody asks for.
            ("letters/l/prompts/p/text", "王", true, ""),
            ("letters/x/text", "王", false, ""),
        ] {
            let paper =
                OnPaper { unprinted: vec![(Field::parse(field), characters.chars().collect())], ..OnPaper::NONE };
            let draft = draft(&json!({"letters/l/attached": attached}));
            let mut out = Vec::new();
            check(&Case { paper: &paper, ..Case::new(&call, &draft, &OtherHubs::NONE, noon()) }, &mut out);
            let lines: Vec<String> = out.iter().map(|found| format!("{}: {}", line(found), why(found))).collect();
            assert_eq!(lines.join("; "), expected, "{field}");
        }
    }
}
