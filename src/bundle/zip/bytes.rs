//! Numbers and fields in the bytes of a ZIP.

use crate::bundle::error::Problem;
use crate::bundle::source::Source;

/// The bytes from `from` to `to`, which the caller has found to be few.
pub(super) fn read(source: &dyn Source, from: u64, to: u64) -> Result<Vec<u8>, Problem> {
    let mut bytes = vec![0; usize::try_from(to.saturating_sub(from)).unwrap_or_default()];
    source.read_at(from, &mut bytes)?;
    Ok(bytes)
}

/// The little-endian number of `width` bytes (at most 8) at `at`, if the bytes reach so far.
pub(super) fn number(bytes: &[u8], at: u64, width: u64) -> Option<u64> {
    let at = usize::try_from(at).ok()?;
    let digits = bytes.get(at..at.checked_add(usize::try_from(width).ok()?)?)?;
    Some(digits.iter().rev().fold(0, |number, digit| number << 8 | u64::from(*digit)))
}

/// The extra fields of an entry: id and content. Ends where they cannot be read on.
pub(super) fn extra_fields(mut bytes: &[u8]) -> impl Iterator<Item = (u64, &[u8])> {
    std::iter::from_fn(move || {
        let (id, length) = (number(bytes, 0, 2)?, usize::try_from(number(bytes, 2, 2)?).ok()?);
        let (field, rest) = bytes.get(4..)?.split_at_checked(length)?;
        bytes = rest;
        Some((id, field))
    })
}
