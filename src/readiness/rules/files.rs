//! Attached files: too large to mail, of rare kinds, or with pupils' data. One finding for each, however many files it is
//! about. None blocks, as these are not the hub's rules, but for
//! the size that the hub says its e-mails may have.

use crate::call::{Call, Way};
use crate::draft::{Attached, Draft, Field, attached_to_send, ending, first_few_quoted, size_words};
use crate::readiness::{Case, Finding, Verdict, Weight};

const RULE: &str = Finding::FILES;

const SIZE: &str = "Size of your files";

/// Common size limits of mailboxes, in bytes, for text and attachments together. Base64 makes files a third larger on
/// their way; providers mostly state the limit before that.
const MAILBOXES: [u64; 3] = [10_000_000, 20_000_000, 25_000_000];
/// Upper estimate of what a bundle holds besides its attachments, in bytes.
const REST: u64 = 300_000;

/// Endings of files that only some computers open, and what to do instead.
const RARELY_OPENED: [(&[&str], &str); 5] = [
    (&["pages", "numbers", "key"], "save as PDF"),
    (&["heic", "heif", "tif", "tiff"], "save as JPEG"),
    (&["mov", "avi"], "save as MP4"),
    (&["odt", "ods", "odp", "rtf", "md"], "save as PDF"),
    (&["exe", "html", "htm", "svg", "zip"], "send the contents separately, as PDF if you can"),
];

/// A finding: its subject, its sentence, and the file at which it is shown.
type Found<'a> = Option<(&'static str, String, &'a Attached)>;

pub(super) fn check(case: &Case, out: &mut Vec<Finding>) {
    let files = attached_to_send(case.call, case.draft);
    let Some(first) = files.first() else { return };
    let hub = size_by_email(case.call, &files);
    let found = [
        too_large_to_mail(case, &files, hub.as_ref()),
        rarely_opened(case, &files),
        pictures_of_pupils(&files),
        tables_of_pupils(&files),
    ];
    let weight = |subject: &str| match &hub {
        Some(size) if subject == SIZE && size.is_over => Weight::Blocks,
        _ => Weight::Notice,
    };
    for (subject, why, about) in found.into_iter().flatten() {
        let place = about.to.iter().chain(&first.to).next();
        let Some((field, section)) = place.and_then(|field| Some((field, field.section()?))) else { continue };
        out.push(
            Finding::about(RULE, section, subject).is(Verdict::not_met(why)).weighs(weight(subject)).at(field.clone()),
        );
    }
}

/// What an application weighs as an e-mail, against the most that the hub takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailSize {
    /// Whether its files are more than that by themselves. Otherwise they may become more on their way.
    pub is_over: bool,
    /// A sentence or two: how large it is, and what the hub takes.
    pub says: String,
}

/// What an application weighs as an e-mail, where the hub says how much it takes and that may not be enough. None
/// otherwise.
pub fn mail_size(call: &Call, draft: &Draft) -> Option<MailSize> {
    size_by_email(call, &attached_to_send(call, draft))
}

/// The same of the files that go to the hub.
fn size_by_email(call: &Call, files: &[Attached]) -> Option<MailSize> {
    const MEGABYTE: u64 = 1_000_000;
    let one = |way: &Way| {
        let Way::Email { largest_megabytes: Some(most), .. } = way else { return None };
        let own = files.iter().filter(|file| file.to.iter().any(|field| goes(way, field)));
        let total = own.fold(REST, |sum, file| sum.saturating_add(file.bytes));
        let limit = u64::from(*most).saturating_mul(MEGABYTE);
        // Files grow by a third on their way.
        if total.saturating_add(total / 3) <= limit {
            return None;
        }
        let takes = match way.receiver() {
            Some(receiver) => format!("{receiver} accepts"),
            None => call.hub.voice().opening("accepts"),
        };
        let is_over = total > limit;
        let what = if takes_all(way) { "With its files, your application" } else { "What you send this way" };
        let grow = if is_over { "" } else { ", and files grow by a third when they are emailed" };
        let size = size_words(total);
        let says = format!("{takes} emails of up to {most} MB. {what} is about {size}{grow}.");
        Some(MailSize { is_over, says })
    };
    let mut all: Vec<MailSize> = call.submission.ways.iter().filter_map(one).collect();
    // What holds the application up comes first.
    all.sort_by_key(|size| !size.is_over);
    all.into_iter().next()
}

