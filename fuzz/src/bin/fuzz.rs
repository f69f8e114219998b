//! The program that libFuzzer drives. `UPBEAT_FUZZ` names the target; where `UPBEAT_SEEDS` names a folder, that target's
//! seeds are written into it before anything else is read.
#![no_main]
#![allow(unsafe_code, reason = "libFuzzer calls by a C name")]

use std::{env, fs, path::PathBuf, sync::OnceLock};

use fuzz::{Target, target};
use libfuzzer_sys::fuzz_target;

static CHOSEN: OnceLock<&'static Target> = OnceLock::new();

fn choose() {
    let name = env::var("UPBEAT_FUZZ").unwrap_or_default();
    let chosen = CHOSEN.get_or_init(|| target(&name).unwrap_or_else(|| panic!("UPBEAT_FUZZ names no target: {name}")));
    if let Some(folder) = env::var_os("UPBEAT_SEEDS").map(PathBuf::from) {
        fs::create_dir_all(&folder).expect("the folder for seeds can be made");
        for (number, seed) in (chosen.seeds)().iter().enumerate() {
            fs::write(folder.join(format!("seed-{number:03}")), seed).expect("a seed can be written");
        }
    }
}

fuzz_target!(init: choose(), |bytes: &[u8]| {
    if let Some(chosen) = CHOSEN.get() {
        (chosen.run)(bytes);
    }
});
