//! The fonts under names that carry their content's hash, and the texts that mention those names.

use super::{
    entries,
    names::{hashed, integrity},
};
use crate::run::root;
use anyhow::{Context, Result};
use serde_json::json;
use std::{fs, path::Path};

/// The fonts of a site.
pub(super) struct Fonts(Vec<Font>);

struct Font {
    /// Its file in `assets/fonts`, without the ending.
    stem: String,
    /// Where it lies in the site, from its base.
    address: String,
    integrity: String,
}

/// Puts all fonts and their licence into a folder of the site.
pub(super) fn fonts(to: &Path) -> Result<Fonts> {
    fs::create_dir_all(to)?;
    let mut fonts = Vec::new();
    for path in entries(&root().join("assets/fonts"))? {
        let content = fs::read(&path).with_context(|| format!("could not read {}", path.display()))?;
        let stem = path.file_stem().unwrap_or_default().display().to_string();
        if path.extension().is_some_and(|ending| ending == "ttf") {
            let address = format!("fonts/{}", hashed(to, &stem, "ttf", &content)?);
            fonts.push(Font { stem, address, integrity: integrity(&content) });
        } else {
            fs::write(to.join(path.file_name().unwrap_or_default()), content)?;
        }
    }
    Ok(Fonts(fonts))
}

impl Fonts {
    /// A style sheet with the names that the fonts have in the site.
    pub(super) fn in_style(&self, style: &str) -> String {
        let named = |style: String, font: &Font| style.replace(&format!("fonts/{}.ttf", font.stem), &font.address);
        self.0.iter().fold(style.to_owned(), named)
    }

    /// For `assets/worker-start.js`: by its own name each font's address and integrity.
    pub(super) fn for_worker(&self) -> String {
        let named = self.0.iter().map(|font| (font.stem.clone(), json!([font.address, font.integrity])));
        serde_json::Value::Object(named.collect()).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn style_and_worker_name_the_files_that_are_there() {
        let folder = std::env::temp_dir().join(format!("upbeat-fonts-{}", std::process::id()));
        let made = fonts(&folder).unwrap();
        let there = entries(&folder).unwrap();
        fs::remove_dir_all(&folder).unwrap();
        assert!(there.iter().any(|path| path.ends_with("OFL.txt")));
        let worker: serde_json::Value = serde_json::from_str(&made.for_worker()).unwrap();
        for stem in [
            "UpbeatSans-Regular",
            "UpbeatSans-Bold",
            "UpbeatLetters-Regular",
            "UpbeatLetters-Bold",
            "UpbeatSigns-Regular",
        ] {
            let address = worker[stem][0].as_str().unwrap();
            assert!(worker[stem][1].as_str().unwrap().starts_with("sha384-"));
            assert!(
                address.starts_with(&format!("fonts/{stem}-")) && address.rsplit('.').next() == Some("ttf"),
                "{address}"
            );
            assert!(there.iter().any(|path| address.ends_with(&*path.file_name().unwrap().to_string_lossy())));
            let style = made.in_style(&format!("url(\"fonts/{stem}.ttf\")"));
            assert_eq!(style, format!("url(\"{address}\")"));
        }
        let all = made.in_style(&super::super::style().unwrap());
        let named = all.matches("url(\"fonts/").count();
        assert!(named >= 5 && worker.as_object().unwrap().values().all(|font| all.contains(font[0].as_str().unwrap())));
    }
}
