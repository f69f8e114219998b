//! What must hold for any files and any bytes.

use crate::example_zip;
use proptest::prelude::*;
use upbeat::bundle::name::{LONGEST_BUNDLE_NAME, check};
use upbeat::bundle::zip::{DosTime, Entry, read, write};
use upbeat::bundle::{Bag, Limits, PackError, bundle_name};

const LIMITS: Limits = Limits { ratio_from_bytes: 2_000, ..Limits::IN_MEMORY };

/// Content of all sorts: noise, text, and what packs so well that it looks like a bomb.
fn content() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..300),
        "[ -~\n]{0,400}".prop_map(String::into_bytes),
        (any::<u8>(), 0..30_000_usize).prop_map(|(byte, length)| vec![byte; length]),
    ]
}

/// Paths that are mostly allowed.
fn path() -> impl Strategy<Value = String> {
    prop_oneof![4 => r"[a-zA-Z0-9ŵéÿ🎵 _.-]{1,8}(/[a-z学]{1,5}){0,2}", 1 => any::<String>()]
}

fn files() -> impl Strategy<Value = Vec<Entry>> {
    let file = (path(), content()).prop_map(|(name, bytes)| Entry { name, bytes });
    prop::collection::vec(file, 0..8)
}

/// A bag of whatever is allowed among the labels and files.
pub(crate) fn bag() -> impl Strategy<Value = Bag> {
    let labels = prop::collection::vec((any::<String>(), any::<String>()), 0..5);
    ("[a-z0-9-]{1,20}", labels, files(), files()).prop_map(|(folder, labels, payload, tags)| {
        let mut bag = Bag::new(&folder).unwrap_or_else(|_| Bag::new("x").unwrap());
        for (label, value) in labels {
            let _ = bag.add_info(&label, &value);
        }
        for file in payload {
            let _ = bag.add_payload(&file.name, file.bytes);
        }
        for file in tags {
            let _ = bag.add_tag_file(&file.name, file.bytes);
        }
        bag
    })
}

fn time() -> impl Strategy<Value = DosTime> {
    (1980..=2107_u16, 1..=12_u8, 1..=31_u8, 0..24_u8, 0..60_u8, 0..60_u8).prop_map(
        |(year, month, day, hour, minute, second)| DosTime::new(year, month, day, hour, minute, second).unwrap(),
    )
}

/// One way to damage a file.
#[derive(Debug, Clone)]
enum Damage {
    Flip(prop::sample::Index, u8),
    Set(prop::sample::Index, Vec<u8>),
    Truncate(prop::sample::Index),
    Insert(prop::sample::Index, Vec<u8>),
    Remove(prop::sample::Index, usize),
    /// Copies a piece to another place: headers over headers, entries into entries.
    Splice(prop::sample::Index, prop::sample::Index, usize),
}

fn damage() -> impl Strategy<Value = Damage> {
    let at = any::<prop::sample::Index>;
    let bytes = || {
        prop_oneof![
            prop::collection::vec(any::<u8>(), 1..8),
            Just(vec![0xff; 4]),
            Just(vec![0; 4]),
            Just(b"PK\x05\x06".to_vec())
        ]
    };
    prop_oneof![
        (at(), 0..8_u8).prop_map(|(at, bit)| Damage::Flip(at, bit)),
        (at(), bytes()).prop_map(|(at, bytes)| Damage::Set(at, bytes)),
        at().prop_map(Damage::Truncate),
        (at(), bytes()).prop_map(|(at, bytes)| Damage::Insert(at, bytes)),
        (at(), 1..64_usize).prop_map(|(at, length)| Damage::Remove(at, length)),
        (at(), at(), 1..128_usize).prop_map(|(from, to, length)| Damage::Splice(from, to, length)),
    ]
}

