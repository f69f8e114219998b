//! Where in a JSON text things stand, and what is wrong with a text that is no JSON, in plain words.
//!
//! A text with a few slips, such as a comma too many or curly quotation marks, is read to the end all the same: so the
//! other problems of the file are found in the same run. Where to start: [`scan`].

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
    /// How often the same is wrong further on.
    more: usize,
}

impl Syntax {
    fn new(at: usize, what: impl Into<String>) -> Self {
        Self { at, what: what.into(), more: 0 }
    }
}

/// What a text holds.
#[derive(Debug)]
pub(super) struct Scanned {
    pub(super) positions: Positions,
    /// What keeps it from being JSON.
    pub(super) problems: Vec<Syntax>,
    /// The JSON that it is, or would be without its slips. None where it cannot be read to the end.
    pub(super) json: Option<Value>,
}

/// Line and column of an offset, both from 1; a column is a character.
pub(super) fn line_and_column(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let lone_returns = before.matches('\r').count() - before.matches("\r\n").count();
    // The mark at the beginning of a file is no character that an editor shows.
    let line = before.rsplit(['\n', '\r']).next().unwrap_or_default().trim_start_matches('\u{feff}');
    (1 + before.matches('\n').count() + lone_returns, 1 + line.chars().count())
}

/// Finds where everything stands, and what is wrong.
pub(super) fn scan(text: &str) -> Scanned {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let mut scan = Scan { text, at: start, positions: Positions::default(), problems: Vec::new(), mends: Vec::new() };
    let end = scan.value("", 0).and_then(|()| scan.end());
    let Scan { positions, mut problems, mends, .. } = scan;
    let json = match end {
        Ok(()) => serde_json::from_str(&mended(text.get(start..).unwrap_or_default(), start, mends)).ok(),
        Err(stop) => {
            problems.push(stop);
            None
        }
    };
    for problem in problems.iter_mut().filter(|problem| problem.more > 0) {
        problem.what = format!("{} (and {} more in this file)", problem.what, problem.more);
    }
    Scanned { positions, problems, json }
}

/// A text with its slips mended. It begins at the offset `start`.
fn mended(text: &str, start: usize, mut mends: Vec<Mend>) -> String {
    mends.sort_by_key(|mend| mend.from);
    let mut whole = String::new();
    let mut at = start;
    for Mend { from, to, by } in mends {
        whole.push_str(text.get(at - start..from - start).unwrap_or_default());
        whole.push_str(&by);
        at = to;
    }
    whole.push_str(text.get(at - start..).unwrap_or_default());
    whole
}

/// What stands in the place of a slip, so that the rest can be read. Offsets in bytes.
struct Mend {
    from: usize,
    to: usize,
    by: String,
}

const CURLY: [char; 5] = ['\u{201c}', '\u{201d}', '\u{201e}', '\u{2018}', '\u{2019}'];
const CURRENCIES: [char; 3] = ['\u{a3}', '$', '\u{20ac}'];
const CURLY_SAYS: &str = "this is a curly quotation mark: type the straight one, \"";

struct Scan<'t> {
    text: &'t str,
    at: usize,
    positions: Positions,
    problems: Vec<Syntax>,
    mends: Vec<Mend>,
}

