//! A draft with only the answers that its call asks for.

use crate::call::Call;
use crate::draft::{Draft, asked_of_rows, confirmed, is_asked};

/// The draft without the answers that this call does not ask for: so that a number that belonged to last year’s call
/// reaches neither a mail nor a label. Nor what confirms words that the hub has changed since.
pub(crate) fn only_asked(call: &Call, draft: &Draft) -> Draft {
    let mut asked = confirmed(call, draft).into_owned();
    asked.answers.retain(|field, _| is_asked(call, field));
    for (field, answer) in &mut asked.answers {
        asked_of_rows(call, field, &mut answer.value);
    }
    asked
}
