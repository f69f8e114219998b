//! Days and instants, without a time-zone database and without a clock.
//!
//! Dates are proleptic Gregorian. An instant of a call carries its own offset (RFC 9557), so nothing here needs to
//! know a zone; the one rule known by heart is that of Europe/London (Summer Time Order 2002), to show an instant
//! in the time that a school's clock shows and to check what a call file says.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

const DAY_MS: i64 = 86_400_000;

/// Milliseconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Timestamp(pub i64);

/// A day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: i32,
    month: u8,
    day: u8,
}

/// A day of the week, Monday first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Weekday(u8);

/// Names of the days, Monday first.
pub const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
/// Names of the months.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Weekday {
    /// The English name.
    pub fn name(self) -> &'static str {
        WEEKDAYS.get(usize::from(self.0)).copied().unwrap_or_default()
    }
}

fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

impl Date {
    /// A day, if the calendar has it. Years 1 to 9999.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        ((1..=9999).contains(&year) && (1..=12).contains(&month) && day >= 1 && day <= days_in_month(year, month))
            .then_some(Self { year, month, day })
    }

    /// Reads `YYYY-MM-DD` (RFC 3339 full-date), and nothing else.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let fits = bytes.len() == 10
            && bytes.iter().enumerate().all(|(i, b)| if i == 4 || i == 7 { *b == b'-' } else { b.is_ascii_digit() });
        if !fits {
            return None;
        }
        Self::new(text.get(..4)?.parse().ok()?, text.get(5..7)?.parse().ok()?, text.get(8..)?.parse().ok()?)
    }

    /// The year, 1 to 9999.
    pub fn year(self) -> i32 {
        self.year
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> u8 {
        self.day
    }

    /// Days since 1970-01-01 (Hinnant, "chrono-Compatible Low-Level Date Algorithms").
    pub fn days(self) -> i64 {
        let (m, d) = (i64::from(self.month), i64::from(self.day));
        let y = i64::from(self.year) - i64::from(m <= 2);
        let era = y.div_euclid(400);
        let year_of_era = y.rem_euclid(400);
        let day_of_year = (153 * ((m + 9) % 12) + 2) / 5 + d - 1;
        era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
    }

    /// The day that is `days` after 1970-01-01, kept within the years that can be written.
    pub fn from_days(days: i64) -> Self {
        let z = days.clamp(-719_162, 2_932_896) + 719_468;
        let era = z.div_euclid(146_097);
        let doe = z.rem_euclid(146_097);
        let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
        let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
        let mp = (5 * doy + 2) / 153;
        let day = doy - (153 * mp + 2) / 5 + 1;
        let month = if mp < 10 { mp + 3 } else { mp - 9 };
        let year = yoe + era * 400 + i64::from(month <= 2);
        Self {
            year: i32::try_from(year).unwrap_or(1),
            month: u8::try_from(month).unwrap_or(1),
            day: u8::try_from(day).unwrap_or(1),
        }
    }

    /// The day of the week.
    pub fn weekday(self) -> Weekday {
        // 1970-01-01 was a Thursday, which is 3 counted from Monday.
        Weekday(u8::try_from((self.days() + 3).rem_euclid(7)).unwrap_or(0))
    }

    /// As it is written to people: "Friday 14 February 2025".
    pub fn long(self) -> String {
        format!("{} {}", self.weekday().name(), self.medium())
    }

    /// "14 February 2025".
    pub fn medium(self) -> String {
        format!("{} {} {}", self.day, self.month_name(), self.year)
    }

    /// "February".
    pub fn month_name(self) -> &'static str {
        MONTHS.get(usize::from(self.month) - 1).copied().unwrap_or_default()
    }

    /// Whether it is the last day of its month.
    pub fn ends_month(self) -> bool {
        self.day == days_in_month(self.year, self.month)
    }

    /// Minutes that clocks in London are ahead of UTC at `minute_utc` (minutes after midnight UTC) of this day.
    fn london_offset_at(self, minute_utc: i64) -> i32 {
        let last_sunday = |month: u8| {
            let last = Date { year: self.year, month, day: 31 };
            i64::from(31) - (last.days() + 4).rem_euclid(7)
        };
        // Both changes happen at 01:00 UTC.
        let after = |day: i64| (i64::from(self.day), minute_utc) >= (day, 60);
        let summer = match self.month {
            4..=9 => true,
            3 => after(last_sunday(3)),
            10 => !after(last_sunday(10)),
            _ => false,
        };
        if summer { 60 } else { 0 }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl Timestamp {
    /// The day and the minute of it (0 to 1439) on clocks in London.
    pub fn london(self) -> (Date, u16) {
        let utc_minutes = self.0.div_euclid(60_000);
        let utc_day = Date::from_days(utc_minutes.div_euclid(1440));
        let local = utc_minutes + i64::from(utc_day.london_offset_at(utc_minutes.rem_euclid(1440)));
        (Date::from_days(local.div_euclid(1440)), u16::try_from(local.rem_euclid(1440)).unwrap_or(0))
    }

    /// Reads RFC 3339 in UTC as [`Timestamp`] writes it: `2025-02-14T12:00:00.000Z`.
    pub fn parse(text: &str) -> Option<Self> {
        let (date, time) = text.strip_suffix('Z')?.split_once('T')?;
        let (clock, ms) = match time.split_once('.') {
            Some((clock, ms)) if ms.len() == 3 && ms.bytes().all(|b| b.is_ascii_digit()) => (clock, ms.parse().ok()?),
            Some(_) => return None,
            None => (time, 0),
        };
        let day = Date::parse(date)?.days();
        Some(Self(day * DAY_MS + i64::from(parse_clock(clock)?) * 1000 + ms))
    }

    /// Writes the instant at the end of a text. Hundreds of them are written at every keystroke.
    pub fn write_to(self, out: &mut String) {
        let date = Date::from_days(self.0.div_euclid(DAY_MS));
        let ms = self.0.rem_euclid(DAY_MS);
        let mut text = *b"0000-00-00T00:00:00.000Z";
        let parts = [
            (0..4, i64::from(date.year)),
            (5..7, i64::from(date.month)),
            (8..10, i64::from(date.day)),
            (11..13, ms / 3_600_000),
            (14..16, ms / 60_000 % 60),
            (17..19, ms / 1000 % 60),
            (20..23, ms % 1000),
        ];
        for (place, number) in parts {
            let mut rest = u32::try_from(number).unwrap_or_default();
            for digit in text.get_mut(place).into_iter().flatten().rev() {
                // A digit: at most 9.
                *digit = b'0' + u8::try_from(rest % 10).unwrap_or_default();
                rest /= 10;
            }
        }
        out.push_str(str::from_utf8(&text).unwrap_or_default());
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::with_capacity(24);
        self.write_to(&mut text);
        f.write_str(&text)
    }
}

/// Seconds after midnight of `HH:MM:SS`.
fn parse_clock(text: &str) -> Option<u32> {
    let mut parts = text
        .split(':')
        .map(|p| (p.len() == 2 && p.bytes().all(|b| b.is_ascii_digit())).then(|| p.parse::<u32>().ok())?);
    let (h, m, s) = (parts.next()??, parts.next()??, parts.next()??);
    (parts.next().is_none() && h < 24 && m < 60 && s < 60).then_some(h * 3600 + m * 60 + s)
}

/// "midday", "midnight", "9:30am", "5pm": a minute of the day (0 to 1439) in words that cannot be misread.
pub fn clock_words(minute: u16) -> String {
    let (hour, min) = (minute / 60, minute % 60);
    let half = if hour < 12 { "am" } else { "pm" };
    let twelve = if hour % 12 == 0 { 12 } else { hour % 12 };
    match (hour, min) {
        (12, 0) => "midday".to_owned(),
        (0, 0) => "midnight (start of the day)".to_owned(),
        (_, 0) => format!("{twelve}{half}"),
        _ => format!("{twelve}:{min:02}{half}"),
    }
}

/// An instant as a call file writes it (RFC 9557): `2025-02-14T12:00:00+00:00[Europe/London]`.
///
/// It keeps the local time, the offset and the zone's name; the instant itself is [`ZonedInstant::timestamp`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZonedInstant {
    date: Date,
    second: u32,
    offset_minutes: i32,
    zone: String,
}

