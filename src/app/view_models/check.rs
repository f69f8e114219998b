//! The check of an application: the verdict, and each finding in one line.

use super::deadline::own_deadline_line;
use super::numbers::{finding_number, point_number, point_of, section_number};
use super::overview::{finding_address, round_name, to_do_findings};
use super::quotations::{OddityNote, Quotation, QuoteSpan, marked_quotation, oddities, quotation_of};
use super::score::{StandScore, stand_score};
use super::section::is_asked_of;
use crate::app::load::Load;
use crate::app::route::{Page, Route};
use crate::app::state::State;
use crate::call::{Call, of_round};
use crate::documents::{Email, school_name};
use crate::draft::{Draft, Field, PersonField, counted};
use crate::readiness::{Finding, FindingGroup, Readiness, Suppression, Verdict};

/// With more findings than this, optional ones are counted on paper and not listed, so that it stays one side.
const MANY: usize = 30;
/// How many people sign on paper.
const SIGNERS: usize = 3;

/// The check of an application.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CheckView {
    /// The school, the hub and the round.
    pub eyebrow: String,
    /// The day of the check.
    pub checked: String,
    /// The verdict.
    pub verdict: String,
    /// The deadline and how much is done, in one line.
    pub line: String,
    /// Where the school stands.
    pub score: StandScore,
    /// How many things are to do. Several findings may wait for one answer.
    pub to_do: usize,
    /// What the hub asks for beyond what its call file holds.
    pub unknown: String,
    /// Said where there are more findings than things to do.
    pub shared: Option<String>,
    /// The findings.
    pub findings: CheckFindings,
    /// The address that opens an e-mail with all questions to the hub, if that can be written.
    pub ask: Option<String>,
    /// Whether there are so many findings that optional ones are only counted on paper.
    pub is_many: bool,
    /// Who signs on paper: name, and role.
    pub signers: Vec<(String, String)>,
    /// What comes next: what is pressed, and its address.
    pub next: (String, String),
}

/// The findings of a check, by heading.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CheckFindings {
    /// To do.
    pub to_do: Vec<FindingRow>,
    /// Optional, and good to know.
    pub optional: Vec<FindingRow>,
    /// Optional questions that are not answered: counted.
    pub unanswered: Vec<FindingRow>,
    /// Ask the hub.
    pub ask: Vec<FindingRow>,
    /// Does not apply, and advice that is hidden.
    pub does_not_apply: Vec<FindingRow>,
    /// What is done.
    pub done: Vec<FindingRow>,
}

/// A finding in one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingRow {
    /// Tells it from all others, and is another one as soon as it says something else.
    pub key: String,
    /// The number of its point or section.
    pub number: String,
    /// What it is about.
    pub subject: String,
    /// Where it leads. Nowhere if there is nothing to answer.
    pub to: Option<String>,
    /// What is needed, or why it is settled.
    pub need: String,
    /// What more there is to say.
    pub reason: String,
    /// The hub's words.
    pub words: Option<Quotation>,
    /// What is odd about them.
    pub oddities: Vec<OddityNote>,
    /// Answers elsewhere that would settle it: the section's name, and the address.
    pub elsewhere: Vec<(String, String)>,
    /// How it can be hidden with a reason, or shown again.
    pub suppression: Option<Suppression>,
    /// Whether it is hidden with a reason.
    pub is_hidden: bool,
}

impl FindingRow {
    /// Whether there is anything to unfold.
    pub fn has_more(&self) -> bool {
        !self.reason.is_empty()
            || self.words.is_some()
            || !self.oddities.is_empty()
            || !self.elsewhere.is_empty()
            || self.suppression.is_some()
    }
}

/// The check of the open draft.
pub fn check_view(state: &State) -> CheckView {
    let (Some(loaded), Some(file)) = (state.open_draft(), state.open_call().and_then(Load::ready)) else {
        return CheckView::default();
    };
    let (call, draft) = (&*file.call, &loaded.draft);
    let Some(check) = state.derived.readiness() else { return CheckView::default() };
    let findings = findings(call, draft, check);
    let (met, blocks) = (findings.done.len(), findings.to_do.len());
    let listed = blocks + findings.optional.len() + findings.ask.len() + findings.does_not_apply.len();
    CheckView {
        eyebrow: format!("{} \u{b7} {}", draft.title(), round_name(call)),
        checked: state.now.london().0.medium(),
        verdict: check.says(),
        line: format!("{} {met} of {} done.", own_deadline_line(call, draft, state.now), met + blocks),
        score: stand_score(call, draft),
        to_do: check.to_do(),
        unknown: check.unknown.join(" "),
        shared: check.shared(),
        ask: ask_email(call, draft, &findings.ask),
        is_many: listed > MANY,
        signers: signers(call, draft),
        next: next(call, draft, check),
        findings,
    }
}

