"""Makes the fonts of the paper and the table of their widths; `cargo xtask fonts` runs it.

python fonts.py SOURCE FONTS WIDTHS: SOURCE is a folder with Liberation Sans 2.1.5, FONTS the folder for what is made,
WIDTHS the Rust file for the table. The same source gives the same bytes.
"""

import sys
import unicodedata
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

SOURCE, FONTS, WIDTHS = (Path(argument) for argument in sys.argv[1:4])
FAMILY = "Upbeat Sans"
# Seconds since 1904 of 1 January 2026: when a font was made says nothing, and must not change its bytes.
MADE = 3850070400

# What a teacher in Britain may type or paste, and what stands in names of pupils.
WANTED = [
    *range(0x20, 0x7F),
    *(c for c in range(0xA0, 0x180) if c != 0xAD),  # Latin-1 and Extended-A; a soft hyphen is never drawn.
    *range(0x1CD, 0x1DD),  # Letters with a caron and tone: Pinyin.
    *range(0x218, 0x21C),  # Romanian, comma below.
    0x259, 0x2BB, 0x2BC,
    *range(0x1E80, 0x1E86), 0x1EF2, 0x1EF3,  # Welsh.
    0x1E9E,
    *range(0x1EA0, 0x1EFA),  # Vietnamese.
    0x1A0, 0x1A1, 0x1AF, 0x1B0,
    0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015,
    0x2018, 0x2019, 0x201A, 0x201C, 0x201D, 0x201E, 0x2020, 0x2021, 0x2022, 0x2026, 0x2030, 0x2032, 0x2033,
    0x2039, 0x203A, 0x2044, 0x2070, *range(0x2074, 0x207A), *range(0x2080, 0x208A),
    0x20AC, 0x2116, 0x2122, *range(0x2153, 0x215F),
    0x2190, 0x2191, 0x2192, 0x2193, 0x2194,
    0x2212, 0x221A, 0x221E, 0x2248, 0x2260, 0x2264, 0x2265,
    0x25A0, 0x25A1, 0x25AA, 0x25AB, 0x25CB, 0x25CF, 0x25E6,
    0x266A, 0x266B, 0x266D, 0x266E, 0x266F, 0x2713,
]
# A character that the source lacks, drawn as another that looks the same.
SAME = {0x2011: 0x2010}

LICENCE = "Licensed under the SIL Open Font License, Version 1.1"


def face(style):
    """One face, cut down and renamed: the licence reserves the name of the original."""
    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.drop_tables += ["kern", "FFTM", "GDEF", "GPOS", "GSUB", "gasp"]
    options.notdef_outline = True
    options.glyph_names = False
    options.name_IDs = []
    options.recalc_timestamp = False
    font = TTFont(SOURCE / f"LiberationSans-{style}.ttf", recalcTimestamp=False)
    for table in font["cmap"].tables:
        for character, like in SAME.items():
            if table.isUnicode() and like in table.cmap:
                table.cmap.setdefault(character, table.cmap[like])
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=WANTED)
    cutter.subset(font)
    full = FAMILY if style == "Regular" else f"{FAMILY} {style}"
    postscript = f"{FAMILY.replace(' ', '')}-{style}"
    names = font["name"]
    names.names = []
    for number, text in {
        0: "Digitized data copyright (c) 2010 Google Corporation. Copyright (c) 2012 Red Hat, Inc.",
        1: FAMILY,
        2: style,
        3: f"{postscript}; 2.1.5",
        4: full,
        5: "Version 2.1.5",
        6: postscript,
        10: "A part of Liberation Sans 2.1.5 without hinting, which is based on Arimo by Steve Matteson.",
        13: LICENCE,
        14: "https://openfontlicense.org",
    }.items():
        names.setName(text, number, 3, 1, 0x409)
    font["head"].created = font["head"].modified = MADE
    font["OS/2"].fsType = 0  # Installable: may be embedded.
    font["OS/2"].achVendID = "NONE"
    font.save(FONTS / f"{postscript}.ttf")
    return font


def rows(items, each):
    """Items in lines of about 116 characters."""
    lines, line = [], "   "
    for item in items:
        text = f" {each(item)},"
        if len(line) + len(text) > 116:
            lines.append(line)
            line = "   "
        line += text
    return "\n".join([*lines, line])


def main():
    FONTS.mkdir(parents=True, exist_ok=True)
    regular, bold = face("Regular"), face("Bold")
    maps = [font.getBestCmap() for font in (regular, bold)]
    assert maps[0].keys() == maps[1].keys(), "both faces have the same characters"
    assert regular["head"].unitsPerEm == bold["head"].unitsPerEm == 2048

    def widths(character):
        if character not in maps[0]:
            return (0, 0)
        return tuple(font["hmtx"][cmap[character]][0] for font, cmap in zip((regular, bold), maps))

    latin = [widths(c) for c in range(0x20, 0x180)]
    others = [c for c in sorted(maps[0]) if c >= 0x180]
    pairs = []
    for character in sorted(maps[0]):
        parts = unicodedata.decomposition(chr(character)).split()
        if len(parts) == 2 and not parts[0].startswith("<"):
            base, mark = (int(part, 16) for part in parts)
            # Some are never put together again, by Unicode's rule.
            if unicodedata.normalize("NFC", chr(base) + chr(mark)) == chr(character):
                pairs.append((base, mark, character))
    pairs.sort()
    WIDTHS.write_text(
        f"""//! Made by `cargo xtask fonts` from `assets/fonts`: do not change by hand.

/// Advance widths of U+0020 to U+017F, regular and bold, 2,048 to the em; 0 where the fonts have no such character.
#[rustfmt::skip]
pub(super) const LATIN: [[u16; 2]; {len(latin)}] = [
{rows(latin, lambda w: f"[{w[0]}, {w[1]}]")}
];

/// Further characters, in order, with their widths.
#[rustfmt::skip]
pub(super) const OTHERS: [(u16, [u16; 2]); {len(others)}] = [
{rows(others, lambda c: "(0x{:x}, [{}, {}])".format(c, *widths(c)))}
];

/// Letter, combining mark, and the one character for both, in order.
#[rustfmt::skip]
pub(super) const PAIRS: [(u16, u16, u16); {len(pairs)}] = [
{rows(pairs, lambda p: "(0x{:x}, 0x{:x}, 0x{:x})".format(*p))}
];
""",
        encoding="utf-8",
    )
    missing = sorted(set(WANTED) - maps[0].keys())
    print(f"{len(maps[0])} characters; the source lacks {' '.join(chr(c) for c in missing)}")


main()
