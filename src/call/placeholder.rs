//! Placeholders that are left in a text: "TODO", "[insert name]", "XXX".
//!
//! Shared by the check of a call file and by the check of what a school writes. Each function looks at the beginning of
//! a text; who calls it has found a place where something may begin.

/// Placeholder words, in any case.
pub const PLACEHOLDER_WORDS: [&str; 8] = [
    "todo",
    "tbc",
    "tbd",
    "tba",
    "lorem",
    "fixme",
    // Word's placeholder, and a phrase of language models.
    "click or tap here",
    "as an ai language model",
];
/// Beginnings of placeholders in brackets.
const FILL: [&str; 5] = ["insert", "add ", "your ", "name of", "tbc"];
/// Brackets with more bytes are not taken for a placeholder.
const GAP: usize = 80;

/// The beginning of `text` that is `word` in any ASCII case, if the word ends there.
pub fn starts_with_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (head, rest) = text.split_at_checked(word.len())?;
    (head.eq_ignore_ascii_case(word) && !rest.starts_with(char::is_alphanumeric)).then_some(head)
}

/// A word of `least` or more x and nothing else, with which `text` begins.
pub fn x_placeholder(text: &str, least: usize) -> Option<&str> {
    let end = text.bytes().take_while(|b| matches!(b, b'x' | b'X')).count();
    let (head, rest) = text.split_at_checked(end)?;
    (end >= least && !rest.starts_with(char::is_alphanumeric)).then_some(head)
}

/// The part of `text` up to and including `close`, on the same line and not too long.
fn up_to_close(text: &str, close: u8) -> Option<&str> {
    // A second opening bracket ends the search: `close` would belong to it.
    let opening = text.bytes().next()?;
    let line = text.bytes().take(GAP).enumerate().take_while(|(at, b)| *b != b'\n' && (*at == 0 || *b != opening));
    let end = line.into_iter().find(|(_, b)| *b == close)?.0;
    text.get(..=end)
}

/// A placeholder in brackets with which `text` begins, and whether it surely is one. Notes such as [1], [sic] or […] and
/// Markdown links are none.
pub fn bracket_placeholder(text: &str, close: u8) -> Option<(&str, bool)> {
    let inner = text.get(1..)?;
    let sure =
        FILL.iter().any(|word| inner.split_at_checked(word.len()).is_some_and(|(h, _)| h.eq_ignore_ascii_case(word)));
    let Some(whole) = up_to_close(text, close) else {
        return sure.then(|| (text.split_whitespace().next().unwrap_or("["), true));
    };
    let inner = whole.get(1..whole.len() - 1).unwrap_or_default().trim();
    let meant = !inner.contains(char::is_alphabetic) || inner.eq_ignore_ascii_case("sic");
    let link = text.get(whole.len()..).is_some_and(|rest| rest.starts_with('('));
    (!meant && !link).then_some((whole, sure))
}

/// A placeholder in angle brackets with which `text` begins. Addresses are none.
pub fn angle_placeholder(text: &str) -> Option<&str> {
    let whole = up_to_close(text, b'>')?;
    let inner = whole.get(1..)?;
    let begins = inner.starts_with(|c: char| c.is_alphabetic() || c == '/');
    (begins && !inner.contains(['@', ':'])).then_some(whole)
}
