//! Letters and sets of questions: each prompt answered within its limit, its points covered, the statement of support.
//!
//! A limit in sides of A4 is not judged here: only laid-out pages can tell (`paper`).

use super::policy::{Gap, is_wide_miss, weight};
use super::quoting::holding;
use crate::call::{AnswerKind, Comment, Letter, LetterKind, Limit, Prompt, Section, Strength, Support};
use crate::draft::{
    Field, LetterField, NOT_A_NUMBER, PromptField, cell, counted, counted_texts, files_at, filled_rows,
    is_letter_attached, money_total, pounds, prompt_field, range_words, read_hundredths, words,
};
use crate::readiness::{Case, Finding, Verdict, Weight};

const RULE: &str = "letter";

pub(super) fn check(case: &Case, out: &mut Vec<Finding>) {
    for letter in &case.call.letters {
        check_letter(case, letter, out);
    }
}

fn about(letter: &Letter, subject: impl Into<String>) -> Finding {
    Finding::about(RULE, Section::Letter(letter.id.clone()), subject)
}

fn check_letter(case: &Case, letter: &Letter, out: &mut Vec<Finding>) {
    let asked = weight(letter.strength, Gap::Unanswered);
    if let Some(verdict) = case.condition_verdict(&letter.when) {
        let field = first_text(letter);
        let finding = about(letter, letter.name.as_str()).is(verdict).weighs(asked).at(field);
        out.push(finding.quoting(letter.statements.first()).odd(&letter.oddities));
        // What the hub leaves open is sent all the same, so it keeps to its limits.
        if !case.leaves_out(&letter.when) && !is_letter_attached(case.draft, letter) {
            for prompt in &letter.prompts {
                check_open_prompt(case, letter, prompt, out);
            }
            check_length(case, letter, asked, out);
        }
        return;
    }
    if is_letter_attached(case.draft, letter) {
        return check_attached(case, letter, out);
    }
    if letter.prompts.is_empty() {
        check_whole_text(case, letter, out);
    } else if letter.kind == LetterKind::Letter {
        for (leaf, subject, why) in [
            (LetterField::Opening, "opening", "Write an opening that says why you are writing."),
            (LetterField::Closing, "closing", "Write a closing."),
        ] {
            let field = Field::Letter(letter.id.clone(), leaf);
            let verdict = if case.draft.text(&field).trim().is_empty() {
                Verdict::unanswered(why, vec![field.clone()])
            } else {
                Verdict::Met
            };
            let subject = format!("{}: {subject}", letter.name.trim().trim_end_matches(':'));
            out.push(about(letter, subject).is(verdict).weighs(Weight::Strengthens).at(field));
        }
    }
    for prompt in &letter.prompts {
        check_prompt(case, letter, prompt, out);
    }
    if let Some(support) = &letter.support {
        check_support(case, letter, support, out);
    }
    check_length(case, letter, asked, out);
}

/// The length of a whole letter against its limit, but for sides of A4.
fn check_length(case: &Case, letter: &Letter, asked: Weight, out: &mut Vec<Finding>) {
    let Some(limit) = &letter.limit else { return };
    if let Some(verdict) = judge_length(case, limit, &length_of(case, letter)) {
        let weight = length_weight(limit, &verdict, asked);
        let finding = about(letter, format!("{}: length", letter.name)).is(verdict).weighs(weight);
        out.push(finding.at(first_text(letter)).quoting(letter.statements.first()).odd(&letter.oddities));
    }
}

/// The length of an answer to a question of which it is not known, or not said, whether this school is asked.
fn check_open_prompt(case: &Case, letter: &Letter, prompt: &Prompt, out: &mut Vec<Finding>) {
    let field = Field::Prompt(letter.id.clone(), prompt.id.clone(), PromptField::Text);
    let text = case.draft.text(&field);
    let is_text = !matches!(prompt.answer, Some(AnswerKind::Number { .. } | AnswerKind::Money { .. }));
    let Some(limit) = prompt.limit.as_ref().filter(|_| is_text && !text.trim().is_empty()) else { return };
    if case.leaves_out(&prompt.when) {
        return;
    }
    let verdict = judge_text(case, prompt, text);
    if verdict != Verdict::Met {
        let weight = length_weight(limit, &verdict, weight(letter.strength, Gap::Unanswered));
        let subject = format!("{}: length", prompt.title.trim().trim_end_matches(':'));
        out.push(about(letter, subject).is(verdict).weighs(weight).at(field).quoting(prompt.statements.first()));
    }
}

/// The text to go to where the letter as a whole is meant.
fn first_text(letter: &Letter) -> Field {
    letter
        .prompts
        .first()
        .map_or_else(|| Field::Letter(letter.id.clone(), LetterField::Text), |prompt| prompt_field(&letter.id, prompt))
}

