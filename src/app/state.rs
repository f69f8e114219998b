//! All that the page shows: one field for each feature.

use super::calls::{CallFile, Calls};
use super::changes::ChangeSet;
use super::derived::Derived;
use super::drafts::{Drafts, LoadedDraft};
use super::history::History;
use super::import::Imports;
use super::jobs::Jobs;
use super::load::Load;
use super::navigation::Navigation;
use super::notice::Notices;
use super::route::{Page, Route};
use super::saving::Saving;
use super::tabs::Tabs;
use crate::call::{Call, CallId, Timestamp, Voice};

/// All that the page shows. The default is a page that has just been opened.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct State {
    /// The time of the latest event.
    pub now: Timestamp,
    /// Which page is open.
    pub navigation: Navigation,
    /// The host's calls, and the copies that drafts keep.
    pub calls: Calls,
    /// Drafts, their undo steps, and what is stored and cannot be read.
    pub drafts: Drafts,
    /// What is stored, backups, erasing.
    pub saving: Saving,
    /// Earlier versions and deleted drafts.
    pub history: History,
    /// Who edits the open draft.
    pub tabs: Tabs,
    /// What the worker does, and attached files.
    pub jobs: Jobs,
    /// What came in a file.
    pub imports: Imports,
    /// The check and the letters of the open draft.
    pub derived: Derived,
    /// The message above the page.
    pub notices: Notices,
    /// What has changed since the views were last told.
    pub changes: ChangeSet,
}

impl State {
    /// The page that is open.
    pub fn route(&self) -> &Route {
        self.navigation.route()
    }

    /// The draft whose page is open.
    pub fn open_draft(&self) -> Option<&LoadedDraft> {
        self.drafts.get(self.navigation.draft()?)
    }

    /// The id of the call that the open page needs.
    pub fn open_call_id(&self) -> Option<&CallId> {
        match self.route() {
            Route::Call(id) | Route::Words(id) => Some(id),
            Route::Draft(..) => Some(&self.open_draft()?.draft.call),
            _ => None,
        }
    }

    /// The call of the page that is open, as far as it has come.
    pub fn open_call(&self) -> Option<&Load<CallFile>> {
        match self.open_draft() {
            Some(loaded) => self.calls.of_draft(&loaded.draft),
            None => self.calls.get(self.open_call_id()?),
        }
    }

    /// The title of the page, as tabs and screen readers give it.
    pub fn title(&self) -> String {
        let call = self.open_call().and_then(Load::ready).map(|f| &f.call);
        let page = match self.route() {
            Route::Start => return "Prepare your Music Hub application".to_owned(),
            Route::Call(_) => call.map_or_else(|| "Music Hub".to_owned(), |c| c.title.clone()),
            Route::Words(_) => call.map_or_else(
                || "The hub\u{2019}s document".to_owned(),
                |c| format!("{} document: {}", c.hub.voice().opening_possessive(), c.title),
            ),
            Route::Help => "How your work is saved".to_owned(),
            Route::Site => "About this site".to_owned(),
            Route::Lost(_) => "Page not found".to_owned(),
            Route::Draft(_, page, _) => {
                let who = |call: &Call| match self.open_draft() {
                    Some(loaded) => loaded.draft.applicant(call),
                    None => call.applicant(None),
                };
                let name = match page {
                    Page::Section(section) => call.map_or_else(|| section.to_string(), |c| section.name(c, who(c))),
                    Page::Point(criterion, point) => call
                        .and_then(|call| call.criterion(criterion)?.points.iter().find(|own| own.id == *point))
                        .map_or_else(|| point.to_string(), |point| point.label.clone()),
                    Page::SendHub => call.map_or(Voice::Other, |call| call.hub.voice()).send_to().to_owned(),
                    page => page.row().map_or("", |row| row.name).to_owned(),
                };
                match self.open_draft() {
                    Some(loaded) => format!("{name}: {}", loaded.draft.title()),
                    None => name,
                }
            }
        };
        format!("{page} \u{2013} Upbeat")
    }
}
