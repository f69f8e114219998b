//! What is said at an answer of characters that cannot be printed, while it is written.

use crate::draft::Field;
use crate::readiness::{Finding, Readiness, Verdict};

/// What the check says of the characters of an answer, in a sentence. Nothing where all of them can be printed.
pub fn unprinted_note(check: &Readiness, field: &Field) -> String {
    let is_own = |found: &&Finding| found.rule == Finding::CHARACTERS && found.field.as_ref() == Some(field);
    match check.findings.iter().find(is_own).map(|found| &found.verdict) {
        Some(Verdict::NotMet { why }) => why.clone(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::on_paper;
    use crate::documents::sample::{call, draft, now};
    use crate::readiness::{OtherHubs, assess_on_paper};

    #[test]
    fn it_stands_at_the_answer_that_holds_the_characters() {
        let call = call();
        let vision = Field::parse("letters/letter/prompts/vision/text");
        let name = Field::parse("school/name");
        for (field, text, expected) in [
            (&vision, "B♭, ♩ = 60, Μαρία, Єлизавета, Adébáyọ̀ ✓", ""),
            (
                &vision,
                "We sing 王.",
                "“王” cannot be printed and shows as a question mark in PDFs. Replace it, or send the Word file, which keeps it.",
            ),
            (
                &name,
                "فاطمة",
                "“ف”, “ا”, “ط”, “م” and “ة” cannot be printed and show as question marks in PDFs. Replace them.",
            ),
        ] {
            let mut draft = draft();
            draft.set(field.clone(), text.into(), now());
            let check = assess_on_paper(&call, &draft, now(), &OtherHubs::NONE, &on_paper(&call, &draft, now()));
            assert_eq!(unprinted_note(&check, field), expected);
            let other = if field == &vision { &name } else { &vision };
            assert_eq!(unprinted_note(&check, other), "");
        }
    }
}
