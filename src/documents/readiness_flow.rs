//! The check on one side of A4, for senior leaders: ready or not, what holds it up, what is not known and who can tell,
//! what would make it stronger.
//!
//! It is always one side. If there is more than fits, the least urgent is left out first, and the side says how much more
//! there is, and where: nothing is left out silently.

use super::answer_text::{one_line, school_name_or_placeholder};
use super::application::{deadline_paragraph, deadline_words};
use super::paper::{Flow, Kind, Pages, Piece, Setup, Span, lay_out, tidy};
use crate::call::{Call, Section, Timestamp, with_round};
use crate::draft::Draft;
use crate::readiness::{Finding, FindingGroup, Readiness, Verdict};

/// The groups of findings on the side, the most urgent first.
const GROUPS: [FindingGroup; 5] = [
    FindingGroup::Blocks,
    FindingGroup::AskTheHub,
    FindingGroup::Strengthens,
    FindingGroup::Notice,
    FindingGroup::DoesNotApply,
];

/// Where to find what does not fit.
const WHERE: &str = "on the \u{201c}Check\u{201d} page in Upbeat";

/// Sets the check on one side of this sheet: always one page.
pub fn readiness_side(
    call: &Call,
    draft: &Draft,
    readiness: &Readiness,
    now: Timestamp,
    setup: &Setup,
) -> (Flow, Pages) {
    let flow = readiness_flow(call, draft, readiness, now, |flow| lay_out(flow, setup).pages.len() <= 1);
    let pages = lay_out(&flow, setup);
    (flow, pages)
}

/// The check as a document that `fits`, which says whether a flow is short enough. It is asked some forty times.
pub fn readiness_flow(
    call: &Call,
    draft: &Draft,
    readiness: &Readiness,
    now: Timestamp,
    fits: impl Fn(&Flow) -> bool,
) -> Flow {
    let side = Side { call, draft, readiness, now };
    let all = GROUPS.map(|group| side.of(group).len());
    let whole = side.flow(&all, Detail::Full);
    if fits(&whole) {
        return whole;
    }
    let mut shown = all;
    for at in (0..GROUPS.len()).rev() {
        // As many of this group as fit with all of those before it. If none fits, the group before shows fewer.
        let (mut most, mut least) = (all.get(at).copied().unwrap_or_default(), 0);
        let mut with = |number| {
            if let Some(place) = shown.get_mut(at) {
                *place = number;
            }
            side.flow(&shown, Detail::Short)
        };
        while least < most {
            let middle = (least + most).div_ceil(2);
            if fits(&with(middle)) { least = middle } else { most = middle - 1 }
        }
        let flow = with(least);
        if fits(&flow) {
            return flow;
        }
    }
    side.flow(&[0; 5], Detail::None)
}

/// How much is said of each thing.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Detail {
    /// All of it.
    Full,
    /// What can be said on about one line and a half.
    Short,
    /// No groups at all: their numbers only.
    None,
}

struct Side<'a> {
    call: &'a Call,
    draft: &'a Draft,
    readiness: &'a Readiness,
    now: Timestamp,
}

