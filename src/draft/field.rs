//! The address of an answer.
//!
//! Editing, saving, findings, links, comments, history, merge and the bundle all name an answer by a [`Field`] and its
//! one written form, such as `criteria/programme/hour-a-week/evidence`. An address that this version does not know
//! is kept as [`Field::Other`], and written back as it was.

use std::fmt;
use std::str::FromStr;

use super::FileId;
use crate::call::{
    CriterionId, DateId, DeclarationId, DocumentId, DutyId, FocusId, LetterId, PersonId, PointId, PromptId, Section,
};

/// The typed address of one answer.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Something about the school.
    School(SchoolField),
    /// Something about a person.
    Person(PersonId, PersonField),
    /// Something about a point of a criterion.
    Point(CriterionId, PointId, PointField),
    /// The lots chosen.
    LotsChosen,
    /// The schools that apply together: a list of rows, the school, its teacher, the teacher's role and email address.
    Cluster,
    /// The focus areas chosen.
    FocusChosen,
    /// Why a focus area was chosen.
    FocusWhy(FocusId),
    /// Something about a letter as a whole.
    Letter(LetterId, LetterField),
    /// Something about a prompt.
    Prompt(LetterId, PromptId, PromptField),
    /// Something about a document.
    Document(DocumentId, DocumentField),
    /// Whether a duty is accepted.
    Duty(DutyId),
    /// Why a duty is not accepted, or from when it would be.
    DutyWhy(DutyId),
    /// Who attends a meeting.
    Meeting(DateId),
    /// What the school says of its own about a date: which of several it takes, in the written form that the call has, or
    /// the day that it is counted from, YYYY-MM-DD.
    OwnDate(DateId),
    /// Whether a declaration is confirmed.
    Declaration(DeclarationId),
    /// False while the school still wants to work on a section.
    Complete(Section),
    /// That a finding about an answer is suppressed: a list of the reason and of what was found. Written as `aside/…`.
    Suppression(Suppressible, Box<Field>),
    /// Up to when answers at an address were given to which words of the hub, where it has changed them: see
    /// [`asked_again`](super::asked_again()). Written as `again/…`.
    Again(Box<Field>),
    /// Something about a file that is attached somewhere. It is kept once, however often it is attached.
    File(FileId, FileField),
    /// What the file for the hub holds, where that is the school's to choose. No answer to the hub: it never leaves in a
    /// file for the hub.
    Sending(SendingField),
    /// An address that this version does not know.
    Other(String),
}

macro_rules! leaves {
    ($($(#[$doc:meta])* $name:ident { $($(#[$leaf_doc:meta])* $leaf:ident = $text:literal,)+ })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$leaf_doc])* $leaf,)+ }

        impl $name {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$leaf,)+];

            /// The written form.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$leaf => $text,)+ }
            }

            fn parse(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$leaf),)+ _ => None }
            }
        }
    )+};
}

