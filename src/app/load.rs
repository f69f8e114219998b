//! Something that has to be fetched from the host.

/// Something that has to be fetched from the host.
#[derive(Debug, Clone, PartialEq)]
pub enum Load<T> {
    /// On its way.
    Loading,
    /// Here.
    Ready(T),
    /// It did not come, or cannot be read; a sentence says why.
    Failed(String),
}

impl<T> Load<T> {
    /// What came, if it did.
    pub fn ready(&self) -> Option<&T> {
        match self {
            Self::Ready(thing) => Some(thing),
            _ => None,
        }
    }
}
