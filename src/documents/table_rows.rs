//! Tables that come in from elsewhere, as lines of text: a row is a line, its cells parted by ` | `.

use crate::draft::{bullet_item, numbered_item};

/// A row as a line. An empty cell between others is a dash, so that the columns stay what they are; empty cells at the end
/// are left out.
pub(super) fn row_line(cells: &[&str]) -> String {
    let used = cells.iter().rposition(|cell| !cell.trim().is_empty()).map_or(0, |last| last + 1);
    let cell = |cell: &&str| if cell.trim().is_empty() { "\u{2013}".to_owned() } else { cell.trim().to_owned() };
    cells.iter().take(used).map(cell).collect::<Vec<_>>().join(" | ")
}

/// The text with the rows of its tables as lines: of a table that was copied as text, tabs part the cells. Two lines or
/// more that follow each other and have as many tabs are rows; tabs of lists and of indented lines are not.
pub(super) fn with_table_rows(text: &str) -> String {
    if !text.contains('\t') {
        return text.to_owned();
    }
    let lines: Vec<&str> = text.split('\n').collect();
    let mut out: Vec<String> = Vec::with_capacity(lines.len());
    for run in lines.chunk_by(|a, b| tabs(a) > 0 && tabs(a) == tabs(b)) {
        let is_indented = run.iter().all(|line| line.starts_with('\t'));
        if run.len() > 1 && !is_indented {
            out.extend(run.iter().map(|line| row_line(&line.split('\t').collect::<Vec<_>>())));
        } else {
            out.extend(run.iter().map(|line| (*line).to_owned()));
        }
    }
    out.join("\n")
}

/// How many tabs part the cells of a line. None of an item of a list.
fn tabs(line: &str) -> usize {
    let start = line.trim_start();
    let is_item = bullet_item(start).is_some() || numbered_item(start).is_some() || start.starts_with("\u{a7}\t");
    if is_item { 0 } else { line.matches('\t').count() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows() {
        for (cells, line) in [
            (vec!["a", " b ", "c"], "a | b | c"),
            (vec!["", "2026", "2027"], "\u{2013} | 2026 | 2027"),
            (vec!["a", " ", "c", "", ""], "a | \u{2013} | c"),
            (vec!["", " "], ""),
            (vec![], ""),
        ] {
            assert_eq!(row_line(&cells), line);
        }
    }

    #[test]
    fn tables_that_were_copied_as_text() {
        for (from, to) in [
            ("Group\tPupils\nChoir\t30\nBand\t", "Group | Pupils\nChoir | 30\nBand"),
            ("\t2026\t2027\nChoir\t30\t31", "\u{2013} | 2026 | 2027\nChoir | 30 | 31"),
            ("We have:\nChoir\t30\nBand\t12\n\nAnd more.", "We have:\nChoir | 30\nBand | 12\n\nAnd more."),
            // No tables.
            ("Name:\tSi\u{e2}n\nWe sing.", "Name:\tSi\u{e2}n\nWe sing."),
            ("\u{2022}\tone\n\u{2022}\ttwo", "\u{2022}\tone\n\u{2022}\ttwo"),
            ("1.\tone\n2.\ttwo", "1.\tone\n2.\ttwo"),
            ("\tWe sing.\n\tWe play.", "\tWe sing.\n\tWe play."),
            ("no tab", "no tab"),
        ] {
            assert_eq!(with_table_rows(from), to, "{from}");
        }
    }
}
