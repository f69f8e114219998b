//! Makes the bundle: which files it holds, and the labels of its `bag-info.txt`.

use std::fmt;

use super::application::write_application;
use super::bag::Bag;
use super::documents::DocumentMaker;
use super::error::PackError;
use super::file;
use super::holds::Part;
use super::letter::midnight;
use super::limits::Limits;
use super::name::{backup_stem, bundle_stem};
use super::open_bundle::open_bundle_from;
use super::source::{Absent, Files, MemoryFiles, MemorySink, Progress, Sink, Source, block_on};
use super::unprinted::unprinted_remarks;
use super::versions::{self, PackedVersions};
use super::view::View;
use crate::call::{Call, Timestamp, with_round};
use crate::documents::pdf::FurtherFaces;
use crate::documents::{
    BundledFile, Contents, Missing, PROGRAM, ReadmeInput, Receiver, application_for, attached_words, html, identifier,
    on_paper, only_asked, person_contact, readme, school_name, with_article,
};
use crate::draft::{Attached, Draft, capitalised};
use crate::readiness::{OtherHubs, assess_on_paper, deadline};

/// A bundle that has been written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenBundle {
    /// The name to save it under, with its ending.
    pub file_name: String,
    /// What the person should know of it, in sentences: as [`Bundle::remarks`].
    pub remarks: Vec<String>,
    /// Names of attached files that belong into it and are not in it: as [`Bundle::missing`].
    pub missing: Vec<String>,
}

/// A bundle in memory, ready to be saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundle {
    /// The name to save it under, with its ending.
    pub file_name: String,
    /// The file.
    pub bytes: Vec<u8>,
    /// What the person should know of it, in sentences: what is not in it, and why; characters that the fonts lack.
    pub remarks: Vec<String>,
    /// Names of attached files that belong into it and are not in it. The remarks say why.
    pub missing: Vec<String>,
}

/// For whom a bundle is, and what goes into it beside what always does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BundleOptions {
    /// For whom it is.
    pub receiver: Receiver,
    /// Whether the whole application is there as a web page too, besides the PDF.
    pub page: bool,
}

impl Default for BundleOptions {
    /// A backup without the web page.
    fn default() -> Self {
        Self { receiver: Receiver::Oneself, page: false }
    }
}

/// Why no bundle could be made. The draft is untouched in every maker.
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
            Self::Write(_) | Self::NotTheSame(_) => "The file was not made: part of this application could not be written. Your answers are safe. Download your answers instead, and tell your Music Hub.".to_owned(),
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

/// Makes the bundle of a draft with everything in it: a backup. `call_json` is the text of the call's file, which goes in byte for byte.
///
/// The same call, draft and day give the same bytes, as long as the call's deadline does not pass in between. Before
/// the file is handed out it is opened again, so that one that cannot be read back never leaves the page.
pub fn make_bundle(call: &Call, call_json: &str, draft: &Draft, now: Timestamp) -> Result<Bundle, MakeError> {
    make_bundle_among(call, call_json, draft, now, &OtherHubs::NONE, BundleOptions::default())
}

/// As [`make_bundle`]; the check in it knows the names of other hubs, as `readiness::assess_among` does, and the options
/// says what goes in besides what always does.
pub fn make_bundle_among(
    call: &Call,
    call_json: &str,
    draft: &Draft,
    now: Timestamp,
    others: &OtherHubs,
    options: BundleOptions,
) -> Result<Bundle, MakeError> {
    make_bundle_with_files(call, call_json, draft, now, others, options, &MemoryFiles::default())
}

/// As [`make_bundle_among`], with the files that are attached, which are in memory.
pub fn make_bundle_with_files(
    call: &Call,
    call_json: &str,
    draft: &Draft,
    now: Timestamp,
    others: &OtherHubs,
    options: BundleOptions,
    files: &dyn Files,
) -> Result<Bundle, MakeError> {
    let mut out = MemorySink::new(files);
    let faces = &FurtherFaces::included();
    let input = BundleInput { call, call_json, draft, now, others, options, histories: &[], faces };
    let WrittenBundle { file_name, remarks, missing } =
        block_on(write_bundle(&input, files, &mut out, &mut |_, _| ()))?;
    Ok(Bundle { file_name, bytes: out.bytes, remarks, missing })
}

