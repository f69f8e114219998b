//! The call as a whole: hub, role, places, and everything that is asked.

use serde::Serialize;

use super::{
    Benefit, CallDate, CallId, Cluster, Contact, Criterion, CriterionId, DateKind, Declaration, Document, Duty, Focus,
    Letter, Lots, Oddity, OddityId, Passage, Person, PlaceId, ProfileAsk, ReadFirst, RegionId, Scale, SettingId,
    Source, Statement, Submission, Timestamp, Voice, When,
};

/// The version of the call file format that this program writes. Format 1 is read too (`upgrade.rs`).
pub const CALL_FORMAT: u32 = 2;

/// What is said of a call without a day by which to apply.
pub const ANY_TIME: &str = "Schools can apply at any time.";

/// One hub's invitation to apply, in one round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Call {
    /// Address of the JSON Schema, for editors.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// Version of the file format: 2. Format 1 has other names; `cargo xtask check-call --upgrade` rewrites it.
    pub format: u32,
    /// Its id, the same as its file's name.
    pub id: CallId,
    /// The round, as people say it: "2025", "2025–26", "Spring term". An empty text where the hub names none.
    pub round: String,
    /// The source's title.
    pub title: String,
    /// The hub.
    pub hub: Hub,
    /// What the school would become.
    pub role: Role,
    /// The documents that the statements are taken from.
    pub sources: Vec<Source>,
    /// What is odd in the hub's text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub oddities: Vec<Oddity>,
    /// Kinds of school that may choose themselves here.
    pub settings: Vec<Setting>,
    /// Regions of the hub's area, where the call distinguishes them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub regions: Option<Regions>,
    /// How many are sought.
    pub places: Vec<Place>,
    /// The lots from which a school chooses, where the call has them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lots: Option<Lots>,
    /// What is asked about the school.
    pub profile: Vec<ProfileAsk>,
    /// Schools that apply together, where the call asks for several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cluster: Option<Cluster>,
    /// The people whom the call has a use for.
    pub people: Vec<Person>,
    /// How a school rates itself.
    pub scale: Scale,
    /// What the hub looks for.
    pub criteria: Vec<Criterion>,
    /// Focus areas, where the call has them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub focus: Option<Focus>,
    /// Letters, and sets of questions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub letters: Vec<Letter>,
    /// Files that the hub asks for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<Document>,
    /// What the school confirms.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub declarations: Vec<Declaration>,
    /// What the school undertakes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub duties: Vec<Duty>,
    /// What the school gets.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub benefits: Vec<Benefit>,
    /// Dates, in their order.
    pub dates: Vec<CallDate>,
    /// How to hand in.
    pub submission: Submission,
    /// Documents of the hub that schools have to read before they apply.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub read_first: Vec<ReadFirst>,
    /// What the hub says about personal data in applications, as far as it says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data_protection: Option<DataProtection>,
    /// Everything else that the hub says, by topic.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub passages: Vec<Passage>,
}

/// The hub.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Hub {
    /// Its name.
    pub name: String,
    /// The name it goes by in a sentence, where that is shorter.
    #[serde(rename = "short-name", default, skip_serializing_if = "Option::is_none")]
    pub short: Option<String>,
    /// The Hub Lead Organisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead_organisation: Option<String>,
    /// Who carries out the programme, where that is somebody else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delivery_partner: Option<String>,
    /// A second name under which schools know the hub, where its own text or website uses two. Both are shown where one
    /// could be taken for another hub.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second_name: Option<String>,
    /// The consortium or partnership of hubs that this hub is a member of, where it is. Questions still go to `contact`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consortium: Option<String>,
    /// Who pays for the hub's work, each as the hub names it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub funders: Vec<String>,
    /// The area it serves. In our words unless `boundary` quotes the hub.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<String>,
    /// The hub's own words on which schools lie within its area.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub boundary: Option<Statement>,
    /// Other names of this hub and its people: text of another call that names them is a leftover.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also_known_as: Vec<String>,
    /// Whom to ask.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
    /// Whether this page is the hub's own, on its own website. Then Upbeat says "we" and "us" for the hub ("Ask us"), so
    /// write your help and notes that way too. Leave it out where somebody else runs the page, or several hubs share it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hosted_by_hub: bool,
    /// The hub's own page about this programme on the web.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub programme_page: Option<String>,
    /// The hub's accessibility statement on the web.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accessibility_statement: Option<String>,
    /// Colours and logo.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub look: Option<Look>,
}

