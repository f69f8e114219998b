//! A hub's page: what the role is, what is asked, when and how to apply.

use super::dates::{DateList, all_dates};
use super::deadline::deadline_line;
use super::quotations::{Quotation, amount_quotations, is_safe_link, oddities, passage_quotations, quotations};
use super::reading::{ReadRow, read_first_of_call};
use crate::app::route::{Page, Route};
use crate::app::state::State;
use crate::call::{
    Applicant, Call, CallId, Cluster, Condition, Contact, Document, Lots, ProfilePart, Timestamp, Topic, with_round,
};
use crate::documents::{document_in_short, letter_in_short, with_article};
use crate::draft::{and_list, counted, counted_as, or_list};

const CHOSEN: [Topic; 5] = [Topic::Recruitment, Topic::Shortlisting, Topic::Visit, Topic::Interview, Topic::Scrutiny];
const LASTS: [Topic; 2] = [Topic::Status, Topic::Agreement];

/// What a hub's page shows of its call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HubPage {
    /// The address of the hub's logo and what it shows.
    pub logo: Option<(String, String)>,
    /// The call's title and round.
    pub eyebrow: String,
    /// What a school would become.
    pub title: String,
    /// What a school needs, as a list.
    pub needs: Vec<String>,
    /// Documents of the hub that are to be read first.
    pub read_first: Vec<ReadRow>,
    /// How long it takes.
    pub time: String,
    /// The dates.
    pub dates: DateList,
    /// The hub's words, by topic. Topics on which it says nothing are left out.
    pub topics: Vec<HubTopic>,
    /// Whom to ask. The first is for this round.
    pub contacts: Vec<ContactLine>,
    /// The hub's words on whom not to contact.
    pub do_not_contact: Vec<Quotation>,
    /// Who leads the hub, who carries out the programme, what it is a member of and who pays, where the call says.
    pub organisations: String,
}

/// What a hub says on a topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HubTopic {
    /// The topic, in our words.
    pub title: String,
    /// The hub's words.
    pub quotations: Vec<Quotation>,
}

/// Somebody to ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactLine {
    /// What for.
    pub about: String,
    /// Ways to ask: the words, with an address where they are a link.
    pub ways: Vec<(String, Option<String>)>,
}

/// A draft that was begun for a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BegunDraft {
    /// Where it goes on.
    pub to: String,
    /// What it is called.
    pub title: String,
}

/// The page of a call at an instant.
pub fn hub_page(call: &Call, now: Timestamp) -> HubPage {
    let look = call.hub.look.as_ref();
    HubPage {
        logo: look.and_then(|look| {
            Some((format!("calls/{}", look.logo.as_ref()?), look.logo_text.clone().unwrap_or_default()))
        }),
        // Many a title says which round it is for.
        eyebrow: with_round(&call.title, &call.round),
        title: format!("Become {}", with_article(&call.role.name)),
        needs: needs(call),
        read_first: read_first_of_call(call),
        time: format!(
            "Allow an hour for first answers. {} longer. Your answers save as you type.",
            if call.letters.is_empty() { "Evidence takes" } else { "Evidence and writing take" }
        ),
        dates: all_dates(call, now),
        topics: topics(call),
        contacts: contacts(call),
        do_not_contact: quotations(call, &call.submission.do_not_contact),
        organisations: organisations(call),
    }
}

/// The hub, and when to apply to it.
pub fn hub_lede(call: &Call, now: Timestamp) -> String {
    format!("{}. {}", hub_and_area(call), deadline_line(call, now))
}

/// The drafts of a call that were begun here, by title.
pub fn begun_drafts(state: &State, call: &CallId) -> Vec<BegunDraft> {
    let own = state.drafts.iter().filter(|(_, loaded)| {
        loaded.draft.call == *call && !loaded.is_example() && state.calls.belongs_here(&loaded.draft)
    });
    let mut begun: Vec<BegunDraft> = own
        .map(|(id, loaded)| BegunDraft {
            to: Route::Draft(id.clone(), Page::Overview, None).to_string(),
            title: loaded.draft.title().to_owned(),
        })
        .collect();
    begun.sort_by(|a, b| a.title.cmp(&b.title));
    begun
}

