//! What a rule reads.

use super::deadline::Deadline;
use super::{OnPaper, OtherHubs, Verdict};
use crate::call::{Applicant, Call, Condition, Timestamp, Voice};
use crate::draft::{Applies, Draft, Profile, applies};

/// What a rule reads: the call, the draft, the profile read from it, other hubs' names, the letters on paper, and now.
#[derive(Debug)]
pub struct Case<'a> {
    /// The call.
    pub call: &'a Call,
    /// The draft.
    pub draft: &'a Draft,
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
        Self { call, draft, profile: Profile::of(call, draft), others, paper: &NOTHING_LAID_OUT, now }
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

    /// The verdict that the conditions on something give by themselves: not asked of this school, not known yet, or for the
    /// hub to say. None where they hold, so that the answers decide.
    pub(super) fn condition_verdict(&self, when: &[Condition]) -> Option<Verdict> {
        match applies(self.call, when, &self.profile) {
            Applies::Yes => None,
            Applies::No { because } => Some(Verdict::not_asked(because)),
            Applies::Unknown { needs } => {
                Some(Verdict::unanswered(format!("This depends on an answer about your {}.", self.noun()), needs))
            }
            Applies::Unclear { because } => Some(Verdict::hub_only(format!("{because} {}", self.ask_the_hub()))),
        }
    }
}
