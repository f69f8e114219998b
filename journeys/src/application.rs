//! Fills in a whole application, whatever its call asks: every control that is on a page, by its field address.
//!
//! Nothing here knows a call. What is asked is read off the pages, as a person does; what is answered follows from the
//! last part of an address, from the kind of control, and from what a journey says about its school.

use crate::Browser;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// What a school answers to some fields: a text to write; the `value` of the choice of several; or the labels of the
/// boxes to tick, with bars between. Also by a control's own id, where a field has several (`cluster/schools~0-3`).
/// Everything else is answered as a school does that has all in place.
pub type Answers<'a> = &'a [(&'a str, &'a str)];

/// The next control on the page that has not been dealt with, in the order in which a person meets them.
const NEXT: &str = "
    const dealt = new Set(arguments[0]);
    const field = (e) => e.id.split('~')[0];
    // What adds a line to a list has the address of the line that it adds.
    const key = (e) => e.type === 'radio' ? field(e) : e.type === 'button' ? 'add ' + e.id : e.id;
    const control = [...document.querySelectorAll('main input, main textarea, main select, main button')]
        .find((e) => asked(e) && seen(e) && !e.disabled && !dealt.has(key(e)));
    if (!control) return null;
    const group = control.type === 'radio' ? [...document.getElementsByName(control.name)] : [control];
    return {
        id: control.id, key: key(control), field: field(control), kind: control.type, value: control.value,
        label: control.labels && control.labels[0] ? words(control.labels[0]) : words(control),
        choices: group.map((e) => [e.id, e.value]),
    };
";

/// Unfolds what stands behind summaries that begin with these words.
const UNFOLD: &str = "
    for (const fold of document.querySelectorAll('main details:not([open])')) {
        const summary = words(fold.querySelector('summary'));
        fold.open = arguments[0].some((name) => summary.startsWith(name));
    }
";

/// Something to answer.
struct Control {
    id: String,
    key: String,
    field: String,
    kind: String,
    label: String,
    choices: Vec<(String, String)>,
}

impl Browser {
    /// Begins an application from the start page, by the hub's name, and gives the new draft's id.
    pub fn begin(&self, hub: &str) -> String {
        self.arriving(|| self.click(hub));
        self.arriving(|| self.click(crate::words::BEGIN));
        self.open_draft()
    }

    /// Goes through every section of the draft that is open and every point of it, from the overview on and from each to
    /// the next, and answers everything in it; then on to the check. Gives what each page showed in the end.
    pub fn fill_application(&self, answers: Answers) -> Vec<(String, Value)> {
        let mut shown = Vec::new();
        for section in self.sections() {
            self.follow(&section);
            self.fill_page(answers);
            shown.push((section, self.shown()));
            for point in self.points() {
                self.follow(&point);
                self.fill_page(answers);
                shown.push((point, self.shown()));
            }
        }
        self.follow(&format!("#/draft/{}/check", self.open_draft()));
        shown
    }

    /// Answers everything that the page asks, also what it asks only because of an answer.
    pub fn fill_page(&self, answers: Answers) {
        let mut dealt = BTreeSet::new();
        while let Some(control) = self.next_control(&dealt) {
            self.answer_control(&control, answers);
            dealt.insert(control.key);
            self.unfold();
        }
    }

    /// Unfolds what is asked only of a school that needs it, and what folds once it is answered.
    pub fn unfold(&self) {
        self.look(UNFOLD, &[json!([crate::words::ANOTHER_WAY, crate::words::SUPPORT_FROM])]);
    }

    fn next_control(&self, dealt: &BTreeSet<String>) -> Option<Control> {
        let found = self.look(NEXT, &[json!(dealt)]);
        let text = |key: &str| found[key].as_str().unwrap_or_default().to_owned();
        let choices = found["choices"].as_array()?.iter();
        let choices = choices.filter_map(|pair| Some((pair[0].as_str()?.to_owned(), pair[1].as_str()?.to_owned())));
        Some(Control {
            id: text("id"),
            key: text("key"),
            field: text("field"),
            kind: text("kind"),
            label: text("label"),
            choices: choices.collect(),
        })
    }

    fn answer_control(&self, control: &Control, answers: Answers) {
        let at = |id: &str| answers.iter().find(|(field, _)| *field == id).map(|(_, answer)| *answer);
        let said = at(&control.id).or_else(|| at(&control.field));
        match control.kind.as_str() {
            "radio" => {
                let wanted = said.or_else(|| usual_choice(&control.field));
                let choice = wanted.map_or(control.choices.first(), |w| control.choices.iter().find(|(_, v)| v == w));
                let (id, _) = choice.unwrap_or_else(|| panic!("{}: there is no {wanted:?}", control.field));
                self.click_field(id);
            }
            // Whoever has answered everything need not say that there is still work to do.
            "checkbox" if control.field.ends_with("/complete") => {}
            "checkbox" => {
                if said.is_none_or(|labels| labels.split('|').any(|label| label == control.label)) {
                    self.click_field(&control.id);
                }
            }
            // A list to which something can be added; the new line is another control.
            "button" | "submit" => self.click_field(&control.id),
            "date" | "textarea" => self.paste(&control.id, &said.map_or_else(|| text_for(control), str::to_owned)),
            _ => self.fill(&control.id, &said.map_or_else(|| text_for(control), str::to_owned)),
        }
    }
}

/// Choices that satisfy and are not the first of their group.
fn usual_choice(field: &str) -> Option<&'static str> {
    match field {
        "school/ofsted-grade" => Some("good"),
        _ => None,
    }
}

/// What a school might write.
fn text_for(control: &Control) -> String {
    let field = control.field.as_str();
    let leaf = field.rsplit('/').next().unwrap_or_default();
    match (field, leaf) {
        ("school/name", _) => "Larkfield Green School",
        ("school/urn", _) => "123456",
        ("school/region", _) => "North and East",
        ("school/age-from", _) => "4",
        ("school/age-to", _) => "18",
        ("school/group-name", _) => "Wren & Nightingale Trust",
        ("school/ofsted-date", _) => "2023-05-16",
        (_, "next-when") => "29 January 2027",
        (_, "email") => "a.okafor@larkfield.example",
        (_, "telephone") => "01632 960145",
        (_, "link" | "links") => "https://larkfield.example/music?year=4&term=2#choir",
        (_, "attends") => "Amara Okafor, and Tom Reed if she is ill",
        (_, "position") => "Teacher of Year 4",
        (_, "name" | "support-from") if control.kind != "textarea" => return format!("Zoë O’Reed, {}", about(field)),
        _ => return prose(field),
    }
    .to_owned()
}

/// Sentences that no two fields share, with letters that are easily spoilt on the way.
fn prose(field: &str) -> String {
    format!(
        "About {}: every class sings on Fridays, and since 2019 each child in Year 4 learns the cornet. \
         “Bravo!” – Zoë’s grandmother, at the St Piran’s Day concert (£212 raised) 🎺\n\nNext: a choir with Coggeshall & Wymondley < 60 voices.",
        about(field)
    )
}

fn about(field: &str) -> String {
    field.replace(['/', '-'], " ")
}
