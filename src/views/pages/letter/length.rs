//! How long the letter is, as one writes; its pages as they will print; the files of it.

use leptos::prelude::*;

use crate::app::{Document, Making};
use crate::call::{Letter, LetterId, LetterKind, Placement};
use crate::documents::paper::{Flow, Page, Pages};
use crate::documents::{
    LaidLetter, letter_bar, letter_characters, letter_words, limit_words, pages_of, room_taken, support_stands,
};
use crate::draft::{Field, counted};
use crate::views::html::{El, Part, all, el, follow_class, link, show, styled};
use crate::views::parts::{make, page_said, para, room_bar, sheet, written};
use crate::views::{App, Work};

/// Where the pages stand on this page.
pub(super) const PAGES: &str = "letter-pages";

/// The measure, which stays in sight while one writes: sides where it is a letter, words in any case.
pub(super) fn measure(work: &Work, letter: &Letter) -> Part {
    let (own, id) = (work.clone(), letter.id.clone());
    let count = move || {
        let letter = own.call.letter(&id);
        let Some(letter) = letter else { return String::new() };
        own.once_refreshed(|draft| {
            let words = counted(letter_words(draft, letter), "word");
            // In what the limit is set in, too.
            if letter.limit.is_some_and(|limit| limit.characters.is_some()) {
                format!("{words}, {}", counted(letter_characters(draft, letter), "character"))
            } else {
                words
            }
        })
    };
    let limit = letter.limit.map(limit_words).filter(|limit| !limit.is_empty());
    let limit = limit.map(|limit| format!("; limit {limit}")).unwrap_or_default();
    let words = styled("p", "count figure").text_of(count).text(" in total").text(&limit);
    if letter.kind != LetterKind::Letter {
        return words.attr("role", "status").into();
    }
    let app = work.app;
    let (says, bar, coarse, over) = (letter.id.clone(), letter.id.clone(), letter.id.clone(), letter.id.clone());
    let letter_id = letter.id.clone();
    let drawn = work.clone();
    let bar = show(
        move || {
            app.letter(&bar, |laid| {
                (laid.pages.pages.iter().map(|p| p.lines.len()).collect::<Vec<_>>(), laid.measure.clone())
            })
        },
        move |_| {
            let Some(letter) = drawn.call.letter(&letter_id) else { return Part::NONE };
            room_bar(&app.letter(&letter.id, |laid| letter_bar(letter, laid))).into()
        },
    );
    // Said aloud when the tenths of a side change, not at every letter.
    let aloud = styled("span", "visually-hidden").attr("role", "status").text_of(move || {
        app.letter(&coarse, |laid| {
            let limit = laid.measure.limit.map(|limit| format!(" of {limit}")).unwrap_or_default();
            let over = if laid.measure.is_over() { ", too long" } else { "" };
            format!("{}{limit} sides{over}", laid.measure.figure())
        })
    });
    let whole = styled("section", "measure no-print")
        .attr("aria-label", "Length of the letter")
        .add(
            el("p")
                .attr("class", "measure-says figure")
                .text_of(move || app.letter(&says, |laid| laid.measure.words())),
        )
        .add(bar)
        .add(aloud);
    follow_class(&whole, "measure no-print", "measure-over", move || app.letter(&over, |laid| laid.measure.is_over()));
    all([words.into(), whole.into()])
}

/// What takes the room, part by part.
pub(super) fn room(work: &Work, letter: &Letter) -> Part {
    let app = work.app;
    let (work, id) = (work.clone(), letter.id.clone());
    let key = {
        let (work, id) = (work.clone(), id.clone());
        move || work.call.letter(&id).map(|letter| app.pages(&id, |laid| room_taken(letter, laid))).unwrap_or_default()
    };
    show(key, move |parts| {
        let mut list = styled("ul", "room-list");
        for part in parts {
            let lines = counted(usize::try_from(part.lines).unwrap_or_default(), "line");
            let name: Part = match &part.field {
                Some(field) => link(&work.to_field(field), &part.name).into(),
                None => part.name.as_str().into(),
            };
            list = list.add(el("li").add(name).text(": ").add(styled("span", "figure").text(&lines)));
        }
        list.into()
    })
}

