"""GeoPackage, Shapefile and Parquet into rows, and lists of JSON objects with or without shapes."""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
import shapely
from pyogrio.errors import DataSourceError

from geodata.errors import ImportRefused
from geodata.importing.archive import member
from geodata.importing.delimited import decode
from geodata.importing.table import (
    Geometries,
    RawTable,
    TableBuilder,
    cell_text,
    require_dimensions,
)

__all__ = ["read_geopackage", "read_json", "read_parquet", "read_shapefile"]

_WGS84 = "EPSG:4326"
_PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg", ".sbn", ".sbx", ".qpj")
_MOST_LAYERS = 200


def _refuse(file: str, what: str) -> ImportRefused:
    return ImportRefused(
        f"The file cannot be read as {what}.",
        where=file,
        remedy="Open it in a GIS and save it again as GeoPackage or GeoJSON.",
    )


def _texts(column: pa.ChunkedArray) -> list[str]:
    return [cell_text(value) for value in column.to_pylist()]


def _from_arrow(
    file: str, part: str, table: pa.Table, shapes: Geometries | None, crs: str, notes: Sequence[str]
) -> RawTable:
    require_dimensions(table.num_rows, table.num_columns, file)
    builder = TableBuilder(file, part, table.column_names)
    columns = [_texts(column) for column in table.columns]
    rows = zip(*columns, strict=True) if columns else iter([()] * table.num_rows)
    for line, row in enumerate(rows, 1):
        builder.add(line, row)
    return builder.table(notes, shapes, crs)


def _layer(path: Path, layer: str, file: str, encoding: str | None = None) -> RawTable:
    try:
        meta, table = pyogrio.raw.read_arrow(path, layer=layer or None, encoding=encoding)
    except (DataSourceError, ValueError, OSError, RuntimeError, pa.ArrowException) as error:
        raise _refuse(file, "map data") from error
    name = meta["geometry_name"] or "wkb_geometry"
    shapes = None
    if name in table.column_names:
        stored = table.column(name).to_pylist()
        shapes = shapely.from_wkb(np.asarray(stored, dtype=object), on_invalid="ignore")
        table = table.drop_columns([name])
    return _from_arrow(file, layer, table, shapes, meta["crs"] or "", ())


