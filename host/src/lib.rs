//! A static host such as a hub has: it gives out the files of one folder under one path, and knows nothing else.
//!
//! `cargo xtask serve` shows the page through it, and the journeys walk through it from a path below the root, so
//! that an address which only works at the root is noticed. No rewriting, no index of folders. It says how long a file may
//! be kept as the files for other hosts do that `cargo xtask dist` makes; [`Behaviour`] makes it do worse.
//!
//! Written by hand, since it is less than what is needed around a library: `tiny_http` left Firefox waiting for ever.

use std::{
    fmt::Write as _,
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    io::{self, BufRead, BufReader, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    path::{Component, Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

/// Browsers open connections ahead of need; one that asks for nothing is let go after this.
const IDLE: Duration = Duration::from_secs(30);

/// What a host says of a file that is asked for afresh each time, and answered in a line if it is as it was.
pub const ASK: &str = "no-cache";

/// What a host says of a file whose name has a hash of its content: it is kept for ever.
pub const KEEP: &str = "public, max-age=31536000, immutable";

/// Whether a name has a hash of the file's content, as `cargo xtask dist` gives them: `upbeat-270a46dcfb77.wasm`.
pub fn is_hashed(name: &str) -> bool {
    let Some((stem, ending)) = name.rsplit_once('.') else { return false };
    let hash = stem.rsplit_once('-').map_or("", |(_, hash)| hash);
    let is_hex = |letter: u8| matches!(letter, b'0'..=b'9' | b'a'..=b'f');
    matches!(ending, "css" | "js" | "wasm") && hash.len() == 12 && hash.bytes().all(is_hex)
}

/// The header `Cache-Control` that belongs to a file of the site.
pub fn cache_control(name: &str) -> &'static str {
    if is_hashed(name) { KEEP } else { ASK }
}

/// What a host does otherwise than it should. Nothing by default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Behaviour {
    /// Headers that it adds to every answer, such as a security policy of its own.
    pub headers: Vec<(String, String)>,
    /// Media types by the ending of a file's name, in place of the right ones.
    pub types: Vec<(String, String)>,
    /// Endings of files that it does not give out, as IIS does with those that it does not know.
    pub withheld: Vec<String>,
    /// What it says of every file in place of [`cache_control`]; an empty text for nothing at all.
    pub cache: Option<String>,
}

impl Behaviour {
    /// It adds this header to every answer.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// It sends files with this ending under a type of its own.
    #[must_use]
    pub fn media_type(mut self, ending: &str, kind: &str) -> Self {
        self.types.push((ending.to_owned(), kind.to_owned()));
        self
    }

    /// It gives out no file with this ending.
    #[must_use]
    pub fn withholding(mut self, ending: &str) -> Self {
        self.withheld.push(ending.to_owned());
        self
    }

    /// It says this of every file's caching; nothing if the text is empty.
    #[must_use]
    pub fn caching(mut self, value: &str) -> Self {
        self.cache = Some(value.to_owned());
        self
    }

    fn type_of(&self, file: &Path) -> &str {
        let own = self.types.iter().find(|(ending, _)| has_ending(file, ending));
        own.map_or_else(|| media_type(file), |(_, kind)| kind)
    }

    fn cache_of<'a>(&'a self, file: &Path) -> &'a str {
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        self.cache.as_deref().unwrap_or_else(|| cache_control(name))
    }
}

fn has_ending(file: &Path, ending: &str) -> bool {
    file.extension().is_some_and(|own| own == ending)
}

/// A running host. It stops when it is dropped.
pub struct Host {
    bound: SocketAddr,
    address: String,
    stopping: Arc<AtomicBool>,
}

impl Host {
    /// Serves `folder` below `path` (such as `/` or `/hub/music/`) on this machine only. Port 0 takes any free one.
    pub fn start(folder: impl Into<PathBuf>, path: &str, port: u16) -> io::Result<Self> {
        Self::start_with(folder, path, port, Behaviour::default())
    }

