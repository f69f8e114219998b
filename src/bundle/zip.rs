//! The container: files with names in one ZIP file (PKWARE APPNOTE 6.3).
//!
//! [`write`] makes the plainest ZIP there is: sizes and checksums in front of the data, no extra fields, no data
//! descriptors, no comments, nothing between the parts. Written by hand because rawzip's writer always adds data
//! descriptors, which Java's and other one-pass readers refuse for stored entries. Read by hand because a file that is
//! not in memory has to be read at the places that this room chooses.
//!
//! [`write()`] and [`read`] work in memory; [`write_to`] and `open` are the same over files of any size: see `source`.
//!
//! [`read`] takes such files, and those that Finder, Explorer, Info-ZIP, 7-Zip, Python and Go make when somebody
//! unpacks a bundle and packs it again. Everything is checked before anything is handed out.
//!
//! # Bytes that belong to nothing
//! A file with anything before the first entry, between entries, or after the end is refused, although many
//! programs skip such bytes and self-extracting files have them. RFC 8493 says nothing on it; a bundle never has
//! them; and they are how one file is made to be two things at once (a ZIP behind a program or a picture), or
//! different things to two readers. A comment at the end is tolerated and ignored.

mod directory;
mod inflate;
mod layout;
mod read;
mod write;

pub(super) use read::{Archive, open};
pub use read::{Lies, read, unpack};
pub use write::{Beside, write, write_to};

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
    date: u16,
    time: u16,
}

impl DosTime {
    /// Midnight of 1 January 1980, for when no time is to be told.
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

const LOCAL_HEADER: [u8; 4] = *b"PK\x03\x04";
const CENTRAL_HEADER: [u8; 4] = *b"PK\x01\x02";
const END_OF_DIRECTORY: [u8; 4] = *b"PK\x05\x06";
const DATA_DESCRIPTOR: [u8; 4] = *b"PK\x07\x08";
const STORED: u16 = 0;
const DEFLATED: u16 = 8;
/// General purpose flag, bit 11: names are UTF-8.
const UTF8: u16 = 0x800;

/// CRC-32 (IEEE), as ZIP uses it, of bytes that come a piece at a time. Eight bytes at a step (Intel's "slicing by 8"):
/// an attachment may be long.
#[derive(Debug, Clone, Copy)]
struct Crc(u32);

impl Crc {
    const NONE: Self = Self(!0);

    #[expect(clippy::indexing_slicing, reason = "every place is one byte, and every table has 256")]
    fn update(&mut self, bytes: &[u8]) {
        let at = |table: usize, byte: u32| TABLES[table][(byte & 0xff) as usize];
        let mut crc = self.0;
        let (eights, rest) = bytes.as_chunks::<8>();
        for [a, b, c, d, e, f, g, h] in eights {
            let low = crc ^ u32::from_le_bytes([*a, *b, *c, *d]);
            let high = u32::from_le_bytes([*e, *f, *g, *h]);
            crc = at(7, low)
                ^ at(6, low >> 8)
                ^ at(5, low >> 16)
                ^ at(4, low >> 24)
                ^ at(3, high)
                ^ at(2, high >> 8)
                ^ at(1, high >> 16)
                ^ at(0, high >> 24);
        }
        for byte in rest {
            crc = at(0, crc ^ u32::from(*byte)) ^ crc >> 8;
        }
        self.0 = crc;
    }

    fn finish(self) -> u32 {
        !self.0
    }
}

fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = Crc::NONE;
    crc.update(bytes);
    crc.finish()
}

/// What a byte does to the remainder, and what it does when further bytes of nothing follow it.
static TABLES: [[u32; 256]; 8] = tables();

#[expect(clippy::indexing_slicing, reason = "worked out while this is compiled, where a wrong place stops that")]
const fn tables() -> [[u32; 256]; 8] {
    let mut tables = [[0; 256]; 8];
    let mut byte = 0;
    while byte < 256 {
        #[expect(clippy::cast_possible_truncation, reason = "a byte")]
        let mut crc = byte as u32;
        let mut bit = 0;
        while bit < 8 {
            crc = if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 };
            bit += 1;
        }
        tables[0][byte] = crc;
        byte += 1;
    }
    let mut table = 1;
    while table < 8 {
        let mut byte = 0;
        while byte < 256 {
            let before = tables[table - 1][byte];
            tables[table][byte] = before >> 8 ^ tables[0][(before & 0xff) as usize];
            byte += 1;
        }
        table += 1;
    }
    tables
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crc_is_the_one_that_rawzip_computes() {
        for text in ["", "a", "123456789", "Larkfield Green Primary School", &"🎵".repeat(1000)] {
            assert_eq!(crc32(text.as_bytes()), rawzip::crc32(text.as_bytes()), "{text}");
        }
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
    }

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
