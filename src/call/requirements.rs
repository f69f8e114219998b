//! What the hub asks a school to write, send, confirm and undertake.

use serde::Serialize;

use super::{
    AnswerKind, Condition, DateId, DeclarationId, DocumentId, DutyId, ItemId, LetterId, OddityId, OtherDocument,
    PersonId, PromptId, Statement, Strength,
};

/// A part of the school's profile that a call may ask for. Name and setting are always asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum ProfilePart {
    /// The school's name.
    Name,
    /// URN, or an early years provider's Ofsted number, or why there is none.
    Urn,
    /// The setting.
    Setting,
    /// The region of the hub's area.
    Region,
    /// Youngest and oldest pupils' ages.
    AgeRange,
    /// Key stages taught.
    KeyStages,
    /// Whether there is a sixth form.
    SixthForm,
    /// Multi-academy trust or federation, and its name.
    Trust,
    /// Of a trust that applies as such: which of its schools would lead, and that school's URN.
    LeadSchool,
    /// Latest Ofsted inspection.
    Ofsted,
}

/// A part of the profile that this call asks for, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ProfileAsk {
    /// The part.
    pub ask: ProfilePart,
    /// Why it is asked, in our words, shown beside it.
    pub why: String,
    /// Whether an application without it is not ready.
    #[serde(default = "yes")]
    pub required: bool,
}

/// A person whom the call has a use for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Person {
    /// Its id.
    pub id: PersonId,
    /// The role's name ("Music subject leader").
    pub name: String,
    /// Why it is asked, in our words.
    pub why: String,
    /// Whether an application without a name here is not ready.
    #[serde(default = "yes")]
    pub required: bool,
    /// Whether the hub needs to reach this person: then e-mail and telephone are asked too.
    #[serde(rename = "ask-contact-details", default)]
    pub contact: bool,
    /// When the role applies.
    #[serde(rename = "only-if-all", default, skip_serializing_if = "Vec::is_empty")]
    pub when: Vec<Condition>,
}

#[cfg(feature = "schema")]
fn yes() -> bool {
    true
}

/// A limit on length. Several may be set; each holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Limit {
    /// Most sides of A4.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sides: Option<u32>,
    /// Fewest sides of A4 that a letter has to fill.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum_sides: Option<u32>,
    /// Most words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<u32>,
    /// Fewest words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum_words: Option<u32>,
    /// Most characters, spaces counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub characters: Option<u32>,
    /// True where the hub says "about" or "approximately". Upbeat then shows the numbers as approximate, and they never
    /// hold up an application. A text more than a quarter over or under gets a suggestion.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub approximate: bool,
    /// True where the hub sets a limit but its text does not say how much: leave the numbers out. Schools are told to
    /// ask, and an
    /// application is called ready only as far as Upbeat can tell.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub not_known: bool,
}

/// What a set of prompts makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum LetterKind {
    /// A letter, with opening and closing.
    Letter,
    /// Answers to separate questions, to be copied into the hub's form.
    Answers,
}

/// A letter that the hub asks for, or a set of questions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Letter {
    /// Its id.
    pub id: LetterId,
    /// The hub's name for it.
    pub name: String,
    /// Letter or answers.
    pub kind: LetterKind,
    /// Who writes it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub from: Vec<PersonId>,
    /// How strongly it is asked for.
    #[serde(rename = "how-binding")]
    pub strength: Strength,
    /// When it is asked for.
    #[serde(rename = "only-if-all", default, skip_serializing_if = "Vec::is_empty")]
    pub when: Vec<Condition>,
    /// Limit for the whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Limit>,
    /// How the hub wants it on paper, where it says. What it does not fix, the school chooses.
    #[serde(rename = "page-layout", default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<Sheet>,
    /// The hub's statements about it.
    pub statements: Vec<Statement>,
    /// What it should cover, in the hub's order.
    pub prompts: Vec<Prompt>,
    /// A statement of support that belongs to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub support: Option<Support>,
    /// What is odd about it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub oddities: Vec<OddityId>,
}

/// What the hub fixes about a letter on paper. The sheet is A4, always.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Sheet {
    /// The font that the hub asks for ("Arial"). Upbeat prints in a font of its own, which is as wide as Arial, and
    /// sets
    /// its Word files in Arial; the school is told what to do where another one is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub font: Option<String>,
    /// Size of the text in points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<u32>,
    /// How far its lines stand apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spacing: Option<Spacing>,
    /// Margins on all four sides, in millimetres.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub margins: Option<u32>,
    /// Whether the prompts' headings stand in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub headings: Option<bool>,
    /// How it begins ("Dear panel,").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub salutation: Option<String>,
    /// To whom it goes, a line each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub addressee: Vec<String>,
    /// Whether the hub asks for page numbers. They then stand at the foot of each page.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub page_numbers: bool,
}

/// How far lines stand apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Spacing {
    /// Single.
    #[default]
    #[serde(rename = "single")]
    Single,
    /// A little more: 1.15 times.
    #[serde(rename = "1.15")]
    Loose,
    /// One and a half.
    #[serde(rename = "1.5")]
    OneAndAHalf,
    /// Double.
    #[serde(rename = "double")]
    Double,
}

