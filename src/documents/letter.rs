//! A letter as a document for paper, and its statement of support where that is a document of its own.
//!
//! From top to bottom: the school's name, address and contact (not where room is left for a printed letterhead), the
//! date, to whom it goes, the greeting, the opening, a section for each prompt that is answered, the closing, who signs,
//! and below the signature the statement of support, which is somebody else's, where it stands on the letter's own sheets.
//! What is not answered leaves nothing behind. Each block names the
//! answer that it comes from, so that a preview can lead there and a measure can say what takes the room.

pub(super) mod room;

use super::answer_text::{contact_person, file_names, join_non_empty, one_line, school_name, text_at};
use super::paper::{
    Flow, Headings, Kind, Length, Measure, Pages, Piece, Setup, Span, lay_out_again, measure, spans, tidy, twips_up,
    typed,
};
use super::unprinted::unprinted;
use crate::call::{Call, Date, Letter, LetterId, LetterKind, Person, Placement, Timestamp, Way};
use crate::draft::{
    Draft, Field, LetterField, Look, PersonField, Profile, PromptField, SchoolField, begins_with_greeting, confirmed,
    is_leave_taking, may_apply, prompt_field, prompt_words, resolved_person, support_stands,
};
use crate::readiness::{LetterOnPaper, OnPaper, SidesUsed};

/// The page setup of a letter.
pub fn setup(letter: &Letter, draft: &Draft) -> Setup {
    let look = Look::of(letter, draft);
    let signed = |n: u32| i32::try_from(n).unwrap_or(i32::MAX);
    let size = Length(signed(look.half_points).saturating_mul(500));
    let margin = Length::millimetres(signed(look.margins));
    Setup {
        size,
        // Single spacing of Arial is 1.149 of its size.
        line: twips_up(i64::from(size.0) * 115 * i64::from(look.spacing.hundredths()), 10_000),
        top: margin,
        bottom: margin,
        left: margin,
        right: margin,
        letterhead: Length::millimetres(signed(look.letterhead)),
        headings: Headings::Letter,
    }
}

/// The page setup of a statement of support that is a document of its own: as the letter's, without room for a letterhead,
/// since it may be the trust's.
pub fn support_setup(letter: &Letter, draft: &Draft) -> Setup {
    Setup { letterhead: Length(0), ..setup(letter, draft) }
}

/// The letter as it stands in the draft. `now` dates it where the school has fixed no date. A set of answers, which is
/// copied into a form, is laid out too, without what makes it a letter.
pub fn letter_flow(call: &Call, draft: &Draft, letter: &Letter, now: Timestamp) -> Flow {
    let draft = &*confirmed(call, draft);
    let builder =
        LetterBuilder { call, draft, letter, profile: Profile::of(call, draft), look: Look::of(letter, draft) };
    let mut blocks = Vec::new();
    let is_letter = letter.kind == LetterKind::Letter;
    if is_letter {
        builder.sender(&mut blocks);
        builder.date(now, &mut blocks);
        builder.addressee(&mut blocks);
    }
    // Without prompts it is one text.
    let has_prompts = !letter.prompts.is_empty();
    let edges = if has_prompts { [LetterField::Opening, LetterField::Closing] } else { [LetterField::Text; 2] };
    let [first, last] = edges.map(|leaf| builder.at(leaf));
    let greeting = salutation(call, draft, letter);
    if is_letter && !(begins_with_greeting(draft.text(&first)) && builder.text(LetterField::Salutation).is_empty()) {
        blocks.push(block(Kind::Text, &greeting, Some(builder.at(LetterField::Salutation))));
    }
    blocks.extend(typed(draft.text(&first), Some(&first)));
    for prompt in &letter.prompts {
        if !builder.excluded(&prompt.when) {
            let field = prompt_field(&letter.id, prompt);
            let files = file_names(draft, &Field::Prompt(letter.id.clone(), prompt.id.clone(), PromptField::Files));
            let mut text = prompt_words(draft, &letter.id, prompt);
            if !files.is_empty() {
                text = join_non_empty(&[&text, &format!("Attached: {}", files.join(", "))], "\n\n");
            }
            builder.section(&prompt.title, &text, &field, &mut blocks);
        }
    }
    if has_prompts {
        blocks.extend(typed(draft.text(&last), Some(&last)));
    }
    if is_letter {
        builder.signed(&greeting, draft.text(&last), &mut blocks);
    }
    if support_stands(call, draft, letter) == Some(Placement::Inside)
        && let Some(support) = &letter.support
    {
        let field = builder.at(LetterField::Support);
        // Its heading stands whatever is chosen for those of the prompts: without it, it would read as the school's words.
        blocks.push(block(Kind::Heading(1), support.name.trim().trim_end_matches(':'), Some(field.clone())));
        blocks.extend(typed(draft.text(&field), Some(&field)));
        builder.line(Kind::Text, LetterField::SupportFrom, &mut blocks);
    }
    let name = one_line(letter.name.trim().trim_end_matches(':'));
    let title = school_name(draft).map_or_else(|| name.clone(), |school| format!("{name}: {school}"));
    Flow { title: tidy(&title).into_owned(), blocks }
}

