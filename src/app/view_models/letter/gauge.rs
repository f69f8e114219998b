//! How long a letter is, part by part. The figure and the segments come from one value, so that they always agree.

use super::parts::LetterPart;
use crate::call::{Call, Letter, LetterKind, Limit};
use crate::documents::paper::sides_words;
use crate::documents::{LaidLetter, TextUnit, letter_bar, limit_words, units_of};
use crate::draft::{Draft, Field, PromptField, counted, grouped, prompt_asks};

/// How long a letter is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LetterGauge {
    /// "1.5 of 2 sides"; of a set of answers "850 of 1,200 words".
    pub figure: String,
    /// What is left of the limit: "room for 30 more lines". Empty where there is none.
    pub room: String,
    /// Whether it is longer than the hub allows.
    pub is_over: bool,
    /// What screen readers are told when it changes: nothing that changes with each word.
    pub announcement: String,
    /// The parts in the order in which they stand.
    pub segments: Vec<GaugeSegment>,
    /// What is left, in the unit of the segments.
    pub free: u32,
    /// The limit, in the unit of the segments, if there is one.
    pub limit: Option<u32>,
}

/// A part on the bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GaugeSegment {
    /// The text that it leads to. Address, date and names have none.
    pub field: Option<Field>,
    /// Its number and heading.
    pub label: String,
    /// The label without what its heading only adds, as there is little room: "1 Motivation" of "1 Motivation and vision".
    pub short: String,
    /// Its length.
    pub length: u32,
}

impl LetterGauge {
    /// Where the limit is passed, how far along the bar it stands, in percent.
    pub fn limit_at(&self) -> Option<u64> {
        let length: u64 = self.segments.iter().map(|segment| u64::from(segment.length)).sum();
        let limit = self.limit.filter(|_| self.is_over)?;
        (u64::from(limit) * 100).checked_div(length)
    }
}

/// How long a letter is on paper, in thousandths of a side.
pub fn letter_gauge(letter: &Letter, parts: &[LetterPart], laid: &LaidLetter) -> LetterGauge {
    let measure = &laid.measure;
    let bar = letter_bar(letter, laid);
    let written: u32 = bar.segments.iter().map(|segment| segment.length).sum();
    let length = |field: &Field| {
        let own = bar.segments.iter().find(|segment| segment.part.field.as_ref() == Some(field));
        own.map_or(0, |segment| segment.length)
    };
    let mut segments = segments(parts, length);
    segments.extend(bar.segments.iter().filter(|segment| segment.part.field.is_none()).map(|frame| GaugeSegment {
        field: None,
        label: frame.part.name.clone(),
        short: String::new(),
        length: frame.length,
    }));
    let count = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
    let figure = bar.figure;
    let room = match (measure.limit.is_some(), measure.over, measure.left) {
        // Here stands what is asked for, where it is no limit.
        (false, ..) => match limit_words(sides_only(letter)) {
            words if words.starts_with("about ") => format!("{words} asked for"),
            words => words,
        },
        _ if needs_more(letter, measure.tenths) => limit_words(Limit { sides: None, ..sides_only(letter) }),
        (_, 0, 0) => "full".to_owned(),
        (_, 0, left) => format!("room for {}", more(count(left), "line")),
        (_, over, _) => format!("{} over", counted(count(over), "line")),
    };
    let figure = sides_words(&figure, measure.limit);
    LetterGauge {
        announcement: format!("{figure}{}", if measure.is_over() { ", too long" } else { "" }),
        figure,
        room,
        is_over: measure.is_over(),
        segments,
        free: bar.limit.map_or(0, |most| most.saturating_sub(written)),
        limit: bar.limit,
    }
}

/// What a letter is asked for in sides, and whether there is a limit that is not known.
fn sides_only(letter: &Letter) -> Limit {
    Limit { words: None, minimum_words: None, characters: None, ..letter.limit.unwrap_or_default() }
}

/// Whether a letter that is begun is shorter than the hub asks for.
fn needs_more(letter: &Letter, tenths: u32) -> bool {
    let fewest = letter.limit.filter(|limit| !limit.approximate).and_then(|limit| limit.minimum_sides);
    tenths > 0 && fewest.is_some_and(|fewest| tenths < fewest.saturating_mul(10))
}