impl Spacing {
    /// All of them, the closest first.
    pub const ALL: [Self; 4] = [Self::Single, Self::Loose, Self::OneAndAHalf, Self::Double];

    /// The written form, in call files and in drafts.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Single => "single",
            Self::Loose => "1.15",
            Self::OneAndAHalf => "1.5",
            Self::Double => "double",
        }
    }

    /// In hundredths of single spacing.
    pub fn hundredths(self) -> u32 {
        match self {
            Self::Single => 100,
            Self::Loose => 115,
            Self::OneAndAHalf => 150,
            Self::Double => 200,
        }
    }
}

/// One thing that a letter should cover, or one question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Prompt {
    /// Its id, unique within the letter.
    pub id: PromptId,
    /// The hub's heading for it, verbatim.
    pub title: String,
    /// The hub's guidance.
    pub statements: Vec<Statement>,
    /// Its points, to tick as covered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub points: Vec<Item>,
    /// When it is asked.
    #[serde(rename = "only-if-all", default, skip_serializing_if = "Vec::is_empty")]
    pub when: Vec<Condition>,
    /// Limit for this answer alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Limit>,
    /// How it is answered, where not by a text: yes or no, a number, money, a file or a text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<AnswerKind>,
    /// Our help.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub help: Vec<String>,
}

/// An item to tick: a point of a prompt, or something that a document should contain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Item {
    /// Its id, unique within its list.
    pub id: ItemId,
    /// The hub's words for it: a part of a statement of this call.
    pub quote: String,
    /// How strongly it is asked for.
    #[serde(rename = "how-binding")]
    pub strength: Strength,
}

/// A statement of support.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Support {
    /// What it is called.
    pub name: String,
    /// The hub's words for it: a part of a statement of the letter.
    pub quote: String,
    /// How strongly it is asked for.
    #[serde(rename = "how-binding")]
    pub strength: Strength,
    /// When it is asked for. Where the hub only says "if applicable", leave it empty: the school decides.
    #[serde(rename = "only-if-all", default, skip_serializing_if = "Vec::is_empty")]
    pub when: Vec<Condition>,
    /// Where it stands unless the school chooses otherwise.
    pub placement: Placement,
    /// Whether the school may choose the placement, because the hub's text leaves it open.
    #[serde(rename = "school-chooses-placement", default)]
    pub choice: bool,
    /// What is odd about it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub oddities: Vec<OddityId>,
}

/// Where a statement of support stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Placement {
    /// Within the letter, and within its limit.
    #[serde(rename = "in-letter")]
    Inside,
    /// A document of its own.
    #[serde(rename = "separate-document")]
    Beside,
}

/// A file that the hub asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Document {
    /// Its id.
    pub id: DocumentId,
    /// The hub's name for it.
    pub name: String,
    /// Whether it must be there.
    pub need: Need,
    /// Fewest files; one unless the hub says more ("one or more case studies" is one).
    #[serde(default = "one_file")]
    pub minimum: u32,
    /// Most files, where the hub sets a maximum.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maximum: Option<u32>,
    /// When it is asked for.
    #[serde(rename = "only-if-all", default, skip_serializing_if = "Vec::is_empty")]
    pub when: Vec<Condition>,
    /// Limit on its length.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Limit>,
    /// The hub's statements about it.
    pub statements: Vec<Statement>,
    /// The hub's template for it, to be filled in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template: Option<OtherDocument>,
    /// What the call says that it should contain, to tick.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contents: Vec<Item>,
    /// Our help.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub help: Vec<String>,
    /// What is odd about it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub oddities: Vec<OddityId>,
}

#[cfg(feature = "schema")]
fn one_file() -> u32 {
    1
}

/// Whether a document must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Need {
    /// Always.
    Required,
    /// Where it applies to the school: the school says whether it does.
    IfApplicable,
    /// Welcome, not needed.
    Optional,
}

/// Something that the school confirms by a tick.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Declaration {
    /// Its id.
    pub id: DeclarationId,
    /// What is ticked, in the first person of the school, ours where the hub gives no words to tick.
    pub label: String,
    /// The hub's statement that it rests on.
    pub statement: Statement,
    /// Whose part it confirms, where it is about a person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// Whether an application without it is not ready.
    #[serde(default = "yes")]
    pub required: bool,
    /// True where it can only be true once the application is sent: "I have emailed my application". It is then asked
    /// after sending, holds nothing up, and is in no file.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub after_sending: bool,
    /// When it is asked.
    #[serde(rename = "only-if-all", default, skip_serializing_if = "Vec::is_empty")]
    pub when: Vec<Condition>,
}

/// Something that a Lead School undertakes to do if chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Duty {
    /// Its id.
    pub id: DutyId,
    /// The hub's statement.
    pub statement: Statement,
    /// When it applies.
    #[serde(rename = "only-if-all", default, skip_serializing_if = "Vec::is_empty")]
    pub when: Vec<Condition>,
    /// The phase in which it is due ("Year 1, autumn term"), verbatim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phase: Option<String>,
    /// How much of it, where the hub gives a number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Amount>,
}

