//! What texts are made of, one definition each: words, lists in a sentence, web addresses, bullets, greetings and
//! leave-takings.

/// Words, as a person counts them: runs between white space that hold a letter or a digit.
pub fn words(text: &str) -> usize {
    // One pass: this is done with every keystroke.
    let (mut count, mut counted) = (0, false);
    for c in text.chars() {
        if c.is_alphanumeric() {
            count += usize::from(!counted);
            counted = true;
        } else if c.is_whitespace() {
            counted = false;
        }
    }
    count
}

/// "1 word", "2 words": a count with its noun.
pub fn counted(number: usize, noun: &str) -> String {
    counted_as(number, noun, &format!("{noun}s"))
}

/// The same for a noun whose plural has a form of its own: "1 person", "2 people".
pub fn counted_as(number: usize, one: &str, several: &str) -> String {
    format!("{} {}", grouped(number), if number == 1 { one } else { several })
}

/// How many are asked for: "500 words", "400 to 500 words", "at least 400 words", "about 500 words". None where nothing is.
pub fn range_words(about: bool, fewest: Option<u32>, most: Option<u32>, noun: &str) -> Option<String> {
    let size = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
    let about = if about { "about " } else { "" };
    Some(match (fewest, most) {
        (Some(fewest), Some(most)) if fewest != most => {
            format!("{about}{} to {}", grouped(size(fewest)), counted(size(most), noun))
        }
        (_, Some(most)) => format!("{about}{}", counted(size(most), noun)),
        (Some(fewest), None) if about.is_empty() => format!("at least {}", counted(size(fewest), noun)),
        (Some(fewest), None) => format!("{about}{} or more", counted(size(fewest), noun)),
        (None, None) => return None,
    })
}

/// Units that a number above 1 turns into their plural, and 1 into their singular: those that are counted by an "s".
const COUNTED: [&str; 20] = [
    "day", "half-day", "hour", "week", "month", "term", "year", "minute", "lesson", "session", "visit", "meeting",
    "event", "place", "pupil", "school", "teacher", "concert", "workshop", "leader",
];

/// A unit as its number needs it: "pupil" for 1, "pupils" for 2. Where its last word is not one of those that are known, it stays as the call has it.
pub fn unit_words(number: usize, unit: &str) -> String {
    let last = unit.rsplit(' ').next().unwrap_or_default();
    let single = last.strip_suffix('s').unwrap_or(last);
    if !COUNTED.contains(&single.to_lowercase().as_str()) {
        return unit.to_owned();
    }
    let front = unit.strip_suffix(last).unwrap_or_default();
    format!("{front}{single}{}", if number == 1 { "" } else { "s" })
}

/// A whole number with its unit, if it has one: "30 pupils", "1 pupil", "30".
pub fn with_unit(number: u32, unit: Option<&str>) -> String {
    let size = usize::try_from(number).unwrap_or(usize::MAX);
    let unit = unit.map(|unit| unit_words(size, unit.trim())).unwrap_or_default();
    format!("{} {unit}", grouped(size)).trim_end().to_owned()
}

/// With its first letter in upper case.
pub fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// A name within a sentence: "supporting letter" for "Supporting letter". One that is written as a title keeps its capitals.
pub fn within_sentence(name: &str) -> String {
    let mut chars = name.chars();
    match chars.next() {
        Some(first) if !chars.as_str().contains(char::is_uppercase) => first.to_lowercase().chain(chars).collect(),
        _ => name.to_owned(),
    }
}

/// A number with its thousands set apart: "60,000".
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// "a", "a or b", "a, b or c".
pub fn or_list(items: &[&str]) -> String {
    join(items, "or")
}

/// "a", "a and b", "a, b and c".
pub fn and_list(items: &[&str]) -> String {
    join(items, "and")
}

/// The first `most` of several as a list, and how many more there are: "a, b and 4 more".
pub fn first_few(mut items: impl ExactSizeIterator<Item = String>, most: usize) -> String {
    let mut shown: Vec<String> = items.by_ref().take(most).collect();
    if items.len() > 0 {
        shown.push(format!("{} more", items.len()));
    }
    and_list(&shown.iter().map(String::as_str).collect::<Vec<_>>())
}

/// As [`first_few`], each in quotation marks: “a”, “b” and 4 more.
pub fn first_few_quoted<T: AsRef<str>>(items: &[T], most: usize) -> String {
    first_few(items.iter().map(|item| format!("\u{201c}{}\u{201d}", item.as_ref())), most)
}

