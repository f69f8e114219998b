//! `data/application.json`: the application for programs. Upbeat itself reads only the draft out of it; everything
//! beside it says, for others, how the application stood when it was written.
//!
//! ```json
//! {"format": "upbeat-application", "version": 2, "made-for": "oneself", "left-out": […], "written-on": "2026-11-22",
//!  "program": "Upbeat 0.1.0", "call": {…}, "school": {…}, "readiness": {…}, "sections": […], "words": {…},
//!  "letters": {…}, "deadline": {…}, "files": […], "draft": {…}}
//! ```
//!
//! It holds the day of writing and no time of day, so that the same draft gives the same file all day. The times of
//! every answer are in the draft, but for the hub: there they are midnight of that day.
//!
//! Version 1 has neither `made-for` nor `left-out`: it always holds everything. What the hub gets since version 2 has
//! neither `readiness` nor `sections`, and its draft holds only what `bundle::View` lets through.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value as Json;

use super::holds::Part;
use super::view::View;
use crate::call::{Applicant, Call, Date, Letter, LetterKind, Timestamp};
use crate::documents::paper::Measure;
use crate::documents::{
    PROGRAM, Receiver, deadline_sentences, deadline_words, identifier, letter_measure, letter_words, person_contact,
    school_rows,
};
use crate::draft::{
    Attached, Draft, DraftError, Field, Identifier, Profile, SchoolField, Value, draft_from_json, is_letter_attached,
    may_apply, words,
};
use crate::readiness::{
    Deadline, Finding, Overall, Progress, Readiness, SectionLeft, SectionState, Verdict, Weight, deadline,
};

/// What the file says that it is.
pub const APPLICATION_FORMAT: &str = "upbeat-application";
/// The version that this program writes, and the newest that it reads.
pub const APPLICATION_VERSION: u64 = 2;
/// The oldest version that this program reads.
const OLDEST_VERSION: u64 = 1;

/// The file as it is written. Not a domain type: what is read is the draft.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(title = "An application made with Upbeat"))]
struct Application<'a> {
    /// Always `upbeat-application`.
    #[cfg_attr(feature = "schema", schemars(extend("const" = APPLICATION_FORMAT)))]
    format: &'static str,
    /// Version of the file format: 2.
    #[cfg_attr(feature = "schema", schemars(extend("const" = APPLICATION_VERSION)))]
    version: u64,
    /// For whom it was made. Only what was made for oneself holds everything.
    made_for: Receiver,
    /// What of the application is not in it, by name, such as `ratings`. Empty where it holds everything.
    left_out: Vec<&'static str>,
    /// The day on which it was written, on clocks in London.
    written_on: Date,
    /// The program that wrote it, with its version.
    program: &'static str,
    /// The call that it answers.
    call: CallSummary<'a>,
    /// The school, in short.
    school: SchoolSummary,
    /// What the check said when it was written. The hub does not get it.
    #[serde(skip_serializing_if = "Option::is_none")]
    readiness: Option<ReadinessSummary<'a>>,
    /// Every section of the call, in order, with what the check said of it. The hub does not get it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sections: Vec<SectionSummary>,
    /// Words written.
    words: WordCounts<'a>,
    /// Each letter as it was laid out on A4, by its id. Files of older versions of the program have none.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    letters: BTreeMap<&'a str, LetterSummary>,
    /// Where the call stood when it was written.
    deadline: DeadlineSummary,
    /// Files that are attached, each once. Left out where there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    files: Vec<FileSummary<'a>>,
    /// Every answer, in the format of a draft's own file.
    #[cfg_attr(feature = "schema", schemars(schema_with = "schema::draft"))]
    draft: &'a Draft,
}

/// The call.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct CallSummary<'a> {
    /// Its id.
    id: &'a str,
    /// Its title.
    title: &'a str,
    /// The round, as people say it.
    round: &'a str,
    /// The hub's name.
    hub: &'a str,
    /// What the school would become.
    role: &'a str,
}

