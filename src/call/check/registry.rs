//! Every rule with its code, and the check that runs them all.

use super::context::CheckContext;
use super::problem::{Location, Problem};
use super::rules::years;
use super::rules::{amounts, choices, colours, conditions, contacts, dates, ids, limits, links, lists, oddities};
use super::rules::{names, other_hubs, placeholders, places, profile, quotes, references, scale, sheet, text, unsaid};
use super::rules::{ways, weekday, wording};
use crate::call::Call;

/// One rule.
pub(super) struct Rule {
    pub(super) code: &'static str,
    /// What must hold.
    says: &'static str,
    find: fn(&CheckContext) -> Vec<Location>,
    /// Whether what it finds may well be right.
    pub(super) advice: bool,
}

const fn rule(code: &'static str, says: &'static str, find: fn(&CheckContext) -> Vec<Location>) -> Rule {
    Rule { code, says, find, advice: false }
}

/// A rule that only advises: what it finds does not make a check fail.
const fn advice(code: &'static str, says: &'static str, find: fn(&CheckContext) -> Vec<Location>) -> Rule {
    Rule { code, says, find, advice: true }
}

/// Every rule, in the order in which a reader of the file meets what they are about.
pub(super) const RULES: &[Rule] = &[
    rule("blank", "Every text that is there says something.", text::blank),
    rule("garbled", "Texts carry neither broken characters nor the source's mark-up.", text::garbled),
    rule("placeholder", "No text waits to be filled in.", placeholders::placeholders),
    advice("left-open", "The hub\u{2019}s words leave nothing to be confirmed or filled in.", placeholders::left_open),
    rule("another-hub", "Nothing is left from the file of another hub.", other_hubs::other_hubs),
    rule("empty-list", "Lists that something rests on are not empty.", lists::empty),
    rule("doubled-id", "An id names one thing.", ids::doubled),
    advice("same-name", "Names tell things apart.", names::same),
    rule("unknown-reference", "What is referred to is there.", references::unknown),
    rule("circular-heading", "No heading stands within itself.", references::circular),
    rule("lead", "A statement begins with its lead.", text::lead),
    rule("link-text", "Linked words are words of their statement.", links::linked),
    rule("address", "Addresses begin with https:, http: or, for links, mailto:.", links::addresses),
    rule("email", "Email addresses look like one.", contacts::email),
    rule("telephone", "Phone numbers look like one.", contacts::telephone),
    rule("contact", "A contact can be reached.", contacts::reachable),
    rule("quote", "Quotes are the hub's very words.", quotes::verbatim),
    advice("wording", "What is quoted is asked for as strongly as the hub\u{2019}s words do.", wording::wording),
    rule("places", "Places lie in regions that the call knows.", places::regions),
    rule("no-place", "There is a place for every setting, or it is said to be unclear.", places::settings),
    advice("no-places", "The hub says how many schools it looks for.", places::any),
    rule("profile", "Name and setting are asked, and nothing twice or in vain.", profile::asks),
    rule("not-asked", "What a condition or a rule needs to know is asked.", profile::not_asked),
    rule("never", "Every condition can hold for some school.", conditions::never),
    rule("limit", "Every limit can be met.", limits::limits),
    rule("amount", "An amount is the one that the hub\u{2019}s words give.", amounts::amounts),
    rule("number", "Limits and places are those that the hub\u{2019}s words give.", amounts::numbers),
    rule("approximate", "A limit that the hub gives approximately stops nobody.", amounts::approximate),
    rule("sheet", "What is fixed about a letter's sheet can be printed and read.", sheet::sheet),
    rule("short-name", "A short name of a point fits one line of a list.", limits::short_names),
    rule(
        "branches",
        "An \"or\" has 2 alternatives or more; beside a rule, 1 is enough. None of them has the id \"none\".",
        choices::branches,
    ),
    rule("scale", "The scale can be used: one step counts as met, no label twice, best first.", scale::scale),
    rule("weekday", "Weekdays fit their dates.", weekday::weekday),
    rule("day", "A date is the one that the hub's words name.", dates::day),
    rule("clock", "A time is the one that the hub's words name.", dates::clock),
    rule("midnight", "A date at midnight says which night is meant.", dates::midnight),
    rule("date-choice", "A school can choose a date, or count from one, only where that makes sense.", dates::choice),
    rule("zone", "Times are those of clocks in England.", dates::zone),
    advice("time-not-said", "A time stands in the hub\u{2019}s words.", unsaid::times),
    rule("offset", "Offsets follow Europe/London's rule.", dates::offset),
    rule("date-order", "Dates stand in the order of a call.", dates::order),
    advice("year", "Words, or the dates around it, confirm the year of a date.", years::years),
    advice("round", "The title is that of the round.", unsaid::round),
    rule("deadline", "The deadline is one date of that kind, and the submission names it.", dates::deadline),
    advice("no-deadline", "The call says when it closes.", dates::no_deadline),
    rule("no-way", "What is asked for can be handed in.", ways::no_way),
    rule("form", "A form whose questions are known has them in the file.", ways::form),
    rule("no-statement", "A date rests on the hub's words.", dates::statement),
    rule("uncertain", "A date in doubt says what the doubt is.", dates::uncertain),
    rule("colour", "Colours can be read: 4.5:1 or better.", colours::colours),
    rule("logo", "A logo lies beside the call file and has a description.", colours::logo),
    rule("oddity-unused", "An oddity is referred to by what is odd.", oddities::unused),
];

/// The code of an excuse that excuses nothing: found last, when all problems are known.
const EXCUSE_UNUSED: &str = "excuse-unused";

/// The codes of the rules, each with what must hold.
pub fn rules() -> impl Iterator<Item = (&'static str, &'static str)> {
    let last = (EXCUSE_UNUSED, "An excuse excuses a problem that is there.");
    RULES.iter().map(|r| (r.code, r.says)).chain([last])
}

/// Finds everything that is wrong in a call. Problems that the file explains by an oddity are among them, as known.
pub fn check(call: &Call) -> Vec<Problem> {
    check_among(call, &[])
}

/// Finds everything that is wrong in a call, also what is left in it from the call files beside it.
pub fn check_among(call: &Call, others: &[&Call]) -> Vec<Problem> {
    // Cannot fail: every call can be written as JSON.
    let json = serde_json::to_value(call).unwrap_or_default();
    let context = CheckContext::new(call, &json, others);
    let found = |rule: &Rule| (rule.find)(&context).into_iter();
    let mut problems: Vec<Problem> =
        RULES.iter().flat_map(|rule| found(rule).map(|location| problem(rule, location, &context))).collect();
    let last = rule(EXCUSE_UNUSED, "", |_| Vec::new());
    let idle = oddities::excuses_nothing(&context, &problems);
    problems.extend(idle.into_iter().map(|location| problem(&last, location, &context)));
    problems
}

/// A location with its code, what it is about, and the oddity that explains it.
fn problem(rule: &Rule, location: Location, context: &CheckContext) -> Problem {
    let about = context.about(&location.path);
    let known = context.call.oddities.iter().find(|oddity| {
        oddity.excuses.as_ref().is_some_and(|e| e.code == rule.code && Some(e.about.as_str()) == about.as_deref())
    });
    let known = known.map(|oddity| oddity.id.clone());
    Problem { about, known, advice: rule.advice, ..Problem::new(rule.code, location.path, location.what) }
}
