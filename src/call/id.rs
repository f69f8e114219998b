//! Ids: short names that a call gives to what it asks, so that answers can point at them.
//!
//! An id appears in addresses, in storage and in file names, so its form is narrow: lower-case ASCII letters,
//! digits and single hyphens, at most 60 characters, beginning with a letter or digit.

use std::borrow::Borrow;
use std::fmt;

use serde::{Deserialize, Serialize};

/// Longest id, in bytes.
pub const ID_MAX: usize = 60;

/// Why a text is not an id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAnId(String);

impl fmt::Display for NotAnId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "\u{201c}{}\u{201d} cannot be an id: use lower-case letters a to z, digits and single hyphens, at most {ID_MAX} characters",
            self.0
        )
    }
}

impl std::error::Error for NotAnId {}

/// Whether `text` has the form of an id.
pub fn is_id(text: &str) -> bool {
    let bytes = text.as_bytes();
    !bytes.is_empty()
        && bytes.len() <= ID_MAX
        && bytes.iter().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || *b == b'-')
        && !text.starts_with('-')
        && !text.ends_with('-')
        && !text.contains("--")
}

/// Refuses a text that has not the form of an id.
pub(super) fn check_id(text: &str) -> Result<(), NotAnId> {
    if is_id(text) { Ok(()) } else { Err(NotAnId(text.to_owned())) }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String")]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        // On the type: `try_from` makes the schema that of a String, whatever stands on the field.
        #[cfg_attr(feature = "schema", schemars(extend("pattern" = "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength" = ID_MAX)))]
        pub struct $name(String);

        impl $name {
            /// Reads an id, refusing any other form.
            pub fn new(text: &str) -> Result<Self, NotAnId> {
                check_id(text).map(|()| Self(text.to_owned()))
            }

            /// The id of a text that was checked ([`check_id`]).
            pub(super) fn of_checked(text: String) -> Self {
                Self(text)
            }

            /// The id as it is written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = NotAnId;
            fn try_from(text: String) -> Result<Self, NotAnId> {
                if is_id(&text) { Ok(Self(text)) } else { Err(NotAnId(text)) }
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

ids! {
    /// One call: one hub's invitation in one round.
    CallId;
    /// A heading of the hub's own document.
    HeadingId;
    /// Something in the hub's text that does not fit, and what we make of it.
    OddityId;
    /// A kind of school that a call knows.
    SettingId;
    /// A part of the hub's area.
    RegionId;
    /// A number of Lead Schools that the hub wants.
    PlaceId;
    /// A person whose name the call has a use for.
    PersonId;
    /// A heading of the hub's criteria.
    CriterionId;
    /// A statement under a criterion that can be checked by itself.
    PointId;
    /// One branch of an alternative ("X or Y").
    BranchId;
    /// A level of a ladder.
    LevelId;
    /// A lot.
    LotId;
    /// A step of the call's rating scale.
    RatingId;
    /// A letter, or a set of answers.
    LetterId;
    /// Something that a letter should cover.
    PromptId;
    /// A point of a prompt, or something that a document should contain: an item to tick.
    ItemId;
    /// A file that the hub asks for.
    DocumentId;
    /// Something that a Lead School undertakes.
    DutyId;
    /// A date of the call.
    DateId;
    /// A focus area.
    FocusId;
    /// Something that the school confirms by a tick.
    DeclarationId;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn form() {
        for good in ["a", "hour-a-week", "2025", "ks1-3"] {
            assert!(is_id(good), "{good}");
        }
        for bad in ["", "-a", "a-", "a--b", "A", "a b", "a/b", "\u{e9}", &"x".repeat(61)] {
            assert!(!is_id(bad), "{bad}");
        }
    }

    #[test]
    fn a_wrong_id_is_refused_when_read() {
        let error = serde_json::from_str::<PointId>("\"Hour A Week\"").unwrap_err().to_string();
        assert!(error.contains("cannot be an id"), "{error}");
    }
}
