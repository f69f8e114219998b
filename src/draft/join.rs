//! Two copies of one draft that were changed at the same time, in two tabs, are joined answer by answer.
//!
//! The answer that was changed later stays. If whoever wrote it had not seen the other one, that one is handed back, so
//! that the page can show it: nothing that somebody has typed is thrown away.
//!
//! Joining is symmetric and idempotent: two tabs that have each joined the other's copy hold the same answers.

use std::hash::{DefaultHasher, Hash, Hasher};

use litemap::LiteMap;

use super::{Answer, Draft, Field, Value};
use crate::call::Timestamp;

/// One state of an answer: when it was changed, and a digest of what it holds. Two tabs may change an answer at the same
/// time, and if a clock was set back they often do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EditStamp {
    /// When the answer was changed.
    pub at: Timestamp,
    digest: u64,
}

impl EditStamp {
    /// The stamp of an answer.
    pub fn of(answer: &Answer) -> Self {
        let mut hasher = DefaultHasher::new();
        match &answer.value {
            Value::Text(text) => text.hash(&mut hasher),
            other => other.words().hash(&mut hasher),
        }
        Self { at: answer.at, digest: hasher.finish() }
    }
}

/// Edits of an answer in this tab that no other tab is known to have seen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Unacknowledged {
    /// The answer before the first of these edits.
    pub base: Option<EditStamp>,
    /// The edits that were made here, in order.
    pub edits: Vec<EditStamp>,
    /// Whether storage has held the latest of them: then whoever stores a later answer has read it.
    pub stored: bool,
}

impl Unacknowledged {
    /// Whether a state of the answer was known here when the later ones were typed.
    fn knew(&self, stamp: EditStamp) -> bool {
        self.base == Some(stamp) || self.edits.contains(&stamp)
    }
}

/// The answers that were changed here and that no other tab is known to have seen.
pub type UnacknowledgedAnswers = LiteMap<Field, Unacknowledged>;

/// What came of joining.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Joined {
    /// Whether anything of the other copy is new here.
    pub took: bool,
    /// Whether the other copy lacks anything of this one.
    pub lacks: bool,
    /// Answers of either copy that a later one took the place of, although whoever wrote that one had not seen them.
    pub replaced: Vec<(Field, Value)>,
}

impl Draft {
    /// Joins another copy of this draft into this one.
    pub fn join(&mut self, other: &Self, unacknowledged: &mut UnacknowledgedAnswers) -> Joined {
        let mut joined = self.join_answers(&other.answers, unacknowledged);
        joined.lacks |= self.answers.keys().any(|field| !other.answers.contains_key(field));
        // The rest has no times of its own: whoever changed anything last has said it last.
        if (other.name != self.name || other.more != self.more) && other.changed != self.changed {
            if other.changed > self.changed {
                self.name.clone_from(&other.name);
                self.more.clone_from(&other.more);
                joined.took = true;
            } else {
                joined.lacks = true;
            }
        }
        self.changed = self.changed.max(other.changed);
        joined
    }

    /// Joins some answers of another copy into this draft.
    pub fn join_answers(
        &mut self,
        theirs: &LiteMap<Field, Answer>,
        unacknowledged: &mut UnacknowledgedAnswers,
    ) -> Joined {
        let mut joined = Joined::default();
        // Put in together: each by itself would move those behind it.
        let mut new = Vec::new();
        for (field, answer) in theirs {
            let Some(own) = self.answers.get_mut(field) else {
                new.push((field.clone(), answer.clone()));
                joined.took = true;
                continue;
            };
            if own.value == answer.value {
                // The same text from before the edits that were made here says nothing of what the other tab has seen.
                if answer.at >= own.at {
                    unacknowledged.remove(field);
                    own.at = answer.at;
                }
            } else if (answer.at, answer.value.words()) > (own.at, own.value.words()) {
                let is_unseen = unacknowledged.remove(field).is_some_and(|own| !own.stored);
                if is_unseen && is_typed(field) && !holds(&answer.value, &own.value) {
                    joined.replaced.push((field.clone(), own.value.clone()));
                }
                *own = answer.clone();
                joined.took = true;
            } else {
                joined.lacks = true;
                let stamp = EditStamp::of(answer);
                let seen = match unacknowledged.get_mut(field) {
                    Some(known) if known.knew(stamp) => true,
                    Some(known) => {
                        // Said once.
                        known.edits.push(stamp);
                        false
                    }
                    // This answer was in storage already, so whoever stored the earlier one over it had not seen it.
                    None => false,
                };
                if !seen && is_typed(field) && !holds(&own.value, &answer.value) {
                    joined.replaced.push((field.clone(), answer.value.clone()));
                }
            }
        }
        self.answers.extend(new);
        joined
    }
}

/// Whether somebody has typed or chosen it. What is noted about an answer nobody misses.
fn is_typed(field: &Field) -> bool {
    !matches!(field, Field::Again(_))
}