/// How long a set of answers is, in what its limit counts. Of two limits the one that is passed is shown, else the first.
pub fn answers_gauge(call: &Call, letter: &Letter, parts: &[LetterPart], draft: &Draft) -> LetterGauge {
    let limit = letter.limit.unwrap_or_default();
    let units = units_of(limit);
    let is_over = |unit: &&TextUnit| {
        !limit.approximate && unit.most(limit).is_some_and(|most| unit.count_letter(call, draft, letter) > most)
    };
    let unit = units.iter().find(is_over).or_else(|| units.first()).copied().unwrap_or(TextUnit::Words);
    let (noun, written, most) = (unit.noun(), unit.count_letter(call, draft, letter), unit.most(limit));
    let length = |text: &str| unit.count(text);
    let fewest = limit.minimum_words.map_or(0, |fewest| usize::try_from(fewest).unwrap_or(usize::MAX));
    let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let missing = if unit == TextUnit::Words { fewest.saturating_sub(written) } else { 0 };
    // What is asked for approximately has no end at which it is passed.
    if limit.approximate {
        let figure = match most {
            Some(most) => format!("{} of about {}", grouped(written), counted(most, noun)),
            None => counted(written, noun),
        };
        let segments = segments(parts, |field| small(length(counted_text(draft, letter, field))));
        let free = most.map_or(0, |most| small(most.saturating_sub(written)));
        return LetterGauge { figure, segments, free, ..LetterGauge::default() };
    }
    LetterGauge {
        figure: most.map_or_else(|| counted(written, noun), |most| of(written, most, noun)),
        room: match most {
            _ if missing > 0 && written > 0 => format!("{} needed", more(missing, noun)),
            None => String::new(),
            Some(most) if written > most => format!("{} over", counted(written - most, noun)),
            Some(most) if written == most => "full".to_owned(),
            Some(most) => format!("room for {}", more(most - written, noun)),
        },
        is_over: most.is_some_and(|most| written > most),
        announcement: if most.is_some_and(|most| written > most) { "Too long".to_owned() } else { String::new() },
        segments: segments(parts, |field| small(length(counted_text(draft, letter, field)))),
        free: most.map_or(0, |most| small(most.saturating_sub(written))),
        limit: most.map(small),
    }
}

/// The text of a part that counts: of a yes or no, the comment.
fn counted_text<'a>(draft: &'a Draft, letter: &Letter, field: &Field) -> &'a str {
    let Field::Prompt(id, prompt, _) = field else { return draft.text(field) };
    let takes_text = letter.prompts.iter().any(|own| own.id == *prompt && prompt_asks(own, PromptField::Text));
    if takes_text { draft.text(&Field::Prompt(id.clone(), prompt.clone(), PromptField::Text)) } else { "" }
}

/// What a letter on paper is counted in besides sides, where its limit asks for that: "850 words, limit 1,000 words".
pub fn counted_limits(call: &Call, letter: &Letter, draft: &Draft) -> String {
    let Some(limit) = letter.limit.filter(|_| letter.kind == LetterKind::Letter) else { return String::new() };
    let limit = Limit { sides: None, minimum_sides: None, not_known: false, ..limit };
    let units = units_of(limit).into_iter();
    let counts: Vec<String> = units.map(|unit| counted(unit.count_letter(call, draft, letter), unit.noun())).collect();
    if counts.is_empty() {
        return String::new();
    }
    let words = limit_words(limit);
    let limit = match () {
        () if limit.approximate => format!("{words} asked for"),
        () if words.starts_with("at least ") => words,
        () => format!("limit {words}"),
    };
    format!("{}, {limit}", counts.join(" and "))
}

/// A segment for each part that is asked. A statement of support has one once it stands in the letter.
fn segments(parts: &[LetterPart], length: impl Fn(&Field) -> u32) -> Vec<GaugeSegment> {
    let shown = |part: &&LetterPart| part.not_applicable.is_none();
    let numbered = |part: &LetterPart, title: &str| format!("{} {title}", part.number).trim_start().to_owned();
    let segment = |part: &LetterPart| GaugeSegment {
        label: numbered(part, &part.title),
        short: numbered(part, short_title(&part.title)),
        length: length(&part.field),
        field: Some(part.field.clone()),
    };
    let is_support =
        |field: &Option<Field>| matches!(field, Some(Field::Letter(_, crate::draft::LetterField::Support)));
    let segments = parts.iter().filter(shown).map(segment);
    segments.filter(|segment| segment.length > 0 || !is_support(&segment.field)).collect()
}

/// A heading up to the word that joins the rest to it.
fn short_title(title: &str) -> &str {
    const JOINING: [&str; 10] =
        [" and ", " or ", " of ", " to ", " for ", " in ", " within ", " with ", " beyond ", ": "];
    let ends = JOINING.iter().filter_map(|word| title.find(word)).min();
    ends.and_then(|end| title.get(..end)).filter(|short| !short.is_empty()).unwrap_or(title)
}

fn of(number: usize, most: usize, noun: &str) -> String {
    format!("{} of {}", grouped(number), counted(most, noun))
}

