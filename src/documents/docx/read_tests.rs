//! Letters from Word with all that people put into them.

use super::*;

const HEAD: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" xmlns:s=\"http://schemas.microsoft.com/office/word/2015/wordml/symex\"";

/// The parts of a document, each without its root.
#[derive(Default)]
struct Parts<'a> {
    body: &'a str,
    styles: &'a str,
    numbering: &'a str,
    rels: &'a str,
    header: &'a str,
}

impl Parts<'_> {
    fn read(&self) -> LetterText {
        let part = |root: &str, inside: &str| format!("<w:{root} {HEAD}>{inside}</w:{root}>");
        let document = part("document", &format!("<w:body>{}</w:body>", self.body));
        let (styles, numbering) = (part("styles", self.styles), part("numbering", self.numbering));
        let header = part("hdr", self.header);
        let rels = format!("<Relationships>{}</Relationships>", self.rels);
        let letter = docx_letter(
            |name| match name {
                "word/document.xml" => Some(document.as_bytes()),
                "word/styles.xml" => Some(styles.as_bytes()),
                "word/numbering.xml" => Some(numbering.as_bytes()),
                "word/_rels/document.xml.rels" => Some(rels.as_bytes()),
                "word/header1.xml" => Some(header.as_bytes()),
                _ => None,
            },
            |_| None,
        );
        letter.unwrap_or_else(|error| panic!("{}: {error}", self.body))
    }
}

fn body(body: &str) -> LetterText {
    Parts { body, ..Parts::default() }.read()
}

fn p(runs: &str) -> String {
    format!("<w:p>{runs}</w:p>")
}

