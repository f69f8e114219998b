//! Quotes: that they are the hub's very words.

use crate::call::Statement;
use crate::call::check::context::{CheckContext, statement_texts};
use crate::call::check::problem::{Location, quoted};

/// Quotes are the hub's very words: of the criterion for points and their branches, of the letter for a statement of
/// support, of any statement for items to tick and for who is asked to attend.
pub(in crate::call::check) fn verbatim(context: &CheckContext) -> Vec<Location> {
    let quotes = context.texts().filter(|(node, _)| node.key == "quote" || node.key == "attendance-quote");
    let locations = quotes.filter_map(|(node, quote)| {
        let home = home(&node.path);
        let said: Vec<&str> = context
            .statements
            .iter()
            .filter(|(path, _)| home.as_ref().is_none_or(|(home, _)| path.starts_with(home)))
            .flat_map(|(path, statement)| texts(path, statement))
            .collect();
        let whose = home.map_or("this call", |(_, whose)| whose);
        (!said.iter().any(|text| says(text, quote))).then(|| {
            let nearly = said.iter().find_map(|text| nearly(text, quote));
            let what = match nearly {
                Some(words) => format!(
                    "the hub\u{2019}s text of {whose} says {}, not {}: copy it word for word",
                    quoted(words),
                    quoted(quote)
                ),
                None => {
                    format!("the hub\u{2019}s text of {whose} does not have {}: copy it word for word", quoted(quote))
                }
            };
            Location::new(&node.path, what)
        })
    });
    locations.collect()
}

/// The path under which a quote's statement must stand, and whose it is; None where any statement will do.
fn home(path: &str) -> Option<(String, &'static str)> {
    let mut steps = path.split('/').skip(1);
    let (list, index) = (steps.next()?, steps.next()?);
    match (list, steps.next()?) {
        ("criteria", _) => Some((format!("/criteria/{index}/"), "the criterion")),
        ("letters", "support") => Some((format!("/letters/{index}/"), "the letter")),
        _ => None,
    }
}

/// Whether `text` says `quote`, whole words only.
pub(super) fn says(text: &str, quote: &str) -> bool {
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text.match_indices(quote).any(|(at, _)| {
        let (before, after) = (text.get(..at).unwrap_or_default(), text.get(at + quote.len()..).unwrap_or_default());
        let cut_before = word(before.chars().next_back()) && word(quote.chars().next());
        let cut_after = word(after.chars().next()) && word(quote.chars().next_back());
        !cut_before && !cut_after
    })
}

fn texts<'s>(path: &str, statement: &'s Statement) -> Vec<&'s str> {
    statement_texts(path, statement).into_iter().map(|(_, text)| text).collect()
}

/// The words of a text that differ from a quote only in what the hand easily gets wrong: spaces, capitals, punctuation.
fn nearly<'t>(text: &'t str, quote: &str) -> Option<&'t str> {
    let letters: Vec<(usize, char)> = plain(text).collect();
    let wanted: Vec<char> = plain(quote).map(|(_, c)| c).collect();
    let same = |window: &&[(usize, char)]| window.iter().map(|(_, c)| c).eq(&wanted);
    let found = letters.windows(wanted.len().max(1)).find(same)?;
    let (start, end) = (found.first()?.0, found.last()?.0);
    // Whole words: the quote may have cut one.
    let head = text.get(..start)?;
    let start = head.trim_end_matches(char::is_alphanumeric).len();
    let rest = text.get(end..)?;
    let end = text.len() - rest.trim_start_matches(char::is_alphanumeric).len();
    text.get(start..end)
}

/// The letters and digits of a text in lower case, each with where it stands.
fn plain(text: &str) -> impl Iterator<Item = (usize, char)> {
    let letters = text.char_indices().filter(|(_, c)| c.is_alphanumeric());
    letters.flat_map(|(at, c)| c.to_lowercase().map(move |c| (at, c)))
}
