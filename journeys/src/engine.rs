//! The three engines, and how each is started: its driver on a free port, then a fresh browser through it.

use crate::site::root;
use http::Method;
use serde_json::{Value, json};
use std::{
    fmt,
    fs::File,
    io::{BufRead, BufReader},
    net::{TcpListener, TcpStream},
    path::PathBuf,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};
use thirtyfour::{
    Capabilities, RequestData, SessionId, WebDriver, common::command::FormatRequestData, error::WebDriverResult,
};

/// What draws the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chrome, Edge and most others.
    Chromium,
    /// Firefox.
    Firefox,
    /// Safari's engine, here in GTK's dress.
    WebKit,
}

impl fmt::Display for Engine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        })
    }
}

/// Whether the person's system asks for light or dark pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// As most systems are.
    Light,
    /// As some are in the evening.
    Dark,
}

/// Programs that stop when they are no longer needed.
#[derive(Default)]
pub(crate) struct Programs(Vec<Child>);

impl Programs {
    fn start(&mut self, command: &mut Command) -> &mut Child {
        let child = command.spawn().unwrap_or_else(|error| {
            let name = command.get_program().display();
            panic!("could not start {name} ({error}): run `cargo xtask test`, which installs it")
        });
        self.0.push(child);
        self.0.last_mut().expect("it was just put there")
    }
}

impl Drop for Programs {
    fn drop(&mut self) {
        for child in self.0.iter_mut().rev() {
            // One that has ended by itself needs no ending.
            child.kill().ok();
            child.wait().ok();
        }
    }
}

/// Starts the engine's driver and a new browser with an empty profile.
pub(crate) async fn start(engine: Engine, look: Look) -> (WebDriver, Programs) {
    let mut programs = Programs::default();
    let port = free_port();
    let seen = std::env::var_os("UPBEAT_SEE").is_some();
    let (mut driver, capabilities) = match engine {
        Engine::Chromium => (Command::new("chromedriver"), chromium(seen)),
        Engine::Firefox => (Command::new(installed("geckodriver")), firefox(look, seen)),
        Engine::WebKit => (webkit_driver(&mut programs, look), webkit()),
    };
    if engine == Engine::Firefox {
        // For checks that need more than a page may do, such as a narrow window.
        driver.arg("--allow-system-access").arg(format!("--port={port}"));
    } else {
        driver.arg(format!("--port={port}"));
    }
    let log = log_file(engine, port);
    let errors = log.try_clone().expect("a second handle to the driver's log");
    programs.start(driver.stdin(Stdio::null()).stdout(log).stderr(errors));
    wait_for(port, engine);
    let mut wanted = Capabilities::new();
    for (name, value) in capabilities.as_object().into_iter().flatten() {
        wanted.set(name, value).expect("a capability is plain JSON");
    }
    let session = connect(port, wanted).await;
    let driver = session.unwrap_or_else(|error| panic!("{engine} did not start: {error}"));
    if engine == Engine::Chromium && look == Look::Dark {
        let dark = json!({ "features": [{ "name": "prefers-color-scheme", "value": "dark" }] });
        driver.cdp().send_raw("Emulation.setEmulatedMedia", dark).await.expect("Chromium turns dark");
    }
    if engine == Engine::Firefox {
        narrow_firefox(&driver).await.expect("Firefox may become narrow");
    }
    (driver, programs)
}

/// A browser that does not come up on a loaded machine is tried once more.
async fn connect(port: u16, capabilities: Capabilities) -> WebDriverResult<WebDriver> {
    let address = format!("http://127.0.0.1:{port}");
    match WebDriver::new(&address, capabilities.clone()).await {
        Ok(driver) => Ok(driver),
        Err(_) => WebDriver::new(&address, capabilities).await,
    }
}

