//! The view of a draft for a receiver: the one door through which answers go into a file, an e-mail or a page that
//! leaves. What is not in the view cannot leave.

use std::borrow::Cow;

use super::holds::{HoldsRow, Part, holds, left_out};
use crate::call::{Call, Timestamp};
use crate::documents::Receiver;
use crate::draft::{
    Answer, Draft, Field, Profile, asked_of_rows, attached, confirmed, is_asked_of_school, is_switched_off,
};

/// What a receiver gets of a draft.
#[derive(Debug, Clone, PartialEq)]
pub struct View<'a> {
    receiver: Receiver,
    draft: Cow<'a, Draft>,
    left_out: Vec<&'static HoldsRow>,
}

const DAY: i64 = 86_400_000;

impl<'a> View<'a> {
    /// The view of a draft for a receiver. `now` is when its files are made: the hub's says nothing of other times.
    pub fn new(call: &Call, draft: &'a Draft, receiver: Receiver, now: Timestamp) -> Self {
        let left_out = left_out(call, draft, receiver);
        let draft = match receiver {
            Receiver::Oneself => Cow::Borrowed(draft),
            Receiver::Leaders => Cow::Owned(for_leaders(call, draft)),
            Receiver::Hub => Cow::Owned(for_hub(call, draft, now)),
        };
        Self { receiver, draft, left_out }
    }

    /// For whom it is.
    pub fn receiver(&self) -> Receiver {
        self.receiver
    }

    /// The answers that the receiver gets.
    pub fn draft(&self) -> &Draft {
        &self.draft
    }

    /// What is left out.
    pub fn left_out(&self) -> &[&'static HoldsRow] {
        &self.left_out
    }

    /// Whether the receiver gets a part.
    pub fn holds(&self, part: Part) -> bool {
        self.left_out.iter().all(|row| row.part != part)
    }
}

/// Whether a receiver gets the answer at an address, by the table alone.
fn is_held(call: &Call, draft: &Draft, receiver: Receiver, field: &Field) -> bool {
    // What is known of an attached file goes where it is named.
    matches!(field, Field::File(..)) || holds(call, draft, receiver, Part::of(call, field))
}

fn for_leaders(call: &Call, draft: &Draft) -> Draft {
    let mut view = confirmed(call, draft).into_owned();
    view.answers.retain(|field, _| is_held(call, draft, Receiver::Leaders, field));
    for (field, answer) in &mut view.answers {
        asked_of_rows(call, field, &mut answer.value);
    }
    view
}

