#!/usr/bin/env python3
"""Holds PDF files against what PDF/UA asks for and against the text that they were made of.

    check_pdf.py FOLDER

Takes every <name>.pdf in FOLDER, and every .pdf inside every .zip there, which is a bundle: its application.pdf must hold
every long answer, and its readiness.pdf must be one side. Where <name>.json lies beside a PDF, it says what the file
must be: "title", "author" and "blocks", the text of each block in order. Checks with PyPI's pikepdf:
marked as tagged, a structure tree, language, title shown in the title bar, bookmarks, PDF/UA in the metadata, every font
embedded with a map to Unicode, nothing shown outside marked content, every marked piece in the structure exactly once,
roles that only stand where they may, headings without gaps, links with words and a place in the structure, tab order;
and that the text, read in the order of the structure, is what was typed. Prints a line for each failure, then
"N passed, N failed"; exits with 1 if any failed or there was nothing to check. Needs: pip install pikepdf.
"""

import io
import json
import sys
import unicodedata
import zipfile
from pathlib import Path

import pikepdf

# Which role may stand in which (ISO 32000-1, 14.8.4), as far as our files use them.
INSIDE = {
    "Document": {"H1", "H2", "H3", "H4", "H5", "H6", "P", "L", "BlockQuote"},
    "L": {"LI"},
    "LI": {"Lbl", "LBody"},
    "BlockQuote": {"P"},
}
# Addresses of answers that are texts.
LONG = ("/evidence", "/text", "/opening", "/closing", "/why", "/attends")
TEXT = {"H1", "H2", "H3", "H4", "H5", "H6", "P", "Lbl", "LBody"}


def to_unicode(font: pikepdf.Dictionary) -> dict[int, str]:
    """The map from character codes to text."""
    found: dict[int, str] = {}
    inside, operands = None, []
    for instruction in pikepdf.parse_content_stream(font["/ToUnicode"]):
        operands = [bytes(o) if isinstance(o, pikepdf.String) else o for o in instruction.operands]
        if str(instruction.operator) == "endbfchar":
            pairs = zip(operands[::2], operands[1::2])
            found.update((int.from_bytes(code), text.decode("utf-16-be")) for code, text in pairs)
        elif str(instruction.operator) == "endbfrange":
            raise ValueError("a range in a ToUnicode map, which this checker does not read")
    return found


