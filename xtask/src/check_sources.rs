//! `cargo xtask check-sources DIR`: whether the call files carry the hubs' documents word for word.
//!
//! Walks the documents (`.txt`, `.md`) sentence by sentence and lists what no call file has; then the other way round,
//! lists what a call file gives out as the hub's words and no document has. White space aside, every character counts.
//!
//! Where to start: [`run`]. `document` cuts a document up, `hub_texts` finds the hub's words in a call file.
//! A document belongs to the call that has most of it, and must be whole in that one: two hubs often share sentences.

mod document;
mod hub_texts;

use std::collections::HashSet;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use upbeat::draft::counted;

use self::document::{Block, Sentence, blocks, normal, sentences};
use self::hub_texts::{Form, HubText, hub_texts};

/// The command: prints the report, and fails when something is missing or invented.
pub(crate) fn command(arguments: &[String]) -> Result<()> {
    let [dir] = arguments else { bail!("give the folder of the hubs' documents: cargo xtask check-sources DIR") };
    let report = run(Path::new(dir))?;
    print!("{report}");
    match (report.missing(), report.invented()) {
        (0, 0) => Ok(()),
        (missing, invented) => {
            bail!(
                "{} missing from the call files, {} in no document",
                counted(missing, "sentence"),
                counted(invented, "text")
            )
        }
    }
}

/// Compares the documents in `dir` with the call files of this repository.
pub(crate) fn run(dir: &Path) -> Result<Report> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("xtask lies in no folder")?;
    compare(&read_documents(dir)?, &read_calls(&root.join("assets/calls"))?)
}

/// What was compared, and what does not agree.
#[derive(Debug)]
pub(crate) struct Report {
    documents: Vec<DocumentReport>,
    calls: Vec<CallReport>,
}

