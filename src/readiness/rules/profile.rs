//! What the call asks about the school and its people: each part answered, in a valid form.

use crate::call::{Across, Applicant, Date, KeyStage, Person, ProfileAsk, ProfilePart, Section, SettingKind};
use crate::draft::{
    Field, Group, OfstedReport, PersonField, SchoolField, capitalised, identify, is_email, is_same_as, within_sentence,
};
use crate::readiness::{Case, Finding, Verdict, Weight};

const RULE: &str = "profile";

pub(super) fn check(case: &Case, out: &mut Vec<Finding>) {
    // Name and setting are always asked, whether or not the call says so.
    for part in [ProfilePart::Name, ProfilePart::Setting] {
        if case.call.asks(part).is_none() {
            out.push(check_part(case, part, true));
        }
    }
    for ProfileAsk { ask, required, .. } in &case.call.profile {
        if *ask != ProfilePart::Region || case.call.regions.is_some() {
            // Whoever has no number of this kind need not say why.
            let needed = *ask != ProfilePart::Urn || !case.call.is_number_optional(case.profile.setting);
            out.push(check_part(case, *ask, *required && needed));
        }
    }
    out.extend(sixth_form_against_key_stages(case));
    out.extend(inspection_against_calendar(case));
    for who in &case.call.people {
        check_person(case, who, out);
    }
}

/// The text of an answer about the school, trimmed.
fn text<'a>(case: &'a Case, leaf: SchoolField) -> &'a str {
    case.draft.text(&Field::School(leaf)).trim()
}

/// What the hub calls a region: "Locality".
fn called(case: &Case) -> String {
    case.call.regions.as_ref().map_or_else(|| "Region".to_owned(), |regions| capitalised(regions.called.trim()))
}

fn missing(why: &str, leaf: SchoolField) -> Verdict {
    Verdict::unanswered(why, vec![Field::School(leaf)])
}

fn check_part(case: &Case, part: ProfilePart, required: bool) -> Finding {
    use SchoolField as S;
    let region = called(case);
    let who = case.applicant();
    let (subject, verdict, leaf) = match part {
        ProfilePart::Name => (who.name_label(), name(case), S::Name),
        ProfilePart::Urn => (case.call.number_label(case.profile.setting), urn(case), S::Urn),
        ProfilePart::Setting => (case.call.setting_label(), setting(case), S::Setting),
        ProfilePart::Region => (region.as_str(), self::region(case), S::Region),
        ProfilePart::AgeRange => ("Age range", ages(case), S::AgeFrom),
        ProfilePart::KeyStages => ("Key stages", key_stages(case), S::KeyStages),
        ProfilePart::SixthForm => ("Sixth form", sixth_form(case), S::SixthForm),
        ProfilePart::Trust => ("Trust or federation", group(case), S::Group),
        ProfilePart::LeadSchool => ("Lead school in your trust", lead_school(case), S::LeadSchool),
        ProfilePart::Ofsted => ("Latest Ofsted inspection", inspection(case), S::OfstedReport),
    };
    let verdict = if case.call.asks_of(part, case.profile.setting) {
        verdict
    } else if part == ProfilePart::LeadSchool && case.profile.setting.is_none() {
        // Asked of a trust alone, and who applies is not known yet.
        setting(case)
    } else {
        Verdict::not_asked(format!("Not asked of {}.", who.plural()))
    };
    let leaf = match (&verdict, part) {
        (Verdict::NotMet { .. }, ProfilePart::Ofsted) => S::OfstedDate,
        (Verdict::NotMet { .. }, ProfilePart::LeadSchool) => S::LeadUrn,
        (Verdict::NotMet { .. }, ProfilePart::AgeRange) if age(text(case, S::AgeFrom)).is_some() => S::AgeTo,
        _ => leaf,
    };
    let oddities = match (part, &case.call.regions) {
        (ProfilePart::Region, Some(regions)) => regions.oddities.as_slice(),
        _ => &[],
    };
    Finding::about(RULE, Section::School, subject)
        .is(verdict)
        .weighs(if required { Weight::Blocks } else { Weight::Unneeded })
        .at(Field::School(leaf))
        .odd(oddities)
}

