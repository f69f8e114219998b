//! Numbers: that they are those of the hub's words.

use crate::call::check::context::CheckContext;
use crate::call::check::problem::Location;
use crate::call::check::{text_dates, text_numbers};
use crate::call::{Amount, Limit, Statement, Way};

/// Words that say "one" without a number.
const EACH: [&str; 11] =
    ["each", "every", "per", "any", "termly", "annual", "annually", "yearly", "monthly", "weekly", "daily"];

/// What counts sides, words, characters and minutes.
const SIDES: [&str; 4] = ["side", "sides", "page", "pages"];
const WORDS: [&str; 2] = ["word", "words"];
const CHARACTERS: [&str; 2] = ["character", "characters"];
const MINUTES: [&str; 2] = ["minute", "minutes"];
const MEGABYTES: [&str; 4] = ["mb", "megabyte", "megabytes", "meg"];

/// What places are counted in, and what says of how many each: "one per region".
const PLACES: [&str; 10] =
    ["school", "place", "setting", "college", "provider", "organisation", "academy", "application", "per", "each"];
/// Words before a number that make it approximate.
const ABOUT: [&str; 8] = ["about", "approximately", "approx", "around", "roughly", "circa", "c", "ca"];

/// From here on, a number among words on places is a year.
const YEARS: u32 = 1000;

/// An amount is the one that the hub's words give.
pub(in crate::call::check) fn amounts(context: &CheckContext) -> Vec<Location> {
    let call = context.call;
    let duties = call.duties.iter().enumerate().map(|(i, d)| (format!("/duties/{i}"), &d.statement, &d.amount));
    let benefits = call.benefits.iter().enumerate().map(|(i, b)| (format!("/benefits/{i}"), &b.statement, &b.amount));
    let locations = duties.chain(benefits).filter_map(|(path, statement, amount)| {
        let what = wrong_amount(amount.as_ref()?, statement)?;
        Some(Location::new(format!("{path}/amount/number"), what))
    });
    locations.collect()
}

fn wrong_amount(amount: &Amount, statement: &Statement) -> Option<String> {
    let said = whole_text([statement]);
    let named = text_numbers::numbers_of(&said, &[amount.unit.as_str()]);
    let each =
        || said.split(|c: char| !c.is_alphabetic()).any(|w| EACH.iter().any(|each| w.eq_ignore_ascii_case(each)));
    let fits = named.contains(&amount.number) || amount.number == 1 && each();
    (!fits).then(|| match named.as_slice() {
        [] => "the hub\u{2019}s text gives no number: delete `amount`".to_owned(),
        named => format!(
            "this is {}, but the hub\u{2019}s text says {}: correct it, or delete `amount`",
            amount.number,
            one_of(named)
        ),
    })
}

/// Limits, places and lengths are those that the hub's words give. Where its words count nothing of the kind, nothing is
/// said.
pub(in crate::call::check) fn numbers(context: &CheckContext) -> Vec<Location> {
    let call = context.call;
    let mut locations = Vec::new();
    for (i, letter) in call.letters.iter().enumerate() {
        let path = format!("/letters/{i}");
        locations.extend(limit(&path, letter.limit, &letter.statements));
        for (p, prompt) in letter.prompts.iter().enumerate() {
            locations.extend(limit(&format!("{path}/prompts/{p}"), prompt.limit, &prompt.statements));
        }
    }
    for (i, document) in call.documents.iter().enumerate() {
        locations.extend(limit(&format!("/documents/{i}"), document.limit, &document.statements));
    }
    // Numbers that contradict each other are told of by themselves.
    let places = call.places.iter().enumerate();
    for (i, place) in places.filter(|(_, p)| p.maximum.is_none_or(|most| p.minimum.unwrap_or(0) <= most)) {
        let own = place.settings.iter().filter_map(|id| call.setting(id.as_str())).map(|setting| setting.name.as_str());
        let things: Vec<&str> = own.flat_map(str::split_whitespace).chain(PLACES).collect();
        let mut named = text_numbers::numbers_before(&whole_text([&place.statement]), &things, 3);
        named.retain(|number| *number < YEARS);
        for (key, number) in [("minimum", place.minimum), ("maximum", place.maximum)] {
            locations.extend(astray(format!("/places/{i}/{key}"), number, &named));
        }
    }
    let said = whole_text(&call.submission.statements);
    let named = if text_numbers::counts(&said, &MEGABYTES) { text_numbers::numbers(&said) } else { Vec::new() };
    for (i, way) in call.submission.ways.iter().enumerate() {
        if let Way::Email { largest_megabytes, .. } = way {
            locations.extend(astray(format!("/submission/ways/{i}/largest-megabytes"), *largest_megabytes, &named));
        }
    }
    for (i, date) in call.dates.iter().enumerate() {
        let said = whole_text(&date.statement);
        // Minutes beside hours, or between two times, are a part of the whole.
        let text = date.statement.as_ref().map(|statement| statement.text.as_str()).unwrap_or_default();
        let is_whole = !said.to_lowercase().contains("hour") && text_dates::times(text).len() < 2;
        let named = if is_whole { text_numbers::numbers_before(&said, &MINUTES, 0) } else { Vec::new() };
        locations.extend(astray(format!("/dates/{i}/lasts-minutes"), date.minutes, &named));
    }
    locations
}