/// A letter, or an answer, for which the hub gives no prompts: one text.
fn check_whole_text(case: &Case, letter: &Letter, out: &mut Vec<Finding>) {
    let field = first_text(letter);
    let verdict = if !case.draft.text(&field).trim().is_empty() {
        Verdict::Met
    } else if letter.kind == LetterKind::Letter {
        Verdict::unanswered("Write it here, or attach it as a file.", vec![field.clone()])
    } else {
        Verdict::unanswered("Write your answer.", vec![field.clone()])
    };
    let finding = about(letter, letter.name.trim().trim_end_matches(':')).is(verdict);
    let finding = finding.weighs(weight(letter.strength, Gap::Unanswered)).at(field);
    out.push(finding.quoting(letter.statements.first()).odd(&letter.oddities));
}

/// A letter that is sent as files of its own. What is in them, and how long they are, only a person can tell.
fn check_attached(case: &Case, letter: &Letter, out: &mut Vec<Finding>) {
    let field = Field::Letter(letter.id.clone(), LetterField::Files);
    let name = letter.name.trim().trim_end_matches(':');
    let is_there = !files_at(case.draft, &field).is_empty();
    let verdict = if is_there {
        Verdict::Met
    } else {
        Verdict::unanswered("Attach the letter, or write it here.", vec![field.clone()])
    };
    let finding = about(letter, name).is(verdict).weighs(weight(letter.strength, Gap::Unanswered)).at(field.clone());
    out.push(finding.quoting(letter.statements.first()).odd(&letter.oddities));
    if is_there && letter.limit.is_some_and(|limit| !limit.not_known) {
        let whose = case.voice().possessive();
        let why = format!("Upbeat cannot measure an attached file. Check that it is within {whose} limit.");
        let finding = about(letter, format!("{name}: length")).is(Verdict::not_met(why)).weighs(Weight::Notice);
        out.push(finding.at(field).quoting(letter.statements.first()));
    }
    if let Some(support) = &letter.support {
        check_support(case, letter, support, out);
    }
}

fn check_prompt(case: &Case, letter: &Letter, prompt: &Prompt, out: &mut Vec<Finding>) {
    let at = |leaf| Field::Prompt(letter.id.clone(), prompt.id.clone(), leaf);
    let subject = prompt.title.trim().trim_end_matches(':');
    let field = prompt_field(&letter.id, prompt);
    let finding =
        about(letter, subject).weighs(weight(letter.strength, Gap::Unanswered)).quoting(prompt.statements.first());
    if let Some(verdict) = case.condition_verdict(&prompt.when) {
        out.push(finding.is(verdict).at(field));
        return check_open_prompt(case, letter, prompt, out);
    }
    let text = case.draft.text(&at(PromptField::Text));
    let (verdict, field) = match &prompt.answer {
        Some(kind) => check_kind(case, prompt, kind, &at),
        None if text.trim().is_empty() => {
            out.push(finding.is(Verdict::unanswered("Write this part.", vec![field.clone()])).at(field));
            return;
        }
        None => (judge_text(case, prompt, text), field),
    };
    let asked = finding.weight;
    // Of these no length is judged.
    let is_text = !matches!(prompt.answer, Some(AnswerKind::Number { .. } | AnswerKind::Money { .. }));
    let limit = prompt.limit.as_ref().filter(|_| is_text);
    let weight = limit.map_or(asked, |limit| length_weight(limit, &verdict, asked));
    out.push(finding.is(verdict).weighs(weight).at(field));
    let covered = at(PromptField::Covered);
    let ticked = case.draft.list(&covered);
    // A point that the hub only gives as an example may be missing.
    let wanted = prompt.points.iter().filter(|item| item.strength != Strength::May);
    for item in wanted.filter(|item| !ticked.iter().any(|t| t == item.id.as_str())) {
        out.push(
            about(letter, format!("{subject}: \u{201c}{}\u{201d}", item.quote.trim()))
                .is(Verdict::unanswered("Tick this when your text covers it.", vec![covered.clone()]))
                .weighs(Weight::Strengthens)
                .at(covered.clone())
                .quoting_part(&item.quote, holding(&item.quote, prompt.statements.iter().chain(&letter.statements))),
        );
    }
}

/// A text against the limit of its own question.
fn judge_text(case: &Case, prompt: &Prompt, text: &str) -> Verdict {
    let own = Length { texts: vec![text] };
    prompt.limit.as_ref().and_then(|limit| judge_length(case, limit, &own)).unwrap_or(Verdict::Met)
}

