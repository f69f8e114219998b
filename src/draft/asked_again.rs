//! What a hub that has changed its call asks again: ratings and confirmations whose words are others now, and nothing else.

use super::{Draft, Field, PointField, Value};
use crate::call::{Call, Criterion, Declaration, Duty, Point, Statement};

/// What is set in a draft that was opened with `before` and is opened with `after` now: a mark at each rating whose words
/// have changed, and at each confirmation whose words have changed, which is taken back. Every other answer stays.
pub fn asked_again(before: &Call, after: &Call, draft: &Draft) -> Vec<(Field, Value)> {
    let mark = |field: &Field| (Field::Again(Box::new(field.clone())), Value::Flag(true));
    let mut all = Vec::new();
    for criterion in &after.criteria {
        let Some(old) = before.criterion(&criterion.id) else { continue };
        for point in &criterion.points {
            let rating = Field::Point(criterion.id.clone(), point.id.clone(), PointField::Rating);
            let was = old.points.iter().find(|own| own.id == point.id);
            if draft.answered(&rating) && was.is_some_and(|was| point_has_changed((old, was), (criterion, point))) {
                all.push(mark(&rating));
            }
        }
    }
    let duties = after.duties.iter().filter(|duty| {
        let was = before.duties.iter().find(|own| own.id == duty.id);
        was.is_some_and(|was| duty_has_changed(was, duty))
    });
    let declarations = after.declarations.iter().filter(|declaration| {
        let was = before.declarations.iter().find(|own| own.id == declaration.id);
        was.is_some_and(|was| declaration_has_changed(was, declaration))
    });
    let confirmations = duties
        .map(|duty| Field::Duty(duty.id.clone()))
        .chain(declarations.map(|declaration| Field::Declaration(declaration.id.clone())));
    for field in confirmations.filter(|field| draft.flag(field) == Some(true)) {
        all.push(mark(&field));
        all.push((field, Value::Text(String::new())));
    }
    all
}

/// Whether an answer is to be looked at again: it was given before the hub changed the words on which it rests.
pub fn is_asked_again(draft: &Draft, field: &Field) -> bool {
    let mark = Field::Again(Box::new(field.clone()));
    if draft.flag(&mark) != Some(true) {
        return false;
    }
    let marked_at = draft.answers.get(&mark).map(|mark| mark.at);
    match draft.answers.get(field).filter(|answer| !answer.value.is_blank()) {
        Some(answer) => marked_at.is_some_and(|at| at >= answer.at),
        // A confirmation is taken back. What was not rated is not rated again.
        None => matches!(field, Field::Duty(_) | Field::Declaration(_)),
    }
}

/// Whether the hub's words on which the rating of a point rests are others: its own, or those of its criterion that are no
/// other point's. Each is given with its criterion.
pub fn point_has_changed(before: (&Criterion, &Point), after: (&Criterion, &Point)) -> bool {
    let branches = |point: &Point| point.branches.iter().map(|branch| tidy(&branch.quote)).collect::<Vec<_>>();
    tidy(&before.1.quote) != tidy(&after.1.quote)
        || branches(before.1) != branches(after.1)
        || around_points(before.0) != around_points(after.0)
}

/// Whether the words of a commitment are others.
pub fn duty_has_changed(before: &Duty, after: &Duty) -> bool {
    (statement_words(&before.statement), &before.phase, &before.amount)
        != (statement_words(&after.statement), &after.phase, &after.amount)
}

/// Whether the words of a declaration are others: what is ticked, or the hub's statement.
pub fn declaration_has_changed(before: &Declaration, after: &Declaration) -> bool {
    (tidy(&before.label), statement_words(&before.statement)) != (tidy(&after.label), statement_words(&after.statement))
}

/// Whether the words of some statements are others. How they are set apart by spaces and lines says nothing.
pub fn words_have_changed<'a>(
    before: impl IntoIterator<Item = &'a Statement>,
    after: impl IntoIterator<Item = &'a Statement>,
) -> bool {
    let words = |all: Vec<&Statement>| all.into_iter().map(statement_words).collect::<Vec<_>>().join(" ");
    words(before.into_iter().collect()) != words(after.into_iter().collect())
}

/// What a criterion says beside the words of its points.
fn around_points(criterion: &Criterion) -> String {
    let mut text = criterion.statements.iter().map(statement_words).collect::<Vec<_>>().join(" ");
    let mut quotes: Vec<String> = criterion.points.iter().map(|point| tidy(&point.quote)).collect();
    // A quotation may be a part of another one.
    quotes.sort_by_key(|quote| std::cmp::Reverse(quote.len()));
    for quote in quotes.iter().filter(|quote| !quote.is_empty()) {
        text = text.replacen(quote.as_str(), "", 1);
    }
    text.chars().filter(|letter| letter.is_alphanumeric()).collect()
}

