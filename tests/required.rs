//! "Ready" is never said while something that the call file requires is missing: calls of many shapes, drafts of many
//! kinds, 10,000 of them.
//!
//! What is required is read from the call file here, and not asked of the rules.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "tests stop where they fail")]

use upbeat::call::{
    AnswerKind, Branch, BranchId, Call, Cluster, Comment, Condition, Criterion, Document, Letter, LetterKind, Level,
    LevelId, Limit, Lot, LotId, Lots, Minimum, Need, OtherDocument, Point, PointRule, ProfilePart, Prompt, SettingKind,
    Standing, Strength, Timestamp, Way, When, read_call, read_call_as_written,
};
use upbeat::draft::{
    Applies, DocumentField, Draft, FIXTURE_TIME, Field, LetterField, PersonField, PointField, Profile, PromptField,
    SchoolField, Value, applies, asked_again, evidence_pieces, files_at, fullest, generated,
};
use upbeat::readiness::{Overall, Readiness, assess};

mod call_files;

const SESSIONS: u64 = 10_000;

/// Numbers that look random and come from a seed.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most.max(1)
    }

    fn one_in(&mut self, chance: usize) -> bool {
        self.below(chance) == 0
    }
}

fn calls() -> Vec<Call> {
    call_files::texts().iter().map(|text| read_call_as_written(text).unwrap()).collect()
}

/// One of three strengths that a call may give.
fn strength(numbers: &mut Numbers) -> Strength {
    [Strength::Must, Strength::Should, Strength::May][numbers.below(3)]
}

/// A way of answering a question that is not a text.
fn answer_kind(numbers: &mut Numbers) -> AnswerKind {
    let bound = |numbers: &mut Numbers| {
        let bound = u32::try_from(numbers.below(400)).unwrap();
        Some(bound).filter(|_| numbers.one_in(2))
    };
    match numbers.below(4) {
        0 => {
            let comments = [Comment::None, Comment::Optional, Comment::Required, Comment::IfYes, Comment::IfNo];
            AnswerKind::YesNo { comment: comments[numbers.below(5)] }
        }
        1 => AnswerKind::Number { unit: None, minimum: bound(numbers), maximum: bound(numbers) },
        2 => AnswerKind::Money { exactly: bound(numbers), maximum: bound(numbers) },
        _ => AnswerKind::FileOrText { files: Vec::new() },
    }
}

/// A call like the one given, with another shape: what a hub may well write.
fn reshaped(mut call: Call, numbers: &mut Numbers) -> Call {
    for letter in &mut call.letters {
        if numbers.one_in(3) {
            letter.prompts.clear();
        }
        if numbers.one_in(4) {
            letter.kind = if letter.kind == LetterKind::Letter { LetterKind::Answers } else { LetterKind::Letter };
        }
        if numbers.one_in(3) {
            letter.strength = strength(numbers);
        }
        if numbers.one_in(3) {
            letter.when.clear();
        }
        if numbers.one_in(20) {
            letter.limit = Some(Limit { not_known: true, ..Limit::default() });
        }
        for prompt in &mut letter.prompts {
            if numbers.one_in(4) {
                prompt.answer = Some(answer_kind(numbers));
            }
        }
    }
    for document in &mut call.documents {
        if numbers.one_in(3) {
            document.need = [Need::Required, Need::IfApplicable, Need::Optional][numbers.below(3)];
        }
    }
    for person in &mut call.people {
        if numbers.one_in(3) {
            person.required = numbers.one_in(2);
        }
        if numbers.one_in(4) {
            person.contact = !person.contact;
        }
    }
    for declaration in &mut call.declarations {
        declaration.required = !numbers.one_in(4);
        declaration.after_sending = numbers.one_in(5);
    }
    for date in &mut call.dates {
        if let When::Slots { all, choose, .. } | When::Days { all, choose, .. } = &mut date.when
            && numbers.one_in(3)
        {
            (*all, *choose) = (false, true);
        }
    }
    for criterion in &mut call.criteria {
        if numbers.one_in(12) {
            set_elsewhere(criterion);
        }
        for point in &mut criterion.points {
            if numbers.one_in(4) {
                point.strength = strength(numbers);
            }
            if numbers.one_in(10) && point.rule.is_none() {
                set_gate(point, numbers);
            }
        }
    }
    if numbers.one_in(4) {
        set_lots(&mut call, numbers);
    }
    if numbers.one_in(4) {
        let minimum = u32::try_from(numbers.below(4)).unwrap();
        let (role, email) = (numbers.one_in(2), numbers.one_in(2));
        let name = "Crew".to_owned();
        let (statements, when) = (Vec::new(), Vec::new());
        call.cluster = Some(Cluster { name, statements, minimum, maximum: None, role, email, when });
    }
    if numbers.one_in(6) {
        call.scale.steps.clear();
    }
    if numbers.one_in(8) {
        call.criteria.clear();
    }
    if let Some(focus) = call.focus.as_mut().filter(|_| numbers.one_in(2)) {
        focus.minimum = 1;
    }
    // As a page reads it.
    read_call(&serde_json::to_string(&call).unwrap()).unwrap()
}

