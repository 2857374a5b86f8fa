"""What a reader can choose from."""

from __future__ import annotations

from geodata.facts import Facts
from geodata.gazetteer import Language, Match
from geodata.model import Level, Modality
from geodata.regions import LEVELS
from layers.events import shown_events
from layers.naming import display_name
from layers.view import COUNTRY, View
from layers.wording import isolated

__all__ = [
    "area_words",
    "level_choices",
    "main_areas",
    "match_words",
    "modality_choices",
    "other_areas",
]

_MAIN_AREAS = ("630000", "630200", "540000", "650100", "650000", COUNTRY)
"""Qinghai, Tsoshar, the Tibet AR, Urumqi, Xinjiang, the whole country."""


def main_areas(facts: Facts) -> tuple[str, ...]:
    """Return the codes of the areas that this atlas is about, and of the whole country."""
    return tuple(code for code in _MAIN_AREAS if code in facts.regions)


def other_areas(view: View, facts: Facts) -> tuple[str, ...]:
    """Return the codes of the other provinces, by name, and of the view's own area if smaller."""
    main = main_areas(facts)
    others = [code for code in facts.regions.codes(Level.PROVINCE) if code not in main]
    others.sort(key=lambda code: area_words(code, facts))
    own = () if view.area in {*main, *others} else (view.area,)
    return (*own, *others)


def area_words(code: str, facts: Facts) -> str:
    """Return the English name of an area."""
    return display_name(facts, code, Language.EN)["text"]


def level_choices(view: View, facts: Facts) -> tuple[Level, ...]:
    """Return the levels that divide the area."""
    return tuple(level for level in LEVELS if facts.regions.codes(level, view.area))


def modality_choices(view: View, facts: Facts) -> tuple[Modality, ...]:
    """Return the modalities of any event that the view's other filters leave."""
    everything = View(scope=view.scope, low_confidence=view.low_confidence)
    present = {m for event in shown_events(everything, facts) for m in event.modality}
    return tuple(modality for modality in Modality if modality in present | set(view.modality))


def match_words(match: Match, facts: Facts) -> str:
    """Return a search result in words: the name found, what it is, and where."""
    regions = facts.regions
    shown = display_name(facts, match.code, Language.EN)["text"]
    found = "" if match.name.text == shown else f" – {isolated(match.name.text)}"
    above = [code for code in regions.ancestors(match.code) if code != COUNTRY]
    within = ", ".join(display_name(facts, code, Language.EN)["text"] for code in above)
    where = f", {within}" if within else ""
    return f"{isolated(shown)}{found} ({regions.level(match.code).label}{where})"
