"""A report of several chapters as a figure: the profile of a region, or a comparison."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from geodata.i18n import _
from layers.figure.draw.blocks import (
    Block,
    Columns,
    Key,
    Keys,
    Paragraph,
    Stack,
    Swatch,
    Tagged,
    opened,
)
from layers.figure.draw.legend import GridBlock, line_keys, range_blocks, time_blocks
from layers.figure.draw.model import MapModel
from layers.figure.draw.paper import Paper, Pen, rectangle
from layers.figure.draw.patterns import Look, looks_of, paint
from layers.figure.layout.chapters import chapter_stacks
from layers.figure.layout.map_frame import MapDrawing
from layers.figure.options import FigureOptions
from layers.figure.projection import Box
from layers.figure.theme import Typography, tones_of
from layers.picture.reader import PictureReader
from layers.report import Document, ReportMap
from layers.wording import data_words

__all__ = ["ReportSheets"]

_SHRINK = (0.96, 0.92, 0.88)
"""Letters are set smaller only where that saves a page."""
_SCANT = 0.4
"""Share of a page that is worth a page of its own."""
_WHOLE = 0.7
"""Height over a page's width up to which the rows of a scale stay together."""
_SHORT = 0.25
"""The same for chapters that have none."""
_MAP_SHAPE = 0.68
"""Height of a map over its width."""
_MAPS_IN_A_ROW = 4


@dataclass(frozen=True)
class _Map:
    """One map as a block, with its name above it."""

    shown: PictureReader
    model: MapModel
    told: ReportMap
    style: Typography
    extent: Box
    gap: float = 0.0

    def _name(self) -> Paragraph:
        return Paragraph(self.told.title, self.style, "body", self.style.tones.ink, 600, most=2)

    def height(self, width: float) -> float:
        """Return the height of name and map."""
        return self._name().height(width) + self.style.space(0.6) + width * _MAP_SHAPE

    def draw(self, paper: Paper, x: float, y: float, width: float) -> None:
        """Draw name and map."""
        name = self._name()
        name.draw(paper, x, y, width)
        top = y + name.height(width) + self.style.space(0.6)
        frame = (x, top, x + width, top + width * _MAP_SHAPE)
        MapDrawing(self.model, frame, self.style, self.told.highlight, self.extent).draw(paper)


@dataclass(frozen=True)
class _SideBySide:
    """Blocks in rows of equal width."""

    blocks: Sequence[Block]
    across: int
    between: float
    gap: float = 0.0
    apart: float | None = None
    """Space between rows, where it is not that between blocks."""

    @property
    def _below(self) -> float:
        return self.between if self.apart is None else self.apart

    def _width(self, width: float) -> float:
        return (width - self.between * (self.across - 1)) / self.across

    def _rows(self) -> list[Sequence[Block]]:
        found = range(0, len(self.blocks), self.across)
        return [self.blocks[start : start + self.across] for start in found]

    def height(self, width: float) -> float:
        """Return the height of all rows."""
        each = self._width(width)
        highs = [max(block.height(each) for block in row) for row in self._rows()]
        return sum(highs) + self._below * max(0, len(highs) - 1)

    def draw(self, paper: Paper, x: float, y: float, width: float) -> None:
        """Draw all rows."""
        each = self._width(width)
        for row in self._rows():
            for index, block in enumerate(row):
                block.draw(paper, x + index * (each + self.between), y, each)
            y += max(block.height(each) for block in row) + self._below


