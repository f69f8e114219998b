//! One file or folder for each page. The table of the draft's pages is `app::PAGES`; here each has its component and its
//! width.

mod above_draft;
mod afterwards;
mod call;
mod check;
mod criterion;
mod declarations;
mod deleted;
mod documents;
mod duties;
mod erase;
mod figures;
mod focus;
mod gate;
mod help;
mod history;
mod hub_changes;
mod hub_words;
mod incoming;
mod letter;
mod lost;
mod making;
mod marks;
mod overview;
mod point;
mod readable;
mod receipt;
mod school;
mod section;
mod send;
mod send_hub;
mod site;
mod stand;
mod start;

use std::sync::Arc;

use leptos::context::Provider;
use leptos::prelude::*;

use super::components::ReadOnly;
use super::context::{DraftContext, use_app};
use super::lazy::{Lazy, LazyView, Part};
use crate::app::{Load, LoadedDraft, Page, Route, State};
use crate::call::{Call, Section};
use crate::draft::DraftId;

pub(super) use above_draft::AboveDraft;
pub(super) use deleted::Deleted;
pub(super) use figures::Figures;
pub(super) use incoming::Incoming;
pub(super) use lost::Loading;
pub(super) use start::CardActions;

/// A call, compared by identity: two reads of the same file are two calls.
#[derive(Clone)]
pub(super) struct SameCall(Arc<Call>);

impl PartialEq for SameCall {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// Which page is shown: it is drawn anew when this changes, and only then.
#[derive(Clone, PartialEq)]
pub(super) enum Screen {
    /// The calls, and the drafts on this device.
    Start,
    /// How the work is saved.
    Help,
    /// About this site, for hubs.
    Site,
    /// No page has this address.
    Lost,
    /// The page of a call.
    Call(SameCall),
    /// Everything that a call says.
    Words(SameCall),
    /// A page of a draft, and whether that can only be read.
    Draft(SameCall, DraftId, Page, bool),
    /// Earlier versions of a draft, without its call where that did not come.
    History(DraftId, Option<SameCall>),
    /// A draft that is not on this device.
    NoDraft,
    /// The call is on its way, or did not come.
    Waiting(Option<String>),
}

impl Screen {
    /// What the state asks for.
    pub(super) fn of(state: &State) -> Self {
        let call = match state.open_call() {
            Some(Load::Ready(file)) => Ok(SameCall(file.call.clone())),
            Some(Load::Failed(why)) => Err(Self::Waiting(Some(why.clone()))),
            _ => Err(Self::Waiting(None)),
        };
        match state.route() {
            Route::Start => Self::Start,
            Route::Help => Self::Help,
            Route::Site => Self::Site,
            Route::Lost(_) => Self::Lost,
            Route::Call(_) => call.map_or_else(|waiting| waiting, Self::Call),
            Route::Words(_) => call.map_or_else(|waiting| waiting, Self::Words),
            Route::Draft(id, ..) if state.drafts.get(id).is_none() => Self::NoDraft,
            Route::Draft(id, Page::History, _) => match call {
                Err(waiting @ Self::Waiting(None)) => waiting,
                call => Self::History(id.clone(), call.ok()),
            },
            Route::Draft(id, page, _) => call.map_or_else(
                |waiting| waiting,
                |call| {
                    let is_read_only = state.drafts.get(id).and_then(LoadedDraft::read_only).is_some();
                    Self::Draft(call, id.clone(), page.clone(), is_read_only)
                },
            ),
        }
    }

    /// The part of the program that holds the page.
    pub(super) fn part(&self) -> Part {
        match self {
            Self::Draft(_, _, page, _) => part_of(page),
            _ => Part::Rest,
        }
    }

    /// The class of the page's main part: how wide it is, and what it is, for paper.
    pub(super) fn class(&self) -> &'static str {
        match self {
            Self::Draft(_, _, Page::Stand, _) => "page page-wide page-stand",
            Self::Draft(_, _, Page::Point(..), _) => "page page-wide page-point",
            Self::Draft(_, _, Page::Section(Section::Criterion(_)), _) => "page page-wide page-list",
            Self::Draft(_, _, Page::Section(Section::Letter(_) | Section::School | Section::Duties), _) => {
                "page page-wide"
            }
            Self::Draft(_, _, Page::Check, _) => "page page-mid page-check",
            Self::Draft(_, _, Page::Send, _) => "page page-mid",
            _ => "page",
        }
    }
}

