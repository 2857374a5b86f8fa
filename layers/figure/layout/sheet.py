"""One sheet with a map: title above, legend beside or below, sources at the foot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from matplotlib.path import Path

from geodata.i18n import _
from layers.figure.draw.blocks import Block, Columns, Paragraph, Stack
from layers.figure.draw.furniture import draw_qr
from layers.figure.draw.legend import Section, legend_stacks
from layers.figure.draw.model import MapModel
from layers.figure.draw.paper import Paper, Pen
from layers.figure.draw.patterns import looks_of
from layers.figure.layout.map_frame import MapDrawing
from layers.figure.options import FigureOptions
from layers.figure.projection import Box
from layers.figure.theme import Typography, tones_of
from layers.picture.reader import PictureReader
from layers.wording import data_words

__all__ = ["Layout", "MapSheet"]

_SHRINK = (1.0, 0.93, 0.87, 0.81, 0.75, 0.7, 0.65, 0.6)
_FILLED = 0.78
"""Share of a sheet's width that a map beside a legend can take."""
_DEAR = 1.6
"""How dear small letters are, against a small map."""


@dataclass(frozen=True)
class Layout:
    """Where the parts of a sheet stand.

    Parameters
    ----------
    height : float
        Of the sheet, in points.
    map : tuple of float
        Frame of the map.
    legend : tuple of float
        Left, top and width of the legend.
    columns : int
        Columns of the legend; 0 for one beside the map.
    style : Typography
        The typography.
    """

    height: float
    map: Box
    legend: tuple[float, float, float]
    columns: int
    style: Typography


