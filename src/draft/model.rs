//! A draft: a map from addresses to answers, with who and when.

use std::fmt;

use litemap::LiteMap;

use super::{Field, LetterField, PointField, PromptField};
use crate::call::{CallId, Timestamp};

/// The value of an answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Text, or one choice's id.
    Text(String),
    /// Yes or no.
    Flag(bool),
    /// Several texts, or several choices' ids.
    List(Vec<String>),
    /// Something that this version does not understand, kept as it was.
    Other(serde_json::Value),
}

impl Value {
    /// Whether there is nothing at all, not even a space or an empty line of a list.
    fn is_empty(&self) -> bool {
        matches!(self, Self::Text(text) if text.is_empty()) || matches!(self, Self::List(items) if items.is_empty())
    }

    /// The value as text, to be shown where nothing more is known about it.
    pub fn words(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Flag(true) => "yes".to_owned(),
            Self::Flag(false) => "no".to_owned(),
            Self::List(items) => items.join("\n"),
            Self::Other(json) => json.to_string(),
        }
    }

    /// Whether nothing has been answered. `no` is an answer.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Text(text) => text.trim().is_empty(),
            Self::List(items) => items.iter().all(|i| i.trim().is_empty()),
            Self::Flag(_) | Self::Other(_) => false,
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// An answer: what was said, when, and by whom if that is known.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// What was said.
    pub value: Value,
    /// When it was last changed.
    pub at: Timestamp,
    /// Who changed it last, where somebody gave a name.
    pub by: Option<String>,
    /// What a newer version wrote beside it.
    pub more: serde_json::Map<String, serde_json::Value>,
}

/// A draft's id: 1 to 40 lower-case letters, digits and hyphens, drawn at random on the device where it began.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DraftId(String);

impl DraftId {
    /// Reads an id, if it has the form.
    pub fn new(text: &str) -> Option<Self> {
        let fits = !text.is_empty()
            && text.len() <= 40
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        fits.then(|| Self(text.to_owned()))
    }

    /// The id as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for DraftId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What one school has answered to one call.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// Its id.
    pub id: DraftId,
    /// The call that it answers.
    pub call: CallId,
    /// The round of the call, as it was called when the draft began.
    pub round: String,
    /// The name that the person gave it. Empty: the school's name serves.
    pub name: String,
    /// When it began.
    pub created: Timestamp,
    /// When it was last changed. Each change is later than the one before it, whatever the clock says: see
    /// [`Draft::touch`].
    pub changed: Timestamp,
    /// The answers.
    pub answers: LiteMap<Field, Answer>,
    /// What a newer version wrote beside them.
    pub more: serde_json::Map<String, serde_json::Value>,
}

impl Draft {
    /// An empty draft.
    pub fn new(id: DraftId, call: CallId, round: &str, now: Timestamp) -> Self {
        Self {
            id,
            call,
            round: round.to_owned(),
            name: String::new(),
            created: now,
            changed: now,
            answers: LiteMap::new(),
            more: serde_json::Map::new(),
        }
    }

    /// Puts an answer at its address, and returns whether anything changed. A cleared answer is kept as blank, with the time
    /// at which it was cleared.
    pub fn set(&mut self, field: Field, value: Value, now: Timestamp) -> bool {
        let at = self.next_change(now);
        // Versions up to 0.1 stored that a section was complete. Now only that it is not is an answer.
        let value = match (&field, value) {
            (Field::Complete(_), Value::Flag(true)) => Value::Text(String::new()),
            (_, value) => value,
        };
        match self.answers.get_mut(&field) {
            Some(answer) if answer.value == value => return false,
            Some(answer) => {
                answer.value = value;
                answer.at = at;
                answer.by = None;
            }
            None if value.is_empty() => return false,
            None => {
                let answer = Answer { value, at, by: None, more: serde_json::Map::new() };
                self.answers.insert(field, answer);
            }
        }
        self.changed = at;
        true
    }

    /// Records that something other than an answer was changed.
    pub fn touch(&mut self, now: Timestamp) {
        self.changed = self.next_change(now);
    }

    /// When a change happens: now, but later than the last one, even if the device's clock has been set back.
    fn next_change(&self, now: Timestamp) -> Timestamp {
        now.max(Timestamp(self.changed.0.saturating_add(1)))
    }

    /// The value at an address.
    pub fn value(&self, field: &Field) -> Option<&Value> {
        self.answers.get(field).map(|a| &a.value)
    }

    /// The text at an address, or nothing. Not trimmed.
    pub fn text(&self, field: &Field) -> &str {
        match self.value(field) {
            Some(Value::Text(text)) => text,
            _ => "",
        }
    }

    /// The yes or no at an address, if one was given.
    pub fn flag(&self, field: &Field) -> Option<bool> {
        match self.value(field) {
            Some(Value::Flag(flag)) => Some(*flag),
            _ => None,
        }
    }

    /// The list at an address, or an empty one.
    pub fn list(&self, field: &Field) -> &[String] {
        match self.value(field) {
            Some(Value::List(items)) => items,
            _ => &[],
        }
    }

    /// Whether something was answered at an address.
    pub fn answered(&self, field: &Field) -> bool {
        self.value(field).is_some_and(|v| !v.is_blank())
    }

    /// When the person last said that it was sent to the hub.
    pub fn sent_at(&self) -> Option<Timestamp> {
        Timestamp::parse(self.text(&Field::Sending(super::SendingField::SentAt)))
    }

    /// The name to show: the one that the person gave, else the school's.
    pub fn title(&self) -> &str {
        let school = self.text(&Field::School(super::SchoolField::Name)).trim();
        if !self.name.trim().is_empty() {
            self.name.trim()
        } else if school.is_empty() {
            "Untitled application"
        } else {
            school
        }
    }

    /// A copy under a new id, to begin another application from: for another round or another call. What was said
    /// about one round only (duties accepted, meetings, confirmations, sections called complete, what is sent to the hub, the
    /// date and the file of a letter)
    /// begins afresh.
    #[must_use]
    pub fn start_from(&self, id: DraftId, call: CallId, round: &str, now: Timestamp) -> Self {
        let mut copy = Self::new(id, call, round, now);
        // Drafts of the same call and round need different names.
        let same = copy.call == self.call && copy.round == self.round;
        copy.name =
            if same { format!("{} (copy)", self.title().trim_end_matches(" (copy)")) } else { self.name.clone() };
        copy.answers = self
            .answers
            .iter()
            .filter(|(field, _)| {
                !matches!(
                    field,
                    Field::Duty(_)
                        | Field::DutyWhy(_)
                        | Field::Meeting(_)
                        | Field::OwnDate(_)
                        | Field::Declaration(_)
                        | Field::Complete(_)
                        | Field::Sending(_)
                        | Field::Again(_)
                        // Facts of one year, and files that were sent with it.
                        | Field::Point(_, _, PointField::Number | PointField::Level)
                        | Field::Prompt(_, _, PromptField::Files | PromptField::Choice)
                        | Field::Letter(
                            _,
                            LetterField::Date
                                | LetterField::Attached
                                | LetterField::Files
                                | LetterField::SupportAttached
                        )
                )
            })
            .map(|(field, answer)| (field.clone(), answer.clone()))
            .collect();
        copy
    }
}
