//! What must hold for every draft of every call, and for the examples that are shipped.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::call::{CallIndex, Condition, Passage, Section, Statement, read_index};
use crate::draft::{
    DraftId, Field, FileId, PersonField, PointField, PromptField, Value, any_draft, asked, fullest, generated,
    generated_with_files, is_asked, may_apply, read_draft, shipped,
};

fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap()
}

/// Before every deadline of the calls at hand.
fn early() -> Timestamp {
    at("2025-01-06T09:00:00.000Z")
}

/// After all their dates.
fn late() -> Timestamp {
    at("2028-01-06T09:00:00.000Z")
}

/// What holds an application up, by rule, section and subject.
fn blockers(readiness: &Readiness) -> BTreeSet<(&'static str, String, String)> {
    let blocking = readiness.findings.iter().filter(|f| f.blocks());
    blocking.map(|f| (f.rule, f.section.to_string(), f.subject.clone())).collect()
}

fn others(call: &Call) -> OtherHubs {
    let names = shipped()
        .iter()
        .filter(|c| c.id != call.id)
        .flat_map(|c| std::iter::once(&c.hub.name).chain(&c.hub.also_known_as).map(String::as_str).collect::<Vec<_>>());
    OtherHubs::new(call, names)
}

/// Every statement of a call.
fn statements(call: &Call) -> Vec<&Statement> {
    let mut all: Vec<&Statement> = call.passages.iter().flat_map(|p: &Passage| &p.statements).collect();
    all.extend(call.places.iter().map(|p| &p.statement));
    all.extend(call.criteria.iter().flat_map(|c| &c.statements));
    all.extend(call.focus.iter().flat_map(|f| f.statements.iter().chain(f.areas.iter().flat_map(|a| &a.statements))));
    all.extend(
        call.letters.iter().flat_map(|l| l.statements.iter().chain(l.prompts.iter().flat_map(|p| &p.statements))),
    );
    all.extend(call.documents.iter().flat_map(|d| &d.statements));
    all.extend(call.declarations.iter().map(|d| &d.statement));
    all.extend(call.duties.iter().map(|d| &d.statement));
    all.extend(call.dates.iter().filter_map(|d| d.statement.as_ref()));
    all.extend(&call.submission.statements);
    all
}

/// What every finding must be: about something, going to an answer that the call asks for, quoting the hub's own words.
fn sound(call: &Call, said: &[&Statement], finding: &Finding) -> Result<(), String> {
    let fields = || {
        let needs = match &finding.verdict {
            Verdict::Unknown { needs, .. } => needs.as_slice(),
            _ => &[],
        };
        finding.field.iter().chain(needs)
    };
    let why = match &finding.verdict {
        Verdict::Met => "Met.",
        Verdict::NotMet { why } | Verdict::Unknown { why, .. } | Verdict::DoesNotApply { because: why } => why,
    };
    if finding.subject.trim().is_empty() {
        return Err("no subject".to_owned());
    }
    if !why.starts_with(char::is_alphanumeric) && !why.starts_with('\u{201c}') {
        return Err(format!("begins like no sentence: {why}"));
    }
    let plain = finding.rule != "leftovers";
    if plain && (why.contains("  ") || why.contains(" .") || why.contains("..")) {
        return Err(format!("ends like no sentence: {why}"));
    }
    if !call.sections().contains(&finding.section) {
        return Err(format!("no section {}", finding.section));
    }
    if let Some(field) = fields().find(|f| !is_asked(call, f)) {
        return Err(format!("{field} is not asked"));
    }
    if finding.blocks() && finding.field.is_none() {
        return Err("blocks, and leads nowhere".to_owned());
    }
    if let Some(quote) = &finding.quote {
        // A focus area's name is the hub's own, and stands in no statement.
        let area = call.focus.iter().flat_map(|f| &f.areas).any(|a| a.name == quote.text);
        let holds = |s: &&&Statement| s.text.contains(&quote.text) || s.items.iter().any(|i| i.contains(&quote.text));
        if !area && said.iter().find(holds).is_none() {
            return Err(format!("not the hub\u{2019}s words: {}", quote.text));
        }
        if call.heading(&quote.under).is_empty() {
            return Err(format!("no heading {}", quote.under));
        }
    }
    Ok(())
}

