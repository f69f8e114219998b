//! Walks through the body of a foreign document and writes its words as people type them.

use std::collections::BTreeMap;

use super::field::{Field, link_address};
use super::foreign::{LetterError, LetterText};
use super::lists::{Lists, Mark};
use super::math;
use super::names::{break_text, known_name};
use super::paragraph::{Added, Output, Paragraph, is_typed_item, one_line};
use super::properties::{Properties, RunProperties, Styles};
use super::xml::{Element, Item, Space, Xml};
use crate::documents::incoming::remarks::{
    DELETED, FORM, HIDDEN, NOTE, PART, PICTURE, Remarks, SIDE_BY_SIDE, SYMBOL, TABLE,
};
use crate::documents::incoming::symbols::{SymbolFont, plain_signs};
use crate::documents::table_rows::{TableShape, table_text};
use crate::draft::bullet_item;

/// A table that is being read: its rows, each with the texts of its cells.
#[derive(Default)]
struct Table {
    rows: Vec<Vec<String>>,
    row: Vec<String>,
    /// The open row was deleted, or is hidden.
    is_row_gone: bool,
}

pub(super) struct LetterReader<'a> {
    pub(super) styles: Styles,
    pub(super) lists: Lists,
    /// The addresses of links, by the ids of their relationships.
    pub(super) addresses: BTreeMap<String, String>,
    /// The text of a part that is inserted here, by the id of its relationship.
    pub(super) chunk: &'a dyn Fn(&str) -> Option<LetterText>,
    /// What was left behind.
    pub(super) remarks: Remarks,
    /// The headers (true) and footers of the pages, by the ids of their relationships.
    pub(super) margins: Vec<(bool, String)>,
    /// What is open, by the names that matter; others are empty.
    open: Vec<&'static str>,
    /// The body, and cells within cells.
    outputs: Vec<Output>,
    tables: Vec<Table>,
    /// Paragraphs within paragraphs: those of text boxes.
    paragraphs: Vec<Paragraph>,
    /// The text of a paragraph that goes on in the next one.
    carried: String,
    /// Paragraphs that have ended.
    ended: usize,
    fields: Vec<Field>,
    /// For each content control that is open, whether it shows its prompt only.
    controls: Vec<bool>,
    /// How many of those that are open show their prompt only.
    prompts: usize,
    /// For each choice that is open between forms of one content, how much had been read before it.
    choices: Vec<usize>,
    /// Bytes that were read.
    read: usize,
}

impl<'a> LetterReader<'a> {
    pub(super) fn new(styles: Styles, lists: Lists, chunk: &'a dyn Fn(&str) -> Option<LetterText>) -> Self {
        Self {
            styles,
            lists,
            addresses: BTreeMap::new(),
            chunk,
            remarks: Remarks::default(),
            margins: Vec::new(),
            open: Vec::new(),
            outputs: vec![Output::default()],
            tables: Vec::new(),
            paragraphs: Vec::new(),
            carried: String::new(),
            ended: 0,
            fields: Vec::new(),
            controls: Vec::new(),
            prompts: 0,
            choices: Vec::new(),
            read: 0,
        }
    }

    /// Reads the part that holds the text, and gives that text.
    pub(super) fn document(&mut self, text: &str) -> Result<String, LetterError> {
        let mut xml = Xml::new(text);
        let mut is_known = false;
        while let Some(item) = xml.next()? {
            match item {
                Item::Open(element) => {
                    is_known |= element.is("body");
                    self.begin(&element, &mut xml)?;
                }
                Item::Close => self.end()?,
                Item::Text(text) => match self.open.last() {
                    Some(&"t") => self.show(&text),
                    Some(&"code") => {
                        if let Some(field) = self.fields.last_mut().filter(|field| field.result.is_none()) {
                            field.add_code(&text);
                        }
                    }
                    _ => {}
                },
            }
        }
        if !is_known {
            return Err(LetterError::OtherZip);
        }
        self.end_carried()?;
        Ok(self.outputs.drain(..).next().unwrap_or_default().text)
    }

