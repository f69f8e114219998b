//! Links and addresses.

use crate::call::Statement;
use crate::call::check::context::{CheckContext, statement_texts};
use crate::call::check::problem::{Location, quoted};

/// The links of one statement whose words are not in it.
fn wrong_links(path: &str, statement: &Statement) -> Vec<Location> {
    let links = statement.links.iter().enumerate();
    let lost =
        links.filter(|(_, link)| !statement_texts(path, statement).iter().any(|(_, text)| text.contains(&link.text)));
    let locations = lost.map(|(i, link)| {
        let what = format!("{} is not in the text: copy the linked words exactly", quoted(&link.text));
        Location::new(format!("{path}/links/{i}/text"), what)
    });
    locations.collect()
}

/// Linked words are words of their statement.
pub(in crate::call::check) fn linked(context: &CheckContext) -> Vec<Location> {
    context.statements.iter().flat_map(|(path, statement)| wrong_links(path, statement)).collect()
}

/// Whether a text has no space within.
fn is_one_word(text: &str) -> bool {
    !text.contains(char::is_whitespace) && !text.ends_with('/')
}

/// Addresses begin with `https:`, `http:` or, for links, `mailto:`. Nothing else may become a link on a page.
pub(in crate::call::check) fn addresses(context: &CheckContext) -> Vec<Location> {
    const WEB: &[&str] = &["https://", "http://"];
    let schemes: [(&str, &[&str]); 5] = [
        ("leads-to", &["https://", "http://", "mailto:"]),
        ("url", WEB),
        ("privacy-notice", WEB),
        ("accessibility-statement", WEB),
        ("programme-page", WEB),
    ];
    let locations = context.texts().filter_map(|(node, text)| {
        let (_, allowed) = schemes.iter().find(|(key, _)| *key == node.key)?;
        let fits = |scheme: &&str| text.strip_prefix(*scheme).is_some_and(|rest| !rest.is_empty());
        let fits = allowed.iter().any(fits) && !text.contains(char::is_whitespace);
        let what = || {
            let plain = text.trim();
            let is_bare = !plain.contains(|c: char| c.is_whitespace() || c == ':') && plain.contains('.');
            let write = match plain {
                _ if allowed.iter().any(|scheme| plain.starts_with(scheme)) && is_one_word(plain) => {
                    format!("write {plain}")
                }
                _ if is_bare && plain.contains('@') && allowed.contains(&"mailto:") => format!("write mailto:{plain}"),
                _ if is_bare && !plain.contains('@') => format!("write https://{}", plain.trim_start_matches('/')),
                _ => format!("write an address that starts with {}, such as https://example.org", allowed.join(" or ")),
            };
            format!("{} cannot be linked: {write}", quoted(text))
        };
        (!fits).then(|| Location::new(&node.path, what()))
    });
    locations.collect()
}