#[test]
fn an_empty_draft_is_not_yet_ready_for_any_call() {
    for call in shipped() {
        let draft = generated(0, call).start_from(DraftId::new("e").unwrap(), call.id.clone(), &call.round, early());
        let draft = Draft { answers: litemap::LiteMap::new(), ..draft };
        let readiness = assess(call, &draft, early());
        assert!(
            matches!(readiness.overall, Overall::NothingWritten { to_do } if to_do > 5),
            "{}: {:?}",
            call.id,
            readiness.overall
        );
        let begun = |s: &SectionState| matches!(s.progress(), Progress::InProgress | Progress::Done);
        assert!(!readiness.sections.iter().any(begun), "{}: {:?}", call.id, readiness.sections);
        // Every section where something is asked has something left, or is optional as a whole.
        assert!(readiness.to_do() >= 5, "{}", call.id);
    }
}

#[test]
fn every_finding_is_sound() {
    for call in shipped() {
        let said = statements(call);
        let others = others(call);
        let drafts = (0..80).map(|seed| generated(seed, call)).chain([fullest(call)]);
        for draft in drafts {
            for now in [early(), late()] {
                let readiness = assess_among(call, &draft, now, &others);
                for finding in &readiness.findings {
                    if let Err(error) = sound(call, &said, finding) {
                        panic!("{} {}: {error}\n{finding:#?}", call.id, draft.id);
                    }
                }
                assert_eq!(readiness, assess_among(call, &draft, now, &others), "the same again");
            }
        }
    }
}

#[test]
fn the_fullest_draft_is_ready() {
    for call in shipped() {
        let readiness = assess(call, &fullest(call), early());
        let left = blockers(&readiness);
        assert_eq!(readiness.to_do(), 0, "{}: {left:#?}", call.id);
    }
}

#[test]
fn taking_any_one_answer_away_never_helps() {
    for call in shipped() {
        let full = fullest(call);
        let before = assess(call, &full, early());
        let mut missed = 0;
        for field in full.answers.keys() {
            let mut draft = full.clone();
            draft.answers.remove(field);
            let after = assess(call, &draft, early());
            let settled = |r: &Readiness| r.findings.iter().filter(|f| f.verdict == Verdict::Met).count();
            assert!(settled(&after) <= settled(&before), "{}: {field}", call.id);
            missed += usize::from(after.to_do() > 0);
        }
        assert!(missed > 20, "{}: only {missed} answers are missed", call.id);
    }
}

#[test]
fn how_many_are_left_counts_places_to_go_to() {
    let call = shipped().iter().find(|c| c.id.as_str() == "hertfordshire-2025").unwrap();
    let mut draft = fullest(call);
    let stages = Field::parse("school/key-stages");
    draft.answers.remove(&stages);
    let readiness = assess(call, &draft, early());
    // The profile and several points wait for the one answer.
    assert!(blockers(&readiness).len() > 2, "{:#?}", blockers(&readiness));
    assert_eq!(readiness.overall, Overall::NotReady { to_do: 1 });
    let found = blockers(&readiness).len();
    assert_eq!(readiness.shared(), Some(format!("One answer will settle all {found}.")));
    // It is counted where it is answered, so that what the sections say adds up.
    let left = |name: &str| readiness.sections.iter().find(|s| s.section.to_string() == name).unwrap().to_do;
    assert_eq!((left("school"), left("criteria/programme")), (1, 0));
    let empty = assess(call, &Draft::new(draft.id, draft.call, "2025", early()), early());
    let sum: usize = empty.sections.iter().map(|s| s.to_do).sum();
    assert_eq!(empty.overall, Overall::NothingWritten { to_do: sum });
    let found = empty.findings.iter().filter(|finding| finding.blocks()).count();
    assert!(found > sum, "an empty draft has findings that wait for the same answer");
    let shared = format!("{sum} answers will settle these {found}.");
    assert_eq!(empty.shared(), Some(shared));
    let mut draft = fullest(call);
    draft.answers.remove(&Field::parse("school/name"));
    let nameless = assess(call, &draft, early());
    assert_eq!(nameless.overall, Overall::NotReady { to_do: 1 });
    assert_eq!(nameless.shared(), None, "one finding is one thing to do");
}

