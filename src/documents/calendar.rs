//! The dates of a call for a calendar program (iCalendar, RFC 5545).
//!
//! What the hub has not published is left out; what its words leave in doubt is marked as tentative, in the title and
//! in the description. Instants are written in UTC, so that no table of zones is needed; days and windows as whole days.

use std::fmt::Write as _;

use super::answer_text::one_line;
use crate::call::{Call, CallDate, Date, Timestamp, When, ZonedInstant};

/// Longest line in octets, without its end (RFC 5545 §3.1).
const FOLD: usize = 75;

/// Writes the dates as one calendar. The same date of the same call keeps its UID, so that a newer file replaces what
/// an older one brought. None where no date is published.
pub fn calendar(call: &Call, now: Timestamp) -> Option<String> {
    let mut out = Lines::default();
    out.add("BEGIN", "VCALENDAR");
    out.add("VERSION", "2.0");
    out.add("PRODID", concat!("-//Upbeat//Upbeat ", env!("CARGO_PKG_VERSION"), "//EN"));
    out.add("CALSCALE", "GREGORIAN");
    out.add("METHOD", "PUBLISH");
    out.text("X-WR-CALNAME", &format!("{}: {}", call.hub.short_name(), call.title));
    let before = out.0.len();
    for date in &call.dates {
        match &date.when {
            When::Instant { at } => event(call, date, now, 0, &instant(at), &mut out),
            // One event for each, a choice as well: the person keeps the one that it will be.
            When::Slots { at, .. } => {
                for (number, at) in at.iter().enumerate() {
                    event(call, date, now, number, &instant(at), &mut out);
                }
            }
            When::Day { on } => event(call, date, now, 0, &days(*on, *on), &mut out),
            When::Days { on, .. } => {
                for (number, on) in on.iter().enumerate() {
                    event(call, date, now, number, &days(*on, *on), &mut out);
                }
            }
            When::Window { from, to } => event(call, date, now, 0, &days(*from, *to), &mut out),
            When::Relative { .. } | When::NotPublished => {}
        }
    }
    let any = out.0.len() > before;
    out.add("END", "VCALENDAR");
    any.then_some(out.0)
}

/// When an event begins, and when it ends where it is whole days.
enum Span {
    Instant(String),
    Days { from: String, until: Option<String> },
}

fn instant(at: &ZonedInstant) -> Span {
    Span::Instant(stamp(at.timestamp()))
}

fn days(from: Date, to: Date) -> Span {
    // The end is the first day after (§3.6.1). It must lie behind the beginning; without one, it is a single day.
    let until = Date::from_days(to.days() + 1);
    Span::Days { from: day(from), until: (until > from).then(|| day(until)) }
}

fn day(date: Date) -> String {
    date.to_string().replace('-', "")
}

/// `20250214T120000Z`.
fn stamp(at: Timestamp) -> String {
    let text = at.to_string();
    let whole = text.split('.').next().unwrap_or_default();
    format!("{}Z", whole.replace(['-', ':'], ""))
}

fn event(call: &Call, date: &CallDate, now: Timestamp, number: usize, span: &Span, out: &mut Lines) {
    out.add("BEGIN", "VEVENT");
    let which = if number == 0 { String::new() } else { format!("-{}", number + 1) };
    out.add("UID", &format!("{}-{}{which}@upbeat.invalid", call.id, date.id));
    out.add("DTSTAMP", &stamp(now));
    match span {
        Span::Instant(at) => {
            out.add("DTSTART", at);
            if let Some(minutes) = date.minutes.filter(|m| *m > 0) {
                out.add("DURATION", &format!("PT{minutes}M"));
            }
        }
        Span::Days { from, until } => {
            out.add("DTSTART;VALUE=DATE", from);
            if let Some(until) = until {
                out.add("DTEND;VALUE=DATE", until);
            }
        }
    }
    let doubt = if date.certain { "" } else { " (date to be confirmed)" };
    out.text("SUMMARY", &format!("{}: {}{doubt}", call.hub.short_name(), date.name));
    out.add("STATUS", if date.certain { "CONFIRMED" } else { "TENTATIVE" });
    let takes_time = matches!(span, Span::Instant(_)) && date.minutes.is_some();
    out.add("TRANSP", if takes_time { "OPAQUE" } else { "TRANSPARENT" });
    if let Some(venue) = date.venue.as_deref().filter(|v| !v.trim().is_empty()) {
        out.text("LOCATION", &one_line(venue));
    }
    let description = description(call, date);
    if !description.is_empty() {
        out.text("DESCRIPTION", &description);
    }
    out.add("END", "VEVENT");
}

/// The hub's words, then what is odd about them.
fn description(call: &Call, date: &CallDate) -> String {
    let mut parts = Vec::new();
    if let Some(statement) = &date.statement {
        parts.push(format!("{} says: \u{201c}{}\u{201d}", call.hub.short_name(), statement.text.trim()));
    }
    parts.extend(call.oddities_of(&date.oddities).map(|o| o.note.clone()));
    if !date.certain && date.oddities.is_empty() {
        let voice = call.hub.voice();
        parts.push(format!("{} text is unclear about this date. {}.", voice.opening_possessive(), voice.ask()));
    }
    parts.join("\n\n")
}

/// Content lines.
#[derive(Default)]
struct Lines(String);

impl Lines {
    /// Adds a property whose value is of our making.
    fn add(&mut self, name: &str, value: &str) {
        let mut width = 0;
        for c in format!("{name}:{value}").chars() {
            // A folded line begins with a space, which counts (§3.1). No character is cut in two.
            if width + c.len_utf8() > FOLD {
                self.0.push_str("\r\n ");
                width = 1;
            }
            self.0.push(c);
            width += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }

    /// Adds a property whose value is text of anybody's (§3.3.11).
    fn text(&mut self, name: &str, value: &str) {
        let mut escaped = String::with_capacity(value.len());
        for c in value.replace("\r\n", "\n").chars() {
            match c {
                '\\' | ';' | ',' => {
                    let _ = write!(escaped, "\\{c}");
                }
                '\n' | '\r' => escaped.push_str("\\n"),
                '\t' => escaped.push(c),
                _ if c.is_control() => {}
                _ => escaped.push(c),
            }
        }
        self.add(name, &escaped);
    }
}
