//! The page of focus areas: which are offered to the school, how many it may choose, and why it chooses them.

use super::hub_page::HubTopic;
use super::quotations::{Quotation, quotations};
use crate::call::{Call, Focus, FocusArea};
use crate::draft::{Draft, Field, Profile, or_list};

/// What stays the same on the page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FocusForm {
    /// The hub's words.
    pub words: Vec<Quotation>,
    /// What is odd about them.
    pub oddities: Vec<super::OddityNote>,
    /// How many may be chosen.
    pub range: String,
    /// What the hub says and no school has to do anything about here.
    pub only_shown: Vec<HubTopic>,
}

/// What stays the same on the page.
pub fn focus_form(call: &Call) -> FocusForm {
    let Some(focus) = &call.focus else { return FocusForm::default() };
    FocusForm {
        words: quotations(call, &focus.statements),
        oddities: super::oddities(call, &focus.oddities),
        range: how_many("Choose", focus.minimum, focus.maximum),
        only_shown: only_shown(call, focus),
    }
}

/// What no single school can judge, and what comes later.
fn only_shown(call: &Call, focus: &Focus) -> Vec<HubTopic> {
    let all = [
        (format!("All {} together", call.role.plural), &focus.across_schools),
        ("Changing areas later".to_owned(), &focus.at_renewal),
    ];
    let topic = |(title, statements)| HubTopic { title, quotations: quotations(call, statements) };
    all.into_iter().map(topic).filter(|topic| !topic.quotations.is_empty()).collect()
}

/// How many may be chosen, or named, in words.
pub(super) fn how_many(verb: &str, minimum: u32, maximum: Option<u32>) -> String {
    match (minimum, maximum) {
        (0, Some(most)) => format!("{verb} up to {most}. You can leave this blank."),
        (0, None) => format!("{verb} as many as you like. You can leave this blank."),
        (least, Some(most)) if least == most => format!("{verb} {least}."),
        (least, Some(most)) if most == least.saturating_add(1) => format!("{verb} {least} or {most}."),
        (least, Some(most)) => format!("{verb} {least} to {most}."),
        (least, None) => format!("{verb} at least {least}."),
    }
}

/// A focus area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaRow {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Why it is not offered to this school.
    pub not_offered: Option<String>,
}

/// The focus areas. Those for other settings say so; before a setting is chosen, all are offered.
pub fn focus_areas(call: &Call, draft: &Draft) -> Vec<AreaRow> {
    let setting = Profile::of(call, draft).setting;
    let row = |area: &FocusArea| {
        let is_offered = area.is_offered_to(setting.map(|own| &own.id));
        let names = || {
            let ids = area.settings.iter().filter_map(|id| call.setting(id.as_str()));
            ids.map(|setting| setting.name.as_str()).collect::<Vec<_>>()
        };
        let not_offered = (!is_offered).then(|| format!("Only for {}.", or_list(&names())));
        AreaRow { id: area.id.to_string(), name: area.name.clone(), not_offered }
    };
    call.focus.iter().flat_map(|focus| &focus.areas).map(row).collect()
}

/// What is said of an area that is chosen, and asked about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChosenArea {
    /// Its name.
    pub name: String,
    /// What the hub says about it.
    pub words: Vec<Quotation>,
    /// The answer that gives the reason, and its label. None where the hub wants no reasons.
    pub reason: Option<(Field, String)>,
}

/// An area that is chosen. None where nothing is said or asked.
pub fn chosen_area(call: &Call, id: &str) -> Option<ChosenArea> {
    let focus = call.focus.as_ref()?;
    let area = focus.areas.iter().find(|area| area.id.as_str() == id)?;
    let optional = if focus.asks_why() { "" } else { " (optional)" };
    let label = format!("Why are you choosing {}?{optional}", area.name);
    let reason = focus.takes_why().then(|| (Field::FocusWhy(area.id.clone()), label));
    let words = quotations(call, &area.statements);
    (reason.is_some() || !words.is_empty()).then(|| ChosenArea { name: area.name.clone(), words, reason })
}

/// The areas of this call that are chosen, in its order, each once.
pub fn chosen_areas(call: &Call, draft: &Draft) -> Vec<String> {
    let chosen = draft.list(&Field::FocusChosen);
    let areas = call.focus.iter().flat_map(|focus| &focus.areas).map(|area| area.id.to_string());
    areas.filter(|id| chosen.contains(id)).collect()
}

/// The list that is stored when these areas of the call are chosen: what an earlier round offered stays.
pub fn with_areas_of_other_rounds(call: &Call, draft: &Draft, chosen: Vec<String>) -> Vec<String> {
    let is_known = |id: &String| call.focus.iter().flat_map(|focus| &focus.areas).any(|area| area.id.as_str() == id);
    let others = draft.list(&Field::FocusChosen).iter().filter(|id| !is_known(id)).cloned();
    chosen.into_iter().chain(others).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::readiness::testing::{call, draft};

    fn with(minimum: u32, maximum: Option<u32>) -> Call {
        let mut focus = json!({"name": "Areas", "statements": [], "minimum": minimum, "areas": [
            {"id": "a", "name": "A"}, {"id": "b", "name": "B"}, {"id": "c", "name": "C", "settings": ["nursery", "college"]}
        ]});
        if let Some(most) = maximum {
            focus["maximum"] = most.into();
        }
        call(json!({"focus": focus}))
    }

    #[test]
    fn how_many_in_words() {
        for (minimum, maximum, words) in [
            (0, Some(3), "Choose up to 3. You can leave this blank."),
            (0, None, "Choose as many as you like. You can leave this blank."),
            (2, Some(2), "Choose 2."),
            (1, Some(2), "Choose 1 or 2."),
            (1, None, "Choose at least 1."),
        ] {
            assert_eq!(focus_form(&with(minimum, maximum)).range, words);
        }
        assert_eq!(focus_form(&call(json!({}))), FocusForm::default());
    }

    #[test]
    fn what_is_not_offered_says_why() {
        let call = with(0, None);
        for (answers, because) in [
            (json!({}), None),
            (json!({"school/setting": "nursery"}), None),
            (json!({"school/setting": "primary"}), Some("Only for Early Years or College.")),
        ] {
            let areas = focus_areas(&call, &draft(&answers));
            assert_eq!(areas[2].not_offered.as_deref(), because, "{answers}");
            assert_eq!(areas[0].not_offered, None);
        }
    }

    #[test]
    fn a_reason_is_asked_where_the_hub_wants_one() {
        for (reasons, label) in [
            (None, Some("Why are you choosing A? (optional)")),
            (Some(true), Some("Why are you choosing A?")),
            (Some(false), None),
        ] {
            let mut call = with(0, None);
            call.focus.as_mut().unwrap().reasons = reasons;
            let shown = chosen_area(&call, "a");
            // An area of which the hub says nothing has no heading of its own then.
            assert_eq!(shown.is_some(), label.is_some(), "{reasons:?}");
            assert_eq!(shown.and_then(|area| area.reason).map(|(_, label)| label).as_deref(), label, "{reasons:?}");
            assert_eq!(chosen_area(&call, "gone"), None);
        }
    }

    #[test]
    fn what_an_earlier_round_offered_stays_and_does_not_count() {
        let call = with(0, Some(2));
        let draft = draft(&json!({"focus/chosen": ["gone", "b", "a", "a"]}));
        assert_eq!(chosen_areas(&call, &draft), ["a", "b"]);
        assert_eq!(with_areas_of_other_rounds(&call, &draft, vec!["b".to_owned()]), ["b", "gone"]);
    }
}
