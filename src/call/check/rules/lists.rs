//! Lists that something rests on.

use crate::call::check::context::CheckContext;
use crate::call::check::problem::{Location, quoted};
use crate::call::{Call, Condition, Point, PointRule, Setting, Way, When};

/// Lists that something rests on are not empty.
pub(in crate::call::check) fn empty(context: &CheckContext) -> Vec<Location> {
    let call = context.call;
    let mut locations = Vec::new();
    let mut need = |filled: bool, path: String, what: &str| {
        if !filled {
            locations.push(Location::new(path, what));
        }
    };
    need(!call.settings.is_empty(), "/settings".into(), "schools need a setting to choose: add at least one");
    need(!call.submission.ways.is_empty(), "/submission/ways".into(), "there is no way to apply: add at least one");
    for (i, way) in call.submission.ways.iter().enumerate() {
        let lines = !matches!(way, Way::Paper { address, .. } if address.is_empty());
        need(lines, format!("/submission/ways/{i}/address"), "the postal address is empty: add it, one line each");
        let some = way
            .parts()
            .is_none_or(|parts| parts.application_file || !parts.letters.is_empty() || !parts.documents.is_empty());
        let what = "nothing goes this way: list letters or documents, set application-file to true, or delete `parts`";
        need(some, format!("/submission/ways/{i}/parts"), what);
    }
    for (i, place) in call.places.iter().enumerate() {
        need(
            !place.settings.is_empty(),
            format!("/places/{i}/settings"),
            "this place has no settings: add at least one",
        );
    }
    need(
        !call.criteria.is_empty(),
        "/criteria".into(),
        "there are no criteria: add them. If they are in another document, add one criterion and name that document under \
         `set-out-in`",
    );
    for (i, criterion) in call.criteria.iter().enumerate() {
        let at = |list: &str| format!("/criteria/{i}/{list}");
        let here = criterion.elsewhere.is_none();
        need(
            !here || !criterion.statements.is_empty(),
            at("statements"),
            "this criterion has no hub text: add it, or name the other document under `set-out-in`",
        );
        need(
            !here || !criterion.points.is_empty(),
            at("points"),
            "this criterion has no points: add at least one, or name the other document under `set-out-in`",
        );
        for (p, point) in criterion.points.iter().enumerate() {
            let none = matches!(&point.rule, Some(PointRule::OfstedOverall { accepted }) if accepted.is_empty());
            need(!none, at(&format!("points/{p}/rule/accepted")), "no grade is accepted: add at least one");
            let none = matches!(&point.rule, Some(PointRule::Number { minimums, .. }) if minimums.is_empty());
            need(
                !none,
                at(&format!("points/{p}/rule/minimums")),
                "there is no number to reach: add at least one, such as {\"at-least\": 20}",
            );
            let without = without_minimum(call, &criterion.when, point);
            let what = without.map_or_else(String::new, |setting| {
                format!(
                    "there is no number for {}: add one with \"only-if-all\": [{{\"setting\": {{\"one-of\": [\"{}\"]}}}}], or one \
                     without conditions",
                    quoted(&setting.name),
                    setting.id
                )
            });
            need(without.is_none(), at(&format!("points/{p}/rule/minimums")), &what);
            let none = matches!(&point.rule, Some(PointRule::Level { levels, .. }) if levels.is_empty());
            need(!none, at(&format!("points/{p}/rule/levels")), "there are no levels: add them, lowest first");
        }
    }
    if let Some(lots) = &call.lots {
        need(!lots.choices.is_empty(), "/lots/choices".into(), "there are no lots: add them, or delete `lots`");
    }
    if let Some(focus) = &call.focus {
        need(!focus.areas.is_empty(), "/focus/areas".into(), "there are no focus areas: add them, or delete `focus`");
    }
    for (i, document) in call.documents.iter().enumerate() {
        let what = "this document has no hub text: add the statement that asks for it";
        need(!document.statements.is_empty(), format!("/documents/{i}/statements"), what);
    }
    for (i, date) in call.dates.iter().enumerate() {
        let none = matches!(&date.when, When::Slots { at, .. } if at.is_empty());
        need(!none, format!("/dates/{i}/when/at"), "there are no slots: add them, or use not-published");
        let none = matches!(&date.when, When::Days { on, .. } if on.is_empty());
        need(!none, format!("/dates/{i}/when/on"), "there are no days: add them, or use not-published");
    }
    for (i, passage) in call.passages.iter().enumerate() {
        let explained = !passage.statements.is_empty() || !passage.oddities.is_empty();
        let what = "this passage is empty: add hub text, or an oddity that says it is empty";
        need(explained, format!("/passages/{i}/statements"), what);
    }
    locations
}

/// A setting of which a point wants a number, and for which none is given.
fn without_minimum<'a>(call: &'a Call, outer: &[Condition], point: &Point) -> Option<&'a Setting> {
    let Some(PointRule::Number { minimums, .. }) = &point.rule else { return None };
    let is_asked = |setting: &Setting| {
        outer.iter().chain(&point.when).all(|condition| match condition {
            Condition::Setting(is) => is.any.contains(&setting.id),
            _ => true,
        })
    };
    let has = |setting: &Setting| {
        minimums.iter().any(|own| own.when.iter().all(|condition| condition.may_hold_for(&setting.id)))
    };
    let all = || call.settings.iter();
    all().find(|setting| !minimums.is_empty() && is_asked(setting) && !has(setting))
}
