//! What a person does in a browser: open, read, write, click, press keys.

use crate::{
    engine::{self, Engine, Look, Programs},
    site::{Site, root},
};
use host::Behaviour;
use serde_json::{Value, json};
use std::{
    cell::RefCell,
    fs,
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};
use thirtyfour::{Key, TypingData, WebDriver, WebElement, error::WebDriverResult};
use tokio::runtime::{Builder, Runtime};

/// How long anything may take to appear.
const PATIENCE: Duration = Duration::from_secs(20);

/// Visible words of an element, as a person reads them; and whether it can be seen, with some room to point at it.
const WORDS: &str = "
    const words = (e) => (e.getAttribute('aria-label') || e.innerText || e.value || '').replace(/\\s+/g, ' ').trim();
    const seen = (e) => [...e.getClientRects()].some((r) => r.width > 8 && r.height > 8) && getComputedStyle(e).visibility === 'visible' && (!e.checkVisibility || e.checkVisibility());
";

/// What a person answers: it has the address of the answer, or is the one answer for all commitments.
const ASKED: &str = "
    const asked = (e) => e.id.includes('/') || e.name === 'commitments';
";

/// A field by its address, or by the words of its label.
const FIELD: &str = "
    const name = arguments[0];
    const labels = [...document.querySelectorAll('label')].filter((e) => words(e) === name);
    return document.getElementById(name) || (labels[0] && labels[0].control)
        || [...document.querySelectorAll('input, textarea, select')].find((e) => e.getAttribute('aria-label') === name) || null;
";

/// Something to click, by its exact words, or else by words that only it holds.
const CLICKABLE: &str = "
    const all = [...document.querySelectorAll('button, a, summary, label, input[type=submit], [role=button], [role=tab], [role=menuitem]')]
        .filter((e) => seen(e) && !e.disabled);
    const exact = all.filter((e) => words(e) === arguments[0]);
    const loose = all.filter((e) => words(e).includes(arguments[0]));
    return exact[0] || (loose.length === 1 ? loose[0] : null);
";

/// Of a control and its label, what a person's click meets: one of them may lie over the other, so that the whole is to be
/// pressed. A driver refuses to click what is covered.
const ON_TOP: &str = "
    const element = arguments[0];
    const box = element.getBoundingClientRect();
    const met = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    const label = met && met.closest('label');
    if (label && label.control === element) return label;
    return met && element.control === met ? met : element;
";

/// A browser with an empty profile, and the site that it looks at. Both end when it is dropped.
pub struct Browser {
    engine: Engine,
    runtime: Runtime,
    pub(crate) driver: WebDriver,
    site: Site,
    /// What a journey breaks on purpose, by a piece of what the browser says about it.
    pub(crate) expected: RefCell<Vec<String>>,
    /// Dropped last: the driver is asked to close the browser before it is stopped.
    _programs: Programs,
}

impl Browser {
    /// A fresh browser, 1280 by 900. Most journeys get theirs from [`journey!`](crate::journey).
    pub fn start(engine: Engine, look: Look) -> Self {
        Self::start_on_site(engine, look, Site::start())
    }

    /// The same with a host of another kind, and the site below this path.
    pub fn start_on(engine: Engine, look: Look, path: &str, behaviour: Behaviour) -> Self {
        Self::start_on_site(engine, look, Site::start_on(path, behaviour))
    }

    fn start_on_site(engine: Engine, look: Look, site: Site) -> Self {
        let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime for the driver's client");
        let (driver, programs) = runtime.block_on(engine::start(engine, look));
        let browser = Self { engine, runtime, driver, site, expected: RefCell::default(), _programs: programs };
        browser.width(1280);
        browser
    }

    /// The driver, for the modules beside this one.
    pub(crate) fn driver(&self) -> &WebDriver {
        &self.driver
    }

    /// Which engine this is.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// The folder that is served to this browser alone: a journey may break something in it before it opens the page.
    pub fn site_folder(&self) -> &Path {
        self.site.folder()
    }

    /// Where the page is, ending in a slash.
    pub fn address(&self) -> &str {
        self.site.address()
    }

    /// Opens an address within the page, such as `#/school` or nothing, and waits until the program runs (or says that
    /// it cannot).
    pub fn open(&self, hash: &str) {
        self.check_nothing_wrong();
        self.must("open the page", self.run(self.driver.goto(format!("{}{hash}", self.address()))));
        self.wait_until_opened();
    }

    /// Goes to a whole address, and waits for nothing: it may be one at which the program never runs.
    pub fn visit(&self, address: &str) {
        self.must("go to an address", self.run(self.driver.goto(address)));
    }

