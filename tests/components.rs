//! The plain components of the page, in real browsers (`cargo xtask test` runs this in Chromium and Firefox): what is
//! rendered, roles and names, the keyboard's ways, events.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "tests stop where they fail")]

use std::time::Duration;

use leptos::prelude::*;
use upbeat::app::{HubChangesOf, OddityNote, Quotation, QuoteLine, QuoteLineKind, QuoteSpan};
use upbeat::views::components::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// A component on the page. It goes with this value.
struct Mounted {
    place: web_sys::HtmlElement,
    _handle: Box<dyn std::any::Any>,
}

impl Mounted {
    fn of<V: IntoView + 'static>(view: impl FnOnce() -> V + 'static) -> Self {
        let place: web_sys::HtmlElement = document().create_element("div").unwrap().unchecked_into();
        document().body().unwrap().append_child(&place).unwrap();
        let handle = leptos::mount::mount_to(place.clone(), view);
        Self { place, _handle: Box::new(handle) }
    }

    fn find<T: JsCast>(&self, selector: &str) -> T {
        self.place.query_selector(selector).unwrap().unwrap_or_else(|| panic!("no {selector}")).unchecked_into()
    }

    fn has(&self, selector: &str) -> bool {
        self.place.query_selector(selector).unwrap().is_some()
    }

    fn text(&self, selector: &str) -> String {
        self.find::<web_sys::HtmlElement>(selector).inner_text()
    }

    fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        self.find::<web_sys::Element>(selector).get_attribute(name)
    }

    fn types(&self, selector: &str, text: &str) {
        let control: web_sys::HtmlInputElement = self.find(selector);
        control.set_value(text);
        self.event(selector, "input");
    }

    fn event(&self, selector: &str, kind: &str) {
        let options = web_sys::EventInit::new();
        options.set_bubbles(true);
        let event = web_sys::Event::new_with_event_init_dict(kind, &options).unwrap();
        self.find::<web_sys::EventTarget>(selector).dispatch_event(&event).unwrap();
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        self.place.remove();
    }
}

/// Until what follows from signals is drawn.
async fn drawn() {
    after(Duration::ZERO).await;
}

async fn after(wait: Duration) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        set_timeout(move || drop(resolve.call0(&wasm_bindgen::JsValue::NULL)), wait);
    });
    JsFuture::from(promise).await.unwrap();
}

#[wasm_bindgen_test]
async fn a_text_field_has_label_hint_and_a_problem_once_it_is_left() {
    let text = RwSignal::new(String::new());
    let problem = Signal::derive(move || (text.get() == "x").then(|| "Enter an email address".to_owned()));
    let page = Mounted::of(move || {
        view! {
            <TextField id="mail" label="Email" hint="For the hub" kind=TextKind::Email text=text problem=problem
                on_input=move |typed| text.set(typed)/>
        }
    });
    assert_eq!(page.text("label[for=mail]"), "Email");
    assert_eq!(page.attribute("#mail", "type").as_deref(), Some("email"));
    assert_eq!(page.attribute("#mail", "aria-describedby").as_deref(), Some("mail-hint"));
    page.types("#mail", "x");
    drawn().await;
    assert_eq!(text.get_untracked(), "x");
    assert_eq!(page.attribute("#mail", "aria-invalid"), None, "nobody is told while typing");
    page.event("#mail", "blur");
    drawn().await;
    assert_eq!(page.attribute("#mail", "aria-invalid").as_deref(), Some("true"));
    assert_eq!(page.attribute("#mail", "aria-describedby").as_deref(), Some("mail-hint mail-error"));
    assert!(page.text("#mail-error").contains("Enter an email address"));
    page.types("#mail", "a@b.example");
    drawn().await;
    assert_eq!(page.attribute("#mail", "aria-invalid"), None);
}

#[wasm_bindgen_test]
async fn a_longer_text_counts_its_words_and_follows_the_state() {
    let text = RwSignal::new("We sing.".to_owned());
    let page = Mounted::of(move || {
        view! {
            <TextField id="evidence" label="Evidence" kind=TextKind::Text text=text note="goes to the hub"
                on_input=move |typed| text.set(typed)/>
        }
    });
    assert_eq!(page.text(".count"), "2 words \u{b7} goes to the hub");
    text.set("We sing often.".to_owned());
    drawn().await;
    assert_eq!(page.find::<web_sys::HtmlTextAreaElement>("#evidence").value(), "We sing often.");
    assert_eq!(page.text(".count"), "3 words \u{b7} goes to the hub");
}

