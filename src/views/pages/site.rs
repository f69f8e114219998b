//! About this site: for hubs, and for whoever asks what it is.

use leptos::prelude::*;

use crate::app::{Load, Route, SiteRound, site};
use crate::views::RESCUE;
use crate::views::components::PageHead;
use crate::views::context::use_app;

/// What this site is.
#[component]
pub(super) fn Site() -> impl IntoView {
    let site = use_app().select(site);
    let rounds = move || match site.get().rounds {
        Load::Loading => view! { <p class="quiet">"Loading Music Hubs\u{2026}"</p> }.into_any(),
        Load::Failed(why) => view! { <p>{why}" Reload this page to try again."</p> }.into_any(),
        Load::Ready(rounds) if rounds.is_empty() => {
            view! { <p>"No Music Hub is taking applications here at the moment."</p> }.into_any()
        }
        Load::Ready(rounds) => {
            view! { <ul class="bullets">{rounds.into_iter().map(round).collect::<Vec<_>>()}</ul> }.into_any()
        }
    };
    let program = move || site.with(|site| site.program);
    view! {
        <PageHead title="About this site" lede="A school prepares and checks its application to its Music Hub here. No account is needed."/>
        <section class="section prose">
            <h2>"Music Hubs on this site"</h2>
            {rounds}
        </section>
        <section class="section prose">
            <h2>"Where answers are saved"</h2>
            <p>
                "In the school\u{2019}s browser, on its device. Upbeat sends nothing that a school writes: it only loads its own files from this site. A hub sees an application when the school sends it. "
                <a href=Route::Help.to_string()>"How your work is saved"</a> "."
            </p>
            <p>
                "If Upbeat does not open, "<a href=RESCUE>"Your work on this device"</a>" still does."
            </p>
        </section>
        <section class="section prose">
            <h2>"For Music Hubs"</h2>
            <p>
                "This site is a folder of plain files. It runs on any web host, with nothing to set up. One call file describes each round: see the "
                <a href="calls/index.json">"list of rounds"</a>" and the "
                <a href="schemas/call.schema.json">"guide to its fields"</a>"."
            </p>
            <p>"To host Upbeat or add a round, read \u{201c}For hubs\u{201d} in README.md, in the source code."</p>
            <p class="small">{program}</p>
        </section>
    }
    .into_any()
}

fn round(round: SiteRound) -> AnyView {
    let SiteRound { hub, about, to } = round;
    view! { <li><a href=to>{hub}</a>": "{about}</li> }.into_any()
}
