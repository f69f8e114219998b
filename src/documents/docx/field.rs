//! Fields of a foreign document (ECMA-376 part 1, 17.16): the address of a link, and the boxes of a form.

use super::xml::Element;

/// The code of a field, in bytes at most: no address is longer.
const LONGEST_CODE: usize = 8_000;

/// A field that is being read.
#[derive(Debug, Default)]
pub(super) struct Field {
    code: String,
    /// Where its result begins: the number of the paragraph, and the place in its text.
    pub(super) result: Option<(usize, usize)>,
    form: Option<FormBox>,
}

/// A box of a form as Word 97 had it (17.16.5 and following: `ffData`).
#[derive(Debug, Clone, PartialEq, Eq)]
enum FormBox {
    /// What stands in it until somebody types.
    Text(String),
    /// Whether it is ticked, by hand or from the beginning.
    Check(Option<bool>, bool),
    /// What can be chosen, and which was.
    List(Vec<String>, usize),
}

impl Field {
    pub(super) fn add_code(&mut self, text: &str) {
        if self.code.len() + text.len() <= LONGEST_CODE {
            self.code.push_str(text);
        }
    }

    /// Takes in an element of `ffData`; `around` is what the one is known as that it stands in.
    pub(super) fn take(&mut self, element: &Element, around: &str) {
        let val = || element.val().unwrap_or_default().to_owned();
        if around != "form" {
            return;
        }
        match (element.name.as_str(), &mut self.form) {
            ("textInput", form) => *form = Some(FormBox::Text(String::new())),
            ("checkBox", form) => *form = Some(FormBox::Check(None, false)),
            ("ddList", form) => *form = Some(FormBox::List(Vec::new(), 0)),
            ("default", Some(FormBox::Text(default))) => *default = val(),
            ("default", Some(FormBox::Check(_, default))) => *default = element.is_on(),
            ("checked", Some(FormBox::Check(checked, _))) => *checked = Some(element.is_on()),
            ("listEntry", Some(FormBox::List(entries, _))) => entries.push(val()),
            ("result" | "default", Some(FormBox::List(_, chosen))) => {
                *chosen = val().trim().parse().unwrap_or_default();
            }
            _ => {}
        }
    }

    /// What a box shows that has no text of its own.
    pub(super) fn shown(&self) -> Option<&str> {
        match self.form.as_ref()? {
            FormBox::Text(_) => None,
            FormBox::Check(checked, default) => Some(if checked.unwrap_or(*default) { "\u{2611}" } else { "\u{2610}" }),
            FormBox::List(entries, chosen) => entries.get(*chosen).map(String::as_str),
        }
    }

    /// Whether it is a box into which nobody has typed, if it shows this.
    pub(super) fn is_unfilled(&self, result: &str) -> bool {
        let default = match &self.form {
            Some(FormBox::Text(default)) => default.trim(),
            None if self.code.trim_start().to_ascii_uppercase().starts_with("FORMTEXT") => "",
            Some(_) | None => return false,
        };
        let result = result.trim();
        result.is_empty() || result == default
    }

    /// The address that it leads to, if it is a link to another place than this document.
    pub(super) fn address(&self) -> Option<&str> {
        link_address(&self.code)
    }
}

/// The address in the code of a link: `HYPERLINK "https://…" \o "tip"`.
pub(super) fn link_address(code: &str) -> Option<&str> {
    let code = code.trim_start();
    let (name, rest) = code.split_at_checked("HYPERLINK".len())?;
    if !name.eq_ignore_ascii_case("HYPERLINK") || !rest.starts_with([' ', '"', '\t']) {
        return None;
    }
    let rest = rest.trim_start();
    let address = match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next()?,
        None => rest.split_whitespace().next()?,
    };
    (!address.is_empty() && !address.starts_with('\\')).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_in_codes() {
        for (code, address) in [
            (" HYPERLINK \"https://a.example/b\" ", Some("https://a.example/b")),
            ("hyperlink https://a.example \\o \"tip\"", Some("https://a.example")),
            (" HYPERLINK \\l \"below\" ", None),
            (" HYPERLINK ", None),
            ("HYPERLINK \"\"", None),
            ("PAGE", None),
            ("", None),
        ] {
            assert_eq!(link_address(code), address, "{code}");
        }
    }
}
