//! What is wrong with the form of an answer, shown beside it. Whether an answer is enough is for `readiness`.

use super::{Draft, Field, PersonField, PointField, Profile, SchoolField, Value, identify, is_web_address};
use crate::call::{Call, Date};

/// What is wrong with the form of the answer at an address, in a teacher's words. None for a blank answer.
pub fn problem(call: &Call, draft: &Draft, field: &Field) -> Option<String> {
    let value = draft.value(field)?;
    if value.is_blank() {
        return None;
    }
    if let Value::List(items) = value {
        let wrong = matches!(field, Field::Point(_, _, PointField::Links))
            .then(|| items.iter().find(|i| !i.trim().is_empty() && !is_web_address(i)))?;
        return wrong.map(|link| {
            format!("Enter a web address that starts with https:// (\u{201c}{}\u{201d} does not)", shorten(link))
        });
    }
    let text = draft.text(field).trim();
    match field {
        Field::School(SchoolField::Urn) => identify(text, Profile::of(call, draft).kind())
            .err()
            .map(|wanted| format!("{wanted}. You can find it on \u{201c}Get Information about Schools\u{201d}.")),
        Field::School(SchoolField::AgeFrom | SchoolField::AgeTo) => {
            let age = |leaf| draft.text(&Field::School(leaf)).trim().parse::<u8>().ok();
            match text.parse::<u8>() {
                Ok(0..=25) => match (age(SchoolField::AgeFrom), age(SchoolField::AgeTo)) {
                    (Some(from), Some(to)) if from > to => {
                        Some("The first age must be lower than the second".to_owned())
                    }
                    _ => None,
                },
                _ => Some("Enter an age in whole years, such as 4 or 11".to_owned()),
            }
        }
        Field::School(SchoolField::OfstedDate) | Field::Point(_, _, PointField::NextWhen) => {
            Date::parse(text).is_none().then(|| "Enter a real date, such as 14 February 2025".to_owned())
        }
        Field::Person(_, PersonField::Email) => {
            (!is_email(text)).then(|| "Enter an email address, such as name@school.org.uk".to_owned())
        }
        Field::Letter(_, leaf) => super::sheet_problem(*leaf, text),
        Field::Document(_, super::DocumentField::Link) => {
            (!is_web_address(text)).then(|| "Enter a web address that starts with https://".to_owned())
        }
        _ => None,
    }
}

/// Whether a text has the form of one e-mail address. Whether it exists only a mail server can tell.
pub fn is_email(text: &str) -> bool {
    let text = text.trim();
    let Some((local, domain)) = text.split_once('@') else { return false };
    !local.is_empty()
        && !domain.contains('@')
        && domain.contains('.')
        && !domain.split('.').any(str::is_empty)
        && !text.contains(|c: char| c.is_whitespace() || c.is_control() || ",;<>\"".contains(c))
}

fn shorten(text: &str) -> String {
    let mut short: String = text.trim().chars().take(60).collect();
    if short.len() < text.trim().len() {
        short.push('\u{2026}');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn email_addresses() {
        for good in ["a@b.example", "head.teacher@larkfield.herts.sch.example", " a@b.example "] {
            assert!(is_email(good), "{good}");
        }
        for bad in [
            "",
            "a",
            "@b.example",
            "a@b",
            "a@@b.example",
            "a b@c.example",
            "a@.example",
            "a@b.",
            "a@b..example",
            "a@b.example, c@d.example",
            "a@b.example;",
            "<a@b.example>",
        ] {
            assert!(!is_email(bad), "{bad}");
        }
    }
}
