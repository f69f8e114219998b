//! The message above the page, about something that has just happened.

use super::changes::{Area, ChangeSet};
use crate::draft::DraftId;

/// The id of the element that shows the notice.
pub const NOTICE: &str = "notice";

/// A message above the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Whether it went well.
    pub good: bool,
    /// What happened, what is safe, what to do.
    pub text: String,
    /// Further sentences, one by one.
    pub more: Vec<String>,
    /// What can be done about it.
    pub offer: Option<Offer>,
}

/// What can be done about something that has just happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Offer {
    /// Bring back a draft that was deleted.
    Recover(DraftId),
    /// Delete a draft for good.
    DeleteForGood(DraftId),
    /// Say that the file of a draft has arrived.
    BackupReceived(DraftId),
}

impl Notice {
    /// It went well.
    pub fn good(text: impl Into<String>) -> Self {
        Self { good: true, text: text.into(), more: Vec::new(), offer: None }
    }

    /// It did not.
    pub fn bad(text: impl Into<String>) -> Self {
        Self { good: false, text: text.into(), more: Vec::new(), offer: None }
    }
}

/// How long a notice stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lifetime {
    /// Until another page is shown.
    ThisPage,
    /// The program itself goes to another page next: the notice is read there.
    NextPage,
}

/// The notice that is shown, if there is one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Notices(Option<(Notice, Lifetime)>);

impl Notices {
    /// What is shown.
    pub fn shown(&self) -> Option<&Notice> {
        self.0.as_ref().map(|(notice, _)| notice)
    }

    /// Shows a notice until another page is shown.
    pub(super) fn show(&mut self, notice: Notice, changes: &mut ChangeSet) {
        self.0 = Some((notice, Lifetime::ThisPage));
        changes.mark(Area::Notice);
    }

    /// The program goes to another page next, and what is shown stays for that.
    pub(super) fn keep_for_next_page(&mut self) {
        if let Some((_, lifetime)) = &mut self.0 {
            *lifetime = Lifetime::NextPage;
        }
    }

    /// What is shown does not outlive this page after all.
    pub(super) fn keep_for_this_page(&mut self) {
        if let Some((_, lifetime)) = &mut self.0 {
            *lifetime = Lifetime::ThisPage;
        }
    }

    /// Takes an offer away that cannot be done any more.
    pub(super) fn retain_offer(&mut self, is_possible: impl FnOnce(&Offer) -> bool, changes: &mut ChangeSet) {
        if let Some((notice, _)) = &mut self.0
            && notice.offer.as_ref().is_some_and(|offer| !is_possible(offer))
        {
            notice.offer = None;
            changes.mark(Area::Notice);
        }
    }

    /// Takes the notice away.
    pub(super) fn clear(&mut self, changes: &mut ChangeSet) {
        if self.0.take().is_some() {
            changes.mark(Area::Notice);
        }
    }

    /// Another page is shown. Says whether a person went there, rather than the program with a notice.
    pub(super) fn page_changed(&mut self, changes: &mut ChangeSet) -> bool {
        if let Some((_, lifetime @ Lifetime::NextPage)) = &mut self.0 {
            *lifetime = Lifetime::ThisPage;
            return false;
        }
        self.clear(changes);
        true
    }
}
