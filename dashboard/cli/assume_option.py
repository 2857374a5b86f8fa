"""What a reader of the command line assumes: ``name=value``, in the words of the methods page."""

from __future__ import annotations

from collections.abc import Iterable

from geodata.errors import ViewError
from geodata.facts import Facts
from geodata.i18n import _
from layers.address import parse_view
from layers.interval import month_number
from layers.view import View

__all__ = ["ASSUMABLE", "assumed"]

ASSUMABLE = {
    "measure": "measure",
    "scans_per_person": "per_person",
    "base": "base",
    "weight": "weight",
    "modality": "modality",
    "kind": "kind",
    "vendor": "vendor",
    "scope": "scope",
    "low": "low",
}
"""Names on the command line, and those of the dashboard's address."""

_AS_OF = "as_of"
_OTHER_NAMES = {"per_person": "scans_per_person", "base_year": "base", "census": "base"}
_NO_LIMIT = {"", "none"}
_WHERE = "--assume"


def assumed(options: Iterable[str], facts: Facts) -> tuple[View, int | None]:
    """Read assumptions and filters.

    Parameters
    ----------
    options : iterable of str
        ``name=value``; the later of two with one name counts.
    facts : Facts
        What the opening view follows from.

    Returns
    -------
    view : View
        With these assumptions and filters.
    as_of : int or None
        Month up to which bounds count, if one is given.

    Raises
    ------
    ViewError
        If a name or a value does not make sense; it lists those that do.
    """
    params: dict[str, str] = {}
    names = {}
    for option in options:
        given, equals, value = option.partition("=")
        given, value = given.strip(), value.strip()
        name = _OTHER_NAMES.get(given, given)
        if not equals or (name not in ASSUMABLE and name != _AS_OF):
            listed = ", ".join((*ASSUMABLE, _AS_OF))
            said = (
                _("{option!r} has no value.").format(option=option[:80])
                if not equals
                else _("{given!r} is none.").format(given=given[:80])
            )
            raise ViewError(
                said,
                where=_WHERE,
                remedy=_("Write scans_per_person=1. Assumptions and filters are: {listed}.").format(
                    listed=listed
                ),
            )
        if name == "scans_per_person" and value.lower() in _NO_LIMIT:
            params.pop(ASSUMABLE[name], None)
            continue
        params["time" if name == _AS_OF else ASSUMABLE[name]] = value
        names["time" if name == _AS_OF else ASSUMABLE[name]] = given
    asked = parse_view(params, facts)
    for problem in (*asked.problems, *asked.moved):
        raise ViewError(
            problem.problem,
            where=f"{_WHERE} {names.get(problem.where, problem.where)}",
            remedy=problem.remedy,
        )
    time = asked.view.map.time
    return asked.view, None if time is None else month_number(time.last)
