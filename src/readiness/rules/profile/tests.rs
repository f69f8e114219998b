use serde_json::{Value as Json, json};

use super::super::testing::{call, find, table, why};
use super::*;

/// A call that asks one part, and what is found about it besides name and setting.
fn asks(part: &str, more: &Json, rows: &[(Json, &[&str])]) {
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
        let found: Vec<String> = find(check, &call, answers).iter().skip(2).map(super::super::testing::line).collect();
        assert_eq!(found, *expected, "{answers}");
    }
}

#[test]
fn who_is_the_same_as_somebody_optional_still_needs_a_name() {
    let people =
        |lead: Json| call(json!({"people": [lead, {"id": "contact", "name": "Contact", "why": "w", "contact": true}]}));
    let lead = json!({"id": "lead", "name": "Lead", "why": "w", "contact": true, "required": false});
    let mut unclear = json!({"id": "lead", "name": "Lead", "why": "w", "contact": true});
    unclear["when"] = json!([{"setting": {"any": ["primary"], "unclear": ["special"]}}]);
    let missing = |leaf: &str| format!("Contact: unknown, blocks, people/lead/{leaf}");
    for lead in [lead, unclear] {
        let call = people(lead);
        let mut answers = json!({"people/contact/same-as": true, "school/setting": "special"});
        let last = |answers: &Json| super::super::testing::line(find(check, &call, answers).last().unwrap());
        assert_eq!(last(&answers), missing("name"));
        answers["people/lead/name"] = json!("Ada Fen");
        assert_eq!(last(&answers), missing("email"));
        answers["people/lead/email"] = json!("ada@fen.example.org");
        assert_eq!(last(&answers), "Contact: met");
    }
}

#[test]
fn a_region_that_the_hub_asks_for_its_mix_is_required() {
    let place = |across: Json, setting: &str| {
        json!({"id": setting, "settings": [setting], "maximum": 1, "across": across,
            "statement": super::super::testing::says("One.")})
    };
    let regions = json!({"called": "quarter", "named": [{"id": "north", "name": "North"}]});
    let whole = place(json!("hub"), "primary");
    let apart = place(json!("each-region"), "special");
    let lots = json!([{"id": "d", "statement": super::super::testing::says("Do."), "when": [{"region": ["north"]}]}]);
    for (places, duties, expected) in [
        (json!([whole]), json!([]), "unknown, blocks, school/region"),
        (json!([whole, apart]), json!([]), "not asked"),
        (json!([whole, apart]), lots, "unknown, blocks, school/region"),
    ] {
        let call = call(json!({"profile": [{"ask": "region", "why": "w"}], "regions": regions, "places": places,
            "duties": duties}));
        let found = find(check, &call, &json!({"school/setting": "primary", "school/name": "Fen End"}));
        let own = found.iter().find(|own| own.field == Some(Field::School(SchoolField::Region))).unwrap();
        assert!(super::super::testing::line(own).ends_with(expected), "{own:?}");
    }
}

#[test]
fn name_and_setting_are_always_asked() {
    let mut call = call(json!({}));
    let several = "Name of your school or organisation: unknown, blocks, school/name";
    let setting = "Type of school or organisation: unknown, blocks, school/setting";
    table(
        check,
        &call,
        &[
            (json!({}), &[several, setting]),
            (
                json!({"school/name": "Fen End", "school/setting": "primary"}),
                &["School name: met", "Type of school or organisation: met"],
            ),
            (json!({"school/name": " ", "school/setting": "castle"}), &[several, setting]),
            (json!({"school/name": true, "school/setting": ["primary"]}), &[several, setting]),
        ],
    );
    call.settings.retain(|setting| setting.kind == SettingKind::School);
    let school: &[&str] =
        &["School name: unknown, blocks, school/name", "Type of school or setting: unknown, blocks, school/setting"];
    table(check, &call, &[(json!({}), school)]);
}

