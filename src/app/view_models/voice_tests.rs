//! Every sentence about a call speaks of the hub in one voice: on its own page in its own, elsewhere in the third person.

use super::{
    afterwards, all_dates, commitments_lede, document_blocks, hub_documents, hub_gets, hub_lede, hub_page, meetings,
    point_page,
};
use crate::call::{Call, Voice};
use crate::documents::paper::Setup;
use crate::documents::{calendar, leaders_report, readiness_side};
use crate::draft::{Draft, FIXTURE_TIME, Field, fullest, generated, shipped};
use crate::readiness::{FindingGroup, Verdict, assess};

/// What is said of a call, whatever the school answers.
fn of_call(call: &Call) -> Vec<String> {
    let mut said = vec![
        hub_lede(call, FIXTURE_TIME),
        format!("{:?}", hub_page(call, FIXTURE_TIME)),
        format!("{:?}", afterwards(call, FIXTURE_TIME)),
        format!("{:?}", all_dates(call, FIXTURE_TIME)),
        format!("{:?}", meetings(call, FIXTURE_TIME)),
        format!("{:?}", hub_documents(call)),
        format!("{:?}", document_blocks(call)),
        commitments_lede(call),
        calendar(call, FIXTURE_TIME).unwrap_or_default().replace("\r\n ", ""),
        call.hub.voice().send_to().to_owned(),
    ];
    said.extend(FindingGroup::ALL.map(|group| group.title(call.hub.voice()).to_owned()));
    said
}

/// The sentences of the check.
fn checked(call: &Call, draft: &Draft) -> Vec<String> {
    let check = assess(call, draft, FIXTURE_TIME);
    let why = |verdict: &Verdict| match verdict {
        Verdict::Met => String::new(),
        Verdict::NotMet { why } | Verdict::Unknown { why, .. } | Verdict::DoesNotApply { because: why } => why.clone(),
    };
    check.findings.iter().map(|found| why(&found.verdict)).collect()
}

/// What is said of a draft.
fn of_draft(call: &Call, draft: &Draft) -> Vec<String> {
    let check = assess(call, draft, FIXTURE_TIME);
    let gets = hub_gets(call, draft);
    let (side, _) = readiness_side(call, draft, &check, FIXTURE_TIME, &Setup::default());
    let report = leaders_report(call, draft, &check, FIXTURE_TIME);
    let points = call.criteria.iter().flat_map(|own| own.points.iter().map(|point| (&own.id, &point.id)));
    let pages = points.map(|(criterion, point)| format!("{:?}", point_page(call, draft, criterion, point)));
    let said = [format!("{side:?}"), format!("{report:?}"), gets.evidence_words(), gets.rating_words()];
    said.into_iter().chain(pages).collect()
}

#[test]
fn one_voice() {
    let (mut asked, mut seen) = ([0, 0], 0);
    for shipped in shipped() {
        for hosted_by_hub in [false, true] {
            let mut call = shipped.clone();
            call.hub.hosted_by_hub = hosted_by_hub;
            // What a hub's file says of the hub is the hub's to write.
            for oddity in &mut call.oddities {
                oddity.note = "Odd.".to_owned();
            }
            let never = if hosted_by_hub { Voice::Other } else { Voice::Own }.ask().to_lowercase();
            let always = call.hub.voice().ask().to_lowercase();
            let mut said = of_call(&call);
            let mut drafts: Vec<Draft> = (0..12).map(|seed| generated(seed, &call)).chain([fullest(&call)]).collect();
            for setting in &call.settings {
                let mut draft = fullest(&call);
                draft.set(Field::parse("school/setting"), setting.id.as_str().into(), FIXTURE_TIME);
                drafts.push(draft);
            }
            for draft in &drafts {
                said.extend(of_draft(&call, draft));
                let sentences = checked(&call, draft);
                if hosted_by_hub {
                    let third = sentences.iter().find(|why| why.to_lowercase().contains("the hub"));
                    assert_eq!(third, None, "{}", call.id);
                }
                said.extend(sentences);
            }
            for text in said {
                let lower = text.to_lowercase();
                assert!(!lower.contains(&never), "{}, hosted by the hub {hosted_by_hub}: {text}", call.id);
                asked[usize::from(hosted_by_hub)] += usize::from(lower.contains(&always));
                seen += 1;
            }
        }
    }
    assert!(asked.iter().all(|count| *count > 50) && seen > 1000, "{asked:?} of {seen}");
}
