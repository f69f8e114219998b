//! Tables that come in from elsewhere, as text: a row is a line, its cells parted by ` | `. A cell keeps its lines, so a row
//! in which a cell has several becomes paragraphs, and so does a table in which somebody has laid out a letter.

use crate::draft::{begins_with_greeting, bullet_item, is_leave_taking, numbered_item};

/// What a table has become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TableShape {
    /// Text that had a frame around it, or stood in one column.
    Frame,
    /// Lines, one for each row.
    Rows,
    /// Paragraphs of cells that stood side by side.
    SideBySide,
}

/// The text of a table. Each cell comes as text, with its own lines and paragraphs.
pub(super) fn table_text(rows: &[Vec<String>]) -> (String, TableShape) {
    let is_used = |cell: &&String| !cell.trim().is_empty();
    let used = || rows.iter().map(|row| row.iter().filter(is_used).count());
    let is_frame = used().all(|cells| cells <= 1);
    let is_letter = !is_frame && rows.iter().flatten().any(|cell| is_letter(cell));
    let (mut out, mut after_row, mut shape) = (String::new(), false, TableShape::Rows);
    for row in rows {
        let is_row = !is_frame && !is_letter && row.iter().all(|cell| !cell.trim().contains('\n'));
        if is_row {
            let line = row_line(&row.iter().map(String::as_str).collect::<Vec<_>>());
            append(&mut out, &line, if after_row { "\n" } else { "\n\n" });
            after_row = true;
        } else {
            for cell in row {
                append(&mut out, cell.trim(), "\n\n");
            }
            shape = if is_frame { TableShape::Frame } else { TableShape::SideBySide };
            after_row = false;
        }
    }
    (out, shape)
}

fn append(out: &mut String, text: &str, gap: &str) {
    if !out.is_empty() && !text.is_empty() {
        out.push_str(gap);
    }
    out.push_str(text);
}

/// Whether a cell holds a letter, or the greater part of one.
fn is_letter(cell: &str) -> bool {
    cell.split("\n\n").count() > 2 || cell.lines().any(|line| begins_with_greeting(line) || is_leave_taking(line))
}

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

/// How many tabs part the cells of a line. None of an item of a list, or of what has a label before it.
fn tabs(line: &str) -> usize {
    let start = line.trim_start();
    let is_item = bullet_item(start).is_some() || numbered_item(start).is_some() || start.starts_with("\u{a7}\t");
    // "Tel:" and the number behind it are no row.
    let is_label = line.split('\t').next().is_some_and(|first| first.trim_end().ends_with(':'));
    if is_item || is_label { 0 } else { line.matches('\t').count() }
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
    fn tables_become_lines_or_paragraphs() {
        use TableShape::{Frame, Rows, SideBySide};
        for (rows, text, shape) in [
            (vec![vec!["a", "b"], vec!["c"]], "a | b\nc", Rows),
            (vec![vec!["One."]], "One.", Frame),
            (vec![vec!["One.\n\nTwo."]], "One.\n\nTwo.", Frame),
            (vec![vec!["", "One."], vec!["Two.", " "]], "One.\n\nTwo.", Frame),
            (
                vec![vec!["Choir", "- sings\n- tours"], vec!["Band", "plays"]],
                "Choir\n\n- sings\n- tours\n\nBand | plays",
                SideBySide,
            ),
            (
                vec![vec!["Larkfield School\n\n1 The Green", "Dear Hub,\n\nWe sing.\n\nYours sincerely"]],
                "Larkfield School\n\n1 The Green\n\nDear Hub,\n\nWe sing.\n\nYours sincerely",
                SideBySide,
            ),
            // A letter in one row keeps the others from being taken for a table of facts.
            (
                vec![vec!["Logo", "1 The Green"], vec!["Staff", "Dear Hub,"]],
                "Logo\n\n1 The Green\n\nStaff\n\nDear Hub,",
                SideBySide,
            ),
            (vec![vec!["", ""], vec![]], "", Frame),
            (vec![], "", Frame),
        ] {
            let rows: Vec<Vec<String>> =
                rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect();
            let (made, made_shape) = table_text(&rows);
            // A table without a row has no shape that matters.
            assert_eq!(made, text, "{rows:?}");
            assert!(made_shape == shape || made.is_empty(), "{rows:?}: {made_shape:?}");
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
            ("Tel:\t01234 567890\nFax:\t01234 567891", "Tel:\t01234 567890\nFax:\t01234 567891"),
            ("no tab", "no tab"),
        ] {
            assert_eq!(with_table_rows(from), to, "{from}");
        }
    }
}
