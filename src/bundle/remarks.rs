//! What is not as it was packed in a bundle, and does not matter for the application in it.

use super::error::shown;
use crate::draft::first_few;

/// Something that is not as it was packed, and does not matter for the payload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// A file for people, such as `README.txt`, was changed.
    Changed(String),
    /// One is not there.
    Missing(String),
    /// What the bundle says about itself was changed: labels, declaration, the list of these.
    Labels,
    /// It says another size than its payload has.
    Size,
    /// It names files on the web.
    Elsewhere,
    /// It has a list of checksums of a kind that is not known.
    Unchecked,
    /// Files were put in, or lie beside it.
    Added(Vec<String>),
}

/// How many files are named in a sentence.
const NAMED: usize = 5;

/// What a person should know, in sentences.
pub fn say(remarks: &[Remark]) -> Vec<String> {
    let no_matter = "That does not affect the application.";
    let sentence = |remark: &Remark| match remark {
        Remark::Changed(name) => format!("{} was changed after it was packed. {no_matter}", quoted(name)),
        Remark::Missing(name) => format!("{} is missing from this file. {no_matter}", quoted(name)),
        Remark::Labels => format!("Labels in this file were changed after it was packed. {no_matter}"),
        Remark::Size => format!("This file says that its size is another. {no_matter}"),
        Remark::Elsewhere => "This file names parts that are on the web. Upbeat does not fetch them.".to_owned(),
        Remark::Unchecked => "This file has a second list of its contents that Upbeat cannot check.".to_owned(),
        Remark::Added(names) => {
            let are = if names.len() == 1 { "is" } else { "are" };
            let them = if names.len() == 1 { "it" } else { "them" };
            format!("{} {are} not part of the application, so Upbeat left {them} out.", list(names))
        }
    };
    remarks.iter().map(sentence).collect()
}

fn quoted(path: &str) -> String {
    format!("\u{201c}{}\u{201d}", shown(path.rsplit('/').next().unwrap_or(path)))
}

/// Names of files; of many, the first few and how many more.
fn list(paths: &[String]) -> String {
    first_few(paths.iter().map(|path| quoted(path)), NAMED)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_as_they_read() {
        let name = || "README.txt".to_owned();
        let names = |count: usize| (0..count).map(|number| format!("data/{number}.pdf")).collect::<Vec<_>>();
        for (remark, sentence) in [
            (
                Remark::Changed(name()),
                "\u{201c}README.txt\u{201d} was changed after it was packed. That does not affect the application.",
            ),
            (
                Remark::Missing(name()),
                "\u{201c}README.txt\u{201d} is missing from this file. That does not affect the application.",
            ),
            (Remark::Added(names(1)), "\u{201c}0.pdf\u{201d} is not part of the application, so Upbeat left it out."),
            (
                Remark::Added(names(7)),
                "\u{201c}0.pdf\u{201d}, \u{201c}1.pdf\u{201d}, \u{201c}2.pdf\u{201d}, \u{201c}3.pdf\u{201d}, \u{201c}4.pdf\u{201d} and 2 more are not part of the application, so Upbeat left them out.",
            ),
        ] {
            assert_eq!(say(&[remark]), [sentence]);
        }
    }
}