#[test]
fn sentences_follow_the_setting() {
    let call = with_arts(json!({"profile": [
        {"ask": "name", "why": "w"}, {"ask": "setting", "why": "w"}, {"ask": "urn", "why": "w"}
    ]}));
    for (setting, expected) in [
        (
            "",
            [
                "Enter the name of your school or organisation.",
                "Choose your type of school or organisation.",
                "Enter your URN, UKPRN or Ofsted number, or say why you have none.",
            ],
        ),
        ("primary", ["Enter your school\u{2019}s name.", "", "Enter your URN, or say why you have none."]),
        (
            "nursery",
            ["Enter your setting\u{2019}s name.", "", "Enter your Ofsted number or URN, or say why you have none."],
        ),
        ("college", ["Enter your college\u{2019}s name.", "", "Enter your UKPRN or URN, or say why you have none."]),
        ("trust", ["Enter your trust\u{2019}s name.", "", "Not asked of trusts."]),
        ("arts", ["Enter your organisation\u{2019}s name.", "", "You can add your charity or company number."]),
    ] {
        let found = find(check, &call, &json!({"school/setting": setting}));
        assert_eq!(found.iter().map(why).collect::<Vec<_>>(), expected, "{setting}");
    }
}

/// The invented call with one more setting: an arts organisation.
fn with_arts(parts: Json) -> crate::call::Call {
    let mut call = call(parts);
    let mut arts = call.settings[0].clone();
    arts.id = crate::call::SettingId::new("arts").unwrap();
    arts.kind = SettingKind::Other;
    call.settings.push(arts);
    call
}

#[test]
fn an_organisation_is_not_asked_what_only_schools_have() {
    let parts = ["name", "setting", "urn", "age-range", "key-stages", "sixth-form", "trust", "ofsted"];
    let profile: Vec<Json> = parts.iter().map(|part| json!({"ask": part, "why": "w"})).collect();
    let duty = |when: Json| json!([{"id": "d", "statement": {"text": "Sing.", "under": "h"}, "when": when}]);
    let plain = with_arts(json!({"profile": profile}));
    let stages = with_arts(json!({"profile": profile, "duties": duty(json!([{"key-stage": ["ks2"]}]))}));
    let named = |setting: &str| json!({"school/name": "Fen Arts", "school/setting": setting});
    let not_asked = |parts: &[&str]| parts.iter().map(|part| format!("{part}: not asked")).collect::<Vec<_>>();
    let common = ["Age range", "Key stages", "Sixth form", "Trust or federation", "Latest Ofsted inspection"];
    let number = "Charity or company number: unknown, unneeded, school/urn";
    for (call, setting, first, rest) in [
        (&plain, "arts", ["Organisation name: met", number], not_asked(&common)),
        (&plain, "trust", ["Trust name: met", "URN: not asked"], not_asked(&common)),
    ] {
        let found: Vec<String> = find(check, call, &named(setting)).iter().map(super::super::testing::line).collect();
        assert_eq!([found[0].as_str(), &found[2]], first, "{setting}");
        assert_eq!(found[3..], rest, "{setting}");
    }
    // A condition of the call rests on them.
    let found = find(check, &stages, &named("arts"));
    assert_eq!(super::super::testing::line(&found[4]), "Key stages: unknown, blocks, school/key-stages");
    // A number of any register will do, and needs no reason.
    for number in ["1234567", "SC012345", "CE 000 000"] {
        let mut answers = named("arts");
        answers["school/urn"] = json!(number);
        assert!(
            find(check, &plain, &answers)
                .iter()
                .any(|found| found.subject.starts_with("Charity") && found.verdict == Verdict::Met)
        );
    }
    // What was answered as another setting says nothing.
    let mut answers = named("arts");
    answers["school/key-stages"] = json!(["ks3"]);
    answers["school/sixth-form"] = json!(true);
    answers["school/ofsted-report"] = json!("overall");
    let found: Vec<String> = find(check, &plain, &answers).iter().map(super::super::testing::line).collect();
    assert_eq!(found[3..], not_asked(&common));
}

