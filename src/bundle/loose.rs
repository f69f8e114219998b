//! The files of an application one by one, beside the ZIP: a panel opens a PDF first, and some mail filters hold ZIP
//! files back. What the hub asks for comes first.

use super::name;
use super::view::View;
use super::worker::messages::Document;
use crate::call::{Call, Letter, LetterKind, Placement, Way};
use crate::documents::{ALSO, Attachment, SentPart, file_names};
use crate::draft::{
    Attached, Draft, Field, FileId, LetterField, PromptField, attached, is_letter_attached, is_letter_written,
    support_stands,
};

/// A file that can be had by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LooseFile {
    /// What it is, in the hub's words where the hub asks for it.
    pub what: String,
    /// The name under which it is saved.
    pub name: String,
    /// Where it comes from.
    pub source: LooseSource,
    /// Whether the hub asks for it by name.
    pub is_asked: bool,
    /// What of the application it is. None for evidence and what is ours.
    pub part: Option<SentPart>,
}

/// Where a loose file comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LooseSource {
    /// The worker makes it.
    Document(Document),
    /// It is attached.
    Attached(FileId),
}

/// The letters that are written here and asked of this school, in the order of the call. A set of questions is among them
/// where it goes to somebody by itself.
pub(super) fn written_letters<'a>(call: &'a Call, draft: &Draft) -> impl Iterator<Item = &'a Letter> {
    let is_written = |letter: &&Letter| {
        (letter.kind == LetterKind::Letter || is_sent_by_itself(call, letter))
            && is_letter_written(call, draft, letter)
            && !is_letter_attached(draft, letter)
    };
    let written: Vec<&Letter> = call.letters.iter().filter(is_written).collect();
    written.into_iter()
}

/// Whether a way other than a form lists this letter without the application file, in which it would be too.
fn is_sent_by_itself(call: &Call, letter: &Letter) -> bool {
    let lists = |way: &Way| {
        !matches!(way, Way::Form { .. })
            && way.parts().is_some_and(|parts| !parts.application_file && parts.letters.contains(&letter.id))
    };
    call.submission.ways.iter().any(lists)
}

/// The name of a document's file.
pub fn document_name(which: &Document) -> String {
    match which {
        Document::LetterPdf(id) => format!("{}.pdf", stem(id)),
        Document::LetterDocx(id) => format!("{}.docx", stem(id)),
        Document::SupportPdf(id) => format!("{}-support.pdf", stem(id)),
        Document::SupportDocx(id) => format!("{}-support.docx", stem(id)),
        Document::Readiness => super::file::READINESS.to_owned(),
        Document::Application => super::file::PAPER.to_owned(),
        Document::Leaders => super::file::LEADERS.to_owned(),
    }
}

/// The name of a letter's files without ending: its id, unless that is the name of something else that we make or of a
/// device on Windows.
fn stem(id: &str) -> String {
    let taken = matches!(id, "application" | "readiness" | "call" | "versions" | "for-leaders")
        || name::check(&format!("{id}.pdf")).is_err();
    if taken { format!("letter-{id}") } else { id.to_owned() }
}

