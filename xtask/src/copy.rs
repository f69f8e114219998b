//! `cargo xtask copy`: every text that people can read, with file and line, for an editor to read in one go. The suite
//! fails on phrases that can never be right (`copy-never.txt`).
//!
//! Rust sources are read as tokens, so texts within `format!` and `view!` are found as well; tests, attributes and comments
//! are not. What is for people is told by its form: see [`is_for_people`].

use crate::{check_call::shipped, check_sources::walk, run::root};
use anyhow::{Context, Result, bail};
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use serde_json::Value as Json;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Folders of sources that hold texts for people, and a file beside them.
const SOURCES: &[&str] = &["src", "xtask/src/check_call"];
const SOURCE: &str = "xtask/src/check_call.rs";
/// Files that are not Rust.
const PAGES: &[&str] = &["index.html", "assets/rescue.html"];
const SCRIPTS: &[&str] = &["assets/boot.js", "assets/rescue.js"];
/// Ours are the words of a call file under these keys; the others are the hub's.
const OUR_KEYS: &[&str] = &["help", "hint", "label", "note", "short-name", "why"];

/// One text.
struct Passage {
    file: String,
    /// From 1.
    line: usize,
    text: String,
}

/// Prints all texts.
pub(crate) fn copy(arguments: &[String]) -> Result<()> {
    if !arguments.is_empty() {
        bail!("`cargo xtask copy` knows no options");
    }
    for Passage { file, line, text } in texts()? {
        println!("{file}:{line}: {}", text.replace('\n', "\u{23ce}"));
    }
    Ok(())
}

/// All texts, file by file.
fn texts() -> Result<Vec<Passage>> {
    let mut all = Vec::new();
    let mut rust = vec![root().join(SOURCE)];
    for folder in SOURCES {
        walk(&root().join(folder), &mut rust)?;
    }
    rust.sort();
    let is_rust = |path: &&PathBuf| path.extension().is_some_and(|ending| ending == "rs");
    for path in rust.iter().filter(is_rust).filter(|path| !is_test(path)) {
        let (file, text) = read(path)?;
        let tokens: TokenStream = text.parse().map_err(|error| anyhow::anyhow!("{file}: {error}"))?;
        literals(tokens, &mut |line, text| all.push(Passage { file: file.clone(), line, text }));
    }
    for page in PAGES {
        let (file, text) = read(&root().join(page))?;
        all.extend(page_texts(&text).map(|(line, text)| Passage { file: file.clone(), line, text }));
    }
    for script in SCRIPTS {
        let (file, text) = read(&root().join(script))?;
        all.extend(script_texts(&text).map(|(line, text)| Passage { file: file.clone(), line, text }));
    }
    for path in &shipped()? {
        let (file, text) = read(path)?;
        let json: Json = serde_json::from_str(&text).with_context(|| file.clone())?;
        call_texts(&json, &mut |ours| {
            let line =
                text.lines().position(|line| line.contains(&Json::from(ours).to_string())).map_or(0, |at| at + 1);
            all.push(Passage { file: file.clone(), line, text: ours.to_owned() });
        });
    }
    Ok(all)
}

/// The name of a file from the project's root, and what is in it.
fn read(path: &Path) -> Result<(String, String)> {
    let name = path.strip_prefix(root()).unwrap_or(path).display().to_string();
    let text = fs::read_to_string(path).with_context(|| name.clone())?;
    Ok((name, text))
}

/// Whether a file is for tests only.
fn is_test(path: &Path) -> bool {
    let is = |part: &std::ffi::OsStr| {
        let part = part.to_string_lossy();
        let stem = part.trim_end_matches(".rs");
        stem == "tests" || stem == "testing" || stem == "fixtures" || stem == "sample" || stem.ends_with("_tests")
    };
    path.iter().any(is)
}

/// The texts for people among the string literals, with their lines.
fn literals(tokens: TokenStream, found: &mut dyn FnMut(usize, String)) {
    let mut tokens = tokens.into_iter().peekable();
    let mut skip_item = false;
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == '#' => {
                if let Some(TokenTree::Punct(inner)) = tokens.peek()
                    && inner.as_char() == '!'
                {
                    tokens.next();
                }
                if let Some(TokenTree::Group(group)) = tokens.next_if(|next| matches!(next, TokenTree::Group(_))) {
                    skip_item |= group.stream().to_string().replace(' ', "") == "cfg(test)";
                }
            }
            TokenTree::Punct(punct) if punct.as_char() == ';' => skip_item = false,
            TokenTree::Group(group) if skip_item => skip_item = group.delimiter() != Delimiter::Brace,
            TokenTree::Group(group) => literals(group.stream(), found),
            TokenTree::Literal(literal) if !skip_item => {
                if let Ok(text) = syn::parse_str::<syn::LitStr>(&literal.to_string())
                    && is_for_people(&text.value())
                {
                    found(literal.span().start().line, text.value());
                }
            }
            _ => {}
        }
    }
}

