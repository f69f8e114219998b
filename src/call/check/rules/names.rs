//! Names by which schools tell things apart.

use crate::call::check::context::CheckContext;
use crate::call::check::problem::{Location, quoted};

/// No two things that are shown together have one name; of the role's two names one is for several.
pub(in crate::call::check) fn same(context: &CheckContext) -> Vec<Location> {
    let call = context.call;
    let mut locations = Vec::new();
    let mut look = |path: &str, key: &str, names: Vec<&str>| {
        for (i, name) in names.iter().enumerate().filter(|(_, name)| !name.trim().is_empty()) {
            if names.iter().take(i).any(|before| before.trim().eq_ignore_ascii_case(name.trim())) {
                let what = format!("{} is here twice, so schools cannot tell them apart: change one", quoted(name));
                locations.push(Location::new(format!("{path}/{i}/{key}"), what));
            }
        }
    };
    look("/settings", "name", call.settings.iter().map(|s| s.name.as_str()).collect());
    look("/regions/named", "name", call.regions.iter().flat_map(|r| &r.named).map(|r| r.name.as_str()).collect());
    look("/people", "name", call.people.iter().map(|p| p.name.as_str()).collect());
    look("/criteria", "name", call.criteria.iter().map(|c| c.name.as_str()).collect());
    for (i, criterion) in call.criteria.iter().enumerate() {
        let labels = criterion.points.iter().map(|p| p.label.as_str()).collect();
        look(&format!("/criteria/{i}/points"), "label", labels);
    }
    look("/focus/areas", "name", call.focus.iter().flat_map(|f| &f.areas).map(|a| a.name.as_str()).collect());
    look("/letters", "name", call.letters.iter().map(|l| l.name.as_str()).collect());
    for (i, letter) in call.letters.iter().enumerate() {
        let titles = letter.prompts.iter().map(|p| p.title.as_str()).collect();
        look(&format!("/letters/{i}/prompts"), "title", titles);
    }
    look("/documents", "name", call.documents.iter().map(|d| d.name.as_str()).collect());
    if !call.role.name.trim().is_empty() && call.role.name.trim() == call.role.plural.trim() {
        let what = format!(
            "{} is also the singular: write the plural, such as \u{201c}Lead Schools\u{201d}",
            quoted(&call.role.plural)
        );
        locations.push(Location::new("/role/plural", what));
    }
    locations
}
