//! Drafts for tests and measurements: the fullest that a call allows, and varied ones drawn from a seed.
//!
//! Behind the feature `fixtures`: no page ever loads this. Deterministic: the same call and seed give the same draft.

use super::evidence::all_evidence_places;
use super::{
    Attached, DocumentField, Draft, DraftId, Field, FileId, Group, LetterField, OfstedReport, PersonField, PointField,
    Profile, PromptField, SchoolField, Value, applies, asked,
};
use crate::call::{
    AnswerKind, Call, Condition, KeyStage, Level, Limit, OfstedGrade, PointRule, SettingKind, Spacing, Standing,
    Timestamp,
};
use crate::draft::Applies;

/// JSON with the characters beyond ASCII escaped, as `write_draft` escapes those of answers.
pub fn escape_beyond_ascii(json: &str) -> String {
    let mut out = String::new();
    for letter in json.chars() {
        if letter.is_ascii() {
            out.push(letter);
        } else {
            let units: Vec<String> =
                letter.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect();
            out.push_str(&units.concat());
        }
    }
    out
}

/// Characters that the fullest draft holds in its texts, lists counted too.
pub const FULLEST: usize = 60_000;

/// When these drafts were last changed: 22 November 2026, nine o'clock.
pub const FIXTURE_TIME: Timestamp = Timestamp(1_795_338_000_000);

/// The fullest draft: every address that the call asks for is answered, with [`FULLEST`] characters in all, by a school
/// of the setting to which most of the call applies. Every point is in place.
pub fn fullest(call: &Call) -> Draft {
    let mut draft = empty(call, "fullest");
    let setting = call.settings.iter().max_by_key(|s| {
        draft.set(Field::School(SchoolField::Setting), s.id.as_str().into(), FIXTURE_TIME);
        let profile = Profile::of(call, &draft);
        let when =
            call.criteria.iter().flat_map(|c| &c.points).map(|p| &p.when).chain(call.duties.iter().map(|d| &d.when));
        let fits = |when: &&Vec<Condition>| {
            !matches!(applies(call, when, &profile), Applies::No { .. } | Applies::Unclear { .. })
        };
        when.filter(fits).count()
    });
    let setting = setting.map(|s| (s.id.to_string(), s.kind));
    let fields: Vec<Field> =
        asked(call).into_iter().filter(|field| !field.holds_files() && !matches!(field, Field::Complete(_))).collect();
    let mut long = Vec::new();
    for field in &fields {
        let value = match chosen(call, field) {
            Some(Choice::One(ids)) => Value::Text(ids.into_iter().next().unwrap_or_default()),
            Some(Choice::Several(ids)) if *field == Field::LotsChosen => {
                let most = call.lots.as_ref().and_then(|lots| lots.maximum).and_then(|most| usize::try_from(most).ok());
                Value::List(ids.into_iter().take(most.unwrap_or(usize::MAX)).collect())
            }
            Some(Choice::Several(ids)) => Value::List(match (field, &call.focus) {
                (Field::FocusChosen, Some(focus)) => {
                    let most = focus.maximum.map_or(ids.len(), |most| usize::try_from(most).unwrap_or(ids.len()));
                    let offered = |id: &String| {
                        let area = focus.areas.iter().find(|a| a.id.as_str() == id);
                        let own = setting.as_ref().map(|s| s.0.as_str());
                        area.is_some_and(|a| {
                            a.settings.is_empty() || a.settings.iter().any(|s| Some(s.as_str()) == own)
                        })
                    };
                    ids.into_iter().filter(offered).take(most).collect()
                }
                _ => ids,
            }),
            // Everybody is somebody else, and letters are written here, so that all answers are shown.
            Some(Choice::Flag) => Value::Flag(!matches!(
                field,
                Field::Person(_, PersonField::SameAs)
                    | Field::Letter(_, LetterField::Attached | LetterField::SupportAttached)
            )),
            None => {
                let Some(text) = short(field, setting.as_ref().map(|s| s.1)) else {
                    long.push(field.clone());
                    continue;
                };
                text
            }
        };
        draft.set(field.clone(), value, FIXTURE_TIME);
    }
    if let Some((id, _)) = setting {
        draft.set(Field::School(SchoolField::Setting), Value::Text(id), FIXTURE_TIME);
    }
    // What has a limit is filled up to it first.
    long.retain(|field| match room(call, field) {
        None => true,
        Some(room) => {
            draft.set(field.clone(), Value::Text(prose(room, 0)), FIXTURE_TIME);
            false
        }
    });
    let left = FULLEST.saturating_sub(characters(&draft));
    let number = long.len();
    for (at, field) in long.into_iter().enumerate() {
        // Equal shares, and the last ones take what does not divide.
        let share = left * (at + 1) / number - left * at / number;
        draft.set(field, Value::Text(prose(share, at)), FIXTURE_TIME);
    }
    draft
}