/// The files that a receiver can have one by one: letters, statements beside them and documents first, as the hub asks for
/// them; then evidence, and the whole application.
pub fn loose_files(call: &Call, view: &View<'_>) -> Vec<LooseFile> {
    let draft = view.draft();
    let mut all = Vec::new();
    let made = |what: &str, which: Document, part: Option<SentPart>| LooseFile {
        what: plain(what),
        name: document_name(&which),
        source: LooseSource::Document(which),
        is_asked: part.is_some(),
        part,
    };
    for letter in written_letters(call, draft) {
        let id = || letter.id.to_string();
        let part = || Some(SentPart::Letter(letter.id.clone()));
        all.push(made(&letter.name, Document::LetterPdf(id()), part()));
        all.push(made(&letter.name, Document::LetterDocx(id()), part()));
        if let Some(support) = &letter.support
            && support_stands(call, draft, letter) == Some(Placement::Beside)
        {
            all.push(made(&support.name, Document::SupportPdf(id()), part()));
            all.push(made(&support.name, Document::SupportDocx(id()), part()));
        }
    }
    let files = attached(draft);
    let mut push = |file: &Attached, what: String, part: Option<SentPart>| {
        let source = LooseSource::Attached(file.id.clone());
        if !all.iter().any(|known: &LooseFile| known.source == source) {
            all.push(LooseFile { what, name: file.name.clone(), source, is_asked: part.is_some(), part });
        }
    };
    for letter in call.letters.iter().filter(|letter| is_letter_attached(draft, letter)) {
        let here = |field: &Field| matches!(field, Field::Letter(id, _) if *id == letter.id);
        for file in files.iter().filter(|file| file.to.iter().any(here)) {
            let part = Some(SentPart::Letter(letter.id.clone()));
            push(file, plain(&letter.name), part);
        }
    }
    // Files in place of a text.
    for letter in &call.letters {
        for prompt in &letter.prompts {
            let at = Field::Prompt(letter.id.clone(), prompt.id.clone(), PromptField::Files);
            for file in files.iter().filter(|file| file.to.contains(&at)) {
                push(file, plain(&prompt.title), Some(SentPart::Letter(letter.id.clone())));
            }
        }
    }
    for document in &call.documents {
        let here = |field: &Field| matches!(field, Field::Document(id, _) if *id == document.id);
        for file in files.iter().filter(|file| file.to.iter().any(here)) {
            let part = Some(SentPart::Document(document.id.clone()));
            push(file, plain(&document.name), part);
        }
    }
    for file in &files {
        push(file, "Evidence".to_owned(), None);
    }
    all.push(made("Whole application", Document::Application, None));
    all
}

fn plain(name: &str) -> String {
    name.trim().trim_end_matches(':').to_owned()
}

