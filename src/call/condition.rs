//! Conditions: when something of a call applies to a school.
//!
//! A small closed set of predicates over the school's profile, not a language: each can be shown to a teacher as one
//! sentence. Several conditions on one thing must all hold.

use serde::Serialize;

use super::{LotId, RegionId, SettingId};

/// A key stage of the English curriculum; the Early Years Foundation Stage counts as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum KeyStage {
    /// Early Years Foundation Stage, up to 5.
    Eyfs,
    /// Ages 5 to 7.
    Ks1,
    /// Ages 7 to 11.
    Ks2,
    /// Ages 11 to 14.
    Ks3,
    /// Ages 14 to 16.
    Ks4,
    /// Ages 16 to 18.
    Ks5,
}

impl KeyStage {
    /// All of them, youngest first.
    pub const ALL: [Self; 6] = [Self::Eyfs, Self::Ks1, Self::Ks2, Self::Ks3, Self::Ks4, Self::Ks5];

    /// The written form, as in files and storage.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Eyfs => "eyfs",
            Self::Ks1 => "ks1",
            Self::Ks2 => "ks2",
            Self::Ks3 => "ks3",
            Self::Ks4 => "ks4",
            Self::Ks5 => "ks5",
        }
    }

    /// As people say it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Eyfs => "Early years (EYFS)",
            Self::Ks1 => "Key Stage 1",
            Self::Ks2 => "Key Stage 2",
            Self::Ks3 => "Key Stage 3",
            Self::Ks4 => "Key Stage 4",
            Self::Ks5 => "Key Stage 5 (sixth form)",
        }
    }

    /// Reads the written form.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.as_str() == text)
    }
}

/// One predicate over a school's profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Condition {
    /// The school is of one of these settings.
    Setting(SettingIs),
    /// The school teaches at least one of these key stages.
    KeyStage(Vec<KeyStage>),
    /// The school has (or has not) a sixth form.
    SixthForm(bool),
    /// The school belongs (or does not belong) to a multi-academy trust.
    Trust(bool),
    /// The school belongs (or does not belong) to a federation.
    Federation(bool),
    /// The school lies in one of these regions.
    Region(Vec<RegionId>),
    /// The school applies for one of these lots.
    Lot(Vec<LotId>),
}

impl Condition {
    /// Whether the condition may hold for a school of this setting: one on the setting says, any other leaves it open.
    pub fn may_hold_for(&self, setting: &SettingId) -> bool {
        match self {
            Self::Setting(is) => is.any.contains(setting) || is.unclear.contains(setting),
            _ => true,
        }
    }
}

/// A condition on the setting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SettingIs {
    /// It holds for these.
    #[serde(rename = "one-of")]
    pub any: Vec<SettingId>,
    /// For these the hub's text does not say, so the answer is unknown rather than no.
    #[serde(rename = "unclear-for", default, skip_serializing_if = "Vec::is_empty")]
    pub unclear: Vec<SettingId>,
}
