//! What comes after the application, and the next round.

use super::dates::{DateList, dates_after_deadline};
use super::hub_page::HubTopic;
use super::quotations::passage_quotations;
use crate::app::state::State;
use crate::call::{Call, CallId, Timestamp, Topic};

/// What can be prepared for, in the order in which it comes.
const STAGES: [(Topic, &str); 6] = [
    (Topic::Shortlisting, "Shortlisting"),
    (Topic::Visit, "The visit"),
    (Topic::Interview, "The interview"),
    (Topic::Scrutiny, "What the panel will look at"),
    (Topic::Agreement, "If you are chosen"),
    (Topic::Status, "How long it lasts"),
];

/// What comes after the application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Afterwards {
    /// The dates after the deadline.
    pub dates: DateList,
    /// What the hub says on each stage. Those on which it says nothing are left out.
    pub stages: Vec<HubTopic>,
}

/// A round that an application can be copied to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextRound {
    /// The call.
    pub call: CallId,
    /// What copying to it is called.
    pub label: String,
}

/// What comes after an application to a call.
pub fn afterwards(call: &Call, now: Timestamp) -> Afterwards {
    let stage = |(topic, title): (Topic, &str)| HubTopic {
        title: title.to_owned(),
        quotations: passage_quotations(call, &[topic]),
    };
    let stages = STAGES.into_iter().map(stage).filter(|stage| !stage.quotations.is_empty()).collect();
    Afterwards { dates: dates_after_deadline(call, now), stages }
}

/// The rounds that the host lists.
pub fn next_rounds(state: &State) -> Vec<NextRound> {
    let listed = state.calls.index().ready().map(|index| index.calls.as_slice()).unwrap_or_default();
    let round = |entry: &crate::call::CallEntry| NextRound {
        call: entry.id.clone(),
        label: format!("Copy to {}, {}", entry.hub, entry.title),
    };
    listed.iter().map(round).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::FakeBrowser;
    use crate::call::Passage;
    use crate::documents::sample::{call as marsh, now};

    #[test]
    fn stages_stand_in_their_order_and_empty_ones_are_left_out() {
        let mut call = marsh();
        let statements = call.criteria[0].statements.clone();
        for topic in [Topic::Status, Topic::Visit, Topic::Purpose, Topic::Interview] {
            let (statements, oddities) = (statements.clone(), Vec::new());
            call.passages.push(Passage { topic, statements, under: None, oddities });
        }
        let page = afterwards(&call, now());
        let titles: Vec<&str> = page.stages.iter().map(|stage| stage.title.as_str()).collect();
        assert_eq!(titles, ["The visit", "The interview", "How long it lasts"]);
        assert!(page.stages.iter().all(|stage| !stage.quotations[0].lines.is_empty()));
        assert_eq!(page.dates, dates_after_deadline(&call, now()));
        call.passages.clear();
        assert!(afterwards(&call, now()).stages.is_empty());
    }

    #[test]
    fn the_rounds_of_the_host_can_be_copied_to() {
        let mut browser = FakeBrowser::new();
        let tab = browser.open("#/");
        let rounds = next_rounds(browser.state(tab));
        assert!(!rounds.is_empty());
        assert!(rounds.iter().all(|round| round.label.starts_with("Copy to ")));
        assert!(next_rounds(&State::default()).is_empty(), "the list has not come");
    }
}
