//! Files with which hosts say how long each file of the site may be kept: `_headers` (Netlify, Cloudflare Pages),
//! `.htaccess` (Apache) and `web.config` (IIS). Each host reads its own and leaves the others alone.
//!
//! What nginx and a container need does not lie in the site: see `hosting/` and `xtask/src/release.rs`.

use super::names::hashed_files;
use crate::run::root;
use anyhow::{Context, Result};
use host::{ASK, KEEP};
use std::{fmt::Write as _, fs, path::Path};

/// Puts the header files beside the page, once all else is in the folder.
pub(super) fn write(folder: &Path) -> Result<()> {
    let hashed = hashed_files(folder)?;
    fs::write(folder.join("_headers"), netlify(&hashed))?;
    fs::write(folder.join("web.config"), iis(&hashed))?;
    let htaccess = root().join("hosting/htaccess");
    fs::copy(&htaccess, folder.join(".htaccess")).with_context(|| format!("could not copy {}", htaccess.display()))?;
    Ok(())
}

/// What is asked for afresh, as addresses of `_headers`.
const AFRESH: [&str; 6] = ["/", "/index.html", "/rescue.html", "/calls/*", "/examples/*", "/schemas/*"];

/// For Netlify and Cloudflare Pages. No address is named twice: where two rules give the same header, Cloudflare sends both
/// values. Neither host allows anything behind a star, so hashed files are named one by one; Cloudflare allows 100 rules.
fn netlify(hashed: &[String]) -> String {
    let mut text =
        "# Upbeat on Netlify or Cloudflare Pages, where the site lies at the root; see HOSTING.md.\n".to_owned();
    for address in AFRESH {
        _ = write!(text, "{address}\n  Cache-Control: {ASK}\n  X-Content-Type-Options: nosniff\n");
    }
    for name in hashed {
        _ = write!(text, "/{name}\n  Cache-Control: {KEEP}\n  X-Content-Type-Options: nosniff\n");
    }
    text
}

/// For IIS 7 and newer, which gives out no file whose ending it has no type for. A type that is there already may not be
/// added again, so each is removed first.
fn iis(hashed: &[String]) -> String {
    let mut types = String::new();
    for (ending, kind) in
        [(".js", "text/javascript"), (".json", "application/json"), (".ttf", "font/ttf"), (".wasm", "application/wasm")]
    {
        _ = write!(
            types,
            "      <remove fileExtension=\"{ending}\" />\n      <mimeMap fileExtension=\"{ending}\" mimeType=\"{kind}\" />\n"
        );
    }
    let mut kept = String::new();
    for name in hashed {
        _ = write!(
            kept,
            "  <location path=\"{name}\"><system.webServer><staticContent>\n    <clientCache cacheControlMode=\"UseMaxAge\" cacheControlMaxAge=\"365.00:00:00\" cacheControlCustom=\"public, immutable\" />\n  </staticContent></system.webServer></location>\n"
        );
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <!-- Upbeat on IIS 7 or newer; see HOSTING.md. -->\n\
         <configuration>\n\
         \x20 <system.webServer>\n\
         \x20   <staticContent>\n\
         {types}\
         \x20     <clientCache cacheControlMode=\"DisableCache\" />\n\
         \x20   </staticContent>\n\
         \x20   <httpProtocol><customHeaders>\n\
         \x20     <remove name=\"X-Content-Type-Options\" />\n\
         \x20     <add name=\"X-Content-Type-Options\" value=\"nosniff\" />\n\
         \x20   </customHeaders></httpProtocol>\n\
         \x20 </system.webServer>\n\
         {kept}\
         </configuration>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hashed() -> Vec<String> {
        ["boot-9b1911a85952.js", "upbeat-002579096dde.css", "upbeat-270a46dcfb77.wasm"].map(str::to_owned).to_vec()
    }

    /// The value of `Cache-Control` for each address of a `_headers` file.
    fn rules(text: &str) -> Vec<(&str, &str)> {
        let mut rules = Vec::new();
        let mut address = "";
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            match line.strip_prefix("  ") {
                None => address = line,
                Some(header) => rules.extend(header.strip_prefix("Cache-Control: ").map(|value| (address, value))),
            }
        }
        rules
    }

    #[test]
    fn each_address_has_one_rule_and_the_right_one() {
        let text = netlify(&hashed());
        let rules = rules(&text);
        assert_eq!(rules.len(), AFRESH.len() + 3);
        for (address, value) in &rules {
            assert_eq!(*value, host::cache_control(address.trim_start_matches('/')), "{address}");
            assert_eq!(rules.iter().filter(|(other, _)| other == address).count(), 1, "{address}");
        }
        assert!(rules.contains(&("/calls/*", ASK)) && rules.contains(&("/upbeat-270a46dcfb77.wasm", KEEP)));
    }

    #[test]
    fn iis_gets_every_type_once_and_every_hashed_file() {
        let text = iis(&hashed());
        for ending in [".js", ".json", ".ttf", ".wasm"] {
            let (remove, add) =
                (format!("<remove fileExtension=\"{ending}\""), format!("<mimeMap fileExtension=\"{ending}\""));
            assert!(text.find(&remove).unwrap() < text.find(&add).unwrap(), "{ending}");
            assert_eq!(text.matches(&add).count(), 1, "{ending}");
        }
        for name in hashed() {
            assert_eq!(text.matches(&format!("<location path=\"{name}\">")).count(), 1, "{name}");
        }
        assert_eq!(text.matches("\"DisableCache\"").count(), 1);
        // Well-formed as far as it can be without a reader of XML: every element is closed in order.
        let mut open = Vec::new();
        for tag in text.split('<').skip(1).filter(|tag| !tag.starts_with(['?', '!'])) {
            let (tag, _) = tag.split_once('>').unwrap();
            if let Some(name) = tag.strip_prefix('/') {
                assert_eq!(open.pop(), Some(name), "{tag}");
            } else if !tag.ends_with('/') {
                open.push(tag.split(' ').next().unwrap());
            }
        }
        assert!(open.is_empty());
    }

    /// What is written by hand for the other hosts is the same rule.
    #[test]
    fn the_files_written_by_hand_say_the_same() {
        for name in ["htaccess", "nginx.conf", "default.conf"] {
            let text = fs::read_to_string(root().join("hosting").join(name)).unwrap();
            assert!(text.contains("\"-[0-9a-f]{12}\\.(css|js|wasm)$\""), "{name}");
            for value in [ASK, KEEP] {
                assert_eq!(text.matches(&format!("\"{value}\"")).count(), 1, "{name}: {value}");
            }
        }
    }
}
