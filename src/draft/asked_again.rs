//! What a hub that has changed its call asks again.
//!
//! Every answer stays. Where the hub's words at an address have changed, a log is kept there ([`Field::Again`]): up to when
//! answers were given to which words. So it can be told of each answer, also of one that comes back from an earlier version,
//! to which words it was given; and once the hub goes back to those words, it holds again.

use std::borrow::Cow;

use super::{Draft, Field, PointField, PromptField, Value};
use crate::call::{
    AnswerKind, Call, Criterion, Declaration, Duty, Letter, Point, PointRule, Prompt, Statement, Timestamp,
};

/// What is set in a draft that was opened with `before` and is opened with `after` now: at each address whose words have
/// changed, whether or not it is answered, that the answers up to now were given to the earlier words.
pub fn asked_again(before: &Call, after: &Call, draft: &Draft, now: Timestamp) -> Vec<(Field, Value)> {
    let changed = |field: Field| {
        let earlier = words_at(before, &field)?;
        (words_at(after, &field).as_ref() != Some(&earlier))
            .then(|| rests_until_now(draft, &field, &mark(&earlier), now))
    };
    all_with_words(before).into_iter().filter_map(changed).collect()
}

/// What is set so that the answer at an address, as it is now, counts as given to these words: those of [`rests_on`].
pub fn rests_until_now(draft: &Draft, field: &Field, words: &str, now: Timestamp) -> (Field, Value) {
    let log = log_of(field);
    let mut entries = draft.list(&log).to_vec();
    entries.push(format!("{} {words}", now.max(draft.changed).0));
    (log, Value::List(entries))
}

/// To which words the answer at an address was given, where a hub has changed them since: as a short mark. None where the
/// answer is younger than every change.
pub fn rests_on(draft: &Draft, field: &Field) -> Option<String> {
    rested_on(draft, draft, field)
}

/// The same of an answer of another copy, by the log of this one.
pub fn rested_on(draft: &Draft, copy: &Draft, field: &Field) -> Option<String> {
    let log = draft.list(&log_of(field));
    if log.is_empty() {
        return None;
    }
    let given = answers_together(field).iter().filter_map(|field| Some(copy.answers.get(field)?.at)).max()?;
    let entries = log.iter().filter_map(|entry| entry.split_once(' '));
    let mut entries = entries.filter_map(|(until, words)| Some((Timestamp(until.parse().ok()?), words)));
    entries.find(|(until, _)| *until >= given).map(|(_, words)| words.to_owned())
}

/// Whether an answer is to be looked at again: it was given before the hub changed the words on which it rests.
pub fn is_asked_again(call: &Call, draft: &Draft, field: &Field) -> bool {
    let Some(earlier) = rests_on(draft, field) else { return false };
    answers_together(field).iter().any(|field| draft.answered(field))
        && words_at(call, field).is_some_and(|words| mark(&words) != earlier)
}

/// Whether the answer at an address confirms the hub's words, so that it does not hold for others: a commitment, a declaration,
/// a yes or no, a number, a level, alternatives by which a point is judged. Not a rating, and nothing that is written.
pub fn is_confirmation(field: &Field) -> bool {
    matches!(
        field,
        Field::Duty(_)
            | Field::Declaration(_)
            | Field::Point(_, _, PointField::Branches | PointField::Number | PointField::Level)
            | Field::Prompt(_, _, PromptField::Choice | PromptField::Text)
    )
}

/// Whether an answer is kept and does not count until it is given again: a confirmation of other words.
pub fn is_unconfirmed(call: &Call, draft: &Draft, field: &Field) -> bool {
    is_confirmation(field) && is_asked_again(call, draft, field)
}

/// The draft as it counts: without the confirmations that are asked again.
pub fn confirmed<'a>(call: &Call, draft: &'a Draft) -> Cow<'a, Draft> {
    let logs = draft.answers.keys().filter_map(|log| match log {
        Field::Again(field) => Some(&**field),
        _ => None,
    });
    let taken: Vec<&Field> = logs.filter(|field| is_unconfirmed(call, draft, field)).collect();
    if taken.is_empty() {
        return Cow::Borrowed(draft);
    }
    let mut counts = draft.clone();
    counts.answers.retain(|field, _| !taken.contains(&field));
    Cow::Owned(counts)
}