/// Whether the host has a finished example of a call.
pub fn has_example(state: &State, call: &CallId) -> bool {
    state.calls.index().ready().is_some_and(|index| index.calls.iter().any(|entry| entry.id == *call && entry.example))
}

/// The hub and its area, unless the name says that already.
fn hub_and_area(call: &Call) -> String {
    match call.hub.area.as_ref().filter(|area| !call.hub.name.contains(area.as_str())) {
        Some(area) => format!("{}, {area}", call.hub.full_name()),
        None => call.hub.full_name(),
    }
}

fn needs(call: &Call) -> Vec<String> {
    let points = call.criteria.iter().map(|own| own.own_points().count());
    let criteria: Vec<usize> = points.filter(|points| *points > 0).collect();
    let points: usize = criteria.iter().sum();
    let mut list = Vec::new();
    if points > 0 {
        let criteria = counted_as(criteria.len(), "criterion", "criteria");
        list.push(format!("Evidence for {}, in {criteria}", counted(points, "point")));
    }
    list.extend(call.lots.as_ref().map(lots_in_short));
    list.extend(call.cluster.as_ref().map(|cluster| for_whom(call, &cluster_in_short(cluster), &cluster.when)));
    list.extend(call.letters.iter().map(|letter| {
        let prompts = letter.prompts.len();
        let more = if prompts == 0 { String::new() } else { format!(": {}", counted(prompts, "prompt")) };
        format!("{}{more}", for_whom(call, &letter_in_short(letter), &letter.when))
    }));
    let document = |document: &Document| for_whom(call, &document_in_short(document), &document.when);
    list.extend(call.documents.iter().map(document));
    if call.asks(ProfilePart::Ofsted).is_some() {
        list.push("Your latest Ofsted report".to_owned());
    }
    list
}

/// How many, between two bounds: "2 to 6". Empty where there are none.
fn range(minimum: u32, maximum: Option<u32>) -> String {
    match (minimum, maximum) {
        (0, None) => String::new(),
        (0, Some(most)) => format!("up to {most}"),
        (least, Some(most)) if least == most => least.to_string(),
        (least, Some(most)) => format!("{least} to {most}"),
        (least, None) => format!("at least {least}"),
    }
}

/// The choice of lots in short: "Choose 1 of 3: Voices, Bands, Strings".
fn lots_in_short(lots: &Lots) -> String {
    let names: Vec<&str> = lots.choices.iter().map(|lot| lot.name.trim()).collect();
    let range = match range(lots.minimum, lots.maximum) {
        range if range.is_empty() => "any".to_owned(),
        range => range,
    };
    format!("Choose {range} of {}: {}", names.len(), names.join(", "))
}

/// The schools that apply together in short: "Partner schools: 2 to 6, with a teacher at each".
fn cluster_in_short(cluster: &Cluster) -> String {
    let range = range(cluster.minimum, cluster.maximum);
    let range = if range.is_empty() { range } else { format!("{range}, ") };
    format!("{}: {range}with a teacher at each", cluster.name.trim().trim_end_matches(':'))
}

/// What is needed, with those whom it is for where that is not all: "Letter (only for Voices)".
fn for_whom(call: &Call, text: &str, when: &[Condition]) -> String {
    const IF_IT_APPLIES: &str = "if it applies";
    let allowed = when.iter().find_map(|condition| match condition {
        Condition::Lot(ids) => {
            let lots = call.lot_choices().filter(|lot| ids.contains(&lot.id));
            Some(lots.map(|lot| lot.name.trim()).collect::<Vec<_>>())
        }
        Condition::Setting(is) => {
            let settings = call.settings.iter().filter(|setting| is.any.contains(&setting.id));
            Some(settings.map(|setting| setting.name.trim()).collect())
        }
        _ => None,
    });
    let words = match allowed.filter(|names| !names.is_empty()) {
        _ if when.is_empty() => return text.to_owned(),
        Some(names) => format!("only for {}", or_list(&names)),
        None => IF_IT_APPLIES.to_owned(),
    };
    if text.contains(IF_IT_APPLIES) { text.replacen(IF_IT_APPLIES, &words, 1) } else { format!("{text} ({words})") }
}