leaves! {
    /// What is asked about the school.
    SchoolField {
        /// Its name.
        Name = "name",
        /// Its URN or Ofsted number.
        Urn = "urn",
        /// Why it has none.
        NoUrn = "no-urn",
        /// Its setting: the id of a setting of the call.
        Setting = "setting",
        /// Its region: the id of a region of the call, or a name typed.
        Region = "region",
        /// Age of the youngest pupils, in years.
        AgeFrom = "age-from",
        /// Age of the oldest pupils, in years.
        AgeTo = "age-to",
        /// Key stages taught: a list of key stages' written forms.
        KeyStages = "key-stages",
        /// Whether it has a sixth form.
        SixthForm = "sixth-form",
        /// `trust`, `federation` or `neither`.
        Group = "group",
        /// The trust's or federation's name.
        GroupName = "group-name",
        /// Of a trust that applies as such: the school of it that would lead.
        LeadSchool = "lead-school",
        /// That school's URN.
        LeadUrn = "lead-school-urn",
        /// How the latest inspection reported: see `OfstedReport`.
        OfstedReport = "ofsted-report",
        /// The day of the latest inspection, YYYY-MM-DD.
        OfstedDate = "ofsted-date",
        /// The overall effectiveness grade, where there is one.
        OfstedGrade = "ofsted-grade",
    }
    /// What is asked about a person.
    PersonField {
        /// Name.
        Name = "name",
        /// What they are called at the school, where it differs from the role.
        Position = "position",
        /// E-mail address.
        Email = "email",
        /// Telephone number.
        Telephone = "telephone",
        /// Whether it is the person whom the hub reaches first: see [`is_same_as`](super::is_same_as).
        SameAs = "same-as",
    }
    /// What is asked about a point.
    PointField {
        /// The rating: the id of a step of the call's scale.
        Rating = "rating",
        /// Which branch of an "or" the school relies on: ids of branches, or "none".
        Branches = "branches",
        /// The number that a rule of the call judges, as it was typed.
        Number = "number",
        /// The level that a rule of the call judges: its id, or "none".
        Level = "level",
        /// The evidence, in words.
        Evidence = "evidence",
        /// Links to evidence: a list of addresses.
        Links = "links",
        /// Files attached as evidence: a list of their ids.
        Files = "files",
        /// Where else in the application the evidence stands: a list of `letters/<id>` and `documents/<id>`.
        ShownIn = "shown-in",
        /// What is to be done next.
        NextStep = "next-step",
        /// By whom.
        NextWho = "next-who",
        /// By when: a day, a month or a term, as it was typed. See [`by_when`](super::by_when()).
        NextWhen = "next-when",
    }
    /// What is asked about a letter as a whole.
    LetterField {
        /// How it begins.
        Opening = "opening",
        /// The whole text, where the hub gives no prompts.
        Text = "text",
        /// How it ends.
        Closing = "closing",
        /// Whether a statement of support is included.
        SupportWanted = "support-wanted",
        /// The statement of support.
        Support = "support",
        /// Who gives it.
        SupportFrom = "support-from",
        /// `inside` or `beside`.
        SupportPlacement = "support-placement",
        /// Size of its text in points: `11`, `10.5`. Left out, 11.
        Size = "size",
        /// How far its lines stand apart: the written form of a `Spacing`. Left out, `single`.
        Spacing = "spacing",
        /// Margins on all sides in millimetres: `20`. Left out, 20.
        Margins = "margins",
        /// Room at the top of the first page for a printed letterhead, in millimetres. Left out, none; with some, the
        /// school's name and address are not printed.
        Letterhead = "letterhead",
        /// `on` or `off`: whether the prompts' headings stand in it. Left out, `on`.
        Headings = "headings",
        /// Its date, YYYY-MM-DD. Left out, the day on which it is made.
        Date = "date",
        /// How it greets ("Dear Ms Okonjo,"). Left out, the hub is greeted by its name.
        Salutation = "salutation",
        /// The school's postal address, a line each. The school's name is printed above it.
        AddressBlock = "address",
        /// Whether it is sent as files that are attached, in place of what is written here.
        Attached = "attached",
        /// Those files: a list of their ids.
        Files = "files",
        /// Whether the statement of support is in those files.
        SupportAttached = "support-attached",
    }
    /// Findings that a school may suppress.
    Suppressible {
        /// Leftovers in a text: "TODO", brackets, another hub's name.
        Leftover = "leftover",
        /// A sentence that occurs twice.
        Repeated = "repeated",
        /// The name of another school.
        OtherSchool = "other-school",
        /// The name of a person that differs from the one on the school's page.
        OtherPerson = "other-person",
    }
    /// What is asked about a prompt.
    PromptField {
        /// The text.
        Text = "text",
        /// Points covered: ids of items.
        Covered = "covered",
        /// Answers that were put into the text: a list of their addresses.
        Sources = "sources",
        /// Yes or no, where that is asked. A comment is the text.
        Choice = "choice",
        /// Lines of money: a list of rows, what it is for and how much.
        Lines = "lines",
        /// Files in place of the text, where that is offered: a list of their ids.
        Files = "files",
    }
    /// What is asked about a document.
    DocumentField {
        /// `ready`, `in-hand`, `missing`, or `not-applicable`.
        State = "state",
        /// What the file is called.
        Name = "name",
        /// Where it is: an address on the web.
        Link = "link",
        /// Contents ticked: ids of items.
        Contents = "contents",
        /// Files attached: a list of their ids.
        Files = "files",
    }
    /// What a school chooses about the file for the hub.
    SendingField {
        /// False: evidence is left out. Left out, it is sent.
        Evidence = "evidence",
        /// True: ratings and next steps are sent too. Left out, they stay.
        Ratings = "ratings",
        /// When the person said that it was sent.
        SentAt = "sent-at",
        /// The name of the file that was sent.
        SentFile = "sent-file",
    }
    /// What is known about an attached file.
    FileField {
        /// Its name, as people see it.
        Name = "name",
        /// Its media type.
        Kind = "kind",
        /// Its size in bytes, in digits.
        Bytes = "bytes",
    }
}

