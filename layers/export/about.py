"""What a reader of exported files must know: what they are, and what they do not say."""

from __future__ import annotations

from collections.abc import Iterator

from geodata.facts import Facts
from geodata.i18n import _, ngettext
from geodata.model import CellStatus
from layers.address import address_of
from layers.catalogue import layer
from layers.export.citations import dataset_citation
from layers.export.sanitize import plain
from layers.naming import area_name
from layers.picture.header import chosen_words
from layers.picture.symbology import build_symbology
from layers.tables import EvidenceKind
from layers.view import View
from layers.wording import number

__all__ = ["about", "boundary_note", "heading", "rows_left_out"]

_EMPTY = _("An empty cell is unknown. It is never zero.")


def heading(view: View, facts: Facts) -> str:
    """Return what a view shows, in one line."""
    spec = layer(view.map.layer, facts)
    years = spec.year_words(view)
    title = f"{spec.title}, {years}" if years else spec.title
    return _("{title}, {area} by {level}").format(
        title=title, area=area_name(facts, view.map.area), level=view.map.level.label
    )


def boundary_note(facts: Facts) -> str:
    """Return where outlines come from and what their display does not mean."""
    found = facts.regions.boundaries
    return _(
        "{citation}. Vintage: {vintage}. {licence_note} Land that the outlines claim "
        "and another state administers is cut out of every region."
    ).format(citation=found.citation, vintage=found.vintage, licence_note=found.licence_note)


def rows_left_out(facts: Facts) -> str:
    """Return how many rows of the data set errors kept out and where to read why; empty if none."""
    n = facts.dataset.report.left_out
    if not n:
        return ""
    said = ngettext(
        "{n} row of the data set is left out because of errors. "
        "The command deployment-atlas check names its file, line and field.",
        "{n} rows of the data set are left out because of errors. "
        "The command deployment-atlas check names file, line and field of each.",
        n,
    )
    return said.format(n=number(n))


def about(view: View, facts: Facts) -> tuple[tuple[str, str], ...]:
    """Return what a reader must know of the tables of a view, as pairs of topic and text."""
    return tuple((topic, plain(text)) for topic, text in _about(view, facts) if text)


def _about(view: View, facts: Facts) -> Iterator[tuple[str, str]]:
    meta = facts.dataset.metadata
    drawn = build_symbology(view, facts, layer(view.map.layer, facts))[0].data["layer"]
    yield _("Shows"), heading(view, facts)
    yield _("Question"), drawn["question"]
    yield _("Must not be concluded"), drawn["caveat"]
    yield _("Events shown"), chosen_words(view)
    yield _("Numbers from"), drawn["source"]
    yield _("View"), address_of(view, facts)
    yield (
        _("Data set"),
        _("{title}, version {version}").format(title=meta.title, version=meta.version),
    )
    yield _("Rows left out"), rows_left_out(facts)
    yield _("Fingerprint of the data"), facts.fingerprint
    yield _("Licence of the data set"), meta.licence
    yield _("Boundaries"), boundary_note(facts)
    yield _("Cite as"), dataset_citation(facts)
    yield _("Empty cells"), _EMPTY
    for kind in EvidenceKind:
        yield _("Label “{label}”").format(label=kind.label), kind.meaning
    for status in CellStatus:
        yield _("Status “{status}”").format(status=status.label), status.meaning
