"""Makes the fonts of the paper and the tables of their widths; `cargo xtask fonts` runs it.

python fonts.py SOURCE NOTO FONTS TABLES: SOURCE is a folder with Liberation Sans 2.1.5, NOTO one with a folder for each
of Fontsource's packages of Noto fonts, FONTS the folder for what is made, TABLES that for the two Rust files with tables.
The same sources give the same bytes.

- Upbeat Sans, regular and bold, is in the program.
- Upbeat Letters, regular and bold, and Upbeat Signs, of one weight, are fetched when a text needs them.
"""

import sys
import unicodedata
from pathlib import Path

from fontTools import subset
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

SOURCE, NOTO, FONTS, TABLES = (Path(argument) for argument in sys.argv[1:5])
FAMILY, LETTERS, SIGNS = "Upbeat Sans", "Upbeat Letters", "Upbeat Signs"
EM = 2048
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

# Alphabets that are written from left to right without shaping, all of Latin, and what stands between their letters.
# What Liberation Sans lacks of them is out of Noto Sans.
WANTED_LETTERS = [
    *range(0x180, 0x530),  # Latin, modifiers, combining marks, Greek, Cyrillic.
    *range(0x1D00, 0x2000),  # Phonetic letters, further Latin with marks, Greek with accents.
    *range(0x2010, 0x2028), *range(0x2030, 0x205F), *range(0x2070, 0x20A0),
    *range(0x20A0, 0x20D0),  # Currencies.
    0x2103, 0x2109, *range(0x2150, 0x215B),
    0x2105, 0x2113, 0x2117, 0x2126, 0x212E, 0x214D, 0x214E, 0x2184,
    *range(0x2C60, 0x2C80), *range(0xA722, 0xA800),
]
# Letters that neither has, put together: characters, each with how far it is moved to the right and up, and the width.
SLASH, HALF = (0x2044, 757, 0), 1708
TOGETHER = {
    0x2070: ([(0x2080, 0, 688)], None),
    0x2103: ([(0xB0, 0, 0), (0x43, 819, 0)], 819 + 1479),
    0x2109: ([(0xB0, 0, 0), (0x46, 819, 0)], 819 + 1251),
    0x2150: ([(0xB9, 0, 0), SLASH, (0x2087, 930, 170)], HALF),
    0x2151: ([(0xB9, 0, 0), SLASH, (0x2089, 890, 170)], HALF),
    0x2155: ([(0xB9, 0, 0), SLASH, (0x2085, 880, 170)], HALF),
    0x2156: ([(0xB2, 0, 0), SLASH, (0x2085, 880, 170)], HALF),
    0x2157: ([(0xB3, 0, 0), SLASH, (0x2085, 880, 170)], HALF),
    0x2158: ([(0x2074, 0, 0), SLASH, (0x2085, 880, 170)], HALF),
    0x2159: ([(0xB9, 0, 0), SLASH, (0x2086, 880, 170)], HALF),
    0x215A: ([(0x2075, 0, 0), SLASH, (0x2086, 880, 170)], HALF),
}
# Signs that stand in texts. What Liberation Sans has of them is out of it, the rest out of the first font that has it.
WANTED_SIGNS = [
    0x2102, 0x210E, 0x210F, 0x2115, 0x2119, 0x211A, 0x211D, 0x211E, 0x2120, 0x2124, 0x2127, 0x2135,
    *range(0x2150, 0x218A),  # Fractions, Roman numerals.
    *range(0x2190, 0x2270),  # Arrows, operators.
    *range(0x2272, 0x2274), *range(0x227A, 0x227C), *range(0x2282, 0x228C), *range(0x2295, 0x229A),
    *range(0x22A2, 0x22A6), *range(0x22C0, 0x22C8), *range(0x22EE, 0x22F2),
    0x2302, *range(0x2308, 0x230C), 0x2310, 0x2318, 0x23CE, 0x23CF, *range(0x23E9, 0x23EF), *range(0x23F8, 0x23FB),
    *range(0x2460, 0x2474), *range(0x24B6, 0x24EB),  # Enclosed numbers and letters.
    *range(0x2500, 0x2591), *range(0x2594, 0x2600),  # Boxes, shapes.
    *range(0x2600, 0x2614), 0x2618, *range(0x261A, 0x2620), 0x262E, 0x262F, *range(0x2639, 0x263D), 0x2640, 0x2642,
    *range(0x2660, 0x2670), 0x267F, *range(0x2680, 0x2686), *range(0x2690, 0x2692), 0x2693, 0x2696, 0x2699,
    0x26A0, 0x26A1, 0x26AA, 0x26AB, 0x26BD,
    *range(0x2701, 0x270A), *range(0x270C, 0x2710), *range(0x2711, 0x2720), 0x2726, 0x2727, *range(0x2729, 0x2737),
    0x273F, 0x2744, *range(0x274C, 0x2754), *range(0x2756, 0x2768), *range(0x2776, 0x27BF),  # Dingbats.
    *range(0x27E6, 0x27EC), *range(0x27F5, 0x2800), 0x2934, 0x2935, 0x2A2F, 0x2A7D, 0x2A7E,
    *range(0x2B05, 0x2B0E), 0x2B1B, 0x2B1C, *range(0x2B50, 0x2B56), 0x2B95,
    *range(0x1D100, 0x1D165), *range(0x1D16A, 0x1D16D), *range(0x1D183, 0x1D185), *range(0x1D18C, 0x1D194),
    *range(0x1D19A, 0x1D1A0), 0x1D1AE, 0x1D1AF,  # Music.
    *range(0x1F5F4, 0x1F5FA),  # Ticks and ballots.
]
# Liberation Sans sets these in the middle of a whole em.
TOO_WIDE = [0x2669, 0x266C]
SIGN_SOURCES = [
    "noto-sans-symbols-2/files/noto-sans-symbols-2-symbols-400-normal.woff",
    "noto-sans-symbols/files/noto-sans-symbols-symbols-400-normal.woff",
    "noto-sans-math/files/noto-sans-math-latin-400-normal.woff",
    "noto-sans-symbols-2/files/noto-sans-symbols-2-math-400-normal.woff",
    "noto-music/files/noto-music-music-400-normal.woff",
]
# How high and how low signs may reach, in units: Noto Music is drawn for staves, and a clef would reach into the lines above
# and below.
HIGHEST, LOWEST = 1950, -640
LETTER_SOURCES = ["latin-ext", "greek", "greek-ext", "cyrillic", "cyrillic-ext"]

