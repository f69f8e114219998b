//! The sections of an application, in the order of the task list.

use std::fmt;

use super::{Applicant, Call, CriterionId, LetterId};

/// A section of an application. Its written form is the last part of its page's address.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// Your school, or whoever applies.
    School,
    /// One criterion.
    Criterion(CriterionId),
    /// Focus areas.
    Focus,
    /// A letter or a set of answers.
    Letter(LetterId),
    /// Documents.
    Documents,
    /// Duties, meetings and dates.
    Duties,
    /// What the school confirms.
    Declarations,
}

impl Section {
    /// Reads the written form.
    pub fn parse(text: &str) -> Option<Self> {
        match text.split_once('/') {
            None => match text {
                "school" => Some(Self::School),
                "focus" => Some(Self::Focus),
                "documents" => Some(Self::Documents),
                "duties" => Some(Self::Duties),
                "declarations" => Some(Self::Declarations),
                _ => None,
            },
            Some(("criteria", id)) => CriterionId::new(id).ok().map(Self::Criterion),
            Some(("letters", id)) => LetterId::new(id).ok().map(Self::Letter),
            Some(_) => None,
        }
    }

    /// The name that people see, in words that fit whoever applies.
    pub fn name(&self, call: &Call, who: Applicant) -> String {
        match self {
            Self::School => format!("Your {}", who.noun()),
            Self::Criterion(id) => call.criterion(id).map_or_else(|| id.to_string(), |c| tidy(&c.name)),
            Self::Focus => call.focus.as_ref().map_or_else(|| "Focus areas".to_owned(), |f| tidy(&f.name)),
            Self::Letter(id) => call.letter(id).map_or_else(|| id.to_string(), |l| tidy(&l.name)),
            Self::Documents => "Documents".to_owned(),
            Self::Duties => "Commitments and dates".to_owned(),
            Self::Declarations => "Declarations".to_owned(),
        }
    }
}

/// A heading as a name: without the colon or full stop that the source sets after it.
fn tidy(heading: &str) -> String {
    heading.trim().trim_end_matches([':', '.']).to_owned()
}

impl fmt::Display for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::School => f.write_str("school"),
            Self::Criterion(id) => write!(f, "criteria/{id}"),
            Self::Focus => f.write_str("focus"),
            Self::Letter(id) => write!(f, "letters/{id}"),
            Self::Documents => f.write_str("documents"),
            Self::Duties => f.write_str("duties"),
            Self::Declarations => f.write_str("declarations"),
        }
    }
}

impl Call {
    /// The sections of an application to this call, in the order of the way through.
    pub fn sections(&self) -> Vec<Section> {
        let mut all = vec![Section::School];
        all.extend(self.criteria.iter().map(|c| Section::Criterion(c.id.clone())));
        all.extend(self.focus.is_some().then_some(Section::Focus));
        all.extend(self.letters.iter().map(|l| Section::Letter(l.id.clone())));
        all.extend((!self.documents.is_empty()).then_some(Section::Documents));
        let has_dates = self.meetings().next().is_some() || self.own_dates().next().is_some();
        all.extend((!self.duties.is_empty() || has_dates).then_some(Section::Duties));
        all.extend(self.declarations_before_sending().next().map(|_| Section::Declarations));
        all
    }
}