impl ZonedInstant {
    /// Reads one, saying what is wrong with it otherwise.
    pub fn parse(text: &str) -> Result<Self, String> {
        let form = || {
            format!(
                "\u{201c}{text}\u{201d} is not an instant with offset and zone; write it like 2025-02-14T12:00:00+00:00[Europe/London]"
            )
        };
        let (stamp, zone) = text.strip_suffix(']').and_then(|t| t.split_once('[')).ok_or_else(form)?;
        let (date, rest) = stamp.split_once('T').ok_or_else(form)?;
        let clock = rest.get(..8).and_then(parse_clock).ok_or_else(form)?;
        let offset = rest.get(8..).and_then(parse_offset).ok_or_else(form)?;
        let zone_fits = !zone.is_empty() && zone.bytes().all(|b| b.is_ascii_alphanumeric() || b"/_+-".contains(&b));
        if !zone_fits {
            return Err(form());
        }
        let date = Date::parse(date).ok_or_else(form)?;
        Ok(Self { date, second: clock, offset_minutes: offset, zone: zone.to_owned() })
    }

    /// The start of a day in UTC.
    pub(super) fn start_of(date: Date) -> Self {
        Self { date, second: 0, offset_minutes: 0, zone: "UTC".to_owned() }
    }

    /// The local day.
    pub fn date(&self) -> Date {
        self.date
    }

