//! Which page is open.

use super::effect::{Effect, Focus};
use super::route::Route;
use crate::draft::DraftId;

/// Which page is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Navigation {
    route: Route,
    /// Whether anybody has gone from one page to another since the program opened.
    navigated: bool,
}

impl Default for Navigation {
    fn default() -> Self {
        Self { route: Route::Start, navigated: false }
    }
}

impl Navigation {
    /// The page that is open.
    pub fn route(&self) -> &Route {
        &self.route
    }

    /// The draft whose page is open.
    pub fn draft(&self) -> Option<&DraftId> {
        self.route.draft()
    }

    /// The page with which the program opens.
    pub(super) fn start(&mut self, hash: &str) {
        self.route = Route::parse(hash);
    }

    /// Another address. Says whether it is another page, rather than another answer of the same one.
    pub(super) fn go(&mut self, hash: &str) -> bool {
        self.navigated = true;
        let before = std::mem::replace(&mut self.route, Route::parse(hash));
        before.page() != self.route.page()
    }

    /// Where focus goes on the page that is open.
    pub(super) fn focus(&self) -> Effect {
        Effect::Focus(match &self.route {
            Route::Draft(_, _, Some(field)) => Focus::Element(field.to_string()),
            // A page that has just been opened leaves focus where the browser puts it.
            _ if !self.navigated => Focus::Stay,
            _ => Focus::Heading,
        })
    }
}