/// The statement of support, if it is written and is a document of its own.
pub fn support_flow(call: &Call, draft: &Draft, letter: &Letter) -> Option<Flow> {
    if support_stands(call, draft, letter) != Some(Placement::Beside) {
        return None;
    }
    let support = letter.support.as_ref()?;
    let builder =
        LetterBuilder { call, draft, letter, profile: Profile::of(call, draft), look: Look::of(letter, draft) };
    let field = builder.at(LetterField::Support);
    let mut blocks = vec![block(Kind::Title, &support.name, None)];
    let school = school_name(draft);
    if let Some(school) = &school {
        blocks.push(block(Kind::Text, school, Some(Field::School(SchoolField::Name))));
    }
    blocks.extend(typed(draft.text(&field), Some(&field)));
    builder.line(Kind::Text, LetterField::SupportFrom, &mut blocks);
    let name = one_line(&support.name);
    let title = school.map_or_else(|| name.clone(), |school| format!("{name}: {school}"));
    Some(Flow { title: tidy(&title).into_owned(), blocks })
}

/// How a letter greets: as the call fixes it, as the school typed it, else "Dear …," with the name of the hub's contact
/// or, failing that, the hub's own.
pub fn salutation(call: &Call, draft: &Draft, letter: &Letter) -> String {
    let own = draft.text(&Field::Letter(letter.id.clone(), LetterField::Salutation));
    let given = letter.sheet.as_ref().and_then(|sheet| sheet.salutation.as_deref()).unwrap_or(own);
    let given = one_line(&tidy(given));
    if given.is_empty() { format!("Dear {},", addressee_name(call).unwrap_or(&call.hub.name)) } else { given }
}

/// How a letter that greets so takes its leave: sincerely of somebody who is named, faithfully of anybody else.
pub fn valediction(call: &Call, salutation: &str) -> &'static str {
    const NOBODY: [&str; 13] = [
        "sir",
        "sirs",
        "madam",
        "whom",
        "panel",
        "team",
        "committee",
        "colleague",
        "colleagues",
        "hub",
        "board",
        "all",
        "group",
    ];
    let lower = salutation.to_lowercase();
    let nobody = lower.split(|c: char| !c.is_alphanumeric()).any(|word| NOBODY.contains(&word));
    let hub = [&call.hub.name, call.hub.short_name()].into_iter().any(|name| lower.contains(&name.to_lowercase()));
    if nobody || hub { "Yours faithfully" } else { "Yours sincerely" }
}

/// The person at the hub to whom a letter goes, if the call names one.
fn addressee_name(call: &Call) -> Option<&str> {
    let contacts = [call.hub.contact.as_ref(), call.submission.enquiries.as_ref()];
    contacts.into_iter().flatten().find_map(|contact| contact.own_name(&call.hub))
}

/// A block of one line that was not typed as a text: a name, a heading.
fn block(kind: Kind, text: &str, from: Option<Field>) -> Piece {
    Piece { kind, spans: vec![Span { text: one_line(&tidy(text)), ..Span::default() }], from }
}

/// Builds the blocks of a letter.
struct LetterBuilder<'a> {
    call: &'a Call,
    draft: &'a Draft,
    letter: &'a Letter,
    profile: Profile<'a>,
    look: Look,
}