/// What a hub says about personal data in applications. Only what it says: the rest is left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DataProtection {
    /// The data controller, as the hub names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub controller: Option<String>,
    /// Whom to ask about personal data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
    /// The hub's words on how long it keeps applications.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retention: Option<Statement>,
    /// The hub's privacy notice on the web.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub privacy_notice: Option<String>,
}

/// The hub's colours and logo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Look {
    /// Accent colour on light paper, `#rrggbb`.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = "^#[0-9a-fA-F]{6}$")))]
    pub accent: String,
    /// Accent colour on dark paper, `#rrggbb`.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = "^#[0-9a-fA-F]{6}$")))]
    pub accent_dark: String,
    /// Address of a logo beside the call file, `logo.svg`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo: Option<String>,
    /// What the logo shows, for those who cannot see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo_text: Option<String>,
}

/// What a school would become.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Role {
    /// One of them: "Lead School".
    pub name: String,
    /// Several: "Lead Schools".
    pub plural: String,
}

/// A kind of school, or of whoever else may apply. First, middle and all-through schools are settings of kind "school"; so
/// is each phase that the call tells apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Setting {
    /// Its id.
    pub id: SettingId,
    /// Its name, the hub's where it has one.
    pub name: String,
    /// What kind of institution it is. It decides the words ("your college") and what is asked of it.
    pub kind: SettingKind,
}

/// Kinds of institution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum SettingKind {
    /// A nursery, pre-school or childminder: an Ofsted number, or a URN where it is a maintained nursery school.
    EarlyYears,
    /// A school: a URN.
    School,
    /// A college: a URN or, from the same register, a UKPRN.
    College,
    /// A trust that applies as such. No number and no inspection is asked of it, and conditions on a trust hold. Key
    /// stages and sixth form are asked only if a condition of the call rests on them.
    Trust,
    /// Any other organisation, such as an arts organisation: a charity or company number if it has one, and no
    /// inspection. Key stages, sixth form and trust are asked only if a condition of the call rests on them.
    Other,
}

/// Regions of the hub's area.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Regions {
    /// What the hub calls them: "region", "locality", "district".
    #[serde(rename = "word-for-region")]
    pub called: String,
    /// How many there are, where the hub says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// Their names. Empty where the hub does not name them: then one can be typed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub named: Vec<Region>,
    /// What is odd about them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub oddities: Vec<OddityId>,
}

/// A region.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Region {
    /// Its id.
    pub id: RegionId,
    /// Its name.
    pub name: String,
}

/// How many Lead Schools of a setting the hub wants. A hub that wants different numbers by region and setting has a place
/// for each number; what it wants beyond those, anywhere in its area, is a place of its own. "A representative mix of
/// schools" is one place for all settings, without a number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Place {
    /// Its id.
    pub id: PlaceId,
    /// Settings that it is for; several where the hub merges them ("SEND/AP").
    pub settings: Vec<SettingId>,
    /// Settings of which the hub's text does not say whether this place is for them: unknown rather than no.
    #[serde(rename = "unclear-for", default, skip_serializing_if = "Vec::is_empty")]
    pub unclear: Vec<SettingId>,
    /// Fewest. Alone it is "at least N". Leave out both numbers where the hub gives none: such schools are wanted all the
    /// same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum: Option<u32>,
    /// Most. Alone it is "up to N"; equal to `minimum` where the hub gives one number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maximum: Option<u32>,
    /// Where.
    #[serde(rename = "where")]
    pub across: Across,
    /// Only "where possible": an ambition, not a plan.
    #[serde(rename = "only-where-possible", default)]
    pub where_possible: bool,
    /// The hub's statement.
    pub statement: Statement,
}

/// Where places lie.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Across {
    /// Anywhere in the hub's area.
    #[serde(rename = "whole-area")]
    Hub,
    /// That many in each region. `minimum` and `maximum` then count one region.
    EachRegion,
    /// In these regions only.
    Regions(Vec<RegionId>),
}