/// A question that is not answered by a text: the verdict, and the answer to go to.
fn check_kind(case: &Case, prompt: &Prompt, kind: &AnswerKind, at: &impl Fn(PromptField) -> Field) -> (Verdict, Field) {
    let field = at(PromptField::Text);
    let text = case.draft.text(&field).trim();
    match kind {
        AnswerKind::YesNo { comment } => {
            let choice = at(PromptField::Choice);
            match case.draft.flag(&choice) {
                None => {
                    let why = case.to_answer(&choice, "Answer yes or no.");
                    (Verdict::unanswered(why, vec![choice.clone()]), choice)
                }
                Some(yes) if comment.is_needed(yes) && text.is_empty() => {
                    (Verdict::unanswered("Add a comment.", vec![field.clone()]), field)
                }
                Some(_) if *comment != Comment::None && !text.is_empty() => (judge_text(case, prompt, text), field),
                Some(_) => (Verdict::Met, choice),
            }
        }
        AnswerKind::Number { minimum, maximum, .. } => {
            let bound = |bound: &Option<u32>| bound.map(|bound| (bound, u64::from(bound) * 100));
            let asks = || case.voice().opening("asks");
            let verdict = match read_hundredths(text) {
                None if text.is_empty() => {
                    Verdict::unanswered(case.to_answer(&field, "Enter a number."), vec![field.clone()])
                }
                None => Verdict::not_met(format!("{NOT_A_NUMBER}.")),
                Some(number) => match (bound(minimum), bound(maximum)) {
                    (Some((least, hundredths)), _) if number < hundredths => {
                        Verdict::not_met(format!("You gave {text}. {} for at least {least}.", asks()))
                    }
                    (_, Some((most, hundredths))) if number > hundredths => {
                        Verdict::not_met(format!("You gave {text}. {} for at most {most}.", asks()))
                    }
                    _ => Verdict::Met,
                },
            };
            (verdict, field)
        }
        AnswerKind::Money { exactly, maximum } => {
            let lines = at(PromptField::Lines);
            (judge_money(case.draft.list(&lines), *exactly, *maximum, &lines), lines)
        }
        AnswerKind::FileOrText { .. } => {
            let files = at(PromptField::Files);
            let verdict = if !files_at(case.draft, &files).is_empty() {
                Verdict::Met
            } else if text.is_empty() {
                Verdict::unanswered("Attach a file, or write your answer.", vec![field.clone(), files])
            } else {
                judge_text(case, prompt, text)
            };
            (verdict, field)
        }
    }
}

/// Lines of money: each says what for and how much, and they add up to what they should.
fn judge_money(rows: &[String], exactly: Option<u32>, maximum: Option<u32>, field: &Field) -> Verdict {
    if filled_rows(rows).next().is_none() {
        return Verdict::unanswered("Add a line for each cost: what it is for, and how much.", vec![field.clone()]);
    }
    for row in filled_rows(rows) {
        let (what, amount) = (cell(row, 0), cell(row, 1));
        if what.is_empty() {
            return Verdict::not_met("Say what each amount is for.");
        }
        if read_hundredths(amount).is_none() {
            return Verdict::not_met(format!(
                "Enter an amount in pounds for \u{201c}{what}\u{201d}, such as 250 or 99.50."
            ));
        }
    }
    let (total, _) = money_total(rows);
    let in_pounds = |most: u32| u64::from(most) * 100;
    match (exactly.map(in_pounds), maximum.map(in_pounds)) {
        (Some(wanted), _) if total != wanted => Verdict::not_met(format!(
            "Your lines add up to {}. They must add up to {} exactly.",
            pounds(total),
            pounds(wanted)
        )),
        (_, Some(most)) if total > most => Verdict::not_met(format!(
            "Your lines add up to {}. The limit is {}. Cut {}.",
            pounds(total),
            pounds(most),
            pounds(total - most)
        )),
        _ => Verdict::Met,
    }
}

fn check_support(case: &Case, letter: &Letter, support: &Support, out: &mut Vec<Finding>) {
    let at = |leaf| Field::Letter(letter.id.clone(), leaf);
    let asked = weight(support.strength, Gap::Unanswered);
    let finding = about(letter, support.name.as_str())
        .quoting_part(&support.quote, holding(&support.quote, letter.statements.iter()))
        .odd(&support.oddities);
    if let Some(verdict) = case.condition_verdict(&support.when) {
        out.push(finding.is(verdict).weighs(asked).at(at(LetterField::Support)));
        return;
    }
    // Where the hub only says "if applicable", the school decides. Once it has said yes, the statement is required.
    let mut weighs = asked;
    if support.when.is_empty() {
        let wanted = at(LetterField::SupportWanted);
        match case.draft.flag(&wanted) {
            None => {
                let why = "Say if you will include a statement of support.";
                out.push(finding.is(Verdict::unanswered(why, vec![wanted.clone()])).weighs(asked).at(wanted));
                return;
            }
            Some(false) => {
                let verdict = Verdict::not_asked("You said you are not including one.");
                out.push(finding.is(verdict).weighs(asked).at(wanted));
                return;
            }
            Some(true) => weighs = Weight::Blocks,
        }
    }
    if is_letter_attached(case.draft, letter) {
        let field = at(LetterField::SupportAttached);
        let verdict = if case.draft.flag(&field) == Some(true) {
            Verdict::Met
        } else {
            Verdict::unanswered("Tick this when the attached file includes it.", vec![field.clone()])
        };
        out.push(finding.is(verdict).weighs(weighs).at(field));
        return;
    }
    let text = case.draft.text(&at(LetterField::Support));
    let needs: Vec<Field> = [LetterField::Support, LetterField::SupportFrom]
        .into_iter()
        .map(at)
        .filter(|field| !case.draft.answered(field))
        .collect();
    let verdict = if needs.is_empty() {
        Verdict::Met
    } else if text.trim().is_empty() {
        Verdict::unanswered("Add the statement of support.", needs)
    } else {
        Verdict::unanswered("Say who the statement of support is from.", needs)
    };
    out.push(finding.is(verdict).weighs(weighs).at(at(LetterField::Support)));
}

