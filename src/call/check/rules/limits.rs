//! Limits: that each can be met.

use crate::call::check::context::CheckContext;
use crate::call::check::problem::Location;
use crate::call::{AnswerKind, Call, Limit, Need, Point, Way};

/// Every limit can be met.
pub(in crate::call::check) fn limits(context: &CheckContext) -> Vec<Location> {
    let mut locations: Vec<Location> =
        context.under_key::<Limit>("limit").iter().flat_map(|(path, limit)| length(path, limit)).collect();
    locations.extend(letters(context.call));
    locations.extend(numbers(context.call));
    locations.extend(focus(context.call));
    for (i, way) in context.call.submission.ways.iter().enumerate() {
        if matches!(way, Way::Email { largest_megabytes: Some(0), .. }) {
            let path = format!("/submission/ways/{i}/largest-megabytes");
            locations.push(Location::new(path, "0 megabytes take no file: correct or delete it"));
        }
    }
    let short = context.call.dates.iter().enumerate().filter(|(_, date)| date.minutes == Some(0));
    locations.extend(short.map(|(i, _)| {
        Location::new(format!("/dates/{i}/lasts-minutes"), "0 minutes is not a length of time: delete it")
    }));
    locations
}

/// A limit by itself.
fn length(path: &str, limit: &Limit) -> Vec<Location> {
    let Limit { sides, minimum_sides, words, minimum_words, characters, approximate, not_known } = *limit;
    let mut locations = Vec::new();
    let numbers = [sides, minimum_sides, words, minimum_words, characters];
    let is_empty = numbers.iter().all(Option::is_none);
    if not_known && !is_empty {
        let what = "the limit is said not to be known, but a number is given: delete one";
        locations.push(Location::new(format!("{path}/not-known"), what));
    }
    if approximate && is_empty {
        let what = "`approximate` needs a number: add one, such as \"words\": 500, or delete `approximate`";
        locations.push(Location::new(format!("{path}/approximate"), what));
    }
    if let (Some(fewest), Some(most)) = (minimum_sides, sides.filter(|most| *most > 0))
        && fewest > most
    {
        let what = format!("the minimum ({fewest} sides) is above the maximum ({most}): correct one");
        locations.push(Location::new(format!("{path}/minimum-sides"), what));
    }
    for (most, name) in [(sides, "sides"), (words, "words"), (characters, "characters")] {
        if most == Some(0) {
            locations
                .push(Location::new(format!("{path}/{name}"), format!("the limit is 0 {name}: correct or delete it")));
        }
    }
    let fewest = minimum_words.unwrap_or(0);
    // The shortest word is one letter and a space.
    let most = words.into_iter().chain(characters.map(|c| c.saturating_add(1) / 2)).filter(|most| *most > 0).min();
    if let Some(most) = most.filter(|most| fewest > *most) {
        let what = format!("the minimum ({fewest} words) is above the maximum ({most}): correct one");
        locations.push(Location::new(format!("{path}/minimum-words"), what));
    }
    locations
}

/// What the prompts that are always asked need at least, against what the letter allows.
fn letters(call: &Call) -> impl Iterator<Item = Location> {
    call.letters.iter().enumerate().filter_map(|(i, letter)| {
        let most = letter.limit?.words?;
        let always = letter.prompts.iter().filter(|p| p.when.is_empty());
        let fewest = always.filter_map(|p| p.limit?.minimum_words).fold(0u32, u32::saturating_add);
        let what = format!("the prompts need {fewest} words but the letter allows {most}: correct one");
        (fewest > most).then(|| Location::new(format!("/letters/{i}/limit/words"), what))
    })
}

