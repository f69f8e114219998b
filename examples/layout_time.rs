//! How long a letter takes to lay out and to measure, from the answers to the pages: two full sides, and the fullest
//! draft of each call file named; the median of many runs, one JSON object a line:
//! `cargo run --release --features fixtures --example layout_time -- assets/calls/*-*.json`

use std::error::Error;
use std::hint::black_box;

use serde_json::json;
use upbeat::call::{LetterKind, read_call};
use upbeat::documents::letter_measure;
use upbeat::draft::{Draft, FIXTURE_TIME, Field, PromptField, Value, fullest};

const RUNS: u32 = 500;

fn main() -> Result<(), Box<dyn Error>> {
    for path in std::env::args().skip(1) {
        let call = read_call(&std::fs::read_to_string(&path)?)?;
        let full = fullest(&call);
        for letter in call.letters.iter().filter(|l| l.kind == LetterKind::Letter) {
            let mut two_sides = full.clone();
            for prompt in &letter.prompts {
                let field = Field::Prompt(letter.id.clone(), prompt.id.clone(), PromptField::Text);
                let share = 5_600 / letter.prompts.len();
                let text: String = full.text(&field).chars().cycle().take(share).collect();
                two_sides.set(field, Value::Text(text), FIXTURE_TIME);
            }
            for (leaf, draft) in [("two sides", &two_sides), ("fullest draft", &full)] {
                let time = |draft: &Draft| {
                    #[expect(clippy::disallowed_methods, reason = "this program measures; the library has no clock")]
                    let start = std::time::Instant::now();
                    let measure = letter_measure(black_box(&call), black_box(draft), letter, FIXTURE_TIME);
                    (start.elapsed(), measure)
                };
                let mut took: Vec<_> = (0..RUNS).map(|_| time(draft).0).collect();
                took.sort();
                let median = took.get(took.len() / 2).copied().unwrap_or_default();
                let name = format!("letter, {leaf} of {}: {}", call.id, time(draft).1.words());
                println!("{}", json!({ "name": name, "value": median.as_micros(), "unit": "\u{b5}s" }));
            }
        }
    }
    Ok(())
}