    /// Loads the page again, as after closing and opening the browser.
    pub fn reload(&self) {
        self.check_nothing_wrong();
        self.reload_without_check();
    }

    /// The same where something went wrong and has been looked at: the new page starts with a clean slate.
    pub fn reload_without_check(&self) {
        self.must("load the page again", self.run(self.driver.refresh()));
        self.wait_until_opened();
    }

    /// The browser's own back button.
    pub fn back(&self) {
        self.must("go back", self.run(self.driver.back()));
    }

    /// The browser's own forward button.
    pub fn forward(&self) {
        self.must("go forward", self.run(self.driver.forward()));
    }

    /// What stands after the page's address, such as `#/school`.
    pub fn hash(&self) -> String {
        self.script_text("return location.hash")
    }

    /// The title of the page, as on its tab.
    pub fn title(&self) -> String {
        self.script_text("return document.title")
    }

    /// Writes into a field, in place of what was there, key by key.
    pub fn fill(&self, field: &str, text: &str) {
        self.with_element(&format!("a field “{field}” to write into"), FIELD, field, |element| {
            self.script_on(element, "arguments[0].scrollIntoView({ block: 'center' }); arguments[0].focus(); if (arguments[0].select) arguments[0].select();")?;
            let keys = if text.is_empty() { Key::Delete.value().to_string() } else { text.to_owned() };
            self.run(element.send_keys(keys))
        });
    }

