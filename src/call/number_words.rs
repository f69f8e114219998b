//! Numbers in words.

/// The numbers below twenty, by their place.
pub const SMALL_NUMBERS: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
/// The tens, from twenty.
pub const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// A number as one word, where there is one: those below twenty, and the tens.
pub fn number_word(number: u32) -> Option<&'static str> {
    let index = usize::try_from(number).ok()?;
    let tens = || Some(index / 10).filter(|_| index.is_multiple_of(10)).and_then(|tens| TENS.get(tens.checked_sub(2)?));
    SMALL_NUMBERS.get(index).or_else(tens).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_one_word() {
        for (number, word) in [
            (0, Some("zero")),
            (1, Some("one")),
            (19, Some("nineteen")),
            (20, Some("twenty")),
            (90, Some("ninety")),
            (21, None),
            (100, None),
        ] {
            assert_eq!(number_word(number), word, "{number}");
        }
    }
}
