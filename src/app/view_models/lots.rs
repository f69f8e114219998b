//! What a school applies for, and the schools that apply with it.

use super::focus::how_many;
use super::quotations::{Quotation, quotations};
use crate::call::{Applicant, Call, Lot};

/// The choice of lots.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LotsForm {
    /// The hub's name for them.
    pub name: String,
    /// The hub's words, on choosing and on each lot.
    pub words: Vec<Quotation>,
    /// How many may be chosen.
    pub range: String,
    /// The lots: ids and names.
    pub lots: Vec<(String, String)>,
}

/// The choice of lots, where the call has them.
pub fn lots_form(call: &Call) -> Option<LotsForm> {
    let lots = call.lots.as_ref()?;
    let range = how_many("Choose", lots.minimum, lots.maximum);
    let words = lots.statements.iter().chain(lots.choices.iter().flat_map(|lot| &lot.statements));
    let choice = |lot: &Lot| (lot.id.to_string(), lot.name.trim().to_owned());
    Some(LotsForm {
        name: lots.name.trim().trim_end_matches(':').to_owned(),
        words: quotations(call, words),
        range: format!("{range} You only answer the questions for what you choose."),
        lots: lots.choices.iter().map(choice).collect(),
    })
}

/// The schools that apply together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClusterForm {
    /// The hub's name for them.
    pub name: String,
    /// The hub's words.
    pub words: Vec<Quotation>,
    /// How many, in words.
    pub range: String,
    /// Whether the teacher's role is asked.
    pub role: bool,
    /// Whether the teacher's email address is asked.
    pub email: bool,
}

/// The schools that apply together, where the call asks for them.
pub fn cluster_form(call: &Call, applicant: Applicant) -> Option<ClusterForm> {
    let cluster = call.cluster.as_ref()?;
    let range = how_many("Name", cluster.minimum, cluster.maximum);
    let noun = applicant.noun();
    Some(ClusterForm {
        name: cluster.name.trim().trim_end_matches(':').to_owned(),
        words: quotations(call, &cluster.statements),
        range: format!("{range} Do not count your own {noun}."),
        role: cluster.role,
        email: cluster.email,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::readiness::testing::{call, says};

    #[test]
    fn how_many_in_words() {
        let only = "You only answer the questions for what you choose.";
        for (minimum, maximum, lots, cluster) in [
            (0, Some(2), "Choose up to 2. You can leave this blank.", "Name up to 2. You can leave this blank."),
            (
                0,
                None,
                "Choose as many as you like. You can leave this blank.",
                "Name as many as you like. You can leave this blank.",
            ),
            (1, Some(1), "Choose 1.", "Name 1."),
            (1, Some(2), "Choose 1 or 2.", "Name 1 or 2."),
            (2, Some(6), "Choose 2 to 6.", "Name 2 to 6."),
            (2, None, "Choose at least 2.", "Name at least 2."),
        ] {
            let call = call(json!({
                "lots": {"name": "Lots:", "statements": [says("Choose.")], "minimum": minimum, "maximum": maximum,
                    "choices": [{"id": "a", "name": "A", "statements": [says("Sing.")]}]},
                "cluster": {"name": "Partners", "minimum": minimum, "maximum": maximum, "email": true}
            }));
            let form = lots_form(&call).unwrap();
            assert_eq!((form.name.as_str(), form.range), ("Lots", format!("{lots} {only}")));
            assert_eq!((form.words[0].lines.len(), form.lots.as_slice()), (2, &[("a".to_owned(), "A".to_owned())][..]));
            let form = cluster_form(&call, call.applicant(None)).unwrap();
            assert_eq!(form.range, format!("{cluster} Do not count your own school or organisation."));
            let college = cluster_form(&call, Applicant::College).unwrap();
            assert_eq!(college.range, format!("{cluster} Do not count your own college."));
            assert!(form.email && !form.role);
        }
        let none = call(json!({}));
        assert_eq!((lots_form(&none), cluster_form(&none, none.applicant(None))), (None, None));
    }
}
