"""XML that defines no entities of its own: KML and GPX into rows, and the parser beneath."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

# Entities and document types are refused below, before any is expanded.
from xml.parsers import expat

import numpy as np
import shapely

from geodata.errors import ImportRefused
from geodata.importing.table import RawTable, TableBuilder

__all__ = ["parse_xml", "read_gpx", "read_kml"]

Start = Callable[[str, dict[str, str]], None]
_MOST_DEPTH = 200
_WGS84 = "EPSG:4326"


def parse_xml(
    raw: bytes,
    file: str,
    start: Start,
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Run through an XML document.

    Raises
    ------
    ImportRefused
        If it is not well formed, is nested absurdly deep, or has a document type, which could
        define entities that grow without end or read other files.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    depth = 0

    def opened(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _MOST_DEPTH:
            raise ImportRefused(
                "The XML is nested too deep.", where=file, remedy="Export the file again."
            )
        start(name, attributes)

    def closed(name: str) -> None:
        nonlocal depth
        depth -= 1
        if end is not None:
            end(name)

    def refused(*_: object) -> None:
        raise ImportRefused(
            "The XML has a document type, which could define entities without end.",
            where=f"{file} line {parser.CurrentLineNumber}",
            remedy="Remove the <!DOCTYPE …> lines, or export the file again.",
        )

    parser.StartElementHandler, parser.EndElementHandler = opened, closed
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refused
    if text is not None:
        parser.CharacterDataHandler = text
    try:
        parser.Parse(raw, True)
    except expat.ExpatError as error:
        raise ImportRefused(
            f"The XML is broken: {expat.ErrorString(error.code)}.",
            where=f"{file} line {error.lineno}",
            remedy="Export the file again.",
        ) from error
    except (UnicodeError, LookupError, ValueError) as error:
        raise ImportRefused(
            "The XML names an encoding that it does not have.",
            where=file,
            remedy="Export the file again as UTF-8.",
        ) from error


@dataclass(slots=True)
class _Feature:
    line: int
    cells: dict[str, str] = field(default_factory=dict)
    shapes: list[shapely.Geometry] = field(default_factory=list)
    unread: str = ""


def _local(name: str) -> str:
    return name.rpartition(":")[2].lower()


def _pairs(text: str) -> list[tuple[float, float]]:
    """Return longitude and latitude of each tuple of a KML coordinate list."""
    found = []
    for part in text.replace(", ", ",").split():
        numbers = part.split(",")
        found.append((float(numbers[0]), float(numbers[1])))
    if not np.isfinite(found).all():
        raise ValueError("a coordinate is not a number")
    return found


def _shape(kind: str, rings: list[list[tuple[float, float]]]) -> shapely.Geometry:
    if kind == "point":
        return shapely.Point(rings[0][0])
    return (
        shapely.LineString(rings[0])
        if kind == "linestring"
        else shapely.Polygon(rings[0], rings[1:])
    )


_TEXTS = frozenset({"name", "description", "address", "phonenumber", "when", "begin", "end"})
_SHAPES = frozenset({"point", "linestring", "polygon"})


class _Kml:
    """Placemarks with their folders, fields, times and shapes; case of tags does not count."""

    def __init__(self) -> None:
        self.features: list[_Feature] = []
        self._folders: list[str] = []
        self._path: list[str] = []
        self._words: list[str] = []
        self._feature: _Feature | None = None
        self._field = ""
        self._rings: list[list[tuple[float, float]]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = _local(name)
        self._path.append(tag)
        self._words = []
        if tag in {"folder", "document"}:
            self._folders.append("")
        elif tag == "placemark":
            self._feature = _Feature(len(self.features) + 1)
            self._feature.cells["folder"] = " / ".join(filter(None, self._folders))
        elif tag in {"data", "simpledata"}:
            self._field = next(iter(attributes.values()), "")
        elif tag in _SHAPES:
            self._rings = []

    def text(self, words: str) -> None:
        self._words.append(words)

    def end(self, name: str) -> None:
        tag = _local(name)
        self._path.pop()
        words, self._words = "".join(self._words).strip(), []
        holder = self._path[-1] if self._path else ""
        if tag in {"folder", "document"}:
            self._folders.pop()
        elif tag == "name" and holder in {"folder", "document"}:
            self._folders[-1] = words
        elif self._feature is not None:
            self._inside(tag, holder, words, self._feature)

    def _inside(self, tag: str, holder: str, words: str, feature: _Feature) -> None:
        if tag == "placemark":
            self.features.append(feature)
            self._feature = None
        elif tag in _TEXTS and holder in {"placemark", "timestamp", "timespan"}:
            feature.cells[tag] = words
        elif (tag == "value" and holder == "data") or tag == "simpledata":
            feature.cells[self._field or "value"] = words
        elif tag == "coordinates":
            try:
                self._rings.append(_pairs(words))
            except (ValueError, IndexError):
                feature.unread = words[:60]
        elif tag in _SHAPES and self._rings and not feature.unread:
            try:
                feature.shapes.append(_shape(tag, self._rings))
            except (ValueError, shapely.errors.GEOSException):
                feature.unread = tag


class _Gpx:
    """Waypoints, routes and tracks with their fields."""

    def __init__(self) -> None:
        self.features: list[_Feature] = []
        self._feature: _Feature | None = None
        self._points: list[tuple[float, float]] = []
        self._path: list[str] = []
        self._words: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = _local(name)
        self._path.append(tag)
        self._words = []
        if tag in {"wpt", "rte", "trk"}:
            self._feature = _Feature(len(self.features) + 1, {"gpx": tag})
            self._points = []
        if tag in {"wpt", "rtept", "trkpt"} and self._feature is not None:
            try:
                self._points.append((float(attributes["lon"]), float(attributes["lat"])))
            except (KeyError, ValueError):
                self._feature.unread = str(attributes)[:60]

    def text(self, words: str) -> None:
        self._words.append(words)

    def end(self, name: str) -> None:
        tag = _local(name)
        self._path.pop()
        words, self._words = "".join(self._words).strip(), []
        feature, holder = self._feature, self._path[-1] if self._path else ""
        if feature is None:
            return
        if tag in {"wpt", "rte", "trk"}:
            if self._points and not feature.unread:
                single = len(self._points) == 1
                feature.shapes.append(_shape("point" if single else "linestring", [self._points]))
            self.features.append(feature)
            self._feature = None
        elif holder in {"wpt", "rte", "trk"} and words:
            feature.cells[tag] = words


def _read(raw: bytes, file: str, reader: _Kml | _Gpx, what: str) -> RawTable:
    parse_xml(raw, file, reader.start, reader.end, reader.text)
    if not reader.features:
        raise ImportRefused(f"The file holds no {what}.", where=file, remedy="Export it again.")
    columns = tuple(dict.fromkeys(name for each in reader.features for name in each.cells))
    builder = TableBuilder(file, "", columns)
    shapes: list[shapely.Geometry | None] = []
    for feature in reader.features:
        if feature.unread:
            message = f"The coordinates {feature.unread!r} cannot be read."
            remedy = "Write longitude,latitude in degrees."
            builder.reject(feature.line, message, remedy, feature.cells.get("name", ""))
            continue
        builder.add(feature.line, [feature.cells.get(name, "") for name in columns])
        match feature.shapes:
            case []:
                shapes.append(None)
            case [one]:
                shapes.append(one)
            case several:
                shapes.append(shapely.GeometryCollection(several))
    held = np.empty(len(shapes), dtype=object)
    held[:] = shapes
    return builder.table((), held, _WGS84)


def read_kml(raw: bytes, file: str, part: str = "") -> tuple[RawTable, ...]:
    """Read the placemarks of a KML document; ``folder`` names the folders that hold each.

    Parameters
    ----------
    raw : bytes
    file : str
        Name for messages.
    part : str, optional
        The one folder that is read, or ``"*"`` for all as one table; else a table for each.

    Raises
    ------
    ImportRefused
        If it is broken or holds no placemark.
    """
    whole = _read(raw, file, _Kml(), "placemarks")
    folders = tuple(whole.cells["folder"].unique()) if "folder" in whole.columns else ()
    if part == "*" or len(folders) < 2:
        return (whole,)
    if part and part not in folders:
        raise ImportRefused(
            f"There is no folder {part!r}.", where=file, remedy=f"Name one of {folders[:20]}, or *."
        )
    return tuple(_folder(whole, name, at) for at, name in enumerate(folders) if part in {"", name})


def _folder(whole: RawTable, name: str, at: int) -> RawTable:
    """Return the placemarks of one folder; those that cannot be read stand with the first."""
    chosen = (whole.cells["folder"] == name).to_numpy(dtype=bool)
    geometry = None if whole.geometry is None else whole.geometry[chosen]
    cells = whole.cells[chosen].reset_index(drop=True)
    filled = [column for column in cells.columns if (cells[column] != "").any()]
    return RawTable(
        whole.file,
        name,
        cells[filled],
        whole.lines[chosen],
        geometry,
        whole.crs,
        whole.broken if at == 0 else (),
        whole.notes,
    )


def read_gpx(raw: bytes, file: str) -> RawTable:
    """Read the waypoints, routes and tracks of a GPX file.

    Raises
    ------
    ImportRefused
        If it is broken or holds none.
    """
    return _read(raw, file, _Gpx(), "waypoints, routes or tracks")