/// The list of calls on a host: `calls/index.json`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CallIndex {
    /// Address of the JSON Schema, for editors.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// Version of the format: 2. Format 1 has other names; `cargo xtask check-call --upgrade` rewrites it.
    pub format: u32,
    /// The calls, in the order in which the start page shows them. Each lies beside this file as `<id>.json`.
    pub calls: Vec<CallEntry>,
}

/// A call in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CallEntry {
    /// The call's id.
    pub id: CallId,
    /// The hub's name.
    pub hub: String,
    /// A second name under which schools know the hub, as in the call's own file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second_name: Option<String>,
    /// What one can apply for, and which round.
    pub title: String,
    /// Where the call's hub works, to find it by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<String>,
    /// What a school would become, as in the call's own file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// What is asked, in a few words: "20 points, a letter of 2 sides, 1 document".
    #[serde(rename = "what-is-asked", default, skip_serializing_if = "Option::is_none")]
    pub asks: Option<String>,
    /// When the round closes, as the deadline in the call's own file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<When>,
    /// Where the call has several windows: when each closes, as in the call's own file. The next one is shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub deadlines: Vec<When>,
    /// Whether schools may apply at any time, as the call's own file says.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub any_time: bool,
    /// Whether `examples/<id>.json` holds a finished example.
    #[serde(default)]
    pub example: bool,
}

impl Hub {
    /// The name, with the second one where there are two: "Fen Music Hub (also called Fenland Sounds)".
    pub fn full_name(&self) -> String {
        both_names(&self.name, self.second_name.as_ref())
    }

    /// The name to use in a sentence.
    pub fn short_name(&self) -> &str {
        self.short.as_deref().unwrap_or(&self.name)
    }

    /// How sentences speak of this hub.
    pub fn voice(&self) -> Voice {
        if self.hosted_by_hub { Voice::Own } else { Voice::Other }
    }

    /// Who "we" are, as a sentence, for paper that leaves the page. None where nobody says "we".
    pub fn who_we_are(&self) -> Option<String> {
        self.hosted_by_hub.then(|| format!("\u{201c}We\u{201d} and \u{201c}us\u{201d} mean {}.", self.name))
    }
}

impl CallEntry {
    /// The hub's name, with the second one where there are two.
    pub fn full_name(&self) -> String {
        both_names(&self.hub, self.second_name.as_ref())
    }
}

fn both_names(name: &str, second: Option<&String>) -> String {
    match second.map(|second| second.trim()).filter(|second| !second.is_empty()) {
        Some(second) => format!("{name} (also called {second})"),
        None => name.to_owned(),
    }
}

impl Call {
    /// A heading's text, with the headings above it: "Roles and responsibilities, Advocacy".
    pub fn heading(&self, id: &super::HeadingId) -> String {
        let mut names: Vec<&str> = Vec::new();
        let mut next = Some(id);
        // A chain longer than this is a circle, which the call check reports.
        while let Some(id) = next.filter(|_| names.len() < 6) {
            names.extend(self.heading_text(id));
            next = self.find_heading(id).and_then(|h| h.within.as_ref());
        }
        names.reverse();
        names.join(", ")
    }

    /// The words of a heading alone.
    pub fn heading_text(&self, id: &super::HeadingId) -> Option<&str> {
        self.find_heading(id).map(|heading| heading.text.trim().trim_end_matches([':', '.']))
    }

    fn find_heading(&self, id: &super::HeadingId) -> Option<&super::Heading> {
        self.sources.iter().flat_map(|source| &source.headings).find(|heading| heading.id == *id)
    }

    /// The oddities of these ids, in order.
    pub fn oddities_of<'a>(&'a self, ids: impl IntoIterator<Item = &'a OddityId>) -> impl Iterator<Item = &'a Oddity> {
        ids.into_iter().filter_map(|id| self.oddities.iter().find(|o| o.id == *id))
    }

    /// Whom to ask about this call: the contact for enquiries; where the call names none, the hub's.
    pub fn enquiries(&self) -> Option<&Contact> {
        self.submission.enquiries.as_ref().or(self.hub.contact.as_ref())
    }