impl Side<'_> {
    fn of(&self, group: FindingGroup) -> Vec<&Finding> {
        self.readiness.findings.iter().filter(|f| f.group() == group).collect()
    }

    fn flow(&self, shown: &[usize; 5], detail: Detail) -> Flow {
        let school = cut(&school_name_or_placeholder(self.call, self.draft), 90);
        let mut out = Blocks(Vec::new());
        out.add(Kind::Title, &format!("{school}: application check"));
        out.add(
            Kind::Text,
            &cut(&format!("{}. {}", self.call.hub.name, with_round(&self.call.title, &self.call.round)), 200),
        );
        out.bold(&cut(&self.readiness.says_all(), 300));
        out.add(Kind::Text, &self.counts());
        let deadline = deadline_words(self.call, self.readiness.deadline, self.now);
        let deadline: Vec<&str> = deadline.iter().map(String::as_str).take(2).collect();
        out.add(Kind::Text, &cut(&deadline_paragraph(self.call, &deadline.join(" "), self.readiness.deadline), 200));
        if detail != Detail::None {
            for (group, shown) in GROUPS.iter().zip(shown) {
                self.group(*group, *shown, detail, &mut out);
            }
        }
        let voice = self.call.hub.voice();
        let who = self.call.hub.who_we_are().map(|who| format!("{} ", cut(&who, 200))).unwrap_or_default();
        out.add(
            Kind::Small,
            &format!(
                "Upbeat compares the answers with what {} for. It does not judge the {} or predict {} decision. {who}Checked on {} with {}.",
                voice.subject("asks"),
                self.draft.applicant(self.call).noun(),
                voice.possessive(),
                self.now.london().0.long(),
                super::program::PROGRAM
            ),
        );
        Flow { title: format!("{school}: application check, {}", self.now.london().0.long()), blocks: out.0 }
    }

    fn counts(&self) -> String {
        let number = |group| self.of(group).len();
        format!(
            "{} to do, {} optional, {} to ask {}, {} done",
            number(FindingGroup::Blocks),
            number(FindingGroup::Strengthens),
            number(FindingGroup::AskTheHub),
            self.call.hub.voice().object(),
            number(FindingGroup::Met),
        )
    }

    fn group(&self, group: FindingGroup, shown: usize, detail: Detail, out: &mut Blocks) {
        let own = self.of(group);
        if own.is_empty() {
            return;
        }
        let title = match group {
            // Not "your": this side is read by others too.
            FindingGroup::DoesNotApply => "Does not apply",
            other => other.title(self.call.hub.voice()),
        };
        // Several findings may wait for one answer, so what holds it up is counted in the verdict, not here.
        let title = if group == FindingGroup::Blocks { title.to_owned() } else { format!("{title} ({})", own.len()) };
        out.add(Kind::Heading(2), &title);
        let more = own.len().saturating_sub(shown);
        if group == FindingGroup::DoesNotApply {
            let names: Vec<String> = own.iter().take(shown).map(|f| cut(&one_line(&f.subject), 60)).collect();
            let mut text = names.join("; ");
            if more > 0 {
                let rest = format!("{more}{} {WHERE}", if shown > 0 { " more" } else { "" });
                text = if text.is_empty() { rest } else { format!("{text}; and {rest}") };
            }
            out.add(Kind::Text, &format!("{text}."));
            return;
        }
        for finding in own.iter().take(shown) {
            let (what, why) = self.words(finding, detail);
            out.item(&what, &why);
        }
        if more > 0 {
            let what = if shown > 0 { format!("{more} more:") } else { format!("{more}:") };
            out.add(Kind::Small, &format!("{what} {WHERE}."));
        }
    }

    /// Where it is and what it is; why, and who can settle it.
    fn words(&self, finding: &Finding, detail: Detail) -> (String, String) {
        let who = self.draft.applicant(self.call);
        let section = one_line(&finding.section.name(self.call, who));
        let subject = one_line(&finding.subject);
        let what = if subject.starts_with(&section) { subject } else { format!("{section}: {subject}") };
        let (why, who) = match &finding.verdict {
            Verdict::NotMet { why } => (why.as_str(), String::new()),
            // Most such reasons say themselves whom to ask.
            Verdict::Unknown { why, needs } if needs.is_empty() => {
                let ask = || format!("{}.", self.call.hub.voice().ask());
                (why.as_str(), if why.contains("Ask ") { String::new() } else { ask() })
            }
            Verdict::Unknown { why, needs } => {
                let elsewhere = needs.iter().filter_map(crate::draft::Field::section).find(|s| *s != finding.section);
                let settles =
                    |s: Section| format!("Answer this in \u{201c}{}\u{201d}.", one_line(&s.name(self.call, who)));
                (why.as_str(), elsewhere.map(settles).unwrap_or_default())
            }
            Verdict::DoesNotApply { because } => (because.as_str(), String::new()),
            Verdict::Met => ("", String::new()),
        };
        let stop = if what.ends_with(['.', '?', '!', '\u{2026}']) { "" } else { "." };
        let (what, why) = (format!("{what}{stop}"), one_line(&format!("{why} {who}")));
        if detail == Detail::Full {
            return (what, why);
        }
        let what = cut(&what, 110);
        let room = 150_usize.saturating_sub(what.chars().count());
        (what, sentences(&why, room))
    }
}

