//! A hub's document, cut into what can be looked for: headings, and the sentences of paragraphs, bullets and cells.
//!
//! Reads the Markdown that converters make of hubs' PDFs and web pages, and plain text. Left out are marks, images,
//! tables of contents and white space, nothing else: every letter and every comma stays as it is.

/// Stands for a line break that the document forces within a paragraph. Counts as white space.
const HARD_BREAK: char = '\u{2028}';

/// What a block of a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Heading,
    Paragraph,
    Bullet,
    Cell,
}

impl Kind {
    /// As people say it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Heading => "heading",
            Self::Paragraph => "paragraph",
            Self::Bullet => "bullet",
            Self::Cell => "table cell",
        }
    }
}

/// A heading, a paragraph, a bullet or a table cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Block {
    /// Line on which it begins, counted from 1.
    pub(crate) line: usize,
    /// What it is.
    pub(crate) kind: Kind,
    /// Its words without marks; line breaks are kept, to count lines by.
    text: String,
}

/// One sentence of a block; a heading is one sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sentence {
    /// Line on which it begins, counted from 1.
    pub(crate) line: usize,
    /// What it stands in.
    pub(crate) kind: Kind,
    /// Its words, white space normalised.
    pub(crate) text: String,
    /// Its parts, where a line break is forced within it: a label and what follows, say.
    pub(crate) parts: Vec<String>,
}

impl Block {
    /// Its words, white space normalised.
    pub(crate) fn words(&self) -> String {
        normal(&self.text)
    }

    /// Its sentences.
    pub(crate) fn sentences(&self) -> Vec<Sentence> {
        let cut = if self.kind == Kind::Heading { vec![self.text.as_str()] } else { sentences(&self.text) };
        let start = self.text.as_ptr() as usize;
        let line = |part: &str| {
            let before = part.as_ptr() as usize - start;
            self.line + self.text[..before].matches(['\n', HARD_BREAK]).count()
        };
        cut.into_iter()
            .map(|part| Sentence {
                line: line(part),
                kind: self.kind,
                text: normal(part),
                parts: part.split(HARD_BREAK).map(normal).filter(|p| !p.is_empty()).collect(),
            })
            .filter(|s| s.text.chars().any(char::is_alphanumeric))
            .collect()
    }
}

/// White space as single spaces, none at the ends.
pub(crate) fn normal(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words before a full stop that does not end a sentence.
const ABBREVIATIONS: [&str; 16] =
    ["e.g", "i.e", "c", "ca", "cf", "vs", "no", "nos", "mr", "mrs", "ms", "dr", "st", "approx", "incl", "pp"];

/// Cuts a text into sentences: after a full stop, question or exclamation mark that white space and then a capital
/// letter, an opening quotation mark or an opening bracket follow.
pub(crate) fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut from = 0;
    for (at, end) in text.char_indices().filter(|(_, c)| matches!(c, '.' | '?' | '!')) {
        let after = text[at + end.len_utf8()..].trim_start_matches(['"', '\'', '\u{201d}', '\u{2019}', ')', ']']);
        let stop = text.len() - after.len();
        let next = after.trim_start();
        let opens = |c: char| c.is_uppercase() || "\"'\u{201c}\u{2018}([".contains(c);
        let word = text[from..at].rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
        let abbreviated = end == '.'
            && (ABBREVIATIONS.contains(&word.to_lowercase().as_str())
                || (word.chars().count() == 1 && word.chars().all(char::is_uppercase)));
        if next.len() < after.len() && next.starts_with(opens) && !abbreviated {
            found.push(text[from..stop].trim());
            from = text.len() - next.len();
        }
    }
    found.push(text[from..].trim());
    found.retain(|s| !s.is_empty());
    found
}

/// Cuts a document into blocks.
pub(crate) fn blocks(document: &str) -> Vec<Block> {
    let document = without_comments(document.trim_start_matches('\u{feff}'));
    let mut reader = Reader::default();
    for (i, line) in document.lines().enumerate() {
        reader.read(i + 1, line);
    }
    reader.close();
    reader.blocks
}

/// The block that is being read, with its lines as they stand in the document.
struct Open {
    line: usize,
    kind: Kind,
    raw: String,
}

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    open: Option<Open>,
}