#[wasm_bindgen_test]
async fn a_remark_stands_below_a_text_while_it_is_typed_and_describes_it() {
    let text = RwSignal::new(String::new());
    let remark = Signal::derive(move || {
        let remark = "\u{201c}\u{738b}\u{201d} cannot be printed.";
        text.with(|text| text.contains('\u{738b}').then(|| remark.to_owned()).unwrap_or_default())
    });
    let page = Mounted::of(move || {
        view! {
            <TextField id="why" label="Why" hint="In a sentence" kind=TextKind::Brief text=text remark=remark
                on_input=move |typed| text.set(typed)/>
        }
    });
    assert!(page.find::<web_sys::HtmlElement>("#why-remark").hidden());
    page.find::<web_sys::HtmlTextAreaElement>("#why").set_value("\u{738b}");
    page.event("#why", "input");
    drawn().await;
    assert_eq!(page.text("#why-remark"), "\u{201c}\u{738b}\u{201d} cannot be printed.");
    assert_eq!(page.attribute("#why", "aria-describedby").as_deref(), Some("why-hint why-remark"));
    text.set("Wang".to_owned());
    drawn().await;
    assert!(page.find::<web_sys::HtmlElement>("#why-remark").hidden());
    assert_eq!(page.attribute("#why", "aria-describedby").as_deref(), Some("why-hint"));
}

#[wasm_bindgen_test]
async fn segments_are_radio_buttons_of_one_group() {
    let chosen = RwSignal::new("partly".to_owned());
    let page = Mounted::of(move || {
        let segment = |value: &str, label: &str| Segment { value: value.to_owned(), label: label.to_owned(), tone: "" };
        let segments = vec![segment("in", "In place"), segment("partly", "Partly"), segment("not", "Not yet")];
        view! {
            <Segmented id="rating" legend="How far along is your school?" segments=segments chosen=chosen
                described_by=None on_choose=move |value| chosen.set(value)/>
        }
    });
    assert_eq!(page.text("legend"), "How far along is your school?");
    let names: Vec<Option<String>> =
        ["#rating", "#rating\\~1", "#rating\\~2"].iter().map(|id| page.attribute(id, "name")).collect();
    assert!(names.iter().all(|name| name.as_deref() == Some("rating")), "arrows go from one to the next");
    assert!(page.find::<web_sys::HtmlInputElement>("#rating\\~1").checked());
    page.find::<web_sys::HtmlElement>("#rating").click();
    drawn().await;
    assert_eq!(chosen.get_untracked(), "in");
    chosen.set("not".to_owned());
    drawn().await;
    assert!(page.find::<web_sys::HtmlInputElement>("#rating\\~2").checked());
}

#[wasm_bindgen_test]
async fn a_radio_group_says_what_each_choice_means() {
    let chosen = RwSignal::new(String::new());
    let page = Mounted::of(move || {
        let choice = Choice { value: "a".to_owned(), label: "All".to_owned(), hint: "Every one".to_owned() };
        view! {
            <RadioGroup id="group" legend="Which?" hint="Only one" choices=vec![choice, Choice::new("b", "None")]
                chosen=chosen on_choose=move |value| chosen.set(value)/>
        }
    });
    assert_eq!(page.attribute("fieldset", "aria-describedby").as_deref(), Some("group-hint"));
    assert_eq!(page.attribute("#group", "aria-describedby").as_deref(), Some("group-hint"));
    page.find::<web_sys::HtmlElement>("label[for=group\\~1]").click();
    drawn().await;
    assert_eq!(chosen.get_untracked(), "b");
}

#[wasm_bindgen_test]
async fn ticks_stop_at_the_most_and_say_so() {
    let chosen = RwSignal::new(vec!["a".to_owned()]);
    let page = Mounted::of(move || {
        let choices = vec![Choice::new("a", "Voice"), Choice::new("b", "Brass"), Choice::new("c", "Strings")];
        let limit = Signal::derive(move || {
            if chosen.with(Vec::len) < 2 { String::new() } else { "You can choose up to 2.".to_owned() }
        });
        view! {
            <CheckGroup id="focus" legend="Focus areas" choices=choices chosen=chosen limit=limit
                on_change=move |items| chosen.set(items)/>
        }
    });
    assert_eq!(page.text("[role=status]"), "");
    page.find::<web_sys::HtmlElement>("#focus\\~1").click();
    drawn().await;
    assert_eq!(chosen.get_untracked(), ["a", "b"]);
    assert!(page.find::<web_sys::HtmlInputElement>("#focus\\~2").disabled());
    assert_eq!(page.text("[role=status]"), "You can choose up to 2.");
    page.find::<web_sys::HtmlElement>("#focus").click();
    drawn().await;
    assert_eq!(chosen.get_untracked(), ["b"]);
    assert!(!page.find::<web_sys::HtmlInputElement>("#focus\\~2").disabled());
}

