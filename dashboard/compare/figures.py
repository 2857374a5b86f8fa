"""Every figure that sources give for the compared regions, whatever it counts."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.compare.rows import Line, Row, Section, Shown
from dashboard.region.figures import Figure, figures_of
from dashboard.shared.citation import Citation
from geodata.facts import Facts
from geodata.i18n import _
from geodata.model import CellStatus
from layers.naming import display_name
from layers.view import View

__all__ = ["figures_section"]


def figures_section(codes: tuple[str, ...], view: View, facts: Facts) -> Section:
    """Return the published figures of each region, in every unit."""
    return Section(
        key="figures",
        title=_("Published figures"),
        lead=_(
            "Every figure that a source gives for the region or a sub-region of it, in the unit "
            "in which it is printed. Figures in different units are not compared."
        ),
        rows=tuple(
            Row(
                code, display_name(facts, code, view.map.language), tuple(_lines(code, view, facts))
            )
            for code in codes
        ),
    )


def _lines(code: str, view: View, facts: Facts) -> Iterator[Line]:
    figures = figures_of(code, view, facts)
    if not figures:
        yield Line((Shown(_("figure"), CellStatus.NO_RECORD.label),))
    for each in figures:
        yield _line(each)


def _line(figure: Figure) -> Line:
    cite = Citation("", figure.source, figure.address, figure.source_id)
    return Line(
        figures=(Shown(figure.what, figure.value, figure.value, figure.year),),
        notes=(figure.note,) if figure.note else (),
        because=(cite,),
    )
