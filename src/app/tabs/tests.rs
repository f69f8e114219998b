//! Several tabs on one draft: each a [`State`], around a storage, locks and messages that take their time.
//!
//! What is random here is all that a browser leaves open: in which order tabs act, when a change in storage and a message
//! reach the others (in order from each tab, but late), who takes over when, and which tab sleeps.

use std::collections::{BTreeMap, VecDeque};

use proptest::prelude::*;

use super::super::tests::{call_id, call_text};
use super::super::*;
use crate::call::Timestamp;
use crate::draft::{Draft, Field, Value, read_draft, write_draft};

const FIELDS: [&str; 3] = ["school/name", "school/region", "letter/letter/opening"];

/// What is on its way to a tab.
#[derive(Debug, Clone)]
enum Mail {
    /// What was stored, and as the how manieth thing.
    Storage(String, String, u64),
    Said(String),
    Lost,
    Granted,
    Held,
    NoAnswer(u32),
}

struct Tab {
    state: State,
    /// What is on its way from each other tab, from the locks, and last from its own clock: in order from each of them.
    mail: Vec<VecDeque<Mail>>,
    /// Storage as this tab's process sees it.
    seen: BTreeMap<String, String>,
    /// How new that is: what was stored before it does not come back.
    newest: BTreeMap<String, u64>,
    asleep: bool,
}

struct Room {
    tabs: Vec<Tab>,
    /// Who holds the lock, who waits for it.
    holder: Option<usize>,
    queue: VecDeque<usize>,
    now: i64,
    stored: u64,
    /// Every text that was typed.
    typed: Vec<String>,
}

impl Room {
    /// So many tabs, one after another, open the same draft.
    fn of(count: usize, able: bool) -> Self {
        let mut room = Self {
            tabs: Vec::new(),
            holder: None,
            queue: VecDeque::new(),
            now: 1_795_341_600_000,
            stored: 0,
            typed: Vec::new(),
        };
        let draft = Draft::new(id(), call_id(), "2027", Timestamp(room.now));
        let stored = BTreeMap::from([(format!("{DRAFT_KEY}{}", id()), write_draft(&draft).unwrap())]);
        for tab in 0..count {
            let mail = vec![VecDeque::new(); count + 2];
            room.tabs.push(Tab {
                state: State::new(),
                mail,
                seen: stored.clone(),
                newest: BTreeMap::new(),
                asleep: false,
            });
            let stored = Ok(stored.clone().into_iter().collect());
            room.send(tab, Event::Started { hash: format!("#/draft/{}", id()), stored });
            room.send(tab, Event::CallCame(call_id(), Ok(call_text())));
            if able {
                room.send(tab, Event::Tabs(TabEvent::Able));
            }
        }
        room
    }

    fn send(&mut self, tab: usize, event: Event) {
        self.now += 1;
        let moment = Moment { now: Timestamp(self.now), chance: 7 };
        let effects = update(&mut self.tabs[tab].state, event, moment);
        for effect in effects {
            self.carry_out(tab, effect);
        }
    }

    fn post(&mut self, from: usize, mail: &Mail) {
        for (number, tab) in self.tabs.iter_mut().enumerate() {
            if number != from {
                tab.mail[from].push_back(mail.clone());
            }
        }
    }

    fn hear_locks(&mut self, to: usize, mail: Mail) {
        let locks = self.tabs[to].mail.len() - 2;
        self.tabs[to].mail[locks].push_back(mail);
    }

    fn carry_out(&mut self, tab: usize, effect: Effect) {
        match effect {
            Effect::Store { key, text } => {
                self.stored += 1;
                self.tabs[tab].seen.insert(key.clone(), text.clone());
                self.tabs[tab].newest.insert(key.clone(), self.stored);
                self.post(tab, &Mail::Storage(key.clone(), text, self.stored));
                self.send(tab, Event::Stored { key });
            }
            Effect::Tabs(effect) => self.between(tab, effect),
            _ => {}
        }
    }

