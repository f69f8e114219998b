//! Which answers a call asks for: every address, in the order of the way through, and whether one address is among
//! them. An answer at any other address is one that is no longer asked.

use super::evidence::all_evidence_places;
use super::people::same_as_candidate;
use super::{
    Attached, DocumentField, Draft, Field, LetterField, PersonField, PointField, Profile, PromptField, SchoolField,
    SendingField, attached, is_switched_off, may_apply, prompt_asks, words_of,
};
use crate::call::{Call, Condition, Document, Letter, LetterKind, Person, Point, PointRule, ProfilePart};

/// Every address that this call asks for, whatever the school, in the order of its sections. Not among them: suppressions,
/// what is known of attached files, and what is chosen about sending.
pub fn asked(call: &Call) -> Vec<Field> {
    let mut all = Vec::new();
    let mut parts: Vec<ProfilePart> = call.profile.iter().map(|a| a.ask).collect();
    for always in [ProfilePart::Setting, ProfilePart::Name] {
        if !parts.contains(&always) {
            parts.insert(0, always);
        }
    }
    for part in parts.into_iter().filter(|p| *p != ProfilePart::Region || call.regions.is_some()) {
        all.extend(school_fields(part).iter().copied().map(Field::School));
    }
    all.extend(call.lots.iter().map(|_| Field::LotsChosen));
    all.extend(call.cluster.iter().map(|_| Field::Cluster));
    for person in &call.people {
        let at = |leaf: &PersonField| Field::Person(person.id.clone(), *leaf);
        all.extend(PersonField::ALL.iter().filter(|leaf| person_asks(call, person, **leaf)).map(at));
    }
    for criterion in &call.criteria {
        for point in &criterion.points {
            let at = |leaf: &PointField| Field::Point(criterion.id.clone(), point.id.clone(), *leaf);
            all.extend(PointField::ALL.iter().filter(|leaf| point_asks(call, point, **leaf)).map(at));
        }
    }
    if let Some(focus) = &call.focus {
        all.push(Field::FocusChosen);
        let areas = focus.areas.iter().filter(|_| focus.takes_why());
        all.extend(areas.map(|area| Field::FocusWhy(area.id.clone())));
    }
    for letter in &call.letters {
        // As a letter is read: opening, prompts, closing, statement of support.
        let leaf = |leaf: LetterField| letter_asks(letter, leaf).then(|| Field::Letter(letter.id.clone(), leaf));
        all.extend(leaf(LetterField::Opening));
        for prompt in &letter.prompts {
            let at = |leaf: &PromptField| Field::Prompt(letter.id.clone(), prompt.id.clone(), *leaf);
            all.extend(PromptField::ALL.iter().filter(|leaf| prompt_asks(prompt, **leaf)).map(at));
        }
        all.extend(LetterField::ALL.iter().skip(1).copied().filter_map(leaf));
    }
    for document in &call.documents {
        let at = |leaf: &DocumentField| Field::Document(document.id.clone(), *leaf);
        all.extend(DocumentField::ALL.iter().filter(|leaf| document_asks(document, **leaf)).map(at));
    }
    all.extend(call.duties.iter().flat_map(|duty| [Field::Duty(duty.id.clone()), Field::DutyWhy(duty.id.clone())]));
    all.extend(call.meetings().map(|date| Field::Meeting(date.id.clone())));
    all.extend(call.own_dates().map(|date| Field::OwnDate(date.id.clone())));
    all.extend(call.declarations.iter().map(|d| Field::Declaration(d.id.clone())));
    all.extend(call.sections().into_iter().map(Field::Complete));
    all
}

