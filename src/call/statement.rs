//! The hub's own words: statements kept verbatim, each with the heading that it stands under.

use serde::Serialize;

use super::{HeadingId, OddityId, Voice};

/// One statement of the hub, word for word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Statement {
    /// The words, verbatim, without the source's typography. Blank lines separate paragraphs.
    pub text: String,
    /// The heading of the source under which they stand.
    #[serde(rename = "under-heading")]
    pub under: HeadingId,
    /// The beginning of `text` that the source sets in bold as a label ("Annual evaluation:").
    #[serde(rename = "opening-words-in-bold", default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<String>,
    /// Whom the hub itself quotes here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quoted_from: Option<String>,
    /// Links within the text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// A list that follows the text, each item verbatim.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<String>,
    /// What is odd about these words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub oddities: Vec<OddityId>,
}

/// A link within a statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Link {
    /// The linked words: a part of the statement's text or of one of its items.
    pub text: String,
    /// Where they lead: an `https:`, `http:` or `mailto:` address. None where the source shows a link but not its address.
    #[serde(rename = "leads-to", default, skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
}

/// The links of a statement to which its text has not come yet. Each is given once, in the order of the text: the same
/// words may lead to two places, and words that come again are linked the first time.
#[derive(Debug, Clone)]
pub struct LinksLeft<'a>(Vec<&'a Link>);

impl<'a> LinksLeft<'a> {
    /// These links.
    pub fn new(links: impl IntoIterator<Item = &'a Link>) -> Self {
        Self(links.into_iter().filter(|link| !link.text.is_empty()).collect())
    }

    /// The link whose words come first in the text, with what is before and after them. It is not given again.
    pub fn take<'t>(&mut self, text: &'t str) -> Option<(&'t str, &'a Link, &'t str)> {
        let places =
            self.0.iter().enumerate().filter_map(|(number, link)| Some((text.find(&link.text)?, number, *link)));
        // Of two that begin at one place, the longer one.
        let (at, number, link) = places.min_by_key(|(at, _, link)| (*at, usize::MAX - link.text.len()))?;
        self.0.remove(number);
        let (before, rest) = text.split_at_checked(at)?;
        Some((before, link, rest.strip_prefix(link.text.as_str())?))
    }
}

/// A document of the hub from which statements are taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Source {
    /// The document's own title.
    pub title: String,
    /// Where it was published, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Its headings, in order, those that have nothing under them included.
    pub headings: Vec<Heading>,
}

/// A heading of a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Heading {
    /// Its id, to refer to it.
    pub id: HeadingId,
    /// The heading, verbatim.
    pub text: String,
    /// The heading above it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<HeadingId>,
}

/// What a passage is about: where the product shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Topic {
    /// What a Lead School is, and what for.
    Purpose,
    /// How many of which setting are sought, and where; what balance the hub wants among the schools that it chooses, which
    /// no single school can judge. It is shown and never checked.
    Places,
    /// What introduces the criteria.
    Criteria,
    /// What introduces the focus areas.
    FocusAreas,
    /// How schools are chosen; what an application consists of.
    Recruitment,
    /// How and when to apply.
    Application,
    /// What introduces the supporting letter.
    Letter,
    /// Choosing among applications, in general.
    Shortlisting,
    /// The visit to a shortlisted school.
    Visit,
    /// The interview.
    Interview,
    /// What the panel looks at besides the application.
    Scrutiny,
    /// How long the status lasts and how it is reviewed.
    Status,
    /// Meetings of Lead Schools.
    Meetings,
    /// What a Lead School gets.
    Benefits,
    /// The agreement between school and hub.
    Agreement,
    /// What the programme is to achieve.
    Outcomes,
    /// What a Lead School does.
    SchoolRoles,
    /// What the hub does.
    HubRoles,
    /// How progress is followed.
    Monitoring,
    /// What happens with personal data.
    Data,
}

/// Statements that are shown together, under one of the source's headings or a part of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Passage {
    /// What it is about.
    pub topic: Topic,
    /// The hub's statements, in their order. Empty only where the source has a heading and nothing under it;
    /// then `oddities` says so.
    pub statements: Vec<Statement>,
    /// The heading of the source that has nothing under it, where there are no statements to name theirs.
    #[serde(rename = "under-heading", default, skip_serializing_if = "Option::is_none")]
    pub under: Option<HeadingId>,
    /// What is odd about the whole passage.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub oddities: Vec<OddityId>,
}

/// How strongly the source asks for something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Strength {
    /// "must", "needs to", a condition.
    Must,
    /// "should".
    Should,
    /// "may", "could", optional.
    May,
    /// "will be considering", without saying how strongly.
    Considered,
}

/// What kind of oddity it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum OddityKind {
    /// The text contradicts itself or the calendar.
    Conflict,
    /// The text can be read in more than one way.
    Ambiguous,
    /// The hub has not published it.
    NotPublished,
    /// The text rests on something that has changed since.
    Outdated,
}

/// Something in the hub's text that does not fit or is missing, and what we make of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Oddity {
    /// Its id, to refer to it.
    pub id: OddityId,
    /// What kind it is.
    pub kind: OddityKind,
    /// What we say about it to schools, in our words.
    pub note: String,
    /// Whether the school should ask the hub about it.
    #[serde(rename = "schools-should-ask", default)]
    pub ask: bool,
    /// The problem of the call check that this explains, and so excuses.
    #[serde(rename = "explains-check-warning", default, skip_serializing_if = "Option::is_none")]
    pub excuses: Option<Excuse>,
}

/// A problem that the call check finds and that is the hub's own text's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Excuse {
    /// The problem's code ("weekday").
    pub code: String,
    /// The id of what it is about (of the date, the document…); where that has none, the key at the top of the file that
    /// it stands under ("submission").
    pub about: String,
}

impl Oddity {
    /// Whether "ask the hub" has to be added to the note: the school should, and the note does not say so itself.
    pub fn add_ask(&self) -> bool {
        self.ask && !Voice::is_asked_in(&self.note)
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    #[test]
    fn each_link_is_given_once_where_its_words_come_first() {
        let link = |text: &str, href: &str| Link { text: text.to_owned(), href: Some(href.to_owned()) };
        for (links, text, expected) in [
            (vec![], "See here.", "See here."),
            (vec![link("here", "1")], "See here.", "See [here 1]."),
            (vec![link("here", "1")], "See here, and here.", "See [here 1], and here."),
            (vec![link("here", "1"), link("here", "2")], "See here, and here.", "See [here 1], and [here 2]."),
            (vec![link("plan", "2"), link("guide", "1")], "The guide, the plan.", "The [guide 1], the [plan 2]."),
            (vec![link("plan", "1"), link("plan for music", "2")], "The plan for music.", "The [plan for music 2]."),
            (vec![link("", "1"), link("gone", "2")], "Nothing.", "Nothing."),
        ] {
            let mut left = LinksLeft::new(&links);
            let (mut shown, mut rest) = (String::new(), text);
            while let Some((before, link, after)) = left.take(rest) {
                let _ = write!(shown, "{before}[{} {}]", link.text, link.href.as_deref().unwrap());
                rest = after;
            }
            assert_eq!(shown + rest, expected, "{text}");
        }
    }
}
