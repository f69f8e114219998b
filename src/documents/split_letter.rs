//! Splits a letter that was written elsewhere among the answers of this one: a first guess, for a person to check.

use super::answer_text::school_name;
use crate::call::{Call, Letter, MONTHS};
use crate::draft::{
    Draft, Field, LetterField, PromptField, begins_with_greeting, is_asked, is_leave_taking, is_prompt_prose,
    letter_texts,
};

/// Where paragraphs of a letter from elsewhere can go, in the order in which they stand in this one, each with its name.
/// Address and greeting are among them where the call does not fix them.
pub fn letter_targets(call: &Call, letter: &Letter) -> Vec<(String, Field)> {
    let frame = [LetterField::AddressBlock, LetterField::Salutation];
    let frame = frame.map(|leaf| Field::Letter(letter.id.clone(), leaf));
    let name = |field: &Field| match field {
        Field::Letter(_, LetterField::AddressBlock) => call.applicant(None).address_label().to_owned(),
        Field::Letter(_, LetterField::Salutation) => "Greeting".to_owned(),
        Field::Letter(_, LetterField::Opening) => "Opening".to_owned(),
        Field::Letter(_, LetterField::Closing) => "Closing".to_owned(),
        Field::Letter(_, LetterField::Text) => letter.name.trim().trim_end_matches(':').to_owned(),
        Field::Prompt(_, id, _) => {
            letter.prompts.iter().find(|p| p.id == *id).map(|p| p.title.clone()).unwrap_or_default()
        }
        _ => letter.support.as_ref().map(|s| s.name.clone()).unwrap_or_default(),
    };
    let is_prose = |field: &Field| match field {
        Field::Prompt(_, id, _) => letter.prompts.iter().any(|p| p.id == *id && is_prompt_prose(p)),
        _ => true,
    };
    let texts = letter_texts(letter).into_iter().filter(is_prose);
    let all = frame.into_iter().chain(texts).filter(|field| is_asked(call, field));
    all.map(|field| (name(&field), field)).collect()
}

/// The paragraphs of a letter, in order, each with the answer that it seems to belong to. Paragraphs that this letter makes
/// by itself (date, heading, signature) have none.
///
/// The school's address and the greeting go to their answers, where the call asks for them and nothing stands there yet. What
/// stands before the first heading is the opening. A line that says what a prompt's heading says begins that prompt's
/// text.
pub fn split_letter(call: &Call, draft: &Draft, letter: &Letter, text: &str) -> Vec<(String, Option<Field>)> {
    let at = |leaf| Field::Letter(letter.id.clone(), leaf);
    let free = |leaf| Some(at(leaf)).filter(|field| is_asked(call, field) && !draft.answered(field));
    let paragraphs: Vec<&str> =
        text.split("\n\n").map(|p| p.trim_matches('\n').trim_end()).filter(|p| !p.trim().is_empty()).collect();
    // An address and a date stand before the greeting, where there is one.
    let greeting = paragraphs.iter().position(|p| begins_with_greeting(p));
    let (frame, body) = paragraphs.split_at(greeting.unwrap_or_default());
    let mut parts = frame_parts(call, draft, frame, free(LetterField::AddressBlock).as_ref());
    let mut to = at(if letter.prompts.is_empty() { LetterField::Text } else { LetterField::Opening });
    let mut ended = false;
    for (number, paragraph) in body.iter().enumerate() {
        // Plain text often has no blank line between a heading, or the greeting, and what follows it.
        let (line, rest) = paragraph.split_once('\n').unwrap_or((paragraph, ""));
        let is_greeting = greeting.is_some() && number == 0;
        let heading = letter
            .prompts
            .iter()
            .filter(|prompt| is_prompt_prose(prompt))
            .find(|prompt| is_same_heading(&prompt.title, line));
        ended |= is_leave_taking(paragraph);
        let target = |to: &Field| (!ended).then(|| to.clone());
        if is_greeting {
            parts.push((line.to_owned(), free(LetterField::Salutation)));
        } else if let Some(prompt) = heading {
            to = Field::Prompt(letter.id.clone(), prompt.id.clone(), PromptField::Text);
            parts.push((line.to_owned(), None));
        } else {
            parts.push(((*paragraph).to_owned(), target(&to)));
            continue;
        }
        if !rest.trim().is_empty() {
            parts.push((rest.to_owned(), target(&to)));
        }
    }
    parts
}

