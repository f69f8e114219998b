//! README.txt: the first thing that is seen in a bundle, for whoever gets one and has never heard of Upbeat.

use super::answer_text::{self, join_non_empty, one_line, school_name_or_placeholder, with_article};
use super::application::deadline_words;
use crate::call::{Call, Contact, Timestamp};
use crate::draft::{DocumentField, Draft, Field, PersonField};
use crate::readiness::Readiness;

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

/// Writes the text. `file_name` is the bundle's own. `readiness` is the check's result for this call, draft and `now`.
pub fn readme(
    call: &Call,
    draft: &Draft,
    readiness: &Readiness,
    now: Timestamp,
    file_name: &str,
    contents: &Contents,
) -> String {
    let draft = &super::asked::only_asked(call, draft);
    let mut text = TextWriter::default();
    let school = school_name_or_placeholder(draft);
    text.title(&format!("{school}: application to become {}", with_article(&call.role.name)));
    text.paragraph(&format!("To: {}", call.hub.name));
    text.paragraph(&format!("For: {}, round {}", call.title, call.round));
    if let Some(number) = answer_text::identifier_words(call, draft) {
        text.paragraph(&format!("School: {number}"));
    }
    if let Some((person, given)) = answer_text::contact_person(call, draft) {
        let said: Vec<&str> =
            given.iter().filter(|(l, _)| *l != PersonField::Position).map(|(_, t)| t.as_str()).collect();
        text.paragraph(&format!("Contact: {} ({})", join_non_empty(&said, ", "), person.name));
    }
    text.paragraph(&format!("Written: {}, with {}", now.london().0.long(), super::program::PROGRAM));
    let mut deadline = deadline_words(call, readiness).into_iter();
    text.paragraph(&format!("Deadline of this round: {}", deadline.next().unwrap_or_default()));
    for sentence in deadline {
        text.paragraph(&sentence);
    }
    text.paragraph(&format!("Upbeat's check when this was written: {}.", readiness.says()));

    text.heading("What is in here");
    for BundledFile { name, what } in &contents.files {
        text.item(&format!("data/{name}: {what}."));
    }
    text.item("data/application.json: all answers for programs, and what Upbeat opens again.");
    text.item("data/call.json: what the hub asked for, word for word, as it was when the school answered.");
    text.item("README.txt: this text.");
    text.item("bagit.txt, bag-info.txt, manifest-sha256.txt, tagmanifest-sha256.txt: the proof that nothing has changed since (BagIt 1.0, RFC 8493).");
    for Missing { name, why } in &contents.missing {
        text.paragraph(&format!("{name} is not in here. {why}"));
    }
    separate_documents(call, draft, &mut text);

    text.heading("How to open it in Upbeat");
    text.paragraph(&format!(
        "Open the Music Hub's Upbeat page, choose \"Open a file\", and choose {file_name} as it was sent: not unpacked, and not packed again. Upbeat checks that it is whole before it shows anything, and sends nothing anywhere."
    ));

    text.heading("How to check it without Upbeat");
    text.paragraph("Unpack the file, and in the folder that comes out of it:");
    text.item("Linux: sha256sum -c tagmanifest-sha256.txt manifest-sha256.txt");
    text.item("macOS: shasum -a 256 -c tagmanifest-sha256.txt manifest-sha256.txt");
    text.item(
        "Windows (PowerShell): Get-FileHash data\\* shows the checksums to compare with those in manifest-sha256.txt",
    );
    text.item("anywhere with Python: pip install bagit, then python -m bagit --validate . for all of it at once");
    text.paragraph("This shows whether a file was damaged or edited on its way. It does not prove who sent it.");

    if let Some(contact) = call.enquiries() {
        text.heading("Whom to ask about this call");
        text.paragraph(&join_non_empty(&[&call.hub.name, &contact_words(contact)], ", "));
    }
    text.0
}

/// Documents that are not in the bundle, and that the school sends separately.
fn separate_documents(call: &Call, draft: &Draft, text: &mut TextWriter) {
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
        text.paragraph("The school names these files and pages too. They are not in here:");
        for line in lines {
            text.item(&line);
        }
    }
}

/// A contact on one line.
pub(super) fn contact_words(contact: &Contact) -> String {
    let part = |part: &Option<String>| part.clone().unwrap_or_default();
    join_non_empty(&[&part(&contact.name), &part(&contact.email), &part(&contact.telephone), &part(&contact.url)], ", ")
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
