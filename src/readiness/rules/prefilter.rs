//! Candidate positions in a text, found in one pass without copying. Rules that read every text use it, so that they look
//! closely at few positions only.

/// Two filters: the bytes with which a match may begin, and the first three bytes of each word. There may be candidates that
/// are no match; there is no match that is not a candidate.
pub(super) struct Prefilter {
    begins: [bool; 256],
    keys: Vec<u32>,
}

/// The first three bytes, letters in lower case. Some other bytes share a key.
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

    /// Calls `handle` with each candidate that does not follow an ASCII letter or digit: its position, its byte, and whether
    /// one of the words may begin there.
    #[inline]
    pub(super) fn for_each_candidate(&self, text: &str, mut handle: impl FnMut(usize, u8, bool)) {
        let bytes = text.as_bytes();
        let mut before = b'\n';
        for (at, &byte) in bytes.iter().enumerate() {
            let may_begin = self.begins.get(usize::from(byte)).copied().unwrap_or(false);
            // Most bytes are no candidates.
            if may_begin && !before.is_ascii_alphanumeric() {
                handle(at, byte, bytes.get(at..).and_then(key).is_some_and(|key| self.keys.contains(&key)));
            }
            before = byte;
        }
    }
}
