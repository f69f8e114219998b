//! What follows once a key is stored or removed, or is refused.

use litemap::LiteMap;

use crate::app::effect::Effect;
use crate::app::event::Event;

/// Two events, one of which follows.
#[derive(Debug, Clone, PartialEq)]
struct Waiter {
    /// Whether the key is to be removed, rather than stored.
    removes: bool,
    then: Event,
    otherwise: Event,
}

/// What waits for keys to be stored or removed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Waiting(LiteMap<String, Vec<Waiter>>);

impl Waiting {
    /// One of two events follows once a key is stored or removed, or is refused.
    pub(in crate::app) fn register(&mut self, key: String, removes: bool, then: Event, otherwise: Event) {
        self.0.entry(key).or_default().push(Waiter { removes, then, otherwise });
    }

    /// Whether anything waits for a key.
    pub(in crate::app) fn is_awaited(&self, key: &str) -> bool {
        self.0.contains_key(key)
    }

    /// A key is stored, or `removed`. A key that was to be removed and is stored instead, because another tab has
    /// changed it, counts as refused. What waits for a key to be stored that was removed before goes on waiting.
    pub(in crate::app) fn done(&mut self, key: &str, removed: bool) -> Vec<Effect> {
        let waiters = self.0.remove(key).unwrap_or_default();
        let (waiters, left): (Vec<Waiter>, Vec<Waiter>) =
            waiters.into_iter().partition(|waiter| waiter.removes || !removed);
        if !left.is_empty() {
            self.0.insert(key.to_owned(), left);
        }
        let event = |waiter: Waiter| if waiter.removes == removed { waiter.then } else { waiter.otherwise };
        waiters.into_iter().map(|waiter| Effect::dispatch(event(waiter))).collect()
    }

    /// A key was neither stored nor removed.
    pub(in crate::app) fn refused(&mut self, key: &str) -> Vec<Effect> {
        let waiters = self.0.remove(key).unwrap_or_default();
        waiters.into_iter().map(|waiter| Effect::dispatch(waiter.otherwise)).collect()
    }
}
