//! What must hold on every page.

use crate::{Browser, site::root};
use serde_json::{Value, json};
use std::fs;

impl Browser {
    /// From here on, something whose description holds this piece of text is expected to go wrong, and nothing else.
    pub fn expect_wrong(&self, piece: &str) {
        self.expected.borrow_mut().push(piece.to_owned());
    }

    /// Fails if the page complained, broke its own policy, failed, or asked for anything outside its own folder.
    ///
    /// Every journey does this at its end and before it leaves the page.
    pub fn check_nothing_wrong(&self) {
        let collect = "
            if (!window.journey) return [];
            const outside = window.journey.asked
                .filter((url) => !url.startsWith(arguments[0]) && !url.startsWith('blob:') && !url.startsWith('data:'))
                .map((url) => 'outside its folder: ' + url);
            const panel = document.querySelector('.failure');
            const failed = panel ? ['failed: ' + panel.textContent] : [];
            return window.journey.wrong.concat(outside, failed);";
        let found = self.script(collect, &[json!(self.address())]);
        let expected = self.expected.borrow();
        let wrong: Vec<&str> = found
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .filter(|wrong| !expected.iter().any(|piece| wrong.contains(piece)))
            .collect();
        assert!(wrong.is_empty(), "{}: something went wrong in the page:\n{}", self.engine(), wrong.join("\n"));
    }

    /// Fails if axe-core finds anything to improve, with every rule it has for WCAG and good practice.
    pub fn check_accessible(&self, place: &str) {
        let found = self.accessibility();
        assert!(found.is_empty(), "{}, {place}: axe-core finds\n{}", self.engine(), found.join("\n"));
    }

    /// What axe-core finds to improve, one line for each element: the rule, where, and why.
    pub fn accessibility(&self) -> Vec<String> {
        if self.script("return !!window.axe", &[]) == json!(false) {
            let file = root().join(".tools/npm/node_modules/axe-core/axe.min.js");
            let axe = fs::read_to_string(&file)
                .expect("axe-core is in .tools/npm: run `cargo xtask test`, which installs it");
            self.script(&axe, &[]);
        }
        // From the top of the page: what happens to lie half under the masthead that stays in sight is not too small, it
        // only has to be scrolled.
        self.script("window.scrollTo(0, 0)", &[]);
        // The size of targets is a rule of WCAG 2.2 that axe leaves out unless it is asked.
        let run = "
            const done = arguments[0];
            const why = (node) => [...node.any, ...node.all, ...node.none].map((check) => check.message).join('; ');
            axe.run(document, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } }).then(
                (result) => done(result.violations.flatMap((rule) => rule.nodes.map((node) =>
                    rule.id + ' at ' + node.target.join(' ') + ': ' + why(node) + ' — ' + node.html.slice(0, 160)))),
                (error) => done(['axe-core failed: ' + error]));";
        let found = self.script_later(run, &[]);
        found.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
    }

    /// Fails if the page is wider than the window.
    pub fn check_fits(&self) {
        if let Some(wider) = self.overflow() {
            panic!("{}: {wider}", self.engine());
        }
    }

    /// What makes the page wider than its window, if anything.
    pub fn overflow(&self) -> Option<String> {
        let look = "
            const { scrollWidth, clientWidth } = document.documentElement;
            if (scrollWidth <= clientWidth) return null;
            const folded = (e) => e.closest('details:not([open]) > :not(summary)');
            const wide = [...document.querySelectorAll('body *')].filter((e) => !folded(e) && e.getBoundingClientRect().right > clientWidth + 1);
            return 'the page is ' + scrollWidth + ' pixels wide in a window of ' + clientWidth + ': '
                + wide.slice(0, 5).map((e) => e.outerHTML.slice(0, 120)).join(' | ');";
        self.script(look, &[]).as_str().map(str::to_owned)
    }
}
