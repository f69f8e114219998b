//! Text from the clipboard as plain text, as answers are typed: a blank line separates paragraphs, "- " begins an item of
//! a list, "1. " a numbered one. All other formatting is dropped.
//!
//! [`HtmlReader`](super::HtmlReader) lists what it finds in the clipboard's HTML ([`Bit`]); [`plain`] makes text of the list.
//! Text that comes without any markup is tidied by [`plain_text`].

use super::incoming::symbols::plain_signs;
use super::table_rows::{TableShape, table_text, with_table_rows};
use crate::draft::{bullet_item, numbered_item};

/// What is found in a copied text, in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bit {
    /// Characters. White space in them means no more than a space.
    Text(String),
    /// Characters whose line breaks and spaces are meant (`pre`).
    Exact(String),
    /// Here one paragraph ends and another begins.
    Paragraph,
    /// Here a line ends, if anything stands on it (the edge of a `div` or of a table's row).
    Edge,
    /// Here a line ends (`br`).
    Break,
    /// Here an item of a list begins, with its number as it is written, `1.` or `(a)`, if the list has numbers.
    Item(Option<String>),
    /// A table: its rows, their cells, and what is found in each.
    Table(Vec<Vec<Vec<Bit>>>),
}

#[derive(Default)]
struct TextBuilder {
    text: String,
    /// Whether a space is owed before the next character of this line.
    space: bool,
    /// Line breaks owed before the next character.
    lines: usize,
    /// Whether something stands on the line that has begun.
    begun: bool,
    /// Whether the line is an item of a list.
    item: bool,
    /// The marker to be written before the next character.
    marker: Option<String>,
}

impl TextBuilder {
    /// Ends the line (1) or the paragraph (2), so that what comes next begins a new one.
    fn separate(&mut self, lines: usize) {
        // There is no blank line between the items of a list.
        let lines = if self.item && self.marker.is_some() { 1 } else { lines };
        // A paragraph inside an item that has only just begun is the item itself.
        if self.begun || self.lines > 0 {
            self.lines = self.lines.max(lines);
        }
        self.begun = false;
        self.space = false;
    }

    /// Ends the line, whether anything stands on it or not.
    fn end_line(&mut self) {
        self.lines += 1;
        self.begun = false;
        self.space = false;
    }

    /// Adds a text with its line breaks.
    fn push_exact(&mut self, text: &str) {
        for c in text.chars().filter(|c| !is_invisible(*c)) {
            match c {
                '\n' => self.end_line(),
                c if c.is_whitespace() => self.space = true,
                c => self.push(c),
            }
        }
    }

    fn push(&mut self, c: char) {
        if !self.text.is_empty() && self.lines > 0 {
            self.text.extend(std::iter::repeat_n('\n', self.lines.min(2)));
        }
        if self.lines > 0 || self.text.is_empty() {
            self.item = false;
        }
        self.lines = 0;
        if let Some(marker) = self.marker.take() {
            self.item = true;
            self.text.push_str(&marker);
            self.space = false;
        }
        if std::mem::take(&mut self.space) && self.begun {
            self.text.push(' ');
        }
        self.begun = true;
        self.text.push(c);
    }
}

/// Whether a character is invisible and changes nothing: control characters, soft hyphens, zero-width spaces and direction
/// marks. Joiners are kept: they change how the letters beside them look.
pub(super) fn is_invisible(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{fffc}')
}

/// Makes text of what was found.
pub fn plain(bits: &[Bit]) -> String {
    plain_with_tables(bits).0
}

/// As [`plain`], with the shape of each table, outermost last.
pub(super) fn plain_with_tables(bits: &[Bit]) -> (String, Vec<TableShape>) {
    let (mut builder, mut shapes) = (TextBuilder::default(), Vec::new());
    for bit in bits {
        match bit {
            Bit::Text(text) => {
                for c in text.chars().filter(|c| !is_invisible(*c) || c.is_whitespace()) {
                    if c.is_whitespace() {
                        builder.space = true;
                    } else {
                        builder.push(c);
                    }
                }
            }
            Bit::Exact(text) => builder.push_exact(text),
            Bit::Paragraph => builder.separate(2),
            Bit::Edge => builder.separate(1),
            Bit::Break => builder.end_line(),
            Bit::Item(number) => {
                let marker = number.as_ref().map_or_else(|| "- ".to_owned(), |n| format!("{n} "));
                let follows_item = builder.item;
                builder.marker = Some(marker);
                builder.separate(if follows_item { 1 } else { 2 });
                if follows_item {
                    builder.lines = builder.lines.min(1);
                }
            }
            Bit::Table(rows) => {
                let mut cell = |bits: &Vec<Bit>| {
                    let (text, within) = plain_with_tables(bits);
                    shapes.extend(within);
                    text
                };
                let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(&mut cell).collect()).collect();
                let (text, shape) = table_text(&rows);
                shapes.push(shape);
                builder.separate(2);
                builder.push_exact(&text);
                builder.separate(2);
            }
        }
    }
    (builder.text, shapes)
}

/// Tidies text that was copied without markup: line ends, spaces, bullets and numbers.
pub fn plain_text(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{b}'], "\n").replace('\u{2029}', "\n\n");
    let text = with_table_rows(&text);
    let lines: Vec<String> = text.split('\n').map(plain_line).collect();
    lines.join("\n")
}

