"""Small maps of the compared regions: one layer, the same classes, the same scale."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.shared.citation import Citation, census_cites
from dashboard.shared.outlines import Outlines, outlines
from geodata.facts import Facts
from geodata.i18n import _
from geodata.model import Level
from geodata.workspace import once_per_atlas
from layers.catalogue import layer
from layers.naming import Text, display_name
from layers.picture.symbology import build_symbology
from layers.spec import table_of
from layers.tables import EvidenceKind
from layers.view import View
from layers.wording import number

__all__ = ["LegendEntry", "Maps", "Tile", "UnitValue", "drawn_level", "small_maps"]

_ROUND = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One class: its colours, its pattern, its words, and how many units of all maps it has."""

    fill: str
    fill_dark: str
    pattern: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class LegendGrid:
    """The legend of two things at once; ``cells`` holds places in the legend and columns taken."""

    x_title: str
    y_title: str
    x: tuple[str, ...]
    y: tuple[str, ...]
    cells: tuple[tuple[tuple[int, int], ...], ...]

    @property
    def places(self) -> frozenset[int]:
        """Places in the legend that stand in the grid."""
        return frozenset(place for row in self.cells for place, _columns in row)


@dataclass(frozen=True, slots=True)
class UnitValue:
    """One unit of a map: its name, what the layer says of it, and its note."""

    code: str
    name: Text
    said: str
    note: str


@dataclass(frozen=True, slots=True)
class Tile:
    """One map. ``classes`` maps a place in the legend to the path of its units.

    ``frame`` is the width and height of the drawing in kilometres; maps of one scale share
    the width; ``scale_km`` and ``scale_share`` make the bar of scale.
    """

    code: str
    name: Text
    level: str
    shape: Outlines
    frame: tuple[float, float]
    classes: tuple[tuple[int, str], ...]
    units: tuple[UnitValue, ...]
    scale_km: int
    scale_share: float
    words: str
    because: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Maps:
    """All maps with their one legend.

    Two are equal only if they are the same object, so that their markup can be kept by them.
    """

    title: str
    unit: str
    year: str
    caveat: str
    source: str
    label: EvidenceKind
    tiles: tuple[Tile, ...]
    legend: tuple[LegendEntry, ...]
    fit: bool
    claimed: bool
    """Whether land that is claimed and not administered was left out of any of them."""
    grid: LegendGrid | None = None

    @property
    def scale_words(self) -> str:
        """How the scales of the maps relate, for the page and its file."""
        if self.fit:
            return _("Each map fills its frame: their scales differ.")
        return _("All maps have the same scale.")


def drawn_level(code: str, level: Level, facts: Facts) -> Level:
    """Return the level at which a region is divided: the view's, or its own if that is finer.

    The whole country is never divided into its thousands of counties: they cannot be seen.
    """
    if code == facts.geography.root and level == facts.geography.finest:
        return facts.geography.levels[1]
    return level if facts.regions.codes(level, code) else facts.regions.level(code)


def small_maps(codes: tuple[str, ...], view: View, facts: Facts) -> Maps:
    """Return a map of each region, filled by the view's layer."""
    narrow = layer(view.map.layer, facts).cache_key(view)
    return _maps(
        codes, narrow.choose(language=view.map.language, fit=view.comparison.fit, area=""), facts
    )


@once_per_atlas(maxsize=32)
def _maps(codes: tuple[str, ...], view: View, facts: Facts) -> Maps:
    spec = layer(view.map.layer, facts)
    shapes: list[tuple[str, Level, Outlines]] = []
    for code in codes:
        level = drawn_level(code, view.map.level, facts)
        shapes.append((code, level, outlines(code, level, facts)))
    common = max(shape.width for _code, _level, shape in shapes)
    legend: dict[tuple[str, str, str, str], int] = {}
    counts: defaultdict[int, int] = defaultdict(int)
    tiles = []
    described: dict[str, str] = {}
    sources: dict[str, None] = {}
    grid: LegendGrid | None = None
    for code, level, shape in shapes:
        symbology, values = build_symbology(view.choose(area=code, level=level), facts, spec)
        data, texts = symbology.data, values.data
        described = data["layer"]
        sources |= dict.fromkeys(str(described["source"]).split("; "))
        places = [
            legend.setdefault(
                (each["fill"], each["fill_dark"], each["pattern"] or "", each["label"]),
                len(legend),
            )
            for each in data["classes"]
        ]
        grid = _grid(data.get("grid"), places)
        paths: defaultdict[int, str] = defaultdict(str)
        for sign, (_unit, path) in zip(data["class_of"], shape.paths, strict=True):
            place = places[int(sign, 36)]
            paths[place] += path
            counts[place] += 1
        frame = (shape.width if view.comparison.fit else common, shape.height)
        kilometres = _bar(frame[0])
        units = tuple(
            UnitValue(unit, display_name(facts, unit, view.map.language), *texts["texts"][index])
            for (unit, _path), index in zip(shape.paths, texts["of"], strict=True)
        )
        tiles.append(
            Tile(
                code=code,
                name=display_name(facts, code, view.map.language),
                level=level.label,
                shape=shape,
                frame=frame,
                classes=tuple(sorted(paths.items())),
                units=units,
                scale_km=kilometres,
                scale_share=round(100 * kilometres / frame[0], 2),
                words=_words(units, level),
                because=_cites(code, view.choose(level=level), facts),
            )
        )
    return Maps(
        title=spec.title,
        unit=described["unit"],
        year=described["year"],
        caveat=described["caveat"],
        source="; ".join(sources),
        label=spec.label,
        tiles=tuple(tiles),
        legend=tuple(LegendEntry(*key, counts[place]) for key, place in legend.items()),
        fit=view.comparison.fit,
        claimed=any(_claims(code, facts) for code in codes),
        grid=grid,
    )


def _grid(layout: Mapping[str, Any] | None, places: list[int]) -> LegendGrid | None:
    """Return the grid of a legend, its classes by their places in the common legend."""
    if layout is None:
        return None
    spans = layout.get("spans") or [[1] * len(row) for row in layout["cells"]]
    return LegendGrid(
        layout["x_title"],
        layout["y_title"],
        tuple(layout["x"]),
        tuple(layout["y"]),
        tuple(
            tuple((places[first], many) for first, many in zip(row, wide, strict=True))
            for row, wide in zip(layout["cells"], spans, strict=True)
        ),
    )


def _cites(code: str, view: View, facts: Facts) -> tuple[Citation, ...]:
    """Return the census tables of a map; none where the values come from the data set."""
    table = table_of(layer(view.map.layer, facts), facts, view)
    return census_cites(
        table.within(facts.regions.codes(view.map.level, code)).frame["source"], facts
    )


def _claims(code: str, facts: Facts) -> bool:
    regions = facts.regions
    hosts = set(regions.claimed()["host"])
    return any(code in {host, *regions.ancestors(host)} for host in hosts)


def _bar(width: float) -> int:
    return next((each for each in reversed(_ROUND) if each <= width / 3), _ROUND[0])


def _words(units: tuple[UnitValue, ...], level: Level) -> str:
    if len(units) == 1:
        return units[0].said
    n = len(units)
    return f"{number(n)} {level.label if n == 1 else level.plural}"
