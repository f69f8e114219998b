//! The task list: every section with its state and what is left.

use crate::app::Page;
use crate::draft::{counted, no_longer_asked};
use crate::readiness::{Readiness, SectionState};
use crate::views::Work;
use crate::views::html::{El, Part, all, el, link, show, styled};
use crate::views::parts::{deadline, fold, page_heading, para, staff, status};

/// The task list of a draft.
pub(in crate::views) fn tasks(work: &Work) -> Part {
    let app = work.app;
    let (titled, drawn) = (work.clone(), work.clone());
    let rows = show(
        move || app.readiness(|r| r.sections.clone()),
        move |sections| sections.iter().map(|state| row(&drawn, state).into()).collect(),
    );
    all([
        styled("p", "quiet").text(&work.call.hub.name).text(", ").text(&work.call.round).into(),
        page_heading().text_of(move || titled.about_school(|d| d.title().to_owned())).into(),
        deadline(app),
        staff(app, false, None),
        styled("p", "lede").text_of(move || app.readiness(Readiness::says)).into(),
        styled("ul", "tasks").add(rows).into(),
        styled("div", "actions")
            .add(link(&work.to(Page::Readiness), "Check your application").attr("class", "button"))
            .add(link(&work.to(Page::Export), "Send and share").attr("class", "button button-second"))
            .into(),
        not_asked(work),
        para("quiet", "Do the sections in any order. Your answers are saved as you type.").into(),
    ])
}

fn row(work: &Work, state: &SectionState) -> El {
    let left = (state.to_do > 0 && !state.does_not_apply)
        .then(|| styled("span", "task-left").text(&format!("{} to do", counted(state.to_do, "thing"))));
    let name = link(&work.to_section(&state.section), &state.section.name(&work.call)).attr("class", "task-name");
    styled("li", "task").add(name).add(left).add(status(state))
}

/// Answers that this call does not ask for: of another round, another call, or a newer version of the page.
fn not_asked(work: &Work) -> Part {
    let work = work.clone();
    show(
        move || work.read(|draft| no_longer_asked(&work.call, draft)),
        |kept| {
            if kept.is_empty() {
                return Part::NONE;
            }
            let mut rows = el("ul");
            for (field, text) in kept {
                rows = rows.add(el("li").add(para("caption", field)).add(para("answer", text)));
            }
            let hint =
                "The hub no longer asks for these answers. They are still saved and will be in your application file.";
            fold(&format!("No longer needed ({})", kept.len()), all([para("hint", hint).into(), rows.into()])).into()
        },
    )
}