#[wasm_bindgen_test]
async fn controls_that_can_only_be_read_stay_reachable_and_change_nothing() {
    let reads = RwSignal::new(true);
    let (text, ticked) = (RwSignal::new("Larkfield".to_owned()), RwSignal::new(false));
    let page = Mounted::of(move || {
        provide_context(ReadOnly(reads.into()));
        view! {
            <TextField id="name" label="Name" kind=TextKind::Line text=text on_input=move |typed| text.set(typed)/>
            <CheckBox id="tick" label="Tick" checked=ticked on_change=move |now| ticked.set(now)/>
        }
    });
    drawn().await;
    assert!(page.find::<web_sys::HtmlInputElement>("#name").read_only());
    assert_eq!(page.attribute("#tick", "aria-disabled").as_deref(), Some("true"));
    page.find::<web_sys::HtmlElement>("#tick").click();
    drawn().await;
    assert!(!ticked.get_untracked());
    reads.set(false);
    drawn().await;
    assert!(!page.find::<web_sys::HtmlInputElement>("#name").read_only());
    page.find::<web_sys::HtmlElement>("#tick").click();
    drawn().await;
    assert!(ticked.get_untracked());
}

#[wasm_bindgen_test]
async fn a_row_stays_as_it_is_while_its_key_is_there() {
    let keys = RwSignal::new(vec!["a".to_owned(), "b".to_owned()]);
    let page = Mounted::of(move || {
        let draw = |key: String| view! { <li><input id=key/></li> }.into_any();
        view! { <ul><Each keys=keys draw=draw/></ul> }
    });
    page.find::<web_sys::HtmlInputElement>("#b").set_value("typed");
    keys.set(vec!["c".to_owned(), "b".to_owned()]);
    drawn().await;
    assert!(!page.has("#a"));
    assert_eq!(page.find::<web_sys::HtmlInputElement>("#b").value(), "typed");
}

#[wasm_bindgen_test]
async fn the_hubs_words_are_a_quotation_with_their_source() {
    let page = Mounted::of(|| {
        let line = |kind, spans| QuoteLine { kind, spans };
        let quotation = Quotation {
            lines: vec![
                line(
                    QuoteLineKind::Paragraph,
                    vec![QuoteSpan::Plain("It should ".to_owned()), QuoteSpan::Marked("provide an hour".to_owned())],
                ),
                line(
                    QuoteLineKind::Item,
                    vec![QuoteSpan::Link { text: "guide".to_owned(), href: "https://hub.example/".to_owned() }],
                ),
                line(QuoteLineKind::Item, vec![QuoteSpan::Plain("lessons".to_owned())]),
            ],
            source: "Marsh Music Hub, Criteria".to_owned(),
            amount: None,
            oddities: vec![OddityNote { text: "Two dates are given.".to_owned(), ask: "Ask the hub.".to_owned() }],
        };
        view! { <HubWords quotation=quotation/> }
    });
    assert_eq!(page.text("blockquote mark"), "provide an hour");
    assert_eq!(page.text("blockquote footer"), "Marsh Music Hub, Criteria");
    assert_eq!(page.find::<web_sys::Element>("blockquote ul").child_element_count(), 2);
    assert_eq!(page.attribute("blockquote a", "target").as_deref(), Some("_blank"));
    assert_eq!(page.text(".line-note"), "Two dates are given. Ask the hub.");
}

