//! A static host such as a hub has: it gives out the files of one folder under one path, and knows nothing else.
//!
//! `cargo xtask serve` shows the page through it, and the journeys walk through it from a path below the root, so
//! that an address which only works at the root is noticed. No rewriting, no index of folders, no caching.

use std::{
    fs::File,
    io,
    path::{Component, Path, PathBuf},
    sync::Arc,
    thread,
};
use tiny_http::{Header, Request, Response, Server};

/// A browser asks for several files at once; one slow answer should not hold up the others.
const ANSWERING_THREADS: usize = 4;

/// A running host. It stops when it is dropped.
pub struct Host {
    server: Arc<Server>,
    address: String,
}

impl Host {
    /// Serves `folder` below `path` (such as `/` or `/hub/music/`) on this machine only. Port 0 takes any free one.
    pub fn start(folder: impl Into<PathBuf>, path: &str, port: u16) -> io::Result<Self> {
        let server = Server::http(("127.0.0.1", port)).map_err(io::Error::other)?;
        let bound = server.server_addr().to_ip().ok_or_else(|| io::Error::other("the host got no network address"))?;
        let path = format!("/{}/", path.trim_matches('/')).replace("//", "/");
        let address = format!("http://{bound}{path}");
        let server = Arc::new(server);
        let folder = Arc::new(folder.into());
        let path = Arc::new(path);
        for _ in 0..ANSWERING_THREADS {
            let (server, folder, path) = (Arc::clone(&server), Arc::clone(&folder), Arc::clone(&path));
            thread::spawn(move || {
                while let Ok(request) = server.recv() {
                    answer(request, &folder, &path);
                }
            });
        }
        Ok(Self { server, address })
    }

    /// Where the page is, ending in a slash.
    pub fn address(&self) -> &str {
        &self.address
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        for _ in 0..ANSWERING_THREADS {
            self.server.unblock();
        }
    }
}

fn answer(request: Request, folder: &Path, path: &str) {
    let found = find(request.url(), folder, path).and_then(|file| Some((File::open(&file).ok()?, file)));
    // A browser that has gone away before its answer is nothing to report.
    let _gone = match found {
        Some((file, name)) => request.respond(
            Response::from_file(file)
                .with_header(header("Content-Type", media_type(&name)))
                .with_header(header("Cache-Control", "no-store")),
        ),
        None => request.respond(Response::from_string("Not here").with_status_code(404)),
    };
}

/// The file that an address names, or nothing if it lies outside the folder or does not exist.
fn find(url: &str, folder: &Path, path: &str) -> Option<PathBuf> {
    let inside = url.split(['?', '#']).next()?.strip_prefix(path)?;
    let inside = Path::new(if inside.is_empty() { "index.html" } else { inside });
    let harmless = inside.components().all(|part| matches!(part, Component::Normal(_)));
    let file = folder.join(inside);
    (harmless && file.is_file()).then_some(file)
}

fn header(name: &str, value: &str) -> Header {
    #[expect(clippy::expect_used, reason = "both are constants of this file in plain ASCII")]
    Header::from_bytes(name, value).expect("a header in plain ASCII")
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