/// The school, in short: names instead of ids. What was not answered is left out.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct SchoolSummary {
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    /// The number that identifies it.
    #[serde(skip_serializing_if = "Option::is_none")]
    identifier: Option<IdentifierSummary>,
    /// Everything that the call asks about the school and that was answered, in words: question and answer.
    profile: Vec<Labelled>,
    /// Whom to reach.
    #[serde(skip_serializing_if = "Option::is_none")]
    contact: Option<ContactSummary>,
}

/// The number that identifies a school.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct IdentifierSummary {
    /// What its form says that it is: `URN`, `Ofsted number` or `UKPRN`; nothing where it has none of these forms.
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    /// The number, without spaces.
    number: String,
}

/// A question and its answer in words.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Labelled {
    /// The question.
    label: String,
    /// The answer.
    text: String,
}

/// Whom to reach about the application.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct ContactSummary {
    /// The role at the school.
    role: String,
    /// What is known: `name`, `position`, `email`, `telephone`.
    #[serde(flatten)]
    known: BTreeMap<&'static str, String>,
}

/// What the check said.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct ReadinessSummary<'a> {
    /// The one verdict.
    overall: OverallName,
    /// How many things held it up.
    left: usize,
    /// The verdict as people read it.
    says: String,
    /// Everything that it found.
    findings: Vec<FindingSummary<'a>>,
}

/// The one verdict.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
enum OverallName {
    /// Nothing holds it up.
    Ready,
    /// A few things hold it up.
    Nearly,
    /// Much is missing.
    NotYet,
}

/// One finding of the check.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct FindingSummary<'a> {
    /// The rule that found it.
    rule: &'static str,
    /// The section that it belongs to, as in addresses.
    section: String,
    /// What it is about.
    subject: &'a str,
    /// The verdict. Not answered is `unknown`, never `not-met`.
    verdict: VerdictName,
    /// Why, unless it is met.
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'a str>,
    /// Addresses of the answers that would settle it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    needs: Vec<String>,
    /// How much it weighs.
    weight: WeightName,
    /// Whether it held the application up.
    blocks: bool,
    /// Address of the answer that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<String>,
    /// The hub's words that it rests on.
    #[serde(skip_serializing_if = "Option::is_none")]
    quote: Option<QuoteSummary<'a>>,
    /// What is odd about those words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    oddities: Vec<&'a str>,
}

/// The hub's words.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct QuoteSummary<'a> {
    /// The words.
    text: &'a str,
    /// The heading that they stand under, with those above it.
    under: String,
}

/// A verdict.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
enum VerdictName {
    /// It is there.
    Met,
    /// It is not there.
    NotMet,
    /// It cannot be told.
    Unknown,
    /// It is not asked of this school.
    DoesNotApply,
}

/// A weight.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
enum WeightName {
    /// An application without it is not ready.
    Blocks,
    /// The application would be stronger with it.
    Strengthens,
    /// Worth knowing.
    Notice,
}

/// A section.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct SectionSummary {
    /// The section, as in addresses.
    section: String,
    /// Its name.
    name: String,
    /// Whether anything of it had been answered.
    begun: bool,
    /// Whether nothing in it was left to do.
    complete: bool,
    /// Things in it that held the application up.
    left: usize,
    /// Whether nothing in it applies to this school.
    not_needed: bool,
}

/// Words written.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct WordCounts<'a> {
    /// In all texts of the draft together.
    all: usize,
    /// In each letter or set of answers, by its id. Those that are not asked of this school and hold nothing are left out.
    letters: BTreeMap<&'a str, usize>,
}

/// A letter on A4.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct LetterSummary {
    /// Pages.
    pages: u32,
    /// How long it was in tenths of sides, the last one rounded up: 21 where one line stood on a third side.
    tenths: u32,
    /// The hub's limit in sides.
    #[serde(skip_serializing_if = "Option::is_none")]
    limit: Option<u32>,
    /// Lines beyond the limit.
    lines_over: u32,
    /// Lines that there was still room for, within the limit or, without one, on the last side.
    lines_left: u32,
    /// The same in a sentence.
    says: String,
    /// Lines that each answer took up, by its address.
    lines: BTreeMap<String, u32>,
}

