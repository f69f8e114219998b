//! The letter: measured and drawn as it is written, made of evidence that is there already, brought in from elsewhere, and
//! given out as files.

use journeys::{Browser, journey, journey_in_chromium, project_file, words};
use serde_json::{Value, json};

const LETTER: &str = "letters/supporting-letter";
const VISION: &str = "letters/supporting-letter/prompts/motivation/text";

fn example() -> Value {
    let mut draft: Value = serde_json::from_str(&project_file("assets/examples/hertfordshire-2025.json")).unwrap();
    draft["id"] = "20260101-letter".into();
    draft
}

/// The first prompt's text: whatever the call calls it.
fn first_prompt(browser: &Browser) -> String {
    let id = browser.script("return document.querySelector('textarea[id*=\"/prompts/\"]').id", &[]);
    id.as_str().unwrap().to_owned()
}

/// The text of the prompt that stands after another one's.
fn field_after(browser: &Browser, field: &str) -> String {
    let read = "
        const all = [...document.querySelectorAll('textarea[id*=\"/prompts/\"]')];
        return all[all.findIndex((e) => e.id === arguments[0]) + 1].id;";
    browser.script(read, &[json!(field)]).as_str().unwrap().to_owned()
}

/// The example on this device, its letter's page open.
fn at_the_letter(browser: &Browser, change: impl FnOnce(&mut Value)) -> String {
    browser.open("");
    let mut draft = example();
    change(&mut draft);
    browser.keep(&draft);
    browser.reload();
    let id = draft["id"].as_str().unwrap().to_owned();
    browser.go(&format!("#/draft/{id}/{LETTER}"));
    browser.see("of 2 sides");
    id
}

/// How long the letter is, as the bar above it says.
fn measured(browser: &Browser) -> String {
    browser.script("return document.querySelector('.gauge-top p').textContent", &[]).as_str().unwrap().to_owned()
}

/// Unfolds why something was found, of what can be said to be right.
fn open_the_advice(browser: &Browser) {
    let open = "
        const folds = [...document.querySelectorAll('.findings details')];
        const fold = folds.find((e) => /This is right|Show again/.test(e.textContent));
        if (fold && !fold.open) fold.querySelector('summary').click();
        return !!fold;";
    browser.wait_for("advice", || browser.script(open, &[]) == json!(true));
}

