"""The exported page: a folium map whose one child is the painter, in one offline file.

Below the map stands what it tells as tables and text; an embedded page has the map alone.

Everything the picture needs stands inside: data, outlines, script, style and the
letters of the fonts. A content security policy in the page forbids it every request.
No text of the picture passes through a template: it is embedded as JSON and written
by the painter with ``textContent``.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from html import escape
from typing import Any, Protocol

import folium
from branca.element import Element, Figure
from jinja2 import Template

from geodata.errors import ViewError
from geodata.i18n import _
from layers.assets.fonts import embedded_font_css
from layers.canonical import canonical
from layers.picture.description import alt_text, long_description
from layers.web.bundle import PAGE_ORDER, bundle_js, flattened, page_css, rules_css
from layers.web.iframe import iframe
from layers.web.page_form import WHOLE_PAGE, PageForm
from layers.web.page_words import PAGE_WORDS
from layers.web.template_guard import apply_guard

__all__ = ["AssetStore", "PageMap", "PagePainter", "Spec", "page", "page_html"]

apply_guard()

PARTS = ("words", "regions", "symbology", "values", "event_index", "details", "events")
"""What a picture consists of, beside its header."""

_REPORTED = frozenset({"told", "differ", "doubt", "rows", "row_of"})
"""What of events and values is told below the map only."""


class Spec(Protocol):
    """A picture whose parts all carry their data."""

    @property
    def payload(self) -> Mapping[str, Any]:
        """``hash``, ``header``, and each of :data:`PARTS` as ``{id, data}``."""


class AssetStore(Protocol):
    """The geometry and context assets of a picture, by id."""

    def __getitem__(self, asset_id: str, /) -> Mapping[str, Any]:
        """The asset's JSON object."""


class PageMap(folium.Map):
    """A folium map that asks for no script, style or tile of its own.

    Parameters
    ----------
    painter : PagePainter
        The only child.
    """

    _template = Template("")
    default_js: list[tuple[str, str]] = []  # noqa: RUF012
    default_css: list[tuple[str, str]] = []  # noqa: RUF012

    def __init__(self, painter: PagePainter) -> None:
        super().__init__(tiles=None)
        self._id = "atlas"
        self.add_child(painter)

    def _repr_html_(self, **_kwargs: Any) -> str:
        """Show the page in a notebook: in a frame of its own, which can reach nothing outside."""
        return str(iframe("Deployment Atlas", 720, srcdoc=self.get_root().render()))


class PagePainter(Element):
    """The painter with everything it draws, as one element of a page.

    Parameters
    ----------
    payload : mapping
        A picture whose parts all carry their data.
    assets : mapping of str to mapping
        The assets that the picture names.
    form : PageForm
        What stands beside the map.
    """

    def __init__(
        self,
        payload: Mapping[str, Any],
        assets: Mapping[str, Any],
        form: PageForm = WHOLE_PAGE,
    ) -> None:
        super().__init__()
        self._name = "PagePainter"
        self._id = "painter"
        self.payload = payload if form.report else _without_report(payload)
        self.assets = assets
        self.form = form

    def told(self) -> dict[str, Any]:
        """Return what stands around the map, for the script of the page."""
        told: dict[str, Any] = {"report": self.form.report, "theme": self.form.tone.value}
        if self.form.report:
            told |= {
                "words": dict(PAGE_WORDS),
                "short": alt_text(self.payload),
                "long": long_description(self.payload).split("\n\n"),
            }
        return told

    def render(self, **_kwargs: Any) -> str:
        """Put style and script into the page around this element."""
        figure = self.get_root()
        if not isinstance(figure, Figure):
            raise TypeError("the painter is drawn in a folium map only")
        told = self.told()
        shown = canonical(self.payload) + canonical(told)
        style = embedded_font_css(shown + _names(self.assets)) + rules_css() + page_css()
        script = "\n".join((bundle_js(), *map(flattened, PAGE_ORDER), ""))
        policy = _policy(style, script, _closing_script(figure))
        title = escape(str(self.payload["header"]["title"])[:300])
        tone = self.form.tone.value
        theme = f' data-theme="{tone}"' if tone else ""
        figure.header.add_child(
            Element(
                f'<meta http-equiv="Content-Security-Policy" content="{policy}" />\n'
                '<meta name="viewport" content="width=device-width, initial-scale=1" />\n'
                '<meta name="referrer" content="no-referrer" />\n'
                f"<title>{title}</title>\n<style>{style}</style>"
            ),
            name="atlas-head",
        )
        figure.html.add_child(
            Element(
                f'<div id="atlas" class="{self.form.signs()}"{theme}></div>\n'
                f"{_data('atlas-spec', self.payload)}\n{_data('atlas-assets', self.assets)}\n"
                f"{_data('atlas-form', told)}\n"
                f'<script type="module">{script}</script>'
            ),
            name="atlas-body",
        )
        return ""


