//! What arrives after the first page, in parts: the pages where points are rated, with what follows from events; the check
//! with its pages; everything else, with files.
//!
//! With the feature `split` (`cargo xtask dist`) each part is a file of its own, fetched when a page of it is opened, or
//! once the first page is shown. Without, all of them are in the one program.

use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use leptos::prelude::*;
use leptos::reactive::computed::ScopedFuture;
use leptos::task::spawn_local;

use super::context::{AppContext, use_app};
use super::{app, failed, pages, undo_keys};
use crate::app::{Derivation, Event};
use crate::browser::{DEFERRED, Deferred, FILES, FilePart};
use crate::draft::DraftId;

/// A view that arrives after the first page.
#[derive(Clone, PartialEq)]
pub(super) enum LazyView {
    /// A page other than the start page.
    Page(pages::Screen),
    /// What came in a file and waits for a decision.
    Incoming,
    /// Drafts that were deleted and can be brought back.
    Deleted,
    /// What the check says of a draft on the start page.
    Figures(DraftId),
    /// What can be done with a draft on the start page.
    CardActions(DraftId),
    /// What stands in the header on the pages of a draft.
    DraftBar,
    /// What other tabs have done to the open draft, and that a backup is due.
    AboveDraft,
    /// That an example is open.
    ExampleLine,
    /// What went wrong, and how far the worker has come.
    Messages,
    /// What went well.
    Toasts,
    /// Work that is not saved.
    SavingFailed,
}

/// A part of the program. Each needs those before it (`PARTS` in `xtask/src/dist/program.rs`).
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// What handles events but those about files, and the pages where points are rated.
    Answers,
    /// The check, the letters on paper, and the pages that show how things stand.
    Check,
    /// All other pages, what is said above and below a page, and what handles events about files.
    Rest,
}

impl LazyView {
    fn part(&self) -> Part {
        match self {
            Self::Page(screen) => screen.part(),
            Self::Figures(_) => Part::Check,
            Self::DraftBar => Part::Answers,
            Self::Incoming
            | Self::Deleted
            | Self::CardActions(_)
            | Self::AboveDraft
            | Self::ExampleLine
            | Self::Messages
            | Self::Toasts
            | Self::SavingFailed => Part::Rest,
        }
    }
}

/// A part of the program did not come.
pub(super) struct Missing;

#[cfg(feature = "split")]
impl From<wasm_split_helpers::SplitLoaderError> for Missing {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> Self {
        Self
    }
}