/// Whether everything goes this way.
fn takes_all(way: &Way) -> bool {
    way.parts().is_none_or(|parts| parts.application_file)
}

/// Whether a file that is attached at an address goes this way.
fn goes(way: &Way, field: &Field) -> bool {
    takes_all(way)
        || way.parts().is_some_and(|parts| match field {
            Field::Letter(id, _) | Field::Prompt(id, ..) => parts.letters.contains(id),
            Field::Document(id, _) => parts.documents.contains(id),
            _ => false,
        })
}

/// `size` is what the hub says, where it says how much it takes and that may not be enough.
fn too_large_to_mail<'a>(case: &Case, files: &'a [Attached], size: Option<&MailSize>) -> Found<'a> {
    let largest = files.iter().max_by_key(|file| file.bytes)?;
    let knows = |way: &Way| matches!(way, Way::Email { largest_megabytes: Some(_), .. });
    if case.call.submission.ways.iter().any(knows) {
        let size = size?;
        let why = format!(
            "{} Make \u{201c}{}\u{201d} ({}) smaller, or use a link instead. If you cannot, ask {}.",
            size.says,
            largest.name,
            size_words(largest.bytes),
            case.voice().object(),
        );
        return Some((SIZE, why, largest));
    }
    let by_mail = case.call.submission.ways.iter().any(|way| matches!(way, Way::Email { .. }));
    let total = files.iter().fold(REST, |sum, file| sum.saturating_add(file.bytes));
    let over = MAILBOXES.into_iter().rev().find(|limit| total > *limit).filter(|_| by_mail)?;
    let who = match over {
        10_000_000 => "some email systems stop at 10 MB",
        20_000_000 => "many email systems stop at 20 MB",
        _ => "most email systems stop at 25 MB",
    };
    let why = format!(
        "You will email your application, and with its files it is about {}: {who}. Make \u{201c}{}\u{201d} ({}) smaller, or use a link instead.",
        size_words(total),
        largest.name,
        size_words(largest.bytes),
    );
    Some((SIZE, why, largest))
}

fn rarely_opened<'a>(case: &Case, files: &'a [Attached]) -> Found<'a> {
    let mut found: Vec<(&Attached, &str)> = Vec::new();
    for file in files {
        let ending = ending(&file.name);
        let rare = RARELY_OPENED.iter().find(|(endings, _)| endings.contains(&ending.as_str()));
        found.extend(rare.map(|(_, advice)| (file, *advice)));
    }
    let (first, _) = *found.first()?;
    let mut ways: Vec<String> = Vec::new();
    for (endings, advice) in RARELY_OPENED {
        let names: Vec<&str> = found
            .iter()
            .filter(|(file, own)| *own == advice && endings.contains(&ending(&file.name).as_str()))
            .map(|(file, _)| file.name.as_str())
            .collect();
        if !names.is_empty() {
            ways.push(format!("{}: {advice}", first_few_quoted(&names, 3)));
        }
    }
    let why = format!("{} not be able to open these files. {}.", case.voice().opening("may"), ways.join("; "));
    Some(("File types", why, first))
}

fn pictures_of_pupils(files: &[Attached]) -> Found<'_> {
    let shows = |file: &&Attached| ["image/", "audio/", "video/"].iter().any(|kind| file.kind.starts_with(kind));
    let first = files.iter().find(shows)?;
    let why = "You have attached photos or recordings. If pupils can be recognised, you need consent to send them. If unsure, leave them out.";
    Some(("Photos and recordings of pupils", why.to_owned(), first))
}

