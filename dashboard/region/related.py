"""Around a region: wider and sub-regions, its names, and where it lies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dashboard.shared.outlines import Outlines, outlines, shape_on
from dashboard.shared.search_model import view_of_region
from geodata.facts import Facts
from geodata.geography import Detail
from geodata.i18n import _
from geodata.model import Level, Source
from geodata.names import Name
from geodata.workspace import once_per_atlas
from layers.address import dividing_level
from layers.events import counted_words, shown_counted
from layers.naming import Text, display_name
from layers.picture.resolve import province_of
from layers.view import View

__all__ = [
    "Locator",
    "NameLine",
    "Neighbour",
    "RelatedRegions",
    "language_words",
    "locator",
    "name_lines",
    "related_regions",
]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A wider region or a sub-region, with the view that shows it and its number of events."""

    code: str
    name: Text
    view: View
    events: int


@dataclass(frozen=True, slots=True)
class RelatedRegions:
    """Wholes from the widest, parts by code, and sources by publisher.

    ``counted`` heads the counts of events; ``roots`` are the independent sources; ``building``
    take one of them further and do not count beside it.
    """

    wholes: tuple[Neighbour, ...]
    parts: tuple[Neighbour, ...]
    part_level: str
    counted: str
    roots: tuple[Source, ...]
    building: tuple[Source, ...]


def related_regions(code: str, view: View, facts: Facts) -> RelatedRegions:
    """Return what lies around a region under the filters of a view.

    Parameters
    ----------
    code : str
        Code of a region, or ``"CN"``.
    view : View
        Decides which events count and the language of names.
    facts : Facts
        What is known.
    """
    regions = facts.regions
    finer = _finer(code, facts)
    parts = () if finer is None else regions.codes(finer, code)
    level = regions.level(code)
    own = shown_counted(view, facts, level).get(code, ())
    ids = [event.event_id for event in own]

    def neighbour(each: str) -> Neighbour:
        at = regions.level(each)
        counted = shown_counted(view, facts, at)
        return Neighbour(
            each,
            display_name(facts, each, view.map.language),
            view_of_region(each, view, facts),
            len(counted.get(each, ())),
        )

    return RelatedRegions(
        wholes=tuple(map(neighbour, reversed(regions.ancestors(code)))),
        parts=tuple(neighbour(each) for each in parts if each != code),
        part_level="" if finer is None else finer.label,
        counted="" if finer is None else counted_words(finer, facts),
        roots=_by_publisher(facts.dataset.independent_of(*ids)),
        building=_by_publisher(facts.dataset.building_on(*ids)),
    )


def _by_publisher(sources: Iterable[Source]) -> tuple[Source, ...]:
    return tuple(sorted(sources, key=lambda source: (source.publisher, source.source_id)))


def _finer(code: str, facts: Facts) -> Level | None:
    """Return the widest level that divides a region, or ``None`` where none does."""
    if facts.regions.level(code) == facts.geography.finest:
        return None
    level = (
        facts.geography.levels[0] if code == facts.geography.root else dividing_level(facts, code)
    )
    return level if len(facts.regions.codes(level, code)) > 1 else None


_WRITTEN = {
    "bo": _("Tibetan"),
    "de": _("German"),
    "en": _("English"),
    "fr": _("French"),
    "ja": _("Japanese"),
    "ug": _("Uyghur"),
    "zh": _("Chinese"),
    "zh-Hans": _("Chinese, simplified letters"),
    "zh-Hant": _("Chinese, traditional letters"),
}
"""Languages of sources; a name’s own are told by what sort of name it is."""

_LANGUAGES = {
    "en": _("English or exile form"),
    "bo": _("Tibetan"),
    "bo-Latn": _("Tibetan in Latin letters"),
    "bo-Wylie": _("Tibetan, Wylie"),
    "kk-Arab": _("Kazakh"),
    "mn-Mong": _("Mongolian"),
    "slr": _("Salar"),
    "ug": _("Uyghur"),
    "ug-Latn": _("Uyghur in Latin letters"),
    "zh-Hans": _("Chinese"),
    "zh-Latn-pinyin": _("Chinese, pinyin"),
    "und": _("a code"),
}


@dataclass(frozen=True, slots=True)
class NameLine:
    """One name; ``address`` is where its source can be found, ``""`` where none is recorded."""

    name: Name
    language: str
    source: str
    address: str


def language_words(tag: str) -> str:
    """Return a language of sources in words; its tag where there are none for it.

    Examples
    --------
    >>> language_words("zh-Hant"), language_words("zh-CN"), language_words("tlh")
    ('Chinese, traditional letters', 'Chinese', 'tlh')
    """
    return _WRITTEN.get(tag) or _WRITTEN.get(tag.split("-", maxsplit=1)[0]) or tag


def name_lines(code: str, facts: Facts) -> Iterator[NameLine]:
    """Yield every name of a region once, in the order of languages.

    Parameters
    ----------
    code : str
        Code of a province, prefecture or county; the country has none of its own here.
    facts : Facts
        What is known.
    """
    if code == facts.geography.root:
        return
    names = facts.gazetteer.names(code)
    order = list(_LANGUAGES)
    for name in sorted(
        dict.fromkeys(names),
        key=lambda name: order.index(name.language) if name.language in order else len(order),
    ):
        source = facts.gazetteer.source(name.source)
        yield NameLine(
            name, _LANGUAGES.get(name.language, name.language), source.citation, source.url
        )


_STEPS = 480
_SMALL = 20
"""A region is small that is narrower than one in so many parts of the sheet."""


@dataclass(frozen=True, slots=True)
class Locator:
    """Outlines as SVG paths on a sheet of whole numbers.

    Parameters
    ----------
    within : str
        Code of the unit that fills the sheet.
    width, height : int
        Size of the sheet.
    parts : str
        Path of all parts of that unit.
    here : str
        Path of the region.
    spot : tuple of int
        A point well inside the region: a small one is marked by a ring around it.
    small : bool
        Whether the region is too small to be seen without the ring.
    """

    within: str
    width: int
    height: int
    parts: str
    here: str
    spot: tuple[int, int]
    small: bool


@once_per_atlas(maxsize=256)
def locator(code: str, facts: Facts) -> Locator | None:
    """Return where a region lies within its province, and a province within the country.

    Land that other states administer belongs to no unit and is not drawn.

    Parameters
    ----------
    code : str
        Code of a province, prefecture or county; there is nothing around the country.
    facts : Facts
        What is known.
    """
    level = facts.regions.level(code)
    if level == facts.geography.whole:
        return None
    within = (
        facts.geography.root if level == facts.geography.levels[0] else province_of(facts, code)
    )
    parted = (
        facts.geography.levels[0] if within == facts.geography.root else facts.geography.levels[1]
    )
    detail = Detail.OVERVIEW if within == facts.geography.root else Detail.DETAIL
    sheet: Outlines = outlines(within, parted, facts, detail, _STEPS)
    own = shape_on(sheet, code, detail, facts)
    return Locator(
        within=within,
        width=round(sheet.width / sheet.step),
        height=round(sheet.height / sheet.step),
        parts=sheet.all_paths,
        here=own.path,
        spot=own.spot,
        small=own.across < _STEPS / _SMALL,
    )