/// Collects the blocks.
struct Blocks(Vec<Piece>);

impl Blocks {
    fn add(&mut self, kind: Kind, text: &str) {
        self.push(kind, text, false);
    }

    fn bold(&mut self, text: &str) {
        self.push(Kind::Text, text, true);
    }

    /// An item that begins in bold.
    fn item(&mut self, what: &str, why: &str) {
        let bold = Span { text: tidy(what).into_owned(), bold: true, href: None };
        let plain = Span { text: tidy(&format!(" {why}")).trim_end().to_owned(), bold: false, href: None };
        let spans = [bold, plain].into_iter().filter(|span| !span.text.is_empty()).collect();
        self.0.push(Piece { kind: Kind::Bullet, spans, from: None });
    }

    fn push(&mut self, kind: Kind, text: &str, bold: bool) {
        self.0.push(Piece { kind, spans: vec![Span { text: tidy(text).into_owned(), bold, href: None }], from: None });
    }
}

/// As many whole sentences as are within so many characters; if not even the first is, as much of it as fits.
fn sentences(text: &str, most: usize) -> String {
    let ends = text.match_indices(". ").map(|(at, _)| at + 1).chain([text.len()]);
    let fits = |end: &usize| text.get(..*end).is_some_and(|front| front.chars().count() <= most);
    match ends.take_while(fits).last() {
        Some(end) => text.get(..end).unwrap_or_default().to_owned(),
        None => cut(text, most),
    }
}