fn tables_of_pupils(files: &[Attached]) -> Found<'_> {
    let table = |file: &&Attached| ["xls", "xlsx", "ods", "csv", "numbers"].contains(&ending(&file.name).as_str());
    let first = files.iter().find(table)?;
    let why = "You have attached a spreadsheet. Check every sheet, including hidden ones, for pupils\u{2019} names and groups under 10. Write \u{201c}fewer than 10\u{201d} instead of the number.";
    Some(("Pupil data", why.to_owned(), first))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::super::testing::{call, draft, find, says, why};
    use super::*;

    fn asking(ways: &Json) -> Call {
        call(json!({
            "documents": [{"id": "plan", "name": "Plan", "need": "required", "statements": [says("Include your plan.")]}],
            "submission": {"statements": [], "ways": ways}
        }))
    }

    fn mail() -> Json {
        json!([{"by": "email", "address": "hub@example.org"}])
    }

    fn with(files: &[(&str, u64)]) -> Json {
        let mut answers = json!({});
        let mut ids = Vec::new();
        for (number, (name, bytes)) in files.iter().enumerate() {
            let id = format!("{number:064x}");
            answers[format!("files/{id}/name")] = json!(name);
            answers[format!("files/{id}/bytes")] = json!(bytes.to_string());
            ids.push(id);
        }
        answers["documents/plan/files"] = json!(ids);
        answers
    }

    #[test]
    fn what_is_advised() {
        for (ways, files, expected) in [
            (mail(), &[][..], &[][..]),
            (mail(), &[("plan.pdf", 9_000_000)], &[]),
            (mail(), &[("plan.pdf", 9_900_000)], &["Size of your files"]),
            (json!([]), &[("plan.pdf", 99_000_000)], &[]),
            (mail(), &[("a.heic", 1), ("b.pages", 1)], &["File types", "Photos and recordings of pupils"]),
            (mail(), &[("a.jpg", 1), ("b.mp3", 1), ("c.mp4", 1)], &["Photos and recordings of pupils"]),
            (mail(), &[("a.csv", 1), ("b.xlsx", 1)], &["Pupil data"]),
        ] {
            let found = find(check, &asking(&ways), &with(files));
            let subjects: Vec<&str> = found.iter().map(|f| f.subject.as_str()).collect();
            assert_eq!(subjects, expected, "{files:?}");
            assert!(found.iter().all(|f| f.weight == Weight::Notice && !f.blocks()));
        }
    }

    #[test]
    fn the_hubs_own_size_of_an_email_is_kept() {
        let mail = json!([{"by": "email", "address": "hub@example.org", "largest-megabytes": 5}]);
        let call = asking(&mail);
        for (bytes, weight, says) in [
            (3_000_000, None, ""),
            (4_000_000, Some(Weight::Notice), "about 4.3 MB, and files grow by a third when they are emailed. Make"),
            (
                5_000_000,
                Some(Weight::Blocks),
                "The hub accepts emails of up to 5 MB. With its files, your application is about 5.3 MB. Make",
            ),
        ] {
            let found = find(check, &call, &with(&[("plan.pdf", bytes)]));
            assert_eq!(found.first().map(|found| found.weight), weight, "{bytes}");
            assert!(found.iter().all(|found| why(found).contains(says)), "{found:?}");
            assert_eq!(mail_size(&call, &draft(&with(&[("plan.pdf", bytes)]))).is_some(), weight.is_some());
        }
        assert_eq!(mail_size(&asking(&json!([])), &draft(&json!({}))), None);
    }

    #[test]
    fn only_what_goes_by_an_email_counts_against_its_size() {
        let ways = json!([
            {"by": "email", "address": "safe@partner.example.org", "receiver": "Tide Partners", "largest-megabytes": 5,
                "parts": {"documents": ["policy"]}},
            {"by": "email", "address": "hub@example.org"}
        ]);
        let mut call = asking(&ways);
        let mut policy = call.documents[0].clone();
        policy.id = crate::call::DocumentId::new("policy").unwrap();
        call.documents.push(policy);
        let size = |call: &Call, answers: &Json| mail_size(call, &draft(answers)).map(|size| (size.is_over, size.says));
        let mut answers = with(&[("plan.pdf", 20_000_000)]);
        assert_eq!(size(&call, &answers), None);
        answers["documents/policy/files"] = answers["documents/plan/files"].take();
        let says = "Tide Partners accepts emails of up to 5 MB. What you send this way is about 20 MB.";
        assert_eq!(size(&call, &answers), Some((true, says.to_owned())));
        answers["documents/policy/state"] = json!("not-applicable");
        assert_eq!(size(&call, &answers), None);

        // Evidence that is left out is not sent.
        let mail = json!([{"by": "email", "address": "hub@example.org", "largest-megabytes": 5}]);
        let call = super::super::testing::call(json!({
            "criteria": [{"id": "c", "name": "C", "statements": [], "points": [
                {"id": "p", "label": "P", "quote": "q", "strength": "must"}]}],
            "submission": {"statements": [], "ways": mail}
        }));
        let mut answers = with(&[("a.mp3", 20_000_000)]);
        answers["criteria/c/p/files"] = answers["documents/plan/files"].take();
        answers.as_object_mut().unwrap().remove("documents/plan/files");
        assert!(size(&call, &answers).is_some());
        answers["sending/evidence"] = json!(false);
        assert_eq!(size(&call, &answers), None);
        assert!(find(check, &call, &answers).is_empty());
    }

    #[test]
    fn it_is_said_where_the_file_is_asked_for() {
        let mut call = asking(&mail());
        let mut report = call.documents[0].clone();
        report.id = crate::call::DocumentId::new("report").unwrap();
        call.documents[0].when = vec![crate::call::Condition::SixthForm(true)];
        call.documents.push(report);
        let mut answers = with(&[("a.jpg", 1)]);
        answers["documents/report/files"] = answers["documents/plan/files"].clone();
        for (sixth_form, place) in [(true, "documents/plan/files"), (false, "documents/report/files")] {
            answers["school/sixth-form"] = json!(sixth_form);
            let found = find(check, &call, &answers);
            assert_eq!(found[0].field.as_ref().unwrap().to_string(), place);
        }
    }

    #[test]
    fn it_says_what_to_do() {
        let files: Vec<(String, u64)> = (0..50).map(|n| (format!("{n}.mov"), 400_000)).collect();
        let files: Vec<(&str, u64)> = files.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
        let found = find(check, &asking(&mail()), &with(&files));
        let all: Vec<&str> = found.iter().map(why).collect();
        assert!(all[0].contains("about 20 MB: many email systems stop at 20 MB"), "{all:?}");
        assert!(all[1].contains("\u{201c}2.mov\u{201d} and 47 more: save as MP4"), "{all:?}");
        assert_eq!(found.len(), 3);
    }

    #[test]
    fn the_file_of_a_letter_that_is_written_here_after_all_is_not_sent() {
        let call = call(json!({
            "submission": {"statements": [says("Email it.")], "ways": [{"by": "email", "address": "ada@marsh.example.org"}]},
            "letters": [{"id": "l", "name": "Letter", "kind": "letter", "strength": "must", "statements": [], "prompts": []}]
        }));
        let mut answers = with(&[("scan.heic", 30_000_000)]);
        let files = answers["documents/plan/files"].take();
        answers["letters/l/files"] = files;
        for (is_attached, count) in [(true, 3), (false, 0)] {
            answers["letters/l/attached"] = json!(is_attached);
            assert_eq!(find(check, &call, &answers).len(), count, "{is_attached}");
        }
    }

    #[test]
    fn what_is_not_attached_is_not_spoken_of() {
        let mut answers = with(&[("a.heic", 99_000_000)]);
        answers["documents/plan/files"] = json!([]);
        assert!(find(check, &asking(&mail()), &answers).is_empty());
        assert!(crate::draft::attached(&draft(&answers)).is_empty());
    }
}
