//! Bundles from the outside: hostile containers, tampered bags, what must hold for any files and any bytes.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::cast_possible_truncation,
    clippy::too_many_lines,
    clippy::type_complexity,
    clippy::large_stack_arrays,
    clippy::format_collect,
    reason = "tests stop where they fail, and tables are long"
)]

#[path = "bundle/bags.rs"]
mod bags;
#[path = "bundle/by_hand.rs"]
mod by_hand;
#[path = "bundle/hostile.rs"]
mod hostile;
#[path = "bundle/properties.rs"]
mod properties;
#[path = "bundle/samples.rs"]
mod samples;
#[path = "bundle/streams.rs"]
mod streams;
#[path = "bundle/words.rs"]
mod words;

use upbeat::bundle::zip::DosTime;
use upbeat::bundle::{Bag, Limits};

/// An example of everything that a bag can hold.
fn example() -> Bag {
    let mut bag = Bag::new("larkfield-green-primary-herts-2026-11-22").unwrap();
    bag.add_info("Source-Organization", "Larkfield Green Primary School").unwrap();
    bag.add_info("External-Description", "Lead School application,\r\n  with a letter").unwrap();
    bag.add_info("Contact-Name", "Siân Ŵyn").unwrap();
    bag.add_info("External-Identifier", "URN 123456").unwrap();
    bag.add_info("External-Identifier", "EY123456").unwrap();
    bag.add_tag_file("README.txt", b"What is in here.\n".to_vec()).unwrap();
    bag.add_payload("application.json", br#"{"version":1}"#.to_vec()).unwrap();
    bag.add_payload("call.json", "{}".repeat(500).into_bytes()).unwrap();
    bag.add_payload("files/Cynllun Tŷ Gwyn 🎵.pdf", vec![0, 159, 146, 150, 13, 10]).unwrap();
    bag.add_payload("files/empty.txt", Vec::new()).unwrap();
    bag
}

fn noon() -> DosTime {
    DosTime::new(2026, 11, 22, 12, 0, 0).unwrap()
}

fn example_zip() -> Vec<u8> {
    example().to_zip(noon(), &Limits::IN_MEMORY).unwrap()
}
