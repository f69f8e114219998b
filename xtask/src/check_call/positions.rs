//! Where in a JSON text things stand, and what is wrong with a text that is no JSON, in plain words.

use std::collections::HashMap;

use serde_json::Value;

/// Deepest nesting that serde_json reads.
const DEEPEST: usize = 127;

/// Where the values and the keys of a text begin, by JSON Pointer. Offsets are in bytes.
#[derive(Debug, Default)]
pub(super) struct Positions {
    values: HashMap<String, usize>,
    keys: HashMap<String, usize>,
    /// Keys that stand a second time in their entry, with where.
    pub(super) doubled: Vec<(String, usize)>,
}

impl Positions {
    /// Where the value at `path` begins; failing that, the innermost thing around it.
    pub(super) fn value(&self, path: &str) -> usize {
        let mut path = path;
        loop {
            match (self.values.get(path), path.rsplit_once('/')) {
                (Some(at), _) => return *at,
                (None, Some((around, _))) => path = around,
                (None, None) => return 0,
            }
        }
    }

    /// Where the key at `path` begins; failing that, the value.
    pub(super) fn key(&self, path: &str) -> usize {
        self.keys.get(path).copied().unwrap_or_else(|| self.value(path))
    }
}

/// Why a text is no JSON, and where: an offset in bytes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Syntax {
    pub(super) at: usize,
    pub(super) what: String,
}

/// Line and column of an offset, both from 1; a column is a character.
pub(super) fn line_and_column(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let lone_returns = before.matches('\r').count() - before.matches("\r\n").count();
    // The mark at the beginning of a file is no character that an editor shows.
    let line = before.rsplit(['\n', '\r']).next().unwrap_or_default().trim_start_matches('\u{feff}');
    (1 + before.matches('\n').count() + lone_returns, 1 + line.chars().count())
}

/// Finds where everything stands.
pub(super) fn positions(text: &str) -> Result<Positions, Syntax> {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let mut scan = Scan { text, at: start, positions: Positions::default() };
    scan.value("", 0)?;
    scan.space();
    match scan.peek() {
        None => Ok(scan.positions),
        Some('}' | ']') => Err(scan.wrong("one closing bracket too many: delete it")),
        Some(_) => Err(scan.wrong("there is text after the end: a bracket may be closed too early above")),
    }
}

struct Scan<'t> {
    text: &'t str,
    at: usize,
    positions: Positions,
}