/// The pages, of which only what has changed is drawn anew. `only` are those that hold an answer.
pub(super) fn pages(work: &Work, letter: &Letter, only: Option<Field>) -> Part {
    let (app, id) = (work.app, letter.id.clone());
    let places = {
        let (id, only) = (id.clone(), only.clone());
        move || {
            app.pages(&id, |laid| {
                let (count, limit) = (laid.pages.pages.len(), laid.measure.limit);
                match &only {
                    Some(field) => (pages_of(laid, field), count, limit),
                    None => ((0..count).collect(), count, limit),
                }
            })
        }
    };
    show(places, move |(places, count, limit)| {
        let mut sheets = styled("div", "sheets");
        for place in places {
            let page = one_page(app, &id, (*place, *count), |laid| Some((&laid.flow, &laid.pages)), only.as_ref());
            let within = limit.filter(|limit| usize::try_from(*limit).is_ok_and(|limit| *place >= limit));
            sheets = sheets.add(match within {
                Some(limit) => {
                    let sides = counted(usize::try_from(limit).unwrap_or_default(), "side");
                    let says = format!("Page {} is over the limit of {sides}", place + 1);
                    styled("div", "sheet-beyond").add(para("sheet-says", &says)).add(page)
                }
                None => page,
            });
        }
        sheets.into()
    })
}

/// The pages of the statement of support that stands beside a letter.
fn beside_pages(app: App, id: &LetterId) -> Part {
    let (id, all) = (id.clone(), id.clone());
    let count = move || app.pages(&all, |laid| laid.beside.as_ref().map_or(0, |(_, pages)| pages.pages.len()));
    show(count, move |count| {
        let mut sheets = styled("div", "sheets");
        for place in 0..*count {
            sheets = sheets.add(one_page(
                app,
                &id,
                (place, *count),
                |laid| laid.beside.as_ref().map(|(flow, pages)| (flow, pages)),
                None,
            ));
        }
        sheets.into()
    })
}

/// The page at a place among so many, of the letter or of what stands beside it, with the blocks that come from `own` in
/// another colour.
fn one_page(
    app: App,
    id: &LetterId,
    (place, count): (usize, usize),
    of: fn(&LaidLetter) -> Option<(&Flow, &Pages)>,
    own: Option<&Field>,
) -> El {
    let (id, own, said_of) = (id.clone(), own.cloned(), id.clone());
    let said = move || {
        let say = |page: &Page| page_said(page, place + 1, count);
        app.pages(&said_of, |laid| of(laid).and_then(|(_, pages)| pages.pages.get(place)).map(say).unwrap_or_default())
    };
    let runs = move || {
        app.pages(&id, |laid| {
            let Some((flow, pages)) = of(laid) else { return Vec::new() };
            let from = |block: usize| flow.blocks.get(block).and_then(|piece| piece.from.as_ref());
            let is_own = |block| own.is_some() && from(block) == own.as_ref();
            pages.pages.get(place).map(|page| written(page, &is_own)).unwrap_or_default()
        })
    };
    sheet(said, runs)
}

/// At the end of the page: all pages, what takes the room, and the files.
pub(super) fn printed(work: &Work, letter: &Letter) -> Part {
    if letter.kind != LetterKind::Letter {
        return Part::NONE;
    }
    let save = |name: &str, document: fn(String) -> Document| {
        let id = letter.id.to_string();
        make(work, "button button-second", move || Making::Document(document(id.clone()))).text(name)
    };
    let beside = {
        let (own, asked, id) = (work.clone(), work.clone(), letter.id.clone());
        let stands = move || {
            let letter = asked.call.letter(&id)?;
            asked.once_refreshed(|draft| support_stands(&asked.call, draft, letter))
        };
        let (id, id_pages, to) = (letter.id.to_string(), letter.id.clone(), work.clone());
        let save = move |name: &str, document: fn(String) -> Document| {
            let id = id.clone();
            make(&to, "button button-second", move || Making::Document(document(id.clone()))).text(name)
        };
        show(stands, move |stands| {
            if *stands != Some(Placement::Beside) {
                return Part::NONE;
            }
            let pages = beside_pages(own.app, &id_pages);
            let actions = styled("div", "actions")
                .add(save("Download statement (Word)", Document::SupportDocx))
                .add(save("Download statement (PDF)", Document::SupportPdf));
            all([el("h3").text("Statement of support (separate page)").into(), pages, actions.into()])
        })
    };
    styled("section", "point")
        .attr("id", PAGES)
        .attr("tabindex", "-1")
        .add(el("h2").text("How the letter will print"))
        .add(para("hint", "The PDF looks exactly like this. In Word, a line may break differently. To add your letterhead, download the Word document."))
        .add(pages(work, letter, None))
        .add(el("h3").text("Length of each part"))
        .add(room(work, letter))
        .add(
            styled("div", "actions")
                .add(save("Download as Word", Document::LetterDocx))
                .add(save("Download as PDF", Document::LetterPdf)),
        )
        .add(beside)
        .into()
}

/// Which prompt somebody is writing in.
pub(super) type Writing = RwSignal<Option<Field>>;
