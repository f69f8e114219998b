//! Finding and shortening the hub's own words.

use crate::call::Statement;

/// The statement that `text` is a part of; failing that, the first one.
pub(super) fn holding<'a>(text: &str, statements: impl Iterator<Item = &'a Statement>) -> Option<&'a Statement> {
    let mut first = None;
    for statement in statements {
        if statement.text.contains(text) || statement.items.iter().any(|item| item.contains(text)) {
            return Some(statement);
        }
        first = first.or(Some(statement));
    }
    first
}

/// A statement in a few words: its lead, or else its beginning.
pub(super) fn summary(statement: &Statement) -> String {
    const LONG: usize = 72;
    if let Some(lead) = &statement.lead {
        return lead.trim().trim_end_matches([':', '.']).to_owned();
    }
    let text = statement.text.trim();
    let text = text.lines().next().unwrap_or(text).trim_end_matches(['.', ';', ':']);
    match text.char_indices().nth(LONG) {
        None => text.to_owned(),
        Some((end, _)) => {
            let head = text.get(..end).unwrap_or(text);
            let head = head.rfind(' ').and_then(|space| head.get(..space)).unwrap_or(head);
            format!("{}\u{2026}", head.trim_end_matches([',', ';', ':']))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::call::HeadingId;

    #[test]
    fn a_statement_in_a_few_words() {
        let say = |text: &str, lead: Option<&str>| {
            summary(&Statement {
                text: text.to_owned(),
                under: HeadingId::new("h").unwrap(),
                lead: lead.map(str::to_owned),
                quoted_from: None,
                links: Vec::new(),
                items: Vec::new(),
                oddities: Vec::new(),
            })
        };
        assert_eq!(say("Attend the meetings.", None), "Attend the meetings");
        assert_eq!(say("Advocacy: speak up for music.", Some("Advocacy:")), "Advocacy");
        let long =
            "Encourage a culture of data and information sharing to enhance music education provision, everywhere";
        assert_eq!(say(long, None), "Encourage a culture of data and information sharing to enhance music\u{2026}");
        assert_eq!(say(&"\u{e9}".repeat(100), None).chars().count(), 73);
    }
}
