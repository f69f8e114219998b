//! What CSS says of an element, as far as it changes what the element's words are: whether they are seen, whether they begin
//! a line, the font of signs they are in, and what Word adds of its own.

use std::collections::BTreeSet;

use super::numbers::NumberFormat;
use super::symbols::SymbolFont;

/// The declarations of a `style` attribute that matter here. What is not declared is none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a declaration of its own")]
pub(super) struct Style {
    /// Nothing of the element is shown.
    pub(super) is_hidden: bool,
    /// Its place is empty (`visibility`), which elements inside can take back.
    pub(super) is_invisible: Option<bool>,
    /// Its letters have no size, which elements inside can take back.
    pub(super) is_tiny: Option<bool>,
    /// It is shown, whatever a style sheet says.
    pub(super) is_shown: bool,
    /// It begins a line, whatever kind of element it is.
    pub(super) is_block: bool,
    /// The font: none of those with signs, or one of them.
    #[expect(clippy::option_option, reason = "not named, and named as a font without signs, are two things")]
    pub(super) font: Option<Option<SymbolFont>>,
    pub(super) list: Option<NumberFormat>,
    /// Word: a paragraph that is an item of a list.
    pub(super) is_word_item: bool,
    /// Word: the bullet or number that is drawn before an item.
    pub(super) is_word_marker: bool,
    /// Word: a comment, or the sign for one.
    pub(super) is_comment: bool,
}

impl Style {
    /// Reads the value of a `style` attribute.
    pub(super) fn read(style: &str) -> Self {
        let style = style.to_ascii_lowercase();
        let (mut read, mut no_size, mut cut) = (Self::default(), false, false);
        for declaration in style.split(';') {
            let Some((name, value)) = declaration.split_once(':') else { continue };
            let value = value.trim().trim_end_matches("!important").trim();
            match name.trim() {
                "display" => {
                    read.is_hidden |= value == "none";
                    read.is_shown = value != "none";
                    read.is_block = matches!(value, "block" | "flex" | "grid" | "list-item" | "table" | "table-row");
                }
                "mso-hide" => read.is_hidden |= value == "all",
                "opacity" => read.is_hidden |= is_zero(value),
                "visibility" => read.is_invisible = Some(matches!(value, "hidden" | "collapse")),
                "font-size" => read.is_tiny = Some(is_zero(value)),
                "font" => {
                    read.is_tiny = Some(value.split(' ').any(|part| part.starts_with("0/") || is_size_zero(part)));
                }
                "max-height" | "height" | "max-width" | "width" => no_size |= is_zero(value),
                "overflow" => cut = value == "hidden",
                "color" => read.is_invisible = Some(value == "transparent").filter(|is| *is).or(read.is_invisible),
                // Moved off the page, or cut to nothing: for programs that read pages out.
                "left" | "right" | "top" | "text-indent" | "margin-left" => read.is_hidden |= is_far(value),
                "clip" => read.is_hidden |= value.starts_with("rect(0") || value.starts_with("rect(1px"),
                "font-family" | "mso-symbol-font-family" => {
                    read.font = Some(SymbolFont::named(value.split(',').next().unwrap_or_default()));
                }
                "list-style-type" => read.list = NumberFormat::of_html(value),
                "list-style" => read.list = value.split(' ').find_map(NumberFormat::of_html),
                "mso-list" => {
                    read.is_word_marker |= value == "ignore";
                    read.is_word_item |= value.starts_with('l');
                }
                "mso-element" | "mso-special-character" => read.is_comment |= value.starts_with("comment"),
                _ => {}
            }
        }
        read.is_hidden |= no_size && cut;
        read
    }
}

/// Whether a length or a number is nothing: `0`, `0px`, `0.0pt`.
fn is_zero(value: &str) -> bool {
    let number = value.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    number.parse::<f32>().is_ok_and(|number| number == 0.0)
}

/// Whether a length is so far off that nothing is seen there.
fn is_far(value: &str) -> bool {
    let number = value.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    number.parse::<f32>().is_ok_and(|number| number <= -500.0)
}

/// As [`is_zero`], for a part of `font` that has a unit.
fn is_size_zero(part: &str) -> bool {
    part.ends_with(|c: char| c.is_ascii_alphabetic()) && is_zero(part)
}

/// The classes that a style sheet hides, each with the element that it is for, or with "" for any.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct HiddenClasses(BTreeSet<(String, String)>);

/// Classes at most.
const MOST: usize = 1_000;