LICENCE = "Licensed under the SIL Open Font License, Version 1.1"
LIBERATION = "Digitized data copyright (c) 2010 Google Corporation. Copyright (c) 2012 Red Hat, Inc."
NOTO_AUTHORS = "Copyright 2022 The Noto Project Authors. Copyright 2022 Google LLC."
WHAT = {
    FAMILY: "A part of Liberation Sans 2.1.5 without hinting, which is based on Arimo by Steve Matteson.",
    LETTERS: "Parts of Liberation Sans 2.1.5 and of Noto Sans, without hinting.",
    SIGNS: "Parts of Noto Music, Noto Sans Symbols, Noto Sans Symbols 2, Noto Sans Math and Liberation Sans 2.1.5, without hinting.",
}


def cut(style, wanted):
    """A part of Liberation Sans."""
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
    cutter.populate(unicodes=wanted)
    cutter.subset(font)
    return font


def draw(outlines, name, pen, change):
    """Draws a glyph, moved or made smaller, as an outline of its own."""
    record = DecomposingRecordingPen(outlines)
    outlines[name].draw(record)
    record.replay(TransformPen(pen, change))


def put(font, character, glyph, width):
    """Adds a glyph to a font."""
    name = f"u{character:04X}"
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"].glyphs[name] = glyph
    font["glyf"].glyphOrder = font.getGlyphOrder()
    glyph.recalcBounds(font["glyf"])
    font["hmtx"].metrics[name] = (width, getattr(glyph, "xMin", 0))
    for table in font["cmap"].tables:
        if table.isUnicode() and (character < 0x10000 or table.format == 12):
            table.cmap[character] = name