impl<'t> Scan<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Goes on behind white space and, though they are slips, comments and spaces that do not break.
    fn space(&mut self) {
        loop {
            let rest = self.rest();
            self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
            let rest = self.rest();
            let line = rest.find(['\n', '\r']).unwrap_or(rest.len());
            let comment = if rest.starts_with("//") || rest.starts_with("# ") {
                line
            } else if rest.starts_with("/*") {
                rest.find("*/").map_or(0, |end| end + 2)
            } else {
                0
            };
            if comment > 0 {
                self.mend(self.at, "JSON has no comments: delete it", self.at + comment, "");
            } else if rest.starts_with('\u{a0}') {
                self.mend_all("this is a non-breaking space: type an ordinary one", self.at + '\u{a0}'.len_utf8(), " ");
            } else {
                break;
            }
        }
    }

    fn eat(&mut self, c: char) -> bool {
        let is = self.rest().starts_with(c);
        self.at += if is { c.len_utf8() } else { 0 };
        is
    }

    fn wrong(&self, what: impl Into<String>) -> Syntax {
        Syntax::new(self.at, what)
    }

    /// Says what is wrong at `at`, puts `by` in the place of what stands here, and goes on at `to`.
    fn mend(&mut self, at: usize, what: impl Into<String>, to: usize, by: impl Into<String>) {
        self.problems.push(Syntax::new(at, what));
        self.mends.push(Mend { from: self.at, to, by: by.into() });
        self.at = to;
    }

    /// As [`Scan::mend`], for what a file has either never or everywhere: it is said where it stands first.
    fn mend_all(&mut self, what: &str, to: usize, by: impl Into<String>) {
        match self.problems.iter_mut().find(|problem| problem.what == what) {
            Some(first) => {
                first.more += 1;
                self.mends.push(Mend { from: self.at, to, by: by.into() });
                self.at = to;
            }
            None => self.mend(self.at, what, to, by),
        }
    }

    /// What is wrong where `wanted` should stand.
    fn unexpected(&self, wanted: &str) -> Syntax {
        let hint = match self.peek() {
            None => {
                return self.wrong(format!("the file ends where {wanted} should be; a closing bracket is missing"));
            }
            Some(c) if CURLY.contains(&c) => CURLY_SAYS,
            Some('\'') => "put text in double quotation marks, \"",
            Some('/' | '#') => "JSON has no comments: delete it",
            Some(',' | '}' | ']') => "something is missing before this",
            Some('=') => "put a colon between a key and its value",
            Some('{') if wanted == "a key" => "a square bracket [ may be missing before the entries of a list",
            Some(c) if c.is_alphabetic() => "put quotation marks around it: only true, false and null have none",
            Some(_) => "",
        };
        let colon = if hint.is_empty() { "" } else { ": " };
        self.wrong(format!("{wanted} should be here{colon}{hint}"))
    }

    /// After the whole: nothing should follow.
    fn end(&mut self) -> Result<(), Syntax> {
        self.space();
        let rest = self.rest();
        if rest.is_empty() {
            return Ok(());
        }
        if rest.chars().all(|c| c.is_whitespace() || "}],".contains(c)) {
            self.mend(self.at, "one closing bracket too many: delete it", self.text.len(), "");
            return Ok(());
        }
        Err(match self.peek() {
            Some('}' | ']') => self.wrong("one closing bracket too many: delete it"),
            _ => self.wrong("there is text after the end: a bracket may be closed too early above"),
        })
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
            Some(c) if c == '\'' || CURLY.contains(&c) => match self.quoted_otherwise() {
                Some(_) => Ok(()),
                None => Err(self.unexpected("a value")),
            },
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
            let key = self.key()?;
            let path = format!("{path}/{}", key.replace('~', "~0").replace('/', "~1"));
            if self.positions.keys.contains_key(&path) {
                self.positions.doubled.push((path.clone(), at));
            } else {
                self.positions.keys.insert(path.clone(), at);
            }
            self.colon()?;
            self.value(&path, depth + 1)?;
            self.thousands(self.positions.values.get(&path).copied().unwrap_or_default());
            if self.closed('}')? {
                return Ok(());
            }
        }
    }

    fn key(&mut self) -> Result<String, Syntax> {
        if self.peek() == Some('"') {
            return self.string();
        }
        if let Some(key) = self.quoted_otherwise() {
            return Ok(key);
        }
        let rest = self.rest();
        let end = rest.find(|c: char| !(c.is_alphanumeric() || "-_$".contains(c))).unwrap_or(rest.len());
        let (word, after) = rest.split_at_checked(end).unwrap_or_default();
        if word.is_empty() || !after.trim_start().starts_with([':', '=']) {
            return Err(self.unexpected("a key"));
        }
        self.mend(self.at, "put quotation marks around this key", self.at + end, Value::from(word).to_string());
        Ok(word.to_owned())
    }

    fn colon(&mut self) -> Result<(), Syntax> {
        self.space();
        if self.eat(':') {
            return Ok(());
        }
        match self.peek() {
            Some('=') => {
                let arrow = self.rest().starts_with("=>");
                let to = self.at + if arrow { 2 } else { 1 };
                self.mend(self.at, "put a colon between a key and its value", to, ":");
                Ok(())
            }
            Some(c) if "\"{[".contains(c) || c.is_ascii_alphanumeric() => {
                self.mend(self.at, "a colon should be here, between a key and its value", self.at, ":");
                Ok(())
            }
            _ => Err(self.unexpected("a colon")),
        }
    }

    /// Commas between the thousands of a number that began at `from`.
    fn thousands(&mut self, from: usize) {
        let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
        let written = self.text.get(from..self.at).unwrap_or_default();
        let number = written.trim_start_matches(CURRENCIES);
        let mut after = self.rest();
        let mut whole = number.to_owned();
        while let Some(group) = after.strip_prefix(',').filter(|group| digits(group) == 3) {
            whole.push_str(group.get(..3).unwrap_or_default());
            after = group.get(3..).unwrap_or_default();
        }
        if !number.is_empty() && digits(number) == number.len() && whole.len() > number.len() {
            let to = self.text.len() - after.len();
            // The currency before it has been told of.
            self.problems.pop_if(|problem| problem.at == from);
            let what = format!("write {whole}: a number has no commas");
            self.mend(from, what, to, whole.get(number.len()..).unwrap_or_default());
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
            loop {
                self.space();
                match self.peek() {
                    Some(',') => self.mend(self.at, "one comma too many: delete it", self.at + 1, ""),
                    Some(c) if c == close => {
                        let what = format!("delete the comma before the closing {close}");
                        self.problems.push(Syntax::new(comma, what));
                        self.mends.push(Mend { from: comma, to: comma + 1, by: String::new() });
                        self.eat(close);
                        return Ok(true);
                    }
                    Some('}' | ']') => {
                        return Err(self.wrong(format!("this is the wrong bracket: a {close} should be here")));
                    }
                    _ => return Ok(false),
                }
            }
        }
        Err(match self.peek() {
            Some('"' | '{' | '[') => {
                let missing = "a comma is missing before this";
                if close == ']' || self.is_key() {
                    self.mend(self.at, missing, self.at, ",");
                    return Ok(false);
                }
                self.wrong(missing)
            }
            Some('}' | ']') => self.wrong(format!("this is the wrong bracket: a {close} should be here")),
            Some(c) if c.is_alphanumeric() => {
                self.wrong(format!("a comma or {close} is missing; write a quotation mark inside text as \\\""))
            }
            _ => self.unexpected(&format!("a comma or {close}")),
        })
    }

    /// Whether a key with its colon stands here.
    fn is_key(&self) -> bool {
        let inner = self.rest().strip_prefix('"').and_then(|inner| inner.split_once('"'));
        inner.is_some_and(|(_, after)| after.trim_start().starts_with(':'))
    }

    /// A text in quotation marks, without its escapes.
    fn string(&mut self) -> Result<String, Syntax> {
        let start = self.at;
        let mut escaped = false;
        // Hidden characters, which stand for a space.
        let mut hidden: Vec<usize> = Vec::new();
        for (index, c) in self.rest().char_indices().skip(1) {
            let at = start + index;
            match c {
                '\n' | '\r' => return self.string_on_line(start, at),
                c if c < ' ' => hidden.push(at),
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' => {
                    let raw = self.text.get(start..=at).unwrap_or_default();
                    self.at = at + 1;
                    let plain = raw.replace(|c: char| c < ' ', " ");
                    return Ok(self.unescaped(start, &plain, &hidden));
                }
                _ => {}
            }
        }
        self.string_on_line(start, self.text.len())
    }

    /// The words of a text that begins at `start` and ends here; `raw` has its quotation marks.
    fn unescaped(&mut self, start: usize, raw: &str, hidden: &[usize]) -> String {
        for at in hidden {
            let what = "the text has a hidden character, such as a tab: delete it";
            self.problems.push(Syntax::new(*at, what));
        }
        if let Ok(text) = serde_json::from_str(raw) {
            let spaces = hidden.iter().map(|at| Mend { from: *at, to: *at + 1, by: " ".to_owned() });
            self.mends.extend(spaces);
            return text;
        }
        let text = raw.trim_matches('"').to_owned();
        let (end, by) = (self.at, Value::from(text.as_str()).to_string());
        self.at = start;
        self.mend(start, "the text has a stray backslash: write \\\\ for a backslash", end, by);
        text
    }

    /// A text that is not closed on its line, which ends at `end`: perhaps a curly quotation mark should close it.
    fn string_on_line(&mut self, start: usize, end: usize) -> Result<String, Syntax> {
        let line = self.text.get(start + 1..end).unwrap_or_default();
        let Some(length) = closing(line, &CURLY) else {
            let what = if end == self.text.len() {
                "this text has no closing quotation mark"
            } else {
                "this text does not end on its line: close it, or write a line break as \\n"
            };
            return Err(Syntax::new(start, what));
        };
        let text = line.get(..length).unwrap_or_default().to_owned();
        let mark = start + 1 + length;
        let width = self.text.get(mark..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        self.at = start;
        let by = Value::from(text.as_str()).to_string();
        self.mend(mark, CURLY_SAYS, mark + width, by);
        Ok(text)
    }

    /// A text in other quotation marks than JSON's.
    fn quoted_otherwise(&mut self) -> Option<String> {
        let rest = self.rest();
        let first = rest.chars().next().filter(|c| *c == '\'' || CURLY.contains(c))?;
        let inner = rest.get(first.len_utf8()..)?;
        let line = inner.split(['\n', '\r']).next()?;
        let (closers, what): (&[char], &str) = if first == '\'' {
            (&['\'', '\u{2019}'], "put text in double quotation marks, \"")
        } else {
            (&['\u{201c}', '\u{201d}', '\u{201e}', '\u{2018}', '\u{2019}', '"'], CURLY_SAYS)
        };
        let length = closing(line, closers)?;
        let text = line.get(..length)?.to_owned();
        let width = line.get(length..)?.chars().next()?.len_utf8();
        let to = self.at + first.len_utf8() + length + width;
        self.mend_all(what, to, Value::from(text.as_str()).to_string());
        Some(text)
    }

    /// A number, or one of the bare words.
    fn word(&mut self) -> Result<(), Syntax> {
        let rest = self.rest();
        let end = rest.find([',', '}', ']', '"', '{', '[', '\n', '\r']).unwrap_or(rest.len());
        // An address has "//" in it; a comment stands after white space.
        let end = [" //", "\t//"].iter().filter_map(|comment| rest.find(comment)).fold(end, usize::min);
        let word = rest.get(..end).unwrap_or_default().trim_end_matches(|c: char| c.is_whitespace());
        let to = self.at + word.len();
        if serde_json::from_str::<Value>(word).is_ok() {
            self.at = to;
            return Ok(());
        }
        let bare = match word.to_lowercase().as_str() {
            "true" | "yes" => Some("true".to_owned()),
            "false" | "no" => Some("false".to_owned()),
            "null" | "none" | "nil" => Some("null".to_owned()),
            _ => number(word),
        };
        match bare {
            Some(bare) => {
                let hint = if word.starts_with(char::is_alphabetic) {
                    ": true, false and null are written in lower case, without quotation marks"
                } else {
                    ": a number has digits only"
                };
                self.mend(self.at, format!("write {bare}{hint}"), to, bare);
            }
            None if word.starts_with(|c: char| c.is_alphanumeric() || "+-.#".contains(c)) => {
                let is_number = word.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c));
                let what = if is_number {
                    format!("{word} is not a number: put text in quotation marks")
                } else {
                    "put quotation marks around it: only true, false and null have none".to_owned()
                };
                self.mend(self.at, what, to, Value::from(word).to_string());
            }
            None => return Err(self.unexpected("a value")),
        }
        Ok(())
    }
}

