//! How a letter is set on paper: what the call fixes, else what the school chose, else a default.

use super::{Draft, Field, LetterField, is_letter_attached, is_letter_written};
use crate::call::{Call, Date, Letter, LetterKind, Spacing};

/// How a letter is set on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Size of the text in half-points, as Word counts: 22 are 11 points.
    pub half_points: u32,
    /// How far its lines stand apart.
    pub spacing: Spacing,
    /// Margins on all four sides, in millimetres.
    pub margins: u32,
    /// Room for a printed letterhead at the top of the first page, in millimetres.
    pub letterhead: u32,
    /// Whether the prompts' headings stand in it.
    pub headings: bool,
}

/// 11 points, single spacing, margins of 20 mm, headings, plain paper.
impl Default for Look {
    fn default() -> Self {
        Self { half_points: 22, spacing: Spacing::Single, margins: 20, letterhead: 0, headings: true }
    }
}

/// Sizes that a letter can be set in, in half-points: 6 to 24 points.
const SIZES: std::ops::RangeInclusive<u32> = 12..=48;
/// Margins that it can have, in millimetres.
const MARGINS: std::ops::RangeInclusive<u32> = 5..=60;
/// Most room for a letterhead, in millimetres.
const LETTERHEAD: u32 = 150;

impl Look {
    /// The look of this letter. A value that is not valid counts as not answered; `problem` reports it.
    pub fn of(letter: &Letter, draft: &Draft) -> Self {
        let usual = Self::default();
        let at = |leaf| draft.text(&Field::Letter(letter.id.clone(), leaf)).trim();
        let sheet = letter.sheet.as_ref();
        Self {
            half_points: sheet
                .and_then(|s| s.size)
                .map(|points| points.saturating_mul(2))
                .or_else(|| half_points(at(LetterField::Size)))
                .filter(|size| SIZES.contains(size))
                .unwrap_or(usual.half_points),
            spacing: sheet.and_then(|s| s.spacing).or_else(|| spacing(at(LetterField::Spacing))).unwrap_or_default(),
            margins: sheet
                .and_then(|s| s.margins)
                .or_else(|| millimetres(at(LetterField::Margins)))
                .filter(|margins| MARGINS.contains(margins))
                .unwrap_or(usual.margins),
            letterhead: millimetres(at(LetterField::Letterhead))
                .filter(|room| *room <= LETTERHEAD)
                .unwrap_or(usual.letterhead),
            headings: sheet.and_then(|s| s.headings).unwrap_or_else(|| at(LetterField::Headings) != "off"),
        }
    }

    /// Size of the text in points, as people write it: "11", "10.5".
    pub fn points(&self) -> String {
        let half = if self.half_points.is_multiple_of(2) { "" } else { ".5" };
        format!("{}{half}", self.half_points / 2)
    }
}

/// The font that the hub asks for in a letter. None where it asks for none.
fn asked_font(letter: &Letter) -> Option<&str> {
    let font = letter.sheet.as_ref()?.font.as_deref().map(str::trim).filter(|font| !font.is_empty())?;
    (letter.kind == LetterKind::Letter).then_some(font)
}

/// Whether a Word file of Upbeat's is set in this font, or in one that it stands for: "Arial", "a sans-serif font".
fn is_set(font: &str) -> bool {
    let font = font.to_lowercase();
    font.contains("arial") || font == "sans" || font.contains("sans serif") || font.contains("sans-serif")
}

/// The font that the school has to set by itself in a letter that is written here and asked of it. None where there is
/// nothing to do.
pub fn font_to_set<'a>(call: &Call, draft: &Draft, letter: &'a Letter) -> Option<&'a str> {
    let font = asked_font(letter).filter(|font| !is_set(font))?;
    (is_letter_written(call, draft, letter) && !is_letter_attached(draft, letter)).then_some(font)
}

/// What the hub asks for about a letter's font, and what the school has to do, in sentences. None where it asks for none.
pub fn font_note(call: &Call, letter: &Letter) -> Option<String> {
    let font = asked_font(letter)?;
    let asks = call.hub.voice().opening("asks");
    Some(if is_set(font) {
        format!("{asks} for {font}. The Word file is in Arial. The PDF is in a font that looks like it.")
    } else {
        format!(
            "{asks} for {font}, which Upbeat does not have. Download the Word file, change all the text to {font}, check the length and send that file."
        )
    })
}