    /// The same, with faults.
    pub fn start_with(folder: impl Into<PathBuf>, path: &str, port: u16, behaviour: Behaviour) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", port))?;
        let bound = listener.local_addr()?;
        let path = format!("/{}/", path.trim_matches('/')).replace("//", "/");
        let address = format!("http://{bound}{}", path.replace(' ', "%20"));
        let stopping = Arc::new(AtomicBool::new(false));
        let stop = Arc::clone(&stopping);
        let site = Arc::new(Site { folder: folder.into(), path, behaviour });
        thread::spawn(move || {
            for connection in listener.incoming().flatten() {
                if stop.load(Ordering::Relaxed) {
                    break;
                }
                let site = Arc::clone(&site);
                // A browser that has gone away before its answer is nothing to report.
                thread::spawn(move || answer(connection, &site).ok());
            }
        });
        Ok(Self { bound, address, stopping })
    }

    /// Where the page is, ending in a slash.
    pub fn address(&self) -> &str {
        &self.address
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        self.stopping.store(true, Ordering::Relaxed);
        // Wakes the listener, so that it sees that it should stop.
        TcpStream::connect(self.bound).ok();
    }
}

/// What is given out, where, and how.
struct Site {
    folder: PathBuf,
    /// Begins and ends with a slash.
    path: String,
    behaviour: Behaviour,
}

/// Answers the one request of a connection. Each has a connection of its own: on one machine that costs nothing.
fn answer(mut connection: TcpStream, site: &Site) -> io::Result<()> {
    connection.set_read_timeout(Some(IDLE))?;
    let mut lines = BufReader::new(connection.try_clone()?).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    let mut known = String::new();
    for line in lines {
        let line = line?;
        if line.is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("if-none-match")
        {
            value.trim().clone_into(&mut known);
        }
    }
    let (head, body) = answer_to(&request, &known, site);
    connection.write_all(head.as_bytes())?;
    if !request.starts_with("HEAD") {
        connection.write_all(&body)?;
    }
    connection.flush()
}

/// The head of an answer and its body, to a request's first line and what it says that it has (`If-None-Match`).
fn answer_to(request: &str, known: &str, site: &Site) -> (String, Vec<u8>) {
    let found = match request.split(' ').collect::<Vec<_>>()[..] {
        ["GET" | "HEAD", url, _] => {
            find(url, &site.folder, &site.path).and_then(|file| Some((fs::read(&file).ok()?, file)))
        }
        _ => None,
    };
    let withheld = |file: &Path| site.behaviour.withheld.iter().any(|ending| has_ending(file, ending));
    let (head, body) = match found {
        Some((content, file)) if !withheld(&file) => {
            let tag = entity_tag(&content);
            let same = known.split(',').any(|one| one.trim() == tag);
            let (status, body) = if same { ("304 Not Modified", Vec::new()) } else { ("200 OK", content) };
            let mut head = format!("{status}\r\nContent-Type: {}\r\nETag: {tag}", site.behaviour.type_of(&file));
            match site.behaviour.cache_of(&file) {
                "" => {}
                value => _ = write!(head, "\r\nCache-Control: {value}"),
            }
            if !same {
                _ = write!(head, "\r\nContent-Length: {}", body.len());
            }
            (head, body)
        }
        _ => {
            let body = b"Not here".to_vec();
            (format!("404 Not Found\r\nContent-Type: text/plain\r\nContent-Length: {}", body.len()), body)
        }
    };
    let mut own = String::new();
    for (name, value) in &site.behaviour.headers {
        _ = write!(own, "\r\n{name}: {value}");
    }
    (format!("HTTP/1.1 {head}{own}\r\nConnection: close\r\n\r\n"), body)
}

/// A name for exactly this content, in quotes.
fn entity_tag(content: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    content.hash(&mut hasher);
    format!("\"{:x}-{:x}\"", content.len(), hasher.finish())
}

/// The file that an address names, or nothing if it lies outside the folder or does not exist.
fn find(url: &str, folder: &Path, path: &str) -> Option<PathBuf> {
    let url = decoded(url.split(['?', '#']).next()?)?;
    let inside = url.strip_prefix(path)?;
    let inside = Path::new(if inside.is_empty() { "index.html" } else { inside });
    let harmless = inside.components().all(|part| matches!(part, Component::Normal(_)));
    let file = folder.join(inside);
    (harmless && file.is_file()).then_some(file)
}

