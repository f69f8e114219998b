use crate::views::Work;
use leptos::prelude::*;
pub(in crate::views) fn focus(work: &Work) -> AnyView {
    let _ = work;
    ().into_any()
}