impl LetterBuilder<'_> {
    fn at(&self, leaf: LetterField) -> Field {
        Field::Letter(self.letter.id.clone(), leaf)
    }

    fn text(&self, leaf: LetterField) -> &str {
        self.draft.text(&self.at(leaf)).trim()
    }

    fn excluded(&self, when: &[crate::call::Condition]) -> bool {
        !may_apply(self.call, when, &self.profile)
    }

    /// An answer of one line, if it is given.
    fn line(&self, kind: Kind, leaf: LetterField, out: &mut Vec<Piece>) {
        if !self.text(leaf).is_empty() {
            out.push(block(kind, self.text(leaf), Some(self.at(leaf))));
        }
    }

    /// A heading and what stands under it, if anything does.
    fn section(&self, title: &str, text: &str, field: &Field, out: &mut Vec<Piece>) {
        let text = typed(text, Some(field));
        let title = title.trim().trim_end_matches(':');
        if !text.is_empty() && self.look.headings && !title.is_empty() {
            out.push(block(Kind::Heading(1), title, Some(field.clone())));
        }
        out.extend(text);
    }

    /// The school's name, address and contact. A letterhead has all that.
    fn sender(&self, out: &mut Vec<Piece>) {
        if self.look.letterhead > 0 {
            return;
        }
        if let Some(name) = school_name(self.draft) {
            let mut name = block(Kind::Line, &name, Some(Field::School(SchoolField::Name)));
            name.spans.iter_mut().for_each(|span| span.bold = true);
            out.push(name);
        }
        let address = self.at(LetterField::AddressBlock);
        let lines = self.draft.text(&address);
        for line in tidy(lines).lines().map(str::trim).filter(|line| !line.is_empty()) {
            out.push(Piece { kind: Kind::Line, spans: spans(line), from: Some(address.clone()) });
        }
        let Some((person, known)) = contact_person(self.call, self.draft) else { return };
        for (leaf, text) in known {
            if matches!(leaf, PersonField::Email | PersonField::Telephone) && !lines.contains(&text) {
                let from = Some(Field::Person(person.id.clone(), leaf));
                out.push(Piece { kind: Kind::Line, spans: spans(&one_line(&tidy(&text))), from });
            }
        }
    }

    fn date(&self, now: Timestamp, out: &mut Vec<Piece>) {
        let date = Date::parse(self.text(LetterField::Date)).unwrap_or_else(|| now.london().0);
        out.push(block(Kind::Text, &date.medium(), Some(self.at(LetterField::Date))));
    }

    /// To whom it goes: as the call fixes it, else the hub's contact, the hub, and its postal address if it has one.
    fn addressee(&self, out: &mut Vec<Piece>) {
        let fixed = self.letter.sheet.as_ref().map_or(&[] as &[String], |sheet| &sheet.addressee);
        let mut lines: Vec<&str> = fixed.iter().map(String::as_str).collect();
        if lines.is_empty() {
            let hub = self.call.hub.name.as_str();
            lines.extend(addressee_name(self.call).filter(|name| *name != hub));
            lines.push(hub);
            let post = self.call.submission.ways.iter().find_map(|way| match way {
                Way::Paper { address, .. } => Some(address),
                Way::Email { .. } | Way::Form { .. } => None,
            });
            for line in post.into_iter().flatten() {
                if !lines.contains(&line.as_str()) {
                    lines.push(line);
                }
            }
        }
        out.extend(lines.into_iter().filter(|l| !l.trim().is_empty()).map(|line| block(Kind::Line, line, None)));
    }

    /// The leave, room to sign, and who signs: those whom the call says that the letter is from.
    fn signed(&self, salutation: &str, closing: &str, out: &mut Vec<Piece>) {
        /// Lines of room for a signature.
        const ROOM: usize = 3;
        if !closing.lines().any(is_leave_taking) {
            out.push(block(Kind::Text, &format!("{},", valediction(self.call, salutation)), None));
        }
        let mut signing: Vec<&Person> = Vec::new();
        for person in self.letter.from.iter().filter_map(|id| self.call.people.iter().find(|p| p.id == *id)) {
            if self.excluded(&person.when) {
                continue;
            }
            let person = resolved_person(self.call, self.draft, person);
            // Somebody who is asked for twice signs once.
            if !signing.iter().any(|other| other.id == person.id) {
                signing.push(person);
            }
        }
        for person in signing {
            let at = |leaf| Field::Person(person.id.clone(), leaf);
            let name = one_line(&text_at(self.draft, &at(PersonField::Name)));
            // A closing that takes leave already gets no second leave-taking.
            if name.is_empty() || closing.contains(&name) {
                continue;
            }
            out.extend((0..ROOM).map(|_| block(Kind::Line, "", None)));
            out.push(block(Kind::Line, &name, Some(at(PersonField::Name))));
            out.push(block(Kind::Line, &self.position(person), Some(at(PersonField::Position))));
        }
    }

    /// What somebody is called at the school; failing that, their role in the call.
    fn position(&self, person: &Person) -> String {
        let own = one_line(&text_at(self.draft, &Field::Person(person.id.clone(), PersonField::Position)));
        if own.is_empty() { person.name.clone() } else { own }
    }
}

