//! What a hub has changed in its call since a draft was opened last, in sentences for a teacher, by topic.

use super::amounts::duration_words;
use super::limits::limit_words;
use crate::call::{
    Attendance, Call, CallDate, Condition, Contact, Criterion, DateKind, Document, Focus, Letter, Limit, Need, Point,
    Prompt, ReadFirst, Strength, Way, When,
};
use crate::draft::{declaration_has_changed, duty_has_changed, point_has_changed, words_have_changed};

/// Something that a hub has changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallChange {
    /// What it is about: "Dates".
    pub topic: &'static str,
    /// What has changed, as a sentence.
    pub words: String,
}

/// What has changed from one call to another, by topic. Help, notes and colours are ours and no news: a call that differs
/// in nothing else has not changed.
pub fn call_changes(before: &Call, after: &Call) -> Vec<CallChange> {
    let mut all = Changes(Vec::new());
    all.topic("Dates", |put| dates(before, after, put));
    all.topic("Who can apply", |put| applicants(before, after, put));
    all.topic("Criteria", |put| criteria(before, after, put));
    all.topic("Focus areas", |put| focus_areas(before.focus.as_ref(), after.focus.as_ref(), put));
    all.topic("Letters and questions", |put| letters(before, after, put));
    all.topic("Documents", |put| documents(before, after, put));
    all.topic("Commitments", |put| commitments(before, after, put));
    all.topic("Declarations", |put| declarations(before, after, put));
    all.topic("Sending and questions", |put| sending(before, after, put));
    all.topic("Everything else", |put| rest(before, after, put));
    all.0
}

struct Changes(Vec<CallChange>);

impl Changes {
    fn topic(&mut self, topic: &'static str, find: impl FnOnce(&mut dyn FnMut(String))) {
        find(&mut |words| self.0.push(CallChange { topic, words }));
    }
}

type Put<'a> = &'a mut dyn FnMut(String);

/// A name in quotation marks, without the colon that a heading ends in.
fn quoted(name: &str) -> String {
    format!("\u{201c}{}\u{201d}", name.trim().trim_end_matches([':', '.']))
}

/// Things that have ids: those that are in both, one after the other, and what is said of those that are in one only.
fn each<'a, T>(
    before: &'a [T],
    after: &'a [T],
    is_same: impl Fn(&T, &T) -> bool,
    put: Put,
    new: impl Fn(&T) -> String,
    gone: impl Fn(&T) -> String,
) -> Vec<(&'a T, &'a T)> {
    let mut both = Vec::new();
    for own in after {
        match before.iter().find(|other| is_same(other, own)) {
            Some(was) => both.push((was, own)),
            None => put(new(own)),
        }
    }
    for was in before.iter().filter(|was| !after.iter().any(|own| is_same(was, own))) {
        put(gone(was));
    }
    both
}

fn dates(before: &Call, after: &Call, put: Put) {
    match (before.submission.any_time, after.submission.any_time) {
        (false, true) => put("You can now apply at any time.".to_owned()),
        (true, false) => put("Applying at any time is no longer possible.".to_owned()),
        _ => {}
    }
    let is_published = |date: &CallDate| date.when != When::NotPublished;
    let new = |date: &CallDate| match date.when {
        When::NotPublished => format!("New date, not published yet: {}.", date.name),
        _ => format!("New date: {}, {}.", date.name, date.when.words()),
    };
    let gone = |date: &CallDate| format!("{} is no longer among the dates.", quoted(&date.name));
    for (was, date) in each(&before.dates, &after.dates, |a, b| a.id == b.id, put, new, gone) {
        let name = match date.kind {
            DateKind::Deadline if after.deadlines().len() == 1 => "The deadline".to_owned(),
            _ => quoted(&date.name),
        };
        if was.when != date.when {
            put(match (is_published(was), is_published(date)) {
                (true, true) => format!("{name} changed. Before: {}. Now: {}.", was.when.words(), date.when.words()),
                (false, _) => format!("{name} now has a date: {}.", date.when.words()),
                (_, false) => format!("{name} no longer has a date."),
            });
        }
        if was.venue != date.venue {
            put(match &date.venue {
                Some(venue) => format!("{name} is now at {}.", venue.trim().trim_end_matches('.')),
                None => format!("{name} no longer has a venue."),
            });
        }
        if was.minutes != date.minutes
            && let Some(takes) = duration_words(date)
        {
            put(format!("{name} now takes {takes}."));
        }
        match (was.attendance, date.attendance) {
            (was, now) if was == now => {}
            (_, Attendance::None) => put(format!("You are no longer expected at {name}.")),
            (_, Attendance::Expected) => put(format!("You are now expected at {name}.")),
            (_, Attendance::Required) => put(format!("You must now attend {name}.")),
        }
    }
}

