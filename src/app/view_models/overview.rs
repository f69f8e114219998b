//! The overview of an application: how far it is, what comes next, its sections, the files that can be made of it.

use super::backups::last_backup;
use super::deadline::own_deadline_line;
use super::hub_changes::earlier_name;
use super::numbers::{finding_number, point_of, section_number};
use super::score::{StandScore, stand_score};
use super::section_counts::Counted;
use super::sending::hub_gets;
use crate::app::load::Load;
use crate::app::route::{Page, Route};
use crate::app::state::State;
use crate::call::{Call, Section, of_round};
use crate::draft::{Draft, DraftId, counted, no_longer_asked};
use crate::readiness::{Deadline, Finding, Overall, Progress, Readiness};

/// The overview of an application.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Overview {
    /// The hub and the round.
    pub eyebrow: String,
    /// The school, or the name that the application was given.
    pub title: String,
    /// How far each section is, for the line of music.
    pub progress: Vec<Progress>,
    /// Whether the line of music ends in a final bar line.
    pub is_ready: bool,
    /// The verdict.
    pub verdict: String,
    /// The deadline, in one line.
    pub deadline: String,
    /// Whether there is anything to see on the page of the check.
    pub to_do: usize,
    /// What comes next.
    pub next: Option<NextStep>,
    /// The sections, in order.
    pub sections: Vec<SectionRow>,
    /// Where the school stands.
    pub score: StandScore,
    /// How many points there are to go through. None where the school rates none.
    pub points: usize,
    /// Whether ratings are for the school alone: not where the scale is the hub's, or where the person sends them.
    pub ratings_stay: bool,
    /// When the application can be sent.
    pub send: String,
    /// The last backup.
    pub backup: String,
    /// Answers that the call does not ask for any more: what each is, and its words.
    pub no_longer_asked: Vec<(String, String)>,
}

/// What comes next: the first To do, or sending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextStep {
    /// Where it is.
    pub intro: String,
    /// What it is.
    pub name: String,
    /// What is pressed.
    pub label: String,
    /// Its address.
    pub to: String,
}

/// A section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionRow {
    /// Its number.
    pub number: usize,
    /// Its name.
    pub name: String,
    /// The section.
    pub section: Section,
    /// What it counts.
    pub count: String,
    /// How far it is.
    pub progress: Progress,
}

/// The hub and the round of a call, in a line: "Marsh Music Hub, Lead Schools 2027".
pub fn round_name(call: &Call) -> String {
    format!("{}, {}", call.hub.name, of_round(&call.role.plural, &call.round))
}

/// The findings that hold an application up, in the order of its sections.
pub(super) fn to_do_findings<'a>(call: &Call, check: &'a Readiness) -> Vec<&'a Finding> {
    let mut own: Vec<&Finding> = check.findings.iter().filter(|found| found.blocks()).collect();
    own.sort_by_key(|found| section_number(call, &found.section));
    own
}

/// The overview of the open draft.
pub fn overview(state: &State) -> Overview {
    let (Some(loaded), Some(file)) = (state.open_draft(), state.open_call().and_then(Load::ready)) else {
        return Overview::default();
    };
    let (call, draft) = (&*file.call, &loaded.draft);
    let score = stand_score(call, draft);
    let base = Overview {
        eyebrow: round_name(call),
        title: draft.title().to_owned(),
        deadline: own_deadline_line(call, draft, state.now),
        points: if call.rates_any() { score.groups.iter().map(|(_, notes)| notes.len()).sum() } else { 0 },
        ratings_stay: !hub_gets(call, draft).ratings,
        score,
        backup: last_backup(state, &draft.id),
        no_longer_asked: no_longer_asked(call, draft)
            .into_iter()
            .map(|(address, words)| (earlier_name(state, draft, &address), words))
            .collect(),
        ..Overview::default()
    };
    let Some(check) = state.derived.readiness() else { return base };
    let counts = Counted { call, draft, check, letters: state.derived.letters() };
    let row = |state: &crate::readiness::SectionState| SectionRow {
        number: section_number(call, &state.section),
        name: state.section.name(call, draft.applicant(call)),
        section: state.section.clone(),
        count: counts.section(&state.section),
        progress: state.progress(),
    };
    Overview {
        progress: progress_of(check),
        is_ready: check.overall == Overall::Ready,
        verdict: check.says(),
        to_do: check.to_do(),
        next: next_step(call, draft, check),
        sections: check.sections.iter().map(row).collect(),
        send: send_words(check),
        ..base
    }
}