class ReportSheets:
    """The sheets of a report: as many of a fixed height as it takes, or one that is as high.

    Parameters
    ----------
    report : Document
        What is told.
    assets : mapping of str to mapping
        Geometry and context of its maps, by id.
    options : FigureOptions
        Size, theme and words.
    """

    def __init__(
        self, report: Document, assets: Mapping[str, Mapping[str, Any]], options: FigureOptions
    ) -> None:
        self.report, self.options = report, options
        self.width, self.fixed = options.size.points(options.resolution)
        self.style = Typography(options.letters, tones_of(options.theme))
        self._models = [self._model(each, assets) for each in report.maps]

    @staticmethod
    def _model(
        told: ReportMap, assets: Mapping[str, Mapping[str, Any]]
    ) -> tuple[ReportMap, PictureReader, MapModel]:
        shown = PictureReader(told.payload)
        return told, shown, MapModel(shown, assets, told.extent)

    @property
    def title(self) -> str:
        """The heading of the first sheet."""
        return self.report.title if self.options.title is None else self.options.title

    def draw(self) -> list[Paper]:
        """Return the finished sheets."""
        if self.fixed is None:
            return [self._one(self.style)]
        style = self._saving(self.fixed)
        pages = self._pages(style, self.fixed)
        return [
            self._page(style, columns, index, len(pages), self.fixed)
            for index, columns in enumerate(pages)
        ]

    def _saving(self, height: float) -> Typography:
        """Return the usual letters, or smaller ones where the last page would be nearly empty."""
        pages = self._pages(self.style, height)
        _, room = self._room(self.style, height, first=len(pages) == 1)
        width = self._column_width(self.style)
        filled = max(column.height(width) for column in pages[-1])
        if len(pages) > 1 and filled < _SCANT * room:
            for shrink in _SHRINK:
                style = replace(self.style, letters=self.style.letters * shrink)
                if len(self._pages(style, height)) < len(pages):
                    return style
        return self.style

    def _margin(self, style: Typography) -> float:
        return min(style.space(7), 0.06 * self.width)

    def _column_count(self, style: Typography) -> int:
        inner = self.width - 2 * self._margin(style)
        return max(1, min(3, int(inner // (style.size("body") * 28))))

    def _column_width(self, style: Typography) -> float:
        count = self._column_count(style)
        inner = self.width - 2 * self._margin(style)
        return (inner - style.space(5) * (count - 1)) / count

    def _head(self, style: Typography) -> Stack:
        tones, space = style.tones, style.space
        subtitle = self.report.subtitle if self.options.subtitle is None else self.options.subtitle
        blocks: list[Block] = []
        if self.options.show_title:
            blocks.append(Paragraph(self.title, style, "title", tones.ink, 600, most=4))
            blocks += [
                Paragraph(line, style, "subtitle", tones.soft, most=6, gap=space(0.8))
                for line in (self.report.kicker, subtitle)
                if line
            ]
        if len(self._models) > 1:
            maps = self._maps(style)
            across = min(_MAPS_IN_A_ROW, len(maps))
            blocks.append(_SideBySide(maps, across, space(3), gap=space(3)))
            blocks.append(self._keys(style))
        return Stack(blocks)

    def _maps(self, style: Typography) -> list[_Map]:
        """Return all maps, at one scale where the report says so."""
        boxes = [model.metres for _, _, model in self._models]
        if self.report.same_scale:
            wide = max(east - west for west, _, east, _ in boxes)
            high = max(north - south for _, south, _, north in boxes)
            boxes = [_around(box, wide, high) for box in boxes]
        return [
            _Map(shown, model, told, style, box)
            for (told, shown, model), box in zip(self._models, boxes, strict=True)
        ]

    def _grid(self, style: Typography) -> tuple[list[Block], frozenset[str]]:
        """Return the legend of two things at once, if there is one, and the labels in it."""
        first = self._models[0][1]
        grid = first.symbology.get("grid")
        if not grid:
            return [], frozenset()
        size = sum(len(grid["x"]) for _ in grid["y"])
        classes = [
            {**each, "count": sum(shown.classes[at]["count"] for _, shown, _ in self._models)}
            for at, each in enumerate(first.classes[:size])
        ]
        block = GridBlock(grid, classes, looks_of(first, style.tones), style)
        across = 1 if len(self._models) == 1 else 2
        labels = frozenset(str(each["label"]) for each in classes)
        return [_SideBySide([block], across, style.space(3), gap=style.space(1.2))], labels

    def _keys(self, style: Typography) -> Stack:
        """Return what the colours of all maps mean, each once."""
        grid, in_grid = self._grid(style)
        held: dict[str, tuple[int, Look]] = {}
        for _sight, shown, _model in self._models:
            looks = looks_of(shown, style.tones)
            for at, (each, look) in enumerate(zip(shown.classes, looks, strict=False)):
                if each["count"] and each["label"] not in in_grid:
                    held.setdefault(each["label"], (at, look))
        found = {
            label: look for label, (_at, look) in sorted(held.items(), key=lambda each: each[1][0])
        }
        layer = self._models[0][1].layer
        unit = " · ".join(str(each) for each in (layer["unit"], layer["year"]) if each)
        keys = [Key(_swatch(look, style), label) for label, look in found.items()]
        lines = {line.label: line for _, shown, _model in self._models for line in shown.lines}
        keys += line_keys(lines.values(), style, counted=False)
        kind = str(layer["label"])
        tag = self._models[0][1].words.get(f"label_{kind}", "")
        tones = style.tones
        caveat = Paragraph(layer["caveat"], style, "small", tones.soft, gap=style.space(0.8))
        return Stack(
            [
                Tagged(layer["title"], tag, kind, style),
                Paragraph(unit, style, "small", tones.soft, gap=style.space(0.4)),
                *grid,
                *([self._key_rows(keys, style)] if keys else []),
                caveat,
                *time_blocks([shown for _, shown, _model in self._models], style),
                *self._ranges(style),
            ],
            gap=style.space(2.4),
        )

    def _key_rows(self, keys: Sequence[Key], style: Typography) -> Block:
        """Return keys under one another, or beside one another where they have the whole width."""
        if len(self._models) == 1:
            return Keys(keys, style, gap=style.space(0.8))
        each = [Keys([key], style) for key in keys]
        return _SideBySide(each, min(4, len(each)), style.space(3), gap=style.space(0.8), apart=0.0)

    def _ranges(self, style: Typography) -> list[Block]:
        """Return what the ranges on the maps say, each once."""
        codes: dict[str, PictureReader] = {}
        for _sight, shown, _model in self._models:
            for each in shown.ranges:
                codes.setdefault(each["code"], shown)
        stacks = {id(shown): shown for shown in codes.values()}
        return [
            Stack(range_blocks(shown, style), gap=style.space(1.4)) for shown in stacks.values()
        ]

    def _stacks(self, style: Typography) -> list[Stack]:
        """Return what flows through the columns: each entry stays together."""
        stacks: list[Stack] = []
        if len(self._models) == 1:
            stacks.append(Stack([*self._maps(style), self._keys(style)]))
        room = self.fixed and self._room(style, self.fixed, first=True)[1]
        for chapter in self.report.chapters:
            parts = chapter_stacks(chapter, style, first=not stacks)
            most = (_WHOLE if chapter.axis else _SHORT) * self.width
            most = most if room is None else min(most, room)
            if Stack(parts).height(self._column_width(style)) <= most:
                parts = [Stack(parts, gap=parts[0].gap)]
            stacks.extend(parts)
        return stacks

    def _foot(self, style: Typography, page: str) -> Stack:
        report, tones = self.report, style.tones
        stamp = [
            data_words(report.data_version, report.data_date),
            _("Report {hash}").format(hash=report.hash[:12]),
            _("This view: {address}").format(address=f"dashboard/{self.options.restore}")
            if self.options.restore
            else "",
            page,
        ]
        said = "  ·  ".join(each for each in stamp if each)
        sources = _("Sources: {names}").format(names="  ·  ".join(report.attribution))
        blocks: list[Block] = [Paragraph(sources, style, "tiny", tones.soft, most=12)]
        if self.options.caption:
            blocks.insert(0, Paragraph(self.options.caption, style, "small", tones.ink))
        blocks.append(Paragraph(said, style, "tiny", tones.faint, gap=style.space(0.6)))
        return Stack(blocks)

    def _one(self, style: Typography) -> Paper:
        margin = self._margin(style)
        inner = self.width - 2 * margin
        head, foot = self._head(style), self._foot(style, "")
        columns = Columns(self._stacks(style), self._column_count(style), style.space(5))
        top = margin + style.space(1.6) + head.height(inner) + style.space(3)
        body = columns.height(inner)
        total = top + body + style.space(4) + foot.height(inner) + margin
        paper = self._blank(style, total)
        head.draw(paper, margin, margin + style.space(1.6), inner)
        columns.draw(paper, margin, top, inner)
        self._draw_foot(paper, style, foot)
        return paper

    def _blank(self, style: Typography, height: float) -> Paper:
        paper = Paper(self.width, height, style.tones.page)
        margin = self._margin(style)
        rule = rectangle((margin, margin - 1.1, margin + style.space(9), margin + 1.1))
        paper.path(rule, fill=style.tones.accent)
        return paper

    def _draw_foot(self, paper: Paper, style: Typography, foot: Stack) -> None:
        margin = self._margin(style)
        inner = self.width - 2 * margin
        top = paper.height - margin - foot.height(inner)
        line = (margin, top - style.space() - 0.3, margin + inner, top - style.space() + 0.3)
        paper.path(rectangle(line), fill=style.tones.rule)
        foot.draw(paper, margin, top, inner)
        paper.flush()

    def _running(self, style: Typography) -> Paragraph:
        """Return the line above the columns of every page but the first."""
        line = " · ".join(each for each in (self.title, self.report.kicker) if each)
        return Paragraph(line, style, "small", style.tones.soft, most=1)

    def _room(self, style: Typography, height: float, *, first: bool) -> tuple[float, float]:
        """Return where the columns of a page begin, and how high they may be."""
        margin = self._margin(style)
        inner = self.width - 2 * margin
        top = margin + style.space(1.6)
        head = self._head(style) if first else self._running(style)
        top += head.height(inner) + style.space(3)
        foot = self._foot(style, _("page {n} of {count}").format(n=9, count=9)).height(inner)
        return top, height - top - margin - foot - style.space(3)

    def _pages(self, style: Typography, height: float) -> list[list[Stack]]:
        """Return the columns of each page, in order; those of the last one are balanced."""
        flowed = self._flowed(style, height)
        pages = [[Stack(opened(column)) for column in page] for page in flowed]
        last = [stack for column in flowed[-1] for stack in column]
        columns = Columns(last, self._column_count(style), style.space(5))
        inner = self.width - 2 * self._margin(style)
        return [*pages[:-1], columns.columns(inner)]

    def _flowed(self, style: Typography, height: float) -> list[list[list[Stack]]]:
        """Return the stacks of each column of each page, each filled as far as it goes."""
        width, count = self._column_width(style), self._column_count(style)
        pages: list[list[list[Stack]]] = []
        columns: list[list[Stack]] = [[]]
        used = 0.0
        _left, room = self._room(style, height, first=True)
        for stack in self._stacks(style):
            gap = stack.gap if columns[-1] else 0.0
            high = stack.height(width)
            # Below a head that leaves no room for it, the first stack goes to the next page.
            crowded = not pages and not columns[0]
            if (columns[-1] or crowded) and used + gap + high > room:
                if crowded or len(columns) == count:
                    pages.append(columns)
                    columns = []
                    _left, room = self._room(style, height, first=False)
                columns.append([])
                used, gap = 0.0, 0.0
                high = stack.opening.height(width)
            columns[-1].append(stack)
            used += gap + high
        pages.append(columns)
        return pages

    def _page(
        self, style: Typography, columns: Sequence[Stack], index: int, count: int, height: float
    ) -> Paper:
        margin, width = self._margin(style), self._column_width(style)
        inner = self.width - 2 * margin
        paper = self._blank(style, height)
        head = self._running(style) if index else self._head(style)
        head.draw(paper, margin, margin + style.space(1.6), inner)
        top, _room = self._room(style, height, first=index == 0)
        for place, column in enumerate(columns):
            column.draw(paper, margin + place * (width + style.space(5)), top, width)
        words = _("page {n} of {count}").format(n=index + 1, count=count)
        self._draw_foot(paper, style, self._foot(style, words))
        return paper


def _around(box: Box, wide: float, high: float) -> Box:
    """Return a box of a size with the same middle."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return x - wide / 2, y - high / 2, x + wide / 2, y + high / 2


def _swatch(look: Look, style: Typography) -> Swatch:
    def draw(paper: Paper, box: Box) -> None:
        paint(paper, rectangle(box), box, look, style.unit)
        paper.path(rectangle(box), pen=Pen(style.tones.soft, 0.4 * style.letters))

    return draw
