//! A row for everything that a rule finds: one thing changed in a call that is right, and the problems expected.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::registry::RULES;
use super::{Problem, check, check_among, pointers, rules};
use crate::call::read_call_as_written;

const SMALL: &str = include_str!("../../../tests/fixtures/calls/small.json");
/// A call that lies beside the small one.
const OTHER: &str = include_str!("../../../tests/fixtures/calls/third.json");

/// One change to the fixture and the problem that it makes. The rule's code; where to change; the new value (`null`
/// takes an entry out; a path ending in `/-` adds to a list); where the problem is said to be.
type Row = (&'static str, &'static str, Value, &'static str);

fn small() -> Value {
    serde_json::from_str(SMALL).unwrap()
}

/// Sets what `pointer` leads to, adding it where it is not there.
fn set(json: &mut Value, pointer: &str, new: Value) {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    match json.pointer_mut(parent).unwrap_or_else(|| panic!("nothing at {parent}")) {
        Value::Object(members) if new.is_null() => drop(members.remove(key).unwrap()),
        Value::Object(members) => drop(members.insert(key.to_owned(), new)),
        Value::Array(elements) if key == "-" => elements.push(new),
        Value::Array(elements) => elements[key.parse::<usize>().unwrap()] = new,
        other => panic!("{pointer} leads into {other}"),
    }
}

/// The problems of the fixture with these changes that it does not have without them.
fn changed(changes: &[(&str, Value)]) -> Vec<Problem> {
    let mut json = small();
    for (pointer, new) in changes {
        set(&mut json, pointer, new.clone());
    }
    let call = read_call_as_written(&json.to_string()).unwrap_or_else(|e| panic!("{changes:?}: {e}"));
    let other = read_call_as_written(OTHER).unwrap();
    check_among(&call, &[&other]).into_iter().filter(|p| p.known.is_none()).collect()
}

fn at(problems: &[Problem]) -> Vec<(&str, &str)> {
    problems.iter().map(|p| (p.code, p.path.as_str())).collect()
}

#[expect(clippy::too_many_lines, reason = "a table")]
fn rows() -> Vec<Row> {
    let day = |on: &str| json!({"is": "day", "on": on});
    let instant = |at: &str| json!({"is": "instant", "at": at});
    let region = |id: &str| json!({"id": id, "name": id});
    let september = json!({"text": "The role begins on 1 September.", "under-heading": "dates"});
    let by_email = |what: &str| json!({"by": "email", "address": "apply@hub.example.org", "what": what});
    let known_form = json!([{"by": "form", "name": "Form", "questions-in-this-file": false, "what": "Letters"}]);
    vec![
        ("unknown-reference", "/documents/0/only-if-all", json!([{"lot": ["gone"]}]), "/documents/0/only-if-all/0/lot/0"),
        (
            "unknown-reference",
            "/read-first",
            json!([{"name": "H", "declaration": "gone"}]),
            "/read-first/0/declaration",
        ),
        ("never", "/documents/0/only-if-all", json!([{"lot": []}]), "/documents/0/only-if-all"),
        (
            "limit",
            "/letters/0/prompts/0/answer",
            json!({"kind": "number", "minimum": 9, "maximum": 3}),
            "/letters/0/prompts/0/answer/minimum",
        ),
        (
            "limit",
            "/letters/0/prompts/0/answer",
            json!({"kind": "money", "exactly": 900, "maximum": 300}),
            "/letters/0/prompts/0/answer/exactly",
        ),
        ("limit", "/lots", json!({"name": "L", "minimum": 2, "choices": [{"id": "a", "name": "A"}]}), "/lots/minimum"),
        ("limit", "/cluster", json!({"name": "C", "minimum": 3, "maximum": 2}), "/cluster/minimum"),
        ("empty-list", "/lots", json!({"name": "L", "minimum": 0, "choices": []}), "/lots/choices"),
        (
            "empty-list",
            "/criteria/0/points/2/rule",
            json!({"kind": "number", "question": "How many?", "minimums": []}),
            "/criteria/0/points/2/rule/minimums",
        ),
        ("branches", "/criteria/0/points/0/needed-together", json!([["now"]]), "/criteria/0/points/0/needed-together/0"),
        ("branches", "/criteria/0/points/2/rule", json!({"kind": "alternatives"}), "/criteria/0/points/2/alternatives"),
        (
            "branches",
            "/criteria/0/points/2/rule",
            json!({"kind": "level", "question": "Which?", "levels": [{"id": "none", "name": "N"}], "at-least": "none"}),
            "/criteria/0/points/2/rule/levels/0/id",
        ),
        ("profile", "/profile/-", json!({"ask": "lead-school", "why": "w"}), "/profile/7/ask"),
        ("blank", "/title", json!(" "), "/title"),
        ("blank", "/criteria/0/points/3/label", json!(""), "/criteria/0/points/3/label"),
        ("blank", "/submission/ways/2/address/1", json!("\n"), "/submission/ways/2/address/1"),
        ("blank", "/criteria/0/statements/1/items/-", json!("\u{a0}"), "/criteria/0/statements/1/items/3"),
        ("garbled", "/role/name", json!("Lead\u{fffd}School"), "/role/name"),
        ("garbled", "/benefits/0/statement/text", json!("A **visit** from us"), "/benefits/0/statement/text"),
        ("garbled", "/benefits/0/statement/text", json!("28<sup>th</sup>"), "/benefits/0/statement/text"),
        (
            "garbled",
            "/benefits/0/statement/text",
            json!("the hub\u{e2}\u{20ac}\u{2122}s"),
            "/benefits/0/statement/text",
        ),
        ("garbled", "/benefits/0/statement/text", json!("one\r\ntwo"), "/benefits/0/statement/text"),
        ("garbled", "/benefits/0/statement/text", json!("<p>A visit"), "/benefits/0/statement/text"),
        ("placeholder", "/hub/area", json!("TODO"), "/hub/area"),
        ("placeholder", "/benefits/0/statement/text", json!("Lorem ipsum dolor"), "/benefits/0/statement/text"),
        ("placeholder", "/benefits/0/statement/text", json!("A visit in 20XX."), "/benefits/0/statement/text"),
        ("placeholder", "/submission/enquiries/telephone", json!("01632 960 xxx"), "/submission/enquiries/telephone"),
        ("placeholder", "/people/0/why", json!("To know [role name]."), "/people/0/why"),
        ("placeholder", "/criteria/0/points/0/label", json!("Insert a label here"), "/criteria/0/points/0/label"),
        ("placeholder", "/oddities/1/note", json!("Why???"), "/oddities/1/note"),
        ("left-open", "/benefits/0/statement/text", json!("A visit, date TBC"), "/benefits/0/statement/text"),
        ("left-open", "/benefits/0/statement/text", json!("Write to [hub name]"), "/benefits/0/statement/text"),
        ("left-open", "/dates/5/venue", json!("tbc"), "/dates/5/venue"),
        ("another-hub", "/people/0/why", json!("For Marsh & Moor Music Hub."), "/people/0/why"),
        ("another-hub", "/benefits/0/statement/text", json!("A visit by REEDBED MUSIC."), "/benefits/0/statement/text"),
        ("another-hub", "/hub/contact/email", json!("hello@marshandmoor.example"), "/hub/contact/email"),
        ("empty-list", "/criteria", json!([]), "/criteria"),
        ("empty-list", "/submission/ways", json!([]), "/submission/ways"),
        ("empty-list", "/submission/ways/2/address", json!([]), "/submission/ways/2/address"),
        ("empty-list", "/places/0/settings", json!([]), "/places/0/settings"),
        ("empty-list", "/criteria/0/points", json!([]), "/criteria/0/points"),
        ("empty-list", "/criteria/0/points/3/rule/accepted", json!([]), "/criteria/0/points/3/rule/accepted"),
        ("empty-list", "/dates/5/when/at", json!([]), "/dates/5/when/at"),
        ("empty-list", "/passages/0/statements", json!([]), "/passages/0/statements"),
        ("doubled-id", "/settings/-", json!({"id": "fe", "name": "FE", "kind": "college"}), "/settings/3/id"),
        ("doubled-id", "/sources/1/headings/-", json!({"id": "dates", "text": "Dates"}), "/sources/1/headings/1/id"),
        ("doubled-id", "/criteria/0/points/2/id", json!("hour"), "/criteria/0/points/2/id"),
        (
            "doubled-id",
            "/criteria/0/points/0/alternatives/1/id",
            json!("now"),
            "/criteria/0/points/0/alternatives/1/id",
        ),
        ("doubled-id", "/criteria/1/id", json!("programme"), "/criteria/1/id"),
        ("doubled-id", "/letters/0/prompts/1/id", json!("vision"), "/letters/0/prompts/1/id"),
        ("doubled-id", "/scale/steps/1/id", json!("there"), "/scale/steps/1/id"),
        ("doubled-id", "/focus/areas/1/id", json!("singing"), "/focus/areas/1/id"),
        ("doubled-id", "/dates/5/id", json!("opens"), "/dates/5/id"),
        ("unknown-reference", "/hub/boundary/under-heading", json!("place"), "/hub/boundary/under-heading"),
        ("unknown-reference", "/sources/0/headings/2/within", json!("x"), "/sources/0/headings/2/within"),
        ("unknown-reference", "/duties/0/statement/oddities", json!(["x"]), "/duties/0/statement/oddities/0"),
        ("unknown-reference", "/places/0/settings/0", json!("primaries"), "/places/0/settings/0"),
        ("unknown-reference", "/focus/areas/1/settings/1", json!("f-e"), "/focus/areas/1/settings/1"),
        ("unknown-reference", "/places/1/where/regions/0", json!("nord"), "/places/1/where/regions/0"),
        ("unknown-reference", "/duties/0/only-if-all/0/region/1", json!("west"), "/duties/0/only-if-all/0/region/1"),
        (
            "unknown-reference",
            "/criteria/0/points/1/only-if-all/0/setting/one-of/-",
            json!("x"),
            "/criteria/0/points/1/only-if-all/0/setting/one-of/1",
        ),
        (
            "unknown-reference",
            "/criteria/0/points/1/only-if-all/0/setting/unclear-for/0",
            json!("x"),
            "/criteria/0/points/1/only-if-all/0/setting/unclear-for/0",
        ),
        ("unknown-reference", "/letters/0/from/1", json!("heads"), "/letters/0/from/1"),
        ("unknown-reference", "/declarations/0/person", json!("x"), "/declarations/0/person"),
        ("unknown-reference", "/criteria/0/points/0/document", json!("plans"), "/criteria/0/points/0/document"),
        ("unknown-reference", "/submission/deadline", json!("dead-line"), "/submission/deadline"),
        (
            "unknown-reference",
            "/submission/ways/0/parts",
            json!({"letters": ["letters"]}),
            "/submission/ways/0/parts/letters/0",
        ),
        (
            "unknown-reference",
            "/submission/ways/2/parts",
            json!({"documents": ["x"]}),
            "/submission/ways/2/parts/documents/0",
        ),
        ("empty-list", "/submission/ways/0/parts", json!({"letters": []}), "/submission/ways/0/parts"),
        ("contact", "/data-protection", json!({"contact": {"name": "Ann"}}), "/data-protection/contact"),
        ("address", "/data-protection", json!({"privacy-notice": "our website"}), "/data-protection/privacy-notice"),
        ("address", "/hub/programme-page", json!("www.example.org"), "/hub/programme-page"),
        ("address", "/hub/accessibility-statement", json!("mailto:a@b.org"), "/hub/accessibility-statement"),
        ("blank", "/hub/second-name", json!(""), "/hub/second-name"),
        ("blank", "/hub/funders", json!([" "]), "/hub/funders/0"),
        (
            "garbled",
            "/submission/do-not-contact",
            json!([{"text": "Not **us**", "under-heading": "notes"}]),
            "/submission/do-not-contact/0/text",
        ),
        ("circular-heading", "/sources/0/headings/0/within", json!("places"), "/sources/0/headings/0/within"),
        ("wording", "/criteria/0/points/1/how-binding", json!("must"), "/criteria/0/points/1/how-binding"),
        ("wording", "/criteria/0/points/0/how-binding", json!("should"), "/criteria/0/points/0/how-binding"),
        ("wording", "/criteria/0/points/0/how-binding", json!("may"), "/criteria/0/points/0/how-binding"),
        ("same-name", "/settings/1/name", json!("Primary"), "/settings/1/name"),
        ("same-name", "/regions/named/1/name", json!(" north"), "/regions/named/1/name"),
        ("same-name", "/people/1/name", json!("Music subject leader"), "/people/1/name"),
        ("same-name", "/criteria/0/points/1/label", json!("An hour a week"), "/criteria/0/points/1/label"),
        ("same-name", "/focus/areas/1/name", json!("Singing"), "/focus/areas/1/name"),
        ("same-name", "/letters/0/prompts/1/title", json!("Vision"), "/letters/0/prompts/1/title"),
        ("same-name", "/role/plural", json!("Lead School"), "/role/plural"),
        ("time-not-said", "/dates/0/when", instant("2026-01-12T17:00:00+00:00[Europe/London]"), "/dates/0/when"),
        ("round", "/title", json!("Lead Schools 2025 for Anyshire Music Hub"), "/title"),
        ("amount", "/duties/0/amount/number", json!(1), "/duties/0/amount/number"),
        ("number", "/letters/0/limit/sides", json!(1), "/letters/0/limit/sides"),
        ("lead", "/criteria/0/statements/0/opening-words-in-bold", json!("music:"), "/criteria/0/statements/0/opening-words-in-bold"),
        (
            "link-text",
            "/criteria/0/statements/1/links/0/text",
            json!("Guidance"),
            "/criteria/0/statements/1/links/0/text",
        ),
        (
            "address",
            "/criteria/0/statements/1/links/0/leads-to",
            json!("javascript:alert(1)"),
            "/criteria/0/statements/1/links/0/leads-to",
        ),
        (
            "address",
            "/criteria/0/statements/1/links/0/leads-to",
            json!("mailto:"),
            "/criteria/0/statements/1/links/0/leads-to",
        ),
        ("address", "/sources/0/url", json!("mailto:ann@example.org"), "/sources/0/url"),
        ("address", "/submission/ways/1/url", json!("www.example.org"), "/submission/ways/1/url"),
        ("address", "/hub/contact/url", json!("https://hub.example.org/a b"), "/hub/contact/url"),
        ("email", "/submission/ways/0/address", json!("apply"), "/submission/ways/0/address"),
        ("email", "/submission/ways/0/address", json!("a@b@c.org"), "/submission/ways/0/address"),
        ("email", "/hub/contact/email", json!("ann at@example.org"), "/hub/contact/email"),
        ("email", "/hub/contact/email", json!("mailto:ann@hub.example.org"), "/hub/contact/email"),
        ("telephone", "/submission/enquiries/telephone", json!("ask at the desk"), "/submission/enquiries/telephone"),
        ("contact", "/submission/enquiries/telephone", Value::Null, "/submission/enquiries"),
        ("quote", "/criteria/0/points/2/quote", json!("A level music"), "/criteria/0/points/2/quote"),
        ("quote", "/criteria/0/points/2/quote", json!("its aims"), "/criteria/0/points/2/quote"),
        (
            "quote",
            "/criteria/0/points/0/alternatives/1/quote",
            json!("how they might"),
            "/criteria/0/points/0/alternatives/1/quote",
        ),
        ("quote", "/letters/0/prompts/0/points/0/quote", json!("for who"), "/letters/0/prompts/0/points/0/quote"),
        ("quote", "/letters/0/support/quote", json!("its aims"), "/letters/0/support/quote"),
        ("quote", "/documents/0/contents/0/quote", json!("its aim s"), "/documents/0/contents/0/quote"),
        ("quote", "/dates/5/attendance-quote", json!("Schools may"), "/dates/5/attendance-quote"),
        ("unknown-reference", "/places/1/unclear-for/0", json!("f"), "/places/1/unclear-for/0"),
        ("unknown-reference", "/passages/1/under-heading", json!("note"), "/passages/1/under-heading"),
        ("places", "/regions/count", json!(3), "/regions/count"),
        ("places", "/places/1/where", json!({"regions": []}), "/places/1/where"),
        ("no-place", "/settings/-", json!({"id": "ap", "name": "AP", "kind": "school"}), "/settings/3"),
        ("no-place", "/places/1/unclear-for", Value::Null, "/settings/2"),
        ("no-places", "/places", json!([]), "/places"),
        ("profile", "/profile/0/ask", json!("urn"), "/profile"),
        ("profile", "/profile/-", json!({"ask": "name", "why": "Again."}), "/profile/7/ask"),
        ("not-asked", "/profile/3/ask", json!("urn"), "/criteria/0/points/1/only-if-all/1"),
        ("not-asked", "/profile/4/ask", json!("urn"), "/criteria/0/points/2/only-if-all/0"),
        ("not-asked", "/profile/5/ask", json!("urn"), "/letters/0/support/only-if-all/0"),
        ("not-asked", "/profile/6/ask", json!("urn"), "/criteria/0/points/3/rule"),
        ("not-asked", "/profile/2/ask", json!("urn"), "/duties/0/only-if-all/0"),
        ("never", "/criteria/0/points/1/only-if-all/0/setting/one-of", json!([]), "/criteria/0/points/1/only-if-all"),
        (
            "never",
            "/criteria/0/points/1/only-if-all/-",
            json!({"setting": {"one-of": ["fe"]}}),
            "/criteria/0/points/1/only-if-all",
        ),
        ("never", "/criteria/0/points/1/only-if-all/1/key-stage", json!([]), "/criteria/0/points/1/only-if-all"),
        (
            "never",
            "/criteria/0/points/1/only-if-all",
            json!([{"key-stage": ["ks5"]}, {"sixth-form": false}]),
            "/criteria/0/points/1/only-if-all",
        ),
        ("never", "/criteria/0/points/2/only-if-all/-", json!({"sixth-form": false}), "/criteria/0/points/2/only-if-all"),
        ("never", "/letters/0/support/only-if-all/-", json!({"trust": false}), "/letters/0/support/only-if-all"),
        (
            "never",
            "/letters/0/support/only-if-all",
            json!([{"federation": true}, {"federation": false}]),
            "/letters/0/support/only-if-all",
        ),
        ("never", "/letters/0/only-if-all", json!([{"setting": {"one-of": ["primary"]}}]), "/letters/0/prompts/1/only-if-all"),
        ("never", "/duties/0/only-if-all/0/region", json!([]), "/duties/0/only-if-all"),
        ("never", "/duties/0/only-if-all", json!([{"region": ["north"]}, {"region": ["south"]}]), "/duties/0/only-if-all"),
        ("limit", "/letters/0/limit/sides", json!(0), "/letters/0/limit/sides"),
        ("limit", "/letters/0/limit/characters", json!(0), "/letters/0/limit/characters"),
        ("limit", "/letters/0/limit/words", json!(99), "/letters/0/limit/words"),
        ("limit", "/letters/0/prompts/0/limit/words", json!(99), "/letters/0/prompts/0/limit/minimum-words"),
        ("limit", "/letters/0/prompts/0/limit/characters", json!(198), "/letters/0/prompts/0/limit/minimum-words"),
        ("limit", "/documents/0/maximum", json!(0), "/documents/0/maximum"),
        ("limit", "/documents/0/minimum", json!(4), "/documents/0/minimum"),
        ("limit", "/documents/0/minimum", json!(0), "/documents/0/minimum"),
        ("limit", "/documents/0/limit", json!({"words": 0}), "/documents/0/limit/words"),
        ("limit", "/places/0/minimum", json!(3), "/places/0/minimum"),
        ("limit", "/places/1/maximum", json!(0), "/places/1/maximum"),
        ("amount", "/duties/0/amount/number", json!(3), "/duties/0/amount/number"),
        ("amount", "/duties/0/statement/text", json!("Share what works."), "/duties/0/amount/number"),
        ("number", "/letters/0/limit/sides", json!(3), "/letters/0/limit/sides"),
        (
            "number",
            "/letters/0/prompts/0/statements/0/text",
            json!("What you want to achieve, and for whom (100 to 400 words)."),
            "/letters/0/prompts/0/limit/words",
        ),
        ("number", "/places/0/maximum", json!(20), "/places/0/maximum"),
        (
            "empty-list",
            "/criteria/0/points/0/rule",
            json!({"kind": "number", "question": "How many?", "minimums": [
                {"at-least": 20, "only-if-all": [{"setting": {"one-of": ["primary"]}}]}]}),
            "/criteria/0/points/0/rule/minimums",
        ),
        ("number", "/dates/5/statement/text", json!("Lead Schools meet for 45 minutes:"), "/dates/5/lasts-minutes"),
        ("sheet", "/letters/0/page-layout/size", json!(6), "/letters/0/page-layout/size"),
        ("sheet", "/letters/0/page-layout/margins", json!(9), "/letters/0/page-layout/margins"),
        ("sheet", "/letters/0/page-layout/margins", json!(41), "/letters/0/page-layout/margins"),
        ("sheet", "/letters/0/kind", json!("answers"), "/letters/0/page-layout"),
        ("limit", "/focus/maximum", json!(0), "/focus/maximum"),
        ("limit", "/focus/minimum", json!(3), "/focus/minimum"),
        ("limit", "/focus/minimum", json!(2), "/focus/minimum"),
        ("limit", "/dates/5/lasts-minutes", json!(0), "/dates/5/lasts-minutes"),
        (
            "short-name",
            "/criteria/0/points/1/short-name",
            json!("A course that leads to a GCSE in music, or"),
            "/criteria/0/points/1/short-name",
        ),
        ("blank", "/criteria/0/points/1/short-name", json!(" "), "/criteria/0/points/1/short-name"),
        (
            "branches",
            "/criteria/0/points/1/alternatives",
            json!([{"id": "a", "quote": "GCSE"}]),
            "/criteria/0/points/1/alternatives",
        ),
        ("branches", "/criteria/0/points/0/alternatives/1/id", json!("none"), "/criteria/0/points/0/alternatives/1/id"),
        ("scale", "/scale/steps", json!([]), "/scale/steps"),
        ("scale", "/scale/steps/0/counts-as", json!("partly"), "/scale/steps"),
        ("scale", "/scale/steps/2/counts-as", json!("met"), "/scale/steps/2/counts-as"),
        ("scale", "/scale/steps/1/label", json!("in place"), "/scale/steps/1/label"),
        ("weekday", "/dates/0/statement/text", json!("Open from Tuesday 12 January"), "/dates/0/statement/text"),
        ("weekday", "/dates/0/statement/text", json!("Open from that Tuesday"), "/dates/0/statement/text"),
        ("weekday", "/dates/5/statement/items/1", json!("Fri 18th June"), "/dates/5/statement/items/1"),
        ("weekday", "/benefits/0/statement/text", json!("Friday, 1st of May 2025"), "/benefits/0/statement/text"),
        ("day", "/dates/0/when", day("2026-01-13"), "/dates/0/when/on"),
        ("day", "/dates/1/when", instant("2026-02-12T12:00:00+00:00[Europe/London]"), "/dates/1/when/at"),
        ("day", "/dates/0/statement/text", json!("Open from 12 January 2025"), "/dates/0/when/on"),
        ("day", "/dates/5/when/at/1", json!("2026-06-25T18:00:00+01:00[Europe/London]"), "/dates/5/when/at/1"),
        ("clock", "/dates/1/when", instant("2026-02-13T00:00:00+00:00[Europe/London]"), "/dates/1/when/at"),
        ("clock", "/dates/1/statement/text", json!("Friday 13th February, 17:00"), "/dates/1/when/at"),
        ("clock", "/dates/1/statement/text", json!("by 5pm"), "/dates/1/when/at"),
        ("clock", "/dates/5/when/at/0", json!("2026-02-05T06:30:00+00:00[Europe/London]"), "/dates/5/when/at/0"),
        ("clock", "/dates/1/when", day("2026-02-13"), "/dates/1/when"),
        ("limit", "/letters/0/limit/not-known", json!(true), "/letters/0/limit/not-known"),
        ("limit", "/letters/0/limit", json!({"approximate": true}), "/letters/0/limit/approximate"),
        ("limit", "/submission/ways/0/largest-megabytes", json!(0), "/submission/ways/0/largest-megabytes"),
        (
            "approximate",
            "/letters/0/statements/0/text",
            json!("Send about two sides. A trust adds a statement of support."),
            "/letters/0/limit",
        ),
        (
            "approximate",
            "/letters/0/prompts/0/statements/0/text",
            json!("In approx. 500 words, what you want to achieve, and for whom, in at least 100."),
            "/letters/0/prompts/0/limit",
        ),
        ("date-choice", "/dates/5/when/choose", json!(true), "/dates/5/when/choose"),
        (
            "date-choice",
            "/dates/4/when",
            json!({"is": "relative", "quote": "during April", "days": 28}),
            "/dates/4/when/days",
        ),
        (
            "date-choice",
            "/dates/4/when",
            json!({"is": "relative", "quote": "during April", "from": "your training day", "days": 0}),
            "/dates/4/when/days",
        ),
        ("quote", "/dates/4/when", json!({"is": "relative", "quote": "within a term"}), "/dates/4/when/quote"),
        ("midnight", "/dates/0/statement/text", json!("Apply from midnight on 12 January 2026."), "/dates/0/when"),
        ("zone", "/dates/1/when", instant("2026-02-13T12:00:00+00:00[UTC]"), "/dates/1/when/at"),
        ("offset", "/dates/1/when", instant("2026-02-13T12:00:00+01:00[Europe/London]"), "/dates/1/when/at"),
        ("offset", "/dates/5/when/at/1", json!("2026-06-18T18:00:00+00:00[Europe/London]"), "/dates/5/when/at/1"),
        ("date-order", "/dates/4/when/to", json!("2026-03-31"), "/dates/4/when"),
        (
            "date-order",
            "/dates/4/when",
            json!({"is": "window", "from": "2026-03-01", "to": "2026-03-13"}),
            "/dates/4/when",
        ),
        ("date-order", "/dates/0/kind", json!("end"), "/dates/0/when"),
        ("year", "/dates/4/when/to", json!("2027-04-30"), "/dates/4/when/to"),
        (
            "year",
            "/dates/-",
            json!({"id": "start", "name": "Start", "kind": "start", "when": day("2027-09-01"), "statement": september}),
            "/dates/6/when/on",
        ),
        ("deadline", "/submission/deadline", json!("shortlist"), "/submission/deadline"),
        ("empty-list", "/dates/0/when", json!({"is": "days", "on": []}), "/dates/0/when/on"),
        ("day", "/dates/0/when", json!({"is": "days", "on": ["2026-01-12", "2026-01-13"]}), "/dates/0/when/on/1"),
        ("clock", "/dates/1/when", json!({"is": "days", "on": ["2026-02-13"]}), "/dates/1/when"),
        ("deadline", "/submission/deadline", Value::Null, "/dates/1/kind"),
        ("no-way", "/submission/ways", known_form.clone(), "/documents/0"),
        ("no-way", "/submission/ways", json!([by_email("Your letter")]), "/documents/0"),
        ("no-way", "/submission/ways", json!([by_email("Music plans")]), "/letters/0"),
        ("form", "/submission/ways/1/questions-in-this-file", json!(true), "/submission/ways/1/questions-in-this-file"),
        ("no-statement", "/dates/0/statement", Value::Null, "/dates/0"),
        (
            "no-statement",
            "/dates/3/when",
            json!({"is": "window", "from": "2026-03-20", "to": "2026-03-21"}),
            "/dates/3",
        ),
        ("uncertain", "/dates/0/date-is-certain", json!(false), "/dates/0/date-is-certain"),
        ("colour", "/hub/look/accent", json!("#7a1f3"), "/hub/look/accent"),
        ("colour", "/hub/look/accent", json!("#777777"), "/hub/look/accent"),
        // Enough on white, not on the paper.
        ("colour", "/hub/look/accent", json!("#747474"), "/hub/look/accent"),
        ("colour", "/hub/look/accent-dark", json!("#7a1f3d"), "/hub/look/accent-dark"),
        ("logo", "/hub/look/logo", json!("https://example.org/logo.svg"), "/hub/look/logo"),
        ("logo", "/hub/look/logo", json!("../logo.svg"), "/hub/look/logo"),
        ("logo", "/hub/look/logo-text", Value::Null, "/hub/look"),
        (
            "oddity-unused",
            "/oddities/-",
            json!({"id": "alone", "kind": "ambiguous", "note": "Nobody knows."}),
            "/oddities/2",
        ),
        ("excuse-unused", "/dates/2/statement/text", json!("by Saturday 14th March"), "/oddities/0/explains-check-warning"),
        (
            "excuse-unused",
            "/oddities/1/explains-check-warning",
            json!({"code": "weekdays", "about": "shortlist"}),
            "/oddities/1/explains-check-warning",
        ),
    ]
    .into_iter()
    .chain([(
        "doubled-id",
        "/regions",
        json!({"word-for-region": "district", "named": [region("north"), region("south"), {"id": "north", "name": "Far north"}]}),
        "/regions/named/2/id",
    )])
    .collect()
}

#[test]
fn every_row_is_found_where_it_is_and_nothing_else() {
    let mut wrong = Vec::new();
    for (code, pointer, new, path) in rows() {
        let found = changed(&[(pointer, new.clone())]);
        if at(&found) != [(code, path)] {
            wrong.push(format!("{pointer} = {new}: expected {code} at {path}, found {:?}", at(&found)));
        }
        for problem in found {
            assert!(problem.what.len() > 20 && !problem.what.contains("{}"), "{problem:?}");
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Mistakes that take more than one change: the changes, and the code and place of each problem.
type LongRow = (Vec<(&'static str, Value)>, Vec<(&'static str, &'static str)>);

fn long_rows() -> Vec<LongRow> {
    vec![
        (
            vec![("/letters/0/limit/minimum-sides", json!(3))],
            vec![("limit", "/letters/0/limit/minimum-sides"), ("number", "/letters/0/limit/minimum-sides")],
        ),
        (
            vec![
                ("/submission/statements/0/text", json!("Send everything by e-mail, up to 10 MB.")),
                ("/submission/ways/0/largest-megabytes", json!(8)),
            ],
            vec![("number", "/submission/ways/0/largest-megabytes")],
        ),
        // No deadline at all.
        (
            vec![("/submission/deadline", Value::Null), ("/dates/1/kind", json!("information"))],
            vec![("no-deadline", "/submission")],
        ),
        // Nothing says a year.
        (
            vec![
                ("/dates/0/statement/text", json!("Open from 12 January.")),
                ("/dates/1/statement/text", json!("By noon on 13 February.")),
                ("/dates/5/statement/items", json!(["5 February, 6-7.30pm", "18 June, 6.00pm"])),
            ],
            vec![
                ("year", "/dates/0/when/on"),
                ("year", "/dates/1/when/at"),
                ("year", "/dates/4/when/from"),
                ("year", "/dates/4/when/to"),
                ("year", "/dates/5/when/at/0"),
                ("year", "/dates/5/when/at/1"),
            ],
        ),
        // The hub's title says it.
        (
            vec![
                ("/title", json!("Lead Schools 2026")),
                ("/dates/0/statement/text", json!("Open from 12 January.")),
                ("/dates/1/statement/text", json!("By noon on 13 February.")),
                ("/dates/5/statement/items", json!(["5 February, 6-7.30pm", "18 June, 6.00pm"])),
            ],
            vec![],
        ),
        // Answers go into a form, and letters and files do not.
        (
            vec![
                ("/letters/0/kind", json!("answers")),
                ("/letters/0/page-layout", Value::Null),
                ("/submission/ways", json!([{"by": "form", "name": "Form", "questions-in-this-file": true}])),
            ],
            vec![("no-way", "/documents/0")],
        ),
    ]
}

#[test]
fn mistakes_that_take_more_than_one_change() {
    for (changes, expected) in long_rows() {
        assert_eq!(at(&changed(&changes)), expected, "{changes:?}");
    }
}

#[test]
fn advice_is_told_from_mistakes() {
    let advice: Vec<&str> = RULES.iter().filter(|rule| rule.advice).map(|rule| rule.code).collect();
    assert_eq!(
        advice,
        ["left-open", "same-name", "wording", "no-places", "time-not-said", "year", "round", "no-deadline"]
    );
    for (pointer, new, is_advice) in [
        ("/benefits/0/statement/text", json!("A visit, date TBC"), true),
        ("/benefits/0/statement/text", json!("A visit, TODO"), false),
    ] {
        assert_eq!(changed(&[(pointer, new)]).iter().map(|p| p.advice).collect::<Vec<_>>(), [is_advice]);
    }
    // Advice can be explained like a mistake.
    let excuse = json!({"code": "left-open", "about": "notes"});
    let changes =
        [("/benefits/0/statement/text", json!("A visit, date TBC")), ("/oddities/1/explains-check-warning", excuse)];
    assert_eq!(at(&changed(&changes)), []);
}

#[test]
fn what_stands_at_the_top_can_be_explained_too() {
    let excuse = json!({"code": "email", "about": "submission"});
    assert_eq!(
        at(&changed(&[("/submission/ways/0/address", json!("x")), ("/oddities/1/explains-check-warning", excuse)])),
        []
    );
    // Beside no other file, nobody can know whether the excuse is idle.
    let excuse = json!({"code": "another-hub", "about": "notes"});
    let mut json = small();
    set(&mut json, "/oddities/1/explains-check-warning", excuse);
    let call = read_call_as_written(&json.to_string()).unwrap();
    assert!(check(&call).iter().all(|p| p.code != "excuse-unused"));
    let other = read_call_as_written(OTHER).unwrap();
    assert!(check_among(&call, &[&other]).iter().any(|p| p.code == "excuse-unused"));
}

#[test]
fn every_rule_has_a_row() {
    let long = long_rows().into_iter().flat_map(|(_, problems)| problems);
    let have: BTreeSet<&str> = rows().iter().map(|(code, ..)| *code).chain(long.map(|(code, _)| code)).collect();
    let want: Vec<&str> = rules().map(|(code, _)| code).collect();
    assert_eq!(have, want.iter().copied().collect());
    assert_eq!(have.len(), want.len(), "no code twice");
}

#[test]
fn all_problems_are_found_at_once() {
    let problems = changed(&[
        ("/title", json!("")),
        ("/settings", json!([])),
        ("/sources/0/headings/1/within", json!("programme")),
        ("/documents/0/statements", json!([])),
        ("/criteria/1/set-out-in", Value::Null),
        ("/regions", Value::Null),
        ("/letters/0/prompts/0/limit/minimum-words", json!(1001)),
        ("/profile/1/ask", json!("age-range")),
    ]);
    let expected = [
        ("blank", "/title"),
        ("circular-heading", "/sources/0/headings/1/within"),
        ("circular-heading", "/sources/0/headings/2/within"),
        ("empty-list", "/criteria/1/points"),
        ("empty-list", "/criteria/1/statements"),
        ("empty-list", "/documents/0/statements"),
        ("empty-list", "/settings"),
        ("limit", "/letters/0/limit/words"),
        ("limit", "/letters/0/prompts/0/limit/minimum-words"),
        ("never", "/criteria/0/points/1/only-if-all"),
        ("never", "/duties/0/only-if-all"),
        ("never", "/letters/0/prompts/1/only-if-all"),
        ("places", "/places/0/where"),
        ("not-asked", "/criteria/0/points/1/only-if-all/0"),
        ("not-asked", "/letters/0/prompts/1/only-if-all/0"),
        ("profile", "/profile"),
        ("profile", "/profile/2/ask"),
        ("quote", "/documents/0/contents/0/quote"),
    ];
    let found: BTreeSet<(&str, &str)> =
        at(&problems).into_iter().filter(|(code, _)| *code != "unknown-reference").collect();
    assert_eq!(found, expected.into_iter().collect());
}

#[test]
fn of_several_deadlines_one_is_named() {
    let named = |deadline: Value, kind: &str| {
        at_owned(&changed(&[("/submission/deadline", deadline), ("/dates/2/kind", json!(kind))]))
    };
    for (deadline, kind, expected) in [
        (Value::Null, "shortlist", Some("/dates/1/kind")),
        (json!("deadline"), "deadline", None),
        (Value::Null, "deadline", Some("/submission")),
    ] {
        let found = named(deadline.clone(), kind);
        assert_eq!(found.iter().find(|path| path.starts_with("deadline ")).map(|p| &p[9..]), expected, "{deadline}");
    }
}

#[test]
fn windows_are_all_deadlines_and_nothing_else() {
    let found = |changes: &[(&str, Value)]| {
        let all = at_owned(&changed(changes)).into_iter();
        all.filter(|problem| ["deadline ", "no-deadline ", "date-order "].iter().any(|code| problem.starts_with(code)))
            .collect::<Vec<_>>()
    };
    let none = ("/submission/deadline", Value::Null);
    let second = ("/dates/2/kind", json!("deadline"));
    let named = |ids: &[&str]| ("/submission/deadlines", json!(ids));
    let any_time = ("/submission/any-time", json!(true));
    for (changes, expected) in [
        (vec![none.clone(), second.clone(), named(&["deadline", "shortlist"])], vec![]),
        (vec![second.clone(), named(&["deadline", "shortlist"])], vec!["deadline /submission/deadline"]),
        (
            vec![none.clone(), second.clone(), named(&["deadline"])],
            vec!["deadline /submission/deadlines", "deadline /dates/2/kind"],
        ),
        (vec![none.clone(), named(&["deadline"])], vec!["deadline /submission/deadlines"]),
        (vec![none.clone(), named(&["deadline", "opens"])], vec!["deadline /submission/deadlines/1"]),
        // A day by which applications are read next is no window.
        (vec![none.clone(), any_time.clone(), named(&["deadline"])], vec![]),
        // The windows have dates of their own between them.
        (
            vec![
                none.clone(),
                named(&["deadline", "visit"]),
                ("/dates/3/kind", json!("deadline")),
                ("/dates/3/when", json!({"is": "day", "on": "2026-05-29"})),
            ],
            vec![],
        ),
        // Without a date of that kind, either it is said that there is none, or it is asked for.
        (vec![none.clone(), ("/dates/1/kind", json!("information"))], vec!["no-deadline /submission"]),
        (vec![none, any_time, ("/dates/1/kind", json!("information"))], vec![]),
    ] {
        assert_eq!(found(&changes), expected, "{changes:?}");
    }
}

#[test]
fn a_rolling_call_with_windows_and_receivers_has_nothing_wrong() {
    let call = read_call_as_written(include_str!("../../../tests/fixtures/calls/rolling.json")).unwrap();
    let others = [SMALL, OTHER].map(|text| read_call_as_written(text).unwrap());
    assert_eq!(check_among(&call, &others.iter().collect::<Vec<_>>()), []);
}

#[test]
fn what_no_way_takes_is_found_by_the_parts_of_the_ways() {
    let ways = |first: Value, second: Value| {
        let email = |parts: Value| json!({"by": "email", "address": "apply@hub.example.org", "parts": parts});
        at_owned(&changed(&[("/submission/ways", json!([email(first), email(second)]))]))
    };
    let (letter, plan) = (json!({"letters": ["letter"]}), json!({"documents": ["plan"]}));
    for (first, second, expected) in [
        // Nothing carries what is asked beside letters and documents.
        (letter.clone(), plan.clone(), vec!["no-way /submission/ways"]),
        (letter.clone(), letter.clone(), vec!["no-way /documents/0", "no-way /submission/ways"]),
        (plan.clone(), plan, vec!["no-way /letters/0", "no-way /submission/ways"]),
        // The application file holds everything.
        (letter.clone(), json!({"application-file": true}), vec![]),
    ] {
        assert_eq!(ways(first.clone(), second), expected, "{first}");
    }
}

#[test]
fn from_when_to_when_is_no_deadline_and_dates_may_overlap() {
    let clock = |text: &str| {
        let day = json!({"is": "day", "on": "2026-03-05"});
        let found =
            changed(&[("/dates/4/statement", json!({"text": text, "under-heading": "dates"})), ("/dates/4/when", day)]);
        found.iter().any(|problem| problem.code == "clock")
    };
    assert!(clock("5 March 2026, at 9am") && !clock("5 March 2026, 9am to 5pm"));
    // A visit before the shortlist, or an event after the deadline, is a hub's own way.
    let order = |kind: &str| {
        let found =
            changed(&[("/dates/0/kind", json!(kind)), ("/dates/0/when", json!({"is": "day", "on": "2026-12-01"}))]);
        found.iter().any(|problem| problem.code == "date-order")
    };
    assert!(order("opens") && !order("information") && !order("visit"));
}

#[test]
fn numbers_that_count_something_else_are_no_mistake() {
    let words = |path: &'static str, text: &str| (path, json!(text));
    let date = |text: &str, minutes: u32| {
        vec![words("/dates/5/statement/text", text), ("/dates/5/lasts-minutes", json!(minutes))]
    };
    for (changes, expected) in [
        (date("Meetings take 1 hour 30 minutes:", 90), vec![]),
        (date("Meetings, 4pm to 5pm with a 15-minute break:", 60), vec![]),
        (date("Lead Schools meet for 45 minutes:", 90), vec!["number /dates/5/lasts-minutes"]),
        (
            vec![words("/places/0/statement/text", "Primary schools (ages 4 to 11)"), ("/places/0/maximum", json!(2))],
            vec![],
        ),
        (
            vec![words("/places/0/statement/text", "A school with a strong choir"), ("/places/0/maximum", json!(2))],
            vec![],
        ),
        (
            vec![words("/places/0/statement/text", "4 x Primary (one per region)"), ("/places/0/maximum", json!(1))],
            vec![],
        ),
        (
            vec![
                words("/places/0/statement/text", "Up to three good primary schools"),
                ("/places/0/maximum", json!(2)),
            ],
            vec!["number /places/0/minimum", "number /places/0/maximum"],
        ),
    ] {
        let found = changed(&changes).into_iter().filter(|problem| problem.code == "number");
        assert_eq!(at_owned(&found.collect::<Vec<_>>()), expected, "{changes:?}");
    }
}

#[test]
fn a_limit_is_approximate_only_where_its_own_number_is() {
    for (text, is_found) in [
        ("Write about 400 words.", true),
        ("Write your vision (400 words approx.)", true),
        ("Write 400 words or so.", true),
        ("Write c. 400 words.", true),
        ("Tell us about two projects, in 400 words.", false),
        ("Write up to 400 words about your school.", false),
    ] {
        let path = "/letters/0/prompts/0/statements/0/text";
        let found = changed(&[(path, json!(text)), ("/letters/0/prompts/0/limit", json!({"words": 400}))]);
        assert_eq!(found.iter().any(|problem| problem.code == "approximate"), is_found, "{text}: {found:?}");
    }
}

/// Codes and paths of problems.
fn at_owned(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(|problem| format!("{} {}", problem.code, problem.path)).collect()
}

#[test]
fn a_call_that_rates_nothing_needs_no_scale() {
    let judged = json!({"kind": "ofsted-overall", "accepted": ["good"]});
    let (scale, rule) = (("/scale/steps", json!([])), |n: usize| format!("/criteria/0/points/{n}/rule"));
    assert!(at_owned(&changed(std::slice::from_ref(&scale))).contains(&"scale /scale/steps".to_owned()));
    let rules = [rule(0), rule(1), rule(2)];
    let rated: Vec<(&str, Value)> = rules.iter().map(|path| (path.as_str(), judged.clone())).chain([scale]).collect();
    assert_eq!(at_owned(&changed(&rated)), [""; 0]);
}

#[test]
fn what_an_oddity_explains_is_known() {
    let call = read_call_as_written(SMALL).unwrap();
    let problems = check(&call);
    let [only] = problems.as_slice() else { panic!("{problems:#?}") };
    assert_eq!((only.code, only.path.as_str()), ("weekday", "/dates/2/statement/text"));
    assert_eq!(only.about.as_deref(), Some("shortlist"));
    assert_eq!(only.known.as_ref().map(crate::call::OddityId::as_str), Some("weekday-of-shortlist"));
    assert!(only.what.starts_with("14 March 2026 is a Saturday, not a Monday"), "{}", only.what);
}

#[test]
fn an_excuse_is_for_one_kind_of_problem_with_one_thing() {
    for (key, other) in [("code", "clock"), ("about", "deadline")] {
        let found = changed(&[(&format!("/oddities/0/explains-check-warning/{key}"), json!(other))]);
        let expected =
            [("weekday", "/dates/2/statement/text"), ("excuse-unused", "/oddities/0/explains-check-warning")];
        assert_eq!(at(&found), expected, "{key}");
    }
}

#[test]
fn what_a_problem_is_about() {
    for (pointer, new, about) in [
        ("/dates/0/statement/text", json!(""), Some("opens")),
        ("/criteria/0/points/0/alternatives/1/quote", json!(""), Some("later")),
        ("/criteria/0/statements/0/text", json!(""), Some("programme")),
        ("/passages/0/statements", json!([]), Some("purpose")),
        ("/benefits/0/statement/text", json!(""), Some("notes")),
        ("/profile/1/why", json!(""), Some("setting")),
        ("/title", json!(""), Some("title")),
        ("/submission/ways/0/address", json!("x"), Some("submission")),
    ] {
        let found = changed(&[(pointer, new)]);
        assert_eq!(found.first().unwrap().about.as_deref(), about, "{pointer}");
    }
}

#[test]
fn words_that_are_right_are_left_alone() {
    for (pointer, text) in [
        ("/benefits/0/statement/text", "\u{201c}[at least] a visit\u{201d} in [2025], [sic] and [\u{2026}]"),
        ("/benefits/0/statement/text", "Write to MM1 2XX, or to AB20 1XX, on page xii, about Exxon and todos"),
        ("/benefits/0/statement/text", "Insert music into everything that your school does in an ordinary week"),
        ("/benefits/0/statement/text", "Why music? (Add four more.) Ann <ann@hub.example.org>, a < b > c"),
        ("/benefits/0/statement/text", "The Reedbed Musicals of the Marsh and the Moor"),
        ("/duties/0/statement/text", "Share what works, a couple of days a year."),
        ("/duties/0/statement/text", "Share what works (2 days)."),
        ("/places/0/statement/text", "In 2026 primary schools in each district"),
        ("/letters/0/statements/0/text", "In your own words, a statement of support on each side"),
        ("/submission/enquiries/telephone", "+44 (0)1632 960000, extension 12"),
        ("/dates/0/statement/text", "Applications open on 12 January."),
        ("/dates/0/statement/text", "Applications open soon, on the 12th of January; we reply every Friday."),
        ("/dates/1/statement/text", "By noon on 13 Feb"),
        ("/dates/1/statement/text", "12:00 on Friday the 13th, 2 sides of A4, \u{a3}5.00"),
        ("/dates/4/statement/text", "Schools hear from Wednesday 1 April to Thursday 30 April."),
        ("/letters/0/statements/0/text", "About one thing: a statement of support on two sides"),
        (
            "/dates/1/statement/text",
            "12.00pm (midday), Friday 13 February 2026, which is before the end of midnight mass",
        ),
        ("/dates/4/statement/text", "Two weeks after Friday 10 July 2026"),
        ("/round", ""),
    ] {
        assert_eq!(at(&changed(&[(pointer, json!(text))])), [], "{text}");
    }
}

#[test]
fn a_list_of_days_names_each_of_them_and_no_other() {
    let slots = |days: &[u8]| {
        let at: Vec<String> = days.iter().map(|d| format!("2027-04-{d}T16:00:00+01:00[Europe/London]")).collect();
        json!({"is": "slots", "at": at})
    };
    for words in [
        "on Tuesday 20 and Wednesday 21 April 2027, 4pm",
        "20 and 21 April",
        "20\u{2013}21 April",
        "20-21 April",
        "20/21 April",
        "20th & 21st April",
        "Tue 20 and Wed 21 April",
        "the 20th and the 21st of April",
        "20 or 21 April",
        "between 20 and 21 April",
        "20 to 21 April",
        "April 20 and 21",
    ] {
        let found = |days: &[u8]| {
            let what = [
                ("/dates/5/statement", json!({"text": words, "under-heading": "dates"})),
                ("/dates/5/when", slots(days)),
            ];
            let problems = changed(&what);
            problems
                .iter()
                .filter(|p| p.code == "day" || p.code == "weekday")
                .map(|p| p.path.clone())
                .collect::<Vec<_>>()
        };
        assert_eq!(found(&[20, 21]), [""; 0], "{words}");
        assert_eq!(found(&[20, 22]), ["/dates/5/when/at/1"], "{words}");
        assert_eq!(found(&[19, 21]), ["/dates/5/when/at/0"], "{words}");
    }
    // Within a range lies one of several days; a single day has to be named.
    for (when, expected) in [(slots(&[20, 21, 22]), vec![]), (json!({"is": "day", "on": "2027-04-21"}), vec!["day"])] {
        let words = json!({"text": "20 to 22 April", "under-heading": "dates"});
        let problems = changed(&[("/dates/5/statement", words), ("/dates/5/when", when)]);
        let codes: Vec<&str> = problems.iter().map(|p| p.code).filter(|code| *code == "day").collect();
        assert_eq!(codes, expected);
    }
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        "[0-9]{1,4}[.:]?[0-9]{0,2} ?(am|pm|p\\.m\\.|Monday|14th|March|2026)?".prop_map(Value::from),
        Just(json!("fe")),
        Just(json!("2026-02-13T12:00:00+01:00[Europe/London]")),
        Just(json!("9999-12-31T23:59:59-23:59[Europe/London]")),
        Just(json!("0001-01-01")),
        Just(json!(u32::MAX)),
    ];
    leaf.prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            proptest::collection::btree_map("[a-z]{1,8}", inner, 0..3).prop_map(|m| m.into_iter().collect::<Value>()),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text_is_read_without_a_panic(text in "\\PC*") {
        let _ = read_call_as_written(&text).map(|call| check(&call));
        let _ = (super::text_dates::days(&text), super::text_dates::times(&text));
    }

    #[test]
    fn any_bytes_are_read_without_a_panic(bytes: Vec<u8>) {
        let _ = read_call_as_written(&String::from_utf8_lossy(&bytes)).map(|call| check(&call));
    }

    #[test]
    fn a_call_with_anything_in_it_is_read_and_checked_without_a_panic(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any_json()), 1..4),
    ) {
        let mut json = small();
        for (at, new) in changes {
            let all = pointers(&json);
            if let Some(place) = json.pointer_mut(at.get::<String>(&all)) {
                *place = new;
            }
        }
        let read = read_call_as_written(&json.to_string());
        if let Ok(call) = &read {
            check(call);
        }
        #[cfg(feature = "schema")]
        prop_assert!(super::check_file(&json, &[]).meant.is_some(), "something is understood");
        #[cfg(feature = "schema")]
        if super::shape(&json).iter().all(|p| p.code == "unknown-key") {
            let read = read.map(drop).or_else(|e| if e.at == "format" { Ok(()) } else { Err(e) });
            prop_assert_eq!(read, Ok(()), "what has the right shape is read");
        }
    }
}

/// The invented call that asks for answers of every kind has no problem.
#[test]
fn a_call_with_answers_of_every_kind_is_right() {
    let text = include_str!("../../../tests/fixtures/calls/questions.json");
    let call = read_call_as_written(text).unwrap();
    let others = [SMALL, OTHER].map(|text| read_call_as_written(text).unwrap());
    let found = check_among(&call, &others.iter().collect::<Vec<_>>());
    let said: Vec<String> = found.iter().map(|p| format!("{} {}: {}", p.code, p.path, p.what)).collect();
    assert_eq!(said, [""; 0]);
    let json = serde_json::from_str(text).unwrap();
    assert_eq!(super::shape::shape(&json), []);
}
