//! Keeping a history within its room.

use super::file::size;
use super::{History, Version};
use crate::call::Timestamp;

impl History {
    /// The place of the latest version that holds what something else has taken the place of, so that it may be in no
    /// draft.
    pub fn latest_replaced(&self) -> Option<usize> {
        self.versions.iter().rposition(|version| version.why.is_replaced())
    }

    /// How many versions are never removed to make room: the latest; the latest that holds what something else has taken the
    /// place of; and all of that kind that were kept at `since` or later.
    pub fn lasting(&self, since: Option<Timestamp>) -> usize {
        let lasts = self.lasts(since);
        (0..self.versions.len()).filter(|number| lasts(*number)).count()
    }

    pub(super) fn lasts(&self, since: Option<Timestamp>) -> impl Fn(usize) -> bool + use<> {
        let replaced = self.latest_replaced();
        let latest = self.versions.len().saturating_sub(1);
        let is_since = |version: &Version| version.why.is_replaced() && since.is_some_and(|since| version.at >= since);
        let recent: Vec<bool> = self.versions.iter().map(is_since).collect();
        move |number| number == latest || Some(number) == replaced || recent.get(number) == Some(&true)
    }

    /// Removes versions until the history takes no more than `room` bytes, and returns whether it does. First those that
    /// nobody asked for, then the others without a name, then, with `named`, those with one; of each the oldest first.
    /// Those that [`Self::lasting`] counts are never removed.
    pub fn fit(&mut self, room: usize, named: bool, since: Option<Timestamp>) -> bool {
        let may_go: [fn(&Version) -> bool; 3] =
            [|v| v.name.is_none() && v.why.is_time(), |v| v.name.is_none(), |_| true];
        let mut kinds = may_go.into_iter().take(if named { 3 } else { 2 });
        let mut kind = kinds.next();
        loop {
            let sizes: Vec<usize> = self.versions.iter().map(size).collect();
            let mut over = sizes.iter().sum::<usize>().saturating_sub(room);
            let Some(may_go) = kind.filter(|_| over > 0) else { return over == 0 };
            let lasts = self.lasts(since);
            self.retain(|number, version| {
                let goes = over > 0 && !lasts(number) && may_go(version);
                if goes {
                    over = over.saturating_sub(sizes.get(number).copied().unwrap_or(0));
                }
                !goes
            });
            // Versions that were stored anew may take more room than before.
            if self.versions.len() == sizes.len() {
                kind = kinds.next();
            }
        }
    }
}
