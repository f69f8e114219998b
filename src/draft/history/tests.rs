//! Whatever is kept is given back to the letter, whatever is thinned, and within its room.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::super::{Value, any_draft, fullest, shipped};
use super::file::*;
use super::*;
use crate::call::CallId;

const NOW: i64 = 1_795_341_600_000;

fn draft() -> Draft {
    Draft::new(DraftId::new("a1").unwrap(), CallId::new("marsh-2027").unwrap(), "2027", Timestamp(NOW))
}

fn name() -> Field {
    Field::parse("school/name")
}

fn all(history: &History) -> Vec<(Timestamp, Draft)> {
    let mut all = Vec::new();
    history.walk(|version, draft| {
        all.push((version.at, draft.clone()));
        true
    });
    all.reverse();
    all
}

/// What somebody does with a draft.
#[derive(Debug, Clone)]
enum Deed {
    /// Types into one of a few answers: from a place on, some letters go and others come.
    Type(u8, prop::sample::Index, usize, String),
    Set(u8, Value),
    /// Something that no edit does, but a file or a newer version may.
    Drop(u8),
    Keep(Option<String>),
    Remove(prop::sample::Index),
    Thin,
    Fit(usize),
    Wait(i64),
    ThereAndBack,
}

fn deed() -> impl Strategy<Value = Deed> {
    let text = "[a-z \\n\u{e9}\u{1f3b5}]{0,90}";
    prop_oneof![
        6 => (0..4u8, any::<prop::sample::Index>(), 0..40usize, text).prop_map(|(f, i, n, t)| Deed::Type(f, i, n, t)),
        1 => (0..4u8, prop_oneof![any::<bool>().prop_map(Value::Flag), Just(Value::Other(Json::from(1)))])
            .prop_map(|(f, v)| Deed::Set(f, v)),
        1 => (0..4u8).prop_map(Deed::Drop),
        5 => prop::option::weighted(0.3, "\\PC{0,9}").prop_map(Deed::Keep),
        1 => any::<prop::sample::Index>().prop_map(Deed::Remove),
        1 => Just(Deed::Thin),
        1 => (300..9000usize).prop_map(Deed::Fit),
        3 => prop_oneof![0..2 * HOUR, 0..40 * DAY, -DAY..0].prop_map(Deed::Wait),
        1 => Just(Deed::ThereAndBack),
    ]
}

fn field(number: u8) -> Field {
    Field::parse(["school/name", "criteria/a/b/evidence", "letters/l/opening", "zoo/of/tomorrow"][usize::from(number)])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn whatever_is_done_each_kept_version_is_given_back(begin in any_draft(), deeds in prop::collection::vec(deed(), 0..60)) {
        let (mut draft, mut now) = (begin, Timestamp(NOW));
        let mut history = History::new(draft.id.clone());
        let mut kept: BTreeMap<Timestamp, (Option<String>, Draft)> = BTreeMap::new();
        for deed in deeds {
            match deed {
                Deed::Type(at, place, less, more) => {
                    let text: Vec<char> = draft.text(&field(at)).chars().collect();
                    let from = if text.is_empty() { 0 } else { place.index(text.len()) };
                    let after = text.iter().skip(from + less).copied();
                    let text = text[..from].iter().copied().chain(more.chars()).chain(after).collect();
                    draft.set(field(at), Value::Text(text), now);
                }
                Deed::Set(at, value) => drop(draft.set(field(at), value, now)),
                Deed::Drop(at) => drop(draft.answers.remove(&field(at))),
                Deed::Keep(name) => {
                    if history.keep(&draft, now, Why::Pause, name) {
                        let last = history.versions().last().unwrap();
                        kept.insert(last.at, (last.name.clone(), draft.clone()));
                    }
                }
                Deed::Remove(which) => {
                    if !kept.is_empty() {
                        let at = *kept.keys().nth(which.index(kept.len())).unwrap();
                        prop_assert!(history.remove(at));
                        kept.remove(&at);
                    }
                }
                Deed::Thin => history.thin(now, None),
                Deed::Fit(room) => {
                    if history.fit(room, false, None) {
                        prop_assert!(write_history(&history).unwrap().len() < room + 200);
                    } else {
                        let autos = history.versions().iter().rev().skip(1).filter(|v| v.name.is_none()).count();
                        prop_assert_eq!(autos, 0, "it does not fit, and yet some could have gone");
                    }
                }
                Deed::Wait(time) => now = Timestamp(now.0 + time),
                Deed::ThereAndBack => {
                    let text = write_history(&history).unwrap();
                    let read = read_history(&text, &history.draft).unwrap();
                    prop_assert_eq!(&read, &history);
                }
            }
            let left = all(&history);
            let named = kept.values().filter(|(name, _)| name.is_some()).count();
            prop_assert_eq!(history.versions().iter().filter(|v| v.name.is_some()).count(), named, "names stay");
            prop_assert_eq!(left.last().map(|(at, _)| *at), kept.keys().next_back().copied(), "the latest stays");
            prop_assert_eq!(left.len(), history.versions().len());
            for (at, draft) in &left {
                prop_assert_eq!(draft, &kept[at].1);
                let given = history.version(*at);
                prop_assert_eq!(given.as_ref(), Some(draft));
            }
            kept.retain(|at, _| left.iter().any(|(other, _)| other == at));
        }
    }

    #[test]
    fn any_text_is_read_without_a_panic(text in "\\PC{0,60}") {
        prop_assert_eq!(read_history(&text, &draft().id), Err(HistoryError::Damaged));
    }

    #[test]
    fn a_spoilt_history_is_read_or_refused(at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<bool>()) {
        let mut bytes = write_history(&some()).unwrap().into_bytes();
        let at = at.index(bytes.len());
        if cut { bytes.truncate(at) } else { bytes[at] = byte }
        if let Ok(history) = read_history(&String::from_utf8_lossy(&bytes), &draft().id) {
            prop_assert_eq!(all(&history).len(), history.versions().len(), "what is read can be given back");
        }
    }
}

