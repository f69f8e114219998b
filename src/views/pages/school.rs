use crate::views::Work;
use leptos::prelude::*;
pub(in crate::views) fn school(work: &Work) -> AnyView {
    let _ = work;
    ().into_any()
}
