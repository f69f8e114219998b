//! What the file for each receiver holds: the one table from which content is chosen, and which the page shows.

use crate::call::{Call, CriterionId, PointId};
use crate::documents::Receiver;
use crate::draft::{DocumentField, Draft, Field, PointField, PromptField, SendingField};

/// A kind of content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Letters, with statements of support.
    Letters,
    /// What the school says of documents.
    Documents,
    /// The attached files themselves.
    AttachedFiles,
    /// The school, and its people.
    School,
    /// Evidence for points: texts, links, files, the branch of an "or".
    Evidence,
    /// Duties, and who attends meetings.
    Commitments,
    /// Declarations.
    Declarations,
    /// Focus areas.
    Focus,
    /// Ratings of points.
    Ratings,
    /// Next steps.
    NextSteps,
    /// What the check says, which sections the school still wants to work on, and which answers it is to look at again.
    Check,
    /// Answers that do not apply, and that something does not apply.
    DoesNotApply,
    /// That an optional question was not answered.
    Unanswered,
    /// Ticks that help to write: what a text covers, what a document includes, which evidence was used.
    WritingTicks,
    /// Advice that was hidden, and why.
    HiddenAdvice,
    /// Answers to what this call does not ask.
    NotAsked,
    /// What was ticked about sending.
    SendingTicks,
    /// When and by whom answers were changed, and the application's name on the device.
    TimesAndAuthors,
    /// Earlier versions.
    EarlierVersions,
}

/// Whether a file holds a kind of content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// Always.
    Always,
    /// Only with this tick.
    IfTicked(SendingField),
    /// Unless this tick is taken away.
    UnlessUnticked(SendingField),
    /// Never.
    Never,
}

/// A row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HoldsRow {
    /// The kind of content.
    pub part: Part,
    /// Its name in `application.json`.
    pub id: &'static str,
    /// As people read it.
    pub words: &'static str,
    rules: [Rule; 3],
}

const fn row(part: Part, id: &'static str, words: &'static str, rules: [Rule; 3]) -> HoldsRow {
    HoldsRow { part, id, words, rules }
}

const ALWAYS: [Rule; 3] = [Rule::Always; 3];
const NOT_HUB: [Rule; 3] = [Rule::Never, Rule::Always, Rule::Always];
const ONESELF: [Rule; 3] = [Rule::Never, Rule::Never, Rule::Always];

/// The table: each kind of content once. The rules are those of the hub, of leaders, and of oneself.
pub const HOLDS: [HoldsRow; 19] = [
    row(Part::Letters, "letters", "Letters", ALWAYS),
    row(Part::Documents, "documents", "Documents", ALWAYS),
    row(Part::AttachedFiles, "attached-files", "Attached files", [Rule::Always, Rule::Never, Rule::Always]),
    row(Part::School, "school", "Your school and its people", ALWAYS),
    row(
        Part::Evidence,
        "evidence",
        "Evidence",
        [Rule::UnlessUnticked(SendingField::Evidence), Rule::Always, Rule::Always],
    ),
    row(Part::Commitments, "commitments", "Commitments and dates", ALWAYS),
    row(Part::Declarations, "declarations", "Declarations", ALWAYS),
    row(Part::Focus, "focus", "Focus areas", ALWAYS),
    row(Part::Ratings, "ratings", "Ratings", [Rule::IfTicked(SendingField::Ratings), Rule::Always, Rule::Always]),
    row(
        Part::NextSteps,
        "next-steps",
        "Next steps",
        [Rule::IfTicked(SendingField::Ratings), Rule::Always, Rule::Always],
    ),
    row(Part::Check, "check", "Check", NOT_HUB),
    row(Part::DoesNotApply, "does-not-apply", "What does not apply", NOT_HUB),
    row(Part::Unanswered, "unanswered", "Questions left blank", NOT_HUB),
    row(Part::WritingTicks, "writing-ticks", "Writing ticks", NOT_HUB),
    row(Part::HiddenAdvice, "hidden-advice", "Hidden advice", NOT_HUB),
    row(Part::NotAsked, "not-asked", "Answers this round does not ask for", NOT_HUB),
    row(Part::SendingTicks, "sending-ticks", "What you chose to send", ONESELF),
    row(Part::TimesAndAuthors, "times-and-authors", "Who changed what and when", ONESELF),
    row(Part::EarlierVersions, "earlier-versions", "Earlier versions", ONESELF),
];

