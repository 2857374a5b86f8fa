"""The text that explains a bundle to whoever opens it, without the atlas at hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from geodata.dataset import BUNDLED
from geodata.facts import Facts
from geodata.model import Scope
from layers.export.about import LABELS, STATUSES, about, address
from layers.export.cells import DEFUSED, plain
from layers.view import View

__all__ = ["command", "readme"]

_FILES = {
    "data/regions.csv": "one row for each region of the map",
    "data/events.csv": "the events on the map and beside it",
    "data/claims.csv": "what each source says about them, as printed",
    "data/sources.csv": "the sources and census tables",
    "data/table.xlsx": "the same four tables as a workbook",
    "data/regions.gpkg": "the same four tables with outlines, for QGIS and ArcGIS",
    "data/regions.geojson": "regions with outlines",
    "data/regions.parquet": "regions with outlines, as GeoParquet",
    "datapackage.json": "every column of the CSV files with its type and meaning",
    "figure.png": "the map as a picture",
    "figure.svg": "the map as a drawing that can be scaled and edited",
    "figure.pdf": "the map as a page to print",
    "figure.txt": "what the picture shows, in words, for those who do not see it",
    "map.html": "the map to explore; it opens from disk and asks for nothing from a network",
    "view.json": "the choices behind all of this, to hand to the command below",
    "manifest.json": "SHA-256 of every file, and the versions of what made them",
    "citations/": "the data set and every source, for reference managers",
    "licences/": "under which conditions code, data, names, fonts and boundaries may be used, and "
    "the lists that `DATA-LICENCES.md` speaks of",
}

_UNKNOWN = (
    "No record means that nothing is recorded in this data set. It does not mean that nothing "
    "happened, and it is never zero.",
    "More events mean more documentation, not more collection.",
    "A number known for a province says nothing about a part of it.",
    "A scan or a sample is not a person. Targets and capacities are not counts.",
    "Events that the filters of the view leave out, drafts and withdrawn events are not in these "
    "files.",
)
_NO_LEADS = "Leads that nobody has checked are not in these files either."
_LEADS = f"Rows whose scope is “{Scope.LEAD.label}” stand here because the view asks for them."


def command(view: View, *, bundled: bool = True) -> str:
    """Return the command that makes a bundle of a view.

    Parameters
    ----------
    view : View
        The choices.
    bundled : bool
        Whether the data set is the one that comes with the atlas; else its folder is asked for.

    Examples
    --------
    >>> command(View(area="650100"))
    'deployment-atlas bundle "?area=650100" --out bundle.zip'
    """
    data = "" if bundled else " --dataset FOLDER"
    return f'deployment-atlas bundle "{address(view)}" --out bundle.zip{data}'


def readme(view: View, facts: Facts, spec_hash: str, names: Iterable[str]) -> str:
    """Return the text of ``README.md``.

    Parameters
    ----------
    view : View
        The choices.
    facts : Facts
        What is known.
    spec_hash : str
        Hash of the picture.
    names : iterable of str
        Files of the bundle.
    """
    return "\n".join(_lines(view, facts, spec_hash, sorted(names))) + "\n"


def _lines(view: View, facts: Facts, spec_hash: str, names: list[str]) -> Iterator[str]:
    meta, told = facts.dataset.metadata, dict(about(view, facts))
    yield f"# {_line(told['Shows'])}"
    yield ""
    yield "One view of the Deployment Atlas, with everything that stands on its screen."
    yield "Cite the source of a number beside it: each row names it."
    yield ""
    for topic in ("Question", "Must not be concluded", "Numbers from", "Data set", "Cite as"):
        yield f"- {topic}: {_line(told[topic])}"
    yield f"- Licence of the data set: {_line(meta.licence or 'none is named')}"
    if facts.dataset.folder != BUNDLED:
        yield "- licences/DATA-LICENCES.md speaks of another data set, which comes with the atlas."
    yield ""
    yield "## Files"
    yield ""
    for name, meaning in _FILES.items():
        if any(each == name or (name.endswith("/") and each.startswith(name)) for each in names):
            yield f"- `{name}`: {meaning}"
    yield ""
    yield "## Kinds of knowledge (column label)"
    yield ""
    yield from (f"- {label.label}: {meaning}" for label, meaning in LABELS.items())
    yield ""
    yield "## Status of a cell (column status)"
    yield ""
    yield from (f"- {status.label}: {meaning}" for status, meaning in STATUSES.items())
    yield ""
    yield "## What is not known"
    yield ""
    yield from (f"- {sentence}" for sentence in _UNKNOWN)
    yield f"- {_LEADS if Scope.LEAD in view.scope else _NO_LEADS}"
    yield ""
    yield "## Boundaries"
    yield ""
    yield _line(told["Boundaries"])
    yield ""
    yield "## Text in the tables"
    yield ""
    yield f"{told['Empty cells']} {DEFUSED}"
    yield ""
    yield "## To make it again"
    yield ""
    yield f"    {command(view, bundled=facts.dataset.folder == BUNDLED)}"
    yield ""
    yield f"- Data set version {_line(meta.version)}, fingerprint {facts.fingerprint}"
    yield f"- Hash of the picture {spec_hash}"
    yield ""
    yield "With the same data and the same versions of software (manifest.json) every file comes"
    yield "out the same, byte for byte. Another fingerprint means that the data have moved on."


def _line(text: str) -> str:
    return " ".join(plain(text).split())