/// A file that is attached.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct FileSummary<'a> {
    /// Its name, as people see it.
    name: &'a str,
    /// Its path in the bundle, below the base folder.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = "^data/attachments/[^/]+$")))]
    path: String,
    /// SHA-256 of its content, in lower-case hex.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = "^[0-9a-f]{64}$")))]
    sha256: &'a str,
    /// Its size in bytes.
    bytes: u64,
    /// Its media type, as far as it is known.
    media_type: &'a str,
    /// Addresses of the answers that it is attached to.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    attached_to: Vec<String>,
}

/// Where the call stood.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct DeadlineSummary {
    /// Whether it was open.
    state: DeadlineState,
    /// Days that were left on the calendar; 0 is the day itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    days_left: Option<i64>,
    /// The deadline in words.
    says: String,
}

/// Whether a call was open.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
enum DeadlineState {
    /// The hub has set or published no deadline.
    None,
    /// Open.
    Open,
    /// Over.
    Closed,
}

/// Writes the file of a view. `readiness` is the check's result for this call, the draft and `now`: it is written where
/// the receiver gets the check. `files` are the attached files that the bundle holds.
pub fn write_application(
    call: &Call,
    view: &View<'_>,
    readiness: Option<&Readiness>,
    now: Timestamp,
    files: &[Attached],
) -> Result<String, serde_json::Error> {
    let draft = view.draft();
    let readiness = readiness.filter(|_| view.holds(Part::Check));
    let deadline = deadline(call, now);
    let says = match view.receiver() {
        Receiver::Hub => deadline_sentences(call, deadline, now),
        Receiver::Leaders | Receiver::Oneself => deadline_words(call, deadline, now),
    };
    let file = Application {
        format: APPLICATION_FORMAT,
        version: APPLICATION_VERSION,
        made_for: view.receiver(),
        left_out: view.left_out().iter().map(|row| row.id).collect(),
        written_on: now.london().0,
        program: PROGRAM,
        call: CallSummary {
            id: call.id.as_str(),
            title: &call.title,
            round: &call.round,
            hub: &call.hub.name,
            role: &call.role.name,
        },
        school: school_summary(call, draft),
        readiness: readiness.map(|readiness| readiness_summary(call, readiness)),
        sections: readiness
            .into_iter()
            .flat_map(|readiness| &readiness.sections)
            .map(|state| section_summary(call, draft.applicant(call), state))
            .collect(),
        words: WordCounts {
            all: draft.answers.iter().filter(|(field, _)| field.is_prose()).map(|(_, a)| words_in(&a.value)).sum(),
            letters: shown(call, draft).map(|l| (l.id.as_str(), letter_words(call, draft, l))).collect(),
        },
        letters: shown(call, draft)
            .filter(|l| l.kind == LetterKind::Letter && !is_letter_attached(draft, l))
            .map(|l| (l.id.as_str(), letter_summary(&letter_measure(call, draft, l, now))))
            .collect(),
        deadline: DeadlineSummary {
            state: match deadline {
                Deadline::None | Deadline::AnyTime => DeadlineState::None,
                Deadline::Open { .. } => DeadlineState::Open,
                Deadline::Closed => DeadlineState::Closed,
            },
            days_left: if let Deadline::Open { days } = deadline { Some(days) } else { None },
            says: says.join(" "),
        },
        files: files.iter().map(file_summary).collect(),
        draft,
    };
    serde_json::to_string_pretty(&file).map(|text| text + "\n")
}

/// The letters that are asked of this school, and those of which something is written all the same.
fn shown<'a>(call: &'a Call, draft: &Draft) -> impl Iterator<Item = &'a Letter> {
    let profile = Profile::of(call, draft);
    let is_shown = |letter: &&Letter| may_apply(call, &letter.when, &profile) || letter_words(call, draft, letter) > 0;
    let shown: Vec<&Letter> = call.letters.iter().filter(is_shown).collect();
    shown.into_iter()
}

fn file_summary(file: &Attached) -> FileSummary<'_> {
    FileSummary {
        name: &file.name,
        path: format!("data/{}", file.path()),
        sha256: file.id.as_str(),
        bytes: file.bytes,
        media_type: &file.kind,
        attached_to: file.to.iter().map(Field::to_string).collect(),
    }
}

