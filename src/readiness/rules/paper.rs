//! Letters on paper: the hub's limit of sides, text that is hard to read.
//!
//! Readiness lays nothing out. Sides are judged only where the caller has laid the letters out
//! (`documents::on_paper`).

use super::policy::{Gap, is_wide_miss, weight};
use crate::call::{Letter, LetterKind, Section};
use crate::draft::{
    Field, LetterField, Look, counted, first_written, font_note, font_to_set, is_letter_attached, problem, range_words,
};
use crate::readiness::{Case, Finding, LetterOnPaper, SidesUsed, Verdict, Weight};

const RULE: &str = "paper";

pub(super) fn check(case: &Case, out: &mut Vec<Finding>) {
    for letter in case.call.letters.iter().filter(|letter| letter.kind == LetterKind::Letter) {
        // What the hub leaves open is sent, so it is judged too.
        if case.leaves_out(&letter.when) || is_letter_attached(case.draft, letter) {
            continue;
        }
        if let Some(paper) = case.paper.letters.iter().find(|paper| paper.letter == letter.id) {
            if let Some(sides) = &paper.sides {
                out.extend(check_sides(case, letter, sides));
            }
            out.extend(check_length(case, letter, paper));
        }
        check_look(case, letter, out);
        check_font(case, letter, out);
    }
}

/// Says what to do where the hub asks for a font that Upbeat does not have.
fn check_font(case: &Case, letter: &Letter, out: &mut Vec<Finding>) {
    let field = font_to_set(case.call, case.draft, letter).and_then(|_| first_written(case.call, case.draft, letter));
    if let (Some(field), Some(why)) = (field, font_note(case.call, letter)) {
        let subject = format!("{}: font", letter.name.trim().trim_end_matches(':'));
        out.push(about(letter, subject).is(Verdict::not_met(why)).weighs(Weight::Notice).at(field));
    }
}

fn about(letter: &Letter, subject: impl Into<String>) -> Finding {
    Finding::about(RULE, Section::Letter(letter.id.clone()), subject)
}

/// Whether the letter keeps to its limit of sides. None while nothing is written.
fn check_sides(case: &Case, letter: &Letter, sides: &SidesUsed) -> Option<Finding> {
    let first = first_written(case.call, case.draft, letter)?;
    let verdict = if sides.over == 0 { Verdict::Met } else { Verdict::not_met(too_long_sentence(case, letter, sides)) };
    let finding = about(letter, format!("{}: sides", letter.name.trim().trim_end_matches(':'))).is(verdict);
    let finding = finding.weighs(weight(letter.strength, Gap::Unanswered)).at(first);
    Some(finding.quoting(letter.statements.first()).odd(&letter.oddities))
}

/// Whether a letter fills the sides that the hub asks for at least, or approximately. None while nothing is written, and
/// where its most is judged already and it is over that.
fn check_length(case: &Case, letter: &Letter, paper: &LetterOnPaper) -> Option<Finding> {
    let limit = letter.limit?;
    let in_tenths = |sides: Option<u32>| sides.map(|sides| sides.saturating_mul(10));
    let (fewest, most) = (in_tenths(limit.minimum_sides), in_tenths(limit.sides));
    let has = paper.tenths;
    let is_off =
        if limit.approximate { is_wide_miss(has, fewest, most) } else { fewest.is_some_and(|least| has < least) };
    let is_judged = if limit.approximate { fewest.or(most).is_some() } else { fewest.is_some() };
    let field = is_judged.then(|| first_written(case.call, case.draft, letter))??;
    let asks = case.voice().opening("asks");
    let weight = if limit.approximate { Weight::Strengthens } else { weight(letter.strength, Gap::Unanswered) };
    // Of a most that is a limit, another finding tells.
    let most = limit.sides.filter(|_| limit.approximate);
    let asked = range_words(limit.approximate, limit.minimum_sides, most, "side")?;
    let figure = format!("{}.{}", has / 10, has % 10);
    let unit = if figure == "1.0" { "side" } else { "sides" };
    let verdict =
        if is_off { Verdict::not_met(format!("{figure} {unit} of A4. {asks} for {asked}.")) } else { Verdict::Met };
    let finding = about(letter, format!("{}: length on paper", letter.name.trim().trim_end_matches(':'))).is(verdict);
    Some(finding.weighs(weight).at(field).quoting(letter.statements.first()).odd(&letter.oddities))
}

fn too_long_sentence(case: &Case, letter: &Letter, sides: &SidesUsed) -> String {
    let lines = counted(usize::try_from(sides.over).unwrap_or(usize::MAX), "line");
    // The school has no choice about what the call fixes.
    let choices = [LetterField::Size, LetterField::Spacing, LetterField::Margins, LetterField::Headings];
    let any = choices.iter().any(|leaf| crate::draft::is_asked(case.call, &Field::Letter(letter.id.clone(), *leaf)));
    let or = if any { ", or change the layout" } else { "" };
    format!("{} Cut {lines}{or}.", sides.says)
}