/// What stands before the greeting. The lines up to the postcode are the school's address, but for its name and whatever
/// this letter prints by itself; without a postcode, a first paragraph of several lines is.
fn frame_parts(
    call: &Call,
    draft: &Draft,
    paragraphs: &[&str],
    address: Option<&Field>,
) -> Vec<(String, Option<Field>)> {
    let ends = |paragraph: &&&str| paragraph.lines().any(|line| is_date(line) || names_the_hub(call, line));
    let sender = paragraphs.iter().take_while(|paragraph| !ends(paragraph)).count();
    let with_postcode = paragraphs.iter().take(sender).rposition(|paragraph| paragraph.lines().any(has_postcode));
    let first = paragraphs.first().filter(|first| sender > 0 && first.contains('\n'));
    let sender = with_postcode.map_or(usize::from(first.is_some()), |last| last + 1);
    let school = school_name(draft);
    let mut parts: Vec<(String, Option<Field>)> = Vec::new();
    for (number, paragraph) in paragraphs.iter().enumerate() {
        if number >= sender || address.is_none() {
            parts.push(((*paragraph).to_owned(), None));
            continue;
        }
        let mut lines: Vec<(String, Option<Field>)> = Vec::new();
        for line in paragraph.lines() {
            let own = school.as_ref().is_some_and(|name| is_same_heading(name, line)) || is_contact(line);
            let to = address.filter(|_| !own).cloned();
            match lines.last_mut() {
                Some((text, known)) if *known == to => {
                    text.push('\n');
                    text.push_str(line);
                }
                _ => lines.push((line.to_owned(), to)),
            }
        }
        parts.extend(lines);
    }
    parts
}

/// Whether a line is a date: a month and a number, in a few words.
fn is_date(line: &str) -> bool {
    let words: Vec<&str> = line.split([' ', ',', '.']).filter(|word| !word.is_empty()).collect();
    let is_month = |word: &&str| MONTHS.iter().any(|month| month.eq_ignore_ascii_case(word));
    let is_number = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
    words.len() <= 5 && words.iter().any(is_month) && words.iter().any(is_number)
}

/// Whether a line is about whom the letter goes to.
fn names_the_hub(call: &Call, line: &str) -> bool {
    let line = line.to_lowercase();
    let contacts = [call.hub.contact.as_ref(), call.submission.enquiries.as_ref()];
    let people = contacts.into_iter().flatten().filter_map(|contact| contact.name.as_deref());
    let names = [call.hub.name.as_str(), call.hub.short_name()].into_iter().chain(people);
    names.map(str::trim).filter(|name| !name.is_empty()).any(|name| line.contains(&name.to_lowercase()))
}

/// Whether a line has a postcode of the United Kingdom: "LK1 2AB".
fn has_postcode(line: &str) -> bool {
    let words: Vec<&str> = line.split([' ', '\u{a0}', ',', '.']).filter(|word| !word.is_empty()).collect();
    let is_outward = |word: &str| {
        let letters = word.bytes().take_while(u8::is_ascii_alphabetic).count();
        let rest = word.get(letters..).unwrap_or_default().as_bytes();
        (1..=2).contains(&letters)
            && matches!(rest, [first] | [first, _] if first.is_ascii_digit())
            && rest.iter().all(u8::is_ascii_alphanumeric)
    };
    let is_inward = |word: &str| matches!(word.as_bytes(), [a, b, c] if a.is_ascii_digit() && b.is_ascii_alphabetic() && c.is_ascii_alphabetic());
    words.array_windows::<2>().any(|[a, b]| is_outward(a) && is_inward(b))
}