impl Part {
    /// Its row of the table.
    pub fn row(self) -> &'static HoldsRow {
        // Every part has its row: a test says so.
        HOLDS.iter().find(|row| row.part == self).unwrap_or(&HOLDS[0])
    }

    /// The part to which the answer at an address belongs.
    pub fn of(call: &Call, field: &Field) -> Self {
        match field {
            // What the hub asks of a point that it judges by an answer is no evidence.
            Field::Point(criterion, id, PointField::Branches) if is_judged(call, criterion, id) => Self::School,
            Field::School(_)
            | Field::Person(..)
            | Field::LotsChosen
            | Field::Cluster
            | Field::Point(_, _, PointField::Number | PointField::Level) => Self::School,
            Field::Point(_, _, PointField::Rating) => Self::Ratings,
            Field::Point(_, _, PointField::NextStep | PointField::NextWho | PointField::NextWhen) => Self::NextSteps,
            Field::Point(
                _,
                _,
                PointField::Branches
                | PointField::Evidence
                | PointField::Links
                | PointField::Files
                | PointField::ShownIn,
            ) => Self::Evidence,
            Field::FocusChosen | Field::FocusWhy(_) => Self::Focus,
            Field::Letter(..)
            | Field::Prompt(_, _, PromptField::Text | PromptField::Choice | PromptField::Lines | PromptField::Files) => {
                Self::Letters
            }
            Field::Prompt(_, _, PromptField::Covered | PromptField::Sources)
            | Field::Document(_, DocumentField::Contents) => Self::WritingTicks,
            Field::Document(
                _,
                DocumentField::State | DocumentField::Name | DocumentField::Link | DocumentField::Files,
            ) => Self::Documents,
            Field::Duty(_) | Field::DutyWhy(_) | Field::Meeting(_) | Field::OwnDate(_) => Self::Commitments,
            Field::Declaration(_) => Self::Declarations,
            Field::Complete(_) | Field::Again(_) => Self::Check,
            Field::Suppression(..) => Self::HiddenAdvice,
            Field::File(..) => Self::AttachedFiles,
            Field::Sending(_) => Self::SendingTicks,
            Field::Other(_) => Self::NotAsked,
        }
    }
}

impl HoldsRow {
    /// The rule for a receiver. Ratings on the hub's own scale are answers to the hub.
    pub fn rule(&self, call: &Call, receiver: Receiver) -> Rule {
        let [hub, leaders, oneself] = self.rules;
        match receiver {
            Receiver::Hub if self.part == Part::Ratings && call.scale.by_hub => Rule::Always,
            Receiver::Hub => hub,
            Receiver::Leaders => leaders,
            Receiver::Oneself => oneself,
        }
    }

    /// Whether the file for a receiver holds this of a draft.
    pub fn holds(&self, call: &Call, draft: &Draft, receiver: Receiver) -> bool {
        match self.rule(call, receiver) {
            Rule::Always => true,
            Rule::Never => false,
            rule @ (Rule::IfTicked(_) | Rule::UnlessUnticked(_)) => rule.is_ticked(draft),
        }
    }
}

impl Rule {
    /// The tick that decides, if one does.
    pub fn tick(self) -> Option<Field> {
        match self {
            Self::IfTicked(leaf) | Self::UnlessUnticked(leaf) => Some(Field::Sending(leaf)),
            Self::Always | Self::Never => None,
        }
    }

    /// Whether the tick that decides is set: as the person has set it, else as it is at first.
    fn is_ticked(self, draft: &Draft) -> bool {
        let set = self.tick().and_then(|field| draft.flag(&field));
        set.unwrap_or(matches!(self, Self::UnlessUnticked(_)))
    }
}

fn is_judged(call: &Call, criterion: &CriterionId, id: &PointId) -> bool {
    let mut points = call.criterion(criterion).into_iter().flat_map(|own| &own.points);
    points.any(|point| point.id == *id && point.rule.is_some())
}

/// Whether the file for a receiver holds a part of a draft.
pub fn holds(call: &Call, draft: &Draft, receiver: Receiver, part: Part) -> bool {
    part.row().holds(call, draft, receiver)
}

/// What the file for a receiver does not hold of a draft, in the order of the table.
pub fn left_out(call: &Call, draft: &Draft, receiver: Receiver) -> Vec<&'static HoldsRow> {
    HOLDS.iter().filter(|row| !row.holds(call, draft, receiver)).collect()
}
