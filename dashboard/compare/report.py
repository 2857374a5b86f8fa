"""A comparison as a report: the same sections as its page, for a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from dashboard.compare.events import EventRow
from dashboard.compare.groups import ABOUT_GROUPS, GroupMatrix
from dashboard.compare.maps import drawn_level
from dashboard.compare.model import ComparePage, compare_page, with_selection
from dashboard.compare.rows import Axis, Line, Mark, Row, Section
from dashboard.exports.reports import PageReport
from dashboard.shared.citation import Citation, Footnotes
from geodata.errors import ViewError
from geodata.facts import Facts
from geodata.i18n import _
from layers.estimate.measure import with_measure
from layers.report import Chapter, Document, Entry, Range, ReportMap, ReportPage
from layers.tables import EvidenceKind
from layers.view import View
from layers.wording import isolated, plural

__all__ = ["COMPARISON", "compare_report", "views_of_comparison"]


def views_of_comparison(view: View, facts: Facts) -> tuple[View, ...]:
    """Return a view for the map of each compared region.

    Raises
    ------
    ViewError
        If no region is compared, or one that is not compared is to be compared with.
    """
    if not view.comparison.compared:
        raise ViewError(
            _("No region is compared."),
            where="compare",
            remedy=_("Choose regions on the page Compare and copy its address."),
        )
    if view.comparison.against and view.comparison.against not in view.comparison.compared:
        raise ViewError(
            _("{code!r} is not one of the compared regions.").format(code=view.comparison.against),
            where="against",
            remedy=_("Choose one of them, or leave it out to compare with the first."),
        )
    # All maps count the measure of the comparison, not each that of its area.
    calm = with_measure(view, view.comparison.compared, facts)
    calm = calm.choose(region="", event="", highlight=(), compared=(), camera=None)
    return tuple(
        calm.choose(area=code, level=drawn_level(code, view.map.level, facts))
        for code in view.comparison.compared
    )


def compare_report(view: View, payloads: Iterable[Mapping[str, Any]], facts: Facts) -> Document:
    """Return a comparison as a report.

    Parameters
    ----------
    view : View
        Names the regions and everything else that was chosen.
    payloads : iterable of mapping
        Pictures of :func:`views_of_comparison`, in order.
    facts : Facts
        What is known.
    """
    page = compare_page(view, facts)
    pictures = list(payloads)
    names = [isolated(each.name["text"]) for each in page.regions]
    meta = facts.dataset.metadata
    scale = page.maps.scale_words
    cited = Footnotes(facts.dataset)
    sections = tuple(_chapter(each, cited) for each in page.sections)
    chapters = (*sections, _groups(page, cited), _events(page), cited.chapter())
    attribution = dict.fromkeys(
        line for picture in pictures for line in picture["header"]["attribution"]
    )
    return Document(
        title=" – ".join(names),
        kicker=_joined(" ", _("Regions side by side; their order is no rank."), scale)
        if len(names) > 1
        else "",
        subtitle=" ".join(page.notes),
        maps=tuple(
            ReportMap(each.name["text"], picture)
            for each, picture in zip(page.regions, pictures, strict=True)
        ),
        chapters=tuple(chapter for chapter in chapters if chapter.entries),
        attribution=tuple(attribution),
        data_version=meta.version,
        data_date=str(pictures[0]["header"].get("data_date", "")),
        same_scale=not view.comparison.fit,
    )


def _chapter(section: Section, cited: Footnotes) -> Chapter:
    axis = section.axis
    ticks = () if axis is None else tuple((axis.place(at) / 100, said) for at, said in axis.ticks)
    entries = tuple(
        _line(row, line, axis, cited, first=index == 0)
        for row in section.rows
        for index, line in enumerate(row.lines)
    )
    common = _common(entries)
    lead = _joined(" ", section.lead, *common)
    kept = tuple(
        replace(entry, notes=tuple(each for each in entry.notes if each not in common))
        for entry in entries
    )
    return Chapter(section.title, kept, lead, ticks)


def _common(entries: Sequence[Entry]) -> tuple[str, ...]:
    """Return the notes that all of several entries have, which are told once."""
    if len(entries) < 2:
        return ()
    return tuple(note for note in entries[0].notes if all(note in each.notes for each in entries))


def _line(row: Row, line: Line, axis: Axis | None, cited: Footnotes, *, first: bool) -> Entry:
    label = EvidenceKind(line.label).label if line.label in set(EvidenceKind) else ""
    several = len(line.figures) > 1
    rows = tuple((_joined(" · ", each.what, each.detail), each.said) for each in line.figures)
    said = "" if several else "".join(_joined(" ", each.said, each.detail) for each in line.figures)
    return Entry(
        row.name["text"] if first else "",
        said=said,
        tag=label,
        kind=line.label if label else "",
        notes=(*line.notes, *_cited(line.because, cited)),
        ranges=tuple(_range(mark, axis) for mark in line.marks) if axis else (),
        rows=rows if several else (),
    )


def _joined(between: str, *parts: str) -> str:
    return between.join(part for part in parts if part)


def _range(mark: Mark, axis: Axis) -> Range:
    def place(value: float | None) -> float | None:
        return None if value is None else axis.place(value) / 100

    name = mark.name if mark.kind == EvidenceKind.CENSUS.value else ""
    return Range(
        mark.kind, place(mark.low), place(mark.value), place(mark.high), mark.open_end, name
    )


def _cited(because: Sequence[Citation], cited: Footnotes) -> Iterator[str]:
    """Yield one line with the claims and the numbers of the sources behind a line."""
    told = [f"{each.claim} {cited.mark([cited.cite(each)])}" for each in because if each.claim]
    tables = _mark((each for each in because if not each.claim), cited)
    if told or tables:
        yield _("Source: {sources}").format(sources="; ".join((*told, *filter(None, [tables]))))


def _groups(page: ComparePage, cited: Footnotes) -> Chapter:
    matrix: GroupMatrix = page.groups
    entries = tuple(
        Entry(
            group,
            rows=tuple(
                (
                    _joined(
                        " · ",
                        isolated(region.name["text"]),
                        cell.year,
                        f"{cell.detail} {_mark(cell.because, cited)}".strip(),
                    ),
                    cell.said,
                )
                for region, cell in zip(page.regions, cells, strict=True)
            ),
        )
        for group, cells in zip(matrix.groups, matrix.cells, strict=True)
    )
    return Chapter(_("Groups, where they were counted by name"), entries, ABOUT_GROUPS)


def _mark(because: Iterable[Citation], cited: Footnotes) -> str:
    return cited.mark(map(cited.cite, because))


def _events(page: ComparePage) -> Chapter:
    return Chapter(
        _("Documented events, including sub-regions"), tuple(map(_event_row, page.timeline.rows))
    )


def _event_row(row: EventRow) -> Entry:
    sorts = "; ".join(f"{sort.label}: {count}" for sort, count, _bars in row.lanes)
    undated = _("{n} without a date").format(n=row.undated) if row.undated else ""
    told = tuple(f"{each.when}: {each.title}" for each in row.told[:8])
    left = row.count - len(told)
    more = (_("… and {events} more.").format(events=plural(left, "event")),) if left > 0 else ()
    said = plural(row.count, "event") if row.count else _("no record")
    notes = (*told, *more) if row.count else (row.silence,)
    rest = " · ".join(x for x in (sorts, undated) if x)
    return Entry(row.name["text"], said=f"{said} ({rest})" if rest else said, notes=notes)


COMPARISON = PageReport(
    ReportPage.COMPARE,
    views=lambda view, facts: views_of_comparison(with_selection(view), facts),
    document=lambda view, payloads, facts: compare_report(with_selection(view), payloads, facts),
)
"""Of the page that compares."""
