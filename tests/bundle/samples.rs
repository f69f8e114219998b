//! Bags written to a folder, for `tests/python/check_bags.py` to hold against `bagit` and `zipfile`.

use crate::properties::bag;
use crate::{example, noon};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use std::path::Path;
use upbeat::bundle::{Bag, Limits, bundle_name};

/// How many bags of chance are written beside the example.
const BAGS: usize = 200;

/// Writes `target/tmp/bags/*.zip`, the same ones each time.
#[test]
fn sample_bags_for_other_programs() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bags");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let mut runner = TestRunner::deterministic();
    let any = std::iter::from_fn(|| Some(bag().new_tree(&mut runner).unwrap().current()));
    let mut written = 0;
    for bag in std::iter::once(example()).chain(any) {
        let Ok(zip) = bag.to_zip(noon(), &Limits::IN_MEMORY) else {
            continue;
        };
        assert_eq!(Bag::from_zip(&zip, &Limits::IN_MEMORY), Ok(bag));
        let name = bundle_name(&format!("School {written}"), "sample", "2026-11-22");
        std::fs::write(folder.join(format!("{name}.zip")), zip).unwrap();
        written += 1;
        if written > BAGS {
            return;
        }
    }
}
