//! What is read of letters that were written elsewhere: for each file that is named, a line of JSON with its text and remarks,
//! or with why it was refused. To be held against what other programs read of the same files.
//!
//! `cargo run --release --example words --features worker -- FILE…`

use serde_json::json;
use upbeat::bundle::read_letter;

fn main() {
    for path in std::env::args().skip(1) {
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) => {
                eprintln!("{path}: {error}");
                continue;
            }
        };
        let line = match read_letter(&bytes) {
            Ok(letter) => json!({ "file": path, "text": letter.text, "remarks": letter.remarks }),
            Err(error) => json!({ "file": path, "refused": error.to_string() }),
        };
        println!("{line}");
    }
}
