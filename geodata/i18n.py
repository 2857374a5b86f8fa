"""The interface's words, from one gettext catalogue.

A process speaks one language, chosen before anything else is imported: the variable
``ATLAS_LANGUAGE`` names it, and ``ATLAS_LOCALE`` a folder of translators' own. Without a
translation the words are those in the code. Data are never translated.
"""

from __future__ import annotations

import gettext
import os
from functools import cache
from pathlib import Path

__all__ = [
    "DOMAIN",
    "LANGUAGE_VARIABLE",
    "LOCALE_VARIABLE",
    "_",
    "direction",
    "language",
    "ngettext",
    "translated",
]

DOMAIN = "atlas"
LANGUAGE_VARIABLE = "ATLAS_LANGUAGE"
LOCALE_VARIABLE = "ATLAS_LOCALE"
_BUNDLED = Path(__file__).with_name("locale")
_ENGLISH = "en"
_FROM_RIGHT = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "syr", "ug", "ur", "yi"}
)
_LEFT_SCRIPTS = frozenset({"Latn", "Cyrl"})


@cache
def _catalogue() -> gettext.NullTranslations:
    named = os.environ.get(LANGUAGE_VARIABLE, "")
    if not named:
        return gettext.NullTranslations()
    return gettext.translation(DOMAIN, _folder(), [named], fallback=True)


def _folder() -> Path:
    return Path(os.environ.get(LOCALE_VARIABLE) or _BUNDLED)


def _(text: str) -> str:
    """Return words of the interface in the language of this process.

    Parameters
    ----------
    text : str
        English words as they stand in the code, with ``{name}`` where values are filled in.

    Examples
    --------
    >>> _("{n} regions").format(n=3)
    '3 regions'
    """
    # The empty message is the heading of a catalogue.
    return _catalogue().gettext(text) if text else ""


def ngettext(one: str, many: str, count: int) -> str:
    """Return the form of some words that goes with a count.

    Examples
    --------
    >>> ngettext("{n} region", "{n} regions", 1).format(n=1)
    '1 region'
    """
    return _catalogue().ngettext(one, many, count)


def language() -> str:
    """Return the language of the words as a BCP 47 tag; English where nothing is translated.

    Examples
    --------
    >>> language()
    'en'
    """
    if type(_catalogue()) is gettext.NullTranslations:
        return _ENGLISH
    named = os.environ[LANGUAGE_VARIABLE].split(".")[0].split("@")[0]
    return named.replace("_", "-")


def translated() -> tuple[Path, ...]:
    """Return the folder of the words' own language, if they are translated."""
    if language() == _ENGLISH:
        return ()
    return (_folder() / os.environ[LANGUAGE_VARIABLE],)


def direction(tag: str) -> str:
    """Return on which side a language begins: ``"ltr"`` or ``"rtl"``.

    Examples
    --------
    >>> direction("ug"), direction("ug-Latn"), direction("bo")
    ('rtl', 'ltr', 'ltr')
    """
    first, *rest = tag.split("-")
    return "rtl" if first in _FROM_RIGHT and not _LEFT_SCRIPTS.intersection(rest) else "ltr"
