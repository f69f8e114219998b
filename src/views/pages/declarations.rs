//! What the school confirms.

use crate::call::{Declaration, Section};
use crate::draft::{Field, PersonField};
use crate::views::Work;
use crate::views::html::{Part, all, link, show, styled};
use crate::views::parts::{para, section_end, section_start, tick, unless_aside, words};

/// The page of the confirmations.
pub(in crate::views) fn declarations(work: &Work) -> Part {
    let mut parts =
        vec![section_start(work, &Section::Declarations), para("lede", "Tick each statement that is true.").into()];
    for (number, declaration) in work.call.declarations.iter().enumerate() {
        parts.push(unless_aside(work, &declaration.when, move |work| {
            work.call.declarations.get(number).map(|declaration| one(work, declaration)).into()
        }));
    }
    parts.push(section_end(work, &Section::Declarations));
    parts.into_iter().collect()
}

fn one(work: &Work, declaration: &Declaration) -> Part {
    let hint = if declaration.required { "" } else { "Optional" };
    styled("section", "point")
        .add(words(&work.call, [&declaration.statement]))
        .add(who(work, declaration))
        .add(tick(work, &Field::Declaration(declaration.id.clone()), &declaration.label, hint))
        .into()
}

/// Who confirms, where the call says who does.
fn who(work: &Work, declaration: &Declaration) -> Part {
    let Some(person) = &declaration.person else { return Part::NONE };
    let role = work.call.people.iter().find(|p| p.id == *person).map(|p| p.name.as_str());
    let (own, field) = (work.clone(), Field::Person(person.clone(), PersonField::Name));
    let to = work.to_field(&field);
    let name = show(
        move || own.text(&field),
        move |name| {
            let missing = name.trim().is_empty().then(|| link(&to, "add a name"));
            all([name.as_str().into(), missing.into()])
        },
    );
    styled("p", "quiet").text(role.unwrap_or_default()).text(": ").add(name).into()
}
