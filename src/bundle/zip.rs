//! The container: files with names in one ZIP file (PKWARE APPNOTE 6.3).
//!
//! [`write`] makes the plainest ZIP there is: sizes and checksums in front of the data, no extra fields, no data
//! descriptors, no comments, nothing between the parts. Written by hand because rawzip's writer always adds data
//! descriptors, which Java's and other one-pass readers refuse for stored entries.
//!
//! [`read`] takes such files, and those that Finder, Explorer, Info-ZIP, 7-Zip, Python and Go make when somebody
//! unpacks a bundle and packs it again. Everything is checked before anything is handed out.
//!
//! # Bytes that belong to nothing
//! A file with anything before the first entry, between entries, or after the end is refused, although many
//! programs skip such bytes and self-extracting files have them. RFC 8493 says nothing on it; a bundle never has
//! them; and they are how one file is made to be two things at once (a ZIP behind a program or a picture), or
//! different things to two readers. A comment at the end is tolerated and ignored.

mod layout;
mod read;
mod write;

pub use read::read;
pub use write::write;

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

/// CRC-32 (IEEE), as ZIP uses it. Four bits at a time: a table of 64 bytes where rawzip's is 16 KB.
fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32| {
        let entry = TABLE.get(crc as usize & 15).copied().unwrap_or(0);
        crc >> 4 ^ entry
    };
    !bytes.iter().fold(!0, |crc: u32, byte| step(step(crc ^ u32::from(*byte))))
}

/// What four bits do to the remainder.
const TABLE: [u32; 16] = [
    0x0000_0000,
    0x1db7_1064,
    0x3b6e_20c8,
    0x26d9_30ac,
    0x76dc_4190,
    0x6b6b_51f4,
    0x4db2_6158,
    0x5005_713c,
    0xedb8_8320,
    0xf00f_9344,
    0xd6d6_a3e8,
    0xcb61_b38c,
    0x9b64_c2b0,
    0x86d3_d2d4,
    0xa00a_e278,
    0xbdbd_f21c,
];

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
