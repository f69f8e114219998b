//! README.txt: the first thing that is seen in a bundle, for whoever gets one and has never heard of Upbeat.

use super::answer_text::{self, join_non_empty, one_line, school_name_or_placeholder, with_article};
use super::application::{deadline_paragraph, deadline_sentences, deadline_words};
use super::receiver::Receiver;
use crate::call::{Call, Contact, Statement, Timestamp, with_round};
use crate::draft::{DocumentField, Draft, Field, PersonField, capitalised};
use crate::readiness::{Deadline, Readiness};

/// Longest line, in characters, where there is a space to break at.
const WIDTH: usize = 78;

/// A file for people in a bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BundledFile {
    /// Its name, without folder.
    pub name: String,
    /// What it is, in a few words.
    pub what: String,
}

/// A file that should be in a bundle and could not be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The name that it would have.
    pub name: String,
    /// Why it is not there, in sentences.
    pub why: String,
}

/// The files for people in a bundle.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Contents {
    /// Those that are there.
    pub files: Vec<BundledFile>,
    /// Those that are not.
    pub missing: Vec<Missing>,
}

/// What a README says besides what stands in the draft.
#[derive(Debug, Clone, Copy)]
pub struct ReadmeInput<'a> {
    /// For whom the file is.
    pub receiver: Receiver,
    /// Where the call stands now.
    pub deadline: Deadline,
    /// What the check says, where the file holds it.
    pub check: Option<&'a Readiness>,
    /// Now.
    pub now: Timestamp,
    /// The file's own name.
    pub file_name: &'a str,
    /// What is in it.
    pub contents: &'a Contents,
    /// What is not in it, in sentences.
    pub left_out: &'a [String],
}

/// Writes the text.
pub fn readme(call: &Call, draft: &Draft, input: ReadmeInput<'_>) -> String {
    let ReadmeInput { receiver, deadline, check, now, file_name, contents, left_out } = input;
    let draft = &super::asked::only_asked(call, draft);
    let mut text = TextWriter::default();
    let noun = draft.applicant(call).noun();
    let school = school_name_or_placeholder(call, draft);
    text.title(&format!("{school}: application to become {}", with_article(&call.role.name)));
    text.paragraph(&format!("To: {}", call.hub.full_name()));
    text.paragraph(&format!("For: {}", with_round(&call.title, &call.round)));
    if let Some(number) = answer_text::identifier_words(call, draft) {
        text.paragraph(&format!("{}: {number}", capitalised(noun)));
    }
    if let Some((person, given)) = answer_text::contact_person(call, draft) {
        let said: Vec<&str> =
            given.iter().filter(|(l, _)| *l != PersonField::Position).map(|(_, t)| t.as_str()).collect();
        text.paragraph(&format!("Contact: {} ({})", join_non_empty(&said, ", "), person.name));
    }
    text.paragraph(&format!("Made on: {}, with {}", now.london().0.long(), super::program::PROGRAM));
    let sentences = match receiver {
        Receiver::Hub => deadline_sentences(call, deadline, now),
        Receiver::Leaders | Receiver::Oneself => deadline_words(call, deadline, now),
    };
    let mut sentences = sentences.into_iter();
    text.paragraph(&deadline_paragraph(call, &sentences.next().unwrap_or_default(), deadline));
    for sentence in sentences {
        text.paragraph(&sentence);
    }
    if let Some(readiness) = check {
        text.paragraph(&format!("Upbeat\u{2019}s check: {}", readiness.says_all()));
    }

    if receiver == Receiver::Oneself {
        text.paragraph("This is a backup. It includes things that do not go to the hub.");
    }

    text.heading("What is in this file");
    for BundledFile { name, what } in &contents.files {
        text.item(&format!("data/{name}: {what}."));
    }
    text.item("data/application.json: the answers, for Upbeat to open.");
    text.item("data/call.json: what the hub asked for at the time.");
    text.item("README.txt: this page.");
    text.item(
        "bagit.txt, bag-info.txt and the manifest files: used to check that nothing has changed (BagIt 1.0, RFC 8493).",
    );
    for Missing { name, why } in &contents.missing {
        text.paragraph(&format!("{name} is missing. {why}"));
    }
    for sentence in left_out {
        text.paragraph(sentence);
    }
    separate_documents(call, draft, &mut text);

    text.heading("How to read it");
    text.paragraph("Open data/application.pdf.");
    text.paragraph(&format!(
        "To open it in Upbeat: go to the hub\u{2019}s Upbeat page, choose \u{201c}Open a file\u{201d} and choose {file_name} without unzipping it. Nothing is sent anywhere."
    ));

    text.heading("How to check that nothing has changed (for IT staff)");
    text.paragraph("Unzip the file. In its folder, run:");
    text.item("Linux: sha256sum -c tagmanifest-sha256.txt manifest-sha256.txt");
    text.item("macOS: shasum -a 256 -c tagmanifest-sha256.txt manifest-sha256.txt");
    text.item("Windows (PowerShell): Get-FileHash data\\*, then compare with manifest-sha256.txt");
    text.item("With Python: pip install bagit, then python -m bagit --validate .");
    text.paragraph("This shows if a file was damaged or changed. It does not prove who sent it.");

    if let Some(contact) = call.enquiries() {
        text.heading("Who to contact");
        text.paragraph(&join_non_empty(&[&call.hub.full_name(), &contact_words(call, contact)], ", "));
        let consortium = call.hub.consortium.as_deref().map(|name| format!("Member of: {}", one_line(name)));
        text.paragraphs(consortium);
        text.paragraphs(call.submission.do_not_contact.iter().map(quoted));
    }
    if receiver == Receiver::Hub {
        personal_data(call, &mut text);
    }
    text.0
}