fn chromium(seen: bool) -> Value {
    let mut arguments = vec![
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
    if !seen {
        arguments.push("--headless");
    }
    json!({ "browserName": "chrome", "goog:chromeOptions": { "args": arguments } })
}

fn firefox(look: Look, seen: bool) -> Value {
    let arguments = if seen { vec![] } else { vec!["-headless"] };
    json!({
        "browserName": "firefox",
        "moz:firefoxOptions": {
            "binary": firefox_binary(),
            "args": arguments,
            "prefs": {
                "ui.systemUsesDarkTheme": i32::from(look == Look::Dark),
                "intl.accept_languages": "en-GB, en",
                // Firefox asks before it keeps storage for good; in tests it is answered.
                "dom.storageManager.prompt.testing": true,
                "dom.storageManager.prompt.testing.allow": true,
            },
        },
    })
}

/// A script of ours that starts the machine's Firefox.
fn firefox_binary() -> &'static str {
    concat!(env!("CARGO_MANIFEST_DIR"), "/firefox/firefox.sh")
}

fn webkit() -> Value {
    json!({
        "browserName": "MiniBrowser",
        "webkitgtk:browserOptions": { "binary": mini_browser(), "args": ["--automation"] },
    })
}

/// WebKit's small browser lies where Debian keeps it for the machine's architecture.
fn mini_browser() -> PathBuf {
    ["x86_64", "aarch64"]
        .iter()
        .flat_map(|machine| {
            ["4.1", "6.0", "4.0"].map(|version| {
                format!("/usr/lib/{machine}-linux-gnu/webkit2gtk-{version}/MiniBrowser")
                    .replace("webkit2gtk-6", "webkitgtk-6")
            })
        })
        .map(PathBuf::from)
        .find(|path| path.exists())
        .expect("WebKit's MiniBrowser is missing: run `apt-get install webkit2gtk-driver xvfb`")
}

/// WebKit has no headless mode, so it gets a screen of its own that nobody sees.
fn webkit_driver(programs: &mut Programs, look: Look) -> Command {
    let mut screen = Command::new("Xvfb");
    screen.args(["-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]);
    let screen = programs.start(screen.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()));
    let mut number = String::new();
    let output = screen.stdout.take().expect("Xvfb's output is a pipe");
    BufReader::new(output).read_line(&mut number).expect("Xvfb says which screen it is");
    let mut driver = Command::new("WebKitWebDriver");
    driver
        .env("DISPLAY", format!(":{}", number.trim()))
        .env("GDK_BACKEND", "x11")
        .env("GTK_THEME", if look == Look::Dark { "Adwaita:dark" } else { "Adwaita" })
        // Makes the browser's own buttons tiny, so that its window can be as narrow as a phone.
        .env("XDG_CONFIG_HOME", concat!(env!("CARGO_MANIFEST_DIR"), "/webkit-config"))
        .env("LANGUAGE", "en_GB")
        .env("LIBGL_ALWAYS_SOFTWARE", "1")
        // Its sandbox needs rights that a container does not have; it visits nothing but our own page.
        .env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1");
    driver
}

/// Lets Firefox's window become as narrow as a phone: its own parts insist on 450 pixels or more.
async fn narrow_firefox(driver: &WebDriver) -> WebDriverResult<()> {
    driver.cmd(FirefoxContext("chrome")).await?;
    driver.execute("document.documentElement.style.setProperty('min-width', '0', 'important')", vec![]).await?;
    driver.cmd(FirefoxContext("content")).await?;
    Ok(())
}

/// Whether scripts run in Firefox's own window (`chrome`) or in the page (`content`).
#[derive(Debug)]
struct FirefoxContext(&'static str);

impl FormatRequestData for FirefoxContext {
    fn format_request(&self, session: &SessionId) -> RequestData {
        let path = format!("/session/{session}/moz/context");
        RequestData::new(Method::POST, path).add_body(json!({ "context": self.0 }))
    }
}

/// A program that `cargo xtask test` installs into the project, or else the machine's.
fn installed(name: &str) -> PathBuf {
    let ours = root().join(".tools/cargo/bin").join(name);
    if ours.exists() { ours } else { name.into() }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("its number").port()
}

fn log_file(engine: Engine, port: u16) -> File {
    let folder = root().join("target/journeys").join(engine.to_string());
    std::fs::create_dir_all(&folder).expect("target/journeys can be written");
    File::create(folder.join(format!("driver-{port}.log"))).expect("target/journeys can be written")
}

fn wait_for(port: u16, engine: Engine) {
    let start = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(start.elapsed() < Duration::from_secs(20), "{engine}'s driver did not answer within 20 seconds");
        thread::sleep(Duration::from_millis(50));
    }
}