/// Whether a text is for people: a sentence or a name, and no class, address, key or selector.
fn is_for_people(text: &str) -> bool {
    let plain = without_places(text);
    let letters = plain.chars().filter(|c| c.is_alphabetic()).count();
    let words: Vec<&str> = plain.split_whitespace().collect();
    let is_code = |word: &&str| {
        word.contains(['_', '=', '<', '>', '\\', '/', '#', '[', '$'])
            || word.contains("::")
            || (word.contains('-') && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'))
    };
    match words.as_slice() {
        _ if letters < 2 => false,
        [word] if text.contains(' ') => !is_code(word),
        [word] => !is_code(word) && word.chars().any(char::is_uppercase) && word.chars().any(char::is_lowercase),
        words => words.iter().filter(|word| is_code(word)).count() * 3 < words.len(),
    }
}

/// A text without what `format!` puts into it.
fn without_places(text: &str) -> String {
    let mut plain = String::new();
    let mut depth = 0_usize;
    for c in text.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            c if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    plain
}

/// What stands between the tags of a page.
fn page_texts(page: &str) -> impl Iterator<Item = (usize, String)> {
    let mut found = Vec::new();
    let mut at = 0;
    for piece in page.split_inclusive('>') {
        let (text, _) = piece.split_once('<').unwrap_or((piece, ""));
        let words: Vec<&str> = text.split_whitespace().collect();
        if text.chars().any(char::is_alphabetic) && !text.contains(['{', '=']) {
            let lead = text.len() - text.trim_start().len();
            let before = page.get(..at + lead).unwrap_or_default();
            found.push((before.matches('\n').count() + 1, words.join(" ")));
        }
        at += piece.len();
    }
    found.into_iter()
}

/// The texts for people in a script: what stands between quotation marks, a line each.
fn script_texts(script: &str) -> impl Iterator<Item = (usize, String)> {
    let mut found = Vec::new();
    for (number, line) in script.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")) {
        let mut rest = line;
        while let Some((mark, after)) =
            rest.find(['"', '\'', '`']).and_then(|at| Some((rest.get(at..=at)?, rest.get(at + 1..)?)))
        {
            let Some((text, behind)) = after.split_once(mark) else { break };
            if is_for_people(text) {
                found.push((number + 1, text.to_owned()));
            }
            rest = behind;
        }
    }
    found.into_iter()
}

/// Our words in a call file.
fn call_texts(json: &Json, found: &mut dyn FnMut(&str)) {
    match json {
        Json::Array(items) => items.iter().for_each(|item| call_texts(item, found)),
        Json::Object(map) => {
            for (key, value) in map {
                if OUR_KEYS.contains(&key.as_str()) {
                    match value {
                        Json::String(text) => found(text),
                        Json::Array(items) => items.iter().filter_map(Json::as_str).for_each(&mut *found),
                        _ => {}
                    }
                }
                call_texts(value, found);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A phrase a line. After a `|`, the files or folders in which it may stand.
    const NEVER: &str = include_str!("copy-never.txt");

    /// The phrases that can never be right, each with the files and folders in which it may stand.
    fn never() -> impl Iterator<Item = (String, Vec<&'static str>)> {
        NEVER.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')).map(|line| {
            let (phrase, allowed) = line.split_once('|').unwrap_or((line, ""));
            (phrase.trim().to_lowercase(), allowed.split_whitespace().collect())
        })
    }

    /// Whether a phrase stands in a text as whole words.
    fn holds(text: &str, phrase: &str) -> bool {
        let text = text.to_lowercase().replace('\u{2019}', "'");
        text.match_indices(phrase).any(|(at, _)| {
            let before = text.get(..at).and_then(|before| before.chars().next_back());
            let after = text.get(at + phrase.len()..).and_then(|after| after.chars().next());
            let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            !is_word(before) && !is_word(after)
        })
    }

    #[test]
    fn no_text_has_a_phrase_that_can_never_be_right() {
        let texts = texts().unwrap();
        assert!(texts.len() > 1500, "only {} texts were found", texts.len());
        let mut wrong = Vec::new();
        for (phrase, allowed) in never() {
            let is_allowed = |file: &str| allowed.iter().any(|place| file.starts_with(place));
            for Passage { file, line, text } in texts.iter().filter(|text| !is_allowed(&text.file)) {
                if holds(&without_places(text), &phrase) {
                    wrong.push(format!("{file}:{line}: \u{201c}{phrase}\u{201d} in: {text}"));
                }
            }
        }
        assert!(wrong.is_empty(), "see xtask/src/copy-never.txt\n{}", wrong.join("\n"));
    }

    #[test]
    fn texts_for_people_are_told_from_others() {
        for (text, is) in [
            ("Saved on this device", true),
            ("Redo", true),
            ("{} left", true),
            (" (opens in a new tab)", true),
            ("button button-second", false),
            ("upbeat/draft/", false),
            ("aria-label", false),
            ("{name}.zip", false),
            ("input[type=checkbox]", false),
            ("\u{201c}{name}\u{201d} restored.", true),
        ] {
            assert_eq!(is_for_people(text), is, "{text}");
        }
    }

    #[test]
    fn tests_attributes_and_comments_are_left_out() {
        let source = r#"
            //! Not this one.
            /// Nor this one.
            #[cfg_attr(a, doc = "Nor this one.")]
            fn a() { say(format!("This {one}")); view! { <p class="note">"And this"</p> } }
            #[cfg(test)]
            mod tests { const A: &str = "Not here either"; }
            #[cfg(test)]
            mod more;
            const B: &str = "This too";
        "#;
        let mut found = Vec::new();
        literals(source.parse().unwrap(), &mut |line, text| found.push((line, text)));
        let expected = [(5, "This {one}"), (5, "And this"), (10, "This too")];
        assert_eq!(found, expected.map(|(line, text)| (line, text.to_owned())));
    }

    #[test]
    fn phrases_are_whole_words() {
        assert!(holds("Kept for good.", "for good") && holds("At NOON", "noon"));
        assert!(!holds("afternoon", "noon") && !holds("for goods", "for good"));
    }
}
