//! The numbering of a foreign document: which bullet or number an item has, as Word would write it (ECMA-376 part 1, 17.9).

use std::collections::{BTreeMap, BTreeSet};

use super::foreign::LetterError;
use super::xml::{Element, Item, Xml};
use crate::documents::incoming::numbers::NumberFormat;

/// Lists and levels at most.
const MOST: usize = 20_000;

/// One level of a list.
#[derive(Debug, Clone)]
struct Level {
    format: NumberFormat,
    /// What stands before an item, `%1` for the number of the first level. None where the document does not say.
    text: Option<String>,
    start: u32,
    /// The level, from 1, whose items make this one begin again; 0 for none.
    restart: Option<u8>,
    /// All numbers in digits.
    is_legal: bool,
    /// The style whose paragraphs are on this level.
    style: Option<String>,
}

impl Default for Level {
    fn default() -> Self {
        Self { format: NumberFormat::Decimal, text: None, start: 1, restart: None, is_legal: false, style: None }
    }
}

impl Level {
    fn take(&mut self, element: &Element) {
        let number = || element.val().and_then(|val| val.trim().parse::<u32>().ok());
        match element.name.as_str() {
            "numFmt" => self.format = NumberFormat::of_word(element.val().unwrap_or_default()),
            "lvlText" => self.text = Some(element.val().unwrap_or_default().to_owned()),
            "start" => self.start = number().unwrap_or(1),
            "lvlRestart" => self.restart = number().and_then(|number| u8::try_from(number).ok()),
            "isLgl" => self.is_legal = element.is_on(),
            "pStyle" => self.style = element.val().map(str::to_owned),
            // A picture, which needs no text.
            "lvlPicBulletId" => (self.format, self.text) = (NumberFormat::Bullet, None),
            _ => {}
        }
    }
}

/// What a list is made after: `abstractNum`.
#[derive(Debug, Default)]
struct Model {
    levels: BTreeMap<u8, Level>,
    /// The style that has the list in its place.
    linked: Option<String>,
}

/// A list: `num`.
#[derive(Debug, Default)]
struct List {
    model: u32,
    /// Levels that are otherwise than the model's.
    levels: BTreeMap<u8, Level>,
    /// Where it begins, if not where the model does.
    starts: BTreeMap<u8, u32>,
}

/// The lists of a document, and how far each has been counted.
#[derive(Debug, Default)]
pub(super) struct Lists {
    models: BTreeMap<u32, Model>,
    by_number: BTreeMap<u32, List>,
    /// Lists made after one model count on from each other.
    counted: BTreeMap<(u32, u8), u32>,
    /// Lists, with their levels, that have begun where they say.
    begun: BTreeSet<(u32, u8)>,
}

/// The bullet or number of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark {
    Bullet,
    /// As it is written: `1.`, `(a)`, `2.3`.
    Number(String),
}

impl Lists {
    /// From `numbering.xml`.
    pub(super) fn read(text: &str) -> Result<Self, LetterError> {
        let mut xml = Xml::new(text);
        let mut read = Self::default();
        let (mut model, mut list, mut depth, mut in_list, mut in_level) = (0, 0, 0_u8, false, false);
        let mut count = 0_usize;
        while let Some(item) = xml.next()? {
            let Item::Open(element) = item else { continue };
            let number = |name: &str| element.get(name).and_then(|n| n.trim().parse::<u32>().ok());
            match element.name.as_str() {
                "abstractNum" => {
                    (model, in_list, in_level) = (number("abstractNumId").unwrap_or(u32::MAX), false, false);
                    read.models.insert(model, Model::default());
                }
                "num" if element.is("num") => {
                    (list, in_list, in_level) = (number("numId").unwrap_or_default(), true, false);
                    read.by_number.insert(list, List { model: u32::MAX, ..List::default() });
                }
                "abstractNumId" if in_list => {
                    read.list(list).model = number("val").unwrap_or(u32::MAX);
                }
                "numStyleLink" if !in_list => {
                    read.models.entry(model).or_default().linked = element.val().map(str::to_owned);
                }
                "lvlOverride" => {
                    (depth, in_level) = (level_number(number("ilvl")), false);
                }
                "startOverride" => {
                    let start = number("val").unwrap_or(1);
                    read.list(list).starts.insert(depth, start);
                }
                "lvl" => {
                    (depth, in_level) = (level_number(number("ilvl")), true);
                    *read.level(in_list, model, list, depth) = Level::default();
                }
                _ if in_level => read.level(in_list, model, list, depth).take(&element),
                _ => continue,
            }
            count += 1;
            if count > MOST * 10 || read.models.len() + read.by_number.len() > MOST {
                return Err(LetterError::TooLarge);
            }
        }
        Ok(read)
    }

