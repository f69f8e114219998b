//! From a call file's JSON to its types.
//!
//! Written as a table instead of derived: the page carries this in its first load, and derived readers of forty types
//! were a fifth of its weight. The schemas and the writing are derived from the same types; tests hold the three
//! together (`check/tests.rs`: whatever has the right shape is read). `inline(never)` keeps one copy of each.

use serde_json::{Map, Value as Json};

#[allow(clippy::wildcard_imports, reason = "this reads every type of the room")]
use super::*;

/// The position of a value in the file.
#[derive(Clone, Copy)]
pub(super) enum At<'a> {
    Top,
    Key(&'a At<'a>, &'a str),
    Index(&'a At<'a>, usize),
}

impl At<'_> {
    fn write(&self, out: &mut String) {
        match self {
            Self::Top => {}
            Self::Key(within, key) => {
                within.write(out);
                if !out.is_empty() {
                    out.push('.');
                }
                out.push_str(key);
            }
            Self::Index(within, index) => {
                within.write(out);
                out.push('[');
                out.push_str(&index.to_string());
                out.push(']');
            }
        }
    }

    fn wrong(&self, what: String) -> ReadError {
        let mut at = String::new();
        self.write(&mut at);
        ReadError { at, what }
    }

    fn wanted(&self, what: &str, json: &Json) -> ReadError {
        let found = match json {
            Json::Null => "nothing",
            Json::Bool(_) => "yes or no (true or false)",
            Json::Number(_) => "a number",
            Json::String(_) => "a text",
            Json::Array(_) => "a list",
            Json::Object(_) => "an object with keys",
        };
        self.wrong(["there should be ", what, " here, not ", found].concat())
    }

    fn unknown(&self, found: &str, known: &[&str]) -> ReadError {
        self.wrong(["\u{201c}", found, "\u{201d} is not known here; known are ", &known.join(", ")].concat())
    }
}

/// A type that is read from a call file.
pub(super) trait Read: Sized {
    /// Reads it.
    fn read(json: Json, at: &At) -> Result<Self, ReadError>;

    /// What it is where its key is missing, if that is allowed for the type.
    fn absent() -> Option<Self> {
        None
    }
}

/// An object whose keys are being taken out.
struct Object<'a> {
    map: Map<String, Json>,
    at: &'a At<'a>,
}

impl<'a> Object<'a> {
    fn of(json: Json, at: &'a At<'a>) -> Result<Self, ReadError> {
        match json {
            Json::Object(map) => Ok(Self { map, at }),
            other => Err(at.wanted("an object with keys", &other)),
        }
    }

    #[inline(never)]
    fn needed<T: Read>(&mut self, key: &str) -> Result<T, ReadError> {
        match self.map.remove(key) {
            Some(json) => T::read(json, &At::Key(self.at, key)),
            None => T::absent().ok_or_else(|| self.at.wrong(["the key \u{201c}", key, "\u{201d} is missing"].concat())),
        }
    }

    fn or_default<T: Read + Default>(&mut self, key: &str) -> Result<T, ReadError> {
        self.or(key, T::default())
    }

    #[inline(never)]
    fn or<T: Read>(&mut self, key: &str, otherwise: T) -> Result<T, ReadError> {
        match self.map.remove(key) {
            Some(json) => T::read(json, &At::Key(self.at, key)),
            None => Ok(otherwise),
        }
    }
}

impl Read for String {
    fn read(json: Json, at: &At) -> Result<Self, ReadError> {
        match json {
            Json::String(text) => Ok(text),
            other => Err(at.wanted("a text", &other)),
        }
    }
}

impl Read for bool {
    fn read(json: Json, at: &At) -> Result<Self, ReadError> {
        json.as_bool().ok_or_else(|| at.wanted("true or false", &json))
    }
}

impl Read for u32 {
    fn read(json: Json, at: &At) -> Result<Self, ReadError> {
        let number = json.as_u64().and_then(|n| Self::try_from(n).ok());
        number.ok_or_else(|| at.wanted("a whole number from 0", &json))
    }
}

