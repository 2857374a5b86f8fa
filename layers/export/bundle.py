"""Everything about one view in one file that can be checked years later."""

from __future__ import annotations

import hashlib
import io
import json
import platform
import zipfile
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version

import pyogrio

from geodata.dataset import BUNDLED
from geodata.errors import AtlasError
from geodata.facts import Facts
from layers.export.about import address
from layers.export.citations import bibtex, csl_json, items, ris
from layers.export.forms import csv_bytes, table_bytes, tables_of
from layers.export.licences import PRODUCT, licences
from layers.export.package import data_package
from layers.export.readme import command, readme
from layers.table_form import TableFormat
from layers.view import View

__all__ = ["FORMAT", "bundle_bytes", "software", "zipped"]

FORMAT = "deployment-atlas/bundle/1"

_NO_DAY = (1980, 1, 1, 0, 0, 0)
"""The first day that a ZIP file can name."""

_PLAIN_FILE = 0o100644 << 16
_LIBRARIES = (
    *("geopandas", "shapely", "pyogrio", "pyarrow", "pandas", "numpy", "xlsxwriter"),
    *("matplotlib", "folium", "fonttools", "mapclassify"),
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
        **{f"licences/{name}": text for name, text in licences().items()},
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
        "view": view.to_params(),
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
        "address": address(view),
        "command": command(view, bundled=facts.dataset.folder == BUNDLED),
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
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as box:
        for name, data in sorted(files.items()):
            entry = zipfile.ZipInfo(name, _NO_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = _PLAIN_FILE
            box.writestr(entry, data)
    return out.getvalue()
