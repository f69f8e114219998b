//! From Rust to what a browser runs: cargo, wasm-bindgen, wasm-opt.

use crate::{
    run::{cargo, root, run, say},
    tools,
};
use anyhow::{Context, Result, bail};
use std::{fs, path::PathBuf};
use wasm_bindgen_cli_support::Bindgen;

/// What a build is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum How {
    /// For schools: as small as it gets. A failure of the program is noticed, but has no words.
    Small,
    /// The same with Rust's ready-made standard library, so that a failure says what and where it was.
    SmallWithMessages,
    /// For whoever is writing: built fast, no optimiser.
    Quick,
}

impl How {
    /// The builds differ in their flags, so each keeps its own cache.
    fn target_folder(self) -> PathBuf {
        root().join("target").join(match self {
            Self::Small => "site-small",
            Self::SmallWithMessages => "site-messages",
            Self::Quick => "site-quick",
        })
    }

    fn profile(self) -> &'static str {
        match self {
            Self::Small | Self::SmallWithMessages => "release",
            Self::Quick => "quick",
        }
    }
}

/// One of the two programs, ready for the browser.
pub(super) struct Program {
    pub(super) script: String,
    pub(super) wasm: Vec<u8>,
}

/// Compiles the page and the press.
pub(super) fn compile(how: How) -> Result<()> {
    tools::wasm_target()?;
    let mut cargo = cargo();
    cargo
        .args(["build", "--package", "upbeat", "--bin", "upbeat", "--bin", "press"])
        .args(["--target", tools::WASM, "--profile", how.profile(), "--target-dir"])
        .arg(how.target_folder());
    let mut flags = String::new();
    if how == How::Small {
        // Rust's standard library is built again without what a page never shows: the words of panics and the code
        // that formats them, source locations, speed over size. These switches are not stable yet, hence
        // RUSTC_BOOTSTRAP; the toolchain is pinned, so they cannot change under us.
        tools::rust_source()?;
        flags.push_str("-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none");
        cargo.env("RUSTC_BOOTSTRAP", "1");
        cargo.args(["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"]);
    }
    cargo.env("RUSTFLAGS", flags);
    say("Compiling the page and the press");
    run(&mut cargo)
}

/// Makes one compiled program ready for the browser: its script, and its wasm as small as wanted.
pub(super) fn finish(name: &str, how: How) -> Result<Program> {
    let built = how.target_folder().join(tools::WASM).join(how.profile()).join(name).with_extension("wasm");
    let mut output = Bindgen::new()
        .input_path(&built)
        .web(true)?
        .typescript(false)
        .omit_default_module_path(true)
        .remove_name_section(how == How::Small)
        .remove_producers_section(how != How::Quick)
        .generate_output()
        .with_context(|| format!("wasm-bindgen could not read {}", built.display()))?;
    let snippets = output.snippets().iter().filter(|(_, scripts)| !scripts.is_empty());
    let brought: Vec<&String> = snippets.map(|(from, _)| from).chain(output.local_modules().keys()).collect();
    if !brought.is_empty() {
        bail!("{name} uses crates that bring script files of their own, which the site does not carry: {brought:?}");
    }
    let script = output.js().to_owned();
    if !script.contains("__wbg_init as default") {
        bail!("wasm-bindgen's script no longer has `__wbg_init`, which xtask/src/dist.rs calls");
    }
    without_streams(&mut output);
    let wasm = output.wasm_mut().emit_wasm();
    let wasm = if how == How::Quick { wasm } else { optimised(name, &wasm, how)? };
    Ok(Program { script, wasm })
}

/// Leptos brings a crate for streams from and to servers, of which this page has none. What it exports would keep all
/// of it in the program; nothing of ours calls it, and wasm-opt takes out what nobody can reach.
fn without_streams(output: &mut wasm_bindgen_cli_support::Output) {
    let module = output.wasm_mut();
    let mut unused = Vec::new();
    for export in module.exports.iter() {
        if export.name.contains("intounderlying") {
            unused.push(export.id());
        }
    }
    for export in unused {
        module.exports.delete(export);
    }
}

/// Runs wasm-opt over a program.
fn optimised(name: &str, wasm: &[u8], how: How) -> Result<Vec<u8>> {
    let mut wasm_opt = tools::wasm_opt()?;
    let before = how.target_folder().join(name).with_extension("before.wasm");
    let after = how.target_folder().join(name).with_extension("after.wasm");
    fs::write(&before, wasm)?;
    say(&format!("Making {name} small with wasm-opt"));
    run(wasm_opt.arg("-Oz").arg(&before).arg("-o").arg(&after))?;
    Ok(fs::read(after)?)
}