/// Lots on which letters, documents and points depend.
fn set_lots(call: &mut Call, numbers: &mut Numbers) {
    let ids = ["lot-one", "lot-two", "lot-three"].map(|id| LotId::new(id).unwrap());
    let lot = |id: &LotId| Lot { id: id.clone(), name: id.to_string(), statements: Vec::new() };
    let minimum = u32::try_from(numbers.below(3)).unwrap();
    let maximum = Some(minimum.max(1)).filter(|_| numbers.one_in(2));
    let choices = ids.iter().map(lot).collect();
    let name = "Lots".to_owned();
    call.lots = Some(Lots { name, statements: Vec::new(), minimum, maximum, choices });
    let mut depends = |when: &mut Vec<Condition>| {
        when.retain(|condition| !matches!(condition, Condition::Lot(_)));
        if numbers.one_in(2) {
            when.push(Condition::Lot(vec![ids[numbers.below(3)].clone()]));
        }
    };
    call.letters.iter_mut().for_each(|letter| depends(&mut letter.when));
    call.letters.iter_mut().flat_map(|letter| &mut letter.prompts).for_each(|prompt| depends(&mut prompt.when));
    call.documents.iter_mut().for_each(|document| depends(&mut document.when));
    call.duties.iter_mut().for_each(|duty| depends(&mut duty.when));
    call.criteria.iter_mut().for_each(|criterion| depends(&mut criterion.when));
    call.criteria.iter_mut().flat_map(|criterion| &mut criterion.points).for_each(|point| depends(&mut point.when));
}

fn set_elsewhere(criterion: &mut Criterion) {
    criterion.points.clear();
    criterion.elsewhere = Some(OtherDocument { name: "Quality handbook".to_owned(), url: None });
}

/// Everything answered but a few things; sometimes anything.
fn draft(call: &Call, seed: u64, numbers: &mut Numbers) -> Draft {
    if numbers.one_in(8) {
        return generated(seed, call);
    }
    let mut draft = fullest(call);
    if numbers.one_in(4) {
        for person in &call.people {
            draft.set(Field::Person(person.id.clone(), PersonField::SameAs), Value::Flag(true), FIXTURE_TIME);
        }
    }
    if numbers.one_in(6) {
        // Texts far over their limits.
        for field in draft.answers.keys().cloned().collect::<Vec<_>>() {
            if matches!(field, Field::Prompt(_, _, PromptField::Text)) && numbers.one_in(4) {
                draft.set(field, Value::Text("sing ".repeat(3_000)), FIXTURE_TIME);
            }
        }
    }
    let fields: Vec<Field> = draft.answers.keys().cloned().collect();
    for _ in 0..numbers.below(3) {
        let field = fields[numbers.below(fields.len())].clone();
        let value = match draft.value(&field) {
            Some(Value::Flag(flag)) if numbers.one_in(2) => Value::Flag(!flag),
            Some(Value::Text(_)) if numbers.one_in(2) => "  ".into(),
            _ => {
                draft.answers.remove(&field);
                continue;
            }
        };
        draft.set(field, value, FIXTURE_TIME);
    }
    draft
}

