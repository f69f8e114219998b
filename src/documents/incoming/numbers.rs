//! The numbers of a list's items, as they are written: 4, 04, d, IV, 4th, four.

/// How the items of a list, or of one of its levels, are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(
    not(feature = "worker"),
    expect(dead_code, reason = "some stand only in Word documents, which the worker reads")
)]
pub(in crate::documents) enum NumberFormat {
    #[default]
    Decimal,
    /// With a zero before a single digit.
    DecimalZero,
    LowerLetter,
    UpperLetter,
    LowerRoman,
    UpperRoman,
    /// 1st, 2nd.
    Ordinal,
    /// One, Two.
    CardinalText,
    /// First, Second.
    OrdinalText,
    /// The same sign at each item.
    Bullet,
    /// No number.
    None,
}

/// Beyond this letters are repeated more often than anybody reads.
const LETTERS_UP_TO: u32 = 26 * 4;
/// Beyond this Roman numbers need signs that no keyboard has.
const ROMAN_UP_TO: u32 = 3_999;

const CARDINALS: [&str; 20] = [
    "One",
    "Two",
    "Three",
    "Four",
    "Five",
    "Six",
    "Seven",
    "Eight",
    "Nine",
    "Ten",
    "Eleven",
    "Twelve",
    "Thirteen",
    "Fourteen",
    "Fifteen",
    "Sixteen",
    "Seventeen",
    "Eighteen",
    "Nineteen",
    "Twenty",
];
const ORDINALS: [&str; 20] = [
    "First",
    "Second",
    "Third",
    "Fourth",
    "Fifth",
    "Sixth",
    "Seventh",
    "Eighth",
    "Ninth",
    "Tenth",
    "Eleventh",
    "Twelfth",
    "Thirteenth",
    "Fourteenth",
    "Fifteenth",
    "Sixteenth",
    "Seventeenth",
    "Eighteenth",
    "Nineteenth",
    "Twentieth",
];

impl NumberFormat {
    /// By its name in WordprocessingML (ECMA-376 part 1, 17.18.59). A format that only other scripts use counts in digits.
    #[cfg(feature = "worker")]
    pub(in crate::documents) fn of_word(name: &str) -> Self {
        match name {
            "decimalZero" => Self::DecimalZero,
            "lowerLetter" => Self::LowerLetter,
            "upperLetter" => Self::UpperLetter,
            "lowerRoman" => Self::LowerRoman,
            "upperRoman" => Self::UpperRoman,
            "ordinal" => Self::Ordinal,
            "cardinalText" => Self::CardinalText,
            "ordinalText" => Self::OrdinalText,
            "bullet" => Self::Bullet,
            "none" => Self::None,
            _ => Self::Decimal,
        }
    }

    /// By the attribute `type` of an `ol`, or by the value of CSS's `list-style-type`.
    pub(in crate::documents) fn of_html(name: &str) -> Option<Self> {
        Some(match name {
            "1" | "decimal" => Self::Decimal,
            "decimal-leading-zero" => Self::DecimalZero,
            "a" | "lower-alpha" | "lower-latin" => Self::LowerLetter,
            "A" | "upper-alpha" | "upper-latin" => Self::UpperLetter,
            "i" | "lower-roman" => Self::LowerRoman,
            "I" | "upper-roman" => Self::UpperRoman,
            "disc" | "circle" | "square" => Self::Bullet,
            _ => return None,
        })
    }

    /// A number in this format, without the signs around it.
    pub(in crate::documents) fn write(self, number: u32) -> String {
        let named = |names: &[&str; 20]| {
            let at = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
            at.and_then(|at| names.get(at)).map_or_else(|| number.to_string(), |name| (*name).to_owned())
        };
        match self {
            Self::Decimal => number.to_string(),
            Self::DecimalZero => format!("{number:02}"),
            Self::LowerLetter => letters(number),
            Self::UpperLetter => letters(number).to_ascii_uppercase(),
            Self::LowerRoman => roman(number),
            Self::UpperRoman => roman(number).to_ascii_uppercase(),
            Self::Ordinal => format!("{number}{}", ordinal_ending(number)),
            Self::CardinalText => named(&CARDINALS),
            Self::OrdinalText => named(&ORDINALS),
            Self::Bullet | Self::None => String::new(),
        }
    }
}

/// a to z, then aa, bb, as Word has it.
fn letters(number: u32) -> String {
    if !(1..=LETTERS_UP_TO).contains(&number) {
        return number.to_string();
    }
    let (round, letter) = ((number - 1) / 26, (number - 1) % 26);
    let letter = u8::try_from(letter).map_or('a', |letter| char::from(b'a' + letter));
    std::iter::repeat_n(letter, usize::try_from(round).unwrap_or_default() + 1).collect()
}

fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    if !(1..=ROMAN_UP_TO).contains(&number) {
        return number.to_string();
    }
    let (mut left, mut out) = (number, String::new());
    for (value, sign) in SIGNS {
        while left >= value {
            left -= value;
            out.push_str(sign);
        }
    }
    out
}

fn ordinal_ending(number: u32) -> &'static str {
    match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_the_list_says() {
        use NumberFormat as F;
        for (format, number, written) in [
            (F::Decimal, 12, "12"),
            (F::DecimalZero, 7, "07"),
            (F::DecimalZero, 70, "70"),
            (F::LowerLetter, 3, "c"),
            (F::LowerLetter, 27, "aa"),
            (F::LowerLetter, 28, "bb"),
            (F::UpperLetter, 26, "Z"),
            (F::LowerLetter, 0, "0"),
            (F::LowerLetter, u32::MAX, "4294967295"),
            (F::LowerRoman, 4, "iv"),
            (F::LowerRoman, 1999, "mcmxcix"),
            (F::UpperRoman, 9, "IX"),
            (F::UpperRoman, 4_000, "4000"),
            (F::Ordinal, 1, "1st"),
            (F::Ordinal, 12, "12th"),
            (F::Ordinal, 23, "23rd"),
            (F::CardinalText, 20, "Twenty"),
            (F::CardinalText, 21, "21"),
            (F::OrdinalText, 2, "Second"),
            (F::OrdinalText, 0, "0"),
            (F::Bullet, 2, ""),
            (F::None, 2, ""),
        ] {
            assert_eq!(format.write(number), written, "{format:?} {number}");
        }
    }
}
