//! Days and times that a text names. [`days`] reads days; [`times`] reads times: "12.00pm (midday)", "6-7.30pm".

mod days;

pub(super) use self::days::{NamedDay, days};

/// A time as it is written, before what follows it has been read.
struct WrittenTime<'a> {
    hour: u16,
    minute: u16,
    colon: bool,
    afternoon: Option<bool>,
    rest: &'a str,
}

/// Every time that `text` names: for each, the minutes of the day (0 to 1439) that it may mean.
pub(super) fn times(text: &str) -> Vec<Vec<u16>> {
    let mut found: Vec<Vec<u16>> = text.split(|c: char| !c.is_alphabetic()).filter_map(named_time).collect();
    let mut before = ' ';
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let begins = first.is_ascii_digit() && !before.is_alphanumeric() && !".:,\u{a3}$\u{20ac}".contains(before);
        if let Some(time) = begins.then(|| read_time(rest)).flatten() {
            found.extend(possible_minutes(&time));
            (before, rest) = ('0', time.rest);
        } else {
            before = first;
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
        }
    }
    found
}

fn named_time(word: &str) -> Option<Vec<u16>> {
    match word.to_ascii_lowercase().as_str() {
        "noon" | "midday" => Some(vec![720]),
        // Calls often give "midnight" as the last minute of a day.
        "midnight" => Some(vec![0, 1439]),
        _ => None,
    }
}

/// The minutes of the day that a time may mean. None where it is only a number.
fn possible_minutes(time: &WrittenTime) -> Option<Vec<u16>> {
    let at = |hour: u16| hour * 60 + time.minute;
    match time.afternoon {
        _ if time.minute > 59 || time.hour > 23 => None,
        Some(_) if time.hour > 12 || time.hour == 0 => None,
        Some(afternoon) => Some(vec![at(time.hour % 12 + if afternoon { 12 } else { 0 })]),
        None if time.colon || is_start_of_range(time.rest) => {
            Some(if time.hour < 12 { vec![at(time.hour), at(time.hour + 12)] } else { vec![at(time.hour)] })
        }
        None => None,
    }
}

/// Whether "- 7.30pm" follows, so that the number before is a time too.
fn is_start_of_range(rest: &str) -> bool {
    let rest = rest.trim_start();
    let next = ["-", "\u{2013}", "\u{2014}", "to ", "until "].iter().find_map(|dash| rest.strip_prefix(dash));
    next.and_then(|n| read_time(n.trim_start())).is_some_and(|n| n.afternoon.is_some())
}

/// Reads "6", "6.00", "17:00", "6pm", "6.00 p.m." at the beginning of `text`.
fn read_time(text: &str) -> Option<WrittenTime<'_>> {
    let (hour, rest) = read_number(text)?;
    let (minute, colon, rest) = match rest.strip_prefix([':', '.']).and_then(read_number) {
        Some((minute, after)) if rest.len() - after.len() == 3 => (minute, rest.starts_with(':'), after),
        _ => (0, false, rest),
    };
    let word = rest.trim_start();
    let half = [("am", false), ("a.m", false), ("pm", true), ("p.m", true)].iter().find_map(|(name, afternoon)| {
        let after = word.get(name.len()..)?;
        let is = word.get(..name.len())?.eq_ignore_ascii_case(name) && !after.starts_with(char::is_alphanumeric);
        is.then_some((*afternoon, after))
    });
    Some(WrittenTime { hour, minute, colon, afternoon: half.map(|h| h.0), rest: half.map_or(rest, |h| h.1) })
}

/// A number of one or two digits at the beginning of `text`.
fn read_number(text: &str) -> Option<(u16, &str)> {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.get(..text.len() - rest.len())?;
    (digits.len() <= 2).then(|| digits.parse().ok())?.map(|n| (n, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_in_words() {
        for (text, expected) in [
            ("12.00pm (midday), Friday 14 February 2025", vec![vec![720], vec![720]]),
            ("Friday 28th February, 17:00", vec![vec![1020]]),
            ("Thursday 19 June 2025, 6.00pm", vec![vec![1080]]),
            ("9.30 a.m.", vec![vec![570]]),
            ("12am", vec![vec![0]]),
            ("6-7.30pm", vec![vec![360, 1080], vec![1170]]),
            ("6:00 \u{2013} 7:30", vec![vec![360, 1080], vec![450, 1170]]),
            ("midnight", vec![vec![0, 1439]]),
            ("Noon", vec![vec![720]]),
            ("\u{a3}6.00, 2.10, Key Stages 1-3, 25:00, 13pm, 9.75pm, 120pm", vec![]),
            ("Program 5 amounts", vec![]),
        ] {
            assert_eq!(times(text), expected, "{text}");
        }
    }
}
