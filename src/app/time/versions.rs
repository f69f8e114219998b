//! Earlier versions of a draft: when one is kept, brought back, compared.

use super::super::{Effect, Focus, Load, NOTICE, Notice, State};
use super::{after, deleted, steps};
use crate::call::{Timestamp, clock_words};
use crate::documents::{answer_words, field_words};
use crate::draft::{
    Draft, DraftId, Field, HISTORY_KEY, HISTORY_ROOM, History, Value, Why, differences, differing, read_history,
    write_history,
};

/// Writing that has paused for so long, in milliseconds, is worth a version.
const PAUSE: i64 = 2 * 60_000;
/// So is writing that goes on for so long.
const WRITING: i64 = 10 * 60_000;

/// A history that has been looked into.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    /// Where it lies in storage.
    pub key: String,
    /// The versions.
    pub history: History,
    /// Whether it lies there as it is.
    pub stored: bool,
    /// Whether anything of it lies there.
    pub(super) there: bool,
}

/// The history of a draft; what lies in storage is read when it is asked for the first time. What cannot be read is set
/// aside where it lies, and a new history gets a key of its own beside it.
pub(super) fn look_into<'a>(state: &'a mut State, id: &DraftId) -> &'a mut Kept {
    let time = &mut state.time;
    if let Some(texts) = time.texts.remove(id) {
        let taken: Vec<String> = texts.iter().map(|(key, _)| key.clone()).collect();
        let mut found: Option<Kept> = None;
        for (key, text) in texts {
            match read_history(&text, id) {
                Ok(history) => {
                    let last = |history: &History| history.versions().last().map(|version| version.at);
                    if found.as_ref().is_none_or(|kept| last(&kept.history) < last(&history)) {
                        found = Some(Kept { key, history, stored: true, there: true });
                    }
                }
                Err(error) => state.set_aside.push(super::super::SetAside { key, text, why: error.to_string() }),
            }
        }
        let kept = found.unwrap_or_else(|| Kept {
            key: free_key(id, &taken),
            history: History::new(id.clone()),
            stored: false,
            there: false,
        });
        time.histories.insert(id.clone(), kept);
    }
    time.histories.entry(id.clone()).or_insert_with(|| Kept {
        key: format!("{HISTORY_KEY}{id}"),
        history: History::new(id.clone()),
        stored: false,
        there: false,
    })
}

fn free_key(id: &DraftId, taken: &[String]) -> String {
    let own = format!("{HISTORY_KEY}{id}");
    let more = (2..).map(|number| format!("{own}/{number}"));
    std::iter::once(own.clone()).chain(more).find(|key| !taken.contains(key)).unwrap_or(own)
}

/// The draft whose history lies under a key.
pub(super) fn draft_of(key: &str) -> Option<DraftId> {
    DraftId::new(key.strip_prefix(HISTORY_KEY)?.split('/').next()?)
}

/// The effect that stores the history of a draft.
pub(super) fn store(state: &mut State, id: &DraftId) -> Option<Effect> {
    let kept = state.time.histories.get_mut(id)?;
    kept.stored = false;
    let text = write_history(&kept.history).ok()?;
    Some(Effect::Store { key: kept.key.clone(), text })
}

/// Keeps a draft as it is as a version; what is to be stored, if anything changed by that. Examples have no history.
pub(super) fn keep(state: &mut State, id: &DraftId, why: Why, name: Option<String>) -> Option<Effect> {
    let held = state.drafts.get(id).filter(|held| !held.example && !state.keeping.newer.contains_key(id))?;
    // Of an empty draft nothing has to be kept, unless somebody asks.
    if name.is_none() && held.draft.answers.is_empty() {
        return None;
    }
    let draft = held.draft.clone();
    keep_this(state, &draft, why, name)
}

