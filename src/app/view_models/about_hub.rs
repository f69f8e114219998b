//! What a call says of its hub beside what it asks: personal data, and the hub's own pages. Only what it says.

use super::hub_page::{ContactLine, ways};
use super::quotations::{Quotation, is_safe_link, quotations};
use crate::app::load::Load;
use crate::app::state::State;
use crate::call::Call;

/// What a hub says about personal data in an application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataNotice {
    /// Who is responsible, as a sentence. Empty where the call does not say.
    pub controller: String,
    /// Whom to ask.
    pub contact: Option<ContactLine>,
    /// The hub's words on how long it keeps applications.
    pub retention: Vec<Quotation>,
    /// The address of its privacy notice.
    pub privacy_notice: Option<String>,
}

/// What a hub says about personal data in an application. None where it says nothing.
pub fn data_notice(call: &Call) -> Option<DataNotice> {
    let data = call.data_protection.as_ref()?;
    let contact = data
        .contact
        .as_ref()
        .map(|contact| ContactLine { about: "Questions about personal data".to_owned(), ways: ways(call, contact) });
    let notice = DataNotice {
        controller: data.controller.as_deref().map(controller_words).unwrap_or_default(),
        contact: contact.filter(|contact| !contact.ways.is_empty()),
        retention: quotations(call, &data.retention),
        privacy_notice: data.privacy_notice.clone().filter(|url| is_safe_link(url)),
    };
    let is_empty = notice.controller.is_empty()
        && notice.contact.is_none()
        && notice.retention.is_empty()
        && notice.privacy_notice.is_none();
    (!is_empty).then_some(notice)
}

fn controller_words(name: &str) -> String {
    format!("Data controller: {}.", name.trim().trim_end_matches('.'))
}

/// The hub's own pages on the web that the call names: the words, and the address.
fn hub_links(call: &Call) -> Vec<(String, String)> {
    let notice = call.data_protection.as_ref().and_then(|data| data.privacy_notice.as_ref());
    let whose = call.hub.voice().opening_possessive();
    let all = [
        ("About the programme".to_owned(), call.hub.programme_page.as_ref()),
        (format!("{whose} privacy notice"), notice),
        (format!("{whose} accessibility statement"), call.hub.accessibility_statement.as_ref()),
    ];
    all.into_iter().filter_map(|(words, url)| Some((words, url.filter(|url| is_safe_link(url))?.clone()))).collect()
}

/// The links at the foot of a page: those of the hub whose page or application is open.
pub fn footer_links(state: &State) -> Vec<(String, String)> {
    state.open_call().and_then(Load::ready).map(|file| hub_links(&file.call)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::hub_page::organisations;
    use super::*;
    use crate::app::testing::FakeBrowser;
    use crate::call::read_call;
    use crate::documents::sample::call as marsh;

    fn rolling() -> Call {
        read_call(include_str!("../../../tests/fixtures/calls/rolling.json")).unwrap()
    }

    #[test]
    fn only_what_the_call_says_is_shown() {
        let call = rolling();
        let notice = data_notice(&call).unwrap();
        assert_eq!(notice.controller, "Data controller: Saltmere Borough Council.");
        let words: Vec<&str> =
            notice.contact.iter().flat_map(|line| &line.ways).map(|(words, _)| words.as_str()).collect();
        assert_eq!(words, ["Data protection officer", "data@saltmere.example"]);
        assert_eq!(notice.retention.len(), 1);
        assert_eq!(notice.privacy_notice.as_deref(), Some("https://saltmere.example/privacy"));
        assert_eq!(
            organisations(&call),
            "Lead organisation: Saltmere Borough Council \u{b7} Delivery partner: Tidewrack Voices CIC \u{b7} Member of: \
             Seven Shores Music Consortium \u{b7} Funded by: The Lantern Fund and Saltmere Borough Council"
        );
        assert_eq!(
            hub_links(&call).iter().map(|(words, _)| words.as_str()).collect::<Vec<_>>(),
            ["About the programme", "Our privacy notice", "Our accessibility statement"]
        );
        // One that says nothing, or names what is no page of the web.
        assert_eq!((data_notice(&marsh()), hub_links(&marsh())), (None, vec![]));
        let mut bare = rolling();
        let data = bare.data_protection.as_mut().unwrap();
        (data.controller, data.contact, data.retention) = (None, None, None);
        data.privacy_notice = Some("javascript:alert(1)".to_owned());
        (bare.hub.programme_page, bare.hub.accessibility_statement) = (None, Some(" ".to_owned()));
        (bare.hub.consortium, bare.hub.funders) = (None, vec![" ".to_owned()]);
        assert_eq!((data_notice(&bare), hub_links(&bare)), (None, vec![]));
        assert!(organisations(&bare).ends_with("Delivery partner: Tidewrack Voices CIC"));
    }

    #[test]
    fn the_foot_of_a_page_links_to_the_open_hub_alone() {
        let mut browser = FakeBrowser::new();
        let text = include_str!("../../../tests/fixtures/calls/rolling.json")
            .replace("\"id\": \"rolling\"", "\"id\": \"marsh-2027\"");
        browser.host.insert("calls/marsh-2027.json".to_owned(), text);
        let tab = browser.open("#/");
        assert_eq!(footer_links(browser.state(tab)), []);
        browser.go(tab, "#/call/marsh-2027");
        browser.settle();
        assert_eq!(footer_links(browser.state(tab)).len(), 3);
    }
}
