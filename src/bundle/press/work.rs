//! What the press does.

use super::{Answer, Document, DraftInside, Request};
use crate::bundle::papers::{Case, lacking_words};
use crate::bundle::{Choice, OpenedFile, error, make_bundle_among, open_file, read_letter};
use crate::call::{Call, Timestamp, read_call};
use crate::documents::on_paper;
use crate::draft::{Draft, read_draft, write_draft};
use crate::readiness::{OtherHubs, assess_on_paper};

/// What the press gives: an answer, and the bytes that go beside it.
type Done = Result<(Answer, Option<Vec<u8>>), Answer>;

/// Does what the page asks. `bytes` are those that came beside the request; those of the answer come second.
pub fn answer(request: &Request, bytes: &[u8]) -> (Answer, Option<Vec<u8>>) {
    let done = match request {
        Request::Make { call_json, draft_json, now, other_hubs, page } => {
            read(call_json, draft_json).and_then(|(call, draft)| {
                let others = OtherHubs::new(&call, other_hubs.iter().map(String::as_str));
                let made = make_bundle_among(&call, call_json, &draft, *now, &others, Choice { page: *page })
                    .map_err(|e| Answer::Refused { message: e.message(), detail: e.to_string() })?;
                Ok((Answer::Made { file_name: made.file_name, remarks: made.remarks }, Some(made.bytes)))
            })
        }
        Request::Document { which, call_json, draft_json, now, other_hubs } => {
            read(call_json, draft_json).and_then(|(call, draft)| document(which, &call, &draft, *now, other_hubs))
        }
        Request::ReadLetter => read_letter(bytes)
            .map(|letter| (Answer::Letter { text: letter.text, remarks: letter.remarks }, None))
            .map_err(|e| Answer::Refused { message: e.message(), detail: e.to_string() }),
        Request::Open => open(bytes).map(|answer| (answer, None)),
    };
    done.unwrap_or_else(|refused| (refused, None))
}

fn unable(detail: String) -> Answer {
    Answer::Refused {
        message: "The file could not be made. Your answers are safe on this device. Reload this page and try again; if it happens again, save them as a draft file and tell whoever looks after this page.".to_owned(),
        detail,
    }
}

fn read(call_json: &str, draft_json: &str) -> Result<(Call, Draft), Answer> {
    let call = read_call(call_json).map_err(|e| unable(format!("call: {e}")))?;
    let draft = read_draft(draft_json).map_err(|e| unable(format!("draft: {e}")))?;
    Ok((call, draft))
}

fn document(which: &Document, call: &Call, draft: &Draft, now: Timestamp, other_hubs: &[String]) -> Done {
    let others = OtherHubs::new(call, other_hubs.iter().map(String::as_str));
    let readiness = assess_on_paper(call, draft, now, &others, &on_paper(call, draft, now));
    let case = Case { call, draft, readiness: &readiness, now };
    let paper = case.one(which).ok_or_else(|| Answer::Refused {
        message: "There is no such document in this application yet. Your answers are safe on this device. Write it first, then try again.".to_owned(),
        detail: format!("{which:?}"),
    })?;
    let bytes = paper.made.map_err(|why| Answer::Refused { message: why.message, detail: why.detail })?;
    let remarks = lacking_words(&paper.replaced).into_iter().collect();
    Ok((Answer::Made { file_name: paper.file.name, remarks }, Some(bytes)))
}

fn open(bytes: &[u8]) -> Result<Answer, Answer> {
    let OpenedFile { drafts, warnings, unsaved } =
        open_file(bytes).map_err(|e| Answer::Refused { message: e.message(), detail: e.detail() })?;
    let inside = |opened: crate::bundle::Opened| {
        Ok(DraftInside {
            draft_json: write_draft(&opened.draft)?,
            call_json: opened.call_json,
            written_on: opened.written_on,
            files: opened.files,
            warnings: opened.warnings,
        })
    };
    let drafts: Result<Vec<DraftInside>, serde_json::Error> = drafts.into_iter().map(inside).collect();
    let drafts = drafts.map_err(|e| Answer::Refused {
        message: format!("The application in this file cannot be kept on this device. {}", error::SAFE),
        detail: e.to_string(),
    })?;
    Ok(Answer::Opened { drafts, warnings, unsaved: unsaved.into_iter().map(|(f, t)| (f.to_string(), t)).collect() })
}