/// The layout of a letter: its blocks, their places on pages, and its length.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaidLetter {
    /// Which letter.
    pub letter: LetterId,
    /// What is said.
    pub flow: Flow,
    /// Where it stands.
    pub pages: Pages,
    /// How long it is, against the hub's limit of sides.
    pub measure: Measure,
    /// The statement of support, where it stands beside the letter: what is said, and where it stands.
    pub beside: Option<(Flow, Pages)>,
}

/// Lays a letter out.
pub fn laid_letter(call: &Call, draft: &Draft, letter: &Letter, now: Timestamp) -> LaidLetter {
    lay_out_letter(call, draft, letter, now, None)
}

/// Lays a letter out after a change; `before` is how it was laid out then.
fn lay_out_letter(
    call: &Call,
    draft: &Draft,
    letter: &Letter,
    now: Timestamp,
    before: Option<&LaidLetter>,
) -> LaidLetter {
    let flow = letter_flow(call, draft, letter, now);
    let pages = lay_out_again(&flow, &setup(letter, draft), before.map(|laid| (&laid.flow, &laid.pages)));
    // What is asked for approximately is no limit.
    let limit = letter.limit.filter(|limit| !limit.approximate).and_then(|limit| limit.sides);
    let measure = measure(&flow, &pages, limit);
    let before = before.and_then(|laid| laid.beside.as_ref()).map(|(flow, pages)| (flow, pages));
    let beside = support_flow(call, draft, letter).map(|flow| {
        let pages = lay_out_again(&flow, &support_setup(letter, draft), before);
        (flow, pages)
    });
    LaidLetter { letter: letter.id.clone(), flow, pages, measure, beside }
}

/// How full the sheets of a letter are, against its limit of sides.
pub fn letter_measure(call: &Call, draft: &Draft, letter: &Letter, now: Timestamp) -> Measure {
    laid_letter(call, draft, letter, now).measure
}

/// The layouts of a draft's letters; not of sets of answers, which are copied into a form one by one. `before` are the
/// layouts before the last change, if they are known: they save work and change nothing.
pub fn laid_letters(call: &Call, draft: &Draft, now: Timestamp, before: &[LaidLetter]) -> Vec<LaidLetter> {
    let letters = call.letters.iter().filter(|letter| letter.kind == LetterKind::Letter);
    let again = |letter: &Letter| {
        let own = before.iter().find(|laid| laid.letter == letter.id);
        lay_out_letter(call, draft, letter, now, own)
    };
    letters.map(again).collect()
}

/// What the pages say about the letters of a draft, and what of it cannot be printed, for the check
/// (`readiness::assess_on_paper`).
pub fn on_paper(call: &Call, draft: &Draft, now: Timestamp) -> OnPaper {
    on_paper_from(draft, &laid_letters(call, draft, now, &[]))
}

/// The same of letters that are laid out already.
pub fn on_paper_from(draft: &Draft, letters: &[LaidLetter]) -> OnPaper {
    let one = |LaidLetter { letter, measure, .. }: &LaidLetter| {
        let sides = measure.limit.map(|_| SidesUsed { says: measure.words(), over: measure.over });
        LetterOnPaper { letter: letter.clone(), tenths: measure.tenths, sides }
    };
    OnPaper { letters: letters.iter().map(one).collect(), unprinted: unprinted(draft) }
}

#[cfg(test)]
mod tests;
