"""Addresses of embedded maps, and the code that shows them on another page: pure."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from urllib.parse import parse_qsl, urlencode

from markupsafe import Markup

from geodata.errors import ViewError
from geodata.facts import Facts
from geodata.i18n import _
from geodata.model import LabeledEnum
from layers.address import address_of, parse_link
from layers.view import Camera, View
from layers.view.parameters import meant
from layers.web.iframe import iframe

__all__ = [
    "FRAME_HEIGHT",
    "LARGEST",
    "ROOT",
    "SMALLEST",
    "USUAL",
    "EmbedForm",
    "EmbedOptions",
    "EmbedTheme",
    "embed_path",
    "figure_code",
    "frame_code",
    "spec_of",
    "view_of_address",
    "view_of_spec",
]

ROOT = "/embed"
SMALLEST, LARGEST = 480, 2400
"""Shortest and longest side of an embedded map, in pixels."""

FRAME_HEIGHT = 620
"""Usual height of a frame, in pixels; it is as wide as the text around it."""

_CAMERA = "at"

_OPENING = "opening"
_LONGEST = 4000
_REMEDY = _("Copy the address anew from “Embed this map”.")


class EmbedForm(LabeledEnum):
    """What an address of an embedded map answers with; the value is its ending."""

    HTML = "html", _("interactive map")
    PNG = "png", _("picture (PNG)")
    SVG = "svg", _("drawing (SVG)")


class EmbedTheme(LabeledEnum):
    """Colours of an embedded map."""

    SYSTEM = "system", _("as the reader's system")
    LIGHT = "light", _("light")
    DARK = "dark", _("dark")
    PRINT = "print", _("on white")
    SCREEN = "screen", _("on a tinted ground")
    GREY = "grey", _("greys")


_FRAME_THEMES = (EmbedTheme.SYSTEM, EmbedTheme.LIGHT, EmbedTheme.DARK)
_FIGURE_THEMES = (EmbedTheme.PRINT, EmbedTheme.SCREEN, EmbedTheme.GREY)


@dataclass(frozen=True, slots=True)
class EmbedOptions:
    """How an embedded map looks.

    Parameters
    ----------
    width, height : int
        In pixels; sizes out of bounds are moved to the nearest that is not.
    theme : EmbedTheme or None
        ``None`` is the first of the form's own.
    title, legend : bool
        Whether the title stands above the map, and whether the legend is unfolded. A picture
        always has its legend, and every form its sources.
    """

    width: int = 1200
    height: int = 800
    theme: EmbedTheme | None = None
    title: bool = True
    legend: bool = True

    @staticmethod
    def themes(form: EmbedForm) -> tuple[EmbedTheme, ...]:
        """Return the themes of a form, its usual one first."""
        return _FRAME_THEMES if form is EmbedForm.HTML else _FIGURE_THEMES

    @classmethod
    def of(cls, form: EmbedForm, params: Mapping[str, str]) -> EmbedOptions:
        """Read the parameters of an address.

        Raises
        ------
        ViewError
            If one of them makes no sense or looks like a slip; other names are ignored.

        Examples
        --------
        >>> EmbedOptions.of(EmbedForm.PNG, {"width": "9000"}).width
        2400
        """
        options = cls(theme=cls.themes(form)[0])
        for name, text in params.items():
            if name in _names(form) or meant(name, _names(form)):
                read = _read(name, text, form)
                options = replace(options, **{name: read})  # type: ignore[arg-type]
        return options

    def params(self, form: EmbedForm) -> dict[str, str]:
        """Return the parameters that differ from what is usual for a form."""
        usual = EmbedOptions.of(form, {})
        own = replace(self, theme=self.theme or usual.theme)
        shown = {name: (getattr(own, name), getattr(usual, name)) for name in _names(form)}
        return {
            name: str(int(value)) if isinstance(value, bool) else str(value)
            for name, (value, other) in shown.items()
            if value != other
        }


USUAL = EmbedOptions()


def _names(form: EmbedForm) -> tuple[str, ...]:
    """Return the options that a form has."""
    left_out = {"width", "height"} if form is EmbedForm.HTML else {"legend"}
    return tuple(field.name for field in fields(EmbedOptions) if field.name not in left_out)


def _read(name: str, text: str, form: EmbedForm) -> object:
    if name not in _names(form):
        raise ViewError(
            _("There is no such choice."),
            where=name,
            remedy=_("Did you mean {name}?").format(name=meant(name, _names(form))),
        )
    if name == "theme":
        for theme in EmbedOptions.themes(form):
            if theme.value == text:
                return theme
        listed = ", ".join(theme.value for theme in EmbedOptions.themes(form))
        raise ViewError(
            _("{text!r} is no theme.").format(text=text[:40]),
            where=name,
            remedy=_("Choose from: {listed}.").format(listed=listed),
        )
    if name in {"width", "height"}:
        if len(text) > 6 or not (text.isascii() and text.isdecimal()):
            raise ViewError(
                _("{text!r} is no size.").format(text=text[:20]),
                where=name,
                remedy=_("Write pixels, as in 1200."),
            )
        return max(SMALLEST, min(LARGEST, int(text)))
    if text not in {"0", "1"}:
        raise ViewError(_("{text!r} is neither 0 nor 1.").format(text=text[:20]), where=name)
    return text == "1"


def spec_of(view: View, facts: Facts) -> str:
    """Return the choices of a view as one word that any address, page or program leaves whole."""
    query = address_of(view, facts).removeprefix("?")
    word = base64.urlsafe_b64encode(query.encode("ascii")).decode("ascii")
    return word.rstrip("=") or _OPENING


def view_of_spec(word: str, facts: Facts) -> View:
    """Read what :func:`spec_of` wrote.

    Raises
    ------
    ViewError
        If the word is none of those, or a choice in it makes no sense.
    """
    query = "" if word == _OPENING else _decoded(word)
    if not query and word != _OPENING:
        raise ViewError(_("The address names no map."), where="embed", remedy=_REMEDY)
    return parse_link(f"?{query}", facts).strict()


def view_of_address(
    word: str, params: Mapping[str, str], facts: Facts
) -> tuple[View, dict[str, str]]:
    """Read the view of an address, and return the parameters that are left for its options.

    Raises
    ------
    ViewError
        If the word names no view, or the camera makes no sense.
    """
    view = view_of_spec(word, facts)
    options = dict(params)
    if _CAMERA in options:
        view = view.choose(camera=Camera.parse(options.pop(_CAMERA)))
    return view, options


def _decoded(word: str) -> str:
    """Return the query that a word holds; ``""`` if it holds none."""
    if len(word) > _LONGEST:
        return ""
    try:
        raw = base64.b64decode(word + "=" * (-len(word) % 4), altchars=b"-_", validate=True)
        query = raw.decode("ascii")
        parse_qsl(query, keep_blank_values=True, strict_parsing=True)
    except ValueError:
        return ""
    return query


def embed_path(view: View, facts: Facts, form: EmbedForm, options: EmbedOptions = USUAL) -> str:
    """Return the path under which the server answers with a map.

    Where the map looks stands in the query, as in every link: the browser writes it there when
    the reader has moved the map, which the server is not told.
    """
    camera = {} if view.map.camera is None else {_CAMERA: str(view.map.camera)}
    query = urlencode({**options.params(form), **camera})
    word = spec_of(view.choose(camera=None), facts)
    return f"{ROOT}/{word}.{form.value}{'?' if query else ''}{query}"


def frame_code(address: str, title: str, height: int) -> str:
    """Return the HTML that shows the map in a frame of another page; every value is escaped.

    Parameters
    ----------
    address : str
        Whole address of the map.
    title : str
        What the frame holds, for those who do not see it.
    height : int
        In pixels.
    """
    return str(iframe(title, height, src=address))


def figure_code(address: str, alt: str, caption: str, width: int, height: int) -> str:
    """Return the HTML that shows the picture with its caption; every value is escaped.

    Parameters
    ----------
    address : str
        Whole address of the picture.
    alt : str
        What it shows, for those who do not see it.
    caption : str
        What stands below it: the sources.
    width, height : int
        In pixels.
    """
    return str(
        Markup(
            "<figure>\n"
            '  <img src="{}" alt="{}" width="{}" height="{}" loading="lazy"'
            ' referrerpolicy="no-referrer" style="max-width:100%;height:auto">\n'
            "  <figcaption>{}</figcaption>\n"
            "</figure>"
        ).format(address, alt, width, height, caption)
    )