impl Damage {
    fn apply(&self, bytes: &mut Vec<u8>) {
        if bytes.is_empty() {
            return;
        }
        let length = bytes.len();
        let end = |at: usize, more: usize| (at + more).min(length);
        match self {
            Self::Flip(at, bit) => bytes[at.index(length)] ^= 1 << bit,
            Self::Set(at, new) => {
                let at = at.index(length);
                let room = end(at, new.len()) - at;
                bytes[at..at + room].copy_from_slice(&new[..room]);
            }
            Self::Truncate(at) => bytes.truncate(at.index(length)),
            Self::Insert(at, new) => {
                let at = at.index(length);
                bytes.splice(at..at, new.iter().copied());
            }
            Self::Remove(at, more) => {
                let at = at.index(length);
                bytes.drain(at..end(at, *more));
            }
            Self::Splice(from, to, more) => {
                let from = from.index(length);
                let piece = bytes[from..end(from, *more)].to_vec();
                let to = to.index(length);
                let room = end(to, piece.len()) - to;
                bytes[to..to + room].copy_from_slice(&piece[..room]);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_back_equal(bag in bag(), time in time()) {
        match bag.to_zip(time, &LIMITS) {
            Ok(zip) => {
                prop_assert_eq!(&zip, &bag.to_zip(time, &LIMITS).unwrap(), "the same bytes again");
                let back = Bag::from_zip(&zip, &LIMITS);
                prop_assert!(back.as_ref() == Ok(&bag), "{:?}", back.map_err(|refusal| refusal.detail()));
            }
            Err(PackError::Empty) => prop_assert!(bag.payload().is_empty()),
            Err(PackError::SameName { .. } | PackError::Name { .. }) => {}
            Err(other) => prop_assert!(false, "{other}"),
        }
    }

    #[test]
    fn entries_are_read_back_equal(files in files(), time in time()) {
        if let Ok(zip) = write(&files, time, &LIMITS) {
            prop_assert_eq!(read(&zip, &LIMITS), Ok(files));
        }
    }

    #[test]
    fn any_bytes_are_no_panic(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        prop_assert!(Bag::from_zip(&bytes, &LIMITS).is_err());
    }

    #[test]
    fn any_bytes_behind_the_marks_of_a_zip_are_no_panic(
        parts in prop::collection::vec((prop::sample::select(vec![&b"PK\x01\x02"[..], b"PK\x03\x04", b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07", b"PK\x07\x08"]), prop::collection::vec(any::<u8>(), 0..60)), 0..12)
    ) {
        let bytes: Vec<u8> = parts.iter().flat_map(|(mark, rest)| [*mark, rest].concat()).collect();
        let _ = read(&bytes, &LIMITS);
    }

    #[test]
    fn any_name_is_decided_without_a_panic(name in any::<String>(), call in any::<String>(), date in any::<String>()) {
        let _ = check(&name);
        let made = bundle_name(&name, &call, &date);
        prop_assert!(made.len() <= LONGEST_BUNDLE_NAME, "{}", made);
        prop_assert!(made.chars().all(|letter| matches!(letter, 'a'..='z' | '0'..='9' | '-')), "{}", made);
        prop_assert!(!made.starts_with('-') && !made.ends_with('-') && !made.contains("--"), "{}", made);
        prop_assert!(Bag::new(&made).is_ok(), "{}", made);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, failure_persistence: None, ..ProptestConfig::default() })]

    /// A damaged bundle is refused, or opens with the payload as it was: there is nothing in between.
    #[test]
    fn a_damaged_bundle_never_opens_with_other_files(damages in prop::collection::vec(damage(), 1..4)) {
        let mut bytes = example_zip();
        for damage in &damages {
            damage.apply(&mut bytes);
        }
        if let Ok(bag) = Bag::from_zip(&bytes, &LIMITS) {
            prop_assert_eq!(payload(&bag), payload(&crate::example()));
        }
    }
}

/// The payload by its names: a file that has lost its name stands behind the others.
fn payload(bag: &Bag) -> Vec<Entry> {
    let mut files = bag.payload().to_vec();
    files.sort_by(|one, other| one.name.cmp(&other.name));
    files
}

/// Every single bit of a bundle, not only those that chance picks.
#[test]
fn no_flipped_bit_changes_a_file() {
    let whole = example_zip();
    let mut opened = 0_usize;
    for at in 0..whole.len() {
        for bit in 0..8 {
            let mut bytes = whole.clone();
            bytes[at] ^= 1 << bit;
            if let Ok(bag) = Bag::from_zip(&bytes, &LIMITS) {
                opened += 1;
                assert_eq!(payload(&bag), payload(&crate::example()), "bit {bit} of byte {at}");
            }
        }
    }
    // Times, versions and permissions, and the headers in front of the data, which decide nothing.
    assert!(opened < whole.len() * 6, "{opened} of {} flips went unnoticed", whole.len() * 8);
    for end in 0..whole.len() {
        assert!(Bag::from_zip(&whole[..end], &LIMITS).is_err(), "cut at {end}");
    }
}
