"""Built boundaries: loaded once per process, cached on disk with hashes."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import logging
import shutil
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import geopandas as gpd
import pandas as pd
import platformdirs
import shapely
from pyarrow.lib import ArrowException

from geodata.geography.boundaries import Provider, Repair, boundaries_of
from geodata.geography.build import Built, build_outlines
from geodata.geography.geography import PACKS, Geography, read_geography
from geodata.geography.regions import Regions

__all__ = ["BUNDLED_GEOGRAPHY", "Cache", "bundled_geography", "load_regions", "recipe"]

_LOG = logging.getLogger(__name__)
_MANIFEST = "manifest.json"
_TABLE = "table.parquet"
_LONGEST_BUILD = 3600
"""Seconds after which an unfinished folder belongs to nobody."""

Frame = TypeVar("Frame", bound=pd.DataFrame)


BUNDLED_GEOGRAPHY = PACKS / "china"
"""Folder of the geography of the bundled data set."""


@lru_cache(maxsize=1)
def recipe() -> str:
    """SHA-256 (hex) of the code and libraries that build outlines."""
    digest = hashlib.sha256(f"{shapely.__version__} {shapely.geos_version}".encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


@lru_cache(maxsize=8)
def bundled_geography(folder: Path = BUNDLED_GEOGRAPHY) -> Geography:
    """Return a geography that comes with the product; read once."""
    return read_geography(folder)


class Cache:
    """One folder of built boundaries.

    Parameters
    ----------
    folder : pathlib.Path
        Need not exist. Its parent is created when something is written.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._manifest: dict[str, Any] | None = None

    def table(self) -> pd.DataFrame | None:
        """The table of units, or ``None`` if the cache is absent or damaged."""
        content = self._bytes(_TABLE)
        return None if content is None else self._read(_TABLE, pd.read_parquet, content)

    def frame(self, name: str) -> gpd.GeoDataFrame | None:
        """One frame of outlines, or ``None`` if the cache is absent or damaged."""
        content = self._bytes(f"{name}.parquet")
        return None if content is None else self._read(name, gpd.read_parquet, content)

    def repairs(self) -> tuple[Repair, ...]:
        """What was mended when the cache was built."""
        rows = (self._read_manifest() or {}).get("repairs", [])
        return tuple(Repair(**row) for row in rows)

    def write(self, built: Built) -> None:
        """Write everything; a failure is logged and leaves the cache as it was."""
        try:
            self._folder.parent.mkdir(parents=True, exist_ok=True)
            _sweep(self._folder.parent)
            work = Path(tempfile.mkdtemp(prefix=".building-", dir=self._folder.parent))
        except OSError as error:
            _LOG.warning("Boundaries are not cached: %s", error.strerror)
            return
        try:
            _fill(work, built)
            self._replace(work)
        except OSError as error:
            _LOG.warning("Boundaries are not cached: %s", error.strerror)
        finally:
            shutil.rmtree(work, ignore_errors=True)
            self._manifest = None

    def _replace(self, work: Path) -> None:
        """Put a finished folder in place; another process may do the same meanwhile."""
        old = Path(tempfile.mkdtemp(prefix=".old-", dir=self._folder.parent))
        try:
            if self._folder.exists():
                self._folder.rename(old / "cache")
            work.rename(self._folder)
        except OSError:
            # The other process was faster, and wrote the same.
            if Cache(self._folder).table() is None:
                raise
        finally:
            shutil.rmtree(old, ignore_errors=True)

    def _read(self, name: str, read: Callable[[Any], Frame], content: io.BytesIO) -> Frame | None:
        """Return a table; what its hash vouches for may still have been written broken."""
        try:
            return read(content)
        except (OSError, ValueError, KeyError, TypeError, ArrowException) as error:
            _LOG.warning("The cached boundaries cannot be read (%s: %s).", name, error)
            return None

    def _read_manifest(self) -> dict[str, Any] | None:
        if self._manifest is None:
            try:
                content = json.loads((self._folder / _MANIFEST).read_text(encoding="utf-8"))
            except (OSError, ValueError):
                return None
            if not isinstance(content, dict) or not isinstance(content.get("files"), dict):
                return None
            self._manifest = content
        return self._manifest

    def _bytes(self, name: str) -> io.BytesIO | None:
        manifest = self._read_manifest()
        if manifest is None:
            return None
        try:
            content = (self._folder / name).read_bytes()
        except OSError:
            return None
        if hashlib.sha256(content).hexdigest() != manifest["files"].get(name):
            _LOG.warning("The cached boundaries are damaged (%s) and are built again.", name)
            return None
        return io.BytesIO(content)


def _sweep(folder: Path) -> None:
    """Remove what builds that were killed left behind."""
    for pattern in (".building-*", ".old-*"):
        for path in folder.glob(pattern):
            with contextlib.suppress(OSError):
                if time.time() - path.stat().st_mtime > _LONGEST_BUILD:
                    shutil.rmtree(path, ignore_errors=True)


def _fill(folder: Path, built: Built) -> None:
    built.table.to_parquet(folder / _TABLE, index=False)
    for name, frame in built.frames.items():
        frame.to_parquet(folder / f"{name}.parquet")
    hashes = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.glob("*.parquet"))
    }
    manifest = {"files": hashes, "repairs": [asdict(repair) for repair in built.repairs]}
    text = json.dumps(manifest, ensure_ascii=False, indent=1)
    (folder / _MANIFEST).write_text(text, encoding="utf-8")


_MOST_LOADED = 8
_LOADED: dict[tuple[Geography, Path], Regions] = {}
_LOCK = threading.Lock()


def load_regions(
    provider: Provider | None = None,
    *,
    geography: Geography | None = None,
    cache: Path | None = None,
) -> Regions:
    """Units and outlines of a geography.

    Parameters
    ----------
    provider : Provider, optional
        Where the outlines come from; unless given, what the geography names.
    geography : Geography, optional
        By default that of the bundled data set.
    cache : pathlib.Path, optional
        Folder for built outlines; the user's cache folder unless given. Without a
        usable cache everything is built in memory.

    Returns
    -------
    Regions
        The same object for the same geography, source files and cache folder.

    Raises
    ------
    RegionError
        If the boundaries are missing or cannot be mended.
    """
    geography = bundled_geography() if geography is None else geography
    provider = boundaries_of(geography) if provider is None else provider
    home = platformdirs.user_cache_path("deployment-atlas") if cache is None else cache
    digest = hashlib.sha256(
        f"{provider.boundaries.fingerprint} {geography.fingerprint} {recipe()}".encode()
    )
    folder = home / "regions" / digest.hexdigest()[:32]
    key = (geography, folder)
    with _LOCK:
        if key not in _LOADED:
            store = _Store(provider, geography, Cache(folder))
            _LOADED[key] = Regions(geography, provider.boundaries, store)
            while len(_LOADED) > _MOST_LOADED:
                _LOADED.pop(next(iter(_LOADED)))
        return _LOADED[key]


class _Store:
    """Frames from the cache; built, and cached, when the cache cannot give them."""

    def __init__(self, provider: Provider, geography: Geography, cache: Cache) -> None:
        self._provider = provider
        self._geography = geography
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
                built = build_outlines(self._provider, self._geography)
                self._cache.write(built)
                self._built = built
            return self._built
