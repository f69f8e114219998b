//! What is not asked of a school is nowhere in what leaves: not its name, and not that it was not answered.
//!
//! Each thing that a call asks for gets a name that stands nowhere else. Drafts of many kinds of school are made into every
//! output, which is searched for the names of what `is_asked_of_school` says is not asked.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "tests stop where they fail")]

use std::collections::BTreeSet;

use serde_json::Value as Json;
use upbeat::bundle::worker::{Answer, Document, Request, run_in_memory};
use upbeat::bundle::{View, letters_to_attach, write_application};
use upbeat::call::{Call, CallDate, Date, KeyStage, PointRule, When, read_call};
use upbeat::documents::paper::Setup;
use upbeat::documents::{
    Block, Level, Outline, Receiver, answers, application_for, application_pages, emails, leaders_report,
};
use upbeat::draft::{
    Draft, DraftId, FIXTURE_TIME, Field, LetterField, PersonField, PointField, Profile, SchoolField, Value, asked,
    fullest, generated, is_asked_of_school, own_date_question, prompt_field, write_draft,
};
use upbeat::readiness::{OtherHubs, assess, deadline};

mod call_files;
mod pdf_text;

/// A call in which everything that is asked has a name of its own, and the names with the answers that they stand for.
struct Marked {
    call: Call,
    names: Vec<(String, Field)>,
}

fn mark(mut call: Call) -> Marked {
    let mut names: Vec<(String, Field)> = Vec::new();
    let mut name = |text: &mut String, field: Field| {
        *text = format!("mark{:04}er", names.len());
        names.push((text.clone(), field));
    };
    if let Some(cluster) = &mut call.cluster {
        name(&mut cluster.name, Field::Cluster);
    }
    for person in &mut call.people {
        name(&mut person.name, Field::Person(person.id.clone(), PersonField::Name));
    }
    for criterion in &mut call.criteria {
        for point in &mut criterion.points {
            point.short = None;
            name(&mut point.label, Field::Point(criterion.id.clone(), point.id.clone(), PointField::Evidence));
        }
    }
    for area in call.focus.iter_mut().flat_map(|focus| &mut focus.areas) {
        name(&mut area.name, Field::FocusWhy(area.id.clone()));
    }
    for letter in &mut call.letters {
        let id = letter.id.clone();
        if let Some(prompt) = letter.prompts.first() {
            name(&mut letter.name, prompt_field(&id, prompt));
        }
        for prompt in &mut letter.prompts {
            let field = prompt_field(&id, prompt);
            name(&mut prompt.title, field);
        }
        if let Some(support) = &mut letter.support {
            name(&mut support.name, Field::Letter(id.clone(), LetterField::Support));
        }
    }
    for document in &mut call.documents {
        let state = upbeat::draft::DocumentField::State;
        name(&mut document.name, Field::Document(document.id.clone(), state));
    }
    for duty in &mut call.duties {
        duty.statement.lead = None;
        name(&mut duty.statement.text, Field::Duty(duty.id.clone()));
    }
    for date in call.dates.iter_mut().filter(|date| date.when.asks_own()) {
        name(&mut date.name, Field::OwnDate(date.id.clone()));
    }
    for declaration in &mut call.declarations {
        name(&mut declaration.label, Field::Declaration(declaration.id.clone()));
    }
    assert!(names.len() > 10, "{}: {}", call.id, names.len());
    Marked { call, names }
}

/// The calls of the project; and what calls that nobody here has seen may lack: a scale, points that are rated, letters.
fn calls() -> Vec<Call> {
    let mut all: Vec<Call> = call_files::texts().iter().map(|text| read_call(text).unwrap()).collect();
    for call in all.clone() {
        let mut without_scale = call.clone();
        without_scale.scale.steps.clear();
        // Dates of the school's own: to come, over, and counted from one of its days.
        let days = |year| vec![Date::new(year, 5, 3).unwrap(), Date::new(year, 5, 4).unwrap()];
        let choose = |year| When::Days { on: days(year), all: false, choose: true };
        let from = When::Relative { quote: "Then".to_owned(), from: Some("your day".to_owned()), days: None };
        for (date, when) in without_scale.dates.iter_mut().zip([choose(2030), choose(2020), from]) {
            date.when = when;
        }
        all.push(without_scale);
        let mut judged = call.clone();
        for point in judged.criteria.iter_mut().flat_map(|criterion| &mut criterion.points) {
            point.rule = Some(PointRule::OfstedOverall { accepted: Vec::new() });
        }
        all.push(judged);
        let mut bare = call;
        bare.letters.clear();
        bare.focus.iter_mut().for_each(|focus| focus.reasons = Some(false));
        all.push(bare);
    }
    all
}

