//! Letters on paper: that what the hub fixes can be printed and read.

use crate::call::LetterKind;
use crate::call::check::context::CheckContext;
use crate::call::check::problem::Location;

/// Sizes in points, and margins in millimetres, that a letter may be asked to have.
const SIZES: std::ops::RangeInclusive<u32> = 8..=16;
const MARGINS: std::ops::RangeInclusive<u32> = 10..=40;

/// Size and margins are such that a letter can be printed and read; and there is a letter.
pub(in crate::call::check) fn sheet(context: &CheckContext) -> Vec<Location> {
    let mut locations = Vec::new();
    for (i, letter) in context.call.letters.iter().enumerate() {
        let Some(sheet) = &letter.sheet else { continue };
        let path = format!("/letters/{i}/page-layout");
        if letter.kind == LetterKind::Answers {
            locations.push(Location::new(&path, "answers to a form have no page layout: delete this"));
        }
        if let Some(size) = sheet.size.filter(|size| !SIZES.contains(size)) {
            let what = format!("{size} point is hard to read: use 8 to 16");
            locations.push(Location::new(format!("{path}/size"), what));
        }
        if let Some(margins) = sheet.margins.filter(|margins| !MARGINS.contains(margins)) {
            let what = format!("{margins} mm margins do not print well: use 10 to 40");
            locations.push(Location::new(format!("{path}/margins"), what));
        }
    }
    locations
}
