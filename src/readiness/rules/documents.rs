//! Documents that the hub asks for: each is ready, and attached, named or linked.

use super::quoting::holding;
use super::texts::NOT_A_WEB_ADDRESS;
use crate::call::{Applicant, Document, Need, Section, Strength};
use crate::draft::{DocumentField, Field, counted, files_at, is_web_address};
use crate::readiness::{Case, Finding, Verdict, Weight};

const RULE: &str = "documents";

pub(super) fn check(case: &Case, out: &mut Vec<Finding>) {
    for document in &case.call.documents {
        check_document(case, document, out);
    }
}

fn check_document(case: &Case, document: &Document, out: &mut Vec<Finding>) {
    let at = |leaf| Field::Document(document.id.clone(), leaf);
    let subject = if document.minimum > 1 {
        format!("{} (at least {})", document.name, document.minimum)
    } else {
        document.name.clone()
    };
    let finding = Finding::about(RULE, Section::Documents, subject)
        .weighs(if document.need == Need::Optional { Weight::Unneeded } else { Weight::Blocks })
        .quoting(document.statements.first())
        .odd(&document.oddities);
    if let Some(verdict) = case.condition_verdict(&document.when) {
        out.push(finding.is(verdict).at(at(DocumentField::State)));
        return;
    }
    let state = case.draft.text(&at(DocumentField::State));
    let (verdict, leaf) = match (state, document.need) {
        ("ready", _) => judge_place(case, document, &at),
        ("in-hand", _) => {
            let why = "You are still working on this.";
            (Verdict::not_met(why), DocumentField::State)
        }
        ("not-applicable", Need::Required) => {
            let everyone = self::everyone(case);
            let why = format!("{} {everyone} for this. {}", case.voice().opening("asks"), case.ask_the_hub());
            (Verdict::not_met(why), DocumentField::State)
        }
        ("not-applicable", Need::IfApplicable) => {
            (Verdict::not_asked("You said you are not including this."), DocumentField::State)
        }
        ("not-applicable" | "missing", Need::Optional) => {
            (Verdict::not_asked("Optional. You are not including it."), DocumentField::State)
        }
        ("missing", _) => (Verdict::not_met("You said you do not have it."), DocumentField::State),
        (_, need) => {
            let why = match need {
                Need::Required => "Say if it is ready.",
                Need::IfApplicable => "Say if this applies to you and if it is ready.",
                Need::Optional => "Optional. Say if you will include it.",
            };
            (Verdict::unanswered(why, vec![at(DocumentField::State)]), DocumentField::State)
        }
    };
    let is_met = verdict == Verdict::Met;
    out.push(finding.is(verdict).at(at(leaf)));
    if state == "ready" {
        if is_met {
            out.extend(check_maximum(case, document));
        }
        check_contents(case, document, out);
    }
}

/// A document that is ready must be attached, named or linked. The leaf is the one to go to.
fn judge_place(case: &Case, document: &Document, at: &impl Fn(DocumentField) -> Field) -> (Verdict, DocumentField) {
    let link = case.draft.text(&at(DocumentField::Link));
    if !link.trim().is_empty() && !is_web_address(link) {
        return (Verdict::not_met(NOT_A_WEB_ADDRESS), DocumentField::Link);
    }
    let attached = files_at(case.draft, &at(DocumentField::Files)).len();
    let elsewhere = !link.trim().is_empty() || case.draft.answered(&at(DocumentField::Name));
    if !elsewhere && attached == 0 {
        let needs = vec![at(DocumentField::Name), at(DocumentField::Link)];
        let why = "Attach it, enter its file name or add a link.";
        return (Verdict::unanswered(why, needs), DocumentField::Name);
    }
    // Fewer files are enough where the school has given a name or a link too: one file may hold several documents.
    let least = usize::try_from(document.minimum).unwrap_or(usize::MAX);
    if !elsewhere && attached < least {
        let files = counted(attached, "file");
        let why = format!(
            "You have attached {files}. {} for at least {least}. If one file covers several, say so in the file name box.",
            case.voice().opening("asks")
        );
        return (Verdict::not_met(why), DocumentField::Files);
    }
    (Verdict::Met, DocumentField::State)
}

/// A finding if more files are attached than the hub takes. It does not block: several files may be parts of one.
fn check_maximum(case: &Case, document: &Document) -> Option<Finding> {
    let field = Field::Document(document.id.clone(), DocumentField::Files);
    let attached = files_at(case.draft, &field).len();
    let most = usize::try_from(document.maximum?).ok().filter(|most| attached > *most)?;
    let accepts = case.voice().opening("accepts");
    let why = format!("You have attached {}. {accepts} {most} at most.", counted(attached, "file"));
    let finding = Finding::about(RULE, Section::Documents, format!("{}: number of files", document.name));
    let finding = finding.is(Verdict::not_met(why)).weighs(Weight::Strengthens).at(field);
    Some(finding.quoting(document.statements.first()))
}

/// A finding for each content that the hub asks for and that is not ticked.
fn check_contents(case: &Case, document: &Document, out: &mut Vec<Finding>) {
    let field = Field::Document(document.id.clone(), DocumentField::Contents);
    let ticked = case.draft.list(&field);
    // A content that the hub only gives as an example may be missing.
    let wanted = document.contents.iter().filter(|item| item.strength != Strength::May);
    for item in wanted.filter(|item| !ticked.iter().any(|t| t == item.id.as_str())) {
        // The hub often says under its criteria what a document should contain.
        let statements = document.statements.iter().chain(case.call.criteria.iter().flat_map(|c| &c.statements));
        out.push(
            Finding::about(RULE, Section::Documents, format!("{}: what it includes", document.name))
                .is(Verdict::unanswered("Tick this when you have checked it is there.", vec![field.clone()]))
                .weighs(Weight::Strengthens)
                .at(field.clone())
                .quoting_part(&item.quote, holding(&item.quote, statements)),
        );
    }
}