/// Three versions of a draft with a long text in it.
fn some() -> History {
    let mut draft = draft();
    let mut history = History::new(draft.id.clone());
    let long = "Every class sings on Fridays, and the choir rehearses before school. ".repeat(4);
    for (number, text) in
        [long.clone(), format!("{long}Parents come."), long.replace("Fridays", "Mondays")].iter().enumerate()
    {
        draft.set(field(1), Value::Text(text.clone()), Timestamp(NOW));
        if number == 1 {
            draft.set(name(), Value::from("Larkfield"), Timestamp(NOW));
        }
        history.keep(&draft, Timestamp(NOW), Why::Pause, (number == 0).then(|| "First".to_owned()));
    }
    history
}

#[test]
fn what_is_not_understood_is_kept_and_written_back() {
    let text = write_history(&some()).unwrap();
    let more = text.replacen("\"why\":\"pause\"", "\"why\":\"tomorrow\",\"mood\":\"glad\"", 1).replacen(
        "\"versions\":",
        "\"zoo\":[1],\"versions\":",
        1,
    );
    let history = read_history(&more, &draft().id).unwrap();
    assert_eq!(history.versions()[0].why, Why::Other("tomorrow".to_owned()));
    assert_eq!(history.versions()[0].why.words(), "From a newer version of Upbeat");
    let written: Json = serde_json::from_str(&write_history(&history).unwrap()).unwrap();
    assert_eq!(written, serde_json::from_str::<Json>(&more).unwrap());
}

#[test]
fn what_does_not_fit_is_refused() {
    let good = write_history(&some()).unwrap();
    assert!(good.contains("\"cuts\":{\"criteria/a/b/evidence\":["), "{good}");
    for (from, to, error) in [
        ("upbeat-history", "upbeat-draft", HistoryError::Damaged),
        ("\"version\":1,\"draft\"", "\"version\":2,\"draft\"", HistoryError::Newer),
        ("\"version\":1,\"draft\"", "\"version\":\"1\",\"draft\"", HistoryError::Damaged),
        ("\"draft\":\"a1\"", "\"draft\":\"b1\"", HistoryError::OfAnother),
        ("\"id\":\"a1\"", "\"id\":\"b1\"", HistoryError::Damaged),
        ("evidence\":[", "evidence\":[9", HistoryError::Damaged),
        ("evidence\":[", "evidence\":[99999999999999999999", HistoryError::Damaged),
        ("\"cuts\":{\"criteria/a/b/evidence\"", "\"cuts\":{\"criteria/a/c/evidence\"", HistoryError::Damaged),
        ("\"gone\":[", "\"gone\":[7,", HistoryError::Damaged),
        ("\"name\":\"First\"", "\"name\":1", HistoryError::Damaged),
        ("2026-11-22T10:00:00.000Z\",\"why\"", "2026-11-22T10:00:00.009Z\",\"why\"", HistoryError::Damaged),
    ] {
        let spoilt = good.replacen(from, to, 1);
        assert_ne!(spoilt, good, "{from}");
        assert_eq!(read_history(&spoilt, &draft().id), Err(error), "{from} {to}");
    }
}

