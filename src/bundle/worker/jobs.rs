//! What the worker does with a request, as far as it needs no store of files: `browser/worker.rs` has that.

use super::fonts::Fonts;
use super::messages::{Answer, Document, DraftInside, Request};
use crate::bundle::bag::ExternalFile;
use crate::bundle::documents::DocumentMaker;
use crate::bundle::error;
use crate::bundle::holds::Part;
use crate::bundle::letter::{LETTER_LIMITS, read_letter};
use crate::bundle::make::{BundleInput, BundleOptions, WrittenBundle, write_bundle};
use crate::bundle::not_opened::NotOpened;
use crate::bundle::open::{open_file_from, open_files_from};
use crate::bundle::opened::OpenedFile;
use crate::bundle::source::{Files, MemoryFiles, MemorySink, Progress, Sink, Source, block_on};
use crate::bundle::unprinted::unprinted_remarks;
use crate::bundle::versions::{earlier_files, read_all};
use crate::bundle::view::View;
use crate::call::{Call, Timestamp, read_call};
use crate::documents::docx::LetterError;
use crate::documents::on_paper;
use crate::documents::pdf::FurtherFaces;
use crate::draft::{Draft, FileId, attached, read_draft, write_draft};
use crate::readiness::{OtherHubs, assess_on_paper};

/// What a job works with: files of any size, read and written a piece at a time.
pub struct JobContext<'a> {
    /// The file that was sent with the request; empty if there was none.
    pub input: &'a dyn Source,
    /// Attached files: those that [`files_needed`] names.
    pub files: &'a dyn Files,
    /// The fonts besides Upbeat Sans: those that [`Fonts::absent`] names, as far as they could be had.
    pub fonts: &'a Fonts,
    /// Takes what is made.
    pub output: &'a mut dyn Sink,
    /// Hears how far the job has come.
    pub progress: Progress<'a>,
}

/// What came of a job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobResult {
    /// The answer for the page.
    pub answer: Answer,
    /// Whether the output is to be sent with the answer.
    pub send_output: bool,
    /// Files in the input that are attached to the drafts in the answer. They are to be stored before it is sent.
    pub attached: Vec<ExternalFile>,
}

impl From<Answer> for JobResult {
    fn from(answer: Answer) -> Self {
        Self { answer, send_output: false, attached: Vec::new() }
    }
}

/// As [`run`], in memory and without attached files. Gives the answer, and the output if it is to be sent with it.
pub fn run_in_memory(request: &Request, bytes: &[u8]) -> (Answer, Option<Vec<u8>>) {
    let none = MemoryFiles::default();
    let mut output = MemorySink::new(&none);
    let fonts = &Fonts(FurtherFaces::included());
    let mut context = JobContext { input: &bytes, files: &none, fonts, output: &mut output, progress: &mut |_, _| () };
    let result = block_on(run(request, &mut context));
    (result.answer, result.send_output.then_some(output.bytes))
}

/// Does what a request asks. Refuses the requests to the store of files.
pub async fn run(request: &Request, context: &mut JobContext<'_>) -> JobResult {
    try_run(request, context).await.unwrap_or_else(JobResult::from)
}

/// As [`run`]; the error is a refusal.
async fn try_run(request: &Request, context: &mut JobContext<'_>) -> Result<JobResult, Answer> {
    match request {
        Request::Make { receiver, call_json, draft_json, now, other_hubs, histories, page } => {
            let (call, draft) = read_both(call_json, draft_json)?;
            let others = &OtherHubs::new(&call, other_hubs.iter().map(String::as_str));
            let options = BundleOptions { receiver: *receiver, page: *page };
            let (now, faces) = (*now, &context.fonts.0);
            let input = BundleInput { call: &call, call_json, draft: &draft, now, others, options, histories, faces };
            let WrittenBundle { file_name, remarks, missing } =
                write_bundle(&input, context.files, context.output, context.progress)
                    .await
                    .map_err(|e| Answer::Refused { message: e.message(), detail: e.to_string() })?;
            Ok(JobResult { send_output: true, ..Answer::Made { file_name, remarks, missing }.into() })
        }
        Request::Document { which, call_json, draft_json, now, other_hubs } => {
            let (call, draft) = read_both(call_json, draft_json)?;
            let (answer, bytes) = make_document(which, &call, &draft, *now, other_hubs, &context.fonts.0)?;
            context.output.write(&bytes).map_err(|e| not_made(e.to_string()))?;
            Ok(JobResult { send_output: true, ..answer.into() })
        }
        Request::ReadLetter => read_letter_file(context.input).map(JobResult::from),
        Request::Open => opened(open_file_from(context.input, context.progress).await),
        Request::OpenFiles(parts) => {
            let files: Vec<(&str, u64)> = parts.iter().map(|part| (part.path.as_str(), part.bytes)).collect();
            opened(open_files_from(context.input, &files, context.progress).await)
        }
        Request::Keep { .. } | Request::Get { .. } | Request::List | Request::Drop(_) => {
            Err(Answer::not_understood("the store of files was asked for where there is none"))
        }
    }
}