    /// An element begins.
    fn begin(&mut self, element: &Element, xml: &mut Xml<'_>) -> Result<(), LetterError> {
        let name = match element.space {
            Space::Word => match self.begin_word(element, xml)? {
                Some(name) => name,
                None => return Ok(()),
            },
            Space::Math if element.name == "oMath" => {
                let text = math::linear(xml)?;
                return self.add_equation(&text);
            }
            Space::Compatibility if element.name == "AlternateContent" => {
                self.choices.push(self.read);
                "choice"
            }
            // The same content once more, for older programs; or what those have instead of what is not read here.
            Space::Compatibility if element.name == "Fallback" && self.choices.last() != Some(&self.read) => {
                return xml.skip();
            }
            Space::Other if element.name == "pic" => {
                self.remarks.add(PICTURE);
                ""
            }
            // A sign beyond the first 65,536, as Word 2015 writes it.
            Space::Other if element.name == "symEx" => {
                let sign = element.get("char").and_then(|code| u32::from_str_radix(code.trim(), 16).ok());
                if let Some(sign) = sign.and_then(char::from_u32) {
                    self.show(sign.encode_utf8(&mut [0; 4]));
                }
                ""
            }
            _ => "",
        };
        self.open.push(name);
        Ok(())
    }

    /// An element of WordprocessingML begins. Gives what it is known as; none if it was passed over whole.
    fn begin_word(&mut self, element: &Element, xml: &mut Xml<'_>) -> Result<Option<&'static str>, LetterError> {
        let name = known_name(&element.name);
        let around = self.open.last().copied().unwrap_or_default();
        match name {
            "skip" => {
                if element.name == "del" {
                    self.deleted(around);
                }
                xml.skip()?;
                return Ok(None);
            }
            "p" => {
                // Not in a text box, which stands in a paragraph itself.
                let is_next = self.paragraphs.is_empty();
                let text = if is_next { std::mem::take(&mut self.carried) } else { String::new() };
                self.paragraphs.push(Paragraph { text, ..Paragraph::default() });
            }
            "r" => self.end_run(),
            "property" => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.properties.take(element);
                }
            }
            "run" if around == "rPr" && self.open.iter().rev().nth(1) == Some(&"r") => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.run.take(element);
                }
            }
            "break" if !self.open.contains(&"pPr") => self.show(break_text(&element.name)),
            "sym" => self.sign(element),
            "tbl" => {
                self.end_carried()?;
                self.tables.push(Table::default());
            }
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    (table.row, table.is_row_gone) = (Vec::new(), false);
                }
            }
            "hidden" if around == "trPr" && element.is_on() => {
                self.remarks.add(HIDDEN);
                self.drop_row();
            }
            "tc" if self.tables.is_empty() => return Ok(Some("")),
            "tc" => self.outputs.push(Output::default()),
            "sdt" => self.controls.push(false),
            "prompt" if element.is_on() => {
                if let Some(is_prompt) = self.controls.last_mut() {
                    *is_prompt = true;
                }
            }
            "sdtContent" if self.controls.last() == Some(&true) => self.prompts += 1,
            "sdtContent" => return Ok(Some("")),
            "link" => self.begin_link(element),
            "field" => self.field(element),
            "chunk" => self.insert_chunk(element.get("id").unwrap_or_default())?,
            "margin" => {
                let id = element.get("id").unwrap_or_default().to_owned();
                self.margins.push((element.name == "headerReference", id));
            }
            "picture" => self.remarks.add(PICTURE),
            "note" => self.remarks.add(NOTE),
            _ => {}
        }
        if around == "form"
            && let Some(field) = self.fields.last_mut()
        {
            field.take(element, around);
        }
        Ok(Some(name))
    }

    /// The element that was opened last ends.
    fn end(&mut self) -> Result<(), LetterError> {
        match self.open.pop() {
            Some("p") => self.end_paragraph()?,
            Some("r") => self.end_run(),
            Some("tc") => {
                self.end_carried()?;
                let cell = self.outputs.pop().unwrap_or_default();
                if let Some(table) = self.tables.last_mut() {
                    table.row.push(cell.text);
                }
            }
            Some("tr") => {
                if let Some(table) = self.tables.last_mut() {
                    let row = std::mem::take(&mut table.row);
                    table.rows.extend((!table.is_row_gone).then_some(row));
                }
            }
            Some("tbl") => self.end_table()?,
            Some("sdt") => drop(self.controls.pop()),
            Some("sdtContent") => self.prompts = self.prompts.saturating_sub(1),
            Some("link") => self.end_link(),
            Some("choice") => drop(self.choices.pop()),
            _ => {}
        }
        Ok(())
    }

    fn end_run(&mut self) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.run = RunProperties::default();
        }
    }

    /// Something was deleted, and the deletion tracked: words, a row, or only the end of a paragraph.
    fn deleted(&mut self, around: &str) {
        match around {
            "rPr" => {
                let is_mark = self.open.iter().rev().nth(1) == Some(&"pPr");
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.goes_on |= is_mark;
                }
            }
            "trPr" => {
                self.remarks.add(DELETED);
                self.drop_row();
            }
            _ => self.remarks.add(DELETED),
        }
    }

    fn drop_row(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            table.is_row_gone = true;
        }
    }

    /// Adds characters to the paragraph, if they are seen.
    fn show(&mut self, text: &str) {
        let has_words = text.chars().any(|c| !c.is_whitespace());
        self.read += text.len();
        if self.prompts > 0 {
            if has_words {
                self.remarks.add(FORM);
            }
            return;
        }
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        if self.styles.is_hidden(&paragraph.properties, &paragraph.run) {
            if has_words {
                self.remarks.add(HIDDEN);
            }
            return;
        }
        let font = self.styles.font(&paragraph.properties, &paragraph.run);
        paragraph.text.push_str(&plain_signs(text, font));
    }

    /// A sign by its place in a font.
    fn sign(&mut self, element: &Element) {
        let font = element.get("font").unwrap_or_default();
        let place = element.get("char").and_then(|place| u32::from_str_radix(place.trim(), 16).ok());
        let sign = place.and_then(|place| match SymbolFont::named(font) {
            Some(font) => font.sign(place),
            // Any other font has at this place what Unicode has there, unless it is a private one.
            None => char::from_u32(place).map(|c| if matches!(c, '\u{f020}'..='\u{f07e}') { ascii(c) } else { c }),
        });
        match sign {
            Some(sign) if !matches!(sign, '\u{e000}'..='\u{f8ff}') => self.show(sign.encode_utf8(&mut [0; 4])),
            _ => self.remarks.add(SYMBOL),
        }
    }

    fn begin_link(&mut self, element: &Element) {
        let address = match element.get("instr") {
            Some(code) => link_address(code).map(str::to_owned),
            None => element.get("id").and_then(|id| self.addresses.get(id)).cloned(),
        };
        let anchor = element.get("anchor").filter(|anchor| !anchor.is_empty());
        let address = address.map(|address| match anchor {
            Some(anchor) if !address.contains('#') => format!("{address}#{anchor}"),
            _ => address,
        });
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.links.push((address.unwrap_or_default(), paragraph.text.len()));
        }
    }

    fn end_link(&mut self) {
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        if let Some((address, from)) = paragraph.links.pop() {
            paragraph.add_address(&address, from);
        }
    }

    /// A field begins, goes over from its code to its result, or ends.
    fn field(&mut self, element: &Element) {
        let place = (self.ended, self.paragraphs.last().map_or(0, |paragraph| paragraph.text.len()));
        match element.get("fldCharType") {
            Some("begin") => self.fields.push(Field::default()),
            Some("separate") => {
                if let Some(field) = self.fields.last_mut() {
                    field.result.get_or_insert(place);
                }
            }
            Some("end") => {
                let Some(field) = self.fields.pop() else { return };
                if let Some(shown) = field.shown() {
                    return self.show(shown);
                }
                let Some(paragraph) = self.paragraphs.last_mut() else { return };
                let (number, from) = field.result.unwrap_or(place);
                let from = if number == self.ended { from } else { 0 };
                if let Some(address) = field.address() {
                    paragraph.add_address(address, from);
                } else if number == self.ended && field.is_unfilled(paragraph.text.get(from..).unwrap_or_default()) {
                    paragraph.text.truncate(from);
                    self.remarks.add(FORM);
                }
            }
            _ => {}
        }
    }

    fn insert_chunk(&mut self, id: &str) -> Result<(), LetterError> {
        let Some(LetterText { text, remarks }) = (self.chunk)(id) else {
            self.remarks.add(PART);
            return Ok(());
        };
        for remark in remarks {
            self.remarks.add(remark);
        }
        self.add(&text, Added::Paragraph)
    }

    fn add_equation(&mut self, text: &str) -> Result<(), LetterError> {
        if self.paragraphs.is_empty() && self.prompts == 0 && !text.is_empty() {
            return self.add(text, Added::Paragraph);
        }
        self.show(text);
        Ok(())
    }

    fn end_paragraph(&mut self) -> Result<(), LetterError> {
        let Some(Paragraph { text, properties, goes_on, .. }) = self.paragraphs.pop() else { return Ok(()) };
        self.ended += 1;
        if goes_on && self.paragraphs.is_empty() {
            self.carried = text;
            return Ok(());
        }
        let (whole, style) = self.styles.resolve(&properties);
        let is_heading = whole.outline.is_some_and(|n| n < 9) || style.starts_with("heading") || style == "title";
        let is_bullet = style.starts_with("list bullet");
        let mark = self.mark(&whole);
        let text = text.trim();
        if text.is_empty() {
            // An empty paragraph between two items separates their lists.
            if let Some(out) = self.outputs.last_mut() {
                out.last = Added::Paragraph;
            }
            return Ok(());
        }
        let mark = if is_heading { None } else { mark.or(is_bullet.then_some(Mark::Bullet)) };
        // A bullet that was typed.
        let (text, mark) = match bullet_item(text).filter(|item| !item.is_empty()) {
            Some(item) => (item, Some(Mark::Bullet)),
            None => (text, mark),
        };
        let (line, added) = match mark {
            Some(Mark::Bullet) => (format!("- {}", one_line(text)), Added::Item),
            Some(Mark::Number(number)) => (format!("{number} {}", one_line(text)), Added::Item),
            None if !is_heading && is_typed_item(text) => (text.to_owned(), Added::Item),
            None => (text.to_owned(), Added::Paragraph),
        };
        self.add(&line, added)
    }

    /// Adds what was to go on in a next paragraph, where there is none.
    fn end_carried(&mut self) -> Result<(), LetterError> {
        let text = std::mem::take(&mut self.carried);
        if text.trim().is_empty() { Ok(()) } else { self.add(text.trim(), Added::Paragraph) }
    }

    /// The bullet or number of a paragraph, counted once more. Headings count as well, though they are written without.
    fn mark(&mut self, paragraph: &Properties) -> Option<Mark> {
        let list = paragraph.list.filter(|list| *list > 0)?;
        let list = self.lists.linked_style(list).and_then(|style| self.styles.list_of(style)).unwrap_or(list);
        let by_style = || paragraph.style.as_deref().and_then(|style| self.lists.level_of_style(list, style));
        let depth = paragraph.depth.or_else(by_style).unwrap_or_default();
        self.lists.next(list, depth)
    }

    fn end_table(&mut self) -> Result<(), LetterError> {
        let Some(Table { rows, .. }) = self.tables.pop() else { return Ok(()) };
        let (text, shape) = table_text(&rows);
        if let Some(out) = self.outputs.last_mut() {
            out.last = Added::Paragraph;
        }
        if text.is_empty() {
            return Ok(());
        }
        self.remarks.add(if shape == TableShape::SideBySide { SIDE_BY_SIDE } else { TABLE });
        self.add(&text, Added::Paragraph)
    }

    fn add(&mut self, text: &str, what: Added) -> Result<(), LetterError> {
        self.outputs.last_mut().map_or(Ok(()), |out| out.add(text, what))
    }
}

/// The character of a text font that stands 0xf000 above itself.
fn ascii(c: char) -> char {
    char::from_u32(u32::from(c) - 0xf000).unwrap_or(c)
}
