"""Figures as small grids of light and of edges: alike to the eye, whatever the last bit is.

``python -m tests.layers.goldens`` writes them anew; look at the figures before you do.
"""

from __future__ import annotations

import copy
import io
import json
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from layers.figure import FigureFormat, FigureOptions, FigureSize, FigureTheme, figure_bytes
from tests.layers.pictures import Held, assets, picture

FILE = Path(__file__).parent / "golden_figures.json"
COLUMNS, ROWS = 48, 32
_DIGITS = "0123456789abcdef"


def _illustrated() -> dict[str, Any]:
    payload = copy.deepcopy(picture())
    payload["symbology"]["data"]["layer"]["label"] = "illustration"
    return payload


def cases() -> dict[str, tuple[dict[str, Any], FigureOptions]]:
    """Return the pictures that are compared."""
    size = FigureSize.parse("960x640")
    return {
        "print": (picture(), FigureOptions(size=size)),
        "screen": (picture(), FigureOptions(size=size, theme=FigureTheme.SCREEN)),
        "grey": (picture(), FigureOptions(size=size, theme=FigureTheme.GREY)),
        "illustration": (_illustrated(), FigureOptions(size=size)),
        "column": (picture(), FigureOptions(size=FigureSize.parse("column"), dpi=150)),
    }


def grids(name: str) -> dict[str, list[str]]:
    """Return rows of hexadecimal digits: how light each field is, and how many edges it holds."""
    payload, options = cases()[name]
    data = figure_bytes(Held(payload), assets(), FigureFormat.PNG, options)
    light = np.asarray(Image.open(io.BytesIO(data)).convert("L"), float)
    across = np.abs(np.diff(light, axis=1, prepend=light[:, :1]))
    down = np.abs(np.diff(light, axis=0, prepend=light[:1]))
    return {"light": _rows(light), "edges": _rows(np.minimum(255, 4 * (across + down)))}


def _rows(values: np.ndarray[Any, Any]) -> list[str]:
    ys = np.array_split(np.arange(values.shape[0]), ROWS)
    xs = np.array_split(np.arange(values.shape[1]), COLUMNS)
    return ["".join(_DIGITS[int(values[np.ix_(y, x)].mean() // 16)] for x in xs) for y in ys]


def differing(found: list[str], held: list[str]) -> list[tuple[int, int]]:
    """Return the fields that differ by more than one step."""
    return [
        (row, column)
        for row, (one, other) in enumerate(zip(found, held, strict=True))
        for column, (a, b) in enumerate(zip(one, other, strict=True))
        if abs(int(a, 16) - int(b, 16)) > 1
    ]


def shown(found: list[str], fields: list[tuple[int, int]]) -> str:
    """Return a grid with the differing fields marked, to be read by a person."""
    marked = set(fields)
    return "\n".join(
        "".join("#" if (row, column) in marked else sign for column, sign in enumerate(line))
        for row, line in enumerate(found)
    )


if __name__ == "__main__":
    FILE.write_text(
        json.dumps({name: grids(name) for name in cases()}, indent=1) + "\n", encoding="utf-8"
    )
