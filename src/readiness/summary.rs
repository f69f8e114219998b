//! The findings as a whole: the one verdict on top, and the state of every section.

use super::case::OpenLimit;
use super::{Case, Deadline, Finding, Verdict, Weight};
use crate::call::{Criterion, Section, Way};
use crate::draft::{Field, and_list, counted, distinct, font_to_set, is_confirmed_after_sending};

/// The one verdict on top of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overall {
    /// Nothing is answered yet.
    NothingWritten {
        /// How many things are to do.
        to_do: usize,
    },
    /// Something is to do.
    NotReady {
        /// How many things.
        to_do: usize,
    },
    /// Nothing is to do, but the hub asks for things that its call file does not hold.
    ReadyAsFarAsKnown,
    /// Nothing is to do.
    Ready,
}

/// How far a section is, as the findings say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionState {
    /// The section.
    pub section: Section,
    /// Whether anything of it has been answered.
    pub begun: bool,
    /// Things to do in it. The sum over all sections is what the verdict counts.
    pub to_do: usize,
    /// What is left of it.
    pub left: SectionLeft,
}

/// What is left of a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SectionLeft {
    /// Nothing in it applies to this school.
    DoesNotApply,
    /// A finding of it holds the application up: by an answer in it, or one in another section.
    ToDo,
    /// It asks optional questions only.
    Optional,
    /// Nothing.
    Nothing,
}

/// What the check says about a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Readiness {
    /// Everything that it found, in the order of the rules.
    pub findings: Vec<Finding>,
    /// The one verdict.
    pub overall: Overall,
    /// Every section of the call, in order.
    pub sections: Vec<SectionState>,
    /// Where the call stands.
    pub deadline: Deadline,
    /// What the hub asks for beyond what its call file holds, a sentence each. Nobody can say "ready" for that.
    pub unknown: Vec<String>,
}

/// The answers to go to for what blocks, each with its section, as a person would count them. Several findings may need the
/// same answer (the key stages, say): that is one thing to do, in the section where it is answered.
fn places_left<'a>(findings: &'a [Finding], sections: &'a [SectionState]) -> Vec<(&'a Section, Option<&'a Field>)> {
    let mut places: Vec<(&Section, Option<&Field>)> = Vec::new();
    for finding in findings.iter().filter(|f| f.blocks()) {
        let field = finding.field.as_ref();
        let home = field.and_then(|field| sections.iter().find(|state| field.is_in(&state.section)));
        let place = (home.map_or(&finding.section, |state| &state.section), field);
        if field.is_none() || !places.contains(&place) {
            places.push(place);
        }
    }
    places
}

impl Readiness {
    /// How many things are to do.
    pub fn to_do(&self) -> usize {
        match self.overall {
            Overall::NothingWritten { to_do } | Overall::NotReady { to_do } => to_do,
            Overall::ReadyAsFarAsKnown | Overall::Ready => 0,
        }
    }

    /// The verdict in words, as a sentence without its full stop.
    pub fn says(&self) -> String {
        match (self.overall, self.deadline) {
            (Overall::NothingWritten { .. }, _) => "Nothing written yet".to_owned(),
            (Overall::NotReady { to_do }, _) => format!("Not ready yet: {} to do", counted(to_do, "thing")),
            (Overall::ReadyAsFarAsKnown, Deadline::Closed) => {
                "Ready as far as Upbeat can tell, and this round has closed".to_owned()
            }
            (Overall::ReadyAsFarAsKnown, _) => "Ready as far as Upbeat can tell".to_owned(),
            (Overall::Ready, Deadline::Closed) => "Ready, and this round has closed".to_owned(),
            (Overall::Ready, _) => "Ready to send".to_owned(),
        }
    }

    /// The verdict as sentences: where something is unknown, with what that is.
    pub fn says_all(&self) -> String {
        let mut all = vec![format!("{}.", self.says())];
        if self.overall == Overall::ReadyAsFarAsKnown {
            all.extend(self.unknown.iter().cloned());
        }
        all.join(" ")
    }

    /// A sentence for when several blocking findings need the same answer, so that there are more findings than things to do.
    /// None otherwise.
    pub fn shared(&self) -> Option<String> {
        let to_do = self.to_do();
        let found = self.findings.iter().filter(|finding| finding.blocks()).count();
        (to_do > 0 && found > to_do).then(|| match to_do {
            1 => format!("One answer will settle all {found}."),
            _ => format!("{to_do} answers will settle these {found}."),
        })
    }

