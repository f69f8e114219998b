//! Documents: what the hub asks for, whether each is ready, and the file itself or where it is.

use leptos::prelude::*;

use super::section::{IfApplies, SectionEnd, SectionHead};
use crate::app::{DocumentBlock, asks_for_file, document_blocks, is_sent_another_way};
use crate::call::{DocumentId, Section};
use crate::draft::{DocumentField, Field};
use crate::views::answers::{ChoiceAnswer, ChoicesAnswer, FilesBox, TextAnswer};
use crate::views::components::{AllHubWords, Choice, Fold, NamedLink, Oddity, TextKind, When};
use crate::views::context::use_draft;

/// The page of documents.
#[component]
pub(super) fn Documents() -> impl IntoView {
    let call = use_draft().call();
    let blocks = document_blocks(&call);
    let lede = format!("Attach each document, or say where {} find it.", call.hub.voice().subject("can"));
    view! {
        <SectionHead section=Section::Documents lede=lede/>
        {blocks.into_iter().map(|block| view! { <Block block=block/> }).collect::<Vec<_>>()}
        <SectionEnd section=Section::Documents/>
    }
    .into_any()
}

#[component]
fn Block(block: DocumentBlock) -> impl IntoView {
    let oddities = block.oddities.iter().cloned().map(|note| view! { <Oddity note=note/> }).collect::<Vec<_>>();
    let help = block.help.iter().cloned().map(|text| view! { <p class="small">{text}</p> }).collect::<Vec<_>>();
    let template = block
        .template
        .clone()
        .map(|(lead, name, url)| view! { <p class="small">{lead} ": " <NamedLink name=name url=url/></p> }.into_any());
    let when = block.when.clone();
    let (name, words, need) = (block.name.clone(), block.words.clone(), block.need.clone());
    view! {
        <section class="section document">
            <h2>{name}</h2>
            <AllHubWords quotations=words/>
            <p class="small">{need}</p>
            {template}
            <IfApplies when=when><Answers block=block.clone()/></IfApplies>
            {help}
            {oddities}
        </section>
    }
    .into_any()
}

#[component]
fn Answers(block: DocumentBlock) -> impl IntoView {
    let draft = use_draft();
    let id = block.id.clone();
    let asks_file = draft.select(move |_, draft| asks_for_file(draft, &id));
    let states = block.states.iter().map(|(id, label)| Choice::new(id, label)).collect::<Vec<_>>();
    let state = Field::Document(block.id.clone(), DocumentField::State);
    view! {
        <ChoiceAnswer field=state legend="Is it ready?" choices=states chips=true/>
        <When holds=asks_file>
            <Place id=block.id.clone()/>
            <Contents id=block.id.clone() items=block.contents.clone()/>
        </When>
    }
    .into_any()
}

/// The file; or what it is called, or its address, where the school sends it another way.
#[component]
fn Place(id: DocumentId) -> impl IntoView {
    let draft = use_draft();
    let at = |leaf| Field::Document(id.clone(), leaf);
    let files = at(DocumentField::Files);
    let is_open = draft.with_draft(|draft| is_sent_another_way(draft, &id));
    let (name, link) = (at(DocumentField::Name), at(DocumentField::Link));
    view! {
        <FilesBox field=files label="Attach the document"/>
        <Fold summary="I will send it another way" open=is_open>
            <div class="fields">
                <TextAnswer field=name label="File name" kind=TextKind::Line
                    hint="If there are several, list them all."/>
                <TextAnswer field=link label="Web link" kind=TextKind::Web
                    hint=format!("For example, a page on your {} website.", draft.noun())/>
            </div>
        </Fold>
    }
    .into_any()
}

/// What the hub says that the document should include, to tick off.
#[component]
fn Contents(id: DocumentId, items: Vec<(String, String)>) -> impl IntoView {
    if items.is_empty() {
        return ().into_any();
    }
    let items = items.iter().map(|(id, quote)| Choice::new(id, quote)).collect::<Vec<_>>();
    view! {
        <Fold summary="What does it include?">
            <ChoicesAnswer field=Field::Document(id, DocumentField::Contents)
                legend="Tick each one you have checked is there." choices=items/>
        </Fold>
    }
    .into_any()
}
