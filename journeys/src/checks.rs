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
            const failed = panel ? ['failed: ' + panel.innerText] : [];
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
        let file = root().join(".tools/npm/node_modules/axe-core/axe.min.js");
        let axe =
            fs::read_to_string(&file).expect("axe-core is in .tools/npm: run `cargo xtask test`, which installs it");
        self.script(&format!("if (!window.axe) {{ {axe} }}"), &[]);
        // The size of targets is a rule of WCAG 2.2 that axe leaves out unless it is asked.
        let run = "
            const done = arguments[0];
            axe.run(document, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } }).then(
                (result) => done(result.violations.map((rule) => rule.id + ' (' + rule.help + '): '
                    + rule.nodes.map((node) => node.html + ' — ' + node.failureSummary).join(' | '))),
                (error) => done(['axe-core failed: ' + error]));";
        let found = self.script_later(run, &[]);
        let found: Vec<&str> = found.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        assert!(found.is_empty(), "{}, {place}: axe-core finds\n{}", self.engine(), found.join("\n"));
    }

    /// Fails if the page is wider than the window.
    pub fn check_fits(&self) {
        let widths =
            self.script("return [document.documentElement.scrollWidth, document.documentElement.clientWidth]", &[]);
        let (page, window) = (widths[0].as_u64(), widths[1].as_u64());
        assert!(page <= window, "{}: the page is {page:?} pixels wide in a window of {window:?}", self.engine());
    }
}
