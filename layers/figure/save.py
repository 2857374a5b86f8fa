"""A finished sheet as bytes: the same ones on every day, in every process."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html import escape
from typing import Any

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG

from geodata.i18n import language
from layers.figure.draw.paper import Paper
from layers.figure.options import FigureFormat

__all__ = ["own_settings", "saved", "saved_pages"]

_MAKER = "Deployment Atlas"
_SETTINGS: dict[str, Any] = {
    "svg.hashsalt": "deployment-atlas",
    "svg.fonttype": "path",
    "svg.id": None,
    "path.simplify": False,
    "path.snap": False,
    "path.sketch": None,
    "path.effects": [],
    "agg.path.chunksize": 0,
    "pdf.compression": 6,
    "pdf.inheritcolor": False,
    "lines.scale_dashes": True,
    "patch.antialiased": True,
}
_MOST_DESCRIBED = 60_000


_SIZE = re.compile(r'\bwidth="[^"]*" height="[^"]*"')


@contextmanager
def own_settings() -> Iterator[None]:
    """Draw and save as matplotlib does by itself, whatever a ``matplotlibrc`` of the user says."""
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(_SETTINGS)  # type: ignore[arg-type]
        yield


def saved(
    paper: Paper,
    form: FigureFormat,
    dpi: float,
    *,
    title: str,
    alt: str,
    description: str,
    pixels: tuple[int, int] | None,
) -> bytes:
    """Return a sheet as a file.

    Parameters
    ----------
    paper : Paper
        What is drawn.
    form : FigureFormat
        PNG, SVG or PDF.
    dpi : float
        Pixels to an inch, for PNG.
    title, alt, description : str
        Words that travel inside the file.
    pixels : tuple of int or None
        Width and height that an SVG asks for; ``None`` for those of the sheet.
    """
    out = io.BytesIO()
    described = _printable(description)[:_MOST_DESCRIBED]
    title, alt = _printable(title), _printable(alt)
    figure = paper.figure
    with own_settings():
        if form is FigureFormat.PNG:
            # The pixels are those asked for, not one less from rounding.
            width, height = figure.get_size_inches()
            figure.set_size_inches(width + 1e-9, height + 1e-9)
            figure.set_dpi(dpi)
            words = {"Title": title, "Description": alt, "Comment": described, "Software": _MAKER}
            FigureCanvasAgg(figure).print_png(  # type: ignore[no-untyped-call]
                out, metadata=words, pil_kwargs={"dpi": (dpi, dpi), "compress_level": 6}
            )
        elif form is FigureFormat.SVG:
            FigureCanvasSVG(figure).print_svg(  # type: ignore[no-untyped-call]
                out, metadata={"Title": title, "Date": None, "Creator": _MAKER}
            )
            return _described(out.getvalue(), alt, described, pixels)
        else:
            from layers.figure.pdf import pdf_bytes

            return pdf_bytes([paper], _told(title, alt, described))
    return out.getvalue()


def _told(title: str, alt: str, described: str) -> dict[str, Any]:
    """Return what a PDF tells of itself; never when or where it was made."""
    return {
        "Title": title,
        "Subject": alt,
        "Keywords": described,
        "Creator": _MAKER,
        "Producer": _MAKER,
        "CreationDate": None,
    }


def saved_pages(papers: Sequence[Paper], *, title: str, alt: str, description: str) -> bytes:
    """Return sheets as the pages of a PDF.

    Parameters
    ----------
    papers : sequence of Paper
        What is drawn, page by page.
    title, alt, description : str
        Words that travel inside the file.
    """
    from layers.figure.pdf import pdf_bytes

    told = _told(_printable(title), _printable(alt), _printable(description)[:_MOST_DESCRIBED])
    with own_settings():
        return pdf_bytes(papers, told)


def _described(svg: bytes, alt: str, description: str, pixels: tuple[int, int] | None) -> bytes:
    """Put the words of a drawing into it, for those who do not see it."""
    drawn = svg.decode()
    for sign in "LMQCz":
        drawn = drawn.replace(f" \n{sign} ", sign).replace(f" \n{sign}\n", sign)
    head, rest = drawn.split("</title>", 1)
    start = head.index("<svg ")
    tag, inside = head[start:].split(">", 1)
    if pixels is not None:
        tag = _SIZE.sub(f'width="{pixels[0]}" height="{pixels[1]}"', tag, count=1)
    tag += f' role="img" aria-labelledby="title desc" lang="{language()}"'
    inside = inside.replace("<title>", '<title id="title">', 1)
    told = escape(f"{alt}\n\n{description}", quote=False)
    return f'{head[:start]}{tag}>{inside}</title>\n <desc id="desc">{told}</desc>{rest}'.encode()


def _printable(text: str) -> str:
    """Return a text without the control characters that XML forbids."""
    return "".join(c for c in text if c in "\n\t" or (c >= " " and c not in "\ufffe\uffff"))
