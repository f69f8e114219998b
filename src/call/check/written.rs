//! How values are written in a call file.

use crate::call::{Date, ZonedInstant};

/// An instant by a clock in England, with the offset of that very day: `2025-02-14T12:00:00+00:00[Europe/London]`.
/// `minute` is that of the day, 0 to 1439.
pub(super) fn london_instant(day: Date, minute: u16) -> String {
    let at = |offset| format!("{day}T{:02}:{:02}:00{offset}[Europe/London]", minute / 60, minute % 60);
    let summer = at("+01:00");
    let is_summer = ZonedInstant::parse(&summer).is_ok_and(|instant| instant.london_offset() == 60);
    if is_summer { summer } else { at("+00:00") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_offset_is_that_of_the_day() {
        for (day, minute, expected) in [
            ("2026-02-13", 720, "2026-02-13T12:00:00+00:00[Europe/London]"),
            ("2026-06-18", 1110, "2026-06-18T18:30:00+01:00[Europe/London]"),
            // The clocks change at 1am of this Sunday.
            ("2026-03-29", 30, "2026-03-29T00:30:00+00:00[Europe/London]"),
            ("2026-03-29", 150, "2026-03-29T02:30:00+01:00[Europe/London]"),
            ("2026-10-25", 180, "2026-10-25T03:00:00+00:00[Europe/London]"),
        ] {
            assert_eq!(london_instant(Date::parse(day).unwrap(), minute), expected);
        }
    }
}
