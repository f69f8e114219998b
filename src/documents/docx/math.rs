//! Equations (Office MathML, ECMA-376 part 1, 22.1) as a line of text, as people type them: 3/4, x^2, √(a+b).

use std::collections::BTreeMap;

use super::foreign::LetterError;
use super::xml::{Element, Item, Space, Xml};

/// What stands inside an element: the names of the elements and their texts, and the signs that its properties name.
#[derive(Default)]
struct Inside {
    parts: Vec<(String, String)>,
    signs: BTreeMap<String, String>,
}

impl Inside {
    /// The text of the first part of this name.
    fn part(&self, name: &str) -> &str {
        self.parts.iter().find(|(own, _)| own == name).map_or("", |(_, text)| text.as_str())
    }

    fn parts<'a>(&'a self, name: &'a str) -> Vec<&'a str> {
        self.parts.iter().filter(|(own, _)| own == name).map(|(_, text)| text.as_str()).collect()
    }

    fn whole(&self) -> String {
        self.parts.iter().map(|(_, text)| text.as_str()).collect()
    }

    /// A sign that the properties name, or its default.
    fn sign(&self, name: &str, default: &str) -> String {
        self.signs.get(name).cloned().unwrap_or_else(|| default.to_owned())
    }

    fn is_on(&self, name: &str) -> bool {
        self.signs.get(name).is_some_and(|value| !matches!(value.as_str(), "0" | "false" | "off"))
    }
}

/// The equation inside the element that was opened last, as text. Reads up to its end.
pub(super) fn linear(xml: &mut Xml<'_>) -> Result<String, LetterError> {
    Ok(inside(xml)?.whole().trim().to_owned())
}

/// Reads up to the end of the element that was opened last. `Xml` limits how deep that goes.
fn inside(xml: &mut Xml<'_>) -> Result<Inside, LetterError> {
    let mut read = Inside::default();
    while let Some(item) = xml.next()? {
        match item {
            Item::Open(element) => open(xml, element, &mut read)?,
            // Text stands in elements of its own; what is between them only sets the elements apart.
            Item::Text(_) => {}
            Item::Close => break,
        }
    }
    Ok(read)
}

fn open(xml: &mut Xml<'_>, element: Element, read: &mut Inside) -> Result<(), LetterError> {
    let is_text = element.name == "t" && matches!(element.space, Space::Math | Space::Word);
    if is_text {
        let mut text = String::new();
        while let Some(item) = xml.next()? {
            match item {
                Item::Text(more) => text.push_str(&more),
                Item::Open(_) => xml.skip()?,
                Item::Close => break,
            }
        }
        read.parts.push((element.name, text));
    } else if element.space == Space::Word && matches!(element.name.as_str(), "del" | "moveFrom" | "rPr") {
        xml.skip()?;
    } else if element.space == Space::Math && element.name.ends_with("Pr") {
        properties(xml, read)?;
    } else {
        let text = written(&element.name, &inside(xml)?);
        read.parts.push((element.name, text));
    }
    Ok(())
}

/// Reads the signs of an element's properties, up to their end.
fn properties(xml: &mut Xml<'_>, read: &mut Inside) -> Result<(), LetterError> {
    let mut open = 1_usize;
    while open > 0 {
        match xml.next()? {
            Some(Item::Open(element)) => {
                open += 1;
                let value = element.val().unwrap_or("1").to_owned();
                read.signs.insert(element.name, value);
            }
            Some(Item::Close) => open -= 1,
            Some(Item::Text(_)) => {}
            None => break,
        }
    }
    Ok(())
}

/// An element as text.
fn written(name: &str, inside: &Inside) -> String {
    let part = |name| inside.part(name);
    match name {
        "f" if inside.sign("type", "bar") == "noBar" => format!("({}; {})", part("num"), part("den")),
        "f" => format!("{}/{}", grouped(part("num")), grouped(part("den"))),
        "sSup" => format!("{}{}", grouped(part("e")), raised(part("sup"))),
        "sSub" => format!("{}{}", grouped(part("e")), lowered(part("sub"))),
        "sSubSup" => format!("{}{}{}", grouped(part("e")), lowered(part("sub")), raised(part("sup"))),
        "sPre" => format!("{}{} {}", lowered(part("sub")), raised(part("sup")), part("e")),
        "rad" => {
            let degree = if inside.is_on("degHide") { "" } else { part("deg") };
            format!("{degree}\u{221a}{}", grouped(part("e")))
        }
        "nary" => {
            let sign = inside.sign("chr", "\u{222b}");
            format!("{sign}{}{} {}", lowered(part("sub")), raised(part("sup")), part("e"))
        }
        "d" => {
            let (begin, end) = (inside.sign("begChr", "("), inside.sign("endChr", ")"));
            format!("{begin}{}{end}", inside.parts("e").join(&inside.sign("sepChr", "|")))
        }
        "func" => format!("{} {}", part("fName"), part("e")),
        "limLow" => format!("{}{}", part("e"), lowered(part("lim"))),
        "limUpp" => format!("{}{}", part("e"), raised(part("lim"))),
        "mr" => inside.parts("e").join(", "),
        "m" => format!("[{}]", inside.parts("mr").join("; ")),
        "eqArr" => inside.parts("e").join("; "),
        _ => inside.whole(),
    }
}

/// In brackets, if it is more than one number or word.
fn grouped(text: &str) -> String {
    let text = text.trim();
    let is_one = text.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | ',' | '\u{221e}'));
    if is_one { text.to_owned() } else { format!("({text})") }
}

fn raised(text: &str) -> String {
    match text.trim() {
        "" => String::new(),
        "2" => "\u{b2}".to_owned(),
        "3" => "\u{b3}".to_owned(),
        text => format!("^{}", grouped(text)),
    }
}

fn lowered(text: &str) -> String {
    if text.trim().is_empty() { String::new() } else { format!("_{}", grouped(text)) }
}
