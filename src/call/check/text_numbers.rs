//! Whole numbers that a text names: "1,500", "£2,000", "twenty-one", "a hundred and fifty", "2k".

use crate::call::{SMALL_NUMBERS, TENS};

/// Other words that say a number.
const OTHERS: [(&str, u64); 8] =
    [("once", 1), ("single", 1), ("another", 1), ("twice", 2), ("both", 2), ("couple", 2), ("pair", 2), ("double", 2)];

/// Every whole number that `text` names. Numbers with a fraction, ordinals and numbers within a word ("A4") are none.
pub(super) fn numbers(text: &str) -> Vec<u32> {
    let mut found: Vec<u32> = in_digits(text);
    found.extend(in_words(text));
    found
}

/// As [`numbers`], but "a" and "an" say 1 only before one of these units: "a side", and not "two days a year".
pub(super) fn numbers_of(text: &str, units: &[&str]) -> Vec<u32> {
    let mut found = numbers(text);
    let words: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
    let stem = |word: &str| word.to_lowercase().trim_end_matches('s').to_owned();
    let is_unit = |word: &String| units.iter().any(|unit| stem(unit) == stem(word));
    let is_article = |word: &String| ["a", "an"].contains(&word.as_str());
    let an_article_counts = words.windows(2).any(|pair| matches!(pair, [a, unit] if is_article(a) && is_unit(unit)));
    let says_one = words.iter().any(|word| !is_article(word) && numbers(word).contains(&1));
    if !an_article_counts && !says_one {
        found.retain(|number| *number != 1);
    }
    found
}

/// The numbers that count these things: each with one of the words after it, with at most `between` words in between and within the
/// same part of the sentence ("two special or AP schools"). Articles are no numbers here.
pub(super) fn numbers_before(text: &str, things: &[&str], between: usize) -> Vec<u32> {
    let stem = |word: &str| word.to_lowercase().trim_end_matches('s').to_owned();
    let is_thing = |word: &&str| things.iter().any(|thing| stem(thing) == stem(word));
    let mut found = Vec::new();
    for part in text.split(['.', ';', ':', '(', ')', '\n']) {
        let words: Vec<&str> =
            part.split(|c: char| !(c.is_alphanumeric() || c == ',')).map(|word| word.trim_matches(',')).collect();
        let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
        for (at, word) in words.iter().enumerate() {
            let is_article = ["a", "an"].contains(&word.to_lowercase().as_str());
            let after = words.iter().skip(at + 1).take(between + 1);
            if !is_article && after.copied().any(|word| is_thing(&word)) {
                found.extend(numbers(word));
            }
        }
    }
    found
}

/// The number that a text as a whole says, if it says only one: "£2,000", "2 sides", "two".
#[cfg(feature = "schema")]
pub(super) fn only_number(text: &str) -> Option<u32> {
    let fraction = text.char_indices().any(|(at, c)| {
        let next = text.get(at + c.len_utf8()..).unwrap_or_default();
        let digits = next.trim_start_matches(|c: char| c.is_ascii_digit());
        c == '.' && digits.len() < next.len() && next.trim_start_matches('0').len() > digits.len()
    });
    // "A few" is no number.
    let article = in_digits(text).is_empty() && in_words(text) == [1] && !text.to_lowercase().contains("one");
    match numbers(text).as_slice() {
        _ if article => None,
        [number] if !fraction && !text.trim_start().starts_with('-') => Some(*number),
        _ => None,
    }
}

/// Whether a number is followed at once by one of these words: "two sides", "500 words", "6-page".
pub(super) fn counts(text: &str, units: &[&str]) -> bool {
    let words: Vec<&str> = text.split(|c: char| !(c.is_alphanumeric() || c == ',')).filter(|w| !w.is_empty()).collect();
    let unit = |word: &str| units.iter().any(|unit| word.trim_matches(',').eq_ignore_ascii_case(unit));
    let number = |word: &str| !["a", "an"].contains(&word) && !numbers(word).is_empty();
    words.windows(2).any(|pair| matches!(pair, [before, word] if unit(word) && number(before)))
}

