//! What the page keeps on the device, and what it shows of it.

use crate::Browser;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// What the key of every draft begins with.
const DRAFT: &str = "upbeat/draft/";

/// What a draft answers, by field, without when and by whom.
pub fn values(draft: &Value) -> BTreeMap<String, Value> {
    let answers = draft["answers"].as_object().into_iter().flatten();
    answers.map(|(field, answer)| (field.clone(), answer["value"].clone())).collect()
}

impl Browser {
    /// Everything in local storage, by key: ours and, should there be any, other people's.
    pub fn kept(&self) -> Map<String, Value> {
        let kept = self.script("return { ...localStorage }", &[]);
        kept.as_object().cloned().unwrap_or_default()
    }

    /// The ids of the drafts on the device, in order.
    pub fn drafts(&self) -> Vec<String> {
        let mut ids: Vec<String> =
            self.kept().keys().filter_map(|k| k.strip_prefix(DRAFT)).map(str::to_owned).collect();
        ids.sort();
        ids
    }

    /// A draft as it lies in storage.
    pub fn draft(&self, id: &str) -> Value {
        let text = self.stored(&format!("{DRAFT}{id}")).unwrap_or_else(|| panic!("no draft {id} on the device"));
        serde_json::from_str(&text).expect("a draft is JSON")
    }

    /// Whether the browser would ask before this page is left. Drivers let no browser ask.
    pub fn asks_before_leaving(&self) -> bool {
        let ask = "const leave = new Event('beforeunload', { cancelable: true }); dispatchEvent(leave); return leave.defaultPrevented";
        self.script(ask, &[]) == json!(true)
    }

    /// What is kept at an address of a draft; null if nothing is.
    pub fn answer(&self, id: &str, field: &str) -> Value {
        self.draft(id)["answers"][field]["value"].clone()
    }

    /// Puts a draft on the device, as one that was written some time ago. The page finds it when it is next opened.
    pub fn keep(&self, draft: &Value) {
        let id = draft["id"].as_str().expect("a draft has an id");
        let set = "localStorage.setItem(arguments[0], arguments[1])";
        self.script(set, &[json!(format!("{DRAFT}{id}")), json!(draft.to_string())]);
    }

    /// Clears everything away that the page has on the device, under its feet.
    pub fn wipe(&self) {
        let done = self.script_later(
            "const done = arguments[arguments.length - 1];
            localStorage.clear();
            const gone = indexedDB.deleteDatabase('upbeat');
            gone.onsuccess = () => done('gone');
            gone.onblocked = () => done('blocked');
            gone.onerror = () => done('error');",
            &[],
        );
        assert_eq!(done, "gone", "nobody holds the store open");
    }

    /// The id of the draft whose page is open.
    pub fn open_draft(&self) -> String {
        let hash = self.hash();
        let id = hash.strip_prefix("#/draft/").and_then(|rest| rest.split(['/', '?']).next());
        id.unwrap_or_else(|| panic!("{hash} is not a page of a draft")).to_owned()
    }

    /// The answers that the page shows, by the address of their control: what is written, or whether it is chosen.
    pub fn shown(&self) -> Value {
        let read = "
            return Object.fromEntries([...document.querySelectorAll('main input[id], main textarea[id]')]
                .filter((e) => asked(e) && e.type !== 'file' && e.getClientRects().length > 0 && (!e.checkVisibility || e.checkVisibility()))
                .map((e) => [e.id, e.type === 'checkbox' || e.type === 'radio' ? e.checked : e.value]));";
        self.look(read, &[])
    }

    /// The addresses of a draft's sections, in the order of its overview, from wherever in the draft one is.
    pub fn sections(&self) -> Vec<String> {
        let overview = format!("#/draft/{}", self.open_draft());
        if self.hash() != overview {
            self.follow(&overview);
        }
        self.wait_for("the sections to be listed", || !self.links("main .sections a").is_empty());
        self.links("main .sections a")
    }

    /// The addresses of the points of the criterion that is open, or none, in the order in which they are listed.
    pub fn points(&self) -> Vec<String> {
        self.links("main .points a")
    }

    /// The addresses of the open draft's pages that are no sections: those of the menu, and the one
    /// behind "Send and share". A receipt is a page only once something was sent.
    pub fn other_pages(&self) -> Vec<String> {
        let mut pages = self.links(".menu a[href^='#/draft/']");
        assert!(pages.len() >= 6, "the menu lists {pages:?}");
        pages.push(format!("#/draft/{}/send/hub", self.open_draft()));
        pages
    }

    /// Where the links lead that a selector finds.
    fn links(&self, selector: &str) -> Vec<String> {
        let read = "return [...document.querySelectorAll(arguments[0])].map((e) => e.getAttribute('href'))";
        let links = self.script(read, &[json!(selector)]);
        links.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
    }
}
