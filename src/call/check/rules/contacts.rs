//! Contacts: that they can be reached.

use crate::call::Contact;
use crate::call::check::context::CheckContext;
use crate::call::check::problem::{Location, quoted};

/// E-mail addresses look like one.
pub(in crate::call::check) fn email(context: &CheckContext) -> Vec<Location> {
    let email_way = |path: &str| path.starts_with("/submission/ways/");
    let emails =
        context.texts().filter(|(n, _)| n.key == "email" || (n.key == "address" && !n.in_list && email_way(&n.path)));
    let no_address = |c: char| c.is_whitespace() || ":;,<>()[]\"".contains(c);
    let looks_right = |text: &str| {
        let parts = text.split_once('@').filter(|(name, _)| !name.is_empty() && !text.contains(no_address));
        parts.is_some_and(|(_, host)| {
            host.contains('.') && !host.contains('@') && !host.starts_with('.') && !host.ends_with('.')
        })
    };
    let what = |text: &str| {
        let plain: String = text.trim_start_matches("mailto:").split_whitespace().collect();
        let write = match text.matches('@').count() {
            0 | 1 if looks_right(&plain) => format!("write {plain}"),
            0 | 1 => "write it like name@example.org".to_owned(),
            _ => "write one address only, like name@example.org".to_owned(),
        };
        format!("{} is not an email address: {write}", quoted(text))
    };
    emails.filter(|(_, text)| !looks_right(text)).map(|(n, text)| Location::new(&n.path, what(text))).collect()
}

/// A contact can be reached.
pub(in crate::call::check) fn reachable(context: &CheckContext) -> Vec<Location> {
    let contacts: Vec<(&str, Contact)> =
        ["contact", "enquiries"].iter().flat_map(|key| context.under_key::<Contact>(key)).collect();
    let lost = contacts.into_iter().filter(|(_, c)| c.email.is_none() && c.telephone.is_none() && c.url.is_none());
    lost.map(|(path, _)| {
        Location::new(path, "there is no way to make contact: add an email address, phone number or web page")
    })
    .collect()
}

/// Phone numbers look like one.
pub(in crate::call::check) fn telephone(context: &CheckContext) -> Vec<Location> {
    const FEWEST: usize = 6;
    // "01632 960123, extension 5" has words too.
    let looks_right = |text: &str| text.chars().filter(char::is_ascii_digit).count() >= FEWEST;
    let numbers = context.texts().filter(|(node, text)| node.key == "telephone" && !text.trim().is_empty());
    let wrong = numbers.filter(|(_, text)| !looks_right(text));
    let what = |text| format!("{} is not a phone number: write it like 01632 960123", quoted(text));
    wrong.map(|(node, text)| Location::new(&node.path, what(text))).collect()
}
