//! What a site says of itself: for hubs that host one, and for whoever asks what it is.

use crate::app::load::Load;
use crate::app::route::Route;
use crate::app::state::State;
use crate::call::{Applicant, Call, CallEntry};
use crate::documents::PROGRAM;

/// What stands at the foot of every page. Where a hub's own page is open, the hub says it.
pub fn footer_line(state: &State) -> String {
    let call = state.open_call().and_then(Load::ready).map(|file| &*file.call);
    let voice = call.map(|call| call.hub.voice()).unwrap_or_default();
    let applicant =
        |call| state.open_draft().map_or_else(|| Call::applicant(call, None), |own| own.draft.applicant(call));
    let who = match call.map(applicant) {
        None | Some(Applicant::School) => "which schools are chosen",
        Some(_) => "who is chosen",
    };
    format!("Upbeat checks what you have written. Only {} {who}.", voice.subject("decides"))
}

/// What a site says of itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Site {
    /// The program and its version.
    pub program: &'static str,
    /// The rounds that it holds.
    pub rounds: Load<Vec<SiteRound>>,
}

/// A round that a site holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteRound {
    /// The hub.
    pub hub: String,
    /// What one can apply for, and where the hub works.
    pub about: String,
    /// The hub's page.
    pub to: String,
}

/// What this site says of itself.
pub fn site(state: &State) -> Site {
    let round = |entry: &CallEntry| SiteRound {
        hub: entry.full_name(),
        about: match entry.area.as_ref().filter(|area| !entry.hub.contains(area.as_str())) {
            Some(area) => format!("{}, {area}", entry.title),
            None => entry.title.clone(),
        },
        to: Route::Call(entry.id.clone()).to_string(),
    };
    Site {
        program: PROGRAM,
        rounds: match state.calls.index() {
            Load::Loading => Load::Loading,
            Load::Failed(why) => Load::Failed(why.clone()),
            Load::Ready(index) => Load::Ready(index.calls.iter().map(round).collect()),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::FakeBrowser;

    #[test]
    fn a_site_names_its_program_and_its_rounds() {
        assert_eq!(site(&State::default()).rounds, Load::Loading);
        let mut browser = FakeBrowser::new();
        let tab = browser.open("#/site");
        let site = site(browser.state(tab));
        assert!(site.program.starts_with("Upbeat "));
        let rounds = site.rounds.ready().unwrap();
        assert_eq!(rounds.len(), browser.state(tab).calls.index().ready().unwrap().calls.len());
        assert!(rounds.iter().all(|round| round.to.starts_with("#/call/")));
    }
}