/// The files of a draft that go to the hub, each with the addresses for which it goes. Not those of what is not asked of
/// this school or that another answer switches off, nor evidence that the school leaves out.
pub fn attached_to_send(call: &Call, draft: &Draft) -> Vec<Attached> {
    let profile = Profile::of(call, draft);
    let has_evidence = draft.flag(&Field::Sending(SendingField::Evidence)) != Some(false);
    let is_sent = |field: &Field| {
        is_asked_of_school(call, &profile, field)
            && !is_switched_off(call, draft, field)
            && (has_evidence || !matches!(field, Field::Point(..)))
    };
    let mut files = attached(draft);
    for file in &mut files {
        file.to.retain(is_sent);
    }
    files.retain(|file| !file.to.is_empty());
    files
}

/// What a draft holds that this call does not ask for: addresses and texts, in order. Not what is only noted of an answer.
pub fn no_longer_asked(call: &Call, draft: &Draft) -> Vec<(String, String)> {
    let is_over = |field: &Field| !is_asked(call, field) && !matches!(field, Field::Again(_));
    let kept = draft.answers.iter().filter(|(field, answer)| !answer.value.is_blank() && is_over(field));
    kept.map(|(field, answer)| (field.to_string(), words_of(draft, field, &answer.value))).collect()
}

/// Whether this call asks for this address, and if so on which conditions: those of the whole, and those of the part.
pub fn asked_when<'a>(call: &'a Call, field: &Field) -> Option<[&'a [Condition]; 2]> {
    let plain = |asked: bool| asked.then_some([&[] as &[Condition]; 2]);
    match field {
        Field::School(leaf) => {
            let part = part_of(*leaf);
            let always = matches!(part, ProfilePart::Name | ProfilePart::Setting);
            plain(always || (call.asks(part).is_some() && (part != ProfilePart::Region || call.regions.is_some())))
        }
        Field::Person(id, leaf) => {
            let person = call.people.iter().find(|p| p.id == *id)?;
            person_asks(call, person, *leaf).then_some([&person.when, &[]])
        }
        Field::Point(criterion, id, leaf) => {
            let point = call.criterion(criterion)?.points.iter().find(|p| p.id == *id)?;
            point_asks(call, point, *leaf).then_some([&point.when, &[]])
        }
        Field::LotsChosen => plain(call.lots.is_some()),
        Field::Cluster => call.cluster.as_ref().map(|cluster| [cluster.when.as_slice(), &[]]),
        Field::FocusChosen => plain(call.focus.is_some()),
        Field::FocusWhy(id) => {
            let focus = call.focus.as_ref().filter(|focus| focus.takes_why())?;
            plain(focus.areas.iter().any(|a| a.id == *id))
        }
        Field::Letter(id, leaf) => {
            let letter = call.letter(id)?;
            let support = letter.support.as_ref().map_or(&[] as &[Condition], |s| &s.when);
            let part = if is_support(*leaf) { support } else { &[] };
            letter_asks(letter, *leaf).then_some([&letter.when, part])
        }
        Field::Prompt(id, prompt, leaf) => {
            let letter = call.letter(id)?;
            let prompt = letter.prompts.iter().find(|p| p.id == *prompt)?;
            prompt_asks(prompt, *leaf).then_some([&letter.when, &prompt.when])
        }
        Field::Document(id, leaf) => {
            let document = call.documents.iter().find(|d| d.id == *id)?;
            document_asks(document, *leaf).then_some([&document.when, &[]])
        }
        Field::Duty(id) | Field::DutyWhy(id) => {
            call.duties.iter().find(|d| d.id == *id).map(|d| [d.when.as_slice(), &[]])
        }
        Field::Meeting(id) => plain(call.meetings().any(|d| d.id == *id)),
        Field::OwnDate(id) => plain(call.own_dates().any(|d| d.id == *id)),
        Field::Declaration(id) => call.declarations.iter().find(|d| d.id == *id).map(|d| [d.when.as_slice(), &[]]),
        Field::Complete(section) => plain(call.sections().contains(section)),
        // A finding about an answer can be suppressed wherever the answer is asked for.
        Field::Suppression(_, field) | Field::Again(field) => asked_when(call, field),
        // What is known of a file, and what is chosen about sending, is kept with every call.
        Field::File(..) | Field::Sending(_) => plain(true),
        Field::Other(_) => None,
    }
}

