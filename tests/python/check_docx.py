#!/usr/bin/env python3
"""Holds Word documents against the text that they were made of.

    check_docx.py FOLDER

For every <name>.docx in FOLDER there is a <name>.json: "title", "author", and "blocks", each with the name of its style,
its text with line breaks, the number before it if it is an item of a numbered list, and its links. Opens each with PyPI's
python-docx and compares paragraphs, styles, numbers, links, properties, sheet and language; checks that every part is
well formed, that relationships lead somewhere, and that the package says what Word wants to know. Prints a line for each
failure, then "N passed, N failed"; exits with 1 if any failed or there was nothing to check. Needs: pip install
python-docx.
"""

import json
import sys
import zipfile
from pathlib import Path

import docx
from docx.oxml.ns import qn
from lxml import etree


def number_of(document, paragraph, counted: dict[str, int]) -> int | None:
    """The number that Word would write before a paragraph."""
    properties = paragraph._p.pPr
    own = None if properties is None else properties.numPr
    if own is None or paragraph.style.name != "List Number":
        return None
    list_id = str(own.numId.val)
    numbering = document.part.numbering_part.element
    (entry,) = [n for n in numbering.findall(qn("w:num")) if n.get(qn("w:numId")) == list_id]
    override = entry.find(qn("w:lvlOverride"))
    start = int(override.find(qn("w:startOverride")).get(qn("w:val"))) if override is not None else 1
    counted[list_id] = counted.get(list_id, start - 1) + 1
    return counted[list_id]


def check(path: Path, wanted: dict) -> None:
    """Raises if a document is not what it should be."""
    with zipfile.ZipFile(path) as package:
        names = package.namelist()
        if names[0] != "[Content_Types].xml" or package.testzip() is not None:
            raise ValueError(f"a package that begins with {names[0]}")
        for name in names:
            etree.fromstring(package.read(name))
        types = etree.fromstring(package.read("[Content_Types].xml"))
        for override in types.iter("{*}Override"):
            if override.get("PartName")[1:] not in names:
                raise ValueError(f"{override.get('PartName')} has a type and is not there")
        settings = etree.fromstring(package.read("word/settings.xml"))
        modes = [s.get(qn("w:val")) for s in settings.iter(qn("w:compatSetting")) if s.get(qn("w:name")) == "compatibilityMode"]
        if modes != ["15"]:
            raise ValueError(f"compatibility mode {modes}")
    document = docx.Document(str(path))
    properties = document.core_properties
    if (properties.title, properties.author, properties.language) != (wanted["title"], wanted["author"], "en-GB"):
        raise ValueError(f"properties {properties.title!r}, {properties.author!r}, {properties.language!r}")
    if properties.created is None or properties.created != properties.modified:
        raise ValueError("no day")
    section = document.sections[0]
    sheet = {"width": section.page_width, "height": section.page_height, "top": section.top_margin, "left": section.left_margin}
    # 635 English Metric Units to a twip.
    if {side: length // 635 for side, length in sheet.items()} != wanted["sheet"]:
        raise ValueError(f"sheet {sheet}")
    counted: dict[str, int] = {}
    found = []
    for paragraph in document.paragraphs:
        links = [link.address or f"#{link.fragment}" for link in paragraph.hyperlinks]
        number = number_of(document, paragraph, counted)
        found.append({"style": paragraph.style.name, "text": paragraph.text, "number": number, "links": links})
    if found != wanted["blocks"]:
        for here, there in zip(found, wanted["blocks"]):
            if here != there:
                raise ValueError(f"reads {here}, written {there}")
        raise ValueError(f"{len(found)} paragraphs, written {len(wanted['blocks'])}")
    bold = [run for paragraph in document.paragraphs for run in paragraph.runs if run.bold]
    if len(bold) != wanted["bold"]:
        raise ValueError(f"{len(bold)} bold runs, written {wanted['bold']}")


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    passed = failed = 0
    for path in sorted(Path(sys.argv[1]).glob("*.docx")):
        try:
            check(path, json.loads(path.with_suffix(".json").read_text(encoding="utf-8")))
            passed += 1
        except Exception as error:  # noqa: BLE001  whatever it is, it is a failure of this document
            failed += 1
            print(f"{path.name}: {type(error).__name__}: {error}")
    print(f"{passed} passed, {failed} failed")
    return 0 if passed and not failed else 1


if __name__ == "__main__":
    sys.exit(main())