    fn between(&mut self, tab: usize, effect: TabEffect) {
        match effect {
            TabEffect::Say(text) => self.post(tab, &Mail::Said(text)),
            TabEffect::Ask(_) if self.holder.is_none() => self.give(tab),
            TabEffect::Ask(_) => self.hear_locks(tab, Mail::Held),
            TabEffect::Queue(_) => {
                self.queue.push_back(tab);
                self.next();
            }
            TabEffect::Take(_) => {
                self.queue.retain(|waiting| *waiting != tab);
                if let Some(before) = self.holder.take().filter(|before| *before != tab) {
                    self.hear_locks(before, Mail::Lost);
                }
                self.give(tab);
            }
            TabEffect::Leave => {
                self.queue.retain(|waiting| *waiting != tab);
                if self.holder == Some(tab) {
                    self.holder = None;
                    self.next();
                }
            }
            TabEffect::Wait(_, wait) => self.tabs[tab].mail.last_mut().unwrap().push_back(Mail::NoAnswer(wait)),
            TabEffect::AskFirst(_, event) => {
                let free = self.holder.is_none();
                self.send(tab, Event::Tabs(if free { TabEvent::Free(event) } else { TabEvent::NotFree(event) }));
            }
        }
    }

    fn give(&mut self, tab: usize) {
        self.holder = Some(tab);
        self.hear_locks(tab, Mail::Granted);
    }

    fn next(&mut self) {
        if self.holder.is_none()
            && let Some(tab) = self.queue.pop_front()
        {
            self.give(tab);
        }
    }

    /// The next thing from one source reaches a tab, if there is any. Says whether.
    fn deliver(&mut self, tab: usize, from: usize) -> bool {
        if self.tabs[tab].asleep {
            return false;
        }
        let Some(mail) = self.tabs[tab].mail[from].pop_front() else { return false };
        match mail {
            Mail::Storage(key, text, number) => {
                let known = &mut self.tabs[tab];
                if known.newest.get(&key).is_none_or(|newest| *newest < number) {
                    known.seen.insert(key.clone(), text.clone());
                    known.newest.insert(key.clone(), number);
                }
                self.send(tab, Event::ChangedElsewhere { key, text: Some(text) });
            }
            Mail::Said(text) => self.send(tab, Event::Tabs(TabEvent::Heard(text))),
            Mail::Lost => self.send(tab, Event::Tabs(TabEvent::Lost(id()))),
            Mail::Held => self.send(tab, Event::Tabs(TabEvent::Held(id()))),
            Mail::NoAnswer(wait) => self.send(tab, Event::Tabs(TabEvent::NoAnswer(id(), wait))),
            Mail::Granted => {
                let kept = self.tabs[tab].seen.clone().into_iter().collect();
                self.send(tab, Event::Tabs(TabEvent::Granted(id(), kept)));
            }
        }
        true
    }

    /// Everything on its way arrives; nobody sleeps any more.
    fn settle(&mut self) {
        for tab in &mut self.tabs {
            tab.asleep = false;
        }
        let count = self.tabs.len();
        for _ in 0..10_000 {
            let mut any = false;
            for tab in 0..count {
                for from in 0..count + 2 {
                    any |= self.deliver(tab, from);
                }
            }
            if !any {
                return;
            }
        }
        panic!("tabs never come to rest");
    }

    /// Somebody types a word at the end of an answer, as it stands in this tab.
    fn types(&mut self, tab: usize, field: usize) {
        let word = format!("w{:04}", self.typed.len());
        let field = Field::parse(FIELDS[field]);
        let text = format!("{} {word}", self.draft(tab).text(&field));
        self.typed.push(word);
        self.send(tab, Event::Edited(id(), field, Value::Text(text)));
    }

    fn takes_over(&mut self, tab: usize) {
        self.send(tab, Event::Tabs(TabEvent::TakeOver));
    }

    fn draft(&self, tab: usize) -> &Draft {
        &self.tabs[tab].state.drafts[&id()].draft
    }