    /// Sums up the findings.
    pub(super) fn of(case: &Case, findings: Vec<Finding>) -> Self {
        let mut sections: Vec<SectionState> = case
            .call
            .sections()
            .into_iter()
            .map(|section| SectionState { section, begun: false, to_do: 0, left: SectionLeft::Nothing })
            .collect();
        for (field, answer) in &case.said.answers {
            if answer.value.is_blank()
                || matches!(field, Field::Complete(_) | Field::Again(_))
                || is_confirmed_after_sending(case.call, field)
            {
                continue;
            }
            if let Some(state) = sections.iter_mut().find(|s| field.is_in(&s.section)) {
                state.begun = true;
            }
        }
        let places = places_left(&findings, &sections);
        let counts: Vec<usize> =
            sections.iter().map(|state| places.iter().filter(|(home, _)| **home == state.section).count()).collect();
        let to_do = places.len();
        for (state, count) in sections.iter_mut().zip(counts) {
            let own = || findings.iter().filter(|f| f.section == state.section);
            let applies = |finding: &&Finding| finding.applies();
            state.to_do = count;
            state.left = if own().next().is_some() && !own().any(|finding| applies(&finding)) {
                SectionLeft::DoesNotApply
            } else if count > 0 || own().any(Finding::blocks) {
                SectionLeft::ToDo
            } else if own().filter(applies).all(|finding| finding.weight != Weight::Blocks) {
                SectionLeft::Optional
            } else {
                SectionLeft::Nothing
            };
        }
        let unknown = unknown(case);
        let overall = match to_do {
            0 if unknown.is_empty() => Overall::Ready,
            0 => Overall::ReadyAsFarAsKnown,
            _ if sections.iter().all(|state| !state.begun) => Overall::NothingWritten { to_do },
            _ => Overall::NotReady { to_do },
        };
        Self { overall, sections, deadline: case.deadline(), findings, unknown }
    }
}

/// What the call file does not hold of what the hub asks for: criteria in another document, a form with unknown questions, a
/// limit that is not known; and what Upbeat cannot do, as to set a font.
fn unknown(case: &Case) -> Vec<String> {
    let is_asked =
        |criterion: &&Criterion| !matches!(case.condition_verdict(&criterion.when), Some(Verdict::DoesNotApply { .. }));
    let criteria: Vec<&Criterion> = case.call.criteria.iter().filter(is_asked).collect();
    let named = criteria.iter().filter_map(|criterion| criterion.elsewhere.as_ref());
    let named = distinct(named.map(|elsewhere| format!("\u{201c}{}\u{201d}", elsewhere.name.trim())));
    let voice = case.voice();
    let mut all = Vec::new();
    if !named.is_empty() {
        let is_all = criteria.iter().all(|criterion| criterion.elsewhere.is_some());
        let whose =
            if is_all { voice.opening_possessive().to_owned() } else { format!("Some of {}", voice.possessive()) };
        let list = and_list(&named.iter().map(String::as_str).collect::<Vec<_>>());
        all.push(if named.len() == 1 {
            format!("{whose} criteria are in another document: {list}. Read it before you send.")
        } else {
            format!("{whose} criteria are in other documents: {list}. Read them before you send.")
        });
    }
    if case.call.submission.ways.iter().any(|way| matches!(way, Way::Form { questions_known: false, .. })) {
        all.push(format!("{} form may ask for more.", voice.opening_possessive()));
    }
    let limits = voice.opening("limits");
    let things = |open: &[OpenLimit]| {
        let quoted = distinct(open.iter().map(|open| format!("\u{201c}{}\u{201d}", open.name)));
        (!quoted.is_empty()).then(|| and_list(&quoted.iter().map(String::as_str).collect::<Vec<_>>()))
    };
    let not_known = things(&case.limits_not_known());
    all.extend(not_known.map(|all| format!("{limits} the length of {all}, but Upbeat does not know the limit.")));
    let not_measured = things(&case.limits_not_measured());
    all.extend(not_measured.map(|all| format!("{limits} the sides of A4 of {all}, which Upbeat does not count.")));
    for letter in &case.call.letters {
        if let Some(font) = font_to_set(case.call, case.draft, letter) {
            let name = letter.name.trim().trim_end_matches(':');
            let asks = voice.opening("asks");
            all.push(format!("{asks} for \u{201c}{name}\u{201d} in {font}, which Upbeat does not have."));
        }
    }
    all
}
