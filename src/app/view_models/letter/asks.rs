//! What the hub asks of one part of a letter: its own sentences, split into their clauses, each with its tick. No word is
//! left out.

use crate::app::view_models::is_safe_link;
use crate::call::{Link, Prompt, Statement};

/// Some words of the hub, in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// The words.
    pub words: String,
    /// The point that is ticked here. Words around the points have no tick.
    pub point: Option<String>,
}

/// What the hub asks of a prompt. Each point is ticked once, in the clause that holds its words.
pub fn asks(prompt: &Prompt) -> Vec<Ask> {
    let mut left: Vec<(&str, &str)> =
        prompt.points.iter().map(|item| (item.id.as_str(), item.quote.trim())).filter(|(_, q)| !q.is_empty()).collect();
    let mut all = Vec::new();
    for passage in prompt.statements.iter().flat_map(passages) {
        split(passage, &mut left, &mut all);
    }
    // Words that overlap others, or stand elsewhere in the call.
    all.extend(left.into_iter().map(|(id, quote)| Ask { words: quote.to_owned(), point: Some(id.to_owned()) }));
    all
}

/// The links in what the hub asks, each place once: a label with a tick cannot hold them.
pub fn links_asked(prompt: &Prompt) -> Vec<Link> {
    let mut all: Vec<Link> = Vec::new();
    let links = prompt.statements.iter().flat_map(|statement| &statement.links);
    for link in links.filter(|link| link.href.as_deref().is_some_and(is_safe_link)) {
        if !all.iter().any(|known| known.href == link.href) {
            all.push(link.clone());
        }
    }
    all
}

/// The paragraphs of a statement, the items of its list, and whom it quotes.
fn passages(statement: &Statement) -> impl Iterator<Item = &str> {
    let items = statement.items.iter().map(String::as_str);
    statement.text.split("\n\n").chain(items).chain(statement.quoted_from.as_deref())
}

/// Splits a passage at the points whose words it holds, and takes them from those that are left.
fn split(passage: &str, left: &mut Vec<(&str, &str)>, out: &mut Vec<Ask>) {
    let mut found: Vec<(usize, usize, &str)> =
        left.iter().filter_map(|(id, quote)| passage.find(quote).map(|at| (at, at + quote.len(), *id))).collect();
    found.sort_unstable();
    let mut end = 0;
    found.retain(|(from, to, _)| {
        let is_free = *from >= end;
        end = if is_free { *to } else { end };
        is_free
    });
    left.retain(|(id, _)| !found.iter().any(|(.., own)| own == id));
    let mut put = |from: usize, to: usize, point: Option<&str>| {
        let words = passage.get(from..to).unwrap_or_default().trim();
        if !words.is_empty() {
            out.push(Ask { words: words.to_owned(), point: point.map(str::to_owned) });
        }
    };
    let mut clause: Option<(usize, usize, &str)> = None;
    for (from, to, id) in found {
        let (before, begins) = match clause {
            Some((_, ended, _)) => cut(passage, ended, from),
            None => (0, last_sentence(passage, 0, from)),
        };
        if let Some((began, _, id)) = clause {
            put(began, before, Some(id));
        }
        put(before, begins, None);
        clause = Some((begins, to, id));
    }
    let mut rest = 0;
    if let Some((began, ended, id)) = clause {
        rest = if ends_sentence(passage, ended) { ended } else { first_sentence(passage, ended, passage.len()) };
        put(began, rest, Some(id));
    }
    put(rest, passage.len(), None);
}

/// Where, between two quotes, the clause of the first one ends, and where that of the second begins. Whole sentences
/// between them belong to neither.
fn cut(passage: &str, from: usize, to: usize) -> (usize, usize) {
    let begins = last_sentence(passage, from, to);
    if ends_sentence(passage, from) {
        return (from, begins);
    }
    if begins > from {
        return (first_sentence(passage, from, to), begins);
    }
    // Within a sentence: what is written onto the first quote, a comma perhaps, stays with it.
    let gap = passage.get(from..to).unwrap_or_default();
    let stays = from + gap.find(char::is_whitespace).unwrap_or(gap.len());
    (stays, stays)
}

/// Whether a sentence ends before this place, or nothing is before it.
fn ends_sentence(passage: &str, at: usize) -> bool {
    let (before, after) = passage.split_at_checked(at).unwrap_or((passage, ""));
    let goes_on = after.trim_start().starts_with(char::is_lowercase);
    let is_apart = after.is_empty() || after.starts_with(char::is_whitespace);
    before.is_empty() || (before.ends_with(['.', '?', '!']) && is_apart && !goes_on)
}

