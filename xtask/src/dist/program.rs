//! From Rust to what a browser runs: cargo, wasm-split, wasm-bindgen, wasm-opt.

use crate::{
    run::{cargo, root, run, say},
    tools,
};
use anyhow::{Context, Result, anyhow, bail};
use std::{fs, path::PathBuf, process::Command};
use wasm_bindgen_cli_support::{Bindgen, Output};

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

    /// Whether the page's program comes in several files. Taking it apart needs the whole program optimised at once.
    pub(super) fn is_apart(self) -> bool {
        self != Self::Quick
    }

    fn built(self, name: &str) -> PathBuf {
        self.target_folder().join(tools::WASM).join(self.profile()).join(name)
    }
}

/// One of the two programs, ready for the browser.
pub(super) struct Program {
    pub(super) script: String,
    pub(super) wasm: Vec<u8>,
}

/// The page's program: what the first page needs, and its parts by name (`Part` in views/lazy.rs) where they are files of
/// their own.
pub(super) struct Page {
    pub(super) first: Program,
    pub(super) parts: Vec<Part>,
}

/// A part of the page's program: what it alone has, and what it shares with later parts, as files.
pub(super) struct Part {
    pub(super) name: &'static str,
    pub(super) files: Vec<Vec<u8>>,
}

/// The parts of the page's program, in the order in which they are put in place: what two of them share is in the one that
/// comes first.
const PARTS: [&str; 3] = ["answers", "check", "rest"];

/// Compiles the page and the worker.
pub(super) fn compile(how: How) -> Result<()> {
    tools::wasm_target()?;
    say("Compiling the page and the worker");
    run(compiler(how)?.args(["--bin", "worker", "--features", "worker"]))?;
    let mut page = compiler(how)?;
    page.args(["--bin", "upbeat"]);
    if how.is_apart() {
        // Which function uses which is told by the linker's relocations and names.
        page.args(["--features", "split", "--", "-Clink-args=--emit-relocs", "-Cstrip=none"]);
    }
    run(&mut page)
}

fn compiler(how: How) -> Result<Command> {
    let mut cargo = cargo();
    cargo
        .args(["rustc", "--package", "upbeat", "--target", tools::WASM, "--profile", how.profile(), "--target-dir"])
        .arg(how.target_folder());
    // As in `.cargo/config.toml`, in whose place these flags stand.
    let mut flags = "--cfg=erase_components".to_owned();
    if how == How::Small {
        // Rust's standard library is built again without what a page never shows: the words of panics and the code
        // that formats them, source locations, speed over size. These switches are not stable yet, hence
        // RUSTC_BOOTSTRAP; the toolchain is pinned, so they cannot change under us.
        tools::rust_source()?;
        flags.push_str(" -Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none");
        cargo.env("RUSTC_BOOTSTRAP", "1");
        cargo.args(["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"]);
    }
    cargo.env("RUSTFLAGS", flags);
    Ok(cargo)
}

/// Makes the worker ready for the browser.
pub(super) fn worker(how: How) -> Result<Program> {
    finish("worker", &read_wasm("worker", how)?, how)
}

/// Makes the page ready for the browser.
pub(super) fn page(how: How) -> Result<Page> {
    let whole = read_wasm("upbeat", how)?;
    if !how.is_apart() {
        return Ok(Page { first: finish("upbeat", &whole, how)?, parts: Vec::new() });
    }
    let (first, parts) = taken_apart(&whole, how)?;
    let mut first = finish("upbeat", &first, how)?;
    first.script = linked(&first.script)?;
    Ok(Page { first, parts })
}

fn read_wasm(name: &str, how: How) -> Result<Vec<u8>> {
    let path = how.built(name).with_extension("wasm");
    fs::read(&path).with_context(|| format!("could not read {}", path.display()))
}

/// The script of split programs as the splitter names it; ours is `assets/page-start.js`.
const LINK: &str = "./__wasm_split.js";

/// What the first page reaches, and the parts of the rest by name.
fn taken_apart(whole: &[u8], how: How) -> Result<(Vec<u8>, Vec<Part>)> {
    say("Taking the page's program apart");
    let folder = how.target_folder().join("parts");
    let main = folder.join("first.wasm");
    let mut options = wasm_split_cli_support::Options::new(whole);
    options.output_dir = &folder;
    options.main_out_path = &main;
    options.link_name = LINK;
    let made = wasm_split_cli_support::transform(options).map_err(|why| anyhow!("{why:#}"))?;
    let mut todo = made.split_modules;
    let mut parts = Vec::new();
    for name in PARTS {
        let needed = made.prefetch_map.get(name).with_context(|| format!("the program has no part {name}"))?;
        let is_needed =
            |file: &PathBuf| file.file_stem().is_some_and(|stem| needed.iter().any(|own| stem == own.as_str()));
        let (own, later): (Vec<_>, Vec<_>) = todo.into_iter().partition(is_needed);
        todo = later;
        let files: Result<_> = own.iter().map(|file| optimised(name, &fs::read(file)?, how)).collect();
        parts.push(Part { name, files: files? });
    }
    if !todo.is_empty() {
        bail!("the program has parts that xtask/src/dist/program.rs does not know: {todo:?}");
    }
    Ok((fs::read(&main)?, parts))
}

/// The page's script with the loaders of `assets/page-start.js` in place of the splitter's, which it imports, once for
/// each part.
fn linked(script: &str) -> Result<String> {
    let import = format!(" from \"{LINK}\"");
    let mut linked = script.to_owned();
    let lines = script.lines().filter(|line| line.starts_with("import * as ") && line.contains(&import));
    let loaders: Vec<String> =
        PARTS.iter().enumerate().map(|(place, name)| format!("__wasm_split_load_{name}: loader({place})")).collect();
    let mut found = 0;
    for line in lines {
        let name = line.strip_prefix("import * as ").and_then(|line| line.split(' ').next()).unwrap_or_default();
        linked = linked.replacen(line, &format!("const {name} = {{ {} }};", loaders.join(", ")), 1);
        // They are the same, and the program imports from one.
        if found > 0 {
            linked = linked.replacen(&format!("\"{LINK}\": {name},\n"), "", 1);
        }
        found += 1;
    }
    if found == 0 {
        bail!(
            "wasm-bindgen's script no longer imports {LINK}, in whose place xtask/src/dist/program.rs puts our loaders"
        );
    }
    if !script.contains("async function __wbg_load(") || !script.contains("let wasmModule, wasmInstance, wasm;") {
        bail!("wasm-bindgen's script no longer has `__wbg_load` and `wasm`, which assets/page-start.js uses");
    }
    Ok(linked)
}

/// Makes one compiled program ready for the browser: its script, and its wasm as small as wanted.
fn finish(name: &str, built: &[u8], how: How) -> Result<Program> {
    let mut output = Bindgen::new()
        .input_bytes(name, built.to_owned())
        .web(true)?
        .typescript(false)
        .omit_default_module_path(true)
        // The parts of the page's program go into the table of the first file.
        .keep_lld_exports(name == "upbeat" && how.is_apart())
        .remove_name_section(how == How::Small)
        .remove_producers_section(how != How::Quick)
        .generate_output()
        .with_context(|| format!("wasm-bindgen could not read {name}"))?;
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
fn without_streams(output: &mut Output) {
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
