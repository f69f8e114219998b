//! What a hub has changed in its call since a draft was opened last, in sentences for a teacher, by topic.

mod applicants;
mod criteria;
mod dates;
mod letters;
mod rest;
mod said;
mod undertakings;

use crate::call::Call;

/// Something that a hub has changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallChange {
    /// What it is about: "Dates".
    pub topic: &'static str,
    /// What has changed, as a sentence.
    pub words: String,
}

/// What has changed from one call to another, by topic, with the texts of their files. Help, notes and colours are ours and no
/// news: a call that differs in nothing else has not changed. Of what no sentence is for, it is said that it is there.
pub fn call_file_changes(before: (&Call, &str), after: (&Call, &str)) -> Vec<CallChange> {
    let mut all = call_changes(before.0, after.0);
    if all.is_empty() && before.0 != after.0 && rest::differ(before.1, after.1) {
        let words = "Something else in this round changed.".to_owned();
        all.push(CallChange { topic: "Everything else", words });
    }
    all
}

fn call_changes(before: &Call, after: &Call) -> Vec<CallChange> {
    let mut all = Changes(Vec::new());
    all.topic("Dates", |put| dates::dates(before, after, put));
    all.topic("Who can apply", |put| applicants::applicants(before, after, put));
    all.topic("Criteria", |put| criteria::criteria(before, after, put));
    all.topic("Focus areas", |put| criteria::focus_areas(before.focus.as_ref(), after.focus.as_ref(), put));
    all.topic("Letters and questions", |put| letters::letters(before, after, put));
    all.topic("Documents", |put| letters::documents(before, after, put));
    all.topic("Commitments", |put| undertakings::commitments(before, after, put));
    all.topic("Declarations", |put| undertakings::declarations(before, after, put));
    all.topic("Sending and questions", |put| undertakings::sending(before, after, put));
    all.topic("Everything else", |put| rest::rest(before, after, put));
    all.0
}

struct Changes(Vec<CallChange>);

impl Changes {
    fn topic(&mut self, topic: &'static str, find: impl FnOnce(&mut dyn FnMut(String))) {
        find(&mut |words| self.0.push(CallChange { topic, words }));
    }
}

#[cfg(test)]
mod tests;
