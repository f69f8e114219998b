//! The check of a call: finds all mistakes in a call file at once.
//!
//! Where to start: [`check`], then the registry [`RULES`]. One rule is one function that says where and what; the
//! registry gives it its code. With the feature `schema`, [`shape`] looks at a file before it is read.
//! Deliberately absent: lines and columns, which need the file's text (`cargo xtask check-call`).
//!
//! To add a rule: a function in a file under `rules/`, a line in [`RULES`], a row in `tests.rs`.

mod context;
mod nearest;
mod problem;
mod rules;
#[cfg(feature = "schema")]
mod shape;
#[cfg(test)]
mod tests;
mod text_dates;

use self::context::CheckContext;
use self::problem::Location;
use self::rules::{choices, colours, conditions, contacts, dates, ids, limits, links, lists, oddities, places};
use self::rules::{profile, quotes, references, scale, sheet, text, weekday};
use super::Call;

pub use self::problem::Problem;
#[cfg(feature = "schema")]
pub use self::shape::{shape, shape_index};

/// One rule.
struct Rule {
    code: &'static str,
    /// What must hold.
    says: &'static str,
    find: fn(&CheckContext) -> Vec<Location>,
}

const fn rule(code: &'static str, says: &'static str, find: fn(&CheckContext) -> Vec<Location>) -> Rule {
    Rule { code, says, find }
}

/// Every rule, in the order in which a reader of the file meets what they are about.
const RULES: &[Rule] = &[
    rule("blank", "Every text that is there says something.", text::blank),
    rule("garbled", "Texts carry neither broken characters nor the source's mark-up.", text::garbled),
    rule("empty-list", "Lists that something rests on are not empty.", lists::empty),
    rule("doubled-id", "An id names one thing.", ids::doubled),
    rule("unknown-reference", "What is referred to is there.", references::unknown),
    rule("circular-heading", "No heading stands within itself.", references::circular),
    rule("lead", "A statement begins with its lead.", text::lead),
    rule("link-text", "Linked words are words of their statement.", links::linked),
    rule("address", "Addresses begin with https:, http: or, for links, mailto:.", links::addresses),
    rule("email", "Email addresses look like one.", contacts::email),
    rule("contact", "A contact can be reached.", contacts::reachable),
    rule("quote", "Quotes are the hub's very words.", quotes::verbatim),
    rule("places", "Places lie in regions that the call knows.", places::regions),
    rule("profile", "Name and setting are asked, and nothing twice or in vain.", profile::asks),
    rule("not-asked", "What a condition or a rule needs to know is asked.", profile::not_asked),
    rule("never", "Every condition can hold for some school.", conditions::never),
    rule("limit", "Every limit can be met.", limits::limits),
    rule("sheet", "What is fixed about a letter's sheet can be printed and read.", sheet::sheet),
    rule("short-name", "A short name of a point fits one line of a list.", limits::short_names),
    rule(
        "branches",
        "An alternative has two branches or more, beside a rule one or more, and none of them is called none.",
        choices::branches,
    ),
    rule("scale", "The scale can be used: one step counts as met, no label twice, best first.", scale::scale),
    rule("weekday", "Weekdays fit their dates.", weekday::weekday),
    rule("day", "A date is the one that the hub's words name.", dates::day),
    rule("clock", "A time is the one that the hub's words name.", dates::clock),
    rule("offset", "Offsets follow Europe/London's rule.", dates::offset),
    rule("date-order", "Dates stand in the order of a call.", dates::order),
    rule("deadline", "The deadline is one date of that kind.", dates::deadline),
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
    // Cannot fail: every call can be written as JSON.
    let json = serde_json::to_value(call).unwrap_or_default();
    let context = CheckContext::new(call, &json);
    let mut problems: Vec<Problem> = RULES
        .iter()
        .flat_map(|rule| (rule.find)(&context).into_iter().map(|location| with_code(rule.code, location, &context)))
        .collect();
    problems.extend(
        oddities::excuses_nothing(&context, &problems).into_iter().map(|s| with_code(EXCUSE_UNUSED, s, &context)),
    );
    problems
}

/// A location with its code, what it is about, and the oddity that explains it.
fn with_code(code: &'static str, location: Location, context: &CheckContext) -> Problem {
    let about = context.about(&location.path);
    let known = context.call.oddities.iter().find(|oddity| {
        oddity.excuses.as_ref().is_some_and(|e| e.code == code && Some(e.about.as_str()) == about.as_deref())
    });
    Problem { code, path: location.path, what: location.what, about, known: known.map(|o| o.id.clone()) }
}