#[test]
fn a_version_as_the_latest_is_not_kept_twice_but_gets_its_name() {
    let (mut history, draft) = (History::new(draft().id), draft());
    assert!(history.keep(&draft, Timestamp(NOW), Why::Pause, None));
    assert!(!history.keep(&draft, Timestamp(NOW + 1), Why::Pause, None));
    assert!(history.keep(&draft, Timestamp(NOW + 2), Why::Asked, Some("For the head".to_owned())));
    assert_eq!(history.versions().len(), 1);
    assert_eq!(history.versions()[0].name.as_deref(), Some("For the head"));
    assert!(history.keep(&draft, Timestamp(NOW + 3), Why::Asked, Some("For the governors".to_owned())));
    assert_eq!(history.versions().len(), 2, "a name never takes the place of another");
}

#[test]
fn thinned_with_age() {
    let mut history = History::new(draft().id);
    let mut draft = draft();
    // Every ten minutes for a hundred days; one of the oldest has a name.
    let minutes: Vec<i64> = (0..100 * 144).map(|n| n * 10).collect();
    for minute in &minutes {
        let at = Timestamp(NOW + minute * 60_000);
        draft.set(name(), Value::Text(minute.to_string()), at);
        history.keep(&draft, at, Why::Pause, (*minute == 20).then(|| "Old".to_owned()));
    }
    let now = Timestamp(NOW + 100 * DAY);
    history.thin(now, None);
    let ages: Vec<i64> = history.versions().iter().map(|v| now.0 - v.at.0).collect();
    let count = |from: i64, to: i64| ages.iter().filter(|age| (from..to).contains(*age)).count();
    assert_eq!(count(0, HOUR), 5, "all of the last hour");
    assert_eq!(count(HOUR, DAY), 24, "one an hour of the last day");
    assert_eq!(count(DAY, 30 * DAY), 30, "one a day of the last thirty");
    assert_eq!(count(30 * DAY, 101 * DAY), 11 + 1, "one a week before, and the one with a name");
    assert_eq!(history.versions()[0].name.as_deref(), Some("Old"));
    let again = history.clone();
    history.thin(now, None);
    assert_eq!(history, again, "thinning again changes nothing");
    // A clock that was set back thins nothing.
    history.thin(Timestamp(NOW), None);
    assert_eq!(history, again);
}

#[test]
fn the_latest_version_that_something_replaced_is_not_thinned() {
    let (mut history, mut draft) = (History::new(draft().id), draft());
    for (minute, why) in [(0, Why::Pause), (1, Why::BeforeRestore), (2, Why::Restored), (3, Why::Pause)] {
        let at = Timestamp(NOW + minute * 60_000);
        draft.set(name(), Value::Text(minute.to_string()), at);
        history.keep(&draft, at, why, None);
    }
    history.thin(Timestamp(NOW + 40 * DAY), None);
    let kept: Vec<Why> = history.versions().iter().map(|version| version.why.clone()).collect();
    assert_eq!(kept, [Why::BeforeRestore, Why::Pause]);
}

