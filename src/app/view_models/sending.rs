//! What the pages about sending show of a draft: what each file holds, e-mails, files one by one, answers to copy. Asked
//! for by those pages only. All of it is made of the view that the hub gets.

use crate::app::event::{AttachmentEvent, Event, JobEvent, Making};
use crate::app::load::Load;
use crate::app::state::State;
use crate::bundle::{
    HOLDS, LooseFile, LooseSource, Part, View, backup_stem, bundle_stem, holds, letters_to_attach, loose_files,
};
use crate::call::{Call, Voice, Way};
use crate::documents::{AnswerGroup, Attachment, Email, Mailto, Receiver, answers, email, way_files};
use crate::draft::{Draft, DraftId, Field};
use crate::readiness::{Overall, Readiness, mail_size};

/// Parts of an application that the three files hold alike, for a short table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoldsGroup {
    /// What it is about: "Letters, documents, your school and its people".
    pub words: String,
    /// The files for the hub, for leaders and for oneself.
    pub cells: [HoldsCell; 3],
}

/// The table that says what each file holds, with what is held alike in one row.
pub fn holds_groups(state: &State) -> Vec<HoldsGroup> {
    let mut groups: Vec<HoldsGroup> = Vec::new();
    for row in holds_table(state) {
        match groups.iter_mut().find(|group| group.cells == row.cells) {
            Some(group) => {
                let mut words = row.words.chars();
                let first = words.next().map(|first| first.to_lowercase().to_string()).unwrap_or_default();
                group.words = format!("{}, {first}{}", group.words, words.as_str());
            }
            None => groups.push(HoldsGroup { words: row.words, cells: row.cells }),
        }
    }
    groups
}

/// What is left before an application is sent, in a sentence or two.
pub fn left_to_send(check: &Readiness, voice: Voice) -> String {
    match check.to_do() {
        0 if check.overall != Overall::Ready => check.says_all(),
        0 => format!("Everything {} for is here.", voice.subject("asks")),
        1 => "1 thing is still to do. You can still make the file.".to_owned(),
        count => format!("{count} things are still to do. You can still make the file."),
    }
}

/// How a draft is handed in.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sending {
    /// The name of the file for the hub without its ending, if it is made today.
    pub bundle: String,
    /// The name of the backup without its ending, if it is made today.
    pub backup: String,
    /// The ways in which it goes, each with what goes that way.
    pub ways: Vec<SendingWay>,
    /// What is said where the files are more than the hub takes by e-mail, or may be.
    pub too_large: Option<String>,
    /// The answers to copy.
    pub answers: Vec<AnswerGroup>,
    /// The files that can be had one by one, what the hub asks for first.
    pub files: Vec<SendingFile>,
}

/// One of the ways in which an application goes.
#[derive(Debug, Clone, PartialEq)]
pub struct SendingWay {
    /// The way, as the call has it.
    pub way: Way,
    /// Who receives it, where several do: the hub, or somebody else whom the call names.
    pub receiver: String,
    /// What goes this way, where there is an e-mail or the call lists it.
    pub items: Vec<SendingItem>,
    /// The e-mail, with the address that opens a mail program.
    pub email: Option<(Email, Mailto)>,
}

/// Something that goes one of the ways.
#[derive(Debug, Clone, PartialEq)]
pub struct SendingItem {
    /// What it is: "Supporting letter".
    pub what: String,
    /// The name of its file; that there is none yet.
    pub file: String,
    /// The files that can be had here, where they go this way one by one.
    pub downloads: Vec<SendingFile>,
}

/// A file that can be had by itself.
#[derive(Debug, Clone, PartialEq)]
pub struct SendingFile {
    /// What it is, in the hub's words where the hub asks for it.
    pub what: String,
    /// The name under which it is saved.
    pub name: String,
    /// Whether the hub asks for it by name.
    pub is_asked: bool,
    /// The event that downloads it.
    pub download: Event,
}

/// A row of the table that says what each file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoldsCells {
    /// What it is about.
    pub words: String,
    /// The files for the hub, for leaders and for oneself, in the order of [`Receiver::ALL`].
    pub cells: [HoldsCell; 3],
}

/// What one file holds of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoldsCell {
    /// Whether the file holds it as the draft is now.
    pub is_held: bool,
    /// The tick that decides: an answer of the draft that is yes or no. None where nothing can be chosen.
    pub tick: Option<Field>,
}