/// Whether a line of an address is a telephone number, an e-mail or a web address.
fn is_contact(line: &str) -> bool {
    let line = line.trim().to_lowercase();
    let begins = ["tel", "phone", "email", "e-mail", "fax", "www.", "http"].iter().any(|start| line.starts_with(start));
    let is_number = line.chars().filter(char::is_ascii_digit).count() >= 9 && !line.contains(char::is_alphabetic);
    begins || is_number || line.contains('@')
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
    use crate::documents::sample::{call, empty};

    fn letter() -> Letter {
        let mut letter = call().letters[0].clone();
        let mut second = letter.prompts[0].clone();
        (second.title, second.id) =
            ("Beyond and around the school".to_owned(), crate::call::PromptId::new("beyond").unwrap());
        letter.prompts.push(second);
        letter
    }

    fn split(letter: &Letter, draft: &Draft, text: &str) -> Vec<(String, String)> {
        let found = split_letter(&call(), draft, letter, text);
        let leaf = |field: Field| field.to_string().replace("letters/letter/", "");
        found.into_iter().map(|(text, to)| (text, to.map(leaf).unwrap_or_default())).collect()
    }

    fn pairs(all: &[(&str, &str)]) -> Vec<(String, String)> {
        all.iter().map(|(text, to)| ((*text).to_owned(), (*to).to_owned())).collect()
    }

    #[test]
    fn paragraphs_go_where_their_heading_says() {
        let letter = letter();
        let (one, two) = (letter.prompts[0].title.to_uppercase(), "2) Beyond & around the school:");
        let text = format!(
            "Larkfield Green\n1 The Green\n\nDear Ms Fen,\n\nWe apply.\n\n1. {one}:\n\nWe sing.\n\n- daily\n- loudly\n\n{two}\nWe play.\n\nYours sincerely\n\nAda Wren"
        );
        let heading = format!("1. {one}:");
        assert_eq!(
            split(&letter, &empty(), &text),
            pairs(&[
                ("Larkfield Green\n1 The Green", "address"),
                ("Dear Ms Fen,", "salutation"),
                ("We apply.", "opening"),
                (&heading, ""),
                ("We sing.", "prompts/vision/text"),
                ("- daily\n- loudly", "prompts/vision/text"),
                (two, ""),
                ("We play.", "prompts/beyond/text"),
                ("Yours sincerely", ""),
                ("Ada Wren", ""),
            ])
        );
    }

    #[test]
    fn address_and_greeting_go_to_their_answers() {
        let mut draft = empty();
        let now = crate::documents::sample::now();
        draft.set(Field::parse("school/name"), "Larkfield Green".into(), now);
        // As Word writes it: a paragraph for each line.
        let text = "Larkfield Green\n\n1 The Green\n\nLarkfield LK1 2AB\n\n01632 960123\n\n3 March 2027\n\nMarsh & Fen Music Hub\n\nFen House, FN1 1AA\n\nDear all,\n\nWe apply.";
        let rest = [("3 March 2027", ""), ("Marsh & Fen Music Hub", ""), ("Fen House, FN1 1AA", "")];
        let before = [
            ("Larkfield Green", ""),
            ("1 The Green", "address"),
            ("Larkfield LK1 2AB", "address"),
            ("01632 960123", ""),
        ];
        let after = [("Dear all,", "salutation"), ("We apply.", "opening")];
        assert_eq!(split(&letter(), &draft, text), pairs(&[&before[..], &rest, &after].concat()));
        // As plain text, and no blank line behind the greeting.
        let text = "Larkfield Green\n1 The Green\nLarkfield LK1 2AB\nTel: 01632 960123\n\n3 March 2027\n\nDear all,\nWe apply.";
        assert_eq!(
            split(&letter(), &draft, text),
            pairs(&[
                ("Larkfield Green", ""),
                ("1 The Green\nLarkfield LK1 2AB", "address"),
                ("Tel: 01632 960123", ""),
                ("3 March 2027", ""),
                ("Dear all,", "salutation"),
                ("We apply.", "opening"),
            ])
        );
        // What the school has written already stays, and so does what the call fixes.
        draft.set(Field::parse("letters/letter/address"), "2 The Green".into(), now);
        draft.set(Field::parse("letters/letter/salutation"), "Dear panel,".into(), now);
        let found = split(&letter(), &draft, text);
        assert!(found.iter().all(|(_, to)| to.is_empty() || to == "opening"), "{found:?}");
        // Without an address or a greeting.
        assert_eq!(
            split(&letter(), &empty(), "We apply.\n\nWe sing."),
            pairs(&[("We apply.", "opening"), ("We sing.", "opening")])
        );
        assert_eq!(
            split(&letter(), &empty(), "Ada Lowe\n\nDear Ada,"),
            pairs(&[("Ada Lowe", ""), ("Dear Ada,", "salutation")])
        );
    }

    #[test]
    fn where_paragraphs_can_go() {
        let mut call = call();
        let names = |call: &Call| -> Vec<String> {
            letter_targets(call, &call.letters[0]).into_iter().map(|(name, _)| name).collect()
        };
        let all = [
            "Address on the letter",
            "Greeting",
            "Opening",
            "Motivation and vision",
            "Closing",
            "Statement of support",
        ];
        assert_eq!(names(&call), all);
        call.letters[0].sheet =
            Some(crate::call::Sheet { salutation: Some("Dear panel,".to_owned()), ..crate::call::Sheet::default() });
        call.letters[0].support = None;
        assert_eq!(names(&call), ["Address on the letter", "Opening", "Motivation and vision", "Closing"]);
    }

    #[test]
    fn postcodes() {
        for (line, has) in [
            ("Larkfield LK1 2AB", true),
            ("London SW1A 1AA.", true),
            ("m1 1ae", true),
            ("1 The Green", false),
            ("Year 4 2AB", false),
            ("A B1 234", false),
        ] {
            assert_eq!(has_postcode(line), has, "{line}");
        }
    }

    proptest! {
        #[test]
        fn nothing_is_lost(text in "[a-zLK12 :@\n]{0,60}", greeting in prop::bool::ANY) {
            let text = if greeting { format!("{text}\n\nDear all,\n{text}") } else { text };
            let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
            let parts: String = split_letter(&call(), &empty(), &letter(), &text).into_iter().map(|(t, _)| t).collect();
            prop_assert_eq!(letters(&parts), letters(&text));
        }
    }
}
