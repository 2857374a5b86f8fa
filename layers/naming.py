"""Names of regions in the view's language, with the language they are in."""

from __future__ import annotations

from geodata.facts import Facts
from geodata.names import Name

__all__ = ["Text", "area_name", "display_name", "other_names", "text"]

Text = dict[str, str]


def text(name: Name) -> Text:
    """Return a name as the painter takes it."""
    return {"text": name.text, "lang": name.language}


def display_name(facts: Facts, code: str, language: str) -> Text:
    """Return the name of a region, or of the whole, for a label."""
    if code == facts.geography.root:
        words, lang = facts.geography.shown_name(language)
        return {"text": words, "lang": lang}
    return text(facts.gazetteer.display(code, language))


def area_name(facts: Facts, code: str) -> str:
    """Return the name of an area in the usual language, for titles."""
    return display_name(facts, code, facts.geography.languages[0])["text"]


def other_names(facts: Facts, code: str, language: str) -> list[Text]:
    """Return one name of a region in each of the other languages that has one."""
    shown = facts.gazetteer.display(code, language)
    found: list[Text] = []
    for other in facts.geography.languages:
        name = facts.gazetteer.display(code, other)
        candidate = text(name)
        if name.text != shown.text and candidate not in found:
            found.append(candidate)
    return found