fn join(items: &[&str], word: &str) -> String {
    match items {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [most @ .., last] => format!("{} {word} {last}", most.join(", ")),
    }
}

/// Whether a text is the address of a page on the web that somebody else can open: `http` or `https`, or `www.` in its
/// place, as people write it, and a host with a dot.
pub fn is_web_address(text: &str) -> bool {
    let text = text.trim();
    let without_scheme = ["https://", "http://", "www."].into_iter().find_map(|start| {
        let (head, rest) = text.split_at_checked(start.len())?;
        let host = if start == "www." { text } else { rest };
        head.eq_ignore_ascii_case(start).then_some(host)
    });
    without_scheme.is_some_and(|rest| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        host.contains('.')
            && !host.split('.').any(str::is_empty)
            && !rest.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"".contains(c))
    })
}

/// The whole address, where a web address was typed without its beginning: `https://www.…` for `www.…`. None where there
/// is nothing to add.
pub fn complete_web_address(text: &str) -> Option<String> {
    let text = text.trim();
    let starts_with_www = text.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www."));
    (starts_with_www && is_web_address(text)).then(|| format!("https://{text}"))
}

/// Signs that begin an item of a list in plain text, as people type them and programs draw them.
pub const BULLETS: [char; 12] = [
    '-', '*', '\u{2022}', '\u{25cf}', '\u{25cb}', '\u{25a0}', '\u{25aa}', '\u{25e6}', '\u{b7}', '\u{2023}', '\u{2043}',
    '\u{f0b7}',
];

/// An item of a list: the text behind the bullet at the beginning of a line, empty where nothing is written yet. A line
/// of one `*` alone is a divider.
pub fn bullet_item(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(BULLETS)?;
    let space = [' ', '\u{a0}', '\t'];
    let is_item = rest.starts_with(space) || (rest.is_empty() && !line.starts_with('*'));
    is_item.then(|| rest.trim_start_matches(space))
}

/// An item of a numbered list: its number, and the text behind "1. " or "1) " at the beginning of a line. A year at the
/// end of a sentence is no number of an item; nor is what would not be printed as it was typed.
pub fn numbered_item(line: &str) -> Option<(u32, &str)> {
    let space = [' ', '\u{a0}', '\t'];
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = line.split_at_checked(digits)?;
    let rest = rest.strip_prefix(['.', ')'])?;
    if !(1..=3).contains(&digits) || number.starts_with('0') || !rest.starts_with(space) {
        return None;
    }
    Some((number.parse().ok()?, rest.trim_start_matches(space)))
}

/// Whether a text begins with a greeting.
pub fn begins_with_greeting(text: &str) -> bool {
    starts_with_any(text, &["dear ", "to whom "])
}

/// Whether a line takes leave, as before a signature.
pub fn is_leave_taking(line: &str) -> bool {
    const LEAVE: [&str; 6] =
        ["yours", "kind regards", "best wishes", "with best wishes", "with kind regards", "warm regards"];
    starts_with_any(line, &LEAVE)
}