def marked(page: pikepdf.Page, number: int) -> dict[tuple[int, int], str]:
    """The text of each marked piece of a page."""
    fonts = {name: to_unicode(font) for name, font in page.resources.get("/Font", {}).items()}
    pieces: dict[tuple[int, int], str] = {}
    open_marks: list[int | None] = []
    font: dict[int, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operator, operands = str(instruction.operator), instruction.operands
        if operator in ("BDC", "BMC"):
            if open_marks:
                # Where two characters look the same, a span within says which is meant.
                if len(open_marks) > 1 or operator != "BDC" or "/ActualText" not in operands[1]:
                    raise ValueError("marked content within marked content")
                if open_marks[0] is not None:
                    pieces[number, open_marks[0]] += str(operands[1]["/ActualText"])
                open_marks.append(None)
                continue
            mcid = None
            if operator == "BDC" and operands[0] != "/Artifact":
                mcid = int(operands[1]["/MCID"])
                if (number, mcid) in pieces:
                    raise ValueError(f"mark {mcid} twice on page {number + 1}")
                pieces[number, mcid] = ""
            elif operands[0] != "/Artifact":
                raise ValueError(f"content marked {operands[0]} without a number")
            open_marks.append(mcid)
        elif operator == "EMC":
            open_marks.pop()
        elif operator == "Tf":
            font = fonts[str(operands[0])]
        elif operator in ("Tj", "TJ", "'", '"', "f", "F", "f*", "S", "s", "B", "b", "Do", "sh", "BI"):
            if not open_marks:
                raise ValueError(f"{operator} outside marked content on page {number + 1}")
            if operator in ("Tj", "TJ"):
                strings = operands[0] if operator == "TJ" else [operands[0]]
                for string in strings:
                    if isinstance(string, pikepdf.String):
                        raw = bytes(string)
                        text = "".join(font[int.from_bytes(raw[at : at + 2])] for at in range(0, len(raw), 2))
                        if open_marks[0] is not None and len(open_marks) == 1:
                            pieces[number, open_marks[0]] += text
                    elif abs(float(string)) > 0.5:
                        raise ValueError(f"text is moved by {string}: kerning, or widths that are not the font's")
    if open_marks:
        raise ValueError("marked content is not closed")
    return pieces


class Structure:
    """Walks the structure tree and collects the text of each block."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        self.pieces: dict[tuple[int, int], str] = {}
        for number, page in enumerate(pdf.pages):
            self.pieces.update(marked(page, number))
        self.annotations = {a.objgen for page in pdf.pages for a in page.obj.get("/Annots", [])}
        self.blocks: list[tuple[str, str]] = []
        self.seen: set[tuple[int, int]] = set()
        self.roles = pdf.Root["/StructTreeRoot"].get("/RoleMap", {})

    def walk(self, element, parent: str | None, page) -> str:
        role = str(element["/S"])[1:]
        if parent in INSIDE and role not in INSIDE[parent]:
            raise ValueError(f"{role} in {parent}")
        if role == "L":
            attributes = element["/A"]
            attributes = list(attributes) if isinstance(attributes, pikepdf.Array) else [attributes]
            numbering = next((str(a["/ListNumbering"]) for a in attributes if "/ListNumbering" in a), None)
            before = len(self.blocks)
        page = element.get("/Pg", page)
        children = element.get("/K", [])
        children = list(children) if isinstance(children, pikepdf.Array) else [children]
        text, pressed = "", 0
        for child in children:
            if isinstance(child, int):
                text += self.take(page, child)
            elif child.get("/Type") == "/MCR":
                text += self.take(child.get("/Pg", page), int(child["/MCID"]))
            elif child.get("/Type") == "/OBJR":
                self.annotations.discard(child["/Obj"].objgen)
                pressed += 1
            else:
                text += self.walk(child, role, page)
        if role == "L":
            labels = [words for kind, words in self.blocks[before:] if kind == "Lbl"]
            fitting = "/Decimal" if any(c.isdigit() for label in labels for c in label) else "/Disc"
            if numbering != fitting:
                raise ValueError(f"a list with labels {labels[:3]} that says {numbering}")
        if role == "Link" and pressed != 1:
            raise ValueError(f"a link with {pressed} annotations")
        if role in TEXT:
            self.blocks.append((role, text))
            return ""
        return text

    def take(self, page, mcid: int) -> str:
        at = (self.pages[page.objgen], mcid)
        if at in self.seen:
            raise ValueError(f"mark {mcid} stands twice in the structure")
        self.seen.add(at)
        return self.pieces[at]


def check(name: str, raw: bytes, wanted: dict | None) -> None:
    """Raises if a file is not what it should be."""
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        root = pdf.Root
        if pdf.pdf_version != "1.7" or not root["/MarkInfo"]["/Marked"] or root["/MarkInfo"].get("/Suspects", False):
            raise ValueError("not marked as tagged")
        if str(root["/Lang"]) != "en-GB" or not root["/ViewerPreferences"]["/DisplayDocTitle"]:
            raise ValueError("language, or title bar")
        with pdf.open_metadata() as metadata:
            if metadata.get("pdfuaid:part") != "1" or not metadata.get("dc:title"):
                raise ValueError("metadata")
            if wanted and "title" in wanted and (metadata["dc:title"], metadata.get("dc:creator")) != (wanted["title"], [wanted["author"]]):
                raise ValueError(f"title {metadata['dc:title']!r}, author {metadata.get('dc:creator')}")
        with pdf.open_outline() as outline:
            if not outline.root:
                raise ValueError("no bookmarks")
        for page in pdf.pages:
            for font in page.resources.get("/Font", {}).values():
                inner = font["/DescendantFonts"][0]["/FontDescriptor"]
                if "/FontFile2" not in inner and "/FontFile3" not in inner:
                    raise ValueError(f"{font['/BaseFont']} is not embedded")
                if "+" not in str(font["/BaseFont"]) or "/ToUnicode" not in font:
                    raise ValueError(f"{font['/BaseFont']} is not a subset with a map to Unicode")
            annotations = page.obj.get("/Annots", [])
            if len(annotations) and page.obj.get("/Tabs") != "/S":
                raise ValueError("tab order does not follow the structure")
            if any(not str(a.get("/Contents", "")) for a in annotations):
                raise ValueError("a link without words")
        structure = Structure(pdf)
        tree = root["/StructTreeRoot"]
        top = tree["/K"]
        structure.walk(top[0] if isinstance(top, pikepdf.Array) else top, None, None)
        if left := set(structure.pieces) - structure.seen:
            raise ValueError(f"marks that are not in the structure: {sorted(left)[:5]}")
        if structure.annotations:
            raise ValueError("links that are not in the structure")
        last = 0
        for role, _ in structure.blocks:
            if role.startswith("H"):
                if int(role[1:]) > last + 1:
                    raise ValueError(f"H{last} is followed by {role}")
                last = int(role[1:])
        if wanted and "blocks" not in wanted:
            shown = bare("".join(text for _, text in structure.blocks))
            for address, text in wanted["answers"].items():
                if bare(text) not in shown:
                    raise ValueError(f"lacks the answer at {address}")
            if wanted["one side"] and len(pdf.pages) != 1:
                raise ValueError(f"{len(pdf.pages)} sides")
        elif wanted:
            here = " ".join(" ".join(text for _, text in structure.blocks).split())
            typed = " ".join(" ".join(wanted["blocks"]).split())
            if here != typed:
                at = next((n for n, (a, b) in enumerate(zip(here, typed)) if a != b), min(len(here), len(typed)))
                raise ValueError(f"reads {here[max(at - 30, 0) : at + 30]!r}, typed {typed[max(at - 30, 0) : at + 30]!r}")


def bare(text: str) -> str:
    """Only what every font has and no list changes: letters of ASCII, also those that carry accents or are joined."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if c.isascii() and c.isalpha())


def files(folder: Path):
    """Every PDF, with what is wanted of it if that is known."""
    for path in sorted(folder.glob("*.pdf")):
        beside = path.with_suffix(".json")
        yield path.name, path.read_bytes(), json.loads(beside.read_text(encoding="utf-8")) if beside.exists() else None
    for path in sorted(folder.glob("*.zip")):
        with zipfile.ZipFile(path) as opened:
            for name in opened.namelist():
                if name.endswith(".pdf") and "/attachments/" not in name:
                    folder_in = name.rsplit("/", 1)[0]
                    application = json.loads(opened.read(f"{folder_in}/application.json"))
                    whole = name.endswith("/application.pdf")
                    answers = {
                        address: answer["value"]
                        for address, answer in application["draft"]["answers"].items()
                        if whole and isinstance(answer["value"], str) and address.endswith(LONG)
                    }
                    wanted = {"answers": answers, "one side": name.endswith("/readiness.pdf")}
                    yield f"{path.name}: {name}", opened.read(name), wanted


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    passed = failed = 0
    for name, raw, wanted in files(Path(sys.argv[1])):
        try:
            check(name, raw, wanted)
            passed += 1
        except Exception as error:  # noqa: BLE001  whatever it is, it is a failure of this file
            failed += 1
            print(f"{name}: {type(error).__name__}: {error}")
    print(f"{passed} passed, {failed} failed")
    return 0 if passed and not failed else 1


if __name__ == "__main__":
    sys.exit(main())
