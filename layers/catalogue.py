"""The layers of an atlas: which there are follows from what its geography and its data hold."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from geodata.errors import ViewError
from geodata.facts import Facts
from geodata.i18n import _
from geodata.workspace import once_per_atlas
from layers.builders.census_facts import census_facts
from layers.builders.census_layers import census_layers
from layers.builders.documentation import DOCUMENTATION, documentation_by_share
from layers.builders.estimates import BOUNDS, ESTIMATES, EVEN_SPREAD
from layers.spec import LayerSpec, Theme

__all__ = ["LayerSpec", "Theme", "catalogue", "layer", "no_such_layer"]


@once_per_atlas()
def catalogue(facts: Facts) -> Mapping[str, LayerSpec]:
    """Return the layers of an atlas by their ids, in the order in which readers choose."""
    by_share = documentation_by_share(facts)
    specs = (
        *census_layers(facts),
        *DOCUMENTATION,
        *(() if by_share is None else (by_share,)),
        ESTIMATES,
        BOUNDS,
        # A rate needs residents.
        *((EVEN_SPREAD,) if census_facts(facts).years else ()),
    )
    return MappingProxyType({spec.layer_id: spec for spec in specs})


def layer(layer_id: str, facts: Facts) -> LayerSpec:
    """Return the layer of this id.

    Raises
    ------
    ViewError
        If the atlas has none; the message lists those it has.
    """
    found = catalogue(facts).get(layer_id)
    if found is None:
        raise no_such_layer(layer_id, facts)
    return found


def no_such_layer(layer_id: str, facts: Facts) -> ViewError:
    """Return what to say of an id that no layer of an atlas has."""
    return ViewError(
        _("{layer_id!r} is not a layer.").format(layer_id=layer_id),
        where="layer",
        remedy=_("Choose from: {names}.").format(names=", ".join(catalogue(facts))),
    )