/// The page that the state asks for.
#[component]
pub(super) fn CurrentPage(screen: Signal<Screen>) -> impl IntoView {
    move || {
        match screen.get() {
        Screen::Start => view! { <start::Start/> }.into_any(),
        Screen::Lost => view! { <lost::Lost words="This page does not exist."/> }.into_any(),
        Screen::NoDraft => view! {
            <lost::Lost words="This application is not saved in this browser on this device. If you have its file, open it from the start page."/>
        }
        .into_any(),
        Screen::Waiting(None) => view! { <Loading/> }.into_any(),
        Screen::Waiting(Some(why)) => view! { <lost::NoCall why=why/> }.into_any(),
        screen => view! { <Lazy view=LazyView::Page(screen)/> }.into_any(),
    }
    }
}

/// The pages of a draft: each with the part of the program that holds it, and its component.
macro_rules! draft_pages {
    ($($part:ident, drawn by $draw:ident { $($page:pat => $view:expr,)+ })+) => {
        #[allow(unused_variables, reason = "what a page is about is for its component")]
        fn part_of(page: &Page) -> Part {
            match page {
                $($($page => Part::$part,)+)+
            }
        }

        $(fn $draw(page: Page) -> AnyView {
            match page {
                $($page => $view.into_any(),)+
                // It is in another part.
                _ => ().into_any(),
            }
        })+
    };
}

draft_pages! {
    Answers, drawn by draw_answers {
        Page::Point(criterion, point) => view! { <point::Point criterion=criterion point=point/> },
        Page::Section(Section::Criterion(id)) => view! { <criterion::Criterion id=id/> },
    }
    Check, drawn by draw_check {
        Page::Overview => view! { <overview::Overview/> },
        Page::Stand => view! { <stand::Stand/> },
        Page::Check => view! { <check::Check/> },
        Page::Send => view! { <send::Send/> },
        Page::SendHub => view! { <send_hub::SendHub/> },
        Page::Receipt => view! { <receipt::Receipt/> },
        Page::Section(Section::School) => view! { <school::School/> },
    }
    Rest, drawn by draw_rest {
        Page::Afterwards => view! { <afterwards::Afterwards/> },
        // Drawn without a draft's frame: its call may be gone.
        Page::History => (),
        Page::Section(Section::Focus) => view! { <focus::Focus/> },
        Page::Section(Section::Letter(id)) => view! { <letter::Letter id=id/> },
        Page::Section(Section::Documents) => view! { <documents::Documents/> },
        Page::Section(Section::Duties) => view! { <duties::Duties/> },
        Page::Section(Section::Declarations) => view! { <declarations::Declarations/> },
    }
}

/// A page where points are rated.
pub(super) fn answers_page(screen: Screen) -> AnyView {
    draft_page(screen, draw_answers)
}

/// A page that shows how things stand or what is sent, or where the school is described.
pub(super) fn check_page(screen: Screen) -> AnyView {
    draft_page(screen, draw_check)
}

/// Any other page that is not on the first one.
pub(super) fn other_page(screen: Screen) -> AnyView {
    match screen {
        Screen::Help => view! { <help::Help/> }.into_any(),
        Screen::Site => view! { <site::Site/> }.into_any(),
        Screen::Call(call) => view! { <call::CallPage call=call.0/> }.into_any(),
        Screen::Words(call) => view! { <hub_words::HubWordsPage call=call.0/> }.into_any(),
        Screen::History(id, _) => view! { <history::History id=id/> }.into_any(),
        screen => draft_page(screen, draw_rest),
    }
}

/// Whether the call has what a page is about.
fn is_of_call(call: &Call, page: &Page) -> bool {
    match page {
        Page::Point(criterion, point) => {
            call.criterion(criterion).is_some_and(|criterion| criterion.points.iter().any(|own| own.id == *point))
        }
        Page::Section(section) => call.sections().contains(section),
        _ => true,
    }
}

/// A page of a draft, with what stands above each of them.
fn draft_page(screen: Screen, draw: fn(Page) -> AnyView) -> AnyView {
    let Screen::Draft(call, id, page, _) = screen else { return ().into_any() };
    let (app, call) = (use_app(), call.0);
    let draft = DraftContext::new(app, call.clone(), id);
    let read_only = ReadOnly(app.select(|state| state.tabs.is_read_only()));
    view! {
        <Provider value=draft>
            <Provider value=read_only>
                <Lazy view=LazyView::AboveDraft/>
                <readable::Readable>
                    {if is_of_call(&call, &page) { draw(page) } else { view! { <lost::NoSection/> }.into_any() }}
                </readable::Readable>
            </Provider>
        </Provider>
    }
    .into_any()
}