/// Keeps a draft that need not be here any more.
pub(super) fn keep_this(state: &mut State, draft: &Draft, why: Why, name: Option<String>) -> Option<Effect> {
    let now = state.now;
    let kept = look_into(state, &draft.id);
    if !kept.history.keep(draft, now, why, name) {
        return None;
    }
    kept.history.thin(now);
    kept.history.fit(HISTORY_ROOM, false);
    store(state, &draft.id)
}

/// Something is about to take the place of a draft: keeps a version of it. What is to be stored first, if anything.
pub(in super::super) fn before(state: &mut State, id: &DraftId, why: Why) -> Option<Effect> {
    keep(state, id, why, None)
}

/// Keeps versions that are due: of a draft whose page is opened, and of one that is being written.
pub(in super::super) fn keep_up(state: &mut State) -> Vec<Effect> {
    // Whoever writes the draft keeps its versions.
    if state.reads_only() {
        return Vec::new();
    }
    let now = state.now;
    let open = state.open_draft().filter(|held| !held.example).map(|held| (held.draft.id.clone(), held.draft.changed));
    if let Some((id, changed)) = open
        && state.time.seen.insert(id.clone())
    {
        look_into(state, &id);
        let why = if changed.london().0 == now.london().0 { Why::Opened } else { Why::StartOfDay };
        return keep(state, &id, why, None).into_iter().collect();
    }
    let mut due = Vec::new();
    for id in &state.time.seen {
        let (Some(held), Some(history)) = (state.drafts.get(id), state.time.history(id)) else { continue };
        let last = history.versions().last().map_or(held.draft.created, |version| version.at);
        let why = if now.0 - held.draft.changed.0 >= PAUSE {
            Why::Pause
        } else if now.0 - last.0 >= WRITING {
            Why::Writing
        } else {
            continue;
        };
        if history.latest() != Some(&held.draft) {
            due.push((id.clone(), why));
        }
    }
    due.into_iter().filter_map(|(id, why)| keep(state, &id, why, None)).collect()
}

/// Another tab has changed the history of a draft, or removed it.
pub(in super::super) fn changed_elsewhere(state: &mut State, key: &str, text: Option<&str>) {
    deleted::changed_elsewhere(state, key, text);
    let Some(id) = draft_of(key) else { return };
    state.time.histories.remove(&id);
    let texts = state.time.texts.entry(id.clone()).or_default();
    texts.retain(|(other, _)| other != key);
    texts.extend(text.map(|text| (key.to_owned(), text.to_owned())));
    if state.route.draft() == Some(&id) {
        look_into(state, &id);
    }
}

/// Keeps a version because somebody asked for it.
pub(super) fn keep_named(state: &mut State, id: &DraftId, name: &str) -> Vec<Effect> {
    let name: String = name.trim().chars().take(200).collect();
    let named = (!name.is_empty()).then(|| name.clone());
    let history = &look_into(state, id).history;
    let mut only_named = history.clone();
    // Versions with a name are never let go to make room, so there have to be few enough of them.
    if named.is_some() && !only_named.fit(HISTORY_ROOM, false) {
        state.notice = Some(Notice::bad(
            "This version was not kept: the versions with a name fill the room that there is for them. Your application itself is safe. Remove one that you no longer need, then try again.",
        ));
        return vec![Effect::Arrived(Focus::Answer(NOTICE.to_owned()))];
    }
    let kept = keep(state, id, Why::Asked, named);
    state.notice = Some(Notice::good(match (&kept, name.is_empty()) {
        (None, _) => "This version is kept already: nothing has changed since.".to_owned(),
        (Some(_), true) => "The application as it is now has been kept as a version.".to_owned(),
        (Some(_), false) => format!("The application as it is now has been kept as \u{201c}{name}\u{201d}."),
    }));
    kept.into_iter().collect()
}

