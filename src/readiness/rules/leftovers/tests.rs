use serde_json::{Value as Json, json};

use super::super::testing::{call, find_among, line, says, why};
use super::*;
use crate::call::Call;

fn marsh() -> Call {
    call(json!({
        "criteria": [{"id": "c", "name": "C", "statements": [says("Sing.")], "points": [
            {"id": "p", "label": "Singing", "quote": "Sing", "strength": "should"},
            {"id": "exams", "label": "Exams", "quote": "Sing", "strength": "should", "when": [{"key-stage": ["ks4"]}]}
        ]}],
        "letters": [{"id": "l", "name": "Letter", "kind": "letter", "strength": "should", "statements": [],
            "prompts": [{"id": "p", "title": "Vision:", "statements": []}]}]
    }))
}

fn others(call: &Call) -> OtherHubs {
    OtherHubs::new(call, ["Fen Music Hub", "FMS", "marsh music", "xy", " ", "Fen Music Hub", "\u{c9}cole Hub"])
}

fn scan(call: &Call, answers: &Json) -> Vec<Finding> {
    find_among(check, call, answers, &others(call))
}

/// What is found in one text: nothing, or `sure`, or `perhaps`.
fn scanned(text: &str) -> &'static str {
    let found = scan(&marsh(), &json!({"letters/l/prompts/p/text": text}));
    match found.first() {
        None => "",
        Some(f) if f.weight == Weight::Blocks => "sure",
        Some(_) => "perhaps",
    }
}

#[test]
fn texts() {
    for (text, expected) in [
        ("", ""),
        ("We sing every day, well-kept and whole.", ""),
        // Sure signs.
        ("TODO", "sure"),
        ("We sing. (todo: numbers)", "sure"),
        ("Date tbc.", "sure"),
        ("TBC\u{2014}ask Jo", "sure"),
        ("\u{201c}TBD\u{201d}", "sure"),
        ("XXX pupils", "sure"),
        ("About xxxx pupils", "sure"),
        ("Lorem ipsum dolor", "sure"),
        ("[insert name]", "sure"),
        ("(insert the name of the school)", "sure"),
        ("{{name}} sings", "sure"),
        ("Click or tap here to enter text.", "sure"),
        ("As an AI language model, I", "sure"),
        ("FIXME numbers", "sure"),
        ("We reached ___ pupils", "sure"),
        ("Since ????", "sure"),
        ("Why? Really?? A snake_case, an {open} brace", ""),
        ("(add four more), (your choice), (inserted later)", ""),
        ("Dear [Insert name", "sure"),
        ("Dear [your name],", "sure"),
        // The same letters, meant.
        ("mastodont", ""),
        ("Todor plays the tabla", ""),
        ("\u{e9}todo", ""),
        ("todos", ""),
        ("TBC2", ""),
        ("Malmsbury Lorems", ""),
        ("xx", ""),
        ("Xxxavier", ""),
        ("3xxx", ""),
        // To be read again.
        ("Dear [Name]", "perhaps"),
        ("our <school>", "perhaps"),
        ("<p>We sing.</p>", "perhaps"),
        ("We sing:\n- daily\n-\nand play", "perhaps"),
        ("We sing:\n \u{2022} ", "perhaps"),
        ("\u{2022}\n", "perhaps"),
        ("*", "perhaps"),
        // Brackets and dashes that are meant.
        ("\u{201c}sing[s]\u{201d} [sic] [\u{2026}] [1]", ""),
        ("our [choir](https://fen.example.org)", ""),
        ("I <3 music, 4 < 5 > 3", ""),
        ("Jo <jo@fen.example.org>, <https://fen.example.org>", ""),
        ("[never closed", ""),
        ("sing - and play\n- daily\n\u{2022} weekly", ""),
        ("a \u{2013} b", ""),
        ("[never closed [sic]", ""),
        ("[\nnot on one line\n]", ""),
        // Other hubs.
        ("We work with Fen Music Hub.", "perhaps"),
        ("we work with the fen music hub", "perhaps"),
        ("The \u{c9}cole Hub", "perhaps"),
        ("FMSX", ""),
        ("the Marsh Music Hub", ""),
        ("Fen Music Hubs", ""),
    ] {
        assert_eq!(scanned(text), expected, "{text:?}");
    }
    assert_eq!(scanned(&format!("[{}]", "a".repeat(200))), "", "too long for a gap");
}

