//! Reads the text of a Word document that was written elsewhere.

use super::foreign::{LetterError, LetterText};
use super::lists::{Lists, Mark, Properties, Styles};
use super::text::{LONGEST_LETTER, decoded, normalised};
use super::xml::{Item, LARGEST_PART, Space, Xml};
use crate::documents::table_rows::row_line;
use crate::draft::bullet_item;

/// Reads the text of a Word document. `part` gives the parts of the package by their names, `/` between folders.
///
/// What was deleted or hidden is not taken in, nor what stands outside the text: pictures, headers, footnotes,
/// comments. A row of a table becomes one line, its cells parted by ` | `; a table in which only one cell has words is a frame.
pub fn docx_letter<'a>(part: impl Fn(&str) -> Option<&'a [u8]>) -> Result<LetterText, LetterError> {
    let main = main_part(&part)?;
    let document = text_of(part(&main).ok_or(LetterError::OtherZip)?)?;
    let beside = |name: &str| {
        let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
        let name = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
        part(&name).map(text_of).transpose()
    };
    let styles = beside("styles.xml")?.map_or_else(|| Ok(Styles::default()), |text| Styles::read(&text))?;
    let lists = beside("numbering.xml")?.map_or_else(|| Ok(Lists::default()), |text| Lists::read(&text))?;
    let mut reading = LetterReader { styles, lists, ..LetterReader::default() };
    reading.document(&document)?;
    let remarks = reading.remarks.iter().map(|remark| (*remark).to_owned()).collect();
    normalised(&reading.out, remarks)
}

/// The name of the part that holds the text: what the package's relationships say (ECMA-376 part 2, 9.3).
fn main_part<'a>(part: &impl Fn(&str) -> Option<&'a [u8]>) -> Result<String, LetterError> {
    let usual = "word/document.xml".to_owned();
    let Some(bytes) = part("_rels/.rels") else { return Ok(usual) };
    let text = text_of(bytes)?;
    let mut xml = Xml::new(&text);
    while let Some(item) = xml.next()? {
        let Item::Open(element) = item else { continue };
        let kind = element.get("Type").unwrap_or_default();
        if element.name == "Relationship" && kind.ends_with("/officeDocument") {
            let target = element.get("Target").unwrap_or_default();
            return Ok(target.trim_start_matches("./").trim_start_matches('/').to_owned());
        }
    }
    Ok(usual)
}

fn text_of(bytes: &[u8]) -> Result<String, LetterError> {
    if bytes.len() > LARGEST_PART {
        return Err(LetterError::TooLarge);
    }
    decoded(bytes).ok_or(LetterError::Damaged)
}

/// A paragraph that is being read.
#[derive(Default)]
struct Paragraph {
    text: String,
    properties: Properties,
}

/// What was added to the text.
#[derive(Default, PartialEq, Eq, Clone, Copy)]
enum Added {
    #[default]
    Paragraph,
    Item,
    Row,
}

/// A row of a table that is being read: its cells, each with its paragraphs.
type Row = Vec<Vec<String>>;

/// What was left behind, in sentences.
const TABLE: &str = "The table was turned into lines of text.";
const PICTURE: &str = "Pictures were left out.";
const NOTE: &str = "Footnotes and endnotes were left out.";
const DELETED: &str = "Tracked changes were accepted.";

#[derive(Default)]
struct LetterReader {
    styles: Styles,
    lists: Lists,
    out: String,
    /// What was added last.
    last: Added,
    /// Paragraphs within paragraphs: those of text boxes.
    paragraphs: Vec<Paragraph>,
    /// Tables within tables; only the outermost has rows here.
    tables: usize,
    row: Row,
    /// Rows of the outermost table that have become lines.
    rows: usize,
    /// What was left behind, each once.
    remarks: Vec<&'static str>,
}

impl LetterReader {
    fn document(&mut self, text: &str) -> Result<(), LetterError> {
        let mut xml = Xml::new(text);
        // What is open, by the names that matter; others are empty.
        let mut open: Vec<&'static str> = Vec::new();
        let (mut hidden, mut words) = (false, false);
        let mut known = false;
        while let Some(item) = xml.next()? {
            match item {
                Item::Open(element) => {
                    if element.space != Space::Word {
                        // The same content once more, for older programs.
                        if element.space == Space::Compatibility && element.name == "Fallback" {
                            xml.skip()?;
                            continue;
                        }
                        if element.name == "pic" {
                            self.add_remark(PICTURE);
                        }
                        open.push("");
                        continue;
                    }
                    let name = known_name(&element.name);
                    known |= name == "body";
                    match name {
                        "skip" => {
                            if element.name == "del" && open.last() != Some(&"rPr") {
                                self.add_remark(DELETED);
                            }
                            xml.skip()?;
                            continue;
                        }
                        "p" => self.paragraphs.push(Paragraph::default()),
                        "r" => hidden = false,
                        "t" => words = !hidden,
                        "vanish" if open.iter().rev().nth(1) != Some(&"pPr") => hidden = element.is_on(),
                        "property" => {
                            if let Some(paragraph) = self.paragraphs.last_mut() {
                                paragraph.properties.take(&element);
                            }
                        }
                        "break" if !hidden && !open.contains(&"pPr") => self.push(mark(&element.name)),
                        "tbl" => {
                            self.tables += 1;
                            if self.tables == 1 {
                                self.rows = 0;
                                self.last = Added::Paragraph;
                            }
                            self.add_remark(TABLE);
                        }
                        "tc" if self.tables == 1 => self.row.push(Vec::new()),
                        "picture" => self.add_remark(PICTURE),
                        "note" => self.add_remark(NOTE),
                        _ => {}
                    }
                    open.push(name);
                }
                Item::Close => match open.pop() {
                    Some("p") => self.end_paragraph()?,
                    Some("t") => words = false,
                    Some("r") => hidden = false,
                    Some("tr") if self.tables == 1 => self.end_row()?,
                    Some("tbl") => self.tables = self.tables.saturating_sub(1),
                    _ => {}
                },
                Item::Text(text) if words => self.push(&text),
                Item::Text(_) => {}
            }
        }
        if known { Ok(()) } else { Err(LetterError::OtherZip) }
    }

