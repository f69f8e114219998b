//! What must hold for what this room writes, and how it looks for a small application.
#![allow(clippy::format_push_string, clippy::needless_pass_by_value, reason = "short tests, few allocations")]

use proptest::prelude::*;

use super::sample::{call, draft, empty, now};
use super::*;
use crate::call::{Call, When};
use crate::draft::{Draft, Field, Value, any_draft};
use crate::readiness::assess;

fn page(call: &Call, draft: &Draft) -> String {
    html(&application(call, draft, &assess(call, draft, now()), now()))
}

fn letters() -> Vec<Attachment> {
    let part = SentPart::Letter(crate::call::LetterId::new("letter").unwrap());
    vec![Attachment { part, what: "Supporting letter".to_owned(), file: "letter.pdf".to_owned() }]
}

fn contents() -> Contents {
    let inside = |name: &str, what: &str| BundledFile { name: name.to_owned(), what: what.to_owned() };
    Contents {
        files: vec![inside("letter.pdf", "Letter (PDF)"), inside("application.pdf", "the whole application")],
        missing: vec![Missing { name: "readiness.pdf".to_owned(), why: "It could not be made.".to_owned() }],
    }
}

fn text_of_readme(draft: &Draft) -> String {
    let check = assess(&call(), draft, now());
    readme(&call(), draft, readme_input(&check, now(), "larkfield.zip", &contents()))
}

fn readme_input<'a>(
    check: &'a crate::readiness::Readiness,
    now: crate::call::Timestamp,
    file_name: &'a str,
    contents: &'a Contents,
) -> ReadmeInput<'a> {
    let (receiver, deadline) = (Receiver::Oneself, check.deadline);
    ReadmeInput { receiver, deadline, check: Some(check), now, file_name, contents, left_out: &[] }
}

/// The outline as indented text, so that a change of it can be read.
fn plain(outline: &Outline) -> String {
    let mut out = format!("# {}\n{}\n", outline.title, outline.lead);
    for block in &outline.blocks {
        match block {
            Block::Heading(level, text) => out += &format!("\n{} {text}\n", "#".repeat(*level as usize + 2)),
            Block::Words(text) => out += &format!("words: {text:?}\n"),
            Block::Note(text) => out += &format!("note: {text}\n"),
            Block::Quote(q) => out += &format!("quote: {:?} {:?} ({})\n", q.text, q.items, q.under),
            Block::Table(table) => {
                out += &format!("table: {} {:?}\n", table.caption, table.heads);
                for row in &table.rows {
                    out += &format!("  {:?}: {:?}\n", row.label, row.lines);
                }
            }
        }
    }
    out
}

#[test]
fn the_outline_of_a_small_application() {
    let draft = draft();
    insta::assert_snapshot!(plain(&application(&call(), &draft, &assess(&call(), &draft, now()), now())));
}

/// The lines of a row of a small application with these answers too: the row's label, under a heading.
fn rows(answers: &[(&str, Value)], heading: &str, label: &str) -> Vec<String> {
    let mut draft = draft();
    for (address, value) in answers {
        draft.set(Field::parse(address), value.clone(), now());
    }
    let outline = application(&call(), &draft, &assess(&call(), &draft, now()), now());
    let tables = outline.blocks.iter().filter_map(|b| if let Block::Table(table) = b { Some(table) } else { None });
    let rows = tables.filter(|table| table.caption == heading).flat_map(|table| &table.rows);
    rows.filter(|row| row.label == label).flat_map(|row| &row.lines).map(|line| format!("{line:?}")).collect()
}

#[test]
fn a_point_says_where_else_its_evidence_stands() {
    let ticked = Value::List(vec!["letters/letter".to_owned(), "documents/plan".to_owned(), "letters/gone".to_owned()]);
    let answers = [("criteria/programme/able/shown-in", ticked)];
    assert_eq!(
        rows(&answers, "Ability", "Evidence"),
        ["Words(\"See our supporting letter.\")", "Words(\"See our Music Development Plan.\")"]
    );
    let mut draft = draft();
    draft.set(Field::parse(answers[0].0), answers[0].1.clone(), now());
    let page = page(&call(), &draft);
    assert!(page.contains("See our supporting letter."), "{page}");
    let groups = answers_text(&draft);
    assert!(groups.contains("See our supporting letter.\nSee our Music Development Plan."), "{groups}");
}

/// All that can be copied into a form.
fn answers_text(draft: &Draft) -> String {
    answers(&call(), draft).into_iter().flat_map(|group| group.answers).map(|answer| answer.text + "\n\n").collect()
}

