"""Boundaries: what a provider gives, and boundaries from a user's own file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import geopandas as gpd
import pandas as pd
from pyogrio.errors import DataSourceError

from geodata.errors import RegionError
from geodata.model import LEVELS, LabeledEnum, Level

__all__ = ["CRS", "Boundaries", "BoundaryFile", "Detail", "Provider", "Repair"]

CRS = "EPSG:4326"


class Detail(LabeledEnum):
    """How finely outlines are drawn."""

    OVERVIEW = "overview", "overview of the country"
    DETAIL = "detail", "one province"


@dataclass(frozen=True, slots=True)
class Boundaries:
    """Where a set of boundaries comes from.

    ``fingerprint`` is the SHA-256 (hex) of the source files. ``vintage`` says in
    words which state of the administrative division the outlines show.
    """

    provider: str
    version: str
    citation: str
    vintage: str
    licence_note: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Repair:
    """One thing that was mended in the outlines as delivered; ``code`` is empty for a layer."""

    code: str
    level: Level
    problem: str
    mend: str


class Provider(Protocol):
    """Something that can read boundaries."""

    @property
    def boundaries(self) -> Boundaries:
        """Origin of the boundaries."""

    def read(self, level: Level) -> gpd.GeoDataFrame:
        """One level as delivered.

        Returns
        -------
        geopandas.GeoDataFrame
            Columns ``code`` (six digits), ``name_zh`` and ``geometry`` in EPSG:4326,
            one row a unit; empty if the provider does not have the level. Rows
            without an administrative code have the code ``""``.
        """


_CODE_COLUMNS = ("code", "adcode", "gb", "pac", "adm_code", "gb_code", "代码", "行政区划代码")
_NAME_COLUMNS = ("name_zh", "name", "name_cn", "fullname", "名称", "地名")
_FORMATS = (".geojson", ".json", ".gpkg", ".shp", ".zip")


class BoundaryFile:
    """A user's own boundaries: one file for all levels, or one file a level.

    Parameters
    ----------
    files : pathlib.Path or mapping of Level to pathlib.Path
        GeoJSON, GeoPackage, Shapefile or a zipped Shapefile with a coordinate
        system, a column of six-digit administrative codes (``code``, ``adcode`` or
        ``gb``) and, if possible, one of Chinese names. In one file for all levels
        the code says the level: ``630000`` a province, ``630200`` a prefecture,
        anything else a county. Levels that are missing are put together from the
        finest one given.
    citation : str, optional
        Words to print on every map.

    Raises
    ------
    RegionError
        If a file is missing or has another format.
    """

    def __init__(self, files: Path | Mapping[Level, Path], *, citation: str = "") -> None:
        one = isinstance(files, Path)
        self._paths = dict.fromkeys(LEVELS, files) if isinstance(files, Path) else dict(files)
        self._one = one
        for path in self._paths.values():
            if path.suffix.lower() not in _FORMATS:
                raise RegionError(
                    "This is not a boundary file that can be read.",
                    where=path.name,
                    remedy=f"Give one of {', '.join(_FORMATS)}.",
                )
            if not path.is_file():
                raise RegionError(
                    "There is no such file.", where=path.name, remedy="Check the path."
                )
        names = sorted({path.name for path in self._paths.values()})
        self._boundaries = Boundaries(
            provider="file",
            version=", ".join(names),
            citation=citation or f"Boundaries: user's own file {', '.join(names)}",
            vintage="as in the file",
            licence_note="Given by the user; check its licence before publishing.",
            fingerprint=_fingerprint(self._paths, one=one),
        )

    @property
    def boundaries(self) -> Boundaries:
        """Origin of the boundaries."""
        return self._boundaries

    def read(self, level: Level) -> gpd.GeoDataFrame:
        """One level of the file, in EPSG:4326.

        Raises
        ------
        RegionError
            If the file cannot be read, or has no coordinate system or codes.
        """
        path = self._paths.get(level)
        if path is None:
            return gpd.GeoDataFrame({"code": [], "name_zh": []}, geometry=[], crs=CRS)
        frame = _open(path)
        code = _codes(frame, path)
        name = _column(frame, _NAME_COLUMNS)
        names = pd.Series("", index=frame.index) if name is None else frame[name].fillna("")
        result = gpd.GeoDataFrame(
            {"code": code, "name_zh": names.astype(str)}, geometry=frame.geometry, crs=frame.crs
        ).to_crs(CRS)
        if self._one:
            result = result[result["code"].map(_level_of) == level]
        return result.reset_index(drop=True)


def _fingerprint(paths: Mapping[Level, Path], *, one: bool) -> str:
    digest = hashlib.sha256()
    for level in LEVELS[:1] if one else LEVELS:
        if level in paths:
            digest.update((b"all" if one else level.encode()) + b"\0")
            digest.update(paths[level].suffix.lower().encode() + b"\0")
            for part in _parts(paths[level]):
                digest.update(
                    part.suffix.lower().encode() + hashlib.sha256(part.read_bytes()).digest()
                )
    return digest.hexdigest()


def _parts(path: Path) -> Iterable[Path]:
    if path.suffix.lower() != ".shp":
        return (path,)
    wanted = (".shp", ".dbf", ".prj", ".shx", ".cpg")
    return sorted(each for each in path.parent.glob(f"{path.stem}.*") if each.suffix in wanted)


def _open(path: Path) -> gpd.GeoDataFrame:
    try:
        frame = gpd.read_file(path)
    except (DataSourceError, OSError, ValueError) as error:
        raise RegionError(
            "The file cannot be read as boundaries.",
            where=path.name,
            remedy="Open it in a GIS and save it again as GeoPackage.",
        ) from error
    if not isinstance(frame, gpd.GeoDataFrame):
        raise RegionError(
            "The file holds no outlines.", where=path.name, remedy="Give a file of polygons."
        )
    if frame.crs is None:
        raise RegionError(
            "The file does not say its coordinate system.",
            where=path.name,
            remedy="Add the .prj file, or save it with its coordinate system.",
        )
    return frame


def _column(frame: gpd.GeoDataFrame, wanted: Iterable[str]) -> str | None:
    by_lower = {str(column).lower(): str(column) for column in frame.columns}
    return next((by_lower[each] for each in wanted if each in by_lower), None)


def _codes(frame: gpd.GeoDataFrame, path: Path) -> pd.Series[str]:
    column = _column(frame, _CODE_COLUMNS)
    if column is None:
        raise RegionError(
            "The file has no column of administrative codes.",
            where=path.name,
            remedy=f"Name a column {', '.join(_CODE_COLUMNS[:3])} and put six-digit codes in it.",
        )
    text = frame[column].astype("string").fillna("").str.removesuffix(".0").str.strip()
    text = text.mask(text.str.fullmatch(r"156\d{6}"), text.str[3:]).astype(object)
    if not text.str.fullmatch(r"\d{6}|").all():
        wrong = text[~text.str.fullmatch(r"\d{6}|")].iloc[0]
        raise RegionError(
            f"{wrong!r} is not an administrative code.",
            where=f"{path.name}, column {column}",
            remedy="Write six digits, such as 630200.",
        )
    return text


def _level_of(code: str) -> Level | None:
    if not code:
        return None
    if code.endswith("0000"):
        return Level.PROVINCE
    return Level.PREFECTURE if code.endswith("00") else Level.COUNTY
