"""Geometry and context that pictures draw from, made once and found by content."""

from __future__ import annotations

import threading

from geodata.errors import RegionError
from geodata.geography import Detail, Regions
from geodata.i18n import _
from layers.assets.context import context_asset
from layers.assets.geometry import overview_asset, province_asset
from layers.assets.vendor import Asset

__all__ = ["AssetStore"]

_PROVINCE = "province-"


class AssetStore:
    """The assets of one set of boundaries.

    Each is made when it is first asked for and kept; there are as many as provinces,
    and two more. Safe to use from several threads.

    Parameters
    ----------
    regions : Regions
        Where outlines come from.
    """

    def __init__(self, regions: Regions) -> None:
        self._regions = regions
        self._by_name: dict[str, Asset] = {}
        self._by_id: dict[str, Asset] = {}
        self._lock = threading.Lock()

    def by_name(self, name: str) -> Asset:
        """Return ``context``, ``overview``, or ``province-`` and a province's code.

        Raises
        ------
        RegionError
            If there is no asset of this name.
        """
        with self._lock:
            if name not in self._by_name:
                asset = self._made(name)
                self._by_name[name] = asset
                self._by_id[asset.id] = asset
            return self._by_name[name]

    def _made(self, name: str) -> Asset:
        if name == "context":
            return context_asset()
        if name == "overview":
            return overview_asset(self._regions, Detail.OVERVIEW)
        if name.startswith(_PROVINCE):
            return province_asset(self._regions, name.removeprefix(_PROVINCE), Detail.DETAIL)
        raise RegionError(_("There is no asset {name!r}.").format(name=name))

    def id_of(self, name: str) -> str:
        """Return the id of an asset, made from its content."""
        return self.by_name(name).id

    def by_id(self, asset_id: str) -> Asset | None:
        """Return an asset that was made in this process, or ``None``."""
        with self._lock:
            return self._by_id.get(asset_id)
