//! What the answers say about the school, each part known or not.

use std::collections::BTreeSet;

use super::{Draft, Field, SchoolField};
use crate::call::{Applicant, Call, Date, KeyStage, Lot, OfstedGrade, ProfilePart, Setting, SettingKind};

/// Whether a school belongs to a group of schools.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// A multi-academy trust.
    Trust,
    /// A federation.
    Federation,
    /// Neither.
    Neither,
}

impl Group {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Trust, Self::Federation, Self::Neither];

    /// The written form.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Trust => "trust",
            Self::Federation => "federation",
            Self::Neither => "neither",
        }
    }

    /// As people say it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Trust => "Yes, to a multi-academy trust",
            Self::Federation => "Yes, to a federation",
            Self::Neither => "No",
        }
    }
}

/// How the latest inspection reported. Frameworks are told apart, grades never translated between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfstedReport {
    /// A graded inspection with an overall effectiveness judgement (state-funded schools: until September 2024).
    Overall,
    /// A graded inspection without one (September 2024 to November 2025).
    KeyJudgements,
    /// A report card (from November 2025).
    ReportCard,
    /// An ungraded inspection.
    Ungraded,
    /// Inspected by another inspectorate (ISI), or not at all yet.
    Other,
}

impl OfstedReport {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Overall, Self::KeyJudgements, Self::ReportCard, Self::Ungraded, Self::Other];

    /// The written form.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Overall => "overall",
            Self::KeyJudgements => "key-judgements",
            Self::ReportCard => "report-card",
            Self::Ungraded => "ungraded",
            Self::Other => "other",
        }
    }

    /// As people say it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Overall => "Graded, with an overall effectiveness grade",
            Self::KeyJudgements => "Graded, with no overall grade (from September 2024)",
            Self::ReportCard => "Report card (from November 2025)",
            Self::Ungraded => "Ungraded inspection",
            Self::Other => "Not inspected yet, or inspected by another body",
        }
    }
}

/// What the answers say about the school. `None` means not answered, never "no".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile<'a> {
    /// Its setting, one of the call's.
    pub setting: Option<&'a Setting>,
    /// Its region: an id of the call or a typed name.
    pub region: Option<&'a str>,
    /// Key stages taught.
    pub key_stages: Option<BTreeSet<KeyStage>>,
    /// Whether it has a sixth form.
    pub sixth_form: Option<bool>,
    /// Trust, federation or neither.
    pub group: Option<Group>,
    /// How the latest inspection reported.
    pub ofsted: Option<OfstedReport>,
    /// When that was.
    pub ofsted_date: Option<Date>,
    /// The lots that it applies for, of those of the call. None where nothing is chosen and something has to be.
    pub lots: Option<Vec<&'a Lot>>,
    /// The overall grade, where there is one.
    pub ofsted_grade: Option<OfstedGrade>,
}

impl<'a> Profile<'a> {
    /// Reads the profile out of a draft.
    pub fn of(call: &'a Call, draft: &'a Draft) -> Self {
        let text = |leaf| Some(draft.text(&Field::School(leaf)).trim()).filter(|t| !t.is_empty());
        let stages: BTreeSet<KeyStage> =
            draft.list(&Field::School(SchoolField::KeyStages)).iter().filter_map(|k| KeyStage::parse(k)).collect();
        let group = text(SchoolField::Group);
        let report = text(SchoolField::OfstedReport);
        let setting = text(SchoolField::Setting).and_then(|id| call.setting(id));
        let kind = setting.map(|setting| setting.kind);
        let asks_stages = call.asks_of(ProfilePart::KeyStages, setting);
        // A school that teaches Key Stage 5 has a sixth form, and is not asked twice.
        let sixth_form = draft
            .flag(&Field::School(SchoolField::SixthForm))
            .or_else(|| (!stages.is_empty() && asks_stages).then(|| stages.contains(&KeyStage::Ks5)));
        let group = Group::ALL.into_iter().find(|g| Some(g.as_str()) == group);
        Self {
            setting,
            region: text(SchoolField::Region),
            // What the kind tells is not asked, and an answer from before the setting was chosen says nothing.
            sixth_form: if kind == Some(SettingKind::EarlyYears) { Some(false) } else { sixth_form },
            group: if kind == Some(SettingKind::Trust) { Some(Group::Trust) } else { group },
            key_stages: (!stages.is_empty()).then_some(stages),
            ofsted: OfstedReport::ALL.into_iter().find(|r| Some(r.as_str()) == report),
            ofsted_date: text(SchoolField::OfstedDate).and_then(Date::parse),
            lots: chosen_lots(call, draft),
            ofsted_grade: text(SchoolField::OfstedGrade).and_then(OfstedGrade::parse),
        }
    }

