"""Every name of every region, in every language there is."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property, lru_cache

from geodata.errors import UnknownRegion
from geodata.geography import Regions
from geodata.i18n import _
from geodata.model import Level, NameLanguage
from geodata.names.attach import FORMER_CODE, FORMER_UNIT, OUTLINE, attached_names
from geodata.names.index import Index, fold
from geodata.names.names import Lookup, Match, Name, NameSource, Outcome, name_sources
from geodata.names.rules import read_naming

__all__ = ["Gazetteer", "load_gazetteer"]

_MOST_SIMILAR = 8
_CURRENT = "current"
_OFFICIAL = "official"


class Gazetteer:
    """Names by region, and regions by name."""

    def __init__(self, regions: Regions) -> None:
        self._regions = regions
        self._names = attached_names(regions)
        self._naming = read_naming(regions.geography.folder)
        self._usual = regions.geography.languages[0]

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
                _("No region has the code {code!r}.").format(code=code),
                where="names",
                remedy=self._regions.geography.code_hint,
            ) from None

    def official(self, code: str, language_id: str) -> Name:
        """Long official name, falling back to the usual language, then to that of the map."""
        language = self._regions.geography.language(language_id)
        if language.tag not in {self._usual.tag, self._local}:
            script = self._in(code, language)
            official = [each for each in script if _OFFICIAL in each.kind]
            if official:
                return min(official, key=lambda each: (self._is_last(each), each.text))
            if script:
                return min(script, key=lambda each: self._rank(each, language))
        if language.tag != self._local:
            usual = self._in(code, self._usual)
            if usual:
                return min(usual, key=lambda each: self._rank(each, self._usual))
        return self._on_map(code)

    def display(self, code: str, language_id: str) -> Name:
        """Best short name, falling back to the usual language, then to that of the map.

        In the usual language a name that the geography puts first stands before the official
        one: "Tsoshar (Haidong)". The language of the answer says which language it is in.

        Raises
        ------
        UnknownRegion
            If no region has this code.
        """
        language = self._regions.geography.language(language_id)
        if language.tag == self._local:
            return self._on_map(code)
        if language.tag != self._usual.tag:
            script = self._in(code, language)
            if script:
                return min(script, key=lambda each: self._rank(each, language))
        return self._shown(code)

    def lookup(self, text: str, within: str = "", level: Level | None = None) -> Lookup:
        """Return the region of a name or code in any script; ambiguity is never guessed away.

        Parameters
        ----------
        text : str
            A whole name, with or without its unit type, or a present or former code. Case,
            accents, tones, spaces and apostrophes do not count.
        within : str
            Code of a wider region that must hold the region; by default the whole.
        level : Level, optional
            Level that the region must have.

        Returns
        -------
        Lookup
            ``found`` with one region; ``ambiguous`` with every region of this name; or
            ``unknown`` with regions spelled similarly, of which none is meant for certain.

        Examples
        --------
        >>> from geodata.geography import load_regions
        >>> regions = load_regions()
        >>> gazetteer = load_gazetteer(regions)
        >>> gazetteer.lookup("Tsoshar").region, gazetteer.lookup("632100").region
        ('630200', '630200')
        >>> gazetteer.lookup("Hainan").outcome.value
        'ambiguous'
        >>> gazetteer.lookup("Hainan", level=regions.geography.levels[0]).region
        '460000'
        """
        wanted = fold(text)
        found = self._index.whole(wanted)
        root = self._regions.geography.root
        within = within or root
        if within != root or level is not None:
            found = tuple(match for match in found if self._fits(match.code, within, level))
        if len(found) == 1:
            return Lookup(text, Outcome.FOUND, found, ())
        if found:
            return Lookup(text, Outcome.AMBIGUOUS, found, ())
        similar = self._index.similar(wanted)
        fitting = [match for match in similar if self._fits(match.code, within, level)]
        return Lookup(text, Outcome.UNKNOWN, (), self._ranked(fitting)[:_MOST_SIMILAR])

    def former(self, code: str) -> tuple[Match, ...]:
        """Return the regions that hold today what had a former code; none for any other code.

        Examples
        --------
        >>> from geodata.geography import load_regions
        >>> gazetteer = load_gazetteer(load_regions())
        >>> [(match.code, match.name.kind) for match in gazetteer.former("632100")]
        [('630200', 'former code, until 2013')]
        >>> gazetteer.former("630200")
        ()
        """
        return tuple(
            match for match in self._index.whole(code) if match.name.kind.startswith(FORMER_CODE)
        )

    def _fits(self, code: str, within: str, level: Level | None) -> bool:
        if level is not None and self._regions.level(code) != level:
            return False
        return within in {self._regions.geography.root, code} or within in self._regions.ancestors(
            code
        )

    def search(self, text: str, limit: int = 10) -> tuple[Match, ...]:
        """Regions by name or code, in any script, for what a reader has typed so far.

        Whole names come first, then beginnings, then parts of names; wider units
        before narrower ones. Every region with a wholly matching name is returned,
        also beyond ``limit``. Where nothing matches, regions spelled similarly come,
        marked as such.

        Parameters
        ----------
        text : str
            Case, accents, tones, spaces and apostrophes do not count.
        limit : int, optional
        """
        wanted = fold(text)
        found = self._index.containing(wanted) or self._index.similar(wanted)
        ranked = self._ranked(found)
        exact = sum(match.exact for match in ranked)
        return ranked[: max(limit, exact)]

    def _ranked(self, found: Iterable[Match]) -> tuple[Match, ...]:
        """Return the best first; of equals the wider units first."""
        return tuple(sorted(found, key=lambda match: (-match.score, *self._order(match.code))))

    def source(self, source_id: str) -> NameSource:
        """Where a name comes from.

        Raises
        ------
        UnknownRegion
            If no name has this source.
        """
        if source_id == OUTLINE:
            origin = self._regions.boundaries
            return NameSource(OUTLINE, origin.citation, "", origin.licence_note)
        try:
            return name_sources(self._regions.geography.folder)[source_id]
        except KeyError:
            raise UnknownRegion(
                _("There is no source of names {source_id!r}.").format(source_id=source_id),
                where="sources.csv",
                remedy=_("Use the source of a name."),
            ) from None

    def _order(self, code: str) -> tuple[int, str]:
        return self._regions.level(code).rank, code

    @property
    def _local(self) -> str:
        return self._regions.geography.outline_language

    def _in(self, code: str, language: NameLanguage) -> list[Name]:
        return [each for each in self.names(code) if each.language == language.tag]

    def _on_map(self, code: str) -> Name:
        """Return the name in the language of the outlines, else any name, else the code."""
        local = [each for each in self.names(code) if each.language == self._local]
        outline = [each for each in local if each.source == OUTLINE]
        current = [each for each in local if each.kind.startswith(_CURRENT)]
        fallback = Name(code, "und", "code", OUTLINE)
        return next(iter([*current, *outline, *local]), fallback)

    def _shown(self, code: str) -> Name:
        """Return the short name in the usual language, after one that is put first."""
        official = self.official(code, self._usual)
        if official.language != self._usual.tag:
            return official
        level = self._regions.level(code)
        text = self._naming.short(official.text, official.language, level.value)
        first = self._first(code) if level == self._naming.first_level else None
        if first is not None:
            plain = text.split(" (")[0]
            text = plain if fold(first.text) == fold(plain) else f"{first.text} ({plain})"
            if text != plain:
                return Name(text, official.language, self._naming.first_kind, first.source)
        if text == official.text:
            return official
        return Name(text, official.language, "short form", official.source)

    def _first(self, code: str) -> Name | None:
        kinds = self._naming.first_kinds
        found = [each for each in self.names(code) if each.kind in kinds]
        return min(found, key=lambda each: kinds.index(each.kind)) if found else None

    def _is_last(self, name: Name) -> bool:
        return any(word in name.kind for word in (*self._naming.last, FORMER_UNIT))

    def _rank(self, name: Name, language: NameLanguage) -> tuple[int, str]:
        """Return how good a kind of name is: those that are listed, others, the last."""
        order = self._naming.kinds.get(language, ())
        if self._is_last(name):
            return len(order) + 1, name.text
        return (order.index(name.kind) if name.kind in order else len(order)), name.text

    @cached_property
    def _index(self) -> Index:
        return Index(self._names, self._regions.geography.root, self._naming)


@lru_cache(maxsize=8)
def load_gazetteer(regions: Regions) -> Gazetteer:
    """Names of the regions of one set of boundaries; loaded once for each."""
    return Gazetteer(regions)
