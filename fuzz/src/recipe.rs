//! Reading bytes as instructions. Whatever the bytes are, they say something; where they have run out, they say nothing.

/// Bytes that are read from the front.
pub struct Recipe<'a>(&'a [u8]);

impl<'a> Recipe<'a> {
    /// From these bytes.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// Whether nothing is left.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The next byte, or 0.
    pub fn byte(&mut self) -> u8 {
        self.take(1).first().copied().unwrap_or_default()
    }

    /// Whether the next byte can be divided by this: one in so many can.
    pub fn one_in(&mut self, of: u8) -> bool {
        self.byte().is_multiple_of(of)
    }

    /// A number of two bytes.
    pub fn short(&mut self) -> u16 {
        u16::from_le_bytes([self.byte(), self.byte()])
    }

    /// The same, to count with.
    pub fn number(&mut self) -> usize {
        usize::from(self.short())
    }

    /// A number of four bytes.
    pub fn long(&mut self) -> u32 {
        u32::from_le_bytes([self.byte(), self.byte(), self.byte(), self.byte()])
    }

    /// One of these.
    pub fn pick<T: Copy>(&mut self, of: &[T]) -> Option<T> {
        let at = self.number() % of.len().max(1);
        of.get(at).copied()
    }

    /// Bytes up to the next 0xff, which no UTF-8 holds, or to the end. They can grow and shrink without moving what comes
    /// behind them, as a length in front would.
    pub fn bytes(&mut self) -> &'a [u8] {
        let end = self.0.iter().position(|byte| *byte == 0xff).unwrap_or(self.0.len());
        let bytes = self.take(end);
        self.take(1);
        bytes
    }

    /// The same as text; what is none is replaced.
    pub fn text(&mut self) -> String {
        String::from_utf8_lossy(self.bytes()).into_owned()
    }

    /// All that is left.
    pub fn rest(&mut self) -> &'a [u8] {
        self.take(self.0.len())
    }

    fn take(&mut self, length: usize) -> &'a [u8] {
        let (taken, rest) = self.0.split_at_checked(length).unwrap_or((self.0, &[]));
        self.0 = rest;
        taken
    }
}

/// The other way round: what to write so that a recipe says this.
#[derive(Default)]
pub(crate) struct Written(pub(crate) Vec<u8>);

impl Written {
    /// Bytes as they are.
    pub(crate) fn raw(mut self, bytes: &[u8]) -> Self {
        self.0.extend(bytes);
        self
    }

    /// Bytes that [`Recipe::bytes`] gives back.
    pub(crate) fn bytes(mut self, bytes: &[u8]) -> Self {
        self.0.extend(bytes.iter().filter(|byte| **byte != 0xff));
        self.0.push(0xff);
        self
    }
}
