//! What was sent to the hub, and what has changed since.

use super::sending::sending;
use crate::app::load::Load;
use crate::app::state::State;
use crate::bundle::{HOLDS, holds, left_out};
use crate::call::clock_words;
use crate::documents::{Receiver, field_words};
use crate::draft::{Field, SendingField};

/// What the person said was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// "Friday 31 January 2025 at 4.40pm".
    pub when: String,
    /// By whom: the school.
    pub from: String,
    /// The addresses that it was to go to.
    pub to: String,
    /// The name of the file.
    pub file: String,
    /// What it holds.
    pub holds: String,
    /// What it does not hold.
    pub leaves_out: String,
    /// Answers that have changed since, by name.
    pub changed: Vec<String>,
}

impl Receipt {
    /// Whether anything has changed since, as a sentence.
    pub fn changes(&self) -> String {
        match self.changed.len() {
            0 => "Nothing has changed since.".to_owned(),
            1 => "1 answer has changed since.".to_owned(),
            count => format!("{count} answers have changed since."),
        }
    }
}

/// The receipt of the draft that is open, if it was said to be sent.
pub fn receipt(state: &State) -> Option<Receipt> {
    let (loaded, file) = (state.open_draft()?, state.open_call().and_then(Load::ready)?);
    let (call, draft) = (&file.call, &loaded.draft);
    let at = draft.sent_at()?;
    let (day, minute) = at.london();
    let is_own = |field: &Field| match field {
        Field::Sending(_) | Field::Complete(_) | Field::Again(_) => true,
        Field::Declaration(id) => call.declarations_after_sending().any(|declaration| declaration.id == *id),
        _ => false,
    };
    let changed = draft.answers.iter().filter(|(field, answer)| answer.at > at && !is_own(field));
    let listed = |words: Vec<&str>| words.join(", ");
    let held = HOLDS.iter().filter(|row| holds(call, draft, Receiver::Hub, row.part)).map(|row| row.words).collect();
    Some(Receipt {
        when: format!("{} at {}", day.long(), clock_words(minute)),
        from: draft.title().to_owned(),
        to: sending(state)
            .ways
            .iter()
            .filter_map(|way| Some(way.email.as_ref()?.0.to.clone()))
            .collect::<Vec<_>>()
            .join(", "),
        file: draft.text(&Field::Sending(SendingField::SentFile)).to_owned(),
        holds: listed(held),
        leaves_out: listed(left_out(call, draft, Receiver::Hub).iter().map(|row| row.words).collect()),
        changed: changed.map(|(field, _)| field_words(Some(call), field)).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::{FakeBrowser, NAME, call_text};
    use crate::app::{DraftEvent, Event, Page, Route, version_rows};
    use crate::draft::Why;

    #[test]
    fn an_empty_receipt_leads_to_its_parent() {
        let (mut browser, tab, id) = FakeBrowser::with_draft();
        let address = format!("#/draft/{}/send/hub/receipt", id.as_str());
        let parent = Route::Draft(id.clone(), Page::SendHub, None);
        browser.go(tab, &address);
        browser.settle();
        assert_eq!(*browser.state(tab).route(), parent);
        browser.send(tab, Event::Draft(DraftEvent::MarkSent(id.clone(), "larkfield.zip".to_owned())));
        browser.go(tab, &address);
        browser.settle();
        assert_eq!(*browser.state(tab).route(), Route::Draft(id.clone(), Page::Receipt, None));
        browser.send(tab, Event::Draft(DraftEvent::MarkNotSent(id)));
        browser.settle();
        assert_eq!(*browser.state(tab).route(), parent);
        // A page that opens there leads to its parent too.
        let other = browser.open(&address);
        browser.settle();
        assert_eq!(*browser.state(other).route(), parent);
    }

    #[test]
    fn what_is_confirmed_after_sending_is_on_the_receipt() {
        let mut browser = FakeBrowser::new();
        let call = call_text("marsh-2027").replace("\"id\":\"agreed\",", "\"id\":\"agreed\",\"after-sending\":true,");
        browser.host.insert("calls/marsh-2027.json".to_owned(), call);
        let (mut browser, tab, id) = browser.and_draft();
        browser.send(tab, Event::Draft(DraftEvent::MarkSent(id.clone(), "larkfield.zip".to_owned())));
        browser.go(tab, &format!("#/draft/{id}/declarations?at=declarations/agreed/confirmed"));
        browser.settle();
        let field = Field::parse("declarations/agreed/confirmed");
        assert_eq!(*browser.state(tab).route(), Route::Draft(id, Page::Receipt, Some(field)));
    }

    #[test]
    fn what_was_sent_is_kept_with_its_version_and_what_changed_since_is_named() {
        let (mut browser, tab, id) = FakeBrowser::with_draft();
        browser.set(tab, &id, NAME, "Larkfield");
        assert_eq!(receipt(browser.state(tab)), None);
        browser.now += 60_000;
        browser.send(tab, Event::Draft(DraftEvent::MarkSent(id.clone(), "larkfield.zip".to_owned())));
        browser.settle();
        let sent = receipt(browser.state(tab)).unwrap();
        assert_eq!((sent.file.as_str(), sent.from.as_str()), ("larkfield.zip", "Larkfield"));
        assert_eq!(sent.changes(), "Nothing has changed since.");
        let rows = version_rows(browser.state(tab), &id);
        assert!(rows.iter().any(|row| row.why == Why::Sent), "{rows:?}");
        browser.now += 60_000;
        browser.set(tab, &id, NAME, "Larkfield Green");
        let sent = receipt(browser.state(tab)).unwrap();
        assert_eq!(
            (sent.changes().as_str(), sent.changed),
            ("1 answer has changed since.", vec!["Name of your school or college".to_owned()])
        );
        browser.send(tab, Event::Draft(DraftEvent::MarkNotSent(id.clone())));
        assert_eq!(receipt(browser.state(tab)), None);
    }
}