/// The length of the texts that stand in a letter.
fn length_of<'a>(case: &Case<'a>, letter: &Letter) -> Length<'a> {
    Length { texts: counted_texts(case.call, case.draft, letter).iter().map(|field| case.draft.text(field)).collect() }
}

/// The length of texts. Words and characters are counted only where a limit asks for them.
struct Length<'a> {
    texts: Vec<&'a str>,
}

impl Length<'_> {
    fn words(&self) -> usize {
        self.texts.iter().map(|t| words(t)).sum()
    }

    fn characters(&self) -> usize {
        self.texts.iter().map(|t| t.trim().chars().count()).sum()
    }
}

/// How much a length weighs: what is asked for approximately holds nothing up.
fn length_weight(limit: &Limit, verdict: &Verdict, asked: Weight) -> Weight {
    if limit.approximate && matches!(verdict, Verdict::NotMet { .. }) { Weight::Strengthens } else { asked }
}

/// Whether a length is near what the hub asks for approximately.
fn judge_near(case: &Case, limit: &Limit, length: &Length) -> Option<Verdict> {
    let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let counts = [
        (small(length.words()), limit.minimum_words, limit.words, "word"),
        (small(length.characters()), None, limit.characters, "character"),
    ];
    let mut judged = None;
    for (has, fewest, most, noun) in counts {
        let Some(asked) = range_words(true, fewest, most, noun) else { continue };
        if is_wide_miss(has, fewest, most) {
            let asks = case.voice().opening("asks");
            let has = counted(usize::try_from(has).unwrap_or(usize::MAX), noun);
            return Some(Verdict::not_met(format!("{has}. {asks} for {asked}.")));
        }
        judged = Some(Verdict::Met);
    }
    judged
}

