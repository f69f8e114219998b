//! Criteria and points, as Where we stand, the list of a criterion and the page of a point show them.

use super::check::first_sentence;
use super::numbers::{point_number, section_number};
use super::quotations::{OddityNote, Quotation, marked_quotation, oddities, quotations};
use crate::app::route::Page;
use crate::call::{
    Applicant, Branch, BranchId, Call, Criterion, CriterionId, Level, Minimum, OtherDocument, Point, PointId,
    PointRule, ProfilePart, Section, Standing, Strength, Voice,
};
use crate::draft::{Applies, Draft, Field, PointField, Profile, and_list, applies, evidence_pieces, with_unit};
use crate::readiness::Readiness;

/// A criterion in a list: what does not change while ratings do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CriterionRow {
    /// The criterion.
    pub id: CriterionId,
    /// Its number.
    pub number: usize,
    /// Its name.
    pub name: String,
    /// Its points.
    pub points: Vec<PointRow>,
}

/// A point in a list: what does not change while it is rated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PointRow {
    /// Its criterion.
    pub criterion: CriterionId,
    /// The point.
    pub id: PointId,
    /// Its number: "2.4".
    pub number: String,
    /// Its name.
    pub name: String,
    /// How strongly the hub asks, in a word: "must".
    pub strength: &'static str,
    /// It is judged from other answers, and not rated.
    pub is_judged: bool,
    /// It is judged from an answer on its own page.
    pub is_gate: bool,
    /// The school rates itself on it: not where it is judged, and not where the call has no scale.
    pub is_rated: bool,
}

/// What is known of a point by now.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PointState {
    /// What its rating means. None: it is not rated.
    pub standing: Option<Standing>,
    /// Its rating in words, "Not rated" if there is none. Empty where it is not to be rated.
    pub rating: String,
    /// Pieces of evidence: the text is one, each link and file one.
    pub evidence: usize,
    /// Why it does not apply.
    pub not_applicable: Option<String>,
}

/// The criteria of a call with their points.
pub fn criterion_rows(call: &Call) -> Vec<CriterionRow> {
    call.criteria.iter().map(|criterion| criterion_row(call, criterion)).collect()
}

/// One criterion with its points.
pub fn criterion_row(call: &Call, criterion: &Criterion) -> CriterionRow {
    let section = Section::Criterion(criterion.id.clone());
    let point = |point: &Point| PointRow {
        criterion: criterion.id.clone(),
        id: point.id.clone(),
        number: point_number(call, &criterion.id, &point.id),
        name: point.short_name().to_owned(),
        strength: strength_word(point.strength),
        is_judged: is_judged(point),
        is_gate: point.rule.as_ref().is_some_and(PointRule::is_answered_here),
        is_rated: call.rates(point),
    };
    CriterionRow {
        id: criterion.id.clone(),
        number: section_number(call, &section),
        name: section.name(call, Applicant::default()),
        points: criterion.points.iter().map(point).collect(),
    }
}

/// What is known of a point.
pub fn point_state(call: &Call, draft: &Draft, criterion: &CriterionId, point: &Point) -> PointState {
    let at = |leaf| Field::Point(criterion.clone(), point.id.clone(), leaf);
    let is_rated = call.rates(point);
    let rating = call.rating(draft.text(&at(PointField::Rating))).filter(|_| is_rated);
    let unrated = if is_rated { "Not rated" } else { "" };
    let not_applicable = match applies(call, &point.when, &Profile::of(call, draft)) {
        Applies::No { because } => Some(because),
        Applies::Yes | Applies::Unknown { .. } | Applies::Unclear { .. } => None,
    };
    PointState {
        standing: rating.map(|rating| rating.means),
        rating: rating.map_or(unrated, |rating| &rating.label).to_owned(),
        evidence: evidence_pieces(call, draft, criterion, point),
        not_applicable,
    }
}

