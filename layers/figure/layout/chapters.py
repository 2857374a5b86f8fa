"""The chapters of a report as stacks that flow through its columns."""

from __future__ import annotations

from layers.figure.draw.blocks import Block, Paragraph, Stack, Tagged
from layers.figure.draw.ranges import AxisBlock, RangeBlock, RowsBlock
from layers.figure.theme import Typography
from layers.report import Chapter, Entry

__all__ = ["chapter_stacks"]


def chapter_stacks(chapter: Chapter, style: Typography, *, first: bool) -> list[Stack]:
    """Return the entries of a chapter, its heading with the first of them.

    Parameters
    ----------
    chapter : Chapter
        What is told.
    style : Typography
        The typography of the sheet.
    first : bool
        Whether nothing stands above it.
    """
    tones, space = style.tones, style.space
    head: list[Block] = [Paragraph(chapter.title, style, "heading", tones.ink, 600, most=3)]
    if chapter.lead:
        head.append(Paragraph(chapter.lead, style, "small", tones.soft, most=12, gap=space(0.4)))
    if chapter.axis:
        head.append(AxisBlock(chapter.axis, style, gap=space(0.8)))
    again = _continued(chapter, style) if chapter.axis else None
    stacks = [
        Stack(
            _entry(entry, style), gap=space(1.6 if entry.title or entry.said else 0.9), again=again
        )
        for entry in chapter.entries
    ]
    opening = Stack([*head, *(stacks[0].blocks if stacks else ())], gap=0.0 if first else space(4))
    return [opening, *stacks[1:]]


def _continued(chapter: Chapter, style: Typography) -> Stack:
    """Return the scale of a chapter that goes on in another column."""
    title = f"{chapter.title}, continued"
    name = Paragraph(title, style, "small", style.tones.soft, most=2)
    return Stack([name, AxisBlock(chapter.axis, style, gap=style.space(0.6))])


def _entry(entry: Entry, style: Typography) -> list[Block]:
    tones, space = style.tones, style.space
    blocks: list[Block] = []
    if entry.tag:
        blocks.append(Tagged(entry.title, entry.tag, entry.kind, style, gap=space(1.2)))
    elif entry.title:
        blocks.append(Paragraph(entry.title, style, "body", tones.ink, 600, most=8, gap=space(1.2)))
    if entry.said:
        blocks.append(Paragraph(entry.said, style, "body", tones.ink, most=12, gap=space(0.3)))
    if entry.rows:
        blocks.append(RowsBlock(entry.rows, style, gap=space(0.6)))
    if entry.ranges:
        blocks.append(RangeBlock(entry.ranges, style, gap=space(0.8)))
    blocks += [
        Paragraph(note, style, "small", tones.soft, most=14, gap=space(0.3)) for note in entry.notes
    ]
    return blocks