/// What the hub says about the personal data that is sent to it.
fn personal_data(call: &Call, text: &mut TextWriter) {
    let Some(data) = &call.data_protection else { return };
    let controller = data.controller.as_deref().map(|name| format!("Data controller: {}", one_line(name)));
    let contact = data.contact.as_ref().map(|contact| format!("Questions: {}", contact_words(call, contact)));
    let notice = data.privacy_notice.as_deref().map(|url| format!("Privacy notice: {}", one_line(url)));
    let lines = [controller, contact, data.retention.as_ref().map(quoted), notice];
    let lines: Vec<String> = lines.into_iter().flatten().collect();
    if !lines.is_empty() {
        text.heading("Personal data");
        text.paragraphs(lines);
    }
}

/// The hub's words.
fn quoted(statement: &Statement) -> String {
    format!("\u{201c}{}\u{201d}", answer_text::statement_text(statement))
}

/// Documents that are not in the bundle, and that the school sends separately.
fn separate_documents(call: &Call, draft: &Draft, text: &mut TextWriter) {
    let noun = draft.applicant(call).noun();
    let mut lines = Vec::new();
    for document in &call.documents {
        let at = |leaf| one_line(&answer_text::text_at(draft, &Field::Document(document.id.clone(), leaf)));
        // What is attached is in here.
        let here =
            !answer_text::file_names(draft, &Field::Document(document.id.clone(), DocumentField::Files)).is_empty();
        let name = if here { String::new() } else { at(DocumentField::Name) };
        let place = join_non_empty(&[&name, &at(DocumentField::Link)], ", ");
        if !place.is_empty() {
            lines.push(format!("{}: {place}", one_line(&document.name)));
        }
    }
    if !lines.is_empty() {
        text.paragraph(&format!("The {noun} also mentions these. They are not in this file:"));
        for line in lines {
            text.item(&line);
        }
    }
}

/// A contact on one line. A name that is only the hub's is not said.
pub(super) fn contact_words(call: &Call, contact: &Contact) -> String {
    let part = |part: &Option<String>| part.clone().unwrap_or_default();
    let name = contact.own_name(&call.hub).unwrap_or_default();
    join_non_empty(&[name, &part(&contact.email), &part(&contact.telephone), &part(&contact.url)], ", ")
}

/// Writes plain text with lines of at most [`WIDTH`] characters.
#[derive(Default)]
struct TextWriter(String);

impl TextWriter {
    fn title(&mut self, text: &str) {
        let since = self.0.len();
        self.line("", "", text);
        self.underline(since, '=');
        self.0.push('\n');
    }

    fn heading(&mut self, text: &str) {
        self.0.push('\n');
        let since = self.0.len();
        self.line("", "", text);
        self.underline(since, '-');
    }

    fn paragraph(&mut self, text: &str) {
        self.line("", "", text);
    }

    fn paragraphs(&mut self, texts: impl IntoIterator<Item = String>) {
        texts.into_iter().for_each(|text| self.paragraph(&text));
    }

    fn item(&mut self, text: &str) {
        self.line("- ", "  ", text);
    }

    /// As long as the longest line of what stands above it, which is `since` bytes from the beginning.
    fn underline(&mut self, since: usize, mark: char) {
        let lines = self.0.get(since..).unwrap_or_default().lines();
        let longest = lines.map(|line| line.chars().count()).max().unwrap_or_default();
        self.0.extend(std::iter::repeat_n(mark, longest));
        self.0.push('\n');
    }

    /// One paragraph, broken at spaces. Line breaks of its own count as spaces.
    fn line(&mut self, first: &str, indent: &str, text: &str) {
        let mut width = first.len();
        self.0.push_str(first);
        let mut fresh = true;
        for word in one_line(text).split(' ') {
            let long = word.chars().count();
            if !fresh && width + 1 + long > WIDTH {
                self.0.push('\n');
                self.0.push_str(indent);
                width = indent.len();
            } else if !fresh {
                self.0.push(' ');
                width += 1;
            }
            self.0.push_str(word);
            width += long;
            fresh = false;
        }
        self.0.push('\n');
    }
}