def page(spec: Spec, assets: AssetStore, form: PageForm = WHOLE_PAGE) -> folium.Map:
    """A folium map that holds one picture and everything it needs.

    Parameters
    ----------
    spec : Spec
        The picture, with the data of all its parts.
    assets : AssetStore
        Geometry and context by id; only those that the picture names are embedded.
    form : PageForm
        What stands beside the map.

    Returns
    -------
    folium.Map
        ``get_root().render()`` or ``save()`` gives one file that makes no request. In a
        notebook it shows itself.

    Raises
    ------
    ViewError
        A part comes without its data, or an asset is missing.
    """
    payload = spec.payload
    for part in PARTS:
        if not payload[part].get("data"):
            raise ViewError(
                _("The part {part!r} comes without its data.").format(part=part),
                where="exported page",
                remedy=_("Give the picture with all its data."),
            )
    regions = payload["regions"]["data"]
    wanted = [entry["id"] for entry in regions["geometry"]]
    if regions.get("context"):
        wanted.append(regions["context"]["id"])
    held = {name: _asset(assets, name) for name in wanted}
    return PageMap(PagePainter(payload, held, form))


def page_html(spec: Spec, assets: AssetStore, form: PageForm = WHOLE_PAGE) -> str:
    """The page as text: equal pictures give equal text.

    Parameters
    ----------
    spec : Spec
    assets : AssetStore
    form : PageForm

    Returns
    -------
    str
        A whole HTML document.

    Raises
    ------
    ViewError
        As for :func:`page`.
    """
    html: str = page(spec, assets, form).get_root().render()
    return html


def _without_report(payload: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a picture without what only tables below it would show."""
    events = payload["details"]["data"]["events"]
    bare = [{k: v for k, v in each.items() if k not in _REPORTED} for each in events]
    values = {k: v for k, v in payload["values"]["data"].items() if k not in _REPORTED}
    return {
        **payload,
        "details": {**payload["details"], "data": {"events": bare}},
        "values": {**payload["values"], "data": values},
    }


def _asset(assets: AssetStore, asset_id: str) -> Mapping[str, Any]:
    try:
        return assets[asset_id]
    except KeyError as error:
        raise ViewError(
            _("There is no asset {asset_id!r}.").format(asset_id=asset_id),
            where="exported page",
            remedy=_("Give geometry and context by the ids that the picture names."),
        ) from error


def _names(assets: Mapping[str, Any]) -> str:
    """Names that the surroundings bring along, so that their letters are embedded."""
    return "".join(
        name["text"]["text"] for asset in assets.values() for name in asset.get("names", ())
    )


def _data(element_id: str, value: Any) -> str:
    text = canonical(value)
    # Inside JSON strings only; "<" could end the element or open a comment.
    for sign, code in (("<", "\\u003c"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029")):
        text = text.replace(sign, code)
    return f'<script type="application/json" id="{element_id}">{text}</script>'


def _closing_script(figure: Figure) -> str:
    """The empty script with which branca closes every page."""
    return f"\n    {figure.script.render()}\n"


def _policy(style: str, *scripts: str) -> str:
    allowed = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; "
        "font-src data:; img-src data:; connect-src 'none'; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
