//! Memos of all types as one type: Leptos's own is compiled anew for each, which was a tenth of the program.

use std::any::Any;
use std::sync::Arc;

use leptos::prelude::*;

/// What a value may be that a signal holds.
pub(in crate::views) trait Shown: Clone + PartialEq + Send + Sync + 'static {}
impl<T: Clone + PartialEq + Send + Sync + 'static> Shown for T {}

/// A value whose type is not known, and whether another one is the same.
trait Erased: Send + Sync {
    fn any(&self) -> &dyn Any;
    fn is(&self, other: &dyn Erased) -> bool;
}

impl<T: Shown> Erased for T {
    fn any(&self) -> &dyn Any {
        self
    }

    fn is(&self, other: &dyn Erased) -> bool {
        other.any().downcast_ref() == Some(self)
    }
}

#[derive(Clone)]
struct AnyValue(Arc<dyn Erased>);

impl PartialEq for AnyValue {
    fn eq(&self, other: &Self) -> bool {
        self.0.is(&*other.0)
    }
}

/// A signal whose value is computed when something that it rests on has changed, and which tells those who read it when it
/// is another one than before.
pub(in crate::views) fn memo<T: Shown>(read: impl Fn() -> T + Send + Sync + 'static) -> Signal<T> {
    let memo = of_any(Box::new(move || AnyValue(Arc::new(read()))));
    let read = move || memo.with(|value| value.0.any().downcast_ref::<T>().cloned());
    // It is never of another type.
    Signal::derive(move || read().unwrap_or_else(|| unreachable!()))
}

fn of_any(read: Box<dyn Fn() -> AnyValue + Send + Sync>) -> Memo<AnyValue> {
    Memo::new(move |_| read())
}
