//! Numbers of sections and points: addresses that people can say aloud, the same on the screen, on paper and in comments.
//! All sections and points of the call count, also those that do not apply, so that no answer renumbers anything.

use crate::call::{Call, CriterionId, Point, PointId, Section};
use crate::draft::Field;
use crate::readiness::Finding;

/// The number of a section, from 1. A section that the call does not have is 0.
pub fn section_number(call: &Call, section: &Section) -> usize {
    call.sections().iter().position(|own| own == section).map_or(0, |at| at + 1)
}

/// The number of a point within its section: "3.4".
pub fn point_number(call: &Call, criterion: &CriterionId, point: &PointId) -> String {
    let section = section_number(call, &Section::Criterion(criterion.clone()));
    let points = call.criterion(criterion).into_iter().flat_map(|criterion| &criterion.points);
    let at = points.map(|own| &own.id).position(|own| own == point).map_or(0, |at| at + 1);
    format!("{section}.{at}")
}

/// The point that a finding is about. A point that waits for an answer about the school leads there, and is known by its
/// name.
pub fn point_of<'a>(call: &'a Call, finding: &Finding) -> Option<(&'a CriterionId, &'a Point)> {
    if let Some(Field::Point(criterion, point, _)) = &finding.field {
        let criterion = call.criterion(criterion)?;
        return Some((&criterion.id, criterion.points.iter().find(|own| own.id == *point)?));
    }
    let Section::Criterion(id) = &finding.section else { return None };
    let criterion = call.criterion(id).filter(|_| finding.rule == "points")?;
    let is_own = |point: &&Point| finding.subject == point.label;
    Some((&criterion.id, criterion.points.iter().find(is_own)?))
}

/// The number of what a finding is about: of its point, or else of its section.
pub fn finding_number(call: &Call, finding: &Finding) -> String {
    match point_of(call, finding) {
        Some((criterion, point)) => point_number(call, criterion, &point.id),
        None => section_number(call, &finding.section).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::sample::{call, empty, now};
    use crate::readiness::assess;

    #[test]
    fn sections_and_points_have_numbers_whatever_applies() {
        let call = call();
        let names: Vec<String> = call
            .sections()
            .iter()
            .map(|section| format!("{} {}", section_number(&call, section), section.name(&call, call.applicant(None))))
            .collect();
        assert_eq!(
            names,
            [
                "1 Your school or college",
                "2 Music programme",
                "3 Focus areas",
                "4 Supporting letter",
                "5 Documents",
                "6 Commitments and dates",
                "7 Declarations"
            ]
        );
        let criterion = &call.criteria[0];
        let numbers: Vec<String> =
            criterion.points.iter().map(|point| point_number(&call, &criterion.id, &point.id)).collect();
        assert_eq!(numbers, ["2.1", "2.2", "2.3"]);
        let gone = CriterionId::new("gone").unwrap();
        assert_eq!(section_number(&call, &Section::Criterion(gone.clone())), 0);
        assert_eq!(point_number(&call, &gone, &criterion.points[0].id), "0.0");
    }

    #[test]
    fn a_finding_has_the_number_of_its_point_or_section() {
        let call = call();
        let check = assess(&call, &empty(), now());
        let number = |subject: &str| {
            check.findings.iter().find(|found| found.subject == subject).map(|found| finding_number(&call, found))
        };
        for (subject, expected) in [
            ("An hour a week", "2.1"),
            // It waits for an answer about the school.
            ("Sixth form music", "2.3"),
            ("Music subject leader", "1"),
            ("Music Development Plan", "5"),
            ("This is our only application", "7"),
        ] {
            assert_eq!(number(subject).as_deref(), Some(expected), "{subject}");
        }
    }
}
