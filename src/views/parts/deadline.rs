//! Where the call stands: open, closing, closed.

use leptos::prelude::*;

use super::odd;
use crate::app::{App as _, Load, State};
use crate::call::{Call, Timestamp, When};
use crate::draft::counted;
use crate::readiness::{Deadline, deadline as standing};
use crate::views::App;

/// The deadline and the days left, of the call that is open.
pub(in crate::views) fn deadline(app: App) -> AnyView {
    ().into_any()
}
