//! The start page: the applications on this device, and the rounds that the host lists.

use super::backups::last_backup;
use super::deadline::{Closing, closing};
use super::drafts::call_name;
use super::numbers::point_of;
use super::overview::progress_of;
use super::score::stand_score;
use crate::app::load::Load;
use crate::app::route::{Page, Route};
use crate::app::state::State;
use crate::call::{Call, CallId, CallIndex, Standing, Timestamp, clock_words};
use crate::documents::{laid_letters, on_paper_from, with_article};
use crate::draft::{Draft, DraftId, Field, counted, is_asked};
use crate::readiness::{OtherHubs, Overall, Progress, Verdict, assess_on_paper};

/// The title of the start page, with the role that the listed rounds have in common.
pub fn start_title(state: &State) -> String {
    let calls = state.calls.index().ready().map(|index| index.calls.as_slice()).unwrap_or_default();
    let mut roles = calls.iter().map(|entry| entry.role.as_ref().map(|role| role.name.as_str()));
    match roles.next().flatten() {
        Some(first) if roles.all(|role| role == Some(first)) => {
            format!("Is your school ready to become {}?", with_article(first))
        }
        _ => "Prepare your Music Hub application".to_owned(),
    }
}

/// A round that the host lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedCall {
    /// Its id.
    pub id: CallId,
    /// The hub.
    pub hub: String,
    /// What one applies for, where, and what is asked.
    pub about: String,
    /// When it closes.
    pub closing: Option<Closing>,
    /// Whether there is an example.
    pub has_example: bool,
}

/// The rounds that the host lists, as far as the list has come.
pub fn listed_calls(state: &State) -> Load<Vec<ListedCall>> {
    match state.calls.index() {
        Load::Loading => Load::Loading,
        Load::Failed(why) => Load::Failed(why.clone()),
        Load::Ready(index) => Load::Ready(rows(index, state.now)),
    }
}

fn rows(index: &CallIndex, now: Timestamp) -> Vec<ListedCall> {
    let row = |entry: &crate::call::CallEntry| ListedCall {
        id: entry.id.clone(),
        hub: entry.full_name(),
        about: [Some(&entry.title), entry.area.as_ref(), entry.asks.as_ref()]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(" \u{b7} "),
        closing: closing(entry, now),
        has_example: entry.example,
    };
    index.calls.iter().map(row).collect()
}

/// An application on this device, without what the check says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StartDraft {
    /// What it is called.
    pub title: String,
    /// The hub and the round; when it was changed, and its last backup.
    pub about: String,
    /// Said where the hub has removed the round.
    pub removed: String,
    /// The page with the answer that was changed last.
    pub left_off: String,
}

/// An application on this device, for its card.
pub fn start_draft(state: &State, id: &DraftId) -> StartDraft {
    let Some(loaded) = state.drafts.get(id) else { return StartDraft::default() };
    let draft = &loaded.draft;
    let call = state.calls.of_draft(draft).and_then(Load::ready).map(|file| &*file.call);
    let backup = if loaded.read_only().is_none() { last_backup(state, id) } else { String::new() };
    let about = [call_name(state, draft), changed_words(draft.changed, state.now), backup];
    let removed = state.calls.is_removed_by_hub(&draft.call);
    StartDraft {
        title: draft.title().to_owned(),
        about: about.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" \u{b7} "),
        removed: if removed {
            "The hub has removed this round from its page. Your application is safe.".to_owned()
        } else {
            String::new()
        },
        left_off: left_off(call, draft).to_string(),
    }
}

fn changed_words(at: Timestamp, now: Timestamp) -> String {
    let (day, minute) = at.london();
    let day = if day == now.london().0 { "today".to_owned() } else { day.medium() };
    format!("Last changed {day} at {}", clock_words(minute))
}

