//! Lists that something rests on.

use crate::call::check::context::CheckContext;
use crate::call::check::problem::Location;
use crate::call::{PointRule, Way, When};

/// Lists that something rests on are not empty.
pub(in crate::call::check) fn empty(context: &CheckContext) -> Vec<Location> {
    let call = context.call;
    let mut locations = Vec::new();
    let mut need = |filled: bool, path: String, what: &str| {
        if !filled {
            locations.push(Location::new(path, what));
        }
    };
    need(
        !call.settings.is_empty(),
        "/settings".into(),
        "without a setting no school can say what it is: give at least one",
    );
    need(!call.submission.ways.is_empty(), "/submission/ways".into(), "there is no way to hand in: give at least one");
    for (i, way) in call.submission.ways.iter().enumerate() {
        let lines = !matches!(way, Way::Paper { address, .. } if address.is_empty());
        need(lines, format!("/submission/ways/{i}/address"), "the postal address has no line: give it, a line each");
    }
    for (i, place) in call.places.iter().enumerate() {
        need(
            !place.settings.is_empty(),
            format!("/places/{i}/settings"),
            "the place is for no setting: give at least one",
        );
    }
    for (i, criterion) in call.criteria.iter().enumerate() {
        let at = |list: &str| format!("/criteria/{i}/{list}");
        let here = criterion.elsewhere.is_none();
        need(
            !here || !criterion.statements.is_empty(),
            at("statements"),
            "the criterion has no statement: give the hub's words, or say under `elsewhere` which document has them",
        );
        need(
            !here || !criterion.points.is_empty(),
            at("points"),
            "the criterion has no point to check: give at least one, or say under `elsewhere` which document has them",
        );
        for (p, point) in criterion.points.iter().enumerate() {
            let none = matches!(&point.rule, Some(PointRule::OfstedOverall { accepted }) if accepted.is_empty());
            need(!none, at(&format!("points/{p}/rule/accepted")), "no grade satisfies the rule: give those that do");
        }
    }
    if let Some(focus) = &call.focus {
        need(
            !focus.areas.is_empty(),
            "/focus/areas".into(),
            "there is no area to choose: give them, or leave `focus` out",
        );
    }
    for (i, document) in call.documents.iter().enumerate() {
        let what = "the document rests on no words of the hub: give the statement that asks for it";
        need(!document.statements.is_empty(), format!("/documents/{i}/statements"), what);
    }
    for (i, date) in call.dates.iter().enumerate() {
        let none = matches!(&date.when, When::Slots { at, .. } if at.is_empty());
        need(
            !none,
            format!("/dates/{i}/when/at"),
            "the list of slots is empty: give them, or say that it is not published",
        );
    }
    for (i, passage) in call.passages.iter().enumerate() {
        let explained = !passage.statements.is_empty() || !passage.oddities.is_empty();
        let what = "the passage has no statement and no oddity that says so: give its statements, or the oddity";
        need(explained, format!("/passages/{i}/statements"), what);
    }
    locations
}
