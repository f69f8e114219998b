//! What has changed in letters, questions and documents.

use super::said::{Put, asked_of, binding, each, quoted};
use crate::call::{Call, Document, Item, Letter, Limit, Need, Prompt, ReadFirst, Strength};
use crate::documents::limits::limit_words;
use crate::draft::{has_other_words, words_have_changed};

/// Of a limit that has changed: what it was, and what it is.
fn limit(name: &str, before: Option<Limit>, after: Option<Limit>, put: Put) {
    let words = |limit: Option<Limit>| limit.map(limit_words).filter(|words| !words.is_empty());
    match (words(before), words(after)) {
        (was, now) if was == now => {}
        (Some(was), Some(now)) => put(format!("The set length of {name} changed from {was} to {now}.")),
        (None, Some(now)) => put(format!("{name} now has a set length: {now}.")),
        (_, None) => put(format!("{name} no longer has a set length.")),
    }
}

/// What can be ticked in a list, and how binding each is.
fn items(all: &[Item]) -> Vec<(&str, Strength)> {
    all.iter().map(|item| (item.quote.trim(), item.strength)).collect()
}

pub(super) fn letters(before: &Call, after: &Call, put: Put) {
    let new = |own: &Letter| format!("New: {}.", quoted(&own.name));
    let gone = |own: &Letter| format!("{} is no longer asked for.", quoted(&own.name));
    for (was, own) in each(&before.letters, &after.letters, |a, b| a.id == b.id, put, new, gone) {
        let name = quoted(&own.name);
        limit(&name, was.limit, own.limit, put);
        binding(&name, was.strength, own.strength, put);
        if was.kind != own.kind {
            put(format!("{name} is now answered differently."));
        }
        asked_of(&name, &was.when, &own.when, put);
        if was.sheet != own.sheet {
            put(format!("The layout asked for in {name} changed."));
        }
        let new = |prompt: &Prompt| format!("New question in {name}: {}.", quoted(&prompt.title));
        let gone = |prompt: &Prompt| format!("No longer asked in {name}: {}.", quoted(&prompt.title));
        for (old, prompt) in each(&was.prompts, &own.prompts, |a, b| a.id == b.id, put, new, gone) {
            limit(&quoted(&prompt.title), old.limit, prompt.limit, put);
            if old.answer != prompt.answer {
                put(format!("{} in {name} is now answered differently.", quoted(&prompt.title)));
            }
            asked_of(&quoted(&prompt.title), &old.when, &prompt.when, put);
            let is_changed =
                has_other_words(&old.title, &prompt.title) || words_have_changed(&old.statements, &prompt.statements);
            if is_changed {
                put(format!("The words of {} in {name} changed.", quoted(&prompt.title)));
            }
            if items(&old.points) != items(&prompt.points) {
                put(format!("The points to cover in {} changed.", quoted(&prompt.title)));
            }
        }
        if was.from != own.from || words_have_changed(&was.statements, &own.statements) {
            put(format!("What is said about {name} changed."));
        }
        match (&was.support, &own.support) {
            (None, Some(support)) => put(format!("New in {name}: {}.", quoted(&support.name))),
            (Some(support), None) => put(format!("No longer asked in {name}: {}.", quoted(&support.name))),
            (Some(old), Some(support)) => {
                let name = quoted(&support.name);
                if has_other_words(&old.quote, &support.quote) {
                    put(format!("The words of {name} changed."));
                }
                binding(&name, old.strength, support.strength, put);
                asked_of(&name, &old.when, &support.when, put);
                if (old.placement, old.choice) != (support.placement, support.choice) {
                    put(format!("{name} now has a different place."));
                }
            }
            (None, None) => {}
        }
    }
}

pub(super) fn documents(before: &Call, after: &Call, put: Put) {
    let new = |own: &ReadFirst| format!("New document to read first: {}.", quoted(&own.name));
    let gone = |own: &ReadFirst| format!("You no longer have to read {} first.", quoted(&own.name));
    for (was, own) in each(&before.read_first, &after.read_first, |a, b| a.name == b.name, put, new, gone) {
        if was.url != own.url {
            put(format!("The link to {} changed.", quoted(&own.name)));
        }
        let name = quoted(&own.name);
        if words_have_changed(&was.statement, &own.statement) {
            put(format!("What is said about {name} changed."));
        }
        match (&was.declaration, &own.declaration) {
            (was, now) if was == now => {}
            (_, Some(_)) => put(format!("You now confirm that you have read {name}.")),
            (_, None) => put(format!("You no longer confirm that you have read {name}.")),
        }
        asked_of(&name, &was.when, &own.when, put);
    }
    let new = |own: &Document| format!("New document: {}.", quoted(&own.name));
    let gone = |own: &Document| format!("{} is no longer asked for.", quoted(&own.name));
    for (was, own) in each(&before.documents, &after.documents, |a, b| a.id == b.id, put, new, gone) {
        let name = quoted(&own.name);
        limit(&name, was.limit, own.limit, put);
        if was.need != own.need {
            put(match own.need {
                Need::Required => format!("{name} is now required."),
                Need::IfApplicable => format!("{name} is now required only if it applies to you."),
                Need::Optional => format!("{name} is now optional."),
            });
        }
        asked_of(&name, &was.when, &own.when, put);
        if was.template != own.template {
            put(format!("The template for {name} changed."));
        }
        if (was.minimum, was.maximum) != (own.minimum, own.maximum) {
            put(format!("The number of files for {name} changed."));
        }
        if items(&was.contents) != items(&own.contents) {
            put(format!("What {name} should include changed."));
        }
        if words_have_changed(&was.statements, &own.statements) {
            put(format!("What is said about {name} changed."));
        }
    }
}
