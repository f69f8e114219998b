//! What the person is told of characters that a PDF does not show.

use crate::draft::{and_list, first_few_quoted};

/// The characters of one PDF that it shows as question marks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Unprinted {
    /// The name of its file.
    pub(super) file: String,
    /// The name of the Word file with the same text, where there is one.
    pub(super) word: Option<String>,
    /// Characters that the fonts lack.
    pub(super) replaced: Vec<char>,
    /// Characters of fonts that did not come.
    pub(super) not_loaded: Vec<char>,
}

/// In sentences: which characters, in which files, and what to do.
pub(super) fn unprinted_remarks(files: &[Unprinted]) -> Vec<String> {
    let replaced = Characters::of(files, |file| &file.replaced).map(|found| {
        let words: Vec<&str> = found.files.iter().filter_map(|file| file.word.as_deref()).collect();
        let it = found.it();
        let way_out = match words.as_slice() {
            [] => ".".to_owned(),
            words if words.len() == found.files.len() => format!(", or send the Word file, which keeps {it}."),
            [word] => format!(". {word} keeps {it}."),
            words => format!(". {} keep {it}.", and_list(words)),
        };
        format!("{} cannot be printed and {}. Replace {it}{way_out}", found.named(), found.shows())
    });
    let not_loaded = Characters::of(files, |file| &file.not_loaded).map(|found| {
        let (named, shows, it) = (found.named(), found.shows(), found.it());
        format!(
            "{named} {shows}: the font for {it} did not load. Check your internet connection, then make the file again."
        )
    });
    replaced.into_iter().chain(not_loaded).collect()
}

/// Characters, and the files that hold them.
struct Characters<'a> {
    all: Vec<char>,
    files: Vec<&'a Unprinted>,
}

impl<'a> Characters<'a> {
    fn of(files: &'a [Unprinted], own: impl Fn(&Unprinted) -> &Vec<char>) -> Option<Self> {
        let files: Vec<&Unprinted> = files.iter().filter(|file| !own(file).is_empty()).collect();
        let mut all: Vec<char> = Vec::new();
        for c in files.iter().flat_map(|file| own(file)) {
            if !all.contains(c) {
                all.push(*c);
            }
        }
        (!all.is_empty()).then_some(Self { all, files })
    }

    fn is_one(&self) -> bool {
        self.all.len() == 1
    }

    fn named(&self) -> String {
        /// At most this many characters are named.
        const MOST: usize = 20;
        first_few_quoted(&self.all.iter().map(char::to_string).collect::<Vec<_>>(), MOST)
    }

    fn it(&self) -> &'static str {
        if self.is_one() { "it" } else { "them" }
    }

    fn shows(&self) -> String {
        let names: Vec<&str> = self.files.iter().map(|file| file.file.as_str()).collect();
        let shows = if self.is_one() { "shows as a question mark" } else { "show as question marks" };
        format!("{shows} in {}", and_list(&names))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, word: bool, replaced: &str, not_loaded: &str) -> Unprinted {
        Unprinted {
            file: format!("{name}.pdf"),
            word: word.then(|| format!("{name}.docx")),
            replaced: replaced.chars().collect(),
            not_loaded: not_loaded.chars().collect(),
        }
    }

    #[test]
    fn sentences() {
        for (files, expected) in [
            (vec![], vec![]),
            (vec![file("letter", true, "", "")], vec![]),
            (
                vec![file("letter", true, "王", "")],
                vec![
                    "“王” cannot be printed and shows as a question mark in letter.pdf. Replace it, or send the Word file, which keeps it.",
                ],
            ),
            (
                vec![file("application", false, "王音", "")],
                vec!["“王” and “音” cannot be printed and show as question marks in application.pdf. Replace them."],
            ),
            (
                vec![
                    file("letter", true, "王", ""),
                    file("readiness", false, "", ""),
                    file("application", false, "王音", ""),
                ],
                vec![
                    "“王” and “音” cannot be printed and show as question marks in letter.pdf and application.pdf. Replace them. letter.docx keeps them.",
                ],
            ),
            (
                vec![file("one", true, "王", ""), file("two", true, "王", ""), file("application", false, "王", "")],
                vec![
                    "“王” cannot be printed and shows as a question mark in one.pdf, two.pdf and application.pdf. Replace it. one.docx and two.docx keep it.",
                ],
            ),
            (
                vec![file("letter", true, "", "♭"), file("application", false, "王", "♭✓")],
                vec![
                    "“王” cannot be printed and shows as a question mark in application.pdf. Replace it.",
                    "“♭” and “✓” show as question marks in letter.pdf and application.pdf: the font for them did not load. Check your internet connection, then make the file again.",
                ],
            ),
        ] {
            assert_eq!(unprinted_remarks(&files), expected);
        }
    }
}
