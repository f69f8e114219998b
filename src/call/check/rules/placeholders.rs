//! Placeholders: what somebody meant to fill in before the file was published.
//!
//! A hub may use brackets itself, in a subject to be filled in ("[school name]") or in a quotation ("[at least]"), and
//! may leave a date to be confirmed. So in its own words only sure signs are mistakes.

use crate::call::check::context::{CheckContext, Node};
use crate::call::check::problem::{Location, quoted};
use crate::call::{PLACEHOLDER_WORDS, When, angle_placeholder, bracket_placeholder, starts_with_word, x_placeholder};

use super::references::is_reference;
use super::text::TAGS;

/// Words that a hub may use itself.
const OPEN_WORDS: [&str; 3] = ["tbc", "tbd", "tba"];
/// Keys of the hub's words.
const HUB_WORDS: [&str; 8] = ["text", "items", "title", "subject", "what", "venue", "phase", "quoted-from"];
/// Keys without words of their own: parts of other words, and what no person reads.
const NO_WORDS: [&str; 7] = ["$schema", "id", "quote", "attendance-quote", "opening-words-in-bold", "code", "about"];
/// What stands in brackets to be filled in, by its last word.
const BLANKS: [&str; 20] = [
    "name",
    "date",
    "time",
    "year",
    "link",
    "url",
    "email",
    "address",
    "venue",
    "number",
    "amount",
    "logo",
    "title",
    "here",
    "school",
    "hub",
    "region",
    "telephone",
    "phone",
    "deadline",
];
/// More words in brackets are a remark.
const MOST_WORDS: usize = 5;

/// No text waits to be filled in.
pub(in crate::call::check) fn placeholders(context: &CheckContext) -> Vec<Location> {
    let locations = texts(context).filter_map(|(node, text)| {
        let found = find(text, |sign, rest| sure(sign, rest, is_hubs(node)))?;
        let what = format!("{} is still to be filled in: write what belongs there, or delete it", quoted(found));
        Some(Location::new(&node.path, what))
    });
    locations.collect()
}

/// The hub's words leave nothing to be confirmed or filled in.
pub(in crate::call::check) fn left_open(context: &CheckContext) -> Vec<Location> {
    let locations =
        texts(context).filter(|(node, _)| !is_known_open(context, &node.path)).filter_map(|(node, text)| {
            if find(text, |sign, rest| sure(sign, rest, is_hubs(node))).is_some() {
                return None;
            }
            let found = find(text, open)?;
            let what = format!(
                "{} may be unfinished: if so, write what belongs there. If the hub\u{2019}s text has it, keep it",
                quoted(found)
            );
            Some(Location::new(&node.path, what))
        });
    locations.collect()
}

/// The texts that may have placeholders.
fn texts<'c>(context: &'c CheckContext<'c>) -> impl Iterator<Item = (&'c Node<'c>, &'c str)> {
    let linked = |node: &Node| node.key == "text" && node.path.contains("/links/");
    context.texts().filter(move |(node, _)| !NO_WORDS.contains(&node.key) && !is_reference(node) && !linked(node))
}

fn is_hubs(node: &Node) -> bool {
    HUB_WORDS.contains(&node.key)
}

/// Whether the file says itself that the date to which the path leads is open.
fn is_known_open(context: &CheckContext, path: &str) -> bool {
    let index = path.strip_prefix("/dates/").and_then(|rest| rest.split('/').next()?.parse::<usize>().ok());
    let date = index.and_then(|i| context.call.dates.get(i));
    date.is_some_and(|date| date.when == When::NotPublished || !date.certain)
}

/// What a placeholder begins with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// A letter, at the beginning of the text.
    First,
    /// A letter, at the beginning of another word.
    Word,
    /// A mark.
    Mark(char),
}

/// The first placeholder of a text. `look` is given every place where one may begin.
fn find<'t>(text: &'t str, look: impl Fn(Sign, &'t str) -> Option<&'t str>) -> Option<&'t str> {
    let mut before = ' ';
    text.char_indices().find_map(|(at, c)| {
        let (head, rest) = text.split_at_checked(at)?;
        let begins = !before.is_alphanumeric();
        // "20XX" is a year to be filled in, "2XX" the end of a postcode.
        let century = head.strip_suffix("20").filter(|_| c.eq_ignore_ascii_case(&'x'));
        let is_year = century.is_some_and(|head| !head.ends_with(char::is_alphanumeric));
        let sign = match c {
            c if c.is_alphabetic() && begins && at == 0 => Sign::First,
            c if c.is_alphabetic() && begins || is_year => Sign::Word,
            // A run is looked at once.
            '?' if before == '?' => Sign::Mark(' '),
            c => Sign::Mark(c),
        };
        before = c;
        look(sign, rest)
    })
}

/// A placeholder that surely is one.
fn sure(sign: Sign, rest: &str, hubs: bool) -> Option<&str> {
    match sign {
        Sign::First | Sign::Word => {
            let words = PLACEHOLDER_WORDS.iter().filter(|word| !OPEN_WORDS.contains(word));
            let word =
                words.into_iter().find_map(|word| starts_with_word(rest, word)).or_else(|| x_placeholder(rest, 2));
            word.or_else(|| insert(rest).filter(|_| !hubs && sign == Sign::First))
        }
        Sign::Mark('{') => {
            let inner = rest.strip_prefix('{').filter(|inner| inner.starts_with('{'))?;
            bracket_placeholder(inner, b'}').map(|(found, _)| found)
        }
        Sign::Mark('?') => rest.starts_with("???").then(|| rest.get(..3)).flatten(),
        Sign::Mark(_) => blank(sign, rest).filter(|_| !hubs),
    }
}

/// A placeholder that may be meant.
fn open(sign: Sign, rest: &str) -> Option<&str> {
    match sign {
        Sign::First | Sign::Word => {
            let word = OPEN_WORDS.iter().find_map(|word| starts_with_word(rest, word));
            word.or_else(|| insert(rest).filter(|_| sign == Sign::First))
        }
        Sign::Mark(_) => blank(sign, rest),
    }
}

/// "[School name]", "(insert date)", "<link>".
fn blank(sign: Sign, rest: &str) -> Option<&str> {
    match sign {
        Sign::Mark('[') => {
            bracket_placeholder(rest, b']').filter(|(whole, fill)| *fill || is_blank(whole)).map(|(whole, _)| whole)
        }
        Sign::Mark('(') => {
            let waits = rest.get(1..).is_some_and(|inner| starts_with_word(inner, "insert").is_some());
            bracket_placeholder(rest, b')').filter(|_| waits).map(|(whole, _)| whole)
        }
        // What is left of a web page is told of by itself.
        Sign::Mark('<') => angle_placeholder(rest).filter(|whole| !TAGS.iter().any(|tag| whole.starts_with(tag))),
        _ => None,
    }
}

/// Whether what stands in brackets names something to be filled in.
fn is_blank(whole: &str) -> bool {
    let words: Vec<&str> = whole.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let last = words.last().filter(|_| words.len() <= MOST_WORDS);
    let named = |word: &&str| BLANKS.iter().any(|blank| word.eq_ignore_ascii_case(blank));
    last.is_some_and(named) || words.iter().any(|word| x_placeholder(word, 2).is_some())
}

/// "Insert link here": a short text that begins so.
fn insert(text: &str) -> Option<&str> {
    let short = text.split_whitespace().count() <= MOST_WORDS;
    starts_with_word(text, "insert").filter(|_| short).map(|_| text)
}