#[test]
fn what_was_replaced_while_the_draft_was_not_stored_stays_whatever_room_there_is() {
    let (mut history, mut draft) = (History::new(draft().id), draft());
    for (minute, why) in [(0, Why::BeforeUndo), (1, Why::BeforeRestore), (2, Why::Pause), (3, Why::BeforeRestore)] {
        let at = Timestamp(NOW + minute * 60_000);
        draft.set(name(), Value::Text(minute.to_string()), at);
        history.keep(&draft, at, why, None);
    }
    draft.set(name(), Value::Text("now".to_owned()), Timestamp(NOW + 240_000));
    history.keep(&draft, Timestamp(NOW + 240_000), Why::Restored, None);
    let kept = |mut history: History, since| {
        history.thin(Timestamp(NOW + 40 * DAY), since);
        history.fit(10, true, since);
        assert_eq!(history.versions().len(), history.lasting(since));
        history.versions().iter().map(|version| (version.at.0 - NOW) / 60_000).collect::<Vec<_>>()
    };
    assert_eq!(kept(history.clone(), Some(Timestamp(NOW + 60_000))), [1, 3, 4]);
    assert_eq!(kept(history, None), [3, 4]);
}

#[test]
fn many_versions_of_the_fullest_draft_cost_little() {
    for call in shipped() {
        let mut draft = fullest(call);
        let mut history = History::new(draft.id.clone());
        let fields: Vec<Field> = draft
            .answers
            .iter()
            .filter(|(_, a)| matches!(&a.value, Value::Text(t) if t.len() > 200))
            .map(|(f, _)| f.clone())
            .collect();
        for number in 0..200 {
            let field = &fields[number % fields.len()];
            let text = format!("{} One sentence more, number {number}.", draft.text(field));
            draft.set(field.clone(), Value::Text(text), Timestamp(NOW));
            history.keep(&draft, Timestamp(NOW + i64::try_from(number).unwrap()), Why::Pause, None);
        }
        let whole = super::super::write_draft(&draft).unwrap().len();
        let size = write_history(&history).unwrap().len();
        assert!(size < whole + 200 * 600, "{}: {size} bytes beside a draft of {whole}", call.id);
        assert!(history.fit(HISTORY_CAPACITY, false, None));
        assert_eq!(history.versions().len(), 200, "{}", call.id);
        println!("{}: 200 versions take {size} bytes, the draft {whole}", call.id);
    }
}

#[test]
fn where_there_is_no_room_the_oldest_go_first_and_the_named_only_when_asked() {
    let mut history = some();
    assert!(!history.fit(10, false, None));
    let left = |history: &History| history.versions().iter().map(|v| v.name.clone()).collect::<Vec<_>>();
    assert_eq!(left(&history), [Some("First".to_owned()), None], "the named one and the latest");
    assert!(!history.fit(10, true, None));
    assert_eq!(left(&history), [None]);
    assert_eq!(history.latest().unwrap().text(&field(1)).matches("Mondays").count(), 4);
}

#[test]
fn reasons_go_there_and_back() {
    for (why, text, words) in Why::ALL {
        assert_eq!(Why::parse(text), why);
        assert_eq!((why.as_str(), why.words()), (text, words));
    }
    assert_eq!(Why::parse("x").as_str(), "x");
}

#[test]
fn a_named_version_that_both_histories_hold_stands_in_the_joined_one_once() {
    let mut one = History::new(DraftId::new("a1").unwrap());
    let mut draft = draft();
    assert!(one.keep(&draft, Timestamp(NOW), Why::Asked, Some("Mine".to_owned())));
    let mut other = one.clone();
    draft.set(name(), Value::from("Larkfield Green"), Timestamp(NOW + 1));
    assert!(other.keep(&draft, Timestamp(NOW + 2), Why::Pause, None));
    for _ in 0..3 {
        one = one.join(&other, false);
        let names: Vec<_> =
            one.versions().iter().map(|version| (version.at.0 - NOW, version.name.as_deref())).collect();
        assert_eq!(names, [(0, Some("Mine")), (2, None)]);
    }
}

#[test]
fn a_version_that_something_took_the_place_of_stays_one_when_histories_are_joined() {
    let mut one = History::new(draft().id);
    one.keep(&draft(), Timestamp(NOW), Why::Pause, None);
    let mut other = one.clone();
    other.keep(&draft(), Timestamp(NOW + 5), Why::BeforeRestore, None);
    assert_eq!((one.latest_replaced(), other.latest_replaced()), (None, Some(0)));
    for joined in [one.join(&other, false), other.join(&one, false)] {
        assert_eq!((joined.versions().len(), joined.latest_replaced()), (1, Some(0)));
    }
}