/// How many points of a criterion stand at each step of the scale: "8 of 9 in place, 1 partly". Empty where none is rated.
pub fn criterion_summary(call: &Call, draft: &Draft, criterion: &Criterion) -> String {
    let states = criterion.points.iter().map(|point| (point, point_state(call, draft, &criterion.id, point)));
    let rated: Vec<PointState> = states
        .filter(|(point, state)| call.rates(point) && state.not_applicable.is_none())
        .map(|(_, state)| state)
        .collect();
    let mut parts = Vec::new();
    if rated.is_empty() {
        return String::new();
    }
    for (number, step) in call.scale.steps.iter().enumerate() {
        let count = rated.iter().filter(|state| state.rating == step.label).count();
        let label = in_sentence(&step.label);
        match number {
            0 => parts.push(format!("{count} of {} {label}", rated.len())),
            _ if count > 0 => parts.push(format!("{count} {label}")),
            _ => {}
        }
    }
    let unrated = rated.iter().filter(|state| state.standing.is_none()).count();
    if unrated > 0 {
        parts.push(format!("{unrated} not rated"));
    }
    parts.join(", ")
}

/// A label within a sentence: "In place" is "in place". One that begins with several capitals stays.
fn in_sentence(label: &str) -> String {
    let mut chars = label.chars();
    match (chars.next(), chars.next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(label.chars().skip(1)).collect()
        }
        _ => label.to_owned(),
    }
}

/// Where the criteria are split into two columns of about the same length.
pub fn column_split(rows: &[CriterionRow]) -> usize {
    let all: usize = rows.iter().map(|row| row.points.len() + 1).sum();
    let mut before = 0;
    for (number, row) in rows.iter().enumerate() {
        let with = before + row.points.len() + 1;
        if with * 2 >= all {
            let is_nearer_before = number > 0 && all - before * 2 < with * 2 - all;
            return if is_nearer_before { number } else { number + 1 };
        }
        before = with;
    }
    rows.len()
}

/// Where the list of a criterion, or Where we stand, leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextPoint {
    /// The page.
    pub page: Page,
    /// What the button says.
    pub label: String,
}

/// After rating: the first point that is in place without evidence, else the check.
pub fn next_evidence(call: &Call, draft: &Draft) -> NextPoint {
    for criterion in &call.criteria {
        for point in criterion.points.iter().filter(|point| !is_judged(point)) {
            let state = point_state(call, draft, &criterion.id, point);
            if state.not_applicable.is_none() && state.evidence == 0 && state.standing != Some(Standing::NotYet) {
                let number = point_number(call, &criterion.id, &point.id);
                let page = Page::Point(criterion.id.clone(), point.id.clone());
                return NextPoint { page, label: format!("Next: evidence for {number}") };
            }
        }
    }
    NextPoint { page: Page::Check, label: "Check the whole application".to_owned() }
}

/// From the list of a criterion: the first point that is to do, or not in place, or else the first one.
pub fn first_open_point(
    call: &Call,
    draft: &Draft,
    check: Option<&Readiness>,
    criterion: &Criterion,
) -> Option<NextPoint> {
    let to_do = |point: &&Point| check.is_some_and(|check| has_to_do(check, &criterion.id, &point.id));
    let open = |point: &&Point| {
        let state = point_state(call, draft, &criterion.id, point);
        // Without a scale, evidence is all that is asked.
        let lacks = if call.rates(point) { state.standing != Some(Standing::Met) } else { state.evidence == 0 };
        state.not_applicable.is_none() && !is_judged(point) && lacks
    };
    let points = &criterion.points;
    let point = points.iter().find(to_do).or_else(|| points.iter().find(open)).or_else(|| points.first())?;
    let label = format!("Open {} {}", point_number(call, &criterion.id, &point.id), point.short_name());
    Some(NextPoint { page: Page::Point(criterion.id.clone(), point.id.clone()), label })
}