/// What a bundle is made of.
pub struct BundleInput<'a> {
    /// The call.
    pub call: &'a Call,
    /// The text of the call's file.
    pub call_json: &'a str,
    /// The draft.
    pub draft: &'a Draft,
    /// Now.
    pub now: Timestamp,
    /// Names of other hubs, for the check in it.
    pub others: &'a OtherHubs,
    /// What goes in besides what always does.
    pub options: BundleOptions,
    /// Earlier versions of the draft, as they are stored (`draft::write_history`). They go into a backup.
    pub histories: &'a [String],
    /// The fonts besides Upbeat Sans, for the PDFs in it.
    pub faces: &'a FurtherFaces,
}

/// Writes a bundle of any size, opens it again, and compares. Attached files that cannot be had are left out, and
/// [`WrittenBundle::missing`] names them. `progress` is called as it proceeds.
pub async fn write_bundle(
    input: &BundleInput<'_>,
    files: &dyn Files,
    out: &mut dyn Sink,
    progress: Progress<'_>,
) -> Result<WrittenBundle, MakeError> {
    let BundleInput { call, call_json, draft, now, others, options, histories, faces } = *input;
    let view = &View::new(call, draft, options.receiver, now);
    let readiness = view
        .holds(Part::Check)
        .then(|| assess_on_paper(call, view.draft(), now, others, &on_paper(call, view.draft(), now)));
    // Nothing below this line sees more of the draft than the receiver.
    let draft = view.draft();
    let stem = match view.receiver() {
        Receiver::Oneself => backup_stem(call, draft, now),
        Receiver::Hub | Receiver::Leaders => bundle_stem(call, draft, now),
    };
    let file_name = format!("{stem}.zip");
    let mut bag = Bag::new(&stem)?;
    for (label, value) in labels(call, draft, now) {
        bag.add_info(label, &value)?;
    }
    let (mut attached, mut absent) = (Vec::new(), Vec::new());
    let named = if view.holds(Part::AttachedFiles) { crate::draft::attached(draft) } else { Vec::new() };
    for file in named {
        match files.file(&file.id) {
            Ok(_) => attached.push(file),
            Err(why) => absent.push((file.name, why)),
        }
    }
    let json = write_application(call, view, readiness.as_ref(), now, &attached)
        .map_err(|e| MakeError::Write(e.to_string()))?;
    let mut contents = Contents::default();
    let mut unprinted = Vec::new();
    for document in (DocumentMaker { call, view, readiness: readiness.as_ref(), now, faces }).make_all() {
        unprinted.push(document.unprinted);
        match document.result {
            Ok(bytes) => {
                bag.add_payload(&document.file.name, bytes)?;
                contents.files.push(document.file);
            }
            Err(why) => contents.missing.push(Missing { name: document.file.name, why: why.message }),
        }
    }
    if options.page || !bag.payload().iter().any(|file| file.name == file::PAPER) {
        bag.add_payload(
            file::PAGE,
            html(&application_for(view.receiver(), call, draft, deadline(call, now), now)).into_bytes(),
        )?;
        let what = "the whole application, as a web page";
        contents.files.push(BundledFile { name: file::PAGE.to_owned(), what: what.to_owned() });
    }
    for file in &attached {
        bag.add_external(&file.path(), file.id.clone(), files.file(&file.id).map_or(0, Source::size))?;
        contents.files.push(BundledFile { name: file.path(), what: attached_words(call, file) });
    }
    let versions = add_versions(view, histories, files, &mut bag, &mut contents)?;
    for (name, why) in &absent {
        contents.missing.push(Missing { name: name.clone(), why: absent_words(why).to_owned() });
    }
    let about = ReadmeInput {
        receiver: view.receiver(),
        deadline: deadline(call, now),
        check: readiness.as_ref(),
        now,
        file_name: &file_name,
        contents: &contents,
        left_out: &versions.left_out,
    };
    bag.add_tag_file(file::README, readme(call, draft, about).into_bytes())?;
    bag.add_payload(file::APPLICATION, json.into_bytes())?;
    bag.add_payload(file::CALL, call_json.as_bytes().to_vec())?;
    // Each attached file is read once when it is written, and once when it is checked.
    let heavy = bag.external_files().iter().fold(0_u64, |sum, file| sum.saturating_add(file.size));
    let mut done = 0_u64;
    bag.write(midnight(now.london().0), &Limits::BUNDLE, files, out, &mut |passed| {
        done = done.saturating_add(passed);
        progress(done, heavy.saturating_mul(2));
    })
    .await?;

    let written = out.read_back().map_err(PackError::from)?;
    let mut back = |done: u64, all: u64| {
        progress(heavy.saturating_add(done.saturating_sub(all.saturating_sub(heavy))), heavy.saturating_mul(2));
    };
    let opened = open_bundle_from(written.as_ref(), &mut back).await.map_err(|e| MakeError::NotTheSame(e.detail()))?;
    let same = |file: &Attached| opened.attached.iter().any(|found| found.id == file.id);
    let mut inside = attached.iter().chain(versions.files.iter().map(|(file, _)| file));
    if opened.draft != *draft
        || !opened.damage.is_empty()
        || opened.call_json.as_deref() != Some(call_json)
        || opened.history_json != versions.json
        || !inside.all(same)
    {
        return Err(MakeError::NotTheSame("it differs".to_owned()));
    }
    let not_in_it = contents.missing.into_iter().map(|m| format!("{} is missing from the file. {}", m.name, m.why));
    let remarks = not_in_it.chain(versions.left_out).chain(unprinted_remarks(&unprinted)).collect();
    let missing = absent.into_iter().map(|(name, _)| name).collect();
    Ok(WrittenBundle { file_name, remarks, missing })
}