/// Numbers of places and of files.
fn numbers(call: &Call) -> Vec<Location> {
    let places =
        call.places.iter().enumerate().map(|(i, p)| (format!("/places/{i}"), p.minimum.unwrap_or(0), p.maximum));
    let files = call.documents.iter().enumerate().map(|(i, d)| (format!("/documents/{i}"), d.minimum, d.maximum));
    let lots = call.lots.iter().map(|lots| ("/lots".to_owned(), lots.minimum, lots.maximum));
    let cluster = call.cluster.iter().map(|own| ("/cluster".to_owned(), own.minimum, own.maximum));
    let mut locations = answers(call);
    for (path, minimum, maximum) in places.chain(files).chain(lots).chain(cluster) {
        if maximum == Some(0) {
            locations.push(Location::new(format!("{path}/maximum"), "the maximum is 0: correct or delete it"));
        } else if let Some(most) = maximum.filter(|most| minimum > *most) {
            let what = format!("the minimum ({minimum}) is above the maximum ({most}): correct one");
            locations.push(Location::new(format!("{path}/minimum"), what));
        }
    }
    if call.regions.as_ref().is_some_and(|r| r.count == Some(0)) {
        locations.push(Location::new("/regions/count", "the count is 0: correct it, or delete it"));
    }
    for (i, document) in call.documents.iter().enumerate() {
        if document.need == Need::Required && document.minimum == 0 {
            let what = "the document is required but its minimum is 0: correct one";
            locations.push(Location::new(format!("/documents/{i}/minimum"), what));
        }
    }
    locations
}

/// Numbers that an answer has to keep to, and how many lots there are to choose.
fn answers(call: &Call) -> Vec<Location> {
    let mut locations = Vec::new();
    for (l, letter) in call.letters.iter().enumerate() {
        for (p, prompt) in letter.prompts.iter().enumerate() {
            let at = format!("/letters/{l}/prompts/{p}/answer");
            match prompt.answer {
                Some(AnswerKind::Number { minimum: Some(least), maximum: Some(most), .. }) if least > most => {
                    let what = format!("the minimum ({least}) is above the maximum ({most}): correct one");
                    locations.push(Location::new(format!("{at}/minimum"), what));
                }
                Some(AnswerKind::Money { exactly: Some(exactly), maximum: Some(most) }) if exactly > most => {
                    let what = format!("the exact total ({exactly}) is above the maximum ({most}): delete one");
                    locations.push(Location::new(format!("{at}/exactly"), what));
                }
                _ => {}
            }
        }
    }
    if let Some(lots) = &call.lots {
        let count = lots.choices.len();
        if u32::try_from(count).is_ok_and(|count| lots.minimum > count) {
            let what = format!("at least {} must be chosen but there are {count}: correct one", lots.minimum);
            locations.push(Location::new("/lots/minimum", what));
        }
    }
    locations
}

/// How many focus areas may be chosen, for each setting.
fn focus(call: &Call) -> Vec<Location> {
    let Some(focus) = &call.focus else { return Vec::new() };
    let minimum = focus.minimum;
    if focus.maximum == Some(0) {
        return vec![Location::new("/focus/maximum", "none may be chosen: give a number above 0, or delete it")];
    }
    if let Some(most) = focus.maximum.filter(|most| minimum > *most) {
        let what = format!("the minimum ({minimum}) is above the maximum ({most}): correct one");
        return vec![Location::new("/focus/minimum", what)];
    }
    let offered =
        |setting| focus.areas.iter().filter(|a| a.settings.is_empty() || a.settings.contains(setting)).count();
    let offers = call.settings.iter().map(|s| (u32::try_from(offered(&s.id)).unwrap_or(u32::MAX), s));
    let fewest = offers.min_by_key(|(count, _)| *count).filter(|(count, _)| minimum > *count);
    let what = |count, name| {
        format!("at least {minimum} must be chosen but \u{201c}{name}\u{201d} is offered {count}: correct one")
    };
    fewest.map(|(count, setting)| Location::new("/focus/minimum", what(count, &setting.name))).into_iter().collect()
}

/// A short name of a point fits one line of a list.
pub(in crate::call::check) fn short_names(context: &CheckContext) -> Vec<Location> {
    let criteria = context.call.criteria.iter().enumerate();
    let points = criteria.flat_map(|(i, c)| c.points.iter().enumerate().map(move |(j, point)| (i, j, point)));
    let locations = points.filter_map(|(i, j, point)| {
        let length = point.short.as_ref()?.chars().count();
        let most = Point::SHORT_AT_MOST;
        let what = format!("the short name has {length} characters: use {most} at most");
        (length > most).then(|| Location::new(format!("/criteria/{i}/points/{j}/short-name"), what))
    });
    locations.collect()
}