impl Draft {
    /// Puts an answer at its address as a person gives it, and returns whether anything changed: as [`Draft::set`], and what
    /// was given to earlier words of the hub is given anew, even if it stays the same.
    pub fn give(&mut self, field: Field, value: Value, now: Timestamp) -> bool {
        let is_same = !value.is_blank() && self.value(&field) == Some(&value);
        if !is_same || rests_on(self, &field).is_none() {
            return self.set(field, value, now);
        }
        self.touch(now);
        let at = self.changed;
        if let Some(answer) = self.answers.get_mut(&field) {
            (answer.at, answer.by) = (at, None);
        }
        true
    }
}

/// Where the log of an address is. Evidence for a point has one.
fn log_of(field: &Field) -> Field {
    Field::Again(Box::new(match field {
        Field::Point(criterion, point, PointField::Links | PointField::Files | PointField::ShownIn) => {
            Field::Point(criterion.clone(), point.clone(), PointField::Evidence)
        }
        field => field.clone(),
    }))
}

/// The answers that are looked at together, with one log: all evidence for a point. Any other answer stands alone.
pub fn answers_together(field: &Field) -> Vec<Field> {
    use PointField::{Evidence, Files, Links, ShownIn};
    match field {
        Field::Point(criterion, point, Evidence | Links | Files | ShownIn) => {
            let at = |leaf| Field::Point(criterion.clone(), point.clone(), leaf);
            [Evidence, Links, Files, ShownIn].map(at).to_vec()
        }
        field => vec![field.clone()],
    }
}

/// Every address of a call whose answer rests on words of the hub.
fn all_with_words(call: &Call) -> Vec<Field> {
    use PointField::{Branches, Evidence, Level, Number, Rating};
    let points = call.criteria.iter().flat_map(|criterion| {
        let at = |point: &Point, leaf| Field::Point(criterion.id.clone(), point.id.clone(), leaf);
        let points = criterion.points.iter();
        points.flat_map(move |point| [Rating, Branches, Number, Level, Evidence].map(|leaf| at(point, leaf)))
    });
    let prompts = call.letters.iter().flat_map(|letter| {
        let at = |prompt: &Prompt, leaf| Field::Prompt(letter.id.clone(), prompt.id.clone(), leaf);
        let prompts = letter.prompts.iter();
        prompts.flat_map(move |prompt| [PromptField::Choice, PromptField::Text].map(|leaf| at(prompt, leaf)))
    });
    let duties = call.duties.iter().map(|duty| Field::Duty(duty.id.clone()));
    let declarations = call.declarations.iter().map(|declaration| Field::Declaration(declaration.id.clone()));
    points.chain(prompts).chain(duties).chain(declarations).collect()
}

/// The hub's words on which the answer at an address rests, plain. None where the answer does not rest on any.
fn words_at(call: &Call, field: &Field) -> Option<String> {
    match field {
        Field::Duty(id) => call.duties.iter().find(|own| own.id == *id).map(duty_words),
        Field::Declaration(id) => call.declarations.iter().find(|own| own.id == *id).map(declaration_words),
        Field::Point(criterion, point, leaf) => {
            let criterion = call.criterion(criterion)?;
            let point = criterion.points.iter().find(|own| own.id == *point)?;
            rests_on_words(call, point, *leaf).then(|| {
                let own = match leaf {
                    PointField::Number | PointField::Level => rule_words(point),
                    _ => branch_words(point),
                };
                [plain(&point.quote), around_points(criterion), own].join(" | ")
            })
        }
        Field::Prompt(letter, prompt, leaf) => {
            let letter: &Letter = call.letter(letter)?;
            let prompt = letter.prompts.iter().find(|own| own.id == *prompt)?;
            let unit = match (&prompt.answer, leaf) {
                (Some(AnswerKind::YesNo { .. }), PromptField::Choice) => "",
                (Some(AnswerKind::Number { unit, .. }), PromptField::Text) => unit.as_deref().unwrap_or_default(),
                _ => return None,
            };
            Some(format!("{} | {} | {}", plain(&prompt.title), all_words(&prompt.statements), plain(unit)))
        }
        _ => None,
    }
}