/// Whether a text begins with one of these, in any case and after any white space.
fn starts_with_any(text: &str, beginnings: &[&str]) -> bool {
    let lower = text.trim_start().to_lowercase();
    beginnings.iter().any(|beginning| lower.starts_with(beginning))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_of_lists() {
        for (line, item) in [
            ("- one", Some("one")),
            ("*\u{a0} one", Some("one")),
            ("\u{2022}\tone", Some("one")),
            ("\u{f0b7} one", Some("one")),
            ("-", Some("")),
            ("*", None),
            ("-one", None),
            ("\u{2013} one", None),
            ("one", None),
            ("", None),
        ] {
            assert_eq!(bullet_item(line), item, "{line}");
        }
        for (line, item) in [
            ("1. one", Some((1, "one"))),
            ("12)\ttwelve", Some((12, "twelve"))),
            ("2024. That was the year", None),
            ("14.30 is late", None),
            ("0. nothing", None),
            ("1.", None),
            ("", None),
        ] {
            assert_eq!(numbered_item(line), item, "{line}");
        }
    }

    #[test]
    fn names_within_a_sentence() {
        for (name, within) in [
            ("Supporting letter", "supporting letter"),
            ("School Music Development Plan", "School Music Development Plan"),
            ("Letter", "letter"),
            ("\u{c9}tude", "\u{e9}tude"),
            ("", ""),
        ] {
            assert_eq!(within_sentence(name), within);
        }
    }

    #[test]
    fn greetings_and_leave_takings() {
        for (text, greets, leaves) in [
            (" Dear Ms Fen,", true, false),
            ("To whom it may concern", true, false),
            ("Dearest", false, false),
            ("Yours faithfully,", false, true),
            ("  With best wishes", false, true),
            ("We sing.", false, false),
        ] {
            assert_eq!((begins_with_greeting(text), is_leave_taking(text)), (greets, leaves), "{text}");
        }
    }

    #[test]
    fn counts() {
        for (text, count) in [
            ("", 0),
            ("  \n ", 0),
            ("We sing.", 2),
            ("well-kept school's choir", 3),
            ("singing \u{2013} and playing", 3),
            ("- one\n- two", 2),
            ("\u{1f3b5} caf\u{e9}", 1),
        ] {
            assert_eq!(words(text), count, "{text}");
        }
        assert_eq!(counted(1, "word"), "1 word");
        assert_eq!(counted(0, "word"), "0 words");
        assert_eq!(counted(60_000, "character"), "60,000 characters");
    }

    #[test]
    fn the_first_few_of_several() {
        let list = |items: &[&str], most| first_few_quoted(items, most);
        assert_eq!(list(&[], 3), "");
        assert_eq!(list(&["a"], 3), "\u{201c}a\u{201d}");
        assert_eq!(list(&["a", "b", "c"], 3), "\u{201c}a\u{201d}, \u{201c}b\u{201d} and \u{201c}c\u{201d}");
        assert_eq!(list(&["a", "b", "c", "d"], 2), "\u{201c}a\u{201d}, \u{201c}b\u{201d} and 2 more");
    }

    #[test]
    fn web_addresses() {
        for good in [
            "https://example.org",
            "http://example.org/a?b#c",
            "HTTPS://example.org/\u{e9}",
            " https://example.org ",
            " HTTPS://larkfield.example.org?page=1 ",
            "www.example.org/a",
        ] {
            assert!(is_web_address(good), "{good}");
        }
        for bad in [
            "",
            "example.org",
            "https://",
            "https:///x",
            "https://larkfield",
            "https://larkfield..org",
            "https://larkfield.",
            "www.",
            "https://a b.org",
            "https://x.org/\"y",
            "javascript:alert(1)",
            "javascript:alert(1)//https://a.b",
            "N:\\Music\\plan.docx",
            "\u{1f3b5}\u{1f3b5}\u{1f3b5}",
            "\u{e9}",
        ] {
            assert!(!is_web_address(bad), "{bad}");
        }
    }

    #[test]
    fn web_addresses_are_completed() {
        for (typed, whole) in [
            ("www.example.org", Some("https://www.example.org")),
            (" WWW.example.org/a?b ", Some("https://WWW.example.org/a?b")),
            ("https://www.example.org", None),
            ("http://example.org", None),
            ("example.org", None),
            ("www.", None),
            ("www.a b.org", None),
            ("\u{1f3b5}\u{1f3b5}", None),
            ("", None),
        ] {
            let completed = complete_web_address(typed);
            assert_eq!(completed.as_deref(), whole, "{typed}");
            assert!(completed.is_none_or(|whole| is_web_address(&whole)));
        }
    }

    #[test]
    fn bullets_alone_are_items_too() {
        for (line, item) in [
            ("- choir", Some("choir")),
            ("\u{2022}\u{a0} choir", Some("choir")),
            ("-", Some("")),
            ("\u{25aa}", Some("")),
            ("* ", Some("")),
            ("*", None),
            ("-choir", None),
            ("\u{2013} choir", None),
            ("choir", None),
            ("", None),
        ] {
            assert_eq!(bullet_item(line), item, "{line}");
        }
    }

    #[test]
    fn greetings_and_leave_takings_in_any_case() {
        for text in ["Dear panel,", "\n DEAR Ms Fen", "To whom it may concern"] {
            assert!(begins_with_greeting(text), "{text}");
        }
        for text in ["Our dear pupils", "Dearest", "To the panel", ""] {
            assert!(!begins_with_greeting(text), "{text}");
        }
        for line in ["Yours sincerely,", " yours, Jo", "With best wishes", "KIND REGARDS"] {
            assert!(is_leave_taking(line), "{line}");
        }
        for line in ["We send our best wishes", "Regards", ""] {
            assert!(!is_leave_taking(line), "{line}");
        }
    }
}