impl HiddenClasses {
    /// Takes in a style sheet. Only rules for a class alone are read, and none that hold for some media only.
    pub(super) fn add(&mut self, sheet: &str) {
        let sheet = without_comments(sheet);
        let mut rest = sheet.as_str();
        while let Some((selectors, after)) = rest.split_once('{') {
            let (body, after) = block(after);
            rest = after;
            let selectors = selectors.rsplit(['}', ';']).next().unwrap_or_default();
            if selectors.contains('@') || !Style::read(body).is_hidden {
                continue;
            }
            for selector in selectors.split(',') {
                let selector = selector.trim();
                let Some((element, class)) = selector.split_once('.') else { continue };
                let is_name = |text: &str| text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
                if is_name(element) && is_name(class) && !class.is_empty() && self.0.len() < MOST {
                    self.0.insert((element.to_ascii_lowercase(), class.to_owned()));
                }
            }
        }
    }

    /// Whether an element with these classes is hidden.
    pub(super) fn hide(&self, element: &str, classes: &str) -> bool {
        !self.0.is_empty()
            && classes.split_whitespace().any(|class| {
                ["", element].iter().any(|element| self.0.contains(&((*element).to_owned(), class.to_owned())))
            })
    }
}

/// A style sheet without its comments, and without the signs that once hid it from old browsers.
fn without_comments(sheet: &str) -> String {
    let mut out = String::new();
    let mut rest = sheet;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out.replace("<!--", " ").replace("-->", " ")
}

/// What stands between `{`, which is passed already, and the `}` that belongs to it; and what follows that.
fn block(text: &str) -> (&str, &str) {
    let mut open = 1_usize;
    for (at, c) in text.char_indices() {
        match c {
            '{' => open += 1,
            '}' => open -= 1,
            _ => {}
        }
        if open == 0 {
            let (body, rest) = text.split_at(at);
            return (body, rest.get(1..).unwrap_or_default());
        }
    }
    (text, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_to_hide() {
        for (style, hidden, invisible, tiny) in [
            ("display:none", true, None, None),
            ("DISPLAY : None !important; color: red", true, None, None),
            ("mso-hide:all", true, None, None),
            ("opacity:0", true, None, None),
            ("opacity:0.5", false, None, None),
            ("max-height:0;overflow:hidden", true, None, None),
            ("height:0px;overflow:hidden", true, None, None),
            ("max-height:0", false, None, None),
            ("position:absolute; left:-9999px", true, None, None),
            ("text-indent:-9999px", true, None, None),
            ("text-indent:-18.0pt", false, None, None),
            ("clip:rect(0 0 0 0)", true, None, None),
            ("color:transparent", false, Some(true), None),
            ("visibility:hidden", false, Some(true), None),
            ("visibility:visible", false, Some(false), None),
            ("font-size:0", false, None, Some(true)),
            ("font-size:0.0pt", false, None, Some(true)),
            ("font-size:10.5pt", false, None, Some(false)),
            ("font-size:0.8em", false, None, Some(false)),
            ("font:0/0 a", false, None, Some(true)),
            ("font:bold 11pt/1.2 Arial", false, None, Some(false)),
            ("color:#fff;display:inline", false, None, None),
            ("", false, None, None),
        ] {
            let read = Style::read(style);
            assert_eq!((read.is_hidden, read.is_invisible, read.is_tiny), (hidden, invisible, tiny), "{style}");
        }
    }

    #[test]
    fn what_word_adds() {
        let item = Style::read("text-indent:-18.0pt; mso-list: l0 level1 lfo1");
        assert!(item.is_word_item && !item.is_word_marker);
        assert!(Style::read("mso-list:Ignore").is_word_marker);
        assert!(Style::read("mso-special-character:comment").is_comment);
        assert_eq!(Style::read("font-family:Wingdings").font, Some(Some(SymbolFont::Wingdings)));
        assert_eq!(Style::read("font-family:\"Arial\",sans-serif").font, Some(None));
        assert_eq!(Style::read("list-style-type:lower-alpha").list, Some(NumberFormat::LowerLetter));
        assert!(Style::read("display:block").is_block);
    }

    #[test]
    fn style_sheets_that_hide() {
        let mut hidden = HiddenClasses::default();
        hidden.add(
            "<!-- /* .x{ */ p.Note, .gone { display:none } @media print { .no-print{display:none} .x{color:red} }",
        );
        hidden.add(".a .b{display:none} .c:hover{display:none} .seen{display:block} span.MsoHidden{mso-hide:all}");
        for (element, classes, is_hidden) in [
            ("p", "Note", true),
            ("div", "Note", false),
            ("div", "big gone", true),
            ("p", "no-print", false),
            ("p", "b", false),
            ("p", "seen", false),
            ("span", "MsoHidden", true),
            ("p", "", false),
        ] {
            assert_eq!(hidden.hide(element, classes), is_hidden, "{element} {classes}");
        }
        HiddenClasses::default().add("}}{{.a{");
    }
}
