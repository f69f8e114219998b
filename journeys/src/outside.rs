//! Other people's programs, which know nothing of ours: Python's, as `cargo xtask test` installs them.

use crate::{Browser, GivenFile, site::root};
use std::{fs, path::PathBuf, process::Command};

impl Browser {
    /// Fails unless PyPI's `bagit` finds the bundle to be a whole, valid bag, `jsonschema` its JSON to follow the
    /// published schemas, and `pikepdf` its PDFs to be what they should.
    pub fn check_bundle(&self, bundle: &GivenFile) {
        let folder = self.folder().join(format!("bundle-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("target/journeys can be written");
        fs::write(folder.join(&bundle.name), &bundle.bytes).expect("target/journeys can be written");
        let schemas = root().join("assets/schemas");
        python("check_bags.py", std::slice::from_ref(&folder));
        python("check_pdf.py", std::slice::from_ref(&folder));
        python("check_json.py", &[folder, schemas.join("application.schema.json"), schemas.join("call.schema.json")]);
    }
}

impl GivenFile {
    /// Fails unless `pikepdf` finds this PDF to be what it should.
    pub fn check_pdf(&self, browser: &Browser) {
        let folder = browser.folder().join(format!("pdf-{}-{}", std::process::id(), self.name));
        fs::create_dir_all(&folder).expect("target/journeys can be written");
        fs::write(folder.join(&self.name), &self.bytes).expect("target/journeys can be written");
        python("check_pdf.py", &[folder]);
    }
}

/// Runs one of the checkers in `tests/python`.
fn python(script: &str, arguments: &[PathBuf]) {
    let ours = root().join(".tools/python/bin/python");
    let interpreter = std::env::var_os("UPBEAT_PYTHON").filter(|path| !path.is_empty()).map_or(ours, PathBuf::from);
    let checked = Command::new(&interpreter).arg(root().join("tests/python").join(script)).args(arguments).output();
    let checked = checked.unwrap_or_else(|error| {
        panic!("{} did not start ({error}): run `cargo xtask test`, which installs it", interpreter.display())
    });
    let said = String::from_utf8_lossy(&checked.stdout) + String::from_utf8_lossy(&checked.stderr);
    assert!(checked.status.success(), "{script} finds\n{said}");
}
