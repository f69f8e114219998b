//! How letters look on paper: pages as text, each line with its baseline and its beginning in points.
#![allow(clippy::format_push_string, reason = "short tests, few allocations")]

use serde_json::{Value as Json, json};

use super::*;
use crate::call::read_call;
use crate::documents::paper::{Measure, Pages, lay_out, measure};
use crate::draft::{DraftId, Value};

/// The small call, its letter changed like this; nothing is fixed about its sheet.
fn call(letter: &Json) -> Call {
    let mut whole: Json = serde_json::from_str(include_str!("../../../tests/fixtures/calls/small.json")).unwrap();
    let place = &mut whole["letters"][0];
    place.as_object_mut().unwrap().remove("page-layout");
    place["limit"] = json!({"sides": 2});
    for (key, value) in letter.as_object().unwrap() {
        place[key] = value.clone();
    }
    read_call(&whole.to_string()).unwrap()
}

/// 1 June 2027.
fn now() -> Timestamp {
    Timestamp::parse("2027-06-01T08:30:00.000Z").unwrap()
}

fn draft(call: &Call, answers: &[(&str, &str)]) -> Draft {
    let mut draft = Draft::new(DraftId::new("d1").unwrap(), call.id.clone(), "2026", now());
    for (address, text) in answers {
        let address = address.replace('~', "letters/letter");
        let field = Field::parse(&address);
        assert!(!matches!(field, Field::Other(_)), "{address}");
        draft.set(field, Value::Text((*text).to_owned()), now());
    }
    draft
}

/// Pages as a person can read them. Of a long page the middle is left out.
fn shown(pages: &Pages, measure: &Measure) -> String {
    const EDGE: usize = 7;
    let mut out = format!("{}\n", measure.words());
    for share in &measure.shares {
        out += &format!("{:>5}  {}\n", share.lines, share.field);
    }
    for (number, page) in pages.pages.iter().enumerate() {
        out += &format!("\n===== page {} =====\n", number + 1);
        for (at, line) in page.lines.iter().enumerate() {
            if page.lines.len() > 6 * EDGE && (EDGE..page.lines.len() - EDGE).contains(&at) {
                if at == EDGE {
                    out += &format!("   … {} lines …\n", page.lines.len() - 2 * EDGE);
                }
                continue;
            }
            let points = |length: Length| format!("{}.{:03}", length.0 / 1000, length.0 % 1000);
            let x = line.runs.first().map_or_else(|| "-".to_owned(), |run| points(run.x));
            let runs = line.runs.iter().map(|run| {
                let size =
                    if run.size == pages.setup.size { String::new() } else { format!("{{{}}}", points(run.size)) };
                let bold = if run.bold { "*" } else { "" };
                format!("{size}{bold}{}{bold}", run.text)
            });
            out += &format!("{:>8} {x:>8}  {}\n", points(line.baseline), runs.collect::<Vec<_>>().join("|"));
        }
    }
    out
}

fn laid(call: &Call, answers: &[(&str, &str)]) -> (Pages, Measure) {
    let draft = draft(call, answers);
    let letter = &call.letters[0];
    let flow = letter_flow(call, &draft, letter, now());
    let pages = lay_out(&flow, &setup(letter, &draft));
    let measure = measure(&flow, &pages, letter.limit.unwrap().sides);
    assert_eq!(measure, letter_measure(call, &draft, letter, now()));
    (pages, measure)
}

fn page(letter: &Json, answers: &[(&str, &str)]) -> String {
    let (pages, measure) = laid(&call(letter), answers);
    shown(&pages, &measure)
}

const WRITERS: [(&str, &str); 4] = [
    ("school/name", "Larkfield Green School"),
    ("people/leader/name", "Siân Ŵyn"),
    ("people/leader/email", "sian@larkfield.example"),
    ("people/head/name", "Rowan Achterberg"),
];

fn with<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    WRITERS.iter().chain(more).copied().collect()
}