    fn list(&mut self, list: u32) -> &mut List {
        self.by_number.entry(list).or_default()
    }

    fn level(&mut self, in_list: bool, model: u32, list: u32, depth: u8) -> &mut Level {
        let levels =
            if in_list { &mut self.list(list).levels } else { &mut self.models.entry(model).or_default().levels };
        levels.entry(depth).or_default()
    }

    /// The level of a list whose items have this style.
    pub(super) fn level_of_style(&self, list: u32, style: &str) -> Option<u8> {
        let model = self.models.get(&self.by_number.get(&list)?.model)?;
        model.levels.iter().find(|(_, level)| level.style.as_deref() == Some(style)).map(|(depth, _)| *depth)
    }

    /// The list that another stands for: one whose model only names a style.
    pub(super) fn linked_style(&self, list: u32) -> Option<&str> {
        self.models.get(&self.by_number.get(&list)?.model)?.linked.as_deref()
    }

    fn find(&self, list: u32, depth: u8) -> Option<&Level> {
        let own = self.by_number.get(&list)?;
        own.levels.get(&depth).or_else(|| self.models.get(&own.model)?.levels.get(&depth))
    }

    /// Counts one more item of a list. None where nothing stands before the item.
    pub(super) fn next(&mut self, list: u32, depth: u8) -> Option<Mark> {
        // A list without a definition gets bullets, as most lists have.
        let Some(level) = self.find(list, depth).cloned() else { return Some(Mark::Bullet) };
        if level.format == NumberFormat::Bullet {
            return (level.text.as_deref() != Some("")).then_some(Mark::Bullet);
        }
        let own = self.by_number.get(&list);
        let model = own.map_or(u32::MAX, |own| own.model);
        let start = own.and_then(|own| own.starts.get(&depth)).copied();
        let anew = start.filter(|_| self.begun.insert((list, depth)));
        let counted = self.counted.get(&(model, depth)).map(|last| last.saturating_add(1));
        let number = anew.or(counted).or(start).unwrap_or(level.start);
        self.counted.insert((model, depth), number);
        self.restart_below(list, model, depth);
        let written = self.written(list, model, depth, &level);
        (!written.trim().is_empty()).then_some(Mark::Number(written))
    }

    /// Deeper levels begin again, unless they say otherwise.
    fn restart_below(&mut self, list: u32, model: u32, depth: u8) {
        for below in depth.saturating_add(1)..=8 {
            let after = self.find(list, below).and_then(|level| level.restart);
            if after.is_none_or(|after| depth < after) {
                self.counted.remove(&(model, below));
            }
        }
    }

    /// The text before an item, with the numbers of its own level and of those above.
    fn written(&self, list: u32, model: u32, depth: u8, level: &Level) -> String {
        let default = format!("%{}.", depth.saturating_add(1));
        let text = level.text.as_deref().unwrap_or(&default);
        let (mut out, mut chars) = (String::new(), text.chars().peekable());
        while let Some(c) = chars.next() {
            let digit =
                chars.peek().filter(|_| c == '%').and_then(|digit| digit.to_digit(10)).filter(|digit| *digit > 0);
            let Some(above) = digit.and_then(|digit| u8::try_from(digit - 1).ok()) else {
                out.push(c);
                continue;
            };
            chars.next();
            let of_level = self.find(list, above);
            let format = of_level.map_or(NumberFormat::Decimal, |level| level.format);
            let is_own_format = !level.is_legal || format == NumberFormat::None;
            let format = if is_own_format { format } else { NumberFormat::Decimal };
            let start = of_level.map_or(1, |level| level.start);
            out.push_str(&format.write(self.counted.get(&(model, above)).copied().unwrap_or(start)));
        }
        out.trim().to_owned()
    }
}

fn level_number(number: Option<u32>) -> u8 {
    u8::try_from(number.unwrap_or_default()).unwrap_or(8).min(8)
}
