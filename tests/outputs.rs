//! What leaves: the files for the hub, for leaders and for oneself hold what the table of `bundle` says, and nothing else.
//!
//! A word that stands nowhere else is put into each answer of a full draft. Each output is made, every file in it is
//! searched for all these words (packed files are unpacked, the text of PDFs is read), and what is found is held against the
//! table.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "tests stop where they fail")]
#![allow(clippy::case_sensitive_file_extension_comparisons, reason = "our own names")]

use std::collections::{BTreeMap, BTreeSet};

use upbeat::bundle::source::{MemoryFiles, MemorySink, block_on, file_id};
use upbeat::bundle::worker::{Answer, Document, Request, run_in_memory};
use upbeat::bundle::{
    Bag, BundleInput, BundleOptions, HOLDS, Limits, Part, View, holds, letters_to_attach, loose_files,
    make_bundle_among, write_bundle, zip,
};
use upbeat::call::{Call, LetterKind, Standing, Timestamp, read_call};
use upbeat::documents::pdf::FurtherFaces;
use upbeat::documents::{Receiver, answers, emails};
use upbeat::draft::{
    Applies, Attached, Draft, FIXTURE_TIME, Field, History, LetterField, PointField, Profile, SendingField,
    Suppressible, Value, Why, applies, asked, asked_when, fullest, write_draft, write_history,
};
use upbeat::readiness::OtherHubs;

mod call_files;
mod pdf_text;

/// Every call that the project has, and each once more with a scale that is the hub's own.
fn calls() -> Vec<(Call, String)> {
    call_files::texts().into_iter().map(|text| (read_call(&text).unwrap(), text)).collect()
}

/// A full draft, and each of its answers with a word of its own.
struct Marked {
    draft: Draft,
    files: Vec<Vec<u8>>,
    /// Its earlier versions, as they are stored.
    history: String,
    /// The words, with the part to which each belongs.
    words: BTreeMap<String, (Part, String)>,
}

impl Marked {
    fn word(&mut self, part: Part, what: &str) -> String {
        let word = format!("mark{:04}er", self.words.len());
        self.words.insert(word.clone(), (part, what.to_owned()));
        word
    }

    fn set(&mut self, field: Field, value: Value) {
        self.draft.set(field, value, FIXTURE_TIME);
    }
}

/// What decides what applies, and so has to stay as it is.
fn decides(field: &Field) -> bool {
    matches!(
        field,
        Field::School(_)
            | Field::FocusChosen
            | Field::LotsChosen
            | Field::Letter(
                _,
                LetterField::SupportWanted
                    | LetterField::SupportPlacement
                    | LetterField::Size
                    | LetterField::Spacing
                    | LetterField::Margins
                    | LetterField::Letterhead
                    | LetterField::Headings
                    | LetterField::Date
                    | LetterField::Attached
                    | LetterField::SupportAttached
            )
    )
}

fn does_not_apply(call: &Call, draft: &Draft, field: &Field) -> bool {
    // The letters are written here.
    if matches!(field, Field::Letter(_, LetterField::Files)) {
        return true;
    }
    let profile = Profile::of(call, draft);
    asked_when(call, field)
        .is_some_and(|when| when.iter().any(|when| matches!(applies(call, when, &profile), Applies::No { .. })))
}

