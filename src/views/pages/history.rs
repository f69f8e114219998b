//! Earlier versions of a draft: listed, named, compared with what is there now, restored.

use leptos::context::Provider;
use leptos::prelude::*;

use crate::app::{
    ChangeKind, ChangedAnswer, Event, HistoryEvent, NOTICE, Page, Route, TabEvent, VersionEntry, VersionList,
    changed_answers, version_list,
};
use crate::call::Timestamp;
use crate::draft::{DraftId, counted};
use crate::views::components::{
    Confirm, Each, Fold, Notice, NoticeTone, PageHead, ReadOnly, TextField, TextKind, Way, When, guard,
};
use crate::views::context::use_app;
use crate::views::focus_soon;

/// What is open below a version.
#[derive(Clone, Copy, PartialEq)]
enum Below {
    Nothing,
    Compared(Timestamp),
    Removing(Timestamp),
}

/// What the rows of the page share.
#[derive(Clone, Copy)]
struct Versions {
    draft: StoredValue<DraftId>,
    list: Signal<VersionList>,
    below: RwSignal<Below>,
}

/// The page of the earlier versions. It works without the call too.
#[component]
pub(super) fn History(id: DraftId) -> impl IntoView {
    let own = id.clone();
    // What is undone here changes how much differs.
    let list = use_app().select_answers(move |state| version_list(state, &own));
    let versions = Versions { draft: StoredValue::new(id), list, below: RwSignal::new(Below::Nothing) };
    let read_only = ReadOnly(Signal::derive(move || list.with(|list| !list.read_only.is_empty())));
    view! { <Provider value=versions><Provider value=read_only><ListOfVersions/></Provider></Provider> }.into_any()
}

#[component]
fn ListOfVersions() -> impl IntoView {
    let Versions { draft, list, .. } = expect_context();
    let read_only = Signal::derive(move || list.with(|list| list.read_only.clone()));
    let keys = move |part: fn(&VersionList) -> &Vec<VersionEntry>| {
        Signal::derive(move || {
            list.with(|list| part(list).iter().map(|entry| entry.at.0.to_string()).collect::<Vec<_>>())
        })
    };
    let (latest, older) = (keys(|list| &list.latest), keys(|list| &list.older));
    let draw = move |key: String| key.parse().ok().map(|at| view! { <Version at=Timestamp(at)/> }).into_any();
    let count = move || list.with(|list| counted(list.latest.len() + list.older.len(), "version"));
    let has_any = Signal::derive(move || latest.with(|keys| !keys.is_empty()));
    let has_none = Signal::derive(move || !has_any.get());
    let has_older = Signal::derive(move || older.with(|keys| !keys.is_empty()));
    let is_unsaved = Signal::derive(move || list.with(|list| list.is_unsaved));
    let is_view_only = Signal::derive(move || read_only.with(|why| !why.is_empty()));
    view! {
        <Way to=Route::Draft(draft.get_value(), Page::Overview, None).to_string() back="Overview"/>
        <PageHead title="Earlier versions" lede="Compare with now, or restore one."/>
        <When holds=is_view_only><ViewOnly why=read_only/></When>
        <AddVersion/>
        <When holds=is_unsaved>
            <p class="notice notice-warn">
                "There is no space to save the latest versions. Your answers do not depend on them."
            </p>
        </When>
        <When holds=has_none><p class="small">"No earlier versions yet."</p></When>
        <When holds=has_any>
            <section class="section prose">
                <h2>{count}</h2>
                <ol class="items"><Each keys=latest draw=draw/></ol>
                <When holds=has_older>
                    <Fold summary="Older versions"><ol class="items"><Each keys=older draw=draw/></ol></Fold>
                </When>
                <p class="small">"Older versions are thinned out over time. Versions you name stay."</p>
            </section>
        </When>
    }
    .into_any()
}

/// Why nothing can be changed here. What another tab edits can be taken over.
#[component]
fn ViewOnly(why: Signal<String>) -> impl IntoView {
    let app = use_app();
    let Versions { list, .. } = expect_context();
    let is_elsewhere = Signal::derive(move || list.with(|list| list.is_elsewhere));
    view! {
        <Notice tone=NoticeTone::Warn>
            <p>{why}</p>
            <When holds=is_elsewhere>
                <button type="button" class="plain" on:click=move |_| app.dispatch(Event::Tab(TabEvent::EditHere))>
                    "Edit here"
                </button>
            </When>
        </Notice>
    }
    .into_any()
}

/// A version of the present state, with a name.
#[component]
fn AddVersion() -> impl IntoView {
    let app = use_app();
    let Versions { draft, list, .. } = expect_context();
    let name = RwSignal::new(String::new());
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        app.dispatch(Event::History(HistoryEvent::KeepVersion(draft.get_value(), name.get_untracked())));
        name.set(String::new());
        focus_soon(NOTICE.to_owned());
    };
    let is_example = Signal::derive(move || list.with(|list| list.is_example));
    let is_own = Signal::derive(move || !is_example.get());
    view! {
        <When holds=is_example>
            <p class="notice">"Versions of an example are not saved. You can still undo and redo."</p>
        </When>
        <When holds=is_own>
            <form class="version-add no-print" on:submit=submit>
                <TextField id="version-name" label="Add a version of what you have now: name (optional)"
                    hint="For example, \u{201c}Before the governors read it\u{201d}." kind=TextKind::Line
                    text=name on_input=move |text| name.set(text)/>
                <button type="submit" class="button button-second" use:guard>"Add a version"</button>
            </form>
        </When>
    }
}

