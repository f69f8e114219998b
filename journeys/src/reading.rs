//! What a screen reader says of a page, from its top to its end: `@guidepup/virtual-screen-reader`, within the page.

use crate::{Browser, site::root};
use serde_json::{Value, json};
use std::fs;

/// One thing that the screen reader says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Utterance {
    /// All of it: the role, the name and the state, as in “radio, Partly, checked”.
    pub phrase: String,
    /// The name and the value alone; nothing at the end of something.
    pub text: String,
}

/// What says nothing, or cannot be told from others, without a name.
const NAMED: [&str; 18] = [
    "button",
    "checkbox",
    "combobox",
    "group",
    "heading",
    "image",
    "img",
    "link",
    "listbox",
    "menuitem",
    "option",
    "progressbar",
    "radio",
    "searchbox",
    "slider",
    "spinbutton",
    "switch",
    "textbox",
];

impl Utterance {
    /// No screen reader tells of paragraphs, says a name again at its end, or says all cells of a row before each of them.
    fn heard(phrase: &str, text: &str) -> Option<Self> {
        let role = role(phrase);
        let (phrase, text) = match role {
            "paragraph" | "end of paragraph" => return None,
            "row" => (role, ""),
            _ if role.starts_with("end of ") => (role, ""),
            _ => (phrase, text),
        };
        Some(Self { phrase: phrase.to_owned(), text: text.to_owned() })
    }
}

/// Leaves out what stands in a link, a button, a heading or a cell and is its name already.
fn without_contents(said: &[(String, String)]) -> Vec<(&str, &str)> {
    const HOLDERS: [&str; 6] = ["button", "cell", "columnheader", "heading", "link", "rowheader"];
    let mut kept = Vec::new();
    let mut place = 0;
    while let Some((phrase, text)) = said.get(place) {
        kept.push((phrase.as_str(), text.as_str()));
        place += 1;
        let end = format!("end of {phrase}");
        let length = said[place..].iter().position(|(phrase, _)| *phrase == end);
        if let Some(length) = length.filter(|_| HOLDERS.contains(&role(phrase))) {
            let inner = &said[place..place + length];
            if inner.iter().all(|(phrase, _)| !NAMED.contains(&role(phrase))) {
                place += length + 1;
            }
        }
    }
    kept
}

fn role(phrase: &str) -> &str {
    phrase.split(',').next().unwrap_or_default()
}

/// What is wrong with any page that says this: what has no name, what is said twice, lists of nothing, headings that skip a
/// level.
pub fn faults(said: &[Utterance]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut level: Option<u32> = None;
    for (place, Utterance { phrase, text }) in said.iter().enumerate() {
        let (role, next) = (role(phrase), said.get(place + 1));
        if NAMED.contains(&role) && text.is_empty() {
            faults.push(format!("“{phrase}” has no name"));
        }
        if role == "list" && next.is_none_or(|next| !next.phrase.starts_with("listitem")) {
            faults.push(format!("a list of nothing before {next:?}"));
        }
        if let Some(next) = next.filter(|next| !text.is_empty() && next.text == *text) {
            // A heading may be a link, and cells are told from each other by their columns.
            let may = phrase.starts_with("heading, ") && next.phrase.starts_with("link, ") || role == "cell";
            if !may {
                faults.push(format!("said twice: “{phrase}” and “{}”", next.phrase));
            }
        }
        let own = phrase.rsplit_once("level ").filter(|_| role == "heading");
        if let Some(own) = own.and_then(|(_, own)| own.parse().ok()) {
            if level.is_some_and(|level| own > level + 1) {
                faults.push(format!("“{phrase}” skips a level"));
            }
            level = Some(own);
        }
    }
    faults
}

