//! The message above the page, about something that has just happened.

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
pub struct Notices {
    shown: Option<(Notice, Lifetime)>,
    /// Whether it is another one than at the last event.
    changed: bool,
}

impl Notices {
    /// What is shown.
    pub fn shown(&self) -> Option<&Notice> {
        self.shown.as_ref().map(|(notice, _)| notice)
    }

    /// Whether something else is shown than when this was last asked.
    pub(super) fn take_changed(&mut self) -> bool {
        std::mem::take(&mut self.changed)
    }

    /// Shows a notice until another page is shown.
    pub(super) fn show(&mut self, notice: Notice) {
        self.shown = Some((notice, Lifetime::ThisPage));
        self.changed = true;
    }

    /// The program goes to another page next, and what is shown stays for that.
    pub(super) fn keep_for_next_page(&mut self) {
        if let Some((_, lifetime)) = &mut self.shown {
            *lifetime = Lifetime::NextPage;
        }
    }

    /// What is shown does not outlive this page after all.
    pub(super) fn keep_for_this_page(&mut self) {
        if let Some((_, lifetime)) = &mut self.shown {
            *lifetime = Lifetime::ThisPage;
        }
    }

    /// Takes an offer away that cannot be done any more.
    pub(super) fn retain_offer(&mut self, is_possible: impl FnOnce(&Offer) -> bool) {
        if let Some((notice, _)) = &mut self.shown
            && notice.offer.as_ref().is_some_and(|offer| !is_possible(offer))
        {
            notice.offer = None;
            self.changed = true;
        }
    }

    /// Takes the notice away.
    pub(super) fn clear(&mut self) {
        self.changed |= self.shown.take().is_some();
    }

    /// Another page is shown. Says whether a person went there, rather than the program with a notice.
    pub(super) fn page_changed(&mut self) -> bool {
        if let Some((_, lifetime @ Lifetime::NextPage)) = &mut self.shown {
            *lifetime = Lifetime::ThisPage;
            return false;
        }
        self.clear();
        true
    }
}
