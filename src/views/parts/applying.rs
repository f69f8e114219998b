//! What concerns some schools only: said where it does not, and why.

use crate::call::Condition;
use crate::draft::{Applies, Profile, applies};
use crate::views::Work;
use crate::views::html::{El, Part, show, show_while};

/// Why something does not concern the school, as far as its profile tells.
#[derive(Clone, PartialEq)]
pub(in crate::views) struct Aside {
    /// The hub's text does not say: only the hub can tell.
    pub(in crate::views) unclear: bool,
    /// Why, as a sentence.
    pub(in crate::views) because: String,
}

fn aside(work: &Work, when: &[Condition]) -> Option<Aside> {
    work.about_school(|draft| match applies(&work.call, when, &Profile::of(&work.call, draft)) {
        Applies::No { because } => Some(Aside { unclear: false, because }),
        Applies::Unclear { because } => Some(Aside { unclear: true, because }),
        Applies::Yes | Applies::Unknown { .. } => None,
    })
}

/// A note while something does not concern the school, or may not.
pub(in crate::views) fn aside_note(
    work: &Work,
    when: &[Condition],
    note: impl Fn(&Aside) -> Option<El> + 'static,
) -> Part {
    // Most things concern every school: nothing has to be watched for them.
    if when.is_empty() {
        return Part::NONE;
    }
    let (work, when) = (work.clone(), when.to_vec());
    show(move || aside(&work, &when), move |aside| aside.as_ref().and_then(&note).into())
}

/// Something that is there unless it does not concern the school.
pub(in crate::views) fn unless_aside(work: &Work, when: &[Condition], draw: impl Fn(&Work) -> Part + 'static) -> Part {
    if when.is_empty() {
        return draw(work);
    }
    let (drawn, work, when) = (work.clone(), work.clone(), when.to_vec());
    show_while(move || aside(&work, &when).is_none_or(|aside| aside.unclear), move || draw(&drawn))
}
