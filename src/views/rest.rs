//! All that the first page can do without: the pages of a call and of a draft, and what follows from their events.
//!
//! With the feature `split` it becomes a file of its own, fetched once the first page is shown: so `cargo xtask dist`
//! builds it. Without, for `cargo xtask serve`, it is part of the one program.

use std::sync::Arc;

use super::html::{Part, all};
use super::{App, Work, pages, parts};
use crate::app::Page;
use crate::browser::{DEFERRED, Deferred};
use crate::call::{Call, Section};
use crate::draft::DraftId;

/// What the first page needs to know of the rest.
pub(super) struct Rest {
    /// What follows from an event, and what carries it out.
    pub(super) deferred: Deferred,
    /// Hears of what happens on those pages only.
    pub(super) listen: fn(App),
    /// The page of a call.
    pub(super) call: fn(App, &Call) -> Part,
    /// Everything that a call says.
    pub(super) words: fn(&Call) -> Part,
    /// A page of a draft.
    pub(super) draft: fn(App, Arc<Call>, &DraftId, &Page) -> Part,
    /// A draft's earlier versions, whether its call is here or not.
    pub(super) history: fn(App, &DraftId) -> Part,
    /// What is undone and done again on every page of a draft.
    pub(super) undo: fn(App, &DraftId) -> Part,
    /// Drafts that were deleted and can be brought back.
    pub(super) deleted: fn(App) -> Part,
    /// How the work is kept.
    pub(super) help: fn(App) -> Part,
    /// The same of a draft, for a glance.
    pub(super) glance: fn(App, &DraftId) -> Part,
    /// What came in a file and waits for a decision.
    pub(super) incoming: fn(App) -> Part,
}

static REST: Rest = Rest {
    deferred: DEFERRED,
    listen: parts::listen_for_undo,
    call: pages::call,
    words: pages::hub_words,
    draft,
    history: pages::history,
    undo: parts::undo,
    deleted: pages::deleted,
    help: pages::help,
    glance: parts::glance,
    incoming: pages::incoming,
};

/// The rest of the program, once it is here.
#[cfg(feature = "split")]
pub(super) async fn rest() -> Result<&'static Rest, ()> {
    apart::rest().await.map_err(|apart::Missing| ())
}

/// The rest of the program, which is here.
#[cfg(not(feature = "split"))]
#[expect(clippy::unused_async, reason = "the same shape as where it has to be fetched")]
pub(super) async fn rest() -> Result<&'static Rest, ()> {
    Ok(&REST)
}

#[cfg(feature = "split")]
mod apart {
    use super::{REST, Rest};
    use wasm_split_helpers::{SplitLoaderError, wasm_split};

    /// The file with the rest did not come.
    pub(super) struct Missing;

    impl From<SplitLoaderError> for Missing {
        fn from(_: SplitLoaderError) -> Self {
            Self
        }
    }

    #[wasm_split(rest, fallible)]
    pub(super) fn rest() -> Result<&'static Rest, Missing> {
        Ok(&REST)
    }
}

fn draft(app: App, call: Arc<Call>, id: &DraftId, page: &Page) -> Part {
    let work = &Work::new(app, call, id.clone());
    all([parts::other_tabs(app), parts::kept_page(work, page_of(work, page))])
}

fn page_of(work: &Work, page: &Page) -> Part {
    match page {
        Page::Tasks => pages::tasks(work),
        Page::Readiness => pages::readiness(work),
        Page::Export => pages::export(work),
        Page::Afterwards => pages::afterwards(work),
        Page::History => pages::history(work.app, &work.id),
        Page::Section(section) if !work.call.sections().contains(section) => {
            pages::lost("This hub does not use this section. Any answers you gave are still saved.")
        }
        Page::Section(section) => match section {
            Section::School => pages::school(work),
            Section::Criterion(id) => pages::criterion(work, id),
            Section::Focus => pages::focus(work),
            Section::Letter(id) => pages::letter(work, id),
            Section::Documents => pages::documents(work),
            Section::Duties => pages::duties(work),
            Section::Declarations => pages::declarations(work),
        },
    }
}