/// Something that a Lead School gets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Benefit {
    /// The hub's statement.
    pub statement: Statement,
    /// How much of it, where the hub gives a number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Amount>,
}

/// A number with its unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Amount {
    /// How many, a whole number. Where the hub's own has a fraction ("half a day", "£1,500.50"), there is no amount:
    /// its words stand in the statement.
    pub number: u32,
    /// Of what: "GBP" (or "£") for money, "days", "visits".
    pub unit: String,
    /// In what time: "year", "term".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per: Option<String>,
}

/// How and where an application is handed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Submission {
    /// The hub's statements.
    pub statements: Vec<Statement>,
    /// The ways; where there are several, all are needed (a form, and documents by e-mail).
    pub ways: Vec<Way>,
    /// The date that is the deadline. Where this is left out, it is the one date of the kind "deadline"; where there
    /// are
    /// none or several of that kind, the hub gives no deadline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<DateId>,
    /// Where the hub takes applications in several windows of one round: the dates by which each closes, all of the
    /// kind
    /// "deadline". The next one counts, and the round is closed once the last one is over. Leave `deadline` out then.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub deadlines: Vec<DateId>,
    /// True where the hub says that schools may apply at any time. The round is then never closed. There may still be
    /// `deadlines`, such as the days by which applications are read next.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub any_time: bool,
    /// Whom to ask before applying, where that is not where one applies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enquiries: Option<Contact>,
    /// The hub's words on whom not to contact ("Please do not contact our partner schools"). Shown where contacts are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub do_not_contact: Vec<Statement>,
}

/// One way of handing in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "by", rename_all = "kebab-case", rename_all_fields = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Way {
    /// By e-mail.
    Email {
        /// The address.
        address: String,
        /// The subject that the hub asks for, if it does.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        subject: Option<String>,
        /// The largest size of an e-mail with its files that the hub takes, in megabytes, where it says.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        largest_megabytes: Option<u32>,
        /// What goes this way, if not all.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        what: Option<String>,
        /// Which letters and documents go this way, so that Upbeat can list exactly those. `what` says the same in
        /// words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        parts: Option<WayParts>,
        /// Who receives it, where that is not the hub itself: "Reed Arts". A name alone: the email begins "Dear Reed
        /// Arts".
        #[serde(default, skip_serializing_if = "Option::is_none")]
        receiver: Option<String>,
    },
    /// By a form on the web.
    Form {
        /// The hub's name for it.
        name: String,
        /// Its address, if known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        url: Option<String>,
        /// Whether its questions are in this call file.
        #[serde(rename = "questions-in-this-file", default)]
        questions_known: bool,
        /// What goes this way, if not all.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        what: Option<String>,
        /// Which letters and documents go this way, so that Upbeat can list exactly those. `what` says the same in
        /// words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        parts: Option<WayParts>,
        /// Who receives it, where that is not the hub itself: "Reed Arts". A name alone: the email begins "Dear Reed
        /// Arts".
        #[serde(default, skip_serializing_if = "Option::is_none")]
        receiver: Option<String>,
    },
    /// On paper.
    Paper {
        /// The postal address, a line each.
        address: Vec<String>,
        /// What goes this way, if not all.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        what: Option<String>,
        /// Which letters and documents go this way, so that Upbeat can list exactly those. `what` says the same in
        /// words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        parts: Option<WayParts>,
        /// Who receives it, where that is not the hub itself: "Reed Arts". A name alone: the email begins "Dear Reed
        /// Arts".
        #[serde(default, skip_serializing_if = "Option::is_none")]
        receiver: Option<String>,
    },
}

/// What goes one of several ways. What is not named here does not go this way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WayParts {
    /// Letters and sets of questions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub letters: Vec<LetterId>,
    /// Documents.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<DocumentId>,
    /// Whether the application file, which holds everything, goes this way.
    #[serde(default)]
    pub application_file: bool,
}

impl Way {
    /// What goes this way, in the hub's words, if not all.
    pub fn what(&self) -> Option<&str> {
        let (Self::Email { what, .. } | Self::Form { what, .. } | Self::Paper { what, .. }) = self;
        what.as_deref()
    }

    /// The letters and documents that go this way. None where the call does not list them.
    pub fn parts(&self) -> Option<&WayParts> {
        let (Self::Email { parts, .. } | Self::Form { parts, .. } | Self::Paper { parts, .. }) = self;
        parts.as_ref()
    }

    /// Who receives it, where that is not the hub.
    pub fn receiver(&self) -> Option<&str> {
        let (Self::Email { receiver, .. } | Self::Form { receiver, .. } | Self::Paper { receiver, .. }) = self;
        receiver.as_deref().map(str::trim).filter(|receiver| !receiver.is_empty())
    }
}

/// Whom to ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Contact {
    /// Who.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// E-mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Telephone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub telephone: Option<String>,
    /// Page on the web.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}