fn findings(call: &Call, draft: &Draft, check: &Readiness) -> CheckFindings {
    let mut sorted: Vec<&Finding> = check.findings.iter().collect();
    sorted.sort_by_key(|found| section_number(call, &found.section));
    let mut view = CheckFindings::default();
    let mut keys: Vec<String> = Vec::new();
    for found in sorted {
        let mut row = row(call, draft, found);
        let same = keys.iter().filter(|key| **key == row.key).count();
        keys.push(row.key.clone());
        row.key = format!("{} {same}", row.key);
        match found.group() {
            FindingGroup::Blocks => view.to_do.push(row),
            FindingGroup::Strengthens | FindingGroup::Notice => view.optional.push(row),
            FindingGroup::Unneeded => view.unanswered.push(row),
            FindingGroup::AskTheHub => view.ask.push(row),
            FindingGroup::Met => view.done.push(row),
            FindingGroup::Suppressed | FindingGroup::DoesNotApply => view.does_not_apply.push(row),
        }
    }
    // What is only good to know stands below what would make the application stronger.
    let notice: Vec<String> = {
        let own = check.findings.iter().filter(|found| found.group() == FindingGroup::Notice);
        own.map(|found| row(call, draft, found).key).collect()
    };
    view.optional.sort_by_key(|row| notice.iter().any(|key| row.key.starts_with(key.as_str())));
    view
}

fn row(call: &Call, draft: &Draft, found: &Finding) -> FindingRow {
    let (id, who) = (&draft.id, draft.applicant(call));
    let (why, needs): (&str, &[Field]) = match &found.verdict {
        Verdict::Met => ("", &[]),
        Verdict::NotMet { why } => (why, &[]),
        Verdict::Unknown { why, needs } => (why, needs),
        Verdict::DoesNotApply { because } => (because, &[]),
    };
    let (need, reason) = first_sentence(why);
    let elsewhere = needs.iter().filter(|need| Some(*need) != found.field.as_ref()).filter_map(|need| {
        let section = need.section().filter(|section| *section != found.section)?;
        Some((section.name(call, who), Route::to_field(id, need).to_string()))
    });
    let mut once: Vec<(String, String)> = Vec::new();
    for link in elsewhere {
        if !once.iter().any(|(name, _)| *name == link.0) {
            once.push(link);
        }
    }
    let number = finding_number(call, found);
    FindingRow {
        key: format!("{number}|{}|{:?}|{why}|{:?}", found.subject, found.field, found.group()),
        number,
        subject: found.subject.clone(),
        to: found.field.as_ref().map(|_| finding_address(id, found)),
        need: need.to_owned(),
        reason: reason.to_owned(),
        words: words(call, found),
        oddities: oddities(call, &found.oddities),
        elsewhere: once,
        suppression: found.suppression.clone(),
        is_hidden: found.group() == FindingGroup::Suppressed,
    }
}

/// The first sentence without its full stop, and what follows it.
pub(super) fn first_sentence(text: &str) -> (&str, &str) {
    let ends = text.match_indices(". ").map(|(at, _)| at);
    // A full stop within brackets or quotation marks ends no sentence.
    let is_whole = |at: &usize| {
        let front = text.get(..*at).unwrap_or_default();
        let open = |from: char, to: char| front.matches(from).count() > front.matches(to).count();
        !open('(', ')') && !open('\u{201c}', '\u{201d}')
    };
    match ends.into_iter().find(is_whole) {
        Some(at) => (text.get(..at).unwrap_or(text), text.get(at + 2..).unwrap_or_default()),
        None => (text.strip_suffix('.').unwrap_or(text), ""),
    }
}

/// The hub's words that a finding rests on: of a point, its sentence with the words marked.
fn words(call: &Call, found: &Finding) -> Option<Quotation> {
    let quote = found.quote.as_ref()?;
    Some(match point_of(call, found).and_then(|(criterion, _)| call.criterion(criterion)) {
        Some(criterion) => marked_quotation(call, &criterion.statements, &quote.text),
        None => quotation_of(call, &quote.text, &quote.under),
    })
}

