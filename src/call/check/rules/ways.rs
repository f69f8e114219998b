//! Ways of handing in: that what is asked for has one.

use crate::call::check::context::CheckContext;
use crate::call::check::problem::{Location, quoted};
use crate::call::{Call, DocumentId, LetterId, LetterKind, Need, Strength, Way};

/// Words by which a way takes everything.
const ALL: [&str; 11] =
    ["all", "everything", "whole", "application", "rest", "else", "other", "any", "material", "submission", "pack"];
/// Words by which it takes files, letters among them.
const FILES: [&str; 10] =
    ["file", "document", "attachment", "evidence", "upload", "enclosure", "copy", "copie", "paper", "supporting"];
const LETTERS: [&str; 2] = ["letter", "statement"];
const ANSWERS: [&str; 4] = ["answer", "question", "response", "form"];

/// What is asked for, and the words by which a way takes it.
struct Wanted<'a> {
    path: String,
    name: &'a str,
    words: Vec<&'static str>,
    /// Whether it is written into a form.
    answers: bool,
    /// Its id, as a way may list it.
    id: Result<&'a LetterId, &'a DocumentId>,
}

impl Wanted<'_> {
    /// Whether it can be handed in this way. What goes a way is said in words, so in doubt it can.
    fn goes(&self, way: &Way) -> bool {
        if let Some(parts) = way.parts() {
            let is_listed = match self.id {
                Ok(letter) => parts.letters.contains(letter),
                Err(document) => parts.documents.contains(document),
            };
            return is_listed || parts.application_file;
        }
        match (way.what().filter(|what| !what.trim().is_empty()), way) {
            (Some(what), _) => {
                let own: Vec<String> = words(self.name).filter(|word| word.len() > 3).collect();
                words(what).any(|word| self.words.contains(&word.as_str()) || own.contains(&word))
            }
            // The questions of a form are known and are answers: it takes no files.
            (None, Way::Form { questions_known: true, .. }) => self.answers,
            (None, _) => true,
        }
    }
}

/// What is asked for can be handed in.
pub(in crate::call::check) fn no_way(context: &CheckContext) -> Vec<Location> {
    let call = context.call;
    let ways = &call.submission.ways;
    let asked = |strength| matches!(strength, Strength::Must | Strength::Should);
    let letters = call.letters.iter().enumerate().filter(|(_, letter)| asked(letter.strength)).map(|(i, letter)| {
        let answers = letter.kind == LetterKind::Answers;
        let own: &[&str] = if answers { &ANSWERS } else { &LETTERS };
        let words = [&ALL[..], &FILES, own].concat();
        Wanted { path: format!("/letters/{i}"), name: &letter.name, words, answers, id: Ok(&letter.id) }
    });
    let documents = call.documents.iter().enumerate().filter(|(_, document)| document.need != Need::Optional);
    let documents = documents.map(|(i, document)| {
        let words = [&ALL[..], &FILES].concat();
        Wanted { path: format!("/documents/{i}"), name: &document.name, words, answers: false, id: Err(&document.id) }
    });
    // That there is no way at all is told of by itself.
    let lost = letters.chain(documents).filter(|wanted| !ways.is_empty() && !ways.iter().any(|way| wanted.goes(way)));
    let what = |name| {
        format!(
            "schools cannot hand in {}: name it in the `what` and the `parts` of one of the ways under `submission`, or add a way, such \
             as {{\"by\": \"email\", \"address\": \"name@example.org\"}}",
            quoted(name)
        )
    };
    let lost = lost.map(|wanted| Location::new(wanted.path, what(wanted.name)));
    lost.chain(answers_go_no_way(call)).collect()
}

/// Where every way lists what goes, and the application file goes none of them: what is asked beside letters and documents
/// reaches nobody.
fn answers_go_no_way(call: &Call) -> Option<Location> {
    let ways = &call.submission.ways;
    let is_lost = !ways.is_empty() && ways.iter().all(|way| way.parts().is_some_and(|parts| !parts.application_file));
    let asks = !call.criteria.is_empty() || !call.people.is_empty() || !call.duties.is_empty() || call.lots.is_some();
    let what = "no way takes the answers about the school, its people and the criteria: add \"application-file\": true to the \
                `parts` of one of the ways";
    (is_lost && asks).then(|| Location::new("/submission/ways", what))
}

/// A form whose questions are known has them in the file.
pub(in crate::call::check) fn form(context: &CheckContext) -> Vec<Location> {
    let call = context.call;
    let here = call.letters.iter().any(|letter| letter.kind == LetterKind::Answers);
    let ways = call.submission.ways.iter().enumerate();
    let known = ways.filter(|(_, way)| matches!(way, Way::Form { questions_known: true, .. }) && !here);
    let what = "the form\u{2019}s questions are not in this file: add them as a letter of the kind \u{201c}answers\u{201d}, \
                or set `questions-in-this-file` to false";
    known.map(|(i, _)| Location::new(format!("/submission/ways/{i}/questions-in-this-file"), what)).collect()
}

/// The words of a text in lower case, without the "s" of a plural.
fn words(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| {
        let word = word.to_lowercase();
        word.strip_suffix('s').map_or_else(|| word.clone(), str::to_owned)
    })
}
