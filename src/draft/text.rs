//! Counting in what people type.

/// Words, as a person counts them: runs between white space that hold a letter or a digit.
pub fn words(text: &str) -> usize {
    // One pass: this is done with every keystroke.
    let (mut count, mut counted) = (0, false);
    for c in text.chars() {
        if c.is_alphanumeric() {
            count += usize::from(!counted);
            counted = true;
        } else if c.is_whitespace() {
            counted = false;
        }
    }
    count
}

/// "1 word", "2 words": a count with its noun.
pub fn counted(number: usize, noun: &str) -> String {
    let grouped = grouped(number);
    if number == 1 { format!("{grouped} {noun}") } else { format!("{grouped} {noun}s") }
}

/// With its first letter in upper case.
pub fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// A number with its thousands set apart: "60,000".
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts() {
        for (text, count) in [
            ("", 0),
            ("  \n ", 0),
            ("We sing.", 2),
            ("well-kept school's choir", 3),
            ("singing \u{2013} and playing", 3),
            ("- one\n- two", 2),
            ("\u{1f3b5} caf\u{e9}", 1),
        ] {
            assert_eq!(words(text), count, "{text}");
        }
        assert_eq!(counted(1, "word"), "1 word");
        assert_eq!(counted(0, "word"), "0 words");
        assert_eq!(counted(60_000, "character"), "60,000 characters");
    }
}
