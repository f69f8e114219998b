//! From page to page: each arrives with its heading in focus.

use crate::Browser;
use serde_json::json;
use std::{thread, time::Duration};

/// A link by its address.
const LINK: &str = "
    return [...document.querySelectorAll('a')].find((e) => seen(e) && e.getAttribute('href') === arguments[0]) || null;
";

impl Browser {
    /// Clicks a link to this address, such as `#/draft/a1/school`, and waits until its page is there.
    pub fn follow(&self, address: &str) {
        self.arriving(|| {
            self.with_element(&format!("a link to {address}"), LINK, address, |link| self.click_element(link));
        });
        assert_eq!(self.hash(), address, "{}: the link led elsewhere", self.engine());
    }

    /// Follows a link of the menu at the end of the header.
    pub fn follow_in_menu(&self, address: &str) {
        self.open_menu();
        self.follow(address);
    }

    /// Opens the menu at the end of the header, unless it is open.
    pub fn open_menu(&self) {
        let find = "return document.querySelector('.menu:not([open]) summary')";
        if !self.script("return !!document.querySelector('.menu[open]')", &[]).as_bool().unwrap_or_default() {
            self.with_element("the menu", find, "", |summary| self.click_element(summary));
        }
    }

    /// Does something with an application on the start page that stands behind "Rename, copy or delete".
    pub fn on_card(&self, action: &str, title: &str) {
        let find = "
            return [...document.querySelectorAll('.draft-actions details:not([open]) summary')]
                .find((e) => words(e).endsWith(arguments[0])) || null;";
        let name = format!("{} “{title}”", crate::words::MORE_ON_CARD);
        let is_open = "
            return [...document.querySelectorAll('.draft-actions details[open] summary')]
                .some((e) => words(e) === arguments[0]);";
        if self.look(is_open, &[json!(name)]) == json!(false) {
            self.with_element(&format!("“{name}” to unfold"), find, &name, |summary| self.click_element(summary));
        }
        self.click(&format!("{action} “{title}”"));
    }

    /// Goes to an address as if it were typed into the browser, and waits until its page is there.
    pub fn go(&self, hash: &str) {
        self.arriving(|| _ = self.script("location.hash = arguments[0]", &[json!(hash)]));
    }

    /// Waits until the focus is on what has this address or these words.
    pub fn see_focus(&self, name: &str) {
        self.wait(&format!("focus on “{name}”"), || {
            let focused = self.focused();
            if focused == name { Ok(()) } else { Err(format!("It is on “{focused}”.")) }
        });
    }

    /// Goes to an address, without waiting for its page. Chromium takes only so many addresses in ten seconds and ignores the
    /// rest, so it is asked again.
    pub fn go_to(&self, hash: &str) {
        self.wait("the browser to take an address", || {
            self.script("location.hash = arguments[0]", &[json!(hash)]);
            let now = self.hash();
            if now == hash { Ok(()) } else { Err(format!("It is at {now}, not at {hash}.")) }
        });
    }

    /// Whether the focus comes to be on what has this address, within a moment.
    pub fn gets_focus(&self, name: &str) -> bool {
        (0..20).any(|_| {
            let there = self.focused() == name;
            if !there {
                thread::sleep(Duration::from_millis(50));
            }
            there
        })
    }

    /// Does something that leads to another page, and waits until that page has drawn its heading and given it focus.
    pub fn arriving(&self, act: impl FnOnce()) {
        let before = "const h = document.querySelector('main h1'); window.journey.heading = [h, h && h.textContent]";
        self.script(before, &[]);
        act();
        let arrived = "
            const heading = document.querySelector('main h1');
            const [before, text] = window.journey.heading;
            return !!heading && (heading !== before || heading.textContent !== text) && document.activeElement === heading;";
        self.wait("another page to have its heading in focus", || {
            if self.script(arrived, &[]) == json!(true) {
                Ok(())
            } else {
                Err(format!("At {}, focus is on “{}”.", self.hash(), self.focused()))
            }
        });
    }
}