#[test]
fn a_next_step_says_by_when() {
    for (who, when, said) in [
        ("Head", "2027-12-01", "Head, by 1 December 2027"),
        ("Head", "sept 2027", "Head, by September 2027"),
        ("Head", "Autumn term", "Head, by autumn term"),
        ("Head", "before Easter", "Head, before Easter"),
        ("", "Autumn term 2027", "By autumn term 2027"),
        ("Head", "", "Head"),
        ("Head", "soon", "Head, by soon"),
    ] {
        let answers = [
            ("criteria/programme/able/next-step", Value::from("Train")),
            ("criteria/programme/able/next-who", who.into()),
            ("criteria/programme/able/next-when", when.into()),
        ];
        assert_eq!(rows(&answers, "Ability", "Next step"), [format!("Words({:?})", format!("Train\n{said}"))]);
    }
}

#[test]
fn an_exception_to_a_commitment_says_why() {
    for (accepted, shown, copied) in [
        (false, "Words(\"From 2027.\")", "Not agreed\nFrom 2027.\n"),
        (true, "Words(\"(Reason given when this was an exception: From 2027.)\")", "Agreed\n\n"),
    ] {
        let mut draft = draft();
        draft.set(Field::parse("duties/share/accepted"), Value::Flag(accepted), now());
        draft.set(Field::parse("duties/share/why"), Value::from("From 2027."), now());
        let text = plain(&application(&call(), &draft, &assess(&call(), &draft, now()), now()));
        assert!(text.contains(shown), "{text}");
        let all = answers_text(&draft);
        assert!(all.contains(copied) && (accepted != all.contains("From 2027.")), "{all}");
    }
}

#[test]
fn a_contact_who_is_named_already_is_named_once() {
    let mut call = call();
    call.people[0].contact = true;
    let mut draft = draft();
    draft.set(Field::parse("people/primary-contact/same-as"), Value::Flag(true), now());
    let outline = application(&call, &draft, &assess(&call, &draft, now()), now());
    let text = plain(&outline);
    assert!(text.contains("\"Primary contact\": [Words(\"The same as the music subject leader\")]"), "{text}");
    assert!(!text.contains("Tom O\u{2019}Hara"), "{text}");
    let mail = emails(&call, &draft, &[], "x.zip").remove(0);
    assert!(mail.body.contains("Si\u{e2}n \u{174}yn\nMusic subject leader"), "{}", mail.body);
    assert!(!mail.body.contains("Tom O\u{2019}Hara"), "{}", mail.body);
    // What was written of somebody else stays in the draft.
    draft.set(Field::parse("people/primary-contact/same-as"), Value::Flag(false), now());
    assert!(plain(&application(&call, &draft, &assess(&call, &draft, now()), now())).contains("Tom O\u{2019}Hara"));
}

#[test]
fn a_document_that_the_school_sends_itself_is_ready_and_stands_in_the_list_of_what_to_attach() {
    let mut call = call();
    let named = |call: &Call, draft: &Draft| -> Vec<(String, String)> {
        emails(call, draft, &[], "x.zip")
            .remove(0)
            .attach
            .into_iter()
            .filter(|a| a.what != "Application file")
            .map(|a| (a.what, a.file))
            .collect()
    };
    let plan = ("Music Development Plan".to_owned(), "plan 2027.pdf".to_owned());
    let draft = draft();
    assert_eq!(named(&call, &draft), [plan]);
    assert!(emails(&call, &draft, &[], "x.zip").remove(0).body.contains("- Music Development Plan: plan 2027.pdf"));
    let readiness = assess(&call, &draft, now());
    let found = readiness.findings.iter().find(|f| f.subject == "Music Development Plan").unwrap();
    assert!(found.settled(), "{found:?}");
    // One that is not asked of this school is not on the list.
    call.documents[0].when = vec![crate::call::Condition::SixthForm(true)];
    assert_eq!(named(&call, &draft), []);
}

#[test]
fn the_page_of_a_small_application() {
    let page = page(&call(), &draft()).replace(include_str!("page.css"), "/* page.css */");
    let (before, rest) = page.split_once("sha256-").unwrap();
    let (_, after) = rest.split_once('\'').unwrap();
    insta::assert_snapshot!(format!("{before}sha256-…'{after}"));
}

#[test]
fn the_readme_of_a_small_application() {
    insta::assert_snapshot!(text_of_readme(&draft()));
}

