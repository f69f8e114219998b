//! The main job, for each hub's call: from an empty page to a bundle that other people's programs find whole, and back.

use journeys::{Answers, Browser, GivenFile, Look, journey, journey_in_chromium, project_file, words};
use serde_json::{Value, json};

const HERTFORDSHIRE: Answers =
    &[("school/setting", "secondary"), ("school/key-stages", "3|4|5"), ("school/group", "trust")];

const ASONE: Answers = &[("school/setting", "secondary"), ("school/ofsted-report", "overall")];

const MARSH: Answers = &[
    ("school/setting", "primary"),
    ("school/region", "marsh"),
    ("school/key-stages", "1|2"),
    ("school/sixth-form", "no"),
    ("school/group", "neither"),
    ("letters/answers/prompts/headline/text", "Everybody in Larkfield sings, the caretaker too."),
    ("letters/answers/prompts/story/text", STORY),
];

/// Long enough for a hub that asks for a hundred words at least.
const STORY: &str = "She came to us in the autumn, in the middle of the term, and for five weeks she spoke to nobody. \
    On Fridays the whole school sings, and she stood at the end of the row with her mouth closed and one hand on the radiator. \
    In November the visiting tutor handed out the cornets and she took hers home in a carrier bag. \
    We heard from her mother that she played the one note she knew from the landing, every evening, until the people next door knocked \
    and asked what it was. In March she stood up in front of two hundred people and played four notes. \
    Now she teaches the new ones how to hold it, and she talks all the time.";

/// A school's way from the empty page to the bundle, and from the bundle back to every answer.
fn there_and_back(browser: &Browser, hub: &str, answers: Answers, verdict: &str) -> (Value, GivenFile) {
    browser.open("");
    assert_eq!(browser.drafts(), [""; 0]);
    let id = browser.begin(hub);
    assert_eq!(browser.drafts(), [id.as_str()], "a draft is kept from the moment it is begun");

    let shown = browser.fill_application(answers);
    browser.see(verdict);

    // The file for the hub, and the one that holds everything.
    browser.follow(&format!("#/draft/{id}/send"));
    browser.arriving(|| browser.click(words::TO_HUB));
    let for_hub = browser.file_given_by(|| browser.click(words::MAKE));
    browser.check_bundle(&for_hub);
    browser.arriving(|| browser.click("Send and share"));
    let bundle = browser.file_given_by(|| browser.click(words::BACK_UP));
    browser.check_bundle(&bundle);

    let written = browser.draft(&id);
    for (section, answers) in &shown {
        are_kept(&written, section, answers);
    }
    browser.follow("#/");
    let school = written["answers"]["school/name"]["value"].as_str().unwrap();
    browser.on_card("Delete", school);
    browser.click(words::DELETE_YES);
    browser.see(words::DELETED);
    browser.click(&format!("Delete permanently “{school}”"));
    browser.click("Delete permanently");
    browser.see("deleted permanently");
    assert_eq!(browser.kept().len(), 0, "nothing stays behind");

    browser.arriving(|| browser.give_file("open-file", &bundle.name, &bundle.bytes));
    assert_eq!(browser.open_draft(), id);
    assert_eq!(browser.draft(&id), written, "every answer is kept again");
    for (section, answers) in shown {
        browser.follow(&section);
        browser.unfold();
        assert_eq!(browser.shown(), answers, "and is shown, in {section}");
    }
    browser.follow(&format!("#/draft/{id}/check"));
    browser.see(verdict);
    (written, bundle)
}

/// Every text that a page showed is the one that is kept under its own address.
fn are_kept(draft: &Value, section: &str, shown: &Value) {
    for (control, value) in shown.as_object().unwrap().iter().filter(|(_, value)| value.is_string()) {
        let field = control.split('~').next().unwrap();
        let kept = &draft["answers"][field]["value"];
        // A row is one text, its cells parted by tabs.
        let has_cell = |row: &Value| row.as_str().is_some_and(|row| row.split('\t').any(|cell| *value == cell));
        let among =
            kept == value || kept.as_array().is_some_and(|list| list.contains(value) || list.iter().any(has_cell));
        assert!(among, "{section} shows {value} at {control}; kept is {kept}");
    }
}

