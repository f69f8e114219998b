//! Whether something of a call applies to a school: yes, no, or not known yet.

use super::{Field, Group, Profile, SchoolField, or_list};
use crate::call::{Call, Condition, KeyStage, LotId, RegionId, SettingId, SettingIs};

/// Whether something applies, with the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Applies {
    /// It does.
    Yes,
    /// It does not, because of this.
    No {
        /// A sentence for a teacher.
        because: String,
    },
    /// These answers would settle it.
    Unknown {
        /// Their addresses.
        needs: Vec<Field>,
    },
    /// The hub's text does not say.
    Unclear {
        /// A sentence for a teacher.
        because: String,
    },
}

/// Whether all conditions hold. One that fails settles it, whatever the others say.
pub fn applies(call: &Call, when: &[Condition], profile: &Profile) -> Applies {
    let mut needs = Vec::new();
    let mut unclear = None;
    for condition in when {
        match applies_one(call, condition, profile) {
            Applies::Yes => {}
            no @ Applies::No { .. } => return no,
            Applies::Unknown { needs: more } => {
                for need in more {
                    if !needs.contains(&need) {
                        needs.push(need);
                    }
                }
            }
            Applies::Unclear { because } => unclear = Some(because),
        }
    }
    match (needs.is_empty(), unclear) {
        (false, _) => Applies::Unknown { needs },
        (true, Some(because)) => Applies::Unclear { because },
        (true, None) => Applies::Yes,
    }
}

/// Whether something is asked of a school, as far as is known: only a condition that fails leaves the school out.
pub fn may_apply(call: &Call, when: &[Condition], profile: &Profile) -> bool {
    !matches!(applies(call, when, profile), Applies::No { .. })
}

fn applies_one(call: &Call, condition: &Condition, profile: &Profile) -> Applies {
    match condition {
        Condition::Setting(is) => applies_to_setting(call, is, profile),
        Condition::KeyStage(stages) => applies_to_key_stage(stages, profile),
        Condition::SixthForm(wanted) => if_answered(
            profile.sixth_form.map(|has| has == *wanted),
            SchoolField::SixthForm,
            if *wanted { "Only for schools with a sixth form." } else { "Only for schools without a sixth form." },
        ),
        Condition::Trust(wanted) => if_answered(
            profile.group.map(|g| (g == Group::Trust) == *wanted),
            SchoolField::Group,
            if *wanted {
                "Only for schools in a multi-academy trust."
            } else {
                "Only for schools that are not in a multi-academy trust."
            },
        ),
        Condition::Federation(wanted) => if_answered(
            profile.group.map(|g| (g == Group::Federation) == *wanted),
            SchoolField::Group,
            if *wanted {
                "Only for schools in a federation."
            } else {
                "Only for schools that are not in a federation."
            },
        ),
        Condition::Region(regions) => applies_to_region(call, regions, profile),
        Condition::Lot(lots) => applies_to_lot(call, lots, profile),
    }
}

fn if_answered(holds: Option<bool>, leaf: SchoolField, because: &str) -> Applies {
    match holds {
        Some(true) => Applies::Yes,
        Some(false) => Applies::No { because: because.to_owned() },
        None => Applies::Unknown { needs: vec![Field::School(leaf)] },
    }
}

fn applies_to_setting(call: &Call, is: &SettingIs, profile: &Profile) -> Applies {
    let Some(own) = profile.setting else {
        return Applies::Unknown { needs: vec![Field::School(SchoolField::Setting)] };
    };
    if is.any.contains(&own.id) {
        Applies::Yes
    } else if is.unclear.contains(&own.id) {
        Applies::Unclear {
            because: format!(
                "{} not say whether this applies to your setting ({}).",
                call.hub.voice().opening("does"),
                own.name
            ),
        }
    } else {
        let names: Vec<&str> =
            is.any.iter().filter_map(|id| call.setting(SettingId::as_str(id))).map(|s| s.name.as_str()).collect();
        Applies::No { because: format!("Only for {}. You said you are {}.", or_list(&names), own.name) }
    }
}

fn applies_to_key_stage(stages: &[KeyStage], profile: &Profile) -> Applies {
    let taught = profile.key_stages.as_ref();
    let by_stage = taught.map(|t| stages.iter().any(|s| t.contains(s)));
    let by_sixth_form = stages.contains(&KeyStage::Ks5) && profile.sixth_form == Some(true);
    if by_sixth_form || by_stage == Some(true) {
        return Applies::Yes;
    }
    if by_stage.is_none() {
        return Applies::Unknown { needs: vec![Field::School(SchoolField::KeyStages)] };
    }
    let names: Vec<&str> = stages.iter().map(|s| s.label()).collect();
    Applies::No { because: format!("Only for schools that teach {}.", or_list(&names)) }
}

fn applies_to_region(call: &Call, regions: &[RegionId], profile: &Profile) -> Applies {
    let Some(own) = profile.region else {
        return Applies::Unknown { needs: vec![Field::School(SchoolField::Region)] };
    };
    if regions.iter().any(|r| r.as_str() == own) {
        return Applies::Yes;
    }
    let all = call.regions.iter().flat_map(|r| &r.named);
    let names: Vec<&str> = all.filter(|r| regions.contains(&r.id)).map(|r| r.name.as_str()).collect();
    Applies::No { because: format!("Only for schools in {}.", or_list(&names)) }
}

fn applies_to_lot(call: &Call, lots: &[LotId], profile: &Profile) -> Applies {
    let Some(chosen) = &profile.lots else { return Applies::Unknown { needs: vec![Field::LotsChosen] } };
    if chosen.iter().any(|lot| lots.contains(&lot.id)) {
        return Applies::Yes;
    }
    let names: Vec<&str> = call.lot_choices().filter(|lot| lots.contains(&lot.id)).map(|lot| lot.name.trim()).collect();
    Applies::No { because: format!("Only if you apply for {}.", or_list(&names)) }
}
