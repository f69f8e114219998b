//! Answers that are rows of cells, such as lines of money: a list with a text for each row, its cells parted by tabs. And
//! numbers as people type them.

use super::{Field, Value, grouped};
use crate::call::{Call, Cluster};

/// The cells of a school that applies together with others: its name.
pub const CLUSTER_SCHOOL: usize = 0;
/// The teacher's name.
pub const CLUSTER_TEACHER: usize = 1;
/// The teacher's role.
pub const CLUSTER_ROLE: usize = 2;
/// The teacher's email address.
pub const CLUSTER_EMAIL: usize = 3;

/// A cell of a row, trimmed. Empty where the row has none.
pub fn cell(row: &str, number: usize) -> &str {
    row.split('\t').nth(number).unwrap_or_default().trim()
}

/// A cell of a row as it was typed.
pub fn cell_as_typed(row: &str, number: usize) -> &str {
    row.split('\t').nth(number).unwrap_or_default()
}

/// The row with another text in a cell.
pub fn with_cell(row: &str, number: usize, text: &str) -> String {
    let mut cells: Vec<String> = row.split('\t').map(str::to_owned).collect();
    if cells.len() <= number {
        cells.resize(number + 1, String::new());
    }
    if let Some(cell) = cells.get_mut(number) {
        *cell = text.replace(['\t', '\n', '\r'], " ");
    }
    cells.join("\t").trim_end_matches('\t').to_owned()
}

/// A row of the schools that apply together, with only the cells that the call asks for.
pub fn asked_cells(cluster: &Cluster, row: &str) -> String {
    let is_asked = [true, true, cluster.role, cluster.email];
    let cells = is_asked.iter().enumerate().map(|(at, asked)| if *asked { cell_as_typed(row, at) } else { "" });
    cells.collect::<Vec<_>>().join("\t").trim_end_matches('\t').to_owned()
}

/// What is asked for of the rows of the schools that apply together; any other answer as it is.
pub fn asked_of_rows(call: &Call, field: &Field, value: &mut Value) {
    if let (Field::Cluster, Some(cluster), Value::List(rows)) = (field, &call.cluster, value) {
        for row in rows {
            *row = asked_cells(cluster, row);
        }
    }
}

/// The rows in which something stands.
pub fn filled_rows(rows: &[String]) -> impl Iterator<Item = &String> {
    rows.iter().filter(|row| !row.trim().is_empty())
}

/// A row in words: its cells that say something.
pub fn row_words(row: &str) -> String {
    row.split('\t').map(str::trim).filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(", ")
}

/// A number as people type it, in hundredths: "1,200", "12.5", "£80". None where it is no number.
pub fn read_hundredths(text: &str) -> Option<u64> {
    let text = text.trim();
    let text = text.strip_prefix('\u{a3}').unwrap_or(text).trim();
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    let mut groups = whole.split(',');
    let first = groups.next().filter(|first| !first.is_empty())?;
    let mut digits = first.to_owned();
    for group in groups {
        // "12,5" could be twelve and a half.
        if group.len() != 3 || first.len() > 3 {
            return None;
        }
        digits.push_str(group);
    }
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !is_digits(&digits) || !is_digits(part) || part.len() > 2 {
        return None;
    }
    let part: u64 = format!("{part:0<2}").parse().ok()?;
    digits.parse::<u64>().ok()?.checked_mul(100)?.checked_add(part)
}

/// Pounds as people write them: "£1,200", "£99.50".
pub fn pounds(hundredths: u64) -> String {
    let whole = grouped(usize::try_from(hundredths / 100).unwrap_or(usize::MAX));
    match hundredths % 100 {
        0 => format!("\u{a3}{whole}"),
        pence => format!("\u{a3}{whole}.{pence:02}"),
    }
}

/// What lines of money add up to, in hundredths of a pound; and whether each line has an amount that can be read.
pub fn money_total(rows: &[String]) -> (u64, bool) {
    let amounts: Vec<Option<u64>> = filled_rows(rows).map(|row| read_hundredths(cell(row, 1))).collect();
    let total = amounts.iter().flatten().fold(0, |sum: u64, amount| sum.saturating_add(*amount));
    (total, amounts.iter().all(Option::is_some))
}

/// A line of money in words: what it is for, and how much.
pub fn money_words(row: &str) -> (String, String) {
    let amount = cell(row, 1);
    let amount = read_hundredths(amount).map_or_else(|| amount.to_owned(), pounds);
    (cell(row, 0).to_owned(), amount)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_read_and_written() {
        for (row, number, text, expected) in [
            ("", 0, "Hall", "Hall"),
            ("", 1, "80", "\t80"),
            ("Hall\t80", 0, "Bus", "Bus\t80"),
            ("Hall\t80", 1, "", "Hall"),
            ("Hall", 3, "a\tb\nc", "Hall\t\t\ta b c"),
        ] {
            let row = with_cell(row, number, text);
            assert_eq!(row, expected);
            assert_eq!(cell_as_typed(&row, number), text.replace(['\t', '\n'], " "));
        }
        assert_eq!(row_words("Fen End\t\t Jo \t"), "Fen End, Jo");
        assert_eq!((cell("a\t b ", 1), cell("a", 4)), ("b", ""));
    }

    #[test]
    fn numbers_as_they_are_typed() {
        for (text, expected) in [
            ("12", Some(1200)),
            (" 1,200 ", Some(120_000)),
            ("\u{a3} 99.5", Some(9950)),
            ("0.05", Some(5)),
            ("12,5", None),
            ("1,20,000", None),
            ("1000,000", None),
            ("12.345", None),
            ("12.", None),
            (".5", None),
            ("-3", None),
            ("twelve", None),
            ("", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(read_hundredths(text), expected, "{text}");
        }
        assert_eq!((pounds(120_000), pounds(9950)), ("\u{a3}1,200".to_owned(), "\u{a3}99.50".to_owned()));
    }

    #[test]
    fn lines_add_up() {
        let rows = |rows: &[&str]| rows.iter().map(|row| (*row).to_owned()).collect::<Vec<_>>();
        for (lines, total) in [
            (rows(&[]), (0, true)),
            (rows(&["Hall\t80", "", "Bus\t20.50"]), (10_050, true)),
            (rows(&["Hall\t80", "Bus"]), (8000, false)),
        ] {
            assert_eq!(money_total(&lines), total, "{lines:?}");
        }
        assert_eq!(money_words("Hall\t80"), ("Hall".to_owned(), "\u{a3}80".to_owned()));
        assert_eq!(money_words("Hall\tsome"), ("Hall".to_owned(), "some".to_owned()));
    }
}
