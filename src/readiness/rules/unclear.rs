//! What the hub's text leaves open and the school should ask about, as the call says (`Oddity::ask`).

use crate::call::{HeadingId, Oddity, OddityId, Section, Statement};
use crate::readiness::{Case, Deadline, Finding, FindingGroup, Verdict};

const RULE: &str = "unclear";

/// Runs after the rules whose findings carry oddities: asks once for each, where the first of them leads. Once the round
/// has closed, nothing needs to be asked.
pub(super) fn check(case: &Case, out: &mut Vec<Finding>) {
    if case.deadline() == Deadline::Closed {
        return;
    }
    let asked: Vec<Finding> = case.call.oddities.iter().filter_map(|oddity| question(case, oddity, out)).collect();
    out.extend(asked);
}

fn question(case: &Case, oddity: &Oddity, found: &[Finding]) -> Option<Finding> {
    if !oddity.ask {
        return None;
    }
    let concerns = |finding: &&Finding| {
        finding.oddities.contains(&oddity.id) && !matches!(finding.verdict, Verdict::DoesNotApply { .. })
    };
    let verdict = Verdict::hub_only(oddity.note.clone());
    let mut about = found.iter().filter(concerns);
    let Some(first) = about.next() else {
        // Its reason says what is odd already.
        return Some(Finding { oddities: Vec::new(), ..beside_findings(case, oddity)?.is(verdict) });
    };
    if found.iter().filter(concerns).any(|finding| finding.group() == FindingGroup::AskTheHub) {
        return None;
    }
    let is_one = !about.any(|finding| finding.rule == first.rule);
    let heading = || case.call.heading_text(&first.quote.as_ref()?.under);
    let subject = match heading() {
        Some(heading) if !is_one => heading.to_owned(),
        None if !is_one => first.section.name(case.call, case.applicant()),
        _ => first.subject.clone(),
    };
    let mut asks = Finding::about(RULE, first.section.clone(), subject).is(verdict);
    asks.field.clone_from(&first.field);
    asks.quote = found.iter().filter(concerns).find_map(|finding| finding.quote.clone());
    Some(asks)
}

/// What an oddity is about that no finding carries: a date, or words of the hub.
fn beside_findings(case: &Case, oddity: &Oddity) -> Option<Finding> {
    let is_own = |ids: &[OddityId]| ids.contains(&oddity.id);
    let about = |subject: &str| Finding::about(RULE, Section::Duties, subject);
    if let Some(date) = case.call.dates.iter().find(|date| is_own(&date.oddities)) {
        return Some(about(date.name.trim().trim_end_matches(':')).quoting(date.statement.as_ref()));
    }
    let holds = |statement: &&Statement| is_own(&statement.oddities);
    if let Some(statement) = case.call.submission.statements.iter().find(holds) {
        return Some(about("How to apply").quoting(Some(statement)));
    }
    let mut passages = case.call.passages.iter();
    if let Some(passage) = passages.find(|passage| is_own(&passage.oddities)) {
        let first = passage.statements.first();
        let heading = passage.under.as_ref().or(first.map(|statement| &statement.under));
        return Some(about(&heading_of(case, heading)).quoting(first));
    }
    let statement = case.call.statements().into_iter().find(holds)?;
    Some(about(&heading_of(case, Some(&statement.under))).quoting(Some(statement)))
}

/// The heading in the hub's document, or the document's title.
fn heading_of(case: &Case, heading: Option<&HeadingId>) -> String {
    let heading = heading.and_then(|heading| case.call.heading_text(heading));
    heading.unwrap_or(&case.call.title).to_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::super::testing::{call, find, says, why};
    use super::super::{duties, meetings};
    use super::*;

    fn all(case: &Case, out: &mut Vec<Finding>) {
        meetings::check(case, out);
        duties::check(case, out);
        check(case, out);
    }

    /// What is asked where the deadline is on a day.
    fn asked_by(deadline: &str, odd: &Json, answers: &Json) -> Vec<String> {
        let meeting = |id: &str, on: &str| {
            json!({"id": id, "name": "Meeting", "kind": "meeting", "attendance": "required", "when": {"is": "day", "on": on},
                   "statement": {"text": "We meet.", "under": "k", "oddities": ["where"]}})
        };
        let call = call(json!({
            "oddities": odd,
            "dates": [
                meeting("m1", "2027-05-01"), meeting("m2", "2027-06-01"), meeting("m0", "2027-01-01"),
                {"id": "d", "name": "Deadline", "kind": "deadline", "when": {"is": "day", "on": deadline}}
            ],
            "duties": [{"id": "lead", "statement": {"text": "Lead the area.", "under": "h", "oddities": ["area"]}}],
            "submission": {"statements": [says("Use the form."), {"text": "By form.", "under": "h", "oddities": ["form"]}], "ways": [], "deadline": "d"}
        }));
        let found = find(all, &call, answers);
        let own = found.iter().filter(|finding| finding.rule == RULE);
        own.map(|f| {
            assert!(f.oddities.is_empty() && !f.blocks() && f.quote.is_some(), "{f:?}");
            let at = f.field.as_ref().map(ToString::to_string).unwrap_or_default();
            format!("{}: {} ({at})", f.subject, why(f))
        })
        .collect()
    }

    fn asked(odd: &Json, answers: &Json) -> Vec<String> {
        asked_by("2027-03-01", odd, answers)
    }

    #[test]
    fn what_no_finding_is_about_is_asked_too() {
        let odd =
            |id: &str| json!({"id": id, "kind": "not-published", "note": format!("Not said: {id}."), "ask": true});
        let call = call(json!({
            "oddities": [odd("privacy"), odd("decision"), odd("budget"), odd("nowhere")],
            "dates": [{"id": "decision", "name": "Decision:", "kind": "decision", "when": {"is": "not-published"}, "oddities": ["decision"]}],
            "passages": [{"topic": "data", "statements": [], "under": "k", "oddities": ["privacy"]}],
            "benefits": [{"statement": {"text": "A budget.", "under": "h", "oddities": ["budget"]}}],
        }));
        let found = find(check, &call, &json!({}));
        let subjects: Vec<&str> = found.iter().map(|finding| finding.subject.as_str()).collect();
        assert_eq!(subjects, ["Letter", "Decision", "Criteria"]);
    }

    #[test]
    fn the_hub_is_asked_once_for_each_thing_that_its_text_leaves_open() {
        let odd = |id: &str, ask: bool| json!({"id": id, "kind": "not-published", "note": format!("Not said: {id}."), "ask": ask});
        let none: [&str; 0] = [];
        assert_eq!(asked(&json!([odd("where", false), odd("area", false), odd("form", false)]), &json!({})), none);
        assert_eq!(
            asked(
                &json!([odd("where", true), odd("area", true), odd("form", true), odd("elsewhere", true)]),
                &json!({})
            ),
            [
                "Letter: Not said: where. (dates/m1/attends)",
                "Lead the area: Not said: area. (duties/lead/accepted)",
                "How to apply: Not said: form. ()",
            ]
        );
        assert_eq!(
            asked_by("2027-01-10", &json!([odd("where", true), odd("form", true)]), &json!({})),
            none,
            "it has closed"
        );
        // A commitment that the school cannot give is a question to the hub already.
        assert_eq!(
            asked(
                &json!([odd("where", false), odd("area", true), odd("form", false)]),
                &json!({"duties/lead/accepted": false})
            ),
            none
        );
    }
}
