//! Reads BagIt's own texts beside the manifests: `bagit.txt` and `bag-info.txt`.

use super::manifest::lines;
use super::{OXUM, one_line};
use crate::bundle::error::{OpenError, Problem};

/// One of BagIt's own texts.
pub(super) struct TagText {
    /// Its plain name.
    pub(super) name: String,
    /// What it says, without a byte order mark.
    pub(super) text: String,
    /// SHA-256 and SHA-512 of its bytes.
    pub(super) checksums: [String; 2],
}

impl TagText {
    /// Whether its checksum, of whichever length, is this one.
    pub(super) fn has(&self, checksum: &str) -> bool {
        self.checksums.iter().any(|own| own == checksum)
    }
}

/// Reads `bagit.txt` (§2.1.1). Gives whether its version is older than 1.0, and what is not as it should be; or why nothing
/// can be said of the bag.
pub(super) fn declaration(text: &str) -> (bool, Result<Vec<OpenError>, OpenError>) {
    let name = "bagit.txt";
    let lines: Vec<&str> = lines(text).map(|(_, line)| line).collect();
    let value = |label: &str| {
        lines.iter().enumerate().find_map(|(at, line)| {
            let (found, value) = line.split_once(':')?;
            found.trim().eq_ignore_ascii_case(label).then(|| (at.saturating_add(1), value.trim()))
        })
    };
    let mut flaws = Vec::new();
    let mut before_1_0 = false;
    match value("BagIt-Version") {
        Some((_, "1.0")) => {}
        Some((_, "0.97")) => before_1_0 = true,
        Some((line, version)) if is_version(version) => {
            return (false, Err(OpenError::in_line(name, line, Problem::Version(version.to_owned()))));
        }
        Some((line, _)) => return (false, Err(OpenError::in_line(name, line, Problem::Declaration))),
        None => return (false, Err(OpenError::in_file(name, Problem::Declaration))),
    }
    match value("Tag-File-Character-Encoding") {
        Some((_, encoding)) if encoding.eq_ignore_ascii_case("UTF-8") => {}
        Some((line, encoding)) if !encoding.is_empty() => {
            let problem = Problem::Encoding(encoding.to_owned());
            return (before_1_0, Err(OpenError::in_line(name, line, problem)));
        }
        Some((line, _)) => flaws.push(OpenError::in_line(name, line, Problem::Declaration)),
        None => flaws.push(OpenError::in_file(name, Problem::Declaration)),
    }
    let is_exact = lines.len() == 2
        && lines.first().is_some_and(|line| line.starts_with("BagIt-Version: "))
        && lines.get(1).is_some_and(|line| line.starts_with("Tag-File-Character-Encoding: "))
        && lines.iter().all(|line| line.trim_end() == *line);
    if !is_exact && flaws.is_empty() {
        flaws.push(OpenError::in_file(name, Problem::Declaration));
    }
    (before_1_0, Ok(flaws))
}

/// Reads `bag-info.txt` (§2.2.2): labels and values without Payload-Oxum, which should be `counted`; and what is wrong.
pub(super) fn info(text: Option<&str>, before_1_0: bool, counted: &str) -> (Vec<(String, String)>, Vec<OpenError>) {
    let name = "bag-info.txt";
    let mut flaws = Vec::new();
    // Label, value, line.
    let mut info: Vec<(String, String, usize)> = Vec::new();
    for (number, line) in lines(text.unwrap_or_default()) {
        // A line that begins with white space continues the value before it.
        if let (true, Some((_, value, _))) = (line.starts_with([' ', '\t']), info.last_mut()) {
            value.push_str(line);
        } else if let Some((label, value)) = split_label(line, before_1_0) {
            info.push((label.to_owned(), value.to_owned(), number));
        } else {
            flaws.push(OpenError::in_line(name, number, Problem::InfoLine));
        }
    }
    let mut out = Vec::new();
    let mut seen = false;
    for (label, value, number) in info {
        let value = one_line(&value);
        if !label.eq_ignore_ascii_case(OXUM) {
            out.push((label, value));
            continue;
        }
        if seen || value != counted {
            let problem = Problem::Oxum { written: value, counted: counted.to_owned() };
            flaws.push(OpenError::in_line(name, number, problem));
        }
        seen = true;
    }
    (out, flaws)
}

/// Label and value (§2.2.2); before 1.0 there may be white space in front of the colon.
fn split_label(line: &str, before_1_0: bool) -> Option<(&str, &str)> {
    let (label, value) = line.split_once(':')?;
    let label = if before_1_0 { label.trim_end_matches([' ', '\t']) } else { label };
    let spaced = before_1_0 || value.is_empty() || value.starts_with([' ', '\t']);
    let fits = !label.is_empty() && label.trim() == label && spaced;
    fits.then_some((label, value))
}

/// Digits, a dot, digits.
fn is_version(text: &str) -> bool {
    let number = |part: &str| !part.is_empty() && part.bytes().all(|digit| digit.is_ascii_digit());
    text.split_once('.').is_some_and(|(major, minor)| number(major) && number(minor))
}