#[test]
fn the_readme_says_that_the_deadline_had_passed() {
    let late = crate::call::Timestamp::parse("2027-06-18T11:00:00.001Z").unwrap();
    let check = assess(&call(), &empty(), late);
    let text = readme(&call(), &empty(), readme_input(&check, late, "x.zip", &Contents::default()));
    assert!(text.contains("This had passed when this was made"), "{text}");
    assert!(text.lines().all(|l| l.chars().count() <= 90), "{text}");
}

fn rolling() -> Call {
    crate::call::read_call(include_str!("../../tests/fixtures/calls/rolling.json")).unwrap()
}

#[test]
fn the_readme_says_of_the_hub_what_the_call_says() {
    let (call, check) = (rolling(), assess(&rolling(), &empty(), now()));
    let told = |receiver: Receiver, at: &str| {
        let now = crate::call::Timestamp::parse(at).unwrap();
        let contents = Contents::default();
        let input = ReadmeInput {
            receiver,
            deadline: crate::readiness::deadline(&call, now),
            ..readme_input(&check, now, "x.zip", &contents)
        };
        readme(&call, &empty(), input).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let hub = told(Receiver::Hub, "2027-01-14T12:00:00.000Z");
    for words in [
        "To: Saltmere Music Service (also called Quayside Sounds)",
        "Schools can apply at any time. Winter reading day: Friday 15 January 2027.",
        "Member of: Seven Shores Music Consortium",
        "\u{201c}Please do not contact our Beacon Schools or the consortium\u{2019}s office: ask Wren Osprey.\u{201d}",
        "Personal data ------------- Data controller: Saltmere Borough Council Questions: Data protection officer, data@saltmere.example",
        "\u{201c}We keep applications for two years and then delete them.\u{201d}",
        "Privacy notice: https://saltmere.example/privacy",
    ] {
        assert!(hub.contains(words), "{words}: {hub}");
    }
    assert!(!hub.contains("Deadline: You can"), "{hub}");
    let own = told(Receiver::Oneself, "2027-03-20T12:00:00.000Z");
    assert!(
        !own.contains("Personal data") && own.contains("Schools can apply at any time.") && !own.contains("passed"),
        "{own}"
    );
    assert!(!text_of_readme(&draft()).contains("Personal data"));
}

#[test]
fn both_windows_stand_in_what_is_made() {
    let mut call = rolling();
    call.submission.any_time = false;
    for (at, first, second) in [
        (
            "2027-01-14T12:00:00.000Z",
            "Friday 15 January 2027. 1 day left when this was made.",
            "The deadline after that is Friday 19 March 2027.",
        ),
        ("2027-01-16T12:00:00.000Z", "Friday 19 March 2027. 62 days left when this was made.", ""),
        ("2027-03-20T12:00:00.000Z", "Friday 19 March 2027. This had passed when this was made.", ""),
    ] {
        let now = crate::call::Timestamp::parse(at).unwrap();
        let deadline = crate::readiness::deadline(&call, now);
        let said = deadline_sentences(&call, deadline, now).join(" ");
        assert_eq!(said, format!("{first} {second}").trim_end(), "{at}");
        let outline = application(&call, &empty(), &assess(&call, &empty(), now), now);
        assert!(plain(&outline).contains(second), "{at}");
    }
}

#[test]
fn each_receiver_gets_its_part_and_nothing_else() {
    let (call, part) = (rolling(), |id: &str| SentPart::Letter(crate::call::LetterId::new(id).unwrap()));
    let file = |id: &str| Attachment { part: part(id), what: id.to_owned(), file: format!("{id}.pdf") };
    let mut draft = empty();
    draft.set(Field::parse("documents/safeguarding/name"), "policy.pdf".into(), now());
    draft.set(Field::parse("documents/plan/link"), "https://larkfield.example/plan".into(), now());
    let letters = [file("head-letter"), file("questions")];
    let listed: Vec<Vec<String>> = call
        .submission
        .ways
        .iter()
        .map(|way| way_files(&call, &draft, &letters, "x.zip", way).into_iter().map(|file| file.file).collect())
        .collect();
    let none: Vec<String> = Vec::new();
    assert_eq!(
        listed,
        [
            vec!["head-letter.pdf".to_owned(), "x.zip".to_owned()],
            vec!["questions.pdf".to_owned()],
            vec!["policy.pdf".to_owned()],
            none
        ]
    );
    let mails = emails(&call, &draft, &letters, "x.zip");
    let [hub, partner] = mails.as_slice() else { panic!("{mails:?}") };
    assert!(hub.body.starts_with("Dear Wren Osprey,") && hub.body.contains("To read it, unzip"), "{}", hub.body);
    assert!(hub.body.contains("Please find attached the application from"), "{}", hub.body);
    assert_eq!((partner.to.as_str(), partner.attach.len()), ("safe@tidewrack.example", 1));
    assert!(partner.body.starts_with("Dear Tidewrack Voices,") && !partner.body.contains("unzip"), "{}", partner.body);
    assert!(
        partner.body.contains("- Safeguarding policy: policy.pdf") && !partner.body.contains("x.zip"),
        "{}",
        partner.body
    );
    assert!(!partner.body.contains("larkfield.example") && !hub.body.contains("larkfield.example"));
}

#[test]
fn the_email_of_a_small_application() {
    let mails = emails(&call(), &draft(), &letters(), "larkfield-marsh-2027-2027-06-01.zip");
    let [mail] = mails.as_slice() else { panic!("{mails:?}") };
    insta::assert_snapshot!(format!(
        "To: {}\nSubject: {}\nContact: {}\nWords: {:?}\nAttach: {:#?}\n\n{}\n{}",
        mail.to,
        mail.subject,
        mail.contact,
        mail.words,
        mail.attach,
        mail.body,
        mail.mailto().url
    ));
}

#[test]
fn the_answers_of_a_small_application() {
    let mut out = String::new();
    for group in answers(&call(), &draft()) {
        out += &format!("{} ({})\n", group.title, group.section);
        for answer in group.answers {
            out += &format!("  {} [{}] {:?}\n    {:?}\n", answer.title, answer.field, answer.words, answer.text);
        }
    }
    insta::assert_snapshot!(out);
}

#[test]
fn the_calendar_of_a_small_call() {
    insta::assert_snapshot!(calendar(&call(), now()).unwrap().replace("\r\n", "\n"));
}

#[test]
fn a_call_without_dates_has_no_calendar() {
    let mut call = call();
    for date in &mut call.dates {
        date.when = When::NotPublished;
    }
    assert_eq!(calendar(&call, now()), None);
}

#[test]
fn a_form_needs_no_email() {
    let mut call = call();
    call.submission.ways = vec![crate::call::Way::Form {
        name: "Form".to_owned(),
        url: None,
        questions_known: false,
        what: None,
        parts: None,
        receiver: None,
    }];
    assert_eq!(emails(&call, &draft(), &[], "x.zip"), []);
}

#[test]
fn the_policy_names_the_style() {
    use sha2::{Digest, Sha256};
    let page = page(&call(), &empty());
    let style = page.split("<style>").nth(1).unwrap().split("</style>").next().unwrap();
    let mut hash = String::new();
    for byte in Sha256::digest(style.as_bytes()) {
        hash += &format!("{byte:08b}");
    }
    // Base 64 by another road: six bits at a time.
    let digits: Vec<char> = ('A'..='Z').chain('a'..='z').chain('0'..='9').chain(['+', '/']).collect();
    hash.push_str(&"0".repeat((6 - hash.len() % 6) % 6));
    let encoded: String = hash
        .as_bytes()
        .chunks(6)
        .map(|six| digits[usize::from_str_radix(std::str::from_utf8(six).unwrap(), 2).unwrap()])
        .collect();
    assert!(page.contains(&format!("style-src 'sha256-{encoded}='")), "{encoded}");
    assert!(!style.contains(['<', '\r']));
}

/// What a small scanner sees in a page: it fails on anything that this room does not write on purpose.
fn scan(page: &str) -> Vec<String> {
    const KNOWN: [&str; 29] = [
        "!DOCTYPE",
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "main",
        "h1",
        "h2",
        "h3",
        "h4",
        "p",
        "br",
        "blockquote",
        "strong",
        "ul",
        "li",
        "cite",
        "table",
        "caption",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "a",
        "em",
        "span",
    ];
    let page = page.replace(include_str!("page.css"), "");
    let mut links = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    let mut rest = page.as_str();
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        assert!(!before.contains(['>', '"', '\'']), "text that is not escaped: {before:?}");
        let end = tag.find('>').expect("a tag without an end");
        let inside = &tag[1..end];
        assert!(!inside.contains('<'), "{inside}");
        let name = inside.trim_start_matches('/').split([' ', '\n']).next().unwrap();
        assert!(KNOWN.contains(&name), "an element of somebody else: {inside}");
        if let Some(name) = inside.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "elements close in order");
        } else if !matches!(name, "meta" | "br" | "!DOCTYPE") {
            open.push(name);
        }
        for attribute in ["onclick", "onload", "onerror", "style=", "src="] {
            assert!(
                name == "meta" || !inside.split('"').step_by(2).any(|outside| outside.contains(attribute)),
                "{inside}"
            );
        }
        if name == "a" && !inside.starts_with('/') {
            links.push(inside.split("href=\"").nth(1).unwrap().split('"').next().unwrap().to_owned());
        }
        rest = &tag[end + 1..];
    }
    assert!(open.is_empty(), "{open:?}");
    for (at, _) in page.match_indices('&') {
        let entity = ["&amp;", "&lt;", "&gt;", "&quot;", "&#39;"];
        assert!(entity.iter().any(|e| page[at..].starts_with(e)), "{}", &page[at..(at + 12).min(page.len())]);
    }
    assert!(!page.chars().any(|c| c.is_control() && c != '\n' && c != '\t'));
    links
}

