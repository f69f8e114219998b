//! What the call asks about the school and its people: each part answered, and in a form that can be right.

use super::{Case, Finding, Verdict, Weight};
use crate::call::{Across, Date, KeyStage, Person, ProfileAsk, ProfilePart, Section, SettingKind};
use crate::draft::{Field, Group, OfstedReport, PersonField, SchoolField, identify};

const RULE: &str = "profile";

pub(super) fn check(case: &Case, out: &mut Vec<Finding>) {
    // Name and setting are always asked, whether or not the call says so.
    for part in [ProfilePart::Name, ProfilePart::Setting] {
        if case.call.asks(part).is_none() {
            out.push(school(case, part, true));
        }
    }
    for ProfileAsk { ask, required, .. } in &case.call.profile {
        if *ask != ProfilePart::Region || case.call.regions.is_some() {
            out.push(school(case, *ask, *required));
        }
    }
    out.extend(sixth_form_against_key_stages(case));
    out.extend(inspection_against_calendar(case));
    for who in &case.call.people {
        person(case, who, out);
    }
}

/// What stands at an address of the school, trimmed.
fn text<'a>(case: &'a Case, leaf: SchoolField) -> &'a str {
    case.draft.text(&Field::School(leaf)).trim()
}

fn missing(why: &str, leaf: SchoolField) -> Verdict {
    Verdict::unanswered(why, vec![Field::School(leaf)])
}

fn school(case: &Case, part: ProfilePart, required: bool) -> Finding {
    use SchoolField as S;
    let (subject, verdict, leaf) = match part {
        ProfilePart::Name => ("Name of the school", name(case), S::Name),
        ProfilePart::Urn => ("URN", urn(case), S::Urn),
        ProfilePart::Setting => ("Setting", setting(case), S::Setting),
        ProfilePart::Region => ("Region", region(case), S::Region),
        ProfilePart::AgeRange => ("Age range", ages(case), S::AgeFrom),
        ProfilePart::KeyStages => ("Key stages", key_stages(case), S::KeyStages),
        ProfilePart::SixthForm => ("Sixth form", sixth_form(case), S::SixthForm),
        ProfilePart::Trust => ("Trust or federation", group(case), S::Group),
        ProfilePart::Ofsted => ("Latest inspection", inspection(case), S::OfstedReport),
    };
    let leaf = match (&verdict, part) {
        (Verdict::NotMet { .. }, ProfilePart::Ofsted) => S::OfstedDate,
        (Verdict::NotMet { .. }, ProfilePart::AgeRange) if age(text(case, S::AgeFrom)).is_some() => S::AgeTo,
        _ => leaf,
    };
    let oddities = match (part, &case.call.regions) {
        (ProfilePart::Region, Some(regions)) => regions.oddities.as_slice(),
        _ => &[],
    };
    Finding::about(RULE, Section::School, subject)
        .is(verdict)
        .weighs(if required { Weight::Blocks } else { Weight::Strengthens })
        .at(Field::School(leaf))
        .odd(oddities)
}

fn name(case: &Case) -> Verdict {
    if text(case, SchoolField::Name).is_empty() {
        return missing("Type the name of your school.", SchoolField::Name);
    }
    Verdict::Met
}

fn urn(case: &Case) -> Verdict {
    let typed = text(case, SchoolField::Urn);
    let reason = text(case, SchoolField::NoUrn);
    if !typed.is_empty() {
        return match identify(typed, case.profile.kind()) {
            Ok(_) => Verdict::Met,
            Err(wanted) => Verdict::not_met(format!("This number does not have the form expected. {wanted}.")),
        };
    }
    if !reason.is_empty() {
        return Verdict::Met;
    }
    match case.profile.kind() {
        Some(SettingKind::Trust) => Verdict::not_asked("A trust has no URN of its own."),
        Some(SettingKind::EarlyYears) => {
            missing("Type your Ofsted number or URN, or say why there is none.", SchoolField::Urn)
        }
        _ => missing("Type your URN, or say why there is none.", SchoolField::Urn),
    }
}

fn setting(case: &Case) -> Verdict {
    match (case.profile.setting, text(case, SchoolField::Setting).is_empty()) {
        (Some(_), _) => Verdict::Met,
        (None, true) => missing("Choose what kind of setting you are.", SchoolField::Setting),
        (None, false) => missing(
            "The setting chosen before is not one that this call knows. Please choose again.",
            SchoolField::Setting,
        ),
    }
}

