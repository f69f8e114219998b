//! Which addresses may become links.

use std::fmt::Write as _;

/// The address as a link may carry it, if it is an `https:`, `http:` or `mailto:` address and nothing else. One that
/// begins with `www.`, as people write them, gets its `https:`.
///
/// Other schemes (`javascript:`, `data:`, `file:`), addresses with white space or control characters inside, and those
/// without a host or an `@` are not links: they are shown as text. What a URL may not hold is percent-encoded.
pub fn href(address: &str) -> Option<String> {
    let address = address.trim();
    if address.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return None;
    }
    if address.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www.")) {
        return href(&format!("https://{address}"));
    }
    let (scheme, rest) = address.split_once(':')?;
    let scheme = scheme.to_ascii_lowercase();
    let fits = match scheme.as_str() {
        "http" | "https" => {
            rest.strip_prefix("//").is_some_and(|r| r.starts_with(|c: char| c.is_alphanumeric() || c == '['))
        }
        "mailto" => rest.split('?').next().is_some_and(is_email),
        _ => false,
    };
    if !fits {
        return None;
    }
    let mut out = format!("{scheme}:");
    for c in rest.chars() {
        if matches!(c, '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}') {
            let _ = write!(out, "%{:02X}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    Some(out)
}

/// An address as a PDF (ISO 32000-1, 12.6.4.7) and a part of a package (ECMA-376 part 2, 9.3.2.2) may carry it: ASCII,
/// without white space and controls.
#[cfg(feature = "worker")]
pub(super) fn uri(href: &str) -> String {
    let mut out = String::with_capacity(href.len());
    for c in href.chars().filter(|c| !c.is_control()) {
        if c.is_ascii_graphic() {
            out.push(c);
        } else {
            out.push_str(&encode(c.encode_utf8(&mut [0; 4])));
        }
    }
    out
}

/// A link that writes to this address, if it looks like one e-mail address.
pub fn mail_href(address: &str) -> Option<String> {
    let address = address.trim();
    is_email(address).then(|| format!("mailto:{}", encode_address(address)))
}

/// Whether `text` looks like one e-mail address. Deliberately loose: the mail program knows better.
pub(super) fn is_email(text: &str) -> bool {
    let odd = |c: char| c.is_whitespace() || c.is_control() || matches!(c, ',' | ';' | '<' | '>' | '"');
    text.rsplit_once('@').is_some_and(|(local, host)| !local.is_empty() && !host.is_empty()) && !text.contains(odd)
}

/// An address in a `mailto:` URL (RFC 6068 §2): the `@` before the host stays, all else that is not plain is encoded.
pub(super) fn encode_address(address: &str) -> String {
    match address.rsplit_once('@') {
        Some((local, host)) => format!("{}@{}", encode(local), encode(host)),
        None => encode(address),
    }
}

/// Percent-encodes all but unreserved characters (RFC 3986 §2.3). The result is ASCII.
pub(super) fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_web_and_mail_become_links() {
        for (address, link) in [
            ("https://larkfield.example/music", Some("https://larkfield.example/music")),
            (" HTTP://larkfield.example ", Some("http://larkfield.example")),
            ("https://a.example/?q=\"><script>", Some("https://a.example/?q=%22%3E%3Cscript%3E")),
            ("https://\u{e9}cole.example/", Some("https://\u{e9}cole.example/")),
            ("mailto:music@larkfield.example?subject=a", Some("mailto:music@larkfield.example?subject=a")),
            ("javascript:alert(1)", None),
            ("JaVaScRiPt:alert(1)", None),
            ("java\nscript:alert(1)", None),
            ("data:text/html,<script>", None),
            ("file:///etc/passwd", None),
            ("//larkfield.example", None),
            ("https:larkfield.example", None),
            ("https://", None),
            ("https:///x", None),
            ("https://a.example/ b", None),
            ("mailto:nobody", None),
            ("www.larkfield.example", Some("https://www.larkfield.example")),
            ("WWW.larkfield.example/a?b", Some("https://WWW.larkfield.example/a?b")),
            ("www. larkfield.example", None),
            ("larkfield.example", None),
            ("", None),
        ] {
            assert_eq!(href(address).as_deref(), link, "{address}");
        }
    }

    #[test]
    fn mail_addresses() {
        for (address, link) in [
            ("music@larkfield.example", Some("mailto:music@larkfield.example")),
            ("a+b&c@larkfield.example", Some("mailto:a%2Bb%26c@larkfield.example")),
            ("a?bcc=x@y.example", Some("mailto:a%3Fbcc%3Dx@y.example")),
            ("a@b.example,c@d.example", None),
            ("music at larkfield", None),
            ("@larkfield.example", None),
        ] {
            assert_eq!(mail_href(address).as_deref(), link, "{address}");
        }
    }
}
