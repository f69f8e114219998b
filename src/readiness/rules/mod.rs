//! The rules, one file each. A rule reads a [`Case`] and adds what it finds; it never writes anything else.
//!
//! # What holds an application up
//!
//! The hub decides who is chosen; the check only tells whether an application is *complete and honest enough to send*.
//! So, for a thing that the hub asks for:
//!
//! | how the hub asks | not answered | answered "not there yet" |
//! |---|---|---|
//! | must | blocks | blocks: the hub's own words make it a requirement |
//! | should, considered | blocks: the hub wants to know | would strengthen; an honest "not yet" is an answer |
//! | may | would strengthen | would strengthen |
//!
//! To say that something is in place without saying how one knows counts as not answered. What only the hub can
//! settle (its words leave it open, or rest on something that has changed since) never holds a school up. Ticks that
//! are there to help the writer (points of a prompt covered, contents of a document, reasons for a focus area, a next
//! step) strengthen and never block.
//!
//! # To add a rule
//!
//! One file here, one line in [`ALL`], one table of rows in the file's tests.

mod deadline;
mod declarations;
mod documents;
mod duties;
mod elsewhere;
mod files;
mod focus;
mod leftovers;
mod letter;
mod meetings;
mod ofsted;
mod paper;
mod people;
mod place;
mod points;
mod profile;
mod repeats;
mod schools;
mod sieve;
#[cfg(test)]
pub(crate) mod testing;

pub use leftovers::OtherHubs;
pub use paper::{LetterOnPaper, OnPaper, SidesUsed};

use super::{Deadline, Finding, Verdict, Weight};
use crate::call::{Call, Condition, Statement, Strength, Timestamp};
use crate::draft::{Applies, Draft, Profile, applies};

/// A rule.
pub(super) type Rule = fn(&Case, &mut Vec<Finding>);

/// Every rule, in the order in which the page lists what they find.
pub(super) const ALL: &[Rule] = &[
    deadline::check,
    profile::check,
    place::check,
    elsewhere::check,
    points::check,
    focus::check,
    letter::check,
    paper::check,
    documents::check,
    files::check,
    duties::check,
    meetings::check,
    declarations::check,
    leftovers::check,
    repeats::check,
    schools::check,
    people::check,
];

/// What a rule reads: the call, the draft, the profile read from it, other hubs' names, the letters on paper, and now.
#[derive(Debug)]
pub struct Case<'a> {
    /// The call.
    pub call: &'a Call,
    /// The draft.
    pub draft: &'a Draft,
    /// What the draft says about the school.
    pub profile: Profile<'a>,
    /// Names that belong to other hubs' calls.
    pub others: &'a OtherHubs,
    /// What laid-out pages say about the letters.
    pub paper: &'a OnPaper,
    /// The instant at which it is read.
    pub now: Timestamp,
}

static NOTHING_LAID_OUT: OnPaper = OnPaper::NONE;

impl<'a> Case<'a> {
    /// Puts a case together, with nothing laid out.
    pub fn new(call: &'a Call, draft: &'a Draft, others: &'a OtherHubs, now: Timestamp) -> Self {
        Self { call, draft, profile: Profile::of(call, draft), others, paper: &NOTHING_LAID_OUT, now }
    }

    /// Where the call stands now.
    pub fn deadline(&self) -> Deadline {
        super::summary::deadline(self.call, self.now)
    }

    /// A sentence that sends a school to the hub: "Ask Marsh Music Hub (hub@example.org)."
    fn ask_the_hub(&self) -> String {
        let contact = self.call.submission.enquiries.as_ref().or(self.call.hub.contact.as_ref());
        let name = contact.and_then(|c| c.name.as_deref()).unwrap_or_else(|| self.call.hub.short_name());
        match contact.and_then(|c| c.email.as_deref().or(c.telephone.as_deref())) {
            Some(reach) => format!("Ask {name} ({reach})."),
            None => format!("Ask {name}."),
        }
    }

    /// What the conditions on something settle by themselves. None where it is asked of this school.
    fn settled_by(&self, when: &[Condition]) -> Option<Verdict> {
        match applies(self.call, when, &self.profile) {
            Applies::Yes => None,
            Applies::No { because } => Some(Verdict::not_asked(because)),
            Applies::Unknown { needs } => {
                Some(Verdict::unanswered("Whether this is asked of you depends on an answer about your school.", needs))
            }
            Applies::Unclear { because } => Some(Verdict::hub_only(format!("{because} {}", self.ask_the_hub()))),
        }
    }
}

/// What is the matter with something that the hub asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gap {
    /// Nothing, or not enough, has been said.
    Unanswered,
    /// The school says that it is not there yet.
    NotThere,
}

/// How much a gap weighs: the table at the top of this file.
fn weight(strength: Strength, gap: Gap) -> Weight {
    match (strength, gap) {
        (Strength::Must, _) | (Strength::Should | Strength::Considered, Gap::Unanswered) => Weight::Blocks,
        (Strength::Should | Strength::Considered, Gap::NotThere) | (Strength::May, _) => Weight::Strengthens,
    }
}

/// The statement that `text` is a part of; failing that, the first one.
fn holding<'a>(text: &str, statements: impl Iterator<Item = &'a Statement>) -> Option<&'a Statement> {
    let mut first = None;
    for statement in statements {
        if statement.text.contains(text) || statement.items.iter().any(|item| item.contains(text)) {
            return Some(statement);
        }
        first = first.or(Some(statement));
    }
    first
}

/// A statement in a few words: what it leads with, or its beginning.
fn gist(statement: &Statement) -> String {
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

/// Whether a text looks like an address on the web that somebody else can open.
fn looks_like_link(text: &str) -> bool {
    let text = text.trim();
    let rest = ["https://", "http://"].iter().find_map(|scheme| {
        let (head, rest) = text.split_at_checked(scheme.len())?;
        head.eq_ignore_ascii_case(scheme).then_some(rest)
    });
    rest.is_some_and(|rest| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        !rest.contains(char::is_whitespace)
            && host.contains('.')
            && !host.starts_with('.')
            && !host.ends_with('.')
            && !host.contains("..")
    })
}

/// The sentence for a link that cannot be opened by somebody else.
const NOT_A_LINK: &str = "The link does not look like an address on the web. It should begin with https://";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::call::HeadingId;

    #[test]
    fn links() {
        for (text, looks) in [
            ("https://www.larkfield.example.org/music", true),
            (" HTTPS://larkfield.example.org?page=1 ", true),
            ("http://larkfield.example.org", true),
            ("www.larkfield.example.org", false),
            ("https://", false),
            ("https:// larkfield.example.org", false),
            ("https://larkfield", false),
            ("https://larkfield..org", false),
            ("N:\\Music\\plan.docx", false),
            ("javascript:alert(1)//https://a.b", false),
            ("\u{1f3b5}\u{1f3b5}\u{1f3b5}", false),
        ] {
            assert_eq!(looks_like_link(text), looks, "{text}");
        }
    }

    #[test]
    fn a_statement_in_a_few_words() {
        let say = |text: &str, lead: Option<&str>| {
            gist(&Statement {
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
