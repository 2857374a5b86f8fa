"""Where a region lies: its outline within the wider unit, small enough to read at a glance."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from dashboard.viewmodel.outlines import Outlines, outlines, shape_on
from geodata.facts import Facts
from geodata.model import Level
from geodata.regions import Detail
from layers.resolve import province_of
from layers.view import COUNTRY

__all__ = ["Locator", "locator"]

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


@lru_cache(maxsize=256)
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
    if level is Level.COUNTRY:
        return None
    within = COUNTRY if level is Level.PROVINCE else province_of(facts, code)
    parted = Level.PROVINCE if within == COUNTRY else Level.PREFECTURE
    detail = Detail.OVERVIEW if within == COUNTRY else Detail.DETAIL
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
