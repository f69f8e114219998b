//! Differences between two versions of a draft: which answers, and within a text which words.

use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::{Draft, Field, Value};

/// An answer that differs between two versions of a draft. Not answered and cleared count as the same.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// Its address.
    pub field: Field,
    /// The earlier value, if any.
    pub before: Option<Value>,
    /// The later value, if any.
    pub after: Option<Value>,
}

/// A piece of a text in two versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece<'a> {
    /// In both.
    Same(&'a str),
    /// In the earlier one only.
    Removed(&'a str),
    /// In the later one only.
    Added(&'a str),
}

/// The answers that differ, in the order of their addresses.
pub fn differences(before: &Draft, after: &Draft) -> Vec<Difference> {
    let differing = differing(before, after);
    let said = |draft: &Draft, field: &Field| draft.value(field).filter(|value| !value.is_blank()).cloned();
    let one =
        |field: &Field| Difference { before: said(before, field), after: said(after, field), field: field.clone() };
    differing.into_iter().map(one).collect()
}

/// The addresses of the answers that differ, in their order.
pub fn differing<'a>(before: &'a Draft, after: &'a Draft) -> Vec<&'a Field> {
    let said = |draft: &'a Draft, field: &Field| draft.value(field).filter(|value| !value.is_blank());
    let fields = before.answers.keys().chain(after.answers.keys());
    distinct(fields.filter(|field| said(before, field) != said(after, field)))
}

/// Each of these once, in their order.
pub fn distinct<T: Ord>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut all: Vec<T> = items.into_iter().collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// A text that stays between two changes is shown as changed too if it is no longer than this, in bytes.
const SHORT: usize = 10;

/// How a text became another, word by word.
///
/// What differs is found by Myers' algorithm. `similar` bounds its search as Git does, so that two long texts with
/// little in common are compared in time too; the pieces are then right, and perhaps not the fewest.
pub fn pieces<'a>(before: &'a str, after: &'a str) -> Vec<Piece<'a>> {
    let kept = kept_runs(before, after);
    let ends = (before.len(), after.len());
    let (mut out, mut done) = (Vec::new(), (0, 0));
    for (number, run) in kept.iter().enumerate() {
        let next = kept.get(number + 1).map_or(ends, |next| (next.before, next.after));
        let changed_before = (run.before - done.0) + (run.after - done.1);
        let changed_behind = (next.0 - run.before - run.bytes) + (next.1 - run.after - run.bytes);
        let text = before.get(run.before..run.before + run.bytes).unwrap_or_default();
        // A blank, or a word or two between larger changes, is easier to read as a part of one change.
        let short = text.len() <= SHORT && changed_before.min(changed_behind) > 2 * text.len();
        let joins = (text.trim().is_empty() || short) && !text.contains('\n');
        if joins && changed_before > 0 && changed_behind > 0 {
            continue;
        }
        push_change(before, after, done, (run.before, run.after), &mut out);
        out.extend((!text.is_empty()).then_some(Piece::Same(text)));
        done = (run.before + run.bytes, run.after + run.bytes);
    }
    push_change(before, after, done, ends, &mut out);
    out
}

/// Words, and the white space between them.
fn split_words(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let blank = first.is_whitespace();
        let end = rest.find(|c: char| c.is_whitespace() != blank).unwrap_or(rest.len());
        let (part, behind) = rest.split_at(end);
        parts.push(part);
        rest = behind;
    }
    parts
}

/// Text that both versions have, in bytes.
struct Run {
    /// Where it begins in the earlier version.
    before: usize,
    /// Where it begins in the later version.
    after: usize,
    bytes: usize,
}

/// What both versions have, in order.
fn kept_runs(before: &str, after: &str) -> Vec<Run> {
    let (old, new) = (split_words(before), split_words(after));
    let (mut at, mut to) = (0, 0);
    let mut runs = Vec::new();
    let length = |words: &[&str], range: Range<usize>| -> usize {
        words.get(range).unwrap_or_default().iter().map(|word| word.len()).sum()
    };
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        let (gone, come) = (length(&old, op.old_range()), length(&new, op.new_range()));
        if op.tag() == DiffTag::Equal {
            runs.push(Run { before: at, after: to, bytes: gone });
        }
        (at, to) = (at + gone, to + come);
    }
    runs
}

