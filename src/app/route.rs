//! The pages' addresses, after `#`: no rewrite rules are needed on the host.

use std::fmt;

use crate::call::{CallId, Section};
use crate::draft::{DraftId, Field};

/// A page, and the answer on it that should have focus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// The calls, and the drafts on this device.
    Start,
    /// A call: what the role is, when and how to apply.
    Call(CallId),
    /// Everything that the hub says, in its own order.
    Words(CallId),
    /// A page of a draft.
    Draft(DraftId, Page, Option<Field>),
    /// What the program keeps on the device, and what becomes of it.
    Help,
    /// No page has this address.
    Lost(String),
}

/// A page of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Page {
    /// The task list.
    Tasks,
    /// A section.
    Section(Section),
    /// The readiness check.
    Readiness,
    /// The bundle, and what to do next.
    Export,
    /// After the application.
    Afterwards,
    /// Its earlier versions.
    History,
}

impl Route {
    /// Reads what stands after `#`.
    pub fn parse(hash: &str) -> Self {
        let text = hash.trim_start_matches('#');
        Self::parse_known(text).unwrap_or_else(|| Self::Lost(text.to_owned()))
    }

    fn parse_known(text: &str) -> Option<Self> {
        let (path, at) = match text.split_once("?at=") {
            Some((path, at)) => (path, Some(Field::parse(at))),
            None => (text, None),
        };
        let path = path.trim_matches('/');
        if path.is_empty() {
            return Some(Self::Start);
        }
        let (first, rest) = path.split_once('/').unwrap_or((path, ""));
        match first {
            "call" => match rest.strip_suffix("/words") {
                Some(id) => CallId::new(id).ok().map(Self::Words),
                None => CallId::new(rest).ok().map(Self::Call),
            },
            "draft" => {
                let (id, page) = rest.split_once('/').unwrap_or((rest, ""));
                let page = match page {
                    "" => Page::Tasks,
                    "readiness" => Page::Readiness,
                    "export" => Page::Export,
                    "afterwards" => Page::Afterwards,
                    "history" => Page::History,
                    section => Page::Section(Section::parse(section)?),
                };
                Some(Self::Draft(DraftId::new(id)?, page, at))
            }
            "help" if rest.is_empty() => Some(Self::Help),
            _ => None,
        }
    }

    /// The address of an answer.
    pub fn to_field(draft: &DraftId, field: &Field) -> Self {
        let page = match field {
            Field::Sending(_) => Page::Export,
            _ => field.section().map_or(Page::Tasks, Page::Section),
        };
        Self::Draft(draft.clone(), page, Some(field.clone()))
    }

    /// The draft that the page belongs to.
    pub fn draft(&self) -> Option<&DraftId> {
        match self {
            Self::Draft(id, ..) => Some(id),
            _ => None,
        }
    }

    /// The same page, without an answer to go to.
    #[must_use]
    pub fn page(&self) -> Self {
        match self {
            Self::Draft(id, page, _) => Self::Draft(id.clone(), page.clone(), None),
            other => other.clone(),
        }
    }
}

impl fmt::Display for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tasks => Ok(()),
            Self::Section(section) => write!(f, "/{section}"),
            Self::Readiness => f.write_str("/readiness"),
            Self::Export => f.write_str("/export"),
            Self::Afterwards => f.write_str("/afterwards"),
            Self::History => f.write_str("/history"),
        }
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("#/")?;
        match self {
            Self::Start => Ok(()),
            Self::Call(id) => write!(f, "call/{id}"),
            Self::Words(id) => write!(f, "call/{id}/words"),
            Self::Draft(id, page, None) => write!(f, "draft/{id}{page}"),
            Self::Draft(id, page, Some(field)) => write!(f, "draft/{id}{page}?at={field}"),
            Self::Help => f.write_str("help"),
            Self::Lost(text) => f.write_str(text.trim_start_matches('/')),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn addresses_go_there_and_back() {
        for text in [
            "#/",
            "#/call/marsh-2027",
            "#/call/marsh-2027/words",
            "#/draft/a1",
            "#/draft/a1/school",
            "#/draft/a1/criteria/programme",
            "#/draft/a1/criteria/programme?at=criteria/programme/hour/evidence",
            "#/draft/a1/readiness",
            "#/draft/a1/export",
            "#/draft/a1/afterwards",
            "#/draft/a1/history",
            "#/help",
        ] {
            let route = Route::parse(text);
            assert!(!matches!(route, Route::Lost(_)), "{text}");
            assert_eq!(route.to_string(), text);
        }
        assert_eq!(Route::parse(""), Route::Start);
        for text in ["#/nowhere", "#/draft/", "#/draft/A b", "#/draft/a1/nowhere", "#/call/", "#/help/x"] {
            assert!(matches!(Route::parse(text), Route::Lost(_)), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_address_is_read(text in ".*") {
            drop(Route::parse(&text).to_string());
        }
    }
}