impl Reader {
    fn close(&mut self) {
        if let Some(open) = self.open.take() {
            let text = without_marks(open.raw.trim_end());
            if !text.trim().is_empty() {
                self.blocks.push(Block { line: open.line, kind: open.kind, text });
            }
        }
    }

    fn begin(&mut self, line: usize, kind: Kind, raw: &str) {
        self.close();
        self.open = Some(Open { line, kind, raw: raw.to_owned() });
    }

    fn read(&mut self, number: usize, raw: &str) {
        let line = raw.trim_start().trim_start_matches('>').trim_start();
        let bare = line.trim_end();
        let level = bare.len() - bare.trim_start_matches('#').len();
        if bare.is_empty() || bare.starts_with("```") || is_link_definition(bare) {
            self.close();
        } else if is_contents_line(bare) {
            self.close();
            // "Table of contents" belongs to the table.
            self.blocks.pop_if(|b| b.kind == Kind::Heading && b.text.to_lowercase().contains("contents"));
        } else if (1..=6).contains(&level) && bare[level..].starts_with(char::is_whitespace) {
            self.begin(number, Kind::Heading, bare[level..].trim_start().trim_end_matches('#'));
            self.close();
        } else if is_rule(bare) {
            // A line of dashes or equals signs under a single line of text makes it a heading.
            let underline = bare.starts_with(['=', '-']);
            if let Some(open) =
                self.open.as_mut().filter(|o| underline && o.kind == Kind::Paragraph && o.line + 1 == number)
            {
                open.kind = Kind::Heading;
            }
            self.close();
        } else if bare.starts_with('|') {
            self.close();
            let cells = bare.trim_matches('|').split('|').map(str::trim);
            for cell in cells.filter(|c| c.chars().any(|c| !matches!(c, '-' | ':' | ' '))) {
                self.begin(number, Kind::Cell, cell);
                self.close();
            }
        } else if let Some(text) = bullet(line) {
            self.begin(number, Kind::Bullet, text);
        } else if let Some(open) = &mut self.open {
            let forced = open.raw.ends_with("  ") || open.raw.ends_with('\\');
            open.raw.truncate(open.raw.trim_end_matches([' ', '\\', '\t']).len());
            open.raw.push(if forced { HARD_BREAK } else { '\n' });
            open.raw.push_str(line);
        } else {
            self.begin(number, Kind::Paragraph, line);
        }
    }
}

/// A line of a table of contents: dot leaders, then perhaps a page number.
fn is_contents_line(line: &str) -> bool {
    let text = line.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace());
    let leaders = text.trim_end_matches(['.', '\u{2026}', ' ']);
    let dots: usize =
        text[leaders.len()..].chars().map(|c| if c == '\u{2026}' { 3 } else { usize::from(c == '.') }).sum();
    dots >= 4
}

/// `[1]: https://example.org`, the end of a link that is written in two places.
fn is_link_definition(line: &str) -> bool {
    line.starts_with('[') && line.split_once("]: ").is_some_and(|(_, to)| to.starts_with(['h', '<', '/', '#']))
}

/// Nothing but dashes, equals signs, stars or underscores, two at least.
fn is_rule(line: &str) -> bool {
    ['-', '=', '*', '_'].into_iter().any(|mark| line.len() >= 2 && line.chars().all(|c| c == mark || c == ' '))
}

/// What follows the mark of a bullet or of a numbered item.
fn bullet(line: &str) -> Option<&str> {
    let after_mark =
        line.strip_prefix(['-', '*', '+', '\u{2022}', '\u{25e6}', '\u{25aa}', '\u{2023}', '\u{b7}', '\u{2013}']);
    let number = || {
        let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
        (1..=3).contains(&(line.len() - rest.len())).then(|| rest.strip_prefix(['.', ')']))?
    };
    let text = after_mark.or_else(number)?;
    text.starts_with(char::is_whitespace).then(|| text.trim_start())
}

/// Without `<!-- comments -->`, their line breaks kept.
fn without_comments(document: &str) -> String {
    let mut kept = String::new();
    let mut rest = document;
    while let Some((before, comment)) = rest.split_once("<!--") {
        kept.push_str(before);
        let (comment, after) = comment.split_once("-->").unwrap_or((comment, ""));
        kept.extend(comment.chars().filter(|c| *c == '\n'));
        rest = after;
    }
    kept + rest
}