impl Field {
    /// The section of the application on whose page the answer is edited. None for an address that is not known, for
    /// what is known of a file, which may be attached in several, and for what is chosen about sending.
    pub fn section(&self) -> Option<Section> {
        match self {
            Self::School(_) | Self::Person(..) | Self::LotsChosen | Self::Cluster => Some(Section::School),
            Self::Point(criterion, ..) => Some(Section::Criterion(criterion.clone())),
            Self::FocusChosen | Self::FocusWhy(_) => Some(Section::Focus),
            Self::Letter(letter, _) | Self::Prompt(letter, ..) => Some(Section::Letter(letter.clone())),
            Self::Document(..) => Some(Section::Documents),
            Self::Duty(_) | Self::DutyWhy(_) | Self::Meeting(_) | Self::OwnDate(_) => Some(Section::Duties),
            Self::Declaration(_) => Some(Section::Declarations),
            Self::Complete(section) => Some(section.clone()),
            Self::Suppression(_, field) | Self::Again(field) => field.section(),
            Self::File(..) | Self::Sending(_) | Self::Other(_) => None,
        }
    }

    /// Whether the answer is edited on the page of `section`: as [`Field::section`] says, without making a copy of it.
    pub fn is_in(&self, section: &Section) -> bool {
        match (self, section) {
            (Self::Point(own, ..), Section::Criterion(id)) => own == id,
            (Self::Letter(own, _) | Self::Prompt(own, ..), Section::Letter(id)) => own == id,
            (Self::Complete(own), id) => own == id,
            (Self::Suppression(_, field) | Self::Again(field), id) => field.is_in(id),
            (Self::School(_) | Self::Person(..) | Self::LotsChosen | Self::Cluster, Section::School)
            | (Self::FocusChosen | Self::FocusWhy(_), Section::Focus)
            | (Self::Document(..), Section::Documents)
            | (Self::Duty(_) | Self::DutyWhy(_) | Self::Meeting(_) | Self::OwnDate(_), Section::Duties)
            | (Self::Declaration(_), Section::Declarations) => true,
            _ => false,
        }
    }

    /// Whether sentences stand there, rather than a choice, a tick or a name.
    pub fn is_prose(&self) -> bool {
        matches!(
            self,
            Self::Point(_, _, PointField::Evidence | PointField::NextStep)
                | Self::FocusWhy(_)
                | Self::DutyWhy(_)
                | Self::Letter(
                    _,
                    LetterField::Opening | LetterField::Text | LetterField::Closing | LetterField::Support
                )
                | Self::Prompt(_, _, PromptField::Text)
                | Self::Document(_, DocumentField::Name)
        )
    }

