"""A picture as a figure for a report: PNG, SVG or PDF, without a browser and without a network.

The only place where matplotlib is used. It is loaded when the first figure is drawn, so that
options are refused at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geodata.errors import AtlasError
from geodata.i18n import _
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
    try:
        from layers.figure import drawing
    except UnicodeDecodeError as error:
        # The only file of the user's that is read here is the one for matplotlib's settings.
        raise AtlasError(
            _("The settings of matplotlib cannot be read: {why}.").format(why=error.reason),
            where="matplotlibrc",
            remedy=_("Save that file as UTF-8, or move it out of this folder."),
        ) from error

    return getattr(drawing, name)
