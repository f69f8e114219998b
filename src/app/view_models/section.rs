//! What the page of a section begins and ends with, and why something in it does not apply to a school.

use super::overview::progress_of;
use crate::app::route::Page;
use crate::call::{Applicant, Call, Condition, Section};
use crate::draft::{Applies, Draft, Profile, applies};
use crate::readiness::{Overall, Progress, Readiness};

/// What the page of a section begins and ends with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionFrame {
    /// Its name.
    pub name: String,
    /// Where it is among all sections: "Section 2 of 8".
    pub place: String,
    /// Its place in the line of music, from 0.
    pub number: usize,
    /// The section before it.
    pub previous: Option<SectionLink>,
    /// The section after it; after the last one, the check.
    pub next: SectionLink,
}

/// A way to another page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionLink {
    /// The page.
    pub page: Page,
    /// What the link is called.
    pub label: String,
}

/// What the page of a section begins and ends with, in words for whoever applies. All sections are counted, those that do not apply included.
pub fn section_frame(call: &Call, who: Applicant, section: &Section) -> SectionFrame {
    let sections = call.sections();
    let number = sections.iter().position(|own| own == section).unwrap_or_default();
    let link = |at: usize| {
        let section = sections.get(at)?;
        let label = format!("{} {}", at + 1, section.name(call, who));
        Some(SectionLink { page: Page::Section(section.clone()), label })
    };
    let next = link(number + 1).map(|next| SectionLink { label: format!("Next: {}", next.label), ..next });
    let check = || SectionLink { page: Page::Check, label: "Check the whole application".to_owned() };
    SectionFrame {
        name: section.name(call, who),
        place: format!("Section {} of {}", number + 1, sections.len()),
        number,
        previous: number.checked_sub(1).and_then(link),
        next: next.unwrap_or_else(check),
    }
}

/// The line of music.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SectionNotes {
    /// How far each section is, in order.
    pub progress: Vec<Progress>,
    /// Whether the application is ready. As far as Upbeat can tell is not enough for the final bar line.
    pub is_ready: bool,
}

/// The line of music, as the check says.
pub fn section_notes(check: &Readiness) -> SectionNotes {
    SectionNotes { progress: progress_of(check), is_ready: check.overall == Overall::Ready }
}

/// Why something does not apply to a school, or may not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotApplicable {
    /// The hub's text does not say: it is asked all the same.
    pub is_unclear: bool,
    /// Why, as a sentence.
    pub because: String,
}

/// Why something with these conditions does not apply, or may not. None where it does, and where it is not known yet.
pub fn not_applicable(call: &Call, draft: &Draft, when: &[Condition]) -> Option<NotApplicable> {
    // Most things concern every school.
    if when.is_empty() {
        return None;
    }
    match applies(call, when, &Profile::of(call, draft)) {
        Applies::No { because } => Some(NotApplicable { is_unclear: false, because }),
        Applies::Unclear { because } => Some(NotApplicable { is_unclear: true, because }),
        Applies::Yes | Applies::Unknown { .. } => None,
    }
}

/// Whether something with these conditions is asked: unless it surely does not apply.
pub fn is_asked_of(call: &Call, draft: &Draft, when: &[Condition]) -> bool {
    not_applicable(call, draft, when).is_none_or(|not| not.is_unclear)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::app::view_models::section_number;
    use crate::documents::sample;
    use crate::draft::{generated, shipped};
    use crate::readiness::{assess, testing};

    #[test]
    fn sections_lead_on_and_back() {
        let call = sample::call();
        for (section, place, previous, next) in [
            ("school", "Section 1 of 7", None, "Next: 2 Music programme"),
            ("focus", "Section 3 of 7", Some("2 Music programme"), "Next: 4 Supporting letter"),
            ("documents", "Section 5 of 7", Some("4 Supporting letter"), "Next: 6 Commitments and dates"),
            ("declarations", "Section 7 of 7", Some("6 Commitments and dates"), "Check the whole application"),
        ] {
            let section = Section::parse(section).unwrap();
            let frame = section_frame(&call, Applicant::School, &section);
            let before = frame.previous.map(|link| link.label);
            assert_eq!((frame.place.as_str(), before.as_deref(), frame.next.label.as_str()), (place, previous, next));
            assert_eq!(call.sections()[frame.number], section);
        }
        let last = section_frame(&call, Applicant::School, &Section::Declarations);
        assert_eq!(last.next.page, Page::Check);
        assert_eq!(last.name, "Declarations");
    }

    #[test]
    fn there_is_a_note_for_each_section() {
        let (call, draft) = (sample::call(), sample::draft());
        let notes = section_notes(&assess(&call, &draft, sample::now()));
        assert_eq!(notes.progress.len(), call.sections().len());
        let fresh = section_notes(&assess(&call, &sample::empty(), sample::now()));
        assert!(!fresh.is_ready);
        assert_eq!(fresh.progress[0], Progress::NotStarted);
        assert_ne!(notes.progress, fresh.progress);
    }

    #[test]
    fn the_marked_note_is_the_sections_own() {
        for call in shipped() {
            // Among the schools are such as some sections do not apply to.
            for seed in 0..12 {
                let check = assess(call, &generated(seed, call), sample::now());
                let notes = section_notes(&check);
                for section in call.sections() {
                    let number = section_frame(call, Applicant::School, &section).number;
                    assert_eq!(check.sections[number].section, section, "{}", call.id);
                    assert_eq!(notes.progress[number], check.sections[number].progress());
                    assert_eq!(number + 1, section_number(call, &section));
                }
            }
        }
    }

    #[test]
    fn what_does_not_apply_says_why() {
        let call = testing::call(json!({}));
        let when = |text: &str| {
            let call = testing::call(json!({"people": [
                {"id": "p", "name": "P", "why": "w", "when": serde_json::from_str::<serde_json::Value>(text).unwrap()}
            ]}));
            call.people[0].when.clone()
        };
        let setting = r#"[{"setting": {"any": ["primary"], "unclear": ["special"]}}]"#;
        let only = "Only for Primary. You said you are College.";
        let unclear = "The hub does not say whether this applies to your setting (Special).";
        for (conditions, answers, expected, is_asked) in [
            ("[]", json!({}), None, true),
            (setting, json!({}), None, true),
            (setting, json!({"school/setting": "primary"}), None, true),
            (setting, json!({"school/setting": "special"}), Some((true, unclear)), true),
            (setting, json!({"school/setting": "college"}), Some((false, only)), false),
        ] {
            let (draft, when) = (testing::draft(&answers), when(conditions));
            let found = not_applicable(&call, &draft, &when);
            let found = found.as_ref().map(|not| (not.is_unclear, not.because.as_str()));
            assert_eq!((found, is_asked_of(&call, &draft, &when)), (expected, is_asked), "{answers}");
        }
    }
}
