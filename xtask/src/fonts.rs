//! `cargo xtask fonts`: the faces in `assets/fonts` and the tables of their widths, cut out of Liberation Sans and, for what
//! that lacks, of Noto fonts.
//!
//! `tools/fonts.py` says which characters, and what is left out. The fonts are committed: nobody needs this to build.

use crate::{
    run::{output, program, root, run, say},
    test::python,
    tools::folder,
};
use anyhow::{Result, bail};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Debian's package, its version, and the SHA-256 of its file.
const PACKAGE: &str = "fonts-liberation2";
const VERSION: &str = "2.1.5-1";
const SHA256: &str = "35ffaa54f117e633e89a5da89af235a073b34dbe582726fbf6989568f7fd9bda";

/// The version of all of Fontsource's packages, and of each its name and the SHA-256 of its file.
const NOTO_VERSION: &str = "5.3.0";
const NOTO: [(&str, &str); 5] = [
    ("noto-sans", "f62f8ed40e378f15134e32bed2fd5718d81e9ec7a5603d1022d7b385e2297abc"),
    ("noto-music", "cf49eff45964e7f3fa8d26c28fde18f50137d5b7b3964e43b5520c6a5f06f888"),
    ("noto-sans-math", "8f6894fffd5863699e279c669d6eae9d3a1218cc9e20aed84efb64a98aee03d8"),
    ("noto-sans-symbols", "f38047dcf42fcf90e7e9fcd3cb07f6900186d30137b173aa6f63f17d86b30db9"),
    ("noto-sans-symbols-2", "dd714f47e1ba768274c25d14ac95610ca32e416d70c5455cd11d8995042a4552"),
];

/// Makes them. Another folder that holds Liberation Sans 2.1.5 may be named; otherwise Debian's package is fetched. Noto fonts
/// come from npm.
pub(crate) fn fonts(arguments: &[String]) -> Result<()> {
    let source = match arguments {
        [] => debian()?,
        [folder] => PathBuf::from(folder),
        _ => bail!("`cargo xtask fonts` takes one argument at most: a folder with Liberation Sans 2.1.5"),
    };
    run(program(python()?).arg(root().join("xtask/tools/fonts.py")).args([
        source,
        noto()?,
        root().join("assets/fonts"),
        root().join("src/documents/paper"),
    ]))
}

/// Liberation Sans out of Debian's package, fetched as the system fetches packages; nothing is installed.
fn debian() -> Result<PathBuf> {
    let home = home()?;
    let file = format!("{PACKAGE}_{VERSION}_all.deb");
    if !home.join(&file).is_file() {
        say(&format!("Fetching {PACKAGE} {VERSION} from Debian"));
        run(program("apt-get").args(["download", &format!("{PACKAGE}={VERSION}")]).current_dir(&home))?;
    }
    check(&home, &file, SHA256)?;
    run(program("dpkg-deb").args(["-x", &file, "."]).current_dir(&home))?;
    Ok(home.join("usr/share/fonts/truetype/liberation2"))
}

/// A folder with a folder for each of Fontsource's packages, fetched as npm fetches packages; nothing is installed.
fn noto() -> Result<PathBuf> {
    let home = home()?;
    for (name, sum) in NOTO {
        let file = format!("fontsource-{name}-{NOTO_VERSION}.tgz");
        if !home.join(&file).is_file() {
            say(&format!("Fetching @fontsource/{name} {NOTO_VERSION} from npm"));
            let package = format!("@fontsource/{name}@{NOTO_VERSION}");
            run(program("npm").args(["pack", "--silent", &package]).current_dir(&home))?;
        }
        check(&home, &file, sum)?;
        let folder = home.join("noto").join(name);
        fs::create_dir_all(&folder)?;
        run(program("tar").args(["-xzf", &file, "--strip-components=1", "-C"]).arg(&folder).current_dir(&home))?;
    }
    Ok(home.join("noto"))
}

fn home() -> Result<PathBuf> {
    let home = folder().join("fonts");
    fs::create_dir_all(&home)?;
    Ok(home)
}

/// Refuses a file that is not the one that the fonts were made of.
fn check(home: &Path, file: &str, sum: &str) -> Result<()> {
    if !output(program("sha256sum").arg(file).current_dir(home))?.starts_with(sum) {
        bail!("{file} in {} is not the file that the fonts were made of", home.display());
    }
    Ok(())
}