/// How the draft that is open is handed in.
pub fn sending(state: &State) -> Sending {
    let (Some(loaded), Some(file)) = (state.open_draft(), state.open_call().and_then(Load::ready)) else {
        return Sending::default();
    };
    let call = &file.call;
    let view = View::new(call, &loaded.draft, Receiver::Hub, state.now);
    let draft = view.draft();
    let bundle = bundle_stem(call, draft, state.now);
    let id = &loaded.draft.id;
    Sending {
        ways: ways(call, &view, id, &format!("{bundle}.zip")),
        too_large: mail_size(call, draft).map(|size| {
            let voice = call.hub.voice();
            format!("{} Make your files smaller, or ask {} how to send them.", size.says, voice.object())
        }),
        answers: answers(call, draft),
        files: loose_files(call, &view).into_iter().map(|file| sending_file(id, file)).collect(),
        backup: backup_stem(call, draft, state.now),
        bundle,
    }
}

/// The ways, each with exactly what goes that way.
fn ways(call: &Call, view: &View<'_>, id: &DraftId, bundle: &str) -> Vec<SendingWay> {
    let (draft, letters, loose) = (view.draft(), letters_to_attach(call, view), loose_files(call, view));
    let has_receivers = call.submission.ways.iter().any(|way| way.receiver().is_some());
    let item = |file: Attachment, way: &Way| {
        let is_own = |loose: &&LooseFile| way.parts().is_some() && loose.part.as_ref() == Some(&file.part);
        SendingItem {
            what: file.what.trim().trim_end_matches(':').to_owned(),
            file: if file.file.is_empty() { "no file name yet".to_owned() } else { file.file.clone() },
            downloads: loose.iter().filter(is_own).cloned().map(|loose| sending_file(id, loose)).collect(),
        }
    };
    let one = |way: &Way| {
        let items = way_files(call, draft, &letters, bundle, way).into_iter().map(|file| item(file, way));
        let email = email(call, draft, &letters, bundle, way).map(|email| {
            let address = email.mailto();
            (email, address)
        });
        SendingWay {
            receiver: match way.receiver() {
                Some(receiver) => receiver.to_owned(),
                None if has_receivers => call.hub.name.clone(),
                None => String::new(),
            },
            items: if way.parts().is_some() || email.is_some() { items.collect() } else { Vec::new() },
            email,
            way: way.clone(),
        }
    };
    call.submission.ways.iter().map(one).collect()
}

fn sending_file(id: &DraftId, file: LooseFile) -> SendingFile {
    let LooseFile { what, name, source, is_asked, .. } = file;
    let download = match source {
        LooseSource::Document(which) => Event::Job(JobEvent::Make(id.clone(), Making::Document(which))),
        LooseSource::Attached(file) => Event::Attachment(AttachmentEvent::Download(id.clone(), file)),
    };
    SendingFile { what, name, is_asked, download }
}

/// What each file holds of the draft that is open. Empty without a draft and its call.
pub fn holds_table(state: &State) -> Vec<HoldsCells> {
    let (Some(loaded), Some(file)) = (state.open_draft(), state.open_call().and_then(Load::ready)) else {
        return Vec::new();
    };
    let (call, draft): (&Call, &Draft) = (&file.call, &loaded.draft);
    let rows = HOLDS.iter().map(|row| HoldsCells {
        words: match row.part {
            Part::School => format!("Your {} and its people", draft.applicant(call).noun()),
            _ => row.words.to_owned(),
        },
        cells: Receiver::ALL.map(|receiver| HoldsCell {
            is_held: holds(call, draft, receiver, row.part),
            tick: row.rule(call, receiver).tick(),
        }),
    });
    rows.collect()
}

/// What of a point goes to the hub, as the person has ticked: to be said beside each where it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a question of its own")]
pub struct HubGets {
    /// Its evidence.
    pub evidence: bool,
    /// Its rating.
    pub ratings: bool,
    /// Its next step.
    pub next_steps: bool,
    /// The scale of its rating is the hub's own.
    pub hub_scale: bool,
    /// How sentences speak of the hub.
    pub voice: Voice,
}

/// What of the points of a draft goes to the hub.
pub fn hub_gets(call: &Call, draft: &Draft) -> HubGets {
    let gets = |part| holds(call, draft, Receiver::Hub, part);
    HubGets {
        evidence: gets(Part::Evidence),
        ratings: gets(Part::Ratings),
        next_steps: gets(Part::NextSteps),
        hub_scale: call.scale.by_hub,
        voice: call.hub.voice(),
    }
}

impl HubGets {
    /// What is said under evidence.
    pub fn evidence_words(self) -> String {
        let hub = self.voice.object();
        if self.evidence { format!("goes to {hub}") } else { format!("does not go to {hub}") }
    }

