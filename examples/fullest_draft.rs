//! The fullest draft of a call, in the draft file format, for measurements in a browser:
//! `cargo run --features fixtures --example fullest_draft -- assets/calls/CALL.json`

use std::error::Error;

use upbeat::call::read_call;
use upbeat::draft::{fullest, write_draft};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("name a call file")?;
    let call = read_call(&std::fs::read_to_string(path)?)?;
    println!("{}", write_draft(&fullest(&call))?);
    Ok(())
}
