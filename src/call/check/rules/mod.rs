//! The rules, a file for each thing that they are about. Each is a function from the context to the locations it finds.

pub(super) mod amounts;
pub(super) mod choices;
pub(super) mod colours;
pub(super) mod conditions;
pub(super) mod contacts;
pub(super) mod dates;
pub(super) mod ids;
pub(super) mod limits;
pub(super) mod links;
pub(super) mod lists;
pub(super) mod names;
pub(super) mod oddities;
pub(super) mod other_hubs;
pub(super) mod placeholders;
pub(super) mod places;
pub(super) mod profile;
pub(super) mod quotes;
pub(super) mod references;
pub(super) mod scale;
pub(super) mod sheet;
pub(super) mod text;
pub(super) mod unsaid;
pub(super) mod ways;
pub(super) mod weekday;
pub(super) mod wording;
pub(super) mod years;
