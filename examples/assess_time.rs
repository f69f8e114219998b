//! How long the check takes on the fullest draft of each call file named, the median of many runs, one JSON object a line:
//! `cargo run --release --features fixtures --example assess_time -- assets/calls/*-*.json`

use std::error::Error;
use std::hint::black_box;

use serde_json::json;
use upbeat::call::read_call;
use upbeat::draft::{FIXTURE_TIME, asked, characters, fullest};
use upbeat::readiness::{OtherHubs, assess_among};

const RUNS: u32 = 2000;

fn main() -> Result<(), Box<dyn Error>> {
    for path in std::env::args().skip(1) {
        let call = read_call(&std::fs::read_to_string(&path)?)?;
        let draft = fullest(&call);
        let others = OtherHubs::new(&call, ["Fen Music Hub", "ASONE Hub", "Herts Music Hub", "Marsh Sounds"]);
        let mut took = Vec::new();
        let mut found = 0;
        for _ in 0..RUNS {
            #[expect(clippy::disallowed_methods, reason = "this program measures; the library has no clock")]
            let start = std::time::Instant::now();
            found = black_box(assess_among(black_box(&call), black_box(&draft), FIXTURE_TIME, &others)).findings.len();
            took.push(start.elapsed());
        }
        took.sort();
        let median = took.get(took.len() / 2).copied().unwrap_or_default();
        let name = format!(
            "assess, fullest draft of {}: {} addresses, {} characters, {found} findings",
            call.id,
            asked(&call).len(),
            characters(&draft)
        );
        println!("{}", json!({ "name": name, "value": median.as_micros(), "unit": "\u{b5}s" }));
    }
    Ok(())
}
