//! A point that asks for an overall effectiveness grade of the latest Ofsted inspection.
//!
//! A grade is judged only where the inspection gave one. Grades of one framework are never translated into another.

use super::policy::{Gap, weight};
use crate::call::{OfstedGrade, Point, ProfilePart, Section};
use crate::draft::{Field, OfstedReport, SchoolField, or_list};
use crate::readiness::{Case, Verdict, Weight};

/// A verdict on a point, how much it weighs, and which answer to go to.
pub(super) type Judgement = (Verdict, Weight, Field);

pub(super) fn judge(case: &Case, point: &Point, accepted: &[OfstedGrade]) -> Judgement {
    let report = Field::School(SchoolField::OfstedReport);
    let grade = Field::School(SchoolField::OfstedGrade);
    let unanswered = weight(point.strength, Gap::Unanswered);
    if !case.call.asks_of(ProfilePart::Ofsted, case.profile.setting) {
        let why = format!(
            "{} for an overall Ofsted grade. Upbeat does not ask {} for one. {}",
            case.voice().opening("asks"),
            case.applicant().plural(),
            case.ask_the_hub()
        );
        return (Verdict::hub_only(why), unanswered, Field::School(SchoolField::Setting));
    }
    let section = Section::School.name(case.call, case.applicant());
    match (case.profile.ofsted, case.profile.ofsted_grade) {
        (None, _) => {
            let why = format!("Add your latest Ofsted inspection in \u{201c}{section}\u{201d}.");
            (Verdict::unanswered(why, vec![report.clone()]), unanswered, report)
        }
        (Some(OfstedReport::Overall), None) => {
            let why = format!("Add the overall grade of your latest Ofsted inspection in \u{201c}{section}\u{201d}.");
            (Verdict::unanswered(why, vec![grade.clone()]), unanswered, grade)
        }
        (Some(OfstedReport::Overall), Some(own)) if accepted.contains(&own) => (Verdict::Met, unanswered, grade),
        (Some(OfstedReport::Overall), Some(own)) => {
            let names: Vec<String> = accepted.iter().map(|g| format!("\u{201c}{}\u{201d}", g.label())).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let why = format!(
                "{} for {} overall. Your latest inspection gave \u{201c}{}\u{201d}. {}",
                case.voice().opening("looks"),
                or_list(&names),
                own.label(),
                case.ask_the_hub()
            );
            (Verdict::not_met(why), weight(point.strength, Gap::NotThere), grade)
        }
        (Some(_), _) => {
            let why = format!(
                "{} for an overall grade and your latest inspection did not give one. Upbeat does not convert other grades. {}",
                case.voice().opening("asks"),
                case.ask_the_hub()
            );
            (Verdict::hub_only(why), unanswered, report)
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::super::points::check;
    use super::super::testing::{call, find, says, table, why};

    fn good_or_better(strength: &str) -> crate::call::Call {
        call(json!({"criteria": [{"id": "c", "name": "C", "statements": [says("Good or outstanding.")], "points": [{
            "id": "o", "label": "Ofsted", "quote": "Good or outstanding", "strength": strength,
            "rule": {"kind": "ofsted-overall", "accepted": ["good", "outstanding"]}
        }]}]}))
    }

    #[test]
    fn only_an_overall_grade_is_judged() {
        let answers = |report: &str, grade: &str| json!({"school/ofsted-report": report, "school/ofsted-grade": grade});
        let ask: &[&str] = &["Ofsted: ask hub, notice, school/ofsted-report"];
        let rows: [(Json, &[&str]); 9] = [
            (json!({}), &["Ofsted: unknown, blocks, school/ofsted-report"]),
            (answers("overall", ""), &["Ofsted: unknown, blocks, school/ofsted-grade"]),
            (answers("overall", "good"), &["Ofsted: met"]),
            (answers("overall", "outstanding"), &["Ofsted: met"]),
            (answers("overall", "requires-improvement"), &["Ofsted: not met, strengthens, school/ofsted-grade"]),
            // A grade left over from before says nothing once the inspection was of another kind.
            (answers("key-judgements", "good"), ask),
            (answers("report-card", "inadequate"), ask),
            (answers("ungraded", "good"), ask),
            (answers("other", ""), ask),
        ];
        table(check, &good_or_better("considered"), &rows);
        let rows: [(Json, &[&str]); 1] =
            [(answers("overall", "inadequate"), &["Ofsted: not met, blocks, school/ofsted-grade"])];
        table(check, &good_or_better("must"), &rows);
    }

    #[test]
    fn whom_ofsted_does_not_grade_only_the_hub_can_judge() {
        let mut graded = good_or_better("must");
        let mut other = graded.settings[0].clone();
        (other.id, other.kind) = (crate::call::SettingId::new("arts").unwrap(), crate::call::SettingKind::Other);
        graded.settings.push(other);
        let ask: &[&str] = &["Ofsted: ask hub, notice, school/setting"];
        let asked: &[&str] = &["Ofsted: unknown, blocks, school/ofsted-report"];
        let no: &[&str] = &["Ofsted: not met, blocks, school/ofsted-grade"];
        // A grade left over from another setting says nothing of them.
        let left_over = |setting: &str| json!({"school/setting": setting, "school/ofsted-report": "overall", "school/ofsted-grade": "inadequate"});
        let rows: [(Json, &[&str]); 7] = [
            (json!({"school/setting": "trust"}), ask),
            (json!({"school/setting": "arts"}), ask),
            (left_over("trust"), ask),
            (left_over("arts"), ask),
            (json!({"school/setting": "college"}), asked),
            (json!({"school/setting": "nursery"}), asked),
            (left_over("college"), no),
        ];
        table(check, &graded, &rows);
        let found = find(check, &graded, &json!({"school/setting": "trust"}));
        assert!(why(&found[0]).contains("Upbeat does not ask trusts for one. Ask Ada Reed"), "{found:?}");
    }

    #[test]
    fn the_sentence_names_both_grades() {
        let answers = json!({"school/ofsted-report": "overall", "school/ofsted-grade": "requires-improvement"});
        let found = find(check, &good_or_better("considered"), &answers);
        assert!(why(&found[0]).contains("\u{201c}Good\u{201d} or \u{201c}Outstanding\u{201d}"), "{found:?}");
        assert!(why(&found[0]).contains("\u{201c}Requires improvement\u{201d}"), "{found:?}");
        assert_eq!(found[0].quote.as_ref().unwrap().text, "Good or outstanding");
    }
}
