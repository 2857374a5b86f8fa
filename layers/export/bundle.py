"""Everything about one view in one file that can be verified years later."""

from __future__ import annotations

import hashlib
import io
import json
import platform
import re
import zipfile
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, distribution, version
from importlib.resources import files
from pathlib import Path
from typing import Any

import pyogrio

from geodata.errors import AtlasError
from geodata.facts import Facts
from geodata.geography import PACKS, Geography
from geodata.i18n import _
from layers.address import address_of, params_of
from layers.export.about import boundary_note, heading
from layers.export.citations import bibtex, csl_json, items, ris
from layers.export.columns import KEYS, TABLES, Column, Sort
from layers.export.formats import csv_bytes, table_bytes, tables_of
from layers.export.readme import command, readme
from layers.export.sanitize import plain
from layers.table_format import TableFormat
from layers.view import View

__all__ = ["FORMAT", "PRODUCT", "bundle_bytes", "data_package", "licences", "software", "zipped"]

PRODUCT = "deployment-atlas"

_LICENCE_FILE = "LICENSE"


def licences(geography: Geography) -> dict[str, bytes]:
    """Return the licence of the code and those of everything that is not code, by file name.

    Page and pictures hold fonts, Leaflet and coast lines, whose licences ask for their text to
    go with them; the list of sources names the licence of each census table and of each name.

    Raises
    ------
    FileNotFoundError
        If the product was taken apart and its licence is nowhere.
    """
    vendored = files("layers") / "assets" / "vendored"
    folder = geography.folder
    bundled = folder is not None and folder.parent == PACKS
    sources = None if folder is None else folder / "sources.csv"
    return {
        **({"DATA-LICENCES.md": (PACKS / "DATA-LICENCES.md").read_bytes()} if bundled else {}),
        "LICENSE.txt": _code().encode(),
        "vendored.json": (vendored / "MANIFEST.json").read_bytes(),
        **(
            {"geography-sources.csv": sources.read_bytes()}
            if sources is not None and sources.is_file()
            else {}
        ),
        **{
            f"{each.name}.txt": (each / _LICENCE_FILE).read_bytes()
            for each in vendored.iterdir()
            if each.is_dir()
        },
    }


def _code() -> str:
    for text in _copies():
        return text
    raise FileNotFoundError(f"The licence of {PRODUCT} is missing: install it anew.")


def _copies() -> Iterator[str]:
    """Yield the licence of the checkout that runs, else that of the installed package."""
    beside = Path(__file__).parents[2] / _LICENCE_FILE
    if beside.is_file():
        yield beside.read_text(encoding="utf-8")
    try:
        kept = distribution(PRODUCT).read_text(f"licenses/{_LICENCE_FILE}")
    except PackageNotFoundError:
        return
    if kept is not None:
        yield kept


Json = dict[str, Any]

_LICENCE_NAME = re.compile(r"[-a-zA-Z0-9._]+")
_NAME = "deployment-atlas-view"
_REFERENCES = {"claims": {"event_id": "events", "source_id": "sources"}}


def data_package(view: View, facts: Facts, folder: str = "data") -> Json:
    """Return ``datapackage.json`` for the CSV files of a view.

    Parameters
    ----------
    view : View
        The choices.
    facts : Facts
        What is known.
    folder : str, optional
        Where the CSV files lie, seen from the description.
    """
    meta = facts.dataset.metadata
    return {
        "name": _NAME,
        "title": plain(heading(view, facts)),
        "description": plain(
            " ".join(
                (
                    _(
                        "What one view shows of the data set “{title}”. An empty cell is "
                        "unknown and never zero."
                    ).format(title=meta.title),
                    boundary_note(facts),
                )
            )
        ),
        "version": plain(meta.version),
        **({"created": f"{meta.created}T00:00:00Z"} if meta.created else {}),
        **(
            {"licenses": [{"name": "dataset", "title": plain(meta.licence)}]}
            if meta.licence
            else {}
        ),
        **({"contributors": [{"title": plain(meta.contributors)}]} if meta.contributors else {}),
        "resources": [_resource(name, folder) for name in TABLES],
    }


def _licence(name: str) -> Json:
    """Return the licence of the data set, where its name is one that a package may carry."""
    return {"licenses": [{"name": name}]} if _LICENCE_NAME.fullmatch(name) else {}


def _resource(name: str, folder: str) -> Json:
    return {
        "name": name,
        "type": "table",
        "path": f"{folder}/{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(column) for column in TABLES[name]],
            "primaryKey": [KEYS[name]],
            "missingValues": [""],
            "foreignKeys": [
                {"fields": [own], "reference": {"resource": other, "fields": [KEYS[other]]}}
                for own, other in _REFERENCES.get(name, {}).items()
            ],
        },
    }


