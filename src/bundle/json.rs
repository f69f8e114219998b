//! Parses JSON out of a file that came in. A megabyte of `[0,0,0,…` takes sixteen megabytes once it is parsed, so the
//! values are counted before.

use serde_json::Value as Json;

use super::not_opened::NotOpened;

/// How many values a text may hold. The fullest draft there can be, in its bundle, holds some thousands; a rescue file
/// a few times that.
pub(super) const MOST_VALUES: usize = 500_000;

/// Parses JSON. Fails if it is none, or has far more values than any application. `file` is its name inside a bundle.
pub(super) fn parse(bytes: &[u8], file: Option<&'static str>) -> Result<Json, NotOpened> {
    within_bounds([bytes])?;
    serde_json::from_slice(bytes).map_err(|error| NotOpened::Damaged { file, detail: error.to_string() })
}

/// Refuses texts that hold too many values together.
pub(super) fn within_bounds<'a>(texts: impl IntoIterator<Item = &'a [u8]>) -> Result<(), NotOpened> {
    let count: usize = texts.into_iter().map(values).sum();
    if count > MOST_VALUES { Err(NotOpened::TooMuch { limit: MOST_VALUES }) } else { Ok(()) }
}

/// How many values a text holds at most: each but the first comes behind a comma, a colon or a bracket that stands in
/// no string. Where the text is no JSON, the number means nothing, and does no harm.
fn values(bytes: &[u8]) -> usize {
    let mut count = 1;
    let (mut quoted, mut escaped) = (false, false);
    for byte in bytes {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b',' | b':' | b'[' | b'{' if !quoted => count += 1,
            _ => {}
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_counted_outside_strings_only() {
        for (text, count) in
            [("", 1), ("1", 1), (r#""a,b:[{""#, 1), (r#""a\",\\",1"#, 2), ("[1,2,3]", 4), (r#"{"a":1,"b":[]}"#, 6)]
        {
            assert_eq!(values(text.as_bytes()), count, "{text}");
        }
    }

    #[test]
    fn more_than_enough_is_not_read() {
        let text = |count: usize| format!("[{}0]", "0,".repeat(count));
        assert!(parse(text(MOST_VALUES - 2).as_bytes(), None).is_ok());
        let much = Err(NotOpened::TooMuch { limit: MOST_VALUES });
        assert_eq!(parse(text(MOST_VALUES).as_bytes(), None), much);
        let half = text(MOST_VALUES / 2 + 1);
        assert_eq!(within_bounds([half.as_bytes(), half.as_bytes()]), much.map(drop));
        assert!(matches!(parse(b"{\"a\": tru", None), Err(NotOpened::Damaged { .. })));
    }
}
