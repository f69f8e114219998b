//! Who applies, in words, and what is asked about them: not every call is for schools alone.

use super::{Call, Condition, PointRule, ProfilePart, Setting, SettingKind};

/// The number of an organisation that is neither a school, a college nor an early years setting.
const CHARITY: &str = "Charity or company number";

/// Whoever applies, in words. The last three are for calls whose settings are of several kinds, while none is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Applicant {
    /// A school.
    #[default]
    School,
    /// An early years setting.
    Setting,
    /// A college.
    College,
    /// A trust that applies as such.
    Trust,
    /// Any other organisation.
    Organisation,
    /// A school or an early years setting.
    SchoolOrSetting,
    /// A school or a college.
    SchoolOrCollege,
    /// A school or anybody else.
    SchoolOrOrganisation,
}

impl Applicant {
    /// What it is called within a sentence: "your college".
    pub fn noun(self) -> &'static str {
        match self {
            Self::School => "school",
            Self::Setting => "setting",
            Self::College => "college",
            Self::Trust => "trust",
            Self::Organisation => "organisation",
            Self::SchoolOrSetting => "school or setting",
            Self::SchoolOrCollege => "school or college",
            Self::SchoolOrOrganisation => "school or organisation",
        }
    }

    /// Several of them.
    pub fn plural(self) -> &'static str {
        match self {
            Self::School => "schools",
            Self::Setting => "early years settings",
            Self::College => "colleges",
            Self::Trust => "trusts",
            Self::Organisation => "organisations",
            Self::SchoolOrSetting => "schools and settings",
            Self::SchoolOrCollege => "schools and colleges",
            Self::SchoolOrOrganisation => "schools and organisations",
        }
    }

    /// The label of the address that stands at the top of its letters.
    pub fn address_label(self) -> &'static str {
        match self {
            Self::School => "School address",
            _ => "Address on the letter",
        }
    }

    /// The label of its name.
    pub fn name_label(self) -> &'static str {
        match self {
            Self::School => "School name",
            Self::Setting => "Setting name",
            Self::College => "College name",
            Self::Trust => "Trust name",
            Self::Organisation => "Organisation name",
            Self::SchoolOrSetting => "Name of your school or setting",
            Self::SchoolOrCollege => "Name of your school or college",
            Self::SchoolOrOrganisation => "Name of your school or organisation",
        }
    }
}

impl SettingKind {
    fn applicant(self) -> Applicant {
        match self {
            Self::EarlyYears => Applicant::Setting,
            Self::School => Applicant::School,
            Self::College => Applicant::College,
            Self::Trust => Applicant::Trust,
            Self::Other => Applicant::Organisation,
        }
    }

    /// Whether it has pupils of its own and is inspected: of trusts and other organisations much is not asked.
    pub fn is_institution(self) -> bool {
        matches!(self, Self::EarlyYears | Self::School | Self::College)
    }
}

impl Call {
    /// Whoever applies, in the words for the setting that is chosen; while none is, in words that fit all settings.
    pub fn applicant(&self, chosen: Option<&Setting>) -> Applicant {
        if let Some(setting) = chosen {
            return setting.kind.applicant();
        }
        let has = |kind| self.settings.iter().any(|setting| setting.kind == kind);
        let other = has(SettingKind::Trust) || has(SettingKind::Other);
        let mut kinds = self.settings.iter().map(|setting| setting.kind);
        match kinds.next() {
            None => Applicant::School,
            Some(first) if kinds.all(|kind| kind == first) => first.applicant(),
            Some(_) if !has(SettingKind::School) => Applicant::Organisation,
            Some(_) if other => Applicant::SchoolOrOrganisation,
            Some(_) if has(SettingKind::EarlyYears) => Applicant::SchoolOrSetting,
            Some(_) => Applicant::SchoolOrCollege,
        }
    }