fn marked(call: &Call) -> Marked {
    let mut marked = Marked { draft: fullest(call), files: Vec::new(), history: String::new(), words: BTreeMap::new() };
    marked.set(Field::School(upbeat::draft::SchoolField::Group), "trust".into());
    let partly = call.scale.steps.iter().find(|step| step.means != Standing::Met).unwrap().id.to_string();
    let chosen = marked.draft.list(&Field::FocusChosen).to_vec();
    for (number, field) in asked(call).into_iter().enumerate() {
        let does_not_apply = does_not_apply(call, &marked.draft, &field);
        let part = if does_not_apply { Part::DoesNotApply } else { Part::of(call, &field) };
        match &field {
            Field::School(upbeat::draft::SchoolField::NoUrn) => {
                // There is a number, so nobody asks why there is none.
                let word = marked.word(Part::DoesNotApply, &field.to_string());
                marked.set(field, Value::Text(word));
            }
            Field::School(upbeat::draft::SchoolField::Name | upbeat::draft::SchoolField::GroupName) => {
                let word = marked.word(part, &field.to_string());
                marked.set(field, Value::Text(word));
            }
            field if decides(field) => {}
            // The first commitment is an exception, and says why; of the others nobody asks that.
            Field::Duty(id) if call.duties.first().is_some_and(|duty| duty.id == *id) => {
                marked.set(field, Value::Flag(false));
            }
            Field::DutyWhy(id) => {
                let is_exception = marked.draft.flag(&Field::Duty(id.clone())) == Some(false);
                let part = if is_exception { part } else { Part::DoesNotApply };
                let word = marked.word(part, &field.to_string());
                marked.set(field, Value::Text(word));
            }
            Field::FocusWhy(id) if !chosen.iter().any(|chosen| chosen == id.as_str()) => {
                let word = marked.word(Part::DoesNotApply, &field.to_string());
                marked.set(field, Value::Text(word));
            }
            // A rating is a choice. One that no scale has is shown as it is.
            Field::Point(criterion, point, PointField::Rating) => {
                let has_step = number % 2 == 0;
                let value = if has_step { partly.clone() } else { marked.word(part, &field.to_string()) };
                let at = |leaf| Field::Point(criterion.clone(), point.clone(), leaf);
                let next = if has_step && !does_not_apply { Part::NextSteps } else { Part::DoesNotApply };
                for leaf in [PointField::NextStep, PointField::NextWho, PointField::NextWhen] {
                    let word = marked.word(next, &at(leaf).to_string());
                    marked.set(at(leaf), Value::Text(word));
                }
                marked.set(field.clone(), Value::Text(value));
            }
            Field::Point(_, _, PointField::NextStep | PointField::NextWho | PointField::NextWhen) => {}
            field if field.holds_files() => {
                let name = marked.word(part, &format!("name of a file at {field}"));
                let content = marked.word(part, &format!("content of a file at {field}")).into_bytes();
                let id = file_id(&content).unwrap();
                let size = content.len() as u64;
                for (field, value) in Attached::new(id.clone(), &format!("{name}.txt"), "text/plain", size).answers() {
                    marked.set(field, value);
                }
                marked.files.push(content);
                marked.set(field.clone(), Value::List(vec![id.to_string()]));
            }
            _ => {
                let word = marked.word(part, &field.to_string());
                let value = match marked.draft.value(&field) {
                    Some(Value::List(_)) => Value::List(vec![word]),
                    _ => Value::Text(word),
                };
                marked.set(field, value);
            }
        }
    }
    let fields: Vec<Field> = marked.draft.answers.keys().cloned().collect();
    let hidden = Suppressible::ALL.iter().zip(fields.iter().filter(|field| !matches!(field, Field::File(..))));
    for (kind, about) in hidden {
        let field = Field::Suppression(*kind, Box::new(about.clone()));
        let word = marked.word(Part::HiddenAdvice, &field.to_string());
        marked.set(field, Value::List(vec![word, "TODO".to_owned()]));
    }
    for address in ["criteria/gone/point/evidence", "documents/gone/name", "of/next-year", "comments/one"] {
        let word = marked.word(Part::NotAsked, address);
        marked.set(Field::parse(address), Value::Text(word));
    }
    let mut earlier = marked.draft.clone();
    let word = marked.word(Part::EarlierVersions, "an earlier answer");
    earlier.set(Field::Sending(SendingField::Evidence), Value::Text(word), FIXTURE_TIME);
    let named = marked.word(Part::EarlierVersions, "the name of an earlier version");
    let mut history = History::new(earlier.id.clone());
    history.keep(&earlier, FIXTURE_TIME, Why::Asked, Some(named));
    marked.history = write_history(&history).unwrap();
    let [by, name, more] =
        ["author", "name on the device", "of a newer version"].map(|what| marked.word(Part::TimesAndAuthors, what));
    for (_, answer) in &mut marked.draft.answers {
        answer.at = Timestamp::parse("2001-02-03T04:05:06.007Z").unwrap();
        answer.by = Some(by.clone());
        answer.more.insert("mood".to_owned(), more.as_str().into());
    }
    marked.draft.name = name;
    marked.draft.more.insert("zoo".to_owned(), more.into());
    marked.draft.created = Timestamp::parse("2001-02-03T04:05:06.008Z").unwrap();
    marked.draft.changed = Timestamp::parse("2001-02-03T04:05:06.009Z").unwrap();
    marked
}

/// All texts in a file by its name: what it says, unpacked.
fn texts(name: &str, bytes: &[u8]) -> Vec<(String, String)> {
    let plain = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    if name.ends_with(".docx") {
        let parts = zip::read(bytes, &Limits::IN_MEMORY).unwrap();
        return parts.into_iter().map(|part| (format!("{name}/{}", part.name), plain(&part.bytes))).collect();
    }
    if name.ends_with(".pdf") {
        return vec![(name.to_owned(), pdf_text::of(bytes))];
    }
    // A message to the worker has no ending; everything else here is text.
    vec![(name.to_owned(), plain(bytes))]
}