/// Whether a length keeps to a limit. None where the limit is in sides only, or nothing is written yet.
fn judge_length(case: &Case, limit: &Limit, length: &Length) -> Option<Verdict> {
    let count = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
    if length.texts.iter().all(|t| t.trim().is_empty()) {
        return None;
    }
    if limit.approximate {
        return judge_near(case, limit, length);
    }
    let over = |noun: &str, has: usize, most: usize| {
        let why =
            format!("{}. The limit is {}. Cut {}.", counted(has, noun), counted(most, noun), counted(has - most, noun));
        Some(Verdict::not_met(why))
    };
    if let Some(most) = limit.words.map(count) {
        let has = length.words();
        if has > most {
            return over("word", has, most);
        }
    }
    if let Some(most) = limit.characters.map(count) {
        let has = length.characters();
        if has > most {
            return over("character", has, most);
        }
    }
    if let Some(fewest) = limit.minimum_words.map(count) {
        let has = length.words();
        if has < fewest {
            let asks = case.voice().opening("asks");
            let why = format!("{}. {asks} for at least {}.", counted(has, "word"), counted(fewest, "word"));
            return Some(Verdict::not_met(why));
        }
    }
    let judged = limit.words.is_some() || limit.characters.is_some() || limit.minimum_words.is_some();
    judged.then_some(Verdict::Met)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::super::testing::{call, find, says, table, why};
    use super::*;
    use crate::call::Call;

    fn letter(more: &Json) -> Call {
        let mut whole = json!({
            "id": "l", "name": "Supporting letter", "kind": "answers", "strength": "should", "statements": [says("A letter.")],
            "prompts": [{"id": "p", "title": "Vision:", "statements": [{"text": "Say why. Say how.", "under": "k"}]}]
        });
        for (key, value) in more.as_object().unwrap() {
            whole[key] = value.clone();
        }
        call(json!({"letters": [whole]}))
    }

    fn text(text: &str) -> Json {
        json!({"letters/l/prompts/p/text": text})
    }

    #[test]
    fn prompts() {
        for (strength, weight) in
            [("must", "blocks"), ("should", "blocks"), ("considered", "blocks"), ("may", "unneeded")]
        {
            let call = letter(&json!({"strength": strength}));
            let blank = format!("Vision: unknown, {weight}, letters/l/prompts/p/text");
            table(
                check,
                &call,
                &[
                    (json!({}), &[&blank]),
                    (text(" \n "), &[&blank]),
                    (json!({"letters/l/prompts/p/text": ["x"]}), &[&blank]),
                    (text("We sing."), &["Vision: met"]),
                ],
            );
        }
        assert_eq!(find(check, &letter(&json!({})), &json!({}))[0].quote.as_ref().unwrap().under.as_str(), "k");
    }

    /// A question that is answered in this way.
    fn question(answer: &Json, limit: &Json) -> Call {
        let prompt = json!({"id": "p", "title": "Vision", "statements": [], "answer": answer, "limit": limit});
        letter(&json!({"strength": "must", "prompts": [prompt]}))
    }

    /// The answers to it: `{"choice": true}`.
    fn with(answers: &Json) -> Json {
        let leaves = answers.as_object().unwrap().iter();
        leaves.map(|(leaf, value)| (format!("letters/l/prompts/p/{leaf}"), value.clone())).collect()
    }

    #[test]
    fn yes_or_no_with_a_comment() {
        const CHOICE: &str = "Vision: unknown, blocks, letters/l/prompts/p/choice";
        const COMMENT: &str = "Vision: unknown, blocks, letters/l/prompts/p/text";
        const MET: &str = "Vision: met";
        for (comment, alone, yes, no) in [
            ("none", CHOICE, MET, MET),
            ("optional", CHOICE, MET, MET),
            ("required", CHOICE, COMMENT, COMMENT),
            ("if-yes", CHOICE, COMMENT, MET),
            ("if-no", CHOICE, MET, COMMENT),
        ] {
            let call = question(&json!({"kind": "yes-no", "comment": comment}), &json!({"words": 2}));
            table(
                check,
                &call,
                &[
                    (json!({}), &[CHOICE]),
                    (with(&json!({"text": "Only this"})), &[alone]),
                    (with(&json!({"choice": true})), &[yes]),
                    (with(&json!({"choice": false, "text": " "})), &[no]),
                    (with(&json!({"choice": true, "text": "We do"})), &[MET]),
                ],
            );
            let long: &[&str] =
                if comment == "none" { &[MET] } else { &["Vision: not met, blocks, letters/l/prompts/p/text"] };
            table(check, &call, &[(with(&json!({"choice": true, "text": "We do that"})), long)]);
        }
    }

    #[test]
    fn a_number_within_its_bounds() {
        let call = question(&json!({"kind": "number", "minimum": 10, "maximum": 30}), &Json::Null);
        for (text, says) in [
            ("", "Enter a number."),
            ("9.99", "You gave 9.99. The hub asks for at least 10."),
            ("10", ""),
            ("30", ""),
            ("30.5", "You gave 30.5. The hub asks for at most 30."),
            ("about 20", "Enter a number, such as 12 or 12.5."),
        ] {
            let found = find(check, &call, &with(&json!({"text": text})));
            assert_eq!((found.len(), why(&found[0])), (1, says), "{text}");
            assert_eq!(found[0].blocks(), !says.is_empty(), "{text}");
        }
        let free = question(&json!({"kind": "number"}), &Json::Null);
        table(check, &free, &[(with(&json!({"text": "1,200"})), &["Vision: met"])]);
    }

    #[test]
    fn what_the_hub_leaves_open_keeps_to_its_limits_too() {
        let open = json!([{"setting": {"any": ["primary"], "unclear": ["special"]}}]);
        let letter = |letter_when: &Json, prompt_when: &Json| {
            call(
                json!({"letters": [{"id": "l", "name": "Letter", "kind": "letter", "strength": "must", "statements": [],
                "limit": {"words": 5}, "when": letter_when, "prompts": [
                    {"id": "a", "title": "A", "statements": []},
                    {"id": "b", "title": "B", "statements": [], "limit": {"words": 3}, "when": prompt_when}]}]}),
            )
        };
        let answers = |setting: &str| json!({"school/setting": setting, "letters/l/prompts/a/text": "one two three", "letters/l/prompts/b/text": "four five six seven"});
        let over = |call: &Call, setting: &str| {
            let found = find(check, call, &answers(setting));
            let blocks = found.iter().filter(|own| own.blocks() && own.subject.ends_with("length"));
            blocks.map(|own| own.subject.clone()).collect::<Vec<_>>()
        };
        assert_eq!(over(&letter(&json!([]), &open), "special"), ["B: length", "Letter: length"]);
        assert_eq!(over(&letter(&open, &json!([])), "special"), ["B: length", "Letter: length"]);
        // What is not asked of this school is not sent.
        assert!(over(&letter(&json!([]), &open), "college").is_empty());
        assert!(over(&letter(&open, &json!([])), "college").is_empty());
    }

    #[test]
    fn lines_of_money_add_up() {
        for (answer, lines, says) in [
            (json!({"kind": "money"}), json!([]), "Add a line for each cost: what it is for, and how much."),
            (json!({"kind": "money"}), json!(["", "\t"]), "Add a line for each cost: what it is for, and how much."),
            (json!({"kind": "money"}), json!(["Hall\t80", ""]), ""),
            (json!({"kind": "money"}), json!(["\t80"]), "Say what each amount is for."),
            (
                json!({"kind": "money"}),
                json!(["Hall"]),
                "Enter an amount in pounds for \u{201c}Hall\u{201d}, such as 250 or 99.50.",
            ),
            (
                json!({"kind": "money", "maximum": 100}),
                json!(["Hall\t80", "Bus\t20.50"]),
                "Your lines add up to \u{a3}100.50. The limit is \u{a3}100. Cut \u{a3}0.50.",
            ),
            (json!({"kind": "money", "maximum": 100}), json!(["Hall\t80"]), ""),
            (
                json!({"kind": "money", "exactly": 100}),
                json!(["Hall\t80"]),
                "Your lines add up to \u{a3}80. They must add up to \u{a3}100 exactly.",
            ),
            (json!({"kind": "money", "exactly": 100}), json!(["Hall\t80", "Bus\t20"]), ""),
        ] {
            let found = find(check, &question(&answer, &Json::Null), &with(&json!({"lines": lines})));
            assert_eq!((found.len(), why(&found[0])), (1, says), "{answer} {lines}");
            assert_eq!(found[0].blocks(), !says.is_empty(), "{answer} {lines}");
        }
    }

    #[test]
    fn a_file_or_a_text_is_enough() {
        let call = question(&json!({"kind": "file-or-text", "files": ["policy"]}), &json!({"minimum-words": 3}));
        let file = "a".repeat(64);
        table(
            check,
            &call,
            &[
                (json!({}), &["Vision: unknown, blocks, letters/l/prompts/p/text"]),
                (with(&json!({"files": []})), &["Vision: unknown, blocks, letters/l/prompts/p/text"]),
                (with(&json!({"text": "Too short"})), &["Vision: not met, blocks, letters/l/prompts/p/text"]),
                (with(&json!({"text": "This is enough"})), &["Vision: met"]),
                (with(&json!({"files": [file]})), &["Vision: met"]),
                (with(&json!({"files": [file], "text": "Too short"})), &["Vision: met"]),
            ],
        );
    }

    #[test]
    fn what_is_asked_for_approximately_holds_nothing_up() {
        let of = |words: usize| text(&"We ".repeat(words));
        let met: &[&str] = &["Vision: met", "Supporting letter: length: met"];
        let off: &[&str] = &[
            "Vision: not met, strengthens, letters/l/prompts/p/text",
            "Supporting letter: length: not met, strengthens, letters/l/prompts/p/text",
        ];
        let about = json!({"words": 100, "approximate": true});
        let mut call = letter(&json!({"limit": about}));
        call.letters[0].prompts[0].limit = call.letters[0].limit;
        table(check, &call, &[(of(75), met), (of(125), met), (of(126), off), (of(74), off)]);
        let found = find(check, &call, &of(200));
        assert_eq!(why(&found[0]), "200 words. The hub asks for about 100 words.");
        assert!(found.iter().all(|finding| !finding.blocks()));
        // A range is told as one.
        let call = letter(&json!({"limit": {"minimum-words": 100, "words": 200, "approximate": true}}));
        assert_eq!(why(&find(check, &call, &of(74))[1]), "74 words. The hub asks for about 100 to 200 words.");
        // A limit that is not known is not judged here.
        table(check, &letter(&json!({"limit": {"not-known": true}})), &[(of(900), &["Vision: met"])]);
    }

    #[test]
    fn a_letter_begins_and_ends() {
        table(
            check,
            &letter(&json!({"kind": "letter"})),
            &[
                (
                    json!({}),
                    &[
                        "Supporting letter: opening: unknown, strengthens, letters/l/opening",
                        "Supporting letter: closing: unknown, strengthens, letters/l/closing",
                        "Vision: unknown, blocks, letters/l/prompts/p/text",
                    ],
                ),
                (
                    json!({"letters/l/opening": "Dear panel,", "letters/l/closing": "Yours, Jo", "letters/l/prompts/p/text": "We sing."}),
                    &["Supporting letter: opening: met", "Supporting letter: closing: met", "Vision: met"],
                ),
            ],
        );
    }

    #[test]
    fn a_letter_without_prompts_is_one_text() {
        let text = |text: &str| json!({"letters/l/text": text});
        for kind in ["letter", "answers"] {
            for (strength, weight) in [("must", "blocks"), ("should", "blocks"), ("may", "unneeded")] {
                let call = letter(&json!({"kind": kind, "strength": strength, "prompts": []}));
                let blank = format!("Supporting letter: unknown, {weight}, letters/l/text");
                // What an opening or a closing holds is no letter.
                let opening = json!({"letters/l/opening": "Dear panel,"});
                table(
                    check,
                    &call,
                    &[
                        (json!({}), &[&blank]),
                        (opening, &[&blank]),
                        (text(" "), &[&blank]),
                        (text("We sing."), &["Supporting letter: met"]),
                    ],
                );
            }
        }
        let call = letter(&json!({"prompts": [], "limit": {"words": 2}}));
        let over: &[&str] = &["Supporting letter: met", "Supporting letter: length: not met, blocks, letters/l/text"];
        table(check, &call, &[(text("We sing daily."), over)]);
    }

    #[test]
    fn a_letter_may_be_a_file() {
        let file = "a".repeat(64);
        let with = |more: Json| {
            let mut answers = json!({"letters/l/attached": true});
            for (key, value) in more.as_object().unwrap() {
                answers[key] = value.clone();
            }
            answers
        };
        let files = json!({"letters/l/files": [file]});
        let missing: &[&str] = &["Supporting letter: unknown, blocks, letters/l/files"];
        let met: &[&str] = &["Supporting letter: met"];
        for prompts in [json!([]), json!([{"id": "p", "title": "Vision:", "statements": []}])] {
            let call = letter(&json!({"kind": "letter", "prompts": prompts}));
            // What is written here is not sent.
            let written = json!({"letters/l/text": "We sing.", "letters/l/prompts/p/text": "We sing."});
            table(check, &call, &[(with(json!({})), missing), (with(written), missing), (with(files.clone()), met)]);
            let limited = letter(&json!({"kind": "letter", "prompts": prompts, "limit": {"sides": 2}}));
            let notice: &[&str] =
                &["Supporting letter: met", "Supporting letter: length: not met, notice, letters/l/files"];
            table(check, &limited, &[(with(json!({})), missing), (with(files.clone()), notice)]);
        }
        // Answers that are copied into a form are never a file.
        let answers = letter(&json!({"prompts": []}));
        table(check, &answers, &[(with(files.clone()), &["Supporting letter: unknown, blocks, letters/l/text"])]);
        let support = json!({"name": "Support", "quote": "A letter", "strength": "must", "placement": "inside", "when": [{"trust": true}]});
        let supported = letter(&json!({"kind": "letter", "support": support}));
        let trust = |more: Json| {
            let mut answers = with(files.clone());
            answers["school/group"] = json!("trust");
            for (key, value) in more.as_object().unwrap() {
                answers[key] = value.clone();
            }
            answers
        };
        table(
            check,
            &supported,
            &[
                (trust(json!({})), &["Supporting letter: met", "Support: unknown, blocks, letters/l/support-attached"]),
                (trust(json!({"letters/l/support-attached": true})), &["Supporting letter: met", "Support: met"]),
            ],
        );
    }

    #[test]
    fn points_covered() {
        let call = letter(&json!({"prompts": [{
            "id": "p", "title": "Vision", "statements": [{"text": "Say why. Say how.", "under": "k"}],
            "points": [{"id": "why", "quote": "Say why", "strength": "should"}, {"id": "how", "quote": "Say how", "strength": "should"}]
        }]}));
        let left =
            |what: &str| format!("Vision: \u{201c}{what}\u{201d}: unknown, strengthens, letters/l/prompts/p/covered");
        let (why, how) = (left("Say why"), left("Say how"));
        let ticked = |ids: Json| json!({"letters/l/prompts/p/text": "We sing.", "letters/l/prompts/p/covered": ids});
        table(
            check,
            &call,
            &[
                (json!({}), &["Vision: unknown, blocks, letters/l/prompts/p/text"]),
                (ticked(json!([])), &["Vision: met", &why, &how]),
                (ticked(json!(["how", "when"])), &["Vision: met", &why]),
                (ticked(json!(["how", "why"])), &["Vision: met"]),
            ],
        );
        let quote = find(check, &call, &ticked(json!(["how"])))[1].quote.clone().unwrap();
        assert_eq!((quote.text.as_str(), quote.under.as_str()), ("Say why", "k"));
    }

    #[test]
    fn limits() {
        let met: &[&str] = &["Vision: met", "Supporting letter: length: met"];
        let over: &[&str] = &["Vision: met", "Supporting letter: length: not met, blocks, letters/l/prompts/p/text"];
        let whole = |limit: Json, rows: &[(Json, &[&str])]| table(check, &letter(&json!({"limit": limit})), rows);
        whole(json!({"words": 3}), &[(text("a b c"), met), (text("a b c d"), over)]);
        whole(json!({"characters": 3}), &[(text(" \u{e9}\u{e9}\u{e9}\n"), met), (text("abcd"), over)]);
        whole(json!({"minimum-words": 2}), &[(text("a b"), met), (text("a"), over)]);
        whole(json!({"words": 3, "characters": 4}), &[(text("a b"), met), (text("a b c"), over)]);
        // Sides of A4 are for the laid-out page to tell, and nothing written is too short for nothing yet.
        whole(json!({"sides": 1}), &[(text(&"long ".repeat(9000)), &["Vision: met"])]);
        whole(json!({"minimum-words": 2}), &[(json!({}), &["Vision: unknown, blocks, letters/l/prompts/p/text"])]);

        let own =
            letter(&json!({"prompts": [{"id": "p", "title": "Vision", "statements": [], "limit": {"words": 2}}]}));
        table(
            check,
            &own,
            &[(text("a b"), &["Vision: met"]), (text("a b c"), &["Vision: not met, blocks, letters/l/prompts/p/text"])],
        );
        let found = find(check, &own, &text("a b c"));
        assert_eq!(why(&found[0]), "3 words. The limit is 2 words. Cut 1 word.");
    }

    #[test]
    fn everything_inside_counts_towards_the_limit() {
        let support = json!({
            "name": "Support", "quote": "support", "strength": "may", "placement": "inside", "choice": true
        });
        let call = letter(&json!({"kind": "letter", "limit": {"words": 4}, "support": support}));
        let mut answers = json!({
            "letters/l/opening": "a", "letters/l/closing": "b", "letters/l/prompts/p/text": "c d",
            "letters/l/support-wanted": true, "letters/l/support": "e", "letters/l/support-from": "Jo"
        });
        let length = |answers: &Json| find(check, &call, answers).last().unwrap().verdict.clone();
        assert!(matches!(length(&answers), Verdict::NotMet { .. }));
        answers["letters/l/support-placement"] = json!("beside");
        assert_eq!(length(&answers), Verdict::Met);
        answers["letters/l/support-placement"] = json!("inside");
        answers["letters/l/support-wanted"] = json!(false);
        assert_eq!(length(&answers), Verdict::Met);
    }

    #[test]
    fn statement_of_support() {
        let written = json!({"letters/l/prompts/p/text": "We sing."});
        let with = |more: &[(&str, Json)]| {
            let mut answers = written.clone();
            for (leaf, value) in more {
                answers[format!("letters/l/{leaf}")] = value.clone();
            }
            answers
        };
        let wanted = ("support-wanted", json!(true));
        let text = ("support", json!("We are glad."));
        let from = ("support-from", json!("The governors"));
        for (strength, weight) in [("should", "blocks"), ("may", "unneeded")] {
            let open = letter(&json!({"support": {
                "name": "Support", "quote": "support", "strength": strength, "placement": "inside"
            }}));
            table(
                check,
                &open,
                &[
                    (with(&[]), &["Vision: met", &format!("Support: unknown, {weight}, letters/l/support-wanted")]),
                    (with(&[("support-wanted", json!(false))]), &["Vision: met", "Support: not asked"]),
                    // Once the school says that it applies, the words must follow, however the hub asks.
                    (
                        with(std::slice::from_ref(&wanted)),
                        &["Vision: met", "Support: unknown, blocks, letters/l/support"],
                    ),
                    (
                        with(&[wanted.clone(), text.clone()]),
                        &["Vision: met", "Support: unknown, blocks, letters/l/support-from"],
                    ),
                    (with(&[wanted.clone(), text.clone(), from.clone()]), &["Vision: met", "Support: met"]),
                ],
            );
        }
        let by_trust = letter(&json!({"support": {
            "name": "Support", "quote": "support", "strength": "should", "placement": "beside", "when": [{"trust": true}]
        }}));
        let mut own = with(&[]);
        table(check, &by_trust, &[(own.clone(), &["Vision: met", "Support: unknown, blocks, school/group"])]);
        own["school/group"] = json!("neither");
        table(check, &by_trust, &[(own.clone(), &["Vision: met", "Support: not asked"])]);
        own["school/group"] = json!("trust");
        table(check, &by_trust, &[(own, &["Vision: met", "Support: unknown, blocks, letters/l/support"])]);
    }

    #[test]
    fn letters_and_prompts_that_do_not_apply() {
        let call = letter(&json!({"when": [{"trust": true}]}));
        table(
            check,
            &call,
            &[
                (json!({"school/group": "neither"}), &["Supporting letter: not asked"]),
                (json!({}), &["Supporting letter: unknown, blocks, school/group"]),
            ],
        );
        let call = letter(
            &json!({"prompts": [{"id": "p", "title": "Exams", "statements": [], "when": [{"key-stage": ["ks4"]}]}]}),
        );
        table(check, &call, &[(json!({"school/key-stages": ["ks1"]}), &["Exams: not asked"])]);
    }
}
