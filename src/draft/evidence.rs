//! Evidence for a point: its text, its links, its files, and ticks that it stands in a letter or a document which is
//! sent anyway. One definition for the check, the counts and what is printed.

use super::{
    Applies, DocumentField, Draft, Field, LetterField, PointField, Profile, applies, files_at, is_letter_attached,
    is_letter_written, may_apply, within_sentence,
};
use crate::call::{Call, Condition, CriterionId, Document, Letter, LetterKind, Need, Point, Strength};

/// A part of the application in which the evidence for a point can stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidencePlace {
    /// What is stored in the list at [`PointField::ShownIn`]: `letters/<id>` or `documents/<id>`.
    pub id: String,
    /// The hub's name for it.
    pub name: String,
}

impl EvidencePlace {
    fn new(room: &str, id: &str, name: &str) -> Self {
        Self { id: format!("{room}/{id}"), name: name.trim().trim_end_matches([':', '.']).to_owned() }
    }

    /// The label of its tick.
    pub fn label(&self) -> String {
        format!("It is in our {}", within_sentence(&self.name))
    }

    /// What is printed under the point.
    pub fn reference(&self) -> String {
        format!("See our {}.", within_sentence(&self.name))
    }
}

/// Every place that a call offers: its letters, and the documents that it requires. Which schools they are asked of is
/// not looked at.
pub(super) fn all_evidence_places(call: &Call) -> impl Iterator<Item = (EvidencePlace, &[Condition])> {
    let is_letter = |letter: &&Letter| letter.kind == LetterKind::Letter;
    let letters = call.letters.iter().filter(is_letter);
    let letters = letters.map(|l| (EvidencePlace::new("letters", l.id.as_str(), &l.name), l.when.as_slice()));
    let documents = call.documents.iter().filter(|d| d.need == Need::Required);
    letters.chain(documents.map(|d| (EvidencePlace::new("documents", d.id.as_str(), &d.name), d.when.as_slice())))
}

/// The place that is stored as `id`, if the call offers it to any school.
pub fn evidence_place(call: &Call, id: &str) -> Option<EvidencePlace> {
    all_evidence_places(call).map(|(place, _)| place).find(|place| place.id == id)
}

/// The places that a school can tick, in the order of the call: one tick each, with [`EvidencePlace::label`].
pub fn evidence_places(call: &Call, draft: &Draft) -> Vec<EvidencePlace> {
    let profile = Profile::of(call, draft);
    all_evidence_places(call).filter(|(_, when)| may_apply(call, when, &profile)).map(|(place, _)| place).collect()
}

/// The places that the school has ticked at a point, without those that are not offered to it.
pub fn evidence_shown_in(call: &Call, draft: &Draft, criterion: &CriterionId, point: &Point) -> Vec<EvidencePlace> {
    let ticked = draft.list(&Field::Point(criterion.clone(), point.id.clone(), PointField::ShownIn));
    if ticked.is_empty() {
        return Vec::new();
    }
    evidence_places(call, draft).into_iter().filter(|place| ticked.contains(&place.id)).collect()
}

/// Whether what is shown in a place will be there: the hub requires it, so that it is missed where it is not given, or it is
/// given.
fn is_sent(call: &Call, draft: &Draft, place: &EvidencePlace) -> bool {
    let profile = Profile::of(call, draft);
    let is_asked = |when: &[Condition]| matches!(applies(call, when, &profile), Applies::Yes | Applies::Unknown { .. });
    if let Some(letter) = call.letters.iter().find(|own| place.id == format!("letters/{}", own.id)) {
        let is_given = if is_letter_attached(draft, letter) {
            !files_at(draft, &Field::Letter(letter.id.clone(), LetterField::Files)).is_empty()
        } else {
            is_letter_written(call, draft, letter)
        };
        return is_given || letter.strength == Strength::Must && is_asked(&letter.when);
    }
    let document = call.documents.iter().find(|own| place.id == format!("documents/{}", own.id));
    document.is_some_and(|document| {
        document.need == Need::Required && is_asked(&document.when) || is_document_given(call, draft, document)
    })
}

