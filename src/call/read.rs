//! Reading a call file: the one place where its bytes become a [`Call`].

use serde_json::Value as Json;

use super::wire::{Read, read_value};
use super::{CALL_FORMAT, Call, CallIndex, Point, ReadError, upgrade};

/// What a page says of a file that a later version of it wrote.
const NEWER: &str = "This page is out of date. Reload this page to get the newest version.";

/// Reads JSON into a type, saying where it does not fit. A file of format 1 gets the names of today first.
fn from_json<T: Read>(text: &str) -> Result<T, ReadError> {
    let mut json: Json = serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|e| ReadError {
        at: String::new(),
        what: e.to_string(),
        newer: false,
    })?;
    match json.get("format").and_then(Json::as_u64) {
        Some(1) => upgrade(&mut json),
        Some(format) if format != u64::from(CALL_FORMAT) => return Err(other_format(format)),
        // Without a number, reading says what is wrong.
        _ => {}
    }
    read_value(&json)
}

/// Refuses a format version that this program does not know.
fn other_format(format: u64) -> ReadError {
    let newer = format > u64::from(CALL_FORMAT);
    let what = if newer {
        NEWER.to_owned()
    } else {
        format!("the file says format {format}; this version of Upbeat reads formats 1 and {CALL_FORMAT}")
    };
    ReadError { at: "format".to_owned(), what, newer }
}

/// Reads a call file. A criterion that is set out in another document gets a point of its own ([`Point::stand_in`]), so
/// that there is a place to write against it.
pub fn read_call(text: &str) -> Result<Call, ReadError> {
    let mut call = read_call_as_written(text)?;
    for criterion in &mut call.criteria {
        criterion.points.extend(Point::stand_in(criterion));
        // Whatever reads a point need not look at what it stands in.
        for point in &mut criterion.points {
            let own: Vec<_> = criterion.when.iter().filter(|when| !point.when.contains(when)).cloned().collect();
            point.when.splice(0..0, own);
        }
    }
    Ok(call)
}

/// Reads a call file as it is written.
pub fn read_call_as_written(text: &str) -> Result<Call, ReadError> {
    from_json(text)
}

/// Reads the list of calls.
pub fn read_index(text: &str) -> Result<CallIndex, ReadError> {
    from_json(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_another_format_is_refused_before_anything_else() {
        let reload = "This page is out of date. Reload this page to get the newest version.";
        for (text, newer, says) in [
            // Nothing of a later format need be understood.
            ("{\"format\": 3}", true, reload),
            ("{\"format\": 99, \"hub\": 1}", true, reload),
            ("{\"format\": 0}", false, "the file says format 0; this version of Upbeat reads formats 1 and 2"),
            ("{\"format\": 2}", false, "the key \u{201c}id\u{201d} is missing"),
            ("{\"format\": 1}", false, "the key \u{201c}id\u{201d} is missing"),
        ] {
            let error = read_call(text).unwrap_err();
            assert_eq!(error.newer, newer, "{text}");
            assert!(error.to_string().contains(says), "{text}: {error}");
        }
        assert!(read_index("{\"format\": 3, \"calls\": []}").unwrap_err().newer);
        assert!(read_index("{\"format\": 1, \"calls\": []}").is_ok());
        assert_eq!(read_index("{\"format\": 2, \"calls\": []}").map(|index| index.format), Ok(2));
    }
}
