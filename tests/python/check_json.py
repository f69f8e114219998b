#!/usr/bin/env python3
"""Holds what bundles say to programs against their published schema.

    check_json.py FOLDER SCHEMA [CALL_SCHEMA]

Opens every .zip in FOLDER, reads data/application.json and validates it with PyPI's jsonschema against SCHEMA (and
data/call.json against CALL_SCHEMA, if it is given). Checks too that the schema is a valid schema, that it refuses what
is plainly wrong, and that the page beside it, where there is one, is well formed. Prints a line for each failure, then "N passed,
N failed"; exits with 1 if any failed or there was nothing to check. Needs: pip install jsonschema.
"""

import copy
import hashlib
import html.parser
import json
import sys
import zipfile
from pathlib import Path

import jsonschema

VOID = {"meta", "br"}


class Page(html.parser.HTMLParser):
    """Reads a page strictly: everything closes in order, nothing is there that the product never writes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        if tag in {"script", "img", "iframe", "object", "form", "link", "base", "svg"}:
            self.wrong.append(f"<{tag}>")
        for name, value in attrs:
            if name.startswith("on") or name in {"style", "src"}:
                self.wrong.append(f"<{tag} {name}>")
            if name == "href" and not (value or "").startswith(("https://", "http://", "mailto:")):
                self.wrong.append(f"a link to {value!r}")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> out of order")

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def no_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object whose keys are all different."""
    keys = [key for key, _ in pairs]
    if len(set(keys)) != len(keys):
        raise ValueError(f"doubled keys: {sorted(key for key in keys if keys.count(key) > 1)}")
    return dict(pairs)


def in_bundle(opened: zipfile.ZipFile, path: str) -> bytes:
    """The one file whose path in the bag this is."""
    (name,) = [name for name in opened.namelist() if name.split("/", 1)[1] == path]
    return opened.read(name)


def check(archive: Path, validator, call_validator) -> None:
    """Raises if a bundle's JSON does not follow its schema, or if its parts contradict each other."""
    with zipfile.ZipFile(archive) as opened:
        application = json.loads(in_bundle(opened, "data/application.json").decode(), object_pairs_hook=no_doubles)
        call = json.loads(in_bundle(opened, "data/call.json").decode("utf-8-sig"), object_pairs_hook=no_doubles)
        with_page = any(name.endswith("/data/application.html") for name in opened.namelist())
        text = in_bundle(opened, "data/application.html").decode() if with_page else None
        readme = in_bundle(opened, "README.txt").decode()
    errors = sorted(validator.iter_errors(application), key=lambda error: error.json_path)
    if call_validator is not None:
        errors += list(call_validator.iter_errors(call))
    if errors:
        raise ValueError("; ".join(f"{error.json_path}: {error.message[:200]}" for error in errors[:5]))
    if application["call"]["id"] != call["id"] or application["draft"]["call"] != call["id"]:
        raise ValueError("application and call name different calls")
    # The file for the hub has no check.
    findings = application.get("readiness", {}).get("findings", [])
    if {finding["verdict"] for finding in findings} - {"met", "not-met", "unknown", "does-not-apply"}:
        raise ValueError("a verdict of another name")
    if archive.name not in " ".join(readme.split()):
        raise ValueError("README.txt does not name the file")
    attached(archive, application, readme)
    if text is None:
        return
    page = Page()
    page.feed(text)
    page.close()
    if page.open:
        page.wrong.append(f"not closed: {page.open}")
    if page.wrong:
        raise ValueError("application.html: " + "; ".join(page.wrong[:5]))
    shown = bare("".join(page.words))
    for address, answer in application["draft"]["answers"].items():
        value = answer["value"]
        if isinstance(value, str) and address.endswith(("/evidence", "/text", "/opening", "/closing", "/why", "/attends")):
            if bare(value) not in shown:
                raise ValueError(f"application.html lacks the answer at {address}")