#[derive(Debug)]
struct DocumentReport {
    name: String,
    /// The call that has most of it.
    call: String,
    blocks: [(&'static str, usize); 4],
    sentences: usize,
    missing: Vec<Missing>,
}

/// A sentence that the call does not have.
#[derive(Debug)]
struct Missing {
    line: usize,
    kind: &'static str,
    text: String,
    /// Another call that has it.
    only_in: Option<String>,
    /// What comes nearest in the call.
    nearest: Option<HubText>,
}

#[derive(Debug)]
struct CallReport {
    name: String,
    /// How many of its texts are the hub's; None where no document in the folder is this call's.
    checked: Option<usize>,
    invented: Vec<Invented>,
}

/// A text that is in none of the call's documents.
#[derive(Debug)]
struct Invented {
    path: String,
    text: String,
    /// A document, not of this call, that has it.
    only_in: Option<String>,
}

impl Report {
    /// How many sentences the call files lack.
    pub(crate) fn missing(&self) -> usize {
        self.documents.iter().map(|d| d.missing.len()).sum()
    }

    /// How many texts of the call files are in no document.
    pub(crate) fn invented(&self) -> usize {
        self.calls.iter().map(|c| c.invented.len()).sum()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for document in &self.documents {
            let blocks: Vec<String> =
                document.blocks.iter().filter(|b| b.1 > 0).map(|(kind, n)| counted(*n, kind)).collect();
            let verdict = match document.missing.len() {
                0 => "all there".to_owned(),
                missing => format!("{missing} missing"),
            };
            let DocumentReport { name, call, .. } = document;
            writeln!(
                f,
                "{name} ({call}): {}: {}, {verdict}",
                blocks.join(", "),
                counted(document.sentences, "sentence")
            )?;
            for Missing { line, kind, text, only_in, nearest } in &document.missing {
                writeln!(f, "  {name}:{line}: missing {kind} \u{201c}{text}\u{201d}")?;
                if let Some(call) = only_in {
                    writeln!(f, "    only in {call}")?;
                }
                if let Some(near) = nearest {
                    writeln!(f, "    nearest: {} \u{201c}{}\u{201d}", near.path, normal(&near.text))?;
                }
            }
        }
        for CallReport { name, checked, invented } in &self.calls {
            match checked {
                None => {
                    writeln!(f, "{name}: no document of this call in the folder, not checked the other way round")?;
                }
                Some(n) if invented.is_empty() => {
                    writeln!(f, "{name}: {} of the hub, all in its documents", counted(*n, "text"))?;
                }
                Some(n) => {
                    writeln!(f, "{name}: {} of the hub, {} in no document", counted(*n, "text"), invented.len())?;
                }
            }
            for Invented { path, text, only_in } in invented {
                let hint = only_in.as_ref().map(|d| format!(" (only in {d})")).unwrap_or_default();
                writeln!(f, "  {name}: {path}: \u{201c}{}\u{201d}{hint}", normal(text))?;
            }
        }
        Ok(())
    }
}

/// A document, cut up.
struct Document {
    name: String,
    blocks: Vec<Block>,
    sentences: Vec<Sentence>,
    /// Every sentence, and every part and every block of sentences.
    whole: HashSet<String>,
    /// All its words.
    words: String,
}

impl Document {
    fn new(name: &str, text: &str) -> Self {
        let blocks = blocks(text);
        let sentences: Vec<Sentence> = blocks.iter().flat_map(Block::sentences).collect();
        let parts = sentences.iter().flat_map(|s| s.parts.iter().chain([&s.text])).cloned();
        let whole = parts.chain(blocks.iter().map(Block::words)).collect();
        let words = blocks.iter().map(Block::words).collect::<Vec<_>>().join(" ");
        Self { name: name.to_owned(), blocks, sentences, whole, words }
    }

    /// Whether a text of a call stands in it: a statement sentence by sentence, each whole; other texts as words.
    fn has(&self, text: &HubText) -> bool {
        let mut paragraphs = text.text.split("\n\n").map(normal);
        match text.form {
            Form::Whole => paragraphs.all(|paragraph| {
                let whole = |sentence: &str| self.whole.contains(&normal(sentence));
                whole(&paragraph) || sentences(&paragraph).into_iter().all(whole)
            }),
            Form::Title | Form::Quote => paragraphs.all(|paragraph| holds(&self.words, &paragraph)),
        }
    }
}

/// A call file, ready to be searched.
struct Hub {
    name: String,
    texts: Vec<HubText>,
    /// Every text that it carries, and every sentence and line of one.
    carried: HashSet<String>,
    /// The texts that it carries.
    whole: Vec<String>,
}

/// Fewest words of a sentence that may be found within a longer text; fewer must be a text or a sentence of its own.
const ENOUGH_WORDS: usize = 4;

impl Hub {
    fn new(name: &str, call: &serde_json::Value) -> Self {
        let hub_texts = hub_texts(call);
        let texts = || hub_texts.iter().filter(|s| s.form != Form::Quote).map(|s| s.text.as_str());
        let mut carried = HashSet::new();
        for text in texts() {
            for part in text.split("\n\n").chain(text.lines()) {
                carried.insert(normal(part));
                carried.extend(sentences(part).into_iter().map(normal));
            }
        }
        let whole = texts().map(normal).collect();
        Self { name: name.to_owned(), carried, whole, texts: hub_texts }
    }

    fn has(&self, sentence: &Sentence) -> bool {
        let found = |text: &str| {
            let long = text.split(' ').count() >= ENOUGH_WORDS;
            self.carried.contains(text) || (long && self.whole.iter().any(|whole| holds(whole, text)))
        };
        found(&sentence.text)
            || (sentence.parts.len() > 1
                && sentence.parts.iter().all(|p| sentences(p).into_iter().all(|s| found(&normal(s)))))
    }

    /// What comes nearest to a text that is not there: most words in common.
    fn nearest(&self, text: &str) -> Option<HubText> {
        let texts = self
            .texts
            .iter()
            .filter(|s| s.form != Form::Quote)
            .flat_map(|s| sentences(&s.text).into_iter().map(|part| HubText { text: normal(part), ..s.clone() }));
        let scored = texts.map(|s| (likeness(&s.text, text), s)).filter(|(score, _)| *score > 0.3);
        scored.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, text)| text)
    }
}

/// Whether `text` holds `part` as whole words.
fn holds(text: &str, part: &str) -> bool {
    let inner = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let cut = |a: Option<char>, b: Option<char>| inner(a) && inner(b);
    text.match_indices(part).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + part.len()..]);
        !cut(before.chars().next_back(), part.chars().next()) && !cut(part.chars().next_back(), after.chars().next())
    })
}

/// How many words two texts share, 0 to 1.
#[expect(clippy::cast_precision_loss, reason = "a sentence has few words")]
fn likeness(a: &str, b: &str) -> f64 {
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
    };
    let (a, mut b) = (words(a), words(b));
    let all = a.len() + b.len();
    let shared = a.iter().filter(|w| b.iter().position(|v| v == *w).map(|at| b.swap_remove(at)).is_some()).count();
    if all == 0 { 0.0 } else { 2.0 * shared as f64 / all as f64 }
}

