"""Names of regions in the view's language, with the language they are in."""

from __future__ import annotations

from geodata.facts import Facts
from geodata.i18n import _
from geodata.model import Language
from geodata.names import Name

__all__ = ["Text", "area_name", "display_name", "other_names", "text"]

Text = dict[str, str]

_COUNTRY_NAME = {
    Language.EN: (_("Mainland China"), "en"),
    Language.BO: ("རྒྱ་ནག", "bo"),
    Language.ZH: ("中国大陆", "zh-Hans"),
    Language.UG: ("جۇڭگو", "ug"),
}


def text(name: Name) -> Text:
    """Return a name as the painter takes it."""
    return {"text": name.text, "lang": name.language}


def display_name(facts: Facts, code: str, language: Language) -> Text:
    """Return the name of a region, or of the whole country, for a label."""
    if code == facts.geography.root:
        words, lang = _COUNTRY_NAME[language]
        return {"text": words, "lang": lang}
    return text(facts.gazetteer.display(code, language))


def area_name(facts: Facts, code: str) -> str:
    """Return the English name of an area, for titles."""
    return display_name(facts, code, Language.EN)["text"]


def other_names(facts: Facts, code: str, language: Language) -> list[Text]:
    """Return one name of a region in each of the other languages that has one."""
    shown = facts.gazetteer.display(code, language)
    found: list[Text] = []
    for other in Language:
        name = facts.gazetteer.display(code, other)
        candidate = text(name)
        if name.text != shown.text and candidate not in found:
            found.append(candidate)
    return found
