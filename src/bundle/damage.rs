//! What is wrong with a bundle that was handled after it was packed: parts of the payload, which are not taken in, and
//! what does not matter for it.

use super::bag::FoundBag;
use super::bag::bagit_names::{is_bagit_file, is_payload_manifest};
use super::error::{OpenError, Problem, shown};
use super::file;
use super::remarks::Remark;

/// A part of the payload that is not as it was packed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// Which.
    pub part: DamagedPart,
    /// What has become of it.
    pub how: How,
}

/// A part of the payload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DamagedPart {
    /// The answers.
    Answers,
    /// The call that they answer.
    Call,
    /// Earlier versions.
    Versions,
    /// The list by which everything is checked.
    Contents,
    /// A file, by its path relative to `data/`.
    File(String),
}

/// What has become of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// Its content is another.
    Changed,
    /// It is not there.
    Missing,
    /// It cannot be unpacked.
    Unreadable,
    /// It has a password.
    Locked,
    /// It is larger than such a part may be.
    TooLarge,
}

impl Damage {
    /// What happened, in a sentence. `name` is what a file is called on the pages; without it, its name in the bundle.
    pub fn sentence(&self, name: Option<&str>) -> String {
        let (subject, are) = match &self.part {
            DamagedPart::Answers => ("The answers".to_owned(), true),
            DamagedPart::Call => ("The hub\u{2019}s information".to_owned(), false),
            DamagedPart::Versions => ("The earlier versions".to_owned(), true),
            DamagedPart::Contents => ("The list of what is in this file".to_owned(), false),
            DamagedPart::File(path) => {
                let last = path.rsplit('/').next().unwrap_or(path);
                (format!("\u{201c}{}\u{201d}", shown(name.unwrap_or(last))), false)
            }
        };
        let is = if are { "are" } else { "is" };
        match self.how {
            How::Changed if self.part == DamagedPart::Contents => {
                format!(
                    "{subject} was changed after it was packed, so Upbeat cannot tell whether the answers were too."
                )
            }
            How::Changed => {
                format!("{subject} {} changed after {} packed.", was(are), if are { "they were" } else { "it was" })
            }
            How::Missing => format!("{subject} {is} missing from this file."),
            How::Unreadable => format!("{subject} {is} damaged."),
            How::Locked => format!("{subject} {} a password.", if are { "have" } else { "has" }),
            How::TooLarge => format!("{subject} {is} too large to open."),
        }
    }

    /// Whether the answers can no longer be told to be as they were packed.
    pub fn concerns_answers(&self) -> bool {
        matches!(self.part, DamagedPart::Answers | DamagedPart::Contents)
    }
}

fn was(are: bool) -> &'static str {
    if are { "were" } else { "was" }
}

/// Sorts what is wrong with a bag into what matters for the payload and what does not.
pub(super) fn sorted(found: &FoundBag) -> (Vec<Damage>, Vec<Remark>) {
    let (mut damage, mut remarks): (Vec<Damage>, Vec<Remark>) = (Vec::new(), Vec::new());
    let mut added: Vec<String> = Vec::new();
    for flaw in &found.flaws {
        let path = flaw.place.file.as_deref().unwrap_or_default();
        if let Some(path) = path.strip_prefix("data/") {
            match (&flaw.problem, part(path)) {
                (Problem::Unlisted { .. }, _) if holds(found, path) => push(&mut remarks, Remark::Labels),
                (Problem::Unlisted { .. }, part) if part != DamagedPart::Answers => added.push(path.to_owned()),
                (problem, part) => {
                    let new = Damage { part, how: how(problem) };
                    if !damage.iter().any(|known| known.part == new.part) {
                        damage.push(new);
                    }
                }
            }
        } else if is_payload_manifest(path) && is_list_changed(flaw) {
            push(&mut damage, Damage { part: DamagedPart::Contents, how: How::Changed });
        } else {
            match (&flaw.problem, path) {
                (Problem::Oxum { .. }, _) => push(&mut remarks, Remark::Size),
                (Problem::Fetch, _) => push(&mut remarks, Remark::Elsewhere),
                (Problem::Algorithm(_), _) => push(&mut remarks, Remark::Unchecked),
                (Problem::Missing { .. }, name) if !is_bagit_file(name) => {
                    push(&mut remarks, Remark::Missing(name.to_owned()));
                }
                (_, name) if !is_bagit_file(name) => push(&mut remarks, Remark::Changed(name.to_owned())),
                _ => push(&mut remarks, Remark::Labels),
            }
        }
    }
    added.extend(found.added.iter().cloned());
    if !added.is_empty() {
        remarks.push(Remark::Added(added));
    }
    // Where parts are missing or changed, their size is another too.
    if !damage.is_empty() || remarks.iter().any(|remark| matches!(remark, Remark::Added(_))) {
        remarks.retain(|remark| *remark != Remark::Size);
    }
    // What matters most is named first.
    damage.sort_by_key(|damage| !damage.concerns_answers());
    (damage, remarks)
}

fn push<T: PartialEq>(all: &mut Vec<T>, new: T) {
    if !all.contains(&new) {
        all.push(new);
    }
}

fn part(path: &str) -> DamagedPart {
    match path {
        file::APPLICATION => DamagedPart::Answers,
        file::CALL => DamagedPart::Call,
        file::VERSIONS => DamagedPart::Versions,
        path => DamagedPart::File(path.to_owned()),
    }
}

fn holds(found: &FoundBag, path: &str) -> bool {
    found.bag.payload_file(path).is_some() || found.bag.external_files().iter().any(|file| file.path == path)
}

/// Whether a payload manifest says something else than when it was packed, or may say it.
fn is_list_changed(flaw: &OpenError) -> bool {
    matches!(
        flaw.problem,
        Problem::Checksum { .. }
            | Problem::Crc
            | Problem::ManifestLine
            | Problem::ManifestPath(_)
            | Problem::ListedTwice(_)
    )
}

fn how(problem: &Problem) -> How {
    match problem {
        Problem::Missing { .. } => How::Missing,
        Problem::Checksum { .. } | Problem::Crc | Problem::Unlisted { .. } | Problem::LineEnds { .. } => How::Changed,
        Problem::Encrypted => How::Locked,
        Problem::EntryTooLarge { .. } => How::TooLarge,
        _ => How::Unreadable,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damage_is_said_part_by_part() {
        let file = || DamagedPart::File("attachments/photo.jpg".to_owned());
        for (part, how, name, sentence) in [
            (file(), How::Changed, None, "\u{201c}photo.jpg\u{201d} was changed after it was packed."),
            (file(), How::Missing, Some("My photo.jpg"), "\u{201c}My photo.jpg\u{201d} is missing from this file."),
            (file(), How::Unreadable, None, "\u{201c}photo.jpg\u{201d} is damaged."),
            (file(), How::Locked, None, "\u{201c}photo.jpg\u{201d} has a password."),
            (DamagedPart::Answers, How::Changed, None, "The answers were changed after they were packed."),
            (DamagedPart::Versions, How::Missing, None, "The earlier versions are missing from this file."),
            (DamagedPart::Call, How::Changed, None, "The hub\u{2019}s information was changed after it was packed."),
            (
                DamagedPart::Contents,
                How::Changed,
                None,
                "The list of what is in this file was changed after it was packed, so Upbeat cannot tell whether the answers were too.",
            ),
        ] {
            assert_eq!(Damage { part, how }.sentence(name), sentence);
        }
    }
}
