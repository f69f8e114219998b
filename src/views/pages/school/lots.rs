//! What the school applies for, and the schools that apply with it.

use leptos::prelude::*;

use crate::app::{cluster_form, lots_form, not_applicable};
use crate::draft::{Field, Value, limit_reached};
use crate::views::answers::RowsAnswer;
use crate::views::components::{AllHubWords, CheckGroup, Choice, Column, When};
use crate::views::context::use_draft;

/// The lots to choose from.
#[component]
pub(super) fn Lots() -> impl IntoView {
    let draft = use_draft();
    let Some(form) = lots_form(&draft.call()) else { return ().into_any() };
    let field = Field::LotsChosen;
    let chosen = draft.list(&field);
    let limit = draft.select(|call, draft| limit_reached(call, draft, &Field::LotsChosen).unwrap_or_default());
    let id = field.to_string();
    let change = move |items: Vec<String>| draft.set(&field, Value::List(items));
    let choices = form.lots.iter().map(|(id, name)| Choice::new(id, name)).collect::<Vec<_>>();
    view! {
        <section class="section">
            <h2>{form.name.clone()}</h2>
            <AllHubWords quotations=form.words/>
            <CheckGroup id=id legend="What are you applying for?" hint=form.range choices=choices chosen=chosen
                on_change=change limit=limit/>
        </section>
    }
    .into_any()
}

/// The schools that apply together, a row for each.
#[component]
pub(super) fn Cluster() -> impl IntoView {
    let draft = use_draft();
    let call = draft.call();
    let (Some(form), Some(cluster)) = (cluster_form(&call, draft.applicant()), &call.cluster) else {
        return ().into_any();
    };
    let when = cluster.when.clone();
    let not = draft.select_school(move |call, draft| {
        not_applicable(call, draft, &when).filter(|not| !not.is_unclear).map(|not| not.because)
    });
    let applies = Signal::derive(move || not.with(Option::is_none));
    let because = move || not.get().map(|because| view! { <p class="small">{because}</p> });
    // The kind of applicant is chosen on this page.
    let range = draft.select_school(|call, draft| {
        cluster_form(call, draft.applicant(call)).map(|form| form.range).unwrap_or_default()
    });
    let text = |label| Column { label, mode: "text" };
    // The cells of a row have fixed places, so one that is not asked leaves room.
    let columns = [
        Some(text("School")),
        Some(text("Teacher\u{2019}s name")),
        form.role.then(|| text("Teacher\u{2019}s role")),
        form.email.then_some(Column { label: "Teacher\u{2019}s email", mode: "email" }),
    ];
    view! {
        <section class="section">
            <h2>{form.name.clone()}</h2>
            <AllHubWords quotations=form.words/>
            {because}
            <When holds=applies>
                <p class="hint">{range}</p>
                <RowsAnswer field=Field::Cluster columns=columns.to_vec() noun="School" add="Add a school"/>
            </When>
        </section>
    }
    .into_any()
}
