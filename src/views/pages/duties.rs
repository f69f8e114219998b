use crate::views::Work;
use leptos::prelude::*;
pub(in crate::views) fn duties(work: &Work) -> AnyView {
    let _ = work;
    ().into_any()
}
