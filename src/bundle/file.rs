//! Names of the files in a bundle.

/// All answers, for programs.
pub(super) const APPLICATION: &str = "application.json";
/// The whole application as a web page.
#[cfg(feature = "worker")]
pub(super) const PAGE: &str = "application.html";
/// The whole application on paper.
pub(super) const PAPER: &str = "application.pdf";
/// The check on one side.
pub(super) const READINESS: &str = "readiness.pdf";
/// The application with the check, for senior leaders.
pub(super) const LEADERS: &str = "for-leaders.pdf";
/// Earlier versions.
pub(super) const VERSIONS: &str = "versions.json";
/// What the hub asked for.
pub(super) const CALL: &str = "call.json";
/// The one further tag file.
#[cfg(feature = "worker")]
pub(super) const README: &str = "README.txt";

/// Whether a payload file is one that Upbeat makes out of the answers, so that nothing is lost with it. Files that a
/// school attaches lie in a folder.
pub(super) fn is_made(name: &str) -> bool {
    let ending = |ending: &str| name.strip_suffix(ending).is_some_and(|stem| !stem.is_empty());
    !name.contains('/') && [".pdf", ".docx", ".html"].into_iter().any(ending)
}