/// Whether a document is asked of this school, ready, and there: as a file, by its name, or as a link.
pub fn is_document_given(call: &Call, draft: &Draft, document: &Document) -> bool {
    let at = |leaf| Field::Document(document.id.clone(), leaf);
    let is_asked = may_apply(call, &document.when, &Profile::of(call, draft));
    let is_there = !files_at(draft, &at(DocumentField::Files)).is_empty()
        || draft.answered(&at(DocumentField::Name))
        || draft.answered(&at(DocumentField::Link));
    is_asked && is_there && draft.text(&at(DocumentField::State)) == "ready"
}

/// How many pieces of evidence a point has: the text is one, each link and file is one, each tick is one, and so is the
/// document that the call names for the point, once it is there. What is not sent is none. With 0 a point has no evidence.
pub fn evidence_pieces(call: &Call, draft: &Draft, criterion: &CriterionId, point: &Point) -> usize {
    let at = |leaf| Field::Point(criterion.clone(), point.id.clone(), leaf);
    let text = usize::from(draft.answered(&at(PointField::Evidence)));
    let links = match draft.list(&at(PointField::Links)) {
        // One that another version wrote in another form counts as one.
        [] => usize::from(draft.answered(&at(PointField::Links))),
        links => links.iter().filter(|link| !link.trim().is_empty()).count(),
    };
    let files = files_at(draft, &at(PointField::Files)).len();
    let mut places = evidence_shown_in(call, draft, criterion, point);
    places.retain(|place| is_sent(call, draft, place));
    let document = point.document.as_ref().and_then(|id| call.documents.iter().find(|own| own.id == *id));
    let document = document.is_some_and(|document| {
        let ticked = places.iter().any(|place| place.id == format!("documents/{}", document.id));
        !ticked && is_document_given(call, draft, document)
    });
    text + links + files + places.len() + usize::from(document)
}

#[cfg(test)]
mod tests {
    use super::super::{FIXTURE_TIME, Value, fullest, shipped};
    use super::*;
    use crate::draft::DraftId;

