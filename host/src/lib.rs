//! A static host such as a hub has: it gives out the files of one folder under one path, and knows nothing else.
//!
//! `cargo xtask serve` shows the page through it, and the journeys walk through it from a path below the root, so
//! that an address which only works at the root is noticed. No rewriting, no index of folders, no caching.

//!
//! Written by hand, since it is less than what is needed around a library: `tiny_http` left Firefox waiting for ever.

use std::{
    fs,
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

/// A running host. It stops when it is dropped.
pub struct Host {
    bound: SocketAddr,
    address: String,
    stopping: Arc<AtomicBool>,
}

impl Host {
    /// Serves `folder` below `path` (such as `/` or `/hub/music/`) on this machine only. Port 0 takes any free one.
    pub fn start(folder: impl Into<PathBuf>, path: &str, port: u16) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", port))?;
        let bound = listener.local_addr()?;
        let path = format!("/{}/", path.trim_matches('/')).replace("//", "/");
        let address = format!("http://{bound}{path}");
        let stopping = Arc::new(AtomicBool::new(false));
        let stop = Arc::clone(&stopping);
        let site = Arc::new((folder.into(), path));
        thread::spawn(move || {
            for connection in listener.incoming().flatten() {
                if stop.load(Ordering::Relaxed) {
                    break;
                }
                let site = Arc::clone(&site);
                // A browser that has gone away before its answer is nothing to report.
                thread::spawn(move || answer(connection, &site.0, &site.1).ok());
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

/// Answers the one request of a connection. Each has a connection of its own: on one machine that costs nothing.
fn answer(mut connection: TcpStream, folder: &Path, path: &str) -> io::Result<()> {
    connection.set_read_timeout(Some(IDLE))?;
    let mut lines = BufReader::new(connection.try_clone()?).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    // The rest of what is asked says nothing that matters here, but has to be read before the answer.
    for line in lines {
        if line?.is_empty() {
            break;
        }
    }
    let found = match request.split(' ').collect::<Vec<_>>()[..] {
        ["GET" | "HEAD", url, _] => find(url, folder, path).and_then(|file| Some((fs::read(&file).ok()?, file))),
        _ => None,
    };
    let (status, kind, body) = match &found {
        Some((content, file)) => ("200 OK", media_type(file), content.as_slice()),
        None => ("404 Not Found", "text/plain", b"Not here".as_slice()),
    };
    write!(
        connection,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n",
        body.len()
    )?;
    if !request.starts_with("HEAD") {
        connection.write_all(body)?;
    }
    connection.flush()
}

/// The file that an address names, or nothing if it lies outside the folder or does not exist.
fn find(url: &str, folder: &Path, path: &str) -> Option<PathBuf> {
    let inside = url.split(['?', '#']).next()?.strip_prefix(path)?;
    let inside = Path::new(if inside.is_empty() { "index.html" } else { inside });
    let harmless = inside.components().all(|part| matches!(part, Component::Normal(_)));
    let file = folder.join(inside);
    (harmless && file.is_file()).then_some(file)
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
}
