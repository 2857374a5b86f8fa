"""Rows of a comparison: name, numbers, marks on the shared axis, and the source."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from dashboard.compare.rows import Axis, Line, Mark, Row, Section, Shown
from dashboard.shared.citation import Citation
from dashboard.shared.html import bdi, cited, each
from geodata.i18n import _
from layers.tables import EvidenceKind

__all__ = ["axis_markup", "because_markup", "figure_markup", "section_markup"]

_NONE = Markup("")


def because_markup(cites: Iterable[Citation], words: str = "") -> Markup:
    """Return the sources of a number, one click away; nothing where there is none."""
    found = tuple(cites)
    if not found:
        return _NONE
    listed = each(
        Markup("<li>{}</li>"),
        [cited(cite) for cite in found],
    )
    return Markup('<details class="because"><summary>{}</summary><ul>{}</ul></details>').format(
        words or (_("source") if len(found) == 1 else _("sources")), listed
    )


def figure_markup(figure: Shown) -> Markup:
    """Return one number with the exact value behind it, or the reason for none."""
    detail = Markup("<small>{}</small>").format(figure.detail) if figure.detail else _NONE
    if not figure.known:
        return Markup(
            '<span class="figure none"><span class="what">{}</span> <em>{}</em>{}</span>'
        ).format(figure.what, figure.said, detail)
    return Markup(
        '<span class="figure"><span class="what">{}</span> <b data-value="{}">{}</b>{}</span>'
    ).format(figure.what, figure.value, figure.said, detail)


def axis_markup(axis: Axis | None) -> Markup:
    """Return the ticks of an axis; the numbers of the rows say the same in words."""
    if axis is None:
        return _NONE
    last = len(axis.ticks) - 1
    ticks = Markup("").join(
        Markup('<i class="tick{}" style="--at:{}%"><span>{}</span></i>').format(
            " is-last" if place == last else "", axis.place(at), words
        )
        for place, (at, words) in enumerate(axis.ticks)
    )
    return Markup(
        '<div class="axis" aria-hidden="true"><span class="track">{}</span></div>'
    ).format(ticks)


def _track(line: Line, axis: Axis | None) -> Markup:
    """Return the marks of a line; a picture of its numbers, so silent for screen readers."""
    if axis is None:
        return Markup("<span></span>")
    grid = Markup("").join(
        Markup('<i class="grid" style="--at:{}%"></i>').format(axis.place(at))
        for at, _words in axis.ticks
    )
    zero = (
        Markup('<i class="zero" style="--at:{}%"></i>').format(axis.place(0.0))
        if axis.low < 0
        else _NONE
    )
    drawn, before = [], None
    for mark in line.marks:
        if (
            mark.joined
            and before is not None
            and before.value is not None
            and mark.value is not None
        ):
            ends = sorted((axis.place(before.value), axis.place(mark.value)))
            drawn.append(Markup('<i class="join" style="--from:{}%;--to:{}%"></i>').format(*ends))
        before = mark
    drawn += [_mark(mark, axis) for mark in line.marks]
    return Markup('<span class="track" aria-hidden="true">{}{}{}</span>').format(
        grid, zero, Markup("").join(drawn)
    )


def _mark(mark: Mark, axis: Axis) -> Markup:
    whisker = dot = _NONE
    if mark.low is not None or mark.high is not None or mark.open_end:
        low = axis.low if mark.low is None else mark.low
        high = axis.high if mark.high is None else mark.high
        kinds = f"is-{mark.kind}"
        if mark.open_end:
            kinds += " is-open"
        if mark.says_nothing_below and axis.low >= 0:
            kinds += " is-from-zero"
        whisker = Markup('<i class="whisker {}" style="--from:{}%;--to:{}%"></i>').format(
            kinds, axis.place(low), axis.place(high)
        )
    if mark.value is not None:
        dot = Markup('<i class="dot is-{} y{}" style="--at:{}%"></i>').format(
            mark.kind, mark.name if mark.kind == "census" else "", axis.place(mark.value)
        )
    return whisker + dot


def _line(line: Line, axis: Axis | None) -> Markup:
    tag = (
        Markup('<span class="tag is-{}">{}</span>').format(
            line.label, EvidenceKind(line.label).label
        )
        if line.label
        else _NONE
    )
    notes = each(Markup('<p class="quiet">{}</p>'), line.notes)
    return Markup(
        '<div class="line{}"><div class="figures">{}{}</div>{}{}<div class="notes">{}</div></div>'
    ).format(
        f" has-label is-{line.label}" if line.label else "",
        tag,
        Markup("").join(map(figure_markup, line.figures)),
        _track(line, axis),
        because_markup(line.because) or Markup("<span></span>"),
        notes,
    )


def _row(row: Row, axis: Axis | None) -> Markup:
    return Markup('<li data-code="{}"><h3>{}</h3><div class="lines">{}</div></li>').format(
        row.code, bdi(row.name), Markup("").join(_line(line, axis) for line in row.lines)
    )


def _legend(section: Section) -> Markup:
    if not section.legend:
        return _NONE
    items = Markup("").join(
        Markup('<li><i class="{} is-{} y{}"></i>{}</li>').format(
            "dot" if kind in {"census", "documented"} else "whisker",
            kind,
            words if kind == "census" else "",
            words,
        )
        for kind, words in section.legend
    )
    return Markup('<ul class="legend" aria-hidden="true">{}</ul>').format(items)


def section_markup(section: Section) -> Markup:
    """Return a section with one row for each region; nothing if it has no row."""
    if not section.rows:
        return _NONE
    columns = max(len(line.figures) for row in section.rows for line in row.lines)
    return Markup(
        '<section class="strip is-{} of-{}" aria-labelledby="compare-{}">'
        '<h2 id="compare-{}">{}</h2><p class="lead">{}</p>{}'
        '{}<ul class="rows">{}</ul></section>'
    ).format(
        section.key,
        columns,
        section.key,
        section.key,
        section.title,
        f"{section.lead} {section.hint}".rstrip(),
        _legend(section),
        axis_markup(section.axis),
        Markup("").join(_row(row, section.axis) for row in section.rows),
    )
