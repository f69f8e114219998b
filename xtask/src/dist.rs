//! `cargo xtask dist`: the whole site as a folder of plain files that any static host can give out, from any path.

mod fonts;
mod headers;
mod names;
mod program;
mod sizes;

use crate::{
    run::{pipe, root, say},
    tools,
};
use anyhow::{Context, Result, bail};
use fonts::fonts;
use names::{fill, hashed, integrity, without_comments};
use std::{
    fs,
    path::{Path, PathBuf},
};

pub(crate) use program::How;
pub(crate) use sizes::first_page_gzip;

/// Builds everything and prints what it weighs.
pub(crate) fn dist(arguments: &[String]) -> Result<()> {
    let how = match arguments {
        [] => How::Small,
        [one] if one == "--keep-messages" => How::SmallWithMessages,
        _ => bail!("`cargo xtask dist` knows one option: --keep-messages (larger, but a failure says what it was)"),
    };
    let folder = folder();
    build(&folder, how)?;
    print!("{}", sizes::table(&folder)?);
    say(&format!("The site is in {}", folder.display()));
    Ok(())
}

/// Where the optimised site lies.
pub(crate) fn folder() -> PathBuf {
    root().join("dist")
}

/// Puts the whole site into `folder`, in place of whatever was there.
///
/// It is built beside the folder first: a build that fails leaves the last good site as it was.
pub(crate) fn build(folder: &Path, how: How) -> Result<()> {
    program::compile(how)?;
    let next = folder.with_extension("next");
    clear(&next)?;
    fs::create_dir_all(&next)?;
    let page = program::page(how)?;
    let worker = program::worker(how)?;
    say("Putting the site together");

    let page_wasm = hashed(&next, "upbeat", "wasm", &page.first.wasm)?;
    // None where there is one file only.
    let mut parts = Vec::new();
    for part in &page.parts {
        let names: Result<Vec<String>> = part.files.iter().map(|wasm| hashed(&next, part.name, "wasm", wasm)).collect();
        parts.push(names?.join(","));
    }
    let parts = parts.join(" ");
    let page_script = small(&(page.first.script + &read("assets/page-start.js")?), "js", how)?;
    let page_js = hashed(&next, "upbeat", "js", page_script.as_bytes())?;

    let fonts = fonts(&next.join("fonts"))?;
    let worker_wasm = hashed(&next, "worker", "wasm", &worker.wasm)?;
    let named = fonts.for_worker();
    let known = [("worker-wasm", worker_wasm.as_str()), ("fonts", named.as_str())];
    let start = fill(&read("assets/worker-start.js")?, &known)?;
    let worker_script = small(&(worker.script + &start), "js", how)?;
    let worker_js = hashed(&next, "worker", "js", worker_script.as_bytes())?;

    // For browsers so old that they have to be told.
    let kept = read("assets/kept.js")?;
    let boot = small(&(kept.clone() + &read("assets/boot.js")?), "js --target=es5", how)?;
    let boot_js = hashed(&next, "boot", "js", boot.as_bytes())?;
    let rescue = small(&(kept + &read("assets/rescue.js")?), "js --target=es5", how)?;
    let rescue_js = hashed(&next, "rescue", "js", rescue.as_bytes())?;
    let style = small(&fonts.in_style(&style()?), "css", how)?;
    let style_css = hashed(&next, "upbeat", "css", style.as_bytes())?;

    let index = fill(
        &without_comments(&read("index.html")?)?,
        &[
            ("style", &style_css),
            ("style-integrity", &integrity(style.as_bytes())),
            ("page", &page_js),
            ("page-integrity", &integrity(page_script.as_bytes())),
            ("page-wasm", &page_wasm),
            ("parts", &parts),
            ("boot", &boot_js),
            ("boot-integrity", &integrity(boot.as_bytes())),
            ("worker", &worker_js),
        ],
    )?;
    fs::write(next.join("index.html"), index)?;
    let rescue_page = fill(
        &without_comments(&read("assets/rescue.html")?)?,
        &[
            ("style", &style_css),
            ("style-integrity", &integrity(style.as_bytes())),
            ("rescue", &rescue_js),
            ("rescue-integrity", &integrity(rescue.as_bytes())),
        ],
    )?;
    fs::write(next.join("rescue.html"), rescue_page)?;
    // Plain names: a hub edits its calls on its own host, and editors find the schemas by them.
    for name in ["calls", "examples", "schemas"] {
        copy_folder(&root().join("assets").join(name), &next.join(name))?;
    }
    headers::write(&next)?;
    clear(folder)?;
    fs::rename(&next, folder).with_context(|| format!("could not move the new site to {}", folder.display()))
}

/// Every style sheet as one, in the order of their names.
fn style() -> Result<String> {
    let mut files: Vec<PathBuf> = entries(&root().join("style"))?;
    files.retain(|file| file.extension().is_some_and(|ending| ending == "css"));
    let sheets: Result<Vec<String>> = files.iter().map(|file| Ok(fs::read_to_string(file)?)).collect();
    Ok(sheets?.join("\n"))
}

/// The same script or style sheet without comments and white space, where the build is to be small.
fn small(text: &str, loader: &str, how: How) -> Result<String> {
    if how == How::Quick {
        return Ok(text.to_owned());
    }
    let options = format!("--minify --log-level=warning --loader={loader}");
    pipe(tools::esbuild()?.args(options.split(' ')), text)
}

fn read(name: &str) -> Result<String> {
    fs::read_to_string(root().join(name)).with_context(|| format!("could not read {name}"))
}

/// What a folder holds, in the order of names; nothing if it does not exist.
fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        paths.push(entry?.path());
    }
    paths.sort();
    Ok(paths)
}

/// Hands over every file in a folder and the folders in it: its path with `/` between folders, and its content.
pub(crate) fn each_file(folder: &Path, take: &mut dyn FnMut(String, Vec<u8>) -> Result<()>) -> Result<()> {
    let mut todo = vec![folder.to_owned()];
    while let Some(path) = todo.pop() {
        if path.is_dir() {
            todo.extend(entries(&path)?);
        } else {
            let content = fs::read(&path).with_context(|| format!("could not read {}", path.display()))?;
            let inside = path.strip_prefix(folder)?.iter().map(|part| part.to_string_lossy());
            take(inside.collect::<Vec<_>>().join("/"), content)?;
        }
    }
    Ok(())
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    for path in entries(from)? {
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy_folder(&path, &target)?;
        } else {
            fs::create_dir_all(to)?;
            fs::copy(&path, &target).with_context(|| format!("could not copy {}", path.display()))?;
        }
    }
    Ok(())
}

fn clear(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("could not clear {}", folder.display()))?;
    }
    Ok(())
}