/// A function that is in a part of the program: the same, but fetched first where parts are files.
macro_rules! in_part {
    ($part:ident, $(#[$about:meta])* fn $name:ident($($given:ident: $kind:ty),*) -> $made:ty { $($body:tt)* }) => {
        $(#[$about])*
        #[cfg(feature = "split")]
        #[wasm_split_helpers::wasm_split($part, fallible)]
        fn $name($($given: $kind),*) -> Result<$made, Missing> {
            Ok({ $($body)* })
        }

        $(#[$about])*
        #[cfg(not(feature = "split"))]
        async fn $name($($given: $kind),*) -> Result<$made, Missing> {
            Ok({ $($body)* })
        }
    };
}

in_part! { answers, fn deferred(app: AppContext) -> Deferred {
    undo_keys::listen(app);
    DEFERRED
} }

in_part! { answers, fn draw_answers(view: LazyView, place: Place) -> AnyView {
    match place.still(view) {
        Some(LazyView::Page(screen)) => pages::answers_page(screen),
        Some(LazyView::DraftBar) => view! { <app::DraftBar/> }.into_any(),
        _ => ().into_any(),
    }
} }

in_part! { check, fn derivation() -> Derivation { Derivation::NEW } }

in_part! { check, fn draw_check(view: LazyView, place: Place) -> AnyView {
    match place.still(view) {
        Some(LazyView::Page(screen)) => pages::check_page(screen),
        Some(LazyView::Figures(id)) => view! { <pages::Figures id=id/> }.into_any(),
        _ => ().into_any(),
    }
} }

in_part! { rest, fn draw_rest(view: LazyView, place: Place) -> AnyView {
    match place.still(view) {
        Some(LazyView::Page(screen)) => pages::other_page(screen),
        Some(LazyView::Incoming) => view! { <pages::Incoming/> }.into_any(),
        Some(LazyView::Deleted) => view! { <pages::Deleted/> }.into_any(),
        Some(LazyView::CardActions(id)) => view! { <pages::CardActions id=id/> }.into_any(),
        Some(LazyView::AboveDraft) => view! { <pages::AboveDraft/> }.into_any(),
        Some(LazyView::ExampleLine) => view! { <app::ExampleLine/> }.into_any(),
        Some(LazyView::Messages) => view! { <app::Messages/> }.into_any(),
        Some(LazyView::Toasts) => view! { <app::Toasts/> }.into_any(),
        Some(LazyView::SavingFailed) => view! { <app::SavingFailed/> }.into_any(),
        _ => ().into_any(),
    }
} }

in_part! { rest, fn files() -> FilePart { FILES } }

/// Where a view is to be drawn when it arrives.
#[derive(Clone, Copy)]
struct Place(StoredValue<()>);

impl Place {
    /// The view, unless somebody has gone on meanwhile: what it stands on is no longer there then.
    fn still(self, view: LazyView) -> Option<LazyView> {
        (!self.0.is_disposed()).then_some(view)
    }
}

/// Draws a view once its part is here, and for what rests on the check once that is.
async fn draw(app: AppContext, view: LazyView, place: Place) -> Result<AnyView, Missing> {
    match view.part() {
        Part::Answers => draw_answers(view, place).await,
        Part::Check => {
            load_check(app).await?;
            draw_check(view, place).await
        }
        Part::Rest => {
            load_check(app).await?;
            app.load_files(files().await?);
            draw_rest(view, place).await
        }
    }
}

/// Hands what computes the check to the loop, unless it has it.
async fn load_check(app: AppContext) -> Result<(), Missing> {
    if !app.with_state(|state| state.derived.is_loaded()) {
        let derivation = derivation().await?;
        app.dispatch(Event::DerivationLoaded(derivation));
    }
    Ok(())
}

/// Fetches all parts, one after the other, and hands to the loop what belongs to it.
pub(super) fn load(app: AppContext) {
    spawn_local(async move {
        let all = async {
            app.load(deferred(app).await?);
            load_check(app).await?;
            app.load_files(files().await?);
            Ok::<_, Missing>(())
        };
        if all.await.is_err() {
            not_loaded();
        }
    });
}

fn not_loaded() {
    failed("Part of Upbeat did not load.");
}

/// A view that arrives after the first page: at once if it is here already. Until then, a page says that it is loading; a
/// part of a page says nothing.
#[component]
pub(super) fn Lazy(view: LazyView) -> impl IntoView {
    let (app, is_page) = (use_app(), matches!(view, LazyView::Page(_)));
    let mut coming: Pin<Box<ScopedFuture<_>>> =
        Box::pin(ScopedFuture::new(draw(app, view, Place(StoredValue::new(())))));
    if let Poll::Ready(drawn) = pin!(&mut coming).poll(&mut Context::from_waker(Waker::noop())) {
        return drawn.ok().into_any();
    }
    let arrived = RwSignal::new_local(None::<AnyView>);
    spawn_local(async move {
        match coming.await {
            Ok(view) => {
                let is_gone = arrived.try_set(Some(view)).is_some();
                if is_page && !is_gone {
                    app.dispatch(Event::PageArrived);
                }
            }
            Err(Missing) => not_loaded(),
        }
    });
    (move || {
        arrived.track();
        let view = arrived.try_update_untracked(Option::take).flatten();
        view.unwrap_or_else(|| if is_page { view! { <pages::Loading/> }.into_any() } else { ().into_any() })
    })
    .into_any()
}