fn school_summary(call: &Call, draft: &Draft) -> SchoolSummary {
    let name = draft.text(&Field::School(SchoolField::Name)).trim();
    let number = identifier(call, draft);
    SchoolSummary {
        name: (!name.is_empty()).then(|| name.to_owned()),
        identifier: number.map(|(kind, number)| IdentifierSummary { kind: kind.map(Identifier::label), number }),
        profile: school_rows(call, draft).into_iter().map(|(label, text)| Labelled { label, text }).collect(),
        contact: person_contact(call, draft).map(|(role, known)| ContactSummary { role, known }),
    }
}

fn letter_summary(measure: &Measure) -> LetterSummary {
    let mut lines = BTreeMap::new();
    for share in &measure.shares {
        *lines.entry(share.field.to_string()).or_default() += share.lines;
    }
    LetterSummary {
        pages: measure.sides,
        tenths: measure.tenths,
        limit: measure.limit,
        lines_over: measure.over,
        lines_left: measure.left,
        says: measure.words(),
        lines,
    }
}

fn readiness_summary<'a>(call: &'a Call, readiness: &'a Readiness) -> ReadinessSummary<'a> {
    /// Up to so many things left version 1 called "nearly".
    const NEARLY: usize = 5;
    let left = readiness.to_do();
    let overall = match readiness.overall {
        Overall::Ready | Overall::ReadyAsFarAsKnown => OverallName::Ready,
        Overall::NotReady { .. } | Overall::NothingWritten { .. } if left <= NEARLY => OverallName::Nearly,
        Overall::NotReady { .. } | Overall::NothingWritten { .. } => OverallName::NotYet,
    };
    let findings = readiness.findings.iter().map(|f| finding_summary(call, f)).collect();
    ReadinessSummary { overall, left, says: format!("{}.", readiness.says()), findings }
}

fn finding_summary<'a>(call: &'a Call, finding: &'a Finding) -> FindingSummary<'a> {
    let (verdict, why, needs) = match &finding.verdict {
        Verdict::Met => (VerdictName::Met, None, &[][..]),
        Verdict::NotMet { why } => (VerdictName::NotMet, Some(why.as_str()), &[][..]),
        Verdict::Unknown { why, needs } => (VerdictName::Unknown, Some(why.as_str()), needs.as_slice()),
        Verdict::DoesNotApply { because } => (VerdictName::DoesNotApply, Some(because.as_str()), &[][..]),
    };
    FindingSummary {
        rule: finding.rule,
        section: finding.section.to_string(),
        subject: &finding.subject,
        verdict,
        why,
        needs: needs.iter().map(Field::to_string).collect(),
        weight: match finding.weight {
            Weight::Blocks => WeightName::Blocks,
            Weight::Strengthens | Weight::Unneeded => WeightName::Strengthens,
            Weight::Notice => WeightName::Notice,
        },
        blocks: finding.blocks(),
        field: finding.field.as_ref().map(Field::to_string),
        quote: finding.quote.as_ref().map(|q| QuoteSummary { text: &q.text, under: call.heading(&q.under) }),
        oddities: call.oddities_of(&finding.oddities).map(|o| o.note.as_str()).collect(),
    }
}

fn section_summary(call: &Call, who: Applicant, state: &SectionState) -> SectionSummary {
    SectionSummary {
        section: state.section.to_string(),
        name: state.section.name(call, who),
        begun: state.begun,
        complete: state.progress() == Progress::Done,
        left: state.to_do,
        not_needed: state.left == SectionLeft::DoesNotApply,
    }
}

fn words_in(value: &Value) -> usize {
    if let Value::Text(text) = value { words(text) } else { 0 }
}

/// What was read out of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadApplication {
    /// The draft, as far as the file holds it.
    pub draft: Draft,
    /// What of the application is not in the file, by name. Empty where it holds everything.
    pub left_out: Vec<String>,
    /// The day on which the file was written, where it says so.
    pub written_on: Option<Date>,
    /// The program that wrote it, where it says so.
    pub program: Option<String>,
}