#[wasm_bindgen_test]
async fn pictures_are_for_the_eye_and_words_stand_beside_them() {
    let page = Mounted::of(|| {
        let note = |line, shape| ScoreNote { line, shape };
        let data = ScoreData {
            lines: vec![("In place".to_owned(), 1), ("Not yet".to_owned(), 0)],
            unrated: 1,
            groups: vec![ScoreGroup {
                number: "2".to_owned(),
                notes: vec![note(Some(0), NoteShape::Full), note(None, NoteShape::Dotted)],
            }],
        };
        view! {
            <Score data=data/>
            <Music notes=vec![NoteShape::Full, NoteShape::Rest, NoteShape::Half] is_ready=true current=Some(1)/>
        }
    });
    assert_eq!(page.attribute(".score", "aria-hidden").as_deref(), Some("true"));
    assert_eq!(page.text("dl").split_whitespace().collect::<Vec<_>>().join(" "), "In place 1 Not yet 0 Not rated 1");
    assert_eq!(page.attribute("svg.staff", "aria-hidden").as_deref(), Some("true"));
    assert!(page.has(".staff-bar-final") && page.has(".note-rest.note-current"));
}

#[wasm_bindgen_test]
async fn a_fold_opens_and_closes_by_its_summary() {
    let page = Mounted::of(|| {
        view! { <Fold summary="Ideas for evidence" about=" for point 2.4"><p>"Plans"</p></Fold> }
    });
    let fold: web_sys::HtmlDetailsElement = page.find("details");
    assert!(!fold.open());
    page.find::<web_sys::HtmlElement>("summary").click();
    assert!(fold.open());
    assert_eq!(page.find::<web_sys::Element>("summary").text_content().unwrap(), "Ideas for evidence for point 2.4");
}

#[wasm_bindgen_test]
async fn a_toast_can_be_closed_and_stays_while_it_has_focus() {
    let closed = RwSignal::new(0);
    let page = Mounted::of(move || {
        view! { <Toast id="toast" text="3.4 is \u{201c}Partly\u{201d} now" on_close=move || closed.update(|n| *n += 1)/> }
    });
    assert!(page.text("#toast").contains("3.4 is"));
    page.find::<web_sys::HtmlElement>("#toast button").click();
    assert_eq!(closed.get_untracked(), 1);
}

#[wasm_bindgen_test]
async fn pages_begin_with_one_heading_that_takes_focus() {
    let page = Mounted::of(|| {
        view! {
            <PageHead title="Your school" eyebrow="Marsh Music Hub"/>
            <Onward to="#/next" label="Next: Letter" back_to="#/back" back="Overview"/>
        }
    });
    assert_eq!(page.attribute("h1", "tabindex").as_deref(), Some("-1"));
    assert_eq!(page.text("h1"), "Your school");
    assert_eq!(page.attribute("nav a.button", "href").as_deref(), Some("#/next"));
    assert_eq!(page.text("nav .back"), "Previous: Overview");
}

#[wasm_bindgen_test]
async fn rows_are_added_typed_and_removed() {
    let list = RwSignal::new(Vec::<String>::new());
    let problem = Signal::derive(move || {
        list.with(|rows| rows.iter().any(|row| row.ends_with('x'))).then(|| "Enter an amount".to_owned())
    });
    let wrong =
        Signal::derive(move || list.with(|rows| rows.iter().position(|row| row.ends_with('x')).map(|row| (row, 2))));
    let page = Mounted::of(move || {
        let columns = vec![
            Some(Column { label: "What for", mode: "text" }),
            None,
            Some(Column { label: "Amount", mode: "decimal" }),
        ];
        view! {
            <Rows id="costs" columns=columns noun="Line" add="Add a line" list=list problem=problem wrong=wrong
                on_change=move |rows| list.set(rows)/>
        }
    });
    // Without a row, a link to the answer finds the button.
    assert_eq!(page.text("button#costs"), "Add a line");
    page.find::<web_sys::HtmlElement>("button#costs").click();
    drawn().await;
    assert_eq!((page.text("legend"), page.text("label[for=costs]")), ("Line 1".to_owned(), "What for".to_owned()));
    assert_eq!(page.attribute("[id='costs~0-2']", "inputmode").as_deref(), Some("decimal"));
    assert_eq!(page.attribute("#costs", "aria-describedby"), None);
    page.types("#costs", "Hall");
    page.types("[id='costs~0-2']", "80x");
    drawn().await;
    assert_eq!(list.get_untracked(), ["Hall\t\t80x"]);
    assert_eq!(page.text("#costs-error"), "", "nobody is told while still typing");
    let left = web_sys::FocusEvent::new("blur").unwrap();
    page.find::<web_sys::HtmlElement>("[id='costs~0-2']").dispatch_event(&left).unwrap();
    drawn().await;
    assert!(page.text("#costs-error").contains("Enter an amount"));
    assert_eq!(page.attribute("[id='costs~0-2']", "aria-invalid").as_deref(), Some("true"));
    assert_eq!(page.attribute("[id='costs~0-2']", "aria-describedby").as_deref(), Some("costs-error"));
    assert_eq!((page.attribute("#costs", "aria-invalid"), page.attribute("#costs", "aria-describedby")), (None, None));
    page.types("[id='costs~0-2']", "80");
    page.find::<web_sys::HtmlElement>("button.add").click();
    drawn().await;
    assert_eq!(list.get_untracked(), ["Hall\t\t80", ""]);
    assert_eq!(page.text("fieldset:first-of-type button"), "Remove line 1");
    page.find::<web_sys::HtmlElement>("fieldset:first-of-type button").click();
    drawn().await;
    assert_eq!(list.get_untracked(), [""]);
}