/// What the call file requires of this school for sure and the draft lacks.
fn missing(call: &Call, draft: &Draft) -> Vec<String> {
    let profile = Profile::of(call, draft);
    let is_asked = |when: &[Condition]| matches!(applies(call, when, &profile), Applies::Yes);
    let is_blank = |field: &Field| draft.text(field).trim().is_empty();
    let mut all: Vec<Field> = Vec::new();
    for leaf in [SchoolField::Name, SchoolField::Setting] {
        all.extend(Some(Field::School(leaf)).filter(is_blank));
    }
    let needed = |strength: Strength| matches!(strength, Strength::Must | Strength::Should);
    for letter in call.letters.iter().filter(|letter| needed(letter.strength) && is_asked(&letter.when)) {
        all.extend(missing_of_letter(letter, draft, &is_asked, &is_blank));
    }
    for document in call.documents.iter().filter(|own| own.need == Need::Required && is_asked(&own.when)) {
        let at = |leaf| Field::Document(document.id.clone(), leaf);
        let is_given = !is_blank(&at(DocumentField::Name))
            || !is_blank(&at(DocumentField::Link))
            || !files_at(draft, &at(DocumentField::Files)).is_empty();
        all.extend((!is_given || draft.text(&at(DocumentField::State)) != "ready").then(|| at(DocumentField::State)));
    }
    for own in call.declarations.iter().filter(|own| own.required && !own.after_sending && is_asked(&own.when)) {
        let field = Field::Declaration(own.id.clone());
        all.extend(Some(field).filter(|field| draft.flag(field) != Some(true)));
    }
    for duty in call.duties.iter().filter(|duty| is_asked(&duty.when)) {
        let field = Field::Duty(duty.id.clone());
        all.extend(Some(field).filter(|field| draft.flag(field).is_none()));
    }
    for date in call.own_dates().filter(|date| !date.when.choices().is_empty()) {
        let field = Field::OwnDate(date.id.clone());
        let is_over = date.when.over(FIXTURE_TIME) == Some(true);
        let is_one = date.when.choices().iter().any(|(written, _)| written == draft.text(&field));
        all.extend((!is_over && !is_one).then_some(field));
    }
    all.extend(call.criteria.iter().flat_map(|criterion| missing_of_gates(call, criterion, draft, &is_asked)));
    for criterion in &call.criteria {
        let must = criterion.points.iter().filter(|point| point.strength == Strength::Must && is_asked(&point.when));
        for point in must.filter(|point| point.rule.is_none()) {
            let at = |leaf| Field::Point(criterion.id.clone(), point.id.clone(), leaf);
            let rating = call.rating(draft.text(&at(PointField::Rating)));
            if call.rates(point) && rating.is_none() {
                all.push(at(PointField::Rating));
            }
            let is_met = rating.is_some_and(|step| step.means == Standing::Met);
            all.extend((is_met && !has_evidence(call, draft, criterion, point)).then(|| at(PointField::Evidence)));
        }
    }
    all.extend(missing_of_people(call, draft, &is_asked));
    all.extend(too_long(call, draft));
    all.extend(missing_of_lots_and_cluster(call, draft, &is_asked));
    let is_trust = profile.setting.is_some_and(|setting| setting.kind == SettingKind::Trust);
    let lead = call.profile.iter().any(|ask| ask.ask == ProfilePart::LeadSchool && ask.required);
    all.extend(Some(Field::School(SchoolField::LeadSchool)).filter(|field| is_trust && lead && is_blank(field)));
    if let Some(focus) = &call.focus {
        let setting = profile.setting.map(|setting| &setting.id);
        let is_offered = focus.areas.iter().any(|area| area.is_offered_to(setting));
        let chosen = draft.list(&Field::FocusChosen).len();
        let least = usize::try_from(focus.minimum).unwrap();
        all.extend((is_offered && setting.is_some() && chosen < least).then_some(Field::FocusChosen));
    }
    all.iter().map(ToString::to_string).collect()
}