const PROSE: &str = "Every class sings for a quarter of an hour each morning, and the songs follow a plan from the first \
    year to the last. Our string project began with one class of violins in 2019; this year 87 pupils take part, a third \
    of them eligible for free school meals.";

#[test]
fn empty() {
    insta::assert_snapshot!(page(&json!({}), &[]));
}

#[test]
fn one_line() {
    insta::assert_snapshot!(page(
        &json!({}),
        &with(&[
            ("~/address", "12 Larkfield Lane\nLarkfield LK1 2AB"),
            ("~/opening", "We would like to become a Lead School."),
            ("people/head/position", "Executive headteacher"),
        ])
    ));
}

#[test]
fn lists_and_links() {
    let text = "What we do:\n- Sing every day, in every class, whatever the weather and whoever teaches, since the summer \
        of 2019.\n- Play\n\n1. Strings\n2) Brass; see https://larkfield.example/brass-and-wind.\n100. The hundredth\nWrite \
        to jo@larkfield.example\nor come and see.";
    insta::assert_snapshot!(page(&json!({}), &with(&[("~/prompts/vision/text", text)])));
}

#[test]
fn a_long_word() {
    let text = format!(
        "Our song: {} is long. {}",
        "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch".repeat(4),
        PROSE
    );
    insta::assert_snapshot!(page(&json!({}), &[("~/opening", &text)]));
}

#[test]
fn welsh_names_and_what_the_fonts_lack() {
    let text = "Llŷr Tomos, Tŵ\u{302}r, W\u{302}yn, Dy\u{302}lan\r\nNguyễn Thị Ánh\tȘtefan\u{200b} \u{97f3}\u{697d} \u{1f3b5}\u{fe0f} \u{266d} 5\u{202f}000";
    insta::assert_snapshot!(page(&json!({}), &[("school/name", "Ysgol Gŵyr"), ("~/opening", text)]));
}

#[test]
fn support_inside_and_a_call_that_fixes_the_sheet() {
    let letter = json!({
        "page-layout": {"size": 12, "spacing": "1.15", "margins": 30, "headings": true, "salutation": "Dear panel,", "addressee": ["The panel", "Anyshire Music Hub"]}
    });
    insta::assert_snapshot!(page(
        &letter,
        &with(&[
            ("~/size", "9"),
            ("~/margins", "5"),
            ("~/headings", "off"),
            ("~/salutation", "Hi"),
            ("~/date", "2027-05-14"),
            ("~/opening", PROSE),
            ("~/prompts/vision/text", PROSE),
            ("school/group", "trust"),
            ("~/support", "The trust is glad.\n\nIt will help."),
            ("~/support-from", "Chair of the trust"),
        ])
    ));
}

#[test]
fn letterhead_and_no_headings() {
    insta::assert_snapshot!(page(
        &json!({}),
        &with(&[
            ("~/letterhead", "45"),
            ("~/headings", "off"),
            ("~/salutation", "Dear Sir or Madam"),
            ("~/address", "12 Larkfield Lane"),
            ("~/prompts/vision/text", PROSE),
            ("~/closing", "Come and see us."),
        ])
    ));
}

#[test]
fn twelve_points_and_wide_margins() {
    let text = vec![PROSE; 14].join("\n\n");
    insta::assert_snapshot!(page(
        &json!({}),
        &with(&[("~/size", "12"), ("~/margins", "30"), ("~/prompts/vision/text", &text)])
    ));
}

/// A letter that ends where the second side does, made of single lines after the opening.
fn lines(more: usize) -> (String, u32) {
    let text = vec!["We sing."; more].join("\n");
    let (pages, measure) = laid(&call(&json!({})), &with(&[("~/prompts/vision/text", &text)]));
    (shown(&pages, &measure), measure.over)
}

#[test]
fn exactly_full_and_one_line_over() {
    let full = (1..200).take_while(|more| lines(*more).1 == 0).last().unwrap();
    insta::assert_snapshot!("exactly_full", lines(full).0);
    let (over, by) = lines(full + 1);
    assert_eq!(by, 1);
    insta::assert_snapshot!("one_line_over", over);
}