#[wasm_bindgen_test]
async fn what_is_to_be_read_is_a_link_where_its_address_is_known() {
    let row = |name: &str, url: Option<&str>| upbeat::app::ReadRow {
        name: name.to_owned(),
        url: url.map(str::to_owned),
        words: None,
    };
    let rows = vec![row("Handbook", Some("https://hub.example.org/h")), row("Guide", None)];
    let page = Mounted::of(move || view! { <ToRead rows=rows/> });
    assert_eq!(page.attribute("li a", "href").as_deref(), Some("https://hub.example.org/h"));
    assert!(!page.has("li:last-child a"));
    assert_eq!(page.text("li:last-child"), "Guide");
}

#[wasm_bindgen_test]
async fn a_number_is_typed_on_a_keyboard_of_digits() {
    let text = RwSignal::new(String::new());
    let page = Mounted::of(move || {
        view! { <TextField id="pupils" label="Pupils" kind=TextKind::Number text=text on_input=move |typed| text.set(typed)/> }
    });
    assert_eq!(page.attribute("#pupils", "inputmode").as_deref(), Some("decimal"));
    assert_eq!(page.attribute("#pupils", "type").as_deref(), Some("text"));
}

#[wasm_bindgen_test]
async fn what_has_changed_is_listed_by_topic_with_what_to_look_at_again() {
    let changes = |again: Vec<(String, String)>| {
        let changes = vec!["The deadline moved.".to_owned(), "New date.".to_owned()];
        Mounted::of(move || view! { <Changes topics=vec![HubChangesOf { topic: "Dates", changes }] again=again/> })
    };
    let page = changes(vec![("Rating: singing".to_owned(), "#/here".to_owned())]);
    assert_eq!((page.text("h3").as_str(), page.text("ul").as_str()), ("Dates", "The deadline moved.\nNew date."));
    assert_eq!(page.attribute("a", "href").as_deref(), Some("#/here"));
    assert!(page.text("p").contains("answers are still saved."));
    assert!(!changes(Vec::new()).has("a"));
}

#[wasm_bindgen_test]
async fn a_note_to_look_again_goes_once_the_answer_still_holds() {
    let note = RwSignal::new(String::new());
    let page = Mounted::of(
        move || view! { <LookAgain note=note keep=Some(("Keep my rating", Callback::new(move |()| note.set(String::new()))))/> },
    );
    assert!(!page.has("p"));
    note.set("Look again.".to_owned());
    drawn().await;
    assert!(page.text("p").starts_with("Look again."));
    page.find::<web_sys::HtmlElement>("button").click();
    drawn().await;
    assert!(!page.has("p"));
}

#[wasm_bindgen_test]
async fn what_is_damaged_in_a_file_is_named_part_by_part_before_the_question() {
    let parts = RwSignal::new(vec!["\u{201c}photo.jpg\u{201d} is missing from this file.".to_owned()]);
    let question = RwSignal::new("Take everything else?".to_owned());
    let page = Mounted::of(move || view! { <Damage parts=parts question=question/> });
    assert_eq!(page.text("li"), "\u{201c}photo.jpg\u{201d} is missing from this file.");
    assert_eq!(page.text("p"), "Take everything else?");
    parts.update(|parts| parts.push("The answers were changed after they were packed.".to_owned()));
    question.set("Open the answers as changed after packing?".to_owned());
    drawn().await;
    assert_eq!(page.text("li:last-child"), "The answers were changed after they were packed.");
    assert_eq!(page.text("p"), "Open the answers as changed after packing?");
}