fn name(case: &Case) -> Verdict {
    if text(case, SchoolField::Name).is_empty() {
        let why = match case.applicant() {
            who @ (Applicant::School
            | Applicant::Setting
            | Applicant::College
            | Applicant::Trust
            | Applicant::Organisation) => {
                format!("Enter your {}\u{2019}s name.", who.noun())
            }
            several => format!("Enter the name of your {}.", several.noun()),
        };
        return missing(&why, SchoolField::Name);
    }
    Verdict::Met
}

fn urn(case: &Case) -> Verdict {
    let typed = text(case, SchoolField::Urn);
    let reason = text(case, SchoolField::NoUrn);
    if !typed.is_empty() {
        return match identify(typed, case.profile.kind()) {
            Ok(_) => Verdict::Met,
            Err(wanted) => Verdict::not_met(format!("{wanted}.")),
        };
    }
    if case.call.is_number_optional(case.profile.setting) {
        return missing("You can add your charity or company number.", SchoolField::Urn);
    }
    if !reason.is_empty() {
        return Verdict::Met;
    }
    let label = case.call.number_label(case.profile.setting);
    match case.profile.kind() {
        Some(SettingKind::EarlyYears) => {
            missing("Enter your Ofsted number or URN, or say why you have none.", SchoolField::Urn)
        }
        _ => missing(&format!("Enter your {label}, or say why you have none."), SchoolField::Urn),
    }
}

/// The school of a trust that would lead. Its number need not be given.
fn lead_school(case: &Case) -> Verdict {
    if text(case, SchoolField::LeadSchool).is_empty() {
        return missing("Name the school in your trust that would lead.", SchoolField::LeadSchool);
    }
    match text(case, SchoolField::LeadUrn) {
        "" => Verdict::Met,
        number => match identify(number, Some(SettingKind::School)) {
            Ok(_) => Verdict::Met,
            Err(wanted) => Verdict::not_met(format!("{wanted}.")),
        },
    }
}

fn setting(case: &Case) -> Verdict {
    match (case.profile.setting, text(case, SchoolField::Setting).is_empty()) {
        (Some(_), _) => Verdict::Met,
        (None, true) => {
            let label = case.call.setting_label().replacen('T', "t", 1);
            missing(&format!("Choose your {label}."), SchoolField::Setting)
        }
        (None, false) => missing("Your earlier choice is not in this round. Choose again.", SchoolField::Setting),
    }
}

fn region(case: &Case) -> Verdict {
    let Some(regions) = &case.call.regions else { return Verdict::Met };
    match case.profile.region {
        Some(own) if regions.named.is_empty() || regions.named.iter().any(|r| r.id.as_str() == own) => Verdict::Met,
        Some(_) => {
            let whose = case.voice().possessive();
            missing(&format!("Your earlier choice is not on {whose} list. Choose again."), SchoolField::Region)
        }
        None if for_the_whole_area(case) => {
            Verdict::not_asked("Places for your setting cover the whole area, so this does not matter.")
        }
        None => {
            let how = if regions.named.is_empty() { "Type" } else { "Choose" };
            missing(&format!("{how} your {}.", regions.called), SchoolField::Region)
        }
    }
}

/// Whether every place for this school's setting is open to the hub's whole area, while places of other settings are not,
/// and nothing else rests on the region.
fn for_the_whole_area(case: &Case) -> bool {
    let Some(setting) = case.profile.setting else { return false };
    let is_told_apart = case.call.places.iter().any(|place| place.across != Across::Hub);
    if !is_told_apart || case.call.rests_on_region() {
        return false;
    }
    let mut places = case.call.places.iter().filter(|p| p.settings.contains(&setting.id)).peekable();
    places.peek().is_some() && places.all(|p| p.across == Across::Hub)
}

/// An age in whole years.
fn age(text: &str) -> Option<u8> {
    text.parse().ok().filter(|years| *years < 100)
}