/// Why a JSON value is not an application that this version can open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ApplicationError {
    /// It is JSON, but not an application.
    NotAnApplication,
    /// A newer version of the program wrote it.
    Newer {
        /// The version that it says.
        version: u64,
    },
    /// The draft in it cannot be opened.
    Draft(DraftError),
}

/// Reads the draft out of the file, parsed already.
pub fn read_application(json: Json) -> Result<ReadApplication, ApplicationError> {
    let Json::Object(mut map) = json else { return Err(ApplicationError::NotAnApplication) };
    if map.get("format").and_then(Json::as_str) != Some(APPLICATION_FORMAT) {
        return Err(ApplicationError::NotAnApplication);
    }
    match map.get("version").and_then(Json::as_u64) {
        Some(OLDEST_VERSION..=APPLICATION_VERSION) => {}
        Some(version) if version > APPLICATION_VERSION => return Err(ApplicationError::Newer { version }),
        _ => return Err(ApplicationError::NotAnApplication),
    }
    let written_on = map.get("written-on").and_then(Json::as_str).and_then(Date::parse);
    let program = map.get("program").and_then(Json::as_str).map(str::to_owned);
    let draft = map.remove("draft").ok_or(ApplicationError::NotAnApplication)?;
    let draft = draft_from_json(draft).map_err(ApplicationError::Draft)?;
    let left_out = left_out(&map);
    Ok(ReadApplication { draft, left_out, written_on, program })
}

/// What a file says that it lacks. One that says nothing understandable of that counts as whole only in version 1, which
/// had no other.
fn left_out(map: &serde_json::Map<String, Json>) -> Vec<String> {
    const SOMETHING: &str = "something";
    if map.get("version").and_then(Json::as_u64) == Some(OLDEST_VERSION) {
        return Vec::new();
    }
    let Some(Json::Array(parts)) = map.get("left-out") else { return vec![SOMETHING.to_owned()] };
    let mut names: Vec<String> = parts.iter().map(|part| part.as_str().unwrap_or(SOMETHING).to_owned()).collect();
    if names.is_empty() && map.get("made-for").and_then(Json::as_str) != Some("oneself") {
        names.push(SOMETHING.to_owned());
    }
    names
}

/// The JSON Schema (2020-12) of the file.
#[cfg(feature = "schema")]
pub fn application_schema() -> schemars::Schema {
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    settings.into_generator().into_root_schema_for::<Application<'static>>()
}

#[cfg(feature = "schema")]
mod schema {
    use schemars::{Schema, SchemaGenerator, json_schema};

    use crate::draft::{DRAFT_FORMAT, DRAFT_VERSION};

    const INSTANT: &str = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$";

    /// A draft as its own file has it. Addresses, values and keys that a version does not know are allowed everywhere.
    pub(super) fn draft(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A draft: every answer by its address. What a version does not understand is kept.",
            "type": "object",
            "required": ["format", "version", "id", "call", "round", "name", "created", "changed", "answers"],
            "properties": {
                "format": {"const": DRAFT_FORMAT},
                "version": {"const": DRAFT_VERSION},
                "id": {"type": "string", "pattern": "^[a-z0-9-]{1,40}$"},
                "call": {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": 60},
                "round": {"type": "string"},
                "name": {"description": "The name that the person gave it. Empty: the school's name serves.", "type": "string"},
                "created": {"type": "string", "pattern": INSTANT},
                "changed": {"type": "string", "pattern": INSTANT},
                "answers": {
                    "description": "By address, such as criteria/programme/hour-a-week/evidence.",
                    "type": "object",
                    "additionalProperties": {
                        "type": "object",
                        "required": ["value", "at"],
                        "properties": {
                            "value": {
                                "description": "A text, yes or no, or a list of texts. A newer version may write anything.",
                                "anyOf": [
                                    {"type": "string"},
                                    {"type": "boolean"},
                                    {"type": "array", "items": {"type": "string"}},
                                    true
                                ]
                            },
                            "at": {"type": "string", "pattern": INSTANT},
                            "by": {"type": "string"}
                        }
                    }
                }
            }
        })
    }
}
