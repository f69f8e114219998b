//! Which answers of a draft have characters that no PDF shows.

use super::paper::missing_glyphs;
use crate::draft::{Attached, Draft, Field, Value, files_at};

/// The answers that are printed with characters that the fonts lack, and those characters, each once. The whole application
/// is printed, and with it the names of attached files.
pub(super) fn unprinted(draft: &Draft) -> Vec<(Field, Vec<char>)> {
    let mut all = Vec::new();
    for (field, answer) in draft.answers.iter().filter(|(field, _)| is_printed(field)) {
        let found = match &answer.value {
            Value::List(_) if field.holds_files() => {
                in_all(files_at(draft, field).into_iter().map(|id| Attached::of(draft, id).name))
            }
            Value::List(items) => in_all(items.iter()),
            Value::Text(text) => missing_glyphs(text),
            Value::Flag(_) | Value::Other(_) => Vec::new(),
        };
        if !found.is_empty() {
            all.push((field.clone(), found));
        }
    }
    all
}

fn in_all<T: AsRef<str>>(texts: impl Iterator<Item = T>) -> Vec<char> {
    let mut all = Vec::new();
    for c in texts.flat_map(|text| missing_glyphs(text.as_ref())) {
        if !all.contains(&c) {
            all.push(c);
        }
    }
    all
}

/// Whether an answer is part of what is printed: not what is only said about another one, or for this device.
fn is_printed(field: &Field) -> bool {
    match field {
        Field::Suppression(..)
        | Field::Again(_)
        | Field::Complete(_)
        | Field::File(..)
        | Field::Sending(_)
        | Field::Other(_) => false,
        Field::School(_)
        | Field::Person(..)
        | Field::Point(..)
        | Field::LotsChosen
        | Field::Cluster
        | Field::FocusChosen
        | Field::FocusWhy(_)
        | Field::Letter(..)
        | Field::Prompt(..)
        | Field::Document(..)
        | Field::Duty(_)
        | Field::DutyWhy(_)
        | Field::Meeting(_)
        | Field::OwnDate(_)
        | Field::Declaration(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::sample::{empty, now};
    use crate::draft::FileId;

    #[test]
    fn every_answer_that_is_printed_is_looked_at() {
        let id = FileId::new(&"0a".repeat(32)).unwrap();
        let list = |items: &[&str]| Value::List(items.iter().map(|item| (*item).to_owned()).collect());
        let mut draft = empty();
        for (field, value) in [
            ("school/name", "Larkfield 王".into()),
            ("people/head/name", "Μαρία, Єлизавета, Adébáyọ̀ ♭ ✓".into()),
            ("letters/l/text", "王 فا 王\n🎵".into()),
            ("cluster/schools", list(&["Oakhill\tأ\t\t"])),
            ("criteria/c/p/links", list(&["https://a.example"])),
            ("documents/d/files", list(&[id.as_str()])),
            ("again/letters/l/text", "王".into()),
            ("sections/school/complete", Value::Flag(false)),
        ] {
            draft.set(Field::parse(field), value, now());
        }
        for (field, value) in Attached::new(id, "音.pdf", "", 3).answers() {
            draft.set(field, value, now());
        }
        let found: Vec<(String, String)> =
            unprinted(&draft).into_iter().map(|(field, c)| (field.to_string(), c.into_iter().collect())).collect();
        let expected = [
            ("cluster/schools", "أ"),
            ("documents/d/files", "音"),
            ("letters/l/text", "王فا🎵"),
            ("school/name", "王"),
        ];
        let mut sorted = found.clone();
        sorted.sort();
        assert_eq!(sorted, expected.map(|(field, c)| (field.to_owned(), c.to_owned())));
    }
}
