//! How many schools of a setting the hub looks for, and where.

use crate::call::{Across, Call, Place, Setting};
use crate::draft::{Draft, Profile, and_list, counted, or_list, range_words};

/// The places for schools of the setting that is chosen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlaceList {
    /// Its heading. Empty while no setting is chosen, and where the hub says nothing about places.
    pub title: String,
    /// A line each: where, and how many.
    pub rows: Vec<String>,
}

/// The places for schools of the setting that is chosen.
pub fn places_for(call: &Call, draft: &Draft) -> PlaceList {
    let Some(setting) = Profile::of(call, draft).setting.filter(|_| !call.places.is_empty()) else {
        return PlaceList::default();
    };
    let own =
        call.places.iter().filter(|place| place.settings.contains(&setting.id) || place.unclear.contains(&setting.id));
    let mut rows: Vec<String> = own.map(|place| row(call, setting, place)).collect();
    if rows.is_empty() {
        rows.push(format!("{} not mention this type.", call.hub.voice().opening("does")));
    }
    PlaceList { title: format!("Places: {}", setting.name), rows }
}

fn row(call: &Call, setting: &Setting, place: &Place) -> String {
    let mut parts = vec![number_words(place)];
    if !place.settings.contains(&setting.id) {
        parts.push(format!("but {} not say if this includes your type", call.hub.voice().subject("does")));
    } else if place.settings.len() > 1 && place.settings.len() == call.settings.len() {
        parts.push("shared by all types".to_owned());
    } else if place.settings.len() > 1 {
        let others = place.settings.iter().filter(|id| **id != setting.id).filter_map(|id| call.setting(id.as_str()));
        let names: Vec<&str> = others.map(|other| other.name.as_str()).collect();
        parts.push(format!("shared with {}", and_list(&names)));
    }
    if place.where_possible {
        parts.push("where possible".to_owned());
    }
    format!("{}: {}.", where_words(call, place), parts.join(", "))
}

/// How many: "2 places", "at least 1 place", "up to 3 places".
fn number_words(place: &Place) -> String {
    let fewest = place.minimum.filter(|fewest| *fewest > 0);
    match (fewest, place.maximum) {
        (None, Some(most)) => format!("up to {}", counted(usize::try_from(most).unwrap_or(usize::MAX), "place")),
        (fewest, most) => {
            range_words(false, fewest, most, "place").unwrap_or_else(|| "number of places not given".to_owned())
        }
    }
}

fn where_words(call: &Call, place: &Place) -> String {
    let regions = call.regions.as_ref();
    match &place.across {
        Across::Hub => format!("Anywhere in {} area", call.hub.voice().possessive()),
        Across::EachRegion => format!("In each {}", regions.map_or("region", |regions| regions.called.trim())),
        Across::Regions(ids) => {
            let named = regions.iter().flat_map(|regions| &regions.named).filter(|region| ids.contains(&region.id));
            format!("In {}", or_list(&named.map(|region| region.name.as_str()).collect::<Vec<_>>()))
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::*;
    use crate::readiness::testing::{call, draft, says};

    fn rows(place: &Json, setting: &str) -> (String, Vec<String>) {
        let mut whole = json!({"id": "p", "settings": ["primary"], "across": "hub", "statement": says("Schools.")});
        for (key, value) in place.as_object().unwrap() {
            whole[key] = value.clone();
        }
        let named = json!([{"id": "north", "name": "North"}, {"id": "south", "name": "South"}]);
        let call = call(json!({"regions": {"called": "district", "named": named}, "places": [whole]}));
        let list = places_for(&call, &draft(&json!({"school/setting": setting})));
        (list.title, list.rows)
    }

    #[test]
    fn places_are_said_for_none_one_and_many() {
        for (place, row) in [
            (json!({}), "Anywhere in the hub\u{2019}s area: number of places not given."),
            (json!({"minimum": 1, "maximum": 1}), "Anywhere in the hub\u{2019}s area: 1 place."),
            (json!({"minimum": 2, "maximum": 2, "across": "each-region"}), "In each district: 2 places."),
            (json!({"minimum": 1, "across": {"regions": ["north"]}}), "In North: at least 1 place."),
            (json!({"minimum": 3, "across": {"regions": ["north", "south"]}}), "In North or South: at least 3 places."),
            (
                json!({"maximum": 1, "where-possible": true}),
                "Anywhere in the hub\u{2019}s area: up to 1 place, where possible.",
            ),
            (json!({"minimum": 0, "maximum": 4}), "Anywhere in the hub\u{2019}s area: up to 4 places."),
            (json!({"minimum": 2, "maximum": 4}), "Anywhere in the hub\u{2019}s area: 2 to 4 places."),
            (
                json!({"maximum": 1, "settings": ["primary", "nursery"]}),
                "Anywhere in the hub\u{2019}s area: up to 1 place, shared with Early Years.",
            ),
            (
                json!({"settings": ["nursery"], "unclear": ["primary"]}),
                "Anywhere in the hub\u{2019}s area: number of places not given, but the hub does not say if this includes your type.",
            ),
        ] {
            assert_eq!(rows(&place, "primary"), ("Places: Primary".to_owned(), vec![row.to_owned()]), "{place}");
        }
        assert_eq!(rows(&json!({}), "trust").1, ["The hub does not mention this type."]);
        assert_eq!(rows(&json!({}), ""), (String::new(), vec![]));
        let none = places_for(&call(json!({})), &draft(&json!({"school/setting": "primary"})));
        assert_eq!(none, PlaceList::default());
    }

    #[test]
    fn a_place_for_all_settings_is_for_all_together() {
        let mut call = call(json!({"places": [
            {"id": "mix", "settings": ["primary"], "across": "hub", "statement": says("A representative mix.")},
            {"id": "more", "settings": ["primary"], "maximum": 2, "across": "hub", "statement": says("Up to two more.")}
        ]}));
        call.places[0].settings = call.settings.iter().map(|setting| setting.id.clone()).collect();
        let list = places_for(&call, &draft(&json!({"school/setting": "primary"})));
        assert_eq!(
            list.rows,
            [
                "Anywhere in the hub\u{2019}s area: number of places not given, shared by all types.",
                "Anywhere in the hub\u{2019}s area: up to 2 places."
            ]
        );
    }
}