/// Whether any evidence of a point goes to the hub.
fn has_evidence(call: &Call, draft: &Draft, criterion: &Criterion, point: &Point) -> bool {
    let profile = Profile::of(call, draft);
    let is_open = |when: &[Condition]| !matches!(applies(call, when, &profile), Applies::No { .. });
    let is_written = |field: Field| !draft.text(&field).trim().is_empty();
    let at = |leaf| Field::Point(criterion.id.clone(), point.id.clone(), leaf);
    let shown_in = draft.list(&at(PointField::ShownIn));
    let in_letter = |letter: &&Letter| {
        let own = |leaf| Field::Letter(letter.id.clone(), leaf);
        let is_attached = draft.flag(&own(LetterField::Attached)) == Some(true);
        let texts = [LetterField::Opening, LetterField::Text, LetterField::Closing, LetterField::Support].map(own);
        let prompts = letter.prompts.iter().filter(|prompt| is_open(&prompt.when));
        let has_prompts = prompts.into_iter().any(|prompt| {
            [PromptField::Text, PromptField::Choice, PromptField::Lines, PromptField::Files]
                .into_iter()
                .any(|leaf| draft.answered(&Field::Prompt(letter.id.clone(), prompt.id.clone(), leaf)))
        });
        let is_there = if is_attached && letter.kind == LetterKind::Letter {
            !files_at(draft, &own(LetterField::Files)).is_empty()
        } else {
            has_prompts || texts.into_iter().any(is_written)
        };
        shown_in.contains(&format!("letters/{}", letter.id)) && is_open(&letter.when) && is_there
    };
    let in_document = |document: &&Document| {
        let own = |leaf| Field::Document(document.id.clone(), leaf);
        let is_meant =
            shown_in.contains(&format!("documents/{}", document.id)) || point.document.as_ref() == Some(&document.id);
        is_meant
            && is_open(&document.when)
            && [DocumentField::Name, DocumentField::Link, DocumentField::Files]
                .into_iter()
                .any(|leaf| draft.answered(&own(leaf)))
    };
    [PointField::Evidence, PointField::Links, PointField::Files].into_iter().any(|leaf| draft.answered(&at(leaf)))
        || call.letters.iter().any(|letter| in_letter(&letter))
        || call.documents.iter().any(|document| in_document(&document))
}

/// People whom the hub requires: a name, and an e-mail address where it wants to reach them.
fn missing_of_people(call: &Call, draft: &Draft, is_asked: &impl Fn(&[Condition]) -> bool) -> Vec<Field> {
    let profile = Profile::of(call, draft);
    let mut all = Vec::new();
    for person in call.people.iter().filter(|person| person.required && is_asked(&person.when)) {
        let same = Field::Person(person.id.clone(), PersonField::SameAs);
        let first = call.people.iter().find(|other| other.contact);
        let other = first.filter(|other| {
            person.contact
                && other.id != person.id
                && draft.flag(&same) == Some(true)
                && !matches!(applies(call, &other.when, &profile), Applies::No { .. })
        });
        let meant = other.unwrap_or(person);
        let at = |leaf| Field::Person(meant.id.clone(), leaf);
        all.extend(Some(at(PersonField::Name)).filter(|field| draft.text(field).trim().is_empty()));
        let email = Some(at(PersonField::Email)).filter(|_| person.contact);
        all.extend(email.filter(|field| draft.text(field).trim().is_empty()));
    }
    all
}