/// Adds the earlier versions that a backup holds, and the files that only they have attached.
fn add_versions(
    view: &View<'_>,
    histories: &[String],
    files: &dyn Files,
    bag: &mut Bag,
    contents: &mut Contents,
) -> Result<PackedVersions, PackError> {
    if !view.holds(Part::EarlierVersions) {
        return Ok(PackedVersions::default());
    }
    let versions = versions::pack(histories, view.draft(), files);
    if let Some(json) = &versions.json {
        bag.add_payload(file::VERSIONS, json.clone().into_bytes())?;
        let what = "earlier versions, for Upbeat to open";
        contents.files.push(BundledFile { name: file::VERSIONS.to_owned(), what: what.to_owned() });
    }
    for (file, path) in &versions.files {
        bag.add_external(path, file.id.clone(), files.file(&file.id).map_or(0, Source::size))?;
        let what = "an attached file of earlier versions";
        contents.files.push(BundledFile { name: path.clone(), what: what.to_owned() });
    }
    Ok(versions)
}

/// Why an attached file is not in a bundle, and what to do about it.
fn absent_words(why: &Absent) -> &'static str {
    match why {
        Absent::NotThere => NOT_THERE,
        Absent::Unreadable(_) => UNREADABLE,
    }
}

const UNREADABLE: &str =
    "Your browser could not read it. Make the file again. If it keeps happening, reload this page first.";

const NOT_THERE: &str = "It is not on this device. Attach it again, then make the file again.";

/// What `bag-info.txt` says (RFC 8493 §2.2.2), without Payload-Oxum, which is computed. What is not known is left out.
fn labels(call: &Call, draft: &Draft, now: Timestamp) -> Vec<(&'static str, String)> {
    let asked = only_asked(call, draft);
    let (_, person) = person_contact(call, &asked).unwrap_or_default();
    let known = |what: &str| person.get(what).cloned().unwrap_or_default();
    let school = school_name(draft).unwrap_or_default();
    let noun = asked.applicant(call).noun();
    let subject = if school.is_empty() { capitalised(&with_article(noun)) } else { school.clone() };
    let description = format!(
        "{subject}: application to become {}, {}",
        with_article(&call.role.name),
        with_round(&call.hub.name, &call.round),
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
