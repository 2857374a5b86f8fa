"""``resolve(view, facts)``: choices and facts into one decided picture."""

from __future__ import annotations

from geodata.facts import Facts
from layers.address import check_view
from layers.assets.words import words_of
from layers.catalogue import layer
from layers.picture.event_index import build_details, build_event_index
from layers.picture.header import build_header
from layers.picture.mapspec import MapSpec, Part
from layers.picture.marks import build_marks, shown_and_listed
from layers.picture.regions import AssetId, build_regions, geometry_names, province_of
from layers.picture.symbology import build_symbology
from layers.view import View

__all__ = ["AssetId", "geometry_names", "province_of", "resolve", "shown_and_listed"]


def resolve(view: View, facts: Facts, asset_id: AssetId) -> MapSpec:
    """Return the picture of a view.

    Parameters
    ----------
    view : View
        The choices.
    facts : Facts
        What is known.
    asset_id : callable
        ``asset_id(name) -> str``: ids of the geometry and context assets.

    Returns
    -------
    MapSpec
        Equal inputs give equal bytes.

    Raises
    ------
    ViewError
        See :func:`layers.address.check_view`.
    """
    check_view(view, facts)
    spec = layer(view.map.layer, facts)
    symbology, values = build_symbology(view, facts, spec)
    return MapSpec(
        header=build_header(view, facts, spec, symbology),
        words=Part(words_of(facts.geography)),
        regions=build_regions(view, facts, asset_id),
        symbology=symbology,
        values=values,
        event_index=build_event_index(view.map.area, view.map.language, view.map.lines, facts),
        details=build_details(view.map.area, view.map.language, facts),
        events=build_marks(view, facts),
    )