    /// The local minute of the day, 0 to 1439.
    pub fn minute(&self) -> u16 {
        u16::try_from(self.second / 60).unwrap_or(0)
    }

    /// The zone's name in the IANA database.
    pub fn zone(&self) -> &str {
        &self.zone
    }

    /// The offset from UTC in minutes, east positive.
    pub fn offset_minutes(&self) -> i32 {
        self.offset_minutes
    }

    /// The instant itself.
    pub fn timestamp(&self) -> Timestamp {
        Timestamp(self.date.days() * DAY_MS + i64::from(self.second) * 1000 - i64::from(self.offset_minutes) * 60_000)
    }

    /// The offset that Europe/London has at this instant, in minutes.
    pub fn london_offset(&self) -> i32 {
        let minutes = self.timestamp().0.div_euclid(60_000);
        Date::from_days(minutes.div_euclid(1440)).london_offset_at(minutes.rem_euclid(1440))
    }

    /// "Friday 14 February 2025, 12 noon (midday)".
    pub fn long(&self) -> String {
        format!("{}, {}", self.date.long(), clock_words(self.minute()))
    }
}

fn parse_offset(text: &str) -> Option<i32> {
    if text == "Z" {
        return Some(0);
    }
    let sign = match text.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let clock = parse_clock(&format!("{}:00", text.get(1..)?))?;
    Some(sign * i32::try_from(clock / 60).ok()?)
}

impl fmt::Display for ZonedInstant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (h, m, s) = (self.second / 3600, self.second / 60 % 60, self.second % 60);
        let sign = if self.offset_minutes < 0 { '-' } else { '+' };
        let off = self.offset_minutes.abs();
        write!(f, "{}T{h:02}:{m:02}:{s:02}{sign}{:02}:{:02}[{}]", self.date, off / 60, off % 60, self.zone)
    }
}

macro_rules! as_text {
    ($name:ident, $parse:expr, $pattern:literal, $about:literal) => {
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                $parse(&text).map_err(de::Error::custom)
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({"type": "string", "pattern": $pattern, "description": $about})
            }
        }
    };
}