/// How far each section is.
pub fn progress_of(check: &Readiness) -> Vec<Progress> {
    check.sections.iter().map(crate::readiness::SectionState::progress).collect()
}

fn send_words(check: &Readiness) -> String {
    match check.to_do() {
        0 if check.overall != Overall::Ready => check.says_all(),
        0 => "Your application, ready to send.".to_owned(),
        1 => "When the last thing to do is done.".to_owned(),
        number => format!("When {} are done.", counted(number, "thing")),
    }
}

fn next_step(call: &Call, draft: &Draft, check: &Readiness) -> Option<NextStep> {
    let (id, who) = (&draft.id, draft.applicant(call));
    let Some(first) = to_do_findings(call, check).into_iter().next() else {
        return (check.deadline != Deadline::Closed).then(|| NextStep {
            intro: "Next".to_owned(),
            name: format!("Send your application to {}", call.hub.voice().object()),
            label: "Continue".to_owned(),
            to: Route::Draft(id.clone(), Page::SendHub, None).to_string(),
        });
    };
    let number = point_of(call, first).map(|_| format!("{} ", finding_number(call, first)));
    Some(NextStep {
        intro: format!("Next, in {}", first.section.name(call, who)),
        name: format!("{}{}", number.unwrap_or_default(), first.subject),
        label: "Continue".to_owned(),
        to: finding_address(id, first),
    })
}

/// Where a finding leads: to its answer, or to its section.
pub fn finding_address(id: &DraftId, finding: &Finding) -> String {
    match &finding.field {
        Some(field) => Route::to_field(id, field).to_string(),
        None => Route::Draft(id.clone(), Page::Section(finding.section.clone()), None).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::FakeBrowser;

    #[test]
    fn an_overview_says_how_far_the_application_is() {
        let (mut browser, tab, id) = FakeBrowser::with_draft();
        browser.go(tab, &format!("#/draft/{id}"));
        let first = overview(browser.state(tab));
        assert_eq!(first.eyebrow, "Anyshire Music Hub, Lead Schools 2026");
        assert_eq!(first.title, "Untitled application");
        assert_eq!(first.verdict, "Nothing written yet");
        assert_eq!(first.sections.len(), first.progress.len());
        assert!(first.progress.iter().all(|progress| *progress != Progress::InProgress));
        assert!(!first.is_ready && first.to_do > 0);
        let next = first.next.unwrap();
        assert_eq!((next.intro.as_str(), next.label.as_str()), ("Next, in Your school or college", "Continue"));
        assert!(next.to.starts_with(&format!("#/draft/{id}/school?at=")), "{}", next.to);

        browser.set(tab, &id, "school/name", "Larkfield Green");
        browser.show_frame(tab);
        let second = overview(browser.state(tab));
        assert_eq!(second.title, "Larkfield Green");
        assert_eq!(second.verdict, format!("Not ready yet: {} things to do", second.to_do));
        assert_eq!(second.send, format!("When {} things are done.", second.to_do));
        assert_eq!((second.sections[0].number, second.sections[0].progress), (1, Progress::InProgress));

        browser.go(tab, "#/");
        assert_eq!(overview(browser.state(tab)), Overview::default());
    }

    #[test]
    fn sending_waits_for_what_is_to_do() {
        let unknown = "Some of the hub\u{2019}s criteria are in \u{201c}Handbook\u{201d}, which you have to read.";
        for (overall, words) in [
            (Overall::Ready, "Your application, ready to send."),
            (Overall::NotReady { to_do: 1 }, "When the last thing to do is done."),
            (Overall::NothingWritten { to_do: 3 }, "When 3 things are done."),
            (Overall::ReadyAsFarAsKnown, &format!("Ready as far as Upbeat can tell. {unknown}")),
        ] {
            let check = Readiness {
                findings: Vec::new(),
                overall,
                sections: Vec::new(),
                deadline: Deadline::None,
                unknown: vec![unknown.to_owned()],
            };
            assert_eq!(send_words(&check), words);
        }
    }
}
