//! Questions that are not answered by a text, and documents that the hub refers to.

use serde::Serialize;

use super::{Condition, DeclarationId, LotId, Statement};

/// How a question is answered, where not by a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum AnswerKind {
    /// Yes or no, and a comment where the hub asks for one.
    YesNo {
        /// Whether a comment is asked for too. A `limit` of the question then applies to the comment.
        #[serde(default)]
        comment: Comment,
    },
    /// A number.
    Number {
        /// Of what: "pupils", "hours a week".
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unit: Option<String>,
        /// The smallest that the hub takes.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        minimum: Option<u32>,
        /// The largest that the hub takes.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        maximum: Option<u32>,
    },
    /// Money: a line for each thing, what it is for and how many pounds, and their total.
    Money {
        /// What the lines have to add up to, in pounds.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        exactly: Option<u32>,
        /// The most that they may add up to, in pounds.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        maximum: Option<u32>,
    },
    /// A file, or a text instead: either is enough. A limit of the question is that of the text.
    FileOrText {
        /// What may be attached, any one of these: "Your music policy". Empty where the hub does not say.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        files: Vec<String>,
    },
}

/// The comment beside a yes or no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Comment {
    /// None is asked.
    #[default]
    None,
    /// One may be given.
    Optional,
    /// One is needed.
    Required,
    /// One is needed with a yes.
    IfYes,
    /// One is needed with a no.
    IfNo,
}

impl Comment {
    /// Whether one is needed beside this answer.
    pub fn is_needed(self, yes: bool) -> bool {
        match self {
            Self::None | Self::Optional => false,
            Self::Required => true,
            Self::IfYes => yes,
            Self::IfNo => !yes,
        }
    }
}

/// A document that schools have to read first. It is only shown, and holds nothing up, unless a declaration asks for
/// it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReadFirst {
    /// Its name.
    pub name: String,
    /// Its address, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The hub's words for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statement: Option<Statement>,
    /// Where the hub asks schools to confirm that they have read it: the declaration with that tick. Its link stands
    /// beside the tick too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declaration: Option<DeclarationId>,
    /// Which schools have to read it: those for which all of these hold. Left out, all schools.
    #[serde(rename = "only-if-all", default, skip_serializing_if = "Vec::is_empty")]
    pub when: Vec<Condition>,
}

/// Lots, such as strands, from which a school chooses one or more. What is asked only for one of them has the condition
/// `{"lot": ["..."]}` with its id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Lots {
    /// The hub's name for them: "Lots", "Strands".
    pub name: String,
    /// The hub's statements about choosing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub statements: Vec<Statement>,
    /// Fewest that a school chooses: one, unless the hub says otherwise.
    #[serde(default = "one")]
    pub minimum: u32,
    /// Most that it may choose. Left out, the hub sets no maximum.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maximum: Option<u32>,
    /// The lots, in the hub's order.
    pub choices: Vec<Lot>,
}

/// A lot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Lot {
    /// Its id.
    pub id: LotId,
    /// The hub's name for it.
    pub name: String,
    /// What the hub says about it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub statements: Vec<Statement>,
}

/// Other schools that apply together with the school that fills in the application, each with a named teacher.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Cluster {
    /// The hub's name for them: "Partner schools".
    pub name: String,
    /// The hub's statements about them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub statements: Vec<Statement>,
    /// Fewest other schools: 1, unless the hub says otherwise. With 0, a school need not name any.
    #[serde(default = "one")]
    pub minimum: u32,
    /// The largest number of other schools, where the hub sets one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maximum: Option<u32>,
    /// Whether the teacher's role at the school is asked.
    #[serde(default)]
    pub role: bool,
    /// Whether the teacher's email address is asked.
    #[serde(default)]
    pub email: bool,
    /// When they are asked for.
    #[serde(rename = "only-if-all", default, skip_serializing_if = "Vec::is_empty")]
    pub when: Vec<Condition>,
}

#[cfg(feature = "schema")]
fn one() -> u32 {
    1
}