fn t(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

/// A run with properties.
fn r(properties: &str, text: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

#[test]
fn hidden_words_are_left_out_by_whatever_way() {
    let styles = "<w:style w:type=\"character\" w:styleId=\"H\"><w:rPr><w:vanish/></w:rPr></w:style>\
        <w:style w:type=\"character\" w:styleId=\"H2\"><w:basedOn w:val=\"H\"/></w:style>\
        <w:style w:type=\"character\" w:styleId=\"Shown\"><w:basedOn w:val=\"H\"/><w:rPr><w:vanish w:val=\"0\"/></w:rPr></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"P\"><w:rPr><w:vanish/></w:rPr></w:style>\
        <w:style w:type=\"table\" w:styleId=\"T\"><w:tblStylePr w:type=\"firstRow\"><w:rPr><w:vanish/></w:rPr></w:tblStylePr></w:style>";
    let in_p = |runs: &str| format!("<w:p><w:pPr><w:pStyle w:val=\"P\"/></w:pPr>{runs}</w:p>");
    for (runs, is_hidden) in [
        (p(&r("<w:vanish/>", "x")), true),
        (p(&r("<w:vanish w:val=\"true\"/>", "x")), true),
        (p(&r("<w:rStyle w:val=\"H\"/>", "x")), true),
        (p(&r("<w:rStyle w:val=\"H2\"/>", "x")), true),
        (in_p(&t("x")), true),
        (in_p(&r("<w:b/>", "x")), true),
        (
            "<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr><w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
                .to_owned(),
            true,
        ),
        (p("<w:r><w:rPr><w:vanish/></w:rPr><w:sym w:font=\"Wingdings\" w:char=\"F0FC\"/></w:r>"), true),
        (p(&r("<w:vanish w:val=\"off\"/>", "x")), false),
        (p(&r("<w:rStyle w:val=\"Shown\"/>", "x")), false),
        (p(&r("<w:rStyle w:val=\"H\"/><w:vanish w:val=\"0\"/>", "x")), false),
        (p(&r("<w:rStyle w:val=\"T\"/>", "x")), false),
        (in_p(&r("<w:vanish w:val=\"0\"/>", "x")), false),
        // Both hide: the one undoes the other.
        (in_p(&r("<w:rStyle w:val=\"H\"/>", "x")), false),
        (format!("<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>{}</w:p>", t("x")), false),
        (p(&r("<w:webHidden/>", "x")), false),
    ] {
        let letter = Parts { body: &(p(&t("kept")) + &runs), styles, ..Parts::default() }.read();
        assert_eq!(letter.remarks.iter().any(|remark| remark == "Hidden text was left out."), is_hidden, "{runs}");
        assert_eq!(letter.text, if is_hidden { "kept" } else { "kept\n\nx" }, "{runs}");
    }
    let all = "<w:docDefaults><w:rPrDefault><w:rPr><w:vanish/></w:rPr></w:rPrDefault></w:docDefaults>";
    let letter =
        Parts { body: &p(&(t("gone") + &r("<w:vanish w:val=\"0\"/>", "kept"))), styles: all, ..Parts::default() };
    assert_eq!(letter.read().text, "kept");
    let normal = "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"N\"><w:rPr><w:vanish/></w:rPr></w:style>";
    let letter =
        Parts { body: &p(&(t("gone") + &r("<w:vanish w:val=\"0\"/>", "kept"))), styles: normal, ..Parts::default() };
    assert_eq!(letter.read().text, "kept");
}

#[test]
fn what_else_is_left_out_is_said() {
    let row = |properties: &str, text: &str| {
        format!("<w:tr><w:trPr>{properties}</w:trPr><w:tc>{}</w:tc></w:tr>", p(&t(text)))
    };
    let deleted = "Text that was deleted with Track Changes was left out.";
    let form = "Boxes that nobody has filled in were left out.";
    let prompt = "<w:sdtPr><w:showingPlcHdr/></w:sdtPr>";
    let text_box = |default: &str, result: &str| {
        format!(
            "<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:textInput><w:default w:val=\"{default}\"/></w:textInput></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMTEXT </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>{}<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>",
            t(result)
        )
    };
    for (inside, text, remark) in [
        (p("<w:del><w:r><w:delText>x</w:delText></w:r></w:del>"), "kept", Some(deleted)),
        (format!("<w:tbl>{}{}</w:tbl>", row("<w:del/>", "x"), row("", "y")), "kept\n\ny", Some(deleted)),
        ("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr></w:p>".to_owned(), "kept", None),
        (format!("<w:sdt>{prompt}<w:sdtContent>{}</w:sdtContent></w:sdt>", p(&t("Click here"))), "kept", Some(form)),
        (
            p(&format!("<w:sdt>{prompt}<w:sdtContent>{}</w:sdtContent></w:sdt>{}", t("Click here"), t("x"))),
            "kept\n\nx",
            Some(form),
        ),
        (
            p(&format!(
                "<w:sdt><w:sdtPr><w:showingPlcHdr w:val=\"0\"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
                t("x")
            )),
            "kept\n\nx",
            None,
        ),
        (p(&(t("Name: ") + &text_box("", "\u{2002}\u{2002}\u{2002}"))), "kept\n\nName:", Some(form)),
        (p(&(t("Name: ") + &text_box("Your name", "Your name"))), "kept\n\nName:", Some(form)),
        (p(&(t("Name: ") + &text_box("Your name", "Ada"))), "kept\n\nName: Ada", None),
    ] {
        let letter = body(&(p(&t("kept")) + &inside));
        assert_eq!(letter.text, text, "{inside}");
        let said = letter.remarks.iter().map(String::as_str).find(|remark| !remark.starts_with("The table"));
        assert_eq!(said, remark, "{inside}");
    }
    let rels = "<Relationship Id=\"h\" Type=\"http://x/header\" Target=\"header1.xml\"/>";
    let with_header = p(&t("kept")) + "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"h\"/></w:sectPr>";
    let without = p(&t("kept"));
    for (body, header, is_said) in [
        (&with_header, p(&t("Larkfield School")), true),
        (&with_header, p(&(t("Pa") + &t("ge ") + &t("2 of 3"))), false),
        (&with_header, p(""), false),
        (&without, p(&t("Larkfield School")), false),
    ] {
        let letter = Parts { body, rels, header: &header, ..Parts::default() }.read();
        assert_eq!(letter.text, "kept");
        assert_eq!(!letter.remarks.is_empty(), is_said, "{header}");
    }
}

#[test]
fn links_keep_their_addresses() {
    let rels = "<Relationship Id=\"a\" Type=\"http://x/hyperlink\" Target=\"https://a.example/plan\" TargetMode=\"External\"/>\
        <Relationship Id=\"m\" Type=\"http://x/hyperlink\" Target=\"mailto:ada@a.example\" TargetMode=\"External\"/>\
        <Relationship Id=\"i\" Type=\"http://x/hyperlink\" Target=\"other.docx\"/>";
    let link = |id: &str, text: &str| format!("<w:hyperlink r:id=\"{id}\">{}</w:hyperlink>", t(text));
    let field = |code: &str, text: &str| {
        format!(
            "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>{}</w:instrText></w:r><w:r><w:instrText>{}</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>{}<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>",
            code.get(..6).unwrap_or_default(),
            code.get(6..).unwrap_or_default(),
            t(text)
        )
    };
    for (runs, text) in [
        (link("a", "our plan") + &t("."), "our plan (https://a.example/plan)."),
        (link("a", "our plan ") + &t("now"), "our plan (https://a.example/plan) now"),
        (link("a", "https://a.example/plan"), "https://a.example/plan"),
        (link("m", "Ada"), "Ada (ada@a.example)"),
        (link("i", "our plan"), "our plan"),
        (link("none", "our plan"), "our plan"),
        (link("a", ""), ""),
        (
            format!("<w:hyperlink r:id=\"a\" w:anchor=\"top\">{}</w:hyperlink>", t("x")),
            "x (https://a.example/plan#top)",
        ),
        (format!("<w:hyperlink w:anchor=\"top\">{}</w:hyperlink>", t("x")), "x"),
        (field(" HYPERLINK &quot;https://b.example&quot; ", "the hub") + &t("!"), "the hub (https://b.example)!"),
        (field(" HYPERLINK \\l &quot;top&quot; ", "below"), "below"),
        (field(" PAGE ", "2"), "2"),
        (
            format!("<w:fldSimple w:instr=\"HYPERLINK &quot;https://b.example&quot;\">{}</w:fldSimple>", t("x")),
            "x (https://b.example)",
        ),
    ] {
        let inside = p(&(t("See ") + &runs));
        assert_eq!(
            Parts { body: &inside, rels, ..Parts::default() }.read().text,
            format!("See {text}").trim(),
            "{runs}"
        );
    }
}

#[test]
fn signs_equations_and_odd_characters_are_kept() {
    let run = |inside: &str| format!("<w:r>{inside}</w:r>");
    let sym = |font: &str, char: &str| run(&format!("<w:sym w:font=\"{font}\" w:char=\"{char}\"/>"));
    let tick = |inside: &str| {
        format!(
            "<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:checkBox>{inside}</w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
        )
    };
    let m = |inside: &str| format!("<m:oMath>{inside}</m:oMath>");
    let mr = |text: &str| format!("<m:r><m:t>{text}</m:t></m:r>");
    let e = |name: &str, inside: &str| format!("<m:{name}>{inside}</m:{name}>");
    let styles = "<w:style w:type=\"character\" w:styleId=\"W\"><w:rPr><w:rFonts w:ascii=\"Wingdings\" w:hAnsi=\"Wingdings\"/></w:rPr></w:style>";
    for (runs, text) in [
        (sym("Wingdings", "F0FC") + &sym("Symbol", "61") + &sym("Wingdings 2", "F052"), "\u{2713}\u{3b1}\u{2611}"),
        (sym("Calibri", "2192") + &sym("Times New Roman", "F041"), "\u{2192}A"),
        (r("<w:rFonts w:ascii=\"Wingdings\" w:hAnsi=\"Wingdings\"/>", "\u{fc}") + &t(" done"), "\u{2713} done"),
        (r("<w:rStyle w:val=\"W\"/>", "\u{f0e0}"), "\u{2192}"),
        (t("\u{f0fc} x"), "\u{2713} x"),
        (
            "<mc:AlternateContent><mc:Choice Requires=\"w16se\"><w:r><s:symEx s:font=\"Segoe UI Emoji\" s:char=\"1F60A\"/></w:r></mc:Choice><mc:Fallback><w:r><w:t>\u{1f60a}</w:t></w:r></mc:Fallback></mc:AlternateContent>".to_owned(),
            "\u{1f60a}",
        ),
        (
            format!("<mc:AlternateContent><mc:Choice Requires=\"x\"><w:r/></mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>", t("x")),
            "x",
        ),
        (run("<w:t>co</w:t><w:noBreakHyphen/><w:t>op cre</w:t><w:softHyphen/><w:t>s\u{ad}cendo</w:t>"), "co\u{2011}op crescendo"),
        (run("<w:t>Name</w:t><w:ptab w:relativeTo=\"margin\"/><w:t>Right</w:t>"), "Name Right"),
        (t("na\u{200d}me \u{6cc}\u{200c}\u{634}\u{7f}"), "na\u{200d}me \u{6cc}\u{200c}\u{634}"),
        (tick("<w:checked/>") + &t(" a ") + &tick("<w:default w:val=\"0\"/>") + &t(" b"), "\u{2611} a \u{2610} b"),
        (m(&mr("3/4")), "3/4"),
        (m(&e("f", &(e("num", &mr("a+b")) + &e("den", &mr("2"))))), "(a+b)/2"),
        (m(&e("sSup", &(e("e", &mr("x")) + &e("sup", &mr("2"))))), "x\u{b2}"),
        (m(&e("sSubSup", &(e("e", &mr("x")) + &e("sub", &mr("i")) + &e("sup", &mr("n+1"))))), "x_i^(n+1)"),
        (m(&e("rad", &("<m:radPr><m:degHide/></m:radPr><m:deg/>".to_owned() + &e("e", &mr("a+b"))))), "\u{221a}(a+b)"),
        (m(&e("nary", &("<m:naryPr><m:chr m:val=\"\u{2211}\"/></m:naryPr>".to_owned() + &e("sub", &mr("1")) + &e("sup", &mr("n")) + &e("e", &mr("k"))))), "\u{2211}_1^n k"),
        (m(&e("d", &("<m:dPr><m:begChr m:val=\"[\"/><m:endChr m:val=\"]\"/></m:dPr>".to_owned() + &e("e", &mr("a"))))), "[a]"),
        (m(&e("m", &(e("mr", &(e("e", &mr("1")) + &e("e", &mr("0")))) + &e("mr", &(e("e", &mr("0")) + &e("e", &mr("1"))))))), "[1, 0; 0, 1]"),
        (m(&e("func", &(e("fName", &mr("sin")) + &e("e", &mr("x"))))), "sin x"),
        (format!("<m:oMathPara>{}</m:oMathPara>", m(&mr("a=b"))), "a=b"),
    ] {
        let letter = Parts { body: &p(&(t("See ") + &runs)), styles, ..Parts::default() }.read();
        assert_eq!(letter.text, format!("See {text}"), "{runs}");
        assert_eq!(letter.remarks, [""; 0], "{runs}");
    }
    let unknown = body(&p(&(t("x") + &sym("Own Signs", "F0FF"))));
    assert_eq!((unknown.text.as_str(), unknown.remarks.len()), ("x", 1));
    let block = body(&(m(&mr("a=b")) + &p(&t("x"))));
    assert_eq!(block.text, "a=b\n\nx");
}

/// A list of these levels: format, text, and whatever else.
fn model(levels: &[(&str, &str, &str)]) -> String {
    let level = |(depth, (format, text, more)): (usize, &(&str, &str, &str))| {
        format!(
            "<w:lvl w:ilvl=\"{depth}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/>{more}</w:lvl>"
        )
    };
    format!(
        "<w:abstractNum w:abstractNumId=\"0\">{}</w:abstractNum>",
        levels.iter().enumerate().map(level).collect::<String>()
    )
}

#[test]
fn lists_are_numbered_as_word_does() {
    let item = |(list, depth): (u32, u32)| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{depth}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>"
        )
    };
    let num = |id: u32, more: &str| format!("<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"0\"/>{more}</w:num>");
    let restart = "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride>";
    let legal = [("upperRoman", "%1.", ""), ("decimal", "%1.%2", "<w:isLgl/>")];
    let deep = [("decimal", "%1.", ""), ("decimal", "%1.%2", ""), ("lowerLetter", "(%3)", "")];
    for (levels, nums, items, markers) in [
        (&[("lowerLetter", "(%1)", "")][..], num(1, ""), &[(1, 0), (1, 0)][..], "(a) (b)"),
        (&[("lowerRoman", "%1)", "")], num(1, ""), &[(1, 0), (1, 0), (1, 0), (1, 0)], "i) ii) iii) iv)"),
        (&[("upperLetter", "%1.", "")], num(1, ""), &[(1, 0), (1, 0)], "A. B."),
        (&[("ordinal", "%1", "")], num(1, ""), &[(1, 0), (1, 0)], "1st 2nd"),
        (&[("decimalZero", "%1.", "")], num(1, ""), &[(1, 0)], "01."),
        (&[("decimal", "Aim %1:", "")], num(1, ""), &[(1, 0), (1, 0)], "Aim 1: Aim 2:"),
        (&[("decimal", "%1.", "<w:start w:val=\"5\"/>")], num(1, ""), &[(1, 0), (1, 0)], "5. 6."),
        (&[("bullet", "\u{f0b7}", "")], num(1, ""), &[(1, 0)], "-"),
        (&[("bullet", "\u{2713}", "")], num(1, ""), &[(1, 0)], "-"),
        (&[("bullet", "", "")], num(1, ""), &[(1, 0)], ""),
        (&[("bullet", "", "<w:lvlPicBulletId w:val=\"0\"/>")], num(1, ""), &[(1, 0)], "-"),
        (&[("none", "", "")], num(1, ""), &[(1, 0)], ""),
        (&deep, num(1, ""), &[(1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2)], "1. 1.1 1.2 (a) 2. 2.1 (a)"),
        (&legal, num(1, ""), &[(1, 0), (1, 0), (1, 1)], "I. II. 2.1"),
        // A level that does not begin again, and one that does so only after the first.
        (
            &[("decimal", "%1.", ""), ("decimal", "%2)", "<w:lvlRestart w:val=\"0\"/>")],
            num(1, ""),
            &[(1, 0), (1, 1), (1, 0), (1, 1)],
            "1. 1) 2. 2)",
        ),
        (
            &[("decimal", "%1.", ""), ("decimal", "%2)", ""), ("decimal", "%3:", "<w:lvlRestart w:val=\"1\"/>")],
            num(1, ""),
            &[(1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2)],
            "1. 1) 1: 2) 2: 2. 1) 1:",
        ),
        // Lists of one model go on from each other, unless they begin again.
        (&[("decimal", "%1.", "")], num(1, "") + &num(2, ""), &[(1, 0), (1, 0), (2, 0)], "1. 2. 3."),
        (&[("decimal", "%1.", "")], num(1, "") + &num(2, restart), &[(1, 0), (1, 0), (2, 0), (2, 0)], "1. 2. 1. 2."),
        (
            &[("decimal", "%1.", "")],
            num(
                1,
                "<w:lvlOverride w:ilvl=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"lowerLetter\"/><w:lvlText w:val=\"%1)\"/></w:lvl></w:lvlOverride>",
            ),
            &[(1, 0), (1, 0)],
            "a) b)",
        ),
    ] {
        let numbering = model(levels) + &nums;
        let inside: String = items.iter().copied().map(item).collect();
        let letter = Parts { body: &inside, numbering: &numbering, ..Parts::default() }.read();
        let lines: Vec<&str> = letter.text.lines().filter(|line| !line.is_empty()).collect();
        let found: Vec<&str> = lines.iter().map(|line| line.trim_end_matches('x').trim_end()).collect();
        assert_eq!(found.join(" "), markers, "{numbering}");
    }
    let styles = "<w:style w:type=\"paragraph\" w:styleId=\"H\"><w:name w:val=\"heading 1\"/><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"S\"><w:name w:val=\"Sub\"/><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>\
        <w:style w:type=\"numbering\" w:styleId=\"L\"><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>";
    let numbering = model(&[
        ("decimal", "%1.", "<w:pStyle w:val=\"H\"/>"),
        ("decimal", "%1.%2", "<w:pStyle w:val=\"S\"/>"),
    ]) + "<w:abstractNum w:abstractNumId=\"7\"><w:numStyleLink w:val=\"L\"/></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"7\"/></w:num>";
    let in_style =
        |style: &str| format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>");
    let inside = in_style("H") + &in_style("S") + &in_style("H") + &in_style("S") + &in_style("S") + &item((2, 1));
    let letter = Parts { body: &inside, numbering: &numbering, styles, ..Parts::default() }.read();
    assert_eq!(letter.text, "x\n\n1.1 x\n\nx\n\n2.1 x\n2.2 x\n2.3 x");
}

