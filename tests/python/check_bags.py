#!/usr/bin/env python3
"""Holds bundles against other people's programs.

    check_bags.py FOLDER

Opens every .zip in FOLDER with Python's zipfile, unpacks it and validates the one folder inside with PyPI's
bagit, every checksum included. Prints a line for each failure, then "N passed, N failed"; exits with 1 if
any failed or there was nothing to check. Needs: pip install bagit.
"""

import logging
import sys
import tempfile
import zipfile
from pathlib import Path

import bagit


def check(archive: Path) -> None:
    """Raises if the bundle is not a sound ZIP of one valid bag, README first, that says who made it of what."""
    with zipfile.ZipFile(archive) as opened, tempfile.TemporaryDirectory() as folder:
        damaged = opened.testzip()
        if damaged is not None:
            raise ValueError(f"zipfile finds {damaged!r} damaged")
        names = opened.namelist()
        if len(set(names)) != len(names):
            raise ValueError("doubled names")
        opened.extractall(folder)
        unpacked = {str(path.relative_to(folder)) for path in Path(folder).rglob("*") if path.is_file()}
        if unpacked != set(names):
            raise ValueError(f"unpacks to other names: {unpacked ^ set(names)}")
        top = list(Path(folder).iterdir())
        if len(top) != 1:
            raise ValueError(f"{len(top)} folders at the top")
        # Warnings (a name in another normal form, say) count as failures here.
        warnings = Warnings()
        bagit.LOGGER.addHandler(warnings)
        try:
            bag = bagit.Bag(str(top[0]))
            bag.validate()
        finally:
            bagit.LOGGER.removeHandler(warnings)
        if warnings.said:
            raise ValueError("; ".join(warnings.said))
        if bag.version_info != (1, 0) or set(bag.algorithms) != {"sha256"}:
            raise ValueError(f"version {bag.version}, algorithms {bag.algorithms}")
        if not bag.has_oxum():
            raise ValueError("no Payload-Oxum")
        listed = {path for path in bag.entries if not path.startswith("data/")}
        tags = {path.split("/", 1)[1] for path in names} - set(bag.payload_files())
        if tags - listed != {"tagmanifest-sha256.txt"}:
            raise ValueError(f"tag files that no tag manifest lists: {tags - listed}")


class Warnings(logging.Handler):
    """Keeps what is logged as a warning or worse."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    bagit.LOGGER.propagate = False
    passed = failed = 0
    for archive in sorted(Path(sys.argv[1]).glob("*.zip")):
        try:
            check(archive)
            passed += 1
        except Exception as problem:  # whatever the libraries raise is a failure of this bundle
            failed += 1
            print(f"{archive.name}: {type(problem).__name__}: {problem}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
