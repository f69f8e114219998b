//! Amounts and lengths of time in words: "2 days a year", "£2,000 a year", "90 minutes".

use crate::call::{Amount, CallDate, Statement, number_word};
use crate::draft::{counted, grouped, unit_words};

/// Units that mean pounds.
const POUNDS: [&str; 4] = ["gbp", "\u{a3}", "pound", "pounds"];

/// An amount in words: "2 days a year", "£2,000 a year", "1 visit".
pub fn amount_words(amount: &Amount) -> String {
    let number = usize::try_from(amount.number).unwrap_or(usize::MAX);
    let unit = amount.unit.trim();
    let what = if is_pounds(unit) {
        format!("\u{a3}{}", grouped(number))
    } else {
        format!("{} {}", grouped(number), unit_words(number, unit)).trim_end().to_owned()
    };
    match amount.per.as_deref().map(str::trim).filter(|per| !per.is_empty()) {
        Some(per) => format!("{what} {}", per_words(per)),
        None => what,
    }
}

/// An amount to show beside the hub's words. None where they say it themselves: its number, of what, and in what time.
pub fn amount_beside(statement: &Statement, amount: Option<&Amount>) -> Option<String> {
    let amount = amount?;
    let text = std::iter::once(&statement.text).chain(&statement.items).map(|text| text.to_lowercase());
    let text = text.collect::<Vec<_>>().join(" ");
    let says = says_number(&text, amount) && says_unit(&text, amount) && says_per(&text, amount);
    (!says).then(|| amount_words(amount))
}

/// How long a date takes: the hub's own number, so nothing is rounded. None where the hub does not say.
pub fn duration_words(date: &CallDate) -> Option<String> {
    let minutes = usize::try_from(date.minutes.filter(|minutes| *minutes > 0)?).unwrap_or(usize::MAX);
    Some(match (minutes / 60, minutes % 60) {
        (hours, 0) => counted(hours, "hour"),
        (0 | 1, _) => counted(minutes, "minute"),
        (hours, rest) => format!("{} {}", counted(hours, "hour"), counted(rest, "minute")),
    })
}

fn is_pounds(unit: &str) -> bool {
    POUNDS.contains(&unit.to_lowercase().as_str())
}

/// "a year", "an hour". What says so already stays.
fn per_words(per: &str) -> String {
    let first = per.split(' ').next().unwrap_or_default();
    if ["a", "an", "each", "every", "per", "for", "in"].contains(&first.to_lowercase().as_str()) {
        return per.to_owned();
    }
    // Said as "an hour"; all other units of time begin with a consonant.
    if first.eq_ignore_ascii_case("hour") { format!("an {per}") } else { super::answer_text::with_article(per) }
}

/// The words of a text, and numbers without what sets their thousands apart.
fn tokens(text: &str) -> Vec<String> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, ',' | '.' | '-');
    let all = text.split(|c: char| !is_part(c)).flat_map(|word| word.split('-'));
    all.map(|word| word.trim_matches([',', '.']).replace(',', "")).filter(|word| !word.is_empty()).collect()
}

fn says_number(text: &str, amount: &Amount) -> bool {
    let figure = amount.number.to_string();
    let spelt = number_word(amount.number);
    // "2000.00" is 2000, and "2000.50" is not.
    let is_figure = |word: &str| {
        let (whole, rest) = word.split_once('.').unwrap_or((word, ""));
        whole == figure && rest.bytes().all(|b| b == b'0')
    };
    let words = tokens(text);
    let before = std::iter::once("").chain(words.iter().map(String::as_str));
    // "Year 2" and "Key Stage 2" count nothing.
    let is_name = |before: &str| ["year", "stage", "phase", "week", "term", "part"].contains(&before);
    before.zip(&words).any(|(before, word)| !is_name(before) && (is_figure(word) || spelt == Some(word.as_str())))
}

fn says_unit(text: &str, amount: &Amount) -> bool {
    if is_pounds(amount.unit.trim()) {
        return text.contains('\u{a3}') || tokens(text).iter().any(|word| POUNDS.contains(&word.as_str()));
    }
    has_stem(text, amount.unit.trim())
}

fn says_per(text: &str, amount: &Amount) -> bool {
    let Some(per) = amount.per.as_deref().map(str::trim).filter(|per| !per.is_empty()) else { return true };
    let same: &[&str] = match per.to_lowercase().trim_start_matches("a ") {
        "year" => &["annual", "yearly", "annum"],
        "term" => &["termly"],
        "month" => &["monthly"],
        "week" => &["weekly"],
        _ => &[],
    };
    has_stem(text, per) || tokens(text).iter().any(|word| same.iter().any(|same| word.starts_with(same)))
}

