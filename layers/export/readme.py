"""The text that explains a bundle to whoever opens it, without the atlas at hand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from geodata.dataset import BUNDLED
from geodata.facts import Facts
from geodata.i18n import _
from geodata.model import CellStatus, Scope
from layers.address import address_of
from layers.export.about import about
from layers.export.sanitize import DEFUSED, plain
from layers.tables import EvidenceKind
from layers.view import View

__all__ = ["command", "readme"]

_MARKUP = re.compile(r"[\\`*_\[\]<>!#|~&]")

_FILES = {
    "data/regions.csv": _("one row for each region of the map"),
    "data/events.csv": _("the events on the map and beside it"),
    "data/claims.csv": _("what each source says about them, as printed"),
    "data/sources.csv": _("the sources and census tables"),
    "data/table.xlsx": _("the same four tables as a workbook"),
    "data/regions.gpkg": _("the same four tables with outlines, for QGIS and ArcGIS"),
    "data/regions.geojson": _("regions with outlines"),
    "data/regions.parquet": _("regions with outlines, as GeoParquet"),
    "datapackage.json": _("every column of the CSV files with its type and meaning"),
    "figure.png": _("the map as a picture"),
    "figure.svg": _("the map as a drawing that can be scaled and edited"),
    "figure.pdf": _("the map as a page to print"),
    "figure.txt": _("what the picture shows, in words, for those who do not see it"),
    "map.html": _("the map to explore; it opens from disk and asks for nothing from a network"),
    "view.json": _("the choices behind all of this, to hand to the command below"),
    "manifest.json": _("SHA-256 of every file, and the versions of what made them"),
    "citations/": _("the data set and every source, for reference managers"),
    "licences/": _(
        "under which conditions code, data, names, fonts and boundaries may be used, and "
        "the lists that `DATA-LICENCES.md` names"
    ),
}

_MARKED = _(
    "CSV files are UTF-8 and begin with a byte-order mark, without which Excel misreads them; "
    'most other programs skip it (in Python: encoding="utf-8-sig").'
)
_UNKNOWN = (
    _(
        "No record means that nothing is recorded among what this view shows. It does not mean "
        "that nothing happened, and it is never zero."
    ),
    _("More events mean more documentation, not more collection."),
    _("A number known for a province says nothing about a part of it."),
    _("A scan or a sample is not a person. Targets and capacities are not counts."),
    _(
        "Events that the filters of the view leave out, drafts and withdrawn events are not in "
        "these files."
    ),
)
_NO_LEADS = _("Leads that nobody has checked are not in these files either.")
_LEADS = _("Rows whose scope is “{scope}” stand here because the view asks for them.").format(
    scope=Scope.LEAD.label
)


def command(view: View, facts: Facts) -> str:
    """Return the command that makes a bundle of a view.

    The folder of a data set that does not come with the atlas is asked for.
    """
    data = "" if facts.dataset.folder == BUNDLED else " --dataset FOLDER"
    return f'deployment-atlas bundle "{address_of(view, facts)}" --out bundle.zip{data}'


def readme(
    view: View,
    facts: Facts,
    spec_hash: str,
    names: Iterable[str],
    notes: Mapping[str, str] | None = None,
) -> str:
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
    notes : mapping of str to str, optional
        What readers must know of some files, by name.
    """
    return "\n".join(_lines(view, facts, spec_hash, sorted(names), notes or {})) + "\n"


def _lines(
    view: View, facts: Facts, spec_hash: str, names: list[str], notes: Mapping[str, str]
) -> Iterator[str]:
    meta, told = facts.dataset.metadata, dict(about(view, facts))
    yield f"# {_line(told[_('Shows')])}"
    yield ""
    yield _("One view of the Deployment Atlas, with everything that stands on its screen.")
    yield _("Cite the source of a number beside it: each row names it.")
    yield ""
    for topic in (
        *(_("Question"), _("Must not be concluded"), _("Events shown"), _("Numbers from")),
        *(_("Data set"), _("Rows left out"), _("Cite as")),
    ):
        if topic not in told:
            continue
        yield f"- {topic}: {_line(told[topic])}"
    licence = _line(meta.licence) or _("none is named")
    yield f"- {_('Licence of the data set')}: {licence}"
    if facts.dataset.folder != BUNDLED:
        other = _("{file} belongs to another data set, which comes with the atlas.")
        yield f"- {other.format(file='licences/DATA-LICENCES.md')}"
    yield ""
    yield from _file_lines(names, notes)
    yield f"## {_('Kinds of knowledge (column label)')}"
    yield ""
    yield from (f"- {kind.label}: {kind.meaning}" for kind in EvidenceKind)
    yield ""
    yield f"## {_('Status of a cell (column status)')}"
    yield ""
    yield from (f"- {status.label}: {status.meaning}" for status in CellStatus)
    yield ""
    yield f"## {_('What is not known')}"
    yield ""
    yield from (f"- {sentence}" for sentence in _UNKNOWN)
    yield f"- {_LEADS if Scope.LEAD in view.events.scope else _NO_LEADS}"
    yield ""
    yield f"## {_('Boundaries')}"
    yield ""
    yield _line(told[_("Boundaries")])
    yield ""
    yield f"## {_('Text in the tables')}"
    yield ""
    yield f"{told[_('Empty cells')]} {DEFUSED} {_MARKED}"
    yield ""
    yield f"## {_('To make it again')}"
    yield ""
    yield f"    {command(view, facts)}"
    yield ""
    version = _("Data set version {version}, fingerprint {fingerprint}").format(
        version=_line(meta.version), fingerprint=facts.fingerprint
    )
    yield f"- {version}"
    yield f"- {_('Hash of the picture {hash}').format(hash=spec_hash)}"
    yield ""
    yield _(
        "With the same data and the same versions of software (manifest.json) every file comes\n"
        "out the same, byte for byte. Another fingerprint means that the data have moved on."
    )


def _file_lines(names: list[str], notes: Mapping[str, str]) -> Iterator[str]:
    yield f"## {_('Files')}"
    yield ""
    for name, meaning in _FILES.items():
        if any(each == name or (name.endswith("/") and each.startswith(name)) for each in names):
            yield f"- `{name}`: {meaning}"
    yield ""
    if notes:
        yield f"## {_('Notes on single files')}"
        yield ""
        yield from (f"- `{name}`: {_line(note)}" for name, note in notes.items())
        yield ""


def _line(text: str) -> str:
    """Return text on one line that no viewer of Markdown takes for markup, or fetches from."""
    return _MARKUP.sub(r"\\\g<0>", " ".join(plain(text).split()))
