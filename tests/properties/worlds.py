"""A small world for properties: two prefectures, six counties, a truth that only grows, reports.

The codes are real, so that the census has residents for them; the outlines are squares. The
real prefectures have more counties and the province more prefectures than are drawn here, so
that each whole has residents outside its parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import geopandas as gpd
import shapely
from hypothesis import strategies as st

from geodata.census import load_census
from geodata.dataset import read_dataset
from geodata.facts import Facts
from geodata.geography import BoundaryFiles, Regions, bundled_geography, load_regions
from geodata.names import load_gazetteer
from geodata.place import place
from tests.builders import claim_row, event_row, source_row, write_dataset
from tests.geodata.squares import square
from tests.levels import COUNTY

__all__ = [
    "COUNTIES",
    "DRESSES",
    "MONTHS",
    "PARENT",
    "PROVINCE",
    "REGIONS",
    "WHOLES",
    "Told",
    "counties_in",
    "noise",
    "parts_of",
    "reports",
    "truths",
    "world",
]

PROVINCE = "630000"
_OF = {"630100": ("630102", "630103", "630104"), "630200": ("630202", "630203", "630222")}
COUNTIES = tuple(code for codes in _OF.values() for code in codes)
REGIONS = (PROVINCE, *_OF, *COUNTIES)
PARENT = (-1, 0, 0, 1, 1, 1, 2, 2, 2)
WHOLES = (PROVINCE, *_OF)
MONTHS = ("2019-06", "2020-06", "2022-07")

Truth = Mapping[str, tuple[int, int, int]]


def counties_in(code: str) -> tuple[str, ...]:
    """The counties of a region; of a county itself."""
    return COUNTIES if code == PROVINCE else _OF.get(code, (code,))


def parts_of(code: str) -> tuple[str, ...]:
    """The regions next below a whole."""
    return tuple(_OF) if code == PROVINCE else _OF[code]


@dataclass(frozen=True)
class Told:
    """One report of a region as its rows tell it, up to one of the months."""

    code: str
    month: int
    qualifier: str
    low: int | None = None
    best: int | None = None
    high: int | None = None
    kind: str = "reported_count"
    part: bool = False
    unit: str = "iris_scans"
    status: str = "published"
    by_coordinate: bool = False
    dated: bool = True
    hedge: str = ""

    @property
    def least(self) -> Fraction:
        """What it says was collected at least."""
        if self.kind == "estimate_range":
            return Fraction(self.low or 0)
        if self.hedge:
            return Fraction(0)
        if self.qualifier in {"exact", "so_far", "at_least", "more_than"}:
            return Fraction(self.best if self.best is not None else self.low or 0)
        return Fraction(0)

    @property
    def most(self) -> Fraction | None:
        """What it says was collected at most."""
        if self.part or (self.hedge and self.kind != "estimate_range"):
            return None
        if self.kind == "estimate_range":
            return Fraction(self.high or 0)
        found = {"exact": self.best, "so_far": self.best, "nearly": self.high, "at_most": self.high}
        end = found.get(self.qualifier)
        return None if end is None else Fraction(end)

    @property
    def value(self) -> Fraction | None:
        """The number that it gives, unless that is an end of limits."""
        if self.least_told or self.most is not None:
            exact = self.best is not None and self.qualifier in {"exact", "so_far"}
            return Fraction(self.best or 0) if exact and not self.part else None
        given = (self.best, self.high, self.low)
        return next((Fraction(each) for each in given if each is not None), Fraction(0))

    @property
    def least_told(self) -> bool:
        """Whether it limits its region from below."""
        exact = self.qualifier in {"exact", "so_far", "at_least", "more_than"}
        return self.kind == "estimate_range" or (exact and not self.hedge)


amounts = st.integers(0, 90_000)


@st.composite
def truths(draw: st.DrawFn) -> Truth:
    """Counts of each region at the three months: with what lies outside the parts they add up."""

    def growing(steps: st.SearchStrategy[int]) -> tuple[int, int, int]:
        first, second, third = (draw(steps) for _ in MONTHS)
        return (first, first + second, first + second + third)

    found = {code: growing(amounts) for code in COUNTIES}
    for code, parts in (*_OF.items(), (PROVINCE, tuple(_OF))):
        outside = growing(st.just(0) | amounts)
        counts = (*(found[each] for each in parts), outside)
        found[code] = tuple(map(sum, zip(*counts, strict=True)))
    return found


@st.composite
def report(draw: st.DrawFn, truth: Truth, codes: Sequence[str] = REGIONS) -> Told:
    """One report that agrees with the truth."""
    code, month = draw(st.sampled_from(codes)), draw(st.integers(0, 2))
    count, slack = truth[code][month], draw(amounts)
    below, above = max(0, count - slack), count + draw(amounts)
    at = {"code": code, "month": month}
    coordinate = code in COUNTIES and draw(st.booleans())
    form = draw(
        st.sampled_from(("exact", "so_far", "low", "high", "range", "about", "hedged", "part"))
    )
    match form:
        case "exact" | "so_far":
            told = Told(**at, qualifier=form, best=count)
        case "low":
            told = Told(**at, qualifier=draw(st.sampled_from(("at_least", "more_than"))), low=below)
        case "high":
            told = Told(**at, qualifier=draw(st.sampled_from(("nearly", "at_most"))), high=above)
        case "range":
            told = Told(**at, qualifier="exact", low=below, high=above, kind="estimate_range")
        case "hedged":
            # However far from the truth: one number that its source hedges is no limit.
            end = draw(st.sampled_from(("exact", "at_least", "at_most")))
            name = {"exact": "best", "at_least": "low", "at_most": "high"}[end]
            told = Told(**at, qualifier=end, hedge="reportedly", **{name: draw(amounts)})
        case "about":
            told = Told(**at, qualifier="about", best=draw(amounts))
        case _:
            part_of = draw(st.sampled_from(COUNTIES))
            lowest = max(0, truth[part_of][month] - slack)
            return Told(part_of, month, "exact", best=lowest, part=True)
    return replace(told, by_coordinate=coordinate)


@st.composite
def reports(draw: st.DrawFn, truth: Truth, least: int = 1) -> tuple[Told, ...]:
    """Reports that agree with the truth; one limits the whole at the last month."""
    count = truth[PROVINCE][2]
    whole = Told(
        PROVINCE,
        2,
        "exact",
        low=max(0, count - draw(amounts)),
        high=count + draw(amounts),
        kind="estimate_range",
    )
    return (whole, *draw(st.lists(report(truth), min_size=least, max_size=6)))


@st.composite
def noise(draw: st.DrawFn) -> Told:
    """A row that must limit nothing: a target, a capacity, a draft, another unit, no date."""
    code, month, huge = draw(st.sampled_from(REGIONS)), draw(st.integers(0, 2)), 10**9
    plain = Told(code, month, "exact", best=huge)
    return draw(
        st.sampled_from(
            (
                replace(plain, kind="target_number"),
                replace(plain, kind="target_number", best=None, low=1, high=huge),
                replace(plain, kind="target_number", best=None, low=huge, qualifier="at_least"),
                replace(plain, kind="capacity"),
                replace(plain, status="draft"),
                replace(plain, unit="dna_samples"),
                replace(plain, dated=False),
            )
        )
    )


# The same boundaries in other dress.


def _frame(crs: str, names: str, *, backwards: bool, split: bool) -> gpd.GeoDataFrame:
    codes = COUNTIES[::-1] if backwards else COUNTIES
    outlines = [_outline(COUNTIES.index(code), split=split) for code in codes]
    labels = [f"{names}{code}" for code in codes]
    frame = gpd.GeoDataFrame({"code": codes, "name": labels}, geometry=outlines, crs="EPSG:4326")
    return frame.to_crs(crs)


def _outline(position: int, *, split: bool) -> shapely.Geometry:
    whole = square(position, 0)
    west, south, east, north = whole.bounds
    middle = (west + east) / 2
    halves = (shapely.box(west, south, middle, north), shapely.box(middle, south, east, north))
    return shapely.MultiPolygon(halves) if split else whole


DRESSES = {
    "plain": {"crs": "EPSG:4326", "names": "区", "backwards": False, "split": False},
    "turned": {"crs": "EPSG:4326", "names": "区", "backwards": True, "split": False},
    "renamed": {"crs": "EPSG:4326", "names": "别名", "backwards": False, "split": False},
    "mercator": {"crs": "EPSG:3857", "names": "区", "backwards": False, "split": False},
    "cgcs2000": {"crs": "EPSG:4490", "names": "区", "backwards": False, "split": False},
    "split": {"crs": "EPSG:4326", "names": "区", "backwards": True, "split": True},
}


@cache
def _regions(dress: str) -> Regions:
    folder = Path(mkdtemp())
    path = folder / "own.gpkg"
    _frame(**DRESSES[dress]).to_file(path)
    return load_regions(BoundaryFiles({COUNTY: path}, bundled_geography()), cache=folder / "cache")


@cache
def _joined(dress: str) -> tuple[Regions, object, object]:
    regions = _regions(dress)
    return regions, load_census(regions), load_gazetteer(regions)


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def rows_of(told: Iterable[Told]) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """Rows of events and of claims. A report's place in the sequence gives its ids."""
    events, claims = [], []
    for index, each in enumerate(told):
        level = (
            "county" if each.code in COUNTIES else "prefecture" if each.code in _OF else "province"
        )
        level = "township" if each.part else level
        place_ = {"region": each.code}
        if each.by_coordinate:
            x = 100.4 + COUNTIES.index(each.code)
            place_ = {"region": "", "latitude": "35.6", "longitude": str(x)}
        day = MONTHS[each.month] if each.dated else ""
        events.append(
            event_row(
                f"E-{index}",
                **place_,
                level_reported=level,
                precision=level,
                start="",
                end=day,
                modality="dna" if each.unit == "dna_samples" else "iris",
                date_precision="month" if each.dated else "unknown",
                date_basis="event" if each.dated else "unknown",
                status=each.status,
            )
        )
        claims.append(
            claim_row(
                f"C-{index}",
                event_id=f"E-{index}",
                field="quantity",
                qualifier=each.qualifier,
                quantity_kind=each.kind,
                hedge=each.hedge,
                unit=each.unit,
                low=_number(each.low),
                best=_number(each.best),
                high=_number(each.high),
            )
        )
    return events, claims


def world(told: Sequence[Told], dress: str = "plain", order: Sequence[int] | None = None) -> Facts:
    """The facts of these reports, on boundaries in one dress, with rows in one order."""
    events, claims = rows_of(told)
    if order is not None:
        events, claims = ([rows[i] for i in order] for rows in (events, claims))
    folder = Path(mkdtemp())
    dataset = read_dataset(write_dataset(folder, events, [source_row()], claims))
    assert not any(count.quarantined for count in dataset.report.rows), dataset.report
    regions, census, gazetteer = _joined(dress)
    return Facts(dataset, regions, census, gazetteer, place(dataset.events, regions))