/// A block's words without Markdown's marks, HTML's tags and images; of a link, its text stays.
fn without_marks(raw: &str) -> String {
    let mut words = String::new();
    let mut rest = raw;
    while let Some(c) = rest.chars().next() {
        let (kept, after) = mark(rest, words.chars().last()).unwrap_or_else(|| (c.to_string(), &rest[c.len_utf8()..]));
        words.push_str(&kept);
        rest = after;
    }
    words
}

/// If `text` begins with a mark: the words that stay of it, and what follows. `before` is the last character kept.
fn mark(text: &str, before: Option<char>) -> Option<(String, &str)> {
    let first = text.chars().next()?;
    let after = &text[first.len_utf8()..];
    match first {
        '\\' => {
            let escaped = after.chars().next().filter(char::is_ascii_punctuation)?;
            Some((escaped.to_string(), &after[1..]))
        }
        '!' => link(after).map(|(_, after)| (String::new(), after)),
        '[' => link(text).map(|(inner, after)| (without_marks(inner), after)),
        '<' => tag(text),
        '&' => entity(after).map(|(character, after)| (character.to_string(), after)),
        '`' => Some((String::new(), after)),
        '*' | '_' | '~' => {
            let run = text.trim_start_matches(first);
            let marks = &text[..text.len() - run.len()];
            let (before, behind) = (before.unwrap_or('*'), run.chars().next().unwrap_or('*'));
            // "5 * 3" and "snake_case" are words, and "~20" means about twenty.
            let literal = match first {
                '*' => before.is_whitespace() && behind.is_whitespace(),
                '_' => before.is_alphanumeric() && behind.is_alphanumeric(),
                _ => marks.len() != 2,
            };
            Some((if literal { marks.to_owned() } else { String::new() }, run))
        }
        _ => None,
    }
}

/// What stands between `open` and its `close` at the beginning of `text`, and what follows.
fn between(text: &str, open: char, close: char) -> Option<(&str, &str)> {
    let mut depth = 0usize;
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        if at == 0 && c != open {
            return None;
        }
        if escaped {
            escaped = false;
        } else if c == '\\' {
            escaped = true;
        } else if c == open {
            depth += 1;
        } else if c == close {
            depth -= 1;
            if depth == 0 {
                return Some((&text[1..at], &text[at + 1..]));
            }
        }
    }
    None
}

/// `[text](address)` or `[text][where]`: its text, and what follows.
fn link(text: &str) -> Option<(&str, &str)> {
    let (inner, after) = between(text, '[', ']')?;
    let (_, after) = between(after, '(', ')').or_else(|| between(after, '[', ']'))?;
    Some((inner, after))
}

/// An HTML tag or `<https://example.org>`: the words that it leaves, and what follows.
fn tag(text: &str) -> Option<(String, &str)> {
    let (inner, after) = text.strip_prefix('<')?.split_once('>')?;
    if inner.contains("://") || (inner.contains('@') && !inner.contains(char::is_whitespace)) {
        return Some((inner.to_owned(), after));
    }
    let name = inner.trim_start_matches('/');
    let is_tag = name.starts_with(|c: char| c.is_ascii_alphabetic()) && !inner.contains('<');
    let forced = name.get(..2).is_some_and(|n| n.eq_ignore_ascii_case("br"));
    is_tag.then(|| (if forced { HARD_BREAK.to_string() } else { String::new() }, after))
}

