//! Styles and numbering of a foreign document: whether a paragraph is a heading, an item, and which number it has.

use std::collections::BTreeMap;

use super::foreign::LetterError;
use super::xml::{Element, Item, Xml};

/// Styles or lists at most; Word itself has some 400 styles.
const MOST: usize = 20_000;
/// Styles that a style may be based on, one on the other.
const LONGEST_CHAIN: usize = 12;

/// The properties of a paragraph or of a style that decide whether it is a heading or an item of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Properties {
    /// The style.
    pub(super) style: Option<String>,
    /// The list: `numId`. 0 takes it out of its style's list.
    pub(super) list: Option<u32>,
    /// How deep in the list, from 0.
    pub(super) depth: Option<u8>,
    /// How deep as a heading, from 0; 9 is body text.
    pub(super) outline: Option<u8>,
}

impl Properties {
    /// Takes in one property.
    pub(super) fn take(&mut self, element: &Element) {
        let number = || element.val().and_then(|val| val.trim().parse().ok());
        match element.name.as_str() {
            "pStyle" => self.style = element.val().map(str::to_owned),
            "numId" => self.list = number(),
            "ilvl" => self.depth = number().and_then(|n: u32| n.min(8).try_into().ok()),
            "outlineLvl" => self.outline = number().and_then(|n: u32| n.min(9).try_into().ok()),
            _ => {}
        }
    }
}

/// A style: what it is based on, and its properties.
#[derive(Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    own: Properties,
}

/// The styles of a document.
#[derive(Default)]
pub(super) struct Styles(BTreeMap<String, Style>);

impl Styles {
    /// From `styles.xml`.
    pub(super) fn read(text: &str) -> Result<Self, LetterError> {
        let mut xml = Xml::new(text);
        let mut styles = BTreeMap::new();
        let mut current: Option<(String, Style)> = None;
        while let Some(item) = xml.next()? {
            let Item::Open(element) = item else { continue };
            if element.is("style") {
                styles.extend(current.take());
                current = element.get("styleId").map(|id| (id.to_owned(), Style::default()));
            } else if element.is("pPrChange") {
                xml.skip()?;
            } else if let Some((_, style)) = current.as_mut() {
                match element.name.as_str() {
                    "name" if element.is("name") => style.name = element.val().unwrap_or_default().to_lowercase(),
                    "basedOn" => style.based_on = element.val().map(str::to_owned),
                    _ => style.own.take(&element),
                }
            }
            if styles.len() > MOST {
                return Err(LetterError::TooLarge);
            }
        }
        styles.extend(current);
        Ok(Self(styles))
    }

    /// A paragraph's own properties over those of its style, and the name of that style.
    pub(super) fn resolve(&self, own: &Properties) -> (Properties, &str) {
        let mut whole = own.clone();
        let mut next = own.style.as_deref();
        let mut name = None;
        for _ in 0..LONGEST_CHAIN {
            let Some(style) = next.and_then(|id| self.0.get(id)) else { break };
            name.get_or_insert(style.name.as_str());
            whole.list = whole.list.or(style.own.list);
            whole.depth = whole.depth.or(style.own.depth);
            whole.outline = whole.outline.or(style.own.outline);
            next = style.based_on.as_deref();
        }
        (whole, name.unwrap_or_default())
    }
}

/// One level of a list.
#[derive(Clone, Copy)]
struct ListLevel {
    ordered: bool,
    start: u32,
}

/// The lists of a document, and how far each has been counted.
#[derive(Default)]
pub(super) struct Lists {
    /// `numId` to `abstractNumId`.
    models: BTreeMap<u32, u32>,
    /// `abstractNumId` and depth.
    depths: BTreeMap<(u32, u8), ListLevel>,
    /// `numId` and depth, where a list counts otherwise than what it is made after.
    starts: BTreeMap<(u32, u8), u32>,
    counted: BTreeMap<(u32, u8), u32>,
}

/// The bullet or number of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    Bullet,
    Number(u32),
}

impl Lists {
    /// From `numbering.xml`.
    pub(super) fn read(text: &str) -> Result<Self, LetterError> {
        let mut xml = Xml::new(text);
        let mut lists = Self::default();
        let (mut model, mut list, mut depth, mut in_list) = (0, 0, 0_u8, false);
        while let Some(item) = xml.next()? {
            let Item::Open(element) = item else { continue };
            let number = |name: &str| element.get(name).and_then(|n| n.trim().parse::<u32>().ok());
            let entry = || ListLevel { ordered: true, start: 1 };
            match element.name.as_str() {
                "abstractNum" => (model, in_list) = (number("abstractNumId").unwrap_or(u32::MAX), false),
                "num" => (list, in_list) = (number("numId").unwrap_or_default(), true),
                "abstractNumId" if in_list => _ = lists.models.insert(list, number("val").unwrap_or(u32::MAX)),
                "lvl" | "lvlOverride" => depth = u8::try_from(number("ilvl").unwrap_or_default()).unwrap_or(8).min(8),
                "numFmt" if !in_list => {
                    let ordered = !matches!(element.val(), Some("bullet" | "none"));
                    lists.depths.entry((model, depth)).or_insert_with(entry).ordered = ordered;
                }
                "start" if !in_list => {
                    lists.depths.entry((model, depth)).or_insert_with(entry).start = number("val").unwrap_or(1);
                }
                "startOverride" => _ = lists.starts.insert((list, depth), number("val").unwrap_or(1)),
                _ => {}
            }
            if lists.models.len() + lists.depths.len() + lists.starts.len() > MOST {
                return Err(LetterError::TooLarge);
            }
        }
        Ok(lists)
    }

    /// Counts one more item of a list. Numbers beyond three digits begin anew: nobody means them.
    pub(super) fn next(&mut self, list: u32, depth: u8) -> Mark {
        let model = self.models.get(&list).copied();
        let known = model.and_then(|model| self.depths.get(&(model, depth)));
        // A list without a definition gets bullets, as most lists have.
        let Some(ListLevel { ordered: true, start }) = known.copied() else { return Mark::Bullet };
        // Deeper levels start again under every item.
        self.counted.retain(|(other, below), _| *other != list || *below <= depth);
        let start = self.starts.get(&(list, depth)).copied().unwrap_or(start);
        let number = self.counted.get(&(list, depth)).map_or(start, |last| last.saturating_add(1));
        let number = if (1..=999).contains(&number) { number } else { 1 };
        self.counted.insert((list, depth), number);
        Mark::Number(number)
    }
}