/// Adds what changes between two places: all that goes, then all that comes.
fn push_change<'a>(
    before: &'a str,
    after: &'a str,
    from: (usize, usize),
    to: (usize, usize),
    out: &mut Vec<Piece<'a>>,
) {
    let gone = before.get(from.0..to.0).filter(|text| !text.is_empty());
    let come = after.get(from.1..to.1).filter(|text| !text.is_empty());
    out.extend(gone.map(Piece::Removed));
    out.extend(come.map(Piece::Added));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::any_draft;
    use super::*;

    /// The pieces in one line: `same [-removed-] {+added+}`.
    fn written(before: &str, after: &str) -> String {
        let piece = |piece: Piece| match piece {
            Piece::Same(text) => text.to_owned(),
            Piece::Removed(text) => format!("[-{text}-]"),
            Piece::Added(text) => format!("{{+{text}+}}"),
        };
        pieces(before, after).into_iter().map(piece).collect()
    }

    #[test]
    fn words_that_went_and_came() {
        for (before, after, expected) in [
            ("", "", ""),
            ("We sing.", "We sing.", "We sing."),
            ("", "We sing.", "{+We sing.+}"),
            ("We sing.", "", "[-We sing.-]"),
            ("We sing on Fridays.", "We sing on Mondays.", "We sing on [-Fridays.-]{+Mondays.+}"),
            ("We sing.", "We sing. We play too.", "We sing.{+ We play too.+}"),
            ("one two three four", "one 2 3 four", "one [-two three-]{+2 3+} four"),
            (
                "For ten years the others have helped us.",
                "A new beginning for the school, and for us.",
                "[-For ten years the others have helped-]{+A new beginning for the school, and for+} us.",
            ),
            ("a\nb\nc\n", "a\nc\n", "a\n[-b\n-]c\n"),
            ("We sing\nand play.", "We sing well\nand play.", "We sing{+ well+}\nand play."),
            (
                "caf\u{e9} \u{1f3b5} na\u{ef}ve",
                "caf\u{e9} \u{1f3b7} na\u{ef}ve",
                "caf\u{e9} [-\u{1f3b5}-]{+\u{1f3b7}+} na\u{ef}ve",
            ),
        ] {
            assert_eq!(written(before, after), expected, "{before:?} {after:?}");
        }
    }

    #[test]
    fn long_texts_are_compared_in_time() {
        let many = |count: usize, one: &dyn Fn(usize) -> String| (0..count).map(one).collect::<Vec<_>>().concat();
        let (one, other) = (many(9000, &|n| format!("word{n} ")), many(9000, &|n| format!("other{n} ")));
        assert_eq!(pieces(&one, &other).len(), 3, "what goes, what comes, and the blank at the end");
        let lines = |word: &str| many(900, &|n| format!("{word} {n}\n"));
        let (one, other) = (lines("line"), lines("line").replace("line 450\n", "row 450\n"));
        assert_eq!(pieces(&one, &other).len(), 4);
    }

    proptest! {
        #[test]
        fn both_texts_are_in_the_pieces(before in "[ab \\n\u{e9}]{0,40}", after in "[ab \\n\u{e9}]{0,40}") {
            let (mut old, mut new) = (String::new(), String::new());
            for piece in pieces(&before, &after) {
                let (Piece::Same(text) | Piece::Removed(text) | Piece::Added(text)) = piece;
                prop_assert!(!text.is_empty());
                if !matches!(piece, Piece::Added(_)) { old.push_str(text) }
                if !matches!(piece, Piece::Removed(_)) { new.push_str(text) }
            }
            prop_assert_eq!((old, new), (before, after));
        }

        #[test]
        fn what_differs_is_told_and_nothing_else(one in any_draft(), other in any_draft()) {
            prop_assert!(differences(&one, &one).is_empty());
            let mut made = one.clone();
            for Difference { field, after, .. } in differences(&one, &other) {
                made.answers.remove(&field);
                if let Some(value) = after {
                    made.set(field, value, crate::call::Timestamp(0));
                }
            }
            prop_assert!(differences(&made, &other).is_empty());
        }
    }
}