    /// The draft as a tab that is opened now would find it.
    fn found(&self, tab: usize) -> Draft {
        let mut draft = read_draft(&self.tabs[tab].seen[&format!("{DRAFT_KEY}{}", id())]).unwrap();
        if let Some(late) = self.tabs[tab].seen.get(&format!("{LATE_KEY}{}", id())) {
            draft.take_late(late).unwrap();
        }
        draft
    }

    /// Every word that was typed stands in the draft, or where `shown` in something that a tab shows; all tabs agree.
    fn check(&self, shown: bool) {
        let writers = self.tabs.iter().filter(|tab| tab.state.tabs.turn == Turn::Writing).count();
        assert_eq!(writers, 1, "one tab writes");
        let writer = self.tabs.iter().position(|tab| tab.state.tabs.turn == Turn::Writing).unwrap();
        let said = |draft: &Draft| FIELDS.map(|field| draft.text(&Field::parse(field)).to_owned()).join("\n");
        let mut all = said(self.draft(writer));
        for tab in 0..self.tabs.len() {
            assert_eq!(said(self.draft(tab)), all, "tab {tab} shows what is written");
        }
        assert_eq!(said(&self.found(writer)), all, "and it is in storage");
        if shown {
            let notices = self.tabs.iter().flat_map(|tab| &tab.state.tabs.gave_way);
            all.extend(notices.map(|one| one.value.words()));
        } else {
            for (number, tab) in self.tabs.iter().enumerate() {
                assert_eq!(tab.state.tabs.gave_way, [], "nothing had to give way in tab {number}:\n{all}");
            }
        }
        for word in &self.typed {
            assert!(all.contains(word.as_str()), "{word} is lost:\n{all}");
        }
    }
}

fn id() -> DraftId {
    DraftId::new("a1").unwrap()
}

#[test]
fn the_second_tab_reads_along_and_takes_over() {
    let mut room = Room::of(2, true);
    room.settle();
    assert_eq!(room.tabs[0].state.tabs.turn, Turn::Writing);
    assert!(room.tabs[1].state.reads_only());
    room.types(0, 0);
    room.types(0, 0);
    room.settle();
    assert_eq!(room.draft(1), room.draft(0));

    room.takes_over(1);
    assert!(room.tabs[1].state.tabs.taking);
    room.settle();
    assert_eq!(room.tabs[1].state.tabs.turn, Turn::Writing);
    assert_eq!(room.tabs[1].state.tabs.moved, Moved::Here);
    assert!(room.tabs[0].state.reads_only());
    assert_eq!(room.tabs[0].state.tabs.moved, Moved::Away);
    room.types(1, 0);
    room.settle();
    room.check(false);
}

#[test]
fn what_was_typed_a_moment_before_goes_with_the_hand_over() {
    let mut room = Room::of(2, true);
    room.settle();
    room.takes_over(1);
    // Not a word of this has reached the other tab by way of storage when it begins to write.
    room.types(0, 0);
    room.tabs[1].mail[0].clear();
    assert!(room.deliver(0, 1));
    let copy = room.tabs[1].mail[0].iter().find(|mail| matches!(mail, Mail::Said(_))).cloned().unwrap();
    room.tabs[1].mail[0] = VecDeque::from([copy]);
    room.settle();
    room.types(1, 0);
    room.settle();
    room.check(false);
}

#[test]
fn a_tab_that_sleeps_loses_the_lock_and_no_word() {
    let mut room = Room::of(2, true);
    room.settle();
    room.types(0, 0);
    room.settle();
    room.tabs[0].asleep = true;
    room.takes_over(1);
    room.settle_awake();
    assert_eq!(room.tabs[1].state.tabs.turn, Turn::Writing);
    room.types(1, 0);
    room.types(1, 1);
    // It wakes, and somebody types before it has heard anything.
    room.tabs[0].asleep = false;
    room.types(0, 0);
    room.types(0, 2);
    room.settle();
    room.check(true);
    let shown: Vec<_> = room.tabs.iter().flat_map(|tab| &tab.state.tabs.gave_way).collect();
    assert!(!shown.is_empty(), "both texts of the same answer are there to be read");
    assert!(room.tabs[0].state.reads_only());
}

