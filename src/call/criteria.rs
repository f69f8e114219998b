//! What the hub looks for: criteria and their points, focus areas, the rating scale.

use serde::Serialize;

use super::{
    BranchId, Condition, CriterionId, DocumentId, FocusId, LevelId, OddityId, PointId, RatingId, SettingId, Statement,
    Strength,
};

/// A heading of the hub's criteria.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Criterion {
    /// Its id: the address of its page and of its answers.
    pub id: CriterionId,
    /// Its name.
    pub name: String,
    /// Whether the name is the hub's (true) or given here because the hub's list has no headings (false).
    #[serde(rename = "hub-chose-this-name", default = "yes")]
    pub named_by_hub: bool,
    /// The hub's statements, whole.
    pub statements: Vec<Statement>,
    /// What can be checked by itself, in the order of the statements.
    pub points: Vec<Point>,
    /// Where the criterion lives in a document that is not at hand.
    #[serde(rename = "set-out-in", default, skip_serializing_if = "Option::is_none")]
    pub elsewhere: Option<OtherDocument>,
    /// When it applies. Each of its points then applies only with these conditions and its own.
    #[serde(rename = "only-if-all", default, skip_serializing_if = "Vec::is_empty")]
    pub when: Vec<Condition>,
    /// What is odd about it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub oddities: Vec<OddityId>,
}

#[cfg(feature = "schema")]
fn yes() -> bool {
    true
}

/// A document that the call file names and does not carry: one that holds criteria, or a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OtherDocument {
    /// Its name.
    pub name: String,
    /// Its address, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// One thing under a criterion that can be checked by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Point {
    /// Its id, unique within the criterion.
    pub id: PointId,
    /// A short name, ours, to find it by.
    pub label: String,
    /// A still shorter one for lists, at most 38 characters, where the label is longer.
    #[serde(rename = "short-name", default, skip_serializing_if = "Option::is_none")]
    pub short: Option<String>,
    /// The hub's very words: a part of one of the criterion's statements.
    pub quote: String,
    /// How strongly the hub asks for it.
    #[serde(rename = "how-binding")]
    pub strength: Strength,
    /// When it applies. All must hold; none means always.
    #[serde(rename = "only-if-all", default, skip_serializing_if = "Vec::is_empty")]
    pub when: Vec<Condition>,
    /// Branches of an "or", any of which satisfies the point. None means that there is no "or". Beside a `rule` they
    /// are
    /// what the hub accepts instead, and one is enough: for "Good or Outstanding, or equivalent" the rule says "good"
    /// and "outstanding", and the one branch quotes "or equivalent". A school that ticks it and shows evidence meets
    /// the
    /// point, whatever its grade; one that says that no branch applies does not.
    #[serde(rename = "alternatives", default, skip_serializing_if = "Vec::is_empty")]
    pub branches: Vec<Branch>,
    /// Alternatives that satisfy the point only together, each group a list of their ids: for "a choir, or a band with
    /// a
    /// teacher of its own" there are three alternatives, and `[["band", "teacher"]]` stands here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needed_together: Vec<Vec<BranchId>>,
    /// A rule that judges the point by facts instead of a rating. What the hub accepts instead stands in
    /// `alternatives`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<PointRule>,
    /// A document whose presence supports the point.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<DocumentId>,
    /// Our help: what evidence might look like.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub help: Vec<String>,
    /// What is odd about it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub oddities: Vec<OddityId>,
}

impl Criterion {
    /// The points that the call sets out itself.
    pub fn own_points(&self) -> impl Iterator<Item = &Point> {
        self.points.iter().filter(|point| !point.is_stand_in())
    }
}

impl Point {
    /// The longest short name, in characters: it stands in one line of a list.
    pub const SHORT_AT_MOST: usize = 38;

    /// The id of the point that stands for another document.
    const ELSEWHERE: &str = "elsewhere";

    /// The point at which a school writes against a criterion that is set out in another document: it has no words of
    /// the
    /// hub and is not rated.
    pub(super) fn stand_in(criterion: &Criterion) -> Option<Self> {
        let elsewhere = criterion.elsewhere.as_ref()?;
        let id = PointId::new(Self::ELSEWHERE).ok()?;
        let is_taken = criterion.points.iter().any(|point| point.id == id);
        (!is_taken).then(|| Self {
            id,
            label: format!("What \u{201c}{}\u{201d} asks for", elsewhere.name.trim()),
            short: None,
            quote: String::new(),
            strength: Strength::May,
            when: Vec::new(),
            branches: Vec::new(),
            needed_together: Vec::new(),
            rule: None,
            document: None,
            help: Vec::new(),
            oddities: Vec::new(),
        })
    }

    /// Whether it is the place to write against a criterion that is set out in another document.
    pub fn is_stand_in(&self) -> bool {
        self.quote.is_empty()
    }

    /// Its name in a list: the short one, or its label where the call gives none.
    pub fn short_name(&self) -> &str {
        self.short.as_deref().unwrap_or(&self.label)
    }

