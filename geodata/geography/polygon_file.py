"""One file of polygons: formats, layers, coordinate system, columns, codes made of names."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
from pyarrow.lib import ArrowException
from pyogrio.errors import DataLayerError, DataSourceError
from pyproj.exceptions import CRSError

from geodata.errors import RegionError
from geodata.i18n import _

__all__ = [
    "CRS",
    "FORMATS",
    "code_of_name",
    "codes_of_names",
    "content_hash",
    "find_column",
    "read_polygons",
    "require_file",
    "text_column",
]

CRS = "EPSG:4326"
"""Coordinate system of every outline: degrees on WGS 84."""

FORMATS = (
    *(".geojson", ".json", ".topojson", ".gpkg", ".shp", ".zip", ".parquet", ".geoparquet"),
    ".fgb",
)
_PARQUET = frozenset({".parquet", ".geoparquet"})
_USUAL = {
    "code": (
        *("code", "region", "geoid", "fips", "pcode", "iso_3166_2", "shapeiso", "shapeid"),
        *("hasc", "id"),
    ),
    "name": (
        *("name", "name_en", "fullname", "name_local", "shapename", "namelsad", "admin_name"),
        *("nom", "nombre", "nome", "название", "الاسم"),
    ),
    "level": ("level", "admin_level", "adm_level"),
    "parent": ("parent", "parent_code"),
}
_NUMBERED = {"code": r"adm(\d)_pcode|gid_(\d)", "name": r"adm(\d)_(?:en|name)|name_(\d)"}
"""Columns of which a file has one for each level; the finest is that of its units."""

_UNREADABLE = (DataSourceError, DataLayerError, ArrowException, OSError, ValueError, KeyError)
_ON_GLOBE = (180.001, 90.001)


def split_layer(path: Path) -> tuple[Path, str]:
    """Return a file, and the layer named behind a ``#``.

    Examples
    --------
    >>> split_layer(Path("borders.gpkg#counties"))[1], split_layer(Path("borders.gpkg"))[1]
    ('counties', '')
    """
    file, sign, layer = path.name.rpartition("#")
    return (path.with_name(file), layer) if sign and file and not path.exists() else (path, "")


def require_file(path: Path) -> None:
    """Refuse a file that is missing or of another format.

    Raises
    ------
    RegionError
        See there.
    """
    file, _layer_name = split_layer(path)
    if file.suffix.lower() not in FORMATS:
        raise RegionError(
            _("This is not a boundary file that can be read."),
            where=path.name,
            remedy=_("Give one of {names}.").format(names=", ".join(FORMATS)),
        )
    if not file.is_file():
        raise RegionError(_("There is no such file."), where=path.name, remedy=_("Check the path."))


def content_hash(path: Path) -> bytes:
    """Return the SHA-256 of a file, with all parts of a Shapefile and the name of the layer."""
    file, layer = split_layer(path)
    digest = hashlib.sha256(f"{file.suffix.lower()}\0{layer}\0".encode())
    for part in _parts(file):
        digest.update(part.suffix.lower().encode() + hashlib.sha256(part.read_bytes()).digest())
    return digest.digest()


def _parts(path: Path) -> Iterable[Path]:
    if path.suffix.lower() != ".shp":
        return (path,)
    wanted = (".shp", ".dbf", ".prj", ".shx", ".cpg")
    return sorted(each for each in path.parent.glob(f"{path.stem}.*") if each.suffix in wanted)


def read_polygons(path: Path, crs: str = "") -> gpd.GeoDataFrame:
    """Read a file, in degrees on WGS 84.

    Parameters
    ----------
    path : pathlib.Path
        A file of one of :data:`FORMATS`; ``borders.gpkg#counties`` names a layer.
    crs : str, optional
        The coordinate system, where the file does not say it or says it wrongly.

    Returns
    -------
    geopandas.GeoDataFrame
        EPSG:4326, with the columns of the file.

    Raises
    ------
    RegionError
        If it cannot be read, holds several layers of which none is named, does not say its
        coordinate system, or its coordinates are not on the globe.
    """
    file, layer = split_layer(path)
    try:
        frame = _load(file, layer)
    except RegionError:
        raise
    except _UNREADABLE as error:
        raise RegionError(
            _("The file cannot be read as boundaries."),
            where=path.name,
            remedy=_("Open it in a GIS and save it again as GeoPackage."),
        ) from error
    if not isinstance(frame, gpd.GeoDataFrame) or frame.geometry.isna().all():
        raise RegionError(
            _("The file holds no outlines."), where=path.name, remedy=_("Give a file of polygons.")
        )
    return _in_degrees(frame[frame.geometry.notna()], crs, file)


def _load(file: Path, layer: str) -> pd.DataFrame:
    if file.suffix.lower() in _PARQUET:
        return gpd.read_parquet(file)
    return gpd.read_file(file, layer=layer or _only_layer(file))


def _only_layer(path: Path) -> str | None:
    layers = [str(name) for name, kind in pyogrio.list_layers(path) if "Polygon" in str(kind)]
    if len(layers) > 1:
        example = f"{path.name}#{layers[-1]}"
        raise RegionError(
            _("The file holds several layers of polygons: {names}.").format(
                names=", ".join(layers)
            ),
            where=path.name,
            remedy=_("Name the one that is meant: {name}.").format(name=example),
        )
    return layers[0] if layers else None


def _in_degrees(frame: gpd.GeoDataFrame, crs: str, path: Path) -> gpd.GeoDataFrame:
    if crs:
        try:
            frame = frame.set_crs(crs, allow_override=True)
        except CRSError as error:
            raise RegionError(
                _("{crs!r} is not a coordinate system.").format(crs=crs),
                where=path.name,
                remedy=_("Write it as EPSG:4326 or another EPSG code."),
            ) from error
    elif frame.crs is None and _is_topology(path):
        frame = frame.set_crs(CRS)
    elif frame.crs is None:
        raise RegionError(
            _("The file does not say its coordinate system."),
            where=path.name,
            remedy=_(
                "Say which it is (--boundary-crs, or crs under [boundaries]), add the .prj file, "
                "or save it with its coordinate system."
            ),
        )
    frame = frame.to_crs(CRS)
    west, south, east, north = frame.total_bounds
    wide, high = _ON_GLOBE
    if not (-wide <= west <= east <= wide and -high <= south <= north <= high):
        raise RegionError(
            _("The coordinates do not lie on the globe."),
            where=path.name,
            remedy=_(
                "Its coordinate system is another than the file says: say which "
                "(--boundary-crs, or crs under [boundaries])."
            ),
        )
    return frame


def _is_topology(path: Path) -> bool:
    """Whether a file is TopoJSON, which is in degrees on WGS 84 unless somebody projected it."""
    if path.suffix.lower() not in {".json", ".topojson"}:
        return False
    with path.open("rb") as stream:
        return b'"Topology"' in stream.read()


def find_column(
    frame: gpd.GeoDataFrame, meaning: str, wanted: str = "", others: Sequence[str] = ()
) -> str | None:
    """Return the column that holds codes, names, levels or parents, if there is one.

    Parameters
    ----------
    frame : geopandas.GeoDataFrame
    meaning : str
        ``code``, ``name``, ``level`` or ``parent``.
    wanted : str, optional
        Its name; it must be there.
    others : sequence of str, optional
        Names to look for before the usual ones. Small and capital letters are the same.

    Raises
    ------
    RegionError
        If the wanted column is not there.

    Examples
    --------
    >>> counties = gpd.GeoDataFrame({"ADM1_PCODE": ["KE1"], "ADM2_PCODE": ["KE11"]})
    >>> find_column(counties, "code"), find_column(counties, "parent")
    ('ADM2_PCODE', 'ADM1_PCODE')
    """
    by_lower = {str(column).lower(): str(column) for column in frame.columns}
    if wanted:
        if wanted.lower() in by_lower:
            return by_lower[wanted.lower()]
        raise RegionError(
            _("There is no column {wanted!r}.").format(wanted=wanted),
            where=meaning,
            remedy=_("Choose from: {names}.").format(names=", ".join(map(str, frame.columns))),
        )
    for each in (*others, *_USUAL[meaning]):
        if each.lower() in by_lower:
            return by_lower[each.lower()]
    return _numbered(by_lower, meaning)


def _numbered(by_lower: Mapping[str, str], meaning: str) -> str | None:
    pattern = _NUMBERED.get("code" if meaning == "parent" else meaning)
    if pattern is None:
        return None
    found = sorted(
        (int(next(filter(None, match.groups()))), column)
        for lower, column in by_lower.items()
        if (match := re.fullmatch(pattern, lower))
    )
    if meaning == "parent":
        # Number 0 stands for the whole country.
        return found[-2][1] if len(found) > 1 and found[-2][0] > 0 else None
    return found[-1][1] if found else None


def text_column(frame: gpd.GeoDataFrame, column: str | None) -> pd.Series[str]:
    """Return a column as text without spaces around it; ``""`` where nothing is said."""
    if column is None:
        return pd.Series("", index=frame.index, dtype=object)
    text = frame[column].astype("string").fillna("").str.strip()
    if pd.api.types.is_float_dtype(frame[column]):
        text = text.str.removesuffix(".0")
    return text.astype(object)


def code_of_name(name: str) -> str:
    """Return a code made of a name: its letters and digits in small letters, joined by hyphens.

    Accents of Latin letters are left out; letters of other scripts stay as they are.

    Examples
    --------
    >>> code_of_name(" Nakuru West "), code_of_name("Côte-d’Or"), code_of_name("མཚོ་ཤར")
    ('nakuru-west', 'cote-d-or', 'མཚོ-ཤར')
    """
    plain = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(letter for letter in plain if not 0x300 <= ord(letter) < 0x370)
    plain = unicodedata.normalize("NFC", plain)
    words = (letter if unicodedata.category(letter)[0] in "LMN" else " " for letter in plain)
    return "-".join("".join(words).split())


def codes_of_names(names: pd.Series[str]) -> pd.Series[str]:
    """Return codes made of names; the second unit of a name ends in ``-2``, and so on.

    Examples
    --------
    >>> list(codes_of_names(pd.Series(["North", "South", "North", ""])))
    ['north', 'south', 'north-2', '']
    """
    codes = names.map(code_of_name)
    nth = codes.groupby(codes).cumcount() + 1
    numbered = codes + "-" + nth.astype(str)
    found = np.where((nth > 1) & (codes != ""), numbered, codes)
    return pd.Series(found, index=names.index, dtype=object)
