//! What the school confirms.

use leptos::prelude::*;

use crate::call::{Declaration, Section};
use crate::draft::{Applies, Field, PersonField, Profile, applies};
use crate::views::Work;
use crate::views::parts::{section_end, tick, way, words};

/// The page of the confirmations.
pub(in crate::views) fn declarations(work: &Work) -> AnyView {
    let rows = work.call.declarations.iter().map(|declaration| one(work, declaration)).collect_view();
    view! {
        {way(work, &Section::Declarations)}
        <h1 class="title" tabindex="-1">"Confirmations"</h1>
        <p class="lede">"What the hub asks of the application itself. Tick each when it is true."</p>
        {rows}
        {section_end(work, &Section::Declarations)}
    }
    .into_any()
}

fn one(work: &Work, declaration: &Declaration) -> AnyView {
    let (call, when) = (work.call.clone(), declaration.when.clone());
    let asked =
        work.memo(move |draft| !matches!(applies(&call, &when, &Profile::of(&call, draft)), Applies::No { .. }));
    let name = declaration.person.clone().map(|person| {
        let name = work.text(&Field::Person(person.clone(), PersonField::Name));
        let (role, to) = (work.call.people.iter().find(|p| p.id == person).map(|p| p.name.clone()), work.to_field(&Field::Person(person, PersonField::Name)));
        view! {
            <p class="quiet">{role} ": "
                {move || name.get()} {move || name.with(|n| n.trim().is_empty()).then(|| view! { <a href=to.clone()>"name not given yet"</a> })}
            </p>
        }
    });
    let field = Field::Declaration(declaration.id.clone());
    let body = view! {
        <section class="point">
            {words(&work.call, std::slice::from_ref(&declaration.statement))}
            {name}
            {tick(work, &field, &declaration.label, "")}
        </section>
    };
    view! { <div hidden=move || !asked.get()>{body}</div> }.into_any()
}