#[test]
fn no_two_places_disagree_about_what_is_to_do() {
    for call in shipped() {
        for seed in 0..200 {
            let mut draft = generated(seed, call);
            if seed % 3 == 0 {
                let sections = call.sections();
                let section = sections[usize::try_from(seed).unwrap() % sections.len()].clone();
                draft.set(Field::Complete(section), Value::Flag(false), early());
            }
            let readiness = assess(call, &draft, early());
            let sum: usize = readiness.sections.iter().map(|state| state.to_do).sum();
            assert_eq!(readiness.to_do(), sum, "{}: seed {seed}", call.id);
            let blocks = readiness.findings.iter().any(|f| f.group() == FindingGroup::Blocks);
            assert_eq!(readiness.to_do() > 0, blocks, "{}: seed {seed}", call.id);
            let is_ready = matches!(readiness.overall, Overall::Ready | Overall::ReadyAsFarAsKnown);
            assert_eq!(is_ready, !blocks, "{}: seed {seed}", call.id);
            for state in &readiness.sections {
                let open = matches!(state.progress(), Progress::NotStarted | Progress::InProgress);
                assert!(open || state.to_do == 0, "{}: seed {seed}, {state:?}", call.id);
                assert!(!is_ready || state.progress() != Progress::InProgress, "{}: seed {seed}, {state:?}", call.id);
            }
        }
    }
}

#[test]
fn a_section_that_asks_nothing_of_this_school_is_not_needed() {
    let call = shipped().iter().find(|c| c.id.as_str() == "asone-2025").unwrap();
    let mut draft = fullest(call);
    draft.set(Field::parse("school/setting"), "primary".into(), early());
    let readiness = assess(call, &draft, early());
    let of = |name: &str| readiness.sections.iter().find(|s| s.section.to_string() == name).unwrap();
    assert_eq!(of("criteria/qualifications").left, SectionLeft::DoesNotApply);
    assert_ne!(of("criteria/pupils").left, SectionLeft::DoesNotApply);
}

/// The conditions of everything that a section asks, each of which has to fail for the section not to apply. None where
/// something is asked of every school.
fn conditions_of<'a>(call: &'a Call, section: &Section) -> Option<Vec<&'a [Condition]>> {
    Some(match section {
        Section::Criterion(id) => {
            let criterion = call.criterion(id)?;
            criterion.elsewhere.is_none().then_some(())?;
            criterion.points.iter().map(|p| p.when.as_slice()).collect()
        }
        Section::Letter(id) => vec![call.letter(id)?.when.as_slice()],
        Section::Documents => call.documents.iter().map(|d| d.when.as_slice()).collect(),
        Section::Declarations => call.declarations_before_sending().map(|d| d.when.as_slice()).collect(),
        Section::School | Section::Duties | Section::Focus => return None,
    })
}

#[test]
fn a_section_that_does_not_apply_asks_nothing_and_counts_nothing() {
    let mut seen = 0;
    for call in shipped() {
        for seed in 0..150 {
            let (mut draft, _) =
                generated_with_files(seed, call, |content| FileId::new(&format!("{:064x}", content.len())).unwrap());
            let sections = call.sections();
            let setting = &call.settings[usize::try_from(seed).unwrap() % call.settings.len()];
            draft.set(Field::parse("school/setting"), setting.id.as_str().into(), early());
            for section in &sections {
                draft.set(Field::Complete(section.clone()), Value::Flag(false), early());
            }
            let profile = crate::draft::Profile::of(call, &draft);
            let fails = |when: &&[Condition]| !may_apply(call, when, &profile);
            let readiness = assess(call, &draft, early());
            for state in &readiness.sections {
                let conditions = conditions_of(call, &state.section).unwrap_or_default();
                if conditions.is_empty() || !conditions.iter().all(fails) {
                    continue;
                }
                seen += 1;
                let own = readiness.findings.iter().filter(|f| f.section == state.section);
                let asks = |f: &&Finding| {
                    matches!(f.group(), FindingGroup::Blocks | FindingGroup::Strengthens | FindingGroup::Unneeded)
                };
                let own: Vec<_> = own.filter(asks).collect();
                assert_eq!(own.len(), 0, "{}: seed {seed}, {}: {own:#?}", call.id, state.section);
                assert_eq!(state.to_do, 0, "{}: seed {seed}, {}", call.id, state.section);
                assert_ne!(state.left, SectionLeft::ToDo, "{}: seed {seed}, {}", call.id, state.section);
            }
        }
    }
    assert!(seen > 50, "{seen}");
}