/// An address without percent signs, or nothing if it is no text then.
fn decoded(url: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = url.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(if byte == b'%' {
            let digit = |byte: u8| u8::try_from(char::from(byte).to_digit(16)?).ok();
            digit(rest.next()?)? * 16 + digit(rest.next()?)?
        } else {
            byte
        });
    }
    String::from_utf8(bytes).ok()
}

/// What kind of file it is, for the few kinds that the page consists of.
fn media_type(file: &Path) -> &'static str {
    match file.extension().and_then(|ending| ending.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("json") => "application/json; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("zip") => "application/zip",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_inside_the_folder_are_found() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        let found = |url| find(url, folder, "/hub/music/");
        assert_eq!(found("/hub/music/Cargo.toml?x=1"), Some(folder.join("Cargo.toml")));
        for outside in
            ["/Cargo.toml", "/hub/music/../Cargo.toml", "/hub/music//etc/passwd", "/hub/music/src", "/hub/music/"]
        {
            assert_eq!(found(outside), None, "{outside}");
        }
    }

    #[test]
    fn folders_may_have_spaces() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        let found = |url| find(url, folder, "/our hub/music/");
        assert_eq!(found("/our%20hub/music/src/l%69b.rs"), Some(folder.join("src/lib.rs")));
        for wrong in ["/our+hub/music/Cargo.toml", "/our%20hub/music/%2e%2e/Cargo.toml", "/our%2", "/our%zz", "/our%ff"]
        {
            assert_eq!(found(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn only_names_with_a_hash_are_kept_for_ever() {
        for name in ["upbeat-270a46dcfb77.wasm", "boot-9b1911a85952.js", "upbeat-002579096dde.css"] {
            assert_eq!(cache_control(name), KEEP, "{name}");
        }
        for name in [
            "index.html",
            "rescue.html",
            "index.json",
            "hertfordshire-2025.json",
            "UpbeatSans-Bold.ttf",
            "upbeat-270a46dcfb7.js",
            "upbeat-270A46DCFB77.js",
            "call-270a46dcfb77.json",
            "270a46dcfb77.js",
            "upbeat",
        ] {
            assert_eq!(cache_control(name), ASK, "{name}");
        }
    }

    fn site(behaviour: Behaviour) -> Site {
        Site { folder: env!("CARGO_MANIFEST_DIR").into(), path: "/".to_owned(), behaviour }
    }

    const REQUEST: &str = "GET /src/lib.rs HTTP/1.1";

    #[test]
    fn what_is_as_it_was_is_answered_in_a_line() {
        let site = site(Behaviour::default());
        let (head, body) = answer_to(REQUEST, "", &site);
        assert!(head.starts_with("HTTP/1.1 200 OK\r\n") && head.contains("\r\nCache-Control: no-cache\r\n"), "{head}");
        let tag = entity_tag(&body);
        let (head, body) = answer_to(REQUEST, &format!("\"other\", {tag}"), &site);
        assert!(head.starts_with("HTTP/1.1 304 ") && body.is_empty(), "{head}");
        assert!(answer_to(REQUEST, "\"other\"", &site).0.starts_with("HTTP/1.1 200 "));
    }

    #[test]
    fn it_does_worse_if_it_is_to() {
        let bad = Behaviour::default()
            .header("Content-Security-Policy", "default-src 'self'")
            .media_type("rs", "text/rust")
            .withholding("toml")
            .caching("max-age=86400");
        let (head, _) = answer_to(REQUEST, "", &site(bad.clone()));
        for line in
            ["Content-Security-Policy: default-src 'self'", "Content-Type: text/rust", "Cache-Control: max-age=86400"]
        {
            assert!(head.contains(&format!("\r\n{line}\r\n")), "{line}: {head}");
        }
        assert!(answer_to("GET /Cargo.toml HTTP/1.1", "", &site(bad)).0.starts_with("HTTP/1.1 404 "));
        assert!(!answer_to(REQUEST, "", &site(Behaviour::default().caching(""))).0.contains("Cache-Control"));
    }
}
