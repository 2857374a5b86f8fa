"""What a reader can choose from."""

from __future__ import annotations

from geodata.facts import Facts
from geodata.gazetteer import Language, Match
from geodata.model import Level, Modality
from layers.events import shown_events
from layers.resolve.text import display_name
from layers.view import COUNTRY, View
from layers.wording import isolated

__all__ = ["area_choices", "area_words", "level_choices", "match_words", "modality_choices"]

_FIRST_AREAS = ("630000", "630200", "540000", "650100", "650000", COUNTRY)
"""The areas this atlas is about come first: Qinghai, Tsoshar, Tibet AR, Urumqi, Xinjiang."""


def area_choices(view: View, facts: Facts) -> tuple[str, ...]:
    """Return the codes of areas that can be chosen, the view's own among them."""
    regions = facts.regions
    known = [code for code in _FIRST_AREAS if code == COUNTRY or code in regions]
    others = [code for code in regions.codes(Level.PROVINCE) if code not in known]
    others.sort(key=lambda code: area_words(code, facts))
    own = [] if view.area in {*known, *others} else [view.area]
    return (*own, *known, *others)


def area_words(code: str, facts: Facts) -> str:
    """Return the English name of an area."""
    return display_name(facts, code, Language.EN)["text"]


def level_choices(view: View, facts: Facts) -> tuple[Level, ...]:
    """Return the levels that divide the area."""
    return tuple(
        level
        for level in (Level.PROVINCE, Level.PREFECTURE, Level.COUNTY)
        if facts.regions.codes(level, view.area)
    )


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
