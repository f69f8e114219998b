//! How long a letter of two pages takes as pages, PDF and Word document, the median of many runs, one JSON object a line:
//! `cargo run --profile measured --features worker --example paper_time`

use std::time::Duration;

use serde_json::json;
use upbeat::bundle::pack_docx;
use upbeat::call::Date;
use upbeat::documents::About;
use upbeat::documents::docx::docx;
use upbeat::documents::paper::{Flow, Kind, Piece, Setup, Span, lay_out, typed};
use upbeat::documents::pdf::{FurtherFaces, pdf};

const PARAGRAPH: &str = "Every class at Larkfield Green sings every day, and every child in Year 4 learns an instrument for a year. Our choir and our steel band play in the village each term, and the governors have set money aside so that no family has to pay.";
const RUNS: u32 = 200;

fn letter() -> Flow {
    let mut blocks = Vec::new();
    for number in 0..9 {
        if number % 4 == 0 {
            let span = Span { text: format!("Part {number}"), ..Span::default() };
            blocks.push(Piece { kind: Kind::Heading(1), spans: vec![span], from: None });
        }
        blocks.extend(typed(&format!("{PARAGRAPH} {PARAGRAPH}\n\n- choir\n- band"), None));
    }
    Flow { title: "Supporting letter".to_owned(), blocks }
}

/// The middle of many runs.
#[expect(clippy::disallowed_methods, reason = "this program measures; the library has no clock")]
fn middle(mut work: impl FnMut() -> usize) -> (Duration, usize) {
    let mut bytes = 0;
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let start = std::time::Instant::now();
            bytes = work();
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    (times.get(times.len() / 2).copied().unwrap_or_default(), bytes)
}

fn main() {
    let flow = letter();
    let setup = Setup::default();
    let pages = lay_out(&flow, &setup);
    let Some(made_on) = Date::new(2027, 6, 1) else { return };
    let about = About { author: "Larkfield Green".to_owned(), made_on, page_numbers: false };
    let works: [(&str, &dyn Fn() -> usize); 3] = [
        ("pages", &|| lay_out(&flow, &setup).pages.len()),
        ("PDF", &|| pdf(&flow, &pages, &about, &FurtherFaces::NONE).map_or(0, |made| made.bytes.len())),
        ("DOCX", &|| pack_docx(docx(&flow, &setup, &about), made_on).map_or(0, |bytes| bytes.len())),
    ];
    for (name, work) in works {
        let (time, bytes) = middle(work);
        let name = format!("{name} of a letter of {} pages, {bytes}", pages.pages.len());
        println!("{}", json!({ "name": name, "value": time.as_micros(), "unit": "\u{b5}s" }));
    }
}