    /// Reads a written form. Every text is an address: one that is not known is kept as it is.
    pub fn parse(text: &str) -> Self {
        Self::parse_known(text).unwrap_or_else(|| Self::Other(text.to_owned()))
    }

    fn parse_known(text: &str) -> Option<Self> {
        let (room, rest) = text.split_once('/')?;
        if room == "sections" {
            return Section::parse(rest.strip_suffix("/complete")?).map(Self::Complete);
        }
        if room == "aside" {
            let (kind, field) = rest.split_once('/')?;
            // A suppression is never about a suppression: so this recursion ends.
            let field =
                (!field.starts_with("aside/") && !field.starts_with("again/")).then(|| Self::parse_known(field))??;
            return Some(Self::Suppression(Suppressible::parse(kind)?, Box::new(field)));
        }
        if room == "again" {
            let field = !(rest.starts_with("aside/") || rest.starts_with("again/"));
            return field.then(|| Self::parse_known(rest))?.map(|field| Self::Again(Box::new(field)));
        }
        let parts: Vec<&str> = rest.split('/').collect();
        match (room, parts.as_slice()) {
            ("school", [leaf]) => SchoolField::parse(leaf).map(Self::School),
            ("people", [id, leaf]) => Some(Self::Person(PersonId::new(id).ok()?, PersonField::parse(leaf)?)),
            ("criteria", [criterion, point, leaf]) => Some(Self::Point(
                CriterionId::new(criterion).ok()?,
                PointId::new(point).ok()?,
                PointField::parse(leaf)?,
            )),
            ("lots", ["chosen"]) => Some(Self::LotsChosen),
            ("cluster", ["schools"]) => Some(Self::Cluster),
            ("focus", ["chosen"]) => Some(Self::FocusChosen),
            ("focus", [id, "why"]) => FocusId::new(id).ok().map(Self::FocusWhy),
            ("letters", [id, leaf]) => Some(Self::Letter(LetterId::new(id).ok()?, LetterField::parse(leaf)?)),
            ("letters", [id, "prompts", prompt, leaf]) => {
                Some(Self::Prompt(LetterId::new(id).ok()?, PromptId::new(prompt).ok()?, PromptField::parse(leaf)?))
            }
            ("documents", [id, leaf]) => Some(Self::Document(DocumentId::new(id).ok()?, DocumentField::parse(leaf)?)),
            ("duties", [id, "accepted"]) => DutyId::new(id).ok().map(Self::Duty),
            ("duties", [id, "why"]) => DutyId::new(id).ok().map(Self::DutyWhy),
            ("dates", [id, "attends"]) => DateId::new(id).ok().map(Self::Meeting),
            ("dates", [id, "own"]) => DateId::new(id).ok().map(Self::OwnDate),
            ("files", [id, leaf]) => Some(Self::File(FileId::new(id)?, FileField::parse(leaf)?)),
            ("sending", [leaf]) => SendingField::parse(leaf).map(Self::Sending),
            ("declarations", [id, "confirmed"]) => DeclarationId::new(id).ok().map(Self::Declaration),
            _ => None,
        }
    }
}

impl FromStr for Field {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self::parse(text))
    }
}

