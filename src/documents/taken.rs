//! Evidence that was put into a text of a letter: what of it still stands there.

use crate::draft::{Draft, Field};

/// So many words in a row that stand in both are no chance.
const ROW: usize = 5;

/// The addresses among those kept at `sources` whose words still stand in the text at `text`: a few of them in a row. What
/// was put in and taken out again is none of it any more.
pub fn taken_from(draft: &Draft, text: &Field, sources: &Field) -> Vec<String> {
    let kept = draft.list(sources);
    if kept.is_empty() {
        return Vec::new();
    }
    let text = plain(draft.text(text));
    let stands = |address: &&String| stands_in(&plain(draft.text(&Field::parse(address))), &text);
    kept.iter().filter(stands).cloned().collect()
}

/// Words one space apart.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether one of a few rows of words of `evidence` stands in `text`; of a short one, the whole.
fn stands_in(evidence: &str, text: &str) -> bool {
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
            assert_eq!(stands_in(evidence, text), stands, "{evidence} / {text}");
        }
    }
}