/// The answers that the hub asks of this school, as they are now, without their times and authors.
fn for_hub(call: &Call, draft: &Draft, now: Timestamp) -> Draft {
    let draft = &*confirmed(call, draft);
    let profile = Profile::of(call, draft);
    let day = Timestamp(now.london().0.days().saturating_mul(DAY));
    let mut view = Draft::new(draft.id.clone(), draft.call.clone(), &draft.round, day);
    let goes = |field: &Field, answer: &Answer| {
        !answer.value.is_blank()
            && is_held(call, draft, Receiver::Hub, field)
            && is_asked_of_school(call, &profile, field)
            && !is_switched_off(call, draft, field)
    };
    for (field, answer) in draft.answers.iter().filter(|(field, answer)| goes(field, answer)) {
        let mut value = answer.value.clone();
        asked_of_rows(call, field, &mut value);
        let plain = Answer { value, at: day, by: None, more: serde_json::Map::new() };
        view.answers.insert(field.clone(), plain);
    }
    let named: Vec<_> = attached(&view).into_iter().map(|file| file.id).collect();
    view.answers.retain(|field, _| !matches!(field, Field::File(id, _) if !named.contains(id)));
    view
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::documents::{answers, application_for};
    use crate::draft::asked_again;
    use crate::readiness::testing::{call, draft, noon, says};

    #[test]
    fn what_confirms_earlier_words_of_the_hub_leaves_for_nobody_and_stays_here() {
        let before = call(json!({
            "duties": [{"id": "host", "statement": says("Host a visit.")}, {"id": "meet", "statement": says("Meet us.")}],
            "letters": [{"id": "l", "name": "L", "kind": "letter", "strength": "must", "statements": [], "prompts": [
                {"id": "v", "title": "Have you been visited?", "statements": [], "answer": {"kind": "yes-no"}}]}]
        }));
        let mut after = before.clone();
        after.duties[0].statement.text = "Host two visits.".to_owned();
        after.letters[0].prompts[0].title = "Have you not been visited?".to_owned();
        let mut own =
            draft(&json!({"duties/host/accepted": false, "duties/host/why": "In May.", "duties/meet/accepted": true,
            "letters/l/prompts/v/choice": true}));
        for (field, value) in asked_again(&before, &after, &own, noon()) {
            own.set(field, value, noon());
        }
        let fields = ["duties/host/accepted", "duties/meet/accepted", "letters/l/prompts/v/choice"].map(Field::parse);
        for (receiver, expected) in [
            (Receiver::Hub, [false, true, false]),
            (Receiver::Leaders, [false, true, false]),
            (Receiver::Oneself, [true; 3]),
        ] {
            let view = View::new(&after, &own, receiver, noon());
            assert_eq!(fields.each_ref().map(|field| view.draft().answered(field)), expected, "{receiver:?}");
            let deadline = crate::readiness::deadline(&after, noon());
            let said = format!("{:?}", application_for(receiver, &after, view.draft(), deadline, noon()));
            assert!(
                !said.contains("Not agreed") && !said.contains("Yes") && said.contains("Agreed"),
                "{receiver:?}: {said}"
            );
            let copied = format!("{:?}", answers(&after, view.draft()));
            assert!(!copied.contains("Not agreed") && !copied.contains("Yes"), "{receiver:?}: {copied}");
            let flow = crate::documents::letter_flow(&after, view.draft(), &after.letters[0], noon());
            assert!(!format!("{flow:?}").contains("Yes"), "{receiver:?}");
        }
        let hub = View::new(&after, &own, Receiver::Hub, noon());
        assert!(!hub.draft().answered(&Field::parse("duties/host/why")), "nor its reason");
    }

    #[test]
    fn cells_of_partner_schools_that_are_not_asked_for_stay_here() {
        let own = draft(
            &json!({"cluster/schools": ["Fen End\tJo Marsh\tHead of music\tjo@fen.example.org", "\t\t\tmo@fen.example.org"]}),
        );
        let field = Field::Cluster;
        for (role, email, expected) in [
            (true, true, ["Fen End\tJo Marsh\tHead of music\tjo@fen.example.org", "\t\t\tmo@fen.example.org"]),
            (true, false, ["Fen End\tJo Marsh\tHead of music", ""]),
            (false, true, ["Fen End\tJo Marsh\t\tjo@fen.example.org", "\t\t\tmo@fen.example.org"]),
            (false, false, ["Fen End\tJo Marsh", ""]),
        ] {
            let call = call(json!({"cluster": {"name": "Partners", "role": role, "email": email}}));
            for receiver in [Receiver::Hub, Receiver::Leaders] {
                let view = View::new(&call, &own, receiver, noon());
                assert_eq!(view.draft().list(&field), expected, "{receiver:?} {role} {email}");
            }
            let deadline = crate::readiness::deadline(&call, noon());
            let said = format!("{:?}", application_for(Receiver::Oneself, &call, &own, deadline, noon()));
            let copied = format!("{:?}", answers(&call, &own));
            for text in [said, copied] {
                assert_eq!((text.contains("Head of music"), text.contains("jo@fen")), (role, email), "{text}");
            }
            let wrong = draft(&json!({"cluster/schools": ["Fen End\tJo Marsh\t\tjo"]}));
            assert_eq!(crate::draft::problem(&call, &wrong, &field).is_some(), email);
        }
    }
}