def _field(column: Column) -> Json:
    sort = {"bareNumber": True} if column.sort is not Sort.TEXT else {}
    return {
        "name": column.name,
        "type": column.sort.value,
        "description": column.meaning,
        **sort,
    }


FORMAT = "deployment-atlas/bundle/1"

_NO_DAY = (1980, 1, 1, 0, 0, 0)
"""The first day that a ZIP file can name."""

_PLAIN_FILE = 0o100644 << 16
_LIBRARIES = (
    *("geopandas", "shapely", "pyogrio", "pyproj", "pyarrow", "pandas", "numpy", "xlsxwriter"),
    *("matplotlib", "folium", "fonttools"),
)


def bundle_bytes(
    view: View,
    facts: Facts,
    spec_hash: str,
    files: Mapping[str, bytes] | None = None,
    notes: Mapping[str, str] | None = None,
) -> bytes:
    """Return a ZIP file with data, description, citations, licences and what else is given.

    Parameters
    ----------
    view : View
        The choices.
    facts : Facts
        What is known.
    spec_hash : str
        Hash of the picture, to compare.
    files : mapping of str to bytes, optional
        Pictures and page by the name that they get in the bundle, such as ``figure.png``.
    notes : mapping of str to str, optional
        What readers must know of some of these, by name: stand-ins for letters, or why a
        picture could not be made.

    Returns
    -------
    bytes
        Equal inputs give equal bytes. Nothing in it names a user, a path or a machine.

    Raises
    ------
    ViewError
        If the view asks for something that does not exist.
    AtlasError
        If a file is given under a name that the bundle itself uses.
    """
    given = dict(files or {})
    held = {
        **_data(view, facts),
        **_citations(view, facts),
        **{f"licences/{name}": text for name, text in licences(facts.geography).items()},
        "datapackage.json": _json(data_package(view, facts)),
        "view.json": _json(_view(view, facts, spec_hash)),
    }
    taken = sorted({*held, "README.md", "manifest.json"} & set(given))
    if taken:
        raise AtlasError(
            f"A bundle holds a {taken[0]} of its own.", remedy="Give the file another name."
        )
    held |= given
    names = (*held, "README.md", "manifest.json")
    said = dict(notes or {})
    held["README.md"] = readme(view, facts, spec_hash, names, said).encode()
    held["manifest.json"] = _json(
        _manifest(view, facts, spec_hash, held) | ({"notes": said} if said else {})
    )
    return zipped(held)


def _data(view: View, facts: Facts) -> dict[str, bytes]:
    tables = {
        f"data/{name}.csv": csv_bytes(frame) for name, frame in tables_of(view, facts).items()
    }
    return {
        **tables,
        "data/table.xlsx": table_bytes(view, facts, TableFormat.XLSX),
        **{
            f"data/regions.{form}": table_bytes(view, facts, form)
            for form in (TableFormat.GPKG, TableFormat.GEOJSON, TableFormat.PARQUET)
        },
    }


def _citations(view: View, facts: Facts) -> dict[str, bytes]:
    found = items(view, facts)
    return {
        "citations/citations.bib": bibtex(found).encode(),
        "citations/citations.ris": ris(found).encode(),
        "citations/citations.json": csl_json(found).encode(),
    }


def _view(view: View, facts: Facts, spec_hash: str) -> dict[str, object]:
    return {
        "view": params_of(view, facts),
        "hash": spec_hash,
        "data_version": facts.dataset.metadata.version,
        "fingerprint": facts.fingerprint,
        "rows_left_out": facts.dataset.report.left_out,
    }


def _manifest(
    view: View, facts: Facts, spec_hash: str, held: Mapping[str, bytes]
) -> dict[str, object]:
    return {
        "format": FORMAT,
        "address": address_of(view, facts),
        "command": command(view, facts),
        **_view(view, facts, spec_hash),
        "boundaries": {
            "citation": facts.regions.boundaries.citation,
            "fingerprint": facts.regions.boundaries.fingerprint,
        },
        "software": software(),
        "files": {
            name: {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
            for name, data in sorted(held.items())
        },
    }


def software() -> dict[str, str]:
    """Return the versions of what makes the files; ``"unknown"`` where nothing tells it."""
    found = {"python": platform.python_version(), "gdal": pyogrio.__gdal_version_string__}
    for name in (PRODUCT, *_LIBRARIES):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "unknown"
    return found


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return files as a ZIP file in the order of their names, all of one day and one mode.

    Examples
    --------
    >>> zipped({"b": b"2", "a": b"1"}) == zipped({"a": b"1", "b": b"2"})
    True
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        for name, data in sorted(files.items()):
            entry = zipfile.ZipInfo(name, _NO_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = _PLAIN_FILE
            # Without a level of its own an entry gets another in another version of Python.
            box.writestr(entry, data, compresslevel=9)
    return out.getvalue()
