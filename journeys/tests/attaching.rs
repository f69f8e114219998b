//! Attached files: kept, shown, put back, in the bundle and out of it again, byte for byte.

use journeys::{Browser, Key, journey, words};
use serde_json::{Value, json};

const HERTFORDSHIRE: &str = "Hertfordshire Music Hub";
const PLAN: &str = "documents/development-plan/files";
const EVIDENCE: &str = "criteria/programme/hour-a-week/files";

/// Bytes that no program packs well.
fn noise(length: usize) -> Vec<u8> {
    let mut state = 7_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    };
    (0..length).map(|_| next()).collect()
}

/// A picture of one pixel.
fn picture() -> Vec<u8> {
    const PNG: &str = "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082";
    (0..PNG.len()).step_by(2).map(|at| u8::from_str_radix(&PNG[at..at + 2], 16).unwrap()).collect()
}

/// What is in the store: ids, and the checksum that each file's bytes really have, and their number.
fn store(browser: &Browser) -> Value {
    browser.script_later(
        "const done = arguments[arguments.length - 1];
        const open = indexedDB.open('upbeat');
        open.onerror = () => done(String(open.error));
        open.onsuccess = () => {
            const db = open.result;
            if (!db.objectStoreNames.contains('files')) { db.close(); return done([]); }
            const files = db.transaction('files').objectStore('files');
            const keys = files.getAllKeys(), values = files.getAll();
            values.onsuccess = async () => {
                db.close();
                const all = [];
                for (const [n, blob] of values.result.entries()) {
                    const bytes = await new Blob([blob]).arrayBuffer();
                    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
                    all.push([keys.result[n], [...hash].map((b) => b.toString(16).padStart(2, '0')).join(''), bytes.byteLength]);
                }
                done(all);
            };
        };",
        &[],
    )
}

/// Attaches a file and waits until it is.
fn attach(browser: &Browser, field: &str, name: &str, bytes: &[u8]) {
    let id = browser.open_draft();
    let count = || browser.answer(&id, field).as_array().map_or(0, Vec::len);
    let before = count();
    browser.give_file(field, name, bytes);
    browser.wait_for("the file to be attached", || count() > before);
    browser.see("attached and saved on this device");
}

journey! {
    /// Whoever is giving a file another name goes on writing while more files arrive.
    fn a_file_that_arrives_leaves_the_others_alone(browser) {
        browser.open("");
        let id = browser.begin(HERTFORDSHIRE);
        browser.follow(&format!("#/draft/{id}/documents"));
        attach(browser, PLAN, "plan.pdf", &noise(2_000));
        browser.script("document.querySelector('.file-row details').open = true", &[]);
        let named = "[...document.querySelectorAll('.file-row input[type=text]')]";
        browser.script(&format!("{named}[0].focus(); {named}[0].select()"), &[]);
        browser.press("Our p");
        browser.drop_file(PLAN, "song.mp3", &noise(3_000));
        browser.wait_for("the dropped file", || browser.answer(&id, PLAN).as_array().map_or(0, Vec::len) == 2);
        browser.press("lan");
        let names = browser.script(&format!("return {named}.map((e) => e.value)"), &[]);
        assert_eq!(names, json!(["Our plan"]));
        browser.see("song.mp3");
        // Elsewhere each is offered, and the one that is chosen is the one that comes.
        let offered = "return [...document.querySelectorAll('.files-elsewhere option')].map((e) => e.textContent)";
        browser.wait_for("both to be offered by their names", || {
            let all = browser.script(offered, &[]);
            all.as_array().is_some_and(|all| all.contains(&json!("Our plan")) && all.contains(&json!("song.mp3")))
        });
    }
}

journey! {
    /// A photograph that is copied elsewhere: pasted where files go, or into the words beside them.
    fn files_are_pasted(browser) {
        browser.open("");
        let id = browser.begin(HERTFORDSHIRE);
        let count = |field: &str| browser.answer(&id, field).as_array().map_or(0, Vec::len);
        browser.follow(&format!("#/draft/{id}/documents"));
        browser.click_group(PLAN);
        browser.paste_file("image.png", "image/png", &picture());
        browser.wait_for("the pasted picture", || count(PLAN) == 1);
        browser.see("image.png");
        browser.check_accessible("pasted into documents");

        browser.follow(&format!("#/draft/{id}"));
        browser.follow(&format!("#/draft/{id}/criteria/programme"));
        browser.follow(&format!("#/draft/{id}/criteria/programme/hour-a-week"));
        browser.click_field(&EVIDENCE.replace("files", "evidence"));
        browser.paste_file("hall.png", "image/png", &noise(2_000));
        browser.wait_for("the pasted picture", || count(EVIDENCE) == 1);
        browser.see("hall.png");
    }
}

