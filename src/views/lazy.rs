//! What arrives after the first page: all pages but the start page, and what follows from their events.
//!
//! With the feature `split` (`cargo xtask dist`) it becomes a file of its own, fetched once the first page is shown.
//! Without, it is part of the one program.

use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use leptos::prelude::*;
use leptos::reactive::computed::ScopedFuture;
use leptos::task::spawn_local;

use super::context::AppContext;
use super::{failed, pages, undo_keys};
use crate::browser::{DEFERRED, Deferred};
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
}

/// The file did not come.
pub(super) struct Missing;

#[cfg(feature = "split")]
impl From<wasm_split_helpers::SplitLoaderError> for Missing {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> Self {
        Self
    }
}

#[cfg(feature = "split")]
#[wasm_split_helpers::wasm_split(rest, fallible)]
fn draw(view: LazyView) -> Result<AnyView, Missing> {
    Ok(drawn(view))
}

#[cfg(feature = "split")]
#[wasm_split_helpers::wasm_split(rest, fallible)]
fn deferred(app: AppContext) -> Result<Deferred, Missing> {
    Ok(begun(app))
}

/// A view. It is here already.
#[cfg(not(feature = "split"))]
#[expect(clippy::unused_async, reason = "the same shape as where it has to be fetched")]
async fn draw(view: LazyView) -> Result<AnyView, Missing> {
    Ok(drawn(view))
}

/// What handles events. It is here already.
#[cfg(not(feature = "split"))]
#[expect(clippy::unused_async, reason = "the same shape as where it has to be fetched")]
async fn deferred(app: AppContext) -> Result<Deferred, Missing> {
    Ok(begun(app))
}

fn drawn(view: LazyView) -> AnyView {
    match view {
        LazyView::Page(screen) => pages::lazy_page(screen),
        LazyView::Incoming => view! { <pages::Incoming/> }.into_any(),
        LazyView::Deleted => view! { <pages::Deleted/> }.into_any(),
        LazyView::Figures(id) => view! { <pages::Figures id=id/> }.into_any(),
    }
}

fn begun(app: AppContext) -> Deferred {
    undo_keys::listen(app);
    DEFERRED
}

/// Fetches what handles events, and hands it to the loop.
pub(super) fn load(app: AppContext) {
    spawn_local(async move {
        match deferred(app).await {
            Ok(deferred) => app.load(deferred),
            Err(Missing) => failed("Part of Upbeat did not load."),
        }
    });
}

/// A view that arrives after the first page: at once if it is here already. Until then, a page says that it is loading; a
/// part of a page says nothing.
#[component]
pub(super) fn Lazy(view: LazyView) -> impl IntoView {
    let is_page = matches!(view, LazyView::Page(_));
    let mut coming: Pin<Box<ScopedFuture<_>>> = Box::pin(ScopedFuture::new(draw(view)));
    if let Poll::Ready(drawn) = pin!(&mut coming).poll(&mut Context::from_waker(Waker::noop())) {
        return drawn.ok().into_any();
    }
    let arrived = RwSignal::new_local(None::<AnyView>);
    spawn_local(async move {
        match coming.await {
            Ok(view) => drop(arrived.try_set(Some(view))),
            Err(Missing) => failed("Part of Upbeat did not load."),
        }
    });
    (move || {
        arrived.track();
        let view = arrived.try_update_untracked(Option::take).flatten();
        view.unwrap_or_else(|| if is_page { view! { <pages::Loading/> }.into_any() } else { ().into_any() })
    })
    .into_any()
}
