"""Makes the faces of the handbook (profiles/site/handbook/fonts) from IBM Plex, as npm has it:

    npm pack @ibm/plex-sans @ibm/plex-sans-arabic
    for file in *.tgz; do mkdir ${file%-*}; tar xzf $file -C ${file%-*}; done
    pip install fonttools brotli
    python docs/handbook-fonts.py FOLDER

A changed font may not be called Plex (its licence), so the two families are called Addportal Latin and Addportal
Arabic. In the Arabic one each letter is a glyph of its own: of its ligatures lam-alef alone stays, drawn as two glyphs,
since what a PDF says of a glyph of two letters is read in the wrong order by some readers (“يف” for “في”).
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.otlLib.builder import buildCoverage, buildSingleSubstSubtable
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import otTables
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent

TARGET = Path(__file__).resolve().parent.parent / "profiles" / "site" / "handbook" / "fonts"
LATIN = "20-7E A0-2FF 300-36F 370-3FF 400-4FF 1E00-1EFF 2000-209F 20A0-20CF 2100-214F 2190-22FF 25A0-25FF FEFF FFFD"
ARABIC = "20 A0 600-6FF 750-77F 8A0-8FF 200C-200F 25CC FB50-FDFF FE70-FEFC"
LATIN_FEATURES = ["kern", "liga", "tnum", "lnum", "locl", "ccmp", "mark", "mkmk"]
FACES = {
    "Latin": ("ibm-plex-sans", "IBMPlexSans", LATIN, LATIN_FEATURES),
    "Arabic": ("ibm-plex-sans-arabic", "IBMPlexSansArabic", ARABIC, ["*"]),
}
WEIGHTS = {400: "Regular", 600: "SemiBold"}
LAM_ALEF = range(0xFEF5, 0xFEFD)
# Of the width of lam-alef what is alef's.
ALEF = 0.38


def numbers(ranges: str) -> list[int]:
    spans = (part.partition("-")[::2] for part in ranges.split())
    return [number for a, b in spans for number in range(int(a, 16), int(b or a, 16) + 1)]


def cut(font: TTFont, ranges: str, features: list[str]) -> None:
    options = subset.Options()
    options.hinting, options.glyph_names = False, False
    options.layout_features, options.name_IDs = features, ["*"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=numbers(ranges))
    subsetter.subset(font)


def rename(font: TTFont, family: str, weight: int) -> None:
    table = font["name"]
    for name_id in (16, 17, 21, 22, 25):
        table.removeNames(nameID=name_id)
    style = "Regular" if weight == 400 else "Bold"
    names = {1: family, 2: style, 4: f"{family} {weight}", 6: f"{family.replace(' ', '')}-{weight}"}
    for record in [*table.names]:
        if record.nameID in names:
            place = (record.platformID, record.platEncID, record.langID)
            table.setName(names[record.nameID], record.nameID, *place)
    font["OS/2"].usWeightClass = weight


# ── One glyph a letter ────────


def separate(font: TTFont) -> None:
    """Take out what joins letters into one glyph, and have lam-alef drawn by two: lam draws both, alef nothing."""
    gsub, cmap = font["GSUB"].table, font.getBestCmap()
    kept = {cmap[number] for number in LAM_ALEF}
    features = [record.Feature for record in gsub.FeatureList.FeatureRecord if record.FeatureTag == "rlig"]
    (index,) = {place for feature in features for place in feature.LookupListIndex}
    ligatures = gsub.LookupList.Lookup[index]
    pairs = []
    for table in ligatures.SubTable:
        chosen = {lam: [found for found in all_ if found.LigGlyph in kept] for lam, all_ in table.ligatures.items()}
        table.ligatures = {lam: found for lam, found in chosen.items() if found}
        pairs += [(lam, one.Component[0], one.LigGlyph) for lam, found in table.ligatures.items() for one in found]
    marks = sorted(name for name, kind in font["GDEF"].table.GlyphClassDef.classDefs.items() if kind == 3)
    rules = []
    for lam, alef, both in pairs:
        first, second = split(font, both)
        replaced = [add(gsub, 1, [buildSingleSubstSubtable({old: new})]) for old, new in ((lam, first), (alef, second))]
        # Before a mark they stay one, which says where the mark stands.
        rules += [chain(font, [lam, alef], marks, []), chain(font, [lam, alef], [], replaced)]
    order = [add(gsub, 6, rules), add(gsub, 4, ligatures.SubTable, ligatures.LookupFlag)]
    for feature in features:
        feature.LookupListIndex, feature.LookupCount = order, len(order)


def split(font: TTFont, both: str) -> tuple[str, str]:
    width, _bearing = font["hmtx"][both]
    alef, lam = round(width * ALEF), f"{both}.lam"
    part = GlyphComponent()
    part.glyphName, part.x, part.y, part.flags = both, -alef, 0, 0x204
    drawn, empty = Glyph(), Glyph()
    drawn.numberOfContours, drawn.components = -1, [part]
    font["glyf"][lam], font["glyf"][f"{both}.alef"] = drawn, empty
    drawn.recalcBounds(font["glyf"])
    font["hmtx"][lam], font["hmtx"][f"{both}.alef"] = (width - alef, drawn.xMin), (alef, 0)
    font.setGlyphOrder(font["glyf"].glyphOrder)
    font.getReverseGlyphMap(rebuild=True)
    return lam, f"{both}.alef"


def add(gsub, kind: int, tables: list, flag: int = 0) -> int:
    lookup = otTables.Lookup()
    lookup.LookupType, lookup.LookupFlag = kind, flag
    lookup.SubTable, lookup.SubTableCount = tables, len(tables)
    gsub.LookupList.Lookup.append(lookup)
    gsub.LookupList.LookupCount = len(gsub.LookupList.Lookup)
    return gsub.LookupList.LookupCount - 1


def chain(font: TTFont, letters: list[str], ahead: list[str], lookups: list[int]):
    rule, order = otTables.ChainContextSubst(), font.getReverseGlyphMap()
    rule.Format = 3
    rule.BacktrackCoverage = []
    rule.InputCoverage = [buildCoverage([letter], order) for letter in letters]
    rule.LookAheadCoverage = [buildCoverage(ahead, order)] if ahead else []
    rule.SubstLookupRecord = []
    for place, lookup in enumerate(lookups):
        record = otTables.SubstLookupRecord()
        record.SequenceIndex, record.LookupListIndex = place, lookup
        rule.SubstLookupRecord.append(record)
    rule.BacktrackGlyphCount, rule.InputGlyphCount = 0, len(letters)
    rule.LookAheadGlyphCount, rule.SubstCount = len(rule.LookAheadCoverage), len(lookups)
    return rule


def spans(found: set[int]) -> list[str]:
    starts = sorted(number for number in found if number - 1 not in found)
    ends = sorted(number for number in found if number + 1 not in found)
    return [f"{a:X}" if a == b else f"{a:X}-{b:X}" for a, b in zip(starts, ends, strict=True)]


def main(folder: Path) -> None:
    covered = set()
    for name, (package, file, ranges, features) in FACES.items():
        both = []
        for weight, style in WEIGHTS.items():
            font = TTFont(folder / package / "package" / "fonts" / "complete" / "woff2" / f"{file}-{style}.woff2")
            font.flavor, font.recalcTimestamp = None, False
            cut(font, ranges, features)
            if name == "Arabic":
                separate(font)
            rename(font, f"Addportal {name}", weight)
            font.save(TARGET / f"{name.lower()}-{weight}.ttf")
            both.append(set(font.getBestCmap()))
        covered |= both[0] & both[1]
    (TARGET / "covered.txt").write_text("\n".join(spans(covered)) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