/// Letters over a firm limit of words: what stands in them counts, whoever it is asked of for sure.
fn too_long(call: &Call, draft: &Draft) -> Vec<Field> {
    let profile = Profile::of(call, draft);
    let is_open = |when: &[Condition]| !matches!(applies(call, when, &profile), Applies::No { .. });
    let words = |field: &Field| draft.text(field).split_whitespace().count();
    let mut all = Vec::new();
    let needed = |strength: Strength| matches!(strength, Strength::Must | Strength::Should);
    for letter in call.letters.iter().filter(|letter| needed(letter.strength) && is_open(&letter.when)) {
        let at = |leaf| Field::Letter(letter.id.clone(), leaf);
        if letter.kind == LetterKind::Letter && draft.flag(&at(LetterField::Attached)) == Some(true) {
            continue;
        }
        let prompts = || {
            let is_text = |prompt: &&Prompt| matches!(prompt.answer, None | Some(AnswerKind::FileOrText { .. }));
            letter.prompts.iter().filter(|prompt| is_open(&prompt.when)).filter(is_text)
        };
        let text = |prompt: &Prompt| Field::Prompt(letter.id.clone(), prompt.id.clone(), PromptField::Text);
        let firm = |limit: Option<Limit>| limit.filter(|limit| !limit.approximate).and_then(|limit| limit.words);
        let total: usize = prompts().map(|prompt| words(&text(prompt))).sum();
        let is_over = |most: u32, words: usize| words > usize::try_from(most).unwrap();
        // Less than what stands in it is surely too long.
        all.extend(firm(letter.limit).filter(|most| is_over(*most, total)).map(|_| at(LetterField::Text)));
        let written = prompts().filter(|prompt| prompt.answer.is_none());
        all.extend(
            written
                .filter(|prompt| firm(prompt.limit).is_some_and(|most| is_over(most, words(&text(prompt)))))
                .map(text),
        );
    }
    all
}

/// Points that the hub requires, judged by a number, a level or branches: what was answered does not satisfy them.
fn missing_of_gates(
    call: &Call,
    criterion: &Criterion,
    draft: &Draft,
    is_asked: &impl Fn(&[Condition]) -> bool,
) -> Vec<Field> {
    let mut all = Vec::new();
    let must = criterion.points.iter().filter(|point| point.strength == Strength::Must && is_asked(&point.when));
    for point in must {
        let at = |leaf| Field::Point(criterion.id.clone(), point.id.clone(), leaf);
        let ticked = draft.list(&at(PointField::Branches));
        let is_ticked = |id: &BranchId| ticked.iter().any(|own| own == id.as_str());
        let alone = point.branches.iter().map(|branch| vec![branch.id.clone()]);
        let ways = alone.filter(|way| !point.needed_together.iter().any(|group| group.contains(&way[0])));
        let instead = ways.chain(point.needed_together.iter().cloned()).any(|way| way.iter().all(is_ticked))
            && evidence_pieces(call, draft, &criterion.id, point) > 0;
        let (fits, leaf) = match &point.rule {
            Some(PointRule::Number { minimums, .. }) => {
                let number = draft.text(&at(PointField::Number)).trim().parse::<f64>().ok();
                let least = minimums.iter().filter(|minimum| is_asked(&minimum.when)).map(|minimum| minimum.at_least);
                (
                    number.is_some_and(|number| least.max().is_none_or(|least| number >= f64::from(least))),
                    PointField::Number,
                )
            }
            Some(PointRule::Level { levels, at_least, .. }) => {
                let held = draft.text(&at(PointField::Level)).trim();
                let enough = levels.iter().skip_while(|level| level.id != *at_least);
                (enough.into_iter().any(|level| level.id.as_str() == held), PointField::Level)
            }
            Some(PointRule::Branches) => (false, PointField::Branches),
            None | Some(PointRule::OfstedOverall { .. }) => continue,
        };
        all.extend((!fits && !instead).then(|| at(leaf)));
    }
    all
}