/// Whether all the words of one answer stand in another.
fn holds(whole: &Value, part: &Value) -> bool {
    match (whole, part) {
        (Value::List(whole), Value::List(part)) => part.iter().all(|item| whole.contains(item)),
        _ => part.is_blank() || whole.words().contains(part.words().trim()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::any_draft;
    use super::*;
    use crate::draft::DraftId;

    fn draft(answers: &[(&str, &str, i64)]) -> Draft {
        let (id, call) = (DraftId::new("a").unwrap(), crate::call::CallId::new("marsh-2027").unwrap());
        let mut draft = Draft::new(id, call, "2027", Timestamp(0));
        for (field, text, at) in answers {
            draft.set(Field::parse(field), Value::from(*text), Timestamp(*at));
        }
        draft
    }

    fn text(draft: &Draft) -> &str {
        draft.text(&Field::parse("school/name"))
    }

    fn stamp(text: &str, at: i64) -> EditStamp {
        let draft = draft(&[("school/name", "x", at - 1), ("school/name", text, at)]);
        EditStamp::of(&draft.answers[&Field::parse("school/name")])
    }

    #[test]
    fn the_later_one_stays_and_what_nobody_saw_is_handed_back() {
        let name = Field::parse("school/name");
        // (own text, when; what it began from; theirs, when) and what stays, what gives way.
        for (own, base, theirs, stays, replaced) in [
            (("Lark", 5), Some(3), ("Larkfield", 9), "Larkfield", None),
            (("Lark", 5), Some(3), ("Oakhill", 9), "Oakhill", Some("Lark")),
            (("Lark", 9), Some(3), ("Oakhill", 5), "Lark", Some("Oakhill")),
            (("Lark", 9), None, ("Oakhill", 5), "Lark", Some("Oakhill")),
            // What was known here when the later one was typed was changed on purpose.
            (("Lark", 9), Some(5), ("Oakhill", 5), "Lark", None),
            // What is older than that may be new all the same: the clock was set back, and the draft was deleted meanwhile.
            (("Lark", 9), Some(7), ("Ashford", 5), "Lark", Some("Ashford")),
            (("Lark", 9), Some(3), ("Oakhill", 6), "Lark", None),
            (("Lark", 9), Some(3), ("Lar", 5), "Lark", None),
            // Two tabs whose clock was set back count up from the same time.
            (("Lark", 9), Some(3), ("Ashford", 6), "Lark", Some("Ashford")),
            (("Lark", 9), Some(3), ("Ashford", 9), "Lark", Some("Ashford")),
            (("", 9), Some(3), ("Oakhill", 5), "", Some("Oakhill")),
            (("", 5), Some(3), ("Oakhill", 9), "Oakhill", None),
        ] {
            let mut here = draft(&[("school/name", "x", 1), ("school/name", own.0, own.1)]);
            let base = base.map(|at| stamp(if at == 7 { "Elmwood" } else { theirs.0 }, at));
            let known = Unacknowledged { base, edits: vec![stamp("Oakhill", 6), stamp(own.0, own.1)], stored: false };
            let mut unacknowledged = UnacknowledgedAnswers::from_iter([(name.clone(), known)]);
            let there = draft(&[("school/name", theirs.0, theirs.1)]);
            let joined = here.join(&there, &mut unacknowledged);
            assert_eq!(text(&here), stays, "{own:?} {theirs:?}");
            let words: Vec<String> = joined.replaced.iter().map(|(_, value)| value.words()).collect();
            assert_eq!(words, replaced.map(str::to_owned).into_iter().collect::<Vec<_>>(), "{own:?} {theirs:?}");
            assert_eq!(here.join(&there, &mut unacknowledged).replaced, [], "it is said once");
        }
    }

    #[test]
    fn an_earlier_answer_that_was_stored_later_is_handed_back() {
        // The draft was deleted, and stored again by a tab that had not seen this tab's answer.
        let mut here = draft(&[("school/name", "Lark", 9)]);
        for (theirs, replaced) in [("Oakhill", vec![Value::from("Oakhill")]), ("Lar", vec![]), ("", vec![])] {
            let joined = here.join(&draft(&[("school/name", theirs, 5)]), &mut UnacknowledgedAnswers::new());
            let values: Vec<Value> = joined.replaced.into_iter().map(|(_, value)| value).collect();
            assert_eq!((text(&here), values), ("Lark", replaced), "{theirs:?}");
        }
    }

    #[test]
    fn what_others_have_seen_gives_way_in_silence() {
        let mut here = draft(&[("school/name", "Lark", 5)]);
        let joined = here.join(&draft(&[("school/name", "Oakhill", 9)]), &mut UnacknowledgedAnswers::new());
        assert_eq!((text(&here), joined.replaced), ("Oakhill", vec![]));
    }

    #[test]
    fn the_name_is_that_of_the_later_copy() {
        let (mut here, mut there) = (draft(&[]), draft(&[]));
        there.name = "For the governors".to_owned();
        there.touch(Timestamp(5));
        assert!(here.join(&there, &mut UnacknowledgedAnswers::new()).took);
        assert_eq!(here, there);
        here.name = "For us".to_owned();
        here.touch(Timestamp(6));
        assert!(here.join(&there, &mut UnacknowledgedAnswers::new()).lacks);
        assert_eq!(here.name, "For us");
    }

    proptest! {
        #[test]
        fn from_either_side_the_same(first in any_draft(), second in any_draft()) {
            let joined = |a: &Draft, b: &Draft| {
                let mut whole = a.clone();
                whole.join(b, &mut UnacknowledgedAnswers::new());
                whole
            };
            let (one, other) = (joined(&first, &second), joined(&second, &first));
            for (field, answer) in &one.answers {
                prop_assert_eq!(&answer.value, &other.answers[field].value);
            }
            prop_assert_eq!(one.answers.len(), other.answers.len());
            let mut again = one.clone();
            let more = again.join(&other, &mut UnacknowledgedAnswers::new());
            prop_assert!(!more.took && more.replaced.is_empty());
            let unchanged = again.join(&second, &mut UnacknowledgedAnswers::new());
            prop_assert!(!unchanged.took);
        }
    }
}