/// Whether an answer at a point rests on the hub's words: a rating, or what stands in its place.
fn rests_on_words(call: &Call, point: &Point, leaf: PointField) -> bool {
    match (leaf, &point.rule) {
        (PointField::Rating, _) => call.rates(point),
        (PointField::Number, Some(PointRule::Number { .. })) | (PointField::Level, Some(PointRule::Level { .. })) => {
            true
        }
        (PointField::Branches, Some(_)) => !point.branches.is_empty(),
        (PointField::Evidence, None) => !call.rates(point),
        (PointField::Evidence, Some(PointRule::OfstedOverall { .. })) => point.branches.is_empty(),
        _ => false,
    }
}

/// Whether the hub's words of a point itself are others: its quotation, its alternatives, what its rule asks.
pub fn point_has_changed(before: &Point, after: &Point) -> bool {
    let words = |point: &Point| [plain(&point.quote), branch_words(point), rule_words(point)];
    words(before) != words(after)
}

/// Whether the words of a criterion are others that are no point's own, so that they concern all of its points.
pub fn words_around_points_have_changed(before: &Criterion, after: &Criterion) -> bool {
    around_points(before) != around_points(after)
}

/// Whether the words of a commitment are others.
pub fn duty_has_changed(before: &Duty, after: &Duty) -> bool {
    duty_words(before) != duty_words(after)
}

/// Whether the words of a declaration are others: what is ticked, or the hub's statement.
pub fn declaration_has_changed(before: &Declaration, after: &Declaration) -> bool {
    declaration_words(before) != declaration_words(after)
}

/// Whether the words of some statements are others. Spaces, punctuation and capitals say nothing.
pub fn words_have_changed<'a>(
    before: impl IntoIterator<Item = &'a Statement>,
    after: impl IntoIterator<Item = &'a Statement>,
) -> bool {
    all_words(before) != all_words(after)
}

/// Whether two texts have other words. Spaces, punctuation and capitals say nothing.
pub fn has_other_words(before: &str, after: &str) -> bool {
    plain(before) != plain(after)
}

fn branch_words(point: &Point) -> String {
    let mut branches: Vec<_> = point.branches.iter().map(|branch| (&branch.id, plain(&branch.quote))).collect();
    branches.sort();
    branches.into_iter().map(|(_, quote)| quote).collect::<Vec<_>>().join(" | ")
}

/// What the rule of a point asks. Not how much is enough: that says nothing of what was answered.
fn rule_words(point: &Point) -> String {
    match &point.rule {
        Some(PointRule::Number { question, unit, .. }) => {
            format!("{} | {}", plain(question), plain(unit.as_deref().unwrap_or_default()))
        }
        Some(PointRule::Level { question, levels, .. }) => {
            let levels = levels.iter().map(|level| format!("{} {}", level.id.as_str(), plain(&level.name)));
            std::iter::once(plain(question)).chain(levels).collect::<Vec<_>>().join(" | ")
        }
        Some(PointRule::OfstedOverall { .. } | PointRule::Branches) | None => String::new(),
    }
}

fn duty_words(duty: &Duty) -> String {
    let amount = duty
        .amount
        .as_ref()
        .map(|amount| format!("{} {} {}", amount.number, amount.unit, amount.per.as_deref().unwrap_or_default()));
    let amount = amount.unwrap_or_default();
    [statement_words(&duty.statement), plain(duty.phase.as_deref().unwrap_or_default()), plain(&amount)].join(" | ")
}

fn declaration_words(declaration: &Declaration) -> String {
    format!("{} | {}", plain(&declaration.label), statement_words(&declaration.statement))
}

/// What a criterion says beside the words of its points.
fn around_points(criterion: &Criterion) -> String {
    let mut text = format!(" {} ", all_words(&criterion.statements));
    let mut quotes: Vec<String> = criterion.points.iter().map(|point| format!(" {} ", plain(&point.quote))).collect();
    // A quotation may be a part of another one.
    quotes.sort_by_key(|quote| std::cmp::Reverse(quote.len()));
    for quote in quotes.iter().filter(|quote| !quote.trim().is_empty()) {
        text = text.replacen(quote.as_str(), "  ", 1);
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn all_words<'a>(statements: impl IntoIterator<Item = &'a Statement>) -> String {
    statements.into_iter().map(statement_words).filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" ")
}

