//! Processes, and their end.

use crate::{Browser, Engine};
use serde_json::json;
use std::{fs, process::Command, thread, time::Duration};

/// What the command line of a process that draws pages holds.
fn draws_pages(engine: Engine, command: &str) -> bool {
    match engine {
        Engine::Chromium => command.contains("--type=renderer"),
        Engine::Firefox => command.contains("-contentproc") && command.trim_end().ends_with("tab"),
        Engine::WebKit => command.contains("WebKitWebProcess"),
    }
}

/// Processes that draw pages, of this engine, among those that this one has started. There may be some for no page yet.
pub fn page_processes(engine: Engine) -> Vec<u32> {
    started(|command| draws_pages(engine, command))
}

/// Memory that Chromium's processes take together, those of this one's children, in bytes. What several share is
/// counted once (the kernel's "proportional set size").
pub fn chromium_memory() -> u64 {
    let taken = |process: u32| {
        // One that has ended takes nothing.
        let rollup = fs::read_to_string(format!("/proc/{process}/smaps_rollup")).unwrap_or_default();
        let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:")).unwrap_or_default();
        line.split_whitespace().next().and_then(|number| number.parse().ok()).unwrap_or(0_u64) * 1024
    };
    started(|command| command.contains("chromium") && !command.contains("chromedriver")).into_iter().map(taken).sum()
}

/// Processes with such a command line among those that this one has started.
fn started(is: impl Fn(&str) -> bool) -> Vec<u32> {
    let all: Vec<(u32, u32, String)> = fs::read_dir("/proc")
        .expect("this is Linux")
        .filter_map(|entry| {
            let folder = entry.ok()?.path();
            let number = folder.file_name()?.to_str()?.parse().ok()?;
            let state = fs::read_to_string(folder.join("stat")).ok()?;
            // The name in brackets may hold anything.
            let parent = state.rsplit_once(") ")?.1.split(' ').nth(1)?.parse().ok()?;
            let command = fs::read(folder.join("cmdline")).ok()?;
            Some((number, parent, String::from_utf8_lossy(&command).replace('\0', " ")))
        })
        .collect();
    let mut ours = vec![std::process::id()];
    let mut at = 0;
    while let Some(parent) = ours.get(at).copied() {
        ours.extend(all.iter().filter(|(_, of, _)| *of == parent).map(|(number, ..)| *number));
        at += 1;
    }
    let found = all.iter().filter(|(number, _, command)| ours.contains(number) && is(command));
    found.map(|(number, ..)| *number).collect()
}

/// Ends processes as a crash or a power cut would: at once, without a chance to see to anything.
pub fn kill(processes: &[u32]) {
    let numbers: Vec<String> = processes.iter().map(u32::to_string).collect();
    // One that has ended meanwhile is no failure.
    Command::new("kill").arg("-KILL").args(numbers).output().expect("`kill` is on every system");
}

impl Browser {
    /// Presses one key that writes a character, and gives how many then stand in the field: so many the page has seen
    /// to. None if it is gone; a driver may go on pressing keys for a while of which nobody takes notice.
    pub fn key(&self, field: &str, character: char) -> Option<usize> {
        self.run(async {
            self.driver.action_chain().send_keys(character).perform().await?;
            let read = "return document.getElementById(arguments[0]).value.length";
            self.driver.execute(read, vec![json!(field)]).await
        })
        .ok()
        .and_then(|length| usize::try_from(length.json().as_u64()?).ok())
    }

    /// Opens the page in a new tab, after the old one's process has ended. Says what came of it: WebKit's driver now and
    /// then gives up with the page.
    pub fn open_anew(&self, hash: &str) -> Result<(), String> {
        let mut last = String::new();
        let opened = (0..10).any(|_| {
            thread::sleep(Duration::from_millis(200));
            let opened = self.run(async {
                let tab = self.driver.new_tab().await?;
                self.driver.switch_to_window(tab).await?;
                self.driver.goto(format!("{}{hash}", self.address())).await
            });
            last = opened.as_ref().err().map(ToString::to_string).unwrap_or_default();
            opened.is_ok()
        });
        if !opened {
            return Err(last);
        }
        self.wait_until_opened();
        Ok(())
    }
}
