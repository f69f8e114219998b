//! What the hub has changed in the call of the open draft since it was opened last: said once, and to be read again; and
//! which answers are to be looked at for it.

use crate::app::load::Load;
use crate::app::route::{Page, Route};
use crate::app::state::State;
use crate::call::Call;
use crate::documents::{CallChange, field_words};
use crate::draft::{Draft, Field, PointField, Value, answers_together, is_asked, is_asked_again};

/// What the hub has changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HubChanges {
    /// That it has changed something.
    pub title: String,
    /// What, by topic.
    pub topics: Vec<HubChangesOf>,
    /// Answers to look at again: what each is, and its address.
    pub again: Vec<(String, String)>,
    /// Whether the person has read it.
    pub is_read: bool,
    /// Whether the person can say so here: not where another tab edits the draft with the hub's earlier file.
    pub can_be_read: bool,
}

/// What the hub has changed on a topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HubChangesOf {
    /// The topic: "Dates".
    pub topic: &'static str,
    /// Sentences.
    pub changes: Vec<String>,
}

/// What the hub has changed in the call of the open draft. None where nothing has.
pub fn hub_changes(state: &State) -> Option<HubChanges> {
    let (loaded, file) = (state.open_draft()?, state.open_call().and_then(Load::ready)?);
    let (call, draft) = (&*file.call, &loaded.draft);
    let (before, is_read) = state.calls.changed_since(draft)?;
    let mut topics: Vec<HubChangesOf> = Vec::new();
    for CallChange { topic, words } in before.changes_to(file) {
        match topics.last_mut().filter(|last| last.topic == topic) {
            Some(last) => last.changes.push(words),
            None => topics.push(HubChangesOf { topic, changes: vec![words] }),
        }
    }
    let marked = draft.answers.keys().filter_map(|mark| match mark {
        Field::Again(field) if is_asked(call, field) && is_asked_again(call, draft, field) => Some(&**field),
        _ => None,
    });
    let link = |field: &Field| (field_words(Some(call), field), Route::to_field(&draft.id, field).to_string());
    let title = format!("{} changed this round", call.hub.voice().opening("has"));
    let again = marked.map(link).collect();
    let can_be_read = state.calls.changed_on_host(draft).is_none();
    (!topics.is_empty()).then_some(HubChanges { title, topics, again, is_read, can_be_read })
}

/// Where it is told what the hub has changed, on every other page of the draft, until that is read: the words, and the
/// address of the page.
pub fn hub_changes_link(state: &State) -> Option<(String, String)> {
    let Route::Draft(id, page, _) = state.route() else { return None };
    // What differs is looked for only where it may be said.
    let (_, is_read) = state.calls.changed_since(&state.open_draft()?.draft)?;
    let is_to_say = !is_read && *page != Page::Overview;
    let changes = is_to_say.then(|| hub_changes(state)).flatten()?;
    Some((format!("{}.", changes.title), Route::Draft(id.clone(), Page::Overview, None).to_string()))
}

/// What is said beside an answer that is to be looked at again. Empty where it is not.
pub fn changed_note(call: &Call, draft: &Draft, field: &Field) -> String {
    if !is_asked_again(call, draft, field) {
        return String::new();
    }
    let changed = format!("{} changed", call.hub.voice().opening("has"));
    match field {
        Field::Duty(_) if draft.flag(field) == Some(true) => {
            format!("{changed} this since you agreed to it. Read it, and agree again if you still can.")
        }
        Field::Declaration(_) => format!("{changed} this since you ticked it. Tick it again if it is true."),
        Field::Point(_, _, PointField::Rating) => {
            format!("{changed} the wording for this point since you rated it. Check your rating.")
        }
        Field::Point(_, _, PointField::Evidence) => {
            format!("{changed} the wording for this point since you gave your evidence. Check that it still fits.")
        }
        _ => format!("{changed} this since you answered it. Read it, and answer again."),
    }
}

/// What is handed in where a person has looked at a rating, or at evidence, and it still holds: the answer as it is.
pub fn kept_answer(draft: &Draft, field: &Field) -> Option<(Field, Value)> {
    let field = answers_together(field).into_iter().find(|field| draft.answered(field))?;
    let value = draft.value(&field)?.clone();
    Some((field, value))
}

