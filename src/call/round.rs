//! The round of a call in words. A hub may write a year, "2025–26", "Rolling", "Spring term", or nothing.

/// The round as the hub writes it. None where it writes nothing.
pub fn said_round(round: &str) -> Option<&str> {
    Some(round.trim()).filter(|round| !round.is_empty())
}

/// A name with the round behind it: "Lead Schools for Marsh, 2027". The name alone where it says the round already, or
/// there is none.
pub fn with_round(name: &str, round: &str) -> String {
    match unsaid(name, round) {
        Some(round) => format!("{}, {round}", name.trim_end()),
        None => name.to_owned(),
    }
}

/// What is applied for, with its round: "Lead Schools 2027", "Lead Schools, Spring term".
pub fn of_round(things: &str, round: &str) -> String {
    match unsaid(things, round) {
        Some(round) if round.starts_with(|c: char| c.is_ascii_digit()) => format!("{} {round}", things.trim_end()),
        _ => with_round(things, round),
    }
}

/// What of the round a name does not say already: all of it, or what stands behind a year that the name has.
fn unsaid<'a>(name: &str, round: &'a str) -> Option<&'a str> {
    let round = said_round(round)?;
    // ASCII is enough here, and the table of all other letters would be in the first load.
    let name = name.to_ascii_lowercase();
    if name.contains(&round.to_ascii_lowercase()) {
        return None;
    }
    let Some((year, rest)) = round.split_at_checked(4).filter(|(year, _)| year.bytes().all(|b| b.is_ascii_digit()))
    else {
        return Some(round);
    };
    match rest.trim_start_matches([',', ' ']) {
        _ if !name.contains(year) => Some(round),
        // Of "2026–27" a name that has 2026 says enough.
        rest if rest.contains(|c: char| c.is_ascii_alphabetic()) => Some(rest),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_round_is_said_once_and_only_where_there_is_one() {
        for (name, round, with, of) in [
            ("Lead Schools", "2027", "Lead Schools, 2027", "Lead Schools 2027"),
            ("Lead Schools", "2026–27", "Lead Schools, 2026–27", "Lead Schools 2026–27"),
            ("Lead Schools 2027", "2027", "Lead Schools 2027", "Lead Schools 2027"),
            ("Lead Schools 2026", "2026–27", "Lead Schools 2026", "Lead Schools 2026"),
            ("Lead Schools 2026–27", "2026", "Lead Schools 2026–27", "Lead Schools 2026–27"),
            ("Lead Schools 2026", "2026 spring", "Lead Schools 2026, spring", "Lead Schools 2026, spring"),
            ("Lead Schools", "Rolling", "Lead Schools, Rolling", "Lead Schools, Rolling"),
            ("A rolling programme", "Rolling", "A rolling programme", "A rolling programme"),
            ("Lead Schools", "Spring term", "Lead Schools, Spring term", "Lead Schools, Spring term"),
            ("Lead Schools", "Round 2", "Lead Schools, Round 2", "Lead Schools, Round 2"),
            ("Lead Schools", "", "Lead Schools", "Lead Schools"),
            ("Lead Schools", "  ", "Lead Schools", "Lead Schools"),
            ("Lead Schools", " 2027 ", "Lead Schools, 2027", "Lead Schools 2027"),
        ] {
            assert_eq!(
                (with_round(name, round).as_str(), of_round(name, round).as_str()),
                (with, of),
                "{name} {round}"
            );
        }
        assert_eq!((said_round(" "), said_round(" Rolling ")), (None, Some("Rolling")));
    }
}