#[test]
fn first_middle_and_all_through_schools_are_settings_like_any_other() {
    let parts = ["urn", "age-range", "key-stages", "sixth-form"];
    let profile: Vec<Json> = parts.iter().map(|part| json!({"ask": part, "why": "w"})).collect();
    let mut call = call(json!({"profile": profile}));
    call.settings.truncate(1);
    for (name, from, to, stages, sixth_form) in [
        ("first", "4", "9", &["eyfs", "ks1", "ks2"][..], false),
        ("middle", "9", "13", &["ks2", "ks3"], false),
        ("all-through", "3", "18", &["eyfs", "ks1", "ks2", "ks3", "ks4", "ks5"], true),
    ] {
        call.settings[0].id = crate::call::SettingId::new(name).unwrap();
        let answers = json!({"school/name": "Fen End", "school/setting": name, "school/urn": "123456",
            "school/age-from": from, "school/age-to": to, "school/key-stages": stages, "school/sixth-form": sixth_form});
        let found = find(check, &call, &answers);
        assert!(found.len() == 6 && found.iter().all(|found| found.verdict == Verdict::Met), "{name}: {found:?}");
        let draft = super::super::testing::draft(&answers);
        let profile = crate::draft::Profile::of(&call, &draft);
        for stage in [KeyStage::Ks1, KeyStage::Ks2, KeyStage::Ks3, KeyStage::Ks4] {
            let applies = crate::draft::applies(&call, &[crate::call::Condition::KeyStage(vec![stage])], &profile);
            let teaches = stages.contains(&stage.as_str());
            assert_eq!(applies == crate::draft::Applies::Yes, teaches, "{name}: {stage:?}");
        }
    }
}

