//! Chromium without its driver: through its own developer tools, over two pipes. What kills the browser or its pages on
//! purpose needs that, for the driver gives up with them; and a profile that outlives the browser.

use crate::site::{Site, root};
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    fs,
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, Command, Stdio},
    sync::mpsc::{Receiver, RecvTimeoutError, channel},
    thread,
    time::{Duration, Instant},
};

/// A profile folder of its own, gone when dropped, and the site whose pages use it.
pub struct Profile {
    folder: PathBuf,
    site: Site,
}

impl Profile {
    /// An empty one.
    pub fn new(name: &str) -> Self {
        let folder = root().join("target/journeys/profiles").join(format!("{name}-{}", std::process::id()));
        fs::remove_dir_all(&folder).ok();
        fs::create_dir_all(&folder).expect("target/journeys can be written");
        Self { folder, site: Site::start() }
    }

    /// Where the page is, ending in a slash.
    pub fn address(&self) -> &str {
        self.site.address()
    }

    /// The folder that is served.
    pub fn site_folder(&self) -> &Path {
        self.site.folder()
    }
}

impl Drop for Profile {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.folder).ok();
    }
}

/// A Chromium with one page.
pub struct Devtools {
    child: Child,
    to: ChildStdin,
    from: Receiver<Value>,
    sent: u64,
    /// Answers that came while another was waited for.
    early: BTreeMap<u64, Value>,
    page: String,
}

/// What was asked and not yet answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked(u64);

/// Nothing more comes: the page or the browser is gone.
#[derive(Debug)]
pub struct Gone(pub String);

impl Devtools {
    /// Starts it on a profile and opens the page at this address within it, such as `#/`.
    pub fn start(profile: &Profile, hash: &str) -> Self {
        let arguments = [
            "--headless",
            "--remote-debugging-pipe",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--lang=en-GB",
        ];
        // Chromium reads from pipe 3 and writes to pipe 4.
        let mut child = Command::new("sh")
            .args(["-c", "exec \"$@\" 3<&0 4>&1 0</dev/null 1>&2", "sh", "chromium"])
            .args(arguments)
            .arg(format!("--user-data-dir={}", profile.folder.display()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Chromium is on this machine: run `cargo xtask test`, which installs it");
        let to = child.stdin.take().expect("its input is a pipe");
        let out = child.stdout.take().expect("its output is a pipe");
        let (give, from) = channel();
        thread::spawn(move || {
            let mut out = BufReader::new(out);
            let mut message = Vec::new();
            while out.read_until(0, &mut message).is_ok_and(|read| read > 0) {
                message.pop();
                let read = serde_json::from_slice(&message);
                if read.is_ok_and(|json: Value| give.send(json).is_err()) {
                    break;
                }
                message.clear();
            }
        });
        let mut this = Self { child, to, from, sent: 0, early: BTreeMap::new(), page: String::new() };
        this.open(profile, hash);
        this
    }

    /// Opens the page in a new tab and waits until its program runs.
    pub fn open(&mut self, profile: &Profile, hash: &str) {
        let address = format!("{}{hash}", profile.address());
        // A new tab may be given to a process that has been killed already, if the browser has not noticed yet.
        let opened = (0..5).map(|_| self.try_to_open(&address)).find(|opened| {
            thread::sleep(Duration::from_millis(if opened.is_ok() { 0 } else { 200 }));
            opened.is_ok()
        });
        opened.expect("the page opens").expect("it is one that did");
    }

    fn try_to_open(&mut self, address: &str) -> Result<(), Gone> {
        self.page.clear();
        let target = self.wait_for("Target.createTarget", &json!({ "url": address }))?["targetId"].clone();
        let opened = self.wait_until_open(&target);
        if opened.is_err() {
            // The browser may load it again in another process, where it would write the draft that the next tab then reads.
            self.page.clear();
            self.wait_for("Target.closeTarget", &json!({ "targetId": target }))?;
        }
        opened
    }

    fn wait_until_open(&mut self, target: &Value) -> Result<(), Gone> {
        const NOT_YET: &str =
            "!document.body || !!document.getElementById('opening') || !document.querySelector('main h1')";
        let attach = json!({ "targetId": target, "flatten": true });
        let session = self.wait_for("Target.attachToTarget", &attach)?;
        session["sessionId"].as_str().expect("a session has an id").clone_into(&mut self.page);
        let start = Instant::now();
        let not_yet = json!({ "expression": NOT_YET, "returnByValue": true });
        while self.wait_for("Runtime.evaluate", &not_yet)?["result"]["value"] != json!(false) {
            assert!(start.elapsed() < Duration::from_mins(1), "the program does not start");
            thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }

    /// The browser's own process.
    pub fn process(&self) -> u32 {
        self.child.id()
    }

    /// The value of an expression in the page.
    pub fn script(&mut self, expression: &str) -> Value {
        let parameters = json!({ "expression": expression, "returnByValue": true, "awaitPromise": true });
        let result = self.wait_for("Runtime.evaluate", &parameters).expect("the page is there");
        assert!(result.get("exceptionDetails").is_none(), "{expression}: {result}");
        result["result"]["value"].clone()
    }

    /// Presses a key that writes a character. It is answered once the page has seen to it.
    pub fn key(&mut self, character: char) -> Result<Asked, Gone> {
        let text = character.to_string();
        self.ask("Input.dispatchKeyEvent", &json!({ "type": "keyDown", "text": text, "key": text }))
    }

    /// Asks without waiting.
    pub fn ask(&mut self, method: &str, parameters: &Value) -> Result<Asked, Gone> {
        self.sent += 1;
        let mut message = json!({ "id": self.sent, "method": method, "params": parameters });
        if !self.page.is_empty() && !method.starts_with("Target.") {
            message["sessionId"] = json!(self.page);
        }
        let mut bytes = message.to_string().into_bytes();
        bytes.push(0);
        self.to.write_all(&bytes).and_then(|()| self.to.flush()).map_err(|error| Gone(error.to_string()))?;
        Ok(Asked(self.sent))
    }

    /// Waits for the answer.
    pub fn answer(&mut self, asked: Asked) -> Result<Value, Gone> {
        let start = Instant::now();
        loop {
            if let Some(message) = self.early.remove(&asked.0) {
                let error = message["error"]["message"].as_str();
                return error.map_or_else(|| Ok(message["result"].clone()), |error| Err(Gone(error.to_owned())));
            }
            match self.from.recv_timeout(Duration::from_secs(20)) {
                Ok(message) => {
                    if let Some(id) = message["id"].as_u64() {
                        self.early.insert(id, message);
                        continue;
                    }
                    let method = message["method"].as_str().unwrap_or_default();
                    let detached = method == "Target.detachedFromTarget" && message["params"]["sessionId"] == self.page;
                    if detached || method == "Inspector.targetCrashed" {
                        return Err(Gone(method.to_owned()));
                    }
                }
                Err(RecvTimeoutError::Disconnected) => return Err(Gone("the browser is gone".to_owned())),
                Err(RecvTimeoutError::Timeout) => return Err(Gone(format!("silent for {:?}", start.elapsed()))),
            }
        }
    }

    fn wait_for(&mut self, method: &str, parameters: &Value) -> Result<Value, Gone> {
        let asked = self.ask(method, parameters)?;
        self.answer(asked)
    }

    /// Waits until the browser has ended.
    pub fn ended(mut self) {
        self.child.wait().ok();
    }
}

impl Drop for Devtools {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