/// What is drawn on the pages of the letter, without white space. They are there while one writes, too.
fn drawn(browser: &Browser) -> String {
    let read =
        "return [...document.querySelectorAll('main .letter-pages .sheet text')].map((e) => e.textContent).join('')";
    bare(browser.script(read, &[]).as_str().unwrap_or_default())
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Presses a button in the part of the page that belongs to a text.
fn press_in_part(browser: &Browser, field: &str, words: &str) {
    let press = "
        const part = document.getElementById(arguments[0]).closest('.leaf');
        [...part.querySelectorAll('button')].find((e) => e.textContent.startsWith(arguments[1])).click();";
    browser.script(press, &[json!(field), json!(words)]);
}

/// Whether the beginning or the end of what a selector finds can be seen below the bar that stays in sight.
fn in_sight(browser: &Browser, selector: &str) -> bool {
    let look = "
        const bar = document.querySelector('.gauge').getBoundingClientRect().bottom;
        return [...document.querySelectorAll(arguments[0])].some((e) => {
            const { top, bottom, height } = e.getBoundingClientRect();
            return height > 0 && bottom > bar && top < innerHeight;
        });";
    browser.script(look, &[json!(selector)]) == json!(true)
}

journey! {
    fn a_letter_is_measured_and_drawn_as_it_is_written(browser) {
        let id = at_the_letter(browser, |_| ());
        let field = first_prompt(browser);
        let before = measured(browser);
        assert!(before.contains("of 2 sides") && before.contains("room for"), "{before}");

        // A keystroke draws its own line anew, and no other is touched.
        let whole = drawn(browser);
        browser.in_page("
            window.journey.touched = 0;
            const count = (all) => all.forEach((one) => { window.journey.touched += one.addedNodes.length + one.removedNodes.length; });
            new MutationObserver(count).observe(document.querySelector('.letter-pages .sheets'), { childList: true, subtree: true });");
        browser.script("const e = document.getElementById(arguments[0]); e.focus(); e.setSelectionRange(e.value.length, e.value.length)", &[json!(field)]);
        browser.press("e");
        browser.wait_for("the line to be drawn anew", || drawn(browser) != whole);
        assert_eq!(browser.script("return window.journey.touched", &[]), json!(2), "one line goes and one comes");

        // The measure is painted with the very keystroke that changes it.
        browser.in_page("
            window.journey.measures = [];
            addEventListener('input', () => requestAnimationFrame(() => window.journey.measures.push(document.querySelector('.gauge-top p').textContent)));");
        let text = "Every class sings, and we count it on our fingers. ".repeat(60);
        browser.paste(&field, &text);
        browser.wait_for("a frame", || browser.script("return window.journey.measures.length", &[]).as_u64() > Some(0));
        assert_ne!(measured(browser), before);
        assert_eq!(browser.script("return window.journey.measures.at(-1)", &[]), json!(measured(browser)));

        // The pages follow, true to the letter.
        browser.wait_for("the pages to be drawn anew", || drawn(browser).contains(&bare(&text)));

        // Too long is said there, in the check, and on the overview; the fuller answer stays.
        browser.paste(&field, &text.repeat(3));
        assert!(measured(browser).contains("lines over"), "{}", measured(browser));
        browser.check_accessible("a letter that is too long");
        browser.go(&format!("#/draft/{id}/check"));
        browser.see("lines over");
        browser.see_no(words::READY);
        browser.go(&format!("#/draft/{id}/{LETTER}"));
        browser.see_value(&field, text.repeat(3).trim_end_matches('\n'));

        // Smaller type makes it shorter, and the next page break moves.
        let long = measured(browser);
        browser.click("Letter layout");
        browser.click_field(&format!("{LETTER}/size"));
        browser.wait_for("another measure", || measured(browser) != long);
        browser.check_accessible("the look of the letter");

        // From the text that is being written to its place on the pages, and back to the text.
        let own = "return document.querySelectorAll('main .letter-pages .sheet .sheet-own').length";
        for field in [field.clone(), field_after(browser, &field)] {
            browser.click_field(&field);
            browser.click_field("letter-view~1");
            browser.wait_for("its lines to be marked", || browser.script(own, &[]).as_u64() > Some(2));
            browser.wait_for("its lines to be in sight", || in_sight(browser, ".letter-pages .sheet-own"));
            browser.check_accessible("the pages of the letter");
            browser.click_field("letter-view");
            browser.wait_for("the text to be in sight", || in_sight(browser, &format!("[id='{field}']")));
        }
        browser.width(320);
        browser.check_fits();
        browser.check_accessible("the letter on a phone");
    }
}

journey! {
    fn evidence_goes_into_the_letter_and_is_remembered(browser) {
        let id = at_the_letter(browser, |_| ());
        let field = first_prompt(browser);
        let (before, draft) = (browser.value(&field), browser.draft(&id));
        let from = draft["answers"].as_object().unwrap().keys().find(|key| key.ends_with("/evidence")).unwrap().clone();
        let evidence = browser.answer(&id, &from);
        press_in_part(browser, &field, "Use your evidence");
        browser.see("From your criteria.");
        browser.check_accessible("evidence beside the text");
        let put = "
            const part = document.getElementById(arguments[0]).closest('.leaf');
            const row = [...part.querySelectorAll('.evidence > li')].find((e) => e.querySelector('a').hash.endsWith(arguments[1]));
            row.querySelector('button').click();";
        browser.script(put, &[json!(field), json!(from)]);
        browser.see_value(&field, &format!("{}\n\n{}", before.trim_end(), evidence.as_str().unwrap().trim()));
        browser.see("Uses your evidence");
        let sources = field.replace("/text", "/sources");
        assert_eq!(browser.answer(&id, &sources), json!([from]));
        // Both at once are undone, and what is no longer there is not said to be.
        browser.click("Undo");
        browser.see_value(&field, &before);
        browser.see_no("Uses your evidence");
        browser.click("Redo");
        browser.see("Uses your evidence");
        browser.reload();
        browser.see("Uses your evidence");
    }
}

journey! {
    fn what_is_pasted_into_the_letter_comes_in_clean(browser) {
        at_the_letter(browser, |_| ());
        let field = first_prompt(browser);
        browser.paste(&field, "Before. ");
        browser.click_field(&field);
        let html = "<p class=MsoNormal><b>We \u{201c}sing\u{201d}</b></p><p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>\
            <span style='mso-list:Ignore'>\u{b7}&nbsp;</span>daily</p><p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>\
            <span style='mso-list:Ignore'>\u{b7}&nbsp;</span>loudly</p>";
        let paste = "
            const field = document.getElementById(arguments[0]);
            field.focus();
            field.setSelectionRange(field.value.length, field.value.length);
            const data = new DataTransfer();
            data.setData('text/html', arguments[1]);
            data.setData('text/plain', 'We sing');
            // Firefox takes what is copied in its own way, and one kind of it only.
            const init = { clipboardData: data, dataType: 'text/html', data: arguments[1], bubbles: true, cancelable: true };
            return field.dispatchEvent(new ClipboardEvent('paste', init));";
        let taken = browser.script(paste, &[json!(field), json!(html)]);
        assert_eq!(taken, json!(false), "the page sees to it");
        browser.see_value(&field, "Before. We \u{201c}sing\u{201d}\n\n- daily\n- loudly");
    }
}

journey! {
    fn a_letter_comes_out_as_files_and_in_again(browser) {
        let id = at_the_letter(browser, |_| ());
        browser.click_field("letter-view~1");
        let pdf = browser.file_given_by(|| browser.click("Download as PDF"));
        assert_eq!(pdf.name, "supporting-letter.pdf");
        pdf.check_pdf(browser);
        browser.click(words::CLOSE_NOTICE);
        let word = browser.file_given_by(|| browser.click("Download as Word"));
        assert_eq!(word.name, "supporting-letter.docx");
        let written = browser.draft(&id);

        // A school that wrote its letter in Word brings it in.
        browser.go("#/");
        let other = browser.begin("Hertfordshire Music Hub");
        browser.go(&format!("#/draft/{other}/{LETTER}"));
        browser.click("Use a letter you have already written");
        browser.give_file("bring-letter", "broken.docx", &word.bytes[..word.bytes.len() / 2]);
        browser.see("Your application has not changed");
        browser.click(words::CLOSE_NOTICE);
        browser.give_file("bring-letter", &word.name, &word.bytes);
        browser.see("Where should the text of");
        browser.check_accessible("a letter to be divided");
        browser.width(320);
        browser.check_fits();
        browser.width(1280);
        browser.click("Add the text");
        browser.see("added after your text");
        let texts = |draft: &Value| -> Vec<(String, String)> {
            let answers = draft["answers"].as_object().unwrap().iter();
            let own = answers.filter(|(field, _)| field.contains("/prompts/") && field.ends_with("/text"));
            own.map(|(field, answer)| (field.clone(), bare(answer["value"].as_str().unwrap()))).collect()
        };
        // What follows the last heading and is no prompt's (the statement of support) is for the person to place.
        for ((field, is), (_, was)) in texts(&browser.draft(&other)).iter().zip(texts(&written)) {
            assert!(is.starts_with(&was), "{field}: {is}");
        }
        assert_eq!(texts(&browser.draft(&other)).len(), texts(&written).len());
    }
}

journey_in_chromium! {
    fn every_document_can_be_had_by_itself(browser) {
        let id = at_the_letter(browser, |_| ());
        browser.go(&format!("#/draft/{id}/send"));
        browser.click("Single files: letter, documents, check, answers");
        let save = |row: &str| {
            let press = "
                const row = [...document.querySelectorAll('.single-files li')].find((e) => e.textContent.includes(arguments[0]));
                row.querySelector('button').click();";
            let file = browser.file_given_by(|| drop(browser.script(press, &[json!(row)])));
            browser.see(&file.name);
            browser.click(words::CLOSE_NOTICE);
            file
        };
        for (row, name) in [
            ("1-page check", "readiness.pdf"),
            ("Whole application", "application.pdf"),
            ("supporting-letter.pdf", "supporting-letter.pdf"),
        ] {
            let file = save(row);
            assert_eq!(file.name, name);
            file.check_pdf(browser);
        }
        assert_eq!(save("supporting-letter.docx").name, "supporting-letter.docx");
        let leaders = browser.file_given_by(|| browser.click("Download it all to read (PDF)"));
        leaders.check_pdf(browser);
        browser.arriving(|| browser.click(words::TO_HUB));
        browser.click_field("with-page");
        let bundle = browser.file_given_by(|| browser.click(words::MAKE));
        browser.check_bundle(&bundle);
        let holds = |name: &str| bundle.bytes.windows(name.len()).any(|w| w == name.as_bytes());
        for name in ["application.html", "application.pdf", "supporting-letter.docx"] {
            assert!(holds(name), "{name}");
        }
        assert!(!holds("readiness.pdf"), "the check is not for the hub");
        browser.go(&format!("#/draft/{id}/check"));
        let check = browser.file_given_by(|| browser.click("Download a 1-page PDF"));
        assert_eq!(check.name, "readiness.pdf");
    }
}

journey_in_chromium! {
    /// Advice that is mistaken is set aside with a reason, and can be taken back.
    fn advice_can_be_set_aside(browser) {
        let id = at_the_letter(browser, |draft| {
            draft["answers"][VISION] = json!({ "value": "We sing. TODO", "at": "2026-01-01T09:00:00.000Z" });
        });
        browser.paste(VISION, "We sing [insert when]. TODO ask Ada.");
        browser.go(&format!("#/draft/{id}/check"));
        open_the_advice(browser);
        browser.click_first("This is right");
        browser.fill(&format!("aside/leftover/{VISION}-reason"), "It is the name of a song");
        browser.click("Hide this advice");
        // It stands under what does not apply, with its reason, and can be shown again.
        browser.see("right: It is the name of a song");
        browser.see_focus("check-title");
        browser.check_accessible("advice that is set aside");
        browser.reload();
        browser.see("right: It is the name of a song");
        open_the_advice(browser);
        browser.click_first("Show again");
        browser.see_no("It is the name of a song");
        open_the_advice(browser);
        browser.see("This is right");
    }
}

journey! {
    /// Who writes before the page has put the hand there keeps the first letter: what is written is not chosen under it.
    fn a_quick_hand_loses_no_letter(browser) {
        let id = at_the_letter(browser, |_| ());
        browser.paste(VISION, "We sing. TODO ask Ada.");
        browser.go(&format!("#/draft/{id}/check"));
        open_the_advice(browser);
        browser.see("This is right");
        let write = "
            const done = arguments[1];
            (async () => {
                [...document.querySelectorAll('button')].find((e) => e.textContent.startsWith('This is right')).click();
                // No picture is drawn while a promise follows a promise.
                let field = null;
                for (let turn = 0; turn < 1000 && !field; turn += 1) {
                    await Promise.resolve();
                    field = document.getElementById(arguments[0]);
                }
                if (!field) return done('the field did not come at once');
                field.focus();
                document.execCommand('insertText', false, 'I');
                setTimeout(() => {
                    document.execCommand('insertText', false, 't');
                    done(field.value);
                }, 300);
            })();";
        let written = browser.script_later(write, &[json!(format!("aside/leftover/{VISION}-reason"))]);
        assert_eq!(written, json!("It"));
    }
}