/// Everybody of whom something is asked: "every school".
fn everyone(case: &Case) -> String {
    match case.call.applicant(None) {
        Applicant::School => "every school".to_owned(),
        _ => "everyone who applies".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::super::testing::{call, find, says, table, why};
    use super::*;
    use crate::call::Call;

    fn document(more: &Json) -> Call {
        let mut whole =
            json!({"id": "plan", "name": "Plan", "need": "required", "statements": [says("Include your plan.")]});
        for (key, value) in more.as_object().unwrap() {
            whole[key] = value.clone();
        }
        let stated = json!({"text": "The plan is ambitious.", "under": "k"});
        call(
            json!({"documents": [whole], "criteria": [{"id": "c", "name": "C", "statements": [stated], "points": []}]}),
        )
    }

    fn is(state: &str) -> Json {
        json!({"documents/plan/state": state})
    }

    #[test]
    fn states_by_need() {
        let blocks = "Plan: not met, blocks, documents/plan/state";
        let strengthens = "Plan: not met, strengthens, documents/plan/state";
        for (need, blank, in_hand, missing, without) in [
            ("required", "Plan: unknown, blocks, documents/plan/state", blocks, blocks, blocks),
            ("if-applicable", "Plan: unknown, blocks, documents/plan/state", blocks, blocks, "Plan: not asked"),
            (
                "optional",
                "Plan: unknown, unneeded, documents/plan/state",
                strengthens,
                "Plan: not asked",
                "Plan: not asked",
            ),
        ] {
            table(
                check,
                &document(&json!({"need": need})),
                &[
                    (json!({}), &[blank]),
                    (is("lost"), &[blank]),
                    (is("in-hand"), &[in_hand]),
                    (is("missing"), &[missing]),
                    (is("not-applicable"), &[without]),
                ],
            );
        }
    }

    #[test]
    fn a_document_that_is_ready_can_be_found() {
        let ready = |name: &str, link: &str| json!({"documents/plan/state": "ready", "documents/plan/name": name, "documents/plan/link": link});
        table(
            check,
            &document(&json!({})),
            &[
                (ready("", ""), &["Plan: unknown, blocks, documents/plan/name"]),
                (ready("plan.pdf", ""), &["Plan: met"]),
                (ready("", "https://fen.example.org/plan"), &["Plan: met"]),
                (ready("", "www.fen.example.org/plan"), &["Plan: met"]),
                (ready("plan.pdf", "fen.example.org/plan"), &["Plan: not met, blocks, documents/plan/link"]),
            ],
        );
        let attached = json!({"documents/plan/state": "ready", "documents/plan/files": ["0a".repeat(32)]});
        table(check, &document(&json!({})), &[(attached, &["Plan: met"])]);
        let no_file = json!({"documents/plan/state": "ready", "documents/plan/files": ["plan.pdf"]});
        table(check, &document(&json!({})), &[(no_file, &["Plan: unknown, blocks, documents/plan/name"])]);
        let several = document(&json!({"minimum": 2}));
        table(check, &several, &[(ready("two.zip", ""), &["Plan (at least 2): met"])]);
    }

    #[test]
    fn as_many_files_as_the_hub_asks_for() {
        let call = document(&json!({"minimum": 2, "maximum": 3}));
        let files = |number: usize, name: &str| {
            let ids: Vec<String> = (1..=number).map(|n| format!("{n:02x}").repeat(32)).collect();
            json!({"documents/plan/state": "ready", "documents/plan/files": ids, "documents/plan/name": name})
        };
        let (met, few) = ("Plan (at least 2): met", "Plan (at least 2): not met, blocks, documents/plan/files");
        let many = "Plan: number of files: not met, strengthens, documents/plan/files";
        table(
            check,
            &call,
            &[
                (files(1, ""), &[few]),
                (files(1, "both are in one"), &[met]),
                (files(2, ""), &[met]),
                (files(3, ""), &[met]),
                (files(4, ""), &[met, many]),
            ],
        );
        assert_eq!(
            why(&find(check, &call, &files(1, ""))[0]),
            "You have attached 1 file. The hub asks for at least 2. If one file covers several, say so in the file name box."
        );
        assert_eq!(why(&find(check, &call, &files(4, ""))[1]), "You have attached 4 files. The hub accepts 3 at most.");
    }

    #[test]
    fn check_contents() {
        let call = document(&json!({"contents": [{"id": "ambitious", "quote": "ambitious", "strength": "should"},
            {"id": "example", "quote": "a brochure", "strength": "may"}]}));
        let mut answers = json!({"documents/plan/state": "ready", "documents/plan/name": "plan.pdf"});
        let left = "Plan: what it includes: unknown, strengthens, documents/plan/contents";
        table(check, &call, &[(is("in-hand"), &["Plan: not met, blocks, documents/plan/state"])]);
        table(check, &call, &[(answers.clone(), &["Plan: met", left])]);
        // Its words stand under the criteria.
        assert_eq!(find(check, &call, &answers)[1].quote.as_ref().unwrap().under.as_str(), "k");
        answers["documents/plan/contents"] = json!(["ambitious"]);
        table(check, &call, &[(answers, &["Plan: met"])]);
    }

    #[test]
    fn conditions() {
        let call = document(&json!({"when": [{"sixth-form": true}]}));
        table(
            check,
            &call,
            &[
                (json!({"school/sixth-form": false}), &["Plan: not asked"]),
                (json!({}), &["Plan: unknown, blocks, school/sixth-form"]),
            ],
        );
    }
}
