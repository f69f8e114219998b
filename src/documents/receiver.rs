//! For whom a file is made.

use serde::{Deserialize, Serialize};

/// For whom a file is made. What each of them gets is chosen by `bundle`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Receiver {
    /// Send to the hub: the panel that decides.
    Hub,
    /// Share with leaders: senior leaders, governors, the trust.
    Leaders,
    /// Back up: the person who writes.
    Oneself,
}

impl Receiver {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 3] = [Self::Hub, Self::Leaders, Self::Oneself];
}