fn compare(documents: &[Document], hubs: &[Hub]) -> Result<Report> {
    if documents.is_empty() {
        bail!("there is no .txt or .md file in this folder");
    }
    let most_of = |document: &Document| {
        let score = |hub: &&Hub| document.sentences.iter().filter(|s| hub.has(s)).count();
        // Of equals the first: `max_by_key` gives the last.
        hubs.iter().rev().max_by_key(score)
    };
    let mut pairs: Vec<(&Document, &Hub)> = Vec::new();
    for document in documents {
        pairs.push((document, most_of(document).context("there is no call file")?));
    }
    let reports = pairs.iter().map(|(document, hub)| of_document(document, hub, hubs)).collect();
    let calls = hubs.iter().map(|hub| {
        let own: Vec<&Document> = pairs.iter().filter(|(_, h)| std::ptr::eq(*h, hub)).map(|(d, _)| *d).collect();
        of_call(hub, &own, documents)
    });
    let calls = calls.collect();
    Ok(Report { documents: reports, calls })
}

fn of_document(document: &Document, hub: &Hub, hubs: &[Hub]) -> DocumentReport {
    let missing = document.sentences.iter().filter(|s| !hub.has(s)).map(|sentence| Missing {
        line: sentence.line,
        kind: sentence.kind.name(),
        text: sentence.text.clone(),
        only_in: hubs.iter().find(|h| h.has(sentence)).map(|h| h.name.clone()),
        nearest: hub.nearest(&sentence.text),
    });
    let of = |kind| document.blocks.iter().filter(|b| b.kind == kind).count();
    DocumentReport {
        name: document.name.clone(),
        call: hub.name.clone(),
        blocks: [document::Kind::Heading, document::Kind::Paragraph, document::Kind::Bullet, document::Kind::Cell]
            .map(|kind| (kind.name(), of(kind))),
        sentences: document.sentences.len(),
        missing: missing.collect(),
    }
}

fn of_call(hub: &Hub, own: &[&Document], all: &[Document]) -> CallReport {
    let invented = hub.texts.iter().filter(|s| !own.iter().any(|d| d.has(s))).map(|s| Invented {
        path: s.path.clone(),
        text: s.text.clone(),
        only_in: all.iter().find(|d| d.has(s)).map(|d| d.name.clone()),
    });
    let checked = (!own.is_empty()).then_some(hub.texts.len());
    CallReport {
        name: hub.name.clone(),
        checked,
        invented: if own.is_empty() { Vec::new() } else { invented.collect() },
    }
}

/// Every `.txt` and `.md` file under `dir`, in order of name.
fn read_documents(dir: &Path) -> Result<Vec<Document>> {
    let mut files = Vec::new();
    walk(dir, &mut files)?;
    files.retain(|p| p.extension().is_some_and(|e| e.eq_ignore_ascii_case("txt") || e.eq_ignore_ascii_case("md")));
    files.sort();
    let read = |path: &PathBuf| {
        let text = read_text(path)?;
        Ok(Document::new(&path.strip_prefix(dir).unwrap_or(path).display().to_string(), &text))
    };
    files.iter().map(read).collect()
}

/// Every call file in `dir`, in order of name.
fn read_calls(dir: &Path) -> Result<Vec<Hub>> {
    let mut files = Vec::new();
    walk(dir, &mut files)?;
    files.retain(|p| p.extension().is_some_and(|e| e == "json") && p.file_name().is_some_and(|n| n != "index.json"));
    files.sort();
    let read = |path: &PathBuf| {
        let name = path.strip_prefix(dir).unwrap_or(path).display().to_string();
        let call =
            upbeat::call::read_call_as_written(&read_text(path)?).with_context(|| format!("{name} is no call file"))?;
        Ok(Hub::new(&name, &serde_json::to_value(&call)?))
    };
    files.iter().map(read).collect()
}

fn read_text(path: &Path) -> Result<String> {
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    String::from_utf8(bytes).with_context(|| format!("{} is not UTF-8: save it as such", path.display()))
}

