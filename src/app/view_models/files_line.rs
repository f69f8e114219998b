//! What is said above a long list of attached files.

use crate::draft::{Attached, Draft, Field, counted, files_at, size_words};

/// From so many files on their number is said.
const MANY: usize = 10;

/// How many files are attached at an answer, and how large they are together: "300 files, 45 MB". Nothing where one sees it.
pub fn files_line(draft: &Draft, field: &Field) -> String {
    let ids = files_at(draft, field);
    if ids.len() < MANY {
        return String::new();
    }
    let count = counted(ids.len(), "file");
    let bytes = ids.into_iter().fold(0_u64, |sum, id| sum.saturating_add(Attached::of(draft, id).bytes));
    format!("{count}, {}", size_words(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::sample::{empty, now};
    use crate::draft::{FileId, Value};

    #[test]
    fn many_files_are_counted() {
        let field = Field::parse("documents/plan/files");
        for (count, expected) in [(0, ""), (9, ""), (10, "10 files, 1.5 MB"), (300, "300 files, 45 MB")] {
            let mut draft = empty();
            let ids: Vec<FileId> = (0..count).map(|n| FileId::new(&format!("{n:064x}")).unwrap()).collect();
            for id in &ids {
                for (field, value) in Attached::new(id.clone(), "a.pdf", "", 150_000).answers() {
                    draft.set(field, value, now());
                }
            }
            draft.set(field.clone(), Value::List(ids.iter().map(ToString::to_string).collect()), now());
            assert_eq!(files_line(&draft, &field), expected);
        }
    }
}
