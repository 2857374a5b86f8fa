"""The legend: colours, patterns, outlines and numbers, with how often each occurs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from matplotlib.path import Path

from geodata.i18n import _
from layers.figure.draw.bars import bar_blocks
from layers.figure.draw.blocks import Block, Key, Keys, Paragraph, Stack, Swatch, Tagged
from layers.figure.draw.marks import colour_of, dotted
from layers.figure.draw.paper import Paper, Pen, rectangle
from layers.figure.draw.patterns import Look, cover, paint
from layers.figure.projection import Box
from layers.figure.text.shaping import width_of
from layers.figure.theme import Tones, Typography
from layers.picture.reader import Line, PictureReader
from layers.wording import isolated

__all__ = [
    "GridBlock",
    "Section",
    "bar_blocks",
    "legend_stacks",
    "line_keys",
    "range_blocks",
    "time_blocks",
]

_CELL = 17.0


@dataclass(frozen=True)
class GridBlock:
    """Rows and columns of classes.

    Parameters
    ----------
    grid : mapping
        As :func:`layers.picture.symbology` writes it.
    classes : sequence of mapping
        The classes of the picture.
    looks : sequence of Look
        How each is drawn.
    style : Typography
        The typography of the sheet.
    gap : float
        Space above.
    """

    grid: Mapping[str, Any]
    classes: Sequence[Mapping[str, Any]]
    looks: Sequence[Look]
    style: Typography
    gap: float = 0.0

    def _side(self, width: float) -> float:
        """Return the width of the words of the rows."""
        size = self.style.size("small")
        longest = max(width_of(word) for word in self.grid["y"]) * size
        return min(longest + self.style.space(1.2), 0.42 * width)

    def _words(self, text: str, *, strong: bool = False) -> Paragraph:
        tones = self.style.tones
        colour = tones.ink if strong else tones.soft
        return Paragraph(text, self.style, "small", colour, 600 if strong else 400, most=3)

    def _cell(self, width: float) -> float:
        return (width - self._side(width)) / len(self.grid["x"])

    def _head(self, width: float) -> float:
        cell = self._cell(width) - self.style.space(0.4)
        return max(self._words(word).height(cell) for word in self.grid["x"])

    def _row(self, text: str, width: float) -> float:
        words = self._words(text).height(self._side(width) - self.style.space())
        return max(_CELL * self.style.letters, words + self.style.space(0.5))

    def _title(self) -> Paragraph:
        return self._words(f"{self.grid['x_title']} →", strong=True)

    def _caption(self) -> Paragraph:
        return self._words(f"{self.grid['y_title']} ↓", strong=True)

    def height(self, width: float) -> float:
        """Return the height of titles and rows."""
        rows = sum(self._row(text, width) for text in self.grid["y"])
        titles = self._title().height(width) + self._caption().height(width)
        return titles + self._head(width) + rows + self.style.space(0.8)

    def draw(self, paper: Paper, x: float, y: float, width: float) -> None:
        """Draw titles, words and cells."""
        side, cell, style = self._side(width), self._cell(width), self.style
        for title in (self._caption(), self._title()):
            title.draw(paper, x, y, width)
            y += title.height(width)
        y += style.space(0.4)
        head = self._head(width)
        for column, text in enumerate(self.grid["x"]):
            words = self._words(text)
            room = cell - style.space(0.4)
            words.draw(paper, x + side + column * cell, y + head - words.height(room), room)
        y += head + style.space(0.3)
        spans = self.grid.get("spans")
        for row, text in enumerate(self.grid["y"]):
            high = self._row(text, width)
            words = self._words(text)
            room = side - style.space()
            words.draw(paper, x, y + (high - words.height(room)) / 2, room)
            column = 0
            for place, first in enumerate(self.grid["cells"][row]):
                many = spans[row][place] if spans else 1
                left = x + side + column * cell
                self._draw_cell(paper, first, (left, y, left + many * cell, y + high))
                column += many
            y += high

    def _draw_cell(self, paper: Paper, index: int, box: tuple[float, float, float, float]) -> None:
        style, look = self.style, self.looks[index]
        inner = (box[0], box[1], box[2] - style.space(0.25), box[3] - style.space(0.25))
        paint(paper, rectangle(inner), inner, look, style.unit)
        paper.path(rectangle(inner), pen=Pen(style.tones.outline, 0.35 * style.letters))
        size = style.size("small")
        colour = "#ffffff" if look.is_dark else "#111111"
        halo = (look.fill, 1.6 * style.letters) if look.pattern else None
        x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2 + 0.33 * size
        count = str(self.classes[index]["count"])
        paper.text(count, x, y, size=size, colour=colour, weight=600, align="middle", halo=halo)


@dataclass(frozen=True, slots=True)
class Section:
    """What a map shows of its area, where it does not show all of it.

    Parameters
    ----------
    classes : mapping of int to int
        Number of drawn regions by class.
    lines : mapping of str to int
        Number of events on the map by the words of their line.
    """

    classes: Mapping[int, int]
    lines: Mapping[str, int]


def say(sentence: str, **values: object) -> str:
    """Put values into the places that a sentence of the interface leaves open."""
    for name, value in values.items():
        sentence = sentence.replace(f"{{{name}}}", str(value))
    return sentence


def legend_stacks(
    shown: PictureReader,
    looks: Sequence[Look],
    style: Typography,
    *,
    claims: Sequence[tuple[str, str]] = (),
    chosen: Sequence[Mapping[str, str]] = (),
    clusters: bool = False,
    section: Section | None = None,
) -> list[Stack]:
    """Return the parts of a legend, each of which stays together.

    Parameters
    ----------
    shown : PictureReader
        The picture.
    looks : sequence of Look
        How each class is drawn.
    style : Typography
        The typography of the sheet.
    claims : sequence of tuple of str
        Name and administering state of each claimed land on the map.
    chosen : sequence of mapping
        Names of the regions with a heavy outline.
    clusters : bool
        Whether events of several places are counted in one circle.
    section : Section or None
        What is counted where the map shows only a section of its area; ``None`` counts all.
    """
    found = [
        Stack(_layer_part(shown, looks, style, section)),
        Stack(bar_blocks(shown, style), gap=style.space(2.6)),
        Stack(range_blocks(shown, style), gap=style.space(2.6)),
        Stack(_events_part(shown, style, section, clusters=clusters), gap=style.space(2.6)),
        Stack(_other_part(shown, style, claims, chosen), gap=style.space(2.6)),
        Stack(_beside_part(shown, style), gap=style.space(2.6)),
    ]
    return [stack for stack in found if stack.blocks]


def _layer_part(
    shown: PictureReader, looks: Sequence[Look], style: Typography, section: Section | None
) -> list[Block]:
    layer, words, tones = shown.layer, shown.words, style.tones
    kind = str(layer["label"])
    tag = "" if kind == "none" else words.get(f"label_{kind}", kind)
    unit = " · ".join(str(each) for each in (layer["unit"], layer["year"]) if each)
    grid = shown.symbology.get("grid")
    classes = [
        each if section is None else {**each, "count": section.classes.get(i, 0)}
        for i, each in enumerate(shown.classes)
    ]
    covered = {i for row in grid["cells"] for i in _covered(grid, row)} if grid else set()
    keys = [
        Key(_class_swatch(looks[i], style), each["label"], str(each["count"]))
        for i, each in enumerate(classes)
        if i not in covered
    ]
    said = (
        say(words["count_heading"])
        if section is None
        else _("The numbers count the regions and events in this section of the map.")
    )
    small = style.space(0.8)
    return [
        Tagged(layer["title"], tag, kind, style),
        Paragraph(unit, style, "body", tones.soft, most=4, gap=style.space(0.6)),
        *([GridBlock(grid, classes, looks, style, gap=style.space(1.2))] if grid else []),
        *([Keys(keys, style, gap=style.space(1.1))] if keys else []),
        Paragraph(said, style, "tiny", tones.faint, most=3, gap=small),
        *([Paragraph(layer["caveat"], style, "small", tones.soft, most=24, gap=style.space(1.1))]),
    ]


def _covered(grid: Mapping[str, Any], row: Sequence[int]) -> list[int]:
    spans = grid.get("spans")
    index = grid["cells"].index(row)
    wide = spans[index] if spans else [1] * len(row)
    return [first + k for first, many in zip(row, wide, strict=True) for k in range(many)]


def _class_swatch(look: Look, style: Typography) -> Swatch:
    def draw(paper: Paper, box: Box) -> None:
        paint(paper, rectangle(box), box, look, style.unit)
        paper.path(rectangle(box), pen=Pen(style.tones.outline, 0.4 * style.letters))

    return draw


def _line_swatch(line: Line, style: Typography) -> Swatch:
    def draw(paper: Paper, box: Box) -> None:
        middle = (box[1] + box[3]) / 2
        path = Path([(box[0], middle), (box[2], middle)])
        dash = tuple(each * style.unit for each in line.dash)
        paper.path(path, pen=Pen(colour_of(line, style.tones), 3.0 * style.unit, dash))

    return draw


def line_keys(lines: Iterable[Line], style: Typography, *, counted: bool = True) -> list[Key]:
    """Return what the outlines of documented events mean."""
    return [
        Key(_line_swatch(line, style), line.label, str(line.count) if counted else "")
        for line in lines
    ]


def _lines_title(shown: PictureReader) -> str:
    return str(shown.words.get(f"lines_{shown.header['lines']}", shown.words["events"]))


def _events_part(
    shown: PictureReader, style: Typography, section: Section | None, *, clusters: bool
) -> list[Block]:
    words, tones = shown.words, style.tones
    lines = [
        line if section is None else replace(line, count=section.lines.get(line.label, 0))
        for line in shown.lines
    ]
    lines = [line for line in lines if line.count]
    if not lines:
        return time_blocks([shown], style)
    blocks: list[Block] = [
        Paragraph(_lines_title(shown), style, "heading", tones.ink, 600, most=4),
        Keys(line_keys(lines, style), style, tall=7.0, gap=style.space(0.9)),
        Paragraph(words["events_note"], style, "small", tones.soft, most=6, gap=style.space(0.9)),
    ]
    if clusters:
        said = _("A circled number counts the events of several regions that lie close together.")
        blocks.append(Paragraph(said, style, "small", tones.soft, most=4))
    return [*blocks, *time_blocks([shown], style)]


def time_blocks(pictures: Sequence[PictureReader], style: Typography) -> list[Block]:
    """Return what tells the month at which pictures stand, also where none shows an event."""
    first = pictures[0]
    if first.month is None:
        return []
    words = first.words
    faded = words["time_faded"] if any(shown.lines for shown in pictures) else ""
    # Events beside the maps of several regions may be the same ones.
    undated = first.undated if len(pictures) == 1 else 0
    said = (
        f"{words['time']}: {first.month_words}. {faded}".strip(),
        words["time_of_all"] if first.is_of_all_dates else "",
        say(words["time_undated"], n=undated) if undated else "",
    )
    return [Paragraph(each, style, "small", style.tones.soft, most=4) for each in said if each]


def range_blocks(shown: PictureReader, style: Typography) -> list[Block]:
    """Return what the hatched rims say: the range that a source prints for a whole unit."""
    words, tones = shown.words, style.tones
    blocks: list[Block] = []
    for each in shown.ranges:
        level = words.get(f"level_{each['level']}", each["level"])
        rule = say(words["range_of_unit"], level=level)
        named = f"{isolated(each['name']['text'])}: {each['label']}"
        gap = style.space(1.4) if blocks else 0.0
        blocks += [
            Keys([Key(_range_swatch(tones, style.unit), rule)], style, gap=gap),
            Paragraph(named, style, "heading", tones.range, 600, most=4, gap=style.space(0.3)),
            Paragraph(each["note"], style, "small", tones.soft, most=5),
        ]
    return blocks


def _other_part(
    shown: PictureReader,
    style: Typography,
    claims: Sequence[tuple[str, str]],
    chosen: Sequence[Mapping[str, str]],
) -> list[Block]:
    words, tones, unit = shown.words, style.tones, style.unit
    keys = []
    if dotted(shown):
        keys.append(Key(_dotted_swatch(tones, unit), words["strip_key"]))
    if claims:
        places = ", ".join(dict.fromkeys(f"{name} ({state})" for name, state in claims))
        keys.append(Key(_claim_swatch(tones, unit), say(words["claimed"], places=places)))
    if chosen:
        names = ", ".join(isolated(name["text"]) for name in chosen)
        keys.append(Key(_chosen_swatch(tones, unit), _("Highlighted: {names}").format(names=names)))
    return [Keys(keys, style)] if keys else []


def _beside_part(shown: PictureReader, style: Typography) -> list[Block]:
    words, tones = shown.words, style.tones
    total = sum(len(mark.events) for mark in shown.beside)
    if not total:
        return []
    rows = [
        Key(
            _chip_swatch(len(mark.events), style),
            f"{isolated(mark.place['name']['text'])}, {words[f'whole_{mark.level}']}",
        )
        for mark in shown.beside
    ]
    return [
        Paragraph(say(words["strip_title"], n=total), style, "heading", tones.ink, 600, most=3),
        Keys(rows, style, tall=9.5, gap=style.space(0.9)),
        Paragraph(words["strip_note"], style, "small", tones.soft, most=4, gap=style.space(0.7)),
    ]


def _chip_swatch(count: int, style: Typography) -> Swatch:
    def draw(paper: Paper, box: Box) -> None:
        size = style.size("body")
        wide = max(12.0 * style.letters, (7 + 4.2 * len(str(count))) * style.letters)
        own = (box[0], box[1], box[0] + wide, box[3])
        pen = Pen(style.tones.ink, 0.6 * style.letters)
        paper.path(rectangle(own), fill=style.tones.page, pen=pen)
        base = (own[1] + own[3]) / 2 + 0.325 * size
        middle = (own[0] + own[2]) / 2
        paper.text(
            str(count), middle, base, size=size, colour=style.tones.ink, weight=600, align="middle"
        )

    return draw


def _range_swatch(tones: Tones, unit: float) -> Swatch:
    def draw(paper: Paper, box: Box) -> None:
        paper.path(rectangle(box), fill=tones.page)
        cover(paper, rectangle(box), box, "range", tones.range, unit)
        paper.path(rectangle(box), pen=Pen(tones.range, 2.0 * unit))

    return draw


def _dotted_swatch(tones: Tones, unit: float) -> Swatch:
    def draw(paper: Paper, box: Box) -> None:
        middle = (box[1] + box[3]) / 2
        path = Path([(box[0] + unit, middle), (box[2] - unit, middle)])
        paper.path(path, pen=Pen(tones.ink, 1.5 * unit, (0.01, 3.5 * unit), cap="round"))

    return draw


def _claim_swatch(tones: Tones, unit: float) -> Swatch:
    def draw(paper: Paper, box: Box) -> None:
        paper.path(rectangle(box), fill=tones.land)
        cover(paper, rectangle(box), box, "claim", tones.claim, unit)
        paper.path(rectangle(box), pen=Pen(tones.outline, 1.2 * unit, (5 * unit, 4 * unit)))

    return draw


def _chosen_swatch(tones: Tones, unit: float) -> Swatch:
    def draw(paper: Paper, box: Box) -> None:
        paper.path(rectangle(box), fill=tones.page, pen=Pen(tones.ink, 3.0 * unit))

    return draw
