//! Reads the text of a Word document that was written elsewhere.

use std::collections::BTreeMap;

use super::foreign::{LetterError, LetterText};
use super::lists::Lists;
use super::properties::Styles;
use super::reader::LetterReader;
use super::text::{normalised, part_text};
use super::xml::{Item, LARGEST_PART, Xml};
use crate::documents::incoming::remarks::{FOOTER, HEADER};

/// Reads the text of a Word document. `part` gives the parts of the package by their names, `/` between folders. `chunk`
/// reads a part that is another document: a web page, plain text, a file of Word's.
///
/// What was deleted or hidden is not taken in, nor what stands outside the text: pictures, headers, footnotes, comments. A
/// row of a table becomes one line, its cells parted by ` | `, or paragraphs, where a cell has several lines.
pub fn docx_letter<'a>(
    part: impl Fn(&str) -> Option<&'a [u8]>,
    chunk: impl Fn(&[u8]) -> Option<LetterText>,
) -> Result<LetterText, LetterError> {
    let package = Package::new(&part)?;
    let document = text_of(package.main_bytes().ok_or(LetterError::OtherZip)?)?;
    let styles = package.beside("styles", "styles.xml", Styles::read)?;
    let lists = package.beside("numbering", "numbering.xml", Lists::read)?;
    let chunk = |id: &str| package.bytes(id).and_then(&chunk);
    let mut reader = LetterReader::new(styles, lists, &chunk);
    let external =
        |(id, other): (&String, &Relationship)| other.is_external.then(|| (id.clone(), other.target.clone()));
    reader.addresses = package.others.iter().filter_map(external).collect();
    let text = reader.document(&document)?;
    let margins = std::mem::take(&mut reader.margins);
    for (is_header, remark) in [(true, HEADER), (false, FOOTER)] {
        let mut ids = margins.iter().filter(|(own, _)| *own == is_header).map(|(_, id)| id);
        if ids.any(|id| package.bytes(id).is_some_and(has_words)) {
            reader.remarks.add(remark);
        }
    }
    normalised(&text, std::mem::take(&mut reader.remarks).into_sentences())
}

/// What a part says about another (ECMA-376 part 2, 9.3).
struct Relationship {
    /// The end of its type: `styles`, `hyperlink`.
    kind: String,
    /// An address, or the name of a part.
    target: String,
    is_external: bool,
}

/// The parts of a document, as far as they are found from the one that holds the text.
struct Package<'p, 'a> {
    part: &'p dyn Fn(&str) -> Option<&'a [u8]>,
    main: String,
    /// By their ids.
    others: BTreeMap<String, Relationship>,
}

impl<'p, 'a> Package<'p, 'a> {
    fn new(part: &'p dyn Fn(&str) -> Option<&'a [u8]>) -> Result<Self, LetterError> {
        let usual = "word/document.xml".to_owned();
        let roots = relationships(part, "", "_rels/.rels")?;
        let main = roots.into_values().find(|root| root.kind == "officeDocument").map(|root| root.target);
        let main = main.filter(|main| part(main).is_some()).unwrap_or(usual);
        let (folder, file) = main.rsplit_once('/').unwrap_or(("", &main));
        let beside = joined(folder, &format!("_rels/{file}.rels"));
        let others = relationships(part, folder, &beside)?;
        Ok(Self { part, main, others })
    }

    fn main_bytes(&self) -> Option<&'a [u8]> {
        (self.part)(&self.main)
    }

    /// A part that belongs to the one that holds the text, by the id of its relationship.
    fn bytes(&self, id: &str) -> Option<&'a [u8]> {
        let other = self.others.get(id).filter(|other| !other.is_external)?;
        (self.part)(&other.target)
    }

    /// Reads a part that says more about the text. Without it, or with one that is damaged, the words are still there.
    fn beside<T: Default>(
        &self,
        kind: &str,
        name: &str,
        read: impl Fn(&str) -> Result<T, LetterError>,
    ) -> Result<T, LetterError> {
        let named = self.others.values().find(|other| other.kind == kind && !other.is_external);
        let folder = self.main.rsplit_once('/').map_or("", |(folder, _)| folder);
        let bytes = named.and_then(|other| (self.part)(&other.target)).or_else(|| (self.part)(&joined(folder, name)));
        match bytes.map(|bytes| text_of(bytes).and_then(|text| read(&text))) {
            Some(Ok(value)) => Ok(value),
            None | Some(Err(LetterError::Damaged)) => Ok(T::default()),
            Some(Err(error)) => Err(error),
        }
    }
}

/// Reads a part of relationships. Names of parts are written from `folder` on.
fn relationships<'a>(
    part: &dyn Fn(&str) -> Option<&'a [u8]>,
    folder: &str,
    name: &str,
) -> Result<BTreeMap<String, Relationship>, LetterError> {
    let mut all = BTreeMap::new();
    let Some(bytes) = part(name) else { return Ok(all) };
    let text = text_of(bytes)?;
    let mut xml = Xml::new(&text);
    loop {
        let element = match xml.next() {
            Ok(Some(Item::Open(element))) if element.name == "Relationship" => element,
            Ok(Some(_)) => continue,
            Ok(None) | Err(LetterError::Damaged) => return Ok(all),
            Err(error) => return Err(error),
        };
        let get = |name: &str| element.get(name).unwrap_or_default();
        let is_external = get("TargetMode").eq_ignore_ascii_case("external");
        let kind = get("Type").rsplit('/').next().unwrap_or_default().to_owned();
        let target = if is_external { get("Target").to_owned() } else { resolved(folder, get("Target")) };
        all.insert(get("Id").to_owned(), Relationship { kind, target, is_external });
    }
}

/// The name of a part, from the name that a part in `folder` has for it.
fn resolved(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut parts: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(parts.pop()),
            step => parts.push(step),
        }
    }
    parts.retain(|part| !part.is_empty());
    parts.join("/")
}

fn joined(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

fn text_of(bytes: &[u8]) -> Result<String, LetterError> {
    if bytes.len() > LARGEST_PART {
        return Err(LetterError::TooLarge);
    }
    part_text(bytes).ok_or(LetterError::Damaged)
}

/// Whether a header or footer has words of its own, besides the number of the page.
fn has_words(bytes: &[u8]) -> bool {
    let Ok(text) = text_of(bytes) else { return false };
    let mut xml = Xml::new(&text);
    let (mut words, mut is_text) = (String::new(), false);
    while let Ok(Some(item)) = xml.next() {
        match item {
            Item::Open(element) => {
                is_text = element.is("t");
                if element.is("p") {
                    words.push(' ');
                }
            }
            Item::Close => is_text = false,
            Item::Text(text) if is_text => words.push_str(&text),
            Item::Text(_) => {}
        }
    }
    let mut words = words.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    words.any(|word| !["page", "of", "side"].iter().any(|own| word.eq_ignore_ascii_case(own)))
}
