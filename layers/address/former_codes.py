"""Former codes of regions in an address: followed to the region of today, and said."""

from __future__ import annotations

from collections.abc import Iterable

from geodata.facts import Facts
from geodata.i18n import _
from geodata.names import Match, kind_words
from layers.naming import area_name
from layers.view import View

__all__ = ["followed", "followed_words"]

_ONE = ("area", "region", "against")
_SEVERAL = ("highlight", "compared")


def followed(view: View, facts: Facts) -> tuple[View, tuple[str, ...]]:
    """Return a view with present codes in place of former ones, and a sentence for each of those.

    A code whose unit was divided is no one region of today: it stays for whoever checks the view
    to refuse, with all of them.
    """
    chosen = view.choices
    codes = {
        *(chosen[name] for name in _ONE),
        *(code for name in _SEVERAL for code in chosen[name]),
    }
    found = {
        code: matches[0]
        for code in sorted(codes)
        if code not in facts.regions and len(matches := facts.gazetteer.former(code)) == 1
    }
    if not found:
        return view, ()

    def now(names: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(found[name].code if name in found else name for name in names))

    after = view.choose(
        **{name: now([chosen[name]])[0] for name in _ONE},
        highlight=tuple(sorted(now(chosen["highlight"]))),
        compared=now(chosen["compared"]),
    )
    return after, tuple(followed_words(code, match, facts) for code, match in found.items())


def followed_words(code: str, match: Match, facts: Facts) -> str:
    """Say that a former code was followed, and where it led."""
    return _("{former} is a {kind}. Shown is the region of today: {present}, {name}.").format(
        former=code,
        kind=kind_words(match.name.kind),
        present=match.code,
        name=area_name(facts, match.code),
    )