/// Whether this call asks for this address of a school with this profile: nothing excludes it for sure. A focus area for
/// other settings does.
pub fn is_asked_of_school(call: &Call, profile: &Profile, field: &Field) -> bool {
    let about = if let Field::Suppression(_, about) | Field::Again(about) = field { about } else { field };
    if let Field::School(leaf) = about {
        // A number that need not be given needs no reason.
        let needs_no_reason = *leaf == SchoolField::NoUrn && call.is_number_optional(profile.setting);
        if needs_no_reason || !call.asks_of(part_of(*leaf), profile.setting) {
            return false;
        }
    }
    let fails = |when: &&[Condition]| !may_apply(call, when, profile);
    let setting = profile.setting.map(|setting| &setting.id);
    let mut areas = call.focus.iter().flat_map(|focus| &focus.areas).filter(|area| area.is_offered_to(setting));
    let is_offered = match field {
        Field::FocusChosen => areas.next().is_some(),
        Field::FocusWhy(id) => areas.any(|area| area.id == *id),
        _ => true,
    };
    is_offered && asked_when(call, field).is_some_and(|when| !when.iter().any(fails))
}

/// Whether this call asks for this address of some school.
pub fn is_asked(call: &Call, field: &Field) -> bool {
    asked_when(call, field).is_some()
}

fn school_fields(part: ProfilePart) -> &'static [SchoolField] {
    use SchoolField as S;
    match part {
        ProfilePart::Name => &[S::Name],
        ProfilePart::Urn => &[S::Urn, S::NoUrn],
        ProfilePart::Setting => &[S::Setting],
        ProfilePart::Region => &[S::Region],
        ProfilePart::AgeRange => &[S::AgeFrom, S::AgeTo],
        ProfilePart::KeyStages => &[S::KeyStages],
        ProfilePart::SixthForm => &[S::SixthForm],
        ProfilePart::Trust => &[S::Group, S::GroupName],
        ProfilePart::LeadSchool => &[S::LeadSchool, S::LeadUrn],
        ProfilePart::Ofsted => &[S::OfstedReport, S::OfstedDate, S::OfstedGrade],
    }
}

fn part_of(leaf: SchoolField) -> ProfilePart {
    use SchoolField as S;
    match leaf {
        S::Name => ProfilePart::Name,
        S::Urn | S::NoUrn => ProfilePart::Urn,
        S::Setting => ProfilePart::Setting,
        S::Region => ProfilePart::Region,
        S::AgeFrom | S::AgeTo => ProfilePart::AgeRange,
        S::KeyStages => ProfilePart::KeyStages,
        S::SixthForm => ProfilePart::SixthForm,
        S::Group | S::GroupName => ProfilePart::Trust,
        S::LeadSchool | S::LeadUrn => ProfilePart::LeadSchool,
        S::OfstedReport | S::OfstedDate | S::OfstedGrade => ProfilePart::Ofsted,
    }
}

fn person_asks(call: &Call, person: &Person, leaf: PersonField) -> bool {
    match leaf {
        PersonField::Name | PersonField::Position => true,
        PersonField::Email | PersonField::Telephone => person.contact,
        PersonField::SameAs => same_as_candidate(call, person).is_some(),
    }
}

fn point_asks(call: &Call, point: &Point, leaf: PointField) -> bool {
    match leaf {
        PointField::Branches => point.asks_branches(),
        PointField::Number => matches!(point.rule, Some(PointRule::Number { .. })),
        PointField::Level => matches!(point.rule, Some(PointRule::Level { .. })),
        PointField::Evidence | PointField::Links | PointField::Files => true,
        PointField::ShownIn => all_evidence_places(call).next().is_some(),
        PointField::Rating | PointField::NextStep | PointField::NextWho | PointField::NextWhen => call.rates(point),
    }
}