/// `amp;`: the character that it stands for, and what follows.
fn entity(text: &str) -> Option<(char, &str)> {
    let (name, after) = text.split_once(';')?;
    let character = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "ndash" => '\u{2013}',
        "mdash" => '\u{2014}',
        "lsquo" => '\u{2018}',
        "rsquo" => '\u{2019}',
        "ldquo" => '\u{201c}',
        "rdquo" => '\u{201d}',
        "hellip" => '\u{2026}',
        "pound" => '\u{a3}',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)?
        }
    };
    Some((character, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(document: &str) -> Vec<(usize, &'static str, String)> {
        let sentences = blocks(document).iter().flat_map(Block::sentences).collect::<Vec<_>>();
        sentences.into_iter().map(|s| (s.line, s.kind.name(), s.text)).collect()
    }

    fn is(line: usize, kind: &'static str, text: &str) -> (usize, &'static str, String) {
        (line, kind, text.to_owned())
    }

    #[test]
    fn a_document_is_cut_into_sentences_with_their_lines() {
        let document = "\u{feff}# Lead  Schools\n\nOne. Two\nlines, e.g. This.\nThree (c. 30 minutes)?\n\n- **First:** a\n  b.\n- \n* Second\n\n\
                        1. Third\n\nUnderlined\n---\n\n***\n> Quoted.\n";
        assert_eq!(
            read(document),
            [
                is(1, "heading", "Lead Schools"),
                is(3, "paragraph", "One."),
                is(3, "paragraph", "Two lines, e.g. This."),
                is(5, "paragraph", "Three (c. 30 minutes)?"),
                is(7, "bullet", "First: a b."),
                is(10, "bullet", "Second"),
                is(12, "bullet", "Third"),
                is(14, "heading", "Underlined"),
                is(18, "paragraph", "Quoted."),
            ]
        );
    }

    #[test]
    fn tables_of_contents_are_left_out_and_nothing_else() {
        let document = "# Title\n\n## Table of contents\n\n- Aims ..... 2\n- Process..... 13\nData \u{2026}\u{2026} 4\n\n## Contents of the letter\n\nAnd so on...\n\n## Aims\n";
        let texts: Vec<String> = read(document).into_iter().map(|(.., text)| text).collect();
        assert_eq!(texts, ["Title", "Contents of the letter", "And so on...", "Aims"]);
    }

    #[test]
    fn marks_go_and_words_stay() {
        for (raw, words) in [
            ("Friday 28<sup>th</sup> February", "Friday 28th February"),
            ("see [the policy \\(x.org\\)](https://x.org/a_(b)).", "see the policy (x.org)."),
            ("as in the [NPME](#), and [here][1]", "as in the NPME, and here"),
            ("![logo](a.png) **Bold _and_ `plain`**", "Bold and plain"),
            ("4 * 3, snake_case, ~20 and ~~gone~~ \\*", "4 * 3, snake_case, ~20 and gone *"),
            ("a &amp; b &#8211; c&nbsp;d & e", "a & b \u{2013} c d & e"),
            ("<https://x.org> a < b, 1 > 0 [sic]", "https://x.org a < b, 1 > 0 [sic]"),
            ("School/ \u{201c}curly\u{201d} 'straight' \u{2019}", "School/ \u{201c}curly\u{201d} 'straight' \u{2019}"),
            ("one<!-- two\nthree -->", "one"),
        ] {
            let blocks = blocks(raw);
            assert_eq!(blocks.iter().map(Block::words).collect::<Vec<_>>().join(" "), words);
        }
    }

    #[test]
    fn a_forced_line_break_parts_a_label_from_what_follows() {
        let all: Vec<Sentence> = blocks("- **Regular meetings**  \nHold meetings. Often,<br>really")
            .iter()
            .flat_map(Block::sentences)
            .collect();
        assert_eq!(all[0].text, "Regular meetings Hold meetings.");
        assert_eq!(all[0].parts, ["Regular meetings", "Hold meetings."]);
        assert_eq!((all[1].line, all[1].text.as_str()), (2, "Often, really"));
    }

    #[test]
    fn cells_of_a_table_stand_by_themselves() {
        assert_eq!(
            read("| When | What |\n|---|:-:|\n| 1 May | Visits. Talks |\n"),
            [
                is(1, "table cell", "When"),
                is(1, "table cell", "What"),
                is(3, "table cell", "1 May"),
                is(3, "table cell", "Visits."),
                is(3, "table cell", "Talks"),
            ]
        );
    }

    #[test]
    fn anything_is_read_without_a_panic() {
        for text in [
            "",
            "#",
            "\\",
            "[",
            "![",
            "<",
            "&",
            "&#x110000;",
            "*",
            "|",
            "|||",
            "- ",
            "[a](",
            "\u{e9}.\u{e9}",
            "<\u{e9}>",
            "..... 1",
            "a.  \\",
        ] {
            let _ = blocks(text).iter().map(Block::sentences).count();
        }
    }
}