fn region(case: &Case) -> Verdict {
    let Some(regions) = &case.call.regions else { return Verdict::Met };
    match case.profile.region {
        Some(own) if regions.named.is_empty() || regions.named.iter().any(|r| r.id.as_str() == own) => Verdict::Met,
        Some(_) => {
            missing("The region given before is not one that the hub names. Please choose again.", SchoolField::Region)
        }
        None if for_the_whole_area(case) => Verdict::not_asked(format!(
            "The places for your setting are for the whole area, whichever {} you are in.",
            regions.called
        )),
        None => {
            let how = if regions.named.is_empty() { "Type" } else { "Choose" };
            missing(&format!("{how} the {} that you are in.", regions.called), SchoolField::Region)
        }
    }
}

/// Whether every place for this school's setting is open to the hub's whole area.
fn for_the_whole_area(case: &Case) -> bool {
    let Some(setting) = case.profile.setting else { return false };
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
        return Verdict::unanswered("Type the ages of your youngest and your oldest pupils.", needs);
    }
    let (Some(from), Some(to)) = (age(from), age(to)) else {
        return Verdict::not_met("Type each age as a whole number of years, such as 4 and 11.");
    };
    // Schools may keep pupils with special educational needs until 25; colleges and trusts teach adults.
    let schooling = matches!(case.profile.kind(), Some(SettingKind::School | SettingKind::EarlyYears));
    if from > to {
        Verdict::not_met(format!("The youngest pupils ({from}) cannot be older than the oldest ({to})."))
    } else if schooling && to > 25 {
        Verdict::not_met(format!("Please check the age of the oldest pupils: {to}."))
    } else {
        Verdict::Met
    }
}

fn key_stages(case: &Case) -> Verdict {
    if case.profile.key_stages.is_none() {
        return missing("Tick the key stages that you teach.", SchoolField::KeyStages);
    }
    Verdict::Met
}

fn sixth_form(case: &Case) -> Verdict {
    if case.profile.sixth_form.is_none() {
        return missing("Say whether you have a sixth form.", SchoolField::SixthForm);
    }
    Verdict::Met
}

fn group(case: &Case) -> Verdict {
    let Some(group) = case.profile.group else {
        return missing("Say whether you belong to a multi-academy trust or a federation.", SchoolField::Group);
    };
    let named = !text(case, SchoolField::GroupName).is_empty();
    match group {
        Group::Trust if !named => missing("Type the name of your trust.", SchoolField::GroupName),
        Group::Federation if !named => missing("Type the name of your federation.", SchoolField::GroupName),
        _ => Verdict::Met,
    }
}

fn inspection(case: &Case) -> Verdict {
    use SchoolField::{OfstedDate, OfstedGrade, OfstedReport as Report};
    let Some(report) = case.profile.ofsted else {
        return missing("Say how your latest inspection reported.", Report);
    };
    if report == OfstedReport::Other {
        return Verdict::Met;
    }
    if text(case, OfstedDate).is_empty() {
        return missing("Give the date of your latest inspection.", OfstedDate);
    }
    match case.profile.ofsted_date {
        None => return Verdict::not_met("The date of the inspection is not a day of the calendar."),
        Some(date) if date > case.now.london().0 => {
            return Verdict::not_met(format!("The date of the inspection, {}, is still to come.", date.medium()));
        }
        Some(_) => {}
    }
    if report == OfstedReport::Overall && case.profile.ofsted_grade.is_none() {
        return missing("Give the overall effectiveness grade of that inspection.", OfstedGrade);
    }
    Verdict::Met
}

/// Two answers about the sixth form that do not fit each other.
fn sixth_form_against_key_stages(case: &Case) -> Option<Finding> {
    case.call.asks(ProfilePart::SixthForm)?;
    let stages = case.profile.key_stages.as_ref()?;
    let said = case.draft.flag(&Field::School(SchoolField::SixthForm))?;
    let taught = stages.contains(&KeyStage::Ks5);
    let why = match (said, taught) {
        (true, false) => "You say that you have a sixth form, and Key Stage 5 is not ticked. Please check both.",
        (false, true) => "Key Stage 5 is ticked, and you say that you have no sixth form. Please check both.",
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
            "State-funded schools were given no overall grade from September 2024 on. Please check the date and the kind of inspection; if you are right, leave it so."
        }
        OfstedReport::KeyJudgements if date < overall_ended => {
            "Until September 2024 a graded inspection gave an overall grade too. Please check the date and the kind of inspection."
        }
        OfstedReport::ReportCard if date < cards_began => {
            "Report cards began in November 2025. Please check the date and the kind of inspection."
        }
        _ => return None,
    };
    Some(
        Finding::about(RULE, Section::School, "Date and kind of the inspection")
            .is(Verdict::not_met(why))
            .weighs(Weight::Strengthens)
            .at(Field::School(SchoolField::OfstedDate)),
    )
}

