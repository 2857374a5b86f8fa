"""A picture as a figure for a report: PNG, SVG or PDF, without a browser and without a network.

The only place where matplotlib is used. It is loaded when the first figure is drawn, so that
options are refused at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.figure.options import (
    FigureFormat,
    FigureOptions,
    FigureSize,
    FigureTheme,
    form_of,
    report_size,
    theme_of,
)

if TYPE_CHECKING:
    from layers.figure.drawing import (
        Drawing,
        draw_figure,
        draw_report,
        figure_bytes,
        report_bytes,
    )

__all__ = [
    "Drawing",
    "FigureFormat",
    "FigureOptions",
    "FigureSize",
    "FigureTheme",
    "draw_figure",
    "draw_report",
    "figure_bytes",
    "form_of",
    "report_bytes",
    "report_size",
    "theme_of",
]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from layers.figure import drawing

    return getattr(drawing, name)
