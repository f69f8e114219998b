//! Keeping a history within its room.

use super::file::size;
use super::{History, Version};

impl History {
    /// The place of the latest version that holds what something else has taken the place of, so that it may be in no
    /// draft.
    pub fn latest_replaced(&self) -> Option<usize> {
        self.versions.iter().rposition(|version| version.why.is_replaced())
    }

    /// Removes versions until the history takes no more than `room` bytes, and returns whether it does. First those that
    /// nobody asked for, then the others without a name, then, with `named`, those with one; of each the oldest first. The
    /// latest is never removed, nor the latest that holds what something else has taken the place of.
    pub fn fit(&mut self, room: usize, named: bool) -> bool {
        let may_go: [fn(&Version) -> bool; 3] =
            [|v| v.name.is_none() && v.why.is_time(), |v| v.name.is_none(), |_| true];
        let mut kinds = may_go.into_iter().take(if named { 3 } else { 2 });
        let mut kind = kinds.next();
        loop {
            let sizes: Vec<usize> = self.versions.iter().map(size).collect();
            let mut over = sizes.iter().sum::<usize>().saturating_sub(room);
            let Some(may_go) = kind.filter(|_| over > 0) else { return over == 0 };
            let (latest, replaced) = (sizes.len().saturating_sub(1), self.latest_replaced());
            self.retain(|number, version| {
                let goes = over > 0 && number < latest && Some(number) != replaced && may_go(version);
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
