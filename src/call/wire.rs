//! From a call file's JSON to its types.
//!
//! Written as a table instead of derived: the page carries this in its first load, and derived readers of forty types
//! were a fifth of its weight. The schemas and the writing are derived from the same types; tests hold the three
//! together (`check/tests.rs`: whatever has the right shape is read). `inline(never)` keeps one copy of each.
//!
//! Reading never stops: the first thing that does not fit is kept, and something stands in for it. So no type's reader
//! has to say what becomes of the half that it has read, which was half of the readers' weight. Nothing that was read
//! leaves this file once something did not fit ([`read_value`]).

use std::cell::OnceCell;

use serde_json::{Map, Value as Json};

#[allow(clippy::wildcard_imports, reason = "this reads every type of the room")]
use super::*;

/// Reads JSON into a type; if it does not fit, says what is wrong first and where.
pub(super) fn read_value<T: Read>(json: &Json) -> Result<T, ReadError> {
    let wrong = OnceCell::new();
    let read = T::read(&Node { json: Some(json), at: At::Top(&wrong) });
    wrong.into_inner().map_or(Ok(read), Err)
}

/// A value of the file, and where it stands.
pub(super) struct Node<'a> {
    /// None where the key is missing.
    json: Option<&'a Json>,
    at: At<'a>,
}

/// Where a value stands.
enum At<'a> {
    /// It is the file as a whole. Here is kept what is wrong first.
    Top(&'a OnceCell<ReadError>),
    Key(&'a Node<'a>, &'a str),
    Index(&'a Node<'a>, usize),
}

impl Node<'_> {
    /// Writes the position in the file, and gives the place where what is wrong is kept.
    fn write(&self, out: &mut String) -> &OnceCell<ReadError> {
        match self.at {
            At::Top(wrong) => wrong,
            At::Key(within, key) => {
                let wrong = within.write(out);
                if !out.is_empty() {
                    out.push('.');
                }
                out.push_str(key);
                wrong
            }
            At::Index(within, index) => {
                let wrong = within.write(out);
                out.push('[');
                out.push_str(&index.to_string());
                out.push(']');
                wrong
            }
        }
    }

    /// Keeps that something is wrong here, unless something was wrong before.
    #[inline(never)]
    fn wrong(&self, what: &[&str]) {
        let mut at = String::new();
        let wrong = self.write(&mut at);
        wrong.get_or_init(|| ReadError { at, what: what.concat(), newer: false });
    }

    #[inline(never)]
    fn wanted(&self, what: &str) {
        let found = match (self.json, &self.at) {
            (None, At::Key(within, key)) => return within.wrong(&["the key \u{201c}", key, "\u{201d} is missing"]),
            (None | Some(Json::Null), _) => "nothing",
            (Some(Json::Bool(_)), _) => "yes or no (true or false)",
            (Some(Json::Number(_)), _) => "a number",
            (Some(Json::String(_)), _) => "a text",
            (Some(Json::Array(_)), _) => "a list",
            (Some(Json::Object(_)), _) => "an object with keys",
        };
        self.wrong(&["there should be ", what, " here, not ", found]);
    }

    fn unknown(&self, found: &str, known: &[&str]) {
        self.wrong(&["\u{201c}", found, "\u{201d} is not known here; known are ", &known.join(", ")]);
    }

    /// The text that should be here.
    #[inline(never)]
    fn text(&self) -> &str {
        self.json.and_then(Json::as_str).unwrap_or_else(|| {
            self.wanted("a text");
            ""
        })
    }

    /// Which of the known words is here.
    #[inline(never)]
    fn word(&self, known: &[&str]) -> usize {
        let text = self.text();
        known.iter().position(|word| *word == text).unwrap_or_else(|| {
            self.unknown(text, known);
            0
        })
    }

    /// The text of the id that should be here.
    #[inline(never)]
    fn id(&self) -> String {
        let text = self.text();
        if let Err(e) = check_id(text) {
            self.wrong(&[&e.to_string()]);
        }
        text.to_owned()
    }

    /// The members of the object that should be here.
    #[inline(never)]
    fn members(&self) -> Option<&Map<String, Json>> {
        let members = self.json.and_then(Json::as_object);
        if members.is_none() {
            self.wanted("an object with keys");
        }
        members
    }

    /// The elements of the list that should be here.
    #[inline(never)]
    fn elements(&self) -> &[Json] {
        self.json.and_then(Json::as_array).unwrap_or_else(|| {
            self.wanted("a list");
            const { &Vec::new() }
        })
    }

    /// What stands under a key.
    #[inline(never)]
    fn under<'a>(&'a self, key: &'a str) -> Node<'a> {
        Node { json: self.json.and_then(|json| json.get(key)), at: At::Key(self, key) }
    }

    /// Reads what stands under a key, which may be missing only if the type is an `Option`.
    #[inline(never)]
    fn needed<T: Read>(&self, key: &str) -> T {
        T::read(&self.under(key))
    }

    fn or_default<T: Read + Default>(&self, key: &str) -> T {
        self.or(key, T::default())
    }

    #[inline(never)]
    fn or<T: Read>(&self, key: &str, otherwise: T) -> T {
        let node = self.under(key);
        if node.json.is_none() { otherwise } else { T::read(&node) }
    }
}