impl<'t> Scan<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
    }

    fn eat(&mut self, c: char) -> bool {
        let is = self.rest().starts_with(c);
        self.at += if is { c.len_utf8() } else { 0 };
        is
    }

    fn wrong(&self, what: impl Into<String>) -> Syntax {
        Syntax { at: self.at, what: what.into() }
    }

    /// What is wrong where `wanted` should stand.
    fn unexpected(&self, wanted: &str) -> Syntax {
        let hint = match self.peek() {
            None => {
                return self.wrong(format!("the file ends where {wanted} should be; a closing bracket is missing"));
            }
            Some('\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{2018}' | '\u{2019}') => {
                "this is a curly quotation mark: type the straight one, \""
            }
            Some('\'') => "put text in double quotation marks, \"",
            Some('/' | '#') => "JSON has no comments: delete it",
            Some(',') => "one comma too many, or something is missing before it",
            Some('=') => "put a colon between a key and its value",
            Some('\u{a0}') => "this is a non-breaking space: type an ordinary one",
            Some(c) if c.is_alphabetic() => "put quotation marks around it: only true, false and null have none",
            Some(_) => "",
        };
        let colon = if hint.is_empty() { "" } else { ": " };
        self.wrong(format!("{wanted} should be here{colon}{hint}"))
    }

    fn value(&mut self, path: &str, depth: usize) -> Result<(), Syntax> {
        self.space();
        self.positions.values.entry(path.to_owned()).or_insert(self.at);
        match self.peek() {
            Some('{' | '[') if depth >= DEEPEST => {
                Err(self.wrong("too many brackets inside brackets: check that each is closed"))
            }
            Some('{') => self.object(path, depth),
            Some('[') => self.array(path, depth),
            Some('"') => self.string().map(drop),
            _ => self.word(),
        }
    }

    fn object(&mut self, path: &str, depth: usize) -> Result<(), Syntax> {
        self.eat('{');
        self.space();
        if self.eat('}') {
            return Ok(());
        }
        loop {
            self.space();
            let at = self.at;
            if self.peek() != Some('"') {
                return Err(self.unexpected("a key"));
            }
            let key = self.string()?;
            let path = format!("{path}/{}", key.replace('~', "~0").replace('/', "~1"));
            if self.positions.keys.contains_key(&path) {
                self.positions.doubled.push((path.clone(), at));
            } else {
                self.positions.keys.insert(path.clone(), at);
            }
            self.space();
            if !self.eat(':') {
                return Err(self.unexpected("a colon"));
            }
            self.value(&path, depth + 1)?;
            if self.closed('}')? {
                return Ok(());
            }
        }
    }

    fn array(&mut self, path: &str, depth: usize) -> Result<(), Syntax> {
        self.eat('[');
        self.space();
        if self.eat(']') {
            return Ok(());
        }
        for index in 0.. {
            self.value(&format!("{path}/{index}"), depth + 1)?;
            if self.closed(']')? {
                break;
            }
        }
        Ok(())
    }

    /// After an element: whether the list or entry ends here. Otherwise a comma has been read, and more follows.
    fn closed(&mut self, close: char) -> Result<bool, Syntax> {
        self.space();
        if self.eat(close) {
            return Ok(true);
        }
        let comma = self.at;
        if self.eat(',') {
            self.space();
            if self.peek().is_some_and(|c| c == '}' || c == ']') {
                return Err(Syntax { at: comma, what: format!("delete the comma before the closing {close}") });
            }
            return Ok(false);
        }
        Err(match self.peek() {
            Some('"' | '{' | '[') => self.wrong("a comma is missing before this"),
            Some('}' | ']') => self.wrong(format!("this is the wrong bracket: a {close} should be here")),
            Some(c) if c.is_alphanumeric() => {
                self.wrong(format!("a comma or {close} is missing; write a quotation mark inside text as \\\""))
            }
            _ => self.unexpected(&format!("a comma or {close}")),
        })
    }

    /// A text in quotation marks, without its escapes.
    fn string(&mut self) -> Result<String, Syntax> {
        let start = self.at;
        let mut escaped = false;
        for (index, c) in self.rest().char_indices().skip(1) {
            let at = start + index;
            match c {
                '\n' | '\r' => {
                    let what = "this text does not end on its line: close it, or write a line break as \\n";
                    return Err(Syntax { at: start, what: what.to_owned() });
                }
                c if c < ' ' => {
                    let what = "the text has a hidden character, such as a tab: delete it";
                    return Err(Syntax { at, what: what.to_owned() });
                }
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' => {
                    let raw = self.text.get(start..=at).unwrap_or_default();
                    self.at = at + 1;
                    let what = "the text has a stray backslash: write \\\\ for a backslash";
                    return serde_json::from_str(raw).map_err(|_| Syntax { at: start, what: what.to_owned() });
                }
                _ => {}
            }
        }
        Err(Syntax { at: start, what: "this text has no closing quotation mark".to_owned() })
    }

    /// A number, or one of the bare words.
    fn word(&mut self) -> Result<(), Syntax> {
        let rest = self.rest();
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || "+-.".contains(c))).unwrap_or(rest.len());
        let word = rest.get(..end).unwrap_or_default();
        if serde_json::from_str::<Value>(word).is_err() {
            let number = word.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c));
            let hint = format!("{word} is not a number: put text in quotation marks");
            return Err(if number { self.wrong(hint) } else { self.unexpected("a value") });
        }
        self.at += end;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn everything_is_found_where_it_stands() {
        let text = "\u{feff}{\r\n  \"a\": [1, {\"b/c~d\": \"é\\\"}\\u00e9\"}],\r\n\t\"\\u0061\": 2,\n  \"e\": null }\n";
        let found = positions(text).unwrap();
        let value = |path: &str| line_and_column(text, found.value(path));
        for (path, place) in [
            ("", (1, 1)),
            ("/a", (2, 8)),
            ("/a/0", (2, 9)),
            ("/a/1", (2, 12)),
            ("/a/1/b~1c~0d", (2, 22)),
            ("/a/1/nothing/here", (2, 12)),
            ("/e", (4, 8)),
            ("/f", (1, 1)),
        ] {
            assert_eq!(value(path), place, "{path}");
        }
        assert_eq!(line_and_column(text, found.key("/a/1/b~1c~0d")), (2, 13));
        let doubled: Vec<_> = found.doubled.iter().map(|(p, at)| (p.as_str(), line_and_column(text, *at))).collect();
        assert_eq!(doubled, [("/a", (3, 2))]);
        assert_eq!(line_and_column("a\rbé\rcde", 7), (3, 2));
    }

    #[test]
    fn what_is_no_json_is_explained() {
        for (text, place, what) in [
            ("", (1, 1), "the file ends"),
            ("{\n\"a\": 1,\n}", (2, 7), "delete the comma before the closing }"),
            ("[1, 2,]", (1, 6), "delete the comma before"),
            ("{\u{201c}a\u{201d}: 1}", (1, 2), "curly quotation mark"),
            ("{\"a\": \u{2018}b\u{2019}}", (1, 7), "curly quotation mark"),
            ("{'a': 1}", (1, 2), "double quotation marks"),
            ("{a: 1}", (1, 2), "put quotation marks around it"),
            ("{\"a\": True}", (1, 7), "true, false and null"),
            ("{\"a\" 1}", (1, 6), "a colon should be here"),
            ("{\"a\" = 1}", (1, 6), "put a colon between"),
            ("{\"a\": 1\n \"b\": 2}", (2, 2), "a comma is missing before this"),
            ("{\"a\": \"say \"hello\"\"}", (1, 13), "quotation mark inside text as \\\""),
            ("{\"a\": \"one\ntwo\"}", (1, 7), "does not end on its line"),
            ("{\"a\": \"one\ttwo\"}", (1, 11), "hidden character"),
            ("{\"a\": \"C:\\Users\"}", (1, 7), "stray backslash"),
            ("{\"a\": \"one}", (1, 7), "no closing quotation mark"),
            ("{\"a\": [1}", (1, 9), "wrong bracket: a ] should be"),
            ("{\"a\": 1", (1, 8), "the file ends where a comma or }"),
            ("{\"a\": 1}}", (1, 9), "one closing bracket too many"),
            ("{\"a\": 1}, 2", (1, 9), "text after the end"),
            ("{\"a\": 01}", (1, 7), "01 is not a number"),
            ("{\"a\": 14th}", (1, 7), "14th is not a number"),
            ("{// note\n}", (1, 2), "no comments"),
            ("{\"a\": , }", (1, 7), "one comma too many"),
        ] {
            let error = positions(text).unwrap_err();
            assert_eq!(line_and_column(text, error.at), place, "{text}: {}", error.what);
            assert!(error.what.contains(what), "{text}: {}", error.what);
        }
    }

    #[test]
    fn the_same_depth_is_read_as_by_serde_json() {
        for depth in [1, 100, 126, 127, 128, 129, 5000] {
            let text = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
            let read = serde_json::from_str::<Value>(&text).is_ok();
            assert_eq!(positions(&text).is_ok(), read, "{depth}");
        }
    }

    proptest! {
        #[test]
        fn what_serde_json_reads_is_scanned_and_nothing_else(text in r#"([\[\]{}:, \n"]|"a"|"\\u0061"|\\|1|-2.5e3|true|null|é|"b": )*"#) {
            prop_assert_eq!(positions(&text).is_ok(), serde_json::from_str::<Value>(&text).is_ok(), "{}", text);
        }

        #[test]
        fn any_text_is_scanned_without_a_panic(text in "\\PC*") {
            if let Err(error) = positions(&text) {
                line_and_column(&text, error.at);
            }
        }
    }
}
