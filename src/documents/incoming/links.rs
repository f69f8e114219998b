//! Links as plain text: their words, and the address behind them.

use crate::draft::is_web_address;

/// What stands behind the words of a link: its address in brackets. None where the words say the address already, where
/// there are no words, and where the address leads to nothing that others can open.
pub(in crate::documents) fn address_behind(words: &str, address: &str) -> Option<String> {
    if !words.chars().any(|c| !c.is_whitespace()) {
        return None;
    }
    let address = address.trim();
    let shown = match address.split_at_checked("mailto:".len()) {
        Some((scheme, mail)) if scheme.eq_ignore_ascii_case("mailto:") => mail.split('?').next().unwrap_or_default(),
        _ if is_web_address(address) => address,
        _ => return None,
    };
    let bare_address = bare(shown);
    (!bare_address.is_empty() && !bare(words).contains(&bare_address)).then(|| format!(" ({shown})"))
}

/// An address without what people leave out when they write it.
fn bare(text: &str) -> String {
    let text = text.trim().to_lowercase();
    let start = ["https://", "http://", "mailto:"].into_iter().find_map(|scheme| text.strip_prefix(scheme));
    let rest = start.unwrap_or(&text);
    rest.strip_prefix("www.").unwrap_or(rest).trim_end_matches('/').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_stand_behind_the_words_of_links() {
        for (words, address, behind) in [
            ("our plan", "https://larkfield.example.org/plan", Some(" (https://larkfield.example.org/plan)")),
            ("Ada", "mailto:ada@larkfield.example.org?subject=Plan", Some(" (ada@larkfield.example.org)")),
            ("https://larkfield.example.org/plan", "https://larkfield.example.org/plan", None),
            ("larkfield.example.org", "http://www.larkfield.example.org/", None),
            ("www.Larkfield.example.org/", "https://www.larkfield.example.org", None),
            ("see https://a.example/b.", "https://a.example/b", None),
            ("ada@larkfield.example.org", "mailto:ada@larkfield.example.org", None),
            (" \n", "https://larkfield.example.org", None),
            ("top", "#top", None),
            ("plan", "file:///C:/plan.docx", None),
            ("plan", "plan.docx", None),
            ("press", "javascript:alert(1)", None),
            ("\u{e9}", "\u{e9}\u{e9}\u{e9}\u{e9}", None),
            ("mail", "mailto:", None),
        ] {
            assert_eq!(address_behind(words, address).as_deref(), behind, "{words} {address}");
        }
    }
}
