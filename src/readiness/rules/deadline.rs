//! The deadline, and other dates about which the hub's words leave doubt. Nothing here holds an application up.

use super::{Case, Deadline, Finding, Verdict, Weight, quote};
use crate::call::{Section, When};

const RULE: &str = "deadline";

pub(super) fn check(case: &Case, out: &mut Vec<Finding>) {
    let about = |subject: String| Finding::about(RULE, Section::Duties, subject).weighs(Weight::Notice);
    let date = case.call.deadline();
    let words = date.map(|d| d.when.words()).unwrap_or_default();
    let (subject, verdict) = match case.deadline() {
        Deadline::Open { days } => {
            let left = match days {
                0 => "today".to_owned(),
                1 => "tomorrow".to_owned(),
                days => format!("in {days} days"),
            };
            (format!("Deadline {left}: {words}"), Verdict::Met)
        }
        Deadline::Closed => (
            "Deadline".to_owned(),
            Verdict::not_met(format!(
                "The deadline was {words}. This round is closed; you can still prepare here for the next one."
            )),
        ),
        Deadline::None => (
            "Deadline".to_owned(),
            Verdict::hub_only(format!("The hub has published no deadline. {}", case.ask_the_hub())),
        ),
    };
    let finding = about(subject).is(verdict).quoting(date.and_then(|d| d.statement.as_ref()).map(quote));
    out.push(finding.odd(date.map_or(&[], |d| d.oddities.as_slice())));
    for other in &case.call.dates {
        let doubtful = !other.certain && other.when != When::NotPublished && other.when.over(case.now) != Some(true);
        if doubtful && Some(&other.id) != date.map(|d| &d.id) {
            let why = format!("The hub\u{2019}s words leave doubt about this date. {}", case.ask_the_hub());
            let quote = other.statement.as_ref().map(quote);
            out.push(about(other.name.clone()).is(Verdict::hub_only(why)).quoting(quote).odd(&other.oddities));
        }
    }
}