#[test]
fn names_that_are_this_hubs_own_say_nothing() {
    let marsh = marsh();
    assert_eq!(others(&marsh).names, ["Fen Music Hub", "\u{c9}cole Hub", "FMS"]);
    let answers = json!({"letters/l/prompts/p/text": "Fen Music Hub"});
    assert!(find_among(check, &marsh, &answers, &OtherHubs::NONE).is_empty());
}

#[test]
fn the_sentence_shows_what_is_left() {
    let marsh = marsh();
    let text = "TODO [name] todo\n-\nfor FMS";
    let found = scan(&marsh, &json!({"letters/l/prompts/p/text": text}));
    assert_eq!(line(&found[0]), "Check your text in \u{201c}Vision\u{201d}: not met, blocks, letters/l/prompts/p/text");
    assert_eq!(
        why(&found[0]),
        "Your text still has \u{201c}TODO\u{201d} and \u{201c}[name]\u{201d}. Finish it or remove it. \
             There is an empty bullet point. \
             It names FMS, but you are applying to Marsh."
    );
}

#[test]
fn even_a_sure_sign_can_be_meant() {
    let marsh = marsh();
    let text = ("letters/l/prompts/p/text", "We played \u{201c}XXX\u{201d} at FMS");
    let piece = "XXX\u{201d} at FMS";
    let aside = "aside/leftover/letters/l/prompts/p/text";
    for (kept, expected) in [
        (json!(["It is the name of the piece.", piece, "FMS"]), "not asked"),
        (json!(["It is the name of the piece.", piece]), "not met, blocks, letters/l/prompts/p/text"),
        (
            json!(["It is the name of the piece.", "XXX\u{201d} at noon", "FMS"]),
            "not met, blocks, letters/l/prompts/p/text",
        ),
        (json!(["", piece, "FMS"]), "not met, blocks, letters/l/prompts/p/text"),
        (json!([]), "not met, blocks, letters/l/prompts/p/text"),
        (json!(true), "not met, blocks, letters/l/prompts/p/text"),
    ] {
        let found = scan(&marsh, &json!({text.0: text.1, aside: kept}));
        assert_eq!(line(&found[0]), format!("Check your text in \u{201c}Vision\u{201d}: {expected}"), "{kept}");
    }
}

#[test]
fn what_was_written_of_somebody_who_is_named_already_is_not_looked_at() {
    let person = |id: &str| json!({"id": id, "name": id, "why": "w", "contact": true});
    let call = call(json!({"people": [person("lead"), person("contact")]}));
    for (same, lines) in [(false, 1), (true, 0)] {
        let answers = json!({"people/contact/name": "TODO", "people/contact/same-as": same});
        assert_eq!(scan(&call, &answers).len(), lines, "{same}");
    }
}

#[test]
fn only_words_that_are_asked_of_this_school() {
    let marsh = marsh();
    for (answers, lines) in [
        (json!({"criteria/c/p/evidence": "TODO"}), 1),
        (json!({"criteria/c/p/next-who": "tbc"}), 1),
        (json!({"school/name": "XXX School"}), 1),
        (json!({"letters/l/opening": "Dear [name],"}), 1),
        // Chosen, not written.
        (json!({"criteria/c/p/rating": "todo"}), 0),
        (json!({"criteria/c/p/links": ["https://fen.example.org/[todo]"]}), 0),
        // No longer asked.
        (json!({"criteria/c/gone/evidence": "TODO"}), 0),
        (json!({"people/gone/name": "TODO"}), 0),
        // Not asked of this school.
        (json!({"criteria/c/exams/evidence": "TODO", "school/key-stages": ["ks1"]}), 0),
        (json!({"criteria/c/exams/evidence": "TODO", "school/key-stages": ["ks4"]}), 1),
        (json!({"criteria/c/exams/evidence": "TODO"}), 1),
    ] {
        assert_eq!(scan(&marsh, &answers).len(), lines, "{answers}");
    }
}
