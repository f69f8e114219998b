//! "Did you mean …?"

/// The nearest of `known` to `word`, if one is near enough to be a slip of the hand.
pub(super) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let allowed = (word.chars().count() / 3).max(1);
    let near = known.into_iter().map(|k| (distance(word, k), k)).filter(|(d, _)| *d <= allowed);
    near.min_by_key(|(d, _)| *d).map(|(_, k)| k)
}

/// ": did you mean …?", or nothing.
pub(super) fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    nearest(word, known).map(|k| format!(": did you mean \u{201c}{k}\u{201d}?")).unwrap_or_default()
}

/// How many letters must be added, left out or changed to get from one word to the other (Levenshtein's distance).
/// Capitals and the choice among hyphen, underline and space do not count.
fn distance(one: &str, other: &str) -> usize {
    let plain = |text: &str| text.to_ascii_lowercase().replace(['_', ' '], "-");
    strsim::levenshtein(&plain(one), &plain(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_is_a_slip_of_the_hand() {
        let known = ["statements", "strength", "label", "where-possible", "id"];
        for (word, near) in [
            ("statment", Some("statements")),
            ("wherePossible", Some("where-possible")),
            ("where_possible", Some("where-possible")),
            ("Label", Some("label")),
            ("ids", Some("id")),
            ("colour", None),
            ("", None),
        ] {
            assert_eq!(nearest(word, known), near, "{word}");
        }
        assert_eq!(distance("kitten", "sitting"), 3);
    }
}