/// A point that is judged by an answer of its own, in one of three ways.
fn set_gate(point: &mut Point, numbers: &mut Numbers) {
    let branch = |id: &str| Branch { id: BranchId::new(id).unwrap(), quote: point.quote.clone() };
    let branches = ["one", "two", "three"].map(branch);
    let level = |id: &str| Level { id: LevelId::new(id).unwrap(), name: id.to_owned() };
    let question = "What do you have?".to_owned();
    point.document = None;
    point.branches = branches.to_vec();
    point.needed_together =
        if numbers.one_in(2) { vec![branches.iter().skip(1).map(|b| b.id.clone()).collect()] } else { Vec::new() };
    point.rule = Some(match numbers.below(3) {
        0 => {
            let at_least = u32::try_from(numbers.below(40)).unwrap();
            PointRule::Number { question, unit: None, minimums: vec![Minimum { at_least, when: Vec::new() }] }
        }
        1 => {
            let levels = ["low", "middle", "high"].map(level).to_vec();
            PointRule::Level { question, at_least: levels[numbers.below(3)].id.clone(), levels }
        }
        _ => PointRule::Branches,
    });
    if point.rule != Some(PointRule::Branches) && numbers.one_in(2) {
        (point.branches, point.needed_together) = (Vec::new(), Vec::new());
    }
}

/// Lots that are to be chosen, and schools that are to be named.
fn missing_of_lots_and_cluster(call: &Call, draft: &Draft, is_asked: &impl Fn(&[Condition]) -> bool) -> Vec<Field> {
    let mut all = Vec::new();
    let number = |number: u32| usize::try_from(number).unwrap();
    if let Some(lots) = &call.lots {
        let listed = draft.list(&Field::LotsChosen);
        let chosen = lots.choices.iter().filter(|lot| listed.iter().any(|id| id == lot.id.as_str())).count();
        let fits = chosen >= number(lots.minimum) && lots.maximum.is_none_or(|most| chosen <= number(most));
        all.extend((!fits).then_some(Field::LotsChosen));
    }
    if let Some(cluster) = call.cluster.as_ref().filter(|cluster| is_asked(&cluster.when)) {
        let rows: Vec<Vec<&str>> =
            draft.list(&Field::Cluster).iter().map(|row| row.split('\t').collect::<Vec<_>>()).collect();
        let has = |row: &Vec<&str>, at: usize| row.get(at).is_some_and(|cell| !cell.trim().is_empty());
        let wanted = [(true, 0), (true, 1), (cluster.role, 2), (cluster.email, 3)];
        let whole = rows.iter().filter(|row| wanted.iter().all(|(asked, at)| !asked || has(row, *at))).count();
        all.extend((whole < number(cluster.minimum)).then_some(Field::Cluster));
    }
    all
}

fn missing_of_letter(
    letter: &Letter,
    draft: &Draft,
    is_asked: &impl Fn(&[Condition]) -> bool,
    is_blank: &impl Fn(&Field) -> bool,
) -> Vec<Field> {
    let at = |leaf| Field::Letter(letter.id.clone(), leaf);
    if letter.kind == LetterKind::Letter && draft.flag(&at(LetterField::Attached)) == Some(true) {
        let files = at(LetterField::Files);
        return Some(files).filter(|files| files_at(draft, files).is_empty()).into_iter().collect();
    }
    if letter.prompts.is_empty() {
        return Some(at(LetterField::Text)).filter(is_blank).into_iter().collect();
    }
    let prompts = letter.prompts.iter().filter(|prompt| is_asked(&prompt.when));
    prompts.filter_map(|prompt| missing_of_prompt(letter, prompt, draft, is_blank)).collect()
}