fn topics(call: &Call) -> Vec<HubTopic> {
    let role = with_article(&call.role.name);
    let mut places = quotations(call, &call.hub.boundary);
    places.extend(quotations(call, call.place_statements()));
    places.extend(passage_quotations(call, &[Topic::Places]));
    if let (Some(regions), Some(last)) = (&call.regions, places.last_mut()) {
        let own = oddities(call, &regions.oddities);
        last.oddities.extend(own.into_iter().filter(|note| !last.oddities.contains(note)).collect::<Vec<_>>());
    }
    let lots = call
        .lots
        .iter()
        .flat_map(|lots| lots.statements.iter().chain(lots.choices.iter().flat_map(|lot| &lot.statements)));
    places.extend(quotations(call, lots.chain(call.cluster.iter().flat_map(|cluster| &cluster.statements))));
    let who = call.applicant(None);
    let (noun, chosen) = (who.noun(), if who == Applicant::School { who.plural() } else { &call.role.plural });
    let benefits = call.benefits.iter().map(|benefit| (&benefit.statement, benefit.amount.as_ref()));
    let duties = call.duties.iter().map(|duty| (&duty.statement, duty.amount.as_ref()));
    let all = [
        (format!("What {role} does"), passage_quotations(call, &[Topic::Purpose])),
        (format!("Places for {}", call.role.plural), places),
        (format!("What your {noun} gets"), amount_quotations(call, benefits)),
        (format!("What your {noun} agrees to do"), amount_quotations(call, duties)),
        (format!("How {chosen} are chosen"), passage_quotations(call, &CHOSEN)),
        ("How long it lasts".to_owned(), passage_quotations(call, &LASTS)),
    ];
    let topic = |(title, quotations)| HubTopic { title, quotations };
    all.into_iter().map(topic).filter(|topic| !topic.quotations.is_empty()).collect()
}

/// Whom to ask about the round, and whom about anything else, where that is somebody else. Nothing is said twice: who can
/// be reached at the same address, or has the same name, is one and the same.
fn contacts(call: &Call) -> Vec<ContactLine> {
    let (about, hub) = (call.submission.enquiries.as_ref(), call.hub.contact.as_ref());
    let Some(first) = about.or(hub) else { return Vec::new() };
    let mut own = ways(call, first);
    let mut others = hub.map(|hub| ways(call, hub)).unwrap_or_default();
    let other_name = hub.and_then(|hub| hub.own_name(&call.hub));
    // Two people may share an address.
    let are_two = matches!((first.own_name(&call.hub), other_name), (Some(one), Some(other)) if one != other);
    if !are_two && others.iter().any(|way| own.contains(way)) {
        let more = std::mem::take(&mut others).into_iter().filter(|way| !own.contains(way));
        // A name comes first.
        let is_name = |(words, to): &(String, Option<String>)| to.is_none() && other_name == Some(words.as_str());
        let (name, more): (Vec<_>, Vec<_>) = more.partition(is_name);
        own = name.into_iter().chain(own).chain(more).collect();
    }
    let line = |about: &str, ways| ContactLine { about: about.to_owned(), ways };
    let mut lines = vec![line("Questions about this round", own), line("For anything else", others)];
    lines.retain(|line| !line.ways.is_empty());
    lines
}

/// A name of somebody's own, and each address once.
pub(super) fn ways(call: &Call, contact: &Contact) -> Vec<(String, Option<String>)> {
    let mut ways: Vec<(String, Option<String>)> = Vec::new();
    ways.extend(contact.own_name(&call.hub).map(|name| (name.to_owned(), None)));
    ways.extend(contact.email.iter().map(|email| (email.clone(), Some(format!("mailto:{email}")))));
    ways.extend(contact.telephone.iter().map(|telephone| (telephone.clone(), None)));
    ways.extend(contact.url.iter().filter(|url| is_safe_link(url)).map(|url| (url.clone(), Some(url.clone()))));
    ways.retain(|(words, _)| !words.trim().is_empty());
    ways
}