/// The letters and statements to attach to an e-mail: those that Upbeat makes, as PDF, and the files that are attached in
/// place of a letter or of an answer.
pub fn letters_to_attach(call: &Call, view: &View<'_>) -> Vec<Attachment> {
    let is_pdf = |file: &LooseFile| {
        matches!(file.source, LooseSource::Document(Document::LetterPdf(_) | Document::SupportPdf(_)))
    };
    let attachment = |file: LooseFile| Some(Attachment { part: file.part?, what: file.what, file: file.name });
    let mut all: Vec<Attachment> = loose_files(call, view).into_iter().filter(is_pdf).filter_map(attachment).collect();
    let mut push = |letter: &Letter, what: &str, at: Field| {
        let files = file_names(view.draft(), &at);
        if !files.is_empty() {
            let part = SentPart::Letter(letter.id.clone());
            all.push(Attachment { part, what: plain(what), file: format!("{}{ALSO}", files.join(", ")) });
        }
    };
    for letter in &call.letters {
        if is_letter_attached(view.draft(), letter) {
            push(letter, &letter.name, Field::Letter(letter.id.clone(), LetterField::Files));
            continue;
        }
        for prompt in &letter.prompts {
            push(letter, &prompt.title, Field::Prompt(letter.id.clone(), prompt.id.clone(), PromptField::Files));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::Receiver;
    use crate::documents::sample::{call, draft, empty, now};
    use crate::draft::{SendingField, Value};

    fn listed(draft: &Draft) -> Vec<String> {
        let (call, view) = (call(), View::new(&call(), draft, Receiver::Hub, now()));
        let files = loose_files(&call, &view);
        files
            .into_iter()
            .map(|f| format!("{}: {}{}", f.what, f.name, if f.is_asked { "" } else { " (ours)" }))
            .collect()
    }

    #[test]
    fn what_the_hub_asks_for_comes_first() {
        let mut draft = draft();
        let id = |digit: &str| FileId::new(&digit.repeat(64)).unwrap();
        for (digit, name, to) in [
            ("a", "plan 2027.pdf", "documents/plan/files"),
            ("b", "choir.jpg", "criteria/programme/hour/files"),
            ("c", "held back.pdf", "documents/extra/files"),
        ] {
            for (field, value) in Attached::new(id(digit), name, "", 7).answers() {
                draft.set(field, value, now());
            }
            draft.set(Field::parse(to), Value::List(vec![id(digit).to_string()]), now());
        }
        draft.set(Field::parse("documents/extra/state"), "not-applicable".into(), now());
        draft.set(Field::parse("letters/letter/support-placement"), "beside".into(), now());
        let letters = [
            "Supporting letter: letter.pdf",
            "Supporting letter: letter.docx",
            "Statement of support: letter-support.pdf",
            "Statement of support: letter-support.docx",
            "Music Development Plan: plan 2027.pdf",
        ];
        let whole = "Whole application: application.pdf (ours)";
        let expected: Vec<&str> = letters.into_iter().chain(["Evidence: choir.jpg (ours)", whole]).collect();
        assert_eq!(listed(&draft), expected);
        draft.set(Field::Sending(SendingField::Evidence), Value::Flag(false), now());
        assert_eq!(listed(&draft), letters.into_iter().chain([whole]).collect::<Vec<_>>());
        assert_eq!(listed(&empty()), [whole]);
    }

    #[test]
    fn a_letter_without_a_text_and_files_in_place_of_answers_are_listed() {
        use crate::call::{AnswerKind, WayParts};
        let mut call = call();
        let letter = &mut call.letters[0];
        letter.support = None;
        letter.prompts.truncate(1);
        let second =
            crate::call::Prompt { id: crate::call::PromptId::new("second").unwrap(), ..letter.prompts[0].clone() };
        letter.prompts.push(second);
        letter.prompts[0].answer = Some(AnswerKind::Money { exactly: None, maximum: None });
        letter.prompts[1].answer = Some(AnswerKind::FileOrText { files: Vec::new() });
        let (id, prompts) = (letter.id.clone(), [letter.prompts[0].id.clone(), letter.prompts[1].id.clone()]);
        let mut draft = empty();
        let at = |prompt: usize, leaf| Field::Prompt(id.clone(), prompts[prompt].clone(), leaf);
        draft.set(at(0, PromptField::Lines), Value::List(vec!["Hall\t80".to_owned()]), now());
        let file = FileId::new(&"a".repeat(64)).unwrap();
        for (field, value) in Attached::new(file.clone(), "policy.pdf", "", 7).answers() {
            draft.set(field, value, now());
        }
        draft.set(at(1, PromptField::Files), Value::List(vec![file.to_string()]), now());
        let names = |call: &Call| {
            let view = View::new(call, &draft, Receiver::Hub, now());
            let all = loose_files(call, &view).into_iter().map(|file| (file.name, file.part.is_some()));
            all.collect::<Vec<_>>()
        };
        let letter_files =
            [("letter.pdf", true), ("letter.docx", true), ("policy.pdf", true), ("application.pdf", false)];
        let letter_files = letter_files.map(|(name, is_asked)| (name.to_owned(), is_asked));
        assert_eq!(names(&call), letter_files);

        // A set of questions is a file of its own only where it goes to somebody by itself.
        call.letters[0].kind = LetterKind::Answers;
        assert_eq!(names(&call), letter_files[2..]);
        let parts = WayParts { letters: vec![id.clone()], documents: Vec::new(), application_file: false };
        let Some(Way::Email { parts: own, .. }) =
            call.submission.ways.iter_mut().find(|way| matches!(way, Way::Email { .. }))
        else {
            panic!("the sample is handed in by e-mail")
        };
        *own = Some(parts);
        assert_eq!(names(&call), letter_files);
        let view = View::new(&call, &draft, Receiver::Hub, now());
        let attached = letters_to_attach(&call, &view);
        let attached: Vec<&str> = attached.iter().map(|own| own.file.as_str()).collect();
        assert_eq!(attached, ["letter.pdf", "policy.pdf (also in the application file)"]);
    }

    #[test]
    fn names_of_letters() {
        for (id, name) in [
            ("supporting-letter", "supporting-letter"),
            ("readiness", "letter-readiness"),
            ("for-leaders", "letter-for-leaders"),
            ("con", "letter-con"),
            ("com1", "letter-com1"),
        ] {
            assert_eq!(stem(id), name);
        }
    }
}