/// What a question lacks, in whichever way it is answered.
fn missing_of_prompt(
    letter: &Letter,
    prompt: &Prompt,
    draft: &Draft,
    is_blank: &impl Fn(&Field) -> bool,
) -> Option<Field> {
    let at = |leaf| Field::Prompt(letter.id.clone(), prompt.id.clone(), leaf);
    let text = at(PromptField::Text);
    let number = |text: &str| text.trim().parse::<f64>().ok();
    match &prompt.answer {
        None => Some(text).filter(is_blank),
        Some(AnswerKind::YesNo { comment }) => match draft.flag(&at(PromptField::Choice)) {
            None => Some(at(PromptField::Choice)),
            Some(yes) => {
                let is_needed = match comment {
                    Comment::None | Comment::Optional => false,
                    Comment::Required => true,
                    Comment::IfYes => yes,
                    Comment::IfNo => !yes,
                };
                Some(text).filter(|text| is_needed && is_blank(text))
            }
        },
        Some(AnswerKind::Number { minimum, maximum, .. }) => {
            let fits = number(draft.text(&text)).is_some_and(|number| {
                minimum.is_none_or(|least| number >= f64::from(least))
                    && maximum.is_none_or(|most| number <= f64::from(most))
            });
            Some(text).filter(|_| !fits)
        }
        Some(AnswerKind::Money { exactly, maximum }) => {
            let lines = draft.list(&at(PromptField::Lines)).iter().filter(|line| !line.trim().is_empty());
            let amounts: Vec<Option<f64>> = lines.map(|line| number(line.split_once('\t')?.1)).collect();
            let total: f64 = amounts.iter().flatten().sum();
            let fits = !amounts.is_empty()
                && amounts.iter().all(Option::is_some)
                && exactly.is_none_or(|exactly| (total - f64::from(exactly)).abs() < 0.001)
                && maximum.is_none_or(|most| total <= f64::from(most) + 0.001);
            Some(at(PromptField::Lines)).filter(|_| !fits)
        }
        Some(AnswerKind::FileOrText { .. }) => {
            Some(text).filter(|text| is_blank(text) && files_at(draft, &at(PromptField::Files)).is_empty())
        }
    }
}

/// The draft, whose hub has changed some words since it was opened last: of commitments, declarations, points and their rules,
/// questions. Some of what is asked again is answered again. With the confirmations that rest on words that are not these.
fn after_a_change(call: &Call, mut draft: Draft, numbers: &mut Numbers) -> (Draft, Vec<Field>) {
    const EARLIER: &str = " (earlier)";
    let mut before = call.clone();
    let mut taken = Vec::new();
    let mut changes = |text: &mut String, fields: Vec<Field>| {
        if numbers.one_in(3) {
            text.push_str(EARLIER);
            taken.extend(fields);
        }
    };
    for own in &mut before.declarations {
        changes(&mut own.statement.text, vec![Field::Declaration(own.id.clone())]);
        changes(&mut own.label, vec![Field::Declaration(own.id.clone())]);
    }
    for own in &mut before.duties {
        changes(&mut own.statement.text, vec![Field::Duty(own.id.clone())]);
    }
    for criterion in &mut before.criteria {
        for point in &mut criterion.points {
            let at = |leaf| Field::Point(criterion.id.clone(), point.id.clone(), leaf);
            // What judges a point by an answer at the point itself.
            let by_rule = |branches: bool| match &point.rule {
                Some(PointRule::Number { .. }) if !branches => vec![at(PointField::Number)],
                Some(PointRule::Level { .. }) if !branches => vec![at(PointField::Level)],
                Some(PointRule::Branches) => vec![at(PointField::Branches)],
                _ => Vec::new(),
            };
            let (by_quote, by_branch) = (by_rule(false), by_rule(true));
            if !point.quote.is_empty() {
                changes(&mut point.quote, by_quote.clone());
            }
            for branch in &mut point.branches {
                changes(&mut branch.quote, by_branch.clone());
            }
            match &mut point.rule {
                Some(PointRule::Number { question, .. }) => changes(question, by_quote),
                Some(PointRule::Level { question, levels, .. }) => {
                    changes(question, by_quote.clone());
                    for level in levels {
                        changes(&mut level.name, by_quote.clone());
                    }
                }
                _ => {}
            }
        }
    }
    for letter in &mut before.letters {
        for prompt in &mut letter.prompts {
            let at = |leaf| vec![Field::Prompt(letter.id.clone(), prompt.id.clone(), leaf)];
            let rests = match prompt.answer {
                Some(AnswerKind::YesNo { .. }) => at(PromptField::Choice),
                Some(AnswerKind::Number { .. }) => at(PromptField::Text),
                _ => Vec::new(),
            };
            changes(&mut prompt.title, rests.clone());
            if let Some(statement) = prompt.statements.first_mut() {
                changes(&mut statement.text, rests);
            }
        }
    }
    let later = |seconds: i64| Timestamp(FIXTURE_TIME.0 + seconds * 1_000);
    for (field, value) in asked_again(&before, call, &draft, later(1)) {
        draft.set(field, value, later(1));
    }
    taken.sort();
    taken.dedup();
    // All of it is given again, or all but one thing.
    let all = numbers.one_in(2);
    let left = numbers.below(taken.len());
    let (given, taken): (Vec<_>, Vec<_>) =
        taken.into_iter().enumerate().partition(|(number, _)| all || (*number != left && numbers.one_in(2)));
    for (_, field) in given {
        if let Some(value) = draft.value(&field).cloned() {
            draft.give(field, value, later(2));
        }
    }
    (draft, taken.into_iter().map(|(_, field)| field).collect())
}

