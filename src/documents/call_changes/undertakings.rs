//! What has changed in commitments, declarations, and how an application is sent.

use super::said::{Put, asked_of, each, quoted, required, sentence};
use crate::call::{Call, Contact, Way};
use crate::draft::{declaration_has_changed, duty_has_changed, words_have_changed};

pub(super) fn commitments(before: &Call, after: &Call, put: Put) {
    let first = |text: &str| {
        const LONGEST: usize = 80;
        match text.char_indices().nth(LONGEST) {
            Some((end, _)) => format!("\u{201c}{}\u{2026}\u{201d}", text.get(..end).unwrap_or_default().trim_end()),
            None => quoted(text),
        }
    };
    let new = |text: &str| format!("New: {}", sentence(first(text)));
    let gone = |text: &str| format!("No longer asked: {}", sentence(first(text)));
    let both = each(
        &before.duties,
        &after.duties,
        |a, b| a.id == b.id,
        put,
        |own| new(&own.statement.text),
        |own| gone(&own.statement.text),
    );
    for (was, duty) in both {
        if duty_has_changed(was, duty) {
            put(format!("The words changed: {}", sentence(first(&duty.statement.text))));
        }
        asked_of(&first(&duty.statement.text), &was.when, &duty.when, put);
    }
}

pub(super) fn declarations(before: &Call, after: &Call, put: Put) {
    let new = |label: &str| format!("New: {}", sentence(quoted(label)));
    let gone = |label: &str| format!("No longer asked: {}", sentence(quoted(label)));
    let both = each(
        &before.declarations,
        &after.declarations,
        |a, b| a.id == b.id,
        put,
        |own| new(&own.label),
        |own| gone(&own.label),
    );
    for (was, own) in both {
        if declaration_has_changed(was, own) {
            put(format!("The words changed: {}", sentence(quoted(&own.label))));
        }
        let name = quoted(&own.label);
        asked_of(&name, &was.when, &own.when, put);
        required(&name, was.required, own.required, put);
        match (was.after_sending, own.after_sending) {
            (false, true) => put(format!("{name} is now to be confirmed after you have sent your application.")),
            (true, false) => put(format!("{name} is now to be confirmed before you send your application.")),
            _ => {}
        }
        if was.person != own.person {
            put(format!("{name} is now about somebody else."));
        }
    }
}

pub(super) fn sending(before: &Call, after: &Call, put: Put) {
    if before.submission.ways != after.submission.ways {
        match (only_address(before), only_address(after)) {
            (Some(was), Some(now)) if was != now => put(format!("The address changed from {was} to {now}.")),
            _ => put("How you send your application changed.".to_owned()),
        }
    } else if words_have_changed(&before.submission.statements, &after.submission.statements) {
        put("The words about sending changed.".to_owned());
    }
    if words_have_changed(&before.submission.do_not_contact, &after.submission.do_not_contact) {
        put("What is said about whom not to contact changed.".to_owned());
    }
    if before.data_protection != after.data_protection {
        put("What is said about data protection changed.".to_owned());
    }
    let reach = |contact: &Contact| {
        let parts = [&contact.name, &contact.email, &contact.telephone, &contact.url];
        let parts = parts.into_iter().flatten().map(|part| part.trim());
        parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    };
    match (before.enquiries(), after.enquiries()) {
        (was, now) if was == now => {}
        (_, Some(now)) => put(match reach(now) {
            to if to.is_empty() => "The contact for questions changed.".to_owned(),
            to => format!("Questions now go to {to}."),
        }),
        (_, None) => put("There is no longer a contact for questions.".to_owned()),
    }
}

/// The address to which all goes, where it all goes by e-mail.
fn only_address(call: &Call) -> Option<&str> {
    match call.submission.ways.as_slice() {
        [Way::Email { address, .. }] => Some(address),
        _ => None,
    }
}
