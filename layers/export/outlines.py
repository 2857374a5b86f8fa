"""The drawn regions with their outlines: GeoPackage, GeoParquet and GeoJSON."""

from __future__ import annotations

import io
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyarrow.parquet as pq
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError

from geodata.errors import AtlasError
from geodata.facts import Facts
from geodata.i18n import _
from layers.address import address_of
from layers.export.about import about, boundary_note, heading
from layers.export.sanitize import plain
from layers.view import View

__all__ = ["geojson_bytes", "geopackage_bytes", "geoparquet_bytes", "with_outlines"]

_LAYER = "regions"
_NO_DAY = "1980-01-01"
_GDAL = {"OGR_SQLITE_PRAGMA": "", "OGR_SQLITE_JOURNAL": "DELETE"}
_ONE_AT_A_TIME = threading.Lock()
"""GDAL takes the day from a setting that all threads share."""


def with_outlines(frame: pd.DataFrame, view: View, facts: Facts) -> gpd.GeoDataFrame:
    """Return the table of regions with their full outlines, EPSG:4326, and whose they are."""
    outlines = facts.regions.geometry(view.map.level)
    geometry = outlines.geometry.loc[list(frame["code"])]
    source = plain(facts.regions.boundaries.citation)
    return gpd.GeoDataFrame(
        frame.assign(boundary_source=pd.Series([source] * len(frame), dtype="string")),
        geometry=list(geometry),
        crs=outlines.crs,
    )


def geojson_bytes(frame: pd.DataFrame, view: View, facts: Facts) -> bytes:
    """Return regions as GeoJSON (RFC 7946): seven decimals, sources in ``description``."""
    out = io.BytesIO()
    pyogrio.write_dataframe(
        _written(with_outlines(frame, view, facts)),
        out,
        driver="GeoJSON",
        layer=_LAYER,
        layer_options={"RFC7946": "YES", "DESCRIPTION": _note(view, facts)},
    )
    return out.getvalue()


def geoparquet_bytes(frame: pd.DataFrame, view: View, facts: Facts) -> bytes:
    """Return regions as GeoParquet, what a reader must know in the metadata of the file."""
    first = io.BytesIO()
    with_outlines(frame, view, facts).to_parquet(first, index=False)
    table = pq.read_table(io.BytesIO(first.getvalue()))
    told = {f"about: {topic}".encode(): text.encode() for topic, text in about(view, facts)}
    out = io.BytesIO()
    pq.write_table(table.replace_schema_metadata({**(table.schema.metadata or {}), **told}), out)
    return out.getvalue()


def geopackage_bytes(tables: Mapping[str, pd.DataFrame], view: View, facts: Facts) -> bytes:
    """Return a GeoPackage: regions with outlines, the other tables, claimed land where drawn.

    Equal inputs give equal bytes: the times that the format wants are the day of the data.
    """
    day = facts.dataset.metadata.created or _NO_DAY
    told = dict(about(view, facts))
    try:
        with _ONE_AT_A_TIME, tempfile.TemporaryDirectory() as folder, _gdal_settings(day):
            path = Path(folder) / "table.gpkg"
            _write(_written(with_outlines(tables[_LAYER], view, facts)), path, _LAYER, told)
            for name, frame in tables.items():
                if name != _LAYER:
                    _write(_written(frame), path, name, {})
            claimed = _claimed(view, facts)
            if len(claimed):
                _write(claimed, path, "claimed_land", {})
            return path.read_bytes()
    except (OSError, DataSourceError, DataLayerError) as error:
        reason = (error.strerror if isinstance(error, OSError) else "") or _("GDAL failed")
        raise AtlasError(
            _("A GeoPackage cannot be made in the folder for temporary files ({why}).").format(
                why=reason
            ),
            where="TMPDIR",
            remedy=_("Make room there, or name another folder in TMPDIR."),
        ) from error


@contextmanager
def _gdal_settings(day: str) -> Iterator[None]:
    """Let GDAL write one day, and nothing that a variable of the environment asks for."""
    chosen = {"OGR_CURRENT_DATE": f"{day}T00:00:00.000Z", **_GDAL}
    pyogrio.set_gdal_config_options(chosen)
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options(dict.fromkeys(chosen))


def _write(frame: pd.DataFrame, path: Path, layer: str, told: Mapping[str, str]) -> None:
    pyogrio.write_dataframe(
        frame, path, layer=layer, driver="GPKG", layer_metadata=dict(told) or None
    )


def _written(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame whose texts GDAL takes: missing ones are ``None``."""
    texts = [str(name) for name in frame if isinstance(frame[name].dtype, pd.StringDtype)]
    cells = {name: frame[name].astype(object) for name in texts}
    return frame.assign(**{name: each.where(each.notna(), None) for name, each in cells.items()})


def _claimed(view: View, facts: Facts) -> gpd.GeoDataFrame:
    """Return the land that is drawn apart, dashed, on this map."""
    land = facts.regions.claimed()
    inside = [
        view.map.area in {facts.geography.root, host}
        or view.map.area in facts.regions.ancestors(host)
        for host in land["host"]
    ]
    return land[inside]


def _note(view: View, facts: Facts) -> str:
    meta = facts.dataset.metadata
    return plain(
        _("{shown}. Data set {title}, version {version}; view {address}. {boundaries}").format(
            shown=heading(view, facts),
            title=meta.title,
            version=meta.version,
            address=address_of(view, facts),
            boundaries=boundary_note(facts),
        )
    )