/// The files of a bundle. The call's own file is the hub's.
fn bundle(call: &Call, json: &str, marked: &Marked, receiver: Receiver) -> Vec<(String, String)> {
    let files = MemoryFiles::new(marked.files.iter().cloned());
    let input = BundleInput {
        call,
        call_json: json,
        draft: &marked.draft,
        now: FIXTURE_TIME,
        others: &OtherHubs::NONE,
        options: BundleOptions { receiver, page: true },
        histories: std::slice::from_ref(&marked.history),
        faces: &FurtherFaces::NONE,
    };
    let mut out = MemorySink::new(&files);
    let made = block_on(write_bundle(&input, &files, &mut out, &mut |_, _| ())).unwrap();
    let entries = zip::read(&out.bytes, &Limits::IN_MEMORY).unwrap();
    let entries = entries.into_iter().map(|entry| {
        let (_, name) = entry.name.split_once('/').unwrap();
        (name.to_owned(), entry.bytes)
    });
    let own = entries.filter(|(name, _)| name != "data/call.json");
    own.flat_map(|(name, bytes)| texts(&name, &bytes))
        .chain([("file name".to_owned(), made.file_name.clone())])
        .collect()
}

fn document(json: &str, draft: &Draft, which: Document) -> Vec<(String, String)> {
    let draft_json = write_draft(draft).unwrap();
    let request =
        Request::Document { which, call_json: json.to_owned(), draft_json, now: FIXTURE_TIME, other_hubs: Vec::new() };
    match run_in_memory(&request, &[]) {
        (Answer::Made { file_name, .. }, Some(bytes)) => texts(&file_name, &bytes),
        // It has no such document.
        _ => Vec::new(),
    }
}

/// All that a receiver gets, by the name of what it stands in.
fn output(call: &Call, json: &str, marked: &Marked, receiver: Receiver) -> Vec<(String, String)> {
    let mut all = match receiver {
        Receiver::Leaders => Vec::new(),
        Receiver::Hub | Receiver::Oneself => bundle(call, json, marked, receiver),
    };
    let mut documents = vec![Document::Application, Document::Leaders, Document::Readiness];
    for letter in call.letters.iter().filter(|letter| letter.kind == LetterKind::Letter) {
        let id = letter.id.to_string();
        documents.extend([
            Document::LetterPdf(id.clone()),
            Document::LetterDocx(id.clone()),
            Document::SupportPdf(id.clone()),
            Document::SupportDocx(id),
        ]);
    }
    for which in documents.into_iter().filter(|which| which.receiver() == receiver) {
        all.extend(document(json, &marked.draft, which));
    }
    if receiver == Receiver::Hub {
        let view = View::new(call, &marked.draft, receiver, FIXTURE_TIME);
        for mail in emails(call, view.draft(), &letters_to_attach(call, &view), "larkfield.zip") {
            all.push(("e-mail".to_owned(), format!("{mail:?} {:?}", mail.mailto())));
        }
        all.push(("list of files".to_owned(), format!("{:?}", loose_files(call, &view))));
        all.push(("answers to copy".to_owned(), format!("{:?}", answers(call, view.draft()))));
    }
    all
}

/// The words in a text. A PDF may break a line within one where it has no space: there is none so long here.
fn found<'a>(marked: &'a Marked, text: &str) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    for (at, _) in text.match_indices("mark") {
        if let Some((word, _)) = text.get(at..at + 10).and_then(|word| marked.words.get_key_value(word)) {
            found.insert(word.as_str());
        }
    }
    found
}