/// The address of an e-mail that asks the hub everything that only the hub can say. Where that is too long, it names only
/// what it is about.
fn ask_email(call: &Call, draft: &Draft, ask: &[FindingRow]) -> Option<String> {
    let contact = call.enquiries()?;
    let to = contact.email.clone()?;
    let school = school_name(draft);
    let round = of_round(&call.role.plural, &call.round);
    let (subject, preparing, sender) = match &school {
        Some(school) => (
            format!("{round}: questions from {school}"),
            format!("We are preparing an application from {school}."),
            format!("{school}\n"),
        ),
        None => (
            format!("{round}: questions about our application"),
            "We are preparing an application.".to_owned(),
            String::new(),
        ),
    };
    let write = |with_words: bool| {
        let question = |(at, row): (usize, &FindingRow)| {
            let words = row.words.as_ref().filter(|_| with_words).map(|words| format!("\n{}", first_words(words)));
            format!("{}. {}{}", at + 1, row.subject, words.unwrap_or_default())
        };
        let questions: Vec<String> = ask.iter().enumerate().map(question).collect();
        let email = Email {
            to: to.clone(),
            subject: subject.clone(),
            body: format!(
                "Dear {},\n\n{preparing} Could you tell us more about {}?\n\n{}\n\nThank you\n{sender}",
                call.addressee(Some(contact)),
                if ask.len() == 1 { "this" } else { "these" },
                questions.join("\n\n"),
            ),
            attach: Vec::new(),
            what: None,
            words: Vec::new(),
            contact: String::new(),
        };
        email.mailto()
    };
    if ask.is_empty() {
        return None;
    }
    let whole = write(true);
    Some(if whole.with_body { whole.url } else { write(false).url })
}

/// The beginning of the hub's words, so that its reader knows which are meant.
fn first_words(words: &Quotation) -> String {
    const MOST: usize = 160;
    let first = words.lines.first().map(|line| line.spans.iter().map(QuoteSpan::text).collect::<String>());
    let first = first.unwrap_or_default();
    match first.char_indices().nth(MOST) {
        Some((end, _)) => {
            let front = first.get(..end).unwrap_or_default();
            format!("\u{201c}{}\u{2026}\u{201d}", front.rsplit_once(' ').map_or(front, |(front, _)| front))
        }
        None => format!("\u{201c}{first}\u{201d}"),
    }
}

/// What the link says that opens the e-mail.
pub fn ask_label(questions: usize) -> String {
    match questions {
        1 => "Ask in an email".to_owned(),
        number => format!("Ask all {number} in one email"),
    }
}

/// Who signs on paper: the people whom the call asks for at this school, those who have a name first; then roles without one.
fn signers(call: &Call, draft: &Draft) -> Vec<(String, String)> {
    let of = |person: &crate::call::Person| {
        let name = draft.text(&Field::Person(person.id.clone(), PersonField::Name)).trim().to_owned();
        (name, person.name.clone())
    };
    let mut all: Vec<(String, String)> = Vec::new();
    let asked = call.people.iter().filter(|person| is_asked_of(call, draft, &person.when));
    for (name, role) in asked.map(of) {
        if name.is_empty() || !all.iter().any(|(other, _)| *other == name) {
            all.push((name, role));
        }
    }
    all.sort_by_key(|(name, _)| name.is_empty());
    all.truncate(SIGNERS);
    all
}

fn next(call: &Call, draft: &Draft, check: &Readiness) -> (String, String) {
    let (id, who) = (&draft.id, draft.applicant(call));
    match to_do_findings(call, check).first() {
        Some(first) => {
            let number = match point_of(call, first) {
                Some((criterion, point)) => point_number(call, criterion, &point.id),
                None => first.section.name(call, who),
            };
            (format!("Do the first: {number}"), finding_address(id, first))
        }
        None => (call.hub.voice().send_to().to_owned(), Route::Draft(id.clone(), Page::SendHub, None).to_string()),
    }
}