#[test]
fn no_focus_area_is_asked_of_a_setting_that_is_offered_none() {
    let mut call = shipped().iter().find(|c| c.focus.is_some()).unwrap().clone();
    let other = call.settings.last().unwrap().id.clone();
    let own = call.settings.first().unwrap().id.clone();
    let focus = call.focus.as_mut().unwrap();
    focus.minimum = 1;
    for area in &mut focus.areas {
        area.settings = vec![other.clone()];
    }
    let mut draft = fullest(&call);
    for (setting, applies) in [(&own, false), (&other, true)] {
        draft.set(Field::parse("school/setting"), setting.as_str().into(), early());
        draft.set(Field::FocusChosen, Value::List(Vec::new()), early());
        let readiness = assess(&call, &draft, early());
        let state = readiness.sections.iter().find(|s| s.section == Section::Focus).unwrap();
        assert_eq!(
            (state.left == SectionLeft::DoesNotApply, state.to_do),
            (!applies, usize::from(applies)),
            "{setting}"
        );
    }
}

#[test]
fn which_side_of_an_or_is_meant_is_never_to_do() {
    let mut seen = 0;
    for call in shipped() {
        let drafts = (0..120).map(|seed| generated(seed, call)).chain([fullest(call)]);
        for mut draft in drafts {
            for answer in
                draft.answers.iter_mut().filter(|(f, _)| matches!(f, Field::Point(_, _, PointField::Branches)))
            {
                answer.1.value = Value::List(Vec::new());
            }
            let readiness = assess(call, &draft, early());
            let is_about = |f: &&Finding| matches!(f.field, Some(Field::Point(_, _, PointField::Branches)));
            for finding in readiness.findings.iter().filter(is_about) {
                seen += 1;
                assert_eq!(finding.group(), FindingGroup::Strengthens, "{finding:?}");
            }
        }
    }
    assert!(seen > 20, "{seen}");
}

#[test]
fn a_meeting_that_is_over_asks_nothing() {
    for call in shipped() {
        let mut draft = fullest(call);
        for date in call.meetings() {
            draft.set(Field::Meeting(date.id.clone()), "TODO [name]".into(), early());
        }
        let about = |now| {
            let readiness = assess(call, &draft, now);
            let found: Vec<Finding> =
                readiness.findings.into_iter().filter(|f| matches!(f.field, Some(Field::Meeting(_)))).collect();
            found
        };
        assert!(about(late()).iter().all(|f| matches!(f.verdict, Verdict::DoesNotApply { .. })), "{}", call.id);
        let meetings = call.meetings().count();
        assert_eq!(about(late()).len(), meetings, "{}: one finding for each, that it is over", call.id);
        assert!(meetings == 0 || about(early()).len() > meetings, "{}: before, the leftover is found", call.id);
    }
}