/// Who leads the hub, who carries out the programme, what it is a member of and who pays, where the call says.
pub(super) fn organisations(call: &Call) -> String {
    let hub = &call.hub;
    let funders: Vec<&str> = hub.funders.iter().map(|name| name.trim()).filter(|name| !name.is_empty()).collect();
    let funders = (!funders.is_empty()).then(|| and_list(&funders));
    let all = [
        ("Lead organisation", hub.lead_organisation.clone()),
        ("Delivery partner", hub.delivery_partner.clone()),
        ("Member of", hub.consortium.clone()),
        ("Funded by", funders),
    ];
    let named = all.into_iter().filter_map(|(what, name)| Some(format!("{what}: {}", name?)));
    named.collect::<Vec<_>>().join(" \u{b7} ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::{FakeBrowser, NAME};
    use crate::call::{Passage, SettingKind, When};
    use crate::documents::sample::{call as marsh, now};

    #[test]
    fn the_lede_says_the_hub_and_where_the_round_stands() {
        let call = marsh();
        assert!(hub_page(&call, now()).title.starts_with("Become a"));
        assert!(hub_lede(&call, now()).starts_with(&call.hub.name));
        let deadline = call.deadline().unwrap().clone();
        let at = |days: i64| Timestamp(now().0 + days * 86_400_000);
        let last = deadline.when.last_day().unwrap().days() - now().london().0.days();
        for (days, words) in [(0, "Apply by "), (last + 2, "This round closed on ")] {
            let lede = hub_lede(&call, at(days));
            assert!(lede.contains(words), "{days}: {lede}");
        }
        let mut without = call.clone();
        without.submission.deadline = None;
        // The only date of that kind is the deadline, named or not.
        assert_eq!(hub_lede(&without, now()), hub_lede(&call, now()));
        without.dates.retain(|date| date.id != deadline.id);
        assert!(hub_lede(&without, now()).ends_with("The hub gives no deadline. Ask the hub."));
        let mut unclear = call;
        for date in &mut unclear.dates {
            date.certain = false;
        }
        assert!(hub_lede(&unclear, now()).ends_with("See the list of dates."));
    }

    #[test]
    fn what_a_school_needs_is_a_list() {
        let mut call = marsh();
        let page = hub_page(&call, now());
        let letter = letter_in_short(&call.letters[0]);
        assert_eq!(page.needs[0], "Evidence for 3 points, in 1 criterion");
        assert_eq!(page.needs[1], format!("{letter}: 1 prompt"));
        assert!(page.time.contains("Evidence and writing take longer."), "{}", page.time);
        call.criteria.push(call.criteria[0].clone());
        call.letters[0].prompts.clear();
        assert_eq!(needs(&call)[..2], ["Evidence for 6 points, in 2 criteria".to_owned(), letter.clone()]);
        // The place to write against a criterion that is set out elsewhere is no point of the hub's.
        call.criteria[1].points.truncate(1);
        call.criteria[1].points[0].quote.clear();
        assert!(call.criteria[1].points[0].is_stand_in());
        assert_eq!(needs(&call)[0], "Evidence for 3 points, in 1 criterion");
        call.criteria[0].points.truncate(1);
        assert_eq!(needs(&call)[0], "Evidence for 1 point, in 1 criterion");
        call.criteria[0].points.clear();
        assert_eq!(needs(&call)[0], letter);
    }

    #[test]
    fn lots_partner_schools_and_what_is_only_for_some_are_said() {
        use crate::readiness::testing::{call, says};
        use serde_json::json;
        let lot =
            |id: &str, name: &str| json!({"id": id, "name": name, "statements": [says(&format!("About {name}."))]});
        let letter = |id: &str, when: serde_json::Value| json!({"id": id, "name": id, "kind": "letter", "strength": "must", "statements": [], "prompts": [], "when": when});
        let call = call(json!({
            "lots": {"name": "Strands", "statements": [says("Choose one strand.")], "minimum": 1, "maximum": 1,
                "choices": [lot("v", "Voices"), lot("b", "Bands"), lot("s", "Strings")]},
            "cluster": {"name": "Partner schools:", "statements": [says("Bring partners.")], "minimum": 2, "maximum": 6},
            "letters": [letter("one", json!([{"lot": ["v", "b"]}])), letter("two", json!([{"setting": {"any": ["primary"]}}])),
                letter("three", json!([{"trust": true}])), letter("four", json!([]))]
        }));
        let page = hub_page(&call, now());
        let ends = [
            "Choose 1 of 3: Voices, Bands, Strings",
            "Partner schools: 2 to 6, with a teacher at each",
            " (only for Voices or Bands)",
            " (only for Primary)",
            "three (if it applies)",
            "four",
        ];
        assert_eq!(page.needs.len(), ends.len(), "{:?}", page.needs);
        for (need, end) in page.needs.iter().zip(ends) {
            assert!(need.ends_with(end), "{need}");
        }
        let places = page.topics.iter().find(|topic| topic.title == "Places for Lead Schools").unwrap();
        let words = format!("{:?}", places.quotations);
        assert!(
            ["Choose one strand.", "About Strings.", "Bring partners."].iter().all(|own| words.contains(own)),
            "{words}"
        );
    }

    #[test]
    fn the_hubs_words_are_folded_by_topic() {
        let mut call = marsh();
        let statements = call.criteria[0].statements.clone();
        for topic in [Topic::Agreement, Topic::Interview, Topic::Purpose, Topic::Monitoring] {
            let (statements, oddities) = (statements.clone(), Vec::new());
            call.passages.push(Passage { topic, statements, under: None, oddities });
        }
        call.benefits.clear();
        call.duties.clear();
        let titles: Vec<String> = topics(&call).into_iter().map(|topic| topic.title).collect();
        let role = with_article(&call.role.name);
        let places = format!("Places for {}", call.role.plural);
        assert_eq!(
            titles,
            [
                format!("What {role} does").as_str(),
                &places,
                &format!("How {} are chosen", call.role.plural),
                "How long it lasts"
            ]
        );
        call.settings.retain(|setting| setting.kind == SettingKind::School);
        assert!(topics(&call).iter().any(|topic| topic.title == "How schools are chosen"));
    }

    #[test]
    fn drafts_of_the_call_can_go_on() {
        let (mut browser, tab, id) = FakeBrowser::with_draft();
        browser.set(tab, &id, NAME, "Marsh End");
        let (call, other) = (browser.draft(tab, &id).call.clone(), CallId::new("other").unwrap());
        let begun = begun_drafts(browser.state(tab), &call);
        assert_eq!(begun, [BegunDraft { to: format!("#/draft/{id}"), title: "Marsh End".to_owned() }]);
        assert!(begun_drafts(browser.state(tab), &other).is_empty());
        assert!(!has_example(browser.state(tab), &other));
    }

    #[test]
    fn an_area_that_the_name_says_is_not_said_twice() {
        let mut call = marsh();
        for (area, words) in [
            (None, call.hub.name.clone()),
            (Some("Fen"), call.hub.name.clone()),
            (Some("Wolds"), format!("{}, Wolds", call.hub.name)),
        ] {
            call.hub.area = area.map(str::to_owned);
            assert_eq!(hub_and_area(&call), words);
        }
    }

    #[test]
    fn a_call_without_letters_criteria_and_words_has_a_page() {
        let mut call = marsh();
        call.criteria.clear();
        call.letters.clear();
        call.documents.clear();
        call.profile.clear();
        call.passages.clear();
        call.places.clear();
        call.benefits.clear();
        call.duties.clear();
        call.hub.boundary = None;
        call.hub.contact = None;
        call.submission.enquiries = None;
        let page = hub_page(&call, now());
        assert_eq!((page.needs.len(), page.topics.len(), page.contacts.len()), (0, 0, 0));
        assert!(page.time.contains("Evidence takes"));
    }

    #[test]
    fn who_is_asked_is_said_once() {
        let mut call = marsh();
        let contact = Contact {
            name: None,
            email: Some("music@marsh.example".to_owned()),
            telephone: Some("01234 567890".to_owned()),
            url: Some("javascript:alert(1)".to_owned()),
        };
        call.hub.contact = Some(contact.clone());
        call.submission.enquiries = Some(contact.clone());
        let lines = contacts(&call);
        assert_eq!(lines.len(), 1);
        let email = ("music@marsh.example".to_owned(), Some("mailto:music@marsh.example".to_owned()));
        assert_eq!(lines[0].ways, [email, ("01234 567890".to_owned(), None)]);
        call.hub.contact = Some(Contact {
            name: Some("Office".to_owned()),
            email: None,
            telephone: Some("01234 567899".to_owned()),
            url: None,
        });
        assert_eq!(contacts(&call).len(), 2);
    }

    #[test]
    fn nobody_is_named_or_linked_twice() {
        let contact = |name: &str, email: &str, url: &str| {
            let text = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
            Contact { name: text(name), email: text(email), telephone: None, url: text(url) }
        };
        let (marsh_hub, site) = ("Marsh & Fen Music Hub", "https://marsh.example");
        for (enquiries, hub, expected) in [
            (None, None, vec![]),
            (None, Some(contact("", "", "")), vec![]),
            // A name that is the hub's own is not said.
            (None, Some(contact(marsh_hub, "a@m.example", "")), vec!["Questions about this round: a@m.example"]),
            (None, Some(contact(marsh_hub, "", "")), vec![]),
            (
                Some(contact("Ada", "a@m.example", "")),
                Some(contact(marsh_hub, "", site)),
                vec!["Questions about this round: Ada \u{b7} a@m.example", "For anything else: https://marsh.example"],
            ),
            (
                Some(contact("Ada", "a@m.example", "")),
                Some(contact(marsh_hub, "", "")),
                vec!["Questions about this round: Ada \u{b7} a@m.example"],
            ),
            // One and the same, with one way more.
            (
                Some(contact("Ada", "a@m.example", "")),
                Some(contact("Ada", "a@m.example", site)),
                vec!["Questions about this round: Ada \u{b7} a@m.example \u{b7} https://marsh.example"],
            ),
            (
                Some(contact("", "a@m.example", "")),
                Some(contact("Ada", "a@m.example", "")),
                vec!["Questions about this round: Ada \u{b7} a@m.example"],
            ),
            (
                Some(contact("Ada", "a@m.example", "")),
                Some(contact("Ben", "b@m.example", "")),
                vec!["Questions about this round: Ada \u{b7} a@m.example", "For anything else: Ben \u{b7} b@m.example"],
            ),
            (
                Some(contact("Ada", "a@m.example", "")),
                Some(contact("Ben", "a@m.example", "")),
                vec!["Questions about this round: Ada \u{b7} a@m.example", "For anything else: Ben \u{b7} a@m.example"],
            ),
        ] {
            let mut call = marsh();
            (call.submission.enquiries, call.hub.contact) = (enquiries, hub);
            let line = |line: ContactLine| {
                let ways: Vec<String> = line.ways.into_iter().map(|(words, _)| words).collect();
                format!("{}: {}", line.about, ways.join(" \u{b7} "))
            };
            assert_eq!(contacts(&call).into_iter().map(line).collect::<Vec<_>>(), expected);
        }
    }

    #[test]
    fn a_second_name_and_whom_not_to_contact_are_shown() {
        let call = crate::call::read_call(include_str!("../../../tests/fixtures/calls/rolling.json")).unwrap();
        let lede = hub_lede(&call, now());
        assert_eq!(
            lede,
            "Saltmere Music Service (also called Quayside Sounds), Saltmere and the Quays. Schools can apply at any time."
        );
        let page = hub_page(&call, now());
        assert_eq!(page.do_not_contact.len(), 1);
        assert_eq!(page.contacts[0].ways[0].0, "Wren Osprey", "questions go to the member, not to the consortium");
        assert_eq!(
            page.dates.rows.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(),
            ["Winter reading day", "Spring reading day", "You begin"]
        );
        assert_eq!(hub_page(&marsh(), now()).do_not_contact, []);
    }

    #[test]
    fn the_round_is_said_once() {
        let mut call = marsh();
        for (round, eyebrow) in [
            ("2027", "Lead Schools for Marsh & Fen, 2027"),
            ("", "Lead Schools for Marsh & Fen"),
            ("Rolling", "Lead Schools for Marsh & Fen, Rolling"),
            ("Marsh & Fen", "Lead Schools for Marsh & Fen"),
        ] {
            round.clone_into(&mut call.round);
            assert_eq!(hub_page(&call, now()).eyebrow, eyebrow);
        }
    }

    #[test]
    fn dates_without_a_day_do_not_stop_the_page() {
        let mut call = marsh();
        for date in &mut call.dates {
            date.when = When::NotPublished;
        }
        assert!(hub_lede(&call, now()).ends_with("The hub has not published a deadline. Ask the hub."));
    }
}