    fn push(&mut self, text: &str) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.text.push_str(text);
        }
    }

    fn end_paragraph(&mut self) -> Result<(), LetterError> {
        let Some(Paragraph { text, properties }) = self.paragraphs.pop() else { return Ok(()) };
        let text = text.trim().to_owned();
        if text.is_empty() {
            // An empty paragraph between two items separates their lists.
            if self.tables == 0 {
                self.last = Added::Paragraph;
            }
            return Ok(());
        }
        let (whole, style) = self.styles.resolve(&properties);
        let heading = whole.outline.is_some_and(|n| n < 9) || style.starts_with("heading") || style == "title";
        let list = whole.list.filter(|list| *list > 0 && !heading);
        let mark = match list {
            Some(list) => Some(self.lists.next(list, whole.depth.unwrap_or_default())),
            None if style.starts_with("list bullet") => Some(Mark::Bullet),
            None => None,
        };
        // A bullet that was typed.
        let (text, mark) = match bullet_item(&text).filter(|item| !item.is_empty()) {
            Some(item) => (item.to_owned(), Some(Mark::Bullet)),
            None => (text, mark),
        };
        let line = match mark {
            Some(Mark::Bullet) => format!("- {}", one_line(&text)),
            Some(Mark::Number(number)) => format!("{number}. {}", one_line(&text)),
            None => text,
        };
        match self.row.last_mut().filter(|_| self.tables > 0) {
            Some(cell) => cell.push(line),
            None => self.add(&line, if mark.is_some() { Added::Item } else { Added::Paragraph })?,
        }
        Ok(())
    }

    /// The end of a row of the outermost table.
    fn end_row(&mut self) -> Result<(), LetterError> {
        let cells: Row = std::mem::take(&mut self.row);
        let mut used = cells.iter().filter(|cell| !cell.is_empty());
        if let (Some(cell), None, 0) = (used.next(), used.next(), self.rows) {
            // A table with one cell in use is a frame around text.
            return cell.iter().try_for_each(|line| self.add(line, Added::Paragraph));
        }
        let cells: Vec<String> = cells.iter().map(|cell| cell_text(cell)).collect();
        let line = row_line(&cells.iter().map(String::as_str).collect::<Vec<_>>());
        if line.is_empty() {
            return Ok(());
        }
        self.rows += 1;
        self.add(&line, Added::Row)
    }

    /// Adds a paragraph; items of a list and rows of a table follow each other line by line.
    fn add(&mut self, line: &str, what: Added) -> Result<(), LetterError> {
        if !self.out.is_empty() {
            self.out.push_str(if what != Added::Paragraph && what == self.last { "\n" } else { "\n\n" });
        }
        self.last = what;
        self.out.push_str(line);
        // Four bytes to a character at most.
        if self.out.len() > LONGEST_LETTER * 4 { Err(LetterError::TooLarge) } else { Ok(()) }
    }

    fn add_remark(&mut self, what: &'static str) {
        if !self.remarks.contains(&what) {
            self.remarks.push(what);
        }
    }
}

/// The text of a cell on one line. What would run together without its line breaks is parted by semicolons.
fn cell_text(paragraphs: &[String]) -> String {
    let mut out = String::new();
    for paragraph in paragraphs {
        let text = one_line(bullet_item(paragraph).unwrap_or(paragraph));
        if !out.is_empty() && !text.is_empty() {
            out.push_str(if out.ends_with(['.', '!', '?', ':', ';', ',']) { " " } else { "; " });
        }
        out.push_str(&text);
    }
    out
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What an element of WordprocessingML means here.
fn known_name(name: &str) -> &'static str {
    match name {
        "body" => "body",
        "p" => "p",
        "r" => "r",
        "t" => "t",
        "pPr" => "pPr",
        "rPr" => "rPr",
        "tbl" => "tbl",
        "tr" => "tr",
        "tc" => "tc",
        "vanish" => "vanish",
        "pStyle" | "numId" | "ilvl" | "outlineLvl" => "property",
        "br" | "cr" | "tab" | "noBreakHyphen" => "break",
        "object" | "pict" => "picture",
        "footnoteReference" | "endnoteReference" => "note",
        // What was deleted or moved away, what properties were before, codes of fields.
        "del" | "moveFrom" | "delText" | "instrText" | "delInstrText" | "pPrChange" | "rPrChange" | "sectPrChange"
        | "tblPrChange" | "numberingChange" => "skip",
        _ => "",
    }
}

/// What a character that is an element stands for.
fn mark(name: &str) -> &'static str {
    match name {
        "tab" => "\t",
        "noBreakHyphen" => "\u{2011}",
        _ => "\n",
    }
}
