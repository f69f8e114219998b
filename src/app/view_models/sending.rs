//! What the export page shows of a draft: e-mails, answers to copy, the calendar. Asked for by that page only.

use crate::app::load::Load;
use crate::app::state::State;
use crate::bundle::bundle_stem;
use crate::call::{Call, Way};
use crate::documents::{AnswerGroup, Email, Mailto, answers, emails};

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
    let (Some(loaded), Some(file)) = (state.open_draft(), state.open_call().and_then(Load::ready)) else {
        return Sending::default();
    };
    let draft = &loaded.draft;
    let bundle = bundle_stem(&file.call, draft, state.now);
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
