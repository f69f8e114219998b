//! HTML of the clipboard without its styles, and the styles by themselves: a page's own policy lets no other style in, not
//! even into a document that is only read.

/// HTML without `style` attributes, which the page's Content Security Policy forbids even in a document that is not shown.
/// They are renamed to `data-style`; style sheets are left out.
pub fn without_styles(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        out.push_str(before);
        let end = tag_end(tag);
        let (tag, after) = tag.split_at(end);
        rest = after;
        if starts_with(tag, "<style") {
            rest = find(after, "</style").map_or("", |at| after.get(at..).unwrap_or_default());
            continue;
        }
        let mut inside = tag;
        while let Some(at) = find(inside, "style") {
            let (before, style) = inside.split_at(at);
            let own = before.ends_with(|c: char| c.is_ascii_whitespace() || matches!(c, '"' | '\''));
            out.push_str(before);
            out.push_str(if own { "data-" } else { "" });
            let (name, more) = style.split_at("style".len());
            out.push_str(name);
            inside = more;
        }
        out.push_str(inside);
    }
    out.push_str(rest);
    out
}

/// The style sheets of a piece of HTML, one behind the other.
pub fn style_sheets(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = find(rest, "<style") {
        let tag = rest.get(at..).unwrap_or_default();
        let sheet = tag.get(tag_end(tag)..).unwrap_or_default();
        let end = find(sheet, "</style").unwrap_or(sheet.len());
        let (sheet, after) = sheet.split_at(end);
        out.push_str(sheet);
        out.push('\n');
        rest = after;
    }
    out
}

/// The end of a tag that begins with `<`: after the first `>` outside quotation marks.
fn tag_end(tag: &str) -> usize {
    let mut quoted = None;
    for (at, byte) in tag.bytes().enumerate() {
        match (quoted, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quoted = Some(byte),
            (Some(mark), byte) if mark == byte => quoted = None,
            _ => {}
        }
    }
    tag.len()
}

fn starts_with(text: &str, start: &str) -> bool {
    text.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start))
}

/// Where `what` begins in `text`, in whatever case.
fn find(text: &str, what: &str) -> Option<usize> {
    text.as_bytes().windows(what.len()).position(|window| window.eq_ignore_ascii_case(what.as_bytes()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn html_without_styles() {
        for (from, to) in [
            ("<p style='a'>my style is \"style\"</p>", "<p data-style='a'>my style is \"style\"</p>"),
            ("<p class=x STYLE=\"b>c\" id=y>", "<p class=x data-STYLE=\"b>c\" id=y>"),
            ("<a title='x'style=y>", "<a title='x'data-style=y>"),
            ("<style>p{}</style><b>1 < 2</b>", "</style><b>1 < 2</b>"),
            ("<STYLE type=x>p > a{}", ""),
            ("<lifestyle>", "<lifestyle>"),
            ("a < b", "a < b"),
            ("<p style", "<p data-style"),
            ("", ""),
        ] {
            assert_eq!(without_styles(from), to, "{from}");
        }
    }

    #[test]
    fn style_sheets_of_html() {
        for (from, to) in [
            ("<style>p{}</style><p>a</p><STYLE type=\"x>y\">b{}</STYLE>", "p{}\nb{}\n"),
            ("<style>p{}", "p{}\n"),
            ("<style", "\n"),
            ("<p>", ""),
        ] {
            assert_eq!(style_sheets(from), to, "{from}");
        }
    }

    proptest! {
        #[test]
        fn any_html_is_gone_through(html in "[<>a-z'\"= \u{e9}]{0,40}") {
            prop_assert!(without_styles(&html).len() <= html.len() * 2);
        }
    }
}
