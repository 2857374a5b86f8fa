"""The address is the view: choices are read from it and written to it, and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard.address.former_codes import followed
from dashboard.address.links import fingerprint, moved_on
from dashboard.address.table_order import TABLE_ORDERS
from geodata.errors import ViewError
from geodata.facts import Facts
from geodata.i18n import _
from layers.catalogue import layer
from layers.picture.resolve import opening_level, with_possible_choices
from layers.view import COUNTRY, View

__all__ = [
    "change",
    "current_view",
    "orders",
    "outdated",
    "parse_view",
    "recoded",
    "with_choices",
]


def current_view(facts: Facts) -> tuple[View, tuple[ViewError, ...]]:
    """Return the view of this reader's address and what in it could not be understood."""
    return parse_view(st.query_params.to_dict(), facts)


def parse_view(params: Mapping[str, str], facts: Facts) -> tuple[View, tuple[ViewError, ...]]:
    """Return the view of an address and what in it could not be understood.

    A parameter that does not make sense costs that parameter: the usual choice stands in its
    place, and all others are kept.
    """
    view, unread = View.from_params(params)
    view, _former = followed(view, facts)
    view, unknown = _without_unknown(view, facts)
    view, impossible = with_possible_choices(view, facts)
    return view, (*unread, *unknown, *impossible)


def _without_unknown(view: View, facts: Facts) -> tuple[View, tuple[ViewError, ...]]:
    """Leave regions that do not exist out of a comparison, and keep the others."""
    missing = [code for code in view.compare if code not in facts.regions]
    known = tuple(code for code in view.compare if code not in missing)
    against = view.against if view.against in known else ""
    problems = tuple(
        ViewError(
            _("{code!r} is not a region here.").format(code=code),
            where="compare",
            remedy=_("It is left out; look for the region by its name."),
        )
        for code in missing
    )
    if view.against != against:
        problems += (
            ViewError(
                _("{code!r} is not one of the compared regions.").format(code=view.against),
                where="against",
                remedy=_("The others are compared with the first."),
            ),
        )
    return replace(view, compare=known, against=against), problems


def with_choices(view: View, facts: Facts, **choices: Any) -> View:
    """Return a view with other choices, mending what they make impossible.

    A new area drops the camera, a region outside it and a level that does not divide it; a
    new region drops the event that was open. A new layer keeps the year where it has one,
    and else takes the nearest. With a region that is compared no longer nothing is compared.
    """
    after = replace(view, **choices)
    if after.against not in after.compare:
        after = replace(after, against="")
    if after.region != view.region and "event" not in choices:
        after = replace(after, event="")
    if after.layer != view.layer:
        years = layer(after.layer).years or (View().year,)
        after = replace(after, year=min(years, key=lambda year: abs(year - view.year)))
    if after.area == view.area:
        return after
    if len(facts.regions.codes(after.level, after.area)) < 2:
        after = replace(after, level=opening_level(facts, after.area))
    after = replace(after, camera=None)
    inside = after.area in {COUNTRY, after.region} or (
        bool(after.region) and after.area in facts.regions.ancestors(after.region)
    )
    return after if inside else replace(after, region="", event="")


def change(facts: Facts, **choices: Any) -> None:
    """Write other choices to the address, with what data they were made on.

    Streamlit then runs the page again.
    """
    view, _problems = current_view(facts)
    params = with_choices(view, facts, **choices).to_params()
    made_on = {"data": fingerprint(facts)} if params else {}
    st.query_params.from_dict({**params, **orders(), **made_on})


def orders() -> dict[str, str]:
    """Return the parameters of this reader's address by which tables stand in order."""
    params = st.query_params.to_dict()
    return {
        name: value
        for each in TABLE_ORDERS
        for name, value in each.params(each.order(params)).items()
    }


def recoded(facts: Facts) -> tuple[str, ...]:
    """Return what to say of the former codes of regions in this reader's address."""
    view, _problems = View.from_params(st.query_params.to_dict())
    return followed(view, facts)[1]


def outdated(facts: Facts) -> str:
    """Return what to say of an address that was made on other data; empty if it was not."""
    return moved_on(st.query_params.get("data"), facts)