class MapSheet:
    """One picture with everything that has to stand around it.

    Parameters
    ----------
    shown : PictureReader
        The picture.
    model : MapModel
        Its shapes.
    options : FigureOptions
        Size, theme and words.
    """

    def __init__(self, shown: PictureReader, model: MapModel, options: FigureOptions) -> None:
        self.shown, self.model, self.options = shown, model, options
        self.width, self.fixed = options.size.points(options.resolution)
        self.base = Typography(options.letters, tones_of(options.theme))
        named = (shown.header["selection"], *(each["code"] for each in shown.header["highlight"]))
        on_map = [code for code in named if code and model.shapes.level_of(code)]
        self.chosen = tuple(dict.fromkeys((*on_map, *options.highlight)))

    @property
    def title(self) -> str:
        """The words above the map."""
        own = self.options.title
        return str(self.shown.header["title"]) if own is None else own

    @property
    def subtitle(self) -> str:
        """What the map shows, in a sentence; an illustration is always called one."""
        own = self.options.subtitle
        said = str(self.shown.header["subtitle"]) if own is None else own
        if not self.shown.is_illustration:
            return said
        rest = said.removeprefix(_("Scenario:")).strip()
        return f"{self.shown.warning} {rest[:1].upper()}{rest[1:]}".strip()

    def _margin(self, style: Typography) -> float:
        return min(style.space(5), 0.05 * self.width)

    def _head(self, style: Typography) -> Stack:
        tones = style.tones
        blocks: list[Block] = []
        if self.options.show_title and self.title:
            blocks.append(Paragraph(self.title, style, "title", tones.ink, 600, most=3))
        said = self.subtitle if self.options.show_title else self.shown.warning
        if said:
            blocks.append(
                Paragraph(said, style, "subtitle", tones.soft, most=4, gap=style.space(0.8))
            )
        return Stack(blocks)

    def _foot(self, style: Typography) -> Stack:
        shown, tones = self.shown, style.tones
        blocks: list[Block] = []
        if self.options.caption:
            blocks.append(Paragraph(self.options.caption, style, "small", tones.ink, most=5))
        sources = "  ·  ".join(shown.header["attribution"])
        if sources:
            said = _("Sources: {names}").format(names=sources)
            blocks.append(Paragraph(said, style, "tiny", tones.soft, most=8, gap=style.space(0.6)))
        blocks.append(
            Paragraph(self._stamp(), style, "tiny", tones.faint, most=6, gap=style.space(0.6))
        )
        return Stack(blocks)

    def _stamp(self) -> str:
        header, words = self.shown.header, self.shown.words
        said = [
            _("{projection}; scale true at the middle").format(
                projection=self.model.projection.words
            ),
            data_words(str(header["data_version"]), str(header.get("data_date", ""))),
            words["picture"].replace("{hash}", self.shown.payload["hash"][:12]),
            _("This view: {address}").format(address=self._address) if self.options.restore else "",
        ]
        return "  ·  ".join(each for each in said if each)

    @property
    def _address(self) -> str:
        """The address that restores the view: whole where a public one is known."""
        restore = self.options.restore.lstrip("/")
        base = self.options.base_url.rstrip("/")
        return f"{base}/{restore}" if base else f"dashboard/{restore}"

    def _qr(self, style: Typography) -> float:
        """Return the side of the QR code; 0 where there is none."""
        return style.space(14) if self.options.base_url and self.options.restore else 0.0

    @cached_property
    def layout(self) -> Layout:
        """The best of the ways to divide the sheet."""
        found = list(self._layouts())
        return max(found, key=lambda each: each[0])[1]

    def _layouts(self) -> Iterator[tuple[float, Layout]]:
        """Yield the ways to divide the sheet, with letters no smaller than must be."""
        best = 0.0
        most = min(self.width, (self.fixed or self.width * 9) * self.model.aspect) * _FILLED
        for shrink in _SHRINK:
            if most * shrink**_DEAR <= best:
                return
            style = replace(self.base, letters=self.base.letters * shrink)
            for columns, share in _WAYS:
                layout = self._divided(style, columns, share, last=shrink == _SHRINK[-1])
                if layout is not None:
                    worth = self._worth(layout, shrink)
                    best = max(best, worth)
                    yield worth, layout

    def _worth(self, layout: Layout, shrink: float) -> float:
        """Return how large the area is drawn, less where letters had to shrink."""
        left, top, right, bottom = layout.map
        wide, high = right - left, bottom - top
        drawn = min(wide, high * self.model.aspect)
        waste = 1.0 if self.fixed else 600 / (600 + layout.height)
        return float(drawn * shrink**_DEAR * waste)

    def _divided(
        self, style: Typography, columns: int, share: float, *, last: bool
    ) -> Layout | None:
        margin, gap = self._margin(style), style.space(3)
        inner = self.width - 2 * margin
        side = share * inner
        if columns == 0 and not style.size("body") * 15 <= side <= style.size("body") * 34:
            return None
        column = inner / max(columns, 1)
        if columns > 1 and not style.size("body") * 17 <= column <= style.size("body") * 44:
            return None
        if columns == 1 and column > style.size("body") * 44:
            return None
        head = self._head(style).height(inner)
        top = margin + style.space(1.6) + head + (style.space(2.4) if head else 0.0)
        foot = max(self._foot(style).height(inner - self._qr(style) * 1.15), self._qr(style))
        foot += style.space(2.2)
        legend = self._legend(style, columns).height(side if columns == 0 else inner)
        wide = inner - side - gap if columns == 0 else inner
        natural = wide / min(1.62, max(0.62, self.model.aspect))
        if self.fixed is None:
            high = max(natural, legend) if columns == 0 else natural
            total = top + high + (0 if columns == 0 else gap + legend) + foot + margin
        else:
            total = self.fixed
            high = total - top - foot - margin - (0 if columns == 0 else gap + legend)
            fits = legend <= high if columns == 0 else high >= 0.4 * total
            if not (fits or last) or high < 0.2 * total:
                return None
            if columns:
                high = min(high, natural * 1.6)
        if columns == 0:
            frame = (margin, top, margin + wide, top + high)
            at = (margin + wide + gap, top, side)
        else:
            frame = (margin, top, margin + wide, top + high)
            at = (margin, top + high + gap, inner)
        return Layout(total, frame, at, columns, style)

    def _legend(self, style: Typography, columns: int, drawing: MapDrawing | None = None) -> Block:
        names = [self._name(code) for code in self.chosen]
        everywhere = [(each["name"], each["administered_by"]) for each in self.model.claimed_names]
        # Before the map is laid out only the words are known, which decide about the room.
        whole = Section({}, {line.label: line.count for line in self.shown.lines})
        section = drawing.section if drawing else whole if self.model.is_section else None
        stacks = legend_stacks(
            self.shown,
            looks_of(self.shown, style.tones),
            style,
            claims=everywhere if drawing is None else drawing.claims,
            chosen=names,
            clusters=drawing is None or drawing.has_clusters,
            section=section,
        )
        if columns == 0:
            return Stack(stacks)
        return Columns(stacks, columns, style.space(5))

    def _name(self, code: str) -> dict[str, str]:
        units = [*self.shown.units, self.shown.regions["area"]]
        found = next((unit["name"] for unit in units if unit["code"] == code), None)
        places = (mark.place for mark in (*self.shown.marks, *self.shown.beside))
        placed = next((place["name"] for place in places if place["code"] == code), None)
        named = self.shown.header["named"].get(code)
        return dict(named or found or placed or {"text": code, "lang": "en"})

    @cached_property
    def drawing(self) -> MapDrawing:
        """The map in its place."""
        return MapDrawing(self.model, self.layout.map, self.layout.style, self.chosen)

    def draw(self) -> Paper:
        """Return the finished sheet."""
        layout, style = self.layout, self.layout.style
        paper = Paper(self.width, layout.height, style.tones.page)
        margin = self._margin(style)
        inner = self.width - 2 * margin
        rule = Path([(margin, margin), (margin + style.space(9), margin)])
        paper.path(rule, pen=Pen(style.tones.accent, 2.2 * style.letters))
        self._head(style).draw(paper, margin, margin + style.space(1.6), inner)
        self.drawing.draw(paper)
        x, y, width = layout.legend
        self._legend(style, layout.columns, self.drawing).draw(paper, x, y, width)
        qr = self._qr(style)
        foot = self._foot(style)
        room = inner - qr * 1.15
        high = max(foot.height(room), qr)
        top = layout.height - margin - high
        line = Path([(margin, top - style.space()), (margin + inner, top - style.space())])
        paper.path(line, pen=Pen(style.tones.rule, 0.6 * style.letters))
        foot.draw(paper, margin, top, room)
        if qr:
            address = self._address
            right = margin + inner
            draw_qr(paper, (right - qr, top, right, top + qr), address)
        paper.flush()
        return paper


_WAYS = ((0, 0.22), (0, 0.26), (0, 0.3), (0, 0.35), (1, 0.0), (2, 0.0), (3, 0.0), (4, 0.0))
"""Ways to divide a sheet: columns below the map, or a share of the width beside it."""