/// A type that is read from a call file.
pub(super) trait Read: Sized {
    /// Reads it. Where it does not fit, that is kept at the top ([`Node::wrong`]) and this is anything.
    fn read(node: &Node) -> Self;
}

impl Read for String {
    fn read(node: &Node) -> Self {
        node.text().to_owned()
    }
}

impl Read for bool {
    fn read(node: &Node) -> Self {
        node.json.and_then(Json::as_bool).unwrap_or_else(|| {
            node.wanted("true or false");
            false
        })
    }
}

impl Read for u32 {
    fn read(node: &Node) -> Self {
        let number = node.json.and_then(Json::as_u64).and_then(|n| Self::try_from(n).ok());
        number.unwrap_or_else(|| {
            node.wanted("a whole number from 0");
            0
        })
    }
}

impl<T: Read> Read for Option<T> {
    fn read(node: &Node) -> Self {
        if node.json.is_none_or(Json::is_null) { None } else { Some(T::read(node)) }
    }
}

impl<T: Read> Read for Vec<T> {
    #[inline(never)]
    fn read(node: &Node) -> Self {
        let elements = node.elements().iter().enumerate();
        elements.map(|(index, json)| T::read(&Node { json: Some(json), at: At::Index(node, index) })).collect()
    }
}

impl Read for Date {
    fn read(node: &Node) -> Self {
        let text = node.text();
        Self::parse(text).unwrap_or_else(|| {
            node.wrong(&["\u{201c}", text, "\u{201d} is not a day; write it like 2025-02-14"]);
            Self::from_days(0)
        })
    }
}

impl Read for ZonedInstant {
    fn read(node: &Node) -> Self {
        Self::parse(node.text()).unwrap_or_else(|what| {
            node.wrong(&[&what]);
            Self::start_of(Date::from_days(0))
        })
    }
}

macro_rules! ids {
    ($($name:ident)+) => {$(
        impl Read for $name {
            fn read(node: &Node) -> Self {
                Self::of_checked(node.id())
            }
        }
    )+};
}

ids! {
    CallId HeadingId OddityId SettingId RegionId PlaceId PersonId CriterionId PointId BranchId RatingId LetterId PromptId
    ItemId DocumentId DutyId DateId FocusId DeclarationId LevelId LotId
}

