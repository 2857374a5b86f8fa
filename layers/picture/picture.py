"""A view as a picture with everything that painters need: the way in for scripts and notebooks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from geodata.facts import Facts
from geodata.workspace import once_per_atlas
from layers.assets.store import AssetStore
from layers.picture.mapspec import MapSpec
from layers.picture.resolve import geometry_names, resolve
from layers.view import View

__all__ = ["assets_of", "picture"]


def picture(view: View, facts: Facts) -> tuple[MapSpec, Mapping[str, Mapping[str, Any]]]:
    """Return the picture of a view, and the outlines and surroundings that it names.

    Parameters
    ----------
    view : View
        The choices.
    facts : Facts
        What is known, from :func:`geodata.facts.load_facts`.

    Returns
    -------
    spec : MapSpec
        The picture as a value; equal choices and facts give equal bytes.
    assets : mapping of str to mapping
        By id, as :func:`layers.web.document.page` takes them.

    Raises
    ------
    ViewError
        If the view asks for something that does not exist.
    """
    store = _store(facts)
    return resolve(view, facts, store.id_of), assets_of(view, facts, store)


def assets_of(view: View, facts: Facts, store: AssetStore) -> dict[str, Mapping[str, Any]]:
    """Return the outlines and surroundings of a view's picture, by id."""
    names = (*geometry_names(facts, view.map.area), "context")
    return {asset.id: asset.value() for asset in (store.by_name(name) for name in names)}


@once_per_atlas()
def _store(facts: Facts) -> AssetStore:
    return AssetStore(facts.regions)