#[test]
fn ready_is_never_said_while_something_that_is_required_is_missing() {
    let calls = calls();
    let (mut ready, mut lacking, mut unknown, mut asked_anew) = (0, 0, 0, 0);
    for seed in 0..SESSIONS {
        let mut numbers = Numbers(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        let call = reshaped(calls[numbers.below(calls.len())].clone(), &mut numbers);
        let mut draft = draft(&call, seed, &mut numbers);
        let mut counts = draft.clone();
        if numbers.one_in(5) {
            let taken;
            (draft, taken) = after_a_change(&call, draft, &mut numbers);
            counts = draft.clone();
            counts.answers.retain(|field, _| !taken.contains(field));
            asked_anew += u64::from(!taken.is_empty());
        }
        let check: Readiness = assess(&call, &draft, FIXTURE_TIME);
        let missing = missing(&call, &counts);
        let says_ready = matches!(check.overall, Overall::Ready | Overall::ReadyAsFarAsKnown);
        assert!(
            !says_ready || missing.is_empty(),
            "{} from seed {seed}: {:?} without {missing:?}",
            call.id,
            check.overall
        );
        let profile = Profile::of(&call, &draft);
        let has_open_limit = call.letters.iter().any(|letter| {
            letter.limit.is_some_and(|limit| limit.not_known)
                && matches!(applies(&call, &letter.when, &profile), Applies::Yes)
        });
        let is_asked = |when: &[Condition]| !matches!(applies(&call, when, &profile), Applies::No { .. });
        let is_unknown = has_open_limit
            || call.criteria.iter().any(|own| own.elsewhere.is_some() && is_asked(&own.when))
            || call.submission.ways.iter().any(|way| matches!(way, Way::Form { questions_known: false, .. }));
        assert!(check.overall != Overall::Ready || !is_unknown, "{} from seed {seed}", call.id);
        ready += u64::from(says_ready);
        lacking += u64::from(!missing.is_empty());
        unknown += u64::from(check.overall == Overall::ReadyAsFarAsKnown);
    }
    assert!(
        ready > SESSIONS / 20 && lacking > SESSIONS / 5 && unknown > 50 && asked_anew > SESSIONS / 40,
        "{ready}, {lacking}, {unknown}, {asked_anew}"
    );
}