/// The files in a folder and in all folders below it.
pub(crate) fn walk(dir: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(dir).with_context(|| format!("could not open {}", dir.display()))? {
        let path = entry?.path();
        if path.is_dir() { walk(&path, files)? } else { files.push(path) }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const DOCUMENT: &str = "# Lead Schools\n\n## Contents\n\n- Criteria ..... 1\n\n## Criteria\n\nA school should sing. It may **dance** too.\n\n\
                            - **Vision**  \nSay why. Say how.\n- Deadline: 28<sup>th</sup> February\n\n## Timeline\n";

    /// A call with these statements, each under the heading "Criteria".
    fn hub(name: &str, statements: &[&str], quotes: &[&str]) -> Hub {
        let statements: Vec<_> = statements.iter().map(|text| json!({"text": text, "under-heading": "c"})).collect();
        let points: Vec<_> = quotes.iter().map(|quote| json!({"quote": quote})).collect();
        let headings = json!([{"id": "l", "text": "Lead Schools"}, {"id": "c", "text": "Criteria"}, {"id": "t", "text": "Timeline"}]);
        let criterion = json!({"hub-chose-this-name": false, "statements": statements, "points": points});
        Hub::new(
            name,
            &json!({"title": "Lead Schools", "sources": [{"title": "Lead Schools", "headings": headings}], "criteria": [criterion]}),
        )
    }

    const WHOLE: [&str; 3] =
        ["A school should sing. It may dance too.", "Vision\nSay why. Say how.", "Deadline: 28th February"];

    fn report(documents: &[(&str, &str)], hubs: &[Hub]) -> Report {
        {
            let documents: Vec<_> = documents.iter().map(|(name, text)| Document::new(name, text)).collect();
            compare(&documents, hubs).unwrap()
        }
    }

    /// What is missing from a call with these statements, and what it invents.
    fn found(statements: &[&str], quotes: &[&str]) -> (Vec<String>, Vec<String>) {
        let report = report(&[("a.md", DOCUMENT)], &[hub("a.json", statements, quotes)]);
        let missing = report.documents[0].missing.iter().map(|m| format!("{}: {}", m.line, m.text)).collect();
        (missing, report.calls[0].invented.iter().map(|i| i.text.clone()).collect())
    }

    #[test]
    fn a_whole_call_passes() {
        assert_eq!(found(&WHOLE, &["should sing"]), (vec![], vec![]));
        // However the sentences are shared out among statements, and a label kept apart from what it labels.
        let apart =
            ["A school should sing.", "It may dance too.", "Vision", "Say why. Say how.", "Deadline: 28th February"];
        assert_eq!(found(&apart, &[]), (vec![], vec![]));
    }

    #[test]
    fn what_is_left_out_or_changed_is_found() {
        for (statements, missing, invented) in [
            (["A school should sing.", WHOLE[1], WHOLE[2]], "9: It may dance too.", ""),
            (
                ["A school should sing. It may dance, too.", WHOLE[1], WHOLE[2]],
                "9: It may dance too.",
                "A school should sing. It may dance, too.",
            ),
            ([WHOLE[0], "Vision\nSay why.", WHOLE[2]], "12: Say how.", ""),
            ([WHOLE[0], "Say why. Say how.", WHOLE[2]], "11: Vision Say why.", ""),
            ([WHOLE[0], WHOLE[1], "28th February"], "13: Deadline: 28th February", "28th February"),
            ([WHOLE[0], WHOLE[1], "Deadline: 28 February"], "13: Deadline: 28th February", "Deadline: 28 February"),
        ] {
            let invented: Vec<String> = [invented].into_iter().filter(|t| !t.is_empty()).map(str::to_owned).collect();
            assert_eq!(found(&statements, &[]), (vec![missing.to_owned()], invented));
        }
    }

    #[test]
    fn a_heading_is_not_found_within_another_text() {
        let document = "## Sing\n\nA school should sing. It may dance too.\n\nDeadline\n";
        let report = report(&[("a.md", document)], &[hub("a.json", &WHOLE, &[])]);
        let missing: Vec<&str> = report.documents[0].missing.iter().map(|m| m.text.as_str()).collect();
        assert_eq!(missing, ["Sing", "Deadline"]);
    }

    #[test]
    fn invented_words_of_the_hub_are_found() {
        assert_eq!(found(&WHOLE, &["should dance", "may dan", "may dance"]).1, ["should dance", "may dan"]);
    }

    #[test]
    fn the_nearest_text_is_named() {
        let report = report(
            &[("a.md", DOCUMENT)],
            &[hub("a.json", &["A school should sing. It may dance, too.", WHOLE[1], WHOLE[2]], &[])],
        );
        let text = report.to_string();
        assert!(text.contains("  a.md:9: missing paragraph \u{201c}It may dance too.\u{201d}\n    nearest: criteria[0].statements[0].text \u{201c}It may dance, too.\u{201d}\n"), "{text}");
        assert_eq!((report.missing(), report.invented()), (1, 1));
    }

    #[test]
    fn a_sentence_that_only_another_hubs_call_has_is_missing() {
        let hubs = vec![hub("a.json", &WHOLE[..2], &[]), hub("b.json", &["Deadline: 28th February"], &[])];
        let report = report(&[("a.md", DOCUMENT)], &hubs);
        assert_eq!(report.documents[0].call, "a.json");
        assert_eq!(report.documents[0].missing[0].only_in.as_deref(), Some("b.json"));
        // The other call has no document here, and nothing is said against it.
        assert_eq!((report.missing(), report.invented()), (1, 0));
        assert!(report.to_string().contains("b.json: no document of this call"));
    }

    #[test]
    fn nothing_to_compare_is_an_error() {
        assert!(compare(&[], &[hub("a.json", &WHOLE, &[])]).is_err());
        assert!(compare(&[Document::new("a.md", DOCUMENT)], &[]).is_err());
        assert!(run(Path::new("no/such/folder")).is_err());
    }
}