/// The number that is meant by a word that is none in JSON: "01", "\u{a3}500", "+5", "5.".
fn number(word: &str) -> Option<String> {
    let digits = word.trim_start_matches(CURRENCIES).trim_start_matches(['+', ' ']).trim_end_matches('.');
    let plain = digits.trim_start_matches('0');
    let whole = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    whole.then(|| if plain.is_empty() { "0".to_owned() } else { plain.to_owned() })
}

/// Where on a line a text is closed by one of these marks: by the first that a colon, comma or bracket follows, or
/// nothing.
fn closing(line: &str, marks: &[char]) -> Option<usize> {
    let mut found = line.char_indices().filter(|(_, c)| marks.contains(c));
    found.find_map(|(at, c)| {
        let after = line.get(at + c.len_utf8()..)?.trim_start();
        (after.is_empty() || after.starts_with([':', ',', '}', ']'])).then_some(at)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn everything_is_found_where_it_stands() {
        let text = "\u{feff}{\r\n  \"a\": [1, {\"b/c~d\": \"é\\\"}\\u00e9\"}],\r\n\t\"\\u0061\": 2,\n  \"e\": null }\n";
        let found = scan(text).positions;
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
            ("{a: 1}", (1, 2), "put quotation marks around this key"),
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
            ("{\"a\": 01}", (1, 7), "write 1: a number has digits only"),
            ("{\"a\": 14th}", (1, 7), "14th is not a number"),
            ("{// note\n}", (1, 2), "no comments"),
            ("{\"a\": , }", (1, 7), "something is missing before this"),
        ] {
            let found = scan(text);
            let [error] = found.problems.as_slice() else { panic!("{text}: {:?}", found.problems) };
            assert_eq!(line_and_column(text, error.at), place, "{text}: {}", error.what);
            assert!(error.what.contains(what), "{text}: {}", error.what);
        }
    }

    #[test]
    fn a_text_with_slips_is_read_to_the_end() {
        let curly = "{\u{201c}a\u{201d}: \u{201c}b, c\u{201d}, \u{201c}d\u{201d}: [\u{201c}e\u{201d}]}";
        for (text, json, problems) in [
            ("{\"a\": 1, \"b\": [1, 2,],}", r#"{"a": 1, "b": [1, 2]}"#, 2),
            ("[1,, 2]", "[1, 2]", 1),
            (curly, r#"{"a": "b, c", "d": ["e"]}"#, 1),
            ("{'a': 'it's'}", r#"{"a": "it's"}"#, 1),
            ("{\"a\": \"b\u{201d},\n\"c\": 1}", r#"{"a": "b", "c": 1}"#, 1),
            ("{\"a\": \u{201c}b\", \"c\": 1}", r#"{"a": "b", "c": 1}"#, 1),
            ("{\"a\": {\"b\": 1}\n\"c\": [\"d\" \"e\"]}", r#"{"a": {"b": 1}, "c": ["d", "e"]}"#, 2),
            ("{\"a\": True, b: no, c = None, \"d\" 2}", r#"{"a": true, "b": false, "c": null, "d": 2}"#, 7),
            ("{\"a\": 2,000, \"b\": \u{a3}1,500, \"c\": 007}", r#"{"a": 2000, "b": 1500, "c": 7}"#, 3),
            ("{\"a\": 2026-01-12, \"b\": #7a1f3d}", r##"{"a": "2026-01-12", "b": "#7a1f3d"}"##, 2),
            ("{\u{a0}\"a\": 1, // one\n# two\n/* three */\u{a0}\"b\":\u{a0}2}", r#"{"a": 1, "b": 2}"#, 4),
            ("{\"a\": \"b\tc\", \"d\": \"e\\f\\Users\"}", r#"{"a": "b c", "d": "e\\f\\Users"}"#, 2),
            ("\u{feff}{\"a\": 1}}\n", r#"{"a": 1}"#, 1),
        ] {
            let found = scan(text);
            let expected: Value = serde_json::from_str(json).unwrap();
            assert_eq!(found.json, Some(expected), "{text}: {:?}", found.problems);
            assert_eq!(found.problems.len(), problems, "{text}: {:?}", found.problems);
        }
        assert!(scan(curly).problems[0].what.ends_with("(and 3 more in this file)"));
        // Where nobody can know what was meant, reading stops.
        for text in ["{\"a\": \"say \"hello\"\"}", "{\"a\": [1}", "{\"a\": 1", "{\"a\": }", "{\"a\": \"one\ntwo\"}"] {
            let found = scan(text);
            assert_eq!((found.json, found.problems.len()), (None, 1), "{text}");
        }
    }

    #[test]
    fn the_same_depth_is_read_as_by_serde_json() {
        for depth in [1, 100, 126, 127, 128, 129, 5000] {
            let text = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
            let read = serde_json::from_str::<Value>(&text).is_ok();
            assert_eq!(scan(&text).problems.is_empty(), read, "{depth}");
        }
    }

    proptest! {
        #[test]
        fn what_serde_json_reads_is_scanned_and_nothing_else(text in r#"([\[\]{}:, \n"]|"a"|"\\u0061"|\\|1|-2.5e3|true|null|é|"b": )*"#) {
            let read = serde_json::from_str::<Value>(&text).ok();
            let found = scan(&text);
            prop_assert_eq!(found.problems.is_empty(), read.is_some(), "{}: {:?}", text, found.problems);
            prop_assert!(read.is_none() || found.json == read, "{}", text);
        }

        #[test]
        fn any_text_is_scanned_without_a_panic(text in "\\PC*") {
            for problem in scan(&text).problems {
                line_and_column(&text, problem.at);
            }
        }
    }
}