/// Whether a text has the last word of `words`, in its singular or plural.
fn has_stem(text: &str, words: &str) -> bool {
    let last = words.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let single = last.strip_suffix('s').unwrap_or(&last);
    !single.is_empty() && tokens(text).iter().any(|word| word.strip_suffix('s').unwrap_or(word) == single)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::readiness::testing::{call, says};

    fn amount(number: u32, unit: &str, per: &str) -> Amount {
        let per = Some(per.to_owned()).filter(|per| !per.is_empty());
        Amount { number, unit: unit.to_owned(), per }
    }

    #[test]
    fn amounts_in_plain_words() {
        for (number, unit, per, words) in [
            (2, "days", "year", "2 days a year"),
            (1, "days", "year", "1 day a year"),
            (2, "day", "", "2 days"),
            (0, "day", "", "0 days"),
            (2_000, "GBP", "year", "\u{a3}2,000 a year"),
            (1, "\u{a3}", "term", "\u{a3}1 a term"),
            (500, "pounds", "", "\u{a3}500"),
            (40, "gbp", "hour", "\u{a3}40 an hour"),
            (1, "visits", "", "1 visit"),
            (6, "young leaders", "", "6 young leaders"),
            (1, "young leaders", "", "1 young leader"),
            (3, "staff", "per school", "3 staff per school"),
            (1, "complimentary place", "event", "1 complimentary place an event"),
            (5, "people", "each year", "5 people each year"),
        ] {
            assert_eq!(amount_words(&amount(number, unit, per)), words);
        }
    }

    #[test]
    fn an_amount_is_shown_unless_the_hubs_words_say_it() {
        for (text, amount, shown) in [
            ("Share what works.", amount(2, "days", "year"), Some("2 days a year")),
            ("Share what works, two days a year.", amount(2, "days", "year"), None),
            ("Share what works on 2 days in each year.", amount(2, "days", "year"), None),
            ("Share what works, two days annually.", amount(2, "days", "year"), None),
            // Without the time, it is not all said.
            ("Share what works on two days.", amount(2, "days", "year"), Some("2 days a year")),
            ("Two schools share what works.", amount(2, "days", "year"), Some("2 days a year")),
            ("Year 2: spend days in other schools each year.", amount(2, "days", "year"), Some("2 days a year")),
            ("Twelve days a year.", amount(2, "days", "year"), Some("2 days a year")),
            ("\u{a3}1,500 a year towards cover", amount(1500, "GBP", "year"), None),
            ("\u{a3}1500.00 per annum", amount(1500, "GBP", "year"), None),
            ("\u{a3}1500.50 per annum", amount(1500, "GBP", "year"), Some("\u{a3}1,500 a year")),
            ("1,500 pounds a year", amount(1500, "\u{a3}", "year"), None),
            ("Money towards cover each year", amount(1500, "GBP", "year"), Some("\u{a3}1,500 a year")),
            ("A payment of \u{a3}1,500", amount(1500, "GBP", ""), None),
            ("Three days of free training", amount(3, "days", ""), None),
            ("Attend five Advisory Group meetings a year.", amount(5, "meetings", "year"), None),
        ] {
            let call = call(json!({"duties": [{"id": "d", "statement": says(text)}]}));
            let statement = &call.duties[0].statement;
            assert_eq!(amount_beside(statement, Some(&amount)).as_deref(), shown, "{text}");
            assert_eq!(amount_beside(statement, None), None);
        }
    }

    #[test]
    fn a_length_of_time_is_the_hubs_own() {
        for (minutes, words) in [
            (json!(null), None),
            (json!(0), None),
            (json!(1), Some("1 minute")),
            (json!(30), Some("30 minutes")),
            (json!(60), Some("1 hour")),
            (json!(90), Some("90 minutes")),
            (json!(120), Some("2 hours")),
            (json!(150), Some("2 hours 30 minutes")),
            (json!(121), Some("2 hours 1 minute")),
        ] {
            let call = call(json!({"dates": [{"id": "d", "name": "D", "kind": "meeting", "minutes": minutes,
                "when": {"is": "not-published"}}]}));
            assert_eq!(duration_words(&call.dates[0]).as_deref(), words, "{minutes}");
        }
    }
}