#[test]
fn what_the_two_hubs_texts_leave_open_holds_nobody_up() {
    let asone = shipped().iter().find(|c| c.id.as_str() == "asone-2025").unwrap();
    let about = |draft: &Draft, subject: &str| {
        let readiness = assess(asone, draft, late());
        readiness.findings.into_iter().find(|f| f.subject.starts_with(subject)).unwrap()
    };
    let mut draft = fullest(asone);
    for (report, holds) in
        [("overall", "met"), ("key-judgements", "ask"), ("report-card", "ask"), ("ungraded", "ask"), ("other", "ask")]
    {
        draft.set(Field::parse("school/ofsted-report"), report.into(), early());
        draft.set(Field::parse("school/ofsted-grade"), "good".into(), early());
        let finding = about(&draft, "Overall effectiveness");
        let said = match &finding.verdict {
            Verdict::Met => "met",
            Verdict::Unknown { needs, .. } if needs.is_empty() => "ask",
            _ => "other",
        };
        assert_eq!(said, holds, "{report}");
        assert!(!finding.blocks());
    }
    draft.set(Field::parse("school/setting"), "fe".into(), early());
    let gcse = about(&draft, "Music at GCSE");
    assert!(matches!(&gcse.verdict, Verdict::Unknown { needs, .. } if needs.is_empty()), "{gcse:?}");
    draft.set(Field::parse("school/setting"), "all-through".into(), early());
    let place = about(&draft, "A place for");
    assert!(matches!(&place.verdict, Verdict::Unknown { needs, .. } if needs.is_empty()), "{place:?}");
}

