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