/// The answer that was changed last, as far as the call asks for it; otherwise the overview.
fn left_off(call: Option<&Call>, draft: &Draft) -> Route {
    let is_place = |field: &Field| {
        !matches!(field, Field::Suppression(..) | Field::Again(_) | Field::File(..) | Field::Complete(_))
            && call.is_some_and(|call| is_asked(call, field))
    };
    let latest = draft.answers.iter().filter(|(field, _)| is_place(field)).max_by_key(|(_, answer)| answer.at);
    match latest {
        Some((field, _)) => Route::to_field(&draft.id, field),
        None => Route::Draft(draft.id.clone(), Page::Overview, None),
    }
}

/// What the check says of an application, in figures.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DraftFigures {
    /// How far each section is, for the line of music.
    pub progress: Vec<Progress>,
    /// Whether the line of music ends in a final bar line.
    pub is_ready: bool,
    /// Points in place, and things to do.
    pub words: String,
}

/// What figures rest on. They are worked out again when this is another one.
pub type FiguresKey = Option<(Timestamp, std::sync::Arc<str>, i64)>;

/// What the figures of a draft rest on: when it was changed, its call, and the day.
pub fn figures_key(state: &State, id: &DraftId) -> FiguresKey {
    let draft = &state.drafts.get(id)?.draft;
    let file = state.calls.of_draft(draft).and_then(Load::ready)?;
    Some((draft.changed, file.hash.clone(), state.now.london().0.days()))
}

