//! Messages: a box within the page, and the toast at the foot of the window.

use leptos::prelude::*;

/// What a box is about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum NoticeTone {
    /// Something to know.
    Plain,
    /// Something to look at.
    Warn,
    /// Something went wrong.
    Bad,
}

/// A box within the page.
#[component]
pub fn Notice(
    tone: NoticeTone,
    /// Takes focus by this id.
    #[prop(into, optional)]
    id: Option<String>,
    #[prop(into, optional)] title: String,
    children: Children,
) -> impl IntoView {
    let class = match tone {
        NoticeTone::Plain => "notice",
        NoticeTone::Warn => "notice notice-warn",
        NoticeTone::Bad => "notice notice-bad",
    };
    let takes_focus = id.as_ref().map(|_| "-1");
    view! {
        <div class=class id=id tabindex=takes_focus>
            {(!title.is_empty()).then(|| view! { <h2>{title}</h2> }.into_any())}
            {children()}
        </div>
    }
    .into_any()
}

/// How long a toast stays, in milliseconds.
const STAYS: u64 = 10_000;

/// A message at the foot of the window: what happened, and what can be done about it. It goes after ten seconds, but stays
/// while it is pointed at or has focus. The newest one replaces the one before.
#[component]
pub fn Toast(
    /// The element takes focus by this id.
    #[prop(into)]
    id: String,
    #[prop(into)] text: String,
    #[prop(into)] on_close: Callback<()>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let is_held = RwSignal::new(false);
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(timer) = timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    };
    Effect::new(move |_| {
        stop();
        if !is_held.get() {
            let close = move || on_close.run(());
            let handle = set_timeout_with_handle(close, std::time::Duration::from_millis(STAYS)).ok();
            timer.set_value(handle);
        }
    });
    on_cleanup(stop);
    // What is taken off the page with its focus loses it when the signal is gone.
    let hold = move |holds: bool| _ = is_held.try_set(holds);
    view! {
        <div class="toast" id=id tabindex="-1"
            on:pointerenter=move |_| hold(true) on:pointerleave=move |_| hold(false)
            on:focusin=move |_| hold(true) on:focusout=move |_| hold(false)>
            <p>{text}</p>
            {children.map(|children| children())}
            <button type="button" class="plain" on:click=move |_| on_close.run(())>"Close"</button>
        </div>
    }
    .into_any()
}
