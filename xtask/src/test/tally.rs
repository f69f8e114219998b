//! Counting what passed and what failed over all the steps, and saying so at the end.

use anyhow::{Result, bail};
use std::{
    io::{BufRead, BufReader, Read},
    process::{Command, Stdio},
    thread,
    time::Instant,
};

/// What has been counted so far. A step that counts no tests of its own counts as one.
#[derive(Default)]
pub(super) struct Tally {
    passed: usize,
    failed: usize,
    steps: Vec<String>,
}

impl Tally {
    /// Does a step, and says whether it went well and how long it took.
    pub(super) fn step(&mut self, name: &str, work: impl FnOnce(&mut Self) -> Result<()>) -> bool {
        crate::run::say(name);
        let before = (self.passed, self.failed);
        let start = Instant::now();
        let done = work(self);
        let seconds = start.elapsed().as_secs();
        if done.is_ok() && before == (self.passed, self.failed) {
            self.passed += 1;
        } else if done.is_err() && before.1 == self.failed {
            // Something besides its tests failed, such as compiling them.
            self.failed += 1;
        }
        let verdict = if done.is_ok() { "ok    " } else { "FAILED" };
        let mut line = format!("{verdict} {seconds:>4} s  {name}");
        if let Err(error) = &done {
            let error = format!("{error:#}");
            line = format!("{line}\n       {}", error.lines().next().unwrap_or_default());
            eprintln!("{error}");
        }
        eprintln!("{line}");
        self.steps.push(line);
        done.is_ok()
    }

    /// Runs a test program, showing what it prints and counting the tests that it reports.
    pub(super) fn count(&mut self, command: &mut Command) -> Result<()> {
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
        let (out, err) = (child.stdout.take(), child.stderr.take());
        let other = thread::spawn(move || err.map(show_and_count).unwrap_or_default());
        let (mut passed, mut failed) = out.map(show_and_count).unwrap_or_default();
        if let Ok(counted) = other.join() {
            passed += counted.0;
            failed += counted.1;
        }
        self.passed += passed;
        self.failed += failed;
        let status = child.wait()?;
        if !status.success() {
            bail!("{failed} of {} tests failed ({status})", passed + failed);
        }
        if passed == 0 {
            bail!("not one test was run");
        }
        Ok(())
    }

    /// Every step once more, the sum as the last line, and whether all is well.
    pub(super) fn finish(self) -> bool {
        println!("\n{}\n{} passed, {} failed", self.steps.join("\n"), self.passed, self.failed);
        self.failed == 0
    }
}

fn show_and_count(output: impl Read) -> (usize, usize) {
    let mut sum = (0, 0);
    for line in BufReader::new(output).lines().map_while(Result::ok) {
        println!("{line}");
        if is_summary(&line) {
            sum.0 += number_before(&line, " passed");
            sum.1 += number_before(&line, " failed") + number_before(&line, " timed out");
        }
    }
    sum
}

/// nextest's last line, or that of `cargo test`; not the same words within what a failed test printed.
fn is_summary(line: &str) -> bool {
    line.starts_with("test result: ") || line.trim_start().starts_with("Summary [")
}

/// The number that stands before some words, or none.
fn number_before(line: &str, words: &str) -> usize {
    let Some((before, _)) = line.split_once(words) else { return 0 };
    before.rsplit(' ').next().and_then(|number| number.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summaries_are_read() {
        let nextest = "     Summary [   9.127s] 6 tests run: 5 passed (1 slow), 1 failed, 0 skipped";
        let cargo =
            "test result: FAILED. 12 passed; 3 failed; 0 ignored; 0 measured; 5 filtered out; finished in 1.79s";
        let timed_out = "     Summary [  99.000s] 6 tests run: 4 passed, 2 timed out, 0 skipped";
        assert_eq!(show_and_count([nextest, cargo, timed_out].join("\n").as_bytes()), (21, 6));
        assert_eq!(show_and_count("    test result: FAILED. 0 passed; 1 failed".as_bytes()), (0, 0));
    }
}
