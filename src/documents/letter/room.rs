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

/// The bar of a letter: a segment for each part. The figure beside it and the lengths of its segments come from the one
/// measure, so that they always agree.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LetterBar {
    /// Sides in figures: "1.7".
    pub figure: String,
    /// Where the limit stands on the bar, in thousandths of a side.
    pub limit: Option<u32>,
    /// The parts in the order in which they stand. Their lengths add up to the figure.
    pub segments: Vec<Segment>,
}

/// One part on the bar of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// The part.
    pub part: Room,
    /// Its length in thousandths of a side.
    pub length: u32,
}

/// The bar of a letter that is laid out.
pub fn letter_bar(letter: &Letter, laid: &LaidLetter) -> LetterBar {
    let written = laid.measure.tenths.saturating_mul(100);
    let limit = laid.measure.limit.map(|sides| sides.saturating_mul(1000));
    let parts = room_taken(letter, laid);
    let lines: u64 = parts.iter().map(|part| u64::from(part.lines)).sum();
    // Each ends where its share of all lines ends, so that nothing is lost by rounding.
    let mut before = 0;
    let mut begins = 0;
    let segments = parts.into_iter().map(|part| {
        before += u64::from(part.lines);
        let ends = u32::try_from(u64::from(written) * before / lines.max(1)).unwrap_or(written);
        let length = ends.saturating_sub(begins);
        begins = ends;
        Segment { part, length }
    });
    LetterBar { segments: segments.collect(), figure: laid.measure.figure(), limit }
}

/// The part of the letter that an answer belongs to, and the answer that stands for the part.
fn part(letter: &Letter, field: &Field) -> Option<(String, Field)> {
    let own = |name: &str, leaf| Some((name.to_owned(), Field::Letter(letter.id.clone(), leaf)));
    match field {
        Field::Letter(_, LetterField::Opening) => own("Opening", LetterField::Opening),
        Field::Letter(_, LetterField::Text) => own(letter.name.trim().trim_end_matches(':'), LetterField::Text),
        Field::Letter(_, LetterField::Closing) => own("Closing", LetterField::Closing),
        Field::Letter(_, LetterField::Support | LetterField::SupportFrom) => {
            own(letter.support.as_ref().map_or("Statement of support", |s| &s.name), LetterField::Support)
        }
        Field::Prompt(_, prompt, PromptField::Text | PromptField::Choice | PromptField::Lines) => {
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
    use crate::draft::{Value, fullest, generated, shipped};

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

    #[test]
    fn the_bar_agrees_with_its_figure() {
        let calls = shipped().iter().cloned().chain([call()]);
        for call in calls {
            let drafts = (0..12).map(|seed| generated(seed, &call)).chain([fullest(&call), draft()]);
            for mut draft in drafts {
                draft.set(Field::parse("letters/letter/spacing"), Value::from("1.5"), now());
                for letter in &call.letters {
                    let laid = laid_letter(&call, &draft, letter, now());
                    let bar = letter_bar(letter, &laid);
                    let length: u32 = bar.segments.iter().map(|segment| segment.length).sum();
                    let figure = format!("{}.{}", length / 1000, length % 1000 / 100);
                    assert_eq!((figure.as_str(), length % 100), (bar.figure.as_str(), 0), "{}: {}", call.id, draft.id);
                    assert_eq!(bar.figure, laid.measure.figure());
                    assert_eq!(bar.limit.is_some_and(|limit| length > limit), laid.measure.is_over());
                    let lines = |segment: &Segment| segment.part.lines;
                    let sum: u32 = bar.segments.iter().map(lines).sum();
                    for segment in &bar.segments {
                        // In proportion to its lines, to the next thousandth.
                        let share = u64::from(length) * u64::from(lines(segment)) / u64::from(sum);
                        assert!(u64::from(segment.length).abs_diff(share) <= 1, "{bar:?}");
                    }
                }
            }
        }
    }
}
