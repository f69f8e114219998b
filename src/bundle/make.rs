//! Makes the bundle: which files it holds, and what its labels say.

use std::fmt;

use super::application::write_application;
use super::file;
use super::letter::midnight;
use super::papers::{Case, lacking_words};
use super::{Bag, Limits, PackError, bundle_stem, open_bundle};
use crate::call::{Call, Timestamp};
use crate::documents::{
    Contents, Inside, Missing, PROGRAM, application, html, identifier, on_paper, only_asked, person_contact, readme,
    school_name,
};
use crate::draft::Draft;
use crate::readiness::{OtherHubs, assess_on_paper};

/// A bundle, ready to be saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// The name to save it under, with its ending.
    pub file_name: String,
    /// The file.
    pub bytes: Vec<u8>,
    /// What should be known of it, in sentences: documents that could not be made, and why; characters that the fonts
    /// lack.
    pub remarks: Vec<String>,
}

/// What goes into a bundle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Choice {
    /// Whether the whole application is there as a web page too, besides the PDF.
    pub page: bool,
}

/// Why no bundle could be made. The draft is untouched in every case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MakeError {
    /// The files could not be packed.
    Pack(PackError),
    /// The draft could not be written as JSON.
    Write(String),
    /// What was made could not be opened again, or did not give the same draft back, so it is not handed out.
    NotTheSame(String),
}

impl MakeError {
    /// For the person at the screen: what happened, what is safe, what to do.
    pub fn message(&self) -> String {
        match self {
            Self::Pack(error) => error.message(),
            Self::Write(_) | Self::NotTheSame(_) => "The file could not be made, because something in this application could not be written so that it can be read again. Your answers are safe on this device. Save them as a draft file instead, and tell whoever looks after this page.".to_owned(),
        }
    }
}

impl fmt::Display for MakeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pack(error) => write!(f, "{error}"),
            Self::Write(detail) => write!(f, "the draft cannot be written: {detail}"),
            Self::NotTheSame(detail) => write!(f, "the bundle does not give the draft back: {detail}"),
        }
    }
}

impl std::error::Error for MakeError {}

impl From<PackError> for MakeError {
    fn from(error: PackError) -> Self {
        Self::Pack(error)
    }
}

/// Makes the bundle of a draft. `call_json` is the text of the call's file, which goes in byte for byte.
///
/// The same call, draft and day give the same bytes, as long as the call's deadline does not pass in between. Before
/// the file is handed out it is opened again, so that one that cannot be read back never leaves the page.
pub fn make_bundle(call: &Call, call_json: &str, draft: &Draft, now: Timestamp) -> Result<Made, MakeError> {
    make_bundle_among(call, call_json, draft, now, &OtherHubs::NONE, Choice::default())
}

/// As [`make_bundle`]; the check in it knows the names of other hubs, as `readiness::assess_among` does, and the choice
/// says what goes in besides what always does.
pub fn make_bundle_among(
    call: &Call,
    call_json: &str,
    draft: &Draft,
    now: Timestamp,
    others: &OtherHubs,
    choice: Choice,
) -> Result<Made, MakeError> {
    let readiness = assess_on_paper(call, draft, now, others, &on_paper(call, draft, now));
    let stem = bundle_stem(call, draft, now);
    let file_name = format!("{stem}.zip");
    let mut bag = Bag::new(&stem)?;
    for (label, value) in labels(call, draft, now) {
        bag.add_info(label, &value)?;
    }
    let json = write_application(call, draft, &readiness, now).map_err(|e| MakeError::Write(e.to_string()))?;
    let mut contents = Contents::default();
    let mut lacking = Vec::new();
    for paper in (Case { call, draft, readiness: &readiness, now }).all() {
        for c in paper.replaced {
            if !lacking.contains(&c) {
                lacking.push(c);
            }
        }
        match paper.made {
            Ok(bytes) => {
                bag.add_payload(&paper.file.name, bytes)?;
                contents.files.push(paper.file);
            }
            Err(why) => contents.missing.push(Missing { name: paper.file.name, why: why.message }),
        }
    }
    if choice.page || !bag.payload().iter().any(|file| file.name == file::PAPER) {
        bag.add_payload(file::PAGE, html(&application(call, draft, &readiness, now)).into_bytes())?;
        let what = "the whole application as a web page, for any browser; it needs nothing else";
        contents.files.push(Inside { name: file::PAGE.to_owned(), what: what.to_owned() });
    }
    bag.add_tag_file(file::README, readme(call, draft, &readiness, now, &file_name, &contents).into_bytes())?;
    bag.add_payload(file::APPLICATION, json.into_bytes())?;
    bag.add_payload(file::CALL, call_json.as_bytes().to_vec())?;
    let bytes = bag.to_zip(midnight(now.london().0), &Limits::IN_MEMORY)?;

    let opened = open_bundle(&bytes).map_err(|e| MakeError::NotTheSame(e.detail()))?;
    if opened.draft != *draft || opened.call_json.as_deref() != Some(call_json) {
        return Err(MakeError::NotTheSame("it differs".to_owned()));
    }
    let missing = contents.missing.into_iter().map(|m| format!("{} is not in the file. {}", m.name, m.why));
    let remarks = missing.chain(lacking_words(&lacking)).collect();
    Ok(Made { file_name, bytes, remarks })
}

/// What `bag-info.txt` says (RFC 8493 §2.2.2), Payload-Oxum apart, which is computed. What is not known is left out.
fn labels(call: &Call, draft: &Draft, now: Timestamp) -> Vec<(&'static str, String)> {
    let asked = only_asked(call, draft);
    let (_, person) = person_contact(call, &asked).unwrap_or_default();
    let known = |what: &str| person.get(what).cloned().unwrap_or_default();
    let school = school_name(draft).unwrap_or_default();
    let subject = if school.is_empty() { "A school".to_owned() } else { school.clone() };
    let description = format!(
        "{subject}: application to become {}, {}, round {}",
        crate::documents::with_article(&call.role.name),
        call.hub.name,
        call.round,
    );
    let mut all = vec![
        ("Source-Organization", school),
        ("Contact-Name", known("name")),
        ("Contact-Phone", known("telephone")),
        ("Contact-Email", known("email")),
        ("External-Description", description),
        ("External-Identifier", identifier(call, &asked).map(|(_, number)| number).unwrap_or_default()),
        ("Bagging-Date", now.london().0.to_string()),
        ("Bag-Group-Identifier", call.id.to_string()),
        ("Internal-Sender-Identifier", draft.id.to_string()),
        ("Internal-Sender-Description", draft.title().to_owned()),
        ("Bag-Software-Agent", PROGRAM.to_owned()),
    ];
    all.retain(|(_, value)| !value.trim().is_empty());
    all
}
