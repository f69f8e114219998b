//! How a sentence speaks of the hub: "the hub", or "we" where the page is the hub's own. The one place that knows both.

/// The words for the hub in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Voice {
    /// Somebody else speaks of it: "the hub".
    #[default]
    Other,
    /// It speaks itself: "we".
    Own,
}

impl Voice {
    /// It as what the sentence is about, with the verb as it follows "the hub": "the hub asks", "we ask". An adverb may
    /// stand before the verb, and nothing behind it.
    pub fn subject(self, verb: &str) -> String {
        match self {
            Self::Other => format!("the hub {verb}"),
            Self::Own => format!("we {}", plural(verb)),
        }
    }

    /// The same at the beginning of a sentence: "The hub asks", "We ask".
    pub fn opening(self, verb: &str) -> String {
        match self {
            Self::Other => format!("The hub {verb}"),
            Self::Own => format!("We {}", plural(verb)),
        }
    }

    /// It as whom something is done to: "the hub", "us".
    pub fn object(self) -> &'static str {
        match self {
            Self::Other => "the hub",
            Self::Own => "us",
        }
    }

    /// Whose something is: "the hub’s", "our".
    pub fn possessive(self) -> &'static str {
        match self {
            Self::Other => "the hub\u{2019}s",
            Self::Own => "our",
        }
    }

    /// The same at the beginning of a sentence.
    pub fn opening_possessive(self) -> &'static str {
        match self {
            Self::Other => "The hub\u{2019}s",
            Self::Own => "Our",
        }
    }

    /// Whom to ask: "Ask the hub", "Ask us".
    pub fn ask(self) -> &'static str {
        match self {
            Self::Other => "Ask the hub",
            Self::Own => "Ask us",
        }
    }

    /// The name of the page on which the file for the hub is made and sent.
    pub fn send_to(self) -> &'static str {
        match self {
            Self::Other => "Send to the hub",
            Self::Own => "Send to us",
        }
    }

    /// What is said of a deadline that is still to come: the next one, where others have passed.
    pub fn deadline_not_published(self, is_next: bool) -> String {
        format!("{} not published {} deadline.", self.opening("has"), if is_next { "the next" } else { "a" })
    }

    /// Whether a text tells itself to ask the hub, in either voice.
    pub fn is_asked_in(text: &str) -> bool {
        let text = text.to_lowercase();
        [Self::Other, Self::Own].into_iter().any(|voice| text.contains(&voice.ask().to_lowercase()))
    }
}

/// A verb as it follows "we".
fn plural(verb: &str) -> &str {
    match verb {
        "has" => "have",
        "does" => "do",
        "is" => "are",
        verb => verb.strip_suffix('s').unwrap_or(verb),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_voices() {
        for (verb, other, own) in [
            ("asks", "the hub asks", "we ask"),
            ("has", "the hub has", "we have"),
            ("does", "the hub does", "we do"),
            ("is", "the hub is", "we are"),
            ("may", "the hub may", "we may"),
            ("no longer asks", "the hub no longer asks", "we no longer ask"),
        ] {
            assert_eq!((Voice::Other.subject(verb).as_str(), Voice::Own.subject(verb).as_str()), (other, own));
            let upper = |text: &str| text.replacen("the", "The", 1).replacen("we", "We", 1);
            assert_eq!((Voice::Other.opening(verb), Voice::Own.opening(verb)), (upper(other), upper(own)));
        }
        for (text, asked) in [("No date. Ask the hub.", true), ("You can ask us", true), ("We ask schools", false)] {
            assert_eq!(Voice::is_asked_in(text), asked, "{text}");
        }
    }
}