def attached(archive: Path, application: dict, readme: str) -> None:
    """Raises if the files that an application names are not those that the bundle holds."""
    files = application.get("files", [])
    with zipfile.ZipFile(archive) as opened:
        inside = {name.split("/", 1)[1] for name in opened.namelist()}
        for file in files:
            content = in_bundle(opened, file["path"])
            if hashlib.sha256(content).hexdigest() != file["sha256"] or len(content) != file["bytes"]:
                raise ValueError(f"{file['path']} is not what application.json says")
            if file["path"] not in readme.replace("\n  ", " "):
                raise ValueError(f"README.txt does not name {file['path']}")
            for address in file["attached-to"]:
                if file["sha256"] not in application["draft"]["answers"][address]["value"]:
                    raise ValueError(f"{file['path']} is not attached to {address}")
    if {name for name in inside if name.startswith("data/attachments/")} != {file["path"] for file in files}:
        raise ValueError("application.json names other files than the bundle holds")


def bare(text: str) -> str:
    """A text without white space and without what HTML cannot hold, which pages show as U+FFFD."""

    def stays(c: str) -> bool:
        control = c < " " or "\x7f" <= c <= "\x9f"
        nothing = ord(c) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(c) <= 0xFDEF
        return not (control or nothing or c == "\ufffd" or c.isspace())

    return "".join(filter(stays, text))


def spoilt(application: dict) -> list[tuple[str, dict]]:
    """Applications that are wrong, each in one way. A schema that lets one pass checks nothing."""
    all_wrong = []
    for name, path, value in [
        ("format", ["format"], "other"),
        ("version", ["version"], 99),
        ("day", ["written-on"], "yesterday"),
        ("deadline", ["deadline", "state"], "soon"),
        ("draft's format", ["draft", "format"], "other"),
        ("draft's time", ["draft", "changed"], "2026-11-22"),
        ("answers", ["draft", "answers"], []),
        ("answer", ["draft", "answers"], {"school/name": "Larkfield"}),
        ("answer's time", ["draft", "answers"], {"school/name": {"value": "x", "at": "now"}}),
        *(
            [("verdict", ["readiness", "overall"], "maybe"), ("findings", ["readiness", "findings"], [{"rule": "points"}])]
            if "readiness" in application
            else []
        ),
    ]:
        wrong = copy.deepcopy(application)
        inner = wrong
        for key in path[:-1]:
            inner = inner[key]
        inner[path[-1]] = value
        all_wrong.append((name, wrong))
    # Files from before letters were measured have none; those without attachments have no files; the hub's has no check.
    for key in application.keys() - {"letters", "files", "readiness", "sections"}:
        all_wrong.append((f"no {key}", {other: value for other, value in application.items() if other != key}))
    return all_wrong


def main() -> int:
    if len(sys.argv) not in (3, 4):
        print(__doc__)
        return 2
    validators = []
    for path in sys.argv[2:]:
        schema = json.loads(Path(path).read_text(encoding="utf-8"))
        kind = jsonschema.validators.validator_for(schema)
        kind.check_schema(schema)
        validators.append(kind(schema))
    validator, call_validator = validators[0], (validators[1] if len(validators) > 1 else None)
    passed = failed = 0
    archives = sorted(Path(sys.argv[1]).glob("*.zip"))
    for archive in archives:
        try:
            check(archive, validator, call_validator)
            passed += 1
        except Exception as error:  # noqa: BLE001  whatever it is, it is a failure of this bundle
            failed += 1
            print(f"{archive.name}: {type(error).__name__}: {error}")
    if archives:
        with zipfile.ZipFile(archives[0]) as opened:
            application = json.loads(in_bundle(opened, "data/application.json"))
        for name, wrong in spoilt(application):
            if validator.is_valid(wrong):
                failed += 1
                print(f"the schema lets a wrong application pass: {name}")
            else:
                passed += 1
    print(f"{passed} passed, {failed} failed")
    return 0 if passed and not failed else 1


if __name__ == "__main__":
    sys.exit(main())