    /// What kind of institution it is.
    pub fn kind(&self) -> Option<SettingKind> {
        self.setting.map(|s| s.kind)
    }
}

/// The lots of the call that are chosen. None where none is, and the call wants one.
fn chosen_lots<'a>(call: &'a Call, draft: &Draft) -> Option<Vec<&'a Lot>> {
    let listed = draft.list(&Field::LotsChosen);
    let chosen: Vec<&Lot> =
        call.lot_choices().filter(|lot| listed.iter().any(|id| id.trim() == lot.id.as_str())).collect();
    let may_be_none = call.lots.as_ref().is_none_or(|lots| lots.minimum == 0);
    (may_be_none || !chosen.is_empty()).then_some(chosen)
}

impl Draft {
    /// Whoever applies, in words.
    pub fn applicant(&self, call: &Call) -> Applicant {
        call.applicant(call.setting(self.text(&Field::School(SchoolField::Setting)).trim()))
    }
}

/// Whether the sixth form is a question of its own. Key Stage 5 tells it, so it is not asked twice on one page. It stays
/// while other key stages are ticked, as more may follow; and what was answered before stays to be seen.
pub fn asks_about_sixth_form(call: &Call, draft: &Draft) -> bool {
    let profile = Profile::of(call, draft);
    let asks = |part| call.asks(part).is_some() && call.asks_of(part, profile.setting);
    let own = draft.flag(&Field::School(SchoolField::SixthForm)).is_some();
    let taught = profile.key_stages.as_ref().is_some_and(|stages| stages.contains(&KeyStage::Ks5));
    let told = asks(ProfilePart::KeyStages) && taught;
    asks(ProfilePart::SixthForm) && (own || !told)
}

#[cfg(test)]
mod tests {
    use super::super::{DraftId, FIXTURE_TIME, Value, shipped};
    use super::*;

    /// Key stages that were ticked before another setting was chosen say nothing.
    #[test]
    fn key_stages_that_are_not_asked_settle_no_sixth_form() {
        let mut call = shipped()[2].clone();
        let setting = call.settings[0].id.to_string();
        let mut draft = Draft::new(DraftId::new("d").unwrap(), call.id.clone(), &call.round, FIXTURE_TIME);
        draft.set(Field::School(SchoolField::KeyStages), Value::List(vec!["ks1".to_owned()]), FIXTURE_TIME);
        draft.set(Field::School(SchoolField::Setting), setting.as_str().into(), FIXTURE_TIME);
        assert_eq!(Profile::of(&call, &draft).sixth_form, Some(false));
        // Nothing rests on key stages, so an organisation is not asked for them.
        (call.people, call.criteria, call.letters) = (Vec::new(), Vec::new(), Vec::new());
        (call.documents, call.declarations, call.duties, call.dates) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        call.focus = None;
        call.settings[0].kind = SettingKind::Other;
        assert_eq!(Profile::of(&call, &draft).sixth_form, None);
    }

    #[test]
    fn the_sixth_form_is_not_asked_twice() {
        let mut seen = 0;
        for call in shipped() {
            let both = [ProfilePart::SixthForm, ProfilePart::KeyStages].map(|part| call.asks(part).is_some());
            let stages = Field::School(SchoolField::KeyStages);
            let own = Field::School(SchoolField::SixthForm);
            let mut draft = Draft::new(DraftId::new("d").unwrap(), call.id.clone(), &call.round, FIXTURE_TIME);
            assert_eq!(asks_about_sixth_form(call, &draft), both[0], "{}", call.id);
            draft.set(stages.clone(), Value::List(vec!["ks3".to_owned()]), FIXTURE_TIME);
            assert_eq!(asks_about_sixth_form(call, &draft), both[0], "{}: more may be ticked", call.id);
            draft.set(stages, Value::List(vec!["ks3".to_owned(), "ks5".to_owned()]), FIXTURE_TIME);
            assert_eq!(asks_about_sixth_form(call, &draft), both == [true, false], "{}", call.id);
            draft.set(own, Value::Flag(false), FIXTURE_TIME);
            assert_eq!(asks_about_sixth_form(call, &draft), both[0], "{}: two answers that do not fit", call.id);
            seen += usize::from(both == [true, true]);
        }
        assert!(seen > 0);
    }
}
