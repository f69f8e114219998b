//! What a writer left behind: "TODO", "[insert …]", an empty bullet, another hub's name.
//!
//! Sure signs of unfinished text block; what may be meant (a square bracket, a line with a dash alone, another hub's
//! name) only asks to be read again. One pass over each text, without copying it.

use super::prefilter::{Prefilter, starts_with_word};
use super::texts::{is_asked_of_school, is_prose, title_of};
use crate::draft::{BULLETS, Field, Suppressible, Value, first_few_quoted};
use crate::readiness::{Case, Finding, OtherHubs, Verdict, Weight};

const RULE: &str = "leftovers";

pub(super) fn check(case: &Case, out: &mut Vec<Finding>) {
    let scan = Scan::new(case.others);
    for (field, answer) in &case.draft.answers {
        if !is_prose(field) {
            continue;
        }
        let mut found = Found::default();
        match &answer.value {
            Value::Text(text) => scan.text(text, &mut found),
            Value::List(items) => items.iter().for_each(|item| scan.text(item, &mut found)),
            Value::Flag(_) | Value::Other(_) => {}
        }
        // Only now, for the few that have something: is it asked of this school at all?
        if found.any() && is_asked_of_school(case, field) {
            out.extend(finding(case, field, &found));
        }
    }
}

fn finding(case: &Case, field: &Field, found: &Found) -> Option<Finding> {
    let section = field.section()?;
    let subject = format!("Left over in \u{201c}{}\u{201d}", title_of(case.call, field));
    let mut why = Vec::new();
    if !found.shown.is_empty() {
        let shown = first_few_quoted(&found.shown, found.shown.len());
        let read = if found.sure { "Finish the text, or take this out." } else { "Please read it again." };
        why.push(format!("The text still has {shown}. {read}"));
    }
    if found.empty_bullet {
        why.push("A line has a bullet and nothing after it.".to_owned());
    }
    if let Some(name) = found.other_hub {
        let own = case.call.hub.short_name();
        why.push(format!("It names {name}, and this application goes to {own}. Was it written for another call?"));
    }
    Some(
        Finding::about(RULE, section, subject)
            .is(Verdict::not_met(why.join(" ")))
            .weighs(if found.sure { Weight::Blocks } else { Weight::Strengthens })
            .at(field.clone())
            .suppressible(case.draft, Suppressible::Leftover, field, found.all()),
    )
}

/// What was found in one answer.
#[derive(Default)]
struct Found<'a> {
    /// The first few, as they stand in the text.
    shown: Vec<&'a str>,
    /// All of them, each with what follows it.
    all: Vec<&'a str>,
    /// Whether one of them is a sure sign.
    sure: bool,
    empty_bullet: bool,
    other_hub: Option<&'a str>,
}

impl<'a> Found<'a> {
    fn any(&self) -> bool {
        !self.shown.is_empty() || self.empty_bullet || self.other_hub.is_some()
    }

    /// Notes what stands at the beginning of `rest`: `text`.
    fn show(&mut self, text: &'a str, rest: &'a str, sure: bool) {
        const MOST: usize = 3;
        self.sure |= sure;
        self.all.push(with_what_follows(text, rest));
        if self.shown.len() < MOST && !self.shown.iter().any(|s| s.eq_ignore_ascii_case(text)) {
            self.shown.push(text);
        }
    }

    /// All that was found, so that what is set aside is this and nothing else: another "TODO" is another.
    fn all(&self) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        for text in self.all.iter().chain(&self.other_hub) {
            if !all.iter().any(|known| known == text) {
                all.push((*text).to_owned());
            }
        }
        all.extend(self.empty_bullet.then(|| "\u{2022}".to_owned()));
        all
    }
}

/// What was found with some words after it, on the same line: by these it is known again.
fn with_what_follows<'a>(text: &str, rest: &'a str) -> &'a str {
    const FOLLOWS: usize = 24;
    let line = rest.lines().next().unwrap_or_default();
    let least = text.len() + FOLLOWS;
    let ends = line.char_indices().find(|(at, letter)| *at >= least && letter.is_whitespace());
    line.get(..ends.map_or(line.len(), |(at, _)| at)).unwrap_or(line).trim_end()
}

/// Words that stand for text still to come, in any case.
const WORDS: [&str; 8] = [
    "todo",
    "tbc",
    "tbd",
    "tba",
    "lorem",
    "fixme",
    // What Word has in a gap, and what programs that write say of themselves.
    "click or tap here",
    "as an ai language model",
];
/// What follows an opening bracket that waits to be filled.
const FILL: [&str; 5] = ["insert", "add ", "your ", "name of", "tbc"];
/// Longest thing in brackets, in bytes, that is taken for a gap to fill.
const GAP: usize = 80;

/// What to look for.
struct Scan<'a> {
    others: &'a OtherHubs,
    prefilter: Prefilter,
}

impl<'a> Scan<'a> {
    fn new(others: &'a OtherHubs) -> Self {
        let words = WORDS.iter().copied().chain(["xxx"]).chain(others.names.iter().map(String::as_str));
        Self { others, prefilter: Prefilter::new(words, b"[({<-*_?\xe2") }
    }