/// Headings never skip a level on their way down.
fn headings_in_order(page: &str) {
    let mut last = 0;
    for (at, _) in page.match_indices("<h") {
        let Some(level) = page[at + 2..].chars().next().and_then(|c| c.to_digit(10)) else { continue };
        assert!(level <= last + 1, "h{last} is followed by h{level}");
        last = level;
    }
    assert_eq!(page.matches("<h1>").count(), 1);
}

#[test]
fn the_sample_page_is_sound() {
    for draft in [draft(), empty()] {
        let page = page(&call(), &draft);
        headings_in_order(&page);
        scan(&page);
    }
    let links = scan(&page(&call(), &draft()));
    assert!(links.contains(&"https://larkfield.example/music?a=1&amp;b=2".to_owned()), "{links:?}");
    assert!(links.contains(&"mailto:tom@larkfield.example".to_owned()), "{links:?}");
}

/// Text that would do harm if any of it were taken for more than text.
fn hostile() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        Just("<script>alert(1)</script>"),
        Just("</td></table><img src=x onerror=alert(1)>"),
        Just("\" onmouseover=\"alert(1)"),
        Just("' style='x"),
        Just("&lt;b&gt;&amp;&#60;"),
        Just("]]>--><!--"),
        Just("</style></title>"),
        Just("javascript:alert(1)"),
        Just("https://a.example/\"><script>"),
        Just("mailto:a@b.example?subject=<x>"),
        Just("\0\u{1}\u{7f}\u{85}\u{fffe}\u{1ffff}"),
        Just("\r\nBcc: all@example.org\r\n\r\n"),
        Just("END:VEVENT;,\\n\\"),
        Just("\u{202e}\u{2066}"),
        Just("\u{1f3b5}"),
        Just("\n\n"),
        Just("larkfield"),
    ];
    (prop::collection::vec(pieces, 0..5), "\\PC{0,8}").prop_map(|(pieces, free)| pieces.concat() + &free)
}