/// Numbers in digits.
fn in_digits(text: &str) -> Vec<u32> {
    let mut found = Vec::new();
    let mut before = ' ';
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if first.is_ascii_digit() && !before.is_alphabetic() {
            let (number, after) = read_digits(rest);
            found.extend(number);
            (before, rest) = ('0', after);
        } else {
            before = first;
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
        }
    }
    found
}

/// The number at the beginning of a text, if it is a whole one, and what follows it.
fn read_digits(text: &str) -> (Option<u32>, &str) {
    let after_digits = |text: &'_ str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let mut end = after_digits(text);
    let mut digits = text.get(..end).unwrap_or_default().to_owned();
    // "1,500": thousands by commas or by spaces that do not break.
    while let Some(group) = text.get(end..).and_then(|rest| rest.strip_prefix([',', '\u{a0}', '\u{202f}'])) {
        if digits.len() > 3 && end == digits.len() || after_digits(group) != 3 {
            break;
        }
        digits.push_str(group.get(..3).unwrap_or_default());
        end = text.len() - group.len() + 3;
    }
    let mut rest = text.get(end..).unwrap_or_default();
    let mut whole = true;
    if let Some(fraction) = rest.strip_prefix('.').filter(|fraction| after_digits(fraction) > 0) {
        let length = after_digits(fraction);
        whole = fraction.get(..length).is_some_and(|digits| digits.bytes().all(|b| b == b'0'));
        rest = fraction.get(length..).unwrap_or_default();
    }
    let word = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_ascii_lowercase();
    whole &= !["st", "nd", "rd", "th", "m"].contains(&word.as_str());
    let thousands = if word == "k" { 1000 } else { 1 };
    let number = digits.parse::<u32>().ok().and_then(|number| number.checked_mul(thousands));
    (number.filter(|_| whole), rest)
}

/// A number in words as far as it has been read.
#[derive(Default)]
struct Words {
    thousands: u64,
    group: u64,
    begun: bool,
    /// Only "a" so far.
    article: bool,
    found: Vec<u32>,
}

impl Words {
    fn end(&mut self) {
        if self.begun {
            self.found.extend(u32::try_from(self.thousands.saturating_add(self.group)));
        }
        (self.thousands, self.group, self.begun, self.article) = (0, 0, false, false);
    }

    fn begin(&mut self, group: u64) {
        self.end();
        (self.group, self.begun) = (group, true);
    }

    /// "two", "nineteen".
    fn small(&mut self, number: u64) {
        let after_ten = self.group % 100 >= 20 && self.group.is_multiple_of(10) && (1..10).contains(&number);
        if self.begun
            && !self.article
            && (after_ten || self.group.is_multiple_of(100))
            && self.group + self.thousands > 0
        {
            self.group += number;
        } else {
            self.begin(number);
        }
    }

    /// "twenty".
    fn ten(&mut self, number: u64) {
        if self.begun && !self.article && self.group.is_multiple_of(100) && self.group + self.thousands > 0 {
            self.group += number;
        } else {
            self.begin(number);
        }
    }

    /// "hundred", "dozen", "thousand".
    fn times(&mut self, times: u64) {
        if !self.begun || self.group >= times {
            self.begin(1);
        }
        (self.group, self.article) = (self.group.max(1).saturating_mul(times), false);
        if times == 1000 {
            (self.thousands, self.group) = (self.thousands.saturating_add(self.group), 0);
        }
    }
}

