"""Where each row lies, as far as the row says; nothing is put at the middle of a region."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import shapely
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError, ProjError

from geodata.errors import ImportRefused
from geodata.importing.coordinates import Degrees, parse_degrees, parse_pairs
from geodata.importing.mapping import ImportField, ImportMapping
from geodata.importing.placing import PlacedBy, Places
from geodata.importing.report import Outcome, RowNote
from geodata.importing.table import Geometries, RawTable

__all__ = ["Locations", "locate"]

_F = ImportField
_WGS84 = "EPSG:4326"


@dataclass
class Locations:
    """Place of each row: degrees in WGS 84 or NaN, code or ``""``, and how it was found."""

    latitude: Degrees
    longitude: Degrees
    code: np.ndarray[tuple[int], np.dtype[np.object_]]
    placed: np.ndarray[tuple[int], np.dtype[np.object_]]
    as_written: list[str]
    notes: list[RowNote] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def locate(table: RawTable, mapping: ImportMapping, places: Places) -> Locations:
    """Find the place of each row: by code, else by coordinates or shape, else by name.

    Raises
    ------
    ImportRefused
        If coordinates are in a projected system that is not named, or the system is unknown.
    """
    north, east, shapes, notes, remarks = _coordinates(table, mapping)
    count = len(table.cells)
    name = mapping.first(_F.PLACE)
    names = [""] * count if name is None else table.texts(name)
    found = Locations(
        north,
        east,
        np.full(count, "", dtype=object),
        np.full(count, "", dtype=object),
        names,
        notes,
        remarks,
    )
    _by_code(found, table, mapping, places)
    _by_point(found, table, places)
    if shapes is not None:
        _by_shape(found, shapes, table, places)
    bad = {note.line for note in notes}
    found.placed[(found.placed == "") & np.isin(table.lines, list(bad))] = PlacedBy.UNPLACED
    _by_name(found, names, table, mapping, places)
    unplaced = set(table.lines[found.placed == PlacedBy.UNPLACED].tolist())
    for line in sorted(unplaced - {n.line for n in found.notes if n.outcome is Outcome.UNPLACED}):
        reason = "Its coordinates are no place, and nothing else says where it lies."
        remedy = "Give coordinates, a code or a name."
        found.notes.append(RowNote(line, "coordinates", Outcome.UNPLACED, reason, remedy))
    return found


def _transformer(crs: str, file: str) -> Transformer | None:
    """Return what brings coordinates to WGS 84; ``None`` if they are in degrees of it already."""
    if not crs:
        raise ImportRefused(
            "The coordinates are no degrees, and nothing says which system they are in.",
            where=file,
            remedy="Name it, such as --crs EPSG:32647 or EPSG:2154.",
        )
    try:
        system = CRS.from_user_input(crs)
        if system.is_geographic and system.equals(
            CRS.from_user_input(_WGS84), ignore_axis_order=True
        ):
            return None
        return Transformer.from_crs(system, _WGS84, always_xy=True)
    except (CRSError, ProjError) as error:
        raise ImportRefused(
            f"The coordinate system {crs[:60]!r} is unknown.",
            where=file,
            remedy="Name it by its code, such as EPSG:4326.",
        ) from error


def _coordinates(
    table: RawTable, mapping: ImportMapping
) -> tuple[Degrees, Degrees, Geometries | None, list[RowNote], list[str]]:
    """Return latitude and longitude of each row in WGS 84, and the shapes that are no points."""
    cells, remarks = table.cells, list[str]()
    nothing = np.full(len(cells), np.nan)
    shapes, crs = table.geometry, table.crs or mapping.crs
    for wanted, reader in ((_F.WKT, shapely.from_wkt), (_F.WKB, shapely.from_wkb)):
        name = mapping.first(wanted)
        if shapes is None and name is not None:
            texts: Geometries = np.array([text or None for text in cells[name]], dtype=object)
            shapes, crs = np.asarray(reader(texts, on_invalid="ignore")), mapping.crs
    if shapes is not None:
        return _of_shapes(shapes, crs, table, remarks)
    both, north, east = (
        mapping.first(_F.COORDINATES),
        mapping.first(_F.LATITUDE),
        mapping.first(_F.LONGITUDE),
    )
    if north is not None and east is not None:
        written = [cells[north], cells[east]]
        y, x = parse_degrees(written[0]), parse_degrees(written[1])
    elif both is not None:
        written = [cells[both]]
        y, x = parse_pairs(cells[both])
    else:
        return nothing, nothing.copy(), None, [], remarks
    if mapping.swapped:
        y, x = x, y
        remarks.append("Latitude and longitude are exchanged in the file; they were put right.")
    if (change := _transformer(mapping.crs, table.file)) is not None:
        x, y = change.transform(x, y)
        remarks.append(f"Coordinates were brought from {mapping.crs} to WGS 84.")
    notes = _unusable(y, x, written, table)
    return y, x, None, notes, remarks


def _of_shapes(
    shapes: Geometries, crs: str, table: RawTable, remarks: list[str]
) -> tuple[Degrees, Degrees, Geometries, list[RowNote], list[str]]:
    change = _transformer(crs, table.file)
    if change is not None:
        shapes = shapely.transform(
            shapes, lambda corners: np.column_stack(change.transform(corners[:, 0], corners[:, 1]))
        )
        remarks.append("Shapes were brought to WGS 84 from the system of the file.")
    points = shapely.get_type_id(shapes) == 0
    x = np.where(points, shapely.get_x(shapes), np.nan)
    y = np.where(points, shapely.get_y(shapes), np.nan)
    notes = _unusable(y, x, [], table)
    areas = ~points & ~shapely.is_missing(shapes)
    if areas.any():
        remarks.append(
            f"{int(areas.sum()):,} shapes are lines or areas; they are placed only where one "
            "region holds them whole."
        )
    return y, x, shapes, notes, remarks


def _unusable(
    y: Degrees, x: Degrees, written: list[pd.Series[str]], table: RawTable
) -> list[RowNote]:
    """Blank coordinates that cannot be places, with a note for each."""
    notes = []
    texts = written[0].to_numpy(dtype=object) if written else np.full(len(y), "", dtype=object)
    if len(written) > 1:
        texts = np.array(
            [f"{a}, {b}" if a or b else "" for a, b in zip(*written, strict=True)], dtype=object
        )
    missing = np.isnan(y) | np.isnan(x)
    zero = ~missing & (y == 0) & (x == 0)
    beyond = ~missing & ((np.abs(y) > 90) | (np.abs(x) > 180) | ~np.isfinite(y) | ~np.isfinite(x))
    for mask, reason, remedy in (
        (missing & (texts != ""), "The coordinates cannot be read.", "Write decimal degrees."),
        (zero, "0, 0 is a spot in the Atlantic.", "Leave both empty if they are unknown."),
        (beyond, "The coordinates lie outside the globe.", "Check their order and system."),
    ):
        for row in np.flatnonzero(mask):
            line, before = int(table.lines[row]), str(texts[row]) or f"{y[row]:.6g}, {x[row]:.6g}"
            notes.append(RowNote(line, "coordinates", Outcome.REPAIRED, reason, remedy, before, ""))
    for blank in (missing | zero | beyond,):
        y[blank] = np.nan
        x[blank] = np.nan
    return notes


def _by_code(found: Locations, table: RawTable, mapping: ImportMapping, places: Places) -> None:
    name = mapping.first(_F.REGION_CODE)
    if name is None:
        return
    cells = table.texts(name)
    known = {text: places.code(text) for text in set(cells)}
    for row, text in enumerate(cells):
        code = known[text]
        if code:
            found.code[row], found.placed[row] = code, PlacedBy.CODE
        if text == places.root:
            found.placed[row] = PlacedBy.COUNTRY
            continue
        if code and code != text:
            reason = "The code has lost its leading zeros, or is a former one."
            note = RowNote(int(table.lines[row]), name, Outcome.REPAIRED, reason, "", text, code)
            found.notes.append(note)
        elif text and not code:
            reason = "No region has this code."
            remedy = "Correct the code; name or coordinates are used instead where there are any."
            found.notes.append(
                RowNote(int(table.lines[row]), name, Outcome.FINDING, reason, remedy, text)
            )


def _by_point(found: Locations, table: RawTable, places: Places) -> None:
    points = ~np.isnan(found.latitude)
    if not points.any():
        return
    codes, _ = places.at_points(found.latitude, found.longitude)
    held = codes.to_numpy(dtype=object)
    free = points & (found.code == "")
    found.placed[free & (held != "")] = PlacedBy.COORDINATES
    found.placed[free & (held == "")] = PlacedBy.OUTSIDE
    for row in np.flatnonzero(points & (found.placed == PlacedBy.CODE)):
        code = str(found.code[row])
        if not held[row] or not places.is_inside(str(held[row]), code):
            there = held[row] or "no region"
            reason = f"The coordinates lie in {there}, not in {code}."
            note = RowNote(
                int(table.lines[row]), "coordinates", Outcome.FINDING, reason, "Check both."
            )
            found.notes.append(note)
    for row in np.flatnonzero(free & (held == "")):
        found.notes.append(
            RowNote(
                int(table.lines[row]),
                "coordinates",
                Outcome.UNPLACED,
                "The coordinates lie outside the geography.",
                "Choose another geography, or check the coordinates.",
                f"{found.latitude[row]:.6g}, {found.longitude[row]:.6g}",
            )
        )


def _by_shape(found: Locations, shapes: Geometries, table: RawTable, places: Places) -> None:
    areas = np.flatnonzero(
        (shapely.get_type_id(shapes) > 0) & (found.code == "") & ~shapely.is_empty(shapes)
    )
    if not len(areas):
        return
    for row, code in zip(areas, places.around_shapes(shapes[areas]), strict=True):
        if code:
            found.code[row], found.placed[row] = code, PlacedBy.SHAPE
        else:
            found.placed[row] = PlacedBy.UNPLACED
            reason = "The line or area lies in no single region."
            remedy = "Name its region, or give a point."
            found.notes.append(
                RowNote(int(table.lines[row]), "geometry", Outcome.UNPLACED, reason, remedy)
            )


def _by_name(
    found: Locations,
    names: list[str],
    table: RawTable,
    mapping: ImportMapping,
    places: Places,
) -> None:
    parents = [table.texts(name) for name in mapping.of(_F.PARENT_PLACE)]
    # Coordinates that are no place leave the name to say where a row lies.
    rows = np.flatnonzero(np.isin(found.placed, ("", PlacedBy.UNPLACED)) & (found.code == ""))
    for row in rows:
        wider = tuple(column[row] for column in parents)
        text = names[row]
        if not text:
            # The narrowest of the wider places is all that the row says.
            text, wider = next(
                ((each, wider[:at]) for at, each in reversed(list(enumerate(wider))) if each),
                ("", ()),
            )
        if not text:
            found.placed[row] = found.placed[row] or PlacedBy.COUNTRY
            continue
        named = places.name(text, wider)
        if named.code:
            found.code[row], found.placed[row] = named.code, PlacedBy.NAME
            continue
        found.placed[row] = PlacedBy.UNPLACED
        if named.ambiguous:
            reason = "Several regions have this name."
            remedy = f"Give a code or a wider place: {places.label(named.candidates)}."
        else:
            reason = "No region has this name."
            near = places.label(named.candidates)
            remedy = f"Similar: {near}." if near else "Give a code, coordinates or another name."
        found.notes.append(
            RowNote(int(table.lines[row]), "place", Outcome.UNPLACED, reason, remedy, text)
        )