#[test]
fn paragraphs_whose_end_was_deleted_go_on() {
    let open = |text: &str| format!("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}</w:p>", t(text));
    let cell = |inside: &str| format!("<w:tbl><w:tr><w:tc>{inside}</w:tc></w:tr></w:tbl>");
    for (inside, text) in [
        (open("We sing ") + &p(&t("daily.")), "We sing daily."),
        (open("We ") + &open("sing ") + &p(&t("daily.")) + &p(&t("Yours")), "We sing daily.\n\nYours"),
        (open("") + &p(&t("daily.")), "daily."),
        (open("We sing."), "We sing."),
        (open("We sing.") + &cell(&p(&t("Daily."))), "We sing.\n\nDaily."),
        (cell(&open("We sing.")) + &p(&t("Daily.")), "We sing.\n\nDaily."),
    ] {
        assert_eq!(body(&inside).text, text, "{inside}");
    }
}

#[test]
fn lists_that_were_typed_stay_as_they_are() {
    for (lines, text) in [
        (["\u{2013} choir", "\u{2013} band"], "\u{2013} choir\n\u{2013} band"),
        (["\u{27a2}\tchoir", "\u{2713} band"], "\u{27a2} choir\n\u{2713} band"),
        (["(a) choir", "(b) band"], "(a) choir\n(b) band"),
        (["i) choir", "ii) band"], "i) choir\nii) band"),
        (["1. choir", "2. band"], "1. choir\n2. band"),
        (["\u{2022} choir", "\u{b7} band"], "- choir\n- band"),
        (["Our choir", "our band"], "Our choir\n\nour band"),
        (["(see below) choir", "on band"], "(see below) choir\n\non band"),
        (["\u{2013}choir", "band"], "\u{2013}choir\n\nband"),
    ] {
        let inside: String = lines.iter().map(|line| p(&t(line))).collect();
        assert_eq!(body(&inside).text, text);
    }
}

