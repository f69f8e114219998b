//! What comes in from outside, fed with whatever libFuzzer thinks of.
//!
//! A [`Target`] is a plain function of bytes that panics where something is wrong. Where whole bytes would never get past
//! a checksum or a parser, they are read as a [`Recipe`] instead: by it something sound is built, and then broken.
//! `cargo xtask fuzz` drives them; the tests here feed each with its seeds and spoilt ones, in the usual suite.
//!
//! An input that once broke something lies in `regressions/<target>/` for good, and is fed again by the tests.

mod bundle;
#[path = "../../tests/bundle/by_hand.rs"]
#[allow(
    dead_code,
    clippy::cast_possible_truncation,
    reason = "shared with the tests of bundles, where more of it is used"
)]
mod by_hand;
mod call;
mod draft;
mod letter;
mod pasted;
mod recipe;
mod seeds;
mod worker;

pub use recipe::Recipe;

/// One way in from outside.
pub struct Target {
    /// Its name, for the command line.
    pub name: &'static str,
    /// Takes any bytes, and panics where something is wrong.
    pub run: fn(&[u8]),
    /// Inputs to start from.
    pub seeds: fn() -> Vec<Vec<u8>>,
    /// Inputs are no longer than this, in bytes.
    pub longest: usize,
}

/// All of them.
pub const TARGETS: [Target; 6] = [
    Target { name: "bundle", run: bundle::run, seeds: bundle::seeds, longest: 16_384 },
    Target { name: "call", run: call::run, seeds: call::seeds, longest: 65_536 },
    Target { name: "draft", run: draft::run, seeds: draft::seeds, longest: 16_384 },
    Target { name: "letter", run: letter::run, seeds: letter::seeds, longest: 8_192 },
    Target { name: "pasted", run: pasted::run, seeds: pasted::seeds, longest: 4_096 },
    Target { name: "worker", run: worker::run, seeds: worker::seeds, longest: 8_192 },
];

/// The target of this name.
pub fn target(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    /// The same for each run, and as good as any (SplitMix64).
    fn next(state: &mut u64) -> usize {
        *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (*state ^ (*state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        usize::try_from(z >> 33).unwrap_or_default()
    }

    /// Each target's seeds, and each seed with some bytes changed, put in and taken out.
    #[test]
    fn targets_take_their_seeds_whole_and_spoilt() {
        for target in TARGETS {
            let seeds = (target.seeds)();
            assert!(seeds.len() >= 4, "{}", target.name);
            let mut state = 1;
            for seed in seeds {
                (target.run)(&seed);
                for _ in 0..6 {
                    let mut spoilt = seed.clone();
                    for _ in 0..=next(&mut state) % 3 {
                        let at = next(&mut state) % spoilt.len().max(1);
                        let byte = next(&mut state).to_le_bytes()[0];
                        match next(&mut state) % 3 {
                            0 => spoilt.insert(at, byte),
                            1 if !spoilt.is_empty() => drop(spoilt.remove(at)),
                            _ => spoilt.iter_mut().skip(at).take(1).for_each(|one| *one = byte),
                        }
                    }
                    (target.run)(&spoilt);
                }
            }
        }
    }

    /// What once broke something.
    #[test]
    fn regressions_stay_mended() {
        for target in TARGETS {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("regressions").join(target.name);
            // Nothing has broken it so far where there is no folder.
            for file in fs::read_dir(folder).into_iter().flatten() {
                let file = file.expect("the folder can be read").path();
                println!("{}", file.display());
                (target.run)(&fs::read(file).expect("it can be read"));
            }
        }
    }

    #[test]
    fn a_recipe_says_what_was_written() {
        let written = recipe::Written::default().raw(&[7]).bytes(b"one").bytes(b"").raw(b"rest").0;
        let mut recipe = Recipe::new(&written);
        assert_eq!((recipe.byte(), recipe.text().as_str(), recipe.bytes()), (7, "one", &b""[..]));
        assert_eq!(recipe.rest(), b"rest");
        assert!(recipe.is_empty());
        assert_eq!((recipe.byte(), recipe.long(), recipe.bytes()), (0, 0, &b""[..]));
    }
}