fn statement_words(statement: &Statement) -> String {
    let texts = std::iter::once(&statement.text).chain(&statement.items);
    texts.map(|text| plain(text)).filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The words of a text, without spaces, punctuation and capitals: `£2,000` and `£2000` are the same, `1.5` and `15` are not.
fn plain(text: &str) -> String {
    const SIGNS: &str = "%£$€+<>=≤≥±×÷°";
    let mut out = String::new();
    let mut letters = text.chars().peekable();
    let mut last = ' ';
    while let Some(letter) = letters.next() {
        let next_is_digit = letters.peek().is_some_and(char::is_ascii_digit);
        match letter {
            letter if letter.is_alphanumeric() || SIGNS.contains(letter) => out.extend(letter.to_lowercase()),
            '\'' | '\u{2019}' | '\u{ad}' => {}
            ',' if last.is_ascii_digit() && next_is_digit => {}
            _ if out.is_empty() || out.ends_with(' ') => {}
            _ => out.push(' '),
        }
        last = letter;
    }
    out.truncate(out.trim_end().len());
    out
}

/// A short mark of some words: their FNV-1a hash of 64 bits, in hex. It says whether two texts are the same.
fn mark(words: &str) -> String {
    let hash = words
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::*;
    use crate::readiness::testing::{call, draft, noon, says};

    fn parts() -> Json {
        let point = |id: &str, quote: &str| json!({"id": id, "label": id, "quote": quote, "strength": "must"});
        let mut choir = point("choir", "you have a choir");
        choir["branches"] = json!([{"id": "own", "quote": "a choir"}, {"id": "shared", "quote": "a shared choir"}]);
        choir["rule"] = json!({"kind": "alternatives"});
        let mut pupils = point("pupils", "pupils learn");
        pupils["rule"] =
            json!({"kind": "number", "question": "How many learn?", "unit": "pupils", "minimums": [{"at-least": 9}]});
        let mut award = point("award", "you hold an award");
        award["rule"] = json!({"kind": "level", "question": "Which award?", "at-least": "low",
            "levels": [{"id": "low", "name": "Bronze"}, {"id": "high", "name": "Gold"}]});
        json!({
            "criteria": [
                {"id": "c", "name": "C", "statements": [says("In the last year, you sing daily and you play weekly.")],
                    "points": [point("sing", "you sing daily"), point("play", "you play weekly")]},
                {"id": "g", "name": "G", "statements": [], "points": [choir, pupils, award]}
            ],
            "letters": [{"id": "l", "name": "L", "kind": "answers", "strength": "must", "statements": [], "prompts": [
                {"id": "visit", "title": "Have you been visited?", "statements": [], "answer": {"kind": "yes-no"}},
                {"id": "hours", "title": "How much?", "statements": [says("Each week.")], "answer": {"kind": "number", "unit": "hours"}},
                {"id": "why", "title": "Why?", "statements": []}
            ]}],
            "duties": [{"id": "host", "statement": says("Host a visit.")}, {"id": "meet", "statement": says("Meet us.")}],
            "declarations": [{"id": "one", "label": "We send one.", "statement": says("Send one.")}]
        })
    }

    /// The call with other values at these places.
    fn with(changes: &[(&str, Json)]) -> Call {
        let mut whole = serde_json::to_value(call(parts())).unwrap();
        for (pointer, value) in changes {
            let (object, key) = pointer.rsplit_once('/').unwrap();
            let place = whole.pointer_mut(object).unwrap_or_else(|| panic!("nothing at {pointer}"));
            match key.parse::<usize>() {
                Ok(number) => place[number] = value.clone(),
                Err(_) => place[key] = value.clone(),
            }
        }
        crate::call::read_call(&whole.to_string()).unwrap()
    }

    fn later(minutes: i64) -> Timestamp {
        Timestamp(noon().0 + minutes * 60_000)
    }

    /// The draft once it is opened with another call.
    fn open(draft: &mut Draft, before: &Call, after: &Call, minutes: i64) {
        for (field, value) in asked_again(before, after, draft, later(minutes)) {
            draft.set(field, value, later(minutes));
        }
    }

    #[test]
    fn what_rests_on_changed_words_is_noted_whether_or_not_it_is_answered() {
        let (sing, play) = ("again/criteria/c/sing/rating", "again/criteria/c/play/rating");
        let (host, one) = ("again/duties/host/accepted", "again/declarations/one/confirmed");
        let choir = "again/criteria/g/choir/branches";
        let rated = |text: &str, quote: &str| {
            let point = |id: &str, quote: &str| json!({"id": id, "label": id, "quote": quote, "how-binding": "must"});
            json!({"id": "c", "name": "C", "statements": [{"text": text, "under-heading": "h"}],
                "points": [point("sing", quote), point("play", "you play weekly")]})
        };
        let text = "/criteria/0/statements/0/text";
        for (pointer, value, expected) in [
            ("/title", json!("Other"), vec![]),
            // A point alone.
            (
                "/criteria/0",
                rated("In the last year, you sing twice daily and you play weekly.", "you sing twice daily"),
                vec![sing],
            ),
            // Words that concern all points.
            (text, json!("In the last two years, you sing daily and you play weekly."), vec![sing, play]),
            // Punctuation, spaces and capitals are no words.
            (text, json!("In the LAST year:\n\nyou sing daily, and you play weekly"), vec![]),
            ("/criteria/0/points/1/how-binding", json!("may"), vec![]),
            // A point that is not there any more may come back.
            ("/criteria/0/points", json!([]), vec![sing, play]),
            ("/criteria/1/points/0/alternatives/0/quote", json!("an orchestra"), vec![choir]),
            ("/criteria/1/points/0/quote", json!("you have an orchestra"), vec![choir]),
            ("/criteria/1/points/1/rule/question", json!("How many hours?"), vec!["again/criteria/g/pupils/number"]),
            ("/criteria/1/points/1/rule/unit", json!("hours"), vec!["again/criteria/g/pupils/number"]),
            ("/criteria/1/points/1/rule/minimums", json!([{"at-least": 99}]), vec![]),
            ("/criteria/1/points/2/rule/levels/0/name", json!("Silver"), vec!["again/criteria/g/award/level"]),
            ("/criteria/1/points/2/rule/at-least", json!("high"), vec![]),
            (
                "/letters/0/prompts/0/title",
                json!("Have you not been visited?"),
                vec!["again/letters/l/prompts/visit/choice"],
            ),
            ("/letters/0/prompts/1/statements/0/text", json!("Each year."), vec!["again/letters/l/prompts/hours/text"]),
            ("/letters/0/prompts/1/answer/unit", json!("days"), vec!["again/letters/l/prompts/hours/text"]),
            ("/letters/0/prompts/2/title", json!("Why not?"), vec![]),
            ("/duties/0/statement/text", json!("Host two visits."), vec![host]),
            ("/duties/0/statement/text", json!("Host \u{2013} a visit!"), vec![]),
            ("/duties/0/statement/items", json!(["In May"]), vec![host]),
            ("/declarations/0/label", json!("We send one only."), vec![one]),
            ("/declarations/0/statement/text", json!("Send one by email."), vec![one]),
        ] {
            let (before, after) = (with(&[]), with(&[(pointer, value.clone())]));
            for answers in [json!({}), json!({"duties/host/accepted": true})] {
                let set = asked_again(&before, &after, &draft(&answers), noon());
                let set: Vec<String> = set.iter().map(|(field, _)| field.to_string()).collect();
                assert_eq!(set, expected, "{pointer} {value}");
            }
            assert_eq!(asked_again(&after, &after, &draft(&json!({})), noon()), []);
        }
        // Where nothing is rated, it is the evidence that rests on the words.
        let mut no_scale = parts();
        no_scale["scale"] = json!({"by-hub": false, "steps": []});
        let before = call(no_scale);
        let mut after = before.clone();
        after.criteria[0].points[0].quote = "you sing twice daily".to_owned();
        let mut own = draft(&json!({"criteria/c/sing/links": ["https://a.example.org"]}));
        open(&mut own, &before, &after, 1);
        assert!(is_asked_again(&after, &own, &Field::parse("criteria/c/sing/evidence")));
    }

    #[test]
    fn an_answer_is_asked_again_until_it_is_given_anew_and_is_kept_meanwhile() {
        let (a, b) = (
            with(&[]),
            with(&[
                ("/duties/0/statement/text", json!("Host two visits.")),
                ("/criteria/0/points/0/quote", json!("you sing twice daily")),
                ("/criteria/1/points/0/alternatives/0/quote", json!("an orchestra")),
            ]),
        );
        let fields = ["duties/host/accepted", "criteria/g/choir/branches", "criteria/c/sing/rating"].map(Field::parse);
        let answers = json!({"duties/host/accepted": true, "criteria/g/choir/branches": ["own"], "criteria/c/sing/rating": "yes"});
        let mut own = draft(&answers);
        let again = |call: &Call, draft: &Draft| fields.each_ref().map(|field| is_asked_again(call, draft, field));
        assert_eq!(again(&b, &own), [false; 3], "nothing has changed while it was open");
        open(&mut own, &a, &b, 1);
        assert_eq!(again(&b, &own), [true; 3]);
        // Confirmations do not count, a rating does. All are kept.
        let counts = confirmed(&b, &own);
        assert_eq!(fields.each_ref().map(|field| counts.answered(field)), [false, false, true]);
        assert!(fields.iter().all(|field| own.answered(field)));
        // The hub goes back to the earlier words, and to the new ones again.
        let mut back = own.clone();
        open(&mut back, &b, &a, 2);
        assert_eq!(again(&a, &back), [false; 3]);
        open(&mut back, &a, &b, 3);
        assert_eq!(again(&b, &back), [true; 3]);
        // Given anew, even if it stays the same.
        for field in &fields {
            let value = own.value(field).cloned().unwrap();
            assert!(!own.clone().set(field.clone(), value.clone(), later(4)));
            assert!(own.give(field.clone(), value.clone(), later(4)));
            assert!(!own.give(field.clone(), value, later(5)), "once");
        }
        assert_eq!(again(&b, &own), [false; 3]);
        // What was given to the new words is not given to the old ones.
        open(&mut own, &b, &a, 6);
        assert_eq!(again(&a, &own), [true; 3]);
        open(&mut own, &a, &b, 7);
        assert_eq!(again(&b, &own), [false; 3]);
    }

    #[test]
    fn what_is_not_answered_is_not_asked_again_and_what_is_asked_otherwise_does_not_rest_on_the_words() {
        let (a, b) = (with(&[]), with(&[("/letters/0/prompts/1/title", json!("How many?"))]));
        let text = with(&[("/letters/0/prompts/1", json!({"id": "hours", "title": "Say more", "statements": []}))]);
        let field = Field::parse("letters/l/prompts/hours/text");
        let mut own = draft(&json!({}));
        open(&mut own, &a, &b, 1);
        assert!(!is_asked_again(&b, &own, &field));
        own.set(field.clone(), "3".into(), later(2));
        assert!(!is_asked_again(&b, &own, &field));
        open(&mut own, &b, &text, 3);
        assert!(!is_asked_again(&text, &own, &field), "a text is no number");
        open(&mut own, &text, &a, 4);
        assert!(is_asked_again(&a, &own, &field));
    }

    #[test]
    fn what_counts_as_the_same_words() {
        for (a, b, is_same) in [
            ("We will share, gladly.", "we  will share gladly", true),
            ("\u{a3}2,000", "\u{a3}2000", true),
            ("the school\u{2019}s choir", "the school's choir", true),
            ("co-ordinator; lead", "Co ordinator (lead)", true),
            ("1.5 hours", "15 hours", false),
            ("1/2", "12", false),
            ("up to 5%", "up to 5", false),
            ("\u{a3}5", "\u{20ac}5", false),
            ("can agree", "cannot agree", false),
            ("a, b", "ab", false),
            ("\u{c9}cole", "\u{e9}cole", true),
        ] {
            assert_eq!(!has_other_words(a, b), is_same, "{a} | {b}");
        }
    }
}