/// Characters that a text may have where the call limits it by words or characters, with room for every text of a letter
/// that is limited as a whole. The prose here has fewer than one word in five characters.
fn room(call: &Call, field: &Field) -> Option<usize> {
    let (Field::Letter(id, _) | Field::Prompt(id, ..)) = field else { return None };
    let letter = call.letter(id)?;
    let characters = |limit: &Limit| {
        let words = limit.words.map(|words| words.saturating_mul(5));
        [words, limit.characters].into_iter().flatten().min().and_then(|n| usize::try_from(n).ok())
    };
    let whole = letter.limit.as_ref().and_then(characters).map(|n| n / (letter.prompts.len() + 3));
    let own = match field {
        Field::Prompt(_, prompt, _) => {
            letter.prompts.iter().find(|p| p.id == *prompt).and_then(|p| p.limit.as_ref()).and_then(characters)
        }
        _ => None,
    };
    [whole, own].into_iter().flatten().min()
}

/// Characters in all texts and lists of a draft.
pub fn characters(draft: &Draft) -> usize {
    let count = |value: &Value| match value {
        Value::Text(text) => text.chars().count(),
        Value::List(items) => items.iter().map(|i| i.chars().count()).sum(),
        Value::Flag(_) | Value::Other(_) => 0,
    };
    draft.answers.values().map(|a| count(&a.value)).sum()
}

fn empty(call: &Call, id: &str) -> Draft {
    let id = DraftId::new(id).or_else(|| DraftId::new("draft"));
    // The second name always has the form of an id, so the draft always has one.
    let Some(id) = id else { unreachable!("a fixed id has the form of an id") };
    Draft::new(id, call.id.clone(), &call.round, FIXTURE_TIME)
}

/// What may be chosen at an address.
enum Choice {
    One(Vec<String>),
    Several(Vec<String>),
    Flag,
}