fn check(call: &Call, json: &str, marked: &Marked, receiver: Receiver) {
    let (mut all, mut readable) = (BTreeSet::new(), BTreeSet::new());
    for (name, text) in output(call, json, marked, receiver) {
        for word in found(marked, &text) {
            let (part, what) = &marked.words[word];
            assert!(
                holds(call, &marked.draft, receiver, *part),
                "{}: {receiver:?} gets {part:?} ({what}) in {name}",
                call.id
            );
            all.insert(word);
            if name.ends_with("application.pdf") || name.ends_with("for-leaders.pdf") {
                readable.insert(*part);
            }
        }
        let times = ["2001-02-03", "04:05:06"].iter().any(|time| text.contains(time));
        assert!(
            !times || holds(call, &marked.draft, receiver, Part::TimesAndAuthors),
            "{}: {receiver:?} gets times in {name}",
            call.id
        );
        if !holds(call, &marked.draft, receiver, Part::Check) {
            assert!(!name.contains("readiness") && !text.contains("\"readiness\""), "{}: the check in {name}", call.id);
            assert!(!text.contains("s check:") && !text.contains("\"sections\""), "{}: the check in {name}", call.id);
        }
        if !holds(call, &marked.draft, receiver, Part::DoesNotApply) {
            assert!(!text.contains("Does not apply") && !text.contains("\"verdict\""), "{}: {name}", call.id);
        }
    }
    for (word, (part, what)) in &marked.words {
        // A PDF names files and has none of their content, and no file beside a letter that is written here; it names evidence that a text uses, which none does here; and
        // who is the same as somebody else, and where else a point is shown, is told in words and not by what is stored.
        let not_on_paper = what.starts_with("content")
            || (what.contains("letters/") && what.ends_with("/files"))
            || ["/sources", "/same-as", "/shown-in"].iter().any(|leaf| what.ends_with(leaf));
        let expected = holds(call, &marked.draft, receiver, *part);
        if expected && !(receiver == Receiver::Leaders && not_on_paper) {
            assert!(all.contains(word.as_str()), "{}: {receiver:?} lacks {part:?}: {what}", call.id);
        }
    }
    // Whoever reads sees it too.
    for part in [Part::Evidence, Part::Ratings, Part::NextSteps, Part::Letters, Part::Documents, Part::Commitments] {
        let is_there = marked.words.values().any(|(known, _)| *known == part);
        let expected = is_there && holds(call, &marked.draft, receiver, part);
        assert_eq!(readable.contains(&part), expected, "{}: {receiver:?} {part:?} on paper", call.id);
    }
}

/// Makes and searches what leaves with these ticks: evidence, ratings. They concern the hub alone, so the others are made
/// once.
fn check_ticks<const N: usize>(
    call: &Call,
    json: &str,
    ticks: [(Option<bool>, Option<bool>); N],
    parts: &mut BTreeSet<Part>,
) {
    let mut marked = marked(call);
    parts.extend(marked.words.values().map(|(part, _)| *part));
    for (number, (evidence, ratings)) in ticks.into_iter().enumerate() {
        for (leaf, tick) in [(SendingField::Evidence, evidence), (SendingField::Ratings, ratings)] {
            let value = tick.map_or_else(|| "".into(), Value::Flag);
            marked.draft.set(Field::Sending(leaf), value, FIXTURE_TIME);
        }
        for receiver in Receiver::ALL.into_iter().filter(|receiver| number == 0 || *receiver == Receiver::Hub) {
            check(call, json, &marked, receiver);
        }
    }
}

/// What is left out for the hub changes nothing in the letters that it gets.
#[test]
fn the_hub_gets_the_very_letters() {
    let mut letters = 0;
    for (call, json) in calls() {
        let draft = fullest(&call);
        let bag = |receiver| {
            let options = BundleOptions { receiver, page: false };
            let made = make_bundle_among(&call, &json, &draft, FIXTURE_TIME, &OtherHubs::NONE, options).unwrap();
            Bag::from_zip(&made.bytes, &Limits::IN_MEMORY).unwrap()
        };
        let (hub, backup) = (bag(Receiver::Hub), bag(Receiver::Oneself));
        for letter in call.letters.iter().filter(|letter| letter.kind == LetterKind::Letter) {
            for name in [format!("{}.pdf", letter.id), format!("{}.docx", letter.id)] {
                assert_eq!(hub.payload_file(&name), backup.payload_file(&name), "{}: {name}", call.id);
                letters += usize::from(hub.payload_file(&name).is_some());
            }
        }
    }
    assert!(letters >= 2);
}

#[test]
fn what_leaves_is_what_the_table_says() {
    let mut parts = BTreeSet::new();
    for (call, json) in calls() {
        let by_hub = json.replace("\"set-by-hub\": false", "\"set-by-hub\": true");
        let turned =
            if by_hub == json { json.replace("\"set-by-hub\": true", "\"set-by-hub\": false") } else { by_hub };
        assert_ne!(turned, json, "{}", call.id);
        check_ticks(&call, &json, [(None, None), (Some(false), Some(true)), (Some(true), Some(false))], &mut parts);
        check_ticks(&read_call(&turned).unwrap(), &turned, [(None, None)], &mut parts);
    }
    // Every part of the table that stands in an answer has been looked for.
    let not_in_an_answer = [Part::AttachedFiles, Part::Unanswered, Part::SendingTicks];
    for row in HOLDS.iter().filter(|row| !not_in_an_answer.contains(&row.part)) {
        assert!(parts.contains(&row.part), "{:?} was looked for nowhere", row.part);
    }
}