    /// The name by which somebody is asked or greeted: the contact's own, or the hub's.
    pub fn addressee<'a>(&'a self, contact: Option<&'a Contact>) -> &'a str {
        contact.and_then(|contact| contact.own_name(&self.hub)).unwrap_or_else(|| self.hub.short_name())
    }

    /// The date that is the deadline: the one that the submission names; where it names none, the one date of that kind.
    pub fn deadline(&self) -> Option<&CallDate> {
        let named = self.submission.deadline.as_ref().and_then(|id| self.dates.iter().find(|date| date.id == *id));
        named.or_else(|| {
            let mut own = self.dates.iter().filter(|date| date.kind == DateKind::Deadline);
            let only = own.next()?;
            own.next().is_none().then_some(only)
        })
    }

    /// The dates by which to apply, in their order: of several windows each, else the deadline, if there is one.
    pub fn deadlines(&self) -> Vec<&CallDate> {
        let named = &self.submission.deadlines;
        if named.is_empty() {
            return self.deadline().into_iter().collect();
        }
        let mut all: Vec<&CallDate> = self.dates.iter().filter(|date| named.contains(&date.id)).collect();
        // What is not published comes last.
        all.sort_by_key(|date| (date.when.last_day().is_none(), date.when.last_day()));
        all
    }

    /// The date by which to apply at `now`: of several windows the next one that closes; once all have closed, the last.
    pub fn deadline_at(&self, now: Timestamp) -> Option<&CallDate> {
        let all = self.deadlines();
        all.iter().find(|date| date.when.over(now) != Some(true)).or(all.last()).copied()
    }

    /// The window after the one that closes next, if there is one.
    pub fn window_after(&self, now: Timestamp) -> Option<&CallDate> {
        let is_open = |date: &&CallDate| date.when.over(now) == Some(false);
        self.deadlines().into_iter().filter(is_open).nth(1)
    }

    /// What is said where there is no day to apply by. Not published is only what the call says is not.
    pub fn no_deadline_words(&self, voice: Voice) -> String {
        if self.submission.any_time {
            return ANY_TIME.to_owned();
        }
        match self.deadlines().last() {
            Some(date) if date.when == When::NotPublished => self.not_published_words(voice),
            Some(date) if matches!(date.when, When::Relative { .. }) => {
                format!("The deadline is {}.", date.when.words())
            }
            _ => format!("{} no deadline.", voice.opening("gives")),
        }
    }

    /// That the deadline is not published; of several windows, that the ones before it have passed.
    fn not_published_words(&self, voice: Voice) -> String {
        let passed = self.deadlines().iter().filter(|date| date.when.last_day().is_some()).count();
        let next = voice.deadline_not_published(passed > 0);
        match passed {
            0 => next,
            1 => format!("The first deadline has passed. {next}"),
            several => format!("The first {several} deadlines have passed. {next}"),
        }
    }

    /// What is said of the window after the one that closes next. None where there is none.
    pub fn window_after_words(&self, now: Timestamp, voice: Voice) -> Option<String> {
        if let Some(date) = self.window_after(now) {
            return Some(format!("The deadline after that is {}.", date.when.closing_words()));
        }
        let all = self.deadlines();
        let is_open = all.iter().any(|date| date.when.over(now) == Some(false));
        let has_more = all.iter().any(|date| date.when == When::NotPublished);
        (is_open && has_more).then(|| format!("{} not published the deadline after that.", voice.opening("has")))
    }

    /// Whether schools rate themselves on a point: not where facts judge it, not where it stands for another document, and
    /// not where the call has no scale.
    pub fn rates(&self, point: &super::Point) -> bool {
        point.rule.is_none() && !point.is_stand_in() && !self.scale.steps.is_empty()
    }

    /// Whether schools rate themselves on any point.
    pub fn rates_any(&self) -> bool {
        self.criteria.iter().flat_map(|criterion| &criterion.points).any(|point| self.rates(point))
    }

    /// What the school confirms before it sends.
    pub fn declarations_before_sending(&self) -> impl Iterator<Item = &Declaration> {
        self.declarations.iter().filter(|declaration| !declaration.after_sending)
    }