/// What the steps of the scale mean: of each the first sentence, as the rest says what to write, and ratings alone are asked.
pub fn scale_words(call: &Call) -> String {
    let words = call.scale.steps.iter().filter_map(|step| {
        let (first, _) = first_sentence(step.hint.as_ref()?);
        Some(format!("{}: {first}.", step.label))
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Whether a point has something to do.
pub fn has_to_do(check: &Readiness, criterion: &CriterionId, point: &PointId) -> bool {
    check.findings.iter().filter(|finding| finding.blocks()).any(|finding| match &finding.field {
        Some(Field::Point(own, of, _)) => own == criterion && of == point,
        _ => false,
    })
}

/// The page of a point: what does not change while it is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PointPage {
    /// The point in a list.
    pub row: PointRow,
    /// Its place in its criterion: "4 of 9".
    pub place: String,
    /// How strongly the hub asks, as a sentence.
    pub strength: String,
    /// What whoever applies is called.
    pub noun: &'static str,
    /// Of a point that is judged from other answers: the name of the page where they are given. None where they are not
    /// asked of this setting, so that only the hub can judge it.
    pub judged_on: Option<String>,
    /// What is asked here where it is judged from an answer on its own page.
    pub gate: Option<GateQuestion>,
    /// The hub's words on which it rests.
    pub words: Quotation,
    /// The document that it stands for, where it does.
    pub elsewhere: Option<OtherDocument>,
    /// What is odd about it.
    pub oddities: Vec<OddityNote>,
    /// Which side of an "or" applies, where that is asked.
    pub branches: Option<BranchQuestion>,
    /// Our help.
    pub help: Vec<String>,
    /// The point before it: page and name.
    pub back: Option<NextPoint>,
    /// What comes next.
    pub next: NextPoint,
}

/// A question by whose answer a point is judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GateQuestion {
    /// The question.
    pub label: String,
    /// What is enough.
    pub hint: String,
    /// The levels to choose from: written form and name. Empty where a number is asked.
    pub levels: Vec<(String, String)>,
}

fn gate_question(call: &Call, profile: &Profile, point: &Point) -> Option<GateQuestion> {
    let asks = call.hub.voice().opening("asks");
    match point.rule.as_ref()? {
        PointRule::Number { question, unit, minimums } => {
            let applies = |minimum: &&Minimum| matches!(applies(call, &minimum.when, profile), Applies::Yes);
            let most = minimums.iter().filter(applies).map(|minimum| minimum.at_least).max();
            let hint = most.map(|most| format!("{asks} for at least {}.", with_unit(most, unit.as_deref())));
            let hint = hint.unwrap_or_default();
            Some(GateQuestion { label: question.clone(), hint, levels: Vec::new() })
        }
        PointRule::Level { question, levels, at_least } => {
            let name = point.level_words(at_least.as_str()).unwrap_or_default();
            let is_last = levels.last().is_some_and(|level| level.id == *at_least);
            let hint = format!("{asks} for {name}{}.", if is_last { "" } else { " or higher" });
            let named = levels.iter().map(|level| (level.id.to_string(), level.name.clone()));
            let none = (Level::NONE.to_owned(), "None of these".to_owned());
            Some(GateQuestion { label: question.clone(), hint, levels: named.chain([none]).collect() })
        }
        PointRule::OfstedOverall { .. } | PointRule::Branches => None,
    }
}

/// Which branches count only together, in a sentence for each group.
fn together_words(point: &Point) -> String {
    let words = |ids: &Vec<BranchId>| {
        let quotes: Vec<String> =
            ids.iter().filter_map(|id| Some(format!("\u{201c}{}\u{201d}", point.branch_words(id.as_str())?))).collect();
        format!(" {} count only together.", and_list(&quotes.iter().map(String::as_str).collect::<Vec<_>>()))
    };
    point.needed_together.iter().map(words).collect()
}

/// The question which side of an "or" applies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BranchQuestion {
    /// The question.
    pub legend: String,
    /// What helps to answer it.
    pub hint: String,
    /// The choices: written form and words. The hub's words stand in quotation marks.
    pub choices: Vec<(String, String)>,
}

fn branch_question(call: &Call, draft: &Draft, point: &Point) -> Option<BranchQuestion> {
    if !point.asks_branches() {
        return None;
    }
    let quoted = |branch: &Branch| (branch.id.to_string(), format!("\u{201c}{}\u{201d}", branch.quote));
    let none =
        point.rule.as_ref().and_then(|_| Some((Branch::NONE.to_owned(), point.branch_words(Branch::NONE)?.to_owned())));
    let noun = draft.applicant(call).noun();
    let accepts = call.hub.voice().opening("accepts");
    let instead = match point.rule {
        Some(PointRule::OfstedOverall { .. }) => "instead of an Ofsted grade",
        _ => "instead",
    };
    Some(BranchQuestion {
        legend: if point.branches.len() == 1 {
            format!("Does this apply to your {noun}?")
        } else {
            format!("Which of these applies to your {noun}?")
        },
        hint: match (&point.rule, point.branches.len()) {
            (None, _) if !point.needed_together.is_empty() => {
                format!("You do not need all of these. Tick all that apply.{}", together_words(point))
            }
            (None, _) => "You only need one. Tick all that apply.".to_owned(),
            (Some(PointRule::Branches), 1) => "If this applies, tick it and add your evidence.".to_owned(),
            (Some(PointRule::Branches), _) => {
                format!("Tick all that apply and add your evidence.{}", together_words(point))
            }
            (Some(_), 1) => {
                format!("{accepts} this {instead}. If it applies, tick it and add your evidence.")
            }
            (Some(_), _) => {
                format!(
                    "{accepts} any of these {instead}. Tick what applies and add your evidence.{}",
                    together_words(point)
                )
            }
        },
        choices: point.branches.iter().map(quoted).chain(none).collect(),
    })
}

