//! What is wrong with the form of an answer, shown beside it. Whether an answer is enough is for `readiness`.

use super::{
    CLUSTER_EMAIL, DocumentField, Draft, Field, PersonField, PointField, Profile, PromptField, SchoolField, Value,
    by_when, cell, complete_web_address, identify, is_web_address, read_hundredths,
};
use crate::call::{AnswerKind, Call, Date, SettingKind, When};

/// What is said of a text that should be a number.
pub const NOT_A_NUMBER: &str = "Enter a number, such as 12 or 12.5";

/// What is wrong with the form of the answer at an address, in a teacher's words. None for a blank answer.
pub fn problem(call: &Call, draft: &Draft, field: &Field) -> Option<String> {
    let value = draft.value(field)?;
    if value.is_blank() {
        return None;
    }
    if let (Value::List(rows), Field::Prompt(_, _, PromptField::Lines)) = (value, field) {
        return wrong_cell(call, field, rows).map(|(row, at)| {
            format!(
                "Enter an amount in pounds, such as 250 or 99.50 (\u{201c}{}\u{201d} is not one)",
                shorten(cell(rows.get(row).map_or("", String::as_str), at))
            )
        });
    }
    if let (Value::List(rows), Field::Cluster) = (value, field) {
        return wrong_cell(call, field, rows).map(|(row, at)| {
            format!(
                "Enter an email address, such as name@school.org.uk (\u{201c}{}\u{201d} is not one)",
                shorten(cell(rows.get(row).map_or("", String::as_str), at))
            )
        });
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
        Field::School(SchoolField::Urn) if call.is_number_optional(Profile::of(call, draft).setting) => None,
        Field::School(SchoolField::LeadUrn) => identify(text, Some(SettingKind::School)).err().map(str::to_owned),
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
        Field::OwnDate(id) => {
            let date = call.dates.iter().find(|date| date.id == *id)?;
            if matches!(date.when, When::Relative { .. }) {
                return Date::parse(text).is_none().then(|| "Enter a real date, such as 14 February 2025".to_owned());
            }
            let is_offered = date.when.choices().iter().any(|(written, _)| written == text);
            (!is_offered).then(|| "Choose again: the dates have changed".to_owned())
        }
        Field::School(SchoolField::OfstedDate) => {
            Date::parse(text).is_none().then(|| "Enter a real date, such as 14 February 2025".to_owned())
        }
        Field::Point(_, _, PointField::NextWhen) => by_when(text)
            .is_none()
            .then(|| "Enter a day, a month or a term, such as September 2026 or autumn term".to_owned()),
        Field::Person(_, PersonField::Email) => {
            (!is_email(text)).then(|| "Enter an email address, such as name@school.org.uk".to_owned())
        }
        Field::Point(_, _, PointField::Number) => read_hundredths(text).is_none().then(|| NOT_A_NUMBER.to_owned()),
        Field::Prompt(letter, id, PromptField::Text) => {
            let prompt = call.letter(letter)?.prompts.iter().find(|prompt| prompt.id == *id)?;
            let is_number = matches!(prompt.answer, Some(AnswerKind::Number { .. }));
            (is_number && read_hundredths(text).is_none()).then(|| NOT_A_NUMBER.to_owned())
        }
        Field::Letter(_, leaf) => super::sheet_problem(*leaf, text),
        Field::Document(_, DocumentField::Link) => {
            (!is_web_address(text)).then(|| "Enter a web address that starts with https://".to_owned())
        }
        _ => None,
    }
}

/// Which cell of an answer that is rows is wrong: the number of its row and of the cell. The first one, if several are.
pub fn wrong_cell(call: &Call, field: &Field, rows: &[String]) -> Option<(usize, usize)> {
    let (at, is_right): (usize, fn(&str) -> bool) = match field {
        Field::Prompt(_, _, PromptField::Lines) => (1, |amount| read_hundredths(amount).is_some()),
        // An address that is not asked for has no box.
        Field::Cluster if call.cluster.as_ref().is_some_and(|cluster| cluster.email) => (CLUSTER_EMAIL, is_email),
        _ => return None,
    };
    let is_wrong = |row: &String| !cell(row, at).is_empty() && !is_right(cell(row, at));
    Some((rows.iter().position(is_wrong)?, at))
}