/// Whether it belongs to the statement of support.
fn is_support(leaf: LetterField) -> bool {
    use LetterField as L;
    matches!(leaf, L::SupportWanted | L::Support | L::SupportFrom | L::SupportPlacement | L::SupportAttached)
}

fn letter_asks(letter: &Letter, leaf: LetterField) -> bool {
    use LetterField as L;
    let sheet = letter.sheet.as_ref();
    let free = |fixed: Option<bool>| letter.kind == LetterKind::Letter && fixed != Some(true);
    match (leaf, &letter.support) {
        (L::Opening | L::Closing, _) => free(None) && !letter.prompts.is_empty(),
        (L::Text, _) => letter.prompts.is_empty(),
        (L::Letterhead | L::Date | L::AddressBlock | L::Attached | L::Files, _) => free(None),
        (L::SupportAttached, support) => free(None) && support.is_some(),
        // What the call fixes is not asked.
        (L::Size, _) => free(sheet.map(|s| s.size.is_some())),
        (L::Spacing, _) => free(sheet.map(|s| s.spacing.is_some())),
        (L::Margins, _) => free(sheet.map(|s| s.margins.is_some())),
        (L::Headings, _) => free(sheet.map(|s| s.headings.is_some())),
        (L::Salutation, _) => free(sheet.map(|s| s.salutation.is_some())),
        (_, None) => false,
        // Where the call gives conditions, they say whether it is wanted, and the school is not asked.
        (L::SupportWanted, Some(support)) => support.when.is_empty(),
        (L::SupportPlacement, Some(support)) => support.choice,
        (L::Support | L::SupportFrom, Some(_)) => true,
    }
}