#[test]
fn a_keystroke_out_of_turn_reaches_the_draft() {
    let mut room = Room::of(2, true);
    room.settle();
    room.types(0, 0);
    room.settle();
    room.types(1, 1);
    room.types(0, 0);
    room.settle();
    room.check(false);
    assert_eq!(room.tabs[0].state.tabs.turn, Turn::Writing);
    assert!(room.tabs[1].state.tabs.unseen.is_empty(), "it is known to have arrived");
}

#[test]
fn whoever_waits_writes_when_the_page_is_left() {
    let mut room = Room::of(3, true);
    room.settle();
    room.types(0, 0);
    room.send(0, Event::Navigated { hash: "#/".to_owned() });
    room.settle();
    assert_eq!(room.tabs[1].state.tabs.turn, Turn::Writing);
    assert!(room.tabs[2].state.reads_only());
    room.types(1, 0);
    room.settle();
    room.check(false);
}

#[test]
fn what_another_tab_writes_is_not_deleted_renamed_or_replaced_here() {
    let mut room = Room::of(2, true);
    room.settle();
    room.send(1, Event::Navigated { hash: "#/".to_owned() });
    for event in [Event::Delete(id()), Event::Renamed(id(), "Mine".to_owned())] {
        room.send(1, event);
        room.settle();
        let notice = room.tabs[1].state.notice.take().unwrap();
        assert!(!notice.good && notice.text.contains("another tab"), "{}", notice.text);
        assert_eq!(room.draft(1).name, "");
    }
    // Once it is let go of there, it is done.
    room.send(0, Event::Navigated { hash: "#/".to_owned() });
    room.send(1, Event::Renamed(id(), "Mine".to_owned()));
    assert_eq!(room.draft(1).name, "Mine");
    room.settle();
    assert_eq!(room.draft(0).name, "Mine");
    room.send(1, Event::Delete(id()));
    assert!(!room.tabs[1].state.drafts.contains_key(&id()));
}

#[test]
fn a_draft_that_is_deleted_elsewhere_stays_in_view_and_can_be_kept() {
    for able in [false, true] {
        let mut room = Room::of(1, able);
        room.settle();
        room.types(0, 0);
        let key = format!("{DRAFT_KEY}{}", id());
        room.send(0, Event::ChangedElsewhere { key: key.clone(), text: None });
        assert_eq!(room.tabs[0].state.tabs.gone, Some(id()));
        room.tabs[0].seen.clear();
        room.types(0, 0);
        assert!(room.tabs[0].seen.contains_key(&key), "a further word keeps it, whole");
        assert_eq!(room.tabs[0].state.tabs.gone, None);
        room.send(0, Event::ChangedElsewhere { key: key.clone(), text: None });
        room.tabs[0].seen.clear();
        room.send(0, Event::SaveAgain);
        assert!(room.tabs[0].seen.contains_key(&key));
        assert_eq!(room.tabs[0].state.tabs.gone, None);
    }
}

#[test]
fn without_locks_each_tab_writes_and_answers_are_joined() {
    let mut room = Room::of(2, false);
    room.types(0, 0);
    room.types(1, 1);
    room.types(0, 0);
    room.settle();
    assert_eq!(room.draft(0).answers, room.draft(1).answers);
    assert_eq!(room.draft(0).answers.len(), 2);
    assert_eq!(room.found(0).answers, room.draft(0).answers);
}

#[test]
fn what_is_said_by_others_is_passed_over() {
    let mut room = Room::of(2, true);
    room.settle();
    let before = room.draft(0).clone();
    for text in [
        "",
        "please",
        "please A b",
        "copy",
        "copy {",
        "hello",
        "please b2",
        "please a1",
        "please a1 x",
        "yours {",
        "yours 5 {",
    ] {
        room.send(0, Event::Tabs(TabEvent::Heard(text.to_owned())));
    }
    assert_eq!(room.draft(0), &before);
    assert_eq!(room.tabs[0].state.tabs.turn, Turn::Writing);
}