/// What a draft says of the school: setting, trust or federation, sixth form, key stages.
fn set_school(draft: &mut Draft, setting: &str, group: &str, sixth_form: Option<bool>, stages: &[KeyStage]) {
    let mut set = |leaf, value: Value| draft.set(Field::School(leaf), value, FIXTURE_TIME);
    set(SchoolField::Setting, setting.into());
    set(SchoolField::Group, group.into());
    set(SchoolField::SixthForm, sixth_form.map_or_else(|| "".into(), Value::Flag));
    set(SchoolField::KeyStages, Value::List(stages.iter().map(|stage| stage.as_str().to_owned()).collect()));
}

/// Drafts of several kinds of school, from nothing answered to everything, asked or not.
fn drafts(call: &Call) -> Vec<Draft> {
    let empty = Draft::new(DraftId::new("d").unwrap(), call.id.clone(), &call.round, FIXTURE_TIME);
    let mut bases = vec![empty, fullest(call)];
    bases.extend((0..3).map(|seed| generated(seed, call)));
    let mut all = bases.clone();
    let settings = call.settings.iter().map(|setting| setting.id.as_str()).chain([""]);
    for (number, setting) in settings.enumerate() {
        for (group, sixth_form, stages) in [
            ("", None, &[][..]),
            ("trust", Some(true), &[KeyStage::Ks3, KeyStage::Ks4, KeyStage::Ks5]),
            ("federation", Some(false), &[KeyStage::Ks1, KeyStage::Ks2]),
            ("neither", Some(false), &[KeyStage::Ks3]),
        ] {
            let mut draft = bases[number % bases.len()].clone();
            set_school(&mut draft, setting, group, sixth_form, stages);
            all.push(draft);
        }
    }
    all
}

/// What an outline says, but for the part of leaders' reports that says what does not apply, and why.
fn said(outline: &Outline) -> String {
    let mut in_check = false;
    let mut shown = outline.clone();
    shown.blocks.retain(|block| {
        if let Block::Heading(Level::Part, name) = block {
            in_check = name == "Check";
        }
        !in_check
    });
    let (flow, _) = application_pages(&shown, &Setup::default());
    let texts = flow.blocks.iter().flat_map(|block| &block.spans).map(|span| span.text.as_str());
    texts.collect::<Vec<_>>().join("\n")
}

/// No row asks for a rating that was not asked for.
fn no_rating_of_what_is_not_rated(call: &Call, draft: &Draft, outline: &Outline) {
    for block in &outline.blocks {
        let Block::Table(table) = block else { continue };
        let of_point = call.criteria.iter().flat_map(|criterion| criterion.points.iter().map(move |p| (criterion, p)));
        for (criterion, point) in of_point.filter(|(_, point)| point.label == table.caption) {
            let rating = Field::Point(criterion.id.clone(), point.id.clone(), PointField::Rating);
            let has_row = table.rows.iter().any(|row| row.label == "Rating");
            assert!(!has_row || call.rates(point) || draft.answered(&rating), "{}: {}", call.id, point.id);
        }
    }
}

/// No question about a date of the school's own that it has not answered, of those that are not asked of whoever reads it.
fn no_date_that_says_nothing(call: &Call, draft: &Draft, text: &str, is_left_out: impl Fn(&CallDate) -> bool) {
    for date in call.own_dates().filter(|date| is_left_out(date)) {
        let is_answered = draft.answered(&Field::OwnDate(date.id.clone()));
        assert!(is_answered || !text.contains(&own_date_question(date)), "{}: {}", call.id, date.id);
    }
}

