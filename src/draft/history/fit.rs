//! Keeping a history within its room.

use super::file::size;
use super::{History, Version};

impl History {
    /// Removes versions until the history takes no more than `room` bytes, and returns whether it does. First those that
    /// nobody asked for, then the others without a name, then, with `named`, those with one; of each the oldest first. The
    /// latest is never removed.
    pub fn fit(&mut self, room: usize, named: bool) -> bool {
        let may_go: [fn(&Version) -> bool; 3] =
            [|v| v.name.is_none() && v.why.is_time(), |v| v.name.is_none(), |_| true];
        let mut kinds = may_go.into_iter().take(if named { 3 } else { 2 });
        let mut kind = kinds.next();
        loop {
            let sizes: Vec<usize> = self.versions.iter().map(size).collect();
            let mut over = sizes.iter().sum::<usize>().saturating_sub(room);
            let Some(may_go) = kind.filter(|_| over > 0) else { return over == 0 };
            let latest = sizes.len().saturating_sub(1);
            self.retain(|number, version| {
                let goes = over > 0 && number < latest && may_go(version);
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
