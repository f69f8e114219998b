//! What a ZIP is made of: entries, their time, and the numbers of the format (APPNOTE 6.3).

/// One file in a ZIP.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its path, `/` between segments.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// The time that a ZIP gives its entries: local time without a zone, in steps of two seconds, 1980 to 2107.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DosTime {
    pub(super) date: u16,
    pub(super) time: u16,
}

impl DosTime {
    /// Midnight of 1 January 1980, the earliest time that a ZIP can hold.
    pub const EARLIEST: Self = Self { date: 0x21, time: 0 };

    /// From year, month (1 to 12), day (1 to 31), hour, minute and second; none if one is out of its range.
    /// Whether the month has that day is not looked at.
    pub fn new(year: u16, month: u8, day: u8, hour: u8, minute: u8, second: u8) -> Option<Self> {
        let fits = (1980..=2107).contains(&year)
            && (1..=12).contains(&month)
            && (1..=31).contains(&day)
            && hour < 24
            && minute < 60
            && second < 60;
        fits.then(|| Self {
            date: year.saturating_sub(1980) << 9 | u16::from(month) << 5 | u16::from(day),
            time: u16::from(hour) << 11 | u16::from(minute) << 5 | u16::from(second / 2),
        })
    }
}

pub(super) const LOCAL_HEADER: [u8; 4] = *b"PK\x03\x04";
pub(super) const CENTRAL_HEADER: [u8; 4] = *b"PK\x01\x02";
pub(super) const END_OF_DIRECTORY: [u8; 4] = *b"PK\x05\x06";
pub(super) const STORED: u16 = 0;
pub(super) const DEFLATED: u16 = 8;
pub(super) const DEFLATED_64: u16 = 9;
/// General purpose flag, bit 11: names are UTF-8.
pub(super) const UTF8: u16 = 0x800;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dos_times() {
        for (given, expected) in [
            ((1980, 1, 1, 0, 0, 0), Some(DosTime::EARLIEST)),
            ((2026, 11, 22, 14, 30, 59), Some(DosTime { date: 0x5d76, time: 0x73dd })),
            ((1979, 12, 31, 0, 0, 0), None),
            ((2108, 1, 1, 0, 0, 0), None),
            ((2026, 13, 1, 0, 0, 0), None),
            ((2026, 1, 0, 0, 0, 0), None),
            ((2026, 1, 1, 24, 0, 0), None),
            ((2026, 1, 1, 0, 60, 0), None),
        ] {
            let (year, month, day, hour, minute, second) = given;
            assert_eq!(DosTime::new(year, month, day, hour, minute, second), expected, "{given:?}");
        }
    }
}
