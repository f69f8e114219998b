//! The check on one side of A4, for senior leaders: ready or not, what holds it up, what is not known and who can tell,
//! what would make it stronger.
//!
//! It is one side always. Where there is more than fits, the least urgent goes first, and how much more there is, and
//! where, is said in its place: nothing is left out silently.

use super::application::{deadline_words, overall_words};
use super::paper::{Flow, Kind, Pages, Piece, Setup, Span, set, tidy};
use super::said::{one_line, school_words};
use crate::call::{Call, Timestamp};
use crate::draft::{Draft, counted};
use crate::readiness::{Finding, Group, Readiness, Verdict};

/// What the side is drawn from, group after group, the most urgent first.
const GROUPS: [Group; 5] = [Group::Blocks, Group::AskTheHub, Group::Strengthens, Group::Notice, Group::DoesNotApply];

/// Where everything is that does not fit.
const WHERE: &str = "under \u{201c}Readiness\u{201d} in Upbeat, and at the end of the whole application";

/// Sets the check on one side of this sheet: always one page.
pub fn readiness_side(
    call: &Call,
    draft: &Draft,
    readiness: &Readiness,
    now: Timestamp,
    setup: &Setup,
) -> (Flow, Pages) {
    let flow = readiness_flow(call, draft, readiness, now, |flow| set(flow, setup).pages.len() <= 1);
    let pages = set(&flow, setup);
    (flow, pages)
}

/// The check as a document that `fits`, which says whether a flow is short enough. It is asked some forty times.
pub fn readiness_flow(
    call: &Call,
    draft: &Draft,
    readiness: &Readiness,
    now: Timestamp,
    fits: impl Fn(&Flow) -> bool,
) -> Flow {
    let side = Side { call, draft, readiness, now };
    let all = GROUPS.map(|group| side.of(group).len());
    let whole = side.flow(&all, Detail::Full);
    if fits(&whole) {
        return whole;
    }
    let mut shown = all;
    for at in (0..GROUPS.len()).rev() {
        // As many of this group as fit with all of those before it; if none does, none, and the one before gives way.
        let (mut most, mut least) = (all.get(at).copied().unwrap_or_default(), 0);
        let mut with = |number| {
            if let Some(place) = shown.get_mut(at) {
                *place = number;
            }
            side.flow(&shown, Detail::Short)
        };
        while least < most {
            let middle = (least + most).div_ceil(2);
            if fits(&with(middle)) { least = middle } else { most = middle - 1 }
        }
        let flow = with(least);
        if fits(&flow) {
            return flow;
        }
    }
    side.flow(&[0; 5], Detail::None)
}

/// How much is said of each thing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Detail {
    /// All of it.
    Full,
    /// What can be said on about one line and a half.
    Short,
    /// No groups at all: their numbers only.
    None,
}

struct Side<'a> {
    call: &'a Call,
    draft: &'a Draft,
    readiness: &'a Readiness,
    now: Timestamp,
}

