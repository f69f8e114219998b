//! The hub's colours and logo.

use crate::call::check::context::CheckContext;
use crate::call::check::problem::{Location, quoted};

/// What the accent is set upon, or what is set upon it, on light and on dark paper (`style/`).
const LIGHT: [(&str, &str); 3] =
    [("the paper", "#fbf8f2"), ("raised paper", "#ffffff"), ("a button\u{2019}s words", "#ffffff")];
const DARK: [(&str, &str); 3] =
    [("the dark paper", "#16181d"), ("raised dark paper", "#1f2229"), ("a button\u{2019}s words", "#16181d")];

/// The least contrast at which text can be read (WCAG 2.2, success criterion 1.4.3).
const LEAST: f64 = 4.5;

/// Colours can be read: 4.5:1 or better.
pub(in crate::call::check) fn colours(context: &CheckContext) -> Vec<Location> {
    let Some(look) = &context.call.hub.look else { return Vec::new() };
    let pairs = [("accent", &look.accent, LIGHT, "darker"), ("accent-dark", &look.accent_dark, DARK, "lighter")];
    let locations = pairs.into_iter().filter_map(|(key, colour, beside, way)| {
        let path = format!("/hub/look/{key}");
        let Some(own) = luminance(colour) else {
            return Some(Location::new(path, format!("{} is not a colour: write it like #7a1f3d", quoted(colour))));
        };
        let ratios = beside.iter().filter_map(|(name, other)| Some((contrast(own, luminance(other)?), name)));
        let (ratio, name) = ratios.min_by(|a, b| a.0.total_cmp(&b.0)).filter(|(ratio, _)| *ratio < LEAST)?;
        // Cut, not rounded: 4.499 must not read 4.50.
        let ratio = (ratio * 100.0).floor() / 100.0;
        Some(Location::new(
            path,
            format!("{colour} on {name} has a contrast of {ratio}:1 but needs {LEAST}:1: use a {way} colour"),
        ))
    });
    locations.collect()
}

/// Relative luminance of `#rrggbb` (WCAG 2.2).
fn luminance(colour: &str) -> Option<f64> {
    let digits = colour.strip_prefix('#').filter(|d| d.len() == 6 && d.bytes().all(|b| b.is_ascii_hexdigit()))?;
    let channel = |at: usize| {
        let value = f64::from(u8::from_str_radix(digits.get(at..at + 2)?, 16).ok()?) / 255.0;
        Some(if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) })
    };
    Some(0.2126 * channel(0)? + 0.7152 * channel(2)? + 0.0722 * channel(4)?)
}

/// Contrast of two luminances, 1 to 21.
fn contrast(a: f64, b: f64) -> f64 {
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// A logo lies beside the call file and has a description.
pub(in crate::call::check) fn logo(context: &CheckContext) -> Vec<Location> {
    let look = context.call.hub.look.as_ref();
    let Some((look, logo)) = look.and_then(|look| Some((look, look.logo.as_deref()?))) else { return Vec::new() };
    let elsewhere =
        logo.starts_with('/') || logo.contains(':') || logo.contains('\\') || logo.split('/').any(|step| step == "..");
    let what = "the logo must be on your own website: put it next to this file and write its name, such as logo.svg";
    let elsewhere = elsewhere.then(|| Location::new("/hub/look/logo", what));
    let bare = look.logo_text.is_none();
    let bare = bare
        .then(|| Location::new("/hub/look", "the logo has no `logo-text`: describe it for people who cannot see it"));
    elsewhere.into_iter().chain(bare).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_as_wcag_has_it() {
        let ratio = |a, b| contrast(luminance(a).unwrap(), luminance(b).unwrap());
        assert!((ratio("#000000", "#ffffff") - 21.0).abs() < 1e-9);
        // The grey that everybody knows: just enough, and just not.
        assert!(ratio("#767676", "#FFFFFF") > 4.54 && ratio("#777777", "#ffffff") < 4.48);
        assert_eq!(luminance("#12345"), None);
        assert_eq!(luminance("#12345g"), None);
        assert_eq!(luminance("#\u{e9}\u{e9}\u{e9}"), None);
    }
}