impl Field {
    /// Hands over the written form in pieces, in order.
    pub(super) fn each_part(&self, put: &mut dyn FnMut(&str)) {
        let mut all = |parts: &[&str]| parts.iter().for_each(|part| put(part));
        match self {
            Self::School(leaf) => all(&["school/", leaf.as_str()]),
            Self::Person(id, leaf) => all(&["people/", id.as_str(), "/", leaf.as_str()]),
            Self::Point(criterion, point, leaf) => {
                all(&["criteria/", criterion.as_str(), "/", point.as_str(), "/", leaf.as_str()]);
            }
            Self::LotsChosen => all(&["lots/chosen"]),
            Self::Cluster => all(&["cluster/schools"]),
            Self::FocusChosen => all(&["focus/chosen"]),
            Self::FocusWhy(id) => all(&["focus/", id.as_str(), "/why"]),
            Self::Letter(id, leaf) => all(&["letters/", id.as_str(), "/", leaf.as_str()]),
            Self::Prompt(id, prompt, leaf) => {
                all(&["letters/", id.as_str(), "/prompts/", prompt.as_str(), "/", leaf.as_str()]);
            }
            Self::Document(id, leaf) => all(&["documents/", id.as_str(), "/", leaf.as_str()]),
            Self::Duty(id) => all(&["duties/", id.as_str(), "/accepted"]),
            Self::DutyWhy(id) => all(&["duties/", id.as_str(), "/why"]),
            Self::Meeting(id) => all(&["dates/", id.as_str(), "/attends"]),
            Self::OwnDate(id) => all(&["dates/", id.as_str(), "/own"]),
            Self::Declaration(id) => all(&["declarations/", id.as_str(), "/confirmed"]),
            Self::Complete(section) => all(&["sections/", &section.to_string(), "/complete"]),
            Self::Suppression(kind, field) => {
                all(&["aside/", kind.as_str(), "/"]);
                field.each_part(put);
            }
            Self::Again(field) => {
                all(&["again/"]);
                field.each_part(put);
            }
            Self::File(id, leaf) => all(&["files/", id.as_str(), "/", leaf.as_str()]),
            Self::Sending(leaf) => all(&["sending/", leaf.as_str()]),
            Self::Other(text) => all(&[text]),
        }
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut written = Ok(());
        self.each_part(&mut |part| written = written.and_then(|()| f.write_str(part)));
        written
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use proptest::prelude::*;

    use super::*;

    fn an_id() -> impl Strategy<Value = String> {
        "[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}"
    }

    /// Any address that this version knows.
    pub(crate) fn any_field() -> impl Strategy<Value = Field> {
        let leaf = |n: usize| any::<prop::sample::Index>().prop_map(move |i| i.index(n));
        prop_oneof![
            leaf(SchoolField::ALL.len()).prop_map(|i| Field::School(SchoolField::ALL[i])),
            (an_id(), leaf(PersonField::ALL.len()))
                .prop_map(|(id, i)| Field::Person(PersonId::new(&id).unwrap(), PersonField::ALL[i])),
            (an_id(), an_id(), leaf(PointField::ALL.len())).prop_map(|(c, p, i)| Field::Point(
                CriterionId::new(&c).unwrap(),
                PointId::new(&p).unwrap(),
                PointField::ALL[i]
            )),
            Just(Field::LotsChosen),
            Just(Field::Cluster),
            Just(Field::FocusChosen),
            an_id().prop_map(|id| Field::FocusWhy(FocusId::new(&id).unwrap())),
            (an_id(), leaf(LetterField::ALL.len()))
                .prop_map(|(id, i)| Field::Letter(LetterId::new(&id).unwrap(), LetterField::ALL[i])),
            (an_id(), an_id(), leaf(PromptField::ALL.len())).prop_map(|(l, p, i)| Field::Prompt(
                LetterId::new(&l).unwrap(),
                PromptId::new(&p).unwrap(),
                PromptField::ALL[i]
            )),
            (an_id(), leaf(DocumentField::ALL.len()))
                .prop_map(|(id, i)| Field::Document(DocumentId::new(&id).unwrap(), DocumentField::ALL[i])),
            an_id().prop_map(|id| Field::Duty(DutyId::new(&id).unwrap())),
            an_id().prop_map(|id| Field::DutyWhy(DutyId::new(&id).unwrap())),
            an_id().prop_map(|id| Field::Meeting(DateId::new(&id).unwrap())),
            an_id().prop_map(|id| Field::OwnDate(DateId::new(&id).unwrap())),
            an_id().prop_map(|id| Field::Declaration(DeclarationId::new(&id).unwrap())),
            an_id().prop_map(|id| Field::Complete(Section::Criterion(CriterionId::new(&id).unwrap()))),
            an_id().prop_map(|id| Field::Complete(Section::Letter(LetterId::new(&id).unwrap()))),
            Just(Field::Complete(Section::School)),
            leaf(SendingField::ALL.len()).prop_map(|i| Field::Sending(SendingField::ALL[i])),
            ("[0-9a-f]{64}", leaf(FileField::ALL.len()))
                .prop_map(|(id, i)| Field::File(FileId::new(&id).unwrap(), FileField::ALL[i])),
            (leaf(Suppressible::ALL.len()), an_id(), an_id(), leaf(PromptField::ALL.len())).prop_map(|(a, l, p, i)| {
                let prompt = Field::Prompt(LetterId::new(&l).unwrap(), PromptId::new(&p).unwrap(), PromptField::ALL[i]);
                Field::Suppression(Suppressible::ALL[a], Box::new(prompt))
            }),
            (an_id(), an_id(), leaf(PointField::ALL.len())).prop_map(|(c, p, i)| Field::Again(Box::new(Field::Point(
                CriterionId::new(&c).unwrap(),
                PointId::new(&p).unwrap(),
                PointField::ALL[i]
            )))),
        ]
    }

    proptest! {
        #[test]
        fn an_address_goes_there_and_back(field in any_field()) {
            prop_assert_eq!(&Field::parse(&field.to_string()), &field);
            match field.section() {
                Some(section) => prop_assert!(field.is_in(&section)),
                None => prop_assert!(matches!(field, Field::File(..) | Field::Sending(_))),
            }
            prop_assert_eq!(field.is_in(&Section::Documents), field.section() == Some(Section::Documents));
        }

        #[test]
        fn any_text_is_kept_as_an_address(text in ".*") {
            prop_assert_eq!(Field::parse(&text).to_string(), text);
        }
    }

    #[test]
    fn addresses_that_are_written_down_elsewhere() {
        for text in [
            "school/name",
            "people/governor/email",
            "criteria/programme/hour-a-week/evidence",
            "criteria/programme/hour-a-week/shown-in",
            "lots/chosen",
            "cluster/schools",
            "focus/chosen",
            "focus/chosen/why",
            "letters/supporting-letter/opening",
            "letters/supporting-letter/prompts/prompts/text",
            "documents/plan/contents",
            "duties/advocate/accepted",
            "duties/advocate/why",
            "dates/first-meeting/attends",
            "declarations/one-application/confirmed",
            "sections/criteria/programme/complete",
            "letters/supporting-letter/address",
            "aside/leftover/letters/supporting-letter/opening",
            "aside/other-school/school/name",
            "again/declarations/one-application/confirmed",
            "again/criteria/programme/hour-a-week/rating",
        ] {
            let field = Field::parse(text);
            assert!(!matches!(field, Field::Other(_)), "{text}");
            assert_eq!(field.to_string(), text);
            assert!(field.section().is_some(), "{text}");
        }
        for leaf in SendingField::ALL {
            let text = format!("sending/{}", leaf.as_str());
            assert_eq!((Field::parse(&text), text), (Field::Sending(*leaf), Field::Sending(*leaf).to_string()));
        }
        for text in [
            "school/shoe-size",
            "criteria/programme",
            "",
            "/",
            "school/name/x",
            "sections/x/complete",
            "aside/repeated",
            "aside/x/school/name",
            "aside/leftover/aside/leftover/school/name",
            "again/aside/leftover/school/name",
            "again/again/school/name",
            "aside/leftover/again/school/name",
            "again/nothing",
        ] {
            assert_eq!(Field::parse(text), Field::Other(text.to_owned()));
        }
    }
}