fn more(number: usize, noun: &str) -> String {
    counted(number, &format!("more {noun}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::view_models::letter::letter_parts;
    use crate::call::{Call, Limit};
    use crate::documents::laid_letter;
    use crate::documents::sample::{call, draft, empty, now};
    use crate::draft::{Value, shipped};

    fn gauge(call: &Call, draft: &Draft) -> LetterGauge {
        let letter = &call.letters[0];
        letter_gauge(letter, &letter_parts(call, draft, letter), &laid_letter(call, draft, letter, now()))
    }

    #[test]
    fn a_segment_for_each_part() {
        let gauge = gauge(&call(), &draft());
        let labels: Vec<&str> = gauge.segments.iter().map(|segment| segment.label.as_str()).collect();
        assert_eq!(
            labels,
            [
                "Opening",
                "1 Motivation and vision",
                "Closing",
                "Statement of support",
                "Address, date, greeting and names"
            ]
        );
        let shorts: Vec<&str> = gauge.segments.iter().map(|segment| segment.short.as_str()).collect();
        assert_eq!(shorts, ["Opening", "1 Motivation", "Closing", "Statement", ""]);
        assert!(gauge.figure.ends_with(" of 2 sides") && gauge.room.starts_with("room for "), "{gauge:?}");
        let written: u32 = gauge.segments.iter().map(|segment| segment.length).sum();
        assert_eq!(written + gauge.free, 2000, "{gauge:?}");
        assert!(gauge.figure.starts_with(&format!("{}.{} ", written / 1000, written % 1000 / 100)), "{gauge:?}");
    }

    #[test]
    fn a_heading_is_short_up_to_the_word_that_joins_the_rest() {
        for (title, short) in [
            ("Motivation and vision", "Motivation"),
            ("Current collaboration within the Music Hub area", "Current collaboration"),
            ("Capacity to support training and development", "Capacity"),
            ("Why us?", "Why us?"),
            ("Andover", "Andover"),
            ("", ""),
        ] {
            assert_eq!(short_title(title), short);
        }
    }

    #[test]
    fn an_empty_letter_has_its_parts_and_a_long_one_is_over() {
        for call in shipped() {
            for letter in call.letters.iter().filter(|letter| letter.kind == LetterKind::Letter) {
                let mut draft = empty();
                let parts = letter_parts(call, &draft, letter);
                let laid = laid_letter(call, &draft, letter, now());
                let gauge = letter_gauge(letter, &parts, &laid);
                let prompts = gauge.segments.iter().filter(|s| matches!(s.field, Some(Field::Prompt(..))));
                assert_eq!(prompts.count(), parts.iter().filter(|p| matches!(p.field, Field::Prompt(..))).count());
                let long = "We sing every day, in every class.\n\n".repeat(200);
                draft.set(parts[1].field.clone(), Value::Text(long), now());
                let laid = laid_letter(call, &draft, letter, now());
                let gauge = letter_gauge(letter, &parts, &laid);
                assert_eq!(gauge.is_over, laid.measure.is_over());
                if gauge.is_over {
                    assert!(gauge.room.ends_with(" over") && gauge.free == 0, "{gauge:?}");
                    assert!(gauge.announcement.ends_with(", too long"));
                    assert!(gauge.limit_at().is_some_and(|at| at < 100));
                }
            }
        }
    }

    #[test]
    fn answers_are_counted_in_what_their_limit_counts() {
        let call = call();
        let mut letter = call.letters[0].clone();
        letter.kind = LetterKind::Answers;
        letter.support = None;
        let limit =
            |minimum_words, words, characters| Some(Limit { words, minimum_words, characters, ..Limit::default() });
        for (limit, figure, room) in [
            (None, "5 words", ""),
            (limit(None, Some(1200), None), "5 of 1,200 words", "room for 1,195 more words"),
            (limit(None, Some(6), None), "5 of 6 words", "room for 1 more word"),
            (limit(None, Some(5), None), "5 of 5 words", "full"),
            (limit(None, Some(3), None), "5 of 3 words", "2 words over"),
            (limit(Some(8), Some(10), None), "5 of 10 words", "3 more words needed"),
            (limit(None, None, Some(100)), "32 of 100 characters", "room for 68 more characters"),
            (limit(None, None, Some(33)), "32 of 33 characters", "room for 1 more character"),
            (limit(Some(8), None, None), "5 words", "3 more words needed"),
            (limit(Some(0), None, Some(100)), "32 of 100 characters", "room for 68 more characters"),
            // Of two, the one that is passed.
            (limit(None, Some(6), Some(40)), "5 of 6 words", "room for 1 more word"),
            (limit(None, Some(6), Some(31)), "32 of 31 characters", "1 character over"),
        ] {
            letter.limit = limit;
            let mut draft = empty();
            let parts = letter_parts(&call, &draft, &letter);
            draft.set(parts[0].field.clone(), Value::Text("Because music matters.\n\nIt does.".into()), now());
            let gauge = answers_gauge(&call, &letter, &parts, &draft);
            assert_eq!((gauge.figure.as_str(), gauge.room.as_str()), (figure, room));
            assert_eq!(gauge.is_over, room.ends_with(" over"));
            assert_eq!(gauge.announcement, if gauge.is_over { "Too long" } else { "" });
            assert_eq!(counted_limits(&call, &letter, &draft), "");
        }
    }

    #[test]
    fn a_letter_is_counted_in_words_where_the_hub_does() {
        let call = call();
        let mut letter = call.letters[0].clone();
        assert_eq!(counted_limits(&call, &letter, &empty()), "");
        for (words, minimum_words, characters, expected) in [
            (Some(1000), None, None, "0 words, limit 1,000 words"),
            (Some(1), None, None, "0 words, limit 1 word"),
            (None, Some(50), None, "0 words, at least 50 words"),
            (None, None, Some(900), "0 characters, limit 900 characters including spaces"),
            (Some(100), Some(50), None, "0 words, limit 50 to 100 words"),
        ] {
            letter.limit = Some(Limit { sides: Some(2), words, minimum_words, characters, ..Limit::default() });
            assert_eq!(counted_limits(&call, &letter, &empty()), expected);
        }
    }

    #[test]
    fn what_is_asked_for_approximately_is_never_passed() {
        let call = call();
        let mut letter = call.letters[0].clone();
        let about = |words, sides| Some(Limit { words, sides, approximate: true, ..Limit::default() });
        let mut own = empty();
        own.set(Field::parse("letters/letter/prompts/vision/text"), Value::Text("We sing. ".repeat(400)), now());
        let laid = |letter: &Letter| {
            letter_gauge(letter, &letter_parts(&call, &own, letter), &laid_letter(&call, &own, letter, now()))
        };
        letter.limit = about(None, Some(1));
        let gauge = laid(&letter);
        assert_eq!((gauge.room.as_str(), gauge.is_over, gauge.limit), ("about 1 side of A4 asked for", false, None));
        letter.limit = Some(Limit { minimum_sides: Some(9), ..Limit::default() });
        assert_eq!(laid(&letter).room, "at least 9 sides of A4");
        letter.limit = Some(Limit { minimum_sides: Some(8), sides: Some(9), ..Limit::default() });
        assert_eq!(laid(&letter).room, "at least 8 sides of A4");
        letter.limit = Some(Limit { not_known: true, ..Limit::default() });
        assert_eq!(laid(&letter).room, "a limit that Upbeat does not know");
        letter.limit = about(Some(500), None);
        assert_eq!(counted_limits(&call, &letter, &own), "800 words, about 500 words asked for");
        letter.kind = LetterKind::Answers;
        letter.support = None;
        let gauge = answers_gauge(&call, &letter, &letter_parts(&call, &own, &letter), &own);
        assert_eq!((gauge.figure.as_str(), gauge.room.as_str(), gauge.is_over), ("800 of about 500 words", "", false));
    }

    #[test]
    fn what_is_not_asked_of_the_school_does_not_count() {
        let mut call = call();
        call.letters[0].limit = Some(Limit { words: Some(100), ..Limit::default() });
        let text = Field::parse("letters/letter/prompts/vision/text");
        let mut own = empty();
        own.set(text, "We sing.".into(), now());
        assert!(counted_limits(&call, &call.letters[0], &own).starts_with("2 words"));
        call.letters[0].prompts[0].when = vec![crate::call::Condition::SixthForm(true)];
        own.set(Field::parse("school/sixth-form"), Value::Flag(false), now());
        assert!(counted_limits(&call, &call.letters[0], &own).starts_with("0 words"));
    }

    #[test]
    fn the_comment_of_a_yes_or_no_is_in_the_figure_and_in_its_segment() {
        use crate::readiness::testing::{call, draft};
        use serde_json::json;
        let call =
            call(json!({"letters": [{"id": "l", "name": "L", "kind": "answers", "strength": "must", "statements": [],
            "limit": {"words": 10}, "prompts": [
                {"id": "a", "title": "A", "statements": [], "answer": {"kind": "yes-no", "comment": "optional"}},
                {"id": "b", "title": "B", "statements": []}]}]}));
        let own = draft(&json!({"letters/l/prompts/a/choice": true, "letters/l/prompts/a/text": "we do so",
            "letters/l/prompts/b/text": "one two"}));
        let letter = &call.letters[0];
        let gauge = answers_gauge(&call, letter, &letter_parts(&call, &own, letter), &own);
        let lengths: Vec<u32> = gauge.segments.iter().map(|segment| segment.length).collect();
        assert_eq!((gauge.figure.as_str(), lengths), ("5 of 10 words", vec![3, 2]));
    }
}