impl<T: Read> Read for Option<T> {
    fn read(json: Json, at: &At) -> Result<Self, ReadError> {
        if json.is_null() { Ok(None) } else { T::read(json, at).map(Some) }
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

impl<T: Read> Read for Vec<T> {
    #[inline(never)]
    fn read(json: Json, at: &At) -> Result<Self, ReadError> {
        match json {
            Json::Array(items) => {
                // A plain loop: collecting results would be compiled anew, at length, for every type.
                let mut read = Self::with_capacity(items.len());
                for (index, item) in items.into_iter().enumerate() {
                    read.push(T::read(item, &At::Index(at, index))?);
                }
                Ok(read)
            }
            other => Err(at.wanted("a list", &other)),
        }
    }
}

impl Read for Date {
    fn read(json: Json, at: &At) -> Result<Self, ReadError> {
        let text = String::read(json, at)?;
        Self::parse(&text)
            .ok_or_else(|| at.wrong(["\u{201c}", &text, "\u{201d} is not a day; write it like 2025-02-14"].concat()))
    }
}

impl Read for ZonedInstant {
    fn read(json: Json, at: &At) -> Result<Self, ReadError> {
        Self::parse(&String::read(json, at)?).map_err(|what| at.wrong(what))
    }
}

macro_rules! ids {
    ($($name:ident)+) => {$(
        impl Read for $name {
            fn read(json: Json, at: &At) -> Result<Self, ReadError> {
                Self::try_from(String::read(json, at)?).map_err(|e| at.wrong(e.to_string()))
            }
        }
    )+};
}

ids! {
    CallId HeadingId OddityId SettingId RegionId PlaceId PersonId CriterionId PointId BranchId RatingId LetterId PromptId
    ItemId DocumentId DutyId DateId FocusId DeclarationId
}

macro_rules! words {
    ($($name:ident { $($word:ident = $text:literal),+ })+) => {$(
        impl Read for $name {
            fn read(json: Json, at: &At) -> Result<Self, ReadError> {
                let text = String::read(json, at)?;
                match text.as_str() {
                    $($text => Ok(Self::$word),)+
                    other => Err(at.unknown(other, &[$($text),+])),
                }
            }
        }
    )+};
}

words! {
    Topic { Purpose = "purpose", Places = "places", Criteria = "criteria", FocusAreas = "focus-areas", Recruitment = "recruitment", Application = "application", Letter = "letter", Shortlisting = "shortlisting", Visit = "visit", Interview = "interview", Scrutiny = "scrutiny", Status = "status", Meetings = "meetings", Benefits = "benefits", Agreement = "agreement", Outcomes = "outcomes", SchoolRoles = "school-roles", HubRoles = "hub-roles", Monitoring = "monitoring", Data = "data" }
    Strength { Must = "must", Should = "should", May = "may", Considered = "considered" }
    OddityKind { Conflict = "conflict", Ambiguous = "ambiguous", NotPublished = "not-published", Outdated = "outdated" }
    KeyStage { Eyfs = "eyfs", Ks1 = "ks1", Ks2 = "ks2", Ks3 = "ks3", Ks4 = "ks4", Ks5 = "ks5" }
    OfstedGrade { Outstanding = "outstanding", Good = "good", RequiresImprovement = "requires-improvement", Inadequate = "inadequate" }
    Standing { Met = "met", Partly = "partly", NotYet = "not-yet" }
    ProfilePart { Name = "name", Urn = "urn", Setting = "setting", Region = "region", AgeRange = "age-range", KeyStages = "key-stages", SixthForm = "sixth-form", Trust = "trust", Ofsted = "ofsted" }
    LetterKind { Letter = "letter", Answers = "answers" }
    Spacing { Single = "single", Loose = "1.15", OneAndAHalf = "1.5", Double = "double" }
    Placement { Inside = "inside", Beside = "beside" }
    Need { Required = "required", IfApplicable = "if-applicable", Optional = "optional" }
    DateKind { Opens = "opens", Information = "information", Deadline = "deadline", Shortlist = "shortlist", Visit = "visit", Interview = "interview", Decision = "decision", Announcement = "announcement", Start = "start", Meeting = "meeting", End = "end" }
    Attendance { None = "none", Expected = "expected", Required = "required" }
    SettingKind { EarlyYears = "early-years", School = "school", College = "college", Trust = "trust", Other = "other" }
}

macro_rules! records {
    ($($name:ident { $($field:ident: $key:literal $how:ident $(($otherwise:expr))?),+ })+) => {$(
        impl Read for $name {
            #[inline(never)]
            fn read(json: Json, at: &At) -> Result<Self, ReadError> {
                let mut object = Object::of(json, at)?;
                Ok(Self { $($field: object.$how($key $(, $otherwise)?)?),+ })
            }
        }
    )+};
}

records! {
    Statement { text: "text" needed, under: "under" needed, lead: "lead" needed, quoted_from: "quoted-from" needed, links: "links" or_default, items: "items" or_default, oddities: "oddities" or_default }
    Link { text: "text" needed, href: "href" needed }
    Source { title: "title" needed, url: "url" needed, headings: "headings" needed }
    Heading { id: "id" needed, text: "text" needed, within: "within" needed }
    Passage { topic: "topic" needed, statements: "statements" needed, under: "under" needed, oddities: "oddities" or_default }
    Oddity { id: "id" needed, kind: "kind" needed, note: "note" needed, ask: "ask" or_default, excuses: "excuses" needed }
    Excuse { code: "code" needed, about: "about" needed }
    SettingIs { any: "any" needed, unclear: "unclear" or_default }
    Criterion { id: "id" needed, name: "name" needed, named_by_hub: "named-by-hub" or(true), statements: "statements" needed, points: "points" needed, elsewhere: "elsewhere" needed, oddities: "oddities" or_default }
    Elsewhere { name: "name" needed, url: "url" needed }
    Point { id: "id" needed, label: "label" needed, short: "short" needed, quote: "quote" needed, strength: "strength" needed, when: "when" or_default, branches: "branches" or_default, rule: "rule" needed, document: "document" needed, help: "help" or_default, oddities: "oddities" or_default }
    Branch { id: "id" needed, quote: "quote" needed }
    Scale { by_hub: "by-hub" needed, steps: "steps" needed }
    Rating { id: "id" needed, label: "label" needed, means: "means" needed, hint: "hint" needed }
    Focus { name: "name" needed, statements: "statements" needed, minimum: "minimum" or_default, maximum: "maximum" needed, areas: "areas" needed, oddities: "oddities" or_default }
    FocusArea { id: "id" needed, name: "name" needed, statements: "statements" or_default, settings: "settings" or_default }
    ProfileAsk { ask: "ask" needed, why: "why" needed, required: "required" or(true) }
    Person { id: "id" needed, name: "name" needed, why: "why" needed, required: "required" or(true), contact: "contact" or_default, when: "when" or_default }
    Limit { sides: "sides" needed, words: "words" needed, minimum_words: "minimum-words" needed, characters: "characters" needed }
    Letter { id: "id" needed, name: "name" needed, kind: "kind" needed, from: "from" or_default, strength: "strength" needed, when: "when" or_default, limit: "limit" needed, sheet: "sheet" needed, statements: "statements" needed, prompts: "prompts" needed, support: "support" needed, oddities: "oddities" or_default }
    Sheet { size: "size" needed, spacing: "spacing" needed, margins: "margins" needed, headings: "headings" needed, salutation: "salutation" needed, addressee: "addressee" or_default }
    Prompt { id: "id" needed, title: "title" needed, statements: "statements" needed, points: "points" or_default, when: "when" or_default, limit: "limit" needed, help: "help" or_default }
    Item { id: "id" needed, quote: "quote" needed, strength: "strength" needed }
    Support { name: "name" needed, quote: "quote" needed, strength: "strength" needed, when: "when" or_default, placement: "placement" needed, choice: "choice" or_default, oddities: "oddities" or_default }
    Document { id: "id" needed, name: "name" needed, need: "need" needed, minimum: "minimum" or(1), maximum: "maximum" needed, when: "when" or_default, limit: "limit" needed, statements: "statements" needed, contents: "contents" or_default, help: "help" or_default, oddities: "oddities" or_default }
    Declaration { id: "id" needed, label: "label" needed, statement: "statement" needed, person: "person" needed, required: "required" or(true), when: "when" or_default }
    Duty { id: "id" needed, statement: "statement" needed, when: "when" or_default, phase: "phase" needed, amount: "amount" needed }
    Benefit { statement: "statement" needed, amount: "amount" needed }
    Amount { number: "number" needed, unit: "unit" needed, per: "per" needed }
    Submission { statements: "statements" needed, ways: "ways" needed, deadline: "deadline" needed, enquiries: "enquiries" needed }
    Contact { name: "name" needed, email: "email" needed, telephone: "telephone" needed, url: "url" needed }
    CallDate { id: "id" needed, name: "name" needed, kind: "kind" needed, when: "when" needed, certain: "certain" or(true), statement: "statement" needed, minutes: "minutes" needed, venue: "venue" needed, attendance: "attendance" or_default, attendance_quote: "attendance-quote" needed, oddities: "oddities" or_default }
    Call { schema: "$schema" needed, format: "format" needed, id: "id" needed, round: "round" needed, title: "title" needed, hub: "hub" needed, role: "role" needed, sources: "sources" needed, oddities: "oddities" or_default, settings: "settings" needed, regions: "regions" needed, places: "places" needed, profile: "profile" needed, people: "people" needed, scale: "scale" needed, criteria: "criteria" needed, focus: "focus" needed, letters: "letters" or_default, documents: "documents" or_default, declarations: "declarations" or_default, duties: "duties" or_default, benefits: "benefits" or_default, dates: "dates" needed, submission: "submission" needed, passages: "passages" or_default }
    Hub { name: "name" needed, short: "short" needed, lead_organisation: "lead-organisation" needed, delivery_partner: "delivery-partner" needed, area: "area" needed, boundary: "boundary" needed, also_known_as: "also-known-as" or_default, contact: "contact" needed, look: "look" needed }
    Look { accent: "accent" needed, accent_dark: "accent-dark" needed, logo: "logo" needed, logo_text: "logo-text" needed }
    Role { name: "name" needed, plural: "plural" needed }
    Setting { id: "id" needed, name: "name" needed, kind: "kind" needed }
    Regions { called: "called" needed, count: "count" needed, named: "named" or_default, oddities: "oddities" or_default }
    Region { id: "id" needed, name: "name" needed }
    Place { id: "id" needed, settings: "settings" needed, unclear: "unclear" or_default, minimum: "minimum" needed, maximum: "maximum" needed, across: "across" needed, where_possible: "where-possible" or_default, statement: "statement" needed }
    CallIndex { schema: "$schema" needed, format: "format" needed, calls: "calls" needed }
    CallEntry { id: "id" needed, hub: "hub" needed, title: "title" needed, area: "area" needed, role: "role" needed, asks: "asks" needed, deadline: "deadline" needed, example: "example" or_default }
}

impl Read for Condition {
    fn read(json: Json, at: &At) -> Result<Self, ReadError> {
        const KNOWN: &[&str] = &["setting", "key-stage", "sixth-form", "trust", "federation", "region"];
        let object = Object::of(json, at)?;
        let mut members = object.map.into_iter();
        let (Some((key, json)), None) = (members.next(), members.next()) else {
            return Err(at.wrong(["a condition has exactly one of these keys: ", &KNOWN.join(", ")].concat()));
        };
        let at = At::Key(at, &key);
        match key.as_str() {
            "setting" => Read::read(json, &at).map(Self::Setting),
            "key-stage" => Read::read(json, &at).map(Self::KeyStage),
            "sixth-form" => Read::read(json, &at).map(Self::SixthForm),
            "trust" => Read::read(json, &at).map(Self::Trust),
            "federation" => Read::read(json, &at).map(Self::Federation),
            "region" => Read::read(json, &at).map(Self::Region),
            other => Err(at.unknown(other, KNOWN)),
        }
    }
}

impl Read for Across {
    fn read(json: Json, at: &At) -> Result<Self, ReadError> {
        const KNOWN: &[&str] = &["hub", "each-region", "regions"];
        match json {
            Json::String(text) => match text.as_str() {
                "hub" => Ok(Self::Hub),
                "each-region" => Ok(Self::EachRegion),
                other => Err(at.unknown(other, KNOWN)),
            },
            Json::Object(map) if map.len() == 1 => Object { map, at }.needed("regions").map(Self::Regions),
            other => Err(at.wanted(
                "one of \u{201c}hub\u{201d}, \u{201c}each-region\u{201d} or the key \u{201c}regions\u{201d}",
                &other,
            )),
        }
    }
}

impl Read for When {
    fn read(json: Json, at: &At) -> Result<Self, ReadError> {
        let mut object = Object::of(json, at)?;
        match object.needed::<String>("is")?.as_str() {
            "instant" => Ok(Self::Instant { at: object.needed("at")? }),
            "day" => Ok(Self::Day { on: object.needed("on")? }),
            "window" => Ok(Self::Window { from: object.needed("from")?, to: object.needed("to")? }),
            "slots" => Ok(Self::Slots { at: object.needed("at")?, all: object.or_default("all")? }),
            "not-published" => Ok(Self::NotPublished),
            other => Err(At::Key(at, "is").unknown(other, &["instant", "day", "window", "slots", "not-published"])),
        }
    }
}

impl Read for PointRule {
    fn read(json: Json, at: &At) -> Result<Self, ReadError> {
        let mut object = Object::of(json, at)?;
        match object.needed::<String>("kind")?.as_str() {
            "ofsted-overall" => Ok(Self::OfstedOverall { accepted: object.needed("accepted")? }),
            other => Err(At::Key(at, "kind").unknown(other, &["ofsted-overall"])),
        }
    }
}

impl Read for Way {
    fn read(json: Json, at: &At) -> Result<Self, ReadError> {
        let mut o = Object::of(json, at)?;
        match o.needed::<String>("by")?.as_str() {
            "email" => Ok(Self::Email {
                address: o.needed("address")?,
                subject: o.needed("subject")?,
                what: o.needed("what")?,
            }),
            "form" => Ok(Self::Form {
                name: o.needed("name")?,
                url: o.needed("url")?,
                questions_known: o.or_default("questions-known")?,
                what: o.needed("what")?,
            }),
            "paper" => Ok(Self::Paper { address: o.needed("address")?, what: o.needed("what")? }),
            other => Err(At::Key(at, "by").unknown(other, &["email", "form", "paper"])),
        }
    }
}
