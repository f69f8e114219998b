//! What takes up the room in a letter, in words that people know its parts by.

use super::LaidLetter;
use crate::call::Letter;
use crate::draft::{Field, LetterField, PromptField};

/// What one part of a letter takes up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Room {
    /// The part.
    pub name: String,
    /// The answer that it is, where it is one.
    pub field: Option<Field>,
    /// Lines on paper, its heading among them.
    pub lines: u32,
}

/// The parts of a letter in the order in which they stand, each with its lines; address, date, greeting and names come
/// last, as one. Together they are all the lines that there are.
pub fn room_taken(letter: &Letter, laid: &LaidLetter) -> Vec<Room> {
    let mut parts: Vec<Room> = Vec::new();
    let mut frame = 0;
    for line in laid.pages.pages.iter().flat_map(|page| &page.lines) {
        let from = laid.flow.blocks.get(line.block).and_then(|block| block.from.as_ref());
        let Some((name, field)) = from.and_then(|field| part(letter, field)) else {
            frame += 1;
            continue;
        };
        match parts.iter_mut().find(|part| part.field.as_ref() == Some(&field)) {
            Some(part) => part.lines += 1,
            None => parts.push(Room { name, field: Some(field), lines: 1 }),
        }
    }
    if frame > 0 {
        parts.push(Room { name: "Address, date, greeting and names".to_owned(), field: None, lines: frame });
    }
    parts
}

/// The part of the letter that an answer belongs to, and the answer that stands for the part.
fn part(letter: &Letter, field: &Field) -> Option<(String, Field)> {
    let own = |name: &str, leaf| Some((name.to_owned(), Field::Letter(letter.id.clone(), leaf)));
    match field {
        Field::Letter(_, LetterField::Opening) => own("Opening", LetterField::Opening),
        Field::Letter(_, LetterField::Closing) => own("Closing", LetterField::Closing),
        Field::Letter(_, LetterField::Support | LetterField::SupportFrom) => {
            own(letter.support.as_ref().map_or("Statement of support", |s| &s.name), LetterField::Support)
        }
        Field::Prompt(_, prompt, PromptField::Text) => {
            let title = letter.prompts.iter().find(|p| p.id == *prompt).map(|p| p.title.clone())?;
            Some((title, field.clone()))
        }
        _ => None,
    }
}

/// The pages on which an answer stands, by their places; where it stands on none, the last.
pub fn pages_of(laid: &LaidLetter, field: &Field) -> Vec<usize> {
    let is_own = |block: usize| laid.flow.blocks.get(block).and_then(|b| b.from.as_ref()) == Some(field);
    let pages = laid.pages.pages.iter().enumerate();
    let mut found: Vec<usize> =
        pages.filter(|(_, page)| page.lines.iter().any(|line| is_own(line.block))).map(|(n, _)| n).collect();
    if found.is_empty() {
        found.push(laid.pages.pages.len().saturating_sub(1));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::laid_letter;
    use crate::documents::sample::{call, draft, now};

    #[test]
    fn every_line_is_somebodys() {
        let (call, draft) = (call(), draft());
        for letter in &call.letters {
            let laid = laid_letter(&call, &draft, letter, now());
            let lines: usize = laid.pages.pages.iter().map(|page| page.lines.len()).sum();
            let parts = room_taken(letter, &laid);
            assert_eq!(parts.iter().map(|part| part.lines as usize).sum::<usize>(), lines, "{parts:?}");
            for part in &parts {
                if let Some(field) = &part.field {
                    assert!(!pages_of(&laid, field).is_empty());
                }
            }
            assert!(parts.iter().any(|part| part.name == "Closing"), "{parts:?}");
        }
    }
}