fn applicants(before: &Call, after: &Call, put: Put) {
    let new = |name: &str| format!("{} can now apply.", quoted(name));
    let gone = |name: &str| format!("{} can no longer apply.", quoted(name));
    each(&before.settings, &after.settings, |a, b| a.id == b.id, put, |own| new(&own.name), |own| gone(&own.name));
    let counts = |call: &Call| {
        let places = call.places.iter();
        places.map(|place| (place.id.clone(), place.minimum, place.maximum, place.settings.clone())).collect::<Vec<_>>()
    };
    if counts(before) != counts(after) {
        put("The places that schools can apply for changed.".to_owned());
    }
    let names =
        |call: &Call| call.regions.iter().flat_map(|all| &all.named).map(|own| own.name.clone()).collect::<Vec<_>>();
    if names(before) != names(after) {
        put("The list of regions to choose from changed.".to_owned());
    }
    let asked = after.profile.iter().filter(|own| before.asks(own.ask).is_none()).count();
    let noun = after.applicant(None).noun();
    match asked {
        0 => {}
        1 => put(format!("There is a new question about your {noun}.")),
        several => put(format!("There are {several} new questions about your {noun}.")),
    }
    match before.profile.iter().filter(|own| after.asks(own.ask).is_none()).count() {
        0 => {}
        1 => put(format!("A question about your {noun} is no longer asked.")),
        several => put(format!("{several} questions about your {noun} are no longer asked.")),
    }
    if before.lots != after.lots {
        put("The list of what you can apply for changed.".to_owned());
    }
    match (&before.cluster, &after.cluster) {
        (was, now) if was == now => {}
        (None, Some(now)) => put(format!("New: {}.", quoted(&now.name))),
        (Some(_), Some(now)) => put(format!("The requirements for {} changed.", quoted(&now.name))),
        (Some(was), None) => put(format!("No longer asked: {}.", quoted(&was.name))),
        (None, None) => {}
    }
    let new = |name: &str| format!("New person to name: {name}.");
    let gone = |name: &str| format!("You no longer have to name this person: {name}.");
    each(&before.people, &after.people, |a, b| a.id == b.id, put, |own| new(&own.name), |own| gone(&own.name));
}

fn criteria(before: &Call, after: &Call, put: Put) {
    let new = |own: &Criterion| format!("New criterion: {}.", quoted(&own.name));
    let gone = |own: &Criterion| format!("No longer a criterion: {}.", quoted(&own.name));
    for (was, own) in each(&before.criteria, &after.criteria, |a, b| a.id == b.id, put, new, gone) {
        let within = quoted(&own.name);
        let new = |point: &Point| format!("New in {within}: {}.", point.label);
        let gone = |point: &Point| format!("No longer asked in {within}: {}.", point.label);
        asked_of(&within, &was.when, &own.when, put);
        let mut is_said = false;
        for (old, point) in each(&was.points, &own.points, |a, b| a.id == b.id, put, new, gone) {
            if point_has_changed((was, old), (own, point)) {
                put(format!("The words of {} in {within} changed.", quoted(&point.label)));
                is_said = true;
            } else if old.rule != point.rule || old.needed_together != point.needed_together {
                put(format!("{} in {within} is now judged differently.", quoted(&point.label)));
            }
            asked_of(&quoted(&point.label), &old.when, &point.when, put);
            if old.strength != point.strength {
                put(match point.strength {
                    Strength::Must => format!("{} in {within} is now required.", quoted(&point.label)),
                    Strength::May => format!("{} in {within} is now optional.", quoted(&point.label)),
                    Strength::Should => {
                        format!("The wording for {} in {within} is now \u{201c}should\u{201d}.", quoted(&point.label))
                    }
                    Strength::Considered => {
                        format!("{} in {within} is now taken into account.", quoted(&point.label))
                    }
                });
            }
        }
        let is_same_points = was.points.len() == own.points.len();
        if !is_said && is_same_points && words_have_changed(&was.statements, &own.statements) {
            put(format!("The words of {within} changed."));
        }
    }
    if before.scale.by_hub && after.scale.by_hub && steps(before) != steps(after) {
        put("The ratings that you can choose from changed.".to_owned());
    }
}

fn steps(call: &Call) -> Vec<(&str, &str)> {
    call.scale.steps.iter().map(|step| (step.id.as_str(), step.label.as_str())).collect()
}

