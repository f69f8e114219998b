//! How what has changed is said: what all topics have in common.

use crate::call::{Condition, Strength};

/// Takes a sentence.
pub(super) type Put<'a> = &'a mut dyn FnMut(String);

/// A name in quotation marks, without the colon that a heading ends in.
pub(super) fn quoted(name: &str) -> String {
    format!("\u{201c}{}\u{201d}", name.trim().trim_end_matches([':', '.']))
}

/// Things that have ids: those that are in both, one after the other, and what is said of those that are in one only.
pub(super) fn each<'a, T>(
    before: &'a [T],
    after: &'a [T],
    is_same: impl Fn(&T, &T) -> bool,
    put: Put,
    new: impl Fn(&T) -> String,
    gone: impl Fn(&T) -> String,
) -> Vec<(&'a T, &'a T)> {
    let mut both = Vec::new();
    for own in after {
        match before.iter().find(|other| is_same(other, own)) {
            Some(was) => both.push((was, own)),
            None => put(new(own)),
        }
    }
    for was in before.iter().filter(|was| !after.iter().any(|own| is_same(was, own))) {
        put(gone(was));
    }
    both
}

/// That something is asked of other schools than before.
pub(super) fn asked_of(name: &str, before: &[Condition], after: &[Condition], put: Put) {
    if before != after {
        put(format!("{name} now applies to different schools."));
    }
}

pub(super) fn sentence(mut words: String) -> String {
    words.push('.');
    words
}

/// How binding something is now, where that has changed.
pub(super) fn binding(name: &str, before: Strength, after: Strength, put: Put) {
    if before == after {
        return;
    }
    put(match after {
        Strength::Must => format!("{name} is now required."),
        Strength::May => format!("{name} is now optional."),
        Strength::Should => format!("The wording for {name} is now \u{201c}should\u{201d}."),
        Strength::Considered => format!("{name} is now taken into account."),
    });
}

/// That something has to be there now, or need not be.
pub(super) fn required(name: &str, before: bool, after: bool, put: Put) {
    match (before, after) {
        (false, true) => put(format!("{name} is now required.")),
        (true, false) => put(format!("{name} is now optional.")),
        _ => {}
    }
}
