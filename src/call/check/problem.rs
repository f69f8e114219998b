//! What the check finds: problems, and the locations that rules return.

use crate::call::OddityId;

/// Something that is wrong in a call file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What kind of problem it is: the code of a rule, or of what a file's shape may have wrong.
    pub code: &'static str,
    /// Where, as a JSON Pointer (RFC 6901): `/criteria/0/points/2/quote`.
    pub path: String,
    /// What is wrong and what to do, in plain words.
    pub what: String,
    /// The id of what it is about, by which an oddity may excuse it.
    pub about: Option<String>,
    /// The oddity that explains it, where it is the hub's own text that is wrong.
    pub known: Option<OddityId>,
    /// Whether it may well be right: something to look at, which need not be changed.
    pub advice: bool,
}

impl Problem {
    /// A mistake that nothing excuses.
    pub fn new(code: &'static str, path: impl Into<String>, what: impl Into<String>) -> Self {
        Self { code, path: path.into(), what: what.into(), about: None, known: None, advice: false }
    }
}

/// Where a rule does not hold, and why: what a rule returns. The registry adds its code, which makes it a [`Problem`].
pub(super) struct Location {
    /// A JSON Pointer.
    pub(super) path: String,
    /// What is wrong and what to do, in plain words.
    pub(super) what: String,
}

impl Location {
    pub(super) fn new(path: impl Into<String>, what: impl Into<String>) -> Self {
        Self { path: path.into(), what: what.into() }
    }
}

/// Words as a list: "“a”, “b” or “c”".
pub(super) fn any_of(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|w| quoted(w)).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} or {last}", before.join(", ")),
        None => String::new(),
    }
}

/// Words in quotation marks, cut short where they are long.
pub(super) fn quoted(text: &str) -> String {
    let mut short: String = text.chars().take(80).collect();
    if short.len() < text.len() {
        short.push('\u{2026}');
    }
    format!("\u{201c}{short}\u{201d}")
}