/// A limit that the hub gives approximately is approximate in the file, so that it stops nobody.
pub(in crate::call::check) fn approximate(context: &CheckContext) -> Vec<Location> {
    let call = context.call;
    let mut limits: Vec<(String, Option<Limit>, &[Statement])> = Vec::new();
    for (i, letter) in call.letters.iter().enumerate() {
        limits.push((format!("/letters/{i}/limit"), letter.limit, &letter.statements));
        let prompts = letter.prompts.iter().enumerate();
        limits.extend(prompts.map(|(p, prompt)| {
            (format!("/letters/{i}/prompts/{p}/limit"), prompt.limit, prompt.statements.as_slice())
        }));
    }
    let documents = call.documents.iter().enumerate();
    limits.extend(documents.map(|(i, own)| (format!("/documents/{i}/limit"), own.limit, own.statements.as_slice())));
    let hard = limits.into_iter().filter_map(|(path, limit, statements)| {
        let limit = limit.filter(|limit| !limit.approximate)?;
        let numbers = [limit.sides, limit.minimum_sides, limit.words, limit.minimum_words, limit.characters];
        let about = approximate_number(&whole_text(statements), &numbers)?;
        let what = format!(
            "the hub\u{2019}s text says \u{201c}{about}\u{201d}, which is no firm limit: add \"approximate\": true"
        );
        Some(Location::new(path, what))
    });
    hard.collect()
}

/// The words in which a text gives one of these numbers approximately: "about 500".
fn approximate_number(text: &str, numbers: &[Option<u32>]) -> Option<String> {
    let words: Vec<&str> =
        text.split_whitespace().map(|word| word.trim_matches(['(', ')', ',', '.', ';', ':'])).collect();
    let is_about = |word: &str| ABOUT.iter().any(|about| word.eq_ignore_ascii_case(about));
    let is_unit =
        |word: &str| [&SIDES[..], &WORDS, &CHARACTERS].concat().iter().any(|unit| word.eq_ignore_ascii_case(unit));
    let is_limit = |word: &str| text_numbers::numbers(word).iter().any(|own| numbers.contains(&Some(*own)));
    let before = words.windows(3).find_map(|three| {
        let [about, number, unit] = three else { return None };
        (is_about(about) && is_limit(number) && is_unit(unit)).then(|| format!("{about} {number} {unit}"))
    });
    let after = || {
        words.windows(3).find_map(|three| {
            let [number, unit, about] = three else { return None };
            let says = ["approx", "approximately"].iter().any(|word| about.eq_ignore_ascii_case(word))
                || about.eq_ignore_ascii_case("or") && text.to_lowercase().contains("or so");
            (says && is_limit(number) && is_unit(unit)).then(|| format!("{number} {unit} {about}"))
        })
    };
    before.or_else(after)
}

/// What is wrong with the limit of something that these statements ask for.
fn limit(path: &str, limit: Option<Limit>, statements: &[Statement]) -> Vec<Location> {
    let Limit { sides, minimum_sides, words, minimum_words, characters, .. } = limit.unwrap_or_default();
    let said = whole_text(statements);
    let named = text_numbers::numbers_of(&said, &[&SIDES[..], &WORDS, &CHARACTERS].concat());
    let numbers: [(&str, Option<u32>, &[&str]); 5] = [
        ("sides", sides, &SIDES),
        ("minimum-sides", minimum_sides, &SIDES),
        ("words", words, &WORDS),
        ("minimum-words", minimum_words, &WORDS),
        ("characters", characters, &CHARACTERS),
    ];
    let counted = numbers.into_iter().filter(|(.., units)| text_numbers::counts(&said, units));
    counted.filter_map(|(key, number, _)| astray(format!("{path}/limit/{key}"), number, &named)).collect()
}

/// A number that is not among those that the hub's words name, where they name one.
fn astray(path: String, number: Option<u32>, named: &[u32]) -> Option<Location> {
    let number = number.filter(|number| *number > 0 && !named.is_empty() && !named.contains(number))?;
    let what = format!("this is {number}, but the hub\u{2019}s text says {}: correct it", one_of(named));
    Some(Location::new(path, what))
}

/// "2", "2 or 30": the first few.
fn one_of(numbers: &[u32]) -> String {
    let mut few: Vec<String> = Vec::new();
    for number in numbers.iter().map(u32::to_string) {
        if few.len() < 3 && !few.contains(&number) {
            few.push(number);
        }
    }
    few.join(" or ")
}

/// All words of some statements.
fn whole_text<'s>(statements: impl IntoIterator<Item = &'s Statement>) -> String {
    let texts = statements.into_iter().flat_map(|s| [&s.text].into_iter().chain(&s.items));
    texts.map(String::as_str).collect::<Vec<_>>().join("\n")
}