fn ages(case: &Case) -> Verdict {
    use SchoolField::{AgeFrom, AgeTo};
    let (from, to) = (text(case, AgeFrom), text(case, AgeTo));
    let needs: Vec<Field> = [(from, AgeFrom), (to, AgeTo)]
        .into_iter()
        .filter(|(typed, _)| typed.is_empty())
        .map(|(_, leaf)| Field::School(leaf))
        .collect();
    if !needs.is_empty() {
        return Verdict::unanswered("Enter your age range.", needs);
    }
    let (Some(from), Some(to)) = (age(from), age(to)) else {
        return Verdict::not_met("Enter ages in whole years, such as 4 and 11.");
    };
    // Schools may keep pupils with special educational needs until 25; colleges and trusts teach adults.
    let schooling = matches!(case.profile.kind(), Some(SettingKind::School | SettingKind::EarlyYears));
    if from > to {
        Verdict::not_met(format!("The first age ({from}) must be lower than the second ({to})."))
    } else if schooling && to > 25 {
        Verdict::not_met(format!("Check the second age: {to}."))
    } else {
        Verdict::Met
    }
}

fn key_stages(case: &Case) -> Verdict {
    if case.profile.key_stages.is_none() {
        let why = match case.applicant() {
            Applicant::Trust => "Tick the key stages your schools teach.",
            Applicant::Organisation => "Tick the key stages you work with.",
            _ => "Tick the key stages you teach.",
        };
        return missing(why, SchoolField::KeyStages);
    }
    Verdict::Met
}

fn sixth_form(case: &Case) -> Verdict {
    if case.profile.sixth_form.is_none() {
        let why = match case.applicant() {
            Applicant::Trust => "Say if any of your schools has a sixth form.",
            _ => "Say if you have a sixth form.",
        };
        return missing(why, SchoolField::SixthForm);
    }
    Verdict::Met
}

fn group(case: &Case) -> Verdict {
    let Some(group) = case.profile.group else {
        return missing("Say if you are part of a trust or federation.", SchoolField::Group);
    };
    let named = !text(case, SchoolField::GroupName).is_empty();
    match group {
        Group::Trust if !named => missing("Enter your trust\u{2019}s name.", SchoolField::GroupName),
        Group::Federation if !named => missing("Enter your federation\u{2019}s name.", SchoolField::GroupName),
        _ => Verdict::Met,
    }
}

fn inspection(case: &Case) -> Verdict {
    use SchoolField::{OfstedDate, OfstedGrade, OfstedReport as Report};
    let Some(report) = case.profile.ofsted else {
        return missing("Choose the result of your latest inspection.", Report);
    };
    if report == OfstedReport::Other {
        return Verdict::Met;
    }
    if text(case, OfstedDate).is_empty() {
        return missing("Enter the date of your latest inspection.", OfstedDate);
    }
    match case.profile.ofsted_date {
        None => return Verdict::not_met("Enter a real inspection date."),
        Some(date) if date > case.now.london().0 => {
            return Verdict::not_met(format!("The inspection date, {}, is in the future.", date.medium()));
        }
        Some(_) => {}
    }
    if report == OfstedReport::Overall && case.profile.ofsted_grade.is_none() {
        return missing("Choose the overall grade.", OfstedGrade);
    }
    Verdict::Met
}

/// Two answers about the sixth form that do not fit each other.
fn sixth_form_against_key_stages(case: &Case) -> Option<Finding> {
    case.call
        .asks(ProfilePart::SixthForm)
        .filter(|_| case.call.asks_of(ProfilePart::SixthForm, case.profile.setting))?;
    let stages = case.profile.key_stages.as_ref()?;
    let said = case.draft.flag(&Field::School(SchoolField::SixthForm))?;
    let taught = stages.contains(&KeyStage::Ks5);
    let why = match (said, taught) {
        (true, false) => "You said you have a sixth form but did not tick Key Stage 5. Check both.",
        (false, true) => "You ticked Key Stage 5 but said you have no sixth form. Check both.",
        _ => return None,
    };
    Some(
        Finding::about(RULE, Section::School, "Sixth form and key stages")
            .is(Verdict::not_met(why))
            .weighs(Weight::Strengthens)
            .at(Field::School(SchoolField::SixthForm)),
    )
}