#[test]
fn text_of_another_call_is_noticed() {
    let asone = shipped().iter().find(|c| c.id.as_str() == "asone-2025").unwrap();
    let others = others(asone);
    let mut draft = fullest(asone);
    let field = Field::parse("criteria/pupils/inclusion/evidence");
    let text = "We have worked with the Herts Music Service since 2019.";
    draft.set(field.clone(), Value::Text(text.to_owned()), early());
    let readiness = assess_among(asone, &draft, early(), &others);
    let found: Vec<_> = readiness.findings.iter().filter(|f| f.rule == "leftovers").collect();
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(found[0].field, Some(field));
    assert_eq!(readiness.to_do(), 0, "it may be meant");
    assert!(assess(asone, &draft, early()).findings.iter().all(|f| f.rule != "leftovers"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_draft_is_assessed_without_a_panic_and_the_same_each_time(draft in any_draft(), ms in any::<i64>()) {
        for call in shipped() {
            let now = Timestamp(ms);
            prop_assert_eq!(assess(call, &draft, now), assess(call, &draft, now));
        }
    }
}

/// Filling in good answers in any order never adds to what holds an application up, but for what a new answer itself
/// opens: once a letter is known to be wanted, its prompts take its place.
#[test]
fn good_answers_in_any_order_only_take_blockers_away() {
    for (call, seed) in shipped().iter().flat_map(|call| (0..2u64).map(move |seed| (call, seed))) {
        let full = fullest(call);
        let mut fields: Vec<Field> = full.answers.keys().cloned().collect();
        fields.sort_by_key(|field| {
            let spread = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            field.to_string().bytes().fold(0xcbf2_9ce4_8422_2325 ^ (seed << 32), spread)
        });
        let mut draft = Draft { answers: litemap::LiteMap::new(), ..full.clone() };
        let mut before = blockers(&assess(call, &draft, early()));
        for field in fields {
            draft.answers.insert(field.clone(), full.answers[&field].clone());
            let after = blockers(&assess(call, &draft, early()));
            for opened in after.difference(&before) {
                let replaces = before.difference(&after).any(|gone| (gone.0, &gone.1) == (opened.0, &opened.1));
                assert!(replaces, "{}: {field} opens {opened:?}", call.id);
            }
            before = after;
        }
        assert!(before.is_empty());
    }
}

/// The finished examples, with their calls.
fn examples() -> Vec<(Call, Draft)> {
    let home = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
    let index: CallIndex = read_index(&std::fs::read_to_string(home.join("calls/index.json")).unwrap()).unwrap();
    let with_example = index.calls.iter().filter(|entry| entry.example);
    with_example
        .map(|entry| {
            let call = shipped().iter().find(|c| c.id == entry.id).unwrap().clone();
            let text = std::fs::read_to_string(home.join(format!("examples/{}.json", entry.id))).unwrap();
            (call, read_draft(&text).unwrap())
        })
        .collect()
}

#[test]
fn the_examples_are_ready() {
    let all = examples();
    assert_eq!(all.len(), 2);
    for (call, draft) in all {
        for now in [early(), late()] {
            // On paper too: an example that does not fit the hub's sides would be none.
            let paper = crate::documents::on_paper(&call, &draft, now);
            let limited = call.letters.iter().filter(|l| l.limit.is_some_and(|limit| limit.sides.is_some())).count();
            assert_eq!(paper.letters.iter().filter(|l| l.sides.is_some()).count(), limited);
            let readiness = assess_on_paper(&call, &draft, now, &others(&call), &paper);
            let open: Vec<_> = readiness.findings.iter().filter(|f| !f.settled()).collect();
            assert_eq!(readiness.to_do(), 0, "{}: {:#?}", call.id, blockers(&readiness));
            // Besides what the hub leaves open, there is only what the school honestly says is partly there.
            for finding in &open {
                let honest = finding.rule == "points" && finding.weight == Weight::Strengthens;
                let unneeded = finding.group() == FindingGroup::Unneeded;
                let open_by_the_hub = matches!(finding.rule, "deadline" | "unclear");
                assert!(honest || unneeded || open_by_the_hub, "{}: {finding:#?}", call.id);
            }
            let questions = open.iter().filter(|f| f.rule == "unclear").count();
            assert_eq!(questions > 0, now == early(), "{}: {questions} questions to the hub", call.id);
            let partly = open.iter().filter(|f| f.rule == "points").count();
            assert!((1..=2).contains(&partly), "{}: {partly} points are partly there", call.id);
            let is_done = |s: &SectionState| matches!(s.progress(), Progress::Done | Progress::DoesNotApply);
            assert!(readiness.sections.iter().all(is_done), "{}: {:?}", call.id, readiness.sections);
        }
    }
}

#[test]
fn the_examples_answer_what_the_call_asks_and_nothing_else() {
    for (call, draft) in examples() {
        assert_eq!((draft.call.as_str(), draft.round.as_str()), (call.id.as_str(), call.round.as_str()));
        assert_eq!(draft.id.as_str(), format!("example-{}", call.id));
        for (field, answer) in &draft.answers {
            assert!(is_asked(&call, field), "{}: {field}", call.id);
            assert!(!matches!(answer.value, Value::Other(_)), "{}: {field}", call.id);
        }
        // Nothing that is asked is left blank but what an answer makes needless.
        for field in asked(&call).into_iter().filter(|f| !draft.answered(f)) {
            let needless = match &field {
                Field::Point(c, p, PointField::NextStep | PointField::NextWho | PointField::NextWhen) => {
                    draft.text(&Field::Point(c.clone(), p.clone(), PointField::Rating)) == "in-place"
                }
                Field::Point(_, _, PointField::Links | PointField::ShownIn) => true,
                // Everybody in an example is somebody else.
                Field::Person(_, leaf) => *leaf == PersonField::SameAs,
                // Files are bytes, and an example has none. Nor does it still work on a section.
                field if field.holds_files() || matches!(field, Field::Complete(_)) => true,
                // How a letter looks on paper has a default.
                Field::Letter(_, leaf) => leaf.has_default(),
                Field::Prompt(_, _, leaf) => *leaf == PromptField::Sources,
                // Every commitment is made.
                Field::DutyWhy(_) => true,
                Field::FocusWhy(id) => !draft.list(&Field::FocusChosen).iter().any(|i| i == id.as_str()),
                other => ["school/no-urn", "documents/development-plan/link"].contains(&other.to_string().as_str()),
            };
            assert!(needless, "{}: {field} is blank", call.id);
        }
    }
}

#[test]
fn the_examples_texts_name_nobody_real() {
    for (call, draft) in examples() {
        for (field, answer) in &draft.answers {
            let Value::Text(text) = &answer.value else { continue };
            for word in text.split_whitespace().filter(|w| w.contains('@')) {
                let word = word.trim_end_matches(['.', ',', ')']);
                assert!(
                    word.ends_with(".example.org") || word.ends_with("@example.org"),
                    "{}: {field}: {word}",
                    call.id
                );
            }
        }
    }
}
