//! How much there is on a page: how high it is, how many words and how many controls stand in its main part.

use crate::Browser;
use serde_json::{Value, json};

/// What a page takes of a person's time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extent {
    /// The page's height in pixels.
    pub height: u64,
    /// Words of ours that can be seen in the main part: without those of the hub, without what people wrote, and without
    /// what is folded away or for screen readers only.
    pub words: u64,
    /// Fields, choices and buttons in the main part; radio buttons that belong together are one.
    pub controls: u64,
    /// The header's height in pixels.
    pub header: u64,
}

/// The words of a hub, wherever a page shows them.
const OF_THE_HUB: &str = ".words, .asks, .duty-words, .duty-group h2, .meetings th";

const MEASURE: &str = "
    const [hub, written] = arguments;
    const main = document.querySelector('main');
    const plain = (text) => text.replace(/\\s+/g, ' ').trim();
    const isShown = (element) => {
        if (!element.checkVisibility({ visibilityProperty: true })) return false;
        for (let e = element; e && e !== main; e = e.parentElement) {
            if (getComputedStyle(e).clipPath.startsWith('inset(50%')) return false;
        }
        return true;
    };
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) {
        const text = plain(walker.currentNode.data), element = walker.currentNode.parentElement;
        const isOurs = text !== '' && !element.closest(`${hub}, textarea, select, svg`);
        if (isOurs && isShown(element) && getComputedStyle(element).fontSize !== '0px') texts.push(text);
    }
    const longestFirst = written.map(plain).sort((one, other) => other.length - one.length);
    const ours = longestFirst.reduce((rest, text) => rest.split(text).join(' '), texts.join(' \\n '));
    const controls = [...main.querySelectorAll('input, textarea, select, button, summary')].filter(isShown);
    return {
        height: document.documentElement.scrollHeight,
        words: ours.split(/\\s+/).filter((word) => /[\\p{L}\\p{N}]/u.test(word)).length,
        controls: new Set(controls.map((e) => e.type === 'radio' ? e.name : e)).size,
        header: Math.round(document.querySelector('header').getBoundingClientRect().height),
    };
";

impl Browser {
    /// How much the page shows, of which this was written by people.
    pub fn extent(&self, written: &[String]) -> Extent {
        let found = self.script(MEASURE, &[json!(OF_THE_HUB), json!(written)]);
        let number = |of: &str| found[of].as_u64().unwrap_or_else(|| panic!("{of} of the page: {found}"));
        Extent {
            height: number("height"),
            words: number("words"),
            controls: number("controls"),
            header: number("header"),
        }
    }
}

/// The texts of a draft's answers that cannot be words of ours by chance: several words, or long.
pub fn texts(draft: &Value) -> Vec<String> {
    let mut all = Vec::new();
    for value in crate::values(draft).into_values() {
        match value {
            Value::String(text) => all.push(text),
            Value::Array(items) => all.extend(items.iter().filter_map(Value::as_str).map(str::to_owned)),
            _ => {}
        }
    }
    all.retain(|text| text.len() > 12 && text.contains(' '));
    all
}