def add(font, path, wanted, fits=False):
    """Adds what the font still lacks of the wanted characters out of another font; what reaches too far is made smaller."""
    there = set(font.getBestCmap())
    other = TTFont(path)
    scale_upem(other, EM)
    cmap, outlines, widths, glyphs = other.getBestCmap(), other.getGlyphSet(), other["hmtx"], other["glyf"]
    for character in wanted:
        if character in there or character not in cmap:
            continue
        name = cmap[character]
        high, low = getattr(glyphs[name], "yMax", 0), getattr(glyphs[name], "yMin", 0)
        scale = min(1, HIGHEST / max(high, HIGHEST), LOWEST / min(low, LOWEST)) if fits else 1
        pen = TTGlyphPen(None)
        draw(outlines, name, pen, (scale, 0, 0, scale, 0, 0))
        put(font, character, pen.glyph(), round(widths[name][0] * scale))


def put_together(font, style):
    """Adds what no source has."""
    source = TTFont(SOURCE / f"LiberationSans-{style}.ttf")
    cmap, outlines = source.getBestCmap(), source.getGlyphSet()
    for character, (parts, width) in TOGETHER.items():
        pen = TTGlyphPen(None)
        for part, right, up in parts:
            draw(outlines, cmap[part], pen, (1, 0, 0, 1, right, up))
        put(font, character, pen.glyph(), width or source["hmtx"][cmap[parts[0][0]]][0])


def save(font, family, style, by):
    """Names a face, since the licence reserves the name of the original, and saves it."""
    full = family if style == "Regular" else f"{family} {style}"
    postscript = f"{family.replace(' ', '')}-{style}"
    names = font["name"]
    names.names = []
    for number, text in {
        0: by,
        1: family,
        2: style,
        3: f"{postscript}; 2.1.5",
        4: full,
        5: "Version 2.1.5",
        6: postscript,
        10: WHAT[family],
        13: LICENCE,
        14: "https://openfontlicense.org",
    }.items():
        names.setName(text, number, 3, 1, 0x409)
    font["head"].created = font["head"].modified = MADE
    font["OS/2"].fsType = 0  # Installable: may be embedded.
    font["OS/2"].achVendID = "NONE"
    font.save(FONTS / f"{postscript}.ttf")
    return font


def face(style):
    """One of the faces that are in the program."""
    return save(cut(style, WANTED), FAMILY, style, LIBERATION)


def letters(style, known):
    """One face of the further letters."""
    wanted = [c for c in WANTED_LETTERS if c not in known and unicodedata.category(chr(c)) not in ("Cn", "Cf", "Zs")]
    font = cut(style, wanted)
    weight = {"Regular": 400, "Bold": 700}[style]
    for name in LETTER_SOURCES:
        add(font, NOTO / f"noto-sans/files/noto-sans-{name}-{weight}-normal.woff", wanted)
    put_together(font, style)
    # Marks take no room of their own: whoever draws puts them over the letter before.
    for character, name in font.getBestCmap().items():
        if unicodedata.category(chr(character)) in ("Mn", "Me"):
            font["hmtx"].metrics[name] = (0, font["hmtx"].metrics[name][1])
    return save(font, LETTERS, style, f"{LIBERATION} {NOTO_AUTHORS}")


def signs(known):
    """The face of the signs."""
    is_sign = lambda c: c not in known and unicodedata.category(chr(c)) not in ("Cn", "Cf", "Zs", "Mn", "Mc", "Me")
    wanted = [c for c in WANTED_SIGNS if is_sign(c)]
    font = cut("Regular", [c for c in wanted if c not in TOO_WIDE])
    # One that goes beyond the plane of most characters.
    wide = CmapSubtable.newSubtable(12)
    wide.platformID, wide.platEncID, wide.language, wide.cmap = 3, 10, 0, dict(font.getBestCmap())
    font["cmap"].tables.append(wide)
    for path in SIGN_SOURCES:
        add(font, NOTO / path, wanted, fits=True)
    return save(font, SIGNS, "Regular", f"{LIBERATION} {NOTO_AUTHORS}")


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


def ranges(characters):
    """Ranges of characters: the first of each, and how many come before it."""
    found = []
    for number, character in enumerate(characters):
        if number == 0 or character != characters[number - 1] + 1:
            found.append((character, number))
    return found


