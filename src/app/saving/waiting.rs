//! What follows once a key is stored or removed, or is refused.

use litemap::LiteMap;

use crate::app::effect::Effect;
use crate::app::event::Event;

/// Two events, one of which follows.
#[derive(Debug, Clone, PartialEq)]
struct Waiter {
    awaits: Awaits,
    then: Event,
    otherwise: Event,
}

/// What is waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Awaits {
    /// The key is to be stored.
    Store,
    /// The key is to be removed.
    Removal,
    /// The key was to be removed and is stored instead, because another tab has changed it.
    StoreInsteadOfRemoval,
}

/// What waits for keys to be stored or removed.
///
/// Answers come after all effects of an event were carried out. So an answer may belong to an earlier effect for the same
/// key: that a key was stored, or was not, says nothing of a removal that was asked for since.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Waiting(LiteMap<String, Vec<Waiter>>);

impl Waiting {
    /// One of two events follows once a key is stored or removed, or is refused.
    pub(in crate::app) fn register(&mut self, key: String, removes: bool, then: Event, otherwise: Event) {
        let awaits = if removes { Awaits::Removal } else { Awaits::Store };
        self.0.entry(key).or_default().push(Waiter { awaits, then, otherwise });
    }

    /// Whether anything waits for a key.
    pub(in crate::app) fn is_awaited(&self, key: &str) -> bool {
        self.0.contains_key(key)
    }

    /// Another tab has changed a key: it is stored again, also where it was to be removed.
    pub(in crate::app) fn stored_instead(&mut self, key: &str) {
        for waiter in self.0.get_mut(key).into_iter().flatten().filter(|waiter| waiter.awaits == Awaits::Removal) {
            waiter.awaits = Awaits::StoreInsteadOfRemoval;
        }
    }

    /// A key is stored. A removal that it takes the place of is refused.
    pub(in crate::app) fn stored(&mut self, key: &str) -> Vec<Effect> {
        self.settle(key, |awaits| awaits != Awaits::Removal, |awaits| awaits == Awaits::Store)
    }

    /// A key was not stored.
    pub(in crate::app) fn not_stored(&mut self, key: &str) -> Vec<Effect> {
        self.settle(key, |awaits| awaits != Awaits::Removal, |_| false)
    }

    /// A key is removed, or was not there. What waits for it to be stored goes on waiting.
    pub(in crate::app) fn removed(&mut self, key: &str) -> Vec<Effect> {
        self.settle(key, |awaits| awaits != Awaits::Store, |_| true)
    }

    /// A key was not removed.
    pub(in crate::app) fn not_removed(&mut self, key: &str) -> Vec<Effect> {
        self.settle(key, |awaits| awaits != Awaits::Store, |_| false)
    }

    /// A key was neither stored nor removed: another tab has changed it.
    pub(in crate::app) fn refused(&mut self, key: &str) -> Vec<Effect> {
        self.settle(key, |_| true, |_| false)
    }

    /// Ends the waiting of those that `is_over` names. For those that `is_done` names it was done, for the others refused.
    fn settle(&mut self, key: &str, is_over: impl Fn(Awaits) -> bool, is_done: impl Fn(Awaits) -> bool) -> Vec<Effect> {
        let waiters = self.0.remove(key).unwrap_or_default();
        let (over, left): (Vec<Waiter>, Vec<Waiter>) = waiters.into_iter().partition(|waiter| is_over(waiter.awaits));
        if !left.is_empty() {
            self.0.insert(key.to_owned(), left);
        }
        let event = |waiter: Waiter| if is_done(waiter.awaits) { waiter.then } else { waiter.otherwise };
        over.into_iter().map(|waiter| Effect::dispatch(event(waiter))).collect()
    }
}
