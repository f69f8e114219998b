//! A letter, or answers to a form: one box for each prompt beside the hub's guidance.

use leptos::prelude::*;

use crate::call::{Letter, LetterId, LetterKind, Limit, Placement, Prompt, Section, Support};
use crate::documents::letter_words;
use crate::draft::{Applies, Draft, Field, LetterField, Profile, PromptField, applies, counted};
use crate::views::Work;
use crate::views::parts::{
    Choice, Kind, choose_one, choose_some, help, odd, section_end, typed, way, wide, words, yes_or_no,
};

/// The page of a letter.
pub(in crate::views) fn letter(work: &Work, id: &LetterId) -> AnyView {
    let section = Section::Letter(id.clone());
    let Some(letter) = work.call.letter(id) else { return ().into_any() };
    let field = |leaf| Field::Letter(letter.id.clone(), leaf);
    let is_letter = letter.kind == LetterKind::Letter;
    let opening = is_letter.then(|| {
        typed(work, field(LetterField::Opening), Kind::Text, "Opening", "To whom you write and why: a sentence or two.")
    });
    let closing = is_letter.then(|| {
        typed(
            work,
            field(LetterField::Closing),
            Kind::Text,
            "Closing",
            "How you would like to end. Names of those who sign come from \u{201c}Your school\u{201d}.",
        )
    });
    let prompts = letter.prompts.iter().map(|prompt| prompt_section(work, letter, prompt)).collect_view();
    let support = letter.support.as_ref().map(|support| support_section(work, letter, support));
    view! {
        {way(work, &section)}
        <h1 class="title" tabindex="-1">{section.name(&work.call)}</h1>
        {words(&work.call, &letter.statements)}
        {odd(&work.call, &letter.oddities)}
        {not_asked(work, letter)}
        {length(work, letter)}
        {opening}
        {prompts}
        {support}
        {closing}
        {section_end(work, &section)}
    }
    .into_any()
}

fn not_asked(work: &Work, letter: &Letter) -> AnyView {
    let (call, when) = (work.call.clone(), letter.when.clone());
    let note = work.memo(move |draft| match applies(&call, &when, &Profile::of(&call, draft)) {
        Applies::No { because } | Applies::Unclear { because } => Some(because),
        Applies::Yes | Applies::Unknown { .. } => None,
    });
    (move || note.get().map(|because| view! { <p class="notice">{because}</p> })).into_any()
}

/// The words of the whole, against the limit that the hub sets in words. Sides are not guessed.
fn length(work: &Work, letter: &Letter) -> AnyView {
    let own = letter.clone();
    let count = work.memo(move |draft| letter_words(draft, &own));
    let limit = letter.limit.map(limit_words).unwrap_or_default();
    view! { <p class="count figure" role="status">{move || counted(count.get(), "word")} " in all" {limit}</p> }
        .into_any()
}

fn limit_words(limit: Limit) -> String {
    let mut parts = Vec::new();
    parts.extend(limit.sides.map(|n| format!("{n} {} of A4", if n == 1 { "side" } else { "sides" })));
    parts.extend(limit.words.map(|n| counted(n as usize, "word")));
    parts.extend(limit.characters.map(|n| counted(n as usize, "character")));
    if parts.is_empty() { String::new() } else { format!("; the hub\u{2019}s limit is {}", parts.join(" and ")) }
}

fn prompt_section(work: &Work, letter: &Letter, prompt: &Prompt) -> AnyView {
    let field = |leaf| Field::Prompt(letter.id.clone(), prompt.id.clone(), leaf);
    let points: Vec<Choice> = prompt.points.iter().map(|p| Choice::new(p.id.as_str(), &p.quote)).collect();
    let covered = (!points.is_empty()).then(|| {
        choose_some(
            work,
            &field(PromptField::Covered),
            "What you have covered",
            "Tick each as your text deals with it.",
            &points,
            None,
        )
    });
    let limit = prompt
        .limit
        .map(|limit| view! { <p class="hint">{limit_words(limit).trim_start_matches("; ").to_owned()}</p> });
    view! {
        <section class="point">
            <h2>{prompt.title.clone()}</h2>
            <div class="beside">
                <div class="beside-context">
                    <details class="fold" open=wide()>
                        <summary>"What the hub asks for"</summary>
                        {words(&work.call, &prompt.statements)}
                        {help(&prompt.help)}
                    </details>
                </div>
                <div class="beside-main">
                    {limit}
                    {typed(work, field(PromptField::Text), Kind::Long, "Your text", "")}
                    {covered}
                </div>
            </div>
        </section>
    }
    .into_any()
}

fn support_section(work: &Work, letter: &Letter, support: &Support) -> AnyView {
    let at = {
        let id = letter.id.clone();
        move |leaf| Field::Letter(id.clone(), leaf)
    };
    let wanted_field = at(LetterField::SupportWanted);
    let wanted = yes_or_no(
        work,
        &wanted_field,
        "Will you include a statement of support?",
        "The hub asks for it where it applies to your school. You decide whether it does.",
        "Yes",
        "No, it does not apply",
    );
    let shown = work.memo(move |draft: &Draft| draft.flag(&wanted_field) == Some(true));
    let choice = support.choice;
    let default = match support.placement {
        Placement::Inside => "Unless you choose otherwise it stands inside the letter.",
        Placement::Beside => "Unless you choose otherwise it is a document of its own.",
    };
    let body = {
        let work = work.clone();
        move || {
            shown.get().then(|| {
                let placement = choice.then(|| {
                    let places = [Choice::new("inside", "Inside the letter, within its limit"), Choice::new("beside", "On a page of its own, beside the letter")];
                    choose_one(&work, &at(LetterField::SupportPlacement), "Where does it stand?", default, &places)
                });
                view! {
                    {placement}
                    {typed(&work, at(LetterField::SupportFrom), Kind::Line, "Who gives it", "Name and role, such as \u{201c}Chair of Governors\u{201d}.")}
                    {typed(&work, at(LetterField::Support), Kind::Long, "The statement", "")}
                }
            })
        }
    };
    let quoted = letter.statements.iter().find(|s| s.text.contains(&support.quote)).map(|s| s.under.clone());
    let quoted = quoted.map(|under| crate::views::parts::quotation(&work.call, &support.quote, &under));
    view! {
        <section class="point">
            <h2>{support.name.clone()}</h2>
            {quoted}
            {odd(&work.call, &support.oddities)}
            {wanted}
            {body}
        </section>
    }
    .into_any()
}