/// The sample's addresses, each with hostile text or a hostile list.
fn hostile_draft() -> impl Strategy<Value = Draft> {
    let fields: Vec<Field> = draft().answers.keys().cloned().collect();
    let values = prop::collection::vec(
        prop_oneof![
            3 => hostile().prop_map(Value::Text),
            1 => prop::collection::vec(hostile(), 0..3).prop_map(Value::List),
            1 => any::<bool>().prop_map(Value::Flag),
        ],
        fields.len(),
    );
    (values, hostile()).prop_map(move |(values, name)| {
        let mut draft = draft();
        draft.name = name;
        for (field, value) in fields.iter().zip(values) {
            draft.set(field.clone(), value, now());
        }
        draft
    })
}

/// A call in which the hub's own words are hostile.
fn hostile_call(text: &str) -> Call {
    let mut call = call();
    call.title = text.to_owned();
    call.hub.name = text.to_owned();
    call.hub.short = Some(text.to_owned());
    call.role.name = text.to_owned();
    call.round = text.to_owned();
    for statement in call.criteria.iter_mut().flat_map(|c| &mut c.statements) {
        statement.text = text.to_owned();
        statement.lead = Some(text.chars().take(3).collect());
        statement.links = vec![crate::call::Link {
            text: text.chars().take(5).collect(),
            href: Some(format!("https://a.example/{}", text.split_whitespace().collect::<String>())),
        }];
        statement.items = vec![text.to_owned()];
    }
    for date in &mut call.dates {
        date.name = text.to_owned();
        date.venue = Some(text.to_owned());
        if let Some(statement) = &mut date.statement {
            statement.text = text.to_owned();
        }
    }
    for oddity in &mut call.oddities {
        oddity.note = text.to_owned();
    }
    call
}