impl LetterField {
    /// Whether it has a default, so that nothing is missing where it is not answered.
    pub fn has_default(self) -> bool {
        match self {
            Self::Size
            | Self::Spacing
            | Self::Margins
            | Self::Letterhead
            | Self::Headings
            | Self::Date
            | Self::Salutation
            | Self::AddressBlock
            | Self::Attached
            | Self::Files
            | Self::SupportAttached => true,
            Self::Opening
            | Self::Text
            | Self::Closing
            | Self::SupportWanted
            | Self::Support
            | Self::SupportFrom
            | Self::SupportPlacement => false,
        }
    }
}

/// A size in half-points: "11", "10.5", "11 pt". Other fractions of a point do not exist in Word.
fn half_points(text: &str) -> Option<u32> {
    let text = unit(text, &["pt", "points", "point"]);
    let (whole, half) = match text.split_once('.') {
        None => (text, 0),
        Some((whole, "0" | "00")) => (whole, 0),
        Some((whole, "5" | "50")) => (whole, 1),
        Some(_) => return None,
    };
    number(whole).map(|points| points.saturating_mul(2).saturating_add(half))
}

/// A length in millimetres: "20", "20 mm".
fn millimetres(text: &str) -> Option<u32> {
    number(unit(text, &["mm"]))
}

fn spacing(text: &str) -> Option<Spacing> {
    Spacing::ALL.into_iter().find(|s| s.as_str() == text)
}

fn unit<'a>(text: &'a str, units: &[&str]) -> &'a str {
    let text = text.trim();
    units.iter().find_map(|unit| text.strip_suffix(unit)).unwrap_or(text).trim_end()
}

/// Digits only: a sign, an exponent or white space is none.
fn number(text: &str) -> Option<u32> {
    (text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

/// What is wrong with the form of an answer about a letter's look; nothing for other answers about a letter.
pub(super) fn sheet_problem(leaf: LetterField, text: &str) -> Option<String> {
    let (fits, what) = match leaf {
        LetterField::Size => (
            half_points(text).is_some_and(|size| SIZES.contains(&size)),
            "Enter a text size, such as 11 or 10.5. Upbeat is using 11 for now.",
        ),
        LetterField::Spacing => (spacing(text).is_some(), "Choose a line spacing. Upbeat is using single for now."),
        LetterField::Margins => (
            millimetres(text).is_some_and(|margins| MARGINS.contains(&margins)),
            "Enter margins from 5 to 60 mm. Upbeat is using 20 mm for now.",
        ),
        LetterField::Letterhead => (
            millimetres(text).is_some_and(|room| room <= LETTERHEAD),
            "Enter a space from 0 to 150 mm. Upbeat is leaving none for now.",
        ),
        LetterField::Headings => (matches!(text, "on" | "off"), "Choose whether to use headings"),
        LetterField::Date => (Date::parse(text).is_some(), "Enter a real date, such as 14 February 2025"),
        _ => return None,
    };
    (!fits).then(|| what.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_lengths() {
        for (text, half) in [
            ("11", Some(22)),
            ("10.5", Some(21)),
            ("11.0", Some(22)),
            (" 12 pt", Some(24)),
            ("9 points", Some(18)),
            ("11.25", None),
            ("-11", None),
            ("+11", None),
            ("1e1", None),
            ("", None),
            ("eleven", None),
            ("99999999999", None),
        ] {
            assert_eq!(half_points(text), half, "{text}");
        }
        for (text, expected) in
            [("20", Some(20)), ("20mm", Some(20)), ("20 mm", Some(20)), ("2 cm", None), ("2.5", None)]
        {
            assert_eq!(millimetres(text), expected, "{text}");
        }
    }

    #[test]
    fn problems_of_form() {
        for (leaf, good, bad) in [
            (LetterField::Size, ["11", "6", "24"], ["5.5", "25", "big"]),
            (LetterField::Spacing, ["single", "1.15", "double"], ["1", "2", "wide"]),
            (LetterField::Margins, ["20", "5", "60 mm"], ["4", "61", "2 cm"]),
            (LetterField::Letterhead, ["0", "35", "150"], ["151", "-1", "much"]),
            (LetterField::Headings, ["on", "off", "on"], ["yes", "ON", "1"]),
            (LetterField::Date, ["2025-02-14", "2024-02-29", "2026-12-01"], ["2025-02-30", "soon", "14/2/2025"]),
        ] {
            for text in good {
                assert_eq!(sheet_problem(leaf, text), None, "{leaf:?} {text}");
            }
            for text in bad {
                assert!(sheet_problem(leaf, text).is_some(), "{leaf:?} {text}");
            }
        }
        assert_eq!(sheet_problem(LetterField::Opening, "anything"), None);
    }
}
