//! What the export page shows of a draft: e-mails, answers to copy, the calendar. Asked for by that page only.

use super::{Load, State};
use crate::bundle::bundle_name;
use crate::call::{Call, Way};
use crate::documents::{AnswerGroup, Email, Mailto, answers, emails};
use crate::draft::{Field, SchoolField};

/// How a draft is handed in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sending {
    /// The bundle's file name, if it is made today.
    pub bundle: String,
    /// The e-mails to send, where the call asks for them, each with the address that opens a mail program.
    pub emails: Vec<(Email, Mailto)>,
    /// The answers to copy.
    pub answers: Vec<AnswerGroup>,
}

/// How the draft that is open is handed in.
pub fn sending(state: &State) -> Sending {
    let (Some(held), Some(file)) = (state.open_draft(), state.open_call().and_then(Load::here)) else {
        return Sending::default();
    };
    let draft = &held.draft;
    let school = draft.text(&Field::School(SchoolField::Name));
    let bundle = bundle_name(school, file.call.id.as_str(), &state.now.london().0.to_string());
    let with_address = |email: Email| {
        let address = email.mailto();
        (email, address)
    };
    Sending {
        emails: emails(&file.call, draft, &format!("{bundle}.zip")).into_iter().map(with_address).collect(),
        answers: answers(&file.call, draft),
        bundle,
    }
}

/// Whether the call is handed in by a form, so that answers have to be copied.
pub fn has_form(call: &Call) -> bool {
    call.submission.ways.iter().any(|way| matches!(way, Way::Form { .. }))
}