journey! {
    fn a_school_applies_in_hertfordshire(browser) {
        there_and_back(browser, "Hertfordshire Music Hub", HERTFORDSHIRE, words::READY);
    }
}

journey_in_chromium! {
    fn a_school_applies_in_cornwall(browser, Look::Light) {
        there_and_back(browser, "ASONE Hub", ASONE, words::READY_AS_FAR);
    }
}

journey_in_chromium! {
    /// A call that the program has never seen: a file more on the host, nothing else.
    fn a_school_applies_to_a_call_that_nobody_knew(browser, Look::Light) {
        let hub = offer_fixture(browser, "third");
        let (written, bundle) = there_and_back(browser, &hub, MARSH, words::READY_AS_FAR);

        // A host that has never had that call opens the bundle all the same: the call is in it.
        let elsewhere = Browser::start(browser.engine(), Look::Light);
        elsewhere.open("");
        elsewhere.arriving(|| elsewhere.give_file("open-file", &bundle.name, &bundle.bytes));
        assert_eq!(elsewhere.draft(written["id"].as_str().unwrap()), written);
        elsewhere.see(words::READY_AS_FAR);
        elsewhere.reload();
        elsewhere.see(words::READY_AS_FAR);
        elsewhere.check_nothing_wrong();
    }
}

/// A letter that the page need not understand.
const LETTER: &[u8] = b"\xd0\xcf\x11\xe0 as it came";

/// Puts a call of the fixtures on the browser's host, and gives the hub's name.
fn offer_fixture(browser: &Browser, name: &str) -> String {
    let text = project_file(&format!("tests/fixtures/calls/{name}.json"));
    let call: Value = serde_json::from_str(&text).unwrap();
    let hub = call["hub"]["name"].as_str().unwrap().to_owned();
    browser.offer_call(&json!({ "id": call["id"], "hub": hub, "title": call["title"] }), &text);
    if let Some(logo) = call["hub"]["look"]["logo"].as_str() {
        let picture = project_file(&format!("tests/fixtures/calls/{logo}"));
        std::fs::write(browser.site_folder().join("calls").join(logo), picture).unwrap();
    }
    hub
}

journey_in_chromium! {
    /// A letter that exists already goes into the hub's file as it is.
    fn a_letter_is_sent_as_a_file(browser, Look::Light) {
        browser.open("");
        let id = browser.begin("Hertfordshire Music Hub");
        browser.fill_application(HERTFORDSHIRE);
        browser.follow(&format!("#/draft/{id}/letters/supporting-letter"));
        browser.click("Use a letter you have already written");
        browser.click("Attach it as a file");
        browser.see("What you wrote here is still saved. It will not be sent.");
        browser.follow(&format!("#/draft/{id}/check"));
        browser.see_no(words::READY);
        browser.follow(&format!("#/draft/{id}/letters/supporting-letter"));
        browser.give_file("letters/supporting-letter/files", "Letter from the head.docx", LETTER);
        browser.see("attached and saved on this device");
        browser.click("The attached file includes the statement of support");
        browser.follow(&format!("#/draft/{id}/check"));
        browser.see(words::READY);
        browser.follow(&format!("#/draft/{id}/send"));
        browser.arriving(|| browser.click(words::TO_HUB));
        let for_hub = browser.file_given_by(|| browser.click(words::MAKE));
        browser.check_bundle(&for_hub);
        // Letters are packed as they are, so their bytes stand in the file.
        let has = |bytes: &[u8]| for_hub.bytes.windows(bytes.len()).any(|window| window == bytes);
        assert!(has(b"/attachments/Letter-from-the-head.docx"), "its name");
        assert!(has(LETTER), "its bytes");
    }
}