    /// What the school confirms once it has sent.
    pub fn declarations_after_sending(&self) -> impl Iterator<Item = &Declaration> {
        self.declarations.iter().filter(|declaration| declaration.after_sending)
    }

    /// What the profile asks about `part`, if this call asks it.
    pub fn asks(&self, part: super::ProfilePart) -> Option<&ProfileAsk> {
        self.profile.iter().find(|a| a.ask == part)
    }

    /// The lots of which a school chooses.
    pub fn lot_choices(&self) -> impl Iterator<Item = &super::Lot> {
        self.lots.iter().flat_map(|lots| &lots.choices)
    }

    /// A setting by its id.
    pub fn setting(&self, id: &str) -> Option<&Setting> {
        self.settings.iter().find(|s| s.id.as_str() == id)
    }

    /// A criterion by its id.
    pub fn criterion(&self, id: &CriterionId) -> Option<&Criterion> {
        self.criteria.iter().find(|c| c.id == *id)
    }

    /// A letter by its id.
    pub fn letter(&self, id: &super::LetterId) -> Option<&Letter> {
        self.letters.iter().find(|l| l.id == *id)
    }

    /// A rating by its id.
    pub fn rating(&self, id: &str) -> Option<&super::Rating> {
        self.scale.steps.iter().find(|r| r.id.as_str() == id)
    }

    /// Statements on single places that are not among the passages on places, each once.
    pub fn place_statements(&self) -> Vec<&Statement> {
        let whole: Vec<&Statement> = self.passages(super::Topic::Places).flat_map(|p| &p.statements).collect();
        let mut own: Vec<&Statement> = Vec::new();
        for statement in self.places.iter().map(|place| &place.statement) {
            let text = &statement.text;
            let contains = |other: &&Statement| other.text.contains(text) || other.items.contains(text);
            if !whole.iter().any(&contains) && !own.iter().any(contains) {
                own.push(statement);
            }
        }
        own
    }

    /// The passages on `topic`, in order.
    pub fn passages(&self, topic: super::Topic) -> impl Iterator<Item = &Passage> {
        self.passages.iter().filter(move |p| p.topic == topic)
    }

    /// Every statement that the call carries, in the order of the file.
    pub fn statements(&self) -> Vec<&Statement> {
        let mut all: Vec<&Statement> = self.hub.boundary.iter().collect();
        all.extend(self.passages.iter().flat_map(|p| &p.statements));
        all.extend(self.places.iter().map(|p| &p.statement));
        all.extend(self.criteria.iter().flat_map(|c| &c.statements));
        if let Some(lots) = &self.lots {
            all.extend(lots.statements.iter().chain(lots.choices.iter().flat_map(|lot| &lot.statements)));
        }
        all.extend(self.cluster.iter().flat_map(|cluster| &cluster.statements));
        all.extend(self.read_first.iter().filter_map(|document| document.statement.as_ref()));
        if let Some(focus) = &self.focus {
            all.extend(focus.statements.iter().chain(focus.areas.iter().flat_map(|a| &a.statements)));
            all.extend(focus.across_schools.iter().chain(&focus.at_renewal));
        }
        for letter in &self.letters {
            all.extend(letter.statements.iter().chain(letter.prompts.iter().flat_map(|p| &p.statements)));
        }
        all.extend(self.documents.iter().flat_map(|d| &d.statements));
        all.extend(self.submission.statements.iter());
        all.extend(self.submission.do_not_contact.iter());
        all.extend(self.data_protection.iter().filter_map(|data| data.retention.as_ref()));
        all.extend(self.declarations.iter().map(|d| &d.statement));
        all.extend(self.duties.iter().map(|d| &d.statement));
        all.extend(self.benefits.iter().map(|b| &b.statement));
        all.extend(self.dates.iter().filter_map(|d| d.statement.as_ref()));
        all
    }

    /// The statement on a meeting. None where its text is in a passage on meetings, or with an earlier meeting.
    pub fn meeting_statement(&self, date: &CallDate) -> Option<&Statement> {
        let own = self.meetings().find(|d| d.id == date.id)?.statement.as_ref()?;
        let earlier = self.meetings().take_while(|d| d.id != date.id).filter_map(|d| d.statement.as_ref());
        let mut shown = self.passages(super::Topic::Meetings).flat_map(|p| &p.statements).chain(earlier);
        (!shown.any(|shown| shown.text.contains(own.text.as_str()))).then_some(own)
    }

