//! Splits a letter that was written elsewhere among the answers of this one: a first guess, for a person to check.

use crate::call::Letter;
use crate::draft::{Field, LetterField, PromptField, begins_with_greeting, is_leave_taking};

/// The paragraphs of a letter, in order, each with the answer that it seems to belong to. Paragraphs that this letter makes
/// by itself (address, heading, signature) have none.
///
/// What stands before the first heading is the opening. A line that says what a prompt's heading says begins that
/// prompt's text.
pub fn split_letter(text: &str, letter: &Letter) -> Vec<(String, Option<Field>)> {
    let at = |leaf| Field::Letter(letter.id.clone(), leaf);
    let paragraphs: Vec<&str> =
        text.split("\n\n").map(|p| p.trim_matches('\n').trim_end()).filter(|p| !p.trim().is_empty()).collect();
    // An address and a date stand before the greeting, where there is one.
    let greeting = paragraphs.iter().position(|p| begins_with_greeting(p));
    let mut to = at(LetterField::Opening);
    let mut ended = false;
    let mut parts = Vec::new();
    for (number, paragraph) in paragraphs.iter().enumerate() {
        // Plain text often has no blank line between a heading and what follows it.
        let (line, rest) = paragraph.split_once('\n').unwrap_or((paragraph, ""));
        let heading = letter.prompts.iter().find(|prompt| is_same_heading(&prompt.title, line));
        ended |= is_leave_taking(paragraph);
        let before = greeting.is_some_and(|greeting| number <= greeting);
        let is_body = !before && !ended;
        let Some(prompt) = heading else {
            parts.push(((*paragraph).to_owned(), is_body.then(|| to.clone())));
            continue;
        };
        to = Field::Prompt(letter.id.clone(), prompt.id.clone(), PromptField::Text);
        parts.push((line.to_owned(), None));
        if !rest.is_empty() {
            parts.push((rest.to_owned(), is_body.then(|| to.clone())));
        }
    }
    parts
}

/// Whether two lines say the same but for case, numbers before them and punctuation; "&" is "and".
fn is_same_heading(title: &str, line: &str) -> bool {
    let words = |text: &str| {
        let text = text.trim_start_matches(|c: char| !c.is_alphabetic()).to_lowercase().replace('&', " and ");
        text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
    };
    let title = words(title);
    !title.is_empty() && title == words(line)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::documents::sample::call;

    fn letter() -> Letter {
        let mut letter = call().letters[0].clone();
        let mut second = letter.prompts[0].clone();
        (second.title, second.id) =
            ("Beyond and around the school".to_owned(), crate::call::PromptId::new("beyond").unwrap());
        letter.prompts.push(second);
        letter
    }

    #[test]
    fn paragraphs_go_where_their_heading_says() {
        let letter = letter();
        let (one, two) = (letter.prompts[0].title.to_uppercase(), "2) Beyond & around the school:".to_owned());
        let text = format!(
            "Larkfield Green\n1 The Green\n\nDear Ms Fen,\n\nWe apply.\n\n1. {one}:\n\nWe sing.\n\n- daily\n- loudly\n\n{two}\nWe play.\n\nYours sincerely\n\nAda Wren"
        );
        let found: Vec<(String, String)> = split_letter(&text, &letter)
            .into_iter()
            .map(|(t, f)| (t, f.map(|f| f.to_string()).unwrap_or_default()))
            .collect();
        let prompt = |n: usize| format!("letters/{}/prompts/{}/text", letter.id, letter.prompts[n].id);
        let expected = [
            ("Larkfield Green\n1 The Green", String::new()),
            ("Dear Ms Fen,", String::new()),
            ("We apply.", format!("letters/{}/opening", letter.id)),
            (&format!("1. {one}:"), String::new()),
            ("We sing.", prompt(0)),
            ("- daily\n- loudly", prompt(0)),
            (&two, String::new()),
            ("We play.", prompt(1)),
            ("Yours sincerely", String::new()),
            ("Ada Wren", String::new()),
        ];
        assert_eq!(found, expected.map(|(t, f)| (t.to_owned(), f)));
    }

    proptest! {
        #[test]
        fn nothing_is_lost(text in "[a-z :\n]{0,60}") {
            let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
            let parts: String = split_letter(&text, &letter()).into_iter().map(|(t, _)| t).collect();
            prop_assert_eq!(letters(&parts), letters(&text));
        }
    }
}
