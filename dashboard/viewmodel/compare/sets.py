"""Comparisons that are ready to open."""

from __future__ import annotations

from dataclasses import dataclass

from geodata.facts import Facts
from geodata.i18n import _
from geodata.model import Level
from layers.view import MOST_COMPARED

__all__ = ["ReadySet", "ready_sets"]

_QINGHAI, _TIBET, _XINJIANG = "630000", "540000", "650000"
_TSOSHAR, _URUMQI = "630200", "650100"


@dataclass(frozen=True, slots=True)
class ReadySet:
    """A comparison with its words and the level at which its maps tell most."""

    key: str
    title: str
    codes: tuple[str, ...]
    level: Level


def ready_sets(facts: Facts) -> tuple[ReadySet, ...]:
    """Return the ready comparisons whose regions all exist in these boundaries."""
    known = facts.regions
    parts = known.codes(Level.PREFECTURE, _QINGHAI) if _QINGHAI in known else ()
    sets = (
        ReadySet("qinghai", _("Qinghai’s eight prefectures"), parts, Level.COUNTY),
        ReadySet(
            "plateau",
            _("Qinghai – Tibet AR – Xinjiang"),
            (_QINGHAI, _TIBET, _XINJIANG),
            Level.PREFECTURE,
        ),
        ReadySet("cities", _("Tsoshar – Ürümqi"), (_TSOSHAR, _URUMQI), Level.COUNTY),
    )
    return tuple(
        each
        for each in sets
        if 2 <= len(each.codes) <= MOST_COMPARED and all(code in known for code in each.codes)
    )
