//! Which evidence that was put into a text of a letter is still in it.

use crate::draft::{Draft, Field};

/// This many equal words in a row are taken as copied.
const ROW: usize = 5;

/// The addresses among those stored at `sources` whose answers are still quoted in the text at `text`: some words of them,
/// in a row.
pub fn evidence_used(draft: &Draft, text: &Field, sources: &Field) -> Vec<String> {
    let kept = draft.list(sources);
    if kept.is_empty() {
        return Vec::new();
    }
    let text = plain(draft.text(text));
    let is_used = |address: &&String| is_quoted_in(&plain(draft.text(&Field::parse(address))), &text);
    kept.iter().filter(is_used).cloned().collect()
}

/// The text with single spaces between words.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether `text` has one of five samples of words in a row out of `evidence`; of short evidence, all of it.
fn is_quoted_in(evidence: &str, text: &str) -> bool {
    let words: Vec<&str> = evidence.split(' ').collect();
    let Some(last) = words.len().checked_sub(ROW) else { return !evidence.is_empty() && text.contains(evidence) };
    (0..=4).any(|quarter| {
        let row = words.iter().skip(last * quarter / 4).take(ROW).copied().collect::<Vec<_>>().join(" ");
        text.contains(&row)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_words() {
        let long = "Every class sings on Fridays, and since 2019 each child in Year 4 learns the cornet.";
        for (evidence, text, stands) in [
            (long, "", false),
            ("", "Every class sings", false),
            ("", "", false),
            (long, long, true),
            (long, "As you know, every class sings on Fridays.", false),
            (long, "As you know: Every class sings on Fridays, and more.", true),
            (long, "In our school each child in Year 4 learns the cornet.", true),
            (long, "In our school each child in Year 5 learns the trumpet.", false),
            ("Since 2019", "We sing, since 2019", false),
            ("Since 2019", "We sing. Since 2019, daily.", true),
        ] {
            assert_eq!(is_quoted_in(evidence, text), stands, "{evidence} / {text}");
        }
    }
}