/// Reads a copy of the page in the page's place. The reader goes by attributes, so the copy has in attributes what browsers
/// tell screen readers by themselves:
/// - what is folded away is not there, and a summary is a button that says whether it is unfolded;
/// - boxes and radio buttons say whether they are ticked;
/// - a button for files is a button;
/// - a label is heard with its control and a legend with its group, and not beside it too;
/// - texts that stand together are one text;
/// - letters and signs that a style sheet draws are texts, unless it says that they are none (`content: "+" / ""`).
const READ: &str = "
    const [reader, selector, done] = arguments;
    const page = document.querySelector(selector);
    const copy = page.cloneNode(true);
    const all = (selector) => [...copy.querySelectorAll(selector)];
    const comments = document.createTreeWalker(copy, NodeFilter.SHOW_COMMENT);
    const markers = [];
    while (comments.nextNode()) markers.push(comments.currentNode);
    markers.forEach((marker) => marker.remove());
    copy.normalize();
    if (!copy.matches('main')) copy.setAttribute('role', 'document');
    page.replaceWith(copy);

    for (const e of all('*')) {
        for (const [place, put] of [['::before', 'prepend'], ['::after', 'append']]) {
            const drawn = /^\"([^\"]*\\S[^\"]*)\"$/.exec(getComputedStyle(e, place).content);
            if (drawn) e[put](drawn[1]);
        }
    }
    for (const fold of all('details')) {
        const summary = fold.querySelector('summary');
        summary.setAttribute('role', 'button');
        summary.setAttribute('aria-expanded', fold.open);
        if (!fold.open) [...fold.children].filter((e) => e !== summary).forEach((e) => { e.inert = true; });
        fold.setAttribute('role', 'none');
    }
    all('input:checked').forEach((e) => e.setAttribute('checked', 'true'));
    all('input[type=file]').forEach((e) => e.setAttribute('role', 'button'));
    all('[role=status]').filter((e) => e.innerText.trim() === '').forEach((e) => e.remove());
    let count = 0;
    const named = (element, by) => {
        if (!element.hasAttribute('aria-label') && !element.hasAttribute('aria-labelledby')) {
            by.id ||= 'name-' + (count += 1);
            element.setAttribute('aria-labelledby', by.id);
        }
        if (by.contains(element)) by.before(element);
        by.hidden = element.getAttribute('aria-labelledby') === by.id;
    };
    all('label').filter((label) => label.control).forEach((label) => named(label.control, label));
    all('legend').forEach((legend) => named(legend.parentElement, legend));
    const read = async () => {
        const { virtual } = await import(reader);
        await virtual.start({ container: copy });
        try {
            const phrases = await virtual.spokenPhraseLog();
            const end = 'end of ' + phrases[0];
            while (phrases.at(-1) !== end) {
                if (phrases.length > 5000) throw new Error('there is no end');
                await virtual.next();
            }
            const texts = await virtual.itemTextLog();
            return phrases.map((phrase, place) => [phrase, texts[place]]);
        } finally {
            await virtual.stop();
            copy.replaceWith(page);
        }
    };
    read().then(done, (error) => done('the screen reader failed: ' + error));
";

impl Browser {
    /// What a screen reader says of the first element that a selector finds. The next journey step goes to another page: focus
    /// is lost.
    pub fn read_aloud(&self, selector: &str) -> Vec<Utterance> {
        let file = root().join(".tools/npm/node_modules/@guidepup/virtual-screen-reader/lib/esm/index.browser.js");
        // A module of the site's own, as the page's policy asks.
        fs::copy(&file, self.site_folder().join("journey-reader.js"))
            .expect("the screen reader is in .tools/npm: run `cargo xtask test`, which installs it");
        let reader = format!("{}journey-reader.js", self.address());
        let said = self.script_later(READ, &[json!(reader), json!(selector)]);
        let pairs = said.as_array().unwrap_or_else(|| panic!("{}: {said}", self.engine()));
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let said: Vec<(String, String)> = pairs.iter().map(|pair| (text(&pair[0]), text(&pair[1]))).collect();
        without_contents(&said).into_iter().filter_map(|(phrase, text)| Utterance::heard(phrase, text)).collect()
    }
}
