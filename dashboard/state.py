"""The address is the view: choices are read from it and written to it, and nowhere else."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard.address.links import fingerprint, moved_on
from dashboard.address.table_order import TABLE_ORDERS
from geodata.facts import Facts
from layers.address import ParsedView, dividing_level, opening_view, params_of, parse_view
from layers.catalogue import layer
from layers.view import View

__all__ = ["change", "current_view", "orders", "outdated", "with_choices"]


def current_view(facts: Facts) -> ParsedView:
    """Return the view of this reader's address and what in it could not be followed."""
    return parse_view(st.query_params.to_dict(), facts)


def with_choices(view: View, facts: Facts, **choices: Any) -> View:
    """Return a view with other choices, mending what they make impossible.

    A new area drops the camera, a region outside it and a level that does not divide it; a
    new region drops the event that was open. A new layer keeps the year where it has one,
    and else takes the nearest. With a region that is compared no longer nothing is compared.
    """
    after = view.choose(**choices)
    if after.comparison.against not in after.comparison.compared:
        after = after.choose(against="")
    if after.map.region != view.map.region and "event" not in choices:
        after = after.choose(event="")
    if after.map.layer != view.map.layer:
        years = layer(after.map.layer, facts).years or (opening_view(facts).map.year,)
        after = after.choose(year=min(years, key=lambda year: abs(year - view.map.year)))
    area, region = after.map.area, after.map.region
    if area == view.map.area:
        return after
    if len(facts.regions.codes(after.map.level, area)) < 2:
        after = after.choose(level=dividing_level(facts, area))
    after = after.choose(camera=None)
    inside = area in {facts.geography.root, region} or (
        bool(region) and area in facts.regions.ancestors(region)
    )
    return after if inside else after.choose(region="", event="")


def change(facts: Facts, **choices: Any) -> None:
    """Write other choices to the address, with what data they were made on.

    Streamlit then runs the page again.
    """
    params = params_of(with_choices(current_view(facts).view, facts, **choices), facts)
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


def outdated(facts: Facts) -> str:
    """Return what to say of an address that was made on other data; empty if it was not."""
    return moved_on(st.query_params.get("data"), facts)