#[test]
fn urn() {
    let any = "URN, UKPRN or Ofsted number";
    let open = [format!("{any}: unknown, blocks, school/urn")];
    let met = [format!("{any}: met")];
    let wrong = [format!("{any}: not met, blocks, school/urn")];
    let [open, met, wrong] = [&open, &met, &wrong].map(|line| [line[0].as_str()]);
    asks(
        "urn",
        &json!({}),
        &[
            (json!({}), &open),
            (json!({"school/urn": "123456"}), &met),
            (json!({"school/urn": "12345"}), &wrong),
            (json!({"school/no-urn": "A new school; the number is on its way."}), &met),
            (json!({"school/urn": "EY123456", "school/setting": "nursery"}), &["URN or Ofsted number: met"]),
            (json!({"school/urn": "10001234", "school/setting": "college"}), &["UKPRN or URN: met"]),
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
        &named,
        &[
            (json!({}), &["District: unknown, blocks, school/region"]),
            (json!({"school/region": "north"}), &["District: met"]),
            (json!({"school/region": "Northish"}), &["District: unknown, blocks, school/region"]),
        ],
    );
    let place = |setting: &str, across: Json| json!({"id": setting, "settings": [setting], "across": across, "statement": {"text": "One.", "under": "h"}});
    let unnamed = json!({
        "regions": {"called": "region", "oddities": ["unnamed"]},
        "places": [place("primary", json!("each-region")), place("nursery", json!("hub"))]
    });
    asks(
        "region",
        &unnamed,
        &[
            (json!({"school/region": "Dacorum"}), &["Region: met"]),
            (json!({"school/setting": "primary"}), &["Region: unknown, blocks, school/region"]),
            (json!({"school/setting": "nursery"}), &["Region: not asked"]),
            (json!({"school/setting": "college"}), &["Region: unknown, blocks, school/region"]),
        ],
    );
    asks("region", &json!({}), &[(json!({}), &[])]);
}

#[test]
fn ages() {
    asks(
        "age-range",
        &json!({}),
        &[
            (json!({}), &["Age range: unknown, blocks, school/age-from"]),
            (json!({"school/age-from": "4"}), &["Age range: unknown, blocks, school/age-to"]),
            (json!({"school/age-from": "4", "school/age-to": "11"}), &["Age range: met"]),
            (json!({"school/age-from": "11", "school/age-to": "4"}), &["Age range: not met, blocks, school/age-to"]),
            (
                json!({"school/age-from": "four", "school/age-to": "11"}),
                &["Age range: not met, blocks, school/age-from"],
            ),
            (json!({"school/age-from": "4", "school/age-to": "-1"}), &["Age range: not met, blocks, school/age-to"]),
            (
                json!({"school/age-from": "4", "school/age-to": "80", "school/setting": "primary"}),
                &["Age range: not met, blocks, school/age-to"],
            ),
            (json!({"school/age-from": "16", "school/age-to": "80", "school/setting": "college"}), &["Age range: met"]),
        ],
    );
}

#[test]
fn key_stages_and_sixth_form() {
    asks(
        "key-stages",
        &json!({}),
        &[
            (json!({}), &["Key stages: unknown, blocks, school/key-stages"]),
            (json!({"school/key-stages": ["ks9"]}), &["Key stages: unknown, blocks, school/key-stages"]),
            (json!({"school/key-stages": ["ks1"]}), &["Key stages: met"]),
        ],
    );
    asks(
        "sixth-form",
        &json!({}),
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
        &json!({}),
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
    let met = ["Latest Ofsted inspection: met"];
    let look_again =
        ["Latest Ofsted inspection: met", "Inspection date and result: not met, strengthens, school/ofsted-date"];
    let report = |kind: &str, day: &str, setting: &str| {
        json!({"school/ofsted-report": kind, "school/ofsted-date": day, "school/ofsted-grade": "good",
                   "school/setting": setting})
    };
    asks(
        "ofsted",
        &json!({}),
        &[
            (json!({}), &["Latest Ofsted inspection: unknown, blocks, school/ofsted-report"]),
            (json!({"school/ofsted-report": "other"}), &met),
            (
                json!({"school/ofsted-report": "overall"}),
                &["Latest Ofsted inspection: unknown, blocks, school/ofsted-date"],
            ),
            (
                json!({"school/ofsted-report": "overall", "school/ofsted-date": "2023-05-10"}),
                &["Latest Ofsted inspection: unknown, blocks, school/ofsted-grade"],
            ),
            (report("overall", "2023-05-10", "primary"), &met),
            (
                report("overall", "2023-02-30", "primary"),
                &["Latest Ofsted inspection: not met, blocks, school/ofsted-date"],
            ),
            (
                report("overall", "2027-02-02", "primary"),
                &[
                    "Latest Ofsted inspection: not met, blocks, school/ofsted-date",
                    "Inspection date and result: not met, strengthens, school/ofsted-date",
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
    let governor = "Governor: unknown, unneeded, people/governor/name";
    let ceo = "Trust lead: unknown, blocks, school/group";
    assert_eq!(lines(json!({})), ["Music lead: unknown, blocks, people/lead/name", governor, ceo]);
    assert_eq!(
        lines(json!({"people/lead/name": "Jo", "school/group": "trust"})),
        [
            "Music lead: unknown, blocks, people/lead/email",
            "Music lead: phone number: unknown, unneeded, people/lead/telephone",
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
fn a_contact_who_is_named_already_is_asked_nothing_more() {
    let call = call(json!({
        "profile": [
            {"ask": "name", "why": "w", "required": false}, {"ask": "setting", "why": "w", "required": false}
        ],
        "people": [
            {"id": "lead", "name": "Music lead", "why": "w", "contact": true},
            {"id": "contact", "name": "Primary contact", "why": "w", "contact": true}
        ]
    }));
    let lines = |answers: Json| -> Vec<String> {
        find(check, &call, &answers).iter().skip(2).map(super::super::testing::line).collect()
    };
    let lead = "Music lead: unknown, blocks, people/lead/name";
    let contact = "Primary contact: unknown, blocks, people/contact/name";
    assert_eq!(lines(json!({})), [lead, contact]);
    assert_eq!(lines(json!({"people/contact/same-as": false})), [lead, contact]);
    // What is missing of the one is missing once.
    assert_eq!(lines(json!({"people/contact/same-as": true})), [lead, "Primary contact: met"]);
    let stale = json!({"people/lead/name": "Jo", "people/lead/email": "jo@fen.example.org", "people/lead/telephone": "1",
        "people/contact/same-as": true, "people/contact/name": "Mo", "people/contact/email": "mo at fen"});
    assert_eq!(lines(stale), ["Music lead: met", "Primary contact: met"]);
}

#[test]
fn a_wrong_number_is_told_what_is_wanted() {
    let call = call(json!({"profile": [{"ask": "urn", "why": "w"}]}));
    let found = find(check, &call, &json!({"school/urn": "12", "school/setting": "nursery"}));
    assert!(found.iter().any(|f| why(f).contains("EY123456")), "{found:?}");
}