fn chosen(call: &Call, field: &Field) -> Option<Choice> {
    let texts = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
    let choice = match field {
        Field::School(SchoolField::Setting) => Choice::One(call.settings.iter().map(|s| s.id.to_string()).collect()),
        Field::School(SchoolField::Region) => {
            let named: Vec<String> =
                call.regions.iter().flat_map(|r| &r.named).map(|region| region.id.to_string()).collect();
            Choice::One(if named.is_empty() { texts(&["North"]) } else { named })
        }
        Field::School(SchoolField::KeyStages) => {
            Choice::Several(KeyStage::ALL.iter().map(|k| k.as_str().to_owned()).collect())
        }
        Field::School(SchoolField::SixthForm)
        | Field::Person(_, PersonField::SameAs)
        | Field::Letter(_, LetterField::SupportWanted | LetterField::Attached | LetterField::SupportAttached)
        | Field::Duty(_)
        | Field::Declaration(_) => Choice::Flag,
        Field::School(SchoolField::Group) => Choice::One(Group::ALL.iter().map(|g| g.as_str().to_owned()).collect()),
        Field::School(SchoolField::OfstedReport) => {
            Choice::One(OfstedReport::ALL.iter().map(|r| r.as_str().to_owned()).collect())
        }
        Field::School(SchoolField::OfstedGrade) => {
            Choice::One(OfstedGrade::ALL.iter().map(|g| g.as_str().to_owned()).collect())
        }
        Field::Point(_, _, PointField::Rating) => {
            let mut steps: Vec<_> = call.scale.steps.iter().collect();
            steps.sort_by_key(|s| s.means != Standing::Met);
            Choice::One(steps.iter().map(|s| s.id.to_string()).collect())
        }
        Field::Point(criterion, point, PointField::Branches) => {
            let points = call.criterion(criterion).map_or(&[] as &[_], |c| &c.points);
            let branches = points.iter().filter(|p| p.id == *point).flat_map(|p| &p.branches);
            Choice::Several(branches.map(|b| b.id.to_string()).collect())
        }
        Field::Point(_, _, PointField::Number | PointField::Level) => return chosen_at_gate(call, field),
        Field::Point(_, _, PointField::ShownIn) => {
            Choice::Several(all_evidence_places(call).map(|(place, _)| place.id).collect())
        }
        Field::LotsChosen => Choice::Several(call.lot_choices().map(|lot| lot.id.to_string()).collect()),
        Field::Cluster => {
            let most =
                call.cluster.as_ref().map_or(0, |cluster| cluster.minimum.max(2).min(cluster.maximum.unwrap_or(9)));
            let row = |n: u32| format!("Larkfield Hill {n}\tRobin Fell\tMusic lead\trobin{n}@larkfield.example.org");
            Choice::Several((1..=most).map(row).collect())
        }
        Field::FocusChosen => {
            Choice::Several(call.focus.iter().flat_map(|f| &f.areas).map(|a| a.id.to_string()).collect())
        }
        Field::Letter(_, LetterField::SupportPlacement) => Choice::One(texts(&["inside", "beside"])),
        Field::Letter(_, LetterField::Spacing) => {
            Choice::One(Spacing::ALL.iter().map(|s| s.as_str().to_owned()).collect())
        }
        Field::Letter(_, LetterField::Headings) => Choice::One(texts(&["on", "off"])),
        Field::Prompt(letter, prompt, PromptField::Covered) => {
            let prompts = call.letter(letter).map_or(&[] as &[_], |l| &l.prompts);
            let items = prompts.iter().filter(|p| p.id == *prompt).flat_map(|p| &p.points);
            Choice::Several(items.map(|i| i.id.to_string()).collect())
        }
        Field::Prompt(_, _, PromptField::Text | PromptField::Choice | PromptField::Lines) => {
            return chosen_at_prompt(call, field);
        }
        Field::Prompt(_, _, PromptField::Sources) => {
            let evidence = |c: &crate::call::Criterion, p: &crate::call::Point| {
                Field::Point(c.id.clone(), p.id.clone(), PointField::Evidence).to_string()
            };
            Choice::Several(call.criteria.iter().flat_map(|c| c.points.iter().map(move |p| evidence(c, p))).collect())
        }
        // Of a date that is counted from a day, the day is typed.
        Field::OwnDate(id) => {
            let choices = call.dates.iter().find(|date| date.id == *id)?.when.choices();
            let written: Vec<String> = choices.into_iter().map(|(written, _)| written).collect();
            return (!written.is_empty()).then_some(Choice::One(written));
        }
        Field::Document(_, DocumentField::State) => {
            Choice::One(texts(&["ready", "in-hand", "missing", "not-applicable"]))
        }
        Field::Document(id, DocumentField::Contents) => {
            let items = call.documents.iter().filter(|d| d.id == *id).flat_map(|d| &d.contents);
            Choice::Several(items.map(|i| i.id.to_string()).collect())
        }
        _ => return None,
    };
    Some(choice)
}

/// What may be chosen where a point is judged by an answer of its own.
fn chosen_at_gate(call: &Call, field: &Field) -> Option<Choice> {
    let Field::Point(criterion, point, leaf) = field else { return None };
    let points = call.criterion(criterion).map_or(&[] as &[_], |c| &c.points);
    match (points.iter().find(|p| p.id == *point)?.rule.as_ref()?, leaf) {
        (PointRule::Number { minimums, .. }, PointField::Number) => {
            let most = minimums.iter().map(|minimum| minimum.at_least).max();
            Some(Choice::One(vec![most.unwrap_or_default().to_string(), "1".to_owned()]))
        }
        (PointRule::Level { levels, .. }, PointField::Level) => {
            let names = levels.iter().rev().map(|level| level.id.to_string());
            Some(Choice::One(names.chain([Level::NONE.to_owned()]).collect()))
        }
        _ => None,
    }
}