/// How many optional questions are not answered, as a heading.
pub fn unanswered_label(number: usize) -> String {
    format!("{} not answered", counted(number, "optional question"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::sample::{call, draft, empty, now};
    use crate::readiness::assess;

    fn view(draft: &Draft) -> CheckFindings {
        let call = call();
        findings(&call, draft, &assess(&call, draft, now()))
    }

    fn lines(rows: &[FindingRow]) -> Vec<String> {
        rows.iter().map(|row| format!("{} {}: {}", row.number, row.subject, row.need)).collect()
    }

    #[test]
    fn a_finding_is_one_line_and_what_is_behind_it() {
        for (why, need, reason) in [
            (
                "You rated this \u{201c}Not yet\u{201d}. You can still apply.",
                "You rated this \u{201c}Not yet\u{201d}",
                "You can still apply.",
            ),
            ("Write this part.", "Write this part", ""),
            ("Ask Ada (Dr. Reed. Hub). Now.", "Ask Ada (Dr. Reed. Hub)", "Now."),
            ("You said \u{201c}a. b\u{201d} is right: yes", "You said \u{201c}a. b\u{201d} is right: yes", ""),
            (
                "Enter an email address, such as name@school.org.uk",
                "Enter an email address, such as name@school.org.uk",
                "",
            ),
            ("", "", ""),
        ] {
            assert_eq!(first_sentence(why), (need, reason), "{why}");
        }
    }

    #[test]
    fn findings_stand_under_their_headings_in_the_order_of_the_sections() {
        let call = call();
        for draft in [empty(), draft()] {
            let check = assess(&call, &draft, now());
            let view = view(&draft);
            let all = [&view.to_do, &view.optional, &view.unanswered, &view.ask, &view.does_not_apply, &view.done];
            assert_eq!(all.iter().map(|rows| rows.len()).sum::<usize>(), check.findings.len());
            let mut keys: Vec<&str> = all.iter().flat_map(|rows| rows.iter().map(|row| row.key.as_str())).collect();
            keys.sort_unstable();
            keys.dedup();
            assert_eq!(keys.len(), check.findings.len());
            let numbers: Vec<u32> = lines(&view.to_do).iter().map(|line| line.as_bytes()[0].into()).collect();
            assert!(numbers.is_sorted());
        }
        let view = view(&empty());
        let point = view.to_do.iter().find(|row| row.number == "2.1").unwrap();
        assert_eq!(
            (point.subject.as_str(), point.need.as_str()),
            ("An hour a week", "Choose how far along your school or college is")
        );
        assert_eq!(point.to.as_deref(), Some("#/draft/d1/criteria/programme/hour?at=criteria/programme/hour/rating"));
        assert!(point.has_more() && point.words.is_some());
    }

    #[test]
    fn the_hub_is_asked_everything_in_one_email() {
        let (call, draft) = (call(), draft());
        let ask = |subject: &str, need: &str| FindingRow {
            subject: subject.to_owned(),
            need: need.to_owned(),
            ..view(&empty()).to_do.into_iter().find(|row| row.words.is_some()).unwrap()
        };
        assert_eq!(ask_email(&call, &draft, &[]), None);
        let region = FindingRow { words: None, ..ask("Region", "We name none") };
        let two = [region, ask("Deadline", "We do not say when")];
        let address = ask_email(&call, &draft, &two).unwrap();
        // The school speaks, so what the check says is left out, and the hub's own words are quoted.
        let quoted = "1.%20Region%0D%0A%0D%0A2.%20Deadline%0D%0A%E2%80%9C";
        for part in ["mailto:hub@marsh.example?subject=", quoted] {
            assert!(address.contains(part), "{part}: {address}");
        }
        assert!(!address.contains("%20name%20none") && !address.contains("do%20not%20say"), "{address}");
        let many: Vec<FindingRow> = (0..20).map(|_| ask("Deadline", "")).collect();
        let address = ask_email(&call, &draft, &many).unwrap();
        assert!(address.contains("20.%20Deadline%0D%0A") && !address.contains("%E2%80%9C"), "{address}");
        let address = ask_email(&call, &empty(), &two).unwrap();
        assert!(address.contains("questions%20about%20our%20application"), "{address}");
        assert_eq!((ask_label(1).as_str(), ask_label(3).as_str()), ("Ask in an email", "Ask all 3 in one email"));
    }

    #[test]
    fn those_with_a_name_sign_first() {
        let call = call();
        let name = |draft: &Draft| signers(&call, draft).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
        assert_eq!(name(&empty()), ["", ""]);
        assert_eq!(name(&draft()), ["Si\u{e2}n \u{174}yn", "Tom O\u{2019}Hara"]);
        let mut one = empty();
        one.set(Field::parse("people/primary-contact/name"), "Tom".into(), now());
        assert_eq!(name(&one), ["Tom", ""]);
    }

    #[test]
    fn the_first_thing_to_do_comes_next() {
        let (call, draft) = (call(), empty());
        let (label, to) = next(&call, &draft, &assess(&call, &draft, now()));
        assert_eq!(label, "Do the first: Your school or college");
        assert!(to.starts_with("#/draft/d1/school?at="));
        assert_eq!(unanswered_label(1), "1 optional question not answered");
    }
}
