"""The tables of a view described as a Frictionless Data Package."""

from __future__ import annotations

import re
from typing import Any

from geodata.facts import Facts
from geodata.i18n import _
from layers.export.about import boundary_note, heading
from layers.export.cells import plain
from layers.export.columns import KEYS, TABLES, Column, Sort
from layers.view import View

__all__ = ["data_package"]

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
