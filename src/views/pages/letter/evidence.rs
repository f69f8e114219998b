//! The evidence given under the criteria, each piece to be put into a text with one press.

use leptos::prelude::*;

use crate::app::{EvidencePiece, evidence_name, evidence_pieces};
use crate::browser::type_at_end;
use crate::documents::evidence_used;
use crate::draft::{Field, Value};
use crate::views::components::{When, guard};
use crate::views::context::use_draft;

/// Opens the evidence below a text.
#[component]
pub(super) fn EvidenceButton(panel_id: String, title: String, is_open: RwSignal<bool>) -> impl IntoView {
    view! {
        <button type="button" class="plain no-print" aria-controls=panel_id
            aria-expanded=move || is_open.get().to_string() on:click=move |_| is_open.update(|open| *open = !*open)>
            "Use your evidence"<span class="visually-hidden">{format!(": {title}")}</span>
        </button>
    }
    .into_any()
}

/// Upbeat's help, and the evidence as it is when this is opened.
#[component]
pub(super) fn EvidencePanel(
    id: String,
    /// The answer that the evidence is put into.
    text: Field,
    /// The answer that says what was put into it.
    sources: Field,
    help: Vec<String>,
    is_open: RwSignal<bool>,
) -> impl IntoView {
    let draft = use_draft();
    let call = draft.call();
    let help = StoredValue::new(help);
    let fields = StoredValue::new((text, sources));
    view! {
        <div id=id>
            <When holds=is_open>
                <div class="help evidence-panel no-print">
                    {help.get_value().into_iter().map(|help| view! { <p>{help}</p> }).collect::<Vec<_>>()}
                    {
                        let pieces = draft.with_draft(|draft| evidence_pieces(&call, draft));
                        let hint = if pieces.is_empty() {
                            "You have not written any evidence yet. When you do, you can add it to the letter from here."
                        } else {
                            "From your criteria. It is added to the end of your text."
                        };
                        let (text, sources) = fields.get_value();
                        let used = used(&text, &sources);
                        let row = |piece| view! { <Piece piece=piece text=text.clone() sources=sources.clone() used=used/> };
                        let rows = pieces.into_iter().map(row).collect::<Vec<_>>();
                        view! { <p class="hint">{hint}</p><ul class="evidence">{rows}</ul> }
                    }
                </div>
            </When>
        </div>
    }
    .into_any()
}

/// The addresses of what is quoted in a text.
fn used(text: &Field, sources: &Field) -> Signal<Vec<String>> {
    let (text, sources) = (text.clone(), sources.clone());
    use_draft().select_refreshed(move |_, draft| evidence_used(draft, &text, &sources))
}

#[component]
fn Piece(piece: EvidencePiece, text: Field, sources: Field, used: Signal<Vec<String>>) -> impl IntoView {
    let draft = use_draft();
    let address = piece.field.to_string();
    let own = address.clone();
    let is_there = Signal::derive(move || used.with(|used| used.contains(&own)));
    let words = piece.text.clone();
    let put = move |_| {
        let mut known = draft.with_draft(|draft| draft.list(&sources).to_vec());
        if type_at_end(&text.to_string(), &words) && !known.contains(&address) {
            known.push(address.clone());
            draft.set(&sources, Value::List(known));
        }
    };
    view! {
        <li>
            <h3><a href=draft.to_field(&piece.field)>{piece.name.clone()}</a></h3>
            <p class="answer">{piece.text}</p>
            <p>
                <strong>{move || is_there.get().then_some("Added. ")}</strong>
                <button type="button" class="plain" use:guard on:click=put>
                    {move || if is_there.get() { "Add again" } else { "Add to my text" }}
                    <span class="visually-hidden">{format!(": {}", piece.name)}</span>
                </button>
            </p>
        </li>
    }
    .into_any()
}

/// Under a text: the answers that were put into it, so that a change there can be carried over.
#[component]
pub(super) fn EvidenceUsed(text: Field, sources: Field) -> impl IntoView {
    let draft = use_draft();
    let call = draft.call();
    let used = used(&text, &sources);
    move || {
        let used = used.get();
        if used.is_empty() {
            return ().into_any();
        }
        let link = |(number, address): (usize, &String)| {
            let field = Field::parse(address);
            let between = if number > 0 { "; " } else { "" };
            view! { {between}<a href=draft.to_field(&field)>{evidence_name(&call, &field)}</a> }
        };
        let links = used.iter().enumerate().map(link).collect::<Vec<_>>();
        let sources = sources.clone();
        view! {
            <p class="hint evidence-used">
                "Uses your evidence: " {links} ". "
                <button type="button" class="plain no-print" use:guard
                    on:click=move |_| draft.set(&sources, Value::List(Vec::new()))>
                    "Remove this note"
                </button>
            </p>
        }
        .into_any()
    }
}
