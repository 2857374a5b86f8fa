"""What sort of name a name is, in the words of the interface.

Kinds decide which name is shown, so they stay as they are; only what readers see of those
that the code itself gives is translated. Kinds that come with the tables of names are data.
"""

from __future__ import annotations

import re

from geodata.i18n import _
from geodata.names.attach import FORMER_CODE, FORMER_UNIT, PRESENT

__all__ = ["kind_words"]

_WORDS = {
    PRESENT: _("name with the present unit type"),
    FORMER_UNIT: _("former unit, now in this outline"),
    FORMER_CODE: _("former code"),
    "code newer than the boundary": _("code newer than the boundary"),
    "name on the outline": _("name on the outline"),
    "common English name": _("common English name"),
    "common name": _("common name"),
    "code": _("code"),
    "short form": _("short form"),
}
_UNTIL = {
    FORMER_UNIT: _("former unit, now in this outline (until {year})"),
    FORMER_CODE: _("former code, until {year}"),
}
_DATED = re.compile(r"(.+?),? \(?until (.+?)\)?")


def kind_words(kind: str) -> str:
    """Return what readers are told of the kind of a name.

    Examples
    --------
    >>> kind_words("short form"), kind_words("former code, until 2013")
    ('short form', 'former code, until 2013')
    """
    dated = _DATED.fullmatch(kind)
    if dated and dated[1] in _UNTIL:
        return _UNTIL[dated[1]].format(year=dated[2])
    return _WORDS.get(kind) or _(kind)