/// The text of a letter that was written elsewhere.
fn read_letter_file(input: &dyn Source) -> Result<Answer, Answer> {
    let refused = |e: LetterError| Answer::Refused { message: e.message(), detail: e.to_string() };
    if input.size() > LETTER_LIMITS.archive_bytes as u64 {
        return Err(refused(LetterError::TooLarge));
    }
    let mut bytes = vec![0; usize::try_from(input.size()).unwrap_or_default()];
    input.read_at(0, &mut bytes).map_err(|_| refused(LetterError::Damaged))?;
    let letter = read_letter(&bytes).map_err(refused)?;
    Ok(Answer::Letter { text: letter.text, remarks: letter.remarks })
}

/// The attached files that a request needs.
pub fn files_needed(request: &Request) -> Vec<FileId> {
    let Request::Make { receiver, call_json, draft_json, now, histories, .. } = request else { return Vec::new() };
    let Ok((call, draft)) = read_both(call_json, draft_json) else { return Vec::new() };
    let view = View::new(&call, &draft, *receiver, *now);
    let history = if view.holds(Part::EarlierVersions) { read_all(histories, view.draft()).0 } else { None };
    let earlier = history.iter().flat_map(|history| earlier_files(history, view.draft()));
    attached(view.draft()).into_iter().chain(earlier).map(|file| file.id).collect()
}

fn not_made(detail: String) -> Answer {
    Answer::Refused {
        message: "The file was not made. Your answers are safe. Reload this page and try again. If it keeps happening, download your answers instead and tell your Music Hub.".to_owned(),
        detail,
    }
}

fn read_both(call_json: &str, draft_json: &str) -> Result<(Call, Draft), Answer> {
    let call = read_call(call_json).map_err(|e| not_made(format!("call: {e}")))?;
    let draft = read_draft(draft_json).map_err(|e| not_made(format!("draft: {e}")))?;
    Ok((call, draft))
}

fn make_document(
    which: &Document,
    call: &Call,
    draft: &Draft,
    now: Timestamp,
    other_hubs: &[String],
    faces: &FurtherFaces,
) -> Result<(Answer, Vec<u8>), Answer> {
    let others = OtherHubs::new(call, other_hubs.iter().map(String::as_str));
    let view = &View::new(call, draft, which.receiver(), now);
    let draft = view.draft();
    let readiness =
        view.holds(Part::Check).then(|| assess_on_paper(call, draft, now, &others, &on_paper(call, draft, now)));
    let maker = DocumentMaker { call, view, readiness: readiness.as_ref(), now, faces };
    let document = maker.make(which).ok_or_else(|| Answer::Refused {
        message: "This document is empty. Write it first, then try again.".to_owned(),
        detail: format!("{which:?}"),
    })?;
    let bytes = document.result.map_err(|why| Answer::Refused { message: why.message, detail: why.detail })?;
    let remarks = unprinted_remarks(&[document.unprinted]);
    Ok((Answer::Made { file_name: document.file.name, remarks, missing: Vec::new() }, bytes))
}

fn opened(opened: Result<OpenedFile, NotOpened>) -> Result<JobResult, Answer> {
    let OpenedFile { drafts, warnings, unsaved, choose } =
        opened.map_err(|e| Answer::Refused { message: e.message(), detail: e.detail() })?;
    let mut attached = Vec::new();
    let inside = |opened: crate::bundle::OpenedDraft| {
        let ids = opened.attached.iter().map(|file| file.id.clone()).collect();
        let (damage, answers_changed) = (opened.damage_sentences(), opened.answers_changed());
        attached.extend(opened.attached);
        Ok(DraftInside {
            draft_json: write_draft(&opened.draft)?,
            call_json: opened.call_json,
            written_on: opened.written_on,
            history_json: opened.history_json,
            left_out: opened.left_out,
            attached: ids,
            warnings: opened.warnings,
            damage,
            answers_changed,
        })
    };
    let drafts: Result<Vec<DraftInside>, serde_json::Error> = drafts.into_iter().map(inside).collect();
    let drafts = drafts.map_err(|e| Answer::Refused {
        message: format!(
            "This application could not be saved on this device. {} Reload this page, then open the file again.",
            error::SAFE
        ),
        detail: e.to_string(),
    })?;
    let unsaved = unsaved.into_iter().map(|(f, t)| (f.to_string(), t)).collect();
    Ok(JobResult { answer: Answer::Opened { drafts, warnings, unsaved, choose }, send_output: false, attached })
}