#[test]
fn a_heading_stays_with_what_it_heads() {
    let call = call(&json!({"prompts": [
        {"id": "vision", "title": "Vision", "statements": []},
        {"id": "last", "title": "What comes last", "statements": []}
    ]}));
    let last = |lines: usize| {
        let text = vec!["We sing."; lines].join("\n");
        let (pages, measure) =
            laid(&call, &[("~/prompts/vision/text", &text), ("~/prompts/last/text", "We play.\nWe dance.")]);
        let at = |text: &str| {
            pages.pages.iter().position(|p| p.lines.iter().any(|l| l.runs.iter().any(|r| r.text == text))).unwrap()
        };
        ((at("What comes last"), at("We play."), at("We dance.")), shown(&pages, &measure))
    };
    let mut seen = Vec::new();
    for lines in 30..60 {
        let (at, page) = last(lines);
        assert_eq!(at.0, at.1, "{lines} lines before it");
        if seen.last().is_none_or(|(last, _)| *last != at) {
            seen.push((at, page));
        }
    }
    // All on the first side; the last line alone on the second; heading and all on the second.
    assert_eq!(seen.iter().map(|(at, _)| *at).collect::<Vec<_>>(), [(0, 0, 0), (0, 0, 1), (1, 1, 1)]);
    insta::assert_snapshot!(seen[2].1);
}

#[test]
fn sixty_thousand_characters() {
    let text: String = format!("{PROSE}\n\n").chars().cycle().take(60_000).collect();
    let (pages, measure) = laid(&call(&json!({})), &with(&[("~/prompts/vision/text", &text)]));
    assert_eq!(measure.sides, u32::try_from(pages.pages.len()).unwrap());
    insta::assert_snapshot!(measure.words());
}

#[test]
fn greetings_and_leaves() {
    let call = call(&json!({}));
    for (greeting, expected) in
        [("", "Dear Ann Example,"), ("Dear Ms Okonjo,", "Dear Ms Okonjo,"), (" Dear \n panel, ", "Dear panel,")]
    {
        let draft = draft(&call, &[("~/salutation", greeting)]);
        assert_eq!(salutation(&call, &draft, &call.letters[0]), expected);
    }
    for (greeting, leave) in [
        ("Dear Ms Okonjo,", "Yours sincerely"),
        ("Dear Ann Example,", "Yours sincerely"),
        ("Dear Alla Boardman", "Yours sincerely"),
        ("Dear Sir or Madam,", "Yours faithfully"),
        ("To whom it may concern", "Yours faithfully"),
        ("Dear panel", "Yours faithfully"),
        ("Dear Anyshire Music Hub,", "Yours faithfully"),
    ] {
        assert_eq!(valediction(&call, greeting), leave, "{greeting}");
    }
    // Who greets, takes leave and signs in their own words is not made to do so twice.
    let own = draft(&call, &with(&[("~/opening", "Dear Ann,\n\nWe sing."), ("~/closing", "Yours,\nSiân Ŵyn")]));
    let flow = letter_flow(&call, &own, &call.letters[0], now());
    let all: Vec<String> = flow.blocks.iter().map(|b| b.spans.iter().map(|s| s.text.as_str()).collect()).collect();
    assert!(
        !all.iter().any(|text| text.starts_with("Dear Ann Example") || text.starts_with("Yours sincerely")),
        "{all:?}"
    );
    assert_eq!(all.iter().filter(|text| text.contains("Siân Ŵyn")).count(), 1);
    assert!(all.iter().any(|text| text == "Rowan Achterberg"));
}

