//! The letter: measured and drawn as it is written, made of evidence that is there already, brought in from elsewhere, and
//! given out as files.

use journeys::{Browser, journey, project_file, words};
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

/// The example on this device, its letter's page open.
fn at_the_letter(browser: &Browser, change: impl FnOnce(&mut Value)) -> String {
    browser.open("");
    let mut draft = example();
    change(&mut draft);
    browser.keep(&draft);
    browser.reload();
    let id = draft["id"].as_str().unwrap().to_owned();
    browser.go(&format!("#/draft/{id}/{LETTER}"));
    browser.see("How the letter will print");
    id
}

fn measured(browser: &Browser) -> String {
    browser.script("return document.querySelector('.measure-says').textContent", &[]).as_str().unwrap().to_owned()
}

/// What is drawn on the pages at the end, without white space.
fn drawn(browser: &Browser) -> String {
    let read = "return [...document.querySelectorAll('#letter-pages .sheet text')].map((e) => e.textContent).join('')";
    bare(browser.script(read, &[]).as_str().unwrap_or_default())
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Presses one of the choices beside a prompt's text.
fn beside(browser: &Browser, field: &str, choice: &str) {
    let press = "
        const point = document.getElementById(arguments[0]).closest('.point');
        [...point.querySelectorAll('.switch-choice')].find((e) => e.textContent === arguments[1]).click();";
    browser.script(press, &[json!(field), json!(choice)]);
}

journey! {
    fn a_letter_is_measured_and_drawn_as_it_is_written(browser) {
        let id = at_the_letter(browser, |_| ());
        let field = first_prompt(browser);
        let before = measured(browser);
        assert!(before.contains("of 2 sides of A4: room for"), "{before}");

        // A keystroke draws its own line anew, and no other is touched.
        let whole = drawn(browser);
        browser.in_page("
            window.journey.touched = 0;
            const count = (all) => all.forEach((one) => { window.journey.touched += one.addedNodes.length + one.removedNodes.length; });
            new MutationObserver(count).observe(document.getElementById('letter-pages'), { childList: true, subtree: true });");
        browser.script("const e = document.getElementById(arguments[0]); e.focus(); e.setSelectionRange(e.value.length, e.value.length)", &[json!(field)]);
        browser.press("e");
        browser.wait_for("the line to be drawn anew", || drawn(browser) != whole);
        assert_eq!(browser.script("return window.journey.touched", &[]), json!(2), "one line goes and one comes");

        // The measure is painted with the very keystroke that changes it.
        browser.in_page("
            window.journey.measures = [];
            addEventListener('input', () => requestAnimationFrame(() => window.journey.measures.push(document.querySelector('.measure-says').textContent)));");
        let text = "Every class sings, and we count it on our fingers. ".repeat(60);
        browser.paste(&field, &text);
        browser.wait_for("a frame", || browser.script("return window.journey.measures.length", &[]).as_u64() > Some(0));
        assert_ne!(measured(browser), before);
        assert_eq!(browser.script("return window.journey.measures.at(-1)", &[]), json!(measured(browser)));

        // The pages follow, true to the letter.
        browser.wait_for("the pages to be drawn anew", || drawn(browser).contains(&bare(&text)));

        // Too long is said there, in the check, and on the task list; the fuller answer stays.
        browser.paste(&field, &text.repeat(3));
        assert!(measured(browser).contains("lines over"), "{}", measured(browser));
        browser.check_accessible("a letter that is too long");
        browser.go(&format!("#/draft/{id}/readiness"));
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

        // Beside the text that is being written stand its pages.
        browser.click_field(&field);
        beside(browser, &field, "Pages");
        let own = "return document.getElementById(arguments[0]).closest('.point').querySelectorAll('.sheet .sheet-own').length";
        browser.wait_for("its lines to be marked", || browser.script(own, &[json!(field)]).as_u64() > Some(20));
        browser.check_accessible("pages beside the text");
        // They are longer than the window, and the caret's line is always in sight.
        for (caret, line) in [("e.value.length", "at(-1)"), ("0", "at(0)")] {
            browser.script(&format!("const e = document.getElementById(arguments[0]); e.focus(); e.setSelectionRange({caret}, {caret})"), &[json!(field)]);
            browser.press("e");
            let seen = format!("
                const beside = document.getElementById(arguments[0]).closest('.point').querySelector('.beside-context');
                const line = [...beside.querySelectorAll('.sheet-own')].{line}.getBoundingClientRect();
                const sight = beside.getBoundingClientRect();
                return beside.scrollHeight > beside.clientHeight && line.top >= sight.top && line.bottom <= sight.bottom");
            browser.wait_for(&format!("the line of the caret at {caret}"), || browser.script(&seen, &[json!(field)]) == json!(true));
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
        beside(browser, &field, "Your evidence");
        browser.see("From your criteria.");
        browser.check_accessible("evidence beside the text");
        let put = "
            const point = document.getElementById(arguments[0]).closest('.point');
            const row = [...point.querySelectorAll('.evidence > li')].find((e) => e.querySelector('a').hash.endsWith(arguments[1]));
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

journey! {
    fn every_document_can_be_had_by_itself(browser) {
        let id = at_the_letter(browser, |_| ());
        browser.go(&format!("#/draft/{id}/export"));
        let save = |row: &str| {
            let press = "
                const row = [...document.querySelectorAll('.papers li')].find((e) => e.textContent.includes(arguments[0]));
                row.querySelector('button:last-of-type').click();";
            let file = browser.file_given_by(|| drop(browser.script(press, &[json!(row)])));
            browser.see(&file.name);
            browser.click(words::CLOSE_NOTICE);
            file
        };
        for (row, name) in [
            ("1-page check", "readiness.pdf"),
            ("Whole application", "application.pdf"),
            ("Supporting", "supporting-letter.pdf"),
        ] {
            let file = save(row);
            assert_eq!(file.name, name);
            file.check_pdf(browser);
        }
        browser.click_field("with-page");
        let bundle = browser.file_given_by(|| browser.click(words::MAKE));
        browser.check_bundle(&bundle);
        let holds = |name: &str| bundle.bytes.windows(name.len()).any(|w| w == name.as_bytes());
        for name in ["application.html", "application.pdf", "readiness.pdf", "supporting-letter.docx"] {
            assert!(holds(name), "{name}");
        }
        browser.go(&format!("#/draft/{id}/readiness"));
        browser.click_first("Download a 1-page PDF");
    }
}

journey! {
    /// Advice that is mistaken is set aside with a reason, and can be taken back.
    fn advice_can_be_set_aside(browser) {
        let id = at_the_letter(browser, |draft| {
            draft["answers"][VISION] = json!({ "value": "We sing. TODO", "at": "2026-01-01T09:00:00.000Z" });
        });
        browser.paste(VISION, "We sing [insert when]. TODO ask Ada.");
        browser.go(&format!("#/draft/{id}/readiness"));
        browser.click_first("This is right");
        browser.fill(&format!("aside/leftover/{VISION}-reason"), "It is the name of a song");
        browser.click("Hide this advice");
        // It counts as settled, among what is there, with its reason.
        browser.click("Advice you have hidden");
        browser.see("right: It is the name of a song");
        browser.check_accessible("advice that is set aside");
        browser.reload();
        browser.click("Advice you have hidden");
        browser.click("Show this advice again");
        browser.see_no("It is the name of a song");
        browser.see("This is right");
    }
}

journey! {
    /// Who writes before the page has put the hand there keeps the first letter: what is written is not chosen under it.
    fn a_quick_hand_loses_no_letter(browser) {
        let id = at_the_letter(browser, |_| ());
        browser.paste(VISION, "We sing. TODO ask Ada.");
        browser.go(&format!("#/draft/{id}/readiness"));
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
