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

/// The value of an `integrity` attribute: the browser refuses the file if it is not exactly this.
pub(super) fn integrity(content: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(content)))
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
    fn a_name_that_nothing_fills_in_is_refused() {
        assert_eq!(fill("<a href={{x}}>", &[("x", "1")]).unwrap(), "<a href=1>");
        assert!(fill("{{x}} {{y}}", &[("x", "1")]).unwrap_err().to_string().contains("{{y}}"));
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
