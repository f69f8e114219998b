use crate::views::Work;
use leptos::prelude::*;
pub(in crate::views) fn letter(work: &Work, _id: &crate::call::LetterId) -> AnyView {
    let _ = work;
    ().into_any()
}
