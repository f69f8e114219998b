//! What the press does.

use super::{Answer, Document, DraftInside, Request};
use crate::bundle::bag::Apart;
use crate::bundle::papers::{Case, lacking_words};
use crate::bundle::source::{Files, FilesInMemory, InMemory, Sink, Source, Told};
use crate::bundle::{
    Ask, Choice, LETTER_LIMITS, OpenedFile, Written, error, open_file_from, read_letter, write_bundle,
};
use crate::call::{Call, Timestamp, read_call};
use crate::documents::docx::LetterError;
use crate::documents::on_paper;
use crate::draft::{Draft, FileId, attached, read_draft, write_draft};
use crate::readiness::{OtherHubs, assess_on_paper};

/// What the press works with: files of any size, read and written a piece at a time.
pub struct Desk<'a> {
    /// What came beside the request.
    pub input: &'a dyn Source,
    /// Attached files.
    pub files: &'a dyn Files,
    /// Where what is made goes.
    pub out: &'a mut dyn Sink,
    /// Hears how far a work has come.
    pub told: Told<'a>,
}

/// What came of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// What to tell the page.
    pub answer: Answer,
    /// Whether what was made is to go beside the answer.
    pub made: bool,
    /// Files in the input that are attached to what was opened, and are to be kept before the answer is told.
    pub attached: Vec<Apart>,
}

impl From<Answer> for Done {
    fn from(answer: Answer) -> Self {
        Self { answer, made: false, attached: Vec::new() }
    }
}

/// Does what the page asks, in memory: as [`work`].
pub fn answer(request: &Request, bytes: &[u8]) -> (Answer, Option<Vec<u8>>) {
    let none = FilesInMemory::default();
    let mut out = InMemory::new(&none);
    let done = work(request, &mut Desk { input: &bytes, files: &none, out: &mut out, told: &mut |_, _| () });
    (done.answer, done.made.then_some(out.bytes))
}

/// Does what the page asks, as far as it takes no store of files: the press itself sees to that.
pub fn work(request: &Request, desk: &mut Desk<'_>) -> Done {
    let done = match request {
        Request::Make { call_json, draft_json, now, other_hubs, page } => {
            read(call_json, draft_json).and_then(|(call, draft)| {
                let others = &OtherHubs::new(&call, other_hubs.iter().map(String::as_str));
                let choice = Choice { page: *page };
                let ask = Ask { call: &call, call_json, draft: &draft, now: *now, others, choice };
                let Written { file_name, remarks } = write_bundle(&ask, desk.files, desk.out, desk.told)
                    .map_err(|e| Answer::Refused { message: e.message(), detail: e.to_string() })?;
                Ok(Done { answer: Answer::Made { file_name, remarks }, made: true, attached: Vec::new() })
            })
        }
        Request::Document { which, call_json, draft_json, now, other_hubs } => {
            read(call_json, draft_json).and_then(|(call, draft)| {
                let (answer, bytes) = document(which, &call, &draft, *now, other_hubs)?;
                desk.out.bytes(&bytes).map_err(|e| unable(e.to_string()))?;
                Ok(Done { answer, made: true, attached: Vec::new() })
            })
        }
        Request::ReadLetter => letter(desk.input).map(Done::from),
        Request::Open => open(desk.input, desk.told),
        Request::Keep { .. } | Request::Get(..) | Request::List | Request::Drop(_) => {
            Err(Answer::not_understood("the store of files was asked for where there is none"))
        }
    };
    done.unwrap_or_else(Done::from)
}

/// The words of a letter that was written elsewhere.
fn letter(input: &dyn Source) -> Result<Answer, Answer> {
    let refused = |e: LetterError| Answer::Refused { message: e.message(), detail: e.to_string() };
    if input.size() > LETTER_LIMITS.archive_bytes as u64 {
        return Err(refused(LetterError::TooLarge));
    }
    let mut bytes = vec![0; usize::try_from(input.size()).unwrap_or_default()];
    input.read_at(0, &mut bytes).map_err(|_| refused(LetterError::Damaged))?;
    let letter = read_letter(&bytes).map_err(refused)?;
    Ok(Answer::Letter { text: letter.text, remarks: letter.remarks })
}

/// The attached files that a request needs at hand.
pub fn wanted(request: &Request) -> Vec<FileId> {
    let draft = match request {
        Request::Make { draft_json, .. } => read_draft(draft_json).ok(),
        _ => None,
    };
    draft.iter().flat_map(attached).map(|file| file.id).collect()
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

fn document(
    which: &Document,
    call: &Call,
    draft: &Draft,
    now: Timestamp,
    other_hubs: &[String],
) -> Result<(Answer, Vec<u8>), Answer> {
    let others = OtherHubs::new(call, other_hubs.iter().map(String::as_str));
    let readiness = assess_on_paper(call, draft, now, &others, &on_paper(call, draft, now));
    let case = Case { call, draft, readiness: &readiness, now };
    let paper = case.one(which).ok_or_else(|| Answer::Refused {
        message: "There is no such document in this application yet. Your answers are safe on this device. Write it first, then try again.".to_owned(),
        detail: format!("{which:?}"),
    })?;
    let bytes = paper.made.map_err(|why| Answer::Refused { message: why.message, detail: why.detail })?;
    let remarks = lacking_words(&paper.replaced).into_iter().collect();
    Ok((Answer::Made { file_name: paper.file.name, remarks }, bytes))
}

fn open(input: &dyn Source, told: Told) -> Result<Done, Answer> {
    let OpenedFile { drafts, warnings, unsaved } =
        open_file_from(input, told).map_err(|e| Answer::Refused { message: e.message(), detail: e.detail() })?;
    let mut attached = Vec::new();
    let inside = |opened: crate::bundle::Opened| {
        attached.extend(opened.attached);
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
    let unsaved = unsaved.into_iter().map(|(f, t)| (f.to_string(), t)).collect();
    Ok(Done { answer: Answer::Opened { drafts, warnings, unsaved }, made: false, attached })
}
