//! What the check says of an application, in figures, on its card. It arrives after the start page.

use leptos::prelude::*;

use super::marks::progress_shapes;
use crate::app::{draft_figures, figures_key};
use crate::draft::DraftId;
use crate::views::components::Music;
use crate::views::context::use_app;

/// The line of music of an application, points in place and things to do.
#[component]
pub(in crate::views) fn Figures(id: DraftId) -> impl IntoView {
    let app = use_app();
    let own = id.clone();
    let key = app.select(move |state| figures_key(state, &own));
    let figures = Memo::new(move |_| {
        key.track();
        app.with_state(|state| draft_figures(state, &id))
    });
    let notes = Memo::new(move |_| {
        figures.with(|figures| figures.as_ref().map(|figures| progress_shapes(&figures.progress)).unwrap_or_default())
    });
    let is_ready = Memo::new(move |_| figures.with(|figures| figures.as_ref().is_some_and(|figures| figures.is_ready)));
    let words = move || figures.with(|figures| figures.as_ref().map(|figures| figures.words.clone()));
    view! { <Music notes=notes is_ready=is_ready/> <p class="small">{words}</p> }.into_any()
}
