#!/usr/bin/env python3
"""Holds calendars against PyPI's icalendar, and against the calls that they are made of.

    check_calendar.py FOLDER CALLS

For every <id>.ics in FOLDER there is a call <id>.json in CALLS. Parses the calendar strictly, and compares every event
with the date of the call that it stands for: instant, day or window, doubt, duration, place. Prints a line for each
failure, then "N passed, N failed"; exits with 1 if any failed or there was nothing to check. Needs: pip install
icalendar.
"""

import json
import sys
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import icalendar


def instant(text: str) -> datetime:
    """An instant as a call file writes it (RFC 9557), in UTC."""
    return datetime.fromisoformat(text.split("[")[0]).astimezone(timezone.utc)


def expected(call: dict) -> dict[str, tuple]:
    """What each event should say, by its UID: beginning, end, doubt, the date of the call."""
    events = {}
    for entry in call["dates"]:
        when, uid = entry["when"], f"{call['id']}-{entry['id']}"
        minutes = entry.get("lasts-minutes")
        if when["is"] in ("instant", "slots"):
            slots = when["at"] if when["is"] == "slots" else [when["at"]]
            for number, slot in enumerate(slots, 1):
                begins = instant(slot)
                ends = begins + timedelta(minutes=minutes) if minutes else begins
                events[f"{uid}{'' if number == 1 else f'-{number}'}@upbeat.invalid"] = (begins, ends, entry)
        elif when["is"] == "day":
            day = date.fromisoformat(when["on"])
            events[f"{uid}@upbeat.invalid"] = (day, day + timedelta(days=1), entry)
        elif when["is"] == "days":
            for number, on in enumerate(when["on"], 1):
                day = date.fromisoformat(on)
                own = f"{uid}{'' if number == 1 else f'-{number}'}@upbeat.invalid"
                events[own] = (day, day + timedelta(days=1), entry)
        elif when["is"] == "window":
            last = date.fromisoformat(when["to"])
            events[f"{uid}@upbeat.invalid"] = (date.fromisoformat(when["from"]), last + timedelta(days=1), entry)
    return events


def check(path: Path, call: dict) -> None:
    """Raises if a calendar is not sound or is not its call's."""
    raw = path.read_bytes()
    lines = raw.split(b"\r\n")
    if lines[-1] != b"" or any(b"\n" in line or b"\r" in line for line in lines):
        raise ValueError("lines do not end in CRLF")
    if any(len(line) > 75 for line in lines):
        raise ValueError("a line of more than 75 octets")
    if any(line[:1] and line[:1] == b" " and (line[1] & 0xC0) == 0x80 for line in lines if len(line) > 1):
        raise ValueError("a character cut in two by folding")
    calendar = icalendar.Calendar.from_ical(raw)
    if calendar.errors or calendar["VERSION"] != "2.0" or not calendar["PRODID"]:
        raise ValueError(f"calendar: {calendar.errors}")
    events = calendar.walk("VEVENT")
    wanted = expected(call)
    uids = [str(event["UID"]) for event in events]
    if sorted(uids) != sorted(wanted) or len(set(uids)) != len(uids):
        raise ValueError(f"events {sorted(uids)}, expected {sorted(wanted)}")
    for event in events:
        begins, ends, entry = wanted[str(event["UID"])]
        if event.errors:
            raise ValueError(f"{entry['id']}: {event.errors}")
        if event.DTSTAMP.tzinfo is None or event.DTSTAMP.utcoffset() != timedelta(0):
            raise ValueError(f"{entry['id']}: DTSTAMP is not in UTC")
        if event.start != begins or event.end != ends:
            raise ValueError(f"{entry['id']}: from {event.start} to {event.end}, expected {begins} to {ends}")
        summary, description = str(event["SUMMARY"]), str(event.get("DESCRIPTION", ""))
        if entry["name"] not in summary or (call["hub"].get("short-name") or call["hub"]["name"]) not in summary:
            raise ValueError(f"{entry['id']}: the summary is {summary!r}")
        uncertain = not entry.get("date-is-certain", True)
        if uncertain != (event["STATUS"] == "TENTATIVE") or uncertain != ("to be confirmed" in summary):
            raise ValueError(f"{entry['id']}: doubt is not said as the call has it")
        notes = [oddity["note"] for oddity in call.get("oddities", []) if oddity["id"] in entry.get("oddities", [])]
        words = [entry["statement"]["text"].strip()] if entry.get("statement") else []
        for text in notes + words:
            if text not in description:
                raise ValueError(f"{entry['id']}: the description lacks {text!r}")
        if entry.get("venue") and str(event["LOCATION"]) != " ".join(entry["venue"].split()):
            raise ValueError(f"{entry['id']}: the place is {event.get('LOCATION')!r}")


def main() -> int:
    if len(sys.argv) != 3:
        print(__doc__)
        return 2
    passed = failed = 0
    for path in sorted(Path(sys.argv[1]).glob("*.ics")):
        try:
            check(path, json.loads((Path(sys.argv[2]) / f"{path.stem}.json").read_text(encoding="utf-8")))
            passed += 1
        except Exception as error:  # noqa: BLE001  whatever it is, it is a failure of this calendar
            failed += 1
            print(f"{path.name}: {type(error).__name__}: {error}")
    print(f"{passed} passed, {failed} failed")
    return 0 if passed and not failed else 1


if __name__ == "__main__":
    sys.exit(main())
