//! What a rule reads.

use super::deadline::Deadline;
use super::{OnPaper, OtherHubs, Verdict};
use crate::call::{Applicant, Call, Condition, LetterKind, Limit, Section, Statement, Timestamp, Voice};
use crate::draft::{
    Applies, DocumentField, Draft, Field, LetterField, Profile, applies, is_asked_again, may_apply, prompt_field,
};

/// Something whose length the hub limits, where the call does not say how much.
pub(super) struct OpenLimit<'a> {
    /// Where it is.
    pub section: Section,
    /// What it is called.
    pub name: &'a str,
    /// Its answer.
    pub field: Field,
    /// The hub's words.
    pub statement: Option<&'a Statement>,
}

/// What a rule reads: the call, the draft, the profile read from it, other hubs' names, the letters on paper, and now.
#[derive(Debug)]
pub struct Case<'a> {
    /// The call.
    pub call: &'a Call,
    /// The draft as it counts: without confirmations of words that the hub has changed since.
    pub draft: &'a Draft,
    /// The draft with them.
    pub said: &'a Draft,
    /// What the draft says about the school.
    pub profile: Profile<'a>,
    /// Names that belong to other hubs' calls.
    pub others: &'a OtherHubs,
    /// What laid-out pages say about the letters.
    pub paper: &'a OnPaper,
    /// The instant at which it is read.
    pub now: Timestamp,
}

static NOTHING_LAID_OUT: OnPaper = OnPaper::NONE;

impl<'a> Case<'a> {
    /// Puts a case together, with nothing laid out.
    pub fn new(call: &'a Call, draft: &'a Draft, others: &'a OtherHubs, now: Timestamp) -> Self {
        Self { call, draft, said: draft, profile: Profile::of(call, draft), others, paper: &NOTHING_LAID_OUT, now }
    }

    /// Whether an answer is to be looked at again: the hub has changed the words to which it was given.
    pub(super) fn is_asked_again(&self, field: &Field) -> bool {
        is_asked_again(self.call, self.said, field)
    }

    /// What is said of a question that is to be answered again: `usual`, unless the hub has changed its words since.
    pub(super) fn to_answer(&self, field: &Field, usual: impl Into<String>) -> String {
        if self.is_asked_again(field) {
            return format!("{} changed this. Read it, and answer again.", self.voice().opening("has"));
        }
        usual.into()
    }

    /// Where the call stands now.
    pub fn deadline(&self) -> Deadline {
        super::deadline::deadline(self.call, self.now)
    }

    /// Whoever applies, in a sentence: "school", "college".
    pub(super) fn noun(&self) -> &'static str {
        self.applicant().noun()
    }

    /// Whoever applies, in words.
    pub(super) fn applicant(&self) -> Applicant {
        self.call.applicant(self.profile.setting)
    }

    /// How sentences speak of the hub.
    pub(super) fn voice(&self) -> Voice {
        self.call.hub.voice()
    }

    /// A sentence that sends a school to the hub: "Ask Marsh Music Hub (hub@example.org)." On its own page: "Ask us (Ada
    /// Reed, hub@example.org)."
    pub(super) fn ask_the_hub(&self) -> String {
        let contact = self.call.enquiries();
        let name = self.call.addressee(contact);
        let reach = contact.and_then(|c| c.email.as_deref().or(c.telephone.as_deref()));
        let own = contact.and_then(|contact| contact.own_name(&self.call.hub));
        let (whom, known) = match self.voice() {
            Voice::Other => (format!("Ask {name}"), vec![reach]),
            Voice::Own => (Voice::Own.ask().to_owned(), vec![own, reach]),
        };
        let known: Vec<&str> = known.into_iter().flatten().collect();
        if known.is_empty() { format!("{whom}.") } else { format!("{whom} ({}).", known.join(", ")) }
    }

    /// What is asked of this school and has a limit that the call does not know.
    pub(super) fn limits_not_known(&self) -> Vec<OpenLimit<'a>> {
        self.open_limits(|limit, _| limit.not_known)
    }

    /// What is asked of this school and has a limit in sides of A4 that Upbeat does not measure: only letters as a whole are
    /// laid out.
    pub(super) fn limits_not_measured(&self) -> Vec<OpenLimit<'a>> {
        self.open_limits(|limit, is_laid_out| {
            !is_laid_out && !limit.approximate && (limit.sides.is_some() || limit.minimum_sides.is_some())
        })
    }

    fn open_limits(&self, is_meant: impl Fn(Limit, bool) -> bool) -> Vec<OpenLimit<'a>> {
        let call: &'a Call = self.call;
        let is_open = |limit: Option<Limit>, when: &[Condition], is_laid_out: bool| {
            limit.is_some_and(|limit| is_meant(limit, is_laid_out)) && !self.leaves_out(when)
        };
        let mut all = Vec::new();
        for letter in &call.letters {
            let section = || Section::Letter(letter.id.clone());
            // Of a file another finding tells.
            let is_laid_out = letter.kind == LetterKind::Letter;
            if is_open(letter.limit, &letter.when, is_laid_out) {
                let field = letter.prompts.first().map_or_else(
                    || Field::Letter(letter.id.clone(), LetterField::Text),
                    |prompt| prompt_field(&letter.id, prompt),
                );
                let statement = letter.statements.first();
                all.push(OpenLimit { section: section(), name: &letter.name, field, statement });
            }
            let is_asked = !self.leaves_out(&letter.when);
            for prompt in letter.prompts.iter().filter(|prompt| is_asked && is_open(prompt.limit, &prompt.when, false))
            {
                let field = prompt_field(&letter.id, prompt);
                let statement = prompt.statements.first();
                all.push(OpenLimit { section: section(), name: &prompt.title, field, statement });
            }
        }
        for document in call.documents.iter().filter(|document| is_open(document.limit, &document.when, false)) {
            let field = Field::Document(document.id.clone(), DocumentField::State);
            let statement = document.statements.first();
            all.push(OpenLimit { section: Section::Documents, name: &document.name, field, statement });
        }
        for own in &mut all {
            own.name = own.name.trim().trim_end_matches(':');
        }
        all
    }

    /// Whether the conditions on something leave this school out.
    pub(super) fn leaves_out(&self, when: &[Condition]) -> bool {
        !may_apply(self.call, when, &self.profile)
    }

    /// The verdict that the conditions on something give by themselves: not asked of this school, not known yet, or for the
    /// hub to say. None where they hold, so that the answers decide.
    pub(super) fn condition_verdict(&self, when: &[Condition]) -> Option<Verdict> {
        match applies(self.call, when, &self.profile) {
            Applies::Yes => None,
            Applies::No { because } => Some(Verdict::not_asked(because)),
            Applies::Unknown { needs } => Some(Verdict::unanswered("This depends on another answer.", needs)),
            Applies::Unclear { because } => Some(Verdict::hub_only(format!("{because} {}", self.ask_the_hub()))),
        }
    }
}
