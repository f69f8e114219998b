//! The evidence given under the criteria, for a letter that makes use of it.

use crate::call::{Call, Section};
use crate::draft::{Draft, Field, PointField};

/// What is written under a point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidencePiece {
    /// The answer.
    pub field: Field,
    /// The point's number and name: "3.4 Inspiring the next generation".
    pub name: String,
    /// What is written.
    pub text: String,
}

/// All written evidence, in the order of the call.
pub fn evidence_pieces(call: &Call, draft: &Draft) -> Vec<EvidencePiece> {
    let points =
        call.criteria.iter().flat_map(|criterion| criterion.points.iter().map(move |point| (criterion, point)));
    let piece = |field: Field| {
        let text = draft.text(&field).trim().to_owned();
        (!text.is_empty()).then(|| EvidencePiece { name: evidence_name(call, &field), field, text })
    };
    points
        .filter_map(|(criterion, point)| {
            piece(Field::Point(criterion.id.clone(), point.id.clone(), PointField::Evidence))
        })
        .collect()
}

/// The number and name of the point that an answer belongs to. An address that is not known stays.
pub fn evidence_name(call: &Call, field: &Field) -> String {
    let name = || {
        let Field::Point(criterion, point, _) = field else { return None };
        let section = Section::Criterion(criterion.clone());
        let number = call.sections().iter().position(|own| *own == section)? + 1;
        let points = &call.criterion(criterion)?.points;
        let at = points.iter().position(|own| own.id == *point)?;
        Some(format!("{number}.{} {}", at + 1, points.get(at)?.label))
    };
    name().unwrap_or_else(|| field.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::sample::{call, draft, empty};

    #[test]
    fn evidence_has_the_numbers_of_its_points() {
        let call = call();
        let pieces = evidence_pieces(&call, &draft());
        assert_eq!(pieces[0].name, "2.1 An hour a week");
        assert!(pieces[0].text.starts_with("Every class has an hour."));
        assert!(pieces.iter().all(|piece| !piece.text.is_empty()));
        assert_eq!(evidence_pieces(&call, &empty()), []);
        assert_eq!(evidence_name(&call, &Field::parse("criteria/gone/point/evidence")), "criteria/gone/point/evidence");
    }
}
