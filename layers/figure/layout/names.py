"""Names on the map: how large each will be, and where it may be broken in two."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from layers.figure.draw.paper import Paper
from layers.figure.text.shaping import clean, width_of
from layers.picture.rules import RULES

__all__ = ["Face", "Form", "face_of", "forms", "set_form"]


@dataclass(frozen=True, slots=True)
class Face:
    """Size, line height and middle of the letters of a script.

    ``size`` and ``height`` are in the painter's pixels; ``rise`` is how far the middle of a
    line lies above its base line, in units of the size.
    """

    size: float
    height: float
    rise: float


_FACES = {
    "bo": Face(14.5, 21.5, 0.2),
    "ug": Face(12.5, 18.5, 0.2),
    "zh": Face(12.0, 16.0, 0.36),
}
_LATIN = Face(12.3, 15.0, 0.33)


@dataclass(frozen=True, slots=True)
class Form:
    """One way to set a name.

    Parameters
    ----------
    lines : tuple of str
        One or two.
    width, height : float
        Of all of it, in points.
    face : Face
        Its letters.
    unit : float
        Points of one of the painter's pixels.
    """

    lines: tuple[str, ...]
    width: float
    height: float
    face: Face
    unit: float


def face_of(lang: str) -> Face:
    """Return the letters of a language."""
    return _LATIN if "-latn" in lang.lower() else _FACES.get(lang[:2], _LATIN)


def _shortened(text: str) -> str:
    text = clean(text)
    return (
        text if len(text) <= RULES.name.longest else f"{text[: RULES.name.longest - 1].rstrip()}…"
    )


def forms(name: Mapping[str, str], weight: int, unit: float, scale: float = 1.0) -> list[Form]:
    """Return a name in one line, and in two where it can be broken."""
    lang = str(name.get("lang") or "")
    face = face_of(lang)
    face = Face(face.size * scale, face.height * scale, face.rise)
    text = _shortened(name["text"])
    options = [(text,)] if text else []
    broken = _broken(text, lang[:2])
    made: list[tuple[str, ...]] = [*options, *([broken] if broken else [])]
    return [
        Form(
            lines,
            max(width_of(line, weight) for line in lines) * face.size * unit + 3 * unit,
            len(lines) * face.height * unit,
            face,
            unit,
        )
        for lines in made
    ]


def _broken(text: str, lang: str) -> tuple[str, str] | None:
    """Return two lines as even as can be; ``None`` for a name that is short or one word."""
    if len(text) < RULES.name.shortest_broken:
        return None
    stops: list[tuple[int, int]] = []
    for i in range(1, len(text) - 1):
        if text[i] == " ":
            stops.append((i, i + 1))
        elif lang == "bo" and text[i] == "་" and i > 2:
            stops.append((i + 1, i + 1))
        elif lang == "zh" and len(text) > 4 and i > 1:
            stops.append((i, i))
    if not stops:
        return None
    end, start = min(stops, key=lambda stop: abs(stop[0] - len(text) / 2))
    return text[:end], text[start:]


def set_form(
    paper: Paper,
    form: Form,
    x: float,
    y: float,
    *,
    colour: str,
    halo: str | None,
    weight: int,
    reach: float = 1.7,
) -> None:
    """Set a name with its middle at a point; ``reach`` is how wide its halo is."""
    size, step = form.face.size * form.unit, form.face.height * form.unit
    first = y - step * (len(form.lines) - 1) / 2 + form.face.rise * size
    ring = None if halo is None else (halo, reach * form.unit)
    for row, line in enumerate(form.lines):
        paper.text(
            line,
            x,
            first + row * step,
            size=size,
            colour=colour,
            weight=weight,
            align="middle",
            halo=ring,
        )
