//! Text and HTML from the clipboard, into plain text and onto pages.

use upbeat::documents::paper::{
    Flow, Length, Pages, Piece, REPLACEMENT, Setup, covers, lay_out, lay_out_again, measure, missing_glyphs, tidy,
    typed,
};
use upbeat::documents::{Bit, plain, plain_text, without_styles};

use crate::Recipe;
use crate::recipe::Written;

pub(crate) fn run(bytes: &[u8]) {
    let mut recipe = Recipe::new(bytes);
    let (kind, width) = (recipe.byte(), recipe.byte());
    match kind % 3 {
        0 => {
            let text = plain_text(&recipe.text());
            let setup = setup(width);
            let (flow, pages) = on_pages(&text, &setup);
            // What was written before, at another length: only what changed is laid out anew, and it must not show.
            let (before_flow, before) = on_pages(&recipe.text(), &setup);
            assert_eq!(lay_out_again(&flow, &setup, Some((&before_flow, &before))), pages);
        }
        1 => {
            let html = recipe.text();
            let once = without_styles(&html);
            assert_eq!(without_styles(&once), once, "no style is left");
        }
        _ => {
            let bits = bits(&mut recipe);
            let text = plain(&bits);
            assert!(!text.contains('\r') && !text.starts_with('\n'));
            on_pages(&text, &setup(width));
        }
    }
}

/// From a narrow column to the whole sheet.
fn setup(width: u8) -> Setup {
    let margin = Length::millimetres(i32::from(width % 5) * 18 + 10);
    Setup { left: margin, right: margin, ..Setup::default() }
}

/// The text as a letter's pages, with everything on them that was in it.
fn on_pages(text: &str, setup: &Setup) -> (Flow, Pages) {
    let flow = Flow { title: String::new(), blocks: typed(text, None) };
    let pages = lay_out(&flow, setup);
    drop((measure(&flow, &pages, Some(2)), missing_glyphs(text)));
    let there: String = pages
        .pages
        .iter()
        .flat_map(|page| &page.lines)
        .flat_map(|line| line.runs.iter().filter(|run| run.span.is_some()))
        .flat_map(|run| run.text.chars())
        .filter(|c| !c.is_whitespace())
        .collect();
    let spans = |piece: &Piece| piece.spans.iter().map(|span| tidy(&span.text).into_owned()).collect::<String>();
    let typed = flow.blocks.iter().map(spans).collect::<String>();
    let wanted: String =
        typed.chars().filter(|c| !c.is_whitespace()).map(|c| if covers(c) { c } else { REPLACEMENT }).collect();
    assert_eq!(there, wanted, "what is typed is printed");
    (flow, pages)
}

fn bits(recipe: &mut Recipe) -> Vec<Bit> {
    let mut bits = Vec::new();
    while !recipe.is_empty() {
        bits.push(match recipe.byte() % 8 {
            0 => Bit::Paragraph,
            1 => Bit::Edge,
            2 => Bit::Break,
            3 => Bit::Item(None),
            4 => Bit::Item(Some(recipe.long().to_string())),
            5 => Bit::Exact(recipe.text()),
            _ => Bit::Text(recipe.text()),
        });
    }
    bits
}

const TEXTS: [&str; 6] = [
    "Dear Hub\r\n\r\nWe sing.\n\n- one\n- two\n  * three\n1. first\n2) second\n\nhttps://example.org/a?b=c#d and\tsome\u{a0}more\u{ad}e",
    "Gr\u{fc}\u{df}e \u{10d}e\u{161}tina \u{3b5}\u{3bb} \u{5de}\u{5d5} \u{97f3}\u{697d} e\u{301} \u{1f469}\u{200d}\u{1f3a4} \u{202e}back\u{202c} \u{2028}\u{2029}\u{b}\u{c}\u{85}",
    "\u{2022} bullet\n\u{f0b7} Word's\n\u{a7} another\n10. ten\n999) many\n\n\n\nWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
    "<p class=MsoNormal style='mso-list:l0 level1 lfo1'>\u{b7} one</p><style>p{}</style><b STYLE=\"font:x\">two</b><br>",
    "<img src=x onerror=alert(1) data-style=\"a\"style='b'><svg/style=c><!-- style --><![if !supportLists]>",
    "<a href=\"x>y\" style=\">\">z</a><table><tr><td style=x>1<td>2</table></style><style",
];

pub(crate) fn seeds() -> Vec<Vec<u8>> {
    let mut all = Vec::new();
    for text in TEXTS {
        let text = text.as_bytes();
        all.push(Written::default().raw(&[0, 1]).bytes(text).bytes(b"- before\n\nWe sing. ").0);
        all.push(Written::default().raw(&[1, 0]).bytes(text).0);
        all.push(Written::default().raw(&[2, 2, 0, 6]).bytes(text).raw(&[3, 6]).bytes(text).raw(&[1, 5]).bytes(text).0);
        all.push(Written::default().raw(&[2, 4, 4, 1, 0, 0, 0, 6]).bytes(text).raw(&[2, 5]).bytes(b" a \n b").0);
    }
    all
}
