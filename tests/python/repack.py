#!/usr/bin/env python3
"""Packs a folder again in the ways in which Python programs do.

    repack.py FOLDER OUT

FOLDER holds one folder: a bundle that was unpacked. Writes ZIP files into OUT, the same content in each, and prints how
many. Needs only the standard library.
"""

import io
import itertools
import shutil
import sys
import zipfile
from pathlib import Path

STORED, DEFLATED = zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED


def files(folder: Path) -> list[tuple[str, bytes]]:
    """Every file with its path from FOLDER on."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return [(path.relative_to(folder).as_posix(), path.read_bytes()) for path in found]


def packed(entries, method=DEFLATED, level=None, folders=False, comment=b"", system=None, wide=False) -> bytes:
    """A ZIP in memory."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method, compresslevel=level) as archive:
        archive.comment = comment
        made = set()
        for name, content in entries:
            if folders:
                for end in (at for at, letter in enumerate(name) if letter == "/"):
                    if name[: end + 1] not in made:
                        made.add(name[: end + 1])
                        archive.writestr(zipfile.ZipInfo(name[: end + 1]), b"")
            info = zipfile.ZipInfo(name)
            info.compress_type = method
            if system is not None:
                info.create_system = system
            if wide:
                with archive.open(info, "w", force_zip64=True) as entry:
                    entry.write(content)
            else:
                archive.writestr(info, content)
    return out.getvalue()


class Pipe(io.RawIOBase):
    """A stream that cannot go back, so that sizes come behind the data."""

    def __init__(self) -> None:
        self.written = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, piece) -> int:
        self.written += piece
        return len(piece)


def streamed(entries, method) -> bytes:
    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", method) as archive:
        for name, content in entries:
            with archive.open(name, "w") as entry:
                entry.write(content)
    return bytes(pipe.written)


class OldName(zipfile.ZipInfo):
    """A name in the code page of a system, as programs before UTF-8 wrote it."""

    page = "cp437"

    def _encodeFilenameFlags(self):  # noqa: N802 (Python's own name)
        return self.filename.encode(self.page, "replace").replace(b"?", b"_"), self.flag_bits


def old_names(entries, page: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", DEFLATED) as archive:
        for name, content in entries:
            info = OldName(name)
            info.page = page
            info.compress_type = DEFLATED
            archive.writestr(info, content)
    return out.getvalue()


def appended(entries) -> bytes:
    """Opened again to add files, as a sync program does: the first ones are there twice."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    with zipfile.ZipFile(out, "a", DEFLATED) as archive:
        for name, content in entries[:2]:
            archive.writestr(name, content)
    return out.getvalue()


def without_folder(entries):
    return [(name.split("/", 1)[1], content) for name, content in entries]


def ways(folder: Path, entries):
    """Name and bytes of each."""
    top = entries[0][0].split("/", 1)[0]
    bare = without_folder(entries)
    in_folder = [(f"{top}/{name}", content) for name, content in entries]
    shapes = {"whole": entries, "bare": bare, "twice": in_folder, "deep": [(f"a/b/c/{n}", c) for n, c in entries]}
    for (shape, those), method in itertools.product(shapes.items(), (STORED, DEFLATED)):
        yield f"{shape}-{method}", packed(those, method)
        yield f"{shape}-{method}-folders", packed(those, method, folders=True)
        yield f"{shape}-{method}-streamed", streamed(those, method)
        yield f"{shape}-{method}-zip64", packed(those, method, wide=True)
    for level in (0, 1, 9):
        yield f"level-{level}", packed(entries, DEFLATED, level)
    for system in (0, 3, 10, 19):
        yield f"system-{system}", packed(entries, system=system)
    yield "comment", packed(entries, comment=b"Sent by mail\r\n" * 20)
    yield "backwards", packed(list(reversed(entries)))
    yield "appended", appended(entries)
    for page in ("cp437", "cp850", "cp1252", "latin-1", "mac-roman", "ascii"):
        yield f"page-{page}", old_names(entries, page)
    once = packed(entries)
    for method in (STORED, DEFLATED):
        yield f"nested-{method}", packed([(f"{top}.zip", once)], method)
        yield f"nested-folder-{method}", packed([(f"New folder/{top}.zip", once), ("New folder/a.txt", b"a")], method)
        yield f"nested-twice-{method}", packed([("a.zip", packed([(f"{top}.zip", once)], method))], method)
        yield f"nested-beside-{method}", packed([(f"{top}.zip", once), *entries], method)
    for before in (b"#!/usr/bin/env python3\n", b"MZ" + bytes(3000)):
        yield f"before-{len(before)}", before + once
    for after in (b"\r\n", b"\n", bytes(512), b"-- \r\nThis email was scanned.\r\n", bytes(70000)):
        yield f"after-{len(after)}", once + after
    loose = [("Holiday.jpg", bytes(range(256)) * 40), ("Notes/minutes.docx", b"PK\x03\x04 no ZIP"), ("x.zip", b"no")]
    yield "beside", packed(loose + entries)
    yield "bare-beside", packed(loose + bare)
    # Python's own way from a folder to a ZIP.
    for kind, arguments in (("whole", {"root_dir": folder}), ("bare", {"root_dir": folder / top})):
        made = shutil.make_archive(str(folder.parent / f"archive-{kind}"), "zip", **arguments)
        yield f"make_archive-{kind}", Path(made).read_bytes()


def main() -> int:
    if len(sys.argv) != 3:
        print(__doc__)
        return 2
    folder, out = Path(sys.argv[1]), Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    count = 0
    for name, content in ways(folder, files(folder)):
        (out / f"{name}.zip").write_bytes(content)
        count += 1
    print(f"{count} written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