/// Why nothing more can be chosen at an address, where the call's limit is reached. The page shows it beside the choices
/// that cannot be ticked.
pub fn limit_reached(call: &Call, draft: &Draft, field: &Field) -> Option<String> {
    let listed = draft.list(field);
    let is_chosen = |own: &str| listed.iter().any(|id| id == own);
    // What an earlier round offered does not count.
    let (most, chosen) = match field {
        Field::FocusChosen => {
            let focus = call.focus.as_ref()?;
            (focus.maximum?, focus.areas.iter().filter(|area| is_chosen(area.id.as_str())).count())
        }
        Field::LotsChosen => {
            (call.lots.as_ref()?.maximum?, call.lot_choices().filter(|lot| is_chosen(lot.id.as_str())).count())
        }
        _ => return None,
    };
    let is_full = u32::try_from(chosen).is_ok_and(|chosen| chosen >= most);
    is_full.then(|| format!("You can choose up to {most}. Untick one first."))
}

/// The answer as it is stored once its box has been left: web addresses are completed. None where nothing changes.
pub fn completed_answer(field: &Field, value: &Value) -> Option<Value> {
    match (field, value) {
        (Field::Point(_, _, PointField::Links), Value::List(items)) => {
            let whole = |item: &String| complete_web_address(item).unwrap_or_else(|| item.clone());
            let completed: Vec<String> = items.iter().map(whole).collect();
            (completed != *items).then_some(Value::List(completed))
        }
        (Field::Document(_, DocumentField::Link), Value::Text(text)) => complete_web_address(text).map(Value::Text),
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
    fn a_limit_that_is_reached_says_so() {
        let [without, with, _] = crate::draft::shipped() else { panic!("three calls") };
        let areas: Vec<String> = with.focus.iter().flat_map(|f| &f.areas).map(|a| a.id.to_string()).collect();
        let says = "You can choose up to 3. Untick one first.";
        let of = |call: &Call, ids: &[String]| {
            let id = crate::draft::DraftId::new("d").unwrap();
            let mut draft = Draft::new(id, call.id.clone(), &call.round, crate::draft::FIXTURE_TIME);
            draft.set(Field::FocusChosen, Value::List(ids.to_vec()), crate::draft::FIXTURE_TIME);
            limit_reached(call, &draft, &Field::FocusChosen)
        };
        for (count, expected) in [(0, None), (2, None), (3, Some(says)), (4, Some(says))] {
            assert_eq!(of(with, &areas[..count]).as_deref(), expected, "{count}");
        }
        let gone = [areas[0].clone(), "gone".to_owned(), "gone-too".to_owned()];
        assert_eq!(of(with, &gone), None);
        assert_eq!(of(with, &[areas[0].clone(), areas[0].clone(), areas[0].clone()]), None);
        assert_eq!(of(without, &areas), None);
        let mut free = with.clone();
        free.focus.as_mut().unwrap().maximum = None;
        assert_eq!(of(&free, &areas), None);
    }

    #[test]
    fn links_are_completed_wherever_they_are_typed() {
        let links = |items: &[&str]| Value::List(items.iter().map(|i| (*i).to_owned()).collect());
        let (point, document) = ("criteria/c/p/links", "documents/plan/link");
        for (field, typed, stored) in [
            (point, links(&["www.a.org", "", "x"]), Some(links(&["https://www.a.org", "", "x"]))),
            (point, links(&["https://www.a.org"]), None),
            (point, Value::from("www.a.org"), None),
            (document, Value::from(" www.a.org"), Some(Value::from("https://www.a.org"))),
            (document, Value::from("a.org"), None),
            ("criteria/c/p/evidence", Value::from("www.a.org"), None),
        ] {
            let field = Field::parse(field);
            assert_eq!(completed_answer(&field, &typed), stored, "{field}: {typed:?}");
        }
    }

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