impl Side<'_> {
    fn of(&self, group: Group) -> Vec<&Finding> {
        self.readiness.findings.iter().filter(|f| f.group() == group).collect()
    }

    fn flow(&self, shown: &[usize; 5], detail: Detail) -> Flow {
        let school = cut(&school_words(self.draft), 90);
        let mut out = Blocks(Vec::new());
        out.add(Kind::Title, &format!("{school}: is the application ready?"));
        out.add(
            Kind::Text,
            &cut(&format!("{}. {}, round {}", self.call.hub.name, self.call.title, self.call.round), 200),
        );
        out.bold(&overall_words(self.readiness.overall));
        out.add(Kind::Text, &self.counts());
        let deadline = deadline_words(self.call, self.readiness);
        let deadline: Vec<&str> = deadline.iter().map(String::as_str).take(2).collect();
        out.add(Kind::Text, &cut(&format!("Deadline: {}", deadline.join(" ")), 200));
        if detail != Detail::None {
            for (group, shown) in GROUPS.iter().zip(shown) {
                self.group(*group, *shown, detail, &mut out);
            }
        }
        out.add(
            Kind::Small,
            &format!(
                "Upbeat checks what is there against the hub\u{2019}s words. It does not judge the school, and it cannot tell whether the hub will choose it. Checked on {} with {}.",
                self.now.london().0.long(),
                super::PROGRAM
            ),
        );
        Flow { title: format!("{school}: readiness on {}", self.now.london().0.long()), blocks: out.0 }
    }

    fn counts(&self) -> String {
        let number = |group| self.of(group).len();
        format!(
            "{} checked: {} there, {} open, {} for the hub to say, {} not for this school, {} worth knowing.",
            counted(self.readiness.findings.len(), "thing"),
            number(Group::Met),
            number(Group::Blocks) + number(Group::Strengthens),
            number(Group::AskTheHub),
            number(Group::DoesNotApply),
            number(Group::Notice),
        )
    }

    fn group(&self, group: Group, shown: usize, detail: Detail, out: &mut Blocks) {
        let own = self.of(group);
        if own.is_empty() {
            return;
        }
        let title = match group {
            // Not "your": this side is read by others too.
            Group::DoesNotApply => "What does not apply to this school",
            other => other.title(),
        };
        out.add(Kind::Heading(2), &format!("{title} ({})", own.len()));
        let more = own.len().saturating_sub(shown);
        if group == Group::DoesNotApply {
            let names: Vec<String> = own.iter().take(shown).map(|f| cut(&one_line(&f.subject), 60)).collect();
            let mut text = names.join("; ");
            if more > 0 {
                let rest = format!("{more}{} {WHERE}", if shown > 0 { " more" } else { "" });
                text = if text.is_empty() { rest } else { format!("{text}; and {rest}") };
            }
            out.add(Kind::Text, &format!("{text}."));
            return;
        }
        for finding in own.iter().take(shown) {
            out.add(Kind::Bullet, &self.words(finding, detail));
        }
        if more > 0 {
            let what = if shown > 0 { format!("And {more} more:") } else { format!("All {more}:") };
            out.add(Kind::Small, &format!("{what} {WHERE}."));
        }
    }

    /// Where it is, what it is, why, and who can settle it.
    fn words(&self, finding: &Finding, detail: Detail) -> String {
        let section = one_line(&finding.section.name(self.call));
        let subject = one_line(&finding.subject);
        let what = if subject == section { section.clone() } else { format!("{section}: {subject}") };
        let (why, who) = match &finding.verdict {
            Verdict::NotMet { why } => (why.as_str(), String::new()),
            Verdict::Unknown { why, needs } if needs.is_empty() => (why.as_str(), "Ask the hub.".to_owned()),
            Verdict::Unknown { why, needs } => {
                let elsewhere = needs.iter().filter_map(crate::draft::Field::section).find(|s| *s != finding.section);
                let name = elsewhere.map_or(section, |s| one_line(&s.name(self.call)));
                (why.as_str(), format!("The school settles it under \u{201c}{name}\u{201d}."))
            }
            Verdict::DoesNotApply { because } => (because.as_str(), String::new()),
            Verdict::Met => ("", String::new()),
        };
        let text = one_line(&format!("{what}. {why} {who}"));
        if detail == Detail::Full { text } else { cut(&text, 150) }
    }
}

/// Blocks so far.
struct Blocks(Vec<Piece>);

impl Blocks {
    fn add(&mut self, kind: Kind, text: &str) {
        self.push(kind, text, false);
    }

    fn bold(&mut self, text: &str) {
        self.push(Kind::Text, text, true);
    }

    fn push(&mut self, kind: Kind, text: &str, bold: bool) {
        self.0.push(Piece { kind, spans: vec![Span { text: tidy(text).into_owned(), bold, href: None }], from: None });
    }
}

/// At most so many characters, at the end of a word if there is one near.
fn cut(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else { return text.to_owned() };
    let front = text.get(..end).unwrap_or_default();
    let front = match front.rsplit_once(' ') {
        Some((words, _)) if words.len() >= front.len() / 2 => words,
        _ => front,
    };
    format!("{}\u{2026}", front.trim_end_matches([' ', ',', ';', ':', '.']))
}