def read_geopackage(raw: bytes, file: str, layer: str = "") -> tuple[RawTable, ...]:
    """Read the layers of a GeoPackage.

    Raises
    ------
    ImportRefused
        If it is broken, or has no such layer.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "data.gpkg"
        path.write_bytes(raw)
        try:
            names = [str(name) for name, _ in pyogrio.list_layers(path)]
        except (DataSourceError, ValueError) as error:
            raise _refuse(file, "a GeoPackage") from error
        if layer and layer not in names:
            raise ImportRefused(
                f"There is no layer {layer!r}.", where=file, remedy=f"Name one of {names[:20]}."
            )
        return tuple(
            _layer(path, name, file) for name in ([layer] if layer else names[:_MOST_LAYERS])
        )


def read_shapefile(opened: zipfile.ZipFile, file: str, layer: str = "") -> tuple[RawTable, ...]:
    """Read the Shapefiles of a zip; text without a stated encoding is recognised.

    Raises
    ------
    ImportRefused
        If one is broken or incomplete, or none has this name.
    """
    found = {Path(name).stem: name for name in opened.namelist() if name.lower().endswith(".shp")}
    if layer and layer not in found:
        raise ImportRefused(
            f"There is no layer {layer!r}.", where=file, remedy=f"Name one of {list(found)[:20]}."
        )
    tables = []
    for stem, name in found.items():
        if layer and stem != layer:
            continue
        with tempfile.TemporaryDirectory() as folder:
            endings = set()
            for each in opened.namelist():
                ending = Path(each).suffix.lower()
                if each[: -len(ending) or None] == name[:-4] and ending in _PARTS:
                    (Path(folder) / f"data{ending}").write_bytes(member(opened, each, file))
                    endings.add(ending)
            if ".dbf" not in endings:
                raise ImportRefused(
                    "The Shapefile has no table of attributes.",
                    where=f"{file}, {stem}",
                    remedy="Put the .dbf, .shx and .prj files beside the .shp into the zip.",
                )
            path = Path(folder) / "data.shp"
            encoding = None
            if ".cpg" not in endings:
                encoding = _dbf_encoding((Path(folder) / "data.dbf").read_bytes(), file)
            table = _layer(path, "", file, encoding)
            tables.append(RawTable(**{**_members(table), "part": stem}))
    return tuple(tables)


def _members(table: RawTable) -> dict[str, Any]:
    return {name: getattr(table, name) for name in RawTable.__dataclass_fields__}


def _dbf_encoding(raw: bytes, file: str) -> str:
    head = int.from_bytes(raw[8:10], "little")
    body = raw[head : head + 200_000]
    if body.isascii():
        return "UTF-8"
    try:
        return decode(body.replace(b"\0", b" "), file)[1]
    except ImportRefused:
        return "ISO-8859-1"


def read_parquet(raw: bytes, file: str) -> RawTable:
    """Read a Parquet or GeoParquet file.

    Raises
    ------
    ImportRefused
        If it is broken or too large.
    """
    try:
        opened = pq.ParquetFile(pa.BufferReader(raw))
        require_dimensions(opened.metadata.num_rows, len(opened.schema_arrow), file)
        unpacked = sum(
            opened.metadata.row_group(index).total_byte_size
            for index in range(opened.metadata.num_row_groups)
        )
        if unpacked > 3_000_000_000:
            raise _refuse(file, "a table of this size")
        table = opened.read()
        geo = json.loads((table.schema.metadata or {}).get(b"geo", b"{}"))
        shapes, crs = None, ""
        name = geo.get("primary_column") if isinstance(geo, dict) else None
        if name in table.column_names:
            said = geo["columns"][name]
            if said.get("encoding", "WKB") != "WKB":
                raise _refuse(file, "GeoParquet whose shapes are not WKB")
            stored = np.asarray(table.column(name).to_pylist(), dtype=object)
            shapes = shapely.from_wkb(stored, on_invalid="ignore")
            crs = json.dumps(said["crs"]) if said.get("crs") else "OGC:CRS84"
            table = table.drop_columns([name])
        return _from_arrow(file, "", table, shapes, crs, ())
    except (pa.ArrowException, OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise _refuse(file, "Parquet") from error


def read_json(raw: bytes, file: str, encoding: str = "") -> RawTable:
    """Read GeoJSON, a list of JSON objects, an object that holds one, or one object a line.

    Members of members become columns such as ``place.name``; lists of texts are joined by
    semicolons.

    Raises
    ------
    ImportRefused
        If it is not JSON, or holds no list of objects.
    """
    text, _ = decode(raw, file, encoding)
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        found = _json_lines(text)
        if found is None:
            raise ImportRefused(
                f"It is not JSON: {error.msg}.",
                where=f"{file} line {error.lineno}",
                remedy="Export the file again.",
            ) from error
    except (RecursionError, ValueError) as error:
        raise _refuse(file, "JSON") from error
    rows, crs, shaped = _objects(found, file)
    require_dimensions(len(rows), 1, file)
    flat: list[tuple[dict[str, str], Any]] = []
    for row in rows:
        cells: dict[str, str] = {}
        shape = None
        if isinstance(row, dict):
            body = row
            if shaped:
                shape = row.get("geometry")
                said = row.get("properties")
                body = said if isinstance(said, dict) else {}
                if isinstance(row.get("id"), str | int) and "id" not in body:
                    body = {"id": row["id"], **body}
            _flatten(body, "", cells, 0)
        flat.append((cells, shape))
    return _json_table(rows, flat, file, crs, shaped=shaped)


def _json_table(
    rows: Sequence[Any],
    flat: Sequence[tuple[dict[str, str], Any]],
    file: str,
    crs: str,
    *,
    shaped: bool,
) -> RawTable:
    columns = tuple(dict.fromkeys(name for cells, _ in flat for name in cells))
    require_dimensions(len(flat), len(columns), file)
    builder = TableBuilder(file, "", columns)
    shapes: list[shapely.Geometry | None] = []
    for line, (row, (cells, shape)) in enumerate(zip(rows, flat, strict=True), 1):
        if not isinstance(row, dict):
            builder.reject(line, "The entry is not an object.", "Give objects with named members.")
            continue
        geometry = None
        if shape is not None:
            try:
                geometry = shapely.from_geojson(json.dumps(shape))
            except (shapely.errors.GEOSException, ValueError, TypeError):
                builder.reject(line, "The geometry cannot be read.", "Export the file again.")
                continue
        builder.add(line, [cells.get(name, "") for name in columns])
        shapes.append(geometry)
    held = None
    if shaped:
        held = np.empty(len(shapes), dtype=object)
        held[:] = shapes
    return builder.table((), held, crs)


def _json_lines(text: str) -> list[Any] | None:
    try:
        return [json.loads(line) for line in text.splitlines() if line.strip()] or None
    except (ValueError, RecursionError):
        return None


def _objects(found: Any, file: str) -> tuple[list[Any], str, bool]:
    """Return the list of objects, its coordinate system, and whether they are features."""
    if isinstance(found, dict) and found.get("type") == "Feature":
        found = {"type": "FeatureCollection", "features": [found]}
    if isinstance(found, dict) and isinstance(found.get("features"), list):
        try:
            crs = str(found["crs"]["properties"]["name"])
        except (KeyError, TypeError):
            crs = _WGS84
        return found["features"], crs, True
    if isinstance(found, dict):
        lists = [
            value
            for value in found.values()
            if isinstance(value, list) and any(isinstance(each, dict) for each in value)
        ]
        found = max(lists, key=len, default=[])
    if not isinstance(found, list) or not any(isinstance(each, dict) for each in found):
        raise ImportRefused(
            "The JSON holds no list of objects.",
            where=file,
            remedy="Give a list of objects with named members, or GeoJSON.",
        )
    features = sum(isinstance(each, dict) and each.get("type") == "Feature" for each in found)
    return found, _WGS84 if features else "", features == len(found)


def _flatten(value: Any, name: str, cells: dict[str, str], depth: int) -> None:
    if isinstance(value, dict) and depth < 3:
        for key, inner in value.items():
            _flatten(inner, f"{name}.{key}" if name else str(key), cells, depth + 1)
    elif isinstance(value, list) and all(not isinstance(each, dict | list) for each in value):
        cells[name] = "; ".join(filter(None, map(cell_text, value)))
    elif isinstance(value, dict | list):
        cells[name] = json.dumps(value, ensure_ascii=False)
    else:
        cells[name] = cell_text(value)