/// The page of a point, in words for the setting that is chosen.
pub fn point_page(call: &Call, draft: &Draft, criterion: &CriterionId, point: &PointId) -> Option<PointPage> {
    let own = call.criterion(criterion)?;
    let at = own.points.iter().position(|other| other.id == *point)?;
    let point = own.points.get(at)?;
    let row = criterion_row(call, own);
    let link = |at: usize, lead: &str| {
        let row = row.points.get(at)?;
        let page = Page::Point(row.criterion.clone(), row.id.clone());
        Some(NextPoint { page, label: format!("{lead}{} {}", row.number, row.name) })
    };
    let who = draft.applicant(call);
    Some(PointPage {
        noun: who.noun(),
        judged_on: judged_on(call, draft),
        place: format!("{} of {}", at + 1, own.points.len()),
        strength: if point.is_stand_in() { String::new() } else { strength_sentence(point.strength, call.hub.voice()) },
        words: if point.is_stand_in() {
            quotations(call, &own.statements).into_iter().next().unwrap_or_default()
        } else {
            marked_quotation(call, &own.statements, &point.quote)
        },
        elsewhere: if point.is_stand_in() { own.elsewhere.clone() } else { None },
        oddities: oddities(call, &point.oddities),
        branches: branch_question(call, draft, point),
        gate: gate_question(call, &Profile::of(call, draft), point),
        help: point.help.clone(),
        back: at.checked_sub(1).and_then(|before| link(before, "")),
        next: link(at + 1, "Next: ").unwrap_or_else(|| next_section(call, who, criterion)),
        row: row.points.get(at)?.clone(),
    })
}

/// After the last point of a criterion: the next section, or the check.
fn next_section(call: &Call, who: Applicant, criterion: &CriterionId) -> NextPoint {
    let sections = call.sections();
    let at = sections.iter().position(|section| matches!(section, Section::Criterion(own) if own == criterion));
    match at.and_then(|at| sections.get(at + 1)) {
        Some(section) => NextPoint {
            page: Page::Section(section.clone()),
            label: format!("Next: {} {}", section_number(call, section), section.name(call, who)),
        },
        None => NextPoint { page: Page::Check, label: "Check the whole application".to_owned() },
    }
}

/// The name of the page whose answers judge a point; none where they are not asked of the setting that is chosen.
pub fn judged_on(call: &Call, draft: &Draft) -> Option<String> {
    let is_asked = call.asks_of(ProfilePart::Ofsted, Profile::of(call, draft).setting);
    is_asked.then(|| Section::School.name(call, draft.applicant(call)))
}

fn is_judged(point: &Point) -> bool {
    point.rule.is_some()
}

fn strength_word(strength: Strength) -> &'static str {
    match strength {
        Strength::Must => "must",
        Strength::Should => "should",
        Strength::May => "may",
        Strength::Considered => "considered",
    }
}

