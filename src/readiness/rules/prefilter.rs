//! Where in a text something may begin that is looked for, found in one pass without copying: every rule that reads all
//! that a school has written goes through this.

/// Two sieves: the bytes at which anything may begin, and the first three letters of each word. Both let through too much
/// and never too little.
pub(super) struct Prefilter {
    begins: [bool; 256],
    keys: Vec<u32>,
}

/// The first three bytes of a text, letters in lower case; other bytes may fall together.
fn key(bytes: &[u8]) -> Option<u32> {
    match bytes {
        [a, b, c, ..] => Some(u32::from_be_bytes([0, a | 0x20, b | 0x20, c | 0x20])),
        _ => None,
    }
}

impl Prefilter {
    /// Looks for words of three bytes or more, in any ASCII case, and for `marks`.
    pub(super) fn new<'a>(words: impl Iterator<Item = &'a str>, marks: &[u8]) -> Self {
        let (mut begins, mut keys) = ([false; 256], Vec::new());
        let mut begin = |byte: u8| {
            if let Some(slot) = begins.get_mut(usize::from(byte)) {
                *slot = true;
            }
        };
        for mark in marks {
            begin(*mark);
        }
        for word in words.map(str::as_bytes) {
            if let (Some(first), Some(key)) = (word.first(), key(word)) {
                begin(first.to_ascii_lowercase());
                begin(first.to_ascii_uppercase());
                keys.push(key);
            }
        }
        Self { begins, keys }
    }

    /// Hands on each place, outside words of ASCII letters, where something may begin: the byte there, and whether one of
    /// the words may.
    #[inline]
    pub(super) fn each(&self, text: &str, mut take: impl FnMut(usize, u8, bool)) {
        let bytes = text.as_bytes();
        let mut before = b'\n';
        for (at, &byte) in bytes.iter().enumerate() {
            let may_begin = self.begins.get(usize::from(byte)).copied().unwrap_or(false);
            // Most bytes end here: within a word, or no sign of anything.
            if may_begin && !before.is_ascii_alphanumeric() {
                take(at, byte, bytes.get(at..).and_then(key).is_some_and(|key| self.keys.contains(&key)));
            }
            before = byte;
        }
    }
}

/// The beginning of `text` that is `word` in any ASCII case, if the word ends there.
pub(super) fn starts_with_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (head, rest) = text.split_at_checked(word.len())?;
    (head.eq_ignore_ascii_case(word) && !rest.starts_with(char::is_alphanumeric)).then_some(head)
}
