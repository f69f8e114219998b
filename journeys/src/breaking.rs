//! For journeys that break something on purpose, as a browser, a school's settings or a full disk might.

use crate::Browser;
use serde_json::json;
use std::fs;

impl Browser {
    /// From here on every opening of the page begins with this script, before anything of the page's own.
    pub fn before_the_page(&self, script: &str) {
        let tag = "<script src=\"journey-before.js\"></script>";
        for name in crate::site::PAGES {
            let file = self.site_folder().join(name);
            let page = fs::read_to_string(&file).expect("the site has a page");
            if !page.contains(tag) {
                fs::write(&file, page.replacen("<title>", &format!("{tag}<title>"), 1)).expect("the site is a copy");
            }
        }
        fs::write(self.site_folder().join("journey-before.js"), script).expect("the site is a copy");
    }

    /// From the next opening on none of the program's files is there. The page asks for them under other names: what a
    /// browser has kept under theirs is good for ever.
    pub fn lose_the_program(&self) {
        let file = self.site_folder().join("index.html");
        let page = fs::read_to_string(&file).expect("the site has a page");
        fs::write(&file, page.replace(".wasm", "-lost.wasm")).expect("the site is a copy");
    }

    /// Runs a script as if the page's own: some engines keep a driver's scripts apart from the page's.
    pub fn in_page(&self, script: &str) {
        fs::write(self.site_folder().join("journey-now.js"), script).expect("the site is a copy");
        let load = "
            const done = arguments[0];
            const tag = document.createElement('script');
            tag.src = 'journey-now.js?' + performance.now();
            tag.onload = tag.onerror = (event) => { tag.remove(); done(event.type); };
            document.head.append(tag);";
        assert_eq!(self.script_later(load, &[]), json!("load"), "the script did not load");
    }

    /// The browser's storage is full: nothing more can be stored.
    pub fn fill_storage(&self) {
        self.in_page(
            "window.journey.setItem ??= Storage.prototype.setItem;
             Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };",
        );
    }

    /// There is space again.
    pub fn empty_storage(&self) {
        self.in_page("Storage.prototype.setItem = window.journey.setItem;");
    }

    /// Another program of this host fills the storage to the last character. Says how many characters lie there then.
    pub fn fill_to_the_last(&self) -> u64 {
        self.fill_with("x")
    }

    /// The same, with this letter.
    pub fn fill_with(&self, letter: &str) -> u64 {
        let fill = "
            const key = 'their/filler';
            let text = localStorage.getItem(key) || '';
            for (let size = 2 ** 22; size >= 1; size /= 2) {
                for (;;) {
                    const more = arguments[0].repeat(size);
                    try { localStorage.setItem(key, text + more); } catch { break; }
                    text += more;
                }
            }
            return Object.entries(localStorage).reduce((sum, [key, text]) => sum + key.length + text.length, 0);";
        self.script(fill, &[json!(letter)]).as_u64().unwrap_or_default()
    }

    /// That program takes what it put there away again.
    pub fn free_again(&self) {
        self.script("localStorage.removeItem('their/filler')", &[]);
    }

    /// From the next opening on a minute passes when [`minute`](Self::minute) says so.
    pub fn stop_the_minutes(&self) {
        self.before_the_page("window.setInterval = (passes) => { window.journey.minute = passes; return 0; };");
    }

    /// A minute passes.
    pub fn minute(&self) {
        self.in_page("window.journey.minute();");
    }

    /// The program stops in the middle of its work: what it asks the browser for ends as its own failures do, and from then
    /// on it sees to nothing.
    pub fn stop_program(&self) {
        self.in_page(
            "setTimeout(() => {
                const now = Date.now;
                Date.now = () => { Date.now = now; throw new WebAssembly.RuntimeError('unreachable'); };
                dispatchEvent(new Event('hashchange'));
            });",
        );
        self.see(crate::words::STOPPED);
    }

    /// Adds a call to those that the host offers.
    pub fn offer_call(&self, entry: &serde_json::Value, call: &str) {
        let calls = self.site_folder().join("calls");
        let index = calls.join("index.json");
        let text = fs::read_to_string(&index).expect("the site has a list of calls");
        let mut list: serde_json::Value = serde_json::from_str(&text).expect("the list is JSON");
        list["calls"].as_array_mut().expect("the list has calls").push(entry.clone());
        fs::write(&index, list.to_string()).expect("the site is a copy");
        let id = entry["id"].as_str().expect("a call has an id");
        fs::write(calls.join(format!("{id}.json")), call).expect("the site is a copy");
    }
}
