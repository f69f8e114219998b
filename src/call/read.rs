//! Reading a call file: the one place where its bytes become a [`Call`].

use super::wire::{Read, read_value};
use super::{CALL_FORMAT, Call, CallIndex, Point, ReadError};

/// Reads JSON into a type, saying where it does not fit.
fn from_json<T: Read>(text: &str) -> Result<T, ReadError> {
    let json = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|e| ReadError { at: String::new(), what: e.to_string() })?;
    read_value(&json)
}

/// Refuses a format version that this program does not know.
fn known_format(format: u32) -> Result<(), ReadError> {
    if format == CALL_FORMAT {
        return Ok(());
    }
    let what = format!("the file says format {format}; this version of Upbeat reads format {CALL_FORMAT}");
    Err(ReadError { at: "format".to_owned(), what })
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
    let call: Call = from_json(text)?;
    known_format(call.format)?;
    Ok(call)
}

/// Reads the list of calls.
pub fn read_index(text: &str) -> Result<CallIndex, ReadError> {
    let index: CallIndex = from_json(text)?;
    known_format(index.format)?;
    Ok(index)
}