/// Every name in a text that stands for something that is not asked.
fn wrong<'a>(marked: &'a Marked, not_asked: &[&'a str], text: &str) -> Vec<&'a Field> {
    let found: BTreeSet<&str> = text.match_indices("mark").filter_map(|(at, _)| text.get(at..at + 10)).collect();
    let named = marked.names.iter().filter(|(name, _)| found.contains(name.as_str()));
    named.filter(|(name, _)| not_asked.contains(&name.as_str())).map(|(_, field)| field).collect()
}

#[test]
fn what_is_not_asked_of_a_school_is_nowhere() {
    let (mut looked, mut hidden) = (0, 0);
    for call in calls() {
        let marked = mark(call);
        let call = &marked.call;
        for draft in drafts(call) {
            let profile = Profile::of(call, &draft);
            let is_asked = |field: &Field| is_asked_of_school(call, &profile, field);
            let not: Vec<&str> =
                marked.names.iter().filter(|(_, field)| !is_asked(field)).map(|(name, _)| name.as_str()).collect();
            // An area may be named where it is chosen, with or without a reason.
            let chosen = |field: &Field| matches!(field, Field::FocusWhy(id) if draft.list(&Field::FocusChosen).iter().any(|own| own == id.as_str()));
            let not: Vec<&str> = not
                .into_iter()
                .filter(|name| !marked.names.iter().any(|(own, field)| own == name && chosen(field)))
                .collect();
            hidden += not.len();
            let check = |what: &str, text: &str| {
                let wrong = wrong(&marked, &not, text);
                assert!(wrong.is_empty(), "{} {what}: {wrong:?}", call.id);
            };
            // The hub gets nothing of it, answered or not.
            let view = View::new(call, &draft, Receiver::Hub, FIXTURE_TIME);
            let now = deadline(call, FIXTURE_TIME);
            let outline = application_for(Receiver::Hub, call, view.draft(), now, FIXTURE_TIME);
            let shown = said(&outline);
            check("application for the hub", &shown);
            no_rating_of_what_is_not_rated(call, &draft, &outline);
            no_date_that_says_nothing(call, view.draft(), &shown, |_| true);
            let copied = format!("{:?}", answers(call, view.draft()));
            check("answers to copy", &copied);
            no_date_that_says_nothing(call, view.draft(), &copied, |_| true);
            for mail in emails(call, view.draft(), &letters_to_attach(call, &view), "larkfield.zip") {
                check("e-mail", &format!("{mail:?} {:?}", mail.mailto()));
            }
            let json = write_application(call, &view, None, FIXTURE_TIME, &[]).unwrap();
            check("application.json", &json);
            no_letter_that_is_not_asked(call, &draft, &json);
            // The others get what was answered. Where nothing was, nothing is said.
            let mut blank = draft.clone();
            let decides = |field: &Field| matches!(field, Field::School(_));
            blank.answers.retain(|field, _| decides(field) || is_asked(field));
            let readiness = assess(call, &blank, FIXTURE_TIME);
            for outline in [
                application_for(Receiver::Oneself, call, &blank, now, FIXTURE_TIME),
                leaders_report(call, &blank, &readiness, FIXTURE_TIME),
            ] {
                let shown = said(&outline);
                check("application", &shown);
                no_rating_of_what_is_not_rated(call, &blank, &outline);
                no_date_that_says_nothing(call, &blank, &shown, |date| date.when.over(FIXTURE_TIME) == Some(true));
            }
            check("answers to copy", &format!("{:?}", answers(call, &blank)));
            looked += 1;
        }
    }
    assert!(looked > 200 && hidden > 500, "{looked} drafts, {hidden} names");
}

/// The file for programs counts the letters that are asked of the school, and no others.
fn no_letter_that_is_not_asked(call: &Call, draft: &Draft, json: &str) {
    let profile = Profile::of(call, draft);
    let json: Json = serde_json::from_str(json).unwrap();
    for counted in [&json["words"]["letters"], &json["letters"]] {
        for id in counted.as_object().into_iter().flatten().map(|(id, _)| id) {
            let letter = call.letters.iter().find(|letter| letter.id.as_str() == id).unwrap();
            let asked = asked(call);
            let own = asked.iter().find(|field| matches!(field, Field::Prompt(of, ..) if *of == letter.id));
            let is_whole = letter.prompts.iter().all(|prompt| prompt.when.is_empty());
            assert!(
                !is_whole || own.is_none_or(|field| is_asked_of_school(call, &profile, field)),
                "{}: {id}",
                call.id
            );
        }
    }
    for address in json["draft"]["answers"].as_object().unwrap().keys() {
        let field = Field::parse(address);
        assert!(is_asked_of_school(call, &profile, &field), "{}: {address}", call.id);
    }
}

/// The PDF says what the document says.
#[test]
fn the_pdf_for_the_hub_names_nothing_that_is_not_asked() {
    for call in calls().into_iter().take(4) {
        let marked = mark(call);
        let mut draft = fullest(&marked.call);
        let setting = marked.call.settings[0].id.clone();
        set_school(&mut draft, setting.as_str(), "neither", Some(false), &[KeyStage::Ks1]);
        let profile = Profile::of(&marked.call, &draft);
        let chosen: Vec<String> = draft.list(&Field::FocusChosen).to_vec();
        let is_shown = |field: &Field| {
            is_asked_of_school(&marked.call, &profile, field)
                || matches!(field, Field::FocusWhy(id) if chosen.iter().any(|own| own == id.as_str()))
        };
        let not: Vec<&str> =
            marked.names.iter().filter(|(_, field)| !is_shown(field)).map(|(name, _)| name.as_str()).collect();
        let request = Request::Document {
            which: Document::Application,
            call_json: serde_json::to_string(&marked.call).unwrap(),
            draft_json: write_draft(&draft).unwrap(),
            now: FIXTURE_TIME,
            other_hubs: Vec::new(),
        };
        let (Answer::Made { .. }, Some(bytes)) = run_in_memory(&request, &[]) else { panic!("{}", marked.call.id) };
        let text = pdf_text::of(&bytes);
        assert!(text.contains("mark0000er"), "{}", marked.call.id);
        assert_eq!(wrong(&marked, &not, &text), Vec::<&Field>::new(), "{}", marked.call.id);
    }
    let _ = OtherHubs::NONE;
}