fn document_asks(document: &Document, leaf: DocumentField) -> bool {
    leaf != DocumentField::Contents || !document.contents.is_empty()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::super::{FIXTURE_TIME, FULLEST, any_draft, characters, fullest, generated, shipped};
    use super::*;

    #[test]
    fn both_ways_of_asking_agree() {
        for call in shipped() {
            let all = asked(call);
            assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len(), "{}: one address twice", call.id);
            for field in &all {
                assert!(is_asked(call, field), "{}: {field}", call.id);
                assert_eq!(Field::parse(&field.to_string()), *field);
            }
            let order: Vec<_> = call.sections();
            let mut last = 0;
            for field in all.iter().filter(|f| !matches!(f, Field::Complete(_))) {
                let at = order.iter().position(|s| Some(s) == field.section().as_ref()).unwrap();
                assert!(at >= last, "{}: {field} stands before an earlier section", call.id);
                last = at;
            }
        }
    }

    #[test]
    fn what_a_call_does_not_ask() {
        for (call, text, expected) in [
            ("hertfordshire-2025", "school/name", true),
            ("hertfordshire-2025", "school/region", true),
            ("hertfordshire-2025", "school/ofsted-grade", false),
            ("hertfordshire-2025", "people/music-subject-leader/email", true),
            ("hertfordshire-2025", "people/headteacher/email", false),
            ("hertfordshire-2025", "people/primary-contact/same-as", true),
            ("hertfordshire-2025", "people/music-subject-leader/same-as", false),
            ("asone-2025", "people/primary-contact/same-as", false),
            ("hertfordshire-2025", "criteria/programme/key-stage-4-course/branches", true),
            ("hertfordshire-2025", "criteria/programme/curriculum/branches", false),
            ("hertfordshire-2025", "criteria/programme/gone/rating", false),
            ("hertfordshire-2025", "criteria/programme/curriculum/shown-in", true),
            ("hertfordshire-2025", "letters/supporting-letter/support-placement", true),
            ("hertfordshire-2025", "documents/development-plan/contents", true),
            ("hertfordshire-2025", "focus/chosen", false),
            ("hertfordshire-2025", "dates/meeting-june/attends", true),
            ("hertfordshire-2025", "dates/decision/attends", false),
            ("asone-2025", "school/region", false),
            ("asone-2025", "school/ofsted-grade", true),
            ("asone-2025", "criteria/ofsted/overall-effectiveness/rating", false),
            ("asone-2025", "criteria/ofsted/overall-effectiveness/evidence", true),
            // This call has neither a letter nor a document.
            ("asone-2025", "criteria/ofsted/overall-effectiveness/shown-in", false),
            ("asone-2025", "focus/cpd/why", true),
            ("asone-2025", "sections/documents/complete", false),
            ("asone-2025", "school/shoe-size", false),
        ] {
            let call = shipped().iter().find(|c| c.id.as_str() == call).unwrap();
            let field = Field::parse(text);
            assert_eq!(is_asked(call, &field), expected, "{}: {text}", call.id);
            assert_eq!(asked(call).contains(&field), expected, "{}: {text}", call.id);
        }
    }

    #[test]
    fn a_reason_for_a_focus_area_is_asked_as_the_call_says() {
        let why = Field::parse("focus/cpd/why");
        let asone = shipped().iter().find(|call| call.focus.is_some()).unwrap();
        for (reasons, takes, asks) in [(None, true, false), (Some(true), true, true), (Some(false), false, false)] {
            let mut call = asone.clone();
            call.focus.as_mut().unwrap().reasons = reasons;
            assert_eq!(is_asked(&call, &why), takes, "{reasons:?}");
            assert_eq!(asked(&call).contains(&why), takes, "{reasons:?}");
            assert_eq!(call.focus.unwrap().asks_why(), asks, "{reasons:?}");
        }
    }

    #[test]
    fn what_a_call_without_a_scale_asks_of_a_point() {
        let mut call = shipped()[0].clone();
        let asks = |call: &Call| {
            ["rating", "next-step", "evidence"]
                .map(|leaf| is_asked(call, &Field::parse(&format!("criteria/programme/curriculum/{leaf}"))))
        };
        assert_eq!((asks(&call), call.rates_any()), ([true; 3], true));
        call.scale.steps.clear();
        assert_eq!((asks(&call), call.rates_any()), ([false, false, true], false));
    }

    #[test]
    fn what_is_asked_of_a_school() {
        let third = &shipped()[2];
        for (field, setting, group, expected) in [
            ("focus/chosen", "primary", "", true),
            ("focus/sixth-form/why", "primary", "", false),
            ("focus/sixth-form/why", "secondary", "", true),
            ("focus/sixth-form/why", "", "", true),
            ("people/trust-lead/name", "primary", "neither", false),
            ("people/trust-lead/name", "primary", "trust", true),
            ("people/trust-lead/name", "primary", "", true),
            ("letters/trust-letter/prompts/backing/text", "primary", "federation", false),
            ("letters/gone/opening", "primary", "trust", false),
        ] {
            let mut draft = Draft::new(super::super::DraftId::new("d").unwrap(), third.id.clone(), "", FIXTURE_TIME);
            for (leaf, value) in [(SchoolField::Setting, setting), (SchoolField::Group, group)] {
                draft.set(Field::School(leaf), value.into(), FIXTURE_TIME);
            }
            let asked = is_asked_of_school(third, &Profile::of(third, &draft), &Field::parse(field));
            assert_eq!(asked, expected, "{field} {setting} {group}");
        }
        let mut none = third.clone();
        none.focus.as_mut().unwrap().areas.retain(|area| !area.settings.is_empty());
        let mut draft = Draft::new(super::super::DraftId::new("d").unwrap(), none.id.clone(), "", FIXTURE_TIME);
        draft.set(Field::School(SchoolField::Setting), "primary".into(), FIXTURE_TIME);
        assert!(!is_asked_of_school(&none, &Profile::of(&none, &draft), &Field::FocusChosen));
    }

    /// What is ticked about sending is no question of the hub's: it is asked by no call, and not taken to another round.
    #[test]
    fn what_is_chosen_about_sending_is_no_question() {
        for call in shipped() {
            let mut draft = fullest(call);
            let field = Field::Sending(super::super::SendingField::Ratings);
            draft.set(field.clone(), super::super::Value::Flag(true), draft.changed);
            assert!(!asked(call).contains(&field) && no_longer_asked(call, &draft).is_empty(), "{}", call.id);
            let next = draft.start_from(draft.id.clone(), call.id.clone(), "next", draft.changed);
            let is_of_one_year = |field: &Field| {
                matches!(
                    field,
                    Field::Point(_, _, PointField::Number | PointField::Level)
                        | Field::Prompt(_, _, PromptField::Files | PromptField::Choice)
                )
            };
            assert!(!next.answers.keys().any(is_of_one_year));
            assert!(draft.answered(&field) && !next.answered(&field));
        }
    }

    /// The file of last year's letter is not sent again, nor does what was said of it hold of another file.
    #[test]
    fn a_letters_file_is_not_taken_to_another_round() {
        let call = &shipped()[2];
        let letter = &call.letters[0];
        let mut draft = fullest(call);
        let at = |leaf| Field::Letter(letter.id.clone(), leaf);
        for leaf in [LetterField::Attached, LetterField::SupportAttached] {
            draft.set(at(leaf), super::super::Value::Flag(true), draft.changed);
        }
        draft.set(at(LetterField::Files), super::super::Value::List(vec!["a".to_owned()]), draft.changed);
        let next = draft.start_from(draft.id.clone(), call.id.clone(), "next", draft.changed);
        for leaf in [LetterField::Attached, LetterField::Files, LetterField::SupportAttached] {
            assert!(draft.answered(&at(leaf)) && !next.answered(&at(leaf)), "{leaf:?}");
        }
    }

    #[test]
    fn the_fullest_draft_answers_everything() {
        for call in shipped() {
            let draft = fullest(call);
            // Files are bytes: a draft that was not made on this device has none.
            // Nor does it still work on a section.
            let is_answer = |field: &Field| !field.holds_files() && !matches!(field, Field::Complete(_));
            let asked: Vec<Field> = asked(call).into_iter().filter(is_answer).collect();
            for field in &asked {
                assert!(draft.answered(field), "{}: {field}", call.id);
            }
            assert_eq!(draft.answers.len(), asked.len());
            assert_eq!(characters(&draft), FULLEST, "{}", call.id);
            assert_eq!(draft, fullest(call));
        }
    }

    #[test]
    fn generated_drafts_vary_and_are_the_same_each_time() {
        for call in shipped() {
            let drafts: Vec<_> = (0..200).map(|seed| generated(seed, call)).collect();
            assert_eq!(generated(7, call), drafts[7]);
            let written: BTreeSet<String> = drafts.iter().map(|d| super::super::write_draft(d).unwrap()).collect();
            assert_eq!(written.len(), drafts.len(), "each is another");
            let holds = |what: &str| written.iter().filter(|text| text.contains(what)).count();
            assert!(holds("<script>") > 10 && holds("=cmd|") > 10 && holds("\u{1f3b5}") > 10);
            assert!(drafts.iter().any(|d| d.answers.is_empty()), "one is empty");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_address_is_asked_in_both_ways_or_in_neither(draft in any_draft()) {
            for call in shipped() {
                let all = asked(call);
                for field in draft.answers.keys() {
                    let asked = if let Field::Suppression(_, about) | Field::Again(about) = field { about } else { field };
                    if matches!(asked, Field::File(..) | Field::Sending(_)) {
                        prop_assert!(is_asked(call, field));
                        continue;
                    }
                    prop_assert_eq!(all.contains(asked), is_asked(call, field));
                }
            }
        }
    }
}