/// At most so many characters, at the end of a word if there is one near.
fn cut(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else { return text.to_owned() };
    let front = text.get(..end).unwrap_or_default();
    let front = match front.rsplit_once(' ') {
        Some((words, _)) if words.len() >= front.len() / 2 => words,
        _ => front,
    };
    format!("{}\u{2026}", front.trim_end_matches([' ', ',', ';', ':', '.']))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::call::Voice;
    use crate::documents::paper::Length;
    use crate::documents::sample::{call, draft, empty, now};
    use crate::draft::Field;
    use crate::readiness::{Overall, Weight, assess};

    fn text(flow: &Flow) -> String {
        let line = |b: &Piece| b.spans.iter().map(|s| s.text.as_str()).collect::<String>() + "\n";
        flow.blocks.iter().map(line).collect()
    }

    /// So many things of each kind, with reasons of so many words.
    fn much(each: usize, words: usize) -> Readiness {
        let mut readiness = assess(&call(), &empty(), now());
        readiness.findings.clear();
        let why = "because it is so ".repeat(words);
        for number in 0..each {
            for (verdict, weight) in [
                (Verdict::NotMet { why: why.clone() }, Weight::Blocks),
                (Verdict::Unknown { why: why.clone(), needs: Vec::new() }, Weight::Blocks),
                (Verdict::NotMet { why: why.clone() }, Weight::Strengthens),
                (Verdict::Unknown { why: why.clone(), needs: vec![Field::FocusChosen] }, Weight::Notice),
                (Verdict::DoesNotApply { because: why.clone() }, Weight::Blocks),
                (Verdict::Met, Weight::Blocks),
            ] {
                readiness.findings.push(Finding {
                    rule: "points",
                    section: Section::School,
                    subject: format!("Thing {number}"),
                    verdict,
                    weight,
                    field: None,
                    quote: None,
                    oddities: Vec::new(),
                    suppression: None,
                });
            }
        }
        readiness.overall = Overall::NotReady { to_do: each };
        readiness
    }

    #[test]
    fn a_small_application_is_shown_whole() {
        let readiness = assess(&call(), &draft(), now());
        let (flow, pages) = readiness_side(&call(), &draft(), &readiness, now(), &Setup::default());
        assert_eq!(pages.pages.len(), 1);
        let text = text(&flow);
        for finding in readiness.findings.iter().filter(|f| f.group() != FindingGroup::Met) {
            assert!(text.contains(&one_line(&finding.subject)), "{}: {text}", finding.subject);
        }
        assert!(!text.contains(WHERE), "{text}");
    }

    #[test]
    fn whole_sentences_where_one_fits() {
        for (most, expected) in [
            (99, "Not yet. Ask Mr. Lark. Soon"),
            (22, "Not yet. Ask Mr. Lark."),
            (10, "Not yet."),
            (5, "Not\u{2026}"),
            (0, "\u{2026}"),
        ] {
            assert_eq!(sentences("Not yet. Ask Mr. Lark. Soon", most), expected, "{most}");
        }
        assert_eq!(sentences("", 3), "");
    }

    #[test]
    fn the_side_of_a_small_application() {
        let readiness = assess(&call(), &draft(), now());
        insta::assert_snapshot!(text(&readiness_side(&call(), &draft(), &readiness, now(), &Setup::default()).0));
    }

    #[test]
    fn it_is_one_side_and_says_what_is_not_on_it() {
        for (each, words) in [(1, 1), (4, 3), (9, 0), (30, 2), (200, 1), (3, 400), (60, 60)] {
            for setup in [Setup::default(), Setup { size: Length(12_000), line: Length(15_000), ..Setup::default() }] {
                let readiness = much(each, words);
                let (flow, pages) = readiness_side(&call(), &draft(), &readiness, now(), &setup);
                assert_eq!(pages.pages.len(), 1, "{each} {words}");
                let text = text(&flow);
                let is_head = |line: &str, group: &FindingGroup| {
                    line.strip_prefix(group.title(Voice::Other))
                        .is_some_and(|rest| rest.is_empty() || rest.starts_with(" ("))
                };
                for group in GROUPS {
                    // As many as there are, whether they are shown or counted.
                    let mut lines = text.lines().skip_while(|line| !is_head(line, &group));
                    let head = lines.next().unwrap();
                    let rest = lines.take_while(|line| !GROUPS.iter().any(|other| is_head(line, other)));
                    let own = [head].into_iter().chain(rest).collect::<Vec<_>>().join("\n");
                    let counted = group != FindingGroup::Blocks;
                    assert_eq!(own.lines().next().unwrap().contains(&format!("({each})")), counted, "{own}");
                    let shown = own.matches("Thing ").count();
                    let more = own.split([' ', '\n']).filter_map(|w| w.trim_end_matches(':').parse::<usize>().ok());
                    let said = if own.contains(WHERE) { more.filter(|n| shown + n == each).count() } else { 0 };
                    assert!(shown == each || said > 0, "{shown} of {each}: {own}");
                }
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn any_application_fits(draft in crate::draft::any_draft(), name in "\\PC{0,400}", round in "\\PC{0,300}") {
            let mut call = call();
            call.hub.name.clone_from(&name);
            call.round = round;
            let mut draft = draft;
            draft.set(Field::School(crate::draft::SchoolField::Name), name.as_str().into(), now());
            let readiness = assess(&call, &draft, now());
            let (_, pages) = readiness_side(&call, &draft, &readiness, now(), &Setup::default());
            prop_assert_eq!(pages.pages.len(), 1);
        }
    }
}
