//! The number that identifies a school.

use crate::call::SettingKind;

/// A number that identifies a school, as far as its form tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Identifier {
    /// Unique Reference Number of a school: six digits (Get Information about Schools).
    Urn,
    /// An early years provider's Ofsted number: `EY` and six digits, or seven digits.
    Ofsted,
    /// UK Provider Reference Number of a college: eight digits.
    Ukprn,
    /// A charity or company number of another organisation, whatever its form.
    Organisation,
}

impl Identifier {
    /// What it is called.
    pub fn label(self) -> &'static str {
        match self {
            Self::Urn => "URN",
            Self::Ofsted => "Ofsted number",
            Self::Ukprn => "UKPRN",
            Self::Organisation => "Charity or company number",
        }
    }
}

/// The number without spaces, in capitals.
pub fn tidy_identifier(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect()
}

/// What kind of number `text` is for a school of this kind, or what should be typed instead.
pub fn identify(text: &str, kind: Option<SettingKind>) -> Result<Identifier, &'static str> {
    let tidy = tidy_identifier(text);
    let digits = |t: &str, n: usize| t.len() == n && t.bytes().all(|b| b.is_ascii_digit());
    // Charities and companies have several registers, and each has forms of its own.
    if kind == Some(SettingKind::Other) && !tidy.is_empty() {
        return Ok(Identifier::Organisation);
    }
    let found = if digits(&tidy, 6) {
        Some(Identifier::Urn)
    } else if digits(&tidy, 7) || tidy.strip_prefix("EY").is_some_and(|rest| digits(rest, 6)) {
        Some(Identifier::Ofsted)
    } else if digits(&tidy, 8) {
        Some(Identifier::Ukprn)
    } else {
        None
    };
    let fits = |found: &Identifier| match kind {
        Some(SettingKind::School) => *found == Identifier::Urn,
        Some(SettingKind::EarlyYears) => *found != Identifier::Ukprn,
        Some(SettingKind::College) => *found != Identifier::Ofsted,
        None | Some(SettingKind::Other | SettingKind::Trust) => true,
    };
    found.filter(fits).ok_or(match kind {
        Some(SettingKind::EarlyYears) => "Enter an Ofsted number (such as EY123456 or 7 digits) or a 6-digit URN",
        Some(SettingKind::College) => "Enter a 6-digit URN or an 8-digit UKPRN",
        _ => "Enter a 6-digit URN",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        use SettingKind::{College, EarlyYears, Other, School};
        for (text, kind, found) in [
            ("123456", School, Some(Identifier::Urn)),
            (" 123 456 ", School, Some(Identifier::Urn)),
            ("12345", School, None),
            ("EY123456", School, None),
            ("\u{661}\u{662}\u{663}\u{664}\u{665}\u{666}", School, None),
            ("ey123456", EarlyYears, Some(Identifier::Ofsted)),
            ("1234567", EarlyYears, Some(Identifier::Ofsted)),
            ("123456", EarlyYears, Some(Identifier::Urn)),
            ("EY12345", EarlyYears, None),
            ("10001234", College, Some(Identifier::Ukprn)),
            ("", School, None),
            ("SC 012345", Other, Some(Identifier::Organisation)),
            ("123456", Other, Some(Identifier::Organisation)),
            (" ", Other, None),
        ] {
            assert_eq!(identify(text, Some(kind)).ok(), found, "{text}");
        }
    }
}