/// A kind of inspection report that was not yet, or no longer, given on the day that the school says.
///
/// Ofsted gave state-funded schools overall effectiveness grades until September 2024 (announced 2 September 2024),
/// then grades without an overall one, and report cards from November 2025. Other providers kept overall grades
/// longer, so only schools are asked to look again, and gently.
fn inspection_against_calendar(case: &Case) -> Option<Finding> {
    case.call.asks(ProfilePart::Ofsted)?;
    let date = case.profile.ofsted_date.filter(|_| case.profile.kind() == Some(SettingKind::School))?;
    let overall_ended = Date::new(2024, 9, 2)?;
    let cards_began = Date::new(2025, 11, 1)?;
    let why = match case.profile.ofsted? {
        OfstedReport::Overall if date >= overall_ended => {
            "State-funded schools got no overall grade from September 2024. Check the date and result. If they are right, leave them."
        }
        OfstedReport::KeyJudgements if date < overall_ended => {
            "Before September 2024, graded inspections gave an overall grade. Check the date and result."
        }
        OfstedReport::ReportCard if date < cards_began => {
            "Report cards started in November 2025. Check the date and result."
        }
        _ => return None,
    };
    Some(
        Finding::about(RULE, Section::School, "Inspection date and result")
            .is(Verdict::not_met(why))
            .weighs(Weight::Strengthens)
            .at(Field::School(SchoolField::OfstedDate)),
    )
}

fn check_person(case: &Case, who: &Person, out: &mut Vec<Finding>) {
    let at = |leaf| Field::Person(who.id.clone(), leaf);
    let filled = |leaf| case.draft.answered(&at(leaf));
    let finding = Finding::about(RULE, Section::School, who.name.as_str()).weighs(if who.required {
        Weight::Blocks
    } else {
        Weight::Unneeded
    });
    if let Some(verdict) = case.condition_verdict(&who.when) {
        out.push(finding.is(verdict).at(at(PersonField::Name)));
        return;
    }
    if let Some(other) = is_same_as(case.call, case.draft, who) {
        // What is missing of the other is said there, if it has to be given there.
        let is_said_there = other.required && case.condition_verdict(&other.when).is_none();
        let theirs = |leaf| Field::Person(other.id.clone(), leaf);
        let needs: Vec<Field> = [PersonField::Name, PersonField::Email]
            .into_iter()
            .filter(|leaf| (who.contact || *leaf == PersonField::Name) && !case.draft.answered(&theirs(*leaf)))
            .map(theirs)
            .collect();
        let verdict = if is_said_there || needs.is_empty() {
            Verdict::Met
        } else {
            let name = within_sentence(other.name.trim());
            Verdict::unanswered(format!("You said this is the {name}. Enter their details."), needs)
        };
        out.push(finding.is(verdict).at(at(PersonField::SameAs)));
        return;
    }
    let needs: Vec<Field> = [PersonField::Name, PersonField::Email]
        .into_iter()
        .filter(|leaf| (who.contact || *leaf == PersonField::Name) && !filled(*leaf))
        .map(at)
        .collect();
    let (verdict, field) = if !needs.is_empty() {
        let why = match (filled(PersonField::Name), who.contact) {
            (false, true) => "Enter a name and email address.".to_owned(),
            (false, false) => "Enter a name.".to_owned(),
            (true, _) => format!("Enter an email address so {} get in touch.", case.voice().subject("can")),
        };
        (Verdict::unanswered(why, needs), PersonField::Name)
    } else if who.contact && !is_email(case.draft.text(&at(PersonField::Email))) {
        let why = "Enter an email address, such as name@school.org.uk";
        (Verdict::not_met(why), PersonField::Email)
    } else {
        (Verdict::Met, PersonField::Name)
    };
    out.push(finding.is(verdict).at(at(field)));
    if who.contact && filled(PersonField::Name) && !filled(PersonField::Telephone) {
        out.push(
            Finding::about(RULE, Section::School, format!("{}: phone number", who.name))
                .is(Verdict::unanswered(
                    format!("A phone number helps {} arrange a visit.", case.voice().object()),
                    vec![at(PersonField::Telephone)],
                ))
                .weighs(Weight::Unneeded)
                .at(at(PersonField::Telephone)),
        );
    }
}

#[cfg(test)]
mod tests;