    /// The label of the question for the setting.
    pub fn setting_label(&self) -> &'static str {
        match self.applicant(None) {
            Applicant::SchoolOrOrganisation => "Type of school or organisation",
            Applicant::Trust | Applicant::Organisation => "Type of organisation",
            Applicant::SchoolOrCollege => "Type of school or college",
            Applicant::College => "Type of college",
            Applicant::Setting => "Type of setting",
            _ => "Type of school or setting",
        }
    }

    /// The number that tells an applicant from others: its label for the setting that is chosen; while none is, with the
    /// numbers that any setting has.
    pub fn number_label(&self, chosen: Option<&Setting>) -> &'static str {
        let has = |kind| match chosen {
            Some(setting) => setting.kind == kind,
            None => self.settings.iter().any(|setting| setting.kind == kind),
        };
        let school = has(SettingKind::School);
        match (has(SettingKind::EarlyYears), has(SettingKind::College)) {
            (true, true) => "URN, UKPRN or Ofsted number",
            (true, false) => "URN or Ofsted number",
            (false, true) if school => "URN or UKPRN",
            (false, true) => "UKPRN or URN",
            (false, false) if !school && has(SettingKind::Other) => CHARITY,
            (false, false) => "URN",
        }
    }

    /// Whether that number may be left out without a reason: many an organisation has none.
    pub fn is_number_optional(&self, chosen: Option<&Setting>) -> bool {
        self.number_label(chosen) == CHARITY
    }

    /// Whether a part of the profile that the call asks is asked of this setting; while none is chosen, what any of them is asked. Of
    /// organisations other than schools, colleges and early years settings only what a condition of the call rests on is
    /// asked, beside their name, their number and their region.
    pub fn asks_of(&self, part: ProfilePart, chosen: Option<&Setting>) -> bool {
        // Which of its schools would lead is asked of a trust alone.
        if part == ProfilePart::LeadSchool {
            let is_trust = |setting: &Setting| setting.kind == SettingKind::Trust;
            return chosen.map_or_else(|| self.settings.iter().all(is_trust), is_trust);
        }
        let Some(setting) = chosen else {
            return self.settings.is_empty() || self.settings.iter().any(|setting| self.asks_of(part, Some(setting)));
        };
        match (part, setting.kind) {
            // A trust has no number of this kind, and is not asked whether it belongs to one.
            (ProfilePart::Urn | ProfilePart::Trust, SettingKind::Trust)
            | (ProfilePart::SixthForm, SettingKind::EarlyYears) => false,
            (ProfilePart::Name | ProfilePart::Setting | ProfilePart::Region | ProfilePart::Urn, _) => true,
            (_, kind) if kind.is_institution() => true,
            (ProfilePart::Ofsted | ProfilePart::AgeRange, _) => false,
            _ => self.rests_on(part, setting),
        }
    }

    /// Whether something that this setting may be asked applies only under a condition on this part of the profile.
    fn rests_on(&self, part: ProfilePart, setting: &Setting) -> bool {
        let is_about = |condition: &Condition| match condition {
            Condition::KeyStage(_) => part == ProfilePart::KeyStages,
            Condition::SixthForm(_) => part == ProfilePart::SixthForm,
            Condition::Trust(_) | Condition::Federation(_) => part == ProfilePart::Trust,
            Condition::Setting(_) | Condition::Region(_) | Condition::Lot(_) => false,
        };
        let is_open = |condition: &Condition| condition.may_hold_for(&setting.id);
        let all = |conditions: &[&[Condition]; 2]| {
            conditions.iter().all(|when| when.iter().all(is_open))
                && conditions.iter().any(|when| when.iter().any(is_about))
        };
        self.conditions().iter().any(all)
    }

    /// Whether something is asked only of some regions.
    pub fn rests_on_region(&self) -> bool {
        let is_region = |condition: &Condition| matches!(condition, Condition::Region(_));
        self.conditions().iter().flatten().any(|when| when.iter().any(is_region))
    }

    /// The conditions of everything that a call asks: those of the whole, and those of the part.
    fn conditions(&self) -> Vec<[&[Condition]; 2]> {
        let mut all: Vec<[&[Condition]; 2]> = Vec::new();
        all.extend(self.people.iter().map(|person| [person.when.as_slice(), &[]]));
        for point in self.criteria.iter().flat_map(|own| &own.points) {
            all.push([&point.when, &[]]);
            if let Some(PointRule::Number { minimums, .. }) = &point.rule {
                all.extend(minimums.iter().map(|minimum| [point.when.as_slice(), minimum.when.as_slice()]));
            }
        }
        for letter in &self.letters {
            all.push([&letter.when, &[]]);
            all.extend(letter.prompts.iter().map(|prompt| [letter.when.as_slice(), &prompt.when]));
            all.extend(letter.support.iter().map(|support| [letter.when.as_slice(), &support.when]));
        }
        all.extend(self.cluster.iter().map(|cluster| [cluster.when.as_slice(), &[]]));
        all.extend(self.documents.iter().map(|document| [document.when.as_slice(), &[]]));
        all.extend(self.declarations.iter().map(|declaration| [declaration.when.as_slice(), &[]]));
        all.extend(self.duties.iter().map(|duty| [duty.when.as_slice(), &[]]));
        all
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::call::read_call;

    /// A call with settings of these kinds and one duty with these conditions.
    fn call(kinds: &[&str], when: &serde_json::Value) -> Call {
        let settings: Vec<_> = kinds
            .iter()
            .enumerate()
            .map(|(at, kind)| json!({"id": format!("s{at}"), "name": kind, "kind": kind}))
            .collect();
        let whole = json!({
            "format": 1, "id": "marsh-2027", "round": "2027", "title": "Lead Schools",
            "hub": {"name": "Marsh Music Hub"},
            "role": {"name": "Lead School", "plural": "Lead Schools"},
            "sources": [{"title": "Lead Schools", "headings": [{"id": "h", "text": "Duties"}]}],
            "settings": settings, "places": [], "profile": [], "people": [],
            "scale": {"by-hub": false, "steps": []},
            "criteria": [], "dates": [], "submission": {"statements": [], "ways": []},
            "duties": [{"id": "d", "statement": {"text": "Sing.", "under": "h"}, "when": when}]
        });
        read_call(&whole.to_string()).unwrap()
    }

    #[test]
    fn words_fit_all_settings_until_one_is_chosen() {
        let (school, nursery, college, trust, other) = ("school", "early-years", "college", "trust", "other");
        for (kinds, noun, name, setting, number) in [
            (&[][..], "school", "School name", "Type of school or setting", "URN"),
            (&[school, school], "school", "School name", "Type of school or setting", "URN"),
            (
                &[school, nursery],
                "school or setting",
                "Name of your school or setting",
                "Type of school or setting",
                "URN or Ofsted number",
            ),
            (
                &[school, college],
                "school or college",
                "Name of your school or college",
                "Type of school or college",
                "URN or UKPRN",
            ),
            (
                &[college, nursery, school],
                "school or setting",
                "Name of your school or setting",
                "Type of school or setting",
                "URN, UKPRN or Ofsted number",
            ),
            (
                &[school, other],
                "school or organisation",
                "Name of your school or organisation",
                "Type of school or organisation",
                "URN",
            ),
            (
                &[trust, college, school],
                "school or organisation",
                "Name of your school or organisation",
                "Type of school or organisation",
                "URN or UKPRN",
            ),
            (&[other], "organisation", "Organisation name", "Type of organisation", "Charity or company number"),
            (&[trust, other], "organisation", "Organisation name", "Type of organisation", "Charity or company number"),
            (&[college], "college", "College name", "Type of college", "UKPRN or URN"),
        ] {
            let call = call(kinds, &json!([]));
            let who = call.applicant(None);
            let found = (who.noun(), who.name_label(), call.setting_label(), call.number_label(None));
            assert_eq!(found, (noun, name, setting, number), "{kinds:?}");
        }
    }

    #[test]
    fn the_chosen_setting_decides() {
        let call = call(&["school", "early-years", "college", "trust", "other"], &json!([]));
        for (at, noun, name, number) in [
            (0, "school", "School name", "URN"),
            (1, "setting", "Setting name", "URN or Ofsted number"),
            (2, "college", "College name", "UKPRN or URN"),
            (3, "trust", "Trust name", "URN"),
            (4, "organisation", "Organisation name", "Charity or company number"),
        ] {
            let chosen = Some(&call.settings[at]);
            let who = call.applicant(chosen);
            assert_eq!((who.noun(), who.name_label(), call.number_label(chosen)), (noun, name, number));
        }
    }

    #[test]
    fn an_organisation_is_asked_what_conditions_rest_on() {
        use ProfilePart as P;
        const PARTS: [ProfilePart; 9] =
            [P::Name, P::Setting, P::Region, P::Urn, P::Ofsted, P::AgeRange, P::KeyStages, P::SixthForm, P::Trust];
        let kinds = ["school", "early-years", "college", "trust", "other"];
        let none = json!([]);
        let stages = json!([{"key-stage": ["ks2"]}]);
        let elsewhere = json!([{"key-stage": ["ks2"]}, {"setting": {"any": ["s0"]}}]);
        let unclear = json!([{"key-stage": ["ks2"]}, {"setting": {"any": ["s0"], "unclear": ["s4"]}}]);
        // 1 for each part that is asked, in the order of the parts.
        for (setting, when, expected) in [
            (0, &none, "111111111"),
            (1, &none, "111111101"),
            (2, &none, "111111111"),
            (3, &none, "111000000"),
            (4, &none, "111100000"),
            (3, &stages, "111000100"),
            (4, &stages, "111100100"),
            (4, &elsewhere, "111100000"),
            (4, &unclear, "111100100"),
            (4, &json!([{"sixth-form": true}]), "111100010"),
            (4, &json!([{"federation": false}]), "111100001"),
            (3, &json!([{"trust": true}]), "111000000"),
        ] {
            let call = call(&kinds, when);
            let asked = |part: &ProfilePart| if call.asks_of(*part, Some(&call.settings[setting])) { '1' } else { '0' };
            assert_eq!(PARTS.iter().map(asked).collect::<String>(), expected, "{setting}, {when}");
            assert!(PARTS.iter().all(|part| call.asks_of(*part, None)));
        }
    }
}