    /// Whether it is asked which branch applies. One branch alone says nothing, unless it stands beside a rule.
    pub fn asks_branches(&self) -> bool {
        self.branches.len() > 1 || (self.rule.is_some() && !self.branches.is_empty())
    }

    /// The name of a level that a rule asks for; also of none.
    pub fn level_words(&self, id: &str) -> Option<&str> {
        let Some(PointRule::Level { levels, .. }) = &self.rule else { return None };
        if id == Level::NONE {
            return Some("None of these");
        }
        levels.iter().find(|level| level.id.as_str() == id).map(|level| level.name.as_str())
    }

    /// The question of a rule that is answered at the point, and the answer `text` in words.
    pub fn rule_answer(&self, text: &str) -> Option<(&str, String)> {
        match self.rule.as_ref()? {
            PointRule::Number { question, unit, .. } => {
                let unit = unit.as_deref().map(str::trim).filter(|_| text.ends_with(|c: char| c.is_ascii_digit()));
                Some((question, [text, unit.unwrap_or_default()].join(" ").trim().to_owned()))
            }
            PointRule::Level { question, .. } => Some((question, self.level_words(text).unwrap_or(text).to_owned())),
            PointRule::OfstedOverall { .. } | PointRule::Branches => None,
        }
    }

    /// Whether the branches that are ticked satisfy the point: one that counts by itself, or all of a group that count
    /// only together.
    pub fn is_satisfied_by(&self, ticked: &[String]) -> bool {
        let is_ticked = |id: &BranchId| ticked.iter().any(|own| own == id.as_str());
        let counts_alone = |id: &BranchId| !self.needed_together.iter().any(|group| group.contains(id));
        self.branches.iter().any(|branch| is_ticked(&branch.id) && counts_alone(&branch.id))
            || self.needed_together.iter().any(|group| !group.is_empty() && group.iter().all(is_ticked))
    }

    /// What is ticked once `ticked` is, where `before` was: "None of these" and a branch exclude each other, and what
    /// was
    /// ticked last stays.
    pub fn ticked_now(before: &[String], mut ticked: Vec<String>) -> Vec<String> {
        let is_none = |id: &String| id == Branch::NONE;
        let had_none = before.iter().any(is_none);
        if ticked.len() > 1 && ticked.iter().any(is_none) {
            ticked.retain(|id| is_none(id) != had_none);
        }
        ticked
    }

    /// The hub's words for what is missing of a group of which some is ticked: what is ticked, and what is missing.
    pub fn begun_group(&self, ticked: &[String]) -> Option<(Vec<&str>, Vec<&str>)> {
        let is_ticked = |id: &&BranchId| ticked.iter().any(|own| own == id.as_str());
        let group = self.needed_together.iter().find(|group| group.iter().any(|id| is_ticked(&id)))?;
        let (there, missing): (Vec<&BranchId>, Vec<&BranchId>) = group.iter().partition(is_ticked);
        let words = |ids: Vec<&BranchId>| ids.into_iter().filter_map(|id| self.branch_words(id.as_str())).collect();
        Some((words(there), words(missing)))
    }

    /// The hub's words for a branch; beside a rule also what says that none applies.
    pub fn branch_words(&self, id: &str) -> Option<&str> {
        if id == Branch::NONE && self.rule.is_some() {
            return Some(if self.branches.len() == 1 { "This does not apply" } else { "None of these" });
        }
        self.branches.iter().find(|branch| branch.id.as_str() == id).map(|branch| branch.quote.as_str())
    }
}

/// One branch of an alternative.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Branch {
    /// Its id, unique within the point. Not "none", which stands for no branch.
    pub id: BranchId,
    /// The hub's words for this branch: a part of one of the criterion's statements.
    pub quote: String,
}

impl Branch {
    /// What is stored where a school says that no branch applies.
    pub const NONE: &'static str = "none";
}

/// A rule that judges a point by facts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum PointRule {
    /// An overall effectiveness grade of the latest Ofsted inspection. Judged only where the inspection gave one:
    /// grades are never translated between frameworks.
    OfstedOverall {
        /// The grades that satisfy the point.
        accepted: Vec<OfstedGrade>,
    },
    /// A number that the school gives here, such as how many pupils learn an instrument.
    Number {
        /// What is asked: "How many pupils learn an instrument in school?"
        question: String,
        /// Of what: "pupils".
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unit: Option<String>,
        /// The least that is enough. Several where it differs, by phase for example: each that applies to a school has
        /// to
        /// be reached.
        minimums: Vec<Minimum>,
    },
    /// The level of a ladder that the school holds: the one named here, or a higher one, is enough. For "silver needs
    /// bronze first" the least is bronze.
    Level {
        /// What is asked: "Which award do you hold?"
        question: String,
        /// The levels, lowest first.
        levels: Vec<Level>,
        /// The lowest that is enough.
        at_least: LevelId,
    },
    /// The point's alternatives alone judge it. One is enough, or all of a group in `needed-together`. With none, the
    /// point is not met.
    #[serde(rename = "alternatives")]
    Branches,
}