fn focus_areas(before: Option<&Focus>, after: Option<&Focus>, put: Put) {
    let (Some(before), Some(after)) = (before, after) else {
        match (before, after) {
            (None, Some(_)) => put("You are now asked for focus areas.".to_owned()),
            (Some(_), None) => put("Focus areas are no longer asked for.".to_owned()),
            _ => {}
        }
        return;
    };
    let new = |name: &str| format!("New focus area: {}.", quoted(name));
    let gone = |name: &str| format!("The focus area {} can no longer be chosen.", quoted(name));
    let both = each(&before.areas, &after.areas, |a, b| a.id == b.id, put, |own| new(&own.name), |own| gone(&own.name));
    for (was, area) in both {
        if was.name != area.name || words_have_changed(&was.statements, &area.statements) {
            put(format!("The words of the focus area {} changed.", quoted(&area.name)));
        }
    }
    if (before.minimum, before.maximum) != (after.minimum, after.maximum) {
        put("The number of focus areas to choose changed.".to_owned());
    }
    let rest = |focus: &Focus| [&focus.statements[..], &focus.across_schools, &focus.at_renewal].concat();
    if words_have_changed(&rest(before), &rest(after)) {
        put("The words about focus areas changed.".to_owned());
    }
    if before.asks_why() != after.asks_why() {
        let words = if after.asks_why() { "now have" } else { "no longer have" };
        put(format!("You {words} to say why you choose a focus area."));
    }
}

/// That something is asked of other schools than before.
fn asked_of(name: &str, before: &[Condition], after: &[Condition], put: Put) {
    if before != after {
        put(format!("{name} now applies to different schools."));
    }
}

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

fn letters(before: &Call, after: &Call, put: Put) {
    let new = |own: &Letter| format!("New: {}.", quoted(&own.name));
    let gone = |own: &Letter| format!("{} is no longer asked for.", quoted(&own.name));
    for (was, own) in each(&before.letters, &after.letters, |a, b| a.id == b.id, put, new, gone) {
        let name = quoted(&own.name);
        limit(&name, was.limit, own.limit, put);
        if was.strength != own.strength {
            put(match own.strength {
                Strength::May => format!("{name} is now optional."),
                Strength::Must => format!("{name} is now required."),
                Strength::Should => format!("The wording for {name} is now \u{201c}should\u{201d}."),
                Strength::Considered => format!("{name} is now taken into account."),
            });
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
            let is_changed = old.title != prompt.title || words_have_changed(&old.statements, &prompt.statements);
            if is_changed {
                put(format!("The words of {} in {name} changed.", quoted(&prompt.title)));
            }
        }
        if words_have_changed(&was.statements, &own.statements) {
            put(format!("What is said about {name} changed."));
        }
        match (&was.support, &own.support) {
            (None, Some(support)) => put(format!("New in {name}: {}.", quoted(&support.name))),
            (Some(support), None) => put(format!("No longer asked in {name}: {}.", quoted(&support.name))),
            (Some(old), Some(support)) if old.quote != support.quote => {
                put(format!("The words of {} changed.", quoted(&support.name)));
            }
            _ => {}
        }
    }
}

fn documents(before: &Call, after: &Call, put: Put) {
    let new = |own: &ReadFirst| format!("New document to read first: {}.", quoted(&own.name));
    let gone = |own: &ReadFirst| format!("You no longer have to read {} first.", quoted(&own.name));
    for (was, own) in each(&before.read_first, &after.read_first, |a, b| a.name == b.name, put, new, gone) {
        if was.url != own.url {
            put(format!("The link to {} changed.", quoted(&own.name)));
        }
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
        if words_have_changed(&was.statements, &own.statements) {
            put(format!("What is said about {name} changed."));
        }
    }
}

fn commitments(before: &Call, after: &Call, put: Put) {
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
    }
}

fn declarations(before: &Call, after: &Call, put: Put) {
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
    }
}

fn sentence(mut words: String) -> String {
    words.push('.');
    words
}

fn sending(before: &Call, after: &Call, put: Put) {
    if before.submission.ways != after.submission.ways {
        match (only_address(before), only_address(after)) {
            (Some(was), Some(now)) if was != now => put(format!("The address changed from {was} to {now}.")),
            _ => put("How you send your application changed.".to_owned()),
        }
    } else if words_have_changed(&before.submission.statements, &after.submission.statements) {
        put("The words about sending changed.".to_owned());
    }
    let reach = |contact: &Contact| {
        let parts = [&contact.name, &contact.email, &contact.telephone, &contact.url];
        parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(", ")
    };
    match (before.enquiries(), after.enquiries()) {
        (was, now) if was == now => {}
        (_, Some(now)) => put(format!("Questions now go to {}.", reach(now))),
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

fn rest(before: &Call, after: &Call, put: Put) {
    if before.round != after.round && !after.round.trim().is_empty() {
        put(format!("The round is now called {}.", quoted(&after.round)));
    }
    let words = |call: &'_ Call| {
        let passages = call.passages.iter().flat_map(|passage| &passage.statements);
        let places = call.places.iter().map(|place| &place.statement);
        passages
            .chain(places)
            .chain(call.benefits.iter().map(|benefit| &benefit.statement))
            .cloned()
            .collect::<Vec<_>>()
    };
    if words_have_changed(&words(before), &words(after)) {
        put("Other words about the role, its benefits or how schools are chosen changed.".to_owned());
    }
}

#[cfg(test)]
mod tests;