/// The ends of the sentences between two places.
fn ends(passage: &str, from: usize, to: usize) -> impl DoubleEndedIterator<Item = usize> {
    let gap = passage.get(from..to).unwrap_or_default();
    gap.char_indices().map(move |(at, c)| from + at + c.len_utf8()).filter(move |at| ends_sentence(passage, *at))
}

/// The end of the first sentence that ends between two places, or the second of them.
fn first_sentence(passage: &str, from: usize, to: usize) -> usize {
    ends(passage, from, to).next().unwrap_or(to)
}

/// The end of the last one, or the first of the places.
fn last_sentence(passage: &str, from: usize, to: usize) -> usize {
    ends(passage, from, to).next_back().unwrap_or(from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::call::{Item, ItemId, Strength};
    use crate::documents::sample::call;
    use crate::draft::shipped;

    /// What is asked, each clause with a tick in brackets.
    fn shown(text: &str, quotes: &[&str]) -> Vec<String> {
        let mut prompt = call().letters[0].prompts[0].clone();
        text.clone_into(&mut prompt.statements[0].text);
        prompt.points = quotes
            .iter()
            .enumerate()
            .map(|(at, quote)| Item {
                id: ItemId::new(&format!("p{at}")).unwrap(),
                quote: (*quote).to_owned(),
                strength: Strength::Should,
            })
            .collect();
        let one = |ask: Ask| if ask.point.is_some() { format!("[{}]", ask.words) } else { ask.words };
        asks(&prompt).into_iter().map(one).collect()
    }

    #[test]
    fn sentences_are_split_into_their_clauses() {
        for (text, quotes, expected) in [
            ("Say why.", &["Say why."][..], &["[Say why.]"][..]),
            ("Say why. Say how.", &["Say why."], &["[Say why.]", "Say how."]),
            ("Say why. Say how.", &["Say how"], &["Say why.", "[Say how.]"]),
            (
                "Highlight your vision and how this helps your goals.",
                &["Highlight your vision", "how this helps your goals"],
                &["[Highlight your vision]", "[and how this helps your goals.]"],
            ),
            (
                "Show it. This could include outreach, events, and work in schools.",
                &["Show it.", "outreach", "events", "work in schools"],
                &["[Show it.]", "[This could include outreach,]", "[events,]", "[and work in schools.]"],
            ),
            (
                "Tell us what you gain (up to 300 words). Be brief. Add who helps.",
                &["what you gain", "who helps"],
                &["[Tell us what you gain (up to 300 words).]", "Be brief.", "[Add who helps.]"],
            ),
            ("Say e.g. how many.", &["how many"], &["[Say e.g. how many.]"]),
            (
                "Your school\u{2019}s goals matter.",
                &["Your school", "matter"],
                &["[Your school\u{2019}s]", "[goals matter.]"],
            ),
            // Points that overlap, and one that stands elsewhere.
            ("Say why and how.", &["why and", "and how"], &["[Say why and how.]", "[and how]"]),
            ("Say why.", &["for whom"], &["Say why.", "[for whom]"]),
            ("Say why.", &[], &["Say why."]),
            ("", &[], &[]),
        ] {
            assert_eq!(shown(text, quotes), expected, "{text}");
        }
    }

    #[test]
    fn no_word_of_a_call_is_left_out_and_each_point_is_ticked_once() {
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        for prompt in shipped().iter().flat_map(|call| &call.letters).flat_map(|letter| &letter.prompts) {
            let asks = asks(prompt);
            let shown: Vec<String> = asks.iter().flat_map(|ask| words(&ask.words)).collect();
            let said: Vec<String> = prompt.statements.iter().flat_map(passages).flat_map(words).collect();
            assert!(shown.starts_with(&said), "{}: {shown:?}", prompt.id);
            let mut ticked: Vec<&str> = asks.iter().filter_map(|ask| ask.point.as_deref()).collect();
            let mut points: Vec<&str> = prompt.points.iter().map(|item| item.id.as_str()).collect();
            ticked.sort_unstable();
            points.sort_unstable();
            assert_eq!(ticked, points, "{}", prompt.id);
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_keeps_its_words(text in "[A-Za-z,.?! \u{e9}]{0,80}", from in 0..80_usize, length in 1..30_usize) {
            let quote: String = text.chars().skip(from).take(length).collect();
            let quotes = [quote.trim()];
            let all = shown(&text, &quotes).join(" ").replace(['[', ']'], "");
            let words = |text: &str| text.split_whitespace().collect::<String>();
            proptest::prop_assert_eq!(words(&all), words(&text));
        }
    }
}