/// What may be chosen, or typed in a few characters, where a question is not answered by a text.
fn chosen_at_prompt(call: &Call, field: &Field) -> Option<Choice> {
    let Field::Prompt(letter, prompt, leaf) = field else { return None };
    let prompts = call.letter(letter).map_or(&[] as &[_], |l| &l.prompts);
    let kind = prompts.iter().find(|p| p.id == *prompt).and_then(|p| p.answer.as_ref());
    match (kind, leaf) {
        (Some(AnswerKind::Number { minimum, maximum, .. }), PromptField::Text) => {
            let number = minimum.unwrap_or(12).min(maximum.unwrap_or(u32::MAX));
            Some(Choice::One(vec![number.to_string()]))
        }
        (_, PromptField::Choice) => Some(Choice::Flag),
        (Some(AnswerKind::Money { exactly, maximum }), PromptField::Lines) => {
            let total = exactly.or(*maximum).unwrap_or(120);
            let lines = [("Hall hire", total / 2), ("Buses", total - total / 2)];
            Some(Choice::Several(lines.map(|(what, amount)| format!("{what}\t{amount}")).to_vec()))
        }
        _ => None,
    }
}

/// What is typed in a few words, or nothing where it is prose.
fn short(field: &Field, kind: Option<SettingKind>) -> Option<Value> {
    let text = match field {
        Field::School(SchoolField::Name) => "Larkfield Green School",
        Field::School(SchoolField::Urn) if kind == Some(SettingKind::EarlyYears) => "EY123456",
        Field::School(SchoolField::Urn) => "123456",
        Field::School(SchoolField::NoUrn) => "It has one.",
        Field::School(SchoolField::AgeFrom) => "3",
        Field::School(SchoolField::AgeTo) => "18",
        Field::School(SchoolField::GroupName) => "Larkfield Learning Trust",
        Field::School(SchoolField::LeadSchool) => "Larkfield Hill School",
        Field::School(SchoolField::LeadUrn) => "123457",
        Field::School(SchoolField::OfstedDate) => "2023-05-10",
        Field::Person(_, PersonField::Name) => "Rowan Achterberg",
        Field::Person(_, PersonField::Position) => "Assistant headteacher",
        Field::Person(_, PersonField::Email) => "rowan@larkfield.example.org",
        Field::Person(_, PersonField::Telephone) => "01632 960123",
        Field::Point(_, _, PointField::Links) => {
            let links = ["https://larkfield.example.org/music", "https://larkfield.example.org/concerts"];
            return Some(Value::List(links.map(str::to_owned).to_vec()));
        }
        Field::Point(_, _, PointField::NextWho) | Field::Meeting(_) | Field::Letter(_, LetterField::SupportFrom) => {
            "Rowan Achterberg, assistant headteacher"
        }
        Field::Point(_, _, PointField::NextWhen) => "2027-07-20",
        Field::Letter(_, LetterField::Size) => "11",
        Field::Letter(_, LetterField::Margins) => "20",
        Field::Letter(_, LetterField::Letterhead) => "0",
        Field::Letter(_, LetterField::Date) | Field::OwnDate(_) => "2026-11-20",
        Field::Letter(_, LetterField::Salutation) => "Dear panel,",
        Field::Letter(_, LetterField::AddressBlock) => "12 Larkfield Lane\nLarkfield",
        Field::Document(_, DocumentField::Name) => "larkfield-green-music.pdf",
        Field::Document(_, DocumentField::Link) => "https://larkfield.example.org/music/plan",
        _ => return None,
    };
    Some(text.into())
}

const SENTENCES: [&str; 8] = [
    "Every class sings for a quarter of an hour each morning, and the songs follow a plan from the first year to the last.",
    "Our string project began with one class of violins in 2019; this year 87 pupils take part, a third of them eligible for free school meals.",
    "Colleagues from four neighbouring schools come to us twice a term to plan, to watch each other teach and to try new repertoire.",
    "The governors\u{2019} minutes show that the time for music has been protected in each of the last three years.",
    "Pupils with special educational needs play in the same ensembles as everybody else, with parts written for them.",
    "When the bridge was closed and nobody could travel, the choir met in two halves of the town and sang by video.",
    "We ask every pupil in the summer what they would like to play next, and the answers decide what we buy.",
    "\u{201c}I used to think that it was not for me,\u{201d} one of them wrote; she now leads the percussion group.",
];

/// `length` characters of prose in paragraphs, beginning at a different sentence for each `from`.
fn prose(length: usize, from: usize) -> String {
    let mut text = String::new();
    let mut written = 0;
    for (at, sentence) in SENTENCES.iter().cycle().skip(from % SENTENCES.len()).enumerate() {
        let between = match at {
            0 => "",
            at if at % 5 == 0 => "\n\n",
            _ => " ",
        };
        for c in between.chars().chain(sentence.chars()) {
            if written == length {
                return text;
            }
            text.push(c);
            written += 1;
        }
    }
    text
}

