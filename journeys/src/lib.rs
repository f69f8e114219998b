//! Journeys: the built site, walked through as a person would, in Chromium, Firefox and WebKit.
//!
//! A journey is a plain function; [`journey!`] makes a test of it for each engine:
//!
//! ```no_run
//! use journeys::{Key, journey};
//!
//! journey! {
//!     fn a_school_keeps_its_name(browser) {
//!         browser.open("#/school");
//!         browser.fill("school/name", "St Cecilia’s Primary");   // by field address, or by label
//!         browser.choose("school/setting", "Primary");
//!         browser.press(Key::Tab);
//!         browser.click("Save and continue");                    // a button, link, label… by its words
//!         browser.see("Your school");
//!         browser.reload();
//!         assert_eq!(browser.value("school/name"), "St Cecilia’s Primary");
//!         browser.check_accessible("school page");               // axe-core, every rule
//!         browser.width(320);
//!         browser.check_fits();                                  // nothing to scroll sideways
//!         browser.screenshot("school-narrow");                   // target/journeys/chromium/school-narrow.png
//!         let file = browser.file_given_by(|| browser.click("Save a copy"));
//!         browser.give_file("open", &file.name, &file.bytes);
//!     }
//! }
//! journey! { fn in_the_dark(browser, Look::Dark) { browser.open(""); browser.check_accessible("start"); } }
//! # fn main() {}
//! ```
//!
//! Everything that looks for something waits for it, twenty seconds at most. A journey fails by itself, without being asked,
//! if at its end (or before a reload) the page wrote an error or a warning to the console, broke its own security policy,
//! or asked for anything outside its own folder; [`Browser::expect_wrong`] is for journeys that break something on purpose.
//! A failed journey leaves a picture and the page's text in `target/journeys/<engine>/`.
//!
//! The site is a copy of `dist/` (make it with `cargo xtask dist`, or set `UPBEAT_SITE` to another folder), served from
//! `/hub/music/` as a hub would. Run one journey with `cargo nextest run -p journeys a_school`; set `UPBEAT_SEE=1` to
//! watch it happen on a screen (Chromium and Firefox).

mod application;
mod breaking;
mod browser;
mod budget;
mod checks;
mod devtools;
mod engine;
mod files;
mod kept;
mod killing;
mod measure;
mod moving;
mod outside;
mod reading;
mod set_back;
mod site;
mod windows;
pub mod words;

pub use application::Answers;
pub use browser::Browser;
pub use budget::{Extent, texts};
pub use devtools::{Asked, Devtools, Gone, Profile};
pub use engine::{Engine, Look};
pub use files::GivenFile;
pub use host::Behaviour;
pub use kept::values;
pub use killing::{chromium_memory, kill, page_processes};
pub use measure::{Keystrokes, tell};
pub use reading::{Utterance, faults};
pub use set_back::{empty, nearly_finished};
pub use site::project_file;
pub use thirtyfour::Key;

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

/// Makes a test for each engine out of a journey.
#[macro_export]
macro_rules! journey {
    ($(#[$about:meta])* fn $name:ident($browser:ident) $body:block) => {
        $crate::journey! { $(#[$about])* fn $name($browser, $crate::Look::Light) $body }
    };
    ($(#[$about:meta])* fn $name:ident($browser:ident, $look:expr) $body:block) => {
        $(#[$about])*
        mod $name {
            #[allow(unused_imports)]
            use super::*;
            #[allow(unused_imports)]
            use $crate::Look;

            fn journey($browser: &$crate::Browser) $body

            #[test]
            fn chromium() {
                $crate::walk($crate::Engine::Chromium, $look, stringify!($name), journey);
            }

            #[test]
            fn firefox() {
                $crate::walk($crate::Engine::Firefox, $look, stringify!($name), journey);
            }

            #[test]
            fn webkit() {
                $crate::walk($crate::Engine::WebKit, $look, stringify!($name), journey);
            }
        }
    };
}

/// The same in Chromium alone: for what does not differ between engines, or of which a sample is walked in all of them.
#[macro_export]
macro_rules! journey_in_chromium {
    ($(#[$about:meta])* fn $name:ident($browser:ident) $body:block) => {
        $crate::journey_in_chromium! { $(#[$about])* fn $name($browser, $crate::Look::Light) $body }
    };
    ($(#[$about:meta])* fn $name:ident($browser:ident, $look:expr) $body:block) => {
        $(#[$about])*
        mod $name {
            #[allow(unused_imports)]
            use super::*;

            #[test]
            fn chromium() {
                $crate::walk($crate::Engine::Chromium, $look, stringify!($name), |$browser| $body);
            }
        }
    };
}

/// Starts a browser, walks the journey, and looks whether anything went wrong on the way.
pub fn walk(engine: Engine, look: Look, name: &str, journey: impl FnOnce(&Browser)) {
    walk_with(&Browser::start(engine, look), name, journey);
}

/// The same below this path, on a host that behaves so.
pub fn walk_on(engine: Engine, path: &str, behaviour: Behaviour, name: &str, journey: impl FnOnce(&Browser)) {
    walk_with(&Browser::start_on(engine, Look::Light, path, behaviour), name, journey);
}

fn walk_with(browser: &Browser, name: &str, journey: impl FnOnce(&Browser)) {
    let walked = catch_unwind(AssertUnwindSafe(|| {
        journey(browser);
        browser.check_nothing_wrong();
    }));
    if let Err(failure) = walked {
        browser.leave_traces(name);
        resume_unwind(failure);
    }
}