    /// Dates about which the school says something of its own: which of several it takes, or what it is counted from.
    pub fn own_dates(&self) -> impl Iterator<Item = &CallDate> {
        self.dates.iter().filter(|date| date.when.asks_own())
    }

    /// Dates at which somebody of the school is expected.
    pub fn meetings(&self) -> impl Iterator<Item = &CallDate> {
        self.dates.iter().filter(|d| d.attendance != super::Attendance::None)
    }
}

impl Contact {
    /// The contact's own name: not where it has none, and not where that is only the hub's.
    pub fn own_name(&self, hub: &Hub) -> Option<&str> {
        let name = self.name.as_deref().map(str::trim).filter(|name| !name.is_empty())?;
        let is_hub = [&hub.name]
            .into_iter()
            .chain(&hub.short)
            .chain(&hub.second_name)
            .any(|own| own.trim().eq_ignore_ascii_case(name));
        (!is_hub).then_some(name)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::super::read_call;
    use super::*;

    const SMALL: &str = include_str!("../../tests/fixtures/calls/small.json");

    /// The small call with these dates, and this one named as its deadline.
    fn call(dates: &Json, named: &Json) -> Call {
        let mut json: Json = serde_json::from_str(SMALL).unwrap();
        json["dates"] = dates.clone();
        json["submission"]["deadline"] = named.clone();
        read_call(&json.to_string()).unwrap()
    }

    #[test]
    fn one_date_is_the_deadline() {
        let day = |id: &str, kind: &str| json!({"id": id, "name": id, "kind": kind, "when": {"is": "day", "on": "2027-02-01"}});
        let hidden = json!({"id": "late", "name": "late", "kind": "deadline", "when": {"is": "not-published"}});
        let no_slots = json!({"id": "none", "name": "none", "kind": "deadline", "when": {"is": "slots", "at": []}});
        let (gives_none, not_published) = ("The hub gives no deadline.", "The hub has not published a deadline.");
        for (dates, named, expected, without) in [
            (json!([]), json!(null), None, gives_none),
            (json!([day("shortlist", "shortlist")]), json!(null), None, gives_none),
            (json!([day("first", "deadline")]), json!("first"), Some("first"), gives_none),
            // The only one of its kind needs no naming.
            (json!([day("opens", "opens"), day("first", "deadline")]), json!(null), Some("first"), gives_none),
            (json!([day("first", "deadline")]), json!("gone"), Some("first"), gives_none),
            // Of two, one has to be named.
            (json!([day("first", "deadline"), day("second", "deadline")]), json!(null), None, gives_none),
            (json!([day("first", "deadline"), day("second", "deadline")]), json!("second"), Some("second"), gives_none),
            (json!([hidden]), json!(null), Some("late"), not_published),
            (json!([hidden]), json!("late"), Some("late"), not_published),
            (json!([no_slots]), json!("none"), Some("none"), gives_none),
        ] {
            let call = call(&dates, &named);
            assert_eq!(call.deadline().map(|date| date.id.as_str()), expected, "{dates} {named}");
            assert_eq!(call.no_deadline_words(call.hub.voice()), without, "{dates} {named}");
        }
    }

    #[test]
    fn somebody_is_asked_by_a_name_of_their_own() {
        let call = call(&json!([]), &json!(null));
        for (name, own, addressee) in [
            (Some("Ann Example"), Some("Ann Example"), "Ann Example"),
            (Some(" Ann "), Some("Ann"), "Ann"),
            (Some("Anyshire Music Hub"), None, "Anyshire"),
            (Some("anyshire"), None, "Anyshire"),
            (Some(" "), None, "Anyshire"),
            (None, None, "Anyshire"),
        ] {
            let contact = Contact { name: name.map(str::to_owned), email: None, telephone: None, url: None };
            assert_eq!(contact.own_name(&call.hub), own, "{name:?}");
            assert_eq!(call.addressee(Some(&contact)), addressee, "{name:?}");
        }
        assert_eq!(call.addressee(None), "Anyshire");
    }
}