/// Numbers that look random and are the same each time (SplitMix64, Steele and others 2014).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `n`, or 0.
    fn below(&mut self, n: usize) -> usize {
        let n = u64::try_from(n).unwrap_or(1).max(1);
        usize::try_from(self.next() % n).unwrap_or(0)
    }

    fn pick<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        let at = self.below(of.len());
        of.get(at)
    }
}

/// What people, clipboards and the ill-willed put into boxes.
const FRAGMENTS: [&str; 30] = [
    "We sing every day. ",
    "Gr\u{fc}\u{df}e aus K\u{f6}ln, \u{10d}e\u{161}tina, \u{3b5}\u{3bb}\u{3bb}\u{3b7}\u{3bd}\u{3b9}\u{3ba}\u{3ac}. ",
    "\u{627}\u{644}\u{645}\u{648}\u{633}\u{64a}\u{642}\u{649} \u{5de}\u{5d5}\u{5e1}\u{5d9}\u{5e7}\u{5d4} ",
    "\u{97f3}\u{697d}\u{306e}\u{6559}\u{80b2}\u{ff0c}\u{97f3}\u{4e50}\u{6559}\u{80b2}\u{3002}",
    "\u{1f469}\u{200d}\u{1f3a4}\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f} \u{1f3b5} ",
    "e\u{301}a\u{30a}o\u{308} ",
    "\u{202e}backwards\u{202c} \u{200b}\u{feff}\u{ad} ",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)> </textarea></style> ",
    "&lt;b&gt; &amp; ]]> <!-- --> ",
    "=HYPERLINK(\"https://example.org\",\"click\") ",
    "=cmd|' /C calc'!A0",
    "+44 1632 960123 ",
    "-2+3",
    "@SUM(1+1)*cmd",
    "\"quoted\", 'single', \u{201c}curly\u{201d}, \u{ab}guillemets\u{bb} ",
    "C:\\Music\\plan.docx ..\\..\\..\\etc ../../etc/passwd ",
    "line\nnext line\n\nnew paragraph\r\nfrom Windows\rfrom long ago ",
    "\t\u{b}\u{c}\u{85}\u{2028}\u{2029}",
    "\u{0}\u{1}\u{1b}[31m",
    "{\"json\": [true, null]} ",
    "%s %n %00 ${x} {{x}} $(x) `x` ",
    "'; DROP TABLE schools; -- ",
    "- \n\u{2022}\n* \n",
    "TODO [insert name] TBC lorem ipsum <your school> ",
    "https://example.org/a?b=c&d=%20#e ",
    "mailto:someone@example.org javascript:alert(1) ",
    "\u{fb01}ne \u{2460} \u{b2} \u{bd} \u{212b} \u{d55c}\u{ae00} \u{1112}\u{1161}\u{11ab} ",
    "\u{10ffff}\u{fffd}\u{e000}",
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch ",
];

/// A draft drawn from a seed: some addresses answered well, some oddly, some with a value of the wrong kind, some not at
/// all; and now and then what a newer version might have written.
pub fn generated(seed: u64, call: &Call) -> Draft {
    let mut numbers = Numbers(seed);
    let mut draft = empty(call, &format!("generated-{seed}"));
    draft.name = if numbers.below(3) == 0 { words(&mut numbers) } else { String::new() };
    // From nearly empty to nearly full.
    let density = numbers.below(11);
    for field in asked(call) {
        if numbers.below(10) >= density {
            continue;
        }
        let value = value(&mut numbers, call, &field);
        draft.set(field, value, FIXTURE_TIME);
    }
    if numbers.below(4) == 0 {
        let gone = Value::Text(words(&mut numbers));
        draft.set(Field::Other("criteria/gone/point/evidence/again".to_owned()), gone, FIXTURE_TIME);
        draft.set(
            Field::Other("school/shoe-size".to_owned()),
            Value::Other(serde_json::json!({"uk": 7})),
            FIXTURE_TIME,
        );
        draft.more.insert("newer".to_owned(), serde_json::json!([1, null, {"a": "\u{1f3b5}"}]));
    }
    if numbers.below(4) == 0 {
        let by = words(&mut numbers);
        draft.answers.iter_mut().for_each(|(_, answer)| answer.by = Some(by.clone()));
    }
    draft
}

/// What is in a file.
pub type FileContent = Vec<u8>;

