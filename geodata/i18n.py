"""The interface's words, from one gettext catalogue.

A process speaks one language, chosen before anything else is imported: the variable
``ATLAS_LANGUAGE`` names it, and ``ATLAS_LOCALE`` a folder of translators' own. Without a
translation the words are those in the code. Data are never translated.
"""

from __future__ import annotations

import gettext
import logging
import os
from functools import cache
from pathlib import Path
from string import Formatter

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
_LOG = logging.getLogger(__name__)
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
    return _sound(_catalogue().gettext(text), text) if text else ""


def ngettext(one: str, many: str, count: int) -> str:
    """Return the form of some words that goes with a count.

    Examples
    --------
    >>> ngettext("{n} region", "{n} regions", 1).format(n=1)
    '1 region'
    """
    told = _catalogue().ngettext(one, many, count)
    return _sound(told, one if count == 1 else many, plural=True)


@cache
def _sound(told: str, text: str, *, plural: bool = False) -> str:
    """Return a translation that leaves open what its message does, or else the message itself.

    A form for one or two may say so in words and leave the number out.
    """
    if told == text:
        return text
    given, meant = _places(told), _places(text)
    if given is not None and meant is not None and (given <= meant if plural else given == meant):
        return told
    _LOG.warning(
        "%s: the translation %r does not leave open what %r does; the English words are shown.",
        os.environ.get(LANGUAGE_VARIABLE, ""),
        told,
        text,
    )
    return text


def _places(text: str) -> frozenset[str] | None:
    """Return the names in braces; ``None`` where the braces make no sense."""
    try:
        found = list(Formatter().parse(text))
    except ValueError:
        return None
    return frozenset(name for _text, name, _spec, _sign in found if name is not None)


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
