"""Every name of every region, in every language there is."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache

from geodata.census.tables import Crossing, read_tables
from geodata.errors import UnknownRegion
from geodata.gazetteer.fold import fold
from geodata.gazetteer.names import (
    Language,
    Match,
    Name,
    NameSource,
    bundled_names,
    bundled_sources,
)
from geodata.gazetteer.short import english_short, forms, with_type_of
from geodata.model import Level
from geodata.regions import COUNTRY, Regions

__all__ = ["Gazetteer", "load_gazetteer"]

_OUTLINE = "boundaries"
_PRESENT = "name with the present unit type"
_FORMER = "former unit, now in this outline"
_COUNTRY = (
    Name("China", "en", "common English name", "common_english"),
    Name("中国", "zh-Hans", "common name", "common_english"),
)
_LEVELS = tuple(Level)
_EXACT, _PREFIX, _INSIDE = 1.0, 0.8, 0.6
_LEAST_LETTERS = 2

# Best kind first; a kind that is not listed comes before the words of _LAST.
_ENGLISH = (_PRESENT, "English/SASM-GNC form used in this table", "common English name")
_TIBETAN = (
    "Tibetan script, exile short form",
    "exile/Tibetan script (Tso Ngön)",
    "Tibetan script",
    "Tibetan script, short form",
    "Tibetan script, official",
    "Tibetan script, official (city)",
)
_UYGHUR = ("Uyghur script, official", "Uyghur script")
_LAST = ("before 20", "back-transcription", "older list", "Qaidam", "historical", "postal", _FORMER)
_EXILE = ("exile romanisation", "exile/PRC romanisation", "common exile form")


class Gazetteer:
    """Names by region, and regions by name."""

    def __init__(self, regions: Regions) -> None:
        self._regions = regions
        self._names = _attach(regions)

    def names(self, code: str) -> tuple[Name, ...]:
        """All names of a region, by language.

        Raises
        ------
        UnknownRegion
            If no region has this code.
        """
        try:
            return self._names[code]
        except KeyError:
            raise UnknownRegion(
                f"No region has the code {code!r}.",
                where="names",
                remedy="Use a six-digit code of a province, prefecture or county.",
            ) from None

    def official(self, code: str, language: Language) -> Name:
        """Long official name, falling back to English, then Chinese."""
        names = self.names(code)
        if language in {Language.BO, Language.UG}:
            script = [each for each in names if each.language == str(language)]
            official = [each for each in script if "official" in each.kind] or script
            if official:
                return min(official, key=lambda each: _rank(each, _UYGHUR))
        if language is not Language.ZH:
            english = [each for each in names if each.language == "en"]
            if english:
                return min(english, key=lambda each: _rank(each, _ENGLISH))
        return self._chinese(code)

    def display(self, code: str, language: Language) -> Name:
        """Best short name, falling back to English, then Chinese.

        In English the form used in exile comes first where there is one: "Tsoshar
        (Haidong)". The language of the answer says which language it is in.

        Raises
        ------
        UnknownRegion
            If no region has this code.
        """
        if language is Language.ZH:
            return self._chinese(code)
        if language in {Language.BO, Language.UG}:
            order = _TIBETAN if language is Language.BO else _UYGHUR
            script = [each for each in self.names(code) if each.language == str(language)]
            if script:
                return min(script, key=lambda each: _rank(each, order))
        return self._english(code)

    def search(self, text: str, limit: int = 10) -> tuple[Match, ...]:
        """Regions by name or code, in any script.

        Whole names come first, then beginnings, then parts of names; wider units
        before narrower ones. Every region with a wholly matching name is returned,
        also beyond ``limit``.

        Parameters
        ----------
        text : str
            Case, accents, tones, spaces and apostrophes do not count.
        limit : int, optional
        """
        wanted = fold(text)
        if not wanted:
            return ()
        best: dict[str, Match] = {}
        for key, code, name in self._index:
            score = _score(wanted, key)
            if score and (code not in best or score > best[code].score):
                best[code] = Match(code, name, score == _EXACT, score)
        ranked = sorted(best.values(), key=lambda match: (-match.score, *self._order(match.code)))
        exact = sum(match.exact for match in ranked)
        return tuple(ranked[: max(limit, exact)])

    def source(self, source_id: str) -> NameSource:
        """Where a name comes from.

        Raises
        ------
        UnknownRegion
            If no name has this source.
        """
        if source_id == _OUTLINE:
            origin = self._regions.boundaries
            return NameSource(_OUTLINE, origin.citation, "", origin.licence_note)
        try:
            return bundled_sources()[source_id]
        except KeyError:
            raise UnknownRegion(
                f"There is no source of names {source_id!r}.",
                where="names/sources.csv",
                remedy="Use the source of a name.",
            ) from None

    def _order(self, code: str) -> tuple[int, str]:
        return _LEVELS.index(self._regions.level(code)), code

    def _chinese(self, code: str) -> Name:
        chinese = [each for each in self.names(code) if each.language == "zh-Hans"]
        outline = [each for each in chinese if each.source == _OUTLINE]
        current = [each for each in chinese if each.kind.startswith("current")]
        fallback = Name(code, "und", "code", _OUTLINE)
        return next(iter([*current, *outline, *chinese]), fallback)

    def _english(self, code: str) -> Name:
        official = self.official(code, Language.EN)
        if official.language != "en":
            return official
        level = self._regions.level(code)
        wide = level is not Level.COUNTY
        text = english_short(official.text, wide=wide)
        exile = self._exile(code) if level is Level.PREFECTURE else None
        if exile is not None:
            plain = text.split(" (")[0]
            text = plain if fold(exile.text) == fold(plain) else f"{exile.text} ({plain})"
            if text != plain:
                return Name(text, "en", "form used in exile, with the official one", exile.source)
        if text == official.text:
            return official
        return Name(text, "en", "short form", official.source)

    def _exile(self, code: str) -> Name | None:
        found = [each for each in self.names(code) if each.kind in _EXILE]
        return min(found, key=lambda each: _EXILE.index(each.kind)) if found else None

    @cached_property
    def _index(self) -> list[tuple[str, str, Name]]:
        index: list[tuple[str, str, Name]] = []
        for code, names in self._names.items():
            keys: dict[str, Name] = {}
            for name in names:
                for form in forms(name.text):
                    keys.setdefault(fold(form), name)
            if code != COUNTRY:
                keys.setdefault(code, names[0])
            index += [(key, code, name) for key, name in keys.items() if key]
        return index


def _score(wanted: str, key: str) -> float:
    if wanted == key:
        return _EXACT
    if wanted.isascii() and len(wanted) < _LEAST_LETTERS:
        return 0.0
    if key.startswith(wanted):
        return _PREFIX
    return _INSIDE if wanted in key else 0.0


def _rank(name: Name, order: tuple[str, ...]) -> tuple[int, str]:
    if any(word in name.kind for word in _LAST):
        return len(order) + 1, name.text
    return (order.index(name.kind) if name.kind in order else len(order)), name.text


def _attach(regions: Regions) -> Mapping[str, tuple[Name, ...]]:
    """Names of every polygon: its own, and those of the census units it stands for."""
    tables, bundled = read_tables(), bundled_names()
    crossings: dict[str, list[Crossing]] = {}
    for each in tables.crossings:
        if each.layer == "county" and each.reason in {"recoded", "merged"}:
            crossings.setdefault(each.polygon, []).append(each)
    codes = {code for level in _LEVELS[1:] for code in regions.codes(level)}
    attached: dict[str, tuple[Name, ...]] = {COUNTRY: _COUNTRY}
    for code in sorted(codes):
        outline = regions.name_zh(code)
        names = [Name(outline, "zh-Hans", "name on the outline", _OUTLINE)] if outline else []
        units = {code: "own", **{each.unit: each.reason for each in crossings.get(code, [])}}
        for unit, relation in units.items():
            chinese = tables.units[unit].name_zh if unit in tables.units else ""
            same = _same_place(outline, chinese)
            for name in bundled.get(unit, ()):
                if name.language == "en" and same and outline != chinese:
                    text = with_type_of(name.text, outline)
                    names.append(Name(text, "en", _PRESENT, name.source))
                elif relation == "merged" and unit != code and not same:
                    names.append(Name(name.text, name.language, _FORMER, name.source))
                else:
                    names.append(name)
        if not names:
            names = [Name(code, "und", "code", _OUTLINE)]
        unique = {(name.language, name.text): name for name in reversed(names)}
        attached[code] = tuple(sorted(unique.values(), key=lambda each: (each.language, each.text)))
    return attached


def _same_place(outline: str, unit: str) -> bool:
    """Whether two Chinese names differ at most in the unit type."""
    return bool(outline) and bool(unit) and outline[:-1] == unit[:-1]


@lru_cache(maxsize=8)
def load_gazetteer(regions: Regions) -> Gazetteer:
    """Names of the regions of one set of boundaries; loaded once for each."""
    return Gazetteer(regions)