impl PointRule {
    /// Whether it is judged by an answer that is given at the point itself.
    pub fn is_answered_here(&self) -> bool {
        !matches!(self, Self::OfstedOverall { .. })
    }
}

/// The least number that is enough.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Minimum {
    /// The least number that is enough.
    pub at_least: u32,
    /// For which schools.
    #[serde(rename = "only-if-all", default, skip_serializing_if = "Vec::is_empty")]
    pub when: Vec<Condition>,
}

/// A level of a ladder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Level {
    /// Its id, unique within the ladder. Not "none", which stands for no level.
    pub id: LevelId,
    /// Its name: "Bronze".
    pub name: String,
}

impl Level {
    /// What is stored where a school holds no level.
    pub const NONE: &'static str = "none";
}

/// Ofsted's overall effectiveness grades, as given until September 2024 to state-funded schools.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum OfstedGrade {
    /// Grade 1.
    Outstanding,
    /// Grade 2.
    Good,
    /// Grade 3.
    RequiresImprovement,
    /// Grade 4.
    Inadequate,
}

impl OfstedGrade {
    /// All of them, best first.
    pub const ALL: [Self; 4] = [Self::Outstanding, Self::Good, Self::RequiresImprovement, Self::Inadequate];

    /// The written form.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Outstanding => "outstanding",
            Self::Good => "good",
            Self::RequiresImprovement => "requires-improvement",
            Self::Inadequate => "inadequate",
        }
    }

    /// As Ofsted writes it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Outstanding => "Outstanding",
            Self::Good => "Good",
            Self::RequiresImprovement => "Requires improvement",
            Self::Inadequate => "Inadequate",
        }
    }

    /// Reads the written form.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|g| g.as_str() == text)
    }
}

/// How a school rates itself on a point.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Scale {
    /// Whether the scale is the hub's (true), or offered by this page for the school's own use (false).
    #[serde(rename = "set-by-hub")]
    pub by_hub: bool,
    /// Its steps, best first.
    pub steps: Vec<Rating>,
}

/// A step of the scale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rating {
    /// Its id.
    pub id: RatingId,
    /// What it is called.
    pub label: String,
    /// What it means for the check.
    #[serde(rename = "counts-as")]
    pub means: Standing,
    /// Our explanation, if the label needs one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
}

/// What a rating means for the check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Standing {
    /// The school has it: the point is met once evidence is given.
    Met,
    /// On the way: not met yet, a next step is wanted.
    Partly,
    /// Not there yet: not met, a next step is wanted.
    NotYet,
}

/// Areas that an application may concentrate on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Focus {
    /// The hub's heading for them.
    pub name: String,
    /// The hub's statements about choosing.
    pub statements: Vec<Statement>,
    /// Fewest that may be chosen.
    #[serde(default)]
    pub minimum: u32,
    /// Most that may be chosen. None means that the hub sets no maximum.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maximum: Option<u32>,
    /// The areas, in the hub's order.
    pub areas: Vec<FocusArea>,
    /// Whether the hub asks why a school chooses an area. True: each chosen area asks for a reason. False: none can be
    /// given. Left out: a reason can be given, and is not missed where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reasons: Option<bool>,
    /// What the hub says about all its Lead Schools together ("between them they cover every area"). Only shown: no
    /// single
    /// school can judge it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub across_schools: Vec<Statement>,
    /// What the hub says about choosing again later ("one area may be swapped at renewal"). Only shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub at_renewal: Vec<Statement>,
    /// What is odd about it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub oddities: Vec<OddityId>,
}

/// One focus area.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FocusArea {
    /// Its id.
    pub id: FocusId,
    /// The hub's name for it, verbatim.
    pub name: String,
    /// What the hub says about it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub statements: Vec<Statement>,
    /// Settings for which it is offered; empty means all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub settings: Vec<SettingId>,
}

impl Focus {
    /// Whether the hub asks for a reason for each area that is chosen.
    pub fn asks_why(&self) -> bool {
        self.reasons == Some(true)
    }

    /// Whether a school can give a reason.
    pub fn takes_why(&self) -> bool {
        self.reasons != Some(false)
    }
}

impl FocusArea {
    /// Whether it is offered to a school of this setting. Before a setting is chosen, all are.
    pub fn is_offered_to(&self, setting: Option<&SettingId>) -> bool {
        self.settings.is_empty() || setting.is_none_or(|own| self.settings.contains(own))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn none_of_these_and_a_branch_exclude_each_other() {
        for (before, ticked, now) in [
            (&[][..], &["choir"][..], &["choir"][..]),
            (&["choir"], &["choir", "band"], &["choir", "band"]),
            (&["choir", "band"], &["choir", "band", "none"], &["none"]),
            (&["none"], &["none", "choir"], &["choir"]),
            (&["none"], &[], &[]),
        ] {
            let owned = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
            assert_eq!(Point::ticked_now(&owned(before), owned(ticked)), owned(now), "{before:?} {ticked:?}");
        }
    }
}
