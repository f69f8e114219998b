//! The line on top of every page.

use crate::app::drafts::UndoStack;
use crate::app::load::Load;
use crate::app::route::{Listed, PAGES, Page, Route};
use crate::app::saving::SaveStatus;
use crate::app::state::State;
use crate::call::{Call, Section};
use crate::draft::DraftId;

/// The line on top of every page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Header {
    /// The draft whose page is open, if there is one.
    pub draft: Option<DraftId>,
    /// Its name.
    pub name: String,
    /// The pages of the draft, in order.
    pub links: Vec<HeaderLink>,
    /// Whether the work is saved. None: no draft is open.
    pub saved: Option<SaveWords>,
}

/// A page of the open draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderLink {
    /// Its name.
    pub name: String,
    /// Its address.
    pub to: String,
    /// Whether it is the page that is open.
    pub is_current: bool,
    /// Whether it stands in the header, and not only in the menu.
    pub in_header: bool,
}

/// Whether the work is saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaveWords {
    /// In one word.
    pub short: &'static str,
    /// In a few words.
    pub long: &'static str,
    /// It is saved again after it was not: screen readers are told.
    pub is_news: bool,
}

/// The line on top of the page that is open.
pub fn header(state: &State) -> Header {
    let Route::Draft(id, page, _) = state.route() else { return Header::default() };
    let Some(open) = state.open_draft() else { return Header::default() };
    let call = state.open_call().and_then(Load::ready).map(|file| &*file.call);
    let short = |short, long, is_news| Some(SaveWords { short, long, is_news });
    Header {
        draft: Some(id.clone()),
        name: open.draft.title().to_owned(),
        links: links(id, page, call),
        saved: match state.saving.autosave.status() {
            _ if open.is_example() => short("Example", "Example: not saved", false),
            SaveStatus::Saved => short("Saved", "Saved on this device", false),
            SaveStatus::Recovered => short("Saved", "All changes saved again", true),
            SaveStatus::Failed { .. } => short("Not saved", "Not saved", false),
        },
    }
}

fn links(id: &DraftId, open: &Page, call: Option<&Call>) -> Vec<HeaderLink> {
    let link = |page: Page, name: &str, in_header: bool| HeaderLink {
        name: name.to_owned(),
        is_current: page == *open,
        to: Route::Draft(id.clone(), page, None).to_string(),
        in_header,
    };
    let mut links = Vec::new();
    for row in PAGES.iter().filter(|row| row.listed != Listed::Nowhere) {
        // The letter stands before the check.
        if row.page == Page::Check {
            links.extend(call.and_then(|call| letter_link(call, open, &link)));
        }
        // Where the call has no scale, nothing is rated.
        if row.page != Page::Stand || call.is_none_or(Call::rates_any) {
            links.push(link(row.page.clone(), row.name, row.listed == Listed::Header));
        }
    }
    links
}

/// To the letter. Where there are several, to the first one, or to the one that is open.
fn letter_link(call: &Call, open: &Page, link: &impl Fn(Page, &str, bool) -> HeaderLink) -> Option<HeaderLink> {
    let first = call.letters.first()?;
    let several = call.letters.len() > 1;
    let page = match open {
        Page::Section(Section::Letter(_)) => open.clone(),
        _ => Page::Section(Section::Letter(first.id.clone())),
    };
    Some(link(page, if several { "Letters" } else { "Letter" }, true))
}

/// What undo and redo would do next, and what was undone or done again last.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UndoNames {
    /// What would be undone.
    pub undo: Option<String>,
    /// What would be done again.
    pub redo: Option<String>,
    /// What was undone or done again, until something is edited.
    pub announcement: String,
}

/// What undo and redo would do next in the open draft.
pub fn undo_names(state: &State) -> UndoNames {
    let Some(id) = state.open_draft().map(|open| &open.draft.id) else { return UndoNames::default() };
    UndoNames {
        undo: state.drafts.next_step(id, false, &state.calls),
        redo: state.drafts.next_step(id, true, &state.calls),
        announcement: undo_announcement(state).to_owned(),
    }
}

/// What was undone or done again in the open draft, until something is edited.
pub fn undo_announcement(state: &State) -> &str {
    let Some(id) = state.open_draft().map(|open| &open.draft.id) else { return "" };
    let is_edited = state.drafts.undo_stack(id).is_none_or(UndoStack::edited_since_undo);
    if is_edited { "" } else { state.drafts.undo_announcement() }
}