macro_rules! words {
    ($($name:ident { $($word:ident = $text:literal),+ })+) => {$(
        impl Read for $name {
            fn read(node: &Node) -> Self {
                let all = &[$(Self::$word),+];
                all.get(node.word(&[$($text),+])).copied().unwrap_or(all[0])
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
    ProfilePart { Name = "name", Urn = "urn", Setting = "setting", Region = "region", AgeRange = "age-range", KeyStages = "key-stages", SixthForm = "sixth-form", Trust = "trust", LeadSchool = "lead-school", Ofsted = "ofsted" }
    LetterKind { Letter = "letter", Answers = "answers" }
    Spacing { Single = "single", Loose = "1.15", OneAndAHalf = "1.5", Double = "double" }
    Placement { Inside = "in-letter", Beside = "separate-document" }
    Need { Required = "required", IfApplicable = "if-applicable", Optional = "optional" }
    DateKind { Opens = "opens", Information = "information", Deadline = "deadline", Shortlist = "shortlist", Visit = "visit", Interview = "interview", Decision = "decision", Announcement = "announcement", Start = "start", Meeting = "meeting", End = "end" }
    Attendance { None = "none", Expected = "expected", Required = "required" }
    Comment { None = "none", Optional = "optional", Required = "required", IfYes = "if-yes", IfNo = "if-no" }
    SettingKind { EarlyYears = "early-years", School = "school", College = "college", Trust = "trust", Other = "other" }
}

macro_rules! records {
    ($($name:ident { $($field:ident: $key:literal $how:ident $(($otherwise:expr))?),+ })+) => {$(
        impl Read for $name {
            #[inline(never)]
            fn read(node: &Node) -> Self {
                node.members();
                Self { $($field: node.$how($key $(, $otherwise)?)),+ }
            }
        }
    )+};
}

records! {
    Statement { text: "text" needed, under: "under-heading" needed, lead: "opening-words-in-bold" needed, quoted_from: "quoted-from" needed, links: "links" or_default, items: "items" or_default, oddities: "oddities" or_default }
    Link { text: "text" needed, href: "leads-to" needed }
    Source { title: "title" needed, url: "url" needed, headings: "headings" needed }
    Heading { id: "id" needed, text: "text" needed, within: "within" needed }
    Passage { topic: "topic" needed, statements: "statements" needed, under: "under-heading" needed, oddities: "oddities" or_default }
    Oddity { id: "id" needed, kind: "kind" needed, note: "note" needed, ask: "schools-should-ask" or_default, excuses: "explains-check-warning" needed }
    Excuse { code: "code" needed, about: "about" needed }
    SettingIs { any: "one-of" needed, unclear: "unclear-for" or_default }
    Criterion { id: "id" needed, name: "name" needed, named_by_hub: "hub-chose-this-name" or(true), statements: "statements" needed, points: "points" needed, elsewhere: "set-out-in" needed, when: "only-if-all" or_default, oddities: "oddities" or_default }
    OtherDocument { name: "name" needed, url: "url" needed }
    Point { id: "id" needed, label: "label" needed, short: "short-name" needed, quote: "quote" needed, strength: "how-binding" needed, when: "only-if-all" or_default, branches: "alternatives" or_default, needed_together: "needed-together" or_default, rule: "rule" needed, document: "document" needed, help: "help" or_default, oddities: "oddities" or_default }
    Minimum { at_least: "at-least" needed, when: "only-if-all" or_default }
    Level { id: "id" needed, name: "name" needed }
    Branch { id: "id" needed, quote: "quote" needed }
    Scale { by_hub: "set-by-hub" needed, steps: "steps" needed }
    Rating { id: "id" needed, label: "label" needed, means: "counts-as" needed, hint: "hint" needed }
    Focus { name: "name" needed, statements: "statements" needed, minimum: "minimum" or_default, maximum: "maximum" needed, areas: "areas" needed, reasons: "reasons" needed, across_schools: "across-schools" or_default, at_renewal: "at-renewal" or_default, oddities: "oddities" or_default }
    FocusArea { id: "id" needed, name: "name" needed, statements: "statements" or_default, settings: "settings" or_default }
    ProfileAsk { ask: "ask" needed, why: "why" needed, required: "required" or(true) }
    Person { id: "id" needed, name: "name" needed, why: "why" needed, required: "required" or(true), contact: "ask-contact-details" or_default, when: "only-if-all" or_default }
    Limit { sides: "sides" needed, minimum_sides: "minimum-sides" needed, words: "words" needed, minimum_words: "minimum-words" needed, characters: "characters" needed, approximate: "approximate" or_default, not_known: "not-known" or_default }
    Letter { id: "id" needed, name: "name" needed, kind: "kind" needed, from: "from" or_default, strength: "how-binding" needed, when: "only-if-all" or_default, limit: "limit" needed, sheet: "page-layout" needed, statements: "statements" needed, prompts: "prompts" needed, support: "support" needed, oddities: "oddities" or_default }
    Sheet { size: "size" needed, spacing: "spacing" needed, margins: "margins" needed, headings: "headings" needed, salutation: "salutation" needed, addressee: "addressee" or_default, page_numbers: "page-numbers" or_default, font: "font" needed }
    Prompt { id: "id" needed, title: "title" needed, statements: "statements" needed, points: "points" or_default, when: "only-if-all" or_default, limit: "limit" needed, answer: "answer" needed, help: "help" or_default }
    Item { id: "id" needed, quote: "quote" needed, strength: "how-binding" needed }
    Support { name: "name" needed, quote: "quote" needed, strength: "how-binding" needed, when: "only-if-all" or_default, placement: "placement" needed, choice: "school-chooses-placement" or_default, oddities: "oddities" or_default }
    Document { id: "id" needed, name: "name" needed, need: "need" needed, minimum: "minimum" or(1), maximum: "maximum" needed, when: "only-if-all" or_default, limit: "limit" needed, statements: "statements" needed, template: "template" needed, contents: "contents" or_default, help: "help" or_default, oddities: "oddities" or_default }
    Lots { name: "name" needed, statements: "statements" or_default, minimum: "minimum" or(1), maximum: "maximum" needed, choices: "choices" needed }
    Lot { id: "id" needed, name: "name" needed, statements: "statements" or_default }
    Cluster { name: "name" needed, statements: "statements" or_default, minimum: "minimum" or(1), maximum: "maximum" needed, role: "role" or_default, email: "email" or_default, when: "only-if-all" or_default }
    ReadFirst { name: "name" needed, url: "url" needed, statement: "statement" needed, declaration: "declaration" needed, when: "only-if-all" or_default }
    Declaration { id: "id" needed, label: "label" needed, statement: "statement" needed, person: "person" needed, required: "required" or(true), after_sending: "after-sending" or_default, when: "only-if-all" or_default }
    Duty { id: "id" needed, statement: "statement" needed, when: "only-if-all" or_default, phase: "phase" needed, amount: "amount" needed }
    Benefit { statement: "statement" needed, amount: "amount" needed }
    Amount { number: "number" needed, unit: "unit" needed, per: "per" needed }
    Submission { statements: "statements" needed, ways: "ways" needed, deadline: "deadline" needed, deadlines: "deadlines" or_default, any_time: "any-time" or_default, enquiries: "enquiries" needed, do_not_contact: "do-not-contact" or_default }
    WayParts { letters: "letters" or_default, documents: "documents" or_default, application_file: "application-file" or_default }
    DataProtection { controller: "controller" needed, contact: "contact" needed, retention: "retention" needed, privacy_notice: "privacy-notice" needed }
    Contact { name: "name" needed, email: "email" needed, telephone: "telephone" needed, url: "url" needed }
    CallDate { id: "id" needed, name: "name" needed, kind: "kind" needed, when: "when" needed, certain: "date-is-certain" or(true), statement: "statement" needed, minutes: "lasts-minutes" needed, venue: "venue" needed, attendance: "attendance" or_default, attendance_quote: "attendance-quote" needed, oddities: "oddities" or_default }
    Call { schema: "$schema" needed, format: "format" needed, id: "id" needed, round: "round" needed, title: "title" needed, hub: "hub" needed, role: "role" needed, sources: "sources" needed, oddities: "oddities" or_default, settings: "settings" needed, regions: "regions" needed, places: "places" needed, lots: "lots" needed, profile: "profile" needed, cluster: "cluster" needed, people: "people" needed, scale: "scale" needed, criteria: "criteria" needed, focus: "focus" needed, letters: "letters" or_default, documents: "documents" or_default, declarations: "declarations" or_default, duties: "duties" or_default, benefits: "benefits" or_default, dates: "dates" needed, submission: "submission" needed, read_first: "read-first" or_default, data_protection: "data-protection" needed, passages: "passages" or_default }
    Hub { name: "name" needed, short: "short-name" needed, lead_organisation: "lead-organisation" needed, delivery_partner: "delivery-partner" needed, second_name: "second-name" needed, consortium: "consortium" needed, funders: "funders" or_default, area: "area" needed, boundary: "boundary" needed, also_known_as: "also-known-as" or_default, contact: "contact" needed, hosted_by_hub: "hosted-by-hub" or_default, programme_page: "programme-page" needed, accessibility_statement: "accessibility-statement" needed, look: "look" needed }
    Look { accent: "accent" needed, accent_dark: "accent-dark" needed, logo: "logo" needed, logo_text: "logo-text" needed }
    Role { name: "name" needed, plural: "plural" needed }
    Setting { id: "id" needed, name: "name" needed, kind: "kind" needed }
    Regions { called: "word-for-region" needed, count: "count" needed, named: "named" or_default, oddities: "oddities" or_default }
    Region { id: "id" needed, name: "name" needed }
    Place { id: "id" needed, settings: "settings" needed, unclear: "unclear-for" or_default, minimum: "minimum" needed, maximum: "maximum" needed, across: "where" needed, where_possible: "only-where-possible" or_default, statement: "statement" needed }
    CallIndex { schema: "$schema" needed, format: "format" needed, calls: "calls" needed }
    CallEntry { id: "id" needed, hub: "hub" needed, second_name: "second-name" needed, title: "title" needed, area: "area" needed, role: "role" needed, asks: "what-is-asked" needed, deadline: "deadline" needed, deadlines: "deadlines" or_default, any_time: "any-time" or_default, example: "example" or_default }
}

impl Read for Condition {
    fn read(node: &Node) -> Self {
        const KNOWN: &[&str] = &["setting", "key-stage", "sixth-form", "trust", "federation", "region", "lot"];
        let mut members = node.members().into_iter().flatten();
        let (Some((key, json)), None) = (members.next(), members.next()) else {
            node.wrong(&["a condition has exactly one of these keys: ", &KNOWN.join(", ")]);
            return Self::Trust(false);
        };
        let node = &Node { json: Some(json), at: At::Key(node, key) };
        match key.as_str() {
            "setting" => Self::Setting(Read::read(node)),
            "key-stage" => Self::KeyStage(Read::read(node)),
            "sixth-form" => Self::SixthForm(Read::read(node)),
            "trust" => Self::Trust(Read::read(node)),
            "federation" => Self::Federation(Read::read(node)),
            "region" => Self::Region(Read::read(node)),
            "lot" => Self::Lot(Read::read(node)),
            other => {
                node.unknown(other, KNOWN);
                Self::Trust(false)
            }
        }
    }
}

impl Read for Across {
    fn read(node: &Node) -> Self {
        const KNOWN: &[&str] = &["whole-area", "each-region", "regions"];
        match node.json {
            Some(Json::String(text)) => match text.as_str() {
                "whole-area" => Self::Hub,
                "each-region" => Self::EachRegion,
                other => {
                    node.unknown(other, KNOWN);
                    Self::Hub
                }
            },
            Some(Json::Object(members)) if members.len() == 1 => Self::Regions(node.needed("regions")),
            _ => {
                node.wanted(
                    "one of \u{201c}whole-area\u{201d}, \u{201c}each-region\u{201d} or the key \u{201c}regions\u{201d}",
                );
                Self::Hub
            }
        }
    }
}

impl Read for When {
    fn read(node: &Node) -> Self {
        node.members();
        let is = node.under("is");
        match is.text() {
            "instant" => Self::Instant { at: node.needed("at") },
            "day" => Self::Day { on: node.needed("on") },
            "window" => Self::Window { from: node.needed("from"), to: node.needed("to") },
            "days" => {
                Self::Days { on: node.needed("on"), all: node.or_default("all"), choose: node.or_default("choose") }
            }
            "slots" => {
                Self::Slots { at: node.needed("at"), all: node.or_default("all"), choose: node.or_default("choose") }
            }
            "relative" => {
                Self::Relative { quote: node.needed("quote"), from: node.needed("from"), days: node.needed("days") }
            }
            "not-published" => Self::NotPublished,
            other => {
                is.unknown(other, &["instant", "day", "days", "window", "slots", "relative", "not-published"]);
                Self::NotPublished
            }
        }
    }
}

impl Read for PointRule {
    fn read(node: &Node) -> Self {
        node.members();
        let kind = node.under("kind");
        match kind.text() {
            "ofsted-overall" => Self::OfstedOverall { accepted: node.needed("accepted") },
            "number" => Self::Number {
                question: node.needed("question"),
                unit: node.needed("unit"),
                minimums: node.needed("minimums"),
            },
            "level" => Self::Level {
                question: node.needed("question"),
                levels: node.needed("levels"),
                at_least: node.needed("at-least"),
            },
            "alternatives" => Self::Branches,
            other => {
                kind.unknown(other, &["ofsted-overall", "number", "level", "alternatives"]);
                Self::OfstedOverall { accepted: Vec::new() }
            }
        }
    }
}

impl Read for AnswerKind {
    fn read(node: &Node) -> Self {
        node.members();
        let kind = node.under("kind");
        match kind.text() {
            "yes-no" => Self::YesNo { comment: node.or_default("comment") },
            "number" => Self::Number {
                unit: node.needed("unit"),
                minimum: node.needed("minimum"),
                maximum: node.needed("maximum"),
            },
            "money" => Self::Money { exactly: node.needed("exactly"), maximum: node.needed("maximum") },
            "file-or-text" => Self::FileOrText { files: node.or_default("files") },
            other => {
                kind.unknown(other, &["yes-no", "number", "money", "file-or-text"]);
                Self::FileOrText { files: Vec::new() }
            }
        }
    }
}

impl Read for Way {
    fn read(node: &Node) -> Self {
        node.members();
        let by = node.under("by");
        match by.text() {
            "email" => Self::Email {
                address: node.needed("address"),
                subject: node.needed("subject"),
                largest_megabytes: node.needed("largest-megabytes"),
                what: node.needed("what"),
                parts: node.needed("parts"),
                receiver: node.needed("receiver"),
            },
            "form" => Self::Form {
                name: node.needed("name"),
                url: node.needed("url"),
                questions_known: node.or_default("questions-in-this-file"),
                what: node.needed("what"),
                parts: node.needed("parts"),
                receiver: node.needed("receiver"),
            },
            "paper" => Self::Paper {
                address: node.needed("address"),
                what: node.needed("what"),
                parts: node.needed("parts"),
                receiver: node.needed("receiver"),
            },
            other => {
                by.unknown(other, &["email", "form", "paper"]);
                Self::Paper { address: Vec::new(), what: None, parts: None, receiver: None }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::call::{read_call, read_index};

    const SMALL: &str = include_str!("../../tests/fixtures/calls/small.json");

    /// What is said of the fixture with these changes; `null` takes a key out.
    fn wrong(changes: &[(&str, Json)]) -> String {
        let mut json: Json = serde_json::from_str(SMALL).unwrap();
        for (pointer, new) in changes {
            let (parent, key) = pointer.rsplit_once('/').unwrap();
            match json.pointer_mut(parent).unwrap() {
                Json::Object(members) if new.is_null() => drop(members.remove(key).unwrap()),
                Json::Object(members) => drop(members.insert(key.to_owned(), new.clone())),
                Json::Array(elements) => elements[key.parse::<usize>().unwrap()] = new.clone(),
                other => panic!("{pointer} leads into {other}"),
            }
        }
        read_call(&json.to_string()).unwrap_err().to_string()
    }

    #[test]
    fn what_does_not_fit_is_said_with_its_place() {
        for (pointer, new, says) in [
            ("/title", Json::Null, "the key “title” is missing"),
            ("/title", json!(7), "title: there should be a text here, not a number"),
            ("/hub", json!([]), "hub: there should be an object with keys here, not a list"),
            ("/hub/contact", json!("Ann"), "hub.contact: there should be an object with keys here, not a text"),
            ("/format", json!(-1), "format: there should be a whole number from 0 here, not a number"),
            (
                "/id",
                json!("A b"),
                "id: “A b” cannot be an id: use lower-case letters a to z, digits and single hyphens, at most 60 characters",
            ),
            (
                "/places/0/settings",
                json!({}),
                "places[0].settings: there should be a list here, not an object with keys",
            ),
            (
                "/places/0/settings",
                json!([true]),
                "places[0].settings[0]: there should be a text here, not yes or no (true or false)",
            ),
            ("/places/0/statement/text", Json::Null, "places[0].statement: the key “text” is missing"),
            (
                "/places/1/where",
                json!({"regions": [], "x": 1}),
                "places[1].where: there should be one of “whole-area”, “each-region” or the key “regions” here, not an object with keys",
            ),
            ("/places/1/where", json!({"x": 1}), "places[1].where: the key “regions” is missing"),
            (
                "/places/1/where",
                json!("here"),
                "places[1].where: “here” is not known here; known are whole-area, each-region, regions",
            ),
            (
                "/oddities/0/kind",
                json!("strange"),
                "oddities[0].kind: “strange” is not known here; known are conflict, ambiguous, not-published, outdated",
            ),
            (
                "/oddities/0/schools-should-ask",
                json!("yes"),
                "oddities[0].schools-should-ask: there should be true or false here, not a text",
            ),
            (
                "/criteria/0/points/1/only-if-all/0",
                json!({}),
                "criteria[0].points[1].only-if-all[0]: a condition has exactly one of these keys: setting, key-stage, sixth-form, trust, federation, region, lot",
            ),
            (
                "/criteria/0/points/1/only-if-all/0",
                json!({"age": 5}),
                "criteria[0].points[1].only-if-all[0].age: “age” is not known here; known are setting, key-stage, sixth-form, trust, federation, region, lot",
            ),
            (
                "/criteria/0/points/3/rule/kind",
                json!("other"),
                "criteria[0].points[3].rule.kind: “other” is not known here; known are ofsted-overall, number, level, alternatives",
            ),
            (
                "/dates/0/when",
                json!({"is": "day", "on": "2025-02-30"}),
                "dates[0].when.on: “2025-02-30” is not a day; write it like 2025-02-14",
            ),
            (
                "/dates/0/when",
                json!({"is": "instant", "at": "noon"}),
                "dates[0].when.at: “noon” is not an instant with offset and zone; write it like 2025-02-14T12:00:00+00:00[Europe/London]",
            ),
            (
                "/dates/0/when",
                json!({"is": "soon"}),
                "dates[0].when.is: “soon” is not known here; known are instant, day, days, window, slots, relative, not-published",
            ),
            ("/submission/ways/0", json!({"by": "email"}), "submission.ways[0]: the key “address” is missing"),
            ("/submission/ways/0", json!({}), "submission.ways[0]: the key “by” is missing"),
        ] {
            assert_eq!(wrong(&[(pointer, new)]), says);
        }
        assert_eq!(read_call("[]").unwrap_err().to_string(), "there should be an object with keys here, not a list");
        assert_eq!(read_index("{}").unwrap_err().to_string(), "the key “format” is missing");
    }

    #[test]
    fn of_several_the_first_in_the_order_of_the_types_is_said() {
        let title = "title: there should be a text here, not a number";
        let first = ("/title", json!(7));
        for other in [("/hub", Json::Null), ("/criteria", json!(7)), ("/passages", json!([{}])), ("/round", json!("x"))]
        {
            assert_eq!(wrong(&[other, first.clone()]), title);
        }
        assert_eq!(wrong(&[("/round", json!(7)), first]), "round: there should be a text here, not a number");
    }
}
