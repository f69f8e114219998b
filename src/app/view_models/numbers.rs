//! Numbers of sections and points: addresses that people can say aloud. All sections and points of the call count, those
//! that do not apply too, so that a changed answer renumbers nothing.

use crate::call::{Call, CriterionId, PointId, Section};

/// The number of a section, from 1. Zero: the call does not have it.
pub fn section_number(call: &Call, section: &Section) -> usize {
    call.sections().iter().position(|own| own == section).map_or(0, |at| at + 1)
}

/// The number of a point: "3.4".
pub fn point_number(call: &Call, criterion: &CriterionId, point: &PointId) -> String {
    let points = call.criterion(criterion).map(|criterion| criterion.points.as_slice()).unwrap_or_default();
    let at = points.iter().position(|own| own.id == *point).map_or(0, |at| at + 1);
    format!("{}.{at}", section_number(call, &Section::Criterion(criterion.clone())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::sample::call;

    #[test]
    fn all_sections_and_points_count() {
        let call = call();
        let criterion = &call.criteria[0];
        assert_eq!(section_number(&call, &Section::School), 1);
        assert_eq!(section_number(&call, &Section::Declarations), call.sections().len());
        assert_eq!(point_number(&call, &criterion.id, &criterion.points[1].id), "2.2");
    }
}
