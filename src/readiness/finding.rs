//! One verdict of the check, with the address it is about and the hub's words that it rests on.

use super::Suppression;
use crate::call::{HeadingId, OddityId, Section, Statement};
use crate::draft::{Draft, Field, Suppressible, first_few_quoted};

/// What the check found about one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It is there.
    Met,
    /// It is not there, and why.
    NotMet {
        /// A sentence for a teacher: what is missing.
        why: String,
    },
    /// It cannot be told.
    Unknown {
        /// A sentence for a teacher: what is not known.
        why: String,
        /// The answers that would settle it. Empty where only the hub can.
        needs: Vec<Field>,
    },
    /// It is not asked of this school.
    DoesNotApply {
        /// A sentence for a teacher.
        because: String,
    },
}

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// An application without it is not ready.
    Blocks,
    /// The application would be stronger with it.
    Strengthens,
    /// An optional answer that is empty: counted, not listed.
    Unneeded,
    /// Worth knowing; nothing to do, or the hub to be asked.
    Notice,
}

/// The hub's words that a finding rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// The words.
    pub text: String,
    /// The heading under which they stand.
    pub under: HeadingId,
}

/// One verdict of the check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule that found it ("points", "deadline"): for tests and filters, not shown.
    pub rule: &'static str,
    /// The section of the application that it belongs to.
    pub section: Section,
    /// What it is about, in a few words ("One hour of music a week").
    pub subject: String,
    /// The verdict.
    pub verdict: Verdict,
    /// How much it weighs when it is not met or unknown.
    pub weight: Weight,
    /// The answer to go to. None where there is nothing to answer.
    pub field: Option<Field>,
    /// The hub's words.
    pub quote: Option<Quote>,
    /// What is odd about those words.
    pub oddities: Vec<OddityId>,
    /// How it can be suppressed, where it can be.
    pub suppression: Option<Suppression>,
}

impl Verdict {
    /// Not there, because of this.
    pub(super) fn not_met(why: impl Into<String>) -> Self {
        Self::NotMet { why: why.into() }
    }

    /// Not answered yet.
    pub(super) fn unanswered(why: impl Into<String>, needs: Vec<Field>) -> Self {
        Self::Unknown { why: why.into(), needs }
    }

    /// Only the hub can tell.
    pub(super) fn hub_only(why: impl Into<String>) -> Self {
        Self::Unknown { why: why.into(), needs: Vec::new() }
    }

    /// Not asked of this school.
    pub(super) fn not_asked(because: impl Into<String>) -> Self {
        Self::DoesNotApply { because: because.into() }
    }
}

impl Finding {
    /// The rule that remarks on attached files.
    pub(super) const FILES: &'static str = "files";
    /// The rule that names characters that cannot be printed.
    pub const CHARACTERS: &'static str = "characters";

    /// A finding that is met and blocks, until the steps after it say otherwise. `rules` has their order.
    pub(super) fn about(rule: &'static str, section: Section, subject: impl Into<String>) -> Self {
        Self {
            rule,
            section,
            subject: subject.into(),
            verdict: Verdict::Met,
            weight: Weight::Blocks,
            field: None,
            quote: None,
            oddities: Vec::new(),
            suppression: None,
        }
    }

    /// With this verdict.
    pub(super) fn is(mut self, verdict: Verdict) -> Self {
        self.verdict = verdict;
        let weight = self.weight;
        self.weighs(weight)
    }

    /// With this weight. A verdict that only the hub can settle makes it a notice instead; an optional answer that is not
    /// empty and lacks something strengthens.
    pub(super) fn weighs(mut self, weight: Weight) -> Self {
        self.weight = match (&self.verdict, weight) {
            (Verdict::Unknown { needs, .. }, _) if needs.is_empty() => Weight::Notice,
            // What is answered and lacks something is not empty.
            (Verdict::NotMet { .. }, Weight::Unneeded) => Weight::Strengthens,
            (_, weight) => weight,
        };
        self
    }

    /// Leads to this answer; where the verdict names answers that would settle it, to the first of those.
    pub(super) fn at(mut self, field: Field) -> Self {
        self.field = match &self.verdict {
            Verdict::Unknown { needs, .. } if !needs.is_empty() => needs.first().cloned(),
            _ => Some(field),
        };
        self
    }

    /// Quotes this statement of the hub, and adds its oddities.
    pub(super) fn quoting(self, statement: Option<&Statement>) -> Self {
        match statement {
            Some(statement) => self.quoting_part(&statement.text, Some(statement)),
            None => self,
        }
    }

    /// Quotes these words, a part of this statement of the hub, and adds its oddities.
    pub(super) fn quoting_part(mut self, text: &str, of: Option<&Statement>) -> Self {
        if let Some(statement) = of {
            self.quote = Some(Quote { text: text.to_owned(), under: statement.under.clone() });
            return self.odd(&statement.oddities);
        }
        self
    }

    /// With these oddities of the hub's words.
    pub(super) fn odd(mut self, oddities: &[OddityId]) -> Self {
        for id in oddities {
            if !self.oddities.contains(id) {
                self.oddities.push(id.clone());
            }
        }
        self
    }

    /// A finding that may be suppressed, because of `found` in the answer at `about`. Where the draft has a reason that
    /// covers all of `found`, the finding is settled, with that reason.
    pub(super) fn suppressible(mut self, draft: &Draft, kind: Suppressible, about: &Field, found: Vec<String>) -> Self {
        let suppression = Suppression { field: Field::Suppression(kind, Box::new(about.clone())), found };
        let (reason, covered) = suppression.reason(draft);
        if covered {
            let is = if suppression.found.len() == 1 { "is" } else { "are" };
            let found = first_few_quoted(&suppression.found, 3);
            self.verdict = Verdict::not_asked(format!("You said {found} {is} right: {reason}"));
        }
        self.suppression = Some(suppression);
        self
    }

    /// Whether it shows that something in its section applies to this school. A remark on an attached file does not: the
    /// file may be left from before.
    pub(super) fn applies(&self) -> bool {
        !matches!(self.verdict, Verdict::DoesNotApply { .. }) && self.rule != Self::FILES
    }

    /// Whether it blocks the application: its weight says so, and it is not met, or unknown while an answer would settle it.
    /// What only the hub can settle never blocks.
    pub fn blocks(&self) -> bool {
        self.weight == Weight::Blocks
            && match &self.verdict {
                Verdict::NotMet { .. } => true,
                Verdict::Unknown { needs, .. } => !needs.is_empty(),
                Verdict::Met | Verdict::DoesNotApply { .. } => false,
            }
    }

    /// Whether it is settled: met, or not asked of this school.
    pub fn settled(&self) -> bool {
        matches!(self.verdict, Verdict::Met | Verdict::DoesNotApply { .. })
    }
}
