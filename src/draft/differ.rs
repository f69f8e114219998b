//! What is otherwise between two versions of a draft: which answers, and within a text which words.

use std::collections::BTreeSet;

use super::{Draft, Field, Value};

/// An answer that is not the same in two versions of a draft. Not answered and cleared are the same here.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// Its address.
    pub field: Field,
    /// What stood there, if anything.
    pub before: Option<Value>,
    /// What stands there now, if anything.
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

/// The addresses of the answers that differ.
pub fn differing<'a>(before: &'a Draft, after: &'a Draft) -> BTreeSet<&'a Field> {
    let said = |draft: &'a Draft, field: &Field| draft.value(field).filter(|value| !value.is_blank());
    let fields = before.answers.keys().chain(after.answers.keys());
    fields.filter(|field| said(before, field) != said(after, field)).collect()
}

/// No more bytes than this that stay between two changes are told with them.
const SLIGHT: usize = 10;
/// More steps than this are not taken to find the shortest way from one text to another.
const MOST: usize = 1_000_000;

/// How a text became another, word by word; where they are long and have little in common, line by line.
pub fn pieces<'a>(before: &'a str, after: &'a str) -> Vec<Piece<'a>> {
    let mut out = Vec::new();
    compare(before, after, &[lines, words], &mut out);
    tidy(&out, before, after)
}

type Split = fn(&str) -> Vec<&str>;

/// Lines with their ends.
fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// Words, and what stands between them.
fn words(text: &str) -> Vec<&str> {
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

/// Compares by the first way of splitting, and what differs there by the next.
fn compare<'a>(before: &'a str, after: &'a str, splits: &[Split], out: &mut Vec<Piece<'a>>) {
    let (Some((split, finer)), false, false) = (splits.split_first(), before.is_empty(), after.is_empty()) else {
        out.extend((!before.is_empty()).then_some(Piece::Removed(before)));
        out.extend((!after.is_empty()).then_some(Piece::Added(after)));
        return;
    };
    // Where in both texts we are.
    let (mut old, mut new) = (before, after);
    for (at, to, length) in common(&split(before), &split(after)) {
        let (from_old, from_new) = (before.len() - old.len(), after.len() - new.len());
        let (gone, kept) = old.split_at(at - from_old);
        let (come, same) = new.split_at(to - from_new);
        compare(gone, come, finer, out);
        out.push(Piece::Same(kept.get(..length).unwrap_or_default()));
        (old, new) = (kept.get(length..).unwrap_or_default(), same.get(length..).unwrap_or_default());
    }
    compare(old, new, finer, out);
}

/// What two lists of parts have in common, in order: where each part begins in the one text and in the other, and its
/// length, in bytes. The longest such list, as far as it can be found in time.
fn common(old: &[&str], new: &[&str]) -> Vec<(usize, usize, usize)> {
    let start = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let most = old.len().min(new.len()) - start;
    let end = old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    let (old_end, new_end) = (old.len() - end, new.len() - end);
    let middle = longest(old.get(start..old_end).unwrap_or_default(), new.get(start..new_end).unwrap_or_default());
    let pairs = (0..start)
        .map(|n| (n, n))
        .chain(middle.into_iter().map(|(a, b)| (a + start, b + start)))
        .chain((0..end).map(|n| (old_end + n, new_end + n)));
    let (old_at, new_at) = (begins(old), begins(new));
    let place = |(a, b): (usize, usize)| Some((*old_at.get(a)?, *new_at.get(b)?, old.get(a)?.len()));
    pairs.filter_map(place).collect()
}

/// Where each part begins, in bytes.
fn begins(parts: &[&str]) -> Vec<usize> {
    let mut at = 0;
    let begin = |part: &&str| {
        let begin = at;
        at += part.len();
        begin
    };
    parts.iter().map(begin).collect()
}

/// The longest list of parts that both have in this order, as pairs of places.
fn longest(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
    let width = new.len() + 1;
    if old.is_empty() || new.is_empty() || old.len().saturating_mul(width) > MOST {
        return Vec::new();
    }
    // How long it is for what is behind each pair of places.
    let mut table = vec![0u32; (old.len() + 1) * width];
    let at = |a: usize, b: usize| a * width + b;
    let look = |table: &[u32], a, b| table.get(at(a, b)).copied().unwrap_or(0);
    for (a, one) in old.iter().enumerate().rev() {
        for (b, other) in new.iter().enumerate().rev() {
            let value = if one == other {
                look(&table, a + 1, b + 1) + 1
            } else {
                look(&table, a + 1, b).max(look(&table, a, b + 1))
            };
            if let Some(place) = table.get_mut(at(a, b)) {
                *place = value;
            }
        }
    }
    let (mut a, mut b, mut pairs) = (0, 0, Vec::new());
    while let (Some(one), Some(other)) = (old.get(a), new.get(b)) {
        if one == other {
            pairs.push((a, b));
            (a, b) = (a + 1, b + 1);
        } else if look(&table, a + 1, b) >= look(&table, a, b + 1) {
            a += 1;
        } else {
            b += 1;
        }
    }
    pairs
}

/// Makes of many small pieces what can be read: a blank or a word or two that stay between larger changes are told with
/// them, and of what changes in one place first all that goes is told, then all that comes.
fn tidy<'a>(pieces: &[Piece<'a>], before: &'a str, after: &'a str) -> Vec<Piece<'a>> {
    // What is the same: where it begins in both, and its length.
    let mut runs: Vec<(usize, usize, usize)> = Vec::new();
    let mut read = (0, 0);
    for piece in pieces {
        match piece {
            Piece::Removed(text) => read.0 += text.len(),
            Piece::Added(text) => read.1 += text.len(),
            Piece::Same(text) => {
                match runs.last_mut() {
                    Some((at, to, length)) if (*at + *length, *to + *length) == read => *length += text.len(),
                    _ => runs.push((read.0, read.1, text.len())),
                }
                read = (read.0 + text.len(), read.1 + text.len());
            }
        }
    }
    let ends = (before.len(), after.len());
    let (mut out, mut told) = (Vec::new(), (0, 0));
    for (number, &(at, to, length)) in runs.iter().enumerate() {
        let next = runs.get(number + 1).map_or(ends, |(at, to, _)| (*at, *to));
        let earlier = (at - told.0) + (to - told.1);
        let later = (next.0 - at - length) + (next.1 - to - length);
        let text = before.get(at..at + length).unwrap_or_default();
        let slight = text.trim().is_empty() || (text.len() <= SLIGHT && earlier.min(later) > 2 * text.len());
        if slight && !text.contains('\n') && earlier > 0 && later > 0 {
            continue;
        }
        tell(before, after, told, (at, to), &mut out);
        out.extend((!text.is_empty()).then_some(Piece::Same(text)));
        told = (at + length, to + length);
    }
    tell(before, after, told, ends, &mut out);
    out
}

/// Tells what changes between two places.
fn tell<'a>(before: &'a str, after: &'a str, from: (usize, usize), to: (usize, usize), out: &mut Vec<Piece<'a>>) {
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