/// The name of an answer that the call does not ask for any more, as the call has it that still asked for it.
pub(super) fn earlier_name(state: &State, draft: &Draft, address: &str) -> String {
    let field = Field::parse(address);
    let earlier = [state.calls.changed_since(draft).map(|(file, _)| &*file.call), state.calls.begun_with(draft)];
    let asked = earlier.into_iter().flatten().find(|call| is_asked(call, &field));
    asked.map_or_else(|| address.to_owned(), |call| field_words(Some(call), &field))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::*;
    use crate::app::testing::{FakeBrowser, call_text};
    use crate::app::{CallEvent, DraftEvent, Event, HistoryEvent, SavingEvent, overview, receipt, version_rows};
    use crate::draft::{DraftId, confirmed};
    use crate::readiness::Overall;

    const RATING: &str = "criteria/programme/hour/rating";
    const DUTY: &str = "duties/share/accepted";

    /// The fixture call with these changes.
    fn changed_call(changes: &[(&str, Json)]) -> String {
        let mut json: Json = serde_json::from_str(&call_text("marsh-2027")).unwrap();
        for (pointer, new) in changes {
            *json.pointer_mut(pointer).unwrap_or_else(|| panic!("nothing at {pointer}")) = new.clone();
        }
        json.to_string()
    }

    fn said(state: &State) -> Vec<String> {
        let changes = hub_changes(state).into_iter().flat_map(|changes| changes.topics);
        changes.flat_map(|of| of.changes.into_iter().map(move |words| format!("{}: {words}", of.topic))).collect()
    }

    fn host(browser: &mut FakeBrowser, text: String) {
        browser.host.insert("calls/marsh-2027.json".to_owned(), text);
    }

    fn quote(call: &Json) -> (String, String) {
        let point = &call["criteria"][0]["points"][0];
        assert_eq!(point["id"], "hour");
        let quote = point["quote"].as_str().unwrap().to_owned();
        (quote.clone(), format!("{quote} (twice)"))
    }

    /// The fixture call with other words for the point that is rated and for the first commitment.
    fn other_words() -> String {
        let json: Json = serde_json::from_str(&call_text("marsh-2027")).unwrap();
        let (old, new) = quote(&json);
        let mut text = json.to_string().replace(&old, &new);
        let mut json: Json = serde_json::from_str(&text).unwrap();
        json["duties"][0]["statement"]["text"] = "Share what works, three days a year.".into();
        assert_eq!(format!("duties/{}/accepted", json["duties"][0]["id"].as_str().unwrap()), DUTY);
        text = json.to_string();
        text
    }

    /// A draft with a rating and a commitment, whose page is closed.
    fn begun() -> (FakeBrowser, DraftId) {
        let (mut browser, tab, id) = FakeBrowser::with_draft();
        browser.set(tab, &id, RATING, "there");
        browser.set(tab, &id, "criteria/programme/hour/evidence", "Every class sings");
        let agree = DraftEvent::Edit(id.clone(), Field::parse(DUTY), Value::Flag(true));
        browser.send(tab, Event::Draft(agree));
        browser.settle();
        browser.close(tab);
        browser.now += 86_400_000;
        (browser, id)
    }

    #[test]
    fn a_changed_call_is_told_once_and_can_be_read_again() {
        let (mut browser, id) = begun();
        let page = format!("#/draft/{id}");
        let tab = browser.open(&page);
        assert_eq!(hub_changes(browser.state(tab)), None);
        browser.close(tab);
        host(&mut browser, changed_call(&[("/round", json!("Spring term"))]));
        let tab = browser.open(&page);
        browser.settle();
        let round = "Everything else: The round is now called \u{201c}Spring term\u{201d}.";
        assert_eq!(said(browser.state(tab)), [round]);
        assert!(!hub_changes(browser.state(tab)).unwrap().is_read);
        assert_eq!(hub_changes_link(browser.state(tab)), None, "the page itself says it");
        // It is not read yet: it is said again, together with what has changed since.
        let tab = browser.reload(tab);
        assert_eq!(said(browser.state(tab)), [round]);
        browser.go(tab, &format!("{page}/school"));
        let link = hub_changes_link(browser.state(tab)).unwrap();
        assert_eq!(link, ("The hub has changed this round.".to_owned(), page.clone()));
        browser.close(tab);
        let letter = ("/letters/0/limit", json!({"sides": 7}));
        host(&mut browser, changed_call(&[("/round", json!("Spring term")), letter.clone()]));
        let tab = browser.open(&page);
        browser.settle();
        assert_eq!(said(browser.state(tab)).len(), 2);
        browser.send(tab, Event::Call(CallEvent::ChangesRead(id.clone())));
        browser.settle();
        let tab = browser.reload(tab);
        assert_eq!((said(browser.state(tab)).len(), hub_changes(browser.state(tab)).unwrap().is_read), (2, true));
        browser.go(tab, &format!("{page}/school"));
        assert_eq!(hub_changes_link(browser.state(tab)), None);
        browser.close(tab);
        // Only what is new since is said then.
        host(&mut browser, changed_call(&[("/round", json!("Summer term")), letter]));
        let tab = browser.open(&page);
        browser.settle();
        assert_eq!(said(browser.state(tab)), ["Everything else: The round is now called \u{201c}Summer term\u{201d}."]);
        assert!(!hub_changes(browser.state(tab)).unwrap().is_read);
        browser.close(tab);
        // A call that differs in what is ours alone is no news, and what was read stays read.
        browser.host.insert("calls/marsh-2027.json".to_owned(), browser.host["calls/marsh-2027.json"].clone() + "\n");
        let tab = browser.open(&page);
        browser.settle();
        assert_eq!(said(browser.state(tab)).len(), 1);
    }

    #[test]
    fn answers_are_kept_and_only_what_rests_on_changed_words_is_asked_again() {
        let (mut browser, id) = begun();
        let page = format!("#/draft/{id}");
        host(&mut browser, other_words());
        let tab = browser.open(&page);
        browser.settle();
        assert_eq!(browser.text(tab, &id, RATING), "there");
        assert_eq!(browser.text(tab, &id, "criteria/programme/hour/evidence"), "Every class sings");
        assert_eq!(browser.draft(tab, &id).flag(&Field::parse(DUTY)), Some(true), "it is kept");
        let counts = |browser: &FakeBrowser, tab: usize| {
            let call = browser.state(tab).open_call().and_then(Load::ready).unwrap().call.clone();
            confirmed(&call, browser.draft(tab, &id)).flag(&Field::parse(DUTY))
        };
        assert_eq!(counts(&browser, tab), None, "and is to be agreed to again");
        let note = |browser: &FakeBrowser, tab: usize, field: &str| {
            let state = browser.state(tab);
            let call = state.open_call().and_then(Load::ready).unwrap().call.clone();
            changed_note(&call, browser.draft(tab, &id), &Field::parse(field))
        };
        let rated = "The hub has changed the wording for this point since you rated it. Check your rating.";
        assert_eq!(note(&browser, tab, RATING), rated);
        assert!(note(&browser, tab, DUTY).starts_with("The hub has changed this since you agreed to it."));
        assert_eq!(note(&browser, tab, "criteria/programme/hour/evidence"), "");
        let again = hub_changes(browser.state(tab)).unwrap().again;
        assert_eq!(again.iter().map(|(_, to)| to.contains("?at=")).collect::<Vec<_>>(), [true, true]);
        assert_eq!(browser.stored(&id).as_ref(), Some(browser.draft(tab, &id)));
        let check = browser.state(tab).derived.readiness().unwrap();
        assert!(check.findings.iter().any(|found| found.subject.ends_with(": look again")));
        assert_ne!(check.overall, Overall::Ready);
        // It is asked once.
        browser.now += 1_000;
        browser.send(tab, Event::Draft(DraftEvent::Edit(id.clone(), Field::parse(DUTY), Value::Flag(true))));
        let (rating, kept) = kept_answer(browser.draft(tab, &id), &Field::parse(RATING)).unwrap();
        browser.send(tab, Event::Draft(DraftEvent::Edit(id.clone(), rating, kept)));
        browser.settle();
        assert_eq!(counts(&browser, tab), Some(true));
        // Undone, it is to be looked at again; done again, it is not.
        browser.undo(tab, &id);
        browser.undo(tab, &id);
        browser.settle();
        assert!(note(&browser, tab, RATING) == rated && !note(&browser, tab, DUTY).is_empty());
        assert_eq!((counts(&browser, tab), browser.text(tab, &id, RATING)), (None, "there"));
        browser.redo(tab, &id);
        browser.redo(tab, &id);
        browser.settle();
        assert_eq!((note(&browser, tab, RATING), note(&browser, tab, DUTY)), (String::new(), String::new()));
        let tab = browser.reload(tab);
        assert_eq!((note(&browser, tab, RATING), note(&browser, tab, DUTY)), (String::new(), String::new()));
        assert_eq!(browser.draft(tab, &id).flag(&Field::parse(DUTY)), Some(true));
        assert_eq!(hub_changes(browser.state(tab)).unwrap().again, []);
    }

    #[test]
    fn an_earlier_version_does_not_confirm_what_has_changed_since() {
        let (mut browser, id) = begun();
        let tab = browser.open(&format!("#/draft/{id}/history"));
        browser.send(tab, Event::History(HistoryEvent::KeepVersion(id.clone(), "Before".to_owned())));
        browser.settle();
        let at = version_rows(browser.state(tab), &id)[0].at;
        browser.set(tab, &id, "school/name", "Larkfield");
        browser.close(tab);
        host(&mut browser, other_words());
        let tab = browser.open(&format!("#/draft/{id}/history"));
        browser.settle();
        browser.now += 60_000;
        browser.set(tab, &id, RATING, "no");
        browser.now += 60_000;
        browser.send(tab, Event::History(HistoryEvent::RestoreVersion(id.clone(), at)));
        browser.settle();
        let draft = browser.draft(tab, &id);
        assert_eq!(draft.text(&Field::parse("school/name")), "");
        assert_eq!((draft.text(&Field::parse(RATING)), draft.flag(&Field::parse(DUTY))), ("there", Some(true)));
        assert_eq!(asked(&browser, tab, &id), [true, true]);
        // What was restored can be undone, and what was there before was given to the new words.
        browser.undo(tab, &id);
        browser.settle();
        assert_eq!((browser.text(tab, &id, RATING), asked(&browser, tab, &id)), ("no", [false, true]));
    }

    /// Whether the rating and the commitment are asked again.
    fn asked(browser: &FakeBrowser, tab: usize, id: &DraftId) -> [bool; 2] {
        let call = browser.state(tab).open_call().and_then(Load::ready).unwrap().call.clone();
        [RATING, DUTY].map(|field| is_asked_again(&call, browser.draft(tab, id), &Field::parse(field)))
    }

    #[test]
    fn what_was_blank_when_the_hub_changed_its_words_is_not_confirmed_by_an_earlier_version() {
        let (mut browser, id) = begun();
        let page = format!("#/draft/{id}/history");
        let tab = browser.open(&page);
        browser.keep_version(tab, &id, "Agreed");
        let at = version_rows(browser.state(tab), &id)[0].at;
        browser.now += 86_400_000;
        browser.set_value(tab, &id, DUTY, Value::Text(String::new()));
        browser.set(tab, &id, RATING, "");
        browser.close(tab);
        browser.now += 86_400_000;
        host(&mut browser, other_words());
        let tab = browser.open(&page);
        browser.settle();
        assert_eq!(asked(&browser, tab, &id), [false, false], "there is nothing to look at");
        assert_eq!(hub_changes(browser.state(tab)).unwrap().again, []);
        browser.now += 86_400_000;
        browser.send(tab, Event::History(HistoryEvent::RestoreVersion(id.clone(), at)));
        browser.settle();
        assert_eq!(browser.draft(tab, &id).flag(&Field::parse(DUTY)), Some(true));
        assert_eq!(asked(&browser, tab, &id), [true, true]);
        assert_ne!(browser.state(tab).derived.readiness().unwrap().overall, Overall::Ready);
        let differ = version_rows(browser.state(tab), &id).iter().find(|row| row.at == at).unwrap().differ;
        assert_eq!(differ, 0, "what is noted of an answer is no answer");
    }

    #[test]
    fn a_hub_that_goes_back_to_its_words_asks_nothing_again() {
        let (mut browser, id) = begun();
        let page = format!("#/draft/{id}");
        let earlier = browser.host["calls/marsh-2027.json"].clone();
        for (words, expected) in [(other_words(), [true, true]), (earlier, [false, false])] {
            host(&mut browser, words);
            let tab = browser.open(&page);
            browser.settle();
            assert_eq!(asked(&browser, tab, &id), expected);
            assert_eq!(browser.draft(tab, &id).flag(&Field::parse(DUTY)), Some(true));
            browser.close(tab);
            browser.now += 3_600_000;
        }
    }

    #[test]
    fn a_change_after_sending_changes_no_answer_of_the_receipt() {
        let (mut browser, id) = begun();
        let tab = browser.open(&format!("#/draft/{id}"));
        browser.send(tab, Event::Draft(DraftEvent::MarkSent(id.clone(), "larkfield.zip".to_owned())));
        browser.settle();
        browser.close(tab);
        browser.now += 86_400_000;
        host(&mut browser, other_words());
        let tab = browser.open(&format!("#/draft/{id}"));
        browser.settle();
        assert_eq!(asked(&browser, tab, &id), [true, true]);
        assert_eq!(receipt(browser.state(tab)).unwrap().changes(), "Nothing has changed since.");
    }

    #[test]
    fn only_the_tab_that_edits_a_draft_marks_what_is_asked_again() {
        let (mut browser, id) = begun();
        let page = format!("#/draft/{id}");
        let first = browser.open(&page);
        browser.settle();
        host(&mut browser, other_words());
        let second = browser.open(&page);
        browser.settle();
        assert!(browser.state(second).tabs.is_read_only());
        assert_eq!(asked(&browser, second, &id), [false, false]);
        browser.close(first);
        browser.settle();
        browser.send(second, Event::Saving(SavingEvent::SaveAgain));
        browser.settle();
        assert_eq!(asked(&browser, second, &id), [true, true]);
    }

    #[test]
    fn two_tabs_with_two_files_of_the_hub_leave_each_others_record_alone() {
        for browser in [FakeBrowser::new(), FakeBrowser::without_locks()] {
            let (mut browser, tab, id) = browser.and_draft();
            browser.set(tab, &id, RATING, "there");
            browser.settle();
            let page = format!("#/draft/{id}");
            browser.go(tab, &page);
            host(&mut browser, changed_call(&[("/round", json!("Spring term"))]));
            let second = browser.open(&page);
            // This comes to an end.
            browser.settle();
            let told = "Everything else: The round is now called \u{201c}Spring term\u{201d}.";
            assert_eq!((said(browser.state(tab)), said(browser.state(second))), (Vec::new(), vec![told.to_owned()]));
            browser.send(second, Event::Call(CallEvent::ChangesRead(id.clone())));
            browser.settle();
            browser.set(tab, &id, "criteria/programme/hour/evidence", "Every class sings");
            browser.settle();
            assert_eq!(said(browser.state(tab)), Vec::<String>::new());
            assert!(hub_changes(browser.state(second)).unwrap().is_read, "what was read stays read");
            let second = browser.reload(second);
            browser.settle();
            assert!(hub_changes(browser.state(second)).unwrap().is_read);
        }
    }

    #[test]
    fn a_tab_that_only_shows_the_draft_says_what_differs_from_what_it_was_answered_to() {
        let (mut browser, id) = begun();
        let page = format!("#/draft/{id}");
        let first = browser.open(&page);
        browser.settle();
        host(&mut browser, other_words());
        let second = browser.open(&page);
        browser.settle();
        let changes = hub_changes(browser.state(second)).unwrap();
        assert!(browser.state(second).tabs.is_read_only() && !changes.is_read && !changes.can_be_read);
        assert!(said(browser.state(second)).iter().any(|words| words.starts_with("Commitments: The words changed")));
        assert_eq!(hub_changes(browser.state(first)), None);
        browser.close(first);
        browser.settle();
        browser.send(second, Event::Saving(SavingEvent::SaveAgain));
        browser.settle();
        let changes = hub_changes(browser.state(second)).unwrap();
        assert!(!changes.is_read && changes.can_be_read);
    }

    #[test]
    fn an_answer_that_is_no_longer_asked_is_named_as_it_was_asked() {
        let (mut browser, id) = begun();
        let mut json: Json = serde_json::from_str(&call_text("marsh-2027")).unwrap();
        json["criteria"][0]["points"].as_array_mut().unwrap().remove(0);
        host(&mut browser, json.to_string());
        let tab = browser.open(&format!("#/draft/{id}"));
        browser.settle();
        let kept = overview(browser.state(tab)).no_longer_asked;
        let evidence = kept.iter().find(|(_, words)| words == "Every class sings").unwrap();
        assert!(evidence.0.starts_with("Evidence: ") && !evidence.0.contains('/'), "{}", evidence.0);
        assert!(said(browser.state(tab)).iter().any(|words| words.starts_with("Criteria: No longer asked in")));
    }
}
