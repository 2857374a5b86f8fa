"""Which names belong to which outline: its own, and those of the units it stands for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from geodata.census.tables import Crossing, read_tables
from geodata.geography import Regions
from geodata.names.names import FormerCode, Name, former_codes, listed_names
from geodata.names.rules import read_naming

__all__ = ["FORMER_CODE", "FORMER_UNIT", "OUTLINE", "PRESENT", "attached_names"]

OUTLINE = "boundaries"
"""Source of a name that comes with the outline."""

PRESENT = "name with the present unit type"
FORMER_UNIT = "former unit, now in this outline"
FORMER_CODE = "former code"
_NEWER_CODE = "code newer than the boundary"
_CODES = "code_changes"


def attached_names(regions: Regions) -> Mapping[str, tuple[Name, ...]]:
    """Names of every polygon: its own, and those of the census units it stands for."""
    geography = regions.geography
    tables, bundled = read_tables(geography.folder), listed_names(geography.folder)
    local, naming = geography.outline_language, read_naming(geography.folder)
    crossings: dict[str, list[Crossing]] = {}
    for each in tables.crossings:
        if each.layer == geography.finest and each.reason in {"recoded", "merged"}:
            crossings.setdefault(each.polygon, []).append(each)
    former: dict[str, list[Name]] = {}
    for code, name in _former_names(regions):
        former.setdefault(code, []).append(name)
    codes = {code for level in geography.levels for code in regions.codes(level)}
    attached: dict[str, tuple[Name, ...]] = {geography.root: _whole(regions)}
    for code in sorted(codes):
        outline = regions.name(code)
        names = [Name(outline, local, "name on the outline", OUTLINE)] if outline else []
        units = {code: "own", **{each.unit: each.reason for each in crossings.get(code, [])}}
        for unit, relation in units.items():
            counted = tables.units[unit].name if unit in tables.units else ""
            same = naming.is_same_place(outline, counted)
            for name in bundled.get(unit, ()):
                if name.language == naming.types_language and same and outline != counted:
                    text = naming.with_type_of(name.text, outline)
                    names.append(Name(text, name.language, PRESENT, name.source))
                elif relation == "merged" and unit != code and not same:
                    names.append(Name(name.text, name.language, FORMER_UNIT, name.source))
                else:
                    names.append(name)
        names += former.get(code, [])
        if not names:
            names = [Name(code, "und", "code", OUTLINE)]
        unique = {(name.language, name.text): name for name in reversed(names)}
        attached[code] = tuple(sorted(unique.values(), key=lambda each: (each.language, each.text)))
    return attached


def _whole(regions: Regions) -> tuple[Name, ...]:
    kinds = {"en": "common English name"}
    return tuple(
        Name(text, tag, kinds.get(tag, "common name"), "common_english")
        for tag, text in regions.geography.names.items()
    )


def _former_names(regions: Regions) -> Iterator[tuple[str, Name]]:
    """Yield former codes and names with every outline that holds a part of the former unit."""
    changes: dict[str, list[FormerCode]] = {}
    for each in former_codes(regions.geography.folder):
        changes.setdefault(each.code, []).append(each)
    for each in former_codes(regions.geography.folder):
        if each.present_code not in regions and each.code in regions:
            yield each.code, Name(each.present_code, "und", _NEWER_CODE, _CODES)
            continue
        if each.code in regions:
            continue
        for present in _now(each.present_code, changes, regions, frozenset({each.code})):
            yield present, Name(each.code, "und", f"{FORMER_CODE}, until {each.year}", _CODES)
            if each.name:
                kind = f"{FORMER_UNIT} (until {each.year})"
                yield present, Name(each.name, regions.geography.outline_language, kind, _CODES)


def _now(
    code: str, changes: Mapping[str, list[FormerCode]], regions: Regions, seen: frozenset[str]
) -> Iterator[str]:
    """Yield the outlines to which a code leads through all its later changes."""
    if code in regions:
        yield code
    elif code not in seen:
        for each in changes.get(code, []):
            yield from _now(each.present_code, changes, regions, seen | {code})
