//! The pages of a letter as they will print. What stands where is the layout's; here it is made ready to be drawn.

use crate::documents::LaidLetter;
use crate::documents::paper::{Flow, Length, Page, Pages, PlacedLine};
use crate::draft::{Field, counted};

/// A run of characters in one face, where it stands on its page, in points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetRun {
    /// Differs between any two runs of a page, and stays while a run does.
    pub key: String,
    /// From the left edge.
    pub x: String,
    /// Its baseline, from the top edge.
    pub y: String,
    /// The size of its type.
    pub size: String,
    /// Whether it is bold.
    pub is_bold: bool,
    /// Whether it belongs to the part that is being written.
    pub is_own: bool,
    /// Its characters.
    pub text: String,
}

/// What is said about a page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SheetHead {
    /// Below it.
    pub caption: String,
    /// To those who hear it: the words themselves are in the texts.
    pub label: String,
    /// Whether it stands beyond the hub's limit.
    pub is_beyond: bool,
}

/// Which pages are meant: those of the letter, or of the statement of support on its own pages.
fn of(laid: &LaidLetter, is_support: bool) -> Option<(&Flow, &Pages)> {
    if is_support { laid.beside.as_ref().map(|(flow, pages)| (flow, pages)) } else { Some((&laid.flow, &laid.pages)) }
}

/// How many pages there are.
pub fn sheet_count(laid: &LaidLetter, is_support: bool) -> usize {
    of(laid, is_support).map_or(0, |(_, pages)| pages.pages.len())
}

/// What is written on a page. `own` is the part that is being written.
pub fn sheet_runs(laid: &LaidLetter, is_support: bool, place: usize, own: Option<&Field>) -> Vec<SheetRun> {
    let Some((flow, pages)) = of(laid, is_support) else { return Vec::new() };
    let Some(page) = pages.pages.get(place) else { return Vec::new() };
    let mut runs = Vec::new();
    for line in &page.lines {
        let is_own = own.is_some() && from(flow, line) == own;
        for run in line.runs.iter().filter(|run| !run.text.is_empty()) {
            let (x, y, size) = (points(run.x), points(line.baseline), points(run.size));
            let key = format!("{x} {y} {size} {} {is_own} {}", run.bold, run.text);
            runs.push(SheetRun { key, x, y, size, is_bold: run.bold, is_own, text: run.text.clone() });
        }
    }
    runs
}

/// What is said about a page.
pub fn sheet_head(laid: &LaidLetter, is_support: bool, place: usize, own: Option<&Field>) -> SheetHead {
    let Some((flow, pages)) = of(laid, is_support) else { return SheetHead::default() };
    let Some(page) = pages.pages.get(place) else { return SheetHead::default() };
    let (number, count) = (place + 1, pages.pages.len());
    let beyond = laid.measure.limit.filter(|_| !is_support).and_then(|limit| usize::try_from(limit).ok());
    let beyond = beyond.filter(|limit| place >= *limit);
    let has_own = own.is_some() && page.lines.iter().any(|line| from(flow, line) == own);
    let caption = match beyond {
        Some(limit) => format!("Page {number} is over the limit of {}", counted(limit, "side")),
        None if has_own => format!("Page {number} of {count}. The part you are writing is in colour."),
        None => format!("Page {number} of {count}"),
    };
    SheetHead { caption, label: page_label(page, number, count), is_beyond: beyond.is_some() }
}

/// The width and height of a sheet, in points.
pub fn sheet_size() -> (String, String) {
    (points(Length::A4_WIDTH), points(Length::A4_HEIGHT))
}

fn from<'a>(flow: &'a Flow, line: &PlacedLine) -> Option<&'a Field> {
    flow.blocks.get(line.block).and_then(|piece| piece.from.as_ref())
}

/// A length as a drawing has it: points, with what is left over in thousandths.
fn points(length: Length) -> String {
    format!("{}.{:03}", length.0.div_euclid(1000), length.0.rem_euclid(1000))
}

fn page_label(page: &Page, number: usize, count: usize) -> String {
    let words = |line: Option<&PlacedLine>| -> String {
        line.into_iter().flat_map(|line| &*line.runs).map(|run| run.text.as_str()).collect::<Vec<_>>().join(" ")
    };
    let mut written = page.lines.iter().filter(|line| line.runs.iter().any(|run| !run.text.trim().is_empty()));
    let first = words(written.next());
    let last = words(written.next_back());
    let lines = counted(page.lines.len(), "line");
    if first.is_empty() {
        return format!("Page {number} of {count}, blank");
    }
    format!("Page {number} of {count}, {lines}, from \u{201c}{first}\u{201d} to \u{201c}{last}\u{201d}")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::documents::laid_letter;
    use crate::documents::sample::{call, draft, empty, now};
    use crate::draft::Value;

    #[test]
    fn runs_stand_where_the_layout_has_them() {
        let (call, draft) = (call(), draft());
        let laid = laid_letter(&call, &draft, &call.letters[0], now());
        let own = Field::parse("letters/letter/prompts/vision/text");
        let runs = sheet_runs(&laid, false, 0, Some(&own));
        let keys: BTreeSet<&str> = runs.iter().map(|run| run.key.as_str()).collect();
        assert_eq!(keys.len(), runs.len());
        let own: Vec<&str> = runs.iter().filter(|run| run.is_own).map(|run| run.text.as_str()).collect();
        assert_eq!(own, ["Motivation and vision", "Because music matters.", "It does."]);
        assert!(sheet_runs(&laid, false, 0, None).iter().all(|run| !run.is_own));
        assert_eq!(sheet_runs(&laid, false, 9, None), []);
        assert_eq!(points(Length(-500)), "-1.500");
    }

    #[test]
    fn pages_say_what_they_are() {
        let call = call();
        let letter = &call.letters[0];
        let head = |draft, place, own: Option<&str>| {
            let own = own.map(Field::parse);
            let head = sheet_head(&laid_letter(&call, draft, letter, now()), false, place, own.as_ref());
            (head.caption, head.is_beyond)
        };
        let vision = "letters/letter/prompts/vision/text";
        let mut long = empty();
        long.set(Field::parse(vision), Value::Text("We sing every day.\n\n".repeat(150)), now());
        for (draft, place, own, caption, beyond) in [
            (&draft(), 0, None, "Page 1 of 1", false),
            (&draft(), 0, Some(vision), "Page 1 of 1. The part you are writing is in colour.", false),
            (&long, 1, None, "Page 2 of 5", false),
            (&long, 2, Some(vision), "Page 3 is over the limit of 2 sides", true),
            (&long, 9, None, "", false),
        ] {
            assert_eq!(head(draft, place, own), (caption.to_owned(), beyond));
        }
    }
}
