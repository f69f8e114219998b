//! The pages' addresses, after `#`: no rewrite rules are needed on the host.

use std::fmt;

use crate::call::{CallId, CriterionId, PointId, Section};
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
    /// About this site, for hubs.
    Site,
    /// No page has this address.
    Lost(String),
}

/// A page of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Page {
    /// The sections, what comes next, where the school stands.
    Overview,
    /// All points with their ratings.
    Stand,
    /// A section. Of a criterion, the list of its points.
    Section(Section),
    /// One point of a criterion.
    Point(CriterionId, PointId),
    /// The check.
    Check,
    /// Who the application is sent to, or shared with.
    Send,
    /// Sending it to the hub.
    SendHub,
    /// What was sent to the hub, and when.
    Receipt,
    /// Its earlier versions.
    History,
    /// After the application.
    Afterwards,
}

/// A page of a draft that has one address.
#[derive(Debug, Clone)]
pub struct PageRow {
    /// The page.
    pub page: Page,
    /// Its address, behind the draft's.
    pub path: &'static str,
    /// Its name in the header, the menu and the window's title.
    pub name: &'static str,
    /// Where it is listed.
    pub listed: Listed,
}

/// Where a page is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listed {
    /// In the header, and in the menu where there is no room for that.
    Header,
    /// In the menu.
    Menu,
    /// Other pages lead there.
    Nowhere,
}

/// The one table of pages, in the order in which they are listed. A new page is a row here, a name in [`Page`], and a file
/// under `views/pages/` with its line in `views/pages/mod.rs`. Sections and points have addresses of their own kind.
pub const PAGES: &[PageRow] = &[
    PageRow { page: Page::Overview, path: "", name: "Overview", listed: Listed::Header },
    PageRow { page: Page::Stand, path: "stand", name: "Where we stand", listed: Listed::Header },
    PageRow { page: Page::Check, path: "check", name: "Check", listed: Listed::Header },
    PageRow { page: Page::Send, path: "send", name: "Send and share", listed: Listed::Header },
    PageRow { page: Page::SendHub, path: "send/hub", name: "Send to the hub", listed: Listed::Nowhere },
    PageRow { page: Page::Receipt, path: "send/hub/receipt", name: "Sent", listed: Listed::Nowhere },
    PageRow { page: Page::History, path: "history", name: "Earlier versions", listed: Listed::Menu },
    PageRow { page: Page::Afterwards, path: "afterwards", name: "After you apply", listed: Listed::Menu },
];

/// Addresses of earlier versions, and of pages that have nothing to show, with the page they lead to.
const MOVED: &[(&str, Page)] = &[("readiness", Page::Check), ("export", Page::Send), ("merge", Page::Overview)];

impl Page {
    fn parse(path: &str) -> Option<Self> {
        if let Some(row) = PAGES.iter().find(|row| row.path == path) {
            return Some(row.page.clone());
        }
        if let Some((_, page)) = MOVED.iter().find(|(moved, _)| *moved == path) {
            return Some(page.clone());
        }
        // An answer of a point ends in its name: it leads to the point.
        let point = path.strip_prefix("criteria/").and_then(|rest| {
            let mut parts = rest.split('/');
            Some((CriterionId::new(parts.next()?).ok()?, PointId::new(parts.next()?).ok()?))
        });
        match point {
            Some((criterion, point)) => Some(Self::Point(criterion, point)),
            None => Section::parse(path).map(Self::Section),
        }
    }

    /// The page on which an answer is given.
    pub fn of_field(field: &Field) -> Self {
        match field {
            Field::Point(criterion, point, _) => Self::Point(criterion.clone(), point.clone()),
            Field::Suppression(_, field) | Field::Again(field) => Self::of_field(field),
            Field::Sending(_) => Self::SendHub,
            field => field.section().map_or(Self::Overview, Self::Section),
        }
    }

    /// Its row in the table, if it has one address.
    pub fn row(&self) -> Option<&'static PageRow> {
        PAGES.iter().find(|row| row.page == *self)
    }
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
                let page = Page::parse(page)?;
                // Earlier versions showed the answers of a point on the page of its criterion.
                let page = match (&page, &at) {
                    (Page::Section(Section::Criterion(_)), Some(field @ Field::Point(..))) => Page::of_field(field),
                    _ => page,
                };
                Some(Self::Draft(DraftId::new(id)?, page, at))
            }
            "help" if rest.is_empty() => Some(Self::Help),
            "site" if rest.is_empty() => Some(Self::Site),
            // Nothing has been brought in for review.
            "review" => Some(Self::Start),
            _ => None,
        }
    }

    /// The address of an answer.
    pub fn to_field(draft: &DraftId, field: &Field) -> Self {
        Self::Draft(draft.clone(), Page::of_field(field), Some(field.clone()))
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
        match (self, self.row()) {
            (Self::Overview, _) => Ok(()),
            (Self::Section(section), _) => write!(f, "/{section}"),
            (Self::Point(criterion, point), _) => write!(f, "/criteria/{criterion}/{point}"),
            (_, row) => write!(f, "/{}", row.map_or("", |row| row.path)),
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
            Self::Site => f.write_str("site"),
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
            "#/draft/a1/criteria/programme/hour",
            "#/draft/a1/criteria/programme/hour?at=criteria/programme/hour/evidence",
            "#/draft/a1/stand",
            "#/draft/a1/check",
            "#/draft/a1/send",
            "#/draft/a1/send/hub",
            "#/draft/a1/send/hub/receipt",
            "#/draft/a1/afterwards",
            "#/draft/a1/history",
            "#/help",
            "#/site",
        ] {
            let route = Route::parse(text);
            assert!(!matches!(route, Route::Lost(_)), "{text}");
            assert_eq!(route.to_string(), text);
        }
        assert_eq!(Route::parse(""), Route::Start);
        for (old, new) in [
            ("#/draft/a1/readiness", "#/draft/a1/check"),
            ("#/draft/a1/export", "#/draft/a1/send"),
            ("#/draft/a1/merge", "#/draft/a1"),
            ("#/review/a1", "#/"),
            ("#/draft/a1/criteria/programme/hour/evidence", "#/draft/a1/criteria/programme/hour"),
            (
                "#/draft/a1/criteria/programme?at=criteria/programme/hour/evidence",
                "#/draft/a1/criteria/programme/hour?at=criteria/programme/hour/evidence",
            ),
        ] {
            assert_eq!(Route::parse(old).to_string(), new);
        }
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