/// A draft drawn from a seed that has files attached, and those files: empty and large, the same one in several places,
/// some under names that no file system takes. `id` tells the id of a file, which the draft does not work out.
pub fn generated_with_files(seed: u64, call: &Call, id: impl Fn(&[u8]) -> FileId) -> (Draft, Vec<FileContent>) {
    let mut draft = generated(seed, call);
    let mut numbers = Numbers(seed ^ 0xf11e5);
    let mut files: Vec<FileContent> = Vec::new();
    let places: Vec<Field> = asked(call).into_iter().filter(Field::holds_files).collect();
    for _ in 0..=numbers.below(6) {
        let Some(place) = numbers.pick(&places).cloned() else { break };
        let again = numbers.below(4) == 0;
        let content = match numbers.pick(&files) {
            Some(content) if again => content.clone(),
            _ => {
                let repeat = 1 + numbers.below(40);
                (0..numbers.below(3000)).flat_map(|_| vec![numbers.next().to_le_bytes()[0]; repeat]).collect()
            }
        };
        let mut list = draft.list(&place).to_vec();
        let name = format!("{}{}", words(&mut numbers), numbers.pick(&NAMES).copied().unwrap_or_default());
        let file = Attached::new(id(&content), &name, "", u64::try_from(content.len()).unwrap_or_default());
        list.push(file.id.to_string());
        draft.set(place, Value::List(list), FIXTURE_TIME);
        for (field, value) in file.answers() {
            draft.set(field, value, FIXTURE_TIME);
        }
        if !files.contains(&content) {
            files.push(content);
        }
    }
    (draft, files)
}

/// Ends of names that people, systems and the ill-willed give to files.
const NAMES: [&str; 12] = [
    "plan.pdf",
    "Plan.PDF",
    "CON",
    "choir.heic",
    "../../etc/passwd",
    "C:\\Music\\plan.docx",
    "e\u{301}t\u{e9}.m4a",
    "\u{202e}fdp.exe",
    ".htaccess",
    "numbers.xlsx",
    "a.b.c.mov",
    "100%.txt",
];

fn value(numbers: &mut Numbers, call: &Call, field: &Field) -> Value {
    if numbers.below(20) == 0 {
        // Not what belongs here.
        return match numbers.below(4) {
            0 => Value::Flag(true),
            1 => Value::List(vec![words(numbers), String::new()]),
            2 => Value::Other(serde_json::json!({"newer": ["shape", 1.5]})),
            _ => Value::Text(words(numbers)),
        };
    }
    match chosen(call, field) {
        Some(Choice::Flag) => Value::Flag(numbers.below(4) != 0),
        Some(Choice::One(ids)) => Value::Text(numbers.pick(&ids).cloned().unwrap_or_default()),
        Some(Choice::Several(ids)) => Value::List(ids.into_iter().filter(|_| numbers.below(2) == 0).collect()),
        None => match short(field, None) {
            Some(value) if numbers.below(2) == 0 => value,
            // Files are bytes: `generated_with_files` has some.
            _ if field.holds_files() => Value::List(Vec::new()),
            _ if matches!(field, Field::Point(_, _, PointField::Links)) => {
                Value::List((0..numbers.below(4)).map(|_| words(numbers)).collect())
            }
            _ => Value::Text(words(numbers)),
        },
    }
}

fn words(numbers: &mut Numbers) -> String {
    match numbers.below(12) {
        0 => String::new(),
        1 => " \n\t ".to_owned(),
        2 => "W".repeat(1 + numbers.below(3000)),
        3 => prose(numbers.below(4000), numbers.below(8)),
        _ => (0..=numbers.below(6)).filter_map(|_| numbers.pick(&FRAGMENTS)).copied().collect(),
    }
}

/// The calls that are shipped, and the invented third one that uses what they do not.
#[cfg(test)]
pub(crate) fn shipped() -> &'static [Call] {
    static CALLS: std::sync::LazyLock<Vec<Call>> = std::sync::LazyLock::new(read_shipped);
    &CALLS
}

#[cfg(test)]
fn read_shipped() -> Vec<Call> {
    let home = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    ["assets/calls/hertfordshire-2025.json", "assets/calls/asone-2025.json", "tests/fixtures/calls/third.json"]
        .map(|path| crate::call::read_call(&std::fs::read_to_string(home.join(path)).unwrap()).unwrap())
        .to_vec()
}