impl Room {
    /// Everything on its way to those who are awake arrives.
    fn settle_awake(&mut self) {
        let count = self.tabs.len();
        while (0..count).any(|tab| (0..count + 2).any(|from| self.deliver(tab, from))) {}
    }
}

/// What may happen next.
#[derive(Debug, Clone)]
enum Step {
    /// Somebody types where it can be written.
    Types(usize),
    /// Somebody types in this tab, whatever it is.
    TypesIn(usize, usize),
    /// One takes over, and waits until it may write.
    Takes(usize),
    /// One takes over while everything else goes on.
    Grabs(usize),
    /// Something arrives.
    Arrives(usize, usize),
    /// Something arrives from another tab or from the locks.
    Hears(usize, usize),
    Sleeps(usize),
    Wakes(usize),
}

fn calm() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => (0..3usize).prop_map(Step::Types),
        1 => (0..5usize).prop_map(Step::Takes),
        6 => (0..5usize, 0..6usize).prop_map(|(tab, from)| Step::Hears(tab, from)),
    ]
}

fn wild() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0..3usize).prop_map(Step::Types),
        2 => (0..5usize, 0..3usize).prop_map(|(tab, field)| Step::TypesIn(tab, field)),
        2 => (0..5usize).prop_map(Step::Grabs),
        8 => (0..5usize, 0..7usize).prop_map(|(tab, from)| Step::Arrives(tab, from)),
        1 => (0..5usize).prop_map(Step::Sleeps),
        1 => (0..5usize).prop_map(Step::Wakes),
    ]
}

fn act(room: &mut Room, step: &Step) {
    let count = room.tabs.len();
    match *step {
        Step::Types(field) => {
            let may = |tab: &Tab| !tab.asleep && tab.state.tabs.turn == Turn::Writing;
            if let Some(tab) = room.tabs.iter().position(may) {
                room.types(tab, field);
            }
        }
        Step::TypesIn(tab, field) => {
            room.tabs[tab % count].asleep = false;
            room.types(tab % count, field);
        }
        Step::Takes(tab) => {
            room.takes_over(tab % count);
            // Nobody types meanwhile, and messages arrive before time is up; storage need not.
            for _ in 0..1000 {
                if room.tabs[tab % count].state.tabs.turn == Turn::Writing {
                    break;
                }
                for at in 0..count {
                    for from in 0..=count {
                        room.deliver(at, from);
                    }
                }
            }
        }
        Step::Grabs(tab) => room.takes_over(tab % count),
        Step::Arrives(tab, from) => drop(room.deliver(tab % count, from % (count + 2))),
        // Its own clock is not among these: there is time for an answer.
        Step::Hears(tab, from) => drop(room.deliver(tab % count, from % (count + 1))),
        Step::Sleeps(tab) => room.tabs[tab % count].asleep = true,
        Step::Wakes(tab) => room.tabs[tab % count].asleep = false,
    }
}

/// After all steps every word is in the draft; or, where tabs may sleep, in the draft or shown.
fn all_is_there(count: usize, steps: &[Step], or_shown: bool) {
    let mut room = Room::of(count, true);
    room.settle();
    for step in steps {
        act(&mut room, step);
    }
    room.settle();
    room.check(or_shown);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, max_shrink_iters: 300, ..ProptestConfig::default() })]

    /// Tabs that are awake: every word is in the draft.
    #[test]
    fn nothing_is_lost_between_tabs(count in 2..6usize, steps in prop::collection::vec(calm(), 1..120)) {
        all_is_there(count, &steps, false);
    }

    /// Tabs that fall asleep, grab the draft from each other and are typed into out of turn: every word is in the draft,
    /// or is shown.
    #[test]
    fn nothing_is_lost_between_tabs_that_sleep(count in 2..6usize, steps in prop::collection::vec(wild(), 1..120)) {
        all_is_there(count, &steps, true);
    }
}

mod turns;