fn anchor(at: Timestamp) -> String {
    format!("version-{}", at.0)
}

fn below_id(at: Timestamp) -> String {
    format!("version-{}-below", at.0)
}

/// A version in the list.
#[component]
fn Version(at: Timestamp) -> impl IntoView {
    let app = use_app();
    let Versions { draft, list, below } = expect_context();
    let entry = Memo::new(move |_| {
        list.with(|list| list.latest.iter().chain(&list.older).find(|entry| entry.at == at).cloned())
    });
    let text = move |read: fn(&VersionEntry) -> String| {
        Signal::derive(move || entry.with(|entry| entry.as_ref().map(read).unwrap_or_default()))
    };
    let title = text(|entry| entry.title.clone());
    let about = text(|entry| format!("From {} \u{b7} {}", entry.when, entry.about));
    let whose = text(|entry| format!(" ({}, {})", entry.title, entry.when));
    let named = move || view! { <span class="visually-hidden">{whose}</span> };
    let differs = Signal::derive(move || entry.with(|entry| entry.as_ref().is_some_and(|entry| entry.differs)));
    let open = move |opens: Below| {
        let is_open = below.get_untracked() == opens;
        below.set(if is_open { Below::Nothing } else { opens });
        if !is_open {
            focus_soon(below_id(at));
        }
    };
    let is_open = move |opens: Below| move || (below.get() == opens).to_string();
    let restore = move |_| app.dispatch(Event::History(HistoryEvent::RestoreVersion(draft.get_value(), at)));
    let remove = move || app.dispatch(Event::History(HistoryEvent::RemoveVersion(draft.get_value(), at)));
    let keep = move || {
        below.set(Below::Nothing);
        focus_soon(anchor(at));
    };
    let is_compared = Signal::derive(move || below.get() == Below::Compared(at));
    let is_removing = Signal::derive(move || below.get() == Below::Removing(at));
    view! {
        <li class="item-row">
            <div><h3 id=anchor(at) tabindex="-1">{title}</h3><p class="small">{about}</p></div>
            <div class="actions no-print">
                <When holds=differs>
                    <button type="button" class="plain" aria-expanded=is_open(Below::Compared(at))
                        on:click=move |_| open(Below::Compared(at))>
                        "Compare with now"{named()}
                    </button>
                    <button type="button" class="plain" use:guard on:click=restore>"Restore"{named()}</button>
                </When>
                <button type="button" class="plain" aria-expanded=is_open(Below::Removing(at)) use:guard
                    on:click=move |_| open(Below::Removing(at))>
                    "Delete"{named()}
                </button>
            </div>
            <When holds=is_compared><Compared at=at/></When>
            <When holds=is_removing>
                <Confirm id=below_id(at) question="Delete this version? Your application will not change." yes="Delete"
                    on_yes=remove on_no=keep/>
            </When>
        </li>
    }
    .into_any()
}

/// What has changed since a version, answer by answer.
#[component]
fn Compared(at: Timestamp) -> impl IntoView {
    let Versions { draft, .. } = expect_context();
    let id = draft.get_value();
    let changes = use_app().select_answers(move |state| changed_answers(state, &id, at));
    view! {
        <section class="changes" aria-label="Changes since this version">
            <h4 id=below_id(at) tabindex="-1">"What has changed since"</h4>
            <p class="hint">"Text you removed is "<del>"struck out"</del>", text you added is "<ins>"underlined"</ins>"."</p>
            {move || changes.get().into_iter().map(changed).collect::<Vec<_>>()}
        </section>
    }
    .into_any()
}

fn changed(change: ChangedAnswer) -> AnyView {
    let ChangedAnswer { name, to, pieces } = change;
    let name = match to {
        Some(to) => view! { <a href=to>{name}</a> }.into_any(),
        None => name.into_any(),
    };
    let pieces = pieces.into_iter().map(piece).collect::<Vec<_>>();
    view! { <div class="changed"><h5>{name}</h5><p class="answer">{pieces}</p></div> }.into_any()
}

/// A piece that went or came says so to those who do not see how it is drawn.
fn piece((kind, text): (ChangeKind, String)) -> AnyView {
    let said = |text: &'static str| view! { <span class="visually-hidden">{text}</span> };
    match kind {
        ChangeKind::Same => text.into_any(),
        ChangeKind::Removed => {
            view! { <del>{said(" [removed: ")}{text}{said(" end of removed text] ")}</del> }.into_any()
        }
        ChangeKind::Added => view! { <ins>{said(" [added: ")}{text}{said(" end of added text] ")}</ins> }.into_any(),
    }
}