    /// What is said beside a rating.
    pub fn rating_words(self) -> String {
        match (self.hub_scale, self.ratings) {
            (true, _) if self.voice == Voice::Own => "We set this scale".to_owned(),
            (true, _) => format!("{} own scale", self.voice.opening_possessive()),
            (false, true) => format!("Goes to {}", self.voice.object()),
            (false, false) => "Stays with you and your leaders".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::app::testing::{FakeBrowser, NAME};
    use crate::app::{Document, DraftEvent};
    use crate::draft::{SendingField, Value};

    #[test]
    fn what_the_pages_show() {
        let (mut browser, tab, id) = FakeBrowser::with_draft();
        for (field, text) in [
            (NAME, "Larkfield"),
            ("letters/letter/prompts/vision/text", "Because music matters."),
            ("criteria/programme/hour/rating", "on-the-way"),
            ("criteria/programme/hour/evidence", "Every class sings"),
            ("criteria/programme/hour/next-step", "Train two teachers"),
        ] {
            browser.set(tab, &id, field, text);
        }
        browser.go(tab, &format!("#/draft/{id}/export"));
        let shown = sending(browser.state(tab));
        let letter = Document::LetterPdf("letter".to_owned());
        assert_eq!((shown.files[0].what.as_str(), shown.files[0].is_asked), ("Supporting letter", true));
        assert_eq!(shown.files[0].download, Event::Job(JobEvent::Make(id.clone(), Making::Document(letter))));
        let mail = &shown.ways[0].email.as_ref().unwrap().0;
        assert_eq!(mail.attach[0].what, "Supporting letter");
        assert_eq!(mail.attach.last().unwrap().what, "Application file");
        let copied = |sending: &Sending, text: &str| format!("{:?}", sending.answers).contains(text);
        assert!(copied(&shown, "Every class sings") && !copied(&shown, "Train two teachers"));

        let row = |state: &State, words: &str| {
            holds_table(state).into_iter().find(|row| row.words == words).unwrap().cells.map(|cell| cell.is_held)
        };
        assert_eq!(row(browser.state(tab), "Next steps"), [false, true, true]);
        assert_eq!(row(browser.state(tab), "Evidence"), [true, true, true]);
        let gets = |state: &State| {
            let (loaded, file) = (state.open_draft().unwrap(), state.open_call().and_then(Load::ready).unwrap());
            let gets = hub_gets(&file.call, &loaded.draft);
            ((gets.evidence, gets.ratings, gets.next_steps), (gets.evidence_words(), gets.rating_words()))
        };
        let words = |evidence: &str, rating: &str| (evidence.to_owned(), rating.to_owned());
        let usual = words("goes to the hub", "Stays with you and your leaders");
        assert_eq!(gets(browser.state(tab)), ((true, false, false), usual));
        for (leaf, value) in [(SendingField::Ratings, true), (SendingField::Evidence, false)] {
            let edit = DraftEvent::Edit(id.clone(), Field::Sending(leaf), Value::Flag(value));
            browser.send(tab, Event::Draft(edit));
        }
        assert_eq!(row(browser.state(tab), "Next steps"), [true, true, true]);
        assert_eq!(row(browser.state(tab), "Evidence"), [false, true, true]);
        let turned = words("does not go to the hub", "Goes to the hub");
        assert_eq!(gets(browser.state(tab)), ((false, true, true), turned));
        let shown = sending(browser.state(tab));
        assert!(!copied(&shown, "Every class sings") && copied(&shown, "Train two teachers"));
    }

    #[test]
    fn each_receiver_is_shown_with_what_goes_there() {
        let text = include_str!("../../../tests/fixtures/calls/rolling.json");
        let mut browser = FakeBrowser::new();
        let own = text.replace("\"id\": \"rolling\"", "\"id\": \"marsh-2027\"");
        browser.host.insert("calls/marsh-2027.json".to_owned(), own);
        let tab = browser.open("#/");
        let id = browser.begin(tab);
        for (field, text) in [(NAME, "Larkfield"), ("letters/head-letter/text", "We sing every day.")] {
            browser.set(tab, &id, field, text);
        }
        browser.go(tab, &format!("#/draft/{id}/send/hub"));
        let shown = sending(browser.state(tab)).ways;
        let lines: Vec<String> = shown
            .iter()
            .map(|way| {
                let items = way.items.iter().map(|item| {
                    let files: Vec<&str> = item.downloads.iter().map(|file| file.name.as_str()).collect();
                    format!("{} = {} [{}]", item.what, item.file, files.join(" "))
                });
                let to = way.email.as_ref().map_or("no email", |(email, _)| email.to.as_str());
                format!("{} ({to}): {}", way.receiver, items.collect::<Vec<_>>().join("; "))
            })
            .collect();
        let bundle = format!("{}.zip", sending(browser.state(tab)).bundle);
        assert_eq!(
            lines,
            [
                format!(
                    "Saltmere Music Service (beacons@saltmere.example): Letter from your headteacher = head-letter.pdf \
                     [head-letter.pdf head-letter.docx]; Application file = {bundle} []"
                ),
                "Seven Shores Music Consortium (no email): ".to_owned(),
                "Tidewrack Voices (safe@tidewrack.example): Safeguarding policy = no file name yet []".to_owned(),
                "Saltmere Music Service (no email): ".to_owned(),
            ]
        );
    }
}