as_text!(
    Date,
    |t: &str| Date::parse(t).ok_or_else(|| format!("\u{201c}{t}\u{201d} is not a day; write it like 2025-02-14")),
    r"^\d{4}-\d{2}-\d{2}$",
    "A day, written like 2025-02-14."
);
as_text!(
    Timestamp,
    |t: &str| Timestamp::parse(t)
        .ok_or_else(|| format!("\u{201c}{t}\u{201d} is not an instant in UTC; write it like 2025-02-14T12:00:00.000Z")),
    r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?Z$",
    "An instant in UTC (RFC 3339)."
);
as_text!(
    ZonedInstant,
    ZonedInstant::parse,
    r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})\[[A-Za-z0-9/_+-]+\]$",
    "An instant with its offset and zone (RFC 9557), written like 2025-02-14T12:00:00+00:00[Europe/London]."
);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn weekdays_that_the_calls_depend_on() {
        for (day, name) in [
            ("2025-02-14", "Friday"),
            ("2025-02-28", "Friday"),
            ("2025-03-14", "Friday"),
            ("2025-04-08", "Tuesday"),
            ("2025-04-24", "Thursday"),
            ("1970-01-01", "Thursday"),
            ("2024-02-29", "Thursday"),
        ] {
            assert_eq!(date(day).weekday().name(), name, "{day}");
        }
    }

    #[test]
    fn days_that_do_not_exist() {
        for text in
            ["2025-02-29", "2025-13-01", "2025-00-10", "2025-1-1", "14/02/2025", "2025-02-14 ", "", "+025-01-01"]
        {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }

    #[test]
    fn midday_is_never_midnight() {
        for (minute, words) in [
            (720, "midday"),
            (0, "midnight (start of the day)"),
            (1020, "5pm"),
            (570, "9:30am"),
            (1080, "6pm"),
            (725, "12:05pm"),
        ] {
            assert_eq!(clock_words(minute), words);
        }
    }

    #[test]
    fn an_instant_is_kept_as_written() {
        let text = "2025-06-19T18:00:00+01:00[Europe/London]";
        let instant = ZonedInstant::parse(text).unwrap();
        assert_eq!(instant.to_string(), text);
        assert_eq!(instant.timestamp().to_string(), "2025-06-19T17:00:00.000Z");
        assert_eq!(instant.london_offset(), 60);
        assert_eq!(instant.long(), "Thursday 19 June 2025, 6pm");
        for bad in [
            "2025-06-19T18:00:00+01:00",
            "2025-06-19T18:00+01:00[Europe/London]",
            "2025-06-31T18:00:00Z[Europe/London]",
            "x[",
            "]",
            "T[]",
        ] {
            assert!(ZonedInstant::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn clocks_in_london_change_at_one_in_the_morning_utc() {
        for (utc, local) in [
            ("2025-03-30T00:59:00.000Z", ("2025-03-30", 59)),
            ("2025-03-30T01:00:00.000Z", ("2025-03-30", 120)),
            ("2025-10-26T00:59:00.000Z", ("2025-10-26", 119)),
            ("2025-10-26T01:00:00.000Z", ("2025-10-26", 60)),
            ("2025-07-01T23:30:00.000Z", ("2025-07-02", 30)),
        ] {
            let (day, minute) = Timestamp::parse(utc).unwrap().london();
            assert_eq!((day.to_string().as_str(), minute), local, "{utc}");
        }
    }

    proptest! {
        #[test]
        fn days_go_there_and_back(days in -719_162i64..2_932_896) {
            let date = Date::from_days(days);
            prop_assert_eq!(date.days(), days);
            prop_assert_eq!(Date::parse(&date.to_string()), Some(date));
        }

        #[test]
        fn timestamps_go_there_and_back(ms in -62_135_596_800_000i64..253_402_300_799_999) {
            prop_assert_eq!(Timestamp::parse(&Timestamp(ms).to_string()), Some(Timestamp(ms)));
        }

        #[test]
        fn any_text_is_read_without_a_panic(text in ".*") {
            let _ = (Date::parse(&text), Timestamp::parse(&text), ZonedInstant::parse(&text).is_ok());
        }
    }
}
