//! Random sessions of `app` on the fake browser: see `app::testing::sessions`. `cargo xtask simulate` builds and runs it.
//!
//! Arguments: the first seed, how many sessions, and how many failures to look for before it stops. Sessions are told by
//! their seeds, so a run that was cut goes on with `FIRST + SESSIONS DONE`.

#![allow(clippy::disallowed_methods, reason = "the core has no clock; this program tells how long it took")]

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use upbeat::app::testing::sessions::{run, session, shorten};

fn main() {
    let numbers: Vec<u64> = std::env::args().skip(1).filter_map(|argument| argument.parse().ok()).collect();
    let [first, count, failures] =
        [(0, 1), (1, 2_000), (2, 1)].map(|(at, default)| numbers.get(at).copied().unwrap_or(default));
    std::panic::set_hook(Box::new(|_| {}));
    let (next, done) = (AtomicU64::new(first), AtomicU64::new(0));
    let failed: Mutex<Vec<String>> = Mutex::new(Vec::new());
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let began = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while failed.lock().is_ok_and(|failed| (failed.len() as u64) < failures) {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= first + count {
                        return;
                    }
                    let steps = session(seed);
                    if run(&steps).is_err() {
                        let short = shorten(&steps);
                        let failure =
                            format!("seed {seed}, {} steps: {}", short.len(), run(&short).err().unwrap_or_default());
                        if let Ok(mut failed) = failed.lock() {
                            println!("{failure}\n");
                            failed.push(failure);
                        }
                    }
                    let done = done.fetch_add(1, Ordering::Relaxed) + 1;
                    if done % 10_000 == 0 {
                        println!("{done} sessions in {} s", began.elapsed().as_secs());
                    }
                }
            });
        }
    });
    let done = done.load(Ordering::Relaxed);
    println!("{done} sessions from seed {first} on, in {} s on {threads} threads", began.elapsed().as_secs());
    let failed = failed.lock().map_or(1, |failed| failed.len());
    println!("{} passed, {failed} failed", done - failed as u64);
    if failed > 0 {
        std::process::exit(1);
    }
}