/// Brings back a version: as a new one, behind the present state, which is kept as well.
pub(super) fn restore(state: &mut State, id: &DraftId, at: Timestamp) -> Vec<Effect> {
    let Some(version) = state.time.history(id).and_then(|history| history.version(at)) else { return Vec::new() };
    keep(state, id, Why::BeforeRestore, None);
    let now = state.now;
    let changed = steps::as_one_step(state, id, "bringing back an earlier version", |draft| {
        let mut changed = false;
        let fields: Vec<Field> = differing(&version, draft).into_iter().cloned().collect();
        for field in fields {
            let value = version.value(&field).cloned().unwrap_or_else(|| match draft.value(&field) {
                Some(Value::List(_)) => Value::List(Vec::new()),
                _ => Value::Text(String::new()),
            });
            changed |= draft.set(field, value, now);
        }
        changed
    });
    keep(state, id, Why::Restored, None);
    let history = store(state, id);
    state.notice = Some(Notice::good(format!(
        "The application is again as it was ({}). What it was just before is kept as a version too.",
        when_words(at, now)
    )));
    let mut effects = after(state, history, changed);
    effects.push(Effect::Arrived(Focus::Answer(NOTICE.to_owned())));
    effects
}

/// Removes a version.
pub(super) fn remove(state: &mut State, id: &DraftId, at: Timestamp) -> Vec<Effect> {
    if !look_into(state, id).history.remove(at) {
        return Vec::new();
    }
    state.notice = Some(Notice::good(format!(
        "The version ({}) has been removed. The application itself has not changed.",
        when_words(at, state.now)
    )));
    store(state, id).into_iter().chain([Effect::Arrived(Focus::Answer(NOTICE.to_owned()))]).collect()
}

/// What a list of versions says of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its instant.
    pub at: Timestamp,
    /// Its name.
    pub name: Option<String>,
    /// Why it was kept.
    pub why: Why,
    /// How many answers are not as they are now.
    pub differ: usize,
}

/// The versions of a draft, the latest first.
pub fn versions(state: &State, id: &DraftId) -> Vec<Row> {
    let mut rows = Vec::new();
    if let (Some(history), Some(held)) = (state.time.history(id), state.drafts.get(id)) {
        history.walk(|version, draft| {
            let differ = differing(draft, &held.draft).len();
            rows.push(Row { at: version.at, name: version.name.clone(), why: version.why.clone(), differ });
            true
        });
    }
    rows
}

/// An answer that is another now, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Where it is edited.
    pub field: Field,
    /// What it is called.
    pub name: String,
    /// What stood there in the version; empty where nothing did.
    pub before: String,
    /// What stands there now.
    pub after: String,
}

/// What has become otherwise since a version, in the order of the application.
pub fn changes(state: &State, id: &DraftId, at: Timestamp) -> Vec<Change> {
    let version = state.time.history(id).and_then(|history| history.version(at));
    let (Some(version), Some(held)) = (version, state.drafts.get(id)) else { return Vec::new() };
    let call = state.calls.get(&held.draft.call).and_then(Load::here).map(|file| &*file.call);
    let sections = call.map(crate::call::Call::sections).unwrap_or_default();
    let mut differences = differences(&version, &held.draft);
    // What is known of a file is told where it is attached.
    differences.retain(|difference| !matches!(difference.field, Field::File(..)));
    differences.sort_by_cached_key(|difference| {
        let section = difference.field.section();
        sections.iter().position(|s| Some(s) == section.as_ref()).unwrap_or(usize::MAX)
    });
    let change = |difference: crate::draft::Difference| Change {
        name: field_words(call, &difference.field),
        before: answer_words(call, &version, &difference.field, difference.before.as_ref()),
        after: answer_words(call, &held.draft, &difference.field, difference.after.as_ref()),
        field: difference.field,
    };
    differences.into_iter().map(change).collect()
}

/// An instant as people say it: "today, 9.30am", "yesterday, 9.30am", "Friday 20 November 2026, 9.30am".
pub fn when_words(at: Timestamp, now: Timestamp) -> String {
    let (day, minute) = at.london();
    let day = match now.london().0.days() - day.days() {
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        _ => day.long(),
    };
    format!("{day}, {}", clock_words(minute))
}