    fn text(&self, text: &'a str, found: &mut Found<'a>) {
        self.prefilter.each(text, |at, byte, word| {
            if byte.is_ascii_punctuation() || byte == BULLET {
                mark(text, at, byte, found);
            }
            if word {
                self.word(text, at, found);
            }
        });
    }

    /// Looks at the word that begins at `at`, if one does.
    fn word(&self, text: &'a str, at: usize, found: &mut Found<'a>) {
        let Some((head, rest)) = text.split_at_checked(at) else { return };
        if head.chars().next_back().is_some_and(char::is_alphanumeric) {
            return;
        }
        if let Some(word) = WORDS.iter().find_map(|word| starts_with_word(rest, word)).or_else(|| x_placeholder(rest)) {
            found.show(word, rest, true);
        }
        if found.other_hub.is_none() {
            found.other_hub = self.others.names.iter().find_map(|name| starts_with_word(rest, name));
        }
    }
}

/// The first byte of a bullet, and of dashes and quotation marks.
const BULLET: u8 = 0xe2;

/// Looks at the mark at `at`, which is `byte`.
fn mark<'a>(text: &'a str, at: usize, byte: u8, found: &mut Found<'a>) {
    let Some((head, rest)) = text.split_at_checked(at) else { return };
    match byte {
        b'[' => {
            if let Some((gap, sure)) = bracket(rest, b']') {
                found.show(gap, rest, sure);
            }
        }
        b'(' => {
            // In round brackets much is meant: only what says that it waits is none of it.
            let waits = rest.get(1..).is_some_and(|inner| starts_with_word(inner, "insert").is_some());
            if let Some((gap, _)) = bracket(rest, b')').filter(|_| waits) {
                found.show(gap, rest, true);
            }
        }
        b'{' => {
            if let Some((gap, _)) =
                rest.strip_prefix('{').filter(|inner| inner.starts_with('{')).and_then(|inner| bracket(inner, b'}'))
            {
                found.show(gap, rest, true);
            }
        }
        b'_' | b'?' => {
            let run = rest.bytes().take_while(|b| *b == byte).count();
            if run >= 3 && !head.ends_with(char::from(byte)) {
                found.show(rest.get(..run).unwrap_or_default(), rest, true);
            }
        }
        b'<' => {
            if let Some(gap) = angle(rest) {
                found.show(gap, rest, false);
            }
        }
        _ => found.empty_bullet |= empty_bullet(head, rest),
    }
}

/// Three or more x and nothing else in the word.
fn x_placeholder(text: &str) -> Option<&str> {
    let end = text.bytes().take_while(|b| matches!(b, b'x' | b'X')).count();
    let (head, rest) = text.split_at_checked(end)?;
    (end >= 3 && !rest.starts_with(char::is_alphanumeric)).then_some(head)
}

/// The part of `text` up to and with `close`, on the same line and not too long.
fn closed(text: &str, close: u8) -> Option<&str> {
    // Nor over another opening: what is closed then is that one.
    let opening = text.bytes().next()?;
    let line = text.bytes().take(GAP).enumerate().take_while(|(at, b)| *b != b'\n' && (*at == 0 || *b != opening));
    let end = line.into_iter().find(|(_, b)| *b == close)?.0;
    text.get(..=end)
}

/// A gap in brackets, and whether it surely is one. Notes such as [1], [sic] or […], and links as in Markdown,
/// are none.
fn bracket(text: &str, close: u8) -> Option<(&str, bool)> {
    let inner = text.get(1..)?;
    let sure =
        FILL.iter().any(|word| inner.split_at_checked(word.len()).is_some_and(|(h, _)| h.eq_ignore_ascii_case(word)));
    let Some(whole) = closed(text, close) else {
        return sure.then(|| (text.split_whitespace().next().unwrap_or("["), true));
    };
    let inner = whole.get(1..whole.len() - 1).unwrap_or_default().trim();
    let meant = !inner.contains(char::is_alphabetic) || inner.eq_ignore_ascii_case("sic");
    let link = text.get(whole.len()..).is_some_and(|rest| rest.starts_with('('));
    (!meant && !link).then_some((whole, sure))
}

/// A gap in angle brackets. Addresses are none.
fn angle(text: &str) -> Option<&str> {
    let whole = closed(text, b'>')?;
    let inner = whole.get(1..)?;
    let begins = inner.starts_with(|c: char| c.is_alphabetic() || c == '/');
    (begins && !inner.contains(['@', ':'])).then_some(whole)
}

/// Whether a bullet stands alone on its line.
fn empty_bullet(head: &str, rest: &str) -> bool {
    // A dash too: people use it as a bullet.
    let bullet = |c: char| BULLETS.contains(&c) || c == '\u{2013}';
    let Some(after) = rest.strip_prefix(bullet) else { return false };
    let blank = |c: &char| c.is_whitespace() && *c != '\n';
    let first = head.chars().rev().find(|c| !blank(c)).is_none_or(|c| c == '\n');
    first && after.chars().find(|c| !blank(c)).is_none_or(|c| c == '\n')
}

#[cfg(test)]
mod tests;
