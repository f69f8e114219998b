use crate::views::Work;
use leptos::prelude::*;
pub(in crate::views) fn export(work: &Work) -> AnyView {
    let _ = work;
    ().into_any()
}