fn person(case: &Case, who: &Person, out: &mut Vec<Finding>) {
    let at = |leaf| Field::Person(who.id.clone(), leaf);
    let filled = |leaf| case.draft.answered(&at(leaf));
    let finding = Finding::about(RULE, Section::School, who.name.as_str()).weighs(if who.required {
        Weight::Blocks
    } else {
        Weight::Strengthens
    });
    if let Some(verdict) = case.settled_by(&who.when) {
        out.push(finding.is(verdict).at(at(PersonField::Name)));
        return;
    }
    let needs: Vec<Field> = [PersonField::Name, PersonField::Email]
        .into_iter()
        .filter(|leaf| (who.contact || *leaf == PersonField::Name) && !filled(*leaf))
        .map(at)
        .collect();
    let (verdict, field) = if !needs.is_empty() {
        let why = match (filled(PersonField::Name), who.contact) {
            (false, true) => "Type the name and e-mail address.",
            (false, false) => "Type the name.",
            (true, _) => "Type the e-mail address, so that the hub can reach this person.",
        };
        (Verdict::unanswered(why, needs), PersonField::Name)
    } else if who.contact && !looks_like_email(case.draft.text(&at(PersonField::Email))) {
        let why = "The e-mail address does not look like one. It should look like name@school.org.uk";
        (Verdict::not_met(why), PersonField::Email)
    } else {
        (Verdict::Met, PersonField::Name)
    };
    out.push(finding.is(verdict).at(at(field)));
    if who.contact && filled(PersonField::Name) && !filled(PersonField::Telephone) {
        out.push(
            Finding::about(RULE, Section::School, format!("{}: telephone", who.name))
                .is(Verdict::unanswered(
                    "A telephone number helps the hub to arrange a visit.",
                    vec![at(PersonField::Telephone)],
                ))
                .weighs(Weight::Strengthens)
                .at(at(PersonField::Telephone)),
        );
    }
}