journey_in_chromium! {
    /// The hub takes a round's call off its host: the copy that an application keeps opens it, and goes into its bundle.
    fn an_application_outlives_its_call(browser) {
        browser.open("");
        let id = browser.begin("ASONE Hub");
        browser.follow(&format!("#/draft/{id}/school"));
        browser.fill("school/name", "Larkfield");
        let calls = browser.site_folder().join("calls");
        std::fs::remove_file(calls.join("asone-2025.json")).unwrap();
        std::fs::write(calls.join("index.json"), "{\"format\":1,\"calls\":[]}").unwrap();
        browser.expect_wrong("asone-2025.json");
        browser.expect_wrong("404");
        browser.reload();
        browser.see_value("school/name", "Larkfield");
        browser.go(&format!("#/draft/{id}/send/hub"));
        let bundle = browser.file_given_by(|| browser.click(words::MAKE));
        browser.check_bundle(&bundle);
    }
}

/// So many words.
fn some_words(count: usize) -> String {
    let words = ["Every", "class", "sings", "on", "Fridays,", "and", "then", "it", "plays."];
    words.iter().cycle().take(count).copied().collect::<Vec<_>>().join(" ")
}

journey_in_chromium! {
    /// Places by area, a range of words, focus areas as bare ticks, a slot to choose, a date of the school's own.
    fn a_school_applies_by_areas_and_ranges(browser, Look::Light) {
        let hub = offer_fixture(browser, "places");
        let why = some_words(385);
        let answers: Answers = &[
            ("school/setting", "primary"),
            ("school/region", "quarry"),
            ("focus/chosen", "Voices|Bands"),
            ("letters/letter/prompts/why/text", &why),
            ("letters/plans/prompts/first/text", &some_words(100)),
            ("letters/plans/prompts/later/text", &some_words(190)),
            ("dates/report/own", "2028-01-13"),
        ];
        there_and_back(browser, &hub, answers, words::READY_AS_FAR);
    }
}

journey_in_chromium! {
    /// Questions that are not texts, strands, gates, and schools that apply together.
    fn a_cluster_applies_for_two_strands(browser, Look::Light) {
        let hub = offer_fixture(browser, "questions");
        let answers: Answers = &[
            ("school/setting", "infant"),
            ("school/key-stages", "1|2"),
            ("school/group", "neither"),
            ("lots/chosen", "Voices|Bands and orchestras"),
            ("cluster/schools", "Larkfield Infants"),
            ("cluster/schools~0-1", "Ada Lowe"),
            ("cluster/schools~0-2", "Head of music"),
            ("cluster/schools~0-3", "ada@larkfield.example"),
            ("cluster/schools~1-0", "Marsh End School"),
            ("cluster/schools~1-1", "Tom Reed"),
            ("cluster/schools~1-2", "Teacher"),
            ("cluster/schools~1-3", "tom@marsh.example"),
            ("criteria/ready/learners/number", "24"),
            ("criteria/ready/learners/branches", ""),
            ("criteria/ready/group/branches", "“a choir”"),
            ("letters/form/prompts/hours/text", "5"),
            ("letters/form/prompts/budget/lines~0-1", "1,000"),
            ("letters/form/prompts/budget/lines~1-1", "500.00"),
            ("letters/form/prompts/extra/lines~0-1", "200"),
            ("letters/form/prompts/extra/lines~1-1", "£50"),
        ];
        there_and_back(browser, &hub, answers, words::READY_TO_SEND);
    }
}

journey_in_chromium! {
    /// A round at any time, with several receivers.
    fn a_school_applies_at_any_time(browser, Look::Light) {
        let hub = offer_fixture(browser, "rolling");
        let answers: Answers = &[
            ("school/setting", "school"),
            ("letters/questions/prompts/song/text", "“Shenandoah”, in two parts."),
            ("letters/questions/prompts/share/text", "How a whole school sings without a piano."),
        ];
        there_and_back(browser, &hub, answers, words::READY_TO_SEND);
    }
}
