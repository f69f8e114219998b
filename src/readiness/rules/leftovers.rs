//! Leftovers in texts: "TODO", "[insert …]", an empty bullet, another hub's name.
//!
//! Sure signs of unfinished text block. Signs that may be meant (square brackets, a line with a dash alone, another hub's
//! name) strengthen. One pass over each text, without copying it.

use super::prefilter::Prefilter;
use super::texts::{is_asked_of_school, is_prose, title_of};
use crate::call::{PLACEHOLDER_WORDS, angle_placeholder, bracket_placeholder, starts_with_word, x_placeholder};
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
        // Checked last, because few texts have anything.
        if found.any() && is_asked_of_school(case, field) {
            out.extend(finding(case, field, &found));
        }
    }
}

fn finding(case: &Case, field: &Field, found: &Found) -> Option<Finding> {
    let section = field.section()?;
    let subject = format!("Check your text in \u{201c}{}\u{201d}", title_of(case, field));
    let mut why = Vec::new();
    if !found.shown.is_empty() {
        let shown = first_few_quoted(&found.shown, found.shown.len());
        let read = if found.sure { "Finish it or remove it." } else { "Read it again." };
        why.push(format!("Your text still has {shown}. {read}"));
    }
    if found.empty_bullet {
        why.push("There is an empty bullet point.".to_owned());
    }
    if let Some(name) = found.other_hub {
        let own = case.call.hub.short_name();
        why.push(format!("It names {name}, but you are applying to {own}."));
    }
    Some(
        Finding::about(RULE, section, subject)
            .is(Verdict::not_met(why.join(" ")))
            .weighs(if found.sure { Weight::Blocks } else { Weight::Strengthens })
            .at(field.clone())
            .suppressible(case.draft, Suppressible::Leftover, field, found.suppressible_texts()),
    )
}

/// What was found in one answer.
#[derive(Default)]
struct Found<'a> {
    /// The first few, as written in the text.
    shown: Vec<&'a str>,
    /// All of them, each with some words that follow it.
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

    /// Records `text`, found at the beginning of `rest`.
    fn add(&mut self, text: &'a str, rest: &'a str, sure: bool) {
        const MOST: usize = 3;
        self.sure |= sure;
        self.all.push(with_what_follows(text, rest));
        if self.shown.len() < MOST && !self.shown.iter().any(|s| s.eq_ignore_ascii_case(text)) {
            self.shown.push(text);
        }
    }

    /// All that was found: what a suppression covers. The words that follow tell one "TODO" from another.
    fn suppressible_texts(&self) -> Vec<String> {
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

/// What was found with some words after it, on the same line, to recognise it later.
fn with_what_follows<'a>(text: &str, rest: &'a str) -> &'a str {
    const FOLLOWS: usize = 24;
    let line = rest.lines().next().unwrap_or_default();
    let least = text.len() + FOLLOWS;
    let ends = line.char_indices().find(|(at, letter)| *at >= least && letter.is_whitespace());
    line.get(..ends.map_or(line.len(), |(at, _)| at)).unwrap_or(line).trim_end()
}

/// Fewer x are kisses.
const LEAST_X: usize = 3;

/// Looks for leftovers.
struct Scan<'a> {
    others: &'a OtherHubs,
    prefilter: Prefilter,
}

impl<'a> Scan<'a> {
    fn new(others: &'a OtherHubs) -> Self {
        let words = PLACEHOLDER_WORDS.iter().copied().chain(["xxx"]).chain(others.names.iter().map(String::as_str));
        Self { others, prefilter: Prefilter::new(words, b"[({<-*_?\xe2") }
    }

    fn text(&self, text: &'a str, found: &mut Found<'a>) {
        self.prefilter.for_each_candidate(text, |at, byte, word| {
            if byte.is_ascii_punctuation() || byte == BULLET_BYTE {
                check_mark(text, at, byte, found);
            }
            if word {
                self.word(text, at, found);
            }
        });
    }

    /// Checks the word that begins at `at`, if one does.
    fn word(&self, text: &'a str, at: usize, found: &mut Found<'a>) {
        let Some((head, rest)) = text.split_at_checked(at) else { return };
        if head.chars().next_back().is_some_and(char::is_alphanumeric) {
            return;
        }
        let word = PLACEHOLDER_WORDS.iter().find_map(|word| starts_with_word(rest, word));
        if let Some(word) = word.or_else(|| x_placeholder(rest, LEAST_X)) {
            found.add(word, rest, true);
        }
        if found.other_hub.is_none() {
            found.other_hub = self.others.names.iter().find_map(|name| starts_with_word(rest, name));
        }
    }
}

/// The first byte in UTF-8 of bullets, dashes and curly quotes.
const BULLET_BYTE: u8 = 0xe2;

/// Checks the punctuation mark `byte` at `at`.
fn check_mark<'a>(text: &'a str, at: usize, byte: u8, found: &mut Found<'a>) {
    let Some((head, rest)) = text.split_at_checked(at) else { return };
    match byte {
        b'[' => {
            if let Some((gap, sure)) = bracket_placeholder(rest, b']') {
                found.add(gap, rest, sure);
            }
        }
        b'(' => {
            // Most text in round brackets is meant: only "(insert …)" is a placeholder.
            let waits = rest.get(1..).is_some_and(|inner| starts_with_word(inner, "insert").is_some());
            if let Some((gap, _)) = bracket_placeholder(rest, b')').filter(|_| waits) {
                found.add(gap, rest, true);
            }
        }
        b'{' => {
            if let Some((gap, _)) = rest
                .strip_prefix('{')
                .filter(|inner| inner.starts_with('{'))
                .and_then(|inner| bracket_placeholder(inner, b'}'))
            {
                found.add(gap, rest, true);
            }
        }
        b'_' | b'?' => {
            let run = rest.bytes().take_while(|b| *b == byte).count();
            if run >= 3 && !head.ends_with(char::from(byte)) {
                found.add(rest.get(..run).unwrap_or_default(), rest, true);
            }
        }
        b'<' => {
            if let Some(gap) = angle_placeholder(rest) {
                found.add(gap, rest, false);
            }
        }
        _ => found.empty_bullet |= empty_bullet(head, rest),
    }
}

/// Whether the line has a bullet and nothing else.
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