/// Whether the letter can be read and printed with the settings that the school has chosen.
fn check_look(case: &Case, letter: &Letter, out: &mut Vec<Finding>) {
    let mut say = |leaf, subject: &str, weight, why: String| {
        let field = Field::Letter(letter.id.clone(), leaf);
        // A setting that the call fixes is not the school's.
        if !case.draft.text(&field).trim().is_empty() && crate::draft::is_asked(case.call, &field) {
            out.push(about(letter, subject).is(Verdict::not_met(why)).weighs(weight).at(field));
        }
    };
    for (leaf, subject) in [
        (LetterField::Size, "Text size"),
        (LetterField::Spacing, "Line spacing"),
        (LetterField::Margins, "Margins"),
        (LetterField::Letterhead, "Space for letterhead"),
        (LetterField::Headings, "Headings"),
        (LetterField::Date, "Date of the letter"),
    ] {
        let field = Field::Letter(letter.id.clone(), leaf);
        if case.draft.text(&field).trim().is_empty() {
            continue;
        }
        if let Some(why) = problem(case.call, case.draft, &field) {
            say(leaf, subject, Weight::Strengthens, why);
        }
    }
    let look = Look::of(letter, case.draft);
    let points = look.points();
    match look.half_points {
        ..20 => say(
            LetterField::Size,
            "Text size",
            Weight::Strengthens,
            format!("{points} point is hard to read. Use at least 10; 11 or 12 is best."),
        ),
        25.. => say(
            LetterField::Size,
            "Text size",
            Weight::Notice,
            format!("{points} point takes up space. 11 or 12 is enough."),
        ),
        _ => {}
    }
    match look.margins {
        ..15 => say(
            LetterField::Margins,
            "Margins",
            Weight::Strengthens,
            format!("{} mm margins make long lines and may not print. Use at least 15 mm.", look.margins),
        ),
        31.. => say(
            LetterField::Margins,
            "Margins",
            Weight::Notice,
            format!("{} mm margins leave little space. 20 mm is usual.", look.margins),
        ),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::super::testing::{call, draft, line, noon, says, why};
    use super::*;
    use crate::call::{Call, LetterId};
    use crate::readiness::{OnPaper, OtherHubs};

    fn letter(more: &Json) -> Call {
        let mut whole = json!({
            "id": "l", "name": "Supporting letter", "kind": "letter", "strength": "should",
            "statements": [says("A letter of no more than two sides.")], "limit": {"sides": 2},
            "prompts": [{"id": "p", "title": "Vision:", "statements": []}]
        });
        for (key, value) in more.as_object().unwrap() {
            whole[key] = value.clone();
        }
        call(json!({"letters": [whole]}))
    }

    fn find(call: &Call, answers: &Json, paper: &OnPaper) -> Vec<Finding> {
        let draft = draft(answers);
        let mut out = Vec::new();
        check(&Case { paper, ..Case::new(call, &draft, &OtherHubs::NONE, noon()) }, &mut out);
        out
    }

    fn paper(over: u32) -> OnPaper {
        let says = "2.1 of 2 sides of A4: so many lines over.".to_owned();
        OnPaper {
            letters: vec![LetterOnPaper {
                letter: LetterId::new("l").unwrap(),
                tenths: 15,
                sides: Some(SidesUsed { says, over }),
            }],
            unprinted: Vec::new(),
        }
    }

    #[test]
    fn sides() {
        let written = json!({"letters/l/prompts/p/text": "We sing."});
        let over = "Supporting letter: sides: not met, blocks, letters/l/prompts/p/text";
        for (more, answers, paper, expected) in [
            (json!({}), &written, &paper(0), &["Supporting letter: sides: met"] as &[&str]),
            (json!({}), &written, &paper(3), &[over]),
            (
                json!({"strength": "may"}),
                &written,
                &paper(3),
                &["Supporting letter: sides: not met, strengthens, letters/l/prompts/p/text"],
            ),
            // Nothing written, nothing measured, no letter, not asked.
            (json!({}), &json!({}), &paper(3), &[]),
            (json!({}), &written, &OnPaper::NONE, &[]),
            (json!({"kind": "answers"}), &written, &paper(3), &[]),
            (
                json!({"when": [{"trust": true}]}),
                &json!({"letters/l/opening": "We sing.", "school/group": "neither"}),
                &paper(3),
                &[],
            ),
        ] {
            let found = find(&letter(&more), answers, paper);
            assert_eq!(found.iter().map(line).collect::<Vec<_>>(), expected, "{more} {answers}");
        }
        let found = find(&letter(&json!({})), &written, &paper(1));
        assert_eq!(why(&found[0]), "2.1 of 2 sides of A4: so many lines over. Cut 1 line, or change the layout.");
        assert_eq!(found[0].quote.as_ref().unwrap().text, "A letter of no more than two sides.");
    }

    #[test]
    fn a_fewest_and_what_is_asked_for_approximately() {
        let written = json!({"letters/l/prompts/p/text": "We sing."});
        let said = |limit: Json, strength: &str, tenths: u32| {
            let mut paper = paper(0);
            paper.letters[0].sides = None;
            paper.letters[0].tenths = tenths;
            let found = find(&letter(&json!({"limit": limit, "strength": strength})), &written, &paper);
            let said: Vec<String> = found
                .iter()
                .map(|found| match &found.verdict {
                    Verdict::Met => "met".to_owned(),
                    _ => format!("{:?}: {}", found.weight, why(found)),
                })
                .collect();
            said.join("; ")
        };
        let (least, about) = (json!({"minimum-sides": 1}), json!({"sides": 2, "approximate": true}));
        for (limit, strength, tenths, expected) in [
            (&least, "must", 9, "Blocks: 0.9 sides of A4. The hub asks for at least 1 side."),
            (&least, "may", 9, "Strengthens: 0.9 sides of A4. The hub asks for at least 1 side."),
            (&least, "must", 10, "met"),
            (&about, "must", 25, "met"),
            (&about, "must", 26, "Strengthens: 2.6 sides of A4. The hub asks for about 2 sides."),
            (&about, "must", 10, "Strengthens: 1.0 side of A4. The hub asks for about 2 sides."),
            (
                &json!({"minimum-sides": 2, "sides": 3}),
                "must",
                15,
                "Blocks: 1.5 sides of A4. The hub asks for at least 2 sides.",
            ),
            (&json!({"words": 200, "approximate": true}), "must", 50, ""),
        ] {
            assert_eq!(said(limit.clone(), strength, tenths), expected, "{limit} {tenths}");
        }
    }

    #[test]
    fn a_font_that_upbeat_does_not_have_is_the_schools_to_set() {
        let written = json!({"letters/l/prompts/p/text": "We sing."});
        for (font, answers, expected) in [
            ("Arial", &written, None),
            ("a sans-serif font", &written, None),
            (
                "Calibri",
                &written,
                Some(
                    "The hub asks for Calibri, which Upbeat does not have. Download the Word file, change all the text to Calibri, check the length and send that file.",
                ),
            ),
            ("Calibri", &json!({}), None),
            ("Calibri", &json!({"letters/l/attached": true, "letters/l/prompts/p/text": "We sing."}), None),
        ] {
            let call = letter(&json!({"sheet": {"font": font}, "limit": null}));
            let found = find(&call, answers, &paper(0));
            let own: Vec<_> = found.iter().filter(|found| found.subject.ends_with(": font")).collect();
            assert_eq!(own.first().map(|found| why(found)), expected, "{font} {answers}");
            let check = crate::readiness::assess(&call, &draft(answers), noon());
            assert_eq!(check.unknown.len(), usize::from(expected.is_some()), "{:?}", check.unknown);
        }
    }

    #[test]
    fn settings() {
        for (leaf, text, expected) in [
            ("size", "10", ""),
            ("size", "12", ""),
            ("size", "9.5", "Text size: not met, strengthens, letters/l/size"),
            ("size", "14", "Text size: not met, notice, letters/l/size"),
            ("size", "huge", "Text size: not met, strengthens, letters/l/size"),
            ("margins", "15", ""),
            ("margins", "30", ""),
            ("margins", "14", "Margins: not met, strengthens, letters/l/margins"),
            ("margins", "31", "Margins: not met, notice, letters/l/margins"),
            ("margins", "1", "Margins: not met, strengthens, letters/l/margins"),
            ("spacing", "wide", "Line spacing: not met, strengthens, letters/l/spacing"),
            ("spacing", "double", ""),
            ("date", "tomorrow", "Date of the letter: not met, strengthens, letters/l/date"),
            ("salutation", "Dear all,", ""),
        ] {
            let answers = json!({format!("letters/l/{leaf}"): text});
            let found = find(&letter(&json!({})), &answers, &OnPaper::NONE);
            assert_eq!(found.iter().map(line).collect::<Vec<_>>().join("; "), expected, "{leaf} {text}");
            // What the call fixes is not the school's, whatever stands in the draft.
            let fixed = letter(&json!({"sheet": {"size": 9, "margins": 10, "spacing": "single"}}));
            if matches!(leaf, "size" | "margins" | "spacing") {
                assert_eq!(find(&fixed, &answers, &OnPaper::NONE), [], "{leaf} {text}");
            }
        }
        assert_eq!(find(&letter(&json!({})), &json!({}), &OnPaper::NONE), [], "nothing is missing");
    }
}