/// Undoes percent-encoding, refusing what is not well formed.
fn decode(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next().unwrap(), rest.next().unwrap()];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap());
        } else {
            assert!(byte.is_ascii_alphanumeric() || b"-._~@".contains(&byte), "{text}");
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).unwrap()
}

/// Lines as a calendar program reads them: unfolded.
fn unfold(calendar: &str) -> Vec<String> {
    calendar.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn no_text_becomes_markup(draft in hostile_draft(), words in hostile()) {
        for call in [call(), hostile_call(&words)] {
            let page = page(&call, &draft);
            headings_in_order(&page);
            for link in scan(&page) {
                prop_assert!(["https://", "http://", "mailto:"].iter().any(|s| link.starts_with(s)), "{}", link);
            }
        }
    }

    #[test]
    fn everything_that_was_typed_is_on_the_page(draft in any_draft()) {
        let page = page(&call(), &draft);
        scan(&page);
        let shown = page.replace("<br>", "\n").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&");
        let shown: String = shown.split_whitespace().collect();
        // What is known of a file is said where it is attached.
        for (_, answer) in draft.answers.iter().filter(|(field, _)| !matches!(field, Field::Again(_) | Field::File(..) | Field::Sending(_))) {
            if let Value::Text(text) = &answer.value {
                let text: String = text.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
                prop_assert!(shown.contains(&text), "{:?}", text);
            }
        }
    }

    #[test]
    fn a_mail_address_is_plain_and_gives_the_mail_back(draft in hostile_draft(), to in hostile(), subject in prop::option::of(hostile()), words in hostile()) {
        let mut call = hostile_call(&words);
        call.submission.ways = vec![crate::call::Way::Email { address: to, subject, largest_megabytes: None, what: None, parts: None, receiver: None }];
        for mail in emails(&call, &draft, &letters(), "larkfield.zip") {
            prop_assert!(!mail.subject.contains(['\r', '\n']));
            let link = mail.mailto();
            prop_assert!(link.url.is_ascii());
            let rest = link.url.strip_prefix("mailto:").unwrap();
            let (to, query) = rest.split_once('?').unwrap_or((rest, ""));
            prop_assert_eq!(decode(to), mail.to.clone());
            prop_assert!(link.url.len() < LONGEST_MAILTO || query.is_empty());
            let parts: Vec<(&str, String)> = query.split('&').filter_map(|p| p.split_once('=')).map(|(k, v)| (k, decode(v))).collect();
            prop_assert!(parts.iter().map(|(k, _)| *k).eq(["subject", "body"].into_iter().take(parts.len())));
            if link.with_body {
                let body = parts[1].1.replace("\r\n", "\u{1}");
                prop_assert!(!body.contains(['\r', '\n']));
                prop_assert_eq!(body.replace('\u{1}', "\n"), mail.body.clone());
            }
        }
    }

    #[test]
    fn a_calendar_is_only_what_was_put_in(words in hostile(), more in "\\PC{0,200}") {
        let call = hostile_call(&(words + &more));
        let calendar = calendar(&call, now()).unwrap();
        prop_assert!(calendar.split_terminator("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])));
        let lines = unfold(&calendar);
        let names: Vec<&str> = lines.iter().map(|l| l.split([':', ';']).next().unwrap()).collect();
        prop_assert_eq!(names.iter().filter(|n| **n == "BEGIN").count(), 6);
        let known = ["BEGIN", "END", "VERSION", "PRODID", "CALSCALE", "METHOD", "X-WR-CALNAME", "UID", "DTSTAMP", "DTSTART", "DTEND", "DURATION", "SUMMARY", "STATUS", "TRANSP", "LOCATION", "DESCRIPTION"];
        prop_assert!(names.iter().all(|n| known.contains(n)), "{:?}", names);
    }

    #[test]
    fn a_readme_has_no_line_of_somebody_else(draft in hostile_draft()) {
        let text = text_of_readme(&draft);
        prop_assert!(!text.chars().any(|c| c.is_control() && c != '\n'));
        prop_assert_eq!(text.matches("What is in this file\n--------------------\n").count(), 1);
    }

    #[test]
    fn answers_are_said_for_any_draft(draft in any_draft()) {
        let groups = answers(&call(), &draft);
        prop_assert!(groups.iter().all(|g| !g.answers.is_empty()));
    }
}