    /// Puts a long text into a field at once, as pasting does.
    pub fn paste(&self, field: &str, text: &str) {
        self.with_element(&format!("a field “{field}” to paste into"), FIELD, field, |element| {
            let paste = "
                const [field, text] = arguments;
                field.focus();
                field.select();
                if (!document.execCommand('insertText', false, text) || field.value !== text) {
                    field.value = text;
                    field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }));
                }";
            self.run(self.driver.execute(paste, vec![element.to_json()?, json!(text)])).map(drop)
        });
    }

    /// Chooses from a list by the words of the option.
    pub fn choose(&self, field: &str, option: &str) {
        let find = "const list = (() => { FIELD })(); return list && [...list.options].find((e) => words(e) === arguments[1]) || null;";
        let find = find.replace("FIELD", &FIELD.replace("arguments[0]", "window.journey.name"));
        let find = format!("window.journey.name = arguments[0]; {find}");
        self.wait(&format!("an option “{option}” in “{field}”"), || {
            let element = self.find(&find, &[json!(field), json!(option)])?;
            self.run(element.click()).map_err(|error| error.to_string())
        });
    }

    /// Clicks a button, a link, a label, by its words.
    pub fn click(&self, words: &str) {
        self.with_element(&format!("“{words}” to click"), CLICKABLE, words, |element| self.click_element(element));
    }

    /// Clicks the first of several that have the same words.
    pub fn click_first(&self, words: &str) {
        let find = CLICKABLE.replace("loose.length === 1 ? loose[0] : null", "loose[0] || null");
        self.with_element(&format!("“{words}” to click"), &find, words, |element| self.click_element(element));
    }

    /// Clicks the field with this address, such as a box to tick.
    pub fn click_field(&self, field: &str) {
        self.with_element(&format!("a field “{field}” to click"), FIELD, field, |element| {
            self.click_element(element)
        });
    }

    /// Presses a field with this address, and holds it until [`Self::let_go`].
    pub fn hold_field(&self, field: &str) {
        self.with_element(&format!("a field “{field}” to press"), FIELD, field, |element| {
            self.bring_to_rest(element)?;
            self.run(self.driver.action_chain().move_to_element_center(element).click_and_hold().perform())
        });
    }

    /// Lets go of what is held.
    pub fn let_go(&self) {
        self.must("let go", self.run(self.driver.action_chain().release().perform()));
    }

    pub(crate) fn click_element(&self, element: &WebElement) -> WebDriverResult<()> {
        self.bring_to_rest(element)?;
        let on_top = self.run(self.driver.execute(ON_TOP, vec![element.to_json()?]))?.element()?;
        self.run(on_top.click())
    }

    /// Brings an element into the middle of the window and waits until it stays there: after something was typed WebKit
    /// scrolls back to it a moment later, and a driver presses where the element was before.
    fn bring_to_rest(&self, element: &WebElement) -> WebDriverResult<()> {
        let script = "
            const [element, done] = arguments;
            const top = () => element.getBoundingClientRect().top;
            const middle = () => { element.scrollIntoView({ block: 'center' }); return top(); };
            // A tab behind another draws no frames.
            const soon = (then) => document.hidden ? setTimeout(then, 50) : requestAnimationFrame(() => requestAnimationFrame(then));
            const look = (before, left) => soon(() => top() === before || left === 0 ? done() : look(middle(), left - 1));
            if (window.journey) window.journey.aim = element;
            look(middle(), 20);";
        self.run(self.driver.execute_async(script, vec![element.to_json()?])).map(drop)
    }

    /// Presses keys wherever the focus is: one [`Key`](crate::Key), a text, or keys held together such as
    /// `Key::Shift + Key::Tab`.
    pub fn press(&self, keys: impl Into<TypingData>) {
        const HELD: [Key; 4] = [Key::Shift, Key::Control, Key::Alt, Key::Meta];
        let held: Vec<char> = HELD.iter().map(Key::value).collect();
        let mut chain = self.driver.action_chain();
        let mut down = Vec::new();
        for key in keys.into().as_vec() {
            chain = chain.key_down(key);
            if held.contains(&key) {
                down.push(key);
            } else {
                chain = chain.key_up(key);
            }
        }
        for key in down {
            chain = chain.key_up(key);
        }
        self.must("press keys", self.run(chain.perform()));
    }

    /// The address of the field that has the focus, or its words if it has no address.
    pub fn focused(&self) -> String {
        self.script_text(&format!("{WORDS} const e = document.activeElement; return e ? e.id || (e === document.body ? '(nothing)' : words(e)) : ''"))
    }

    /// Waits until the words are on the page.
    pub fn see(&self, words: &str) {
        self.wait(&format!("“{words}” to be on the page"), || {
            if self.text().contains(words) { Ok(()) } else { Err(String::new()) }
        });
    }

    /// Waits until the words are no longer on the page.
    pub fn see_no(&self, words: &str) {
        self.wait(&format!("“{words}” to be gone"), || {
            if self.text().contains(words) { Err(String::new()) } else { Ok(()) }
        });
    }

    /// The page's words as a person sees them, each run of white space as one space.
    pub fn text(&self) -> String {
        self.script_text("return document.body ? document.body.innerText.replace(/\\s+/g, ' ') : ''")
    }

    /// What is written in a field; of a box to tick, `true` or `false`.
    pub fn value(&self, field: &str) -> String {
        let read =
            "const e = arguments[0]; return String(e.type === 'checkbox' || e.type === 'radio' ? e.checked : e.value);";
        self.with_element(&format!("a field “{field}” to read"), FIELD, field, |element| {
            Ok(self.script_on(element, read)?.as_str().unwrap_or_default().to_owned())
        })
    }

    /// Waits until this is written in a field.
    pub fn see_value(&self, field: &str, text: &str) {
        self.wait(&format!("“{text}” in “{field}”"), || {
            let value = self.value(field);
            if value == text { Ok(()) } else { Err(format!("It is “{value}”.")) }
        });
    }

    /// What the page keeps under a key in local storage.
    pub fn stored(&self, key: &str) -> Option<String> {
        self.script("return localStorage.getItem(arguments[0])", &[json!(key)]).as_str().map(str::to_owned)
    }

    /// Runs a script in the page, for what no person could do or see. `return` gives its value.
    pub fn script(&self, script: &str, arguments: &[Value]) -> Value {
        let ran = self.run(self.driver.execute(script, arguments.to_vec()));
        self.must("run a script", ran).json().clone()
    }

    /// Runs a script that gives its value to the function that is its last argument.
    pub fn script_later(&self, script: &str, arguments: &[Value]) -> Value {
        let ran = self.run(self.driver.execute_async(script, arguments.to_vec()));
        self.must("run a script", ran).json().clone()
    }

    /// A command of Chromium's developer tools, such as slowing the processor down.
    pub fn chromium(&self, command: &str, parameters: Value) -> Value {
        assert_eq!(self.engine, Engine::Chromium, "only Chromium knows {command}");
        self.must(command, self.run(self.driver.cdp().send_raw(command, parameters)))
    }

    /// Makes the page this many CSS pixels wide, and about 900 high.
    pub fn width(&self, pixels: u32) {
        if self.engine == Engine::Chromium {
            let size = json!({ "width": pixels, "height": 900, "deviceScaleFactor": 1, "mobile": false });
            self.chromium("Emulation.setDeviceMetricsOverride", size);
        } else {
            self.must("change the window", self.run(self.driver.set_window_rect(0, 0, pixels, 900)));
        }
        self.wait(&format!("the page to be {pixels} pixels wide"), || {
            let width = self.script("return window.innerWidth", &[]);
            if width == json!(pixels) { Ok(()) } else { Err(format!("It is {width}.")) }
        });
    }

    /// Keeps a picture of what the window shows in `target/journeys/<engine>/<name>.png`.
    pub fn screenshot(&self, name: &str) {
        let file = self.folder().join(name).with_extension("png");
        self.must("take a picture", self.run(self.driver.screenshot(&file)));
    }

    /// Where this engine's pictures, logs and files go.
    pub(crate) fn folder(&self) -> PathBuf {
        let folder = root().join("target/journeys").join(self.engine.to_string());
        fs::create_dir_all(&folder).expect("target/journeys can be written");
        folder
    }

    /// A picture, the words and the complaints of a page on which a journey failed.
    pub(crate) fn leave_traces(&self, name: &str) {
        let picture = self.folder().join(format!("failed-{name}.png"));
        let text = match self.run(self.driver.execute("return document.body.innerText", vec![])) {
            Ok(text) => text.json().as_str().unwrap_or_default().to_owned(),
            Err(error) => error.to_string(),
        };
        let wrong = self.run(self.driver.execute("return window.journey ? window.journey.wrong : []", vec![]));
        let wrong = wrong.map_or_else(|error| error.to_string(), |wrong| wrong.json().to_string());
        if let Err(error) = self.run(self.driver.screenshot(&picture)) {
            eprintln!("no picture of the failure: {error}");
        }
        eprintln!("{} on failure: picture in {}\n{wrong}\n{text}", self.engine, picture.display());
    }

    /// Runs a script that looks for something with the harness's own words for what is seen.
    pub(crate) fn look(&self, script: &str, arguments: &[Value]) -> Value {
        self.script(&format!("{WORDS}{ASKED}{script}"), arguments)
    }

    pub(crate) fn wait_until_opened(&self) {
        self.wait("the program to start", || {
            let still = self.script("return !document.body || !!document.getElementById('opening')", &[]);
            if still == json!(false) { Ok(()) } else { Err(String::new()) }
        });
    }

    fn script_text(&self, script: &str) -> String {
        self.script(script, &[]).as_str().unwrap_or_default().to_owned()
    }

    fn script_on(&self, element: &WebElement, script: &str) -> WebDriverResult<Value> {
        Ok(self.run(self.driver.execute(script, vec![element.to_json()?]))?.json().clone())
    }

    /// Finds an element with a script, or says that it is not there.
    fn find(&self, script: &str, arguments: &[Value]) -> Result<WebElement, String> {
        let script = format!("{WORDS}{script}");
        let found = self.run(self.driver.execute(script, arguments.to_vec())).map_err(|error| error.to_string())?;
        if found.json().is_null() { Err(String::new()) } else { found.element().map_err(|error| error.to_string()) }
    }

    /// Finds an element and does something with it; while that fails (the page may be changing), again.
    pub(crate) fn with_element<T>(
        &self,
        what: &str,
        script: &str,
        name: &str,
        act: impl Fn(&WebElement) -> WebDriverResult<T>,
    ) -> T {
        self.wait(what, || {
            let element = self.find(script, &[json!(name)])?;
            act(&element).map_err(|error| error.to_string())
        })
    }

    /// The field of that name, for the modules beside this one.
    pub(crate) fn with_field<T>(&self, field: &str, act: impl Fn(&WebElement) -> WebDriverResult<T>) -> T {
        self.with_element(&format!("a field “{field}”"), FIELD, field, act)
    }

    /// Waits until something holds.
    pub fn wait_for(&self, what: &str, holds: impl Fn() -> bool) {
        self.wait(what, || if holds() { Ok(()) } else { Err(String::new()) });
    }

    /// Tries until it works, or fails in words.
    pub(crate) fn wait<T>(&self, what: &str, attempt: impl Fn() -> Result<T, String>) -> T {
        let start = Instant::now();
        loop {
            match attempt() {
                Ok(value) => return value,
                Err(error) if start.elapsed() > PATIENCE => {
                    panic!("{}: waited {} seconds for {what}. {error}", self.engine, PATIENCE.as_secs())
                }
                Err(_) => thread::sleep(Duration::from_millis(50)),
            }
        }
    }

    pub(crate) fn run<T>(&self, command: impl Future<Output = T>) -> T {
        self.runtime.block_on(command)
    }

    fn must<T>(&self, what: &str, done: WebDriverResult<T>) -> T {
        done.unwrap_or_else(|error| panic!("{} could not {what}: {error}", self.engine))
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The driver's own process ends with `_programs`; a browser that does not close tidily ends with it.
        self.run(self.driver.clone().quit()).ok();
    }
}
