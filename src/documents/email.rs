//! The e-mail with which an application is handed in, where the call asks for one: to copy, or to open in the mail
//! program. A mail program opened by a link can attach nothing, so the files to attach are listed.

use std::fmt::Write as _;

use super::answer_text::{self, join_non_empty, one_line, school_name_or_placeholder, with_article};
use super::link::{encode, encode_address};
use crate::call::{Call, Document, DocumentId, LetterId, Need, Way, WayParts, said_round};
use crate::draft::{DocumentField, Draft, Field, PersonField, Profile, may_apply};

/// Longest `mailto:` address that common mail programs take whole (Windows passes on about 2,000 characters).
pub const LONGEST_MAILTO: usize = 1_800;

/// Said of files of the school's where the application file goes the same way.
pub const ALSO: &str = " (also in the application file)";

/// An e-mail to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Email {
    /// To whom.
    pub to: String,
    /// Its subject, on one line.
    pub subject: String,
    /// Its text, lines ending in `\n`.
    pub body: String,
    /// Files to attach by hand, in the order of the text.
    pub attach: Vec<Attachment>,
    /// What goes this way, where it is not everything: the hub's words.
    pub what: Option<String>,
    /// The hub's words on handing in.
    pub words: Vec<String>,
    /// Who reads it, as far as the call says: name, e-mail, telephone, page.
    pub contact: String,
}

/// A file to attach by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// What of the application it is.
    pub part: SentPart,
    /// What it is: the hub's name for a letter or a document, or "Application file".
    pub what: String,
    /// The file's name as the school gave it; empty where it has none yet.
    pub file: String,
}

/// A part of an application that can be sent by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SentPart {
    /// A letter, or its statement of support.
    Letter(LetterId),
    /// A document.
    Document(DocumentId),
    /// The application file, in which everything is.
    ApplicationFile,
}

impl SentPart {
    /// Whether it goes a way with these parts. Where the call lists none, everything goes.
    pub fn goes(&self, parts: Option<&WayParts>) -> bool {
        parts.is_none_or(|parts| match self {
            Self::Letter(id) => parts.letters.contains(id),
            Self::Document(id) => parts.documents.contains(id),
            Self::ApplicationFile => parts.application_file,
        })
    }
}

/// A `mailto:` address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mailto {
    /// The address (RFC 6068): ASCII.
    pub url: String,
    /// Whether it carries the text; otherwise that has to be copied.
    pub with_body: bool,
}

/// The e-mails that this call asks for, one for each address. None where it is handed in otherwise.
/// `letters` are files that are made of what the hub asks to be written; `bundle` is the name of the bundle's file. What
/// the hub asks for is named before anything of ours. Made of a draft that `bundle` has filtered.
pub fn emails(call: &Call, draft: &Draft, letters: &[Attachment], bundle: &str) -> Vec<Email> {
    call.submission.ways.iter().filter_map(|way| email(call, draft, letters, bundle, way)).collect()
}

/// What goes one of the ways: each file with its name, in the order of the e-mail. Made of a draft that `bundle` has
/// filtered.
pub fn way_files(call: &Call, draft: &Draft, letters: &[Attachment], bundle: &str, way: &Way) -> Vec<Attachment> {
    let draft = &super::asked::only_asked(call, draft);
    let mut all = attachments(call, draft, letters, bundle);
    all.retain(|file| file.part.goes(way.parts()));
    if !SentPart::ApplicationFile.goes(way.parts()) {
        for file in &mut all {
            file.file = file.file.replace(ALSO, "");
        }
    }
    all
}

/// The e-mail of one of the ways. None where it is none by e-mail.
pub fn email(call: &Call, draft: &Draft, letters: &[Attachment], bundle: &str, way: &Way) -> Option<Email> {
    let Way::Email { address: to, subject, what, .. } = way else { return None };
    let attach = way_files(call, draft, letters, bundle, way);
    let has_bundle = SentPart::ApplicationFile.goes(way.parts());
    let draft = &super::asked::only_asked(call, draft);
    let school = school_name_or_placeholder(call, draft);
    let subject = subject.as_deref().map_or_else(|| format!("{} application: {school}", call.role.name), str::to_owned);
    let contact = call.hub.contact.as_ref();
    let reader = way.receiver().unwrap_or_else(|| call.addressee(contact));
    let sent = if has_bundle { "attached the application from" } else { "attached part of the application from" };
    let number = answer_text::identifier_words(call, draft).map(|n| format!(" ({n})")).unwrap_or_default();

    let round = said_round(&call.round).map(|round| format!(" ({round})")).unwrap_or_default();
    let mut body = format!(
        "Dear {reader},\n\nPlease find {sent} {school}{number} to become {} of {}{round}.\n\n",
        with_article(&call.role.name),
        call.hub.name,
    );
    // What has no name yet is on the list of what to attach, and in no promise.
    for file in attach.iter().filter(|file| !file.file.is_empty()) {
        let _ = writeln!(body, "- {}", join_non_empty(&[&file.what, &file.file], ": "));
    }
    let links = links(call, draft, way.parts());
    if !links.is_empty() {
        body.push_str("\nOnline:\n");
        for (what, link) in links {
            let _ = writeln!(body, "- {what}: {link}");
        }
    }
    if has_bundle {
        body.push_str(
            "\nTo read it, unzip the application file and open application.pdf. To open it in Upbeat, do not unzip it.\n",
        );
    }
    body.push('\n');
    body.push_str(&closing(call, draft, &school));

    Some(Email {
        to: one_line(to),
        subject: one_line(&subject),
        body: body.replace("\r\n", "\n").replace(|c: char| c.is_control() && c != '\n', ""),
        attach,
        what: what.clone(),
        words: call.submission.statements.iter().map(answer_text::statement_text).collect(),
        contact: contact.map(|contact| super::readme::contact_words(call, contact)).unwrap_or_default(),
    })
}