#[test]
fn a_statement_of_support_inside_beside_or_not_at_all() {
    let support = json!({"name": "Statement of support", "quote": "a statement of support", "how-binding": "may", "placement": "in-letter", "school-chooses-placement": true});
    let call = call(&json!({ "support": support }));
    for (placement, wanted, text, stands) in [
        ("", None, "We agree.", Some(Placement::Inside)),
        ("beside", None, "We agree.", Some(Placement::Beside)),
        ("beside", Some(true), "We agree.", Some(Placement::Beside)),
        ("beside", Some(false), "We agree.", None),
        ("beside", Some(true), " ", None),
    ] {
        let mut draft =
            draft(&call, &[("~/support", text), ("~/support-placement", placement), ("school/name", "Fen End")]);
        if let Some(wanted) = wanted {
            draft.set(Field::parse("letters/letter/support-wanted"), Value::Flag(wanted), now());
        }
        let letter = &call.letters[0];
        assert_eq!(support_stands(&call, &draft, letter), stands);
        let inside = letter_flow(&call, &draft, letter, now())
            .blocks
            .iter()
            .any(|b| b.spans.iter().any(|s| s.text == "We agree."));
        assert_eq!(inside, stands == Some(Placement::Inside));
        let beside = support_flow(&call, &draft, letter);
        assert_eq!(beside.is_some(), stands == Some(Placement::Beside));
        if let Some(flow) = beside {
            assert_eq!(flow.title, "Statement of support: Fen End");
            assert_eq!(flow.blocks.len(), 3);
        }
    }
}

#[test]
fn somebody_who_is_named_twice_signs_once() {
    let mut call = call(&json!({}));
    call.people.iter_mut().for_each(|person| person.contact = true);
    for (same, signs) in
        [(false, ["Si\u{e2}n \u{174}yn", "Rowan Achterberg"].as_slice()), (true, &["Si\u{e2}n \u{174}yn"])]
    {
        let mut draft = draft(&call, &with(&[]));
        draft.set(Field::parse("people/head/same-as"), Value::Flag(same), now());
        let flow = letter_flow(&call, &draft, &call.letters[0], now());
        let is_name = |b: &&Piece| matches!(&b.from, Some(Field::Person(_, PersonField::Name)));
        let names: Vec<&str> = flow.blocks.iter().filter(is_name).map(|b| b.spans[0].text.as_str()).collect();
        assert_eq!(names, signs, "{same}");
    }
}

#[test]
fn a_statement_of_support_stands_below_the_signature() {
    let support = json!({"name": "Statement of support:", "quote": "a statement of support", "how-binding": "may", "placement": "in-letter"});
    let call = call(&json!({ "support": support }));
    for headings in ["on", "off"] {
        let answers = with(&[
            ("~/closing", "Come and see us."),
            ("~/support", "We agree."),
            ("~/support-from", "Chair of the trust"),
            ("~/headings", headings),
        ]);
        let flow = letter_flow(&call, &draft(&call, &answers), &call.letters[0], now());
        let texts: Vec<String> =
            flow.blocks.iter().map(|b| b.spans.iter().map(|s| s.text.as_str()).collect()).collect();
        let last: Vec<&str> = texts.iter().rev().take(5).rev().map(String::as_str).collect();
        assert_eq!(
            last,
            ["Rowan Achterberg", "Headteacher", "Statement of support", "We agree.", "Chair of the trust"],
            "headings {headings}"
        );
    }
}

#[test]
fn what_cannot_be_a_setting_is_as_if_it_were_not_there() {
    let call = call(&json!({}));
    for (leaf, text) in [
        ("size", "big"),
        ("size", "99"),
        ("margins", "0"),
        ("margins", "400"),
        ("letterhead", "1000"),
        ("spacing", "3"),
    ] {
        let draft = draft(&call, &[(&format!("~/{leaf}"), text)]);
        assert_eq!(setup(&call.letters[0], &draft), Setup::default(), "{leaf} {text}");
    }
    let draft =
        draft(&call, &[("~/size", "10.5"), ("~/spacing", "1.5"), ("~/margins", "25.4"), ("~/letterhead", "30 mm")]);
    let setup = setup(&call.letters[0], &draft);
    assert_eq!(
        (setup.size.0, setup.line.0, setup.left.twips(), setup.letterhead.twips()),
        (10_500, 18_150, 1_134, 1_701)
    );
}
