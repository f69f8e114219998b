//! Names that carry a hash of what they name, and the texts that mention those names.

use anyhow::{Result, bail};
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256, Sha384};
use std::{fs, path::Path};

/// Writes a file under a name with its content's hash in it, and gives the name. A host and a browser may keep such
/// a file for ever: new content has a new name.
pub(super) fn hashed(folder: &Path, stem: &str, ending: &str, content: &[u8]) -> Result<String> {
    use std::fmt::Write;
    let mut name = format!("{stem}-");
    for byte in Sha256::digest(content).iter().take(6) {
        write!(name, "{byte:02x}")?;
    }
    write!(name, ".{ending}")?;
    fs::write(folder.join(&name), content)?;
    Ok(name)
}

/// The files of a site whose names carry a hash, in order.
pub(super) fn hashed_files(folder: &Path) -> Result<Vec<String>> {
    let names = super::entries(folder)?.into_iter().filter_map(|path| Some(path.file_name()?.to_str()?.to_owned()));
    Ok(names.filter(|name| host::is_hashed(name)).collect())
}

/// The value of an `integrity` attribute: the browser refuses the file if it is not exactly this.
pub(super) fn integrity(content: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(content)))
}

/// A page without its comments, which are for those who write it.
pub(super) fn without_comments(page: &str) -> Result<String> {
    let mut parts = page.split("<!--");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once("-->") {
            Some((_, after)) => text += after.strip_prefix('\n').unwrap_or(after),
            None => bail!("a page has a comment without an end"),
        }
    }
    Ok(text)
}

/// Puts values in place of `{{name}}`, and refuses a text that still has braces afterwards.
pub(super) fn fill(template: &str, values: &[(&str, &str)]) -> Result<String> {
    let mut text = template.to_owned();
    for (name, value) in values {
        text = text.replace(&format!("{{{{{name}}}}}"), value);
    }
    match text.split_once("{{") {
        None => Ok(text),
        Some((_, rest)) => bail!(
            "a template names {{{{{}}}}}, which nothing fills in: see xtask/src/dist.rs",
            rest.split("}}").next().unwrap_or(rest)
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_has_a_hash_is_known_as_such() {
        let folder = std::env::temp_dir().join(format!("upbeat-names-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let name = hashed(&folder, "upbeat", "wasm", b"any").unwrap();
        fs::write(folder.join("index.html"), "").unwrap();
        assert_eq!(hashed_files(&folder).unwrap(), [name]);
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn a_name_that_nothing_fills_in_is_refused() {
        assert_eq!(fill("<a href={{x}}>", &[("x", "1")]).unwrap(), "<a href=1>");
        assert!(fill("{{x}} {{y}}", &[("x", "1")]).unwrap_err().to_string().contains("{{y}}"));
    }

    #[test]
    fn comments_of_a_page_stay_here() {
        assert_eq!(without_comments("<p>\n<!-- a\nb -->\n<b>c<!---->d").unwrap(), "<p>\n<b>cd");
        assert!(without_comments("<!-- a").is_err());
    }

    #[test]
    fn integrity_is_as_browsers_reckon_it() {
        // From the Subresource Integrity recommendation, section 3.5: `alert('Hello, world.');`
        assert_eq!(
            integrity(b"alert('Hello, world.');"),
            "sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO"
        );
    }
}
