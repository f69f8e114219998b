//! What is asked about the school.

use crate::call::check::context::CheckContext;
use crate::call::check::problem::Location;
use crate::call::{Condition, PointRule, ProfilePart, SettingKind};

/// Name and setting are asked, and nothing twice or in vain.
pub(in crate::call::check) fn asks(context: &CheckContext) -> Vec<Location> {
    let call = context.call;
    let always = [(ProfilePart::Name, "name"), (ProfilePart::Setting, "setting")];
    let missing = always.into_iter().filter(|(part, _)| call.asks(*part).is_none());
    let missing = missing.map(|(_, word)| {
        Location::new("/profile", format!("the school\u{2019}s {word} must be asked: add it to `profile`"))
    });
    let twice = call.profile.iter().enumerate().filter(|(i, a)| call.profile.iter().take(*i).any(|b| b.ask == a.ask));
    let twice = twice.map(|(i, _)| Location::new(format!("/profile/{i}/ask"), "this is asked twice: delete one"));
    let region = call.profile.iter().position(|a| a.ask == ProfilePart::Region && call.regions.is_none());
    let vain = region.map(|i| {
        Location::new(format!("/profile/{i}/ask"), "there are no `regions`: add them, or delete this question")
    });
    let lead = call.profile.iter().position(|a| a.ask == ProfilePart::LeadSchool);
    let lead = lead.filter(|_| !call.settings.iter().any(|setting| setting.kind == SettingKind::Trust)).map(|i| {
        let what = "no setting is of the kind \u{201c}trust\u{201d}, so nobody is asked this: add one, or delete this question";
        Location::new(format!("/profile/{i}/ask"), what)
    });
    missing.chain(twice).chain(vain).chain(lead).collect()
}

/// What a condition or a rule needs to know is asked.
pub(in crate::call::check) fn not_asked(context: &CheckContext) -> Vec<Location> {
    let whens = context.under_key::<Vec<Condition>>("only-if-all").into_iter().flat_map(|(path, when)| {
        let needs = when.into_iter().enumerate();
        needs.filter_map(move |(i, condition)| Some((format!("{path}/{i}"), need(&condition)?)))
    });
    let rules = context.under_key::<PointRule>("rule").into_iter().filter(|(_, rule)| !rule.is_answered_here());
    let rules = rules.map(|(path, _)| (path.to_owned(), (ProfilePart::Ofsted, "ofsted")));
    let unasked = whens.chain(rules).filter(|(_, (part, _))| context.call.asks(*part).is_none());
    let what = |word| format!("this depends on \u{201c}{word}\u{201d}, which is not asked: add it to `profile`");
    unasked.map(|(path, (_, word))| Location::new(path, what(word))).collect()
}

/// The part of the profile that a condition looks at, and its name in the file. Lots are asked wherever there are any.
fn need(condition: &Condition) -> Option<(ProfilePart, &'static str)> {
    Some(match condition {
        Condition::Setting(_) => (ProfilePart::Setting, "setting"),
        Condition::KeyStage(_) => (ProfilePart::KeyStages, "key-stages"),
        Condition::SixthForm(_) => (ProfilePart::SixthForm, "sixth-form"),
        Condition::Trust(_) | Condition::Federation(_) => (ProfilePart::Trust, "trust"),
        Condition::Region(_) => (ProfilePart::Region, "region"),
        Condition::Lot(_) => return None,
    })
}