/// Numbers in words.
fn in_words(text: &str) -> Vec<u32> {
    let mut words = Words::default();
    let mut before = "";
    let mut rest = text;
    while let Some(start) = rest.find(char::is_alphanumeric) {
        let (gap, on) = rest.split_at_checked(start).unwrap_or_default();
        let word = on.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        rest = on.get(word.len()..).unwrap_or_default();
        if ![" ", "-", "\u{a0}", "\u{2011}"].contains(&gap) {
            words.end();
        }
        let word = word.to_ascii_lowercase();
        let index = |names: &[&str]| names.iter().position(|name| *name == word).and_then(|at| u64::try_from(at).ok());
        if let Some(number) = index(&SMALL_NUMBERS) {
            words.small(number);
        } else if let Some(tens) = index(&TENS) {
            words.ten((tens + 2) * 10);
        } else if let Some((_, number)) = OTHERS.iter().find(|(name, _)| *name == word) {
            words.begin(*number);
        } else {
            match word.as_str() {
                "a" | "an" if before != "half" => {
                    words.begin(1);
                    words.article = true;
                }
                "dozen" => words.times(12),
                "hundred" => words.times(100),
                "thousand" => words.times(1000),
                // "Two and three" are two numbers, "two hundred and three" is one.
                "and" if words.begun && words.group.is_multiple_of(100) => {}
                _ => words.end(),
            }
        }
        before = on.get(..word.len()).unwrap_or_default();
    }
    words.end();
    words.found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_a_text() {
        let cases: [(&str, &[u32]); 34] = [
            ("\u{a3}1,500 a year", &[1500, 1]),
            ("\u{a3}2,000.00", &[2000]),
            ("\u{a3}1,500.50", &[]),
            ("2k, 3K", &[2000, 3000]),
            ("\u{a3}1.5m", &[]),
            ("12\u{a0}500", &[12500]),
            ("2026, 500", &[2026, 500]),
            ("2026,500", &[2026, 500]),
            ("1,2,3", &[1, 2, 3]),
            ("A4, KS2, 30th, 1st", &[]),
            ("4 x Primary (one per region)", &[4, 1]),
            ("2-day course, 30-45 minutes", &[2, 30, 45]),
            ("6.30", &[]),
            ("three days", &[3]),
            ("one or two", &[1, 2]),
            ("two and three", &[2, 3]),
            ("twenty-one", &[21]),
            ("twenty one", &[21]),
            ("a hundred and fifty", &[150]),
            ("one hundred and fifty-two", &[152]),
            ("two thousand", &[2000]),
            ("five thousand two hundred and six", &[5206]),
            ("two thousand and twenty", &[2020]),
            ("a dozen, two dozen", &[12, 24]),
            ("half a day", &[]),
            ("a day each term", &[1]),
            ("nineteen hundred", &[1900]),
            ("one, two", &[1, 2]),
            ("twice a year", &[2, 1]),
            ("a couple of days", &[1, 2]),
            ("nobody wonders often", &[]),
            ("a five", &[1, 5]),
            ("thirty twelve", &[30, 12]),
            ("", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(numbers(text), expected, "{text}");
        }
    }

    #[cfg(feature = "schema")]
    #[test]
    fn the_only_number_of_a_text() {
        for (text, expected) in [
            ("\u{a3}2,000", Some(2000)),
            ("2", Some(2)),
            ("two", Some(2)),
            ("2 sides", Some(2)),
            ("2.0", Some(2)),
            ("2.5", None),
            ("1500.50", None),
            ("-1", None),
            ("10-12", None),
            ("some", None),
            ("a few", None),
            ("One", Some(1)),
        ] {
            assert_eq!(only_number(text), expected, "{text}");
        }
    }

    #[test]
    fn an_article_says_one_before_its_unit() {
        let cases: [(&str, &[u32]); 6] = [
            ("two days a year", &[2]),
            ("a day each term", &[1]),
            ("A DAY, two visits", &[2, 1]),
            ("one of two days a year", &[1, 2, 1]),
            ("1 letter, a statement", &[1, 1]),
            ("a letter of two pages", &[2]),
        ];
        for (text, expected) in cases {
            let mut found = numbers_of(text, &["days"]);
            let mut expected = expected.to_vec();
            found.sort_unstable();
            expected.sort_unstable();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn what_a_number_counts() {
        for (text, expected) in [
            ("two sides of A4", true),
            ("a six-page letter", false),
            ("up to 1,200 words", true),
            ("in your own words", false),
            ("in a word", false),
            ("each side", false),
        ] {
            assert_eq!(counts(text, &["side", "sides", "word", "words"]), expected, "{text}");
        }
        assert!(counts("a six-page letter", &["page"]));
    }
}