fn statement_words(statement: &Statement) -> String {
    let items = statement.items.iter().map(|item| tidy(item));
    std::iter::once(tidy(&statement.text)).chain(items).collect::<Vec<_>>().join(" ")
}

fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::*;
    use crate::call::Timestamp;
    use crate::readiness::testing::{call, draft, says};

    fn parts() -> Json {
        let point = |id: &str, quote: &str| json!({"id": id, "label": id, "quote": quote, "strength": "must"});
        json!({
            "criteria": [{"id": "c", "name": "C", "statements": [says("In the last year, you sing daily and you play weekly.")],
                "points": [point("sing", "you sing daily"), point("play", "you play weekly")]}],
            "duties": [{"id": "host", "statement": says("Host a visit.")}, {"id": "meet", "statement": says("Meet us.")}],
            "declarations": [{"id": "one", "label": "We send one.", "statement": says("Send one.")}]
        })
    }

    fn answers() -> Json {
        json!({
            "criteria/c/sing/rating": "yes", "criteria/c/play/rating": "no", "duties/host/accepted": true,
            "duties/meet/accepted": false, "declarations/one/confirmed": true, "criteria/c/sing/evidence": "A choir"
        })
    }

    #[test]
    fn only_what_rests_on_changed_words_is_asked_again() {
        let (sing, play) = ("again/criteria/c/sing/rating", "again/criteria/c/play/rating");
        let host = ["again/duties/host/accepted", "duties/host/accepted"];
        let one = ["again/declarations/one/confirmed", "declarations/one/confirmed"];
        for (pointer, value, expected) in [
            ("/title", json!("Other"), vec![]),
            // A point alone.
            (
                "/criteria/0",
                json!({"id": "c", "name": "C",
                "statements": [says("In the last year, you sing twice daily and you play weekly.")],
                "points": [{"id": "sing", "label": "s", "quote": "you sing twice daily", "strength": "must"},
                    {"id": "play", "label": "p", "quote": "you play weekly", "strength": "must"}]}),
                vec![sing],
            ),
            // Words that concern all points.
            (
                "/criteria/0/statements/0/text",
                json!("In the last two years, you sing daily and you play weekly."),
                vec![sing, play],
            ),
            (
                "/criteria/0/statements/0/text",
                json!("In the last year,\n\nyou sing daily and you play weekly."),
                vec![],
            ),
            ("/criteria/0/points/1/how-binding", json!("may"), vec![]),
            ("/criteria/0/id", json!("other"), vec![]),
            ("/duties/0/statement/text", json!("Host two visits."), host.to_vec()),
            // What was not agreed to is not asked again.
            ("/duties/1/statement/text", json!("Meet us twice."), vec![]),
            ("/duties/0/statement/items", json!(["In May"]), host.to_vec()),
            ("/declarations/0/label", json!("We send one only."), one.to_vec()),
            ("/declarations/0/statement/text", json!("Send one by email."), one.to_vec()),
        ] {
            let before = call(parts());
            let mut changed = serde_json::to_value(&before).unwrap();
            let mut value = value;
            crate::call::upgrade(&mut value);
            match changed.pointer_mut(pointer) {
                Some(place) => *place = value.clone(),
                None => changed["duties"][0]["statement"]["items"] = value.clone(),
            }
            let after = crate::call::read_call(&changed.to_string()).unwrap();
            let set = asked_again(&before, &after, &draft(&answers()));
            assert_eq!(
                set.iter().map(|(field, _)| field.to_string()).collect::<Vec<_>>(),
                expected,
                "{pointer} {value}"
            );
            assert_eq!(asked_again(&after, &after, &draft(&answers())), []);
            assert_eq!(asked_again(&before, &after, &draft(&json!({}))), []);
        }
    }

    #[test]
    fn an_answer_that_is_given_anew_is_not_asked_again() {
        let mut draft = draft(&answers());
        let (rating, host) = (Field::parse("criteria/c/sing/rating"), Field::parse("duties/host/accepted"));
        let later = |minutes: i64| Timestamp(draft_time().0 + minutes * 60_000);
        for field in [&rating, &host] {
            assert!(!is_asked_again(&draft, field));
            draft.set(Field::Again(Box::new(field.clone())), Value::Flag(true), later(1));
        }
        draft.set(host.clone(), "".into(), later(1));
        assert!(is_asked_again(&draft, &rating) && is_asked_again(&draft, &host));
        draft.set(rating.clone(), "partly".into(), later(2));
        draft.set(host.clone(), Value::Flag(true), later(2));
        assert!(!is_asked_again(&draft, &rating) && !is_asked_again(&draft, &host));
        draft.set(rating.clone(), "".into(), later(3));
        assert!(!is_asked_again(&draft, &rating));
    }

    fn draft_time() -> Timestamp {
        crate::readiness::testing::noon()
    }
}