journey! {
    fn what_is_attached_comes_back_out_of_the_bundle(browser) {
        browser.open("");
        let id = browser.begin(HERTFORDSHIRE);
        let documents = format!("#/draft/{id}/documents");
        browser.follow(&documents);
        let (plan, song, many) = (noise(3_000_001), noise(70_000), noise(10));
        attach(browser, PLAN, "Our plan (2026).pdf", &plan);
        browser.see("PDF, 3 MB");
        attach(browser, PLAN, "song.mp3", &song);
        browser.follow(&format!("#/draft/{id}"));
        browser.follow(&format!("#/draft/{id}/criteria/programme"));
        browser.follow(&format!("#/draft/{id}/criteria/programme/hour-a-week"));
        attach(browser, EVIDENCE, "song again.mp3", &song);
        browser.drop_file(EVIDENCE, "numbers.csv", &many);
        browser.see("numbers.csv");
        browser.wait_for("the dropped file", || browser.answer(&id, EVIDENCE).as_array().map_or(0, Vec::len) == 2);

        browser.reload();
        browser.see("numbers.csv");
        let kept = store(browser);
        let all = kept.as_array().unwrap();
        assert_eq!(all.len(), 3, "one file is kept once: {kept}");
        assert!(all.iter().all(|file| file[0] == file[1]), "{kept}");
        let draft = browser.draft(&id);
        browser.follow(&format!("#/draft/{id}/send"));
        let bundle = browser.file_given_by(|| browser.click(words::BACK_UP));
        assert!(bundle.bytes.len() > plan.len() + song.len());
        browser.check_bundle(&bundle);

        browser.wipe();
        browser.reload_without_check();
        browser.open("");
        assert_eq!(store(browser), json!([]));
        browser.give_file("open-file", &bundle.name, &bundle.bytes);
        browser.see("is open and saved on this device");
        assert_eq!(store(browser), kept, "the same files under the same checksums");
        assert_eq!(browser.draft(&id), draft);
        browser.follow(&documents);
        browser.see("Our plan (2026).pdf");
        let given = browser.file_given_by(|| browser.click_first("Download"));
        assert_eq!((given.name.as_str(), given.bytes == plan), ("Our plan (2026).pdf", true));

        // And once more, the same bytes.
        browser.follow(&format!("#/draft/{id}/send"));
        let again = browser.file_given_by(|| browser.click(words::BACK_UP));
        assert!(again.bytes == bundle.bytes, "the second bundle differs");
    }
}

journey! {
    fn files_are_shown_renamed_replaced_removed_and_put_back(browser) {
        browser.open("");
        let id = browser.begin(HERTFORDSHIRE);
        browser.follow(&format!("#/draft/{id}/documents"));
        browser.check_accessible("no files");
        attach(browser, PLAN, "photograph.png", &picture());
        let first = browser.answer(&id, PLAN)[0].as_str().unwrap().to_owned();
        browser.click("View");
        browser.wait_for("the picture", || browser.script("return [...document.querySelectorAll('figure img')].some((i) => i.naturalWidth === 1)", &[]) == true);
        browser.check_accessible("a file that is shown");
        browser.click("Close");

        browser.click("Rename or replace");
        browser.fill(&format!("{PLAN}-{first}-name"), "Whole class.png");
        assert_eq!(browser.answer(&id, &format!("files/{first}/name")), "Whole class.png");
        browser.give_file(&format!("{PLAN}-{first}-new"), "another.pdf", b"%PDF-1.7 not much of one");
        browser.see("another.pdf");
        browser.see_no("Whole class.png");
        let second = browser.answer(&id, PLAN)[0].as_str().unwrap().to_owned();
        assert_ne!(first, second);

        browser.click("Remove");
        browser.see("removed.");
        assert_eq!(browser.answer(&id, PLAN), json!([]));
        browser.wait_for("focus to be on the way back", || browser.focused() == format!("{PLAN}-back"));
        browser.press(Key::Enter);
        browser.see("restored.");
        assert_eq!(browser.answer(&id, PLAN), json!([second]));

        // The same file a second time is the same file.
        browser.give_file(PLAN, "copy.pdf", b"%PDF-1.7 not much of one");
        browser.see("already attached here");
        assert_eq!(browser.answer(&id, PLAN), json!([second]));

        // Elsewhere it need not be chosen again.
        browser.follow(&format!("#/draft/{id}"));
        browser.follow(&format!("#/draft/{id}/criteria/programme"));
        browser.follow(&format!("#/draft/{id}/criteria/programme/hour-a-week"));
        browser.click_first("Attach");
        browser.see("attached.");
        browser.check_accessible("files as evidence");
        browser.width(320);
        browser.check_fits();
        browser.screenshot("files-narrow");
    }
}

journey! {
    /// Where the browser does not let anything be kept, attaching says so and all else goes on.
    fn without_a_store_nothing_else_breaks(browser) {
        browser.open("");
        let id = browser.begin(HERTFORDSHIRE);
        browser.follow(&format!("#/draft/{id}/documents"));
        // A store of a newer version is one that cannot be opened.
        let made = browser.script_later(
            "const done = arguments[arguments.length - 1];
            const newer = indexedDB.open('upbeat', 2);
            newer.onsuccess = () => { newer.result.close(); done('made'); };
            newer.onerror = () => done(String(newer.error));",
            &[],
        );
        assert_eq!(made, "made");
        browser.give_file(PLAN, "plan.pdf", b"%PDF");
        browser.see("\u{201c}plan.pdf\u{201d} was not attached.");
        browser.see("Your answers are safe.");
        assert_eq!(browser.answer(&id, PLAN), json!(null));
        browser.click(words::ANOTHER_WAY);
        browser.fill("documents/development-plan/name", "plan.pdf");
        assert_eq!(browser.answer(&id, "documents/development-plan/name"), "plan.pdf");
        browser.follow(&format!("#/draft/{id}/send"));
        browser.check_bundle(&browser.file_given_by(|| browser.click(words::BACK_UP)));
        browser.arriving(|| browser.click(words::TO_HUB));
        browser.check_bundle(&browser.file_given_by(|| browser.click(words::MAKE)));
    }
}
