//! Declarations: each sentence of the hub once, with what the school ticks under it.

use leptos::prelude::*;

use super::section::{IfApplies, SectionEnd, SectionHead};
use crate::app::{DeclarationGroup, DeclarationItem, declaration_groups, is_asked_of, named_person};
use crate::call::{PersonId, Section};
use crate::views::answers::{ChangedNote, TickAnswer};
use crate::views::components::{HubWords, NamedLink};
use crate::views::context::use_draft;

/// The page of declarations.
#[component]
pub(super) fn Declarations() -> impl IntoView {
    let groups = declaration_groups(&use_draft().call());
    view! {
        <SectionHead section=Section::Declarations lede="Tick each statement that is true."/>
        <Declared groups=groups/>
        <SectionEnd section=Section::Declarations/>
    }
    .into_any()
}

/// Sentences of the hub, with what is ticked under each.
#[component]
pub(super) fn Declared(groups: Vec<DeclarationGroup>) -> impl IntoView {
    let group = |group: DeclarationGroup| {
        let items = group.items.into_iter().map(|item| view! { <Item item=item/> }).collect::<Vec<_>>();
        view! { <section class="declared"><HubWords quotation=group.quotation/><ul>{items}</ul></section> }.into_any()
    };
    groups.into_iter().map(group).collect::<Vec<_>>().into_any()
}

#[component]
fn Item(item: DeclarationItem) -> impl IntoView {
    let DeclarationItem { field, label, person, is_optional, when, read } = item;
    let hint = if is_optional { "Optional" } else { "" };
    // What does not apply says what it would be about.
    let subject = label.clone();
    let draft = use_draft();
    let conditions = when.clone();
    let is_asked = draft.select_school(move |call, draft| is_asked_of(call, draft, &conditions));
    let subject = move || (!is_asked.get()).then(|| view! { <p class="quiet">{subject.clone()}</p> }.into_any());
    view! {
        <li>
            {(!when.is_empty()).then_some(subject)}
            <IfApplies when=when>
                <ChangedNote field=field.clone()/>
                <TickAnswer field=field.clone() label=label.clone() hint=hint/>
                {read.clone().into_iter().map(|row| view! { <p class="small"><NamedLink name=row.name url=row.url/></p> }).collect::<Vec<_>>()}
                {person.clone().map(|(id, role)| view! { <Who id=id role=role/> })}
            </IfApplies>
        </li>
    }
    .into_any()
}

/// Who declares it, by the name on the page of the school; or a link to give one.
#[component]
fn Who(id: PersonId, role: String) -> impl IntoView {
    let draft = use_draft();
    let name = draft.select(move |call, draft| named_person(call, draft, &id));
    move || {
        let (name, field) = name.get()?;
        let view = if name.is_empty() {
            let to = draft.to_field(&field);
            let of = format!(": {role}");
            view! {
                <p class="declared-by">
                    <a href=to>"Add a name"<span class="visually-hidden">{of}</span></a>
                </p>
            }
            .into_any()
        } else {
            view! { <p class="declared-by">{name}</p> }.into_any()
        };
        Some(view)
    }
}