#[test]
fn cells_keep_their_lines_and_lists() {
    let cell =
        |paragraphs: &[&str]| format!("<w:tc>{}</w:tc>", paragraphs.iter().map(|text| p(&t(text))).collect::<String>());
    let table = |rows: &[&[&[&str]]]| {
        let row = |cells: &&[&[&str]]| format!("<w:tr>{}</w:tr>", cells.iter().map(|c| cell(c)).collect::<String>());
        format!("<w:tbl>{}</w:tbl>", rows.iter().map(row).collect::<String>())
    };
    let nested = format!(
        "<w:tbl><w:tr>{}<w:tc>{}</w:tc></w:tr></w:tbl>",
        cell(&["a"]),
        table(&[&[&["b"], &["c"]], &[&["d"], &["e"]]])
    );
    let broken = format!(
        "<w:tbl><w:tr><w:tc>{}</w:tc>{}</w:tr></w:tbl>",
        p("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>"),
        cell(&["c"])
    );
    for (tables, text) in [
        (table(&[&[&["Choir"], &["30"]], &[&["Band"], &["12"]]]), "Choir | 30\nBand | 12"),
        (
            table(&[&[&["Choir"], &["\u{2022} sings", "\u{2022} tours"]], &[&["Band"], &["12"]]]),
            "Choir\n\n- sings\n- tours\n\nBand | 12",
        ),
        (nested, "a\n\nb | c\nd | e"),
        (broken, "a\nb\n\nc"),
    ] {
        assert_eq!(body(&(tables.clone() + &p(&t("After.")))).text, format!("{text}\n\nAfter."), "{tables}");
    }
}