/// The letters, each document that is a file of the school's, and the bundle.
fn attachments(call: &Call, draft: &Draft, letters: &[Attachment], bundle: &str) -> Vec<Attachment> {
    let mut all = letters.to_vec();
    let profile = Profile::of(call, draft);
    let applies = |document: &&Document| may_apply(call, &document.when, &profile);
    for document in call.documents.iter().filter(applies) {
        let at = |leaf| one_line(&answer_text::text_at(draft, &Field::Document(document.id.clone(), leaf)));
        let (state, typed, link) = (at(DocumentField::State), at(DocumentField::Name), at(DocumentField::Link));
        let attached = answer_text::file_names(draft, &Field::Document(document.id.clone(), DocumentField::Files));
        let file = if attached.is_empty() { typed } else { format!("{}{ALSO}", attached.join(", ")) };
        let apart = matches!(state.as_str(), "not-applicable" | "missing");
        // A document that must be there is listed without a name too, so that it is not forgotten.
        let wanted = !file.is_empty() || (link.is_empty() && (document.need == Need::Required || !state.is_empty()));
        if !apart && wanted {
            all.push(Attachment {
                part: SentPart::Document(document.id.clone()),
                what: one_line(&document.name),
                file,
            });
        }
    }
    let what = "Application file".to_owned();
    all.push(Attachment { part: SentPart::ApplicationFile, what, file: bundle.to_owned() });
    all
}

/// Documents that the school has on the web.
fn links(call: &Call, draft: &Draft, parts: Option<&WayParts>) -> Vec<(String, String)> {
    let at =
        |d: &crate::call::Document, leaf| one_line(&answer_text::text_at(draft, &Field::Document(d.id.clone(), leaf)));
    let profile = Profile::of(call, draft);
    let asked = call.documents.iter().filter(|document| may_apply(call, &document.when, &profile));
    let goes = asked.filter(|document| SentPart::Document(document.id.clone()).goes(parts));
    let linked = goes.map(|d| (d.name.clone(), at(d, DocumentField::State), at(d, DocumentField::Link)));
    linked.filter(|(_, state, link)| state != "not-applicable" && !link.is_empty()).map(|(n, _, l)| (n, l)).collect()
}

fn closing(call: &Call, draft: &Draft, school: &str) -> String {
    let mut lines = vec!["Kind regards,".to_owned()];
    if let Some((person, given)) = answer_text::contact_person(call, draft) {
        let of = |leaf| given.iter().find(|(l, _)| *l == leaf).map(|(_, t)| one_line(t));
        lines.extend(of(PersonField::Name));
        lines.push(of(PersonField::Position).unwrap_or(person.name));
        lines.push(school.to_owned());
        lines.extend(of(PersonField::Telephone));
    } else {
        lines.push(school.to_owned());
    }
    lines.join("\n") + "\n"
}

impl Email {
    /// The address that opens the mail program with this e-mail. Where all of it would be longer than
    /// [`LONGEST_MAILTO`], the text is left out, and if need be the subject.
    pub fn mailto(&self) -> Mailto {
        let to = format!("mailto:{}", encode_address(&self.to));
        let subject = format!("{to}?subject={}", encode(&self.subject));
        let body = self.body.replace('\n', "\r\n");
        let whole = format!("{subject}&body={}", encode(&body));
        let fits = |url: &str| url.len() < LONGEST_MAILTO;
        if fits(&whole) {
            Mailto { url: whole, with_body: true }
        } else {
            Mailto { url: if fits(&subject) { subject } else { to }, with_body: false }
        }
    }
}