fn plain_line(line: &str) -> String {
    let line: String =
        line.chars().filter(|c| !is_invisible(*c)).map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    let line = plain_signs(line.trim_end(), None);
    let start = line.trim_start();
    // Word writes the square bullet of its font Wingdings as a section sign.
    let item = bullet_item(start).or_else(|| start.strip_prefix("\u{a7} ").map(str::trim_start));
    if let Some(item) = item.filter(|item| !item.is_empty()) {
        return format!("- {item}");
    }
    if let Some((number, item)) = numbered_item(start) {
        // A full stop or a bracket, as it was typed.
        let sign = if start.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(')') { ')' } else { '.' };
        return format!("{number}{sign} {item}");
    }
    line
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(text: &str) -> Bit {
        Bit::Text(text.to_owned())
    }

    fn number(number: &str) -> Bit {
        Bit::Item(Some(number.to_owned()))
    }

    #[test]
    fn bits_become_text() {
        use Bit::{Break, Edge, Item, Paragraph};
        for (bits, expected) in [
            (vec![], ""),
            (vec![text("  We \n  sing. ")], "We sing."),
            (vec![Paragraph, text("One."), Paragraph, Paragraph, text("Two."), Paragraph], "One.\n\nTwo."),
            // Gmail: a div for each line, an empty one for an empty line.
            (
                vec![
                    Edge,
                    text("Dear all"),
                    Edge,
                    Edge,
                    Break,
                    Edge,
                    Edge,
                    text("We sing."),
                    Edge,
                    Edge,
                    text("Yours"),
                    Edge,
                ],
                "Dear all\n\nWe sing.\nYours",
            ),
            (vec![text("one"), Break, text("two"), Break, Break, text("three")], "one\ntwo\n\nthree"),
            // Google Docs puts a paragraph into each item.
            (
                vec![
                    text("We have:"),
                    Paragraph,
                    Item(None),
                    Paragraph,
                    text("a choir"),
                    Paragraph,
                    Item(None),
                    Paragraph,
                    text("a band"),
                    Paragraph,
                    Paragraph,
                    text("And more."),
                ],
                "We have:\n\n- a choir\n- a band\n\nAnd more.",
            ),
            (vec![number("1."), text("first"), number("2."), text("second")], "1. first\n2. second"),
            (vec![number("(a)"), text("first"), number("(b)"), text("second")], "(a) first\n(b) second"),
            (
                vec![text(
                    "cre\u{ad}scendo \u{1f469}\u{200d}\u{1f3a4} \u{646}\u{645}\u{6cc}\u{200c}\u{634}\u{648}\u{62f}",
                )],
                "crescendo \u{1f469}\u{200d}\u{1f3a4} \u{646}\u{645}\u{6cc}\u{200c}\u{634}\u{648}\u{62f}",
            ),
            (
                vec![
                    text("Our groups:"),
                    Bit::Table(vec![
                        vec![vec![text("Choir")], vec![text(" 30 ")]],
                        vec![vec![text("Band")], vec![Item(None), text("brass"), Item(None), text("wood\u{ad}wind")]],
                    ]),
                    text("And more."),
                ],
                "Our groups:\n\nChoir | 30\n\nBand\n\n- brass\n- woodwind\n\nAnd more.",
            ),
            (vec![Bit::Exact("a  b\n\nc".to_owned())], "a b\n\nc"),
            (vec![text("soft\u{ad}ly\u{200b} \u{a0}now")], "softly now"),
            (vec![Item(None), Item(None), text("x")], "- x"),
        ] {
            assert_eq!(plain(&bits), expected, "{bits:?}");
        }
    }

    #[test]
    fn text_without_markup() {
        for (from, to) in [
            ("a\r\nb\rc", "a\nb\nc"),
            ("\u{2022}\tone\n\u{b7}  two\n- three", "- one\n- two\n- three"),
            ("1.\tone\n2)\ttwo\n2024 was good.\n14.30 is late", "1. one\n2) two\n2024 was good.\n14.30 is late"),
            (
                "\u{f0b7} one\n\u{f0d8} two\n\u{2713} three\n\u{2013} four",
                "- one\n\u{27a2} two\n\u{2713} three\n\u{2013} four",
            ),
            ("\u{201c}quoted\u{201d} \u{2013} dash", "\u{201c}quoted\u{201d} \u{2013} dash"),
            ("a\u{2029}b", "a\n\nb"),
            ("  indented stays", "  indented stays"),
            ("Choir\t30\r\nBand\t12", "Choir | 30\nBand | 12"),
        ] {
            assert_eq!(plain_text(from), to);
        }
    }

    fn any_bit() -> impl Strategy<Value = Bit> {
        prop_oneof![
            "[a-z \n\u{a0}]{0,9}".prop_map(Bit::Text),
            "[a-z \n]{0,9}".prop_map(Bit::Exact),
            Just(Bit::Paragraph),
            Just(Bit::Edge),
            Just(Bit::Break),
            prop::option::of(1u32..20).prop_map(|number| Bit::Item(number.map(|number| format!("{number}.")))),
            "[a-z]{1,5}".prop_map(|cell| Bit::Table(vec![vec![vec![Bit::Text(cell)]]])),
        ]
    }

    fn put(bits: &[Bit]) -> String {
        let words = |bit: &Bit| match bit {
            Bit::Text(text) | Bit::Exact(text) => text.clone(),
            Bit::Table(rows) => rows.iter().flatten().map(|cell| put(cell)).collect(),
            _ => String::new(),
        };
        bits.iter().map(words).collect()
    }

    proptest! {
        #[test]
        fn no_letter_is_lost_and_no_gap_is_wide(bits in prop::collection::vec(any_bit(), 0..30)) {
            let made = plain(&bits);
            let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
            let put = letters(&put(&bits));
            prop_assert_eq!(letters(&made), put);
            prop_assert!(!made.contains("\n\n\n"), "{made:?}");
            prop_assert_eq!(made.trim(), made.as_str());
        }

        #[test]
        fn any_text_keeps_its_letters(text in "\\PC{0,80}") {
            let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            prop_assert_eq!(letters(&plain_text(&text)), letters(&text));
        }
    }
}