    fn of<'a>(call: &'a Call, criterion: &str, point: &str) -> (&'a CriterionId, &'a Point) {
        let criterion = call.criteria.iter().find(|c| c.id.as_str() == criterion).unwrap();
        (&criterion.id, criterion.points.iter().find(|p| p.id.as_str() == point).unwrap())
    }

    fn empty(call: &Call) -> Draft {
        Draft::new(DraftId::new("d").unwrap(), call.id.clone(), &call.round, FIXTURE_TIME)
    }

    fn labels(call: &Call, draft: &Draft) -> Vec<String> {
        evidence_places(call, draft).iter().map(EvidencePlace::label).collect()
    }

    #[test]
    fn a_tick_for_each_letter_and_required_document() {
        let [letter_and_plan, neither, third] = shipped() else { panic!("three calls") };
        assert_eq!(
            labels(letter_and_plan, &empty(letter_and_plan)),
            ["It is in our supporting letter", "It is in our School Music Development Plan"]
        );
        assert!(labels(neither, &empty(neither)).is_empty());
        // Only what is asked of the school.
        let all: Vec<_> = all_evidence_places(third).collect();
        let draft = fullest(third);
        let profile = Profile::of(third, &draft);
        let asked = all.iter().filter(|(_, when)| may_apply(third, when, &profile));
        assert_eq!(evidence_places(third, &draft).len(), asked.count());
    }

    #[test]
    fn a_place_that_is_not_asked_of_the_school_is_neither_offered_nor_counted() {
        let mut call = shipped()[0].clone();
        call.documents[0].when = vec![Condition::SixthForm(true)];
        let mut draft = empty(&call);
        let (criterion, point) = of(&call, "programme", "curriculum");
        let ticked = Value::List(vec!["documents/development-plan".to_owned()]);
        draft.set(Field::parse("criteria/programme/curriculum/shown-in"), ticked, FIXTURE_TIME);
        // Until it is known, it is offered.
        for (sixth_form, places, pieces) in [(None, 2, 1), (Some(true), 2, 1), (Some(false), 1, 0)] {
            let value = sixth_form.map_or(Value::Text(String::new()), Value::Flag);
            draft.set(Field::parse("school/sixth-form"), value, FIXTURE_TIME);
            assert_eq!(evidence_places(&call, &draft).len(), places, "{sixth_form:?}");
            assert_eq!(evidence_pieces(&call, &draft, criterion, point), pieces, "{sixth_form:?}");
        }
    }

    #[test]
    fn what_is_not_sent_is_no_evidence() {
        let mut call = shipped()[0].clone();
        let ticked = |place: &str| Value::List(vec![place.to_owned()]);
        let shown_in = Field::parse("criteria/strategy/development-plan/shown-in");
        let count = |call: &Call, draft: &Draft| {
            let (criterion, point) = of(call, "strategy", "development-plan");
            evidence_pieces(call, draft, criterion, point)
        };
        // An optional letter has to be written, a required one is missed by itself.
        let mut draft = empty(&call);
        draft.set(shown_in.clone(), ticked("letters/supporting-letter"), FIXTURE_TIME);
        assert_eq!(count(&call, &draft), 1);
        call.letters[0].strength = Strength::May;
        assert_eq!(count(&call, &draft), 0);
        draft.set(Field::parse("letters/supporting-letter/opening"), "We sing.".into(), FIXTURE_TIME);
        assert_eq!(count(&call, &draft), 1);
        draft.set(Field::parse("letters/supporting-letter/attached"), Value::Flag(true), FIXTURE_TIME);
        assert_eq!(count(&call, &draft), 0);
        // The document of the point is asked of others.
        let mut draft = empty(&call);
        draft.set(Field::parse("documents/development-plan/state"), "ready".into(), FIXTURE_TIME);
        draft.set(Field::parse("documents/development-plan/name"), "Plan".into(), FIXTURE_TIME);
        assert_eq!(count(&call, &draft), 1);
        call.documents[0].when = vec![Condition::SixthForm(true)];
        draft.set(Field::parse("school/sixth-form"), Value::Flag(false), FIXTURE_TIME);
        assert_eq!(count(&call, &draft), 0);
    }

    #[test]
    fn pieces() {
        let call = &shipped()[0];
        let (criterion, point) = of(call, "strategy", "development-plan");
        let at = |leaf: &str| format!("criteria/strategy/development-plan/{leaf}");
        let list = |items: &[&str]| Value::List(items.iter().map(|i| (*i).to_owned()).collect());
        let file = "0a".repeat(32);
        let mut draft = empty(call);
        for (field, value, pieces) in [
            (at("evidence"), Value::from(" "), 0),
            (at("evidence"), Value::from("We sing."), 1),
            (at("links"), list(&["https://a.example.org", " ", "www.b.example.org"]), 3),
            (at("files"), list(&[&file]), 4),
            (at("shown-in"), list(&["letters/supporting-letter"]), 5),
            (at("shown-in"), list(&["letters/supporting-letter", "letters/gone", "documents/additional-evidence"]), 5),
            // A document counts once it is there.
            ("documents/development-plan/state".to_owned(), Value::from("ready"), 5),
            ("documents/development-plan/name".to_owned(), Value::from("Plan 2027"), 6),
            // The document is not counted twice.
            (at("shown-in"), list(&["letters/supporting-letter", "documents/development-plan"]), 6),
            (at("shown-in"), Value::Flag(true), 5),
        ] {
            draft.set(Field::parse(&field), value.clone(), FIXTURE_TIME);
            assert_eq!(evidence_pieces(call, &draft, criterion, point), pieces, "{field}: {value:?}");
        }
    }
}
