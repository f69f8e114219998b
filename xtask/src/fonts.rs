//! `cargo xtask fonts`: the two faces in `assets/fonts` and the table of their widths, cut out of Liberation Sans.
//!
//! `tools/fonts.py` says which characters, and what is left out. The fonts are committed: nobody needs this to build.

use crate::{
    run::{output, program, root, run, say},
    test::python,
    tools::folder,
};
use anyhow::{Result, bail};
use std::{fs, path::PathBuf};

/// Debian's package, its version, and the SHA-256 of its file.
const PACKAGE: &str = "fonts-liberation2";
const VERSION: &str = "2.1.5-1";
const SHA256: &str = "35ffaa54f117e633e89a5da89af235a073b34dbe582726fbf6989568f7fd9bda";

/// Makes them. Another folder that holds Liberation Sans 2.1.5 may be named; otherwise Debian's package is fetched.
pub(crate) fn fonts(arguments: &[String]) -> Result<()> {
    let source = match arguments {
        [] => debian()?,
        [folder] => PathBuf::from(folder),
        _ => bail!("`cargo xtask fonts` takes one argument at most: a folder with Liberation Sans 2.1.5"),
    };
    run(program(python()?).arg(root().join("xtask/tools/fonts.py")).args([
        source,
        root().join("assets/fonts"),
        root().join("src/documents/paper/widths.rs"),
    ]))
}

/// Liberation Sans out of Debian's package, fetched as the system fetches packages; nothing is installed.
fn debian() -> Result<PathBuf> {
    let home = folder().join("fonts");
    fs::create_dir_all(&home)?;
    let file = format!("{PACKAGE}_{VERSION}_all.deb");
    if !home.join(&file).is_file() {
        say(&format!("Fetching {PACKAGE} {VERSION} from Debian"));
        run(program("apt-get").args(["download", &format!("{PACKAGE}={VERSION}")]).current_dir(&home))?;
    }
    let sum = output(program("sha256sum").arg(&file).current_dir(&home))?;
    if !sum.starts_with(SHA256) {
        bail!("{file} in {} is not the file that the fonts were made of", home.display());
    }
    run(program("dpkg-deb").args(["-x", &file, "."]).current_dir(&home))?;
    Ok(home.join("usr/share/fonts/truetype/liberation2"))
}
