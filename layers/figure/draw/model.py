"""The shapes of one picture in its own projection, and what of them a map shows."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import numpy as np

from geodata.errors import ViewError
from geodata.i18n import _
from layers.figure.draw.furniture import locator_projection
from layers.figure.draw.geometry import Shapes
from layers.figure.draw.ground import Context
from layers.figure.projection import Box, Points, Projection, box_of
from layers.picture.reader import PictureReader

__all__ = ["MapModel"]

_PIXELS = 900
"""Width of the map on a usual screen, from which a camera's zoom is understood."""
_EQUATOR = 156_543.034
"""Metres of a pixel at zoom 0 on the equator."""


class MapModel:
    """The shapes of a picture in its own projection, and the metres that are to be seen.

    Parameters
    ----------
    shown : PictureReader
        The picture.
    assets : mapping of str to mapping
        Geometry and context by id.
    extent : str
        Code of the region to fill the map; empty for the area of the picture.

    Raises
    ------
    ViewError
        If the region has no outline here, or an asset is missing.
    """

    def __init__(self, shown: PictureReader, assets: Mapping[str, Any], extent: str = "") -> None:
        self.shown = shown
        regions = shown.regions
        self._geometry = [_asset(assets, each["id"]) for each in regions["geometry"]]
        context = regions.get("context")
        self._context = _asset(assets, context["id"]) if context else None
        west, south, east, north = regions["area"]["bounds"]
        self.projection = Projection((south + north) / 2, (west + east) / 2)
        self.shapes = Shapes(self._geometry, self.projection)
        if extent:
            self.projection = self._centred(extent)
            self.shapes = Shapes(self._geometry, self.projection)
        self.extent = extent

    def _centred(self, code: str) -> Projection:
        rings = self.rings(code)
        west, south, east, north = box_of(ring for polygon in rings for ring in polygon)
        middle = np.array([[(west + east) / 2, (south + north) / 2]])
        ((longitude, latitude),) = self.projection.inverse(middle)
        return Projection(round(float(latitude), 3), round(float(longitude), 3))

    def rings(self, code: str) -> tuple[tuple[Points, ...], ...]:
        """Return the outline of a region in metres.

        Raises
        ------
        ViewError
            If there is none on this map.
        """
        level = self.shapes.level_of(code)
        found = None if level is None else self.shapes.metres(level, code)
        if found is None:
            raise ViewError(
                _("{code!r} has no outline on this map.").format(code=code),
                where="figure",
                remedy=_("Choose a region inside the area of the picture, or another area."),
            )
        return found

    @cached_property
    def context(self) -> Context | None:
        """Land and water around the area."""
        if self._context is None or not self.shown.header["options"]["context"]:
            return None
        return Context(self._context, self.projection)

    @cached_property
    def for_locator(self) -> tuple[Shapes, Context] | None:
        """Shapes and surroundings for the inset; ``None`` where it would say nothing."""
        if self._context is None or self.shown.shows_whole:
            return None
        projection = locator_projection(self.shown)
        return Shapes(self._geometry, projection), Context(self._context, projection)

    @cached_property
    def metres(self) -> Box:
        """The box that the map shows at least: west, south, east, north."""
        camera = self.shown.header["camera"]
        if camera and not self.extent:
            at = np.array([[camera["lon"], camera["lat"]]])
            ((x, y),) = self.projection.forward(at)
            across = float(np.cos(np.radians(camera["lat"]))) * _EQUATOR / 2 ** camera["zoom"]
            half = across * _PIXELS / 2
            return float(x) - half, float(y) - half * 0.6, float(x) + half, float(y) + half * 0.6
        area = self.extent or self.shown.regions["area"]["code"]
        whole = self.shown.shows_whole and not self.extent
        if not whole and self.shapes.level_of(area):
            return box_of(ring for polygon in self.rings(area) for ring in polygon)
        level = self.shown.regions["level"]
        found = (self.shapes.metres(level, unit["code"]) for unit in self.shown.units)
        return box_of(ring for rings in found if rings for polygon in rings for ring in polygon)

    @property
    def is_section(self) -> bool:
        """Whether the map shows only a section of its area."""
        area = self.shown.regions["area"]["code"]
        return bool(self.shown.header["camera"]) or self.extent not in {"", area}

    @property
    def claimed_names(self) -> list[Mapping[str, Any]]:
        """Every claimed land of the picture, whether in the frame or not."""
        if not self.shown.regions["claimed"]:
            return []
        return [each for asset in self._geometry for each in asset.get("claimed", ())]

    @property
    def aspect(self) -> float:
        """Width over height of what is to be seen."""
        west, south, east, north = self.metres
        return (east - west) / max(north - south, 1.0)


def _asset(assets: Mapping[str, Any], asset_id: str) -> Mapping[str, Any]:
    try:
        found: Mapping[str, Any] = assets[asset_id]
    except KeyError:
        raise ViewError(
            _("There is no asset {asset_id!r}.").format(asset_id=asset_id),
            where="figure",
            remedy=_("Give geometry and context by the ids that the picture names."),
        ) from None
    return found