/// How strongly the hub asks, in words.
fn strength_sentence(strength: Strength, voice: Voice) -> String {
    let says = voice.subject("says");
    match strength {
        Strength::Must => format!("{says} \u{201c}must\u{201d} or \u{201c}needs to\u{201d}"),
        Strength::Should => format!("{says} \u{201c}should\u{201d}"),
        Strength::May => format!("optional: {says} \u{201c}may\u{201d} or \u{201c}could\u{201d}"),
        Strength::Considered => format!("{} take this into account", voice.subject("will")),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::call::Timestamp;
    use crate::documents::sample::{call, draft};

    fn at(point: &str, leaf: &str) -> Field {
        Field::parse(&format!("criteria/programme/{point}/{leaf}"))
    }

    #[test]
    fn points_are_counted_by_their_ratings() {
        let (call, mut draft) = (call(), draft());
        let criterion = &call.criteria[0];
        assert_eq!(criterion_summary(&call, &draft, criterion), "1 of 2 in place, 1 growing");
        draft.set(at("hour", "rating"), "".into(), Timestamp(1));
        assert_eq!(criterion_summary(&call, &draft, criterion), "0 of 2 in place, 1 growing, 1 not rated");
        let mut one = call.clone();
        one.criteria[0].points.truncate(1);
        assert_eq!(criterion_summary(&one, &draft, &one.criteria[0]), "0 of 1 in place, 1 not rated");
        // Nothing is counted where nothing is rated: no points, points that facts judge, no scale.
        let judged = PointRule::OfstedOverall { accepted: Vec::new() };
        one.criteria[0].points[0].rule = Some(judged);
        assert_eq!(criterion_summary(&one, &draft, &one.criteria[0]), "");
        assert_eq!(point_state(&one, &draft, &one.criteria[0].id, &one.criteria[0].points[0]).rating, "");
        one.criteria[0].points.clear();
        assert_eq!(criterion_summary(&one, &draft, &one.criteria[0]), "");
        let mut without = call.clone();
        without.scale.steps.clear();
        assert_eq!(criterion_summary(&without, &draft, &without.criteria[0]), "");
    }

    #[test]
    fn a_point_counts_its_text_links_and_files() {
        let (call, mut draft) = (call(), draft());
        let criterion = &call.criteria[0];
        let hour = |draft: &Draft| point_state(&call, draft, &criterion.id, &criterion.points[0]);
        assert_eq!((hour(&draft).evidence, hour(&draft).rating.as_str()), (3, "In place"));
        draft.set(at("hour", "evidence"), "".into(), Timestamp(1));
        assert_eq!(hour(&draft).evidence, 2);
        let sixth = point_state(&call, &draft, &criterion.id, &criterion.points[2]);
        assert_eq!(sixth.not_applicable.as_deref(), Some("Only for schools with a sixth form."));
    }

    #[test]
    fn pages_of_points_lead_on() {
        let call = call();
        let (criterion, points) = (&call.criteria[0].id, &call.criteria[0].points);
        let first = point_page(&call, &draft(), criterion, &points[0].id).unwrap();
        assert_eq!((first.row.number.as_str(), first.place.as_str(), first.back), ("2.1", "1 of 3", None));
        assert_eq!(first.next.label, "Next: 2.2 Ability");
        let last = point_page(&call, &draft(), criterion, &points[2].id).unwrap();
        assert_eq!(
            (last.back.unwrap().label.as_str(), last.next.label.as_str()),
            ("2.2 Ability", "Next: 3 Focus areas")
        );
        assert!(point_page(&call, &draft(), criterion, &PointId::new("none").unwrap()).is_none());
    }

    #[test]
    fn a_point_with_alternatives_offers_them() {
        let mut call = call();
        let criterion = call.criteria[0].id.clone();
        let point = call.criteria[0].points[1].id.clone();
        let offered = |call: &Call| {
            let question = point_page(call, &draft(), &criterion, &point).unwrap().branches?;
            Some((question.legend, question.hint, question.choices.into_iter().map(|(id, _)| id).collect::<Vec<_>>()))
        };
        let branches = call.criteria[0].points[1].branches.clone();
        assert_eq!(branches.len(), 2);
        let rule = PointRule::OfstedOverall { accepted: Vec::new() };
        let plain = "You only need one. Tick all that apply.";
        let one = "The hub accepts this instead of an Ofsted grade. If it applies, tick it and add your evidence.";
        let any = "The hub accepts any of these instead of an Ofsted grade. Tick what applies and add your evidence.";
        for (rule, count, expected) in [
            (None, 0, None),
            (None, 1, None),
            (None, 2, Some(("Which of these applies to your school?", plain, vec![0, 1]))),
            (Some(&rule), 0, None),
            (Some(&rule), 1, Some(("Does this apply to your school?", one, vec![0]))),
            (Some(&rule), 2, Some(("Which of these applies to your school?", any, vec![0, 1]))),
        ] {
            call.criteria[0].points[1].rule = rule.cloned();
            call.criteria[0].points[1].branches = branches[..count].to_vec();
            let expected = expected.map(|(legend, hint, at)| {
                let ids = at.into_iter().map(|at: usize| branches[at].id.to_string());
                (legend.to_owned(), hint.to_owned(), ids.chain(rule.map(|_| "none".to_owned())).collect::<Vec<_>>())
            });
            assert_eq!(offered(&call), expected, "{rule:?}, {count}");
        }
    }

    #[test]
    fn the_first_point_without_evidence_comes_next() {
        let (call, draft) = (call(), draft());
        assert_eq!(next_evidence(&call, &draft).label, "Next: evidence for 2.2");
        assert_eq!(first_open_point(&call, &draft, None, &call.criteria[0]).unwrap().label, "Open 2.2 Ability");
    }

    #[test]
    fn a_step_of_the_scale_is_explained_in_one_sentence() {
        let mut call = call();
        assert_eq!(scale_words(&call), "");
        call.scale.steps[0].hint = Some("You could show a visitor today.".to_owned());
        call.scale.steps[1].hint = Some("You have some of it. Say what comes next.".to_owned());
        assert_eq!(scale_words(&call), "In place: You could show a visitor today. Growing: You have some of it.");
    }

    #[test]
    fn what_is_asked_of_a_point_that_is_judged_here() {
        let branches =
            json!([{"id": "a", "quote": "Sing"}, {"id": "b", "quote": "play"}, {"id": "c", "quote": "dance"}]);
        let levels = json!([{"id": "bronze", "name": "Bronze"}, {"id": "silver", "name": "Silver"}]);
        let gate = |label: &str, hint: &str, levels: &[&str]| {
            let levels: Vec<String> = levels.iter().map(|name| (*name).to_owned()).collect();
            Some((label.to_owned(), hint.to_owned(), levels))
        };
        let number = json!({"kind": "number", "question": "How many?", "unit": "pupils", "minimums": [
            {"at-least": 20}, {"at-least": 60, "when": [{"setting": {"any": ["college"]}}]}
        ]});
        let level = |least: &str| json!({"kind": "level", "question": "Which?", "levels": levels, "at-least": least});
        for (rule, setting, asked, hint) in [
            (
                number.clone(),
                "primary",
                gate("How many?", "The hub asks for at least 20 pupils.", &[]),
                "The hub accepts any of these instead. Tick what applies and add your evidence.",
            ),
            (
                number,
                "college",
                gate("How many?", "The hub asks for at least 60 pupils.", &[]),
                "The hub accepts any of these instead. Tick what applies and add your evidence.",
            ),
            (
                level("bronze"),
                "",
                gate("Which?", "The hub asks for Bronze or higher.", &["Bronze", "Silver", "None of these"]),
                "The hub accepts any of these instead. Tick what applies and add your evidence.",
            ),
            (
                level("silver"),
                "",
                gate("Which?", "The hub asks for Silver.", &["Bronze", "Silver", "None of these"]),
                "The hub accepts any of these instead. Tick what applies and add your evidence.",
            ),
            (json!({"kind": "alternatives"}), "", None, "Tick all that apply and add your evidence."),
        ] {
            let call = crate::readiness::testing::call(json!({"criteria": [{
                "id": "c", "name": "C", "statements": [crate::readiness::testing::says("Sing, or play and dance.")],
                "points": [{"id": "p", "label": "Gate", "quote": "Sing", "strength": "must", "rule": rule,
                    "branches": branches, "needed-together": [["b", "c"]]}]
            }]}));
            let draft = crate::readiness::testing::draft(&json!({"school/setting": setting}));
            let (criterion, point) = (&call.criteria[0].id, &call.criteria[0].points[0].id);
            let page = point_page(&call, &draft, criterion, point).unwrap();
            let shown = page
                .gate
                .map(|gate| (gate.label, gate.hint, gate.levels.into_iter().map(|(_, name)| name).collect::<Vec<_>>()));
            assert_eq!(shown, asked, "{rule}");
            assert!(page.row.is_judged && page.row.is_gate && !page.row.is_rated);
            let together = " \u{201c}play\u{201d} and \u{201c}dance\u{201d} count only together.";
            assert_eq!(page.branches.unwrap().hint, format!("{hint}{together}"), "{rule}");
        }
    }

    #[test]
    fn columns_are_about_as_long_as_each_other() {
        let row = |count: usize| CriterionRow {
            id: CriterionId::new("a").unwrap(),
            number: 1,
            name: String::new(),
            points: vec![criterion_row(&call(), &call().criteria[0]).points[0].clone(); count],
        };
        for (counts, split) in [(vec![9, 6, 5], 1), (vec![2, 2, 2, 2], 2), (vec![20], 1), (vec![], 0), (vec![1, 9], 1)]
        {
            assert_eq!(column_split(&counts.iter().map(|count| row(*count)).collect::<Vec<_>>()), split, "{counts:?}");
        }
    }
}
