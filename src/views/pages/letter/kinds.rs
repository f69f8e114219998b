//! The answer to a question that is not a text: yes or no, a number, money, a file or a text.

use leptos::prelude::*;

use crate::app::{AnswerBox, answer_box, money_total_line};
use crate::call::{LetterId, Limit, Prompt};
use crate::draft::{Field, PromptField, Value};
use crate::views::answers::{ChangedNote, FilesBox, RowsAnswer, TextAnswer};
use crate::views::components::{Column, Segment, Segmented, TextKind, When};
use crate::views::context::use_draft;

const MONEY: [Column; 2] =
    [Column { label: "What it is for", mode: "text" }, Column { label: "Amount in pounds", mode: "decimal" }];

/// The control, as the question wants it. `limits` are its own and that of the whole.
#[component]
pub(super) fn Kind(letter: LetterId, prompt: Prompt, title: String, limits: [Option<Limit>; 2]) -> impl IntoView {
    let at = |leaf| Field::Prompt(letter.clone(), prompt.id.clone(), leaf);
    let help = prompt.help.iter().map(|text| view! { <p class="small">{text.clone()}</p> }.into_any());
    let help = help.collect::<Vec<_>>();
    let text = at(PromptField::Text);
    let control = match answer_box(&prompt) {
        None => ().into_any(),
        Some(AnswerBox::YesNo { comment, only_with, hint }) => {
            let choice = at(PromptField::Choice);
            let comment = comment.map(|label| {
                view! { <CommentBox choice=choice.clone() text=text label=label only_with=only_with hint=hint limits=limits/> }
            });
            view! { <ChangedNote field=choice.clone()/><YesNo field=choice legend=title/>{comment} }.into_any()
        }
        Some(AnswerBox::Number { hint }) => view! {
            <ChangedNote field=text.clone()/>
            <TextAnswer field=text label=title hidden_label=true hint=hint kind=TextKind::Number/>
        }
        .into_any(),
        Some(AnswerBox::Money { hint }) => {
            let field = at(PromptField::Lines);
            view! { <Money field=field letter=letter prompt=prompt hint=hint/> }.into_any()
        }
        Some(AnswerBox::FileOrText { files, hint }) => view! {
            <p class="hint file-or-text">{files}</p>
            <FilesBox field=at(PromptField::Files) label="Attach a file"/>
            <TextAnswer field=text label="Or write your answer" hint=hint kind=TextKind::Long limits=limits/>
        }
        .into_any(),
    };
    view! { {control}{help} }.into_any()
}

#[component]
fn YesNo(field: Field, legend: String) -> impl IntoView {
    let draft = use_draft();
    let flag = draft.flag(&field);
    let chosen = Signal::derive(move || match flag.get() {
        Some(true) => "yes".to_owned(),
        Some(false) => "no".to_owned(),
        None => String::new(),
    });
    let segment = |value: &str, label: &str| Segment { value: value.to_owned(), label: label.to_owned(), tone: "" };
    let id = field.to_string();
    let choose = move |value: String| draft.set(&field, Value::Flag(value == "yes"));
    view! {
        <Segmented id=id legend=legend hidden_legend=true segments=vec![segment("yes", "Yes"), segment("no", "No")]
            chosen=chosen on_choose=choose/>
    }
}

/// The comment beside a yes or no. What was written stays to be seen when the answer changes.
#[component]
fn CommentBox(
    choice: Field,
    text: Field,
    label: &'static str,
    only_with: Option<bool>,
    hint: String,
    limits: [Option<Limit>; 2],
) -> impl IntoView {
    let draft = use_draft();
    let (flag, written) = (draft.flag(&choice), draft.text(&text));
    let shows = Signal::derive(move || {
        only_with.is_none() || flag.get() == only_with || written.with(|text| !text.trim().is_empty())
    });
    view! {
        <When holds=shows>
            <TextAnswer field=text.clone() label=label hint=hint.clone() kind=TextKind::Text limits=limits/>
        </When>
    }
}

/// Lines of money, and what they add up to.
#[component]
fn Money(field: Field, letter: LetterId, prompt: Prompt, hint: String) -> impl IntoView {
    let total = use_draft().select(move |_, draft| money_total_line(draft, &letter, &prompt));
    let is_wrong = move || total.with(|total| total.is_wrong);
    view! {
        <p class="hint">{hint}</p>
        <RowsAnswer field=field columns=MONEY.map(Some).to_vec() noun="Line" add="Add a line"/>
        <p class="total" class:error=is_wrong role="status">{move || total.with(|total| total.words.clone())}</p>
    }
    .into_any()
}