/// Whether a text has the form of one e-mail address. No more: what exists is for the mail server to say.
fn looks_like_email(text: &str) -> bool {
    let text = text.trim();
    let Some((local, domain)) = text.split_once('@') else { return false };
    !local.is_empty()
        && !domain.contains('@')
        && domain.contains('.')
        && !domain.split('.').any(str::is_empty)
        && !text.contains(|c: char| c.is_whitespace() || c.is_control() || ",;<>\"".contains(c))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::super::testing::{call, find, table, why};
    use super::*;

    /// A call that asks one part, and what is found about it besides name and setting.
    fn asks(part: &str, more: Json, rows: &[(Json, &[&str])]) {
        let mut parts = json!({"profile": [
            {"ask": "name", "why": "w", "required": false},
            {"ask": "setting", "why": "w", "required": false},
            {"ask": part, "why": "w"}
        ]});
        for (key, value) in more.as_object().unwrap() {
            parts[key] = value.clone();
        }
        let call = call(parts);
        for (answers, expected) in rows {
            let found: Vec<String> =
                find(check, &call, answers).iter().skip(2).map(super::super::testing::line).collect();
            assert_eq!(found, *expected, "{answers}");
        }
    }

    #[test]
    fn name_and_setting_are_always_asked() {
        let call = call(json!({}));
        table(
            check,
            &call,
            &[
                (
                    json!({}),
                    &["Name of the school: unknown, blocks, school/name", "Setting: unknown, blocks, school/setting"],
                ),
                (
                    json!({"school/name": "Fen End", "school/setting": "primary"}),
                    &["Name of the school: met", "Setting: met"],
                ),
                (
                    json!({"school/name": " ", "school/setting": "castle"}),
                    &["Name of the school: unknown, blocks, school/name", "Setting: unknown, blocks, school/setting"],
                ),
                (
                    json!({"school/name": true, "school/setting": ["primary"]}),
                    &["Name of the school: unknown, blocks, school/name", "Setting: unknown, blocks, school/setting"],
                ),
            ],
        );
    }

    #[test]
    fn urn() {
        asks(
            "urn",
            json!({}),
            &[
                (json!({}), &["URN: unknown, blocks, school/urn"]),
                (json!({"school/urn": "123456"}), &["URN: met"]),
                (json!({"school/urn": "12345"}), &["URN: not met, blocks, school/urn"]),
                (json!({"school/no-urn": "A new school; the number is on its way."}), &["URN: met"]),
                (json!({"school/urn": "EY123456", "school/setting": "nursery"}), &["URN: met"]),
                (json!({"school/urn": "EY123456", "school/setting": "primary"}), &["URN: not met, blocks, school/urn"]),
                (json!({"school/setting": "trust"}), &["URN: not asked"]),
            ],
        );
    }

    #[test]
    fn region() {
        let named = json!({"regions": {"called": "district", "named": [{"id": "north", "name": "North"}]}});
        asks(
            "region",
            named,
            &[
                (json!({}), &["Region: unknown, blocks, school/region"]),
                (json!({"school/region": "north"}), &["Region: met"]),
                (json!({"school/region": "Northish"}), &["Region: unknown, blocks, school/region"]),
            ],
        );
        let place = |setting: &str, across: Json| json!({"id": setting, "settings": [setting], "across": across, "statement": {"text": "One.", "under": "h"}});
        let unnamed = json!({
            "regions": {"called": "region", "oddities": ["unnamed"]},
            "places": [place("primary", json!("each-region")), place("nursery", json!("hub"))]
        });
        asks(
            "region",
            unnamed,
            &[
                (json!({"school/region": "Dacorum"}), &["Region: met"]),
                (json!({"school/setting": "primary"}), &["Region: unknown, blocks, school/region"]),
                (json!({"school/setting": "nursery"}), &["Region: not asked"]),
                (json!({"school/setting": "college"}), &["Region: unknown, blocks, school/region"]),
            ],
        );
        asks("region", json!({}), &[(json!({}), &[])]);
    }

    #[test]
    fn ages() {
        asks(
            "age-range",
            json!({}),
            &[
                (json!({}), &["Age range: unknown, blocks, school/age-from"]),
                (json!({"school/age-from": "4"}), &["Age range: unknown, blocks, school/age-to"]),
                (json!({"school/age-from": "4", "school/age-to": "11"}), &["Age range: met"]),
                (
                    json!({"school/age-from": "11", "school/age-to": "4"}),
                    &["Age range: not met, blocks, school/age-to"],
                ),
                (
                    json!({"school/age-from": "four", "school/age-to": "11"}),
                    &["Age range: not met, blocks, school/age-from"],
                ),
                (
                    json!({"school/age-from": "4", "school/age-to": "-1"}),
                    &["Age range: not met, blocks, school/age-to"],
                ),
                (
                    json!({"school/age-from": "4", "school/age-to": "80", "school/setting": "primary"}),
                    &["Age range: not met, blocks, school/age-to"],
                ),
                (
                    json!({"school/age-from": "16", "school/age-to": "80", "school/setting": "college"}),
                    &["Age range: met"],
                ),
            ],
        );
    }

    #[test]
    fn key_stages_and_sixth_form() {
        asks(
            "key-stages",
            json!({}),
            &[
                (json!({}), &["Key stages: unknown, blocks, school/key-stages"]),
                (json!({"school/key-stages": ["ks9"]}), &["Key stages: unknown, blocks, school/key-stages"]),
                (json!({"school/key-stages": ["ks1"]}), &["Key stages: met"]),
            ],
        );
        asks(
            "sixth-form",
            json!({}),
            &[
                (json!({}), &["Sixth form: unknown, blocks, school/sixth-form"]),
                (json!({"school/sixth-form": false}), &["Sixth form: met"]),
                (json!({"school/key-stages": ["ks5"]}), &["Sixth form: met"]),
                (
                    json!({"school/key-stages": ["ks3"], "school/sixth-form": true}),
                    &["Sixth form: met", "Sixth form and key stages: not met, strengthens, school/sixth-form"],
                ),
                (
                    json!({"school/key-stages": ["ks5"], "school/sixth-form": false}),
                    &["Sixth form: met", "Sixth form and key stages: not met, strengthens, school/sixth-form"],
                ),
            ],
        );
    }

    #[test]
    fn trust() {
        asks(
            "trust",
            json!({}),
            &[
                (json!({}), &["Trust or federation: unknown, blocks, school/group"]),
                (json!({"school/group": "neither"}), &["Trust or federation: met"]),
                (json!({"school/group": "trust"}), &["Trust or federation: unknown, blocks, school/group-name"]),
                (json!({"school/group": "federation", "school/group-name": "Fen"}), &["Trust or federation: met"]),
                (json!({"school/group": "club"}), &["Trust or federation: unknown, blocks, school/group"]),
            ],
        );
    }

    #[test]
    fn inspection() {
        let met = ["Latest inspection: met"];
        let look_again =
            ["Latest inspection: met", "Date and kind of the inspection: not met, strengthens, school/ofsted-date"];
        let report = |kind: &str, day: &str, setting: &str| {
            json!({"school/ofsted-report": kind, "school/ofsted-date": day, "school/ofsted-grade": "good",
                   "school/setting": setting})
        };
        asks(
            "ofsted",
            json!({}),
            &[
                (json!({}), &["Latest inspection: unknown, blocks, school/ofsted-report"]),
                (json!({"school/ofsted-report": "other"}), &met),
                (
                    json!({"school/ofsted-report": "overall"}),
                    &["Latest inspection: unknown, blocks, school/ofsted-date"],
                ),
                (
                    json!({"school/ofsted-report": "overall", "school/ofsted-date": "2023-05-10"}),
                    &["Latest inspection: unknown, blocks, school/ofsted-grade"],
                ),
                (report("overall", "2023-05-10", "primary"), &met),
                (
                    report("overall", "2023-02-30", "primary"),
                    &["Latest inspection: not met, blocks, school/ofsted-date"],
                ),
                (
                    report("overall", "2027-02-02", "primary"),
                    &[
                        "Latest inspection: not met, blocks, school/ofsted-date",
                        "Date and kind of the inspection: not met, strengthens, school/ofsted-date",
                    ],
                ),
                (report("overall", "2024-09-01", "primary"), &met),
                (report("overall", "2024-09-03", "primary"), &look_again),
                (report("overall", "2024-09-03", "college"), &met),
                (report("key-judgements", "2024-03-01", "primary"), &look_again),
                (report("key-judgements", "2025-03-01", "primary"), &met),
                (report("report-card", "2025-03-01", "primary"), &look_again),
                (report("report-card", "2026-03-01", "primary"), &met),
                (report("ungraded", "2019-03-01", "primary"), &met),
            ],
        );
    }

    #[test]
    fn people() {
        let call = call(json!({
            "profile": [
                {"ask": "name", "why": "w", "required": false}, {"ask": "setting", "why": "w", "required": false}
            ],
            "people": [
                {"id": "lead", "name": "Music lead", "why": "w", "contact": true},
                {"id": "governor", "name": "Governor", "why": "w", "required": false},
                {"id": "ceo", "name": "Trust lead", "why": "w", "when": [{"trust": true}]}
            ]
        }));
        let lines = |answers: Json| -> Vec<String> {
            find(check, &call, &answers).iter().skip(2).map(super::super::testing::line).collect()
        };
        let governor = "Governor: unknown, strengthens, people/governor/name";
        let ceo = "Trust lead: unknown, blocks, school/group";
        assert_eq!(lines(json!({})), ["Music lead: unknown, blocks, people/lead/name", governor, ceo]);
        assert_eq!(
            lines(json!({"people/lead/name": "Jo", "school/group": "trust"})),
            [
                "Music lead: unknown, blocks, people/lead/email",
                "Music lead: telephone: unknown, strengthens, people/lead/telephone",
                governor,
                "Trust lead: unknown, blocks, people/ceo/name",
            ]
        );
        assert_eq!(
            lines(json!({"people/lead/name": "Jo", "people/lead/email": "jo at fen", "people/lead/telephone": "1",
                "people/governor/name": "Mo", "school/group": "neither"})),
            ["Music lead: not met, blocks, people/lead/email", "Governor: met", "Trust lead: not asked"]
        );
    }

    #[test]
    fn email() {
        for (text, looks) in [
            ("jo@fen.example.org", true),
            (" jo.o'neill+music@fen.example.org ", true),
            ("jo@fen", false),
            ("jo@@fen.org", false),
            ("@fen.org", false),
            ("jo@fen..org", false),
            ("jo@fen.org.", false),
            ("jo fen@fen.org", false),
            ("Jo <jo@fen.org>", false),
            ("a@b.org, c@d.org", false),
            ("", false),
        ] {
            assert_eq!(looks_like_email(text), looks, "{text}");
        }
    }

    #[test]
    fn a_wrong_number_is_told_what_is_wanted() {
        let call = call(json!({"profile": [{"ask": "urn", "why": "w"}]}));
        let found = find(check, &call, &json!({"school/urn": "12", "school/setting": "nursery"}));
        assert!(found.iter().any(|f| why(f).contains("EY123456")), "{found:?}");
    }
}
