"""Every name of a region with its language, its sort and its source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from geodata.facts import Facts
from geodata.gazetteer import Name
from geodata.i18n import _
from layers.view import COUNTRY

__all__ = ["NameLine", "language_words", "name_lines"]

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
    if code == COUNTRY:
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
