//! The properties of a foreign document's paragraphs and runs, and the styles that they come from.

use std::collections::BTreeMap;

use super::foreign::LetterError;
use super::xml::{Element, Item, Xml};
use crate::documents::incoming::symbols::SymbolFont;

/// Styles at most; Word itself has some 400.
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

/// The properties of a run or of a style that decide what its characters are, and whether they are seen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct RunProperties {
    /// The style.
    pub(super) style: Option<String>,
    /// Whether it is hidden (`vanish`).
    pub(super) is_hidden: Option<bool>,
    /// Its font: none of those with signs, or one of them.
    #[expect(clippy::option_option, reason = "not named, and named as a font without signs, are two things")]
    pub(super) font: Option<Option<SymbolFont>>,
}

impl RunProperties {
    /// Takes in one property.
    pub(super) fn take(&mut self, element: &Element) {
        match element.name.as_str() {
            "rStyle" => self.style = element.val().map(str::to_owned),
            "vanish" => self.is_hidden = Some(element.is_on()),
            "rFonts" => {
                if let Some(name) = element.get("ascii").or_else(|| element.get("hAnsi")) {
                    self.font = Some(SymbolFont::named(name));
                }
            }
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
    run: RunProperties,
}

/// The styles of a document.
#[derive(Default)]
pub(super) struct Styles {
    by_id: BTreeMap<String, Style>,
    /// What holds where no style says otherwise.
    defaults: RunProperties,
    /// The style of paragraphs that name none.
    paragraph: Option<String>,
}

impl Styles {
    /// From `styles.xml`.
    pub(super) fn read(text: &str) -> Result<Self, LetterError> {
        let mut xml = Xml::new(text);
        let mut read = Self::default();
        let mut current: Option<(String, Style)> = None;
        while let Some(item) = xml.next()? {
            let Item::Open(element) = item else { continue };
            if element.is("style") {
                read.by_id.extend(current.take());
                let id = element.get("styleId").map(str::to_owned);
                let is_default = matches!(element.get("default"), Some("1" | "true" | "on"));
                if is_default && element.get("type").is_none_or(|kind| kind == "paragraph") {
                    read.paragraph.clone_from(&id);
                }
                current = id.map(|id| (id, Style::default()));
            } else if element.is("pPrChange") || element.is("rPrChange") || element.is("tblStylePr") {
                xml.skip()?;
            } else if let Some((_, style)) = current.as_mut() {
                match element.name.as_str() {
                    "name" if element.is("name") => style.name = element.val().unwrap_or_default().to_lowercase(),
                    "basedOn" => style.based_on = element.val().map(str::to_owned),
                    _ => {
                        style.own.take(&element);
                        style.run.take(&element);
                    }
                }
            } else {
                read.defaults.take(&element);
            }
            if read.by_id.len() > MOST {
                return Err(LetterError::TooLarge);
            }
        }
        read.by_id.extend(current);
        Ok(read)
    }

    /// A style and those that it is based on, one after the other.
    fn chain<'a>(&'a self, id: Option<&str>) -> impl Iterator<Item = &'a Style> + use<'a> {
        let first = id.and_then(|id| self.by_id.get(id));
        std::iter::successors(first, |style| style.based_on.as_deref().and_then(|id| self.by_id.get(id)))
            .take(LONGEST_CHAIN)
    }

    /// A paragraph's own properties over those of its style, and the name of that style.
    pub(super) fn resolve(&self, own: &Properties) -> (Properties, &str) {
        let mut whole = own.clone();
        let mut name = None;
        for style in self.chain(own.style.as_deref()) {
            name.get_or_insert(style.name.as_str());
            whole.list = whole.list.or(style.own.list);
            whole.depth = whole.depth.or(style.own.depth);
            whole.outline = whole.outline.or(style.own.outline);
        }
        (whole, name.unwrap_or_default())
    }

    /// The list that a style puts its paragraphs into.
    pub(super) fn list_of(&self, style: &str) -> Option<u32> {
        self.chain(Some(style)).find_map(|style| style.own.list)
    }

    /// Whether a run is hidden: by itself, by its styles, or by the document. A paragraph's style and a run's that both hide
    /// undo each other (ECMA-376 part 1, 17.7.3).
    pub(super) fn is_hidden(&self, paragraph: &Properties, run: &RunProperties) -> bool {
        run.is_hidden.unwrap_or_else(|| {
            let by = |style: Option<&str>| self.chain(style).find_map(|style| style.run.is_hidden);
            let of_paragraph = by(paragraph.style.as_deref().or(self.paragraph.as_deref()));
            let of_run = by(run.style.as_deref());
            match (of_paragraph, of_run) {
                (None, None) => self.defaults.is_hidden == Some(true),
                (one, other) => (one == Some(true)) != (other == Some(true)),
            }
        })
    }

    /// The font of signs that a run is set in, if it is set in one.
    pub(super) fn font(&self, paragraph: &Properties, run: &RunProperties) -> Option<SymbolFont> {
        let by = |style: Option<&str>| self.chain(style).find_map(|style| style.run.font);
        let of_paragraph = || by(paragraph.style.as_deref().or(self.paragraph.as_deref()));
        run.font.or_else(|| by(run.style.as_deref())).or_else(of_paragraph).or(self.defaults.font).flatten()
    }
}
