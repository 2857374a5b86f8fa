"""Made-up languages, compiled from the catalogue, to see where its words arrive."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from pathlib import Path
from string import ascii_lowercase

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from geodata.i18n import DOMAIN

__all__ = ["bare", "compiled", "marked", "turned"]

_PLACE = re.compile(r"(\{[^}]*\})")
_MARKED = re.compile(r"‹[^‹›]*›")


def marked(text: str) -> str:
    """Return a message with signs around its own words, and none around what is filled in.

    Examples
    --------
    >>> marked("{n} of {total} regions")
    '{n}‹ of ›{total}‹ regions›'
    """
    parts = _PLACE.split(text)
    return "".join(
        f"‹{part}›" if index % 2 == 0 and re.search(r"[A-Za-z]", part) else part
        for index, part in enumerate(parts)
    )


_ARABIC = dict(zip(map(ord, ascii_lowercase), "ابجدېفگھىژكلمنوپقرستۇۋۋشيز", strict=True))


def turned(text: str) -> str:
    """Return a message in Arabic letters, and as it is what is filled in.

    Examples
    --------
    >>> turned("{n} of it")
    '{n} وف ىت'
    """
    parts = _PLACE.split(text)
    return "".join(
        part if index % 2 else part.lower().translate(_ARABIC) for index, part in enumerate(parts)
    )


def bare(text: str) -> str:
    """Return what stands outside the signs.

    Examples
    --------
    >>> bare("3‹ of ›8 regions")
    '3 8 regions'
    """
    return _MARKED.sub(" ", text).replace("  ", " ")


def compiled(
    messages: Catalog,
    folder: Path,
    language: str,
    translated: Callable[[str, int], str],
    left_out: Collection[str] = (),
) -> None:
    """Write a catalogue as gettext reads it.

    Parameters
    ----------
    messages : Catalog
        The template.
    folder : Path
        Folder of all languages.
    language : str
        A language that babel knows gives its plural forms.
    translated : callable
        ``translated(text, form) -> str``; ``form`` counts the plural forms.
    left_out : collection of str
        Messages that stay without a translation.
    """
    made = Catalog(locale=language, charset="utf-8", fuzzy=False)
    for message in messages:
        if not message.id or message.id in left_out:
            continue
        if isinstance(message.id, str):
            made.add(message.id, translated(message.id, 0))
        else:
            one, many, *_ = message.id
            forms = (one, *(many,) * (made.num_plurals - 1))
            made.add((one, many), tuple(translated(each, i) for i, each in enumerate(forms)))
    target = folder / language / "LC_MESSAGES" / f"{DOMAIN}.mo"
    target.parent.mkdir(parents=True)
    with target.open("wb") as out:
        write_mo(out, made)
