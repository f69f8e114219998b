//! Files that the page gives out, and files that it is given.

use crate::Browser;
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};
use std::{fs, path::PathBuf};

/// A file as the page gave it to the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenFile {
    /// The name it would have in the download folder.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl Browser {
    /// Does something upon which the page gives out a file, and gives that file.
    pub fn file_given_by(&self, act: impl FnOnce()) -> GivenFile {
        let count = || self.script("return window.journey.files.length", &[]).as_u64().unwrap_or_default();
        let before = count();
        act();
        self.wait("the page to give out a file", || if count() > before { Ok(()) } else { Err(String::new()) });
        let read = "
            const [number, done] = arguments;
            const { name, blob } = window.journey.files[number];
            const reader = new FileReader();
            reader.onload = () => done([name, reader.result]);
            reader.onerror = () => done([name, String(reader.error)]);
            reader.readAsDataURL(blob);";
        let file = self.script_later(read, &[json!(before)]);
        let text = |index: usize| file.get(index).and_then(|value| value.as_str()).unwrap_or_default().to_owned();
        let (name, content) = (text(0), text(1));
        // An empty file's address is only `data:`.
        let content = content.split_once(";base64,").map_or("", |(_, content)| content);
        GivenFile { name, bytes: STANDARD.decode(content).expect("the browser writes base64") }
    }

    /// Gives a file to a file field, as choosing it in the browser's dialog does.
    pub fn give_file(&self, field: &str, name: &str, bytes: &[u8]) {
        let folder = self.folder().join(format!("given-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("target/journeys can be written");
        let path = folder.join(name);
        fs::write(&path, bytes).expect("target/journeys can be written");
        self.give_files(field, &[path]);
    }

    /// Gives files of this machine to a file field, all at once.
    pub fn give_files(&self, field: &str, paths: &[PathBuf]) {
        let paths: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
        self.with_field(field, |element| self.run(element.send_keys(paths.join("\n"))));
    }

    /// Drops a file onto an element, by its id. No driver can do this, so a script does.
    pub fn drop_file(&self, id: &str, name: &str, bytes: &[u8]) {
        let script = "
            const id = arguments[3];
            for (const kind of ['dragenter', 'dragover', 'drop']) {
                document.getElementById(id).dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
            }";
        self.carry(script, name, "", bytes, &[json!(id)]);
    }

    /// Clicks on the words above the controls of the part of a page that takes files, by the address that they go to.
    pub fn click_group(&self, field: &str) {
        let find = "return document.querySelector(`[data-files-to='${arguments[0]}'] > p`)";
        self.with_element(&format!("where files go, “{field}”"), find, field, |element| {
            self.click_element(element)
        });
    }

    /// Pastes a file where the focus is. The clipboard of the machine is not a journey's to write, so a script does.
    pub fn paste_file(&self, name: &str, kind: &str, bytes: &[u8]) {
        let script = "
            const event = new ClipboardEvent('paste', { bubbles: true, cancelable: true });
            // Firefox takes no files when the event is made.
            Object.defineProperty(event, 'clipboardData', { value: data });
            document.activeElement.dispatchEvent(event);";
        self.carry(script, name, kind, bytes, &[]);
    }

    /// Runs a script that has a file in `data`, as what is dragged or pasted carries it. What else it is given follows from
    /// `arguments[3]` on.
    fn carry(&self, script: &str, name: &str, kind: &str, bytes: &[u8], more: &[Value]) {
        let carried = "
            const [name, type, content] = arguments;
            const bytes = Uint8Array.from(atob(content), (c) => c.charCodeAt(0));
            const data = new DataTransfer();
            data.items.add(new File([bytes], name, { type }));";
        let file = [json!(name), json!(kind), json!(STANDARD.encode(bytes))];
        self.script(&format!("{carried}{script}"), &[&file, more].concat());
    }
}