/// What the check says of a draft. None where its call is not here yet.
pub fn draft_figures(state: &State, id: &DraftId) -> Option<DraftFigures> {
    let draft = &state.drafts.get(id)?.draft;
    let call = &*state.calls.of_draft(draft).and_then(Load::ready)?.call;
    let names = state.calls.other_hubs(&call.id);
    let others = OtherHubs::new(call, names.iter().map(String::as_str));
    let paper = on_paper_from(draft, &laid_letters(call, draft, state.now, &[]));
    let check = assess_on_paper(call, draft, state.now, &others, &paper);
    let score = stand_score(call, draft);
    let all: usize = score.groups.iter().map(|(_, notes)| notes.len()).sum();
    let rated = score.groups.iter().flat_map(|(_, notes)| notes).filter(|(_, means)| *means == Some(Standing::Met));
    // Points that are judged from other answers.
    let judged = check.findings.iter().filter(|found| found.verdict == Verdict::Met && found.rule == "points");
    let judged = judged.filter(|found| point_of(call, found).is_some_and(|(_, point)| point.rule.is_some()));
    let in_place = rated.count() + judged.count();
    let to_do = match check.to_do() {
        0 => check.says(),
        number => format!("{} to do", counted(number, "thing")),
    };
    let points = (all > 0).then(|| format!("{in_place} of {} in place \u{b7} ", counted(all, "point")));
    Some(DraftFigures {
        progress: progress_of(&check),
        is_ready: check.overall == Overall::Ready,
        words: format!("{}{to_do}", points.unwrap_or_default()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::FakeBrowser;
    use crate::call::read_index;
    use crate::draft::Value;

    fn index(entries: &str) -> CallIndex {
        read_index(&format!("{{\"format\": 1, \"calls\": [{entries}]}}")).unwrap()
    }

    fn with_index(entries: &str) -> State {
        let mut state = State::default();
        let text = format!("{{\"format\": 1, \"calls\": [{entries}]}}");
        state.calls.index_fetched(Ok(text), &mut crate::app::ChangeSet::default());
        state
    }

    #[test]
    fn the_title_takes_the_role_that_all_rounds_have() {
        let lead = "{\"id\": \"a\", \"hub\": \"A\", \"title\": \"t\", \"role\": {\"name\": \"Lead School\", \"plural\": \"Lead Schools\"}}";
        let other = lead.replace("Lead School", "Advisory School");
        let none = "{\"id\": \"a\", \"hub\": \"A\", \"title\": \"t\"}";
        let plain = "Prepare your Music Hub application";
        for (entries, title) in [
            (lead.to_owned(), "Is your school ready to become a Lead School?"),
            (format!("{lead}, {lead}"), "Is your school ready to become a Lead School?"),
            (other.clone(), "Is your school ready to become an Advisory School?"),
            (format!("{lead}, {other}"), plain),
            (format!("{lead}, {none}"), plain),
            (format!("{none}, {lead}"), plain),
            (String::new(), plain),
        ] {
            assert_eq!(start_title(&with_index(&entries)), title, "{entries}");
        }
        assert_eq!(start_title(&State::default()), plain);
    }

    #[test]
    fn a_round_says_what_is_asked_and_when_it_closes() {
        let entries = "{\"id\": \"a\", \"hub\": \"A Hub\", \"title\": \"Lead Schools 2025\", \"area\": \"Anyshire\",
            \"asks\": \"20 points\", \"deadline\": {\"is\": \"day\", \"on\": \"2025-02-14\"}, \"example\": true},
            {\"id\": \"b\", \"hub\": \"B Hub\", \"title\": \"Lead Schools 2025\"}";
        let rows = rows(&index(entries), Timestamp::parse("2025-02-13T10:00:00.000Z").unwrap());
        assert_eq!(rows[0].about, "Lead Schools 2025 \u{b7} Anyshire \u{b7} 20 points");
        assert_eq!(rows[0].closing.as_ref().map(|closing| closing.left.as_str()), Some("Closes in 1 day"));
        assert_eq!((rows[1].about.as_str(), rows[1].closing.as_ref()), ("Lead Schools 2025", None));
        assert!(rows[0].has_example && !rows[1].has_example);
        assert_eq!(listed_calls(&State::default()), Load::Loading);
    }

    #[test]
    fn a_card_says_where_one_left_off_and_what_the_check_says() {
        let (mut browser, tab, id) = FakeBrowser::with_draft();
        browser.set(tab, &id, "school/name", "Larkfield Green");
        browser.set(tab, &id, "criteria/programme/hour/rating", "there");
        browser.go(tab, "#/");
        let card = start_draft(browser.state(tab), &id);
        assert_eq!(card.title, "Larkfield Green");
        assert!(
            card.about.contains("Last changed today at ") && card.about.ends_with("No backup yet"),
            "{}",
            card.about
        );
        assert_eq!(card.left_off, format!("#/draft/{id}/criteria/programme/hour?at=criteria/programme/hour/rating"));
        let figures = draft_figures(browser.state(tab), &id).unwrap();
        assert!(figures.words.starts_with("1 of 4 points in place \u{b7} "), "{}", figures.words);
        assert!(figures.words.ends_with(" things to do") && !figures.is_ready);
        let key = figures_key(browser.state(tab), &id);
        assert!(key.is_some());
        browser.set_value(tab, &id, "school/sixth-form", Value::Flag(false));
        assert_ne!(figures_key(browser.state(tab), &id), key);
        let gone = DraftId::new("gone").unwrap();
        assert_eq!(draft_figures(browser.state(tab), &gone), None);
        assert_eq!(start_draft(browser.state(tab), &gone), StartDraft::default());
    }

    #[test]
    fn an_answer_that_is_no_place_is_not_where_one_left_off() {
        let call = crate::documents::sample::call();
        let mut draft = crate::documents::sample::empty();
        let overview = format!("#/draft/{}", draft.id);
        assert_eq!(left_off(Some(&call), &draft).to_string(), overview);
        draft.set(Field::parse("sections/school/complete"), Value::Flag(false), draft.changed);
        draft.set(Field::parse("criteria/gone/point/evidence"), "Text".into(), draft.changed);
        assert_eq!(left_off(Some(&call), &draft).to_string(), overview);
        draft.set(Field::parse("school/name"), "Name".into(), draft.changed);
        assert_eq!(left_off(None, &draft).to_string(), overview);
        assert!(left_off(Some(&call), &draft).to_string().ends_with("?at=school/name"));
    }
}