def pairs_of(characters):
    """Letter, mark and the one character for both, for each character that stands for two."""
    pairs = []
    for character in characters:
        parts = unicodedata.decomposition(chr(character)).split()
        if len(parts) == 2 and not parts[0].startswith("<"):
            base, mark = (int(part, 16) for part in parts)
            # Some are never put together again, by Unicode's rule.
            if unicodedata.normalize("NFC", chr(base) + chr(mark)) == chr(character):
                pairs.append((base, mark, character))
    return sorted(pairs)


def hexes(numbers):
    """Numbers of characters in Rust."""
    return ", ".join(f"0x{number:x}" for number in numbers)


def main():
    FONTS.mkdir(parents=True, exist_ok=True)
    regular, bold = face("Regular"), face("Bold")
    maps = [font.getBestCmap() for font in (regular, bold)]
    assert maps[0].keys() == maps[1].keys(), "both faces have the same characters"
    assert regular["head"].unitsPerEm == bold["head"].unitsPerEm == EM

    def width(font, character):
        return font["hmtx"][font.getBestCmap()[character]][0]

    def widths(character):
        return tuple(width(font, character) for font in (regular, bold)) if character in maps[0] else (0, 0)

    latin = [widths(c) for c in range(0x20, 0x180)]
    others = [c for c in sorted(maps[0]) if c >= 0x180]
    pairs = pairs_of(sorted(maps[0]))
    (TABLES / "widths.rs").write_text(
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
{rows(pairs, lambda p: f"({hexes(p)})")}
];
""",
        encoding="utf-8",
    )
    missing = sorted(set(WANTED) - maps[0].keys())
    print(f"{len(maps[0])} characters; the source lacks {' '.join(chr(c) for c in missing)}")
    further(maps[0].keys(), width)


def further(known, width):
    """The faces that are fetched, and their table."""
    light, heavy = letters("Regular", known), letters("Bold", known)
    own = sorted(light.getBestCmap())
    assert own == sorted(heavy.getBestCmap()), "both faces have the same characters"
    sign_face = signs(set(known) | set(own))
    own_signs = sorted(sign_face.getBestCmap())
    assert all(width(sign_face, c) > 0 for c in own_signs), "a sign takes room"
    pairs = pairs_of(c for c in [*own, *own_signs] if c < 0x10000)
    letter_ranges, sign_ranges = ranges(own), ranges(own_signs)
    (TABLES / "further.rs").write_text(
        f"""//! Made by `cargo xtask fonts` from `assets/fonts`: do not change by hand.
//!
//! The faces that come when a text needs them.

/// Ranges of characters in Upbeat Letters: the first of each, and how many characters of other ranges come before it.
#[rustfmt::skip]
pub(super) const LETTERS: [(u16, u16); {len(letter_ranges)}] = [
{rows(letter_ranges, lambda r: f"(0x{r[0]:x}, {r[1]})")}
];

/// Their advance widths, regular and bold, 2,048 to the em. A combining mark takes no room.
#[rustfmt::skip]
pub(super) const LETTER_WIDTHS: [[u16; 2]; {len(own)}] = [
{rows(own, lambda c: f"[{width(light, c)}, {width(heavy, c)}]")}
];

/// Ranges of characters in Upbeat Signs.
#[rustfmt::skip]
pub(super) const SIGNS: [(u32, u16); {len(sign_ranges)}] = [
{rows(sign_ranges, lambda r: f"(0x{r[0]:x}, {r[1]})")}
];

/// Their advance widths, in the one weight that they have.
#[rustfmt::skip]
pub(super) const SIGN_WIDTHS: [u16; {len(own_signs)}] = [
{rows(own_signs, lambda c: str(width(sign_face, c)))}
];

/// Letter, combining mark, and the one character for both, in order: those that are in these faces.
#[rustfmt::skip]
pub(super) const FURTHER_PAIRS: [(u16, u16, u16); {len(pairs)}] = [
{rows(pairs, lambda p: f"({hexes(p)})")}
];
""",
        encoding="utf-8",
    )
    print(f"{len(own)} further letters, {len(own_signs)} signs")


main()
