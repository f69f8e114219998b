//! The people whom the call has a use for: one table, on a phone a row for each answer.

use leptos::prelude::*;

use crate::app::{PersonRow, Route, not_applicable, offers_same_as};
use crate::call::PersonId;
use crate::draft::{Draft, Field, PersonField};
use crate::views::answers::{TextAnswer, TickAnswer};
use crate::views::components::{TextKind, When};
use crate::views::context::{use_app, use_draft};
use crate::views::focus_soon;

/// What is asked of a person.
const ASKED: [PersonField; 4] = [PersonField::Name, PersonField::Position, PersonField::Email, PersonField::Telephone];

/// The table of people.
#[component]
pub(super) fn People(rows: Vec<PersonRow>) -> impl IntoView {
    let has_contacts = rows.iter().any(|row| row.contact);
    let heads = has_contacts.then(|| {
        view! { <th scope="col" class="mail">"Email"</th><th scope="col" class="tel">"Phone"</th> }.into_any()
    });
    let rows = rows.into_iter().map(|row| view! { <Rows row=row has_contacts=has_contacts/> }).collect::<Vec<_>>();
    view! {
        <table class="table people">
            <thead>
                <tr>
                    <th scope="col" class="role">"Role"</th>
                    <th scope="col">"Name"</th>
                    <th scope="col" class="pos">"Job title"</th>
                    {heads}
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

/// Whether something is said of a person.
fn is_described(draft: &Draft, id: &PersonId) -> bool {
    ASKED.into_iter().any(|leaf| draft.answered(&Field::Person(id.clone(), leaf)))
}

/// Whether the answers about somebody who may be the same as another are asked for: once there are any, or an address
/// leads to one, or the person wants to give them.
fn wants_answers(id: &PersonId) -> RwSignal<bool> {
    let (described, addressed) = (id.clone(), id.clone());
    let has_answers = use_draft().select(move |_, draft| is_described(draft, &described));
    let is_address = use_app().select(move |state| match state.route() {
        Route::Draft(_, _, Some(Field::Person(id, leaf))) => *id == addressed && *leaf != PersonField::SameAs,
        _ => false,
    });
    let wants = RwSignal::new(has_answers.get_untracked());
    Effect::new(move |_| {
        if has_answers.get() || is_address.get() {
            wants.set(true);
        }
    });
    wants
}

/// One person: the role, and what is asked; or why nothing is. Of somebody who may be the same as another, a tick comes
/// first, and the answers stand in a row of their own.
#[component]
fn Rows(row: PersonRow, has_contacts: bool) -> impl IntoView {
    let draft = use_draft();
    let when = row.when.clone();
    let not = draft.select_school(move |call, draft| {
        not_applicable(call, draft, &when).filter(|not| !not.is_unclear).map(|not| not.because)
    });
    let applies = Signal::derive(move || not.with(Option::is_none));
    let columns = if has_contacts { "4" } else { "2" };
    let role = view! {
        <th scope="row">
            {row.role.clone()} {row.is_optional.then(|| view! { " "<span class="quiet">"optional"</span> }.into_any())}
        </th>
    };
    let because = move || {
        not.get()
            .map(|because| view! { <td class="wide" colspan=columns><p class="small">{because}</p></td> }.into_any())
    };
    let Some((same, label)) = row.same_as.clone() else {
        return view! {
            <tr>
                {role}
                {because}
                <When holds=applies><Cells row=row.clone() has_contacts=has_contacts/></When>
            </tr>
        }
        .into_any();
    };
    let is_same = draft.flag(&same);
    let id = row.id.clone();
    let offers = draft.select_school(move |call, draft| offers_same_as(call, draft, &id));
    let has_tick = Signal::derive(move || applies.get() && offers.get());
    let has_no_tick = Signal::derive(move || applies.get() && !offers.get());
    let wants = wants_answers(&row.id);
    let may_be_other = Signal::derive(move || has_tick.get() && is_same.get() != Some(true));
    let is_other = Signal::derive(move || may_be_other.get() && wants.get());
    let offers_other = Signal::derive(move || may_be_other.get() && !wants.get());
    let name = Field::Person(row.id.clone(), PersonField::Name).to_string();
    let describe = move |_| {
        wants.set(true);
        focus_soon(name.clone());
    };
    let other = move || {
        let describe = describe.clone();
        offers_other
            .get()
            .then(|| view! { <button type="button" class="plain" on:click=describe>"Someone else"</button> }.into_any())
    };
    let plain = row.clone();
    view! {
        <tr class:with-more=is_other>
            {role}
            {because}
            <When holds=has_tick>
                <td class="wide" colspan=columns>
                    <div class="same-as">
                        <TickAnswer field=same.clone() label=label.clone() clears=true/>
                        {other.clone()}
                    </div>
                </td>
            </When>
            <When holds=has_no_tick><Cells row=plain.clone() has_contacts=has_contacts/></When>
        </tr>
        <When holds=is_other>
            <tr><td class="none"></td><Cells row=row.clone() has_contacts=has_contacts/></tr>
        </When>
    }
    .into_any()
}

#[component]
fn Cells(row: PersonRow, has_contacts: bool) -> impl IntoView {
    let cell = |leaf: PersonField, kind: TextKind, head: &'static str, name: &str| {
        let (field, label) = (Field::Person(row.id.clone(), leaf), format!("{}: {name}", row.role));
        view! { <td data-label=head><TextAnswer field=field label=label kind=kind in_table=true/></td> }.into_any()
    };
    let contact = match (row.contact, has_contacts) {
        (true, _) => [
            cell(PersonField::Email, TextKind::Email, "Email", "email address"),
            cell(PersonField::Telephone, TextKind::Telephone, "Phone", "phone number (optional)"),
        ]
        .into_any(),
        (false, true) => view! { <td class="none" colspan="2"></td> }.into_any(),
        (false, false) => ().into_any(),
    };
    view! {
        {cell(PersonField::Name, TextKind::Line, "Name", "name")}
        {cell(PersonField::Position, TextKind::Line, "Job title", "job title, if different")}
        {contact}
    }
    .into_any()
}
